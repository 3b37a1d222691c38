#include "modules/search/search.h"

#include <string.h>

#include "http/html.h"
#include "http/icon.h"
#include "kernel/app.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/unit.h"
#include "modules/search/search_view.h"
#include "search.html.h"

enum { PAGE = 20, KINDS = 128, AROUND = 80 };

static const struct right rights[] = {
	{"person.find", "查找人员", .here = STAFF, .below = STAFF},
	{0},
};

/* What may be found: records with a flow that is in the index, and people. */
static size_t kinds_of(struct req *r, struct search_kind *kinds)
{
	size_t n = 0;
	EACH_MODULE(r->app, m) {
		for (const struct flow *const *f = m->flows; f && *f && n < KINDS - 1; f++)
			if ((*f)->find_right && may_anywhere(r->who, right_of(r->app, (*f)->find_right)))
				kinds[n++] = (struct search_kind){(*f)->record->name, (*f)->record->label,
								  (*f)->find_right, ICON("file-text"), *f};
	}
	if (may_anywhere(r->who, right_of(r->app, "person.find")))
		kinds[n++] = (struct search_kind){"person", "人员", "person.find", ICON("user"), NULL};
	return n;
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
	if (before)
		buf_printf(&b, "&before=%lld", (long long)before);
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

static bool fill_hit(struct req *r, struct search_view *v, const struct search_kind *k, const struct search_found *d)
{
	struct search_hit h = {.kind = k->label, .icon = k->icon, .unit = unit_name(r->db, r->arena, d->unit),
			       .when = ""};
	const char *title = d->title;
	if (k->flow) {
		const void *row = record_load(r->db, r->arena, k->flow->record, d->row_id);
		if (!row || !may(r, k->need, ((const struct head *)row)->unit))
			return false;
		title = field_text(record_field(k->flow->record, k->flow->record->title), row);
		h.states = record_field(k->flow->record, "state")->choices;
		h.state = ((const struct head *)row)->state;
		h.href = flow_home(r->arena, k->flow, d->row_id);
		h.when = day_short(r->arena, day_of_instant(d->at), r->today);
		h.text = snippet(r->arena, v->q, text_with_hit(r, k->flow, row, v->q), AROUND, &h.n_text);
	} else if (!may(r, k->need, d->unit)) {
		return false;
	} else if (may(r, "person.read", d->unit)) {
		h.href = link_to(r, "/people/%lld", (long long)d->row_id);
	}
	h.title = snippet(r->arena, v->q, title, AROUND, &h.n_title);
	v->hits[v->n++] = h;
	return true;
}

static void find(struct req *r, struct search_view *v, const struct search_kind *kinds, size_t n)
{
	struct search_query q = search_query(r->arena, str_of(v->q));
	const char **needs = NEW_N(r->arena, const char *, n);
	int64_t before = query_int(r, "before"), last = 0;
	size_t n_needs = 0, found;
	for (size_t i = 0; i < n; i++) {
		bool known = false;
		for (size_t k = 0; k < n_needs; k++)
			known |= strcmp(needs[k], kinds[i].need) == 0;
		if (!known)
			needs[n_needs++] = kinds[i].need;
	}
	const char *match = search_match_for(r, &q, needs, n_needs, v->kind, v->unit);
	v->cut = q.cut;
	v->hits = NEW_N(r->arena, struct search_hit, PAGE);
	if (!*match)
		return;
	struct search_found *d = search_find(r->db, r->arena, match, before ? before : INT64_MAX, PAGE + 1, &found);
	for (size_t i = 0; i < found && i < PAGE; i++) {
		const struct search_kind *k = kind_named(kinds, n, d[i].record);
		last = d[i].id;
		if (k)
			fill_hit(r, v, k, &d[i]);
	}
	if (found > PAGE)
		v->next = address(r, v, v->kind, last);
	if (before)
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
	struct search_kind kinds[KINDS];
	size_t n = kinds_of(r, kinds);
	struct search_view v = {.q = query_get(r, "q"), .kind = query_get(r, "kind"), .unit = query_int(r, "unit")};
	if (!kind_named(kinds, n, v.kind))
		v.kind = "";
	v.asked = *v.q != '\0';
	if (v.asked)
		find(r, &v, kinds, n);
	fill_tabs(r, &v, kinds, n);
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
