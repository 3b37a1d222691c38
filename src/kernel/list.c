#include <string.h>

#include "base/utf8.h"
#include "http/html.h"
#include "kernel/list_view.h"
#include "kernel/list_parts.h"
#include "kernel/page.h"
#include "kernel/place.h"
#include "kernel/rights.h"
#include "kernel/route.h"
#include "kernel/unit.h"
#include "list.html.h"
#include "text/money.h"

/* ---- rows ---- */

enum { SHORT_TEXT = 40 }; /* characters */

static const char *classes_of(const struct list_query *q, const struct field *f)
{
	if (strcmp(f->name, q->record->title) == 0)
		return "c-main";
	switch (f->kind) {
	case KIND_INT:
	case KIND_MONEY:
		return "r sm";
	case KIND_DAY:
	case KIND_INSTANT:
		return "nowrap sm num";
	case KIND_TEXT: /* a number or a code stays in one line, also one that the product gave */
		return (f->max ? f->max <= SHORT_TEXT : !(f->use & F_FORM)) ? "nowrap sm" : "sm";
	case KIND_LONG:
		return "sm";
	case KIND_REF: /* names of unions are long */
		return "c-ref sm";
	default:
		return "nowrap sm";
	}
}

/* Names of the rows that a column points at: one query for the page. */
const char **list_names(struct req *r, const struct field *f, void **rows, size_t n)
{
	int64_t *ids = NEW_N(r->arena, int64_t, n);
	void **named = NEW_N(r->arena, void *, n);
	const char **out = NEW_N(r->arena, const char *, n);
	size_t k = 0;
	for (size_t i = 0; i < n; i++)
		if (rows[i] && field_int(f, rows[i]))
			ids[k++] = field_int(f, rows[i]);
	record_titles(r->db, r->arena, f->ref, ids, k, out);
	const char **by_row = (const char **)named;
	k = 0;
	for (size_t i = 0; i < n; i++)
		by_row[i] = rows[i] && field_int(f, rows[i]) ? out[k++] : "";
	return by_row;
}

static const char *text_of(struct req *r, const struct field *f, const void *row)
{
	if (f->kind == KIND_DAY)
		return field_int(f, row) ? day_short(r->arena, (day)field_int(f, row), r->today) : "";
	if (f->kind == KIND_MONEY)
		return money_text(r->arena, field_int(f, row));
	if (f->kind == KIND_LONG)
		return utf8_clip(r->arena, field_text(f, row), 60);
	return field_show(r->arena, NULL, f, row);
}

static void fill_column(struct req *r, struct list_page_view *v, size_t at, void **rows)
{
	const struct list_head *h = &v->heads[at];
	const char **names = h->f->kind == KIND_REF && h->f->ref ? list_names(r, h->f, rows, v->n) : NULL;
	for (size_t i = 0; i < v->n; i++) {
		struct list_cell *c = &v->rows[i].cells[at];
		c->label = h->f->kind == KIND_STATE || strcmp(h->f->name, v->q->record->title) == 0 ? NULL : h->label;
		c->classes = h->classes;
		c->main = strcmp(h->f->name, v->q->record->title) == 0;
		c->text = names ? names[i] : text_of(r, h->f, rows[i]);
		if (c->main && !*c->text)
			c->text = "（未命名）";
		if (h->f->kind == KIND_STATE) {
			c->states = h->f->choices;
			c->state = field_int(h->f, rows[i]);
		}
	}
}

static bool opens(struct req *r, const struct list *l, const void *row)
{
	return !l->open_right || may_row(r, l->open_right, l->flow->record, row);
}

static void fill_rows(struct req *r, struct list_page_view *v, const struct list_rows *got)
{
	const struct record *record = v->q->record;
	int64_t *ids = NEW_N(r->arena, int64_t, got->n);
	void **rows = NEW_N(r->arena, void *, got->n), **there = NEW_N(r->arena, void *, got->n);
	for (size_t i = 0; i < got->n; i++)
		ids[i] = got->keys[i].id;
	record_load_some(r->db, r->arena, record, ids, got->n, F_LIST, rows);
	v->rows = NEW_N(r->arena, struct list_row, got->n);
	for (size_t i = 0; i < got->n; i++) {
		if (!rows[i])
			continue;
		there[v->n] = rows[i];
		v->rows[v->n++] = (struct list_row){
			ids[i], opens(r, v->list, rows[i]) ? flow_home(r->arena, v->list->flow, ids[i]) : NULL,
			field_text(record_field(record, record->title), rows[i]),
			NEW_N(r->arena, struct list_cell, v->n_heads)};
	}
	for (size_t i = 0; i < v->n_heads; i++)
		fill_column(r, v, i, there);
	list_moves(r, v, there);
}

/* ---- head ---- */

static const char *sort_link(struct arena *a, const struct list_query *q, const struct field *f)
{
	struct list_query *c = list_without(a, q, q->record->fields);
	bool same = q->sort == f;
	c->sort = f;
	c->down = same ? !q->down : f->kind == KIND_DAY || f->kind == KIND_INT || f->kind == KIND_MONEY;
	c->own_sort = true;
	return list_link(a, c, false);
}

static void add_head(struct req *r, struct list_page_view *v, const struct field *f, const char *label)
{
	const struct list_query *q = v->q;
	struct list_head *h = &v->heads[v->n_heads++];
	*h = (struct list_head){.f = f, .label = label, .classes = classes_of(q, f), .down = q->down};
	if (f->use & F_SORT)
		h->href = sort_link(r->arena, q, f);
	if (q->sort == f && h->href)
		h->order = q->down ? "descending" : "ascending";
}

/* The columns; the owner too when rows of several unions stand together. */
static void fill_heads(struct req *r, struct list_page_view *v)
{
	const struct list_query *q = v->q;
	struct list_scope s = list_scope(r, q);
	size_t units = 0;
	for (size_t i = 0; i < s.n_units; i++)
		units += s.units[i] != 0;
	v->heads = NEW_N(r->arena, struct list_head, q->n_cols + 1);
	for (size_t i = 0; i < q->n_cols; i++)
		add_head(r, v, q->cols[i], q->cols[i]->label);
	if (s.wide || units > 1 || q->words.count)
		add_head(r, v, &list_owner, list_owner.label);
}

/* ---- chips ---- */

static void add_chip(struct list_page_view *v, const char *label, const char *href)
{
	v->chips[v->n_chips++] = (struct list_chip){label, href};
}

static const char *span_text(struct req *r, const struct list_filter *x)
{
	const char *from = day_short(r->arena, x->from, r->today), *to = day_short(r->arena, x->to, r->today);
	if (x->from && x->to)
		return arena_printf(r->arena, "%s：%s 至 %s", x->f->label, from, to);
	return x->from ? arena_printf(r->arena, "%s：%s 起", x->f->label, from) :
			 arena_printf(r->arena, "%s：%s 止", x->f->label, to);
}

/* Anybody can write any number into an address: the name behind it is told to whom a row with it is shown. */
static bool is_shown_in_a_row(struct req *r, const struct list_query *q, const struct field *f, int64_t v)
{
	struct list_query *one = arena_memdup(r->arena, q, sizeof(*q));
	one->filters[0] = (struct list_filter){.f = f, .values = {v}, .n = 1};
	one->n_filters = 1;
	one->q = "";
	one->words = (struct search_query){0};
	one->has_key = one->before = false;
	one->unit = 0;
	one->cache = NULL;
	one->size = 1;
	return list_rows(r, one).n > 0;
}

static const char *value_name(struct req *r, const struct list_query *q, const struct field *f, int64_t v)
{
	if (f->choices)
		return choice_label(f->choices, v);
	if (f->kind == KIND_FLAG)
		return v ? "是" : "否";
	if (f->kind == KIND_REF && f->ref)
		return is_shown_in_a_row(r, q, f, v) ? record_title(r->db, r->arena, f->ref, v) : "（这里没有）";
	return arena_printf(r->arena, "%lld", (long long)v);
}

static const char *values_text(struct req *r, const struct list_query *q, const struct list_filter *x)
{
	struct buf b = buf_in(r->arena);
	for (int i = 0; i < x->n; i++)
		buf_printf(&b, "%s%s", i ? "、" : "", value_name(r, q, x->f, x->values[i]));
	return arena_printf(r->arena, "%s：%s", x->f->label, buf_text(&b));
}

const char *list_condition(struct req *r, const struct list_query *q, const struct list_filter *x)
{
	return x->span ? span_text(r, x) : values_text(r, q, x);
}

void list_conditions(struct req *r, const struct list_query *q, struct buf *b)
{
	if (*q->q)
		buf_printf(b, "搜索：%s", q->q);
	if (q->unit)
		buf_printf(b, "%s单位：%s及以下", b->n ? "；" : "", q->unit_name);
	for (int i = 0; i < q->n_filters; i++)
		buf_printf(b, "%s%s", b->n ? "；" : "", list_condition(r, q, &q->filters[i]));
}

static void fill_chips(struct req *r, struct list_page_view *v)
{
	const struct list_query *q = v->q;
	struct list_query *all = list_without(r->arena, q, NULL);
	v->chips = NEW_N(r->arena, struct list_chip, LIST_FILTERS + 2);
	if (*q->q) {
		struct list_query *c = list_without(r->arena, q, q->record->fields);
		c->q = "";
		add_chip(v, arena_printf(r->arena, "搜索：%s", q->q), list_link(r->arena, c, false));
	}
	if (q->unit)
		add_chip(v, arena_printf(r->arena, "单位：%s及以下", q->unit_name), list_link(r->arena, all, false));
	for (int i = 0; i < q->n_filters; i++) {
		const struct list_filter *x = &q->filters[i];
		add_chip(v, list_condition(r, q, x),
			 list_link(r->arena, list_without(r->arena, q, x->f), false));
	}
	all->n_filters = 0;
	all->q = "";
	v->clear = list_link(r->arena, all, false);
}

/* ---- totals and places ---- */

static const char *with_commas(struct arena *a, int64_t n)
{
	return n < 1000 ? arena_printf(a, "%lld", (long long)n) :
			  arena_printf(a, "%lld,%03lld", (long long)(n / 1000), (long long)(n % 1000));
}

static const char *older(struct req *r, const struct list_query *q, int64_t entry);

static void fill_total(struct req *r, struct list_page_view *v, const struct list_rows *got)
{
	bool whole = !v->q->has_key && !got->more_after && !got->cut;
	struct list_total t = whole ? (struct list_total){(int64_t)got->n, false} : list_total(r, v->q);
	const char *n = with_commas(r->arena, t.n);
	if (t.older)
		v->older = older(r, v->q, t.older);
	if (t.more && t.n == LIST_TOTAL)
		v->total = arena_printf(r->arena, "共 1000+ %s", v->noun);
	else if (t.more)
		v->total = arena_printf(r->arena, "至少 %s %s", n, v->noun);
	else
		v->total = arena_printf(r->arena, "共 %s %s", n, v->noun);
}

static const char *place(struct req *r, const struct list_query *q, struct list_key key, bool before)
{
	struct list_query *c = arena_memdup(r->arena, q, sizeof(*q));
	c->has_key = true;
	c->key = key;
	c->before = before;
	return list_link(r->arena, c, true);
}

static struct list_key sealed(struct req *r, const struct list_query *q, struct list_key key)
{
	key.sealed = place_seal(r, "list.place", list_key_text(r->arena, q, key));
	return key;
}

/* The same words among older entries; 0: among the newest again. */
static const char *older(struct req *r, const struct list_query *q, int64_t entry)
{
	struct list_query *c = arena_memdup(r->arena, q, sizeof(*q));
	c->older = entry;
	c->older_sealed = entry ? place_seal_number(r, "list.older", entry) : NULL;
	c->has_key = c->before = false;
	return list_link(r->arena, c, false);
}

static void fill_places(struct req *r, struct list_page_view *v, const struct list_rows *got)
{
	if (got->more_after && got->n)
		v->next = place(r, v->q, got->keys[got->n - 1], false);
	if (got->more_before && got->n)
		v->previous = place(r, v->q, got->keys[0], true);
	if (got->more_before && !got->n)
		v->previous = list_link(r->arena, v->q, false);
	if (got->cut && got->reached.id)
		v->go_on = place(r, v->q, sealed(r, v->q, got->reached), v->q->before);
	if (v->q->older)
		v->newest = older(r, v->q, 0);
}

/* The main button, for those who may press it and where its page exists. */
static void fill_add(struct req *r, struct list_page_view *v)
{
	const struct list *l = v->list;
	v->add = l->add ? l->add : link_to(r, "%s/new", l->base);
	v->add_label = l->add_label ? l->add_label : arena_printf(r->arena, "登记%s", v->q->record->label);
	v->may_add = may_open(r, v->add) && (!l->may_add || l->may_add(r));
}

void list_page(struct req *r, const struct list *l)
{
	bool kept = list_of(r->app, l->name) == l;
	size_t n_saved = 0;
	struct views_of *saved = kept ? q_views_of(r->db, r->arena, r->who->person, l->name, &n_saved) : NULL;
	if (list_opens_with_view(r, l, saved, n_saved))
		return;
	struct list_query *q = list_query(r, l, &r->x->query);
	for (size_t i = 0; i < n_saved; i++)
		q->has_standard |= saved[i].standard;
	q->cache = NEW(r->arena, struct list_cache);
	*q->cache = (struct list_cache){.unit = q->unit, .words = q->words.count > 0};
	struct list_rows got = list_rows(r, q);
	if (q->before && got.n < (size_t)q->size && !got.cut) { /* the first page, whole */
		q->has_key = q->before = false;
		got = list_rows(r, q);
	}
	struct list_page_view v = {.list = l, .q = q, .noun = l->noun ? l->noun : "条",
				   .key = list_query_text(r->arena, q), .kept = kept,
				   .here = list_link(r->arena, q, true)};
	fill_heads(r, &v);
	fill_rows(r, &v, &got);
	fill_chips(r, &v);
	fill_places(r, &v, &got);
	fill_total(r, &v, &got);
	v.none = !v.n && !got.cut && (!list_has_conditions(q) || list_is_empty(r, q));
	fill_add(r, &v);
	v.may_import = kept && l->imports && may_anywhere(r->who, right_of(r->app, l->flow->edit_right));
	list_controls(r, &v);
	list_tabs(r, &v, saved, n_saved);
	if (is_script(r))
		answer_header(r->x, "HX-Push-Url", v.here);
	page_begin(r, &(struct page){.title = l->flow->record->label, .nav = l->base,
				     .body_class = v.n_heads > 7 ? "wide" : ""});
	tpl_list_page(r->out, &v, r);
	page_end(r);
}
