# The tools of R2B2's dom0, which tell some of their failures in words only.

tools='qvm-run qvm-ls qvm-prefs qvm-service qvm-start qvm-shutdown awk'
force=
[ "$(id -u)" != 0 ] || force=--force-root

is_release() {
  read -r release_text <"$root/etc/qubes-release" || return 1
  case $release_text in
    *[Rr]elease\ [3-9]*) return 1 ;;
  esac
}

in_qube() {
  tool "$(($2 + 5))" qvm-run -u root --pass-io --nogui "$1" "$3"
  # It ends with 0 where the qube has stopped meanwhile.
  head=
  IFS= read -r head <"$tmp/err" || :
  case $head in
    "ERROR($1)"*) code=1 ;;
  esac
}

# A row a qube: name, state, xid and net qube, which has a star where it is the default. The table marks some names with signs.
look_states() {
  tool 60 qvm-ls -n -i
  ended 0 qvm-ls || return 1
  awk -F'|' '!/\|/ { next }
    !head { for (i = 1; i < NF; i++) { gsub(/ /, "", $i); at[$i] = i }; head = 1; next }
    { for (i = 1; i < NF; i++) gsub(/ /, "", $i)
      name = $at["name"]; sub(/^=>/, "", name); gsub(/[][<>{}]/, "", name)
      print name, $at["state"], $at["xid"], $at["netvm"] }' "$tmp/out" >"$tmp/table"
  cut -d' ' -f1,2 "$tmp/table" >"$tmp/states"
}

look_xid() {
  xid=
  while read -r row_name drop row_xid drop; do
    [ "$row_name" != "$1" ] || xid=$row_xid
  done <"$tmp/table"
}

start_qube() {
  tool 300 qvm-start -q "$1"
  ended 0 "Starting $1"
}

stop_qube() {
  tool 180 qvm-shutdown -q --wait "$1"
  ended 0 "Shutting $1 down"
}

look_property() {
  kind=default
  value=
  if [ "$2" = netvm ]; then
    look_states || return 1
    while read -r row_name drop drop row_netvm; do
      [ "$row_name" = "$1" ] || continue
      case $row_netvm in
        - | n/a) kind=value ;;
        '*'*) value=${row_netvm#\*} ;;
        *) kind=value value=$row_netvm ;;
      esac
    done <"$tmp/table"
    return
  fi
  tool 60 qvm-prefs ${force:+"$force"} -l "$1"
  ended 0 "Reading the settings of $1" || return 1
  each=$(awk -v want="$2" '{ at = index($0, ":"); if (!at) next
    name = tolower(substr($0, 1, at - 1)); gsub(/\?/, "", name); sub(/ +$/, "", name); gsub(/ /, "_", name)
    if (name == want) { rest = substr($0, at + 1); sub(/^ /, "", rest); print "=" rest; exit } }' "$tmp/out")
  case $each in
    '') ;;
    *' (default)' | *' (auto)') value=${each#=} value=${value% (*} ;;
    *) kind=value value=${each#=} ;;
  esac
}

put_property() {
  word=$4
  case $3,$2,$4 in
    default,netvm,* | default,kernel,* | default,kernelopts,*) word=default ;;
    default,mac,*) word=auto ;;
    default,bridge,* | value,netvm, | value,bridge,) word=none ;;
    default,*) fail "R2B2 cannot set $2 back to its default." || return 1 ;;
  esac
  tool 60 qvm-prefs ${force:+"$force"} -s "$1" "$2" "$word"
  ended 0 "Setting $2 of $1" || return 1
  ! grep -qi -e error -e 'Wrong ' -e 'Invalid ' "$tmp/err" || fail "Setting $2 of $1 was not done: $(shown "$tmp/err")"
}

look_feature() {
  fail 'R2B2 has no features.'
}

put_feature() {
  fail 'R2B2 has no features.'
}

look_service() {
  kind=default
  value=
  tool 60 qvm-service "$1"
  ended 0 "Reading the services of $1" || return 1
  while read -r service_name service_state drop; do
    [ "${service_name%:}" = "$2" ] || continue
    kind=value
    case "$service_name $service_state $drop" in
      *Enabled*) value=on ;;
      *) value=off ;;
    esac
  done <"$tmp/out"
}

put_service() {
  case $3,$4 in
    default,*) tool 60 qvm-service "$1" -D "$2" ;;
    *,on) tool 60 qvm-service "$1" -e "$2" ;;
    *) tool 60 qvm-service "$1" -d "$2" ;;
  esac
  ended 0 "Setting the service $2 of $1"
}
