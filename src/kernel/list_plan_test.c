/* Every shape of list statement: record × order × condition × scope × place, and what it reads. */
#include <string.h>

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/list_test.h"
#include "kernel/writer.h"

static int shapes, orders, orders_of_record;

/* ---- what was asked already: orders and places do not show in every statement ---- */

enum { SEEN = 1 << 20 };
static uint64_t seen[SEEN];
static size_t n_seen;

/* The text and its values as one number, never 0. */
static uint64_t mark_of(struct str text, const struct list_binds *binds)
{
	uint64_t h = 1469598103934665603u;
	for (size_t i = 0; i < text.n; i++)
		h = (h ^ (unsigned char)text.p[i]) * 1099511628211u;
	for (int i = 0; i < binds->n; i++)
		h = (h ^ (uint64_t)binds->values[i].number ^ (binds->values[i].text ? 1u : 0u)) * 0x9e3779b97f4a7c15u;
	return h | 1;
}

static bool is_new(uint64_t mark)
{
	size_t at = (mark >> 20) % SEEN;
	for (; seen[at]; at = (at + 1) % SEEN)
		if (seen[at] == mark)
			return false;
	if (++n_seen > SEEN / 4 * 3) /* nearly full it would search for ever */
		fault("list_plan_test: more than %zu statements: make its table larger", n_seen);
	seen[at] = mark;
	return true;
}

/* ---- plans ---- */

/* The same of PostgreSQL, which was told to avoid what it can avoid. */
static const char *bad_step_pg(const char *step, enum list_want want)
{
	if (strstr(step, "Seq Scan on "))
		return "reads a whole table";
	if (strstr(step, "Sort  (") && want != LIST_WANT_LAST)
		return "sorts";
	return NULL;
}

/* A step of SQLite's plan that reads or sorts more than the statement bounds. */
static const char *bad_step(const char *step, enum list_want want)
{
	if (strncmp(step, "SCAN ", 5) == 0 && !strstr(step, " USING ") && !strstr(step, "(subquery") &&
	    strcmp(step, "SCAN e") != 0 && strcmp(step, "SCAN c") != 0 && !strstr(step, "VIRTUAL TABLE"))
		return "reads a whole table";
	if (strstr(step, "AUTOMATIC"))
		return "builds an index for itself";
	if (strstr(step, "TEMP B-TREE") && want != LIST_WANT_LAST)
		return "sorts";
	return NULL;
}

static const char *check(struct app *app, struct arena *a, const struct list_query *q, const struct list_scope *s,
			 enum list_want want)
{
	struct db *d = app->readers[0];
	struct buf b = buf_in(a);
	struct list_binds binds = {.n = 0};
	const char *wrong = NULL;
	bool postgres = db_is_postgres(d);
	buf_puts(&b, postgres ? "explain " : "explain query plan ");
	list_sql(d, a, q, s, want, &b, &binds);
	if (buf_slice(&b).p[b.n - 1] == ' ' || !is_new(mark_of(buf_slice(&b), &binds)))
		return NULL; /* there is no such statement for this shape, or another shape has it too */
	struct stmt *x = db_use_text(d, buf_text(&b));
	for (int i = 0; postgres && i < binds.n; i++) {
		if (binds.values[i].text)
			bind_text(x, i + 1, binds.values[i].text);
		else
			bind_int(x, i + 1, binds.values[i].number);
	}
	while (db_step(x) && !wrong) {
		const char *step = col_text(x, postgres ? 0 : 3, a), *bad = (postgres ? bad_step_pg : bad_step)(step, want);
		if (bad && !((q->words.count || s->narrow) && strcmp(bad, "sorts") == 0))
			wrong = arena_printf(app->arena, "%s (%s) in: %s", bad, step, buf_text(&b));
	}
	db_done(x);
	shapes++;
	return wrong;
}

static const char *check_wants(struct app *app, struct arena *a, struct list_query *q, const struct list_scope *s)
{
	const char *wrong = NULL;
	if (s->wide && !s->narrow && !q->words.count)
		wrong = check(app, a, q, s, LIST_WANT_BEYOND);
	if (!wrong && s->wide && s->narrow)
		wrong = check(app, a, q, s, LIST_WANT_MANY);
	for (int want = LIST_WANT_ROWS; want <= (s->narrow ? LIST_WANT_NARROW : LIST_WANT_COUNTED) && !wrong; want++)
		for (int place = 0; place < 3 && !wrong; place++) {
			q->has_key = place > 0;
			q->before = place > 1;
			q->key = (struct list_key){5, 5, "x"};
			if (!(q->words.count && (want == LIST_WANT_LAST || want == LIST_WANT_COUNTED)) && !(s->narrow && (want == LIST_WANT_LAST || want == LIST_WANT_EXAMINED || want == LIST_WANT_COUNTED)))
				wrong = check(app, a, q, s, want);
		}
	return wrong;
}

static const char *check_scopes(struct app *app, struct arena *a, struct list_query *q)
{
	/* Several walks are merged; each is planned by itself, so that two show what more would. */
	enum { SEVERAL = 2 };
	static const char *trees[] = {"/1/10/", "/1/11/"};
	static int64_t units[SEVERAL] = {1, 2};
	struct scope scope = {trees, 2, units, SEVERAL};
	static bool too[SEVERAL] = {true, false};
	struct list_scope scopes[] = {
		{.scope = scope, .units = units, .n_units = 1}, {.scope = scope, .units = units, .n_units = SEVERAL}, {.scope = scope, .wide = true},
		{.scope = scope, .units = units, .n_units = SEVERAL, .drafts = 1, .draft_scope = scope, .drafts_too = too},
		{.scope = scope, .wide = true, .drafts = 1, .draft_scope = scope}, {.scope = scope, .wide = true, .all = true},
		/* walked along the condition itself */
		{.scope = scope, .units = units, .n_units = SEVERAL, .narrow = 1}, {.scope = scope, .wide = true, .narrow = 1},
	};
	const char *wrong = NULL;
	for (size_t i = 0; i < sizeof(scopes) / sizeof(scopes[0]) && !wrong; i++)
		if ((q->list->drafts || !scopes[i].drafts) && (!scopes[i].narrow || (q->n_filters && (q->filters[0].span || q->filters[0].n == 1))))
			wrong = check_wants(app, a, q, &scopes[i]);
	q->words = search_query(a, STR("竞赛"));
	if (!wrong)
		wrong = check_wants(app, a, q, &scopes[0]);
	q->words.count = 0;
	return wrong;
}

static void add_condition(struct list_query *q, const struct field *f, int values)
{
	q->filters[q->n_filters++] = list_spans(f) ? (struct list_filter){.f = f, .span = true, .from = 1, .to = 9} :
		(struct list_filter){.f = f, .values = {1, 2}, .n = values};
}

/*
 * PostgreSQL makes a hundred thousand plans in four minutes. There all conditions meet the first order of their record, and by
 * turns a part of the others; with SQLite all meet all.
 */
static bool is_its_turn(const struct app *app, int condition)
{
	enum { EVERY = 7 };
	return !db_is_postgres(app->readers[0]) || orders_of_record == 1 || (condition + orders) % EVERY == 0;
}

static const char *check_conditions(struct app *app, struct arena *a, struct list_query *q)
{
	const struct record *r = q->record;
	orders++;
	orders_of_record++;
	const char *wrong = check_scopes(app, a, q);
	for (int values = 1; values <= 2 && !wrong; values++)
		for (int i = 0; i < r->n_fields && !wrong; i++) {
			if ((!list_filterable(&r->fields[i]) && !list_spans(&r->fields[i])) || !is_its_turn(app, i))
				continue;
			q->n_filters = 0;
			add_condition(q, &r->fields[i], values);
			wrong = check_scopes(app, a, q);
			if (!wrong && i > 3) { /* and with the state */
				add_condition(q, record_field(r, "state"), 1);
				wrong = check_scopes(app, a, q);
			}
		}
	q->n_filters = 0;
	return wrong;
}

/* A list of the record with all that lists of it have. */
static struct list list_for(const struct app *app, const struct flow *f)
{
	struct list all = {.name = f->record->name, .base = "/", .flow = f};
	EACH_MODULE(app, m) {
		for (const struct list *const *l = m->lists; l && *l; l++)
			if ((*l)->flow == f) {
				all.drafts |= (*l)->drafts;
				all.arrives |= (*l)->arrives;
			}
	}
	return all;
}

static const char *check_record(struct app *app, const struct flow *f)
{
	const char *wrong = NULL;
	const struct list l = list_for(app, f);
	orders_of_record = 0;
	for (int i = 0; i < f->record->n_fields && !wrong; i++) {
		const struct field *x = &f->record->fields[i];
		if (x->kind != KIND_ID && !(x->use & F_SORT))
			continue;
		for (int down = 0; down < 2 && !wrong; down++) {
			struct arena *a = arena_new(1 << 30);
			struct list_query *q = NEW(a, struct list_query);
			*q = (struct list_query){.list = &l, .record = f->record, .sort = x, .down = down, .size = 20, .q = ""};
			wrong = check_conditions(app, a, q);
			arena_free(a);
		}
	}
	return wrong;
}

const char *list_plans_are_indexed(struct app *app)
{
	const char *wrong = NULL;
	if (db_is_postgres(app->readers[0]))
		db_script(app->readers[0], "set enable_seqscan = off; set enable_sort = off; set enable_incremental_sort = off; set enable_bitmapscan = off;"
					   "set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off");
	EACH_MODULE(app, m) {
		for (const struct flow *const *f = m->flows; f && *f && !wrong; f++)
			wrong = check_record(app, *f);
	}
	return wrong ? wrong : shapes > 10000 ? NULL : "too few shapes were tried";
}
