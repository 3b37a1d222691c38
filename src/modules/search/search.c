#include "modules/search/search.h"

#include <string.h>

#include "http/html.h"
#include "http/icon.h"
#include "kernel/app.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/place.h"
#include "kernel/unit.h"
#include "modules/search/search_view.h"
#include "search.html.h"

enum { PAGE = 20, KINDS = 128, AROUND = 80 };

static const struct right rights[] = {
	{"person.find", "查找人员", .here = STAFF, .below = STAFF},
	{0},
};

/* What may be found: records with a flow that is in the index, and people; every right that finds something. */
struct search_kinds {
	struct search_kind kinds[KINDS];
	struct search_right rights[KINDS];
	size_t n, n_rights;
};

static void add_kind(struct req *r, struct search_kinds *k, const struct search_kind *kind)
{
	bool held = may_anywhere(r->who, right_of(r->app, kind->need)), known = false;
	for (size_t i = 0; i < k->n_rights; i++)
		known |= strcmp(k->rights[i].name, kind->need) == 0;
	if (!known && k->n_rights < KINDS)
		k->rights[k->n_rights++] = (struct search_right){kind->need, held, strcmp(kind->record, "person") == 0};
	if (held && k->n < KINDS)
		k->kinds[k->n++] = *kind;
}

static void find_kinds(struct req *r, struct search_kinds *k)
{
	EACH_MODULE(r->app, m) {
		for (const struct flow *const *f = m->flows; f && *f; f++)
			if ((*f)->find_right)
				add_kind(r, k, &(struct search_kind){(*f)->record->name, (*f)->record->label, (*f)->find_right, ICON("file-text"), *f});
	}
	add_kind(r, k, &(struct search_kind){"person", "人员", "person.find", ICON("user"), NULL});
}

static const struct search_kind *kind_named(const struct search_kind *k, size_t n, const char *record)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(k[i].record, record) == 0)
			return &k[i];
	return NULL;
}

static const char *address(struct req *r, const struct search_view *v, const char *kind, int64_t before)
{
	struct buf b = buf_in(r->arena);
	buf_puts(&b, "/search?q=");
	url_encode(&b, v->q);
	if (*kind)
		buf_printf(&b, "&kind=%s", kind);
	if (v->unit)
		buf_printf(&b, "&unit=%lld", (long long)v->unit);
	if (before) {
		buf_puts(&b, "&before=");
		url_encode(&b, place_seal_number(r, "search.before", before));
	}
	return buf_text(&b);
}

/* The text of a row's fields that has the words, for the lines under the title. */
static const char *text_with_hit(struct req *r, const struct flow *f, const void *row, const char *q)
{
	for (int i = 0; i < f->record->n_fields; i++) {
		const struct field *x = &f->record->fields[i];
		if (!(x->use & F_FIND) || strcmp(x->name, f->record->title) == 0)
			continue;
		const char *text = field_show(r->arena, NULL, x, row);
		if (snippet_hits(r->arena, q, text))
			return text;
	}
	return "";
}

/* The rows of the hits of one record, read at once. */
static void load_rows(struct req *r, const struct search_kind *k, const struct search_found *d, size_t n, const void **rows)
{
	int64_t ids[PAGE];
	void *some[PAGE] = {0};
	size_t at[PAGE], found = 0;
	for (size_t i = 0; i < n; i++)
		if (strcmp(d[i].record, k->record) == 0) {
			ids[found] = d[i].row_id;
			at[found++] = i;
		}
	if (!found)
		return;
	record_load_some(r->db, r->arena, k->flow->record, ids, found, F_LIST | F_FIND, some);
	for (size_t i = 0; i < found; i++)
		rows[at[i]] = some[i];
}

static bool fill_hit(struct req *r, struct search_view *v, const struct search_kind *k, const struct search_found *d, const void *row)
{
	struct search_hit h = {.kind = k->label, .icon = k->icon, .when = ""};
	const char *title = d->title;
	if (k->flow) {
		int64_t unit = row ? ((const struct head *)row)->unit : -1;
		if (!row || !(unit == d->unit ? may_path(r->who, right_of(r->app, k->need), d->path) : may(r, k->need, unit)))
			return false;
		title = field_text(record_field(k->flow->record, k->flow->record->title), row);
		h.states = record_field(k->flow->record, "state")->choices;
		h.state = ((const struct head *)row)->state;
		h.href = flow_home(r->arena, k->flow, d->row_id);
		h.when = day_short(r->arena, day_of_instant(d->at), r->today);
		h.text = snippet(r->arena, v->q, text_with_hit(r, k->flow, row, v->q), AROUND, &h.n_text);
	} else if (!may_path(r->who, right_of(r->app, k->need), d->path)) {
		return false;
	} else if (may_path(r->who, right_of(r->app, "person.read"), d->path)) {
		h.href = link_to(r, "/people/%lld", (long long)d->row_id);
	}
	h.title = snippet(r->arena, v->q, title, AROUND, &h.n_title);
	v->hits[v->n++] = h;
	return true;
}

static void fill_hits(struct req *r, struct search_view *v, const struct search_kinds *k, const struct search_found *d, size_t n)
{
	const void *rows[PAGE] = {0};
	int64_t units[PAGE];
	const char *names[PAGE];
	for (size_t i = 0; i < k->n; i++)
		if (k->kinds[i].flow && !kind_named(k->kinds, i, k->kinds[i].record))
			load_rows(r, &k->kinds[i], d, n, rows);
	for (size_t i = 0; i < n; i++)
		units[i] = d[i].unit;
	if (n)
		record_titles(r->db, r->arena, &unit_record, units, n, names);
	for (size_t i = 0; i < n; i++) {
		const struct search_kind *kind = kind_named(k->kinds, k->n, d[i].record);
		if (kind && fill_hit(r, v, kind, &d[i], rows[i]))
			v->hits[v->n - 1].unit = names[i];
	}
}

/* The rights to find one record, when it alone is asked for. */
static size_t rights_of(const struct search_kinds *k, const char *record, struct search_right *out)
{
	size_t n = 0;
	if (!*record) {
		memcpy(out, k->rights, k->n_rights * sizeof(*out));
		return k->n_rights;
	}
	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->kinds[i].record, record) == 0)
			out[n++] = (struct search_right){k->kinds[i].need, true, false};
	return n;
}

static void find(struct req *r, struct search_view *v, const struct search_kinds *k)
{
	struct search_query q = search_query(r->arena, str_of(v->q));
	struct search_right asked[KINDS];
	size_t n = rights_of(k, v->kind, asked);
	struct search_ask ask = {&q, search_in_reach(r, asked, n, v->kind, v->unit), place_open_number(r, "search.before", query_get(r, "before")), PAGE + 1};
	struct search_answer x = search_find(r->db, r->arena, &ask);
	size_t shown = x.n < PAGE ? x.n : PAGE;
	v->cut = q.cut;
	v->hits = NEW_N(r->arena, struct search_hit, PAGE);
	fill_hits(r, v, k, x.rows, shown);
	v->bounded = x.n <= PAGE && x.further;
	if (x.further)
		v->next = address(r, v, v->kind, x.n > PAGE ? x.rows[PAGE - 1].id : x.further);
	if (ask.before)
		v->first = address(r, v, v->kind, 0);
}

static void fill_tabs(struct req *r, struct search_view *v, const struct search_kind *kinds, size_t n)
{
	v->tabs = NEW_N(r->arena, struct search_tab, n + 1);
	v->tabs[v->n_tabs++] = (struct search_tab){"全部", address(r, v, "", 0), !*v->kind};
	for (size_t i = 0; i < n; i++)
		if (!kind_named(kinds, i, kinds[i].record)) /* units are in the index under two rights */
			v->tabs[v->n_tabs++] = (struct search_tab){kinds[i].label, address(r, v, kinds[i].record, 0),
								   strcmp(kinds[i].record, v->kind) == 0};
}

static void fill_units(struct req *r, struct search_view *v)
{
	struct scope s = scope_of(r, "unit.read");
	size_t n = 0;
	struct option *o = s.n_trees ? options_units_near(r, path_last(s.trees[0]), v->unit, &n) : NULL;
	v->units = NEW_N(r->arena, struct search_choice, n);
	for (size_t i = 0; i < n; i++)
		v->units[v->n_units++] = (struct search_choice){o[i].value, o[i].label, o[i].value == v->unit};
}

static void get_search(struct req *r)
{
	struct search_kinds *k = NEW(r->arena, struct search_kinds);
	find_kinds(r, k);
	struct search_view v = {.q = query_get(r, "q"), .kind = query_get(r, "kind"), .unit = query_int(r, "unit")};
	if (!kind_named(k->kinds, k->n, v.kind))
		v.kind = "";
	v.asked = *v.q != '\0';
	if (v.asked)
		find(r, &v, k);
	fill_tabs(r, &v, k->kinds, k->n);
	fill_units(r, &v);
	page_begin(r, &(struct page){.title = "搜索"});
	tpl_search_page(r->out, &v);
	page_end(r);
}

static const struct route routes[] = {
	{METHOD_GET, "/search", .run = get_search, .flags = ROUTE_OPEN | ROUTE_DEAR, .help = "全站搜索；只找得到有权查看的内容"},
	{0},
};

const struct module mod_search = {
	.name = "search", .label = "搜索", .routes = routes, .rights = rights, .tick = search_tick,
};
