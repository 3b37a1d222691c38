/*
 * The statements of lists. Their text depends on the shape only (fields, number of
 * units and values); every value is bound. Three ways through a table:
 *
 *   few units    a union of one walk per unit along its index (unit, FIELD, id),
 *                merged in order by the database: reads what the page shows
 *   many units   one walk along the index (FIELD, id, unit), units joined unless
 *                all there are lie in scope
 *   words        the newest rows that match (kernel/search.h), put in order
 *
 * A condition that the walked index does not serve is tried on at most
 * LIST_EXAMINED rows of the walk. One that leaves few rows is walked itself, and
 * they are put in order.
 */
#include <string.h>

#include "base/fault.h"
#include "kernel/list_rows.h"
#include "kernel/unit.h"

struct list_bounds list_bounds = {LIST_EXAMINED, LIST_TOTAL, LIST_NARROW, LIST_FOUND, LIST_EXPORT_SECONDS};

struct sql_text {
	const struct db *db;
	struct arena *arena;
	const struct list_query *q;
	const struct list_scope *scope;
	struct buf *b;
	struct list_binds *binds;
	const struct list_filter *served; /* the condition that the walked index serves, NULL: none */
	bool keyed, ordered;
	bool counted; /* in no order: the value of the order need not be read */
};

static int bind_one(struct sql_text *t, const char *text, int64_t number)
{
	if (t->binds->n == (int)(sizeof(t->binds->values) / sizeof(t->binds->values[0])))
		fault("too many values in a list's statement");
	t->binds->values[t->binds->n].text = text;
	t->binds->values[t->binds->n].number = number;
	return ++t->binds->n;
}

static void put_int(struct sql_text *t, int64_t v)
{
	buf_char(t->b, '$');
	buf_int(t->b, bind_one(t, NULL, v));
}

static void put_named(struct sql_text *t, const char *before, const char *name, const char *after)
{
	buf_puts(t->b, before);
	buf_puts(t->b, name);
	buf_puts(t->b, after);
}

static void put_text(struct sql_text *t, const char *v)
{
	buf_char(t->b, '$');
	buf_int(t->b, bind_one(t, v, 0));
}

static bool by_id(const struct list_query *q)
{
	return q->sort->kind == KIND_ID;
}

/* What only a measure asks by has no index: it is tried on the rows of the walk. */
static bool indexed(const struct list_filter *x)
{
	return x->f->use & (F_SORT | F_FILTER);
}

/* The order by id leaves room for one equality; an order by days for their span. */
static const struct list_filter *served_by_index(const struct list_query *q)
{
	for (int i = 0; i < q->n_filters; i++) {
		const struct list_filter *x = &q->filters[i];
		if (indexed(x) && (by_id(q) ? !x->span && x->n == 1 : x->span && x->f == q->sort))
			return x;
	}
	return NULL;
}

/* Counting needs no order: an index on unit and value serves one equality. */
static const struct list_filter *served_in_count(const struct list_query *q)
{
	for (int i = 0; i < q->n_filters; i++)
		if (indexed(&q->filters[i]) && !q->filters[i].span && q->filters[i].n == 1)
			return &q->filters[i];
	return served_by_index(q);
}

static void put_condition(struct sql_text *t, const struct list_filter *x, const char *alias)
{
	if (x->span) { /* a day that is not there (0) lies in no span; days before 1970 are below it */
		if (x->from) {
			buf_printf(t->b, " and %s.%s >= ", alias, x->f->name);
			put_int(t, x->from);
		}
		if (x->to) {
			buf_printf(t->b, " and %s.%s <= ", alias, x->f->name);
			put_int(t, x->to);
		}
		if (x->from <= 0 || x->f->use & F_SPARSE)
			buf_printf(t->b, " and %s.%s <> 0", alias, x->f->name);
		return;
	}
	buf_printf(t->b, " and %s.%s %s", alias, x->f->name, x->n == 1 ? "= " : "in (");
	for (int i = 0; i < x->n; i++) {
		buf_puts(t->b, i ? ", " : "");
		put_int(t, x->values[i]);
	}
	buf_puts(t->b, x->n == 1 ? "" : ")");
	if (x->f->use & F_SPARSE)
		buf_printf(t->b, " and %s.%s <> 0", alias, x->f->name);
}

static void put_conditions(struct sql_text *t, const char *alias)
{
	for (int i = 0; i < t->q->n_filters; i++)
		if (&t->q->filters[i] != t->served)
			put_condition(t, &t->q->filters[i], alias);
}

/* Behind the row of the place, in the direction of the walk. */
static void put_key(struct sql_text *t)
{
	const struct list_query *q = t->q;
	const char *sign = q->down == q->before ? ">" : "<";
	if (!t->keyed)
		return;
	if (by_id(q)) {
		buf_printf(t->b, " and t.id %s ", sign);
		put_int(t, q->key.id);
		return;
	}
	buf_printf(t->b, " and (t.%s, t.id) %s (", q->sort->name, sign);
	if (q->sort->kind == KIND_TEXT)
		put_text(t, q->key.text);
	else
		put_int(t, q->key.number);
	buf_puts(t->b, ", ");
	put_int(t, q->key.id);
	buf_puts(t->b, ")");
}

static void put_order(struct sql_text *t, bool turned)
{
	bool down = (t->q->down != t->q->before) != turned;
	static const char *const by_number[] = {" order by 1 asc", " order by 1 desc"};
	static const char *const by_key[] = {" order by 2 asc, 1 asc", " order by 2 desc, 1 desc"};
	if (t->ordered || turned)
		buf_puts(t->b, (by_id(t->q) ? by_number : by_key)[down]);
}

static void put_limit(struct sql_text *t, int n)
{
	buf_puts(t->b, " limit ");
	put_int(t, n);
}

/* Whether a row is in scope is known only from its unit's path. */
static bool joins(const struct sql_text *t)
{
	return t->scope->wide && (!t->scope->all || t->scope->drafts);
}

/* What the walk hands on: key, and the columns that conditions outside of it need. */
static void put_columns(struct sql_text *t)
{
	buf_puts(t->b, "select t.id");
	if (!by_id(t->q) && !t->counted)
		put_named(t, ", t.", t->q->sort->name, " as k");
	if (joins(t))
		buf_puts(t->b, t->scope->drafts ? ", t.unit, t.state as draft_state" : ", t.unit");
	for (int i = 0; i < t->q->n_filters; i++)
		if (&t->q->filters[i] != t->served)
			put_named(t, ", t.", t->q->filters[i].f->name, "");
	put_named(t, " from ", t->q->record->name, " t where ");
}

static void put_draft_states(struct sql_text *t, const char *state)
{
	const char *comma = "";
	put_named(t, " and (", state, " not in (");
	for (int i = 0; i < 32; i++)
		if (t->scope->drafts & 1u << i) {
			buf_puts(t->b, comma);
			buf_int(t->b, i);
			comma = ", ";
		}
	buf_puts(t->b, ")");
}

/* Bound rather than left out, so that the text is the same for every asker. */
static void put_drafts_of_unit(struct sql_text *t, size_t i)
{
	if (!t->scope->drafts)
		return;
	put_draft_states(t, "t.state");
	buf_puts(t->b, " or 1 = ");
	put_int(t, t->scope->drafts_too[i]);
	buf_puts(t->b, ")");
}

/* Each walk says its order too: PostgreSQL merges only what is in order already. */
static void put_walk(struct sql_text *t, int limit)
{
	size_t n = t->scope->wide ? 1 : t->scope->n_units;
	for (size_t i = 0; i < n; i++) {
		buf_puts(t->b, i ? " union all " : "");
		buf_puts(t->b, n > 1 && t->ordered ? "select * from (" : "");
		put_columns(t);
		if (t->scope->wide) {
			/* SQLite takes a condition on the id for a reason to walk by it */
			buf_puts(t->b, t->served || (t->ordered && !by_id(t->q)) ? "1 = 1" : "t.id > 0");
		} else {
			buf_puts(t->b, "t.unit = ");
			put_int(t, t->scope->units[i]);
			put_drafts_of_unit(t, i);
		}
		if (t->q->list->arrives)
			buf_puts(t->b, " and (t.batch = 0 or not exists (select 1 from arriving w where w.batch = t.batch))");
		if (t->served)
			put_condition(t, t->served, "t");
		put_key(t);
		if (n > 1 && t->ordered) {
			put_order(t, false);
			buf_puts(t->b, ") w");
		}
	}
	put_order(t, false);
	put_limit(t, limit);
}

static void put_places(struct sql_text *t, const struct scope *s, const char *unit)
{
	for (size_t i = 0; i < s->n_trees; i++) {
		buf_puts(t->b, i ? " or (u.path >= " : "(u.path >= ");
		put_text(t, s->trees[i]);
		buf_puts(t->b, " and u.path < ");
		put_text(t, path_end(t->arena, s->trees[i]));
		buf_puts(t->b, ")");
	}
	for (size_t i = 0; i < s->n_units; i++) {
		buf_printf(t->b, i || s->n_trees ? " or %s = " : "%s = ", unit);
		put_int(t, s->units[i]);
	}
}

static void put_scope(struct sql_text *t, const char *unit, const char *state)
{
	const struct scope *drafts = &t->scope->draft_scope;
	buf_puts(t->b, " and (");
	put_places(t, &t->scope->scope, unit);
	buf_puts(t->b, ")");
	if (!t->scope->drafts)
		return;
	put_draft_states(t, state);
	buf_puts(t->b, drafts->n_trees + drafts->n_units ? " or " : "");
	put_places(t, drafts, unit);
	buf_puts(t->b, ")");
}

/* The conditions left over, tried on what the walk hands on. */
static void put_tries(struct sql_text *t, int limit)
{
	bool narrow = t->scope->narrow > 0;
	bool ordered = t->ordered;
	buf_puts(t->b, by_id(t->q) || t->counted ? "select e.id from (" : "select e.id, e.k from (");
	t->ordered = ordered && !narrow;
	put_walk(t, narrow ? list_bounds.narrow : list_bounds.examined);
	t->ordered = ordered;
	if (joins(t)) {
		buf_puts(t->b, ") e cross join unit u where u.id = e.unit");
		put_scope(t, "e.unit", "e.draft_state");
	} else {
		buf_puts(t->b, ") e where e.id > 0");
	}
	put_conditions(t, "e");
	if (narrow || db_is_postgres(t->db)) /* SQLite keeps the order of the walk, and would sort once more */
		put_order(t, false);
	put_limit(t, limit);
}

struct list_span list_found_span(const struct list_scope *s)
{
	struct list_span ids = {INT64_MAX, 0};
	for (size_t i = 0; i < s->n_found; i++) {
		ids.first = s->found[i] < ids.first ? s->found[i] : ids.first;
		ids.last = s->found[i] > ids.last ? s->found[i] : ids.last;
	}
	return ids;
}

/* The rows that a search found; few lengths, so that there are few texts. */
static void put_found(struct sql_text *t)
{
	static const size_t lengths[] = {8, 32, 150};
	size_t n = t->scope->n_found, room = n;
	for (size_t i = sizeof(lengths) / sizeof(lengths[0]); i-- > 0;)
		if (n <= lengths[i])
			room = lengths[i];
	for (size_t i = 0; i < room; i++) {
		buf_puts(t->b, i ? ", " : t->scope->dense ? "t.id + 0 in (" : "t.id in (");
		put_int(t, i < n ? t->scope->found[i] : 0);
	}
	buf_puts(t->b, ")");
	if (!t->scope->dense)
		return;
	struct list_span ids = list_found_span(t->scope);
	buf_puts(t->b, " and t.id >= ");
	put_int(t, ids.first);
	buf_puts(t->b, " and t.id <= ");
	put_int(t, ids.last);
}

static void put_words(struct sql_text *t, int limit)
{
	const struct list_query *q = t->q;
	buf_puts(t->b, "select t.id");
	if (!by_id(q))
		buf_printf(t->b, ", t.%s as k", q->sort->name);
	bool units = !t->scope->all || t->scope->drafts;
	buf_printf(t->b, " from %s t %swhere ", q->record->name, units ? "cross join unit u " : "");
	put_found(t);
	if (units) {
		buf_puts(t->b, " and u.id = t.unit");
		put_scope(t, "t.unit", "t.state");
	}
	put_conditions(t, "t");
	put_key(t);
	put_order(t, false);
	put_limit(t, limit);
}

static bool tries(const struct sql_text *t)
{
	return joins(t) || t->scope->narrow || t->q->n_filters > (t->served ? 1 : 0);
}

static void put_rows(struct sql_text *t, int limit)
{
	if (t->q->words.count)
		put_words(t, limit);
	else if (tries(t))
		put_tries(t, limit);
	else
		put_walk(t, limit);
}

/* The row behind so many. */
static void put_behind(struct sql_text *t, int rows)
{
	put_walk(t, 1);
	buf_puts(t->b, " offset ");
	put_int(t, rows);
}

void list_sql(const struct db *d, struct arena *a, const struct list_query *q, const struct list_scope *s, enum list_want want,
	      struct buf *b, struct list_binds *binds)
{
	struct sql_text t = {d, a, q, s, b, binds, NULL, q->has_key, true};
	if (!q->words.count)
		t.served = s->narrow ? &q->filters[s->narrow - 1] : served_by_index(q);
	switch (want) {
	case LIST_WANT_ROWS:
		put_rows(&t, q->words.count && !q->has_key ? list_bounds.found : q->size + 1); /* the number of all is known then */
		break;
	case LIST_WANT_LAST:
		buf_puts(b, by_id(q) ? "select e.id from (" : "select e.id, e.k from (");
		put_walk(&t, list_bounds.examined);
		buf_puts(b, ") e");
		put_order(&t, true);
		put_limit(&t, 1);
		break;
	case LIST_WANT_EXAMINED:
		if (q->words.count)
			return;
		buf_puts(b, "select count(*) from (");
		put_walk(&t, list_bounds.examined);
		buf_puts(b, ") e");
		break;
	case LIST_WANT_COUNTED:
		t.served = served_in_count(q);
		t.keyed = false;
		t.ordered = s->wide && !t.served;
		buf_puts(b, "select count(*) from (");
		put_walk(&t, list_bounds.examined);
		buf_puts(b, ") e");
		break;
	case LIST_WANT_COUNT:
		if (!q->words.count && !s->narrow)
			t.served = served_in_count(q);
		t.keyed = false;
		t.ordered = s->wide && !t.served && !s->all && !s->narrow;
		t.counted = !t.ordered && !q->words.count;
		buf_puts(b, "select count(*) from (");
		put_rows(&t, list_bounds.total + 1);
		buf_puts(b, ") e");
		break;
	case LIST_WANT_BEYOND:
		t.served = served_in_count(q);
		t.keyed = t.ordered = false;
		t.counted = true;
		if (tries(&t))
			return;
		put_behind(&t, list_bounds.total);
		break;
	case LIST_WANT_MANY:
		t.keyed = t.ordered = false;
		t.counted = true;
		put_behind(&t, list_bounds.narrow);
		break;
	case LIST_WANT_NARROW:
		t.keyed = t.ordered = false;
		t.counted = true;
		buf_puts(b, "select count(*) from (");
		put_walk(&t, list_bounds.narrow + 1);
		buf_puts(b, ") e");
		break;
	}
}
