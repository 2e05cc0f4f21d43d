# Replaces a file of this qube as a whole and in one moment.
# $1 the file, $2 its mode, $3 its owner and group as OWNER:GROUP, $4 its sum, $5 what must be there: new, any or a sum;
# the bytes come on standard input
set -eu
umask 077
file=$1 mode=$2 owner=$3 sum=$4 expected=$5
folder=${file%/*}
new=$folder/.${file##*/}.drawbridge-new
made=''

sum_of() {
  sum_text=$(sha256sum <"$1")
  printf '%s' "${sum_text%% *}"
}

# Ends with a word for the console unless what is there is what it expects.
check() {
  if [ -L "$file" ] || { [ -e "$file" ] && [ ! -f "$file" ]; }; then
    echo 'drawbridge refused it is no plain file'
    exit 0
  fi
  case $expected in
    any) return ;;
    new) [ ! -e "$file" ] && return ;;
    *) [ -f "$file" ] && [ "$(sum_of "$file")" = "$expected" ] && return ;;
  esac
  echo 'drawbridge unexpected'
  exit 0
}

# Takes back what was begun, whatever ended this.
take_back() {
  rm -f "$new"
  while [ -n "$made" ]; do
    rmdir "${made%%
*}" 2>/dev/null || :
    case $made in
      *'
'*) made=${made#*
} ;;
      *) made='' ;;
    esac
  done
}

make_folders() {
  case $1 in ''|/) return ;; esac
  [ -d "$1" ] && return
  # Qubes' own links lead to where a folder may not be made yet.
  if [ -L "$1" ]; then
    make_folders "$(readlink "$1")"
    return
  fi
  make_folders "${1%/*}"
  mkdir -m 0755 "$1"
  made="$1${made:+
$made}"
}

check
trap take_back EXIT
trap 'exit 1' HUP INT TERM
make_folders "${folder:-/}"
rm -f "$new"
set -C
cat >"$new"
set +C
if [ "$(sum_of "$new")" != "$sum" ]; then
  echo 'drawbridge refused the bytes did not arrive as they were sent'
  exit 0
fi
chown "$owner" "$new"
chmod "$mode" "$new"
sync "$new" 2>/dev/null || sync
check
mv -f "$new" "$file"
told=$made
made=''
trap - EXIT
sync "${folder:-/}" 2>/dev/null || sync
[ -z "$told" ] || printf '%s\n' "$told" | sed 's/^/drawbridge made /'
echo 'drawbridge done'
