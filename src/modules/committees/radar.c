/* The radar: what ends when, of a union and everything below it, on any day. */
#include <string.h>

#include "committees.html.h"
#include "committees.sql.h"
#include "kernel/app.h"
#include "kernel/list_out.h"
#include "kernel/measure.h"
#include "kernel/rights.h"
#include "modules/committees/committees_view.h"
#include "modules/units/units.h"
#include "secret/token.h"

enum { PAGE = 50, BELOW = 15 /* unions on a page, each with figures */, FAR = 40000 /* days: no limit */ };

static const char *const windows[] = {"overdue", "30", "90", "180", "all"};

/* First and last day of the tab; the days are the unit's own policy. */
static void window(struct req *r, const char *name, int64_t unit, day on, struct term_query *q)
{
	int64_t days[TERM_RUNGS];
	term_rungs(r, unit, days);
	q->first = on;
	q->last = on + FAR;
	if (strcmp(name, "overdue") == 0) {
		q->first = day_of(1925, 1, 1);
		q->last = on - 1;
	} else if (strcmp(name, "180") == 0)
		q->last = on + (day)days[0];
	else if (strcmp(name, "90") == 0)
		q->last = on + (day)days[1];
	else if (strcmp(name, "30") == 0)
		q->last = on + (day)days[2];
	else
		q->first = day_of(1925, 1, 1);
}

static const char *address(struct req *r, const struct terms_page *v, int64_t unit, const char *within)
{
	return link_to(r, "/terms?unit=%lld&within=%s%s%s%s", (long long)unit, within, v->past ? "&on=" : "", v->past ? v->on : "",
		       v->kind ? arena_printf(r->arena, "&kind=%lld", (long long)v->kind) : "");
}

static void fill_tabs(struct req *r, struct terms_page *v, int64_t unit)
{
	int64_t days[TERM_RUNGS];
	term_rungs(r, unit, days);
	const char *labels[] = {"已届满", arena_printf(r->arena, "%lld 天内", (long long)days[2]), arena_printf(r->arena, "%lld 天内", (long long)days[1]),
				arena_printf(r->arena, "%lld 天内", (long long)days[0]), "全部"};
	for (size_t i = 0; i < 5; i++)
		v->tabs[v->n_tabs++] = (struct term_tab){labels[i], address(r, v, unit, windows[i]), strcmp(v->window, windows[i]) == 0};
}

static const char *home(struct req *r, const struct term *t)
{
	const char *page = term_home(r, t->record, t->row_id);
	return page ? page : link_to(r, "/units/%lld", (long long)t->unit);
}

static void fill_rows(struct req *r, struct terms_page *v, struct term_query *q, day on)
{
	int64_t days[TERM_RUNGS];
	term_rungs(r, v->unit, days);
	q->most = PAGE + 1;
	struct term *t = terms_find(r, q, &v->n);
	bool more = v->n > PAGE;
	v->next = "";
	if (more) {
		v->n = PAGE;
		v->next = arena_printf(r->arena, "%s&after=%lld&until=%s", address(r, v, v->unit, v->window), (long long)t[PAGE - 1].row_id,
				       day_iso(r->arena, t[PAGE - 1].until));
	}
	v->rows = NEW_N(r->arena, struct term_line, v->n);
	for (size_t i = 0; i < v->n; i++) {
		int64_t left = t[i].until - on;
		v->rows[i] = (struct term_line){.href = home(r, &t[i]), .unit = t[i].unit_name, .kind = choice_label(term_kinds, t[i].kind),
			.label = *t[i].holder ? arena_printf(r->arena, "%s %s", t[i].label, t[i].holder) : t[i].label,
			.unit_href = link_to(r, "/units/%lld/committees", (long long)t[i].unit), .until = day_cn(r->arena, t[i].until),
			.left = left < 0 ? arena_printf(r->arena, "逾期 %lld 天", (long long)-left) : arena_printf(r->arena, "%lld 天", (long long)left),
			.tone = left < 0 ? "bad" : left <= days[2] ? "warn" : left <= days[0] ? "info" : "ok"};
	}
}

static void figures(struct req *r, int64_t unit, day on, int64_t *in_term, int64_t *overdue, const char **rate)
{
	*in_term = measure_value(r->db, "committee.in_term", unit, 0, on);
	*overdue = measure_value(r->db, "committee.overdue", unit, 0, on);
	int64_t all = *in_term + *overdue;
	*rate = all ? arena_printf(r->arena, "%lld.%lld%%", (long long)(*in_term * 1000 / all / 10), (long long)(*in_term * 1000 / all % 10)) : "—";
}

static void fill_below(struct req *r, struct terms_page *v, int64_t unit, day on)
{
	size_t n;
	int64_t after = query_int(r, "below");
	struct committee_unions_below *u = q_committee_unions_below(r->db, r->arena, unit, after, BELOW + 1, &n);
	v->below = NEW_N(r->arena, struct term_below, n);
	v->below_first = after ? address(r, v, unit, v->window) : "";
	v->below_next = "";
	if (n > BELOW) {
		n = BELOW;
		v->below_next = arena_printf(r->arena, "%s&below=%lld", address(r, v, unit, v->window), (long long)u[BELOW - 1].id);
	}
	for (size_t i = 0; i < n; i++) {
		struct term_below *b = &v->below[v->n_below++];
		int64_t in_term;
		figures(r, u[i].id, on, &in_term, &b->overdue, &b->rate);
		b->terms = in_term + b->overdue;
		b->name = u[i].name;
		b->href = address(r, v, u[i].id, v->window);
	}
}

/* As named in the address; otherwise the union of the post that gives the right. */
static int64_t unit_asked(struct req *r)
{
	int64_t unit = query_int(r, "unit");
	return unit ? unit : union_of_right(r, "term.read");
}

/* What the address asks for; false: refused. */
static bool read_query(struct req *r, struct terms_page *v, struct unit *u, day *on, struct term_query *q)
{
	day until = 0;
	int64_t unit = unit_asked(r);
	*v = (struct terms_page){.r = r, .unit = unit, .kind = query_int(r, "kind"), .window = "180", .kinds = term_kinds, .up = ""};
	if (!unit_load(r->db, r->arena, unit, u)) {
		refuse(r, 404, "没有这个单位。");
		return false;
	}
	if (!may_or_refuse(r, "term.read", unit))
		return false;
	*on = r->today;
	if (*query_get(r, "on") && !day_parse(str_of(query_get(r, "on")), on)) {
		*on = r->today;
		problem_add(&r->problems, "on", "“截至”要填日期，例如 %s。下面是今天的情况。", day_iso(r->arena, r->today));
	}
	for (size_t i = 0; i < 5; i++)
		if (strcmp(query_get(r, "within"), windows[i]) == 0)
			v->window = windows[i];
	if (!choice_of(term_kinds, v->kind))
		v->kind = 0;
	v->unit_name = u->name;
	v->on = day_iso(r->arena, *on);
	v->on_text = day_cn(r->arena, *on);
	v->past = *on != r->today;
	v->future = *on > r->today;
	*q = (struct term_query){.path = u->path, .many = u->kind == UNIT_FEDERATION, .on = *on, .kind = v->kind, .after_id = query_int(r, "after")};
	if (day_parse(str_of(query_get(r, "until")), &until))
		q->after_until = until;
	window(r, v->window, unit, *on, q);
	return true;
}

void get_terms(struct req *r)
{
	struct unit u = {0};
	day on;
	struct terms_page v;
	struct term_query q;
	if (!read_query(r, &v, &u, &on, &q))
		return;
	while (term_kinds[v.n_kinds].label)
		v.n_kinds++;
	v.export = arena_printf(r->arena, "/terms/export%s", address(r, &v, u.id, v.window) + strlen("/terms"));
	fill_tabs(r, &v, u.id);
	fill_rows(r, &v, &q, on);
	fill_below(r, &v, u.id, on);
	figures(r, u.id, on, &v.in_term, &v.overdue, &v.rate);
	if (u.parent && may(r, "term.read", u.parent))
		v.up = address(r, &v, u.parent, v.window);
	page_begin(r, &(struct page){.title = "届期与任期", .nav = "/terms"});
	tpl_terms(r->out, &v);
	page_end(r);
	if (r->problems.n)
		answer_status(r, 422);
}

/* ---- as a workbook ---- */

enum { EXPORT_MOST = 20000 };

static void put_row(struct list_out *o, struct req *r, const struct term *t, day on)
{
	long long left = t->until - on;
	list_out_text(o, t->unit_name);
	list_out_text(o, choice_label(term_kinds, t->kind));
	list_out_text(o, t->label);
	list_out_text(o, t->holder);
	list_out_text(o, day_iso(r->arena, t->since));
	list_out_text(o, day_iso(r->arena, t->until));
	list_out_text(o, left < 0 ? arena_printf(r->arena, "逾期 %lld 天", -left) : arena_printf(r->arena, "%lld 天", left));
	list_out_row_end(o);
}

void get_terms_export(struct req *r)
{
	static const struct field text = {.name = "text", .kind = KIND_TEXT};
	static const struct list_out_col cols[] = {{&text, "工会"}, {&text, "类别"}, {&text, "届次或职务"}, {&text, "姓名"}, {&text, "起"}, {&text, "止"}, {&text, "还有"}};
	struct unit u = {0};
	day on;
	struct terms_page v;
	struct term_query q;
	size_t n;
	const char *why = NULL, *path = arena_printf(r->arena, "%s/tmp/export-%s", r->app->data, token_new(r->arena, 12));
	if (!read_query(r, &v, &u, &on, &q))
		return;
	if (r->problems.n) {
		refuse(r, 422, "%s", r->problems.first->text);
		return;
	}
	q.most = EXPORT_MOST;
	struct term *t = terms_find(r, &q, &n);
	struct list_out *o = list_out_new(r->arena, path, NULL, false, "届期与任期", cols, sizeof(cols) / sizeof(cols[0]), NULL);
	for (size_t i = 0; i < n; i++)
		put_row(o, r, &t[i], on);
	if (!list_out_close(o, &why))
		refuse(r, 503, "%s", why);
	else
		answer_download(r, path, true, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
				arena_printf(r->arena, "%s-届期与任期-%s.xlsx", u.name, v.on));
}
