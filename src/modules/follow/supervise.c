#include "modules/follow/supervise.h"

#include <string.h>

#include "base/utf8.h"
#include "kernel/message.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/follow/parts.h"
#include "supervise.html.h"
#include "text/calendar.h"

enum { ANSWER_DAYS = 5 }; /* working days proposed for an answer */

static const struct list_view views[] = {
	{"待说明", "state=0"}, {"已说明", "state=1"}, {"已延期", "state=2"}, {"已办结", "state=3"}, {0}};

const struct list supervision_list = {
	.name = "supervisions", .base = "/supervision", .flow = &supervision_flow, .read_right = "task.read", .views = views,
	.empty = "还没有催办和督办。任务偏慢或滞后时，可以在任务页或“各工会进展”里催办。", .noun = "件",
};

void get_supervisions(struct req *r)
{
	list_page(r, &supervision_list);
}

/* ---- giving one ---- */

static bool may_give(struct req *r, const struct task *t)
{
	if (t->state == TASK_OPEN || t->state == TASK_SUBMITTED)
		return true;
	refuse(r, 409, "任务不在办理中，不用催办。");
	return false;
}

static void show_give(struct req *r, const struct task *t)
{
	struct supervision *s = record_new(r->arena, &supervision_record);
	struct progress p = task_progress(r, t, 0);
	s->kind = SUPERVISION_REMINDER;
	s->title = utf8_clip(r->arena, arena_printf(r->arena, "%s进展%s", t->title, lamp_labels[p.lamp]), 90);
	s->demand = arena_printf(r->arena, "%s请说明原因、采取的措施和完成时间，并抓紧办理。", p.why);
	s->due = deadline_add_workdays(r->today, ANSWER_DAYS, NULL);
	struct form f = {r, &supervision_record, s, NULL};
	struct supervise_form v = {.task = t, .p = p, .form = &f, .unit_name = unit_name(r->db, r->arena, t->unit),
				   .due = t->due ? day_short(r->arena, t->due, r->today) : "未定",
				   .back = link_to(r, "/tasks/%lld", (long long)t->id)};
	page_begin(r, &(struct page){.title = "催办督办", .nav = "/supervision", .crumbs = {{"任务", "/tasks"}, {t->title, v.back}}});
	tpl_follow_supervise(r->out, r, &v);
	page_end(r);
}

void get_supervise(struct req *r)
{
	if (may_give(r, r->row))
		show_give(r, r->row);
}

/* 临工发 gives 临工督; without a mark, the short name. */
static const char *notice_mark(struct req *r, int64_t unit)
{
	struct unit u;
	if (!unit_load(r->db, r->arena, unit, &u))
		return "督";
	struct str mark = str_of(u.doc_mark);
	if (str_ends(mark, "发"))
		mark.n -= strlen("发");
	return arena_printf(r->arena, "%.*s督", mark.n ? (int)mark.n : (int)strlen(u.short_name), mark.n ? mark.p : u.short_name);
}

static bool give_number(struct req *r, struct supervision *s)
{
	const char *mark = notice_mark(r, s->by_unit);
	int year = day_civil(r->today).year;
	int64_t number = q_follow_next_number(r->db, s->by_unit, year, mark);
	s->number = arena_printf(r->arena, "%s〔%d〕%lld号", mark, year, (long long)number);
	return q_follow_number_take(r->db, s->by_unit, year, mark, number, "supervision", s->id, r->now) > 0;
}

/* To the task's owner, and to the chair of his union. */
static void tell(struct req *r, const struct task *t, const struct supervision *s, const char *title)
{
	struct message m = {.person = t->owner, .title = title, .body = s->demand, .urgent = s->kind == SUPERVISION_NOTICE,
			    .link = link_to(r, "/supervision/%lld", (long long)s->id)};
	if (t->owner)
		message_send(r, &m);
	message_send_role(r, BIT(ROLE_CHAIR), t->unit, &m);
}

void post_supervise(struct req *r)
{
	const struct task *t = r->row;
	struct supervision *s = record_new(r->arena, &supervision_record);
	if (!may_give(r, t))
		return;
	form_read(r, &supervision_record, s);
	if (s->due && s->due <= r->today)
		problem_add(&r->problems, "due", "答复期限要晚于今天。");
	if (r->problems.n) {
		show_give(r, t);
		answer_status(r, 422);
		return;
	}
	s->unit = t->unit;
	s->task = t->id;
	s->by_unit = unit_union(r->db, r->arena, r->who->unit);
	if (!flow_create(r, &supervision_flow, s, ""))
		return;
	if (s->kind == SUPERVISION_NOTICE && (!give_number(r, s) || !flow_edit(r, &supervision_flow, s, "编号")))
		return;
	tell(r, t, s, s->kind == SUPERVISION_NOTICE ? arena_printf(r->arena, "督办单 %s", s->number) : "任务催办");
	see_other_saying(r, link_to(r, "/supervision/%lld", (long long)s->id),
			 s->kind == SUPERVISION_NOTICE ? "督办单已发出。" : "催办已发出。");
}

/* ---- one of them ---- */

void explanation_input(struct buf *o, const struct form *f)
{
	struct field needed = *record_field(&supervision_record, "explanation");
	needed.use |= F_NEED;
	needed.hint = "写明原因、已采取的措施和完成时间。";
	form_input(o, f, &needed);
}

static void show(struct req *r, const struct supervision *s)
{
	const struct task *t = record_load(r->db, r->arena, &task_record, s->task);
	struct form f = {r, &supervision_record, s, NULL};
	struct supervision_view v = {
		.row = s, .task = t, .p = task_progress(r, t, 0), .form = &f, .unit_name = unit_name(r->db, r->arena, s->unit),
		.by_name = unit_name(r->db, r->arena, s->by_unit), .task_href = link_to(r, "/tasks/%lld", (long long)t->id),
		.here = link_to(r, "/supervision/%lld", (long long)s->id), .due = day_short(r->arena, s->due, r->today),
		.task_due = t->due ? day_short(r->arena, t->due, r->today) : "未定",
		.wish = s->wish ? day_short(r->arena, s->wish, r->today) : "",
		.granted = s->granted ? day_short(r->arena, s->granted, r->today) : "",
		.sent = day_short(r->arena, day_of_instant(s->created_at), r->today),
		.may_explain = s->state == SUPERVISION_SENT && may(r, "task.plan", s->unit),
	};
	page_begin(r, &(struct page){.title = *s->number ? s->number : "催办", .nav = "/supervision", .crumbs = {{"督办", "/supervision"}}});
	tpl_follow_supervision(r->out, r, &v);
	page_end(r);
}

void get_supervision(struct req *r)
{
	show(r, r->row);
}

void post_explain(struct req *r)
{
	struct supervision *s = r->row;
	const struct task *t = record_load(r->db, r->arena, &task_record, s->task);
	static const char *const names[] = {"explanation", "wish"};
	r->problems.arena = r->arena;
	for (size_t i = 0; i < 2; i++)
		field_read(&r->problems, record_field(&supervision_record, names[i]), form_get(r, names[i]), s);
	if (!*s->explanation)
		problem_add(&r->problems, "explanation", "请写明原因、措施和完成时间。");
	if (s->wish && t && s->wish <= t->due)
		problem_add(&r->problems, "wish", "申请的新期限要晚于现在的完成时间 %s。", day_cn(r->arena, t->due));
	if (r->problems.n) {
		show(r, s);
		answer_status(r, 422);
		return;
	}
	if (!flow_move_row(r, &supervision_flow, s, "explain", ""))
		return;
	message_send_role(r, HEADS, s->by_unit, &(struct message){
		.title = arena_printf(r->arena, "%s已答复督办", unit_name(r->db, r->arena, s->unit)), .body = s->explanation,
		.link = link_to(r, "/supervision/%lld", (long long)s->id)});
	see_other_saying(r, link_to(r, "/supervision/%lld", (long long)s->id), "说明已提交。");
}
