#!/bin/sh
# docs.sh BUILD: writes the generated lists of docs/ anew.
set -eu
cd "$(dirname "$0")/.."
for list in rights routes flows measures policies; do
	"$1/lianxin" docs "$list" > "docs/$list.md"
done
