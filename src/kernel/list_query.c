#include "kernel/list_query.h"

#include <string.h>

#include "base/fault.h"
#include "http/html.h"
#include "http/url.h"
#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/place.h"
#include "kernel/registry.h"
#include "kernel/unit.h"

const int list_sizes[LIST_SIZES] = {20, 50, 100};

bool list_filterable(const struct field *f)
{
	return (f->use & F_FILTER) && f->kind != KIND_TEXT && f->kind != KIND_LONG && f->kind != KIND_DAY;
}

bool list_spans(const struct field *f)
{
	return f->kind == KIND_DAY && (f->use & (F_SORT | F_FILTER));
}

static void hint(struct req *r, struct list_query *q, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void hint(struct req *r, struct list_query *q, const char *format, ...)
{
	va_list args;
	if (q->n_hints == (int)(sizeof(q->hints) / sizeof(q->hints[0])))
		return;
	va_start(args, format);
	q->hints[q->n_hints++] = arena_vprintf(r->arena, format, args);
	va_end(args);
}

static bool value_fits(const struct field *f, int64_t v)
{
	if (f->choices)
		return choice_of(f->choices, v) != NULL;
	return f->kind != KIND_FLAG || v == 0 || v == 1;
}

static struct list_filter *filter_for(struct list_query *q, const struct field *f)
{
	for (int i = 0; i < q->n_filters; i++)
		if (q->filters[i].f == f)
			return &q->filters[i];
	if (q->n_filters == LIST_FILTERS)
		return NULL;
	q->filters[q->n_filters] = (struct list_filter){.f = f};
	return &q->filters[q->n_filters++];
}

static void add_value(struct list_filter *x, int64_t v)
{
	for (int i = 0; i < x->n; i++)
		if (x->values[i] == v)
			return;
	if (x->n < LIST_VALUES)
		x->values[x->n++] = v;
}

static void read_values(struct req *r, struct list_query *q, const struct field *f, const char *given)
{
	struct str rest = str_of(given);
	while (rest.n) {
		int64_t v;
		struct str one = str_trim(str_cut(&rest, ','));
		if (!str_int(one, &v) || !value_fits(f, v)) {
			hint(r, q, "“%s”没有这个选项，已略去这个条件。", f->label);
			continue;
		}
		struct list_filter *x = filter_for(q, f);
		if (x)
			add_value(x, v);
	}
}

static void read_span(struct req *r, struct list_query *q, const struct field *f, const char *given, bool from)
{
	day d;
	if (!day_parse(str_trim(str_of(given)), &d)) {
		hint(r, q, "“%s”的日期不对，要写成 2024-06-05，已略去这个条件。", f->label);
		return;
	}
	struct list_filter *x = filter_for(q, f);
	if (!x)
		return;
	x->span = true;
	*(from ? &x->from : &x->to) = d;
}

/* What a measure of these rows asks of them narrows their list too, so that a figure can open just the rows it counted. */
static bool measured(struct req *r, const struct record *record, const struct field *f)
{
	if (f->kind == KIND_TEXT || f->kind == KIND_LONG)
		return false;
	EACH_MODULE(r->app, mod)
		for (const struct measure *m = mod->measures; m && m->key; m++)
			if (m->record == record && (text_is(m->on, f->name) || text_is(m->past, f->name) || text_is(m->where, f->name)))
				return true;
	return false;
}

/* True when the parameter names a condition of a field. */
static bool read_field(struct req *r, struct list_query *q, const char *name, const char *value)
{
	struct str base = str_of(name);
	bool from = str_ends(base, "_from"), to = str_ends(base, "_to");
	for (int i = 0; i < q->record->n_fields; i++) {
		const struct field *f = &q->record->fields[i];
		if (str_is(base, f->name) && (list_filterable(f) || (f->kind != KIND_DAY && measured(r, q->record, f)))) {
			read_values(r, q, f, value);
			return true;
		}
		if ((from || to) && str_is(str_head(base, base.n - (from ? 5 : 3)), f->name) && (list_spans(f) || (f->kind == KIND_DAY && measured(r, q->record, f)))) {
			if (*value)
				read_span(r, q, f, value, from);
			return true;
		}
	}
	return false;
}

static void read_unit(struct req *r, struct list_query *q, const char *value)
{
	int64_t id;
	struct unit u;
	if (!*value)
		return;
	if (!str_int(str_trim(str_of(value)), &id) || !unit_load(r->db, r->arena, id, &u)) {
		hint(r, q, "没有这个单位，已略去单位条件。");
		return;
	}
	q->unit = id;
	q->unit_path = u.path;
	q->unit_name = *u.short_name ? u.short_name : u.name;
}

static bool read_sort(struct list_query *q, const char *given)
{
	bool down = *given == '-';
	const struct field *f = record_field(q->record, given + down);
	if (!f || !(strcmp(f->name, "id") == 0 || (f->use & F_SORT)) || f->kind == KIND_LONG)
		return false;
	q->sort = f;
	q->down = down;
	return true;
}

size_t list_columns(const struct record *record, const struct field **out)
{
	size_t n = 0;
	for (int first = 1; first >= 0; first--)
		for (int i = 0; i < record->n_fields; i++) {
			const struct field *f = &record->fields[i];
			if ((f->use & F_LIST) && (strcmp(f->name, record->title) == 0) == (first == 1))
				out[n++] = f;
		}
	return n;
}

/* Those that show without cols=. */
static size_t usual_columns(struct req *r, const struct list *l, const struct field **out)
{
	const struct record *record = l->flow->record;
	size_t n = 0;
	if (!l->cols)
		return list_columns(record, out);
	for (struct str rest = str_of(l->cols); rest.n;) {
		const char *name = str_dup(r->arena, str_cut(&rest, ','));
		const struct field *f = record_field(record, name);
		if (!f || !(f->use & F_LIST))
			fault("list %s has no column %s", l->name, name);
		out[n++] = f;
	}
	return n;
}

static bool is_usual(struct req *r, const struct list_query *q, size_t n)
{
	const struct field **usual = NEW_N(r->arena, const struct field *, (size_t)q->record->n_fields);
	size_t room = usual_columns(r, q->list, usual);
	return n == room && memcmp(usual, q->cols, n * sizeof(*usual)) == 0;
}

static void read_cols(struct req *r, struct list_query *q, const char *given)
{
	struct str rest = str_of(given);
	size_t n = 0;
	bool unknown = false;
	while (rest.n && n < (size_t)q->record->n_fields) {
		const struct field *f = record_field(q->record, str_dup(r->arena, str_trim(str_cut(&rest, ','))));
		bool twice = false;
		for (size_t i = 0; i < n; i++)
			twice |= q->cols[i] == f;
		if (f && (f->use & F_LIST) && !twice)
			q->cols[n++] = f;
		else
			unknown |= !twice;
	}
	if (unknown)
		hint(r, q, "有的列不存在，已略去。");
	if (n) {
		q->own_cols = !is_usual(r, q, n);
		q->n_cols = n;
	}
}

static void read_size(struct req *r, struct list_query *q, const char *given)
{
	int64_t n = 0;
	str_int(str_of(given), &n);
	for (int i = 0; i < LIST_SIZES; i++)
		if (list_sizes[i] == n)
			q->size = (int)n;
	if (q->size != n)
		hint(r, q, "每页只能是 20、50 或 100 条，现按 %d 条显示。", q->size);
}

/* "ID.VALUE"; needs to know the order, so it is read last. */
static bool read_key(struct req *r, struct list_query *q, const char *given)
{
	struct str rest = str_of(given), id = str_cut(&rest, '.');
	const struct field *f = q->sort;
	bool text = f->kind == KIND_TEXT;
	q->key = (struct list_key){.text = str_dup(r->arena, rest)};
	if (!str_int(id, &q->key.id))
		return false;
	if (f->kind == KIND_ID)
		q->key.number = q->key.id;
	else if (!text && !str_int(rest, &q->key.number))
		return false;
	q->has_key = true;
	return true;
}

static bool read_sealed(struct req *r, struct list_query *q, const char *given)
{
	const char *plain = place_open(r, "list.place", given);
	if (!plain || !read_key(r, q, plain))
		return false;
	q->key.sealed = str_dup(r->arena, str_of(given));
	return true;
}

/* Names that mean something on every page, or are read later. */
static bool is_known(const char *name)
{
	static const char *const names[] = {"older", "after", "before", "at_union", "view", "size", "theme", "_csrf", "_once", "_by"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void read_one(struct req *r, struct list_query *q, const char *name, const char *value)
{
	if (strcmp(name, "q") == 0) {
		q->q = str_dup(r->arena, str_trim(str_of(value)));
	} else if (strcmp(name, "sort") == 0) {
		q->own_sort = *value && read_sort(q, value);
		if (*value && !q->own_sort)
			hint(r, q, "不能按这一列排序，现按默认顺序排列。");
	} else if (strcmp(name, "unit") == 0) {
		read_unit(r, q, value);
	} else if (strcmp(name, "cols") == 0) {
		if (*value)
			read_cols(r, q, value);
	} else if (strcmp(name, "n") == 0) {
		if (*value)
			read_size(r, q, value);
	} else if (!read_field(r, q, name, value) && !is_known(name)) {
		hint(r, q, "不认识的条件“%.40s”，已略去。", name);
	}
}

static void check_spans(struct req *r, struct list_query *q)
{
	for (int i = 0; i < q->n_filters; i++) {
		struct list_filter *x = &q->filters[i];
		if (x->span && x->from && x->to && x->from > x->to) {
			day d = x->from;
			x->from = x->to;
			x->to = d;
			hint(r, q, "“%s”的起止日期写反了，已对调。", x->f->label);
		}
	}
}

/* Several cols= from ticked boxes are one. */
static const char *joined(struct req *r, const struct pairs *p, const char *name)
{
	struct buf b = buf_in(r->arena);
	const char *v;
	for (size_t k = 0; (v = pairs_nth(p, name, k)) != NULL; k++)
		buf_printf(&b, "%s%s", k ? "," : "", v);
	return buf_text(&b);
}

struct list_query *list_query(struct req *r, const struct list *l, const struct pairs *p)
{
	struct list_query *q = NEW(r->arena, struct list_query);
	bool cols_done = false;
	*q = (struct list_query){.list = l, .record = l->flow->record, .size = list_sizes[0], .q = ""};
	q->cols = NEW_N(r->arena, const struct field *, (size_t)q->record->n_fields);
	q->n_cols = usual_columns(r, l, q->cols);
	if (!read_sort(q, l->sort ? l->sort : "-id"))
		fault("list %s cannot be sorted by %s", l->name, l->sort);
	const struct field *usual = q->sort;
	bool usual_down = q->down;
	for (size_t i = 0; i < p->n; i++) {
		bool cols = strcmp(p->items[i].name, "cols") == 0;
		if (!cols || !cols_done)
			read_one(r, q, p->items[i].name, cols ? joined(r, p, "cols") : p->items[i].value);
		cols_done |= cols;
	}
	check_spans(r, q);
	q->own_sort = q->own_sort && !(q->sort == usual && q->down == usual_down);
	q->words = search_query(r->arena, str_of(q->q));
	if (*q->q && !q->words.count) {
		hint(r, q, "搜索词里没有可以查找的字，已略去。");
		q->q = "";
	}
	const char *older = pairs_get(p, "older");
	if (older && *older && q->words.count && (q->older = place_open_number(r, "list.older", older)) > 0)
		q->older_sealed = str_dup(r->arena, str_of(older));
	const char *after = pairs_get(p, "after"), *before = pairs_get(p, "before");
	q->before = before && *before && !(after && *after);
	const char *place = q->before ? before : after;
	if (place && *place && !(place_is_sealed(place) ? read_sealed(r, q, place) : read_key(r, q, place)))
		hint(r, q, "翻页的位置不对，现从第一页开始。");
	return q;
}

struct list_query *list_query_of(struct req *r, const struct list *l, const char *text)
{
	struct pairs p = {0};
	if (url_pairs(r->arena, str_of(text), 100, 2000, &p).status)
		p.n = 0;
	return list_query(r, l, &p);
}

/* ---- back to text ---- */

static void put(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, "%s%s=", b->n ? "&" : "", name);
	url_encode(b, value);
}

static void put_filter(struct arena *a, struct buf *b, const struct list_filter *x)
{
	if (x->span) {
		if (x->from)
			put(b, arena_printf(a, "%s_from", x->f->name), day_iso(a, x->from));
		if (x->to)
			put(b, arena_printf(a, "%s_to", x->f->name), day_iso(a, x->to));
		return;
	}
	buf_printf(b, "%s%s=", b->n ? "&" : "", x->f->name);
	for (int i = 0; i < x->n; i++)
		buf_printf(b, "%s%lld", i ? "," : "", (long long)x->values[i]);
}

const char *list_query_text(struct arena *a, const struct list_query *q)
{
	struct buf b = buf_in(a);
	if (*q->q)
		put(&b, "q", q->q);
	if (*q->q && q->older)
		put(&b, "older", q->older_sealed);
	for (int i = 0; i < q->n_filters; i++)
		put_filter(a, &b, &q->filters[i]);
	if (q->unit)
		put(&b, "unit", arena_printf(a, "%lld", (long long)q->unit));
	if (q->own_sort)
		put(&b, "sort", arena_printf(a, "%s%s", q->down ? "-" : "", q->sort->name));
	if (q->own_cols) {
		buf_puts(&b, b.n ? "&cols=" : "cols=");
		for (size_t i = 0; i < q->n_cols; i++)
			buf_printf(&b, "%s%s", i ? "," : "", q->cols[i]->name);
	}
	if (q->size != list_sizes[0])
		put(&b, "n", arena_printf(a, "%d", q->size));
	return buf_text(&b);
}

const char *list_key_text(struct arena *a, const struct list_query *q, struct list_key key)
{
	if (q->sort->kind == KIND_TEXT)
		return arena_printf(a, "%lld.%s", (long long)key.id, key.text);
	if (q->sort->kind != KIND_ID)
		return arena_printf(a, "%lld.%lld", (long long)key.id, (long long)key.number);
	return arena_printf(a, "%lld", (long long)key.id);
}

static const char *place_of(struct arena *a, const struct list_query *q)
{
	struct buf b = buf_in(a);
	put(&b, q->before ? "before" : "after", q->key.sealed ? q->key.sealed : list_key_text(a, q, q->key));
	return buf_text(&b);
}

const char *list_link(struct arena *a, const struct list_query *q, bool place)
{
	const char *text = list_query_text(a, q);
	if (!*text && q->has_standard)
		text = "view=all";
	if (!place || !q->has_key)
		return *text ? arena_printf(a, "%s?%s", q->list->base, text) : q->list->base;
	return arena_printf(a, "%s?%s%s%s", q->list->base, text, *text ? "&" : "", place_of(a, q));
}

const struct list_filter *list_filter_of(const struct list_query *q, const struct field *f)
{
	for (int i = 0; i < q->n_filters; i++)
		if (q->filters[i].f == f)
			return &q->filters[i];
	return NULL;
}

struct list_query *list_without(struct arena *a, const struct list_query *q, const struct field *f)
{
	struct list_query *c = arena_memdup(a, q, sizeof(*q));
	c->n_filters = 0;
	for (int i = 0; i < q->n_filters; i++)
		if (q->filters[i].f != f)
			c->filters[c->n_filters++] = q->filters[i];
	if (!f)
		c->unit = 0;
	c->has_key = false;
	return c;
}

bool list_has_conditions(const struct list_query *q)
{
	return q->n_filters || q->unit || *q->q;
}

const struct list *list_of(const struct app *app, const char *name)
{
	return name ? registry_find(app, REG_LIST, name) : NULL;
}
