/* The tables of fields, and what is asked of them. */
#include <string.h>

#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/proposals/inside.h"
#include "proposals.sql.h"

static const struct choice states[] = {
	{MATTER_DRAFT, "起草", "mute"}, {MATTER_GATHERING, "征集附议", "info"}, {MATTER_RECEIVED, "待审查", "warn"}, {MATTER_SORTED, "待交办", "warn"},
	{MATTER_SENT, "待签收", "info"}, {MATTER_WORKING, "办理中", "info"}, {MATTER_PAUSED, "已暂停", "mute"}, {MATTER_SIGNING, "待签发", "info"},
	{MATTER_REPLIED, "待评价", "gold"}, {MATTER_CHECK, "待复核", "warn"}, {MATTER_CLOSED, "已办结", "ok"}, {MATTER_REFUSED, "不立案", "mute"},
	{MATTER_MERGED, "已并案", "mute"}, {MATTER_WITHDRAWN, "已撤回", "mute"}, {MATTER_KEPT, "跟踪落实", "gold"}, {MATTER_IDEA, "转为建议", "mute"}, {0}};

const struct choice proposal_kinds[] = {
	{1, "生产经营", NULL}, {2, "劳动安全", NULL}, {3, "薪酬福利", NULL}, {4, "生活后勤", NULL}, {5, "教育培训", NULL}, {6, "民主管理", NULL},
	{7, "女职工权益", NULL}, {8, "其他", NULL}, {0}};
const struct choice proposal_levels[] = {{1, "一般", NULL}, {2, "复杂", NULL}, {0}};
const struct choice proposal_outcomes[] = {
	{CLASS_DONE, "A 类 已解决或采纳", "ok"}, {CLASS_PLANNED, "B 类 列入计划", "info"}, {CLASS_NOT_NOW, "C 类 暂不具备条件", "warn"},
	{CLASS_NOTED, "D 类 留作参考", "mute"}, {0}};
static const struct choice yes_no[] = {{0, "否", NULL}, {1, "是", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct proposal, states),
	MATTER_FIELDS(struct proposal, proposal_kinds, proposal_levels, proposal_outcomes, F_LIST | F_JSON),
	REF(struct proposal, session, &congress_session_record, .label = "会议", .use = F_LIST | F_FILTER | F_JSON),
	LONG(struct proposal, measures, .label = "建议措施", .max = 2000, .use = F_NEED),
	INT(struct proposal, seconders, .label = "附议人数", .use = F_LIST | F_JSON),
	DAY(struct proposal, filed_on, .label = "立案日期", .use = F_HISTORY | MATTER_LATER),
	DAY(struct proposal, promised_on, .label = "承诺完成日期", .use = F_HISTORY),
	DAY(struct proposal, followed_on, .label = "跟踪日期", .use = F_HISTORY),
	CHOICE(struct proposal, carried, yes_no, .label = "结转", .use = F_LIST | F_FILTER | F_ASIDE | F_JSON),
	INT(struct proposal, earlier, .label = "上次的提案"),
	INT(struct proposal, later, .label = "结转后的提案"),
	INT(struct proposal, appeal, .label = "转成的建议"),
	CHOICE(struct proposal, agenda, yes_no, .label = "建议列入议题", .use = F_HISTORY | F_JSON),
	CHOICE(struct proposal, excellent, yes_no, .label = "优秀", .use = F_LIST | F_HISTORY | F_FILTER | F_JSON),
};
const struct record proposal_record = RECORD("proposal", "职工提案", struct proposal, fields, "title",
	.indexes = MATTER_INDEXES("proposal")
		"create index proposal_of_session on proposal(session, number) where session <> 0;\n"
		"create index proposal_watched on proposal(unit, due, id) where state in (3, 4, 5, 6, 7, 14);\n"
		"create index proposal_kept on proposal(unit, id) where state = 14 and later = 0;\n"
		"create index proposal_progress on proposal(unit, id);\n");

/* ---- sessions ---- */

static const struct choice session_states[] = {
	{SESSION_PLANNED, "筹备", "mute"}, {SESSION_CALLING, "征集中", "info"}, {SESSION_ENDED, "征集截止", "warn"}, {SESSION_REPORTED, "已报告", "ok"}, {0}};
static const struct choice session_kinds[] = {{SESSION_CONGRESS, "职代会提案", NULL}, {SESSION_PICKS, "优秀提案", NULL}, {0}};

static const struct field session_fields[] = {
	HEAD_FIELDS(struct congress_session, session_states),
	TEXT(struct congress_session, title, .label = "名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON, .hint = "例如：五届三次职工代表大会"),
	CHOICE(struct congress_session, kind, session_kinds, .label = "征集什么", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON,
	       .hint = "总工会向下级工会征集优秀提案的，选“优秀提案”。"),
	INT(struct congress_session, term_no, .label = "届", .least = 1, .most = 99, .use = F_LIST | F_FORM | F_NEED | F_JSON),
	INT(struct congress_session, session_no, .label = "次", .least = 1, .most = 99, .use = F_LIST | F_FORM | F_NEED | F_JSON),
	DAY(struct congress_session, held_on, .label = "大会日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	DAY(struct congress_session, opens, .label = "征集开始", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	DAY(struct congress_session, closes, .label = "征集截止", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	LONG(struct congress_session, short_reason, .label = "提前天数不足的理由", .max = 300, .use = F_FORM, .hint = "征集开始距大会的天数少于规定时填写。"),
	DAY(struct congress_session, reported_on, .label = "报告日期", .use = F_LIST | F_HISTORY | F_JSON),
	LONG(struct congress_session, figures, .label = "报告时的数字", .max = 4000, .use = F_HISTORY),
};
const struct record congress_session_record = RECORD("congress_session", "职代会会议", struct congress_session, session_fields, "title",
	.indexes = "create index congress_session_open on congress_session(unit, kind, state, opens);\n");

/* ---- what is sent up ---- */

static const struct choice pick_states[] = {{PICK_SENT, "待评选", "warn"}, {PICK_CHOSEN, "已入选", "ok"}, {PICK_NOT, "未入选", "mute"}, {PICK_BACK, "已撤回", "mute"}, {0}};
static const struct field pick_fields[] = {
	HEAD_FIELDS(struct proposal_pick, pick_states),
	TEXT(struct proposal_pick, title, .label = "提案", .max = 60, .use = F_LIST | F_FIND | F_JSON),
	TEXT(struct proposal_pick, number, .label = "编号", .max = 40, .use = F_LIST | F_JSON),
	LONG(struct proposal_pick, reason, .label = "推荐理由", .max = 1000, .use = F_HISTORY),
	REF(struct proposal_pick, proposal, &proposal_record, .label = "原提案"),
	REF(struct proposal_pick, session, &congress_session_record, .label = "征集", .use = F_LIST | F_FILTER | F_JSON),
	REF(struct proposal_pick, from_unit, &unit_record, .label = "报送工会", .use = F_LIST | F_JSON),
};
const struct record proposal_pick_record = RECORD("proposal_pick", "报送的优秀提案", struct proposal_pick, pick_fields, "title",
	.indexes = "create index proposal_pick_of on proposal_pick(proposal, id);\n");

/* ---- asked of them ---- */

int64_t open_session(struct req *r, int64_t unit, int64_t kind)
{
	return q_proposal_open_session(r->db, unit, kind, r->today);
}

const struct congress_session *session_of(struct req *r, int64_t id)
{
	return id ? record_load(r->db, r->arena, &congress_session_record, id) : NULL;
}

/* 1 to 99 as one says it: 五, 十二, 三十 */
static const char *count_cn(struct arena *a, int64_t n)
{
	static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	if (n < 1 || n > 99)
		return arena_printf(a, "%lld", (long long)n);
	return arena_printf(a, "%s%s%s", n >= 20 ? digits[n / 10] : "", n >= 10 ? "十" : "", digits[n % 10]);
}

const char *session_short(struct req *r, const struct congress_session *s)
{
	return s ? arena_printf(r->arena, "%s届%s次", count_cn(r->arena, s->term_no), count_cn(r->arena, s->session_no)) : "";
}

int64_t seconders_wanted(struct req *r, int64_t unit)
{
	return policy_get(r, "proposal.seconders", unit, r->today).value;
}

/* A representative of two congresses writes for the one that calls for proposals now. */
int64_t rep_unit(struct req *r)
{
	int64_t first = 0;
	for (size_t i = 0; r->who && i < r->who->n_grants; i++) {
		int64_t unit = r->who->grants[i].unit;
		if (r->who->grants[i].role != ROLE_REP)
			continue;
		if (open_session(r, unit, SESSION_CONGRESS))
			return unit;
		first = first ? first : unit;
	}
	return first;
}

bool wrote_it(struct req *r, const struct proposal *p)
{
	return r->who && p->author == r->who->person;
}

bool signs_it(struct req *r, const struct proposal *p)
{
	return wrote_it(r, p) || (r->who && q_proposal_second_answer(r->db, p->id, r->who->person) > 0);
}

const char *proposal_not_ready(struct req *r, const void *row)
{
	const struct proposal *p = row;
	const struct congress_session *s = session_of(r, open_session(r, p->unit, SESSION_CONGRESS));
	struct policy_value rule = policy_get(r, "proposal.seconders", p->unit, r->today);
	int64_t wanted = rule.value;
	if (!r->system && !wrote_it(r, p))
		return "由提案人提交。";
	if (!s)
		return "现在不在提案征集期，先留着，下次征集时再提交。";
	if (r->today > s->closes)
		return arena_printf(r->arena, "%s的提案征集已在%s截止，先留着，下次征集时再提交。", session_short(r, s), day_short(r->arena, s->closes, r->today));
	if (p->seconders < wanted)
		return arena_printf(r->arena, "还差 %lld 人附议（要 %lld 人，现有 %lld 人）。依据：%s%s。", (long long)(wanted - p->seconders), (long long)wanted, (long long)p->seconders,
				    rule.source, policy_unchecked(&rule) ? "，未核实" : "");
	return NULL;
}
