set -eu
export LC_ALL=C
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

bus=/sys/bus/dax
memory=/sys/devices/system/memory
step="before the first step"

fail() {
  echo "FAILED: $step: $*" >&2
  echo "The steps before it are done. Nothing was undone: the comments above each step show how to undo it." >&2
  exit 1
}

# step WORDS: prints the next step.
step() {
  step=$1
  echo "$step"
}

# put VALUE FILE: one write; tee prints the kernel's error, which the shell's own printf does not.
put() {
  [ -e "$2" ] || fail "$2 does not exist"
  said=$(printf '%s' "$1" | tee "$2" 2>&1 >/dev/null) || fail "$1 > $2: $said"
}

# reads VALUE FILE: the read that proves a write.
reads() {
  now=$(cat "$2") || fail "$2 can't be read"
  [ "$now" = "$1" ] || fail "$2 reads '$now', not '$1'"
}

# driver_of DEVICE: its driver's name; nothing where it is unbound.
driver_of() {
  link=$(readlink "$bus/devices/$1/driver") || link=
  echo "${link##*/}"
}

# is_bound DEVICE DRIVER, is_unbound DEVICE
is_bound() {
  [ "$(driver_of "$1")" = "$2" ] || fail "the driver of $1 is '$(driver_of "$1")', not '$2'"
}
is_unbound() {
  [ -e "$bus/devices/$1" ] || fail "there is no device $1"
  [ -z "$(driver_of "$1")" ] || fail "$1 is still bound to $(driver_of "$1")"
}

# links: every device with its driver, to see that none moved.
links() {
  for device in "$bus"/devices/*; do
    echo "${device##*/} $(driver_of "${device##*/}")"
  done
}
same_links() {
  [ "$(links)" = "$1" ] || fail "another device's driver changed"
}

# can_see: fails unless this shell may look into every process. Otherwise a holder may be there and not be seen.
can_see() {
  capable=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
  [ $((0x$capable >> 19 & 1)) = 1 ] || fail "not known whether a device is in use: CAP_SYS_PTRACE is missing"
  [ $((0x$capable >> 21 & 1)) = 1 ] || fail "not known whether a device is in use: CAP_SYS_ADMIN is missing"
  [ "$(readlink /proc/self/ns/pid)" = 'pid:[4026531836]' ] ||
    fail "not known whether a device is in use: a container doesn't show the processes outside of it"
}

# in_time COMMAND...: what it prints; 60 s are enough for any process that does not hang.
in_time() {
  status=0
  timeout 60 "$@" 2>/dev/null || status=$?
  [ "$status" != 124 ] || echo late
}

# Numbers, kinds and names of files, links followed. Where stat can, it asks no server of a file system.
numbers="stat -L -c %t:%T,%F,%n"
! stat --cached=always / >/dev/null 2>&1 || numbers="$numbers --cached=always"

# none_is FOUND WORDS: fails if a line of what was found is a character device of this number.
none_is() {
  case $1 in late | *"
late") fail "not known whether a device is in use: $2 does not answer" ;; esac
  is=$(printf '%s\n' "$1" | sed -n "s|^$number,character special file,||p" | head -n 1)
  [ -z "$is" ] || fail "$is is /dev/$device: $2"
}

# none_of ROOT WORDS PATHS...: fails if a path is the device as a process sees it, or has its name where no node is.
none_of() {
  # The caller has split its words.
  unset IFS
  set +f
  root=$1
  words=$2
  shift 2
  for path; do
    case $path in /*) ;; *) continue ;; esac
    path=$(printf '%b' "$(printf '%s' "$path" | sed 's/\\/\\0/g')")
    if [ -e "$root$path" ]; then
      # shellcheck disable=SC2086
      none_is "$(in_time $numbers "$root$path")" "$words"
    else
      [ "$path" != "/dev/$device" ] || fail "/dev/$device is in use: $words names it"
    fi
  done
}

# in_words COMMAND WORDS...: the command, with words split at blanks, commas, colons and equals signs.
in_words() {
  (
    command=$1
    root=$2
    who=$3
    shift 3
    set -f
    IFS=' ,:=
'
    # shellcheck disable=SC2048,SC2086
    $command "$root" "$who" $*
  ) || exit 1
}

# no_mount PROCESS: the mounts that a process sees. What any user may mount doesn't count: its source is a mere word.
no_mount() {
  while read -r _ _ majmin _ place rest; do
    rest=" $rest"
    rest=${rest#* - }
    type=${rest%% *}
    rest=${rest#* }
    case $majmin in 0:*) ;; *) continue ;; esac
    case $type in
      autofs | binder | binfmt_misc | bpf | cgroup | cgroup2 | configfs | debugfs | devpts | devtmpfs | efivarfs) continue ;;
      hugetlbfs | mqueue | nsfs | overlay | proc | pstore | ramfs | securityfs | sysfs | tmpfs | tracefs) continue ;;
      fuse | fuse.*)
        case ",${rest#* }," in *,user_id=0,*) ;; *) continue ;; esac
        [ "$(readlink "$1/ns/user")" = "$own_users" ] || continue
        ;;
    esac
    in_words none_of "$1/root" "$type at $place ($1)" "$rest"
  done <"$1/mountinfo"
}

# no_use PROCESS: its threads' files, its mappings, the mounts that it sees, what it serves.
no_use() {
  # A thread of the kernel, and what has ended, has no program and no other thread.
  set -- "$1" "$1"/task/*
  [ $# -gt 2 ] || [ -e "$1/exe" ] || return 0
  # shellcheck disable=SC2086
  none_is "$(in_time find "$1"/task/*/fd -maxdepth 1 -type l -exec $numbers '{}' +)" "open"
  mapped=
  for thread in "$1"/task/*; do
    [ -e "$thread/maps" ] || continue
    # All threads share one memory; a main thread that has ended does not show it.
    same=/proc/${thread##*/}
    if [ -z "$mapped" ] && [ -n "$(head -c 1 "$same/maps" 2>/dev/null)" ]; then
      mapped=$same
    fi
    space=$(readlink "$thread/ns/mnt" "$thread/ns/user" "$thread/root" 2>/dev/null) || continue
    case $spaces in *"<$space>"*) ;; *)
      spaces="$spaces<$space>"
      no_mount "$thread"
      ;;
    esac
  done
  if [ -n "$mapped" ]; then
    # shellcheck disable=SC2086
    none_is "$(sed -n "s|^0*\([0-9a-f]*\)-0*\([0-9a-f]*\) ...s [0-9a-f]* [^ ]* [1-9].*|$mapped/map_files/\1-\2|p" \
      "$mapped/maps" 2>/dev/null | in_time xargs -r $numbers)" "mapped"
  fi
  read -r name 2>/dev/null <"$1/comm" || return 0
  case $name in famfs*)
    if grep -q '^Uid:[[:space:]]*[0-9]*[[:space:]]*0[[:space:]]' "$1/status" 2>/dev/null; then
      words=$(in_time tr '\0' ' ' <"$1/cmdline")
      in_words none_of "$1/root" "$name ($1)" "$words"
    fi
    ;;
  esac
}

# no_holders DEVICE: fails if something uses it. Devices are compared by number, not by name.
no_holders() {
  device=$1
  can_see
  number=$(sed 's/:/ /' "$bus/devices/$device/dev")
  # shellcheck disable=SC2086
  number=$(printf '%x:%x' $number)
  own_users=$(readlink /proc/self/ns/user)
  spaces=
  for process in /proc/[0-9]*; do
    no_use "$process"
  done
  claimed=$(cat "$bus/devices/$device/fsdev/holder" 2>/dev/null || echo 0)
  [ "$claimed" != 1 ] || fail "a file system in the kernel has claimed $device"
}

# load DRIVER
load() {
  [ -d "$bus/drivers/$1" ] || modprobe -- "$1" || fail "modprobe $1"
}

# give_back DRIVER DEVICE...: unbinds the other devices that new_id bound.
give_back() {
  swept=$1
  shift
  for other; do
    [ "$(driver_of "$other")" != "$swept" ] || put "$other" "$bus/drivers/$swept/unbind"
  done
}

# register DEVICE DRIVER IDLE...: the id, while the device is still bound elsewhere.
register() {
  put "$1" "$bus/drivers/$2/new_id"
  shift
  give_back "$@"
}

# bind_or_register DEVICE DRIVER IDLE...: a plain bind; by id where the kernel says that the driver does not match.
bind_or_register() {
  if said=$(printf '%s' "$1" | tee "$bus/drivers/$2/bind" 2>&1 >/dev/null); then
    return 0
  fi
  case $said in
    *"No such device") ;;
    *) fail "$1 > $bus/drivers/$2/bind: $said" ;;
  esac
  put "$1" "$bus/drivers/$2/new_id"
  put "$1" "$bus/drivers/$2/remove_id"
  shift
  give_back "$@"
}

# ranges_of DEVICE: start and end of each, a line each.
ranges_of() {
  for mapping in "$bus/devices/$1"/mapping[0-9]*; do
    [ ! -e "$mapping/start" ] || echo "$(cat "$mapping/start") $(cat "$mapping/end")"
  done
}

# blocks_of DEVICE: the numbers of its memory blocks, which lie whole in its ranges.
blocks_of() {
  bytes=$((0x$(cat "$memory/block_size_bytes")))
  ranges_of "$1" | while read -r start end; do
    block=$(((start + bytes - 1) / bytes))
    while [ $(((block + 1) * bytes)) -le $((end + 1)) ]; do
      [ ! -d "$memory/memory$block" ] || echo "$block"
      block=$((block + 1))
    done
  done | sort -n
}

# set_blocks DEVICE STATE WORD: writes WORD to each block that does not read STATE.
set_blocks() {
  blocks=$(blocks_of "$1")
  [ "$2" = online ] || blocks=$(echo "$blocks" | sort -rn)
  for block in $blocks; do
    [ "$(cat "$memory/memory$block/state")" = "$2" ] || put "$3" "$memory/memory$block/state"
  done
}

# blocks_are DEVICE STATE [ZONE]: there are some, and each reads so.
blocks_are() {
  [ -n "$(blocks_of "$1")" ] || fail "$1 has no memory blocks"
  for block in $(blocks_of "$1"); do
    reads "$2" "$memory/memory$block/state"
    case ${3:-any} in
      any) ;;
      movable) reads Movable "$memory/memory$block/valid_zones" ;;
      kernel) [ "$(cat "$memory/memory$block/valid_zones")" != Movable ] || fail "memory$block is in zone Movable" ;;
    esac
  done
}

has_blocks() {
  [ -n "$(blocks_of "$1")" ] || fail "$1 has no memory blocks"
}

# memory_gone DEVICE: no driver, and nothing of its memory is left in the kernel.
memory_gone() {
  is_unbound "$1"
  [ -z "$(blocks_of "$1")" ] || fail "memory blocks of $1 are left in the kernel until a reboot"
  ranges_of "$1" | while read -r start end; do
    sed -n 's/^ *\([0-9a-f]*\)-\([0-9a-f]*\) : System RAM (kmem)$/0x\1 0x\2/p' /proc/iomem | while read -r from to; do
      if [ $((from)) -le $((end)) ] && [ $((to)) -ge $((start)) ]; then
        exit 1
      fi
    done || exit 1
  done || fail "/proc/iomem still has System RAM (kmem) in $1"
}

# has_range DEVICE START END
has_range() {
  ranges_of "$1" | grep -qx "$2 $3" || fail "no mapping of $1 reads $2 to $3"
}

[ "$(id -u)" -eq 0 ] || fail "run this script as root"
