# The rules of tools/lint: one pass over all files, then a TAP point for each rule.

function rule(name, title)
{
	order[++rules] = name
	titles[name] = title
}

function found(name, text)
{
	broken[name] = broken[name] sprintf("# %s:%d: %s\n", FILENAME, FNR, text)
}

function is(pattern)
{
	return FILENAME ~ pattern
}

BEGIN {
	rule("layers", "includes point to lower layers")
	rule("separate", "http, db and the folders beside them do not include each other's insides")
	rule("modules", "a module includes of another only its public headers and names it in .needs")
	rule("functions", "no function is longer than 60 lines, in tests 80")
	rule("files", "no file is longer than 700 lines")
	rule("states", "only the flow changes a state")
	rule("banned", "no unsafe functions, no malloc in modules")
	rule("inline", "no inline styles and scripts in pages")
	rule("record", "the record layer stays small")
	rule("blanks", "tabs indent, lines do not end with blanks")
	rule("unfinished", "nothing is marked as unfinished")
	rule("paths", "no path of one machine")
	rule("unchecked", "whether a source was read is asked in kernel/policy.h alone")

	split("base:0 db:1 http:1 doc:1 text:1 secret:1 outline:1 record:2 kernel:3 engines:4 modules:5 app:6", list, " ")
	for (i in list) {
		split(list[i], pair, ":")
		level[pair[1]] = pair[2]
	}
	# Which folders of the same level may be included: outline reads documents and text.
	split("outline>doc outline>text doc>text secret>text", list, " ")
	for (i in list)
		beside[list[i]] = 1

	most_kinds = 14
	most_record_lines = 2000
	unsafe = "(^|[^A-Za-z0-9_])(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|localtime|gmtime|ctime|asctime|scanf|sscanf|rand|system|popen)[ \t]*\\("
	allocates = "(^|[^A-Za-z0-9_])(malloc|calloc|realloc|free|strdup|strndup|asprintf)[ \t]*\\("
	marks = "(TO" "DO|FIX" "ME|HA" "CK)([^A-Za-z]|$)"
	machine = "(^|[ \"'=(])/(work|root|home|Users)/[a-z]"
}

FNR == 1 {
	if (last)
		end_file()
	last = FILENAME
	started = 0
	statement = ""
	split(FILENAME, part, "/")
	layer = part[1] == "src" ? part[2] : ""
	module = layer == "modules" ? part[3] : ""
	test = is("_test\\.c$") || is("^tests/") || is("^benchmarks/")
}

{
	last_line = FNR
}

# ---- all files

!is("\\.md$") && /[ \t\r]$/ { found("blanks", "blank at the end of the line") }
is("\\.[ch]$") && /^ +[^ *]/ { found("blanks", "blanks instead of tabs") }
$0 ~ marks { found("unfinished", $0) }
$0 ~ machine && !is("lint\\.awk$") { found("paths", $0) }

is("^src/.*\\.([ch]|html)$") && !test && !is("^src/kernel/policy\\.h$") && /confidence *[!=]= *'A'/ { found("unchecked", $0) }

# ---- includes

layer && /^#include "[a-z_]+\// {
	path = $0
	sub(/^#include "/, "", path)
	sub(/".*/, "", path)
	split(path, to, "/")
	if (!(to[1] in level) || !(layer in level)) {
		if (!test)
			found("layers", path " is in no known layer")
	} else if (level[to[1]] > level[layer] && !test)
		found("layers", path " is above " layer)
	else if (level[to[1]] == level[layer] && to[1] != layer && !((layer ">" to[1]) in beside))
		found("separate", layer " includes " path)
	if (module && !test && to[1] == "modules" && to[2] != module) {
		if (to[3] ~ /(_view|pages|inside)\.h$/)
			found("modules", path " is the inside of the module")
		uses[module " " to[2]] = FILENAME ":" FNR
	}
}

module && /\.needs = .*"/ { needs[module] = needs[module] " " $0 }
module && /static const char \*const needs\[\]/ { in_needs = 1 }
module && in_needs { needs[module] = needs[module] " " $0; if (/;/) in_needs = 0 }

# ---- C

is("\\.c$") && /^{/ { started = FNR }
is("\\.c$") && /^}/ && started {
	if (FNR - started - 1 > (test ? 80 : 60))
		found("functions", sprintf("%d lines", FNR - started - 1))
	started = 0
}

# Without texts and comments of one line.
is("^src/.*\\.[ch]$") && !/^[ \t]*\/?\*/ {
	code = $0
	gsub(/\\./, "", code)
	gsub(/"[^"]*"/, "\"\"", code)
	sub(/\/\*.*/, "", code)
	sub(/\/\/.*/, "", code)
	if (code ~ unsafe && !test)
		found("banned", $0)
	if ((module || layer == "engines") && code ~ allocates)
		found("banned", $0)
	if (/ style=\\"|<style|<script>| on[a-z]+=\\"/ && !test)
		found("inline", $0)
}

# ---- SQL that changes a state

function changes_state(sql)
{
	sql = " " tolower(sql)
	gsub(/[ \t\n]+/, " ", sql)
	return sql ~ /update [^;]* set ([^;]*[, ])?state ?=/ && sql !~ /update [^;]* where [^;]*state ?= ?[^;]* set /
}

is("^src/.*\\.sql$") {
	text = $0
	sub(/--.*/, "", text)
	statement = statement " " text
	if (text ~ /;/) {
		before = statement
		sub(/ where .*/, "", before)
		if (changes_state(before) && !is("^src/kernel/flow\\.sql$"))
			found("states", "changes a state: call move()")
		statement = ""
	}
}
is("^src/.*\\.c$") && !test && !is("^src/kernel/flow") && /"/ {
	text = tolower($0)
	sub(/ where .*/, "", text)
	if (text ~ /update [a-z_]+ set ([^;]*[, ])?state ?=/)
		found("states", "changes a state: call move()")
}

# ---- pages

is("^src/.*\\.html$") && (/<style|[ \t]style=|[ \t]on[a-z]+=/ || (/<script/ && !/<script[^>]* src=/)) {
	found("inline", $0)
}

# ---- the record layer

layer == "record" && !test && is("\\.[ch]$") { record_lines++ }
layer == "record" && is("\\.h$") && /^enum kind/ { in_kinds = 1 }
in_kinds && /^\tKIND_/ && !/KIND_COUNT/ { kinds++ }
in_kinds && /^}/ { in_kinds = 0 }

function end_file()
{
	if (last_line > 700 && last !~ /\.(css|md)$/)
		broken["files"] = broken["files"] sprintf("# %s: %d lines\n", last, last_line)
}

function end_modules(   key, pair)
{
	for (key in uses) {
		split(key, pair, " ")
		if (needs[pair[1]] !~ "\"" pair[2] "\"")
			broken["modules"] = broken["modules"] sprintf("# %s: %s is not in .needs\n", uses[key], pair[2])
	}
}

END {
	end_file()
	end_modules()
	if (kinds > most_kinds)
		broken["record"] = broken["record"] sprintf("# %d kinds of fields, at most %d\n", kinds, most_kinds)
	if (record_lines > most_record_lines)
		broken["record"] = broken["record"] sprintf("# %d lines, at most %d\n", record_lines, most_record_lines)
	for (i = 1; i <= rules; i++) {
		name = order[i]
		printf "%s %d - %s\n%s", broken[name] ? "not ok" : "ok", i, titles[name], broken[name]
	}
	print "1.." rules
}
