#!/bin/sh
# textc.sh NAME IN OUT: a text file as a C string constant.
{
	printf 'extern const char %s[];\nconst char %s[] =\n' "$1" "$1"
	sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$/\\n"/' "$2"
	printf ';\n'
} > "$3"
