# What is the same for every plan. Nothing below this line knows what is changed: that is in the last part, “The plan”.

set -fu
# What stands before /: nothing in dom0, and the copy of a dom0 where this is tried out.
root=${DRAWBRIDGE_ROOT:-}
own=$root/var/lib/drawbridge
PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
tmp=
why=
n=0
begun=' '
woken=' '
blocked=' '
dirty=' '
later=' '
unread=' '
held=' '
ran=' '
halted=' '
left=''
tab=$(printf '\t')

say() {
  printf '%s\n' "$*" || :
}

# Notes why something was not done, for whoever asked for it.
fail() {
  why=$*
  return 1
}

# What a tool or a qube said, as it may be shown: one line of printable ASCII, not too long.
shown() {
  tr '\n' ' ' <"$1" | tr -c '\040-\176' '?' | cut -c 1-200
}

# Puts a word into single quotes, for the shell at the other end.
quote() {
  case $1 in
    *\'*)
      quoted=$(printf '%sx' "$1" | sed "s/'/'\\\\''/g")
      quoted="'${quoted%x}'"
      ;;
    *) quoted="'$1'" ;;
  esac
}

# tool SECONDS PROGRAM…: reads $tmp/in; what it says is in $tmp/out and $tmp/err, how it ended in $code.
tool() {
  timeout -k 2 "$@" >"$tmp/out" 2>"$tmp/err" <"$tmp/in" 9>&-
  code=$?
  : >"$tmp/in"
}

# at PLACE SECONDS PROGRAM…: the same as root in dom0 or in a running qube, which is never started for it.
at() {
  at_place=$1 at_limit=$2
  shift 2
  if [ "$at_place" = dom0 ]; then
    tool "$at_limit" "$@"
    return
  fi
  at_line="exec 'env' '-i' 'PATH=/usr/sbin:/usr/bin:/sbin:/bin' 'LC_ALL=C' 'timeout' '-k' '2' '$at_limit'"
  for at_word in "$@"; do
    quote "$at_word"
    at_line="$at_line $quoted"
  done
  in_qube "$at_place" "$at_limit" "$at_line"
}

# Whether the last program ended with one of these codes.
ended() {
  case " $1 " in
    *" $code "*) return 0 ;;
  esac
  case $code in
    124 | 137) fail "$2 did not end in time and was ended." ;;
    *) fail "$2 ended with $code: $(shown "$tmp/err")" ;;
  esac
}

# Qubes and their power.

# The power state of a qube, as it was when all of them were looked at last.
state_of() {
  state=
  while read -r state_name state_word; do
    [ "$state_name" != "$1" ] || state=$state_word
  done <"$tmp/states"
}

is_readable() {
  [ "$1" != dom0 ] || return 0
  state_of "$1"
  [ "$state" = Running ]
}

# power_to QUBE STATE
power_to() {
  case $2 in
    Running) start_qube "$1" ;;
    Halted) stop_qube "$1" ;;
    *) fail "$1 cannot be brought to the state $2. Start it or shut it down by hand." ;;
  esac || return 1
  look_states || return 1
  state_of "$1"
  [ "$state" = "$2" ] || fail "$1 is $state and not $2."
}

# Files. An image of one is its sum, mode, owner and group in one text, or the word absent.

# look_file PLACE PATH: its image is in $found
look_file() {
  prefix=
  [ "$1" != dom0 ] || prefix=$root
  at "$1" 30 sh -c "$READ" drawbridge "$prefix$2" 4194304
  ended 0 "Reading $2 in $1" || return 1
  head=
  IFS= read -r head <"$tmp/out" || :
  case $head in
    'drawbridge absent') found=absent ;;
    'drawbridge file '*)
      read -r drop drop mode owner group uid gid drop sum <"$tmp/out"
      [ "$owner" != UNKNOWN ] || owner=$uid
      [ "$group" != UNKNOWN ] || group=$gid
      found="$sum $mode $owner $group"
      ;;
    *)
      head -c 300 "$tmp/out" >"$tmp/err"
      fail "$2 in $1 cannot be read: $(shown "$tmp/err")"
      ;;
  esac
}

# What the program that wrote or removed a file said at its end.
answered() {
  ended 0 "$1" || return 1
  line=
  while IFS= read -r each; do
    line=$each
  done <"$tmp/out"
  case $line in
    'drawbridge done') ;;
    'drawbridge unexpected') fail "$1 was not done: another hand changed the file in this moment." ;;
    *)
      printf '%s' "$line" >"$tmp/err"
      fail "$1 was not done: $(shown "$tmp/err")"
      ;;
  esac
}

# Keeps in dom0 which folders were made for files, so that taking the files away takes the folders too.
note_folders() {
  : >"$tmp/made"
  : >"$tmp/gone"
  while IFS= read -r each; do
    case $each in
      'drawbridge made '*)
        each=${each#drawbridge made }
        printf '%s\n' "$1 ${each#"$prefix"}" >>"$tmp/made"
        ;;
      'drawbridge gone '*)
        each=${each#drawbridge gone }
        printf '%s\n' "$1 ${each#"$prefix"}" >>"$tmp/gone"
        ;;
    esac
  done <"$tmp/out"
  [ -s "$tmp/made" ] || [ -s "$tmp/gone" ] || return 0
  [ ! -f "$own/folders" ] || cat "$own/folders" >>"$tmp/made"
  grep -vxF -f "$tmp/gone" "$tmp/made" | sort -u >"$tmp/list"
  if [ -s "$tmp/list" ]; then
    { (umask 077 && cat "$tmp/list" >"$own/.folders.drawbridge-new") && mv -f "$own/.folders.drawbridge-new" "$own/folders"; } \
      || fail "The list of folders, $own/folders, cannot be written."
  else
    rm -f "$own/folders"
  fi
}

# put_file PLACE PATH EXPECTED IMAGE: EXPECTED is what must be there in that moment, new or a sum
put_file() {
  place=$1 file=$2 expected=$3 image=$4
  prefix=
  [ "$place" != dom0 ] || prefix=$root
  set --
  if [ "$image" = absent ]; then
    if [ -f "$own/folders" ]; then
      sort -r "$own/folders" >"$tmp/list"
      while IFS= read -r each; do
        case $each in
          "$place "*) set -- "$@" "$prefix${each#"$place "}" ;;
        esac
      done <"$tmp/list"
    fi
    at "$place" 30 sh -c "$DELETE" drawbridge "$prefix$file" "$expected" "$@"
    answered "Removing $file in $place" || return 1
  else
    sum=${image%% *}
    mode=${image#* }
    owner=${mode#* }
    mode=${mode%% *}
    contents "$sum" >"$tmp/in"
    at "$place" 30 sh -c "$WRITE" drawbridge "$prefix$file" "$mode" "${owner% *}:${owner#* }" "$sum" "$expected"
    answered "Writing $file in $place" || return 1
  fi
  note_folders "$place"
}

# What must be there so that what was found may be replaced.
expected_of() {
  if [ "$1" = absent ]; then
    expected=new
  else
    expected=${1%% *}
  fi
}

# Properties, features and services: a kind, default or value, and the value itself.

look_setting() {
  case $1 in
    property) look_property "$2" "$3" ;;
    feature) look_feature "$2" "$3" ;;
    service) look_service "$2" "$3" ;;
  esac
}

put_setting() {
  case $1 in
    property) put_property "$2" "$3" "$4" "$5" ;;
    feature) put_feature "$2" "$3" "$4" "$5" ;;
    service) put_service "$2" "$3" "$4" "$5" ;;
  esac
}

# Whether what was found is that: whatever follows its default is the same as anything else that does.
is_same() {
  [ "$kind" = "$1" ] && { [ "$kind" = default ] || [ "$value" = "$2" ]; }
}

# Whether what was found is what the plan was made from; a default that has another value now is not.
is_planned() {
  is_same "$1" "$2" && { [ "$value" = "$2" ] || [ -z "$value" ] || [ -z "$2" ]; }
}

# The artifacts that the plan changes, each once: what it was made from, and what it makes of it.

# look_at_all GOAL WHICH: planned for what the plan was made from, told where it does not hold; before for the same, and after
# for what the plan makes, both without a word. WHICH is all, or later for what could not be read then.
look_at_all() {
  goal=$1 which=$2
  differences=0
  artifacts
  [ "$differences" = 0 ]
}

# Whether an artifact, by its number, can be read now; one that cannot is kept for later.
is_due() {
  case $which$later in
    "later"*" $1 "* | all*) ;;
    *) return 1 ;;
  esac
  is_readable "$2" && return 0
  case $later in
    *" $1 "*) ;;
    *) later="$later$1 " ;;
  esac
  case $unread in
    *" $2 "*) ;;
    *) unread="$unread$2 " ;;
  esac
  return 1
}

differs() {
  differences=$((differences + 1))
  [ "$goal" != planned ] || say "  $1"
}

artifact_file() {
  is_due "$1" "$2" || return 0
  look_file "$2" "$3" || {
    differs "$why"
    return 0
  }
  case $goal in
    after) [ "$found" = "$5" ] ;;
    *) [ "$found" = "$4" ] ;;
  esac || {
    differs "$3 in $2 is not as it was when the plan was made."
    mark_dirty "$2"
  }
}

artifact_setting() {
  [ "$which" = all ] || return 0
  look_setting "$2" "$3" "$4" || {
    differs "$why"
    return 0
  }
  case $goal in
    planned) is_planned "$5" "$6" ;;
    before) is_same "$5" "$6" ;;
    after) is_same "$7" "$8" ;;
  esac || {
    differs "The $2 $4 of $3 is not as it was when the plan was made."
    mark_dirty "$3"
  }
}

artifact_power() {
  [ "$which,$goal" = all,planned ] || [ "$which,$goal" = all,after ] || return 0
  state_of "$2"
  case $goal in
    after) [ "$state" = "$4" ] ;;
    *) [ "$state" = "$3" ] ;;
  esac || differs "$2 is ${state:-not there}, and was $3 when the plan was made."
}

mark_dirty() {
  case $dirty in
    *" $1 "*) ;;
    *) dirty="$dirty$1 " ;;
  esac
}

# look_check NUMBER PLACE: an action that is seen to have worked, all of it or half
look_check() {
  is_readable "$2" || return 0
  if look_action "$1" && [ "$verdict" = nothing ]; then return; fi
  mark_dirty "$2"
}

# The steps, on the way there and on the way back.

step_file() {
  look_file "$1" "$2" || return 1
  if [ "$way" = on ]; then
    [ "$found" = "$3" ] || fail "$2 in $1 is not as it was when the plan was made. Look at what changed it and plan again." || return 1
    goal=$4
  else
    [ "$found" != "$3" ] || return 0
    case ${found%% *} in
      "${3%% *}" | "${4%% *}") ;;
      *)
        why="$2 in $1 was changed by another hand since, so it was left as it is."
        return 2
        ;;
    esac
    goal=$3
  fi
  expected_of "$found"
  put_file "$1" "$2" "$expected" "$goal" || return 1
  look_file "$1" "$2" || return 1
  [ "$found" = "$goal" ] || fail "$2 in $1 was changed, but reads back as something else. Look at it on the host."
}

step_setting() {
  look_setting "$1" "$2" "$3" || return 1
  if [ "$way" = on ]; then
    is_planned "$4" "$5" || fail "The $1 $3 of $2 is not as it was when the plan was made. Look at what changed it and plan again." || return 1
    set -- "$1" "$2" "$3" "$6" "$7"
  else
    is_same "$4" "$5" && return 0
    is_same "$6" "$7" || {
      why="The $1 $3 of $2 was changed by another hand since, so it was left as it is."
      return 2
    }
  fi
  put_setting "$1" "$2" "$3" "$4" "$5" || return 1
  look_setting "$1" "$2" "$3" || return 1
  is_same "$4" "$5" || fail "The $1 $3 of $2 was changed, but reads back as something else. Look at it on the host."
}

step_power() {
  look_states || return 1
  state_of "$1"
  if [ "$way" = on ]; then
    [ "$state" = "$2" ] || fail "$1 is ${state:-gone} and not $2, as it was when the plan was made. Plan again." || return 1
    power_to "$1" "$3"
  else
    [ "$state" = "$2" ] || power_to "$1" "$2"
  fi
}

# The output of the last program holds that text.
holds() {
  grep -qF -e "$1" "$tmp/out"
}

# expect TEXT: the command that was run last must have said it
expect() {
  holds "$1" || fail "The command ended well, but did not say \"$1\", so it has not taken what was written."
}

# present TEXT, absent TEXT: what is seen where an action has worked
present() {
  looks=$((looks + 1))
  ! holds "$1" || met=$((met + 1))
}

absent() {
  looks=$((looks + 1))
  holds "$1" || met=$((met + 1))
}

# What is seen of an action: done, nothing or half of it
look_action() {
  looks=0
  met=0
  seen "$1" || return 1
  if [ "$met" = "$looks" ]; then
    verdict='done'
  elif [ "$met" = 0 ]; then
    verdict=nothing
  else
    verdict=half
  fi
}

# Looks four times within three seconds.
turns_out() {
  for try in 1 2 3 4; do
    look_action "$1" || return 1
    [ "$verdict" != "$2" ] || return 0
    [ "$try" = 4 ] || sleep 1
  done
  return 1
}

# run PLACE SECONDS CODES PROGRAM…, with what is in $input: a command that must end with one of the codes
run() {
  printf '%s' "$input" >"$tmp/in"
  input=
  run_codes=$3
  run_place=$1 run_limit=$2
  shift 3
  at "$run_place" "$run_limit" "$@"
  ended "$run_codes" "\"$*\" in $run_place"
}

# remove_rules PLACE CHAIN COMMENT: those of the listing in $tmp/out that carry the comment
remove_rules() {
  sed -n 's/.*comment "\([^"]*\)" # handle \([0-9]\{1,18\}\)$/\2 \1/p' "$tmp/out" >"$tmp/handles"
  while read -r handle comment; do
    [ "$comment" != "$3" ] || run "$1" 20 0 nft delete rule ip qubes "$2" handle "$handle" || return 1
  done <"$tmp/handles"
}

# step_action CHECKED, yes or no
step_action() {
  if [ "$way" = on ]; then
    perform "$n" || return 1
    [ "$1" = no ] || turns_out "$n" 'done' || fail "The command ended well, but what it should have done is not to be seen."
    return
  fi
  has_undo "$n" || return 0
  if [ "$1" = no ]; then
    undo "$n"
    return
  fi
  look_action "$n" || return 1
  case $verdict in
    nothing) return 0 ;;
    half) undo "$n" || say "    $why" ;;
    *) undo "$n" || return 1 ;;
  esac
  turns_out "$n" nothing || fail "Its undoing ended well, but some of it is still to be seen."
}

# The way back.

note_left() {
  say "  left: $(title "$n"): $why"
  left="$left
  $(title "$n"): $why"
}

# Files and commands need a running qube; one that is halted is started, and shut down again at the end.
wake() {
  is_readable "$1" && return 0
  say "  $1 is started so that it can be put back."
  woken="$woken$1 "
  power_to "$1" Running
}

# back KIND PLACE …: takes one step back, with three tries; what does not go is told, and the rest goes on
back() {
  back_kind=$1 back_place=$2
  shift 2
  case $blocked in
    *" $back_place "*)
      why="an earlier step back in $back_place did not work."
      note_left
      return
      ;;
  esac
  for attempt in 1 2 3; do
    result=0
    case $back_kind in
      file) wake "$back_place" && step_file "$back_place" "$@" ;;
      action) wake "$back_place" && step_action "$@" ;;
      setting) step_setting "$1" "$back_place" "$2" "$3" "$4" "$5" "$6" ;;
      power) step_power "$back_place" "$@" ;;
    esac || result=$?
    case $result in
      0) return ;;
      2)
        note_left
        return
        ;;
    esac
    [ "$attempt" = 3 ] || sleep 2
    look_states || :
  done
  note_left
  if [ "$back_kind" = power ] || ! is_readable "$back_place"; then
    blocked="$blocked$back_place "
  fi
}

# A step as the plan has it: what it is, its place, and the rest of its words.
file() {
  if [ "$way" = on ]; then step_file "$@"; else back file "$@"; fi
}

setting() {
  if [ "$way" = on ]; then
    step_setting "$@"
  else
    setting_type=$1 setting_qube=$2
    shift 2
    back setting "$setting_qube" "$setting_type" "$@"
  fi
}

action() {
  if [ "$way" = on ]; then
    shift
    step_action "$@"
  else
    back action "$@"
  fi
}

power() {
  if [ "$way" = on ]; then
    step_power "$@"
    return
  fi
  case "$dirty" in
    *" $1 "* | ' all ') back power "$@" ;;
  esac
}

take_back() {
  way=back
  look_states || :
  n=$last
  while [ "$n" -ge 1 ]; do
    case $begun in
      *" $n "* | ' all ')
        say "  back [$n/$last] $(title "$n")"
        step "$n"
        ;;
    esac
    n=$((n - 1))
  done
  settle
}

# Qubes that were woken are shut down again, and those that died meanwhile are started.
settle() {
  look_states || :
  for qube in $woken; do
    case $halted in
      *" $qube "*) settle_one "$qube" Halted ;;
    esac
  done
  for qube in $ran; do
    settle_one "$qube" Running
  done
}

settle_one() {
  case $blocked in
    *" $1 "*) return ;;
  esac
  state_of "$1"
  [ "$state" = "$2" ] || power_to "$1" "$2" || left="$left
  $1 was $2 before: $why"
}

# Which of the plan's qubes run and which are halted.
note_power() {
  ran=' '
  halted=' '
  for qube in $qubes; do
    state_of "$qube"
    case $state in
      Running) ran="$ran$qube " ;;
      Halted) halted="$halted$qube " ;;
    esac
  done
}

# What is looked at when the steps are done.

look_links() {
  at "$1" 15 sh -c "$LINKS" drawbridge /sys
  ended 0 "Looking at the interfaces of $1" && cp "$tmp/out" "$tmp/links"
}

# Nothing that a qube says is ever reckoned with: a shell may run what it finds in a number.
link() {
  while IFS=$tab read -r link_word link_name drop link_flags drop link_kind link_master drop; do
    [ "$link_word" != link ] || [ "$link_name" != "$1" ] || return 0
  done <"$tmp/links"
  fail "There is no interface $1."
}

is_up() {
  case $link_flags in
    0x*[13579bdf]) ;;
    *) fail "$1 is down." ;;
  esac
}

bridge_up() {
  look_links "$1" && link "$2" && is_up "$2" && { [ "$link_kind" = bridge ] || fail "$2 is no bridge."; }
}

bridge_gone() {
  look_links "$1" && { ! link "$2" || fail "$2 is there."; }
}

port_of() {
  look_links "$1" && link "$2" && { [ "$link_master" = "$3" ] || fail "$2 is no port of $3."; }
}

has_address() {
  look_links "$1" && link "$2" || return 1
  while read -r drop link_name link_word drop; do
    [ "${link_name%%@*}" != "$2" ] || [ "$link_word" != inet ] || return 0
  done <"$tmp/links"
  fail "$2 has no address."
}

rules_in_force() {
  [ "$met" = "$looks" ] || fail "$met of $looks rules are as they should be."
}

# back_ends QUBE NETVM: their masters are in $masters, a word each
back_ends() {
  look_states || return 1
  state_of "$1"
  [ "$state" = Running ] || return 2
  look_xid "$1" && look_links "$2" || return 1
  masters=' '
  while IFS=$tab read -r link_word link_name drop drop drop drop link_master drop; do
    case "$link_word $link_name" in
      "link vif$xid."*) masters="$masters$link_master " ;;
    esac
  done <"$tmp/links"
}

on_bridge() {
  back_ends "$1" "$2" || return
  case $masters in
    *" $3 "*) ;;
    *) fail "its back end is no port of $3." ;;
  esac
}

off_bridge() {
  back_ends "$1" "$2" || return
  case $masters in
    ' ' | ' - ') ;;
    *) fail "its back end is in a bridge." ;;
  esac
}

answers() {
  input=
  run "$1" 20 0 ping -n -c 1 -W 2 "$2"
}

# router_answers QUBE NETVM: the router that the net qube has answers from inside the qube
router_answers() {
  input=
  run "$2" 20 0 ip -4 route show default || return 1
  router=$(sed -n 's/^default via \([0-9.]\{7,15\}\) dev .*/\1/p' "$tmp/out" | head -n 1)
  [ -n "$router" ] || fail "$2 has no router." || return 1
  answers "$1" "$router"
}

# stays_silent QUBE ADDRESS: nothing there answers the qube
stays_silent() {
  ! answers "$1" "$2" || fail "$2 answers $1."
}

look_before() {
  p=1
  while [ "$p" -le "$probes" ]; do
    ! probe "$p" || held="$held$p "
    p=$((p + 1))
  done
}

# Whether all that must hold afterwards does, with ten looks within nine seconds.
verify() {
  broken=
  p=1
  while [ "$p" -le "$probes" ]; do
    case "$only_if_before,$held" in
      *" $p "*,*" $p "*) verify_one ;;
      *" $p "*,*) ;;
      *) verify_one ;;
    esac
    p=$((p + 1))
  done
  [ -z "$broken" ] || fail "All steps were done, but$broken"
}

verify_one() {
  for try in 1 2 3 4 5 6 7 8 9 10; do
    probe "$p"
    case $? in
      0 | 2) return ;;
    esac
    [ "$try" = 10 ] || sleep 1
  done
  broken="$broken \"$(claim "$p")\" does not hold: $why"
}

# The two directions.

refuse() {
  say "$1"
  say 'Nothing was changed.'
  exit 3
}

begin() {
  [ "$#" = 0 ] || {
    say "This script takes no arguments. Read it, then run it as root in dom0: sudo sh $0"
    exit 2
  }
  [ -n "$root" ] || [ "$(id -u)" = 0 ] || refuse "Run this as root in dom0: sudo sh $0"
  for program in $tools timeout sha256sum base64 flock mktemp; do
    command -v "$program" >/dev/null || refuse "$program is not there. This script is for the dom0 of Qubes $release."
  done
  is_release || refuse "This is not Qubes $release, which the plan was made for."
  # Its own folder is also the console's: the list of folders, and the lock that whoever changes the host takes.
  (umask 077 && mkdir -p "$own/rescue") || refuse "$own cannot be made."
  exec 9>>"$own/rescue/lock"
  flock -n 9 || refuse 'Another script, or a console, is changing this host. Wait until it is done and run this again.'
  tmp=$(mktemp -d) || refuse 'There is no room for notes in /tmp.'
  : >"$tmp/in"
  trap 'rm -rf "$tmp"' EXIT
  trap '' PIPE
  trap interrupted HUP INT TERM
  READ=$(program_read)
  WRITE=$(program_write)
  DELETE=$(program_delete)
  LINKS=$(program_links)
  look_states || refuse "$why"
}

interrupted() {
  trap '' HUP INT TERM
  say 'Interrupted.'
  [ "$direction" = apply ] || exit 5
  give_up 'it was interrupted.'
}

# Goes back on what was begun, and says how that ended.
give_up() {
  say "Going back: $1"
  dirty=' all '
  take_back
  if [ -n "$left" ]; then
    say "This plan was not applied, and this is left to do by hand:$left"
    exit 5
  fi
  say 'This plan was not applied. Everything is as it was before.'
  exit 4
}

apply() {
  [ ! -e "$own/rescue/armed" ] || refuse 'A job of the console is under way on this host. Keep it or go back on it first.'
  if ! look_at_all planned all >"$tmp/report"; then
    if look_at_all after all; then
      say 'This plan is applied already. Nothing was changed.'
      exit 0
    fi
    cat "$tmp/report"
    refuse 'The host is not as it was when this plan was made. Look at what changed it and plan again.'
  fi
  note_power
  look_before
  n=1
  while [ "$n" -le "$last" ]; do
    if [ "$n" = "$first_write" ]; then
      look_at_all planned later || give_up 'the host is not as it was when this plan was made. Plan again.'
    fi
    begun="$begun$n "
    say "[$n/$last] $(title "$n")"
    way=on
    step "$n" || give_up "step $n did not work: $why"
    n=$((n + 1))
  done
  verify || give_up "$why"
  say "Done: $last of $last steps. The script for the other direction, restore, takes all of it back."
}

# Nothing is to be seen of the plan so far: what lies in halted qubes is looked at before that is said, and they are shut down again.
look_into_halted() {
  for qube in $unread; do
    wake "$qube" || left="$left
  $qube could not be started, so what was changed in it is there still: $why"
  done
  look_at_all before later || :
  settle
  woken=' '
}

# The kit of a job that was cut off knows how the qubes stood before it.
know_power() {
  halted=' '
  while read -r qube state; do
    case $state in
      Running) ran="$ran$qube " ;;
      Halted) halted="$halted$qube " woken="$woken$qube " ;;
    esac
  done <"$DRAWBRIDGE_KIT/power"
}

restore() {
  look_at_all before all || :
  checks
  note_power
  ran=' '
  [ ! -r "${DRAWBRIDGE_KIT:-}/power" ] || know_power
  [ "$dirty" != ' ' ] || look_into_halted
  if [ "$dirty" != ' ' ]; then
    for qube in $unread; do
      mark_dirty "$qube"
    done
    begun=' all '
    take_back
  elif [ -r "${DRAWBRIDGE_KIT:-}/power" ]; then
    settle
  fi
  if [ -n "$left" ]; then
    say "Some of it was left as it is. Look at it, and do by hand what is right:$left"
    exit 5
  fi
  if [ "$dirty" = ' ' ]; then
    say 'Nothing of this plan is on the host: all that it changes is as it was before. Nothing was changed.'
  else
    say 'Everything that this plan changed is as it was before.'
  fi
}
