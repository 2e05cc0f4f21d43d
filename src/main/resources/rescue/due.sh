#!/bin/sh
# Drawbridge: goes back on each job whose time is over, or that was armed before this machine was switched on. The units
# drawbridge-kit.timer and drawbridge-kit.service run it; it needs no console. To go back at once, run a kit's restore.sh.
set -u
umask 077
tries=240
root=${DRAWBRIDGE_ROOT:-}
rescue=$root/var/lib/drawbridge/rescue
boot=$(cat /proc/sys/kernel/random/boot_id)
now=$(date +%s)

# Reads one line of a file into $line.
line_of() {
  line=
  [ -r "$1" ] && IFS= read -r line <"$1"
}

# Replaces a file by one line, in one moment.
put() {
  printf '%s\n' "$2" >"$1.new" && mv -f "$1.new" "$1"
}

# Whether the kit in $kit is to go back now; until and boot are what arming wrote.
is_due() {
  line_of "$kit/state" || return 1
  case $line in
    restoring) return 0 ;;
    armed) ;;
    # A bridge whose time is over waits while another job is under way, which may have changed the same.
    timed) [ ! -e "$rescue/armed" ] || return 1 ;;
    *) return 1 ;;
  esac
  line_of "$kit/until" || return 0
  case $line in
    '' | *[!0-9]*) return 0 ;;
  esac
  [ "$line" -gt "$now" ] || return 0
  line_of "$kit/boot" || return 1
  [ -n "$line" ] && [ "$line" != "$boot" ]
}

# Takes the mark away that made the units look, under the lock that whoever changes this host takes.
end() {
  rm -f "$kit/armed"
  if line_of "$rescue/armed" && [ "$line" = "${kit##*/}" ]; then
    rm -f "$rescue/armed"
  fi
}

locked() {
  (
    flock -w 300 9 || exit 1
    "$@"
  ) 9>>"$rescue/lock"
}

begin_kit() {
  is_due && put "$kit/state" restoring
}

end_kit() {
  put "$kit/result" "$(date +%s) $1"
  put "$kit/state" restored
  end
}

go_back() {
  locked begin_kit || return
  line_of "$kit/tries"
  count=$((${line:-0} + 1))
  put "$kit/tries" "$count"
  echo "Job ${kit##*/} was not confirmed: going back."
  DRAWBRIDGE_KIT=$kit sh "$kit/restore.sh" >"$kit/report.new" 2>&1
  code=$?
  mv -f "$kit/report.new" "$kit/report"
  cat "$kit/report"
  # 0: all is back, 5: some was left as it is. Anything else did nothing, or broke off: it is tried again, but not for ever.
  case $code in
    0 | 5) locked end_kit "$code" ;;
    *) [ "$count" -lt "$tries" ] || locked end_kit "$code" ;;
  esac
}

# The latest job first; their names are a number, a hyphen and letters.
# shellcheck disable=SC2012
for name in $(ls "$rescue" | sort -rn); do
  kit=$rescue/$name
  if [ -e "$kit/armed" ] && is_due; then
    go_back
  fi
done

# Nothing ticks while no job is armed. The console links the units from here while one is.
for kit in "$rescue"/*/armed; do
  [ ! -e "$kit" ] || exit 0
done
if [ -L "$root/etc/systemd/system/drawbridge-kit.timer" ]; then
  systemctl disable drawbridge-kit.timer drawbridge-kit.service
  systemctl stop drawbridge-kit.timer
fi
