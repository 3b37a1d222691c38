#include "modules/matters/inbox_view.h"

#include "matters.html.h"
#include "kernel/unit.h"
#include "matter.sql.h"
#include "modules/matters/matters.h"

enum { PAGE = 50, COUNT_MOST = 1000 };

static struct inbox_line line_of(struct req *r, const struct matter_row *x)
{
	struct inbox_line l = {.row = x, .due = "", .left = "", .tone = "info"};
	if (!x->due)
		return l;
	int left = workdays_between(r->today, x->due, NULL);
	l.due = day_short(r->arena, x->due, r->today);
	l.tone = r->today > x->due ? "bad" : left <= 3 ? "warn" : "info";
	l.left = r->today > x->due ? "逾期" : left ? arena_printf(r->arena, "剩 %d 个工作日", left) : "今天到期";
	return l;
}

void get_matters(struct req *r)
{
	struct inbox_page v = {0};
	int64_t *places = matters_places(r, &v.n_tabs), asked = query_int(r, "place"), place = v.n_tabs ? places[0] : 0;
	v.tabs = NEW_N(r->arena, struct place_tab, v.n_tabs);
	for (size_t i = 0; i < v.n_tabs; i++)
		if (places[i] == asked)
			place = asked;
	for (size_t i = 0; i < v.n_tabs; i++)
		v.tabs[i] = (struct place_tab){places[i], unit_name(r->db, r->arena, places[i]), places[i] == place};
	day due = (day)query_int(r, "due");
	size_t found;
	struct matter_row *rows = matters_inbox(r, place, due, query_int(r, "after"), PAGE + 1, &found);
	v.n = found > PAGE ? PAGE : found;
	v.lines = NEW_N(r->arena, struct inbox_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = line_of(r, &rows[i]);
	v.later = due != 0;
	if (found > PAGE)
		v.next = link_to(r, "/matters?place=%lld&due=%d&after=%lld", (long long)place, rows[PAGE - 1].due ? rows[PAGE - 1].due : 99999,
				 (long long)rows[PAGE - 1].id);
	int64_t all = q_matter_count_of_place(r->db, place, COUNT_MOST + 1);
	v.count = all > COUNT_MOST ? "共 1000+ 件。" : arena_printf(r->arena, "共 %lld 件。", (long long)all);
	page_begin(r, &(struct page){.title = "待办事项", .nav = "/matters"});
	tpl_matters_inbox(r->out, &v);
	page_end(r);
}
