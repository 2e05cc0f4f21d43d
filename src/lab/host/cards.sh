#!/bin/sh
# In a mount namespace of its own: shows the interfaces as they are, but those that stand for hardware with a device.
# $1 the text to be run then
set -eu
mount -t tmpfs tmpfs /sys/class/net
for link in /sys/devices/virtual/net/*; do
  name=${link##*/}
  case $name in
    en* | eth* | vif*)
      shown=/sys/class/net/$name
      mkdir -p "$shown/device"
      for file in ifindex address flags carrier uevent; do
        cat "$link/$file" >"$shown/$file" 2>/dev/null || :
      done
      if [ -L "$link/master" ]; then
        cp -P "$link/master" "$shown/master"
      fi
      case $name:$(cat "$link/address") in
        vif*) driver=vif ;;
        *:00:16:3e:*) driver=vif ;;
        *) driver=e1000e ;;
      esac
      ln -s "/drivers/$driver" "$shown/device/driver"
      ;;
    *) ln -s "$link" "/sys/class/net/$name" ;;
  esac
done
exec sh -c "$1"
