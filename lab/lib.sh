# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# shellcheck disable=SC2034 # what is set here is used by the commands
# What the lab's commands share. Sourced, never run: it expects `set -euo pipefail` and LAB, the lab's own folder.

: "${LAB:?lib.sh is sourced by the commands beside it}"
REPO=$(cd "$LAB/.." && pwd)
CACHE=$LAB/cache

fail() { printf 'lab/%s: %s\n' "${0##*/}" "$1" >&2; exit "${2:-1}"; }

# use_state DIR: the folder of one running lab. It may not exist yet.
use_state() {
  case $1 in /*) STATE=$1 ;; *) STATE=$PWD/$1 ;; esac
  # qemu, cmdline matching and KEY=VALUE lines all stay simple when the path is simple.
  case $STATE in *[!A-Za-z0-9_./@%+=:-]*|*,*) fail "the state folder's path may hold letters, digits and _./@%+=:- only: $STATE" 64 ;; esac
  ENV_FILE=$STATE/env
  SERIAL=$STATE/serial.log
  PID_FILE=$STATE/qemu.pid
  LOCK_FILE=$STATE/lock
}

# is_our_qemu PID: pids are used again, so a number from a file proves nothing. The command line does: only our qemu writes
# to this state folder's serial log.
is_our_qemu() {
  local argument
  [[ $1 =~ ^[1-9][0-9]*$ ]] && [ -r "/proc/$1/cmdline" ] || return 1
  while IFS= read -r -d '' argument; do
    [ "$argument" = "file:$SERIAL" ] && return 0
  done 2>/dev/null <"/proc/$1/cmdline"
  return 1
}

# running_pid: prints the pid of this state folder's qemu; fails when there is none.
running_pid() {
  local pid=
  [ -r "$PID_FILE" ] || return 1
  read -r pid <"$PID_FILE" || [ -n "$pid" ] || return 1
  is_our_qemu "$pid" || return 1
  printf '%s\n' "$pid"
}

# read_env: LAB_* out of the env file. Parsed, not sourced: nothing in it is ever run by us.
read_env() {
  local line
  [ -r "$ENV_FILE" ] || return 1
  while IFS= read -r line; do
    [[ $line =~ ^(LAB_[A-Z_]+)=(.*)$ ]] && printf -v "${BASH_REMATCH[1]}" '%s' "${BASH_REMATCH[2]}"
  done <"$ENV_FILE"
  [ -n "${LAB_PORT:-}" ] && [ -n "${LAB_CONTROL:-}" ]
}

# set_ssh_options: SSH_OPTIONS for a session over the shared connection. ControlMaster=no on purpose: a call that becomes the
# master itself keeps its caller's stderr open for ever, and "$(lab/ssh ... 2>&1)" would never return.
set_ssh_options() {
  SSH_OPTIONS=(-F none -o BatchMode=yes -o ControlMaster=no -o "ControlPath=$LAB_CONTROL"
    -o "UserKnownHostsFile=$LAB_KNOWN_HOSTS" -o GlobalKnownHostsFile=none -o StrictHostKeyChecking=yes -o HostKeyAlias=daxboard-lab
    -o "IdentityFile=$LAB_KEY" -o IdentitiesOnly=yes -o IdentityAgent=none -o ConnectTimeout=30
    -o ServerAliveInterval=15 -o ServerAliveCountMax=8 -o LogLevel=ERROR -p "$LAB_PORT" -l root)
}

# open_connection: the shared connection is up when this returns 0. One login costs the emulated guest about a second, a
# session over a login that exists costs a fraction of that.
open_connection() {
  ssh "${SSH_OPTIONS[@]}" -O check 127.0.0.1 2>/dev/null && return 0
  (
    # One at a time: of two that open it together, the later would take the socket away from the earlier.
    flock 7
    ssh "${SSH_OPTIONS[@]}" -O check 127.0.0.1 2>/dev/null && exit 0
    rm -f "$LAB_CONTROL"
    # ssh takes the first value that it is given for an option, so these two stand before the others.
    ssh -o ControlMaster=yes -o ControlPersist=yes "${SSH_OPTIONS[@]}" -f -N 127.0.0.1 \
      </dev/null >/dev/null 2>"$STATE/ssh.log" 7>&- 8>&- 9>&-
  ) 7>"$STATE/ssh.lock"
}

# close_connection: ends the shared connection's process, found by asking its socket.
close_connection() {
  local answer pid
  [ -S "${LAB_CONTROL:-}" ] || return 0
  answer=$(ssh "${SSH_OPTIONS[@]}" -O check 127.0.0.1 2>&1) || return 0
  pid=${answer##*pid=} pid=${pid%%)*}
  ssh "${SSH_OPTIONS[@]}" -O exit 127.0.0.1 2>/dev/null || :
  wait_gone "$pid" 50 || :
}

# wait_gone PID TENTHS: true as soon as the process is gone.
wait_gone() {
  local i
  for ((i = 0; i < $2; i++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  ! kill -0 "$1" 2>/dev/null
}

# end_qemu: ends this state folder's qemu if there is one. Nothing in the guest outlives it and the host's folders are lent
# read-only, so its power is simply cut. False when it can't be ended.
end_qemu() {
  local pid
  pid=$(running_pid) || return 0
  kill "$pid" 2>/dev/null || :
  wait_gone "$pid" 50 && return 0
  kill -9 "$pid" 2>/dev/null || :
  wait_gone "$pid" 50
}

# forget: what a lab that isn't running must not leave behind. Keys and the logs stay: they cost nothing and tell what happened.
forget() {
  rm -f "$ENV_FILE" "$PID_FILE"
  [ -z "${LAB_CONTROL:-}" ] || rm -f "$LAB_CONTROL"
  case ${LAB_CONTROL:-} in
    "$STATE"/*|"") ;;
    */daxboard-lab.*/c) rmdir "${LAB_CONTROL%/c}" 2>/dev/null || : ;;
  esac
}
