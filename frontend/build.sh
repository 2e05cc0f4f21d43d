#!/bin/sh
# Builds the pages' assets, or says in one sentence what is missing for it.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null; then
  echo 'Drawbridge builds its pages with Node 20.19 or newer, which is not installed: install nodejs and npm and run this again.' >&2
  exit 1
fi
exec node build.mjs
