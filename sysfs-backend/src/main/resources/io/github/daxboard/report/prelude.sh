set -eu
export LC_ALL=C
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

bus=/sys/bus/dax
memory=/sys/devices/system/memory
step="before the first step"

fail() {
  echo "FAILED: $step: $*" >&2
  echo "The steps before it are done, and nothing was undone; the comments above each step say how to." >&2
  exit 1
}

# step WORDS: says what comes next.
step() {
  step=$1
  echo "$step"
}

# put VALUE FILE: one write; tee tells the kernel's error, which the shell's own printf does not.
put() {
  [ -e "$2" ] || fail "there is no $2"
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

# no_holders DEVICE: the kernel would pull its memory from under them.
no_holders() {
  open=$(find /proc/[0-9]*/fd -lname "/dev/$1" -print -quit 2>/dev/null || :)
  [ -z "$open" ] || fail "$open has /dev/$1 open"
  mapped=$(grep -l " /dev/$1\$" /proc/[0-9]*/maps 2>/dev/null | head -n 1)
  [ -z "$mapped" ] || fail "$mapped has /dev/$1 mapped"
  while read -r source target rest; do
    [ "$source" != "/dev/$1" ] || fail "$target is mounted from /dev/$1 ($rest)"
  done </proc/self/mounts
}

# load DRIVER
load() {
  [ -d "$bus/drivers/$1" ] || modprobe -- "$1" || fail "modprobe $1"
}

# give_back DRIVER DEVICE...: what new_id bound along is unbound again.
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

[ "$(id -u)" -eq 0 ] || fail "this needs root"
