/*
 * Every POST route and every move × rows of the sample data × garbage in all fields a
 * program of ours reads anywhere: whatever comes, the answer says what is wrong (or
 * does it), and never that the program failed. The seed is fixed, so a failure can
 * be played again.
 */
#include <limits.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/registry.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "scenario/visitor.h"
#include "scenario/whole.h"

enum { NAMES = 1000, ROWS = 3, ROUNDS = 2, WIDE = 4 };

static const char *const people[] = {"13800000001", "13800000003", "13800000005", "13800000012"};
enum { PEOPLE = sizeof(people) / sizeof(people[0]) };

/* Names that pages read besides the fields of records. */
static const char *const further[] = {
	"_back", "_version", "act", "activity", "again", "all", "at", "by", "code", "chair", "chair_mobile", "admin",
	"admin_mobile", "dept", "desk", "do", "draft", "email", "fate", "field", "format", "from", "hook", "id", "idno",
	"kind", "lamp", "login", "mail", "mobile", "name", "new", "next", "node", "number", "of", "old", "on", "open",
	"p", "password", "period", "person", "plan", "point", "q", "query", "reason", "record", "secret", "session",
	"show", "signature", "size", "superior", "t", "target", "task", "text", "theme", "to", "unit", "value", "verb",
	"view", "when", "who", "year", "ids", "col0", "col1", "skip", "step", "op", "policy", "key", "row", "source",
	"measure", "department", "owner", "due", "waiver", "title", "minutes", "skip_reason", "since", "until", "role",
};

static const char *const values[] = {
	"", "0", "1", "2", "10", "11", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e9",
	"99999999999999999999999999", "2024-02-30", "9999-12-31", "0001-01-01", "2024-02-20", "2024-03-05", "0.001",
	"92233720368547758.07", "-5.00", "1,000", "on", "off", "submit", "create", "drop", "standard", "rename", "csv",
	"state=1&sort=-held_on", "sort=zzz&after=1.9223372036854775807", "'; drop table event; --", "\" onmouseover=alert(1) x=\"",
	"<script>alert(1)</script>", "//evil.example", "/\\evil.example", "=cmd|' /C calc'!A0", "\r\nSet-Cookie: lx=1",
	"%00%s%n", "{{call x}}", "../../etc/passwd", "心", "\xef\xbb\xbf心", "𠮷🀄", "\xe2\x80\xae反", "activity.held", "plan", "task",
	"merge", "split", "up", "down", "undo", "add", "adopt", "all", "Lianxin-2024", "13800000007", "11010519491231002X", "LONG",
};
enum { VALUES = sizeof(values) / sizeof(values[0]) };

static struct {
	struct whole w;
	const char *names[NAMES], *longest;
	int n_names;
	long sent, done;
	uint32_t seed;
} t = {.seed = 20240301};

static uint32_t any(uint32_t below)
{
	t.seed = t.seed * 1664525u + 1013904223u;
	return (t.seed >> 8) % below;
}

static void add_name(const char *name)
{
	for (int i = 0; i < t.n_names; i++)
		if (strcmp(t.names[i], name) == 0)
			return;
	if (t.n_names < NAMES)
		t.names[t.n_names++] = name;
}

static void collect_names(void)
{
	for (size_t i = 0; i < sizeof(further) / sizeof(further[0]); i++)
		add_name(further[i]);
	EACH_MODULE(t.w.app, m)
		for (const struct flow *const *f = m->flows; f && *f; f++)
			for (int i = 0; i < (*f)->record->n_fields; i++)
				add_name((*f)->record->fields[i].name);
}

static const char *any_value(struct arena *a)
{
	const char *v = values[any(VALUES)];
	if (strcmp(v, "LONG") == 0)
		return t.longest;
	struct buf b = buf_in(a); /* '&' would begin another field */
	for (; *v; v++)
		buf_char(&b, *v == '&' ? ';' : *v);
	return buf_text(&b);
}

/* Everything filled with garbage, or a few fields, some of them twice. */
static const char *garbage(struct arena *a, bool all)
{
	struct buf b = buf_in(a);
	int n = all ? t.n_names : (int)any(WIDE) + 1;
	for (int i = 0; i < n; i++) {
		const char *name = t.names[all ? (uint32_t)i : any((uint32_t)t.n_names)];
		for (int k = any(20) == 0 ? 3 : 1; k > 0; k--)
			buf_printf(&b, "%s%s=%s", b.n ? "&" : "", name, any_value(a));
	}
	return buf_text(&b);
}

/* Some rows of this record, seen by a union in the middle; 0 and a number that is none at the end. */
static int rows_of(const struct record *record, int64_t *ids)
{
	int n = 0;
	if (record) {
		struct stmt *s = db_use_text(writer_db(t.w.app->writer), arena_printf(t.w.arena,
			"select max(id) from %s where unit < 200 group by state limit %d", record->name, ROWS));
		while (db_step(s))
			ids[n++] = col_int(s, 0);
		db_done(s);
	}
	ids[n++] = 1;
	return n;
}

/* A summary of what is wrong leads to each field, and the field says it too. NULL: it does. */
static const char *unsaid(struct arena *a, const char *page)
{
	static const char start[] = "<li><a href=\"#f-";
	const char *at = strstr(page, "data-errsum");
	const char *end = at ? strstr(at, "</ul>") : NULL;
	while (end && (at = strstr(at, start)) != NULL && at < end) {
		at += sizeof(start) - 1;
		const char *name = str_dup(a, (struct str){at, strcspn(at, "\"")});
		if (!strstr(page, arena_printf(a, "name=\"%s\"", name)))
			continue; /* nobody can have typed it here */
		if (!strstr(page, arena_printf(a, "id=\"f-%s\"", name)))
			return arena_printf(a, "no field f-%s", name);
		if (!strstr(page, arena_printf(a, "class=\"err\" id=\"h-%s\"", name)))
			return arena_printf(a, "nothing beside the field %s", name);
	}
	return NULL;
}

/* One person posts garbage to one address in several shapes. */
static const char *throw_at(const char *path, const char *who)
{
	struct arena *a = arena_new(512u << 20);
	const char *why = NULL;
	for (int i = 0; i < ROUNDS * 2 + 1 && !why; i++) {
		struct visitor *v = visitor_new(t.w.app, a);
		visitor_enter(v, who);
		const char *form = i ? garbage(a, i % 2) : "";
		visit_post(v, path, form);
		t.sent++;
		t.done += v->status < 400;
		if (v->status >= 500 || v->status < 200)
			why = arena_printf(t.w.arena, "%s by %s: %d with %.3000s", path, who, v->status, form);
		else if (strpbrk(v->location, "\r\n") || (*v->location && (v->location[0] != '/' || v->location[1] == '/' || v->location[1] == '\\')))
			why = arena_printf(t.w.arena, "%s by %s leads to “%s”", path, who, v->location);
		else if (strstr(v->page, "<script>alert") || strstr(v->page, "\" onmouseover"))
			why = arena_printf(t.w.arena, "%s by %s: typed markup stands in the page", path, who);
		const char *quiet = unsaid(a, v->page);
		if (quiet && !why)
			why = arena_printf(t.w.arena, "%s by %s: %s", path, who, quiet);
	}
	arena_free(a);
	return why;
}

static const char *try_route(const struct route *route)
{
	static const char *const words[] = {"activities", "plans", "tasks", "reports", "x"};
	int64_t ids[ROWS + 8];
	int n = rows_of(route->of, ids);
	const char *why = NULL;
	bool worded = strstr(route->path, "{word}") != NULL;
	for (int w = 0; w < (worded ? 5 : 1) && !why; w++)
		for (int i = 0; i < n && !why; i++)
			for (int p = 0; p < PEOPLE && !why; p++)
				why = throw_at(whole_path(t.w.arena, route->path, ids[i], ids[i], words[w]), people[p]);
	return why;
}

static const char *try_moves(const struct flow *f)
{
	int64_t ids[ROWS + 8];
	int n = rows_of(f->record, ids);
	const char *why = NULL;
	for (const struct move *m = f->moves; m->verb && !why; m++)
		for (int i = 0; i < n && !why; i++)
			for (int p = 0; p < PEOPLE - 1 && !why; p++)
				why = throw_at(arena_printf(t.w.arena, "/%s/%lld/do/%s", f->record->name, (long long)ids[i], m->verb), people[p]);
	return why;
}

/* Garbage in addresses of pages. */
static const char *try_page(const struct route *route)
{
	int64_t ids[ROWS + 8];
	int n = rows_of(route->of, ids);
	const char *why = NULL;
	for (int i = 0; i < n && !why; i++)
		for (int p = 0; p < PEOPLE && !why; p++) {
			struct arena *a = arena_new(512u << 20);
			struct visitor *v = visitor_new(t.w.app, a);
			visitor_enter(v, people[p]);
			for (int k = 0; k < ROUNDS && !why; k++) {
				const char *path = arena_printf(a, "%s?%s", whole_path(a, route->path, ids[i], ids[i], "activities"), garbage(a, k % 2));
				visit(v, path);
				t.sent++;
				if (v->status >= 500 || v->status < 200)
					why = arena_printf(t.w.arena, "%.3000s by %s: %d", path, people[p], v->status);
				else if (strstr(v->page, "<script>alert") || strstr(v->page, "\" onmouseover"))
					why = arena_printf(t.w.arena, "%.3000s: typed markup stands in the page", path);
			}
			arena_free(a);
		}
	return why;
}

static void walk(void)
{
	EACH_MODULE(t.w.app, m)
		for (const struct route *route = m->routes; route && route->run; route++) {
			const char *name = arena_printf(t.w.arena, "%s %s", route->method == METHOD_POST ? "POST" : "GET", route->path);
			if (route->method == METHOD_POST)
				whole_point(&t.w, try_route(route), "%s", name);
			else if (!(route->flags & ROUTE_SLOW))
				whole_point(&t.w, try_page(route), "%s", name);
		}
	EACH_MODULE(t.w.app, m)
		for (const struct flow *const *f = m->flows; f && *f; f++)
			whole_point(&t.w, try_moves(*f), "moves of %s", (*f)->record->name);
}

int main(void)
{
	if (!whole_open(&t.w, "garbage"))
		return 1;
	struct buf b = buf_in(t.w.arena);
	for (int i = 0; i < 7000; i++)
		buf_puts(&b, "心");
	t.longest = buf_text(&b);
	collect_names();
	walk();
	whole_point(&t.w, t.sent > 3000 && t.done > 20 ? NULL : "too few", "%ld requests, %ld of them did something", t.sent, t.done);
	return whole_close(&t.w);
}
