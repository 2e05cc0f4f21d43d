#!/bin/sh
# The first process of the lab's namespaces: tells its number to those outside and becomes the lab.
# $1 the Python to use, then the arguments of main.py
set -eu
python=$1
shift
read -r number _ </proc/self/stat
echo "$number" >"$2/run/pid"
mount -t proc proc /proc
# In a user namespace nobody may take another group, which dnsmasq does where it finds one.
if [ "$(cat /proc/self/setgroups)" != allow ]; then
  mount --bind /dev/null /etc/group
  printf 'passwd: files\ngroup: files\n' >"$2/run/nsswitch.conf"
  mount --bind "$2/run/nsswitch.conf" /etc/nsswitch.conf
fi
exec "$python" -B "$(dirname "$0")/main.py" "$@"
