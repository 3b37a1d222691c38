#include "engines/notice.h"

#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "notice.sql.h"
#include "secret/token.h"
#include "text/idcheck.h"

const struct choice notice_states[] = {
	{NOTICE_OPEN, "公示中", "info"}, {NOTICE_ENDED, "期满待处理异议", "warn"}, {NOTICE_CLOSED, "公示结束", "ok"}, {NOTICE_WITHDRAWN, "已撤回", "mute"}, {0},
};
const struct choice notice_results[] = {{NOTICE_CLEAR, "无异议", NULL}, {NOTICE_DISMISSED, "异议不成立", NULL}, {NOTICE_UPHELD, "异议成立", NULL}, {0}};
const struct choice objection_states[] = {
	{OBJECTION_OPEN, "待处理", "warn"}, {OBJECTION_UPHELD, "异议成立", "bad"}, {OBJECTION_DISMISSED, "异议不成立", "ok"}, {OBJECTION_MOOT, "随公示撤回", "mute"}, {0},
};

#define N struct notice
static const struct field notice_fields[] = {
	HEAD_FIELDS(N, notice_states),
	TEXT(N, title, .label = "公示事项", .max = 80, .use = F_LIST | F_FIND | F_JSON | F_HISTORY),
	TEXT(N, subject, .label = "依据的记录"), INT(N, subject_id, .label = "依据的编号"),
	LONG(N, content, .label = "公示内容"),
	TEXT(N, hash, .label = "内容指纹", .max = 64, .use = F_HISTORY | F_JSON),
	TEXT(N, token, .label = "公开地址"),
	TEXT(N, place, .label = "张贴地点", .max = 80, .use = F_HISTORY),
	TEXT(N, contact, .label = "联系方式", .max = 80, .use = F_HISTORY),
	TEXT(N, rule, .label = "期限依据", .max = 300),
	DAY(N, starts, .label = "公示起", .use = F_LIST | F_SORT | F_HISTORY | F_JSON),
	DAY(N, ends, .label = "公示止", .use = F_LIST | F_SORT | F_HISTORY | F_JSON),
	DAY(N, first_ends, .label = "原定截止"),
	DAY(N, closed_on, .label = "结束日期", .use = F_LIST | F_HISTORY | F_JSON),
	INT(N, days, .label = "公示天数", .use = F_HISTORY), INT(N, extra, .label = "延长天数", .use = F_HISTORY),
	CHOICE(N, result, notice_results, .label = "结果", .use = F_LIST | F_FILTER | F_HISTORY | F_JSON),
	INT(N, objections, .label = "异议", .use = F_LIST | F_HISTORY | F_JSON), INT(N, upheld, .label = "成立的异议", .use = F_HISTORY),
	LONG(N, closing, .label = "公示结果记录", .max = 2000, .use = F_HISTORY),
};
#undef N
const struct record notice_record = RECORD("notice", "公示", struct notice, notice_fields, "title",
	.indexes = "create index notice_of_subject on notice(subject, subject_id, id) where subject_id <> 0;\n"
		   "create unique index notice_by_token on notice(token) where token <> '';\n");

#define O struct objection
/* Who objects and what he says is in no list, export, event or history. */
static const struct field objection_fields[] = {
	HEAD_FIELDS(O, objection_states),
	TEXT(O, title, .label = "异议", .max = 100, .use = F_LIST), REF(O, notice, &notice_record, .label = "公示"), INT(O, number, .label = "序号"),
	REF(O, person, &person_record, .label = "提出人"),
	TEXT(O, name, .label = "姓名", .max = 30), TEXT(O, contact_mask, .label = "联系方式"), TEXT(O, contact_seal, .label = "联系方式"),
	LONG(O, content, .label = "异议内容", .max = 2000),
	TEXT(O, receipt, .label = "查询码"),
	DAY(O, received_on, .label = "收到日期", .use = F_LIST | F_SORT), DAY(O, due, .label = "答复期限", .use = F_LIST | F_SORT | F_HISTORY),
	DAY(O, answered_on, .label = "答复日期", .use = F_LIST | F_HISTORY),
	LONG(O, answer, .label = "答复", .max = 2000, .use = F_HISTORY | F_PERSONAL),
	REF(O, handler, &person_record, .label = "处理人", .use = F_HISTORY),
};
#undef O
const struct record objection_record = RECORD("objection", "公示异议", struct objection, objection_fields, "title",
	.indexes = "create index objection_of_notice on objection(notice, id);\n");

/* ---- the end of a notice ---- */

static const char *days_over(struct req *r, const void *row)
{
	return ((const struct notice *)row)->ends < r->today ? NULL : "公示期还没有满。";
}

static const char *all_answered(struct req *r, const void *row)
{
	const struct notice *n = row;
	int64_t open = q_notice_objections_open(r->db, n->id);
	return open ? arena_printf(r->arena, "还有 %lld 件异议没有答复。", (long long)open) : NULL;
}

static bool as_system(struct req *r, const struct flow *f, void *row, const char *verb, const char *text)
{
	bool was = r->system;
	r->system = true;
	bool good = flow_move_row(r, f, row, verb, text);
	r->system = was;
	return good;
}

static const char *closing_text(struct req *r, const struct notice *n)
{
	struct buf b = buf_in(r->arena);
	buf_printf(&b, "《%s》于 %s 起公示，至 %s 止，共 %lld 个工作日", n->title, day_cn(r->arena, n->starts), day_cn(r->arena, n->ends), (long long)(n->days + n->extra));
	if (n->extra)
		buf_printf(&b, "（其中延长 %lld 个工作日）", (long long)n->extra);
	if (!n->objections)
		buf_puts(&b, "。公示期间没有收到异议。");
	else
		buf_printf(&b, "。收到异议 %lld 件，已全部书面答复，其中成立 %lld 件，不成立 %lld 件。", (long long)n->objections, (long long)n->upheld,
			   (long long)(n->objections - n->upheld));
	buf_printf(&b, "公示内容指纹（SHA-256）%s。", n->hash);
	return buf_text(&b);
}

static bool closed(struct req *r, void *row, const void *before)
{
	struct notice *n = row;
	(void)before;
	n->closed_on = r->today;
	n->result = n->upheld ? NOTICE_UPHELD : n->objections ? NOTICE_DISMISSED : NOTICE_CLEAR;
	n->closing = closing_text(r, n);
	message_send_role(r, HEADS | BIT(ROLE_CADRE), n->unit, &(struct message){.title = arena_printf(r->arena, "公示结束：%s", n->title),
		.body = choice_label(notice_results, n->result), .link = link_to(r, "/notices/%lld", (long long)n->id)});
	return true;
}

static bool withdrawn(struct req *r, void *row, const void *before)
{
	struct notice *n = row;
	size_t count;
	struct notice_objections *o = q_notice_objections(r->db, r->arena, n->id, &count);
	(void)before;
	n->closed_on = r->today;
	for (size_t i = 0; i < count; i++)
		if (o[i].state == OBJECTION_OPEN && !as_system(r, &objection_flow, record_load(r->db, r->arena, &objection_record, o[i].id), "moot", ""))
			return false;
	return true;
}

static const struct move notice_moves[] = {
	{NOTICE_OPEN, "extend", SAME_STATE, "notice.run", "延长公示", MOVE_REASON | MOVE_HIDDEN, NULL, NULL, "写明理由，按工作日延长；原定截止日期保留"},
	{NOTICE_OPEN, "withdraw", NOTICE_WITHDRAWN, "notice.run", "撤回公示", MOVE_REASON | MOVE_FINAL | MOVE_PLAIN, NULL, withdrawn, "内容有误时撤回；改正后重新公示，期限重新计算"},
	{NOTICE_ENDED, "withdraw", NOTICE_WITHDRAWN, "notice.run", "撤回公示", MOVE_REASON | MOVE_FINAL | MOVE_PLAIN, NULL, withdrawn, "内容有误时撤回；改正后重新公示，期限重新计算"},
	{NOTICE_OPEN, "end", NOTICE_ENDED, NULL, "公示期满", 0, days_over, NULL, "期满次日自动办理"},
	{NOTICE_ENDED, "close", NOTICE_CLOSED, NULL, "公示结束", 0, all_answered, closed, "期满且异议都已答复，自动写下结果记录"},
	{ANY_STATE, "objected", SAME_STATE, NULL, "收到异议", 0, NULL, NULL, "只记件数，不记提出人"},
	{ANY_STATE, "answered", SAME_STATE, NULL, "异议已答复", 0, NULL, NULL, "期满后最后一件答复完，公示随即结束"},
	{0},
};

/* What is over and has no open objection closes by itself. */
static void notice_after(struct req *r, const void *before, const void *row)
{
	const struct notice *n = row;
	(void)before;
	if (n->state != NOTICE_ENDED)
		return;
	if (!q_notice_objections_open(r->db, n->id))
		as_system(r, &notice_flow, record_load(r->db, r->arena, &notice_record, n->id), "close", "");
}

static const char *notice_words(struct req *r, const void *row)
{
	struct notice_content c = notice_read(r->arena, row);
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < c.n_rows; i++)
		for (size_t k = 0; k < c.rows[i].n; k++)
			buf_printf(&b, "%s ", c.rows[i].cells[k]);
	return utf8_clip(r->arena, buf_text(&b), 4000);
}

const struct flow notice_flow = {
	.record = &notice_record, .moves = notice_moves, .home = "/notices/%lld", .edit_right = "notice.run", .edit_states = 0,
	.first = NOTICE_OPEN, .find_right = "notice.read", .search_text = notice_words, .after = notice_after,
};

/* ---- opening ---- */

const char *notice_days_rule(struct req *r, int64_t unit)
{
	struct policy_value p = policy_get(r, "notice.days", unit, r->today);
	return arena_printf(r->arena, "不少于 %lld 个工作日（%s%s）；发布当天不计。", (long long)p.value, p.source, policy_unchecked(&p) ? "，未核实" : "");
}

static bool ask_is_good(struct req *r, const struct notice_ask *ask, const struct policy_value *least)
{
	const char *contact = ask->contact ? ask->contact : "";
	if (text_empty(ask->title))
		problem_add(&r->problems, "title", "请填写公示事项。");
	else if (utf8_count(ask->title) > 80)
		problem_add(&r->problems, "title", "公示事项最多 80 个字。");
	if (text_empty(ask->intro) && !ask->n_rows)
		problem_add(&r->problems, "intro", "请填写公示内容。");
	if (ask->days && ask->days < least->value)
		problem_add(&r->problems, "days", "公示不能少于 %lld 个工作日（%s%s）。", (long long)least->value, least->source, policy_unchecked(least) ? "，未核实" : "");
	if (ask->days > 60)
		problem_add(&r->problems, "days", "公示最多 60 个工作日。");
	if (text_empty(contact))
		problem_add(&r->problems, "contact", "请填写受理异议的单位电话或地点。");
	else if (strcmp(notice_unnumbered(r->arena, contact), contact) != 0)
		problem_add(&r->problems, "contact", "联系方式请填单位电话（区号和号码之间用短横线），不要填个人手机号。");
	return !r->problems.n;
}

int64_t notice_open(struct req *r, const struct notice_ask *ask)
{
	struct policy_value p = policy_get(r, ask->days_policy ? ask->days_policy : "notice.days", ask->unit, r->today);
	if (!ask_is_good(r, ask, &p))
		return 0;
	struct notice *n = record_new(r->arena, &notice_record);
	n->unit = ask->unit;
	n->title = notice_unnumbered(r->arena, ask->title);
	n->subject = ask->subject ? ask->subject->name : "";
	n->subject_id = ask->subject ? ask->subject_id : 0;
	n->days = ask->days ? ask->days : p.value;
	n->starts = r->today;
	n->rule = arena_printf(r->arena, "%s：%lld 个工作日（%s%s）", p.policy->label, (long long)p.value, p.source, policy_unchecked(&p) ? "，未核实" : "");
	n->place = notice_unnumbered(r->arena, ask->place ? ask->place : "");
	n->contact = ask->contact;
	n->token = token_new(r->arena, 12);
	n->content = notice_canon(r, ask, n->starts, n->days);
	n->hash = sha256_hex(r->arena, n->content, strlen(n->content));
	struct deadline d = notice_deadline(n);
	n->ends = n->first_ends = deadline_due(&d, NULL);
	if (!flow_create(r, &notice_flow, n, ""))
		return 0;
	due_set(r, &notice_record, n->id, instant_of_day(n->ends + 1), "end");
	return n->id;
}

bool notice_extend(struct req *r, struct notice *n, int64_t days, const char *reason)
{
	int64_t most = policy_get(r, "notice.extend_most", n->unit, r->today).value;
	if (days < 1 || days > most)
		problem_add(&r->problems, "days", "一次延长 1 至 %lld 个工作日。", (long long)most);
	if (text_empty(reason))
		problem_add(&r->problems, "reason", "请写明延长的理由。");
	if (n->state == NOTICE_OPEN && n->ends < r->today)
		problem_add(&r->problems, "days", "公示期已满，不能再延长。");
	if (r->problems.n)
		return false;
	n->extra += days;
	struct deadline d = notice_deadline(n);
	n->ends = deadline_due(&d, NULL);
	if (!flow_move_row(r, &notice_flow, n, "extend", reason))
		return false;
	due_set(r, &notice_record, n->id, instant_of_day(n->ends + 1), "end");
	return true;
}

bool notice_of(struct req *r, const struct record *subject, int64_t id, struct notice *out)
{
	int64_t at = q_notice_last_of(r->db, subject->name, id);
	const struct notice *n = at ? record_load(r->db, r->arena, &notice_record, at) : NULL;
	if (n)
		*out = *n;
	return n;
}

const char *notice_bars_one(struct req *r, const struct notice *n)
{
	switch (n->state) {
	case NOTICE_OPEN: return arena_printf(r->arena, "正在公示，到 %s 为止。", day_cn(r->arena, n->ends));
	case NOTICE_ENDED: return "公示期已满，还有异议没有答复。";
	case NOTICE_WITHDRAWN: return "公示已撤回，要重新公示。";
	default: return n->result == NOTICE_UPHELD ? "公示期间有异议成立。" : NULL;
	}
}

const char *notice_bars(struct req *r, const struct record *subject, int64_t id)
{
	struct notice n;
	return notice_of(r, subject, id, &n) ? notice_bars_one(r, &n) : "还没有公示。";
}
