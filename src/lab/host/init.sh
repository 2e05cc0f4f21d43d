#!/bin/sh
# The first process of a qube, in mount, network, process and host name namespaces of its own. It tells its number outside,
# builds a root that shares nothing with the machine but /usr, which cannot be written, waits for the word that the qube's
# cards are there, starts what that qube has, says "ready" and stays. When it is ended, all that runs in the qube ends.
# $1 name, $2 the template's files, $3 what is /rw, $4 an empty folder for the root, $5 the programs of the lab,
# $6 what the qube has, of the words template network manager iptables-legacy nmcli-0.9; $7 the file of its rules
set -eu
umask 022
name=$1 template=$2 rw=$3 root=$4 programs=$5 has=" $6 " rules=$7
read -r number _ </proc/self/stat
echo "$number"

hostname "$(echo "$name" | tr _ -)"
mount -t tmpfs -o mode=755 tmpfs "$root"
cd "$root"
mkdir -p usr run etc/NetworkManager/conf.d var/lib/NetworkManager var/lib/misc var/tmp run/dbus run/lab/programs \
  rw proc sys dev tmp root old
mount --bind /usr usr
mount -o remount,bind,ro usr
for part in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$part" ]; then
    cp -P "/$part" "$part"
  elif [ -d "/$part" ]; then
    mkdir "$part"
    mount --bind "/$part" "$part"
    mount -o remount,bind,ro "$part"
  fi
done
for part in passwd group nsswitch.conf ld.so.cache ld.so.conf ld.so.conf.d alternatives protocols services ethertypes \
  iproute2 localtime; do
  [ ! -e "/etc/$part" ] || [ -c "/etc/$part" ] || cp -RP --preserve=mode,timestamps "/etc/$part" etc/
done
echo "$name" >etc/hostname
echo "127.0.0.1 localhost $name" >etc/hosts
# A template is written to where its files last; every other qube has a copy of them that goes with it.
for part in "$template"/etc/*; do
  case $has in
    *' template '*)
      mkdir -p "etc/${part##*/}"
      mount --bind "$part" "etc/${part##*/}"
      ;;
    *) cp -Rp "$part" etc/ ;;
  esac
done
mount --bind "$rw" rw
mkdir -p rw/config/NM-system-connections
mount -t proc proc proc
mount -t sysfs sysfs sys
mount --bind sys/devices/virtual/net sys/devices/virtual/net
mount -o remount,bind,ro sys
for device in null zero full random urandom tty; do
  : >"dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
ln -s /proc/self/fd dev/fd
ln -s /run var/run
mount --bind "$programs" run/lab/programs
pivot_root . old
cd /
umount -l old
rmdir old
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/root
ip link set lo up

case $has in
  *' iptables-legacy '*)
    for tool in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
      ln -sf "/usr/sbin/${tool%tables*}tables-legacy${tool#*tables}" "/etc/alternatives/$tool"
    done
    ;;
esac
case $has in
  *' nmcli-0.9 '*)
    : >/run/lab/nmcli
    mount --bind /usr/bin/nmcli /run/lab/nmcli
    mount --bind /run/lab/programs/nmcli-0.9.sh /usr/bin/nmcli
    ;;
esac
case $has in
  *' network '*)
    echo 1 >/proc/sys/net/ipv4/ip_forward
    case $rules in
      *.nft) for file in $rules "${rules%4.nft}6.nft"; do nft -f "$file"; done ;;
      *) iptables-restore "$rules" ;;
    esac
    ;;
esac
# The cards come as soon as there is a network namespace; NetworkManager would take their coming one by one as well.
read -r _
case $has in
  *' manager '*)
    cp /run/lab/programs/bus.conf /etc/dbus.conf
    cp /run/lab/programs/99-lab.conf /etc/NetworkManager/conf.d/
    dbus-daemon --config-file=/etc/dbus.conf --nofork --nopidfile 2>/run/dbus.log &
    while [ ! -S /run/dbus/system_bus_socket ]; do sleep 0.01; done
    NetworkManager --debug --log-level=INFO >/run/manager.log 2>&1 &
    while ! nmcli -t -f RUNNING general 2>/dev/null | grep -q '^running'; do sleep 0.02; done
    ;;
esac
case $has in
  *' network '*)
    # qubes-firewall runs these once when it starts.
    for script in /rw/config/qubes-firewall.d/* /rw/config/qubes-firewall-user-script; do
      [ ! -x "$script" ] || "$script" >>/run/scripts.log 2>&1 || :
    done
    ;;
esac
echo ready
exec <&- >&- 2>&-
while :; do
  sleep 2147483647 &
  wait $!
done
