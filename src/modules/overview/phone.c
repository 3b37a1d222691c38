/* The home on the phone: what concerns this person, in plain words. */
#include "modules/overview/phone.h"

#include <stdlib.h>
#include <string.h>

#include "http/icon.h"
#include "kernel/menu.h"
#include "kernel/registry.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "kernel.sql.h"
#include "overview.sql.h"
#include "phone.html.h"
#include "text/calendar.h"

enum { MOST_TASKS = 4, MOST_POINTS = 6, MOST_CHORES = 3, MOST_SERVICES = 16, MOST_MESSAGES = 3, AHEAD = 31, TASK_ROOM = 300 };

/* ---- my tasks ---- */

static const char *tone_of(const struct work_task *t)
{
	static const char *const tones[] = {"mute", "info", "warn", "bad", "ok"};
	return tones[t->p.lamp];
}

static const char *task_left(struct req *r, const struct work_task *t)
{
	const char *left = t->facts.state == TASK_SUBMITTED ? "待确认" : time_left(r->arena, &t->p, t->facts.due, r->today);
	return *left ? left : lamp_labels[t->p.lamp];
}

static int by_due(const void *a, const void *b)
{
	const struct todo *x = a, *y = b;
	return (x->due_on > y->due_on) - (x->due_on < y->due_on);
}

static void fill_tasks(struct phone_view *v)
{
	struct req *r = v->r;
	v->tasks = NEW_N(r->arena, struct todo, TASK_ROOM);
	for (size_t i = 0; i < v->w.n; i++) {
		for (size_t k = 0; k < v->w.works[i]->n_tasks && v->all_tasks < TASK_ROOM; k++) {
			const struct work_task *t = &v->w.works[i]->tasks[k];
			if (!task_is_open(t) || !task_is_mine(r, t))
				continue;
			v->tasks[v->all_tasks++] = (struct todo){
				.title = t->row->title, .due_on = t->facts.due, .tone = tone_of(t), .left = task_left(r, t),
				.href = link_to(r, "/tasks/%lld", (long long)t->row->id),
				.note = arena_printf(r->arena, "%s前完成 · 已完成 %d%%", day_short(r->arena, t->facts.due, r->today),
						     whole_percent(t->p.done))};
		}
	}
	if (v->all_tasks)
		qsort(v->tasks, v->all_tasks, sizeof(*v->tasks), by_due);
	v->n_tasks = v->all_tasks < MOST_TASKS ? v->all_tasks : MOST_TASKS;
}

/* ---- the plan in plain words ---- */

static const char *in_words(struct req *r, const struct working *w)
{
	struct buf b = buf_in(r->arena);
	buf_printf(&b, "今年要做 %lld 件事，", (long long)w->tasks);
	if (w->done)
		buf_printf(&b, "做完 %lld 件", (long long)w->done);
	else
		buf_puts(&b, "还没有做完一件");
	if (w->late)
		buf_printf(&b, "，落后 %lld 件", (long long)w->late);
	if (w->slow)
		buf_printf(&b, "，要加紧 %lld 件", (long long)w->slow);
	buf_printf(&b, "。总的完成 %d%%，时间过去 %s。", whole_percent(w->all.done), ratio_percent(r->arena, w->all.elapsed, 0));
	return buf_text(&b);
}

/* The points that move most: those in trouble first, then in the order of the plan. */
static void take_points(struct phone_view *v, bool trouble)
{
	for (size_t i = 0; i < v->w.n; i++) {
		const struct work *w = v->w.works[i];
		for (size_t k = 0; k < w->n_nodes && v->n_points < MOST_POINTS; k++) {
			const struct work_node *n = &w->nodes[k];
			bool hot = n->p.lamp == LAMP_LATE || n->p.lamp == LAMP_SLOW;
			if (n->row->level != NODE_POINT || hot != trouble)
				continue;
			v->points[v->n_points++] = (struct point_cell){
				n->row->number, n->row->title,
				link_to(v->r, "/points/%lld?unit=%lld", (long long)n->row->id, (long long)w->unit),
				lamp_kinds[n->p.lamp], lamp_labels[n->p.lamp], whole_percent(n->p.done)};
		}
	}
}

static void fill_plan(struct phone_view *v)
{
	struct req *r = v->r;
	v->points = NEW_N(r->arena, struct point_cell, MOST_POINTS);
	if (!v->w.n)
		return;
	const struct work *w = v->w.works[0];
	v->plan_href = link_to(r, "/plans/%lld/tree?unit=%lld", (long long)w->plan->id, (long long)w->unit);
	v->text_href = link_to(r, "/plans/%lld/text", (long long)w->plan->id);
	v->plain = in_words(r, &v->w);
	take_points(v, true);
	take_points(v, false);
}

/* ---- the rest ---- */

static bool is_narrow(const struct nav *n)
{
	return strncmp(n->href, "/m/", 3) == 0;
}

/* What the main navigation offers this person, without the desk's own pages: the pages made for a phone first. */
static void fill_services(struct phone_view *v)
{
	static const char *const tones[] = {"brand", "info", "ok", "warn", "gold"};
	static const char *const desks[] = {"/", "/dashboard", "/screen"};
	const struct registry *g = v->r->app->registry;
	v->services = NEW_N(v->r->arena, struct service, MOST_SERVICES + 2);
	for (size_t i = 0; i < 2 * g->n_offers && v->n_services < MOST_SERVICES - 2; i++) {
		const struct menu_offer *o = &g->offers[i % g->n_offers];
		const struct nav *n = o->nav;
		bool desk = (i < g->n_offers) != (!*n->group || is_narrow(n)); /* of the other round */
		for (size_t k = 0; k < sizeof(desks) / sizeof(desks[0]); k++)
			desk = desk || strcmp(n->href, desks[k]) == 0;
		if (desk || !menu_offers(v->r, o))
			continue;
		const char *href = strcmp(n->href, "/tasks") == 0 ? "/m/tasks" : n->href; /* the narrow page of the same */
		v->services[v->n_services] = (struct service){n->label, n->icon, href, tones[v->n_services % 5]};
		v->n_services++;
	}
	v->services[v->n_services++] = (struct service){"找一找", ICON("search"), "/search", "info"};
	v->services[v->n_services++] = (struct service){"帮助", ICON("help-circle"), "/help", "gold"};
}

/* What the person's own house and the unions above it hold; others are no concern of his. */
static void fill_week(struct phone_view *v)
{
	struct req *r = v->r;
	size_t n;
	struct overview_week *a = q_overview_week(r->db, r->arena, v->desk.path, v->desk.house_end, r->today,
						  r->today + AHEAD, &n);
	v->week = NEW_N(r->arena, struct home_week, n);
	for (size_t i = 0; i < n && i < 3; i++)
		v->week[v->n_week++] = (struct home_week){
			day_short(r->arena, a[i].held_on, r->today), a[i].title, *a[i].place ? a[i].place : a[i].unit_name,
			link_to(r, "/activities/%lld", (long long)a[i].id)};
}

static void add_messages(struct phone_view *v, bool read)
{
	struct req *r = v->r;
	size_t n;
	struct inbox_row *m = read ? q_inbox_seen(r->db, r->arena, r->who->person, INT64_MAX, MOST_MESSAGES, &n) :
			      q_inbox_unread(r->db, r->arena, r->who->person, INT64_MAX, r->now, MOST_MESSAGES, &n);
	for (size_t i = 0; i < n && v->n_messages < MOST_MESSAGES; i++)
		v->messages[v->n_messages++] = (struct phone_message){
			m[i].title, day_short(r->arena, day_of_instant(m[i].at), r->today), link_to(r, "/inbox#m%lld", (long long)m[i].id),
			m[i].id, !m[i].read_at};
}

void get_phone(struct req *r)
{
	struct phone_view v = {.r = r, .desk = desk_of(r)};
	if (v.desk.admin) {
		see_other(r, "/admin");
		return;
	}
	v.w = working_of(r, v.desk.plan_unit, day_civil(r->today).year, 0);
	v.votes = votes_waiting(r->db, r->arena, r->who->person, &v.n_votes);
	v.chores = chores_of(r, &v.n_chores);
	if (v.n_chores > MOST_CHORES)
		v.n_chores = MOST_CHORES;
	fill_tasks(&v);
	fill_plan(&v);
	fill_services(&v);
	fill_week(&v);
	v.messages = NEW_N(r->arena, struct phone_message, MOST_MESSAGES);
	add_messages(&v, false);
	add_messages(&v, true);
	v.unread = q_unread_of(r->db, r->who->person);
	const char *where = strcmp(r->who->unit_name, v.desk.name) == 0 ? v.desk.name :
			    arena_printf(r->arena, "%s · %s", v.desk.name, r->who->unit_name);
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "%s，你好", r->who->name), .phone = true, .hero = where});
	tpl_phone_home(r->out, &v);
	page_end(r);
}
