/*
 * The monthly picture of topics: how many matters of which kind reached each union, as a page, a paper
 * and a workbook. Never by whom: a figure that stands for few is hidden, and so is what gives it away.
 */
#include <string.h>

#include "appeals.sql.h"
#include "base/utf8.h"
#include "doc/xlsx_out.h"
#include "kernel/app.h"
#include "kernel/event.h"
#include "kernel/paper_answer.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/appeals/office_view.h"
#include "office.html.h"
#include "secret/token.h"

enum { KINDS = APPEAL_KINDS, UNIONS = 50 /* on a page */, UNIONS_MOST = 5000 /* in a file */ };

/* ---- what is hidden ---- */

static int smallest(const int64_t *n, const bool *hidden)
{
	int at = -1;
	for (int k = 0; k < KINDS; k++)
		if (!hidden[k] && n[k] && (at < 0 || n[k] < n[at]))
			at = k;
	return at;
}

/*
 * The sum of a union stands elsewhere too, as a measure. So what is hidden in a row is never one figure alone, and
 * stands for no fewer than `least` together: as many of the next smallest go with it. A row below `least` has no kinds.
 */
static void hide(const int64_t *n, int64_t least, bool *hidden)
{
	int64_t sum = 0, gone = 0;
	int count = 0;
	for (int k = 0; k < KINDS; k++)
		sum += n[k];
	for (int k = 0; k < KINDS; k++) {
		hidden[k] = sum < least || (n[k] > 0 && n[k] < least);
		gone += hidden[k] ? n[k] : 0;
		count += hidden[k];
	}
	while (count && sum >= least && (count < 2 || gone < least)) {
		int k = smallest(n, hidden);
		if (k < 0)
			return;
		hidden[k] = true;
		gone += n[k];
		count++;
	}
}

static struct topic_row row_of(struct req *r, const char *unit, const int64_t *n, int64_t least)
{
	struct topic_row row = {.unit = unit};
	bool hidden[KINDS];
	int64_t sum = 0;
	hide(n, least, hidden);
	for (int k = 0; k < KINDS; k++)
		sum += n[k];
	for (int k = 0; k < KINDS; k++)
		row.cell[k] = sum < least ? "—" : !hidden[k] ? arena_printf(r->arena, "%lld", (long long)n[k]) :
			      n[k] < least ? arena_printf(r->arena, "<%lld", (long long)least) : "不显示";
	row.sum = sum < least ? arena_printf(r->arena, "<%lld", (long long)least) : arena_printf(r->arena, "%lld", (long long)sum);
	return row;
}

/* ---- one page of unions ---- */

static struct appeal_topics *counted(struct req *r, const struct topics_view *v, int64_t after, size_t *n)
{
	int64_t most = (UNIONS + 1) * (KINDS + 1); /* each kind, and those that have none yet */
	const char *path = unit_path(r->db, r->arena, v->unit_id), *end = path_end(r->arena, path);
	day last = day_month_last(v->first);
	if (unit_tree_is_wide(r->db, r->arena, path))
		return q_appeal_topics_wide(r->db, r->arena, path, end, v->first, last, after, most, n);
	return q_appeal_topics(r->db, r->arena, path, end, v->first, last, after, most, n);
}

/* Adds the unions behind `after`; the last of them when there are more, else 0. */
static int64_t add_page(struct req *r, struct topics_view *v, int64_t after)
{
	size_t n, page = v->n + UNIONS;
	struct appeal_topics *x = counted(r, v, after, &n);
	for (size_t i = 0; i < n;) {
		int64_t counts[KINDS] = {0}, unit = x[i].unit;
		const char *name = x[i].unit_name;
		if (v->n == page)
			return x[i - 1].unit;
		for (; i < n && x[i].unit == unit; i++)
			if (x[i].kind >= 1 && x[i].kind <= KINDS)
				counts[x[i].kind - 1] = x[i].n;
		v->rows[v->n++] = row_of(r, name, counts, v->least);
	}
	return 0;
}

/* Unit and month of the address; false: refused. */
static bool asked(struct req *r, struct topics_view *v)
{
	const char *month = query_get(r, "month");
	v->unit_id = union_asked_or_refuse(r, "appeal.topics");
	struct unit u;
	if (r->answered)
		return false;
	if (!unit_load(r->db, r->arena, v->unit_id, &u)) {
		refuse(r, 404, "没有这个单位。");
		return false;
	}
	if (!may_or_refuse(r, "appeal.topics", v->unit_id))
		return false;
	if (!day_parse(str_of(arena_printf(r->arena, "%s-01", month)), &v->first) || v->first > r->today)
		v->first = day_month_first(r->today);
	struct civil civil = day_civil(v->first);
	v->kinds = appeal_kinds;
	v->unit = u.name;
	v->month = arena_printf(r->arena, "%.7s", day_iso(r->arena, v->first));
	v->month_cn = arena_printf(r->arena, "%d年%d月", civil.year, civil.month);
	v->least = policy_get(r, "appeal.cell", 0, r->today).value;
	return true;
}

void get_topics(struct req *r)
{
	struct topics_view v = {.rows = NEW_N(r->arena, struct topic_row, UNIONS)};
	if (!asked(r, &v))
		return;
	int64_t last = add_page(r, &v, query_int(r, "after"));
	v.next = last ? link_to(r, "/appeals/topics?unit=%lld&month=%s&after=%lld", (long long)v.unit_id, v.month, (long long)last) : NULL;
	page_begin(r, &(struct page){.title = "每月议题", .nav = "/appeals/topics", .body_class = "wide", .crumbs = {{"职工诉求", "/appeals"}}});
	tpl_appeal_topics(r->out, &v);
	page_end(r);
}

/* ---- as files ---- */

static const char *says(struct req *r, const struct topics_view *v)
{
	return arena_printf(r->arena, "按收到日期计，撤回的不计。少于 %lld 件的不显示具体数，能由合计推算出来的一并不显示；只说哪些事，不说哪个人。", (long long)v->least);
}

static struct paper *paper_of(struct req *r, const struct topics_view *v)
{
	struct paper_col *cols = NEW_N(r->arena, struct paper_col, KINDS + 2);
	struct event_head head = event_head(r->db, r->arena);
	struct paper *p = paper_report(r->arena, arena_printf(r->arena, "%s\n职工诉求每月议题", v->unit), arena_printf(r->arena, "%s　%s制", v->month_cn, day_cn(r->arena, r->today)));
	cols[0] = (struct paper_col){"工会", 8, PAPER_LEFT};
	for (int k = 0; k < KINDS; k++)
		cols[k + 1] = (struct paper_col){appeal_kinds[k].label, 3, PAPER_RIGHT};
	cols[KINDS + 1] = (struct paper_col){"合计", 3, PAPER_RIGHT};
	paper_para(p, says(r, v));
	if (!v->n)
		paper_para(p, "这个月没有收到诉求。");
	if (v->n)
		paper_table_begin(p, NULL, cols, KINDS + 2);
	for (size_t i = 0; i < v->n; i++) {
		paper_row(p);
		paper_cell(p, v->rows[i].unit);
		for (int k = 0; k < KINDS; k++)
			paper_cell(p, v->rows[i].cell[k]);
		paper_cell(p, v->rows[i].sum);
	}
	if (v->n)
		paper_table_fit(p);
	paper_foot(p, r->today, head.seal, head.hash);
	return p;
}

/* A figure as a number that can be added up; what is hidden as its word. */
static void book_cell(struct xlsx_out *o, const char *text)
{
	int64_t n;
	if (str_int(str_of(text), &n))
		xlsx_out_int(o, n);
	else
		xlsx_out_text(o, text);
}

static void answer_book(struct req *r, const struct topics_view *v, const char *name)
{
	struct xlsx_col cols[KINDS + 2] = {{.label = "工会", .kind = XLSX_TEXT, .width = 28}};
	const char *tmp = arena_printf(r->arena, "%s/tmp", r->app->data), *path = arena_printf(r->arena, "%s/export-%s", tmp, token_new(r->arena, 12)), *why = NULL;
	for (int k = 0; k <= KINDS; k++)
		cols[k + 1] = (struct xlsx_col){.label = k < KINDS ? appeal_kinds[k].label : "合计", .kind = XLSX_INT};
	struct xlsx_out *o = xlsx_out_new(r->arena, path, tmp);
	xlsx_out_sheet(o, &(struct xlsx_sheet){.name = v->month, .cols = cols, .n_cols = KINDS + 2, .footer = says(r, v)});
	for (size_t i = 0; i < v->n; i++) {
		xlsx_out_text(o, v->rows[i].unit);
		for (int k = 0; k < KINDS; k++)
			book_cell(o, v->rows[i].cell[k]);
		book_cell(o, v->rows[i].sum);
		xlsx_out_row_end(o);
	}
	if (!xlsx_out_close(o, &why)) {
		refuse(r, 503, "%s", why);
		return;
	}
	answer_download(r, path, true, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", arena_printf(r->arena, "%s.xlsx", name));
	r->answered = true;
}

void get_topics_paper(struct req *r)
{
	struct topics_view v = {.rows = NEW_N(r->arena, struct topic_row, UNIONS_MOST + UNIONS)};
	const char *format = strcmp(r->word, "topics.xlsx") == 0 ? "xlsx" : paper_format(r->word, "topics");
	int64_t last = 0;
	if (!format) {
		refuse(r, 404, "没有这种文件。可以选择 topics.docx、topics.pdf 或 topics.xlsx。");
		return;
	}
	if (!asked(r, &v))
		return;
	do
		last = add_page(r, &v, last);
	while (last && v.n < UNIONS_MOST);
	const char *name = arena_printf(r->arena, "%s%s诉求议题", v.unit, v.month_cn);
	if (strcmp(format, "xlsx") == 0)
		answer_book(r, &v, name);
	else
		answer_paper(r, paper_of(r, &v), format, name);
}
