# Removes a file of this qube, and then those of the named folders that are empty.
# $1 the file, $2 what must be there: any or a sum, and then folders, the deepest first
set -eu
file=$1 expected=$2
shift 2
if [ -e "$file" ] || [ -L "$file" ]; then
  if [ -L "$file" ] || [ ! -f "$file" ]; then
    echo 'drawbridge refused it is no plain file'
    exit 0
  fi
  sum=$(sha256sum <"$file")
  case $expected in
    any | "${sum%% *}") ;;
    *) echo 'drawbridge unexpected'; exit 0 ;;
  esac
  rm -f "$file"
elif [ "$expected" != any ] && [ "$expected" != new ]; then
  echo 'drawbridge unexpected'
  exit 0
fi
folder=${file%/*}
rm -f "$folder/.${file##*/}.drawbridge-new"
for each in "$@"; do
  if rmdir "$each" 2>/dev/null || [ ! -d "$each" ]; then
    printf 'drawbridge gone %s\n' "$each"
  fi
done
[ ! -d "${folder:-/}" ] || sync "${folder:-/}" 2>/dev/null || sync
echo 'drawbridge done'
