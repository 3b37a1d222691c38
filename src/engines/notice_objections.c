/* Objections to a notice: raised by name or through the public page, answered in writing. */
#include <string.h>

#include "base/utf8.h"
#include "engines/notice.h"
#include "engines/vote/urn.h"
#include "kernel/app.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "notice.sql.h"
#include "secret/id.h"
#include "secret/token.h"
#include "text/idcheck.h"

/* Nobody answers his own objection. */
static const char *not_own(struct req *r, const void *row)
{
	const struct objection *o = row;
	return !r->system && r->who && o->person == r->who->person ? "这是你提出的异议，请由别的工会干部答复。" : NULL;
}

static bool reminded(struct req *r, void *row, const void *before)
{
	const struct objection *o = row;
	struct unit u = {0};
	struct message m = {.title = "公示异议逾期未答复", .body = record_title(r->db, r->arena, &notice_record, o->notice), .urgent = true,
			    .link = link_to(r, "/notices/%lld", (long long)o->notice)};
	(void)before;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), o->unit, &m);
	if (unit_load(r->db, r->arena, o->unit, &u) && u.parent)
		message_send_role(r, HEADS, u.parent, &m);
	return true;
}

static const struct move moves[] = {
	{OBJECTION_OPEN, "uphold", OBJECTION_UPHELD, "objection.handle", "异议成立", MOVE_HIDDEN, not_own, NULL, "核实后认为成立，书面答复；公示结果为异议成立"},
	{OBJECTION_OPEN, "dismiss", OBJECTION_DISMISSED, "objection.handle", "异议不成立", MOVE_HIDDEN, not_own, NULL, "核实后认为不成立，书面答复"},
	{OBJECTION_OPEN, "moot", OBJECTION_MOOT, NULL, "随公示撤回", 0, NULL, NULL, "公示撤回，异议不再处理"},
	{OBJECTION_OPEN, "remind", SAME_STATE, NULL, "逾期提醒", 0, NULL, reminded, "答复期限一过，提醒本会和上级"},
	{ANY_STATE, "reveal", SAME_STATE, "objection.handle", "查看联系方式", MOVE_HIDDEN | MOVE_REASON, NULL, NULL, "查看留下的联系方式，记入经过"},
	{0},
};

const struct flow objection_flow = {
	.record = &objection_record, .moves = moves, .home = "/objections/%lld", .edit_right = "objection.handle", .edit_states = 0, .first = OBJECTION_OPEN,
};

static bool system_move(struct req *r, struct notice *n, const char *verb)
{
	bool was = r->system;
	r->system = true;
	bool good = flow_move_row(r, &notice_flow, n, verb, "");
	r->system = was;
	return good;
}

static void keep_contact(struct req *r, struct objection *o, const char *contact)
{
	size_t n = utf8_count(contact);
	if (!n)
		return;
	const char *tail = contact + strlen(contact) - (strlen(contact) > 2 ? 2 : 0);
	bool plain = (unsigned char)tail[0] < 0x80 && n > 5; /* digits: the last two say which one it is */
	o->contact_mask = arena_printf(r->arena, "***%s", plain ? tail : "");
	o->contact_seal = secret_seal(r->arena, &r->app->keys, (struct seal_place){"objection", "contact", o->id}, contact);
}

bool notice_object(struct req *r, const struct notice *n, const char **code)
{
	struct policy_value days = policy_get(r, "notice.objection_days", n->unit, r->today);
	const char *content = form_get(r, "content"), *name = r->who ? "" : form_get(r, "name"), *contact = r->who ? "" : form_get(r, "phone");
	if (n->state != NOTICE_OPEN || n->ends < r->today)
		problem_add(&r->problems, "content", "公示期已满，不再收异议。有情况请直接向工会反映。");
	else if (text_empty(content))
		problem_add(&r->problems, "content", "请写明对哪一项有异议、依据是什么。");
	else if (utf8_count(content) > 2000)
		problem_add(&r->problems, "content", "异议内容最多 2000 个字。");
	if (utf8_count(name) > 30)
		problem_add(&r->problems, "name", "姓名最多 30 个字。");
	if (utf8_count(contact) > 60)
		problem_add(&r->problems, "phone", "联系方式最多 60 个字。");
	if (r->problems.n)
		return false;
	struct objection *o = record_new(r->arena, &objection_record);
	*code = receipt_new(r->arena); /* is copied by hand */
	o->id = id_new();
	o->unit = n->unit;
	o->notice = n->id;
	o->number = q_notice_objection_next(r->db, n->id);
	o->title = arena_printf(r->arena, "%s：%lld 号异议", n->title, (long long)o->number);
	o->person = r->who ? r->who->person : 0;
	o->name = name;
	o->content = content;
	o->receipt = token_hash(r->arena, *code);
	o->received_on = r->today;
	struct deadline d = {.start = r->today, .amount = days.value, .basis = DEADLINE_WORKDAYS};
	o->due = deadline_due(&d, NULL);
	keep_contact(r, o, contact);
	if (!flow_create(r, &objection_flow, o, ""))
		return false;
	due_set(r, &objection_record, o->id, instant_of_day(o->due + 1), "remind");
	struct notice *row = record_load(r->db, r->arena, &notice_record, n->id);
	row->objections++;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), n->unit, &(struct message){.title = "公示收到异议", .body = n->title,
		.link = link_to(r, "/objections/%lld", (long long)o->id), .urgent = true});
	return system_move(r, row, "objected");
}

bool notice_answer(struct req *r, struct objection *o, int64_t outcome, const char *answer)
{
	if (outcome != OBJECTION_UPHELD && outcome != OBJECTION_DISMISSED)
		problem_add(&r->problems, "outcome", "请选择异议是否成立。");
	if (text_empty(answer))
		problem_add(&r->problems, "answer", "请写明核实的情况和结论，答复给提出人。");
	if (r->problems.n)
		return false;
	o->answer = answer;
	o->answered_on = r->today;
	o->handler = r->who ? r->who->person : 0;
	if (!flow_move_row(r, &objection_flow, o, outcome == OBJECTION_UPHELD ? "uphold" : "dismiss", ""))
		return false;
	if (o->person)
		message_send(r, &(struct message){.person = o->person, .title = "你提的公示异议已答复", .body = record_title(r->db, r->arena, &notice_record, o->notice),
			.link = link_to(r, "/notices/%lld", (long long)o->notice)});
	struct notice *n = record_load(r->db, r->arena, &notice_record, o->notice);
	n->upheld += outcome == OBJECTION_UPHELD;
	return system_move(r, n, "answered");
}
