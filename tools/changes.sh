#!/usr/bin/env bash
# Shows what changes on the pages since a commit: changes.sh PYTHON BASE FOLDER
# Builds the content of both, each with its own code, and compares the PDFs page by page.
set -euo pipefail
python=$(realpath -s "$1") base=$2 target=$3
[ -n "$base" ] || { echo "say what to compare with: make changes BASE=<commit>" >&2; exit 2; }
git rev-parse --quiet --verify --end-of-options "$base^{commit}" >/dev/null || { echo "no such commit: $base" >&2; exit 2; }

before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
git archive "$base" | tar -x -C "$before"
rm -rf "$target"
mkdir -p "$target/old" "$target/new"
old=$(realpath "$target/old")
"$python" -m brochure build --quiet --force --out "$target/new"
(cd "$before" && "$python" -m brochure build --quiet --force --out "$old") ||
  echo "the base cannot be built with the libraries of today: its pages count as missing" >&2

for new in "$target"/new/*.pdf; do
  name=$(basename "$new" .pdf)
  if [ -f "$target/old/$name.pdf" ]; then
    "$python" -m brochure compare "$target/old/$name.pdf" "$new" --out "$target/$name" || [ $? -eq 5 ]
  else
    echo "$name.pdf is new"
  fi
done
for old in "$target"/old/*.pdf; do
  [ ! -f "$old" ] || [ -f "$target/new/$(basename "$old")" ] || echo "$(basename "$old") is gone"
done
