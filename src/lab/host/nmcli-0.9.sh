#!/bin/sh
# The command line of NetworkManager 0.9, in front of the nmcli of this machine. That NetworkManager watched its folder, so
# each call reads the keyfiles first.
nmcli=/run/lab/nmcli
case "$*" in
  --version) echo 'nmcli tool, version 0.9.8.2'; exit ;;
  '-t -f RUNNING general') exec "$nmcli" "$@" ;;
esac
"$nmcli" connection reload
words=$*
case $words in
  'con up id '*' --timeout 30')
    id=${words#con up id }
    exec "$nmcli" --wait 30 connection up id "${id% --timeout 30}"
    ;;
  'con down id '*) exec "$nmcli" --wait 30 connection down id "${words#con down id }" ;;
  '-t -f all con list id '*) exec "$nmcli" -t -f all connection show id "${words#-t -f all con list id }" ;;
  '-t -f NAME,UUID,DEVICES,STATE con status') exec "$nmcli" -t -f NAME,UUID,DEVICE,STATE connection show --active ;;
esac
echo "Error: nmcli 0.9 does not know: $words" >&2
exit 2
