/* The tree of a plan and its other views; which union's copy, which day, which filters. */
#include "modules/follow/tree.h"

#include <string.h>

#include "http/html.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "text/calendar.h"
#include "tree.html.h"

static const char *const view_names[VIEW_COUNT] = {"tree", "time", "board", "text"};

int64_t tree_unit(struct req *r, const struct plan *p)
{
	int64_t asked = query_int(r, "unit");
	if (!asked) {
		int64_t above[16];
		size_t n = unit_chain(r->db, r->who->unit, 0, above, sizeof(above) / sizeof(above[0]));
		for (size_t i = 0; i < n; i++) /* of a branch union: the nearest union above that works on the plan */
			if (plan_is_of(r->db, p->id, p->unit, above[i]))
				return above[i];
		return p->unit;
	}
	if (!plan_is_of(r->db, p->id, p->unit, asked)) {
		refuse(r, 404, "这个工会没有收到这份要点。");
		return 0;
	}
	return plan_work_readable_or_refuse(r, p, asked) ? asked : 0;
}

day tree_day(struct req *r)
{
	day d;
	if (!day_parse(str_of(query_get(r, "on")), &d) || d > r->today)
		return r->today;
	return d;
}

struct tree_filter tree_filter_of(struct req *r)
{
	const char *lamp = query_get(r, "lamp");
	struct tree_filter f = {
		.q = query_get(r, "q"), .department = query_int(r, "dept"), .owner = query_int(r, "owner"),
		.lamp = *lamp ? query_int(r, "lamp") : -1, .mine = *query_get(r, "mine") != '\0',
	};
	f.any = *f.q || f.department || f.owner || f.lamp >= 0 || f.mine;
	return f;
}

bool tree_fits(const struct tree_view *v, const struct work_task *t, int64_t person)
{
	const struct tree_filter *f = &v->filter;
	const struct follow_tasks *x = t->row;
	return (!*f->q || strstr(x->title, f->q)) && (!f->department || x->department == f->department) &&
	       (!f->owner || x->owner == f->owner) && (f->lamp < 0 || (int64_t)t->p.lamp == f->lamp) &&
	       (!f->mine || x->owner == person);
}

/* ---- addresses ---- */

static void add_query(struct buf *b, const char *name, const char *value)
{
	if (!*value)
		return;
	buf_printf(b, "%s%s=", str_find(buf_slice(b), "?") == SIZE_MAX ? "?" : "&", name);
	url_encode(b, value);
}

/* The present address with another view or branch; NULL leaves it as it is. */
static const char *address(struct req *r, const char *base, const char *view, const char *open)
{
	static const char *const kept[] = {"unit", "on", "q", "dept", "owner", "lamp", "mine"};
	struct buf b = buf_in(r->arena);
	buf_puts(&b, base);
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		add_query(&b, kept[i], query_get(r, kept[i]));
	add_query(&b, "view", view ? view : query_get(r, "view"));
	add_query(&b, "open", open ? open : query_get(r, "open"));
	return buf_text(&b);
}

/* ---- choices of the filters ---- */

static void add_option(struct option *list, size_t *n, int64_t value, const char *label)
{
	if (!value || !*label || *n >= 200)
		return;
	for (size_t i = 0; i < *n; i++)
		if (list[i].value == value)
			return;
	list[(*n)++] = (struct option){value, label};
}

static void fill_options(struct req *r, struct tree_view *v)
{
	const struct work *w = v->work;
	v->departments = NEW_N(r->arena, struct option, 200);
	v->owners = NEW_N(r->arena, struct option, 200);
	for (size_t i = 0; i < w->n_tasks; i++) {
		add_option(v->departments, &v->n_departments, w->tasks[i].row->department, w->tasks[i].row->department_name);
		add_option(v->owners, &v->n_owners, w->tasks[i].row->owner, w->tasks[i].row->owner_name);
	}
}

/* The owner and every receiving union that the asker may look into. */
static void fill_units(struct req *r, struct tree_view *v)
{
	size_t n;
	struct follow_receivers *c = q_follow_receivers(r->db, r->arena, v->plan->id, &n);
	const struct right *read = right_of(r->app, "task.read");
	v->units = NEW_N(r->arena, struct option, n + 1);
	v->units[v->n_units++] = (struct option){v->plan->unit, unit_name(r->db, r->arena, v->plan->unit)};
	for (size_t i = 0; i < n; i++)
		if (may_path(r->who, read, c[i].path))
			v->units[v->n_units++] = (struct option){c[i].unit, c[i].name};
	if (v->n_units == 1)
		v->n_units = 0;
	if (n && may(r, "plan.check", v->plan->unit))
		v->unions = arena_printf(r->arena, "/plans/%lld/unions", (long long)v->plan->id);
}

/* ---- numbers at the top ---- */

static void count_lamp(struct req *r, struct tree_view *v, enum lamp lamp, const char *name)
{
	v->lamps[lamp]++;
	if (v->lamps[lamp] <= 6 && *name)
		v->named[lamp] = arena_printf(r->arena, "%s%s%s", v->named[lamp], *v->named[lamp] ? "、" : "", name);
	else if (v->lamps[lamp] == 7)
		v->named[lamp] = arena_printf(r->arena, "%s等", v->named[lamp]);
}

static void fill_lamps(struct req *r, struct tree_view *v)
{
	const struct work *w = v->work;
	int64_t points = 0;
	for (size_t i = 0; i < 5; i++)
		v->named[i] = "";
	for (size_t i = 0; i < w->n_nodes; i++)
		if (w->nodes[i].row->level == NODE_POINT && w->nodes[i].n_tasks) {
			points++;
			count_lamp(r, v, w->nodes[i].p.lamp, w->nodes[i].row->number);
		}
	for (size_t i = 0; !points && i < w->n_tasks; i++)
		count_lamp(r, v, w->tasks[i].p.lamp, "");
}

static int64_t nodes_of_level(const struct work *w, int level)
{
	int64_t n = 0;
	for (size_t i = 0; i < w->n_nodes; i++)
		n += w->nodes[i].row->level == level;
	return n;
}

static const char *subtitle(struct req *r, const struct tree_view *v)
{
	const struct plan *p = v->plan;
	struct buf b = buf_in(r->arena);
	buf_puts(&b, v->unit_name);
	if (*p->doc_number)
		buf_printf(&b, " · %s", p->doc_number);
	if (p->issued_on)
		buf_printf(&b, " · %s印发", day_short(r->arena, p->issued_on, r->today));
	buf_printf(&b, " · %lld 个方面 %lld 项要点 %lld 项任务", (long long)nodes_of_level(v->work, NODE_SECTION),
		   (long long)nodes_of_level(v->work, NODE_POINT), (long long)v->work->n_tasks);
	return buf_text(&b);
}

static void fill_months(struct req *r, struct tree_view *v)
{
	day first = day_month_first(v->work->starts), last = day_add_months(first, 12) - 1;
	v->month = -1;
	for (int i = 0; i < 12; i++) {
		struct civil c = day_civil(day_add_months(first, i)), now = day_civil(v->work->on);
		v->months[i] = arena_printf(r->arena, "%d", c.month);
		if (c.year == now.year && c.month == now.month)
			v->month = i;
	}
	v->today_x = "";
	if (v->work->on >= first && v->work->on <= last) /* tenths of a percent, as all lengths */
		v->today_x = arena_printf(r->arena, "%d.%d", (v->work->on - first) * 100 / (last - first + 1),
					  (v->work->on - first) * 1000 / (last - first + 1) % 10);
}

static struct tree_view view_of(struct req *r, const struct plan *p, int64_t unit)
{
	struct tree_view v = {.plan = p, .work = work_load(r, p, unit, tree_day(r)), .filter = tree_filter_of(r)};
	for (int i = 0; i < VIEW_COUNT; i++)
		if (strcmp(query_get(r, "view"), view_names[i]) == 0)
			v.kind = (enum tree_view_kind)i;
	v.base = arena_printf(r->arena, "/plans/%lld/tree", (long long)p->id);
	for (int i = 0; i < VIEW_COUNT; i++)
		v.hrefs[i] = address(r, v.base, view_names[i], NULL);
	v.past = v.work->on < r->today;
	v.on_text = day_iso(r->arena, v.work->on);
	v.unit_name = unit_name(r->db, r->arena, unit);
	v.subtitle = subtitle(r, &v);
	return v;
}

void get_tree(struct req *r)
{
	const struct plan *p = r->row;
	int64_t unit = plan_readable_or_refuse(r, p) ? tree_unit(r, p) : 0;
	if (!unit)
		return;
	struct tree_view v = view_of(r, p, unit);
	fill_options(r, &v);
	fill_units(r, &v);
	fill_lamps(r, &v);
	fill_months(r, &v);
	page_begin(r, &(struct page){.title = p->title, .nav = "/plans", .crumbs = {{"工作要点", "/plans"}}});
	tpl_follow_tree_head(r->out, &v, r);
	buf_puts(r->out, "<section class=\"card mt\">");
	if (v.kind == VIEW_TREE || v.kind == VIEW_TIME)
		tree_rows(r, &v);
	else if (v.kind == VIEW_BOARD)
		tree_columns(r, &v);
	else
		tree_parts(r, &v);
	tpl_follow_tree_filters(r->out, &v, view_names[v.kind]);
	if (v.kind == VIEW_BOARD)
		tpl_follow_tree_board(r->out, &v);
	else if (v.kind == VIEW_TEXT)
		tpl_follow_tree_text(r->out, &v);
	else
		tpl_follow_tree_table(r->out, &v);
	buf_puts(r->out, "</section>");
	page_end(r);
}
