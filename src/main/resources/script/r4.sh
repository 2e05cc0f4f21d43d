# The tools of R4's dom0.

tools='qvm-run qvm-ls qvm-prefs qvm-features qvm-start qvm-shutdown'

is_release() {
  read -r release_text <"$root/etc/qubes-release" || return 1
  case "$release_text " in
    *"$release"[!0-9]* | *"release ${release#R}"[!0-9]*) ;;
    *) return 1 ;;
  esac
}

in_qube() {
  tool "$(($2 + 5))" qvm-run -n -p -u root --no-gui --no-filter-escape-chars "$1" "$3"
}

look_states() {
  tool 60 qvm-ls --raw-data --fields NAME,STATE
  ended 0 qvm-ls || return 1
  tr '|' ' ' <"$tmp/out" >"$tmp/states"
}

look_xid() {
  look_property "$1" xid && xid=$value
}

start_qube() {
  tool 300 qvm-start --skip-if-running "$1"
  ended 0 "Starting $1"
}

stop_qube() {
  tool 180 qvm-shutdown --wait --timeout 150 "$1"
  ended 0 "Shutting $1 down"
}

# A line a property: its name, D where it is the default, and the value.
look_property() {
  kind=default
  value=
  tool 60 qvm-prefs -- "$1"
  ended 0 "Reading the properties of $1" || return 1
  while IFS= read -r each; do
    case $each in
      "$2 "*) ;;
      *) continue ;;
    esac
    each=${each#"$2"}
    each=${each#"${each%%[! ]*}"}
    case $each in
      'D  '*) value=${each#D  } ;;
      '-  '*) kind=value value=${each#-  } ;;
    esac
  done <"$tmp/out"
  case $2,$value in
    netvm,None) value= ;;
  esac
}

put_property() {
  if [ "$3" = default ]; then
    tool 60 qvm-prefs --default -- "$1" "$2"
  else
    tool 60 qvm-prefs -- "$1" "$2" "$4"
  fi
  ended 0 "Setting $2 of $1"
}

look_feature() {
  tool 60 qvm-features -- "$1" "$2"
  ended '0 1' "Reading the feature $2 of $1" || return 1
  if [ "$code" = 0 ]; then
    kind=value
    value=$(cat "$tmp/out")
  else
    [ ! -s "$tmp/err" ] || fail "The features of $1 cannot be read: $(shown "$tmp/err")" || return 1
    kind=default
    value=
  fi
}

put_feature() {
  if [ "$3" = default ]; then
    tool 60 qvm-features --unset -- "$1" "$2"
  else
    tool 60 qvm-features -- "$1" "$2" "$4"
  fi
  ended 0 "Setting the feature $2 of $1"
}

# A service is the feature service.NAME, 1 or empty.
look_service() {
  look_feature "$1" "service.$2" || return 1
  [ "$kind" = default ] || {
    if [ -n "$value" ]; then value=on; else value=off; fi
  }
}

put_service() {
  case $4 in
    on) put_feature "$1" "service.$2" "$3" 1 ;;
    *) put_feature "$1" "service.$2" "$3" '' ;;
  esac
}
