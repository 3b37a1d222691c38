/* Unions below with their sheet of a month, and which months of the year have none. */
#include <string.h>

#include "dues.html.h"
#include "kernel/measure.h"
#include "modules/dues/inside.h"
#include "text/calendar.h"

enum { BELOW_ROWS = 20 };
int dues_summed_at_once = 100; /* unions; of more only those figures are shown that are counted as they come */

static day asked_month(struct req *r, const char *typed)
{
	day month = 0;
	if (!day_parse(str_of(typed), &month) && !day_parse_month(str_of(typed), &month))
		return 0;
	month = day_month_first(month);
	return dues_month_fits(r, month) ? month : 0;
}

static const char *rate_of(struct req *r, int64_t paid, int64_t due)
{
	return due > 0 ? arena_printf(r->arena, "%lld.%lld", (long long)(paid * 100 / due), (long long)(paid * 1000 / due % 10)) : "";
}

static const char *place(struct req *r, int64_t unit, day month)
{
	return link_to(r, "/dues/below?unit=%lld&month=%s", (long long)unit, day_iso(r->arena, month));
}

static bool is_uncounted(const struct below_page *v, int64_t sheet)
{
	for (const struct dues_stray *k = v->strays; k; k = k->next)
		if (k->sheet.id == sheet && !k->counted)
			return true;
	return false;
}

static void fill_lines(struct below_page *v, const char *path)
{
	struct req *r = v->r;
	size_t n;
	day year = day_year_first(day_civil(v->month).year), last = day_month_last(v->month);
	struct dues_below *u = q_dues_below(r->db, r->arena, path, path_end(r->arena, path), v->month, query_get(r, "after"), BELOW_ROWS + 1, &n);
	v->paged = *query_get(r, "after");
	v->n = n > BELOW_ROWS ? BELOW_ROWS : n;
	v->rows = NEW_N(r->arena, struct below_line, v->n);
	for (size_t i = 0; i < v->n; i++)
		v->rows[i] = (struct below_line){u[i].sheet, u[i].state, u[i].name, arena_printf(r->arena, "%lld", (long long)u[i].due), arena_printf(r->arena, "%lld", (long long)u[i].paid),
			rate_of(r, u[i].paid, u[i].due), money_text(r->arena, u[i].money), dues_of_span(r, u[i].id, year, last < r->today ? last : r->today).months, u[i].sheet || dues_due_of(r, u[i].id, 0) > 0, is_uncounted(v, u[i].sheet)};
	v->next = n > BELOW_ROWS ? arena_printf(r->arena, "%s%s&after=%s", place(r, v->unit_id, v->month), *query_get(r, "all") ? "&all=1" : "", u[BELOW_ROWS - 1].path) : NULL;
}

/* Of the unions that are there now, then made what it was by where they stood in the month, as the measures count. */
static void sum_up(struct below_page *v, const char *path, struct dues_sums *s)
{
	struct req *r = v->r;
	q_dues_below_sums(r->db, r->arena, path, path_end(r->arena, path), v->month, s);
	v->strays = dues_strays(r, v->unit_id, path, v->month);
	for (const struct dues_stray *k = v->strays; k; k = k->next) {
		int sign = k->counted ? 1 : -1;
		s->due += sign * k->sheet.due;
		s->paid += sign * k->sheet.paid;
		s->money += sign * k->sheet.money;
		v->left += k->counted;
	}
	v->gone = NEW_N(r->arena, struct dues_stray, v->left + 1);
	size_t n = 0;
	for (const struct dues_stray *k = v->strays; k; k = k->next)
		if (k->counted)
			v->gone[n++] = *k;
}

static void fill(struct below_page *v)
{
	struct req *r = v->r;
	struct dues_sums s = {0};
	const char *path = unit_path(r->db, r->arena, v->unit_id);
	day later = day_add_months(v->month, 1);
	v->many = !*query_get(r, "all") && q_dues_below_unions(r->db, path, path_end(r->arena, path), dues_summed_at_once + 1) > dues_summed_at_once;
	if (v->many) {
		s = (struct dues_sums){.due = measure_value(r->db, "dues.due", v->unit_id, v->month, later - 1),
				       .paid = measure_value(r->db, "dues.paid", v->unit_id, v->month, later - 1)};
		v->all = arena_printf(r->arena, "%s&all=1", place(r, v->unit_id, v->month));
	} else {
		sum_up(v, path, &s);
	}
	v->unions = s.unions;
	v->sheets = s.sheets;
	v->due = s.due;
	v->paid = s.paid;
	v->rate = rate_of(r, s.paid, s.due);
	v->money = v->many ? "" : money_text(r->arena, s.money);
	v->unit = unit_name(r->db, r->arena, v->unit_id);
	v->title = dues_title(r, v->month);
	v->before = place(r, v->unit_id, day_add_months(v->month, -1));
	v->later = dues_month_fits(r, later) ? place(r, v->unit_id, later) : NULL;
	v->call = may(r, "dues.call", v->unit_id);
	v->running = dues_call_runs(r, v->unit_id, v->month, &v->opened);
	fill_lines(v, path);
}

void get_dues_below(struct req *r)
{
	struct below_page v = {.r = r, .month = asked_month(r, query_get(r, "month")), .unit_id = query_int(r, "unit")};
	if (!v.unit_id)
		v.unit_id = union_of_right_or_refuse(r, "dues.read");
	if (!v.unit_id || !may_or_refuse(r, "dues.read", v.unit_id))
		return;
	if (!v.month)
		v.month = day_month_first(r->today);
	fill(&v);
	page_begin(r, &(struct page){.title = "各工会会费", .nav = "/dues", .crumbs = {{"会费", "/dues"}}});
	tpl_dues_below(r->out, &v);
	page_end(r);
}

void post_dues_call(struct req *r)
{
	day month = asked_month(r, form_get(r, "month"));
	int64_t unit = form_int(r, "unit"), opened;
	bool more;
	if (!unit || !may_or_refuse(r, "dues.call", unit)) {
		if (!r->answered)
			refuse(r, 422, "请从“各工会会费”里选一级总工会再打开。");
	} else if (!month) {
		refuse(r, 422, "只能打开本月或以前月份的台账。");
	} else if (dues_call_runs(r, unit, month, &opened)) {
		see_other_saying(r, place(r, unit, month), "已经在打开了。");
	} else {
		opened = dues_call(r, unit, month, &more);
		see_other_saying(r, place(r, unit, month), arena_printf(r->arena, more ? "已打开 %lld 家，其余的接着打开。" : opened ? "已打开 %lld 家，各工会从本月起逐人登记。" :
			"打开了 %lld 家：没有台账的工会还没有在籍会员。", (long long)opened));
	}
}
