/* Lists of tasks: mine, my union's; what is near due or overdue. */
#include <string.h>

#include "http/html.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/follow/parts.h"
#include "modules/follow/task.h"
#include "tasks.html.h"
#include "text/calendar.h"

enum { PAGE_TASKS = 30 };

const char *const follow_when_tabs[4][2] = {{"all", "办理中"}, {"near", "临期"}, {"overdue", "逾期"}, {"done", "已完成"}};

struct span {
	day from, to;
	int64_t a, b; /* states */
};

static struct span span_of(struct req *r, const char *when, int64_t unit)
{
	struct span s = {0, INT32_MAX, TASK_OPEN, TASK_SUBMITTED};
	if (strcmp(when, "overdue") == 0)
		s.to = r->today - 1;
	if (strcmp(when, "near") == 0) {
		s.from = r->today;
		s.to = deadline_add_workdays(r->today, (int)policy_get(r, "follow.near_days", unit, r->today).value, NULL);
	}
	if (strcmp(when, "done") == 0)
		s.a = s.b = TASK_DONE;
	return s;
}

struct task_line task_line_of(struct req *r, int64_t id)
{
	const struct task *t = record_load(r->db, r->arena, &task_record, id);
	struct task_line x = {.task = t, .p = task_progress(r, t, 0)};
	const char *owner = t->owner ? record_title(r->db, r->arena, &person_record, t->owner) : "";
	x.href = link_to(r, "/tasks/%lld", (long long)id);
	x.point = record_title(r->db, r->arena, &plan_node_record, t->node);
	x.point_href = link_to(r, "/points/%lld?unit=%lld", (long long)t->node, (long long)t->unit);
	x.who = *owner ? owner : t->department ? unit_name(r->db, r->arena, t->department) : "";
	x.due = t->due ? day_short(r->arena, t->due, r->today) : "";
	x.left = time_left(r->arena, &x.p, t->due, r->today);
	x.unit = unit_name(r->db, r->arena, t->unit);
	return x;
}

void task_list_fill(struct req *r, struct task_list *l)
{
	int64_t unit = unit_union(r->db, r->arena, r->who->unit);
	struct span s = span_of(r, l->when, unit);
	int64_t after = query_int(r, "after"), after_id = query_int(r, "id");
	size_t n;
	struct follow_mine *ids = strcmp(l->who, "unit") == 0 ?
		q_follow_of_unit(r->db, r->arena, unit, s.a, s.b, s.from, s.to, after ? after : -1, after_id, PAGE_TASKS + 1, &n) :
		q_follow_mine(r->db, r->arena, r->who->person, r->today, s.a, s.b, s.from, s.to, after ? after : -1, after_id,
			      PAGE_TASKS + 1, &n);
	l->n = n > PAGE_TASKS ? PAGE_TASKS : n;
	l->lines = NEW_N(r->arena, struct task_line, l->n);
	for (size_t i = 0; i < l->n; i++)
		l->lines[i] = task_line_of(r, ids[i].id);
	if (n > PAGE_TASKS)
		l->next = link_to(r, "%s?who=%s&when=%s&after=%lld&id=%lld", l->base, l->who, l->when,
				  (long long)ids[l->n - 1].due, (long long)ids[l->n - 1].id);
}

static const struct list_view views[] = {{"进行中", "state=1,2"}, {"已完成", "state=3"}, {"免做", "state=4"}, {0}};

const struct list task_list_all = {
	.name = "tasks", .base = "/tasks/all", .flow = &task_flow, .read_right = "task.read", .sort = "due", .views = views,
	.drafts = 1u << TASK_DRAFT | 1u << TASK_CANCELLED, .draft_right = "plan.draft",
	.empty = "还没有任务。要点签发后，任务会列在这里。", .noun = "项",
};

void get_all_tasks(struct req *r)
{
	list_page(r, &task_list_all);
}

static const char *one_of(const char *value, const char *const *allowed)
{
	for (size_t i = 0; allowed[i]; i++)
		if (strcmp(value, allowed[i]) == 0)
			return allowed[i];
	return allowed[0];
}

void get_tasks(struct req *r)
{
	static const char *const whos[] = {"mine", "unit", NULL}, *const whens[] = {"all", "near", "overdue", "done", NULL};
	struct task_list l = {.base = "/tasks", .who = one_of(query_get(r, "who"), whos), .when = one_of(query_get(r, "when"), whens)};
	int64_t unit = unit_union(r->db, r->arena, r->who->unit);
	l.unit_too = may(r, "task.read", unit);
	l.unit_name = unit_name(r->db, r->arena, unit);
	if (!l.unit_too)
		l.who = "mine";
	task_list_fill(r, &l);
	page_begin(r, &(struct page){.title = "任务", .nav = "/tasks"});
	tpl_follow_tasks(r->out, &l);
	page_end(r);
}

void get_phone_tasks(struct req *r)
{
	struct task_list l = {.base = "/m/tasks", .who = "mine", .when = *query_get(r, "when") ? "done" : "all"};
	task_list_fill(r, &l);
	page_begin(r, &(struct page){.title = "我的任务", .phone = true, .back = "/m"});
	tpl_follow_phone_tasks(r->out, &l);
	page_end(r);
}
