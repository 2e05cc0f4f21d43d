# Prints the names of the files in a folder of this qube, each with a NUL after it.
# $1 the folder
set -eu
[ -d "$1" ] || exit 0
for file in "$1"/* "$1"/.[!.]* "$1"/..?*; do
  [ -f "$file" ] || continue
  printf '%s\0' "${file##*/}"
done
