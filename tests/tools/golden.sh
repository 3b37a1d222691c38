#!/bin/sh
# golden.sh PROGRAM FOLDER [--write]: every input of the folder goes through
# the program. good.x is expected as X.c and X.h beside it, the complaints about
# a broken input as X.err. --write replaces what is expected by what comes out.
program=$(realpath "$1") folder=$2 write=$3 count=0
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
cd "$folder" || exit 1

result() # STATUS NAME
{
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; fi
}

for input in *.sql *.html; do
	[ -f "$input" ] || continue
	rm -f "$out"/*
	"$program" "$input" "$out/$input.c" "$out/$input.h" 2>"$out/$input.err"
	status=$?
	if [ -n "$write" ]; then
		rm -f "$input.c" "$input.h" "$input.err"
		if [ $status -eq 0 ]; then cp "$out/$input.c" "$out/$input.h" .; else cp "$out/$input.err" .; fi
	fi
	if [ -f "$input.err" ]; then
		[ $status -eq 1 ] && diff -u "$input.err" "$out/$input.err" >&2
		result $? "$input is refused with the right lines"
	else
		diff -u "$input.c" "$out/$input.c" >&2 && diff -u "$input.h" "$out/$input.h" >&2
		result $? "$input is translated as written down"
	fi
done
echo "1..$count"
