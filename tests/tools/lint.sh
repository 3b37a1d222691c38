#!/bin/sh
# tools/lint on files that break every rule (tests/tools/lint/src), compared with
# what is written down in tests/tools/lint/expected.
here=$(dirname "$(realpath "$0")")
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
cp -r "$here/lint/src" "$tree"

lines() # COUNT TEXT
{
	i=0
	while [ $i -lt "$1" ]; do
		echo "$2"
		i=$((i + 1))
	done
}

{
	printf 'static void too_long(void)\n{\n'
	lines 61 '	x();'
	printf '}\n\nstatic void just_right(void)\n{\n'
	lines 60 '	x();'
	printf '}\n'
	lines 580 ''
	printf '/* %s%s */\n' TO DO
} > "$tree/src/modules/plans/plans.c"

"$here/../../tools/lint" "$tree" | sed 's/: [^ ]* TO''DO.*/: mark/' > "$tree/said"
if [ "$1" = --write ]; then cp "$tree/said" "$here/lint/expected"; fi
diff -u "$here/lint/expected" "$tree/said" >&2 && echo "ok 1 - each broken rule is told with its place" ||
	echo "not ok 1 - each broken rule is told with its place"
echo 1..1
