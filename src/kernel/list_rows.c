#include "kernel/list_rows.h"

#include <string.h>

#include "base/fault.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "list.sql.h"

enum {
	PROBED = 256, /* so many units are asked whether they have rows at all */
	CLOSE = 16, /* rows read for one that was found */
};

/* ---- scope ---- */

static struct scope narrowed(struct req *r, const struct list_query *q)
{
	struct scope s = scope_of(r, q->list->read_right);
	if (!q->unit)
		return s;
	struct scope out = {NEW_N(r->arena, const char *, s.n_trees + 1), 0, NEW_N(r->arena, int64_t, s.n_units + 1), 0};
	for (size_t i = 0; i < s.n_trees; i++) {
		if (path_covers(s.trees[i], q->unit_path)) {
			out.trees[0] = q->unit_path;
			out.n_trees = 1;
			return out;
		}
		if (path_covers(q->unit_path, s.trees[i]))
			out.trees[out.n_trees++] = s.trees[i];
	}
	for (size_t i = 0; i < s.n_units; i++)
		if (path_covers(q->unit_path, unit_path(r->db, r->arena, s.units[i])))
			out.units[out.n_units++] = s.units[i];
	return out;
}

static void add_unit(struct list_scope *s, int64_t id)
{
	for (size_t i = 0; i < s->n_units; i++)
		if (s->units[i] == id)
			return;
	if (s->n_units < LIST_UNITS)
		s->units[s->n_units++] = id;
	else
		s->wide = true;
}

static void enumerate(struct req *r, struct list_scope *s)
{
	for (size_t i = 0; i < s->scope.n_units; i++)
		add_unit(s, s->scope.units[i]);
	for (size_t i = 0; i < s->scope.n_trees && !s->wide; i++) {
		const char *path = s->scope.trees[i];
		size_t n;
		struct list_units_in *rows =
			q_list_units_in(r->db, r->arena, path, path_end(r->arena, path), LIST_UNITS + 1, &n);
		for (size_t k = 0; k < n; k++)
			add_unit(s, rows[k].id);
	}
}

/* Rows belong to unions mostly, not to their teams: of many units perhaps few have any. */
static void probe(struct req *r, const struct list_query *q, struct list_scope *s)
{
	size_t left = PROBED;
	s->wide = false;
	s->n_units = 0;
	for (size_t i = 0; i < s->scope.n_units; i++)
		add_unit(s, s->scope.units[i]);
	for (size_t i = 0; i < s->scope.n_trees && !s->wide; i++) {
		const char *path = s->scope.trees[i];
		size_t n;
		q_list_units_in(r->db, r->arena, path, path_end(r->arena, path), (int64_t)left + 1, &n);
		if (n > left) {
			s->wide = true;
			return;
		}
		left -= n;
		struct stmt *x = db_use_text(r->db, arena_printf(r->arena,
			"select u.id from unit u where u.path >= $1 and u.path < $2 and "
			"exists (select 1 from %s t where t.unit = u.id) limit 65", q->record->name));
		bind_text(x, 1, path);
		bind_text(x, 2, path_end(r->arena, path));
		while (db_step(x))
			add_unit(s, col_int(x, 0));
		db_done(x);
	}
}

/* Numbers of units that statements are made for; the rest is filled with 0, which has no rows. */
static void round_up(struct list_scope *s)
{
	static const size_t sizes[] = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, LIST_UNITS};
	for (size_t i = 0; s->n_units && i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (sizes[i] >= s->n_units) {
			while (s->n_units < sizes[i])
				s->units[s->n_units++] = 0;
			return;
		}
}

static bool within(struct req *r, const struct scope *s, int64_t unit)
{
	const char *path = unit_path(r->db, r->arena, unit);
	for (size_t i = 0; i < s->n_trees; i++)
		if (path_covers(s->trees[i], path))
			return true;
	for (size_t i = 0; i < s->n_units; i++)
		if (s->units[i] == unit)
			return true;
	return false;
}

/* Is there no unit outside of the scope's trees? */
static bool covers_all(struct req *r, const struct scope *s)
{
	for (size_t i = 0; i < s->n_trees; i++)
		if (!q_list_units_outside(r->db, s->trees[i], path_end(r->arena, s->trees[i])))
			return true;
	return false;
}

static void find_drafts(struct req *r, const struct list *l, struct list_scope *s)
{
	if (!l->drafts)
		return;
	s->draft_scope = scope_of(r, l->draft_right);
	if (s->all && covers_all(r, &s->draft_scope))
		return; /* every unit's drafts are seen: nothing needs to be joined for them */
	s->drafts = l->drafts;
	s->drafts_too = NEW_N(r->arena, bool, s->n_units);
	for (size_t i = 0; i < s->n_units; i++)
		s->drafts_too[i] = s->units[i] && within(r, &s->draft_scope, s->units[i]);
}

/* Between the first and the last of these rows there are hardly any others: to read all is less than to look for each. */
static bool lie_close(struct req *r, const struct list_query *q, const struct list_scope *s)
{
	struct list_span ids = list_found_span(s);
	struct stmt *x = db_use_text(r->db, arena_printf(r->arena, "select t.id from %s t where t.id >= $1 and t.id <= $2 order by t.id limit 1 offset $3", q->record->name));
	bind_int(x, 1, ids.first);
	bind_int(x, 2, ids.last);
	bind_int(x, 3, (int64_t)s->n_found * CLOSE);
	bool more = db_step(x);
	db_done(x);
	return !more;
}

/* The newest rows with the words of the query, of those in scope. */
static void find_words(struct req *r, const struct list_query *q, struct list_scope *s)
{
	const char *record = q->list->found_as ? q->list->found_as : q->record->name;
	struct search_ask ask = {&q->words, search_in_record(r->db, r->arena, record, &s->scope), q->older, (size_t)list_bounds.found};
	s->all = covers_all(r, &s->scope);
	struct search_answer x = s->n_units ? search_find(r->db, r->arena, &ask) : (struct search_answer){0};
	s->found = NEW_N(r->arena, int64_t, x.n + 1);
	for (size_t i = 0; i < x.n; i++)
		s->found[s->n_found++] = x.rows[i].row_id;
	s->older = x.further;
	s->dense = db_is_postgres(r->db) && s->n_found && lie_close(r, q, s);
}

static struct list_scope find_scope(struct req *r, const struct list_query *q)
{
	struct list_scope s = {.scope = narrowed(r, q), .units = NEW_N(r->arena, int64_t, LIST_UNITS)};
	if (q->words.count) { /* the words decide; only an empty scope matters */
		s.n_units = s.scope.n_trees + s.scope.n_units ? 1 : 0;
		find_words(r, q, &s);
		find_drafts(r, q->list, &s);
		return s;
	}
	enumerate(r, &s);
	s.all = s.wide && covers_all(r, &s.scope);
	if (s.wide && !s.all)
		probe(r, q, &s);
	round_up(&s);
	find_drafts(r, q->list, &s);
	return s;
}

struct list_scope list_scope(struct req *r, const struct list_query *q)
{
	if (!q->cache || q->cache->unit != q->unit || q->cache->words != (q->words.count > 0))
		return find_scope(r, q);
	if (!q->cache->found) {
		q->cache->scope = NEW(r->arena, struct list_scope);
		*q->cache->scope = find_scope(r, q);
		q->cache->found = true;
	}
	return *q->cache->scope;
}

static bool is_nothing(const struct list_scope *s)
{
	return !s->wide && !s->n_units;
}

/* ---- running ---- */

/* NULL: there is no such statement. */
static struct stmt *run(struct req *r, const struct list_query *q, const struct list_scope *s, enum list_want want)
{
	struct buf b = buf_in(r->arena);
	struct list_binds *binds = NEW(r->arena, struct list_binds);
	list_sql(r->db, r->arena, q, s, want, &b, binds);
	if (!b.n)
		return NULL;
	struct stmt *x = db_use_text(r->db, buf_text(&b));
	for (int i = 0; i < binds->n; i++) {
		if (binds->values[i].text)
			bind_text(x, i + 1, binds->values[i].text);
		else
			bind_int(x, i + 1, binds->values[i].number);
	}
	return x;
}

static int64_t number(struct req *r, const struct list_query *q, const struct list_scope *s, enum list_want want)
{
	struct stmt *x = run(r, q, s, want);
	int64_t n = db_step(x) ? col_int(x, 0) : 0;
	db_done(x);
	return n;
}

/* ---- conditions that few rows fulfil ---- */

/* An order that the condition's own index gives needs no help, when it is the only one. */
static bool served_in_order(const struct list_query *q, const struct list_filter *x)
{
	return q->n_filters == 1 && (x->span ? x->f == q->sort : q->sort->kind == KIND_ID);
}

/* More than few? Counting is dearer than skipping. */
static bool leaves_many(struct req *r, const struct list_query *q, const struct list_scope *s)
{
	if (!s->wide)
		return false;
	struct stmt *x = run(r, q, s, LIST_WANT_MANY);
	bool many = db_step(x);
	db_done(x);
	return many;
}

static int narrowest(struct req *r, const struct list_query *q, struct list_scope *s)
{
	int64_t least = list_bounds.narrow + 1;
	int best = 0;
	for (int i = 0; i < q->n_filters; i++) {
		const struct list_filter *x = &q->filters[i];
		if ((!x->span && x->n > 1) || served_in_order(q, x) || !(x->f->use & (F_SORT | F_FILTER)))
			continue;
		s->narrow = i + 1;
		int64_t n = leaves_many(r, q, s) ? least : number(r, q, s, LIST_WANT_NARROW);
		if (n < least) {
			least = n;
			best = i + 1;
		}
	}
	return best;
}

/* The scope, with the filter that leaves few rows, found once a query. */
static struct list_scope narrow_scope(struct req *r, const struct list_query *q)
{
	struct list_scope s = list_scope(r, q);
	if (q->words.count || is_nothing(&s) || !q->n_filters)
		return s;
	if (!q->cache || q->cache->narrowed != q) {
		s.narrow = narrowest(r, q, &s);
		if (q->cache) {
			q->cache->narrowed = q;
			q->cache->narrow = s.narrow;
		}
		return s;
	}
	s.narrow = q->cache->narrow;
	return s;
}

static struct list_key key_of(struct req *r, const struct list_query *q, struct stmt *x)
{
	struct list_key k = {.id = col_int(x, 0)};
	if (q->sort->kind == KIND_TEXT)
		k.text = col_text(x, 1, r->arena);
	else
		k.number = q->sort->kind == KIND_ID ? k.id : col_int(x, 1);
	return k;
}

static void turn(struct list_key *k, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct list_key one = k[i];
		k[i] = k[n - 1 - i];
		k[n - 1 - i] = one;
	}
}

/* Something is asked of each row of a walk, which is bounded therefore: its unit's place, or a condition. */
static bool is_tried(const struct list_query *q, const struct list_scope *s)
{
	return q->n_filters || (s->wide && (!s->all || s->drafts));
}

/* Conditions were tried on a bounded number of rows: was that the end of the list? */
static void find_bound(struct req *r, const struct list_query *q, const struct list_scope *s, struct list_rows *out)
{
	if (s->narrow || (!is_tried(q, s) && !q->words.count))
		return;
	out->older = q->words.count ? s->older : 0;
	out->cut = q->words.count ? s->older != 0 : number(r, q, s, LIST_WANT_EXAMINED) >= list_bounds.examined;
	if (!out->cut || q->words.count)
		return;
	struct stmt *x = run(r, q, s, LIST_WANT_LAST);
	if (db_step(x))
		out->reached = key_of(r, q, x);
	db_done(x);
}

/* What words found comes whole, with the first page: its number need not be asked for. */
static void keep_count(const struct list_query *q, int64_t n)
{
	if (!q->cache)
		return;
	q->cache->counted = q->words.count && !q->has_key ? q : NULL;
	q->cache->n_counted = n;
}

struct list_rows list_rows(struct req *r, const struct list_query *q)
{
	struct list_scope s = narrow_scope(r, q);
	struct list_rows out = {.keys = NEW_N(r->arena, struct list_key, (size_t)q->size + 1)};
	if (is_nothing(&s))
		return out;
	struct stmt *x = run(r, q, &s, LIST_WANT_ROWS);
	int64_t n = 0;
	for (; db_step(x); n++)
		if (out.n < (size_t)q->size)
			out.keys[out.n++] = key_of(r, q, x);
	db_done(x);
	keep_count(q, n);
	bool more = n > q->size;
	if (!more)
		find_bound(r, q, &s, &out);
	if (q->before) {
		turn(out.keys, out.n);
		out.more_before = more;
		out.more_after = true;
	} else {
		out.more_after = more;
		out.more_before = q->has_key;
	}
	return out;
}

/* More rows than are counted? False: perhaps. */
static bool is_beyond(struct req *r, const struct list_query *q, const struct list_scope *s)
{
	if (!s->wide || s->narrow || q->words.count)
		return false;
	struct stmt *x = run(r, q, s, LIST_WANT_BEYOND);
	bool beyond = x && db_step(x);
	if (x)
		db_done(x);
	return beyond;
}

struct list_total list_total(struct req *r, const struct list_query *q)
{
	struct list_scope s = narrow_scope(r, q);
	struct list_total t = {0, false};
	if (is_nothing(&s))
		return t;
	if (is_beyond(r, q, &s))
		return (struct list_total){list_bounds.total, true};
	bool known = q->cache && q->cache->counted == q;
	t.n = known ? q->cache->n_counted : number(r, q, &s, LIST_WANT_COUNT);
	if (t.n > list_bounds.total) {
		t = (struct list_total){list_bounds.total, true};
	} else if (is_tried(q, &s) && !q->words.count && !s.narrow) {
		t.more = number(r, q, &s, LIST_WANT_COUNTED) == list_bounds.examined;
	} else if (q->words.count) {
		t.older = s.older;
		t.more = s.older != 0;
	}
	return t;
}

bool list_is_empty(struct req *r, const struct list_query *q)
{
	struct list_query *all = arena_memdup(r->arena, q, sizeof(*q));
	all->n_filters = 0;
	all->unit = 0;
	all->q = "";
	all->words.count = 0;
	all->has_key = false;
	all->size = 1;
	struct list_scope s = list_scope(r, all);
	if (is_nothing(&s))
		return true;
	struct stmt *x = run(r, all, &s, LIST_WANT_ROWS);
	bool any = db_step(x);
	db_done(x);
	return !any;
}
