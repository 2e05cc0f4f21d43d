# Prints the interfaces of this qube, a line each with tabs between: name, address, flags, carrier, kind, master, wireless;
# and then its IPv4 addresses as ip prints them.
# $1 where the kernel shows its devices: /sys
set -eu

# The text of a file, or - where it has none or cannot be read.
text() {
  value=$(cat "$1" 2>/dev/null) || value=''
  printf '%s' "${value:--}"
}

kind() {
  if [ -d "$1/bridge" ]; then
    echo bridge
    return
  fi
  type=$(sed -n 's/^DEVTYPE=//p' "$1/uevent" 2>/dev/null)
  case $type in
    '' | wlan) ;;
    *) echo "$type"; return ;;
  esac
  if [ ! -e "$1/device" ]; then
    echo virtual
    return
  fi
  # Xen's front end and back end have the same driver's name; a back end is known by its own.
  driver=$(readlink "$1/device/driver" || :)
  case ${driver##*/}:${1##*/} in
    vif:vif*) echo vif ;;
    vif:*) echo xen ;;
    *) echo - ;;
  esac
}

for link in "$1"/class/net/*; do
  [ -e "$link/ifindex" ] || continue
  master=$(readlink "$link/master" || :)
  master=${master##*/}
  wireless=-
  if [ -e "$link/wireless" ] || [ -e "$link/phy80211" ]; then
    wireless=wireless
  fi
  printf 'link\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "${link##*/}" "$(text "$link/address")" "$(text "$link/flags")" \
    "$(text "$link/carrier")" "$(kind "$link")" "${master:--}" "$wireless"
done
ip -o -4 addr show
