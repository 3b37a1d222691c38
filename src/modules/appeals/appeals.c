#include "modules/appeals/inside.h"

#include <string.h>

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/list.h"
#include "kernel/module.h"
#include "kernel/unit.h"

static const struct choice states[] = {
	{MATTER_RECEIVED, "待受理", "warn"}, {MATTER_SORTED, "待分派", "warn"}, {MATTER_SENT, "待签收", "info"},
	{MATTER_WORKING, "办理中", "info"}, {MATTER_PAUSED, "已暂停", "mute"}, {MATTER_SIGNING, "待签发", "info"},
	{MATTER_REPLIED, "待评价", "gold"}, {MATTER_CHECK, "待回访质检", "warn"}, {MATTER_CLOSED, "已办结", "ok"},
	{MATTER_REFUSED, "不予受理", "mute"}, {MATTER_MERGED, "已并入", "mute"}, {MATTER_WITHDRAWN, "已撤回", "mute"}, {0}};

const struct choice appeal_kinds[] = {
	{1, "薪酬福利", NULL}, {2, "劳动安全", NULL}, {3, "生活后勤", NULL}, {4, "女职工权益", NULL}, {5, "民主管理", NULL},
	{6, "法律咨询", NULL}, {7, "意见建议", NULL}, {8, "其他", NULL}, {0}};
_Static_assert(sizeof(appeal_kinds) / sizeof(appeal_kinds[0]) == APPEAL_KINDS + 1, "the picture of topics has a column for each");
const struct choice appeal_levels[] = {
	{1, "一般", NULL}, {2, "难点", NULL}, {3, "特别复杂", NULL}, {APPEAL_PETITION, "信访事项", NULL}, {0}};
const struct choice appeal_modes[] = {
	{APPEAL_NAMED, "实名", NULL}, {APPEAL_DISCREET, "保密", NULL}, {APPEAL_ANONYMOUS, "匿名", NULL}, {0}};
static const struct choice sources[] = {{APPEAL_PHONE, "手机", NULL}, {APPEAL_DESK, "来访来电", NULL}, {APPEAL_POSTER, "扫码", NULL}, {0}};
static const struct choice risks[] = {{0, "无", NULL}, {RISK_WORDS, "风险", NULL}, {RISK_DESPAIR, "轻生风险", "bad"}, {0}};

/* Who raised it and what he wrote stand in no list, no form, no history and no export. */
static const struct field fields[] = {
	HEAD_FIELDS(struct appeal, states),
	MATTER_FIELDS(struct appeal, appeal_kinds, appeal_levels, no_outcomes, 0),
	CHOICE(struct appeal, mode, appeal_modes, .label = "方式", .use = F_LIST | F_FILTER | F_JSON),
	CHOICE(struct appeal, source, sources, .label = "来源", .use = F_LIST | F_JSON),
	TEXT(struct appeal, place, .label = "地点", .max = 60, .use = F_LIST | F_JSON),
	CHOICE(struct appeal, risk, risks, .label = "风险", .use = F_LIST | F_FILTER),
	TEXT(struct appeal, asker, .label = "来访人", .max = 30),
	TEXT(struct appeal, contact_mask, .label = "联系电话", .max = 40),
	TEXT(struct appeal, contact_seal, .label = "联系电话"),
	TEXT(struct appeal, receipt, .label = "查询码"),
	TEXT(struct appeal, pin, .label = "口令"),
	DAY(struct appeal, noticed_on, .label = "信访告知日期", .use = F_HISTORY),
	DAY(struct appeal, review_asked, .label = "请求复查日期", .use = F_HISTORY),
	DAY(struct appeal, review_given, .label = "复查答复日期", .use = F_HISTORY),
	DAY(struct appeal, final_asked, .label = "请求复核日期", .use = F_HISTORY),
	DAY(struct appeal, final_given, .label = "复核意见日期", .use = F_HISTORY),
	INT(struct appeal, own_asked, .label = "本人请求"),
	DAY(struct appeal, petition_due, .label = "复查复核期限", .use = F_LIST | F_HISTORY | MATTER_LATER),
	LONG(struct appeal, review_reply, .label = "复查答复", .max = 2000, .use = F_PERSONAL),
	LONG(struct appeal, final_reply, .label = "复核意见", .max = 2000, .use = F_PERSONAL),
};
const struct record appeal_record = RECORD("appeal", "职工诉求", struct appeal, fields, "title",
	.indexes = MATTER_INDEXES("appeal") "create unique index appeal_by_receipt on appeal(receipt) where receipt <> '';\n");

/* ---- the way of working ---- */

static bool knows(struct req *r, const struct matter *m)
{
	const struct appeal *a = (const void *)m;
	if (a->mode == APPEAL_NAMED)
		return true;
	if (a->mode == APPEAL_ANONYMOUS || !r->who)
		return false;
	return m->author == r->who->person || may(r, "appeal.close", m->unit);
}

static const char *author(struct req *r, const struct matter *m)
{
	const struct appeal *a = (const void *)m;
	if (a->mode == APPEAL_ANONYMOUS)
		return "匿名";
	if (!knows(r, m))
		return "职工（保密）";
	const char *name = m->author ? record_title(r->db, r->arena, &person_record, m->author) : *a->asker ? a->asker : "来访职工";
	return a->mode == APPEAL_DISCREET ? arena_printf(r->arena, "%s（保密）", name) : name;
}

static const char *missing(struct req *r, const struct matter *m, const char *verb)
{
	const struct appeal *a = (const void *)m;
	(void)r;
	(void)verb;
	return m->level == APPEAL_PETITION && !a->noticed_on ? "信访事项还没有书面告知是否受理（《信访工作条例》第二十二条，15 日内）。" : NULL;
}

/* Joined to another it still has to be told whether it is taken; to refuse it is to tell. */
static const char *owed(struct req *r, const struct matter *m, const char *verb)
{
	const char *review = appeal_review_owed((const void *)m);
	return review || strcmp(verb, "merge") != 0 ? review : missing(r, m, verb);
}

static const struct matter_limit limits[] = {
	{1, "appeal.days", DEADLINE_WORKDAYS}, {2, "appeal.hard_days", DEADLINE_WORKDAYS}, {3, "appeal.complex_days", DEADLINE_WORKDAYS},
	{APPEAL_PETITION, "appeal.petition_days", DEADLINE_DAYS}, {0}};

static const struct rung ladder[] = {
	{"near", -1, TELL_LEAD, "即将到期"}, {"over", 1, TELL_LEAD | TELL_UNION, "逾期"}, {"far", 4, TELL_CHAIR, "逾期三个工作日以上"},
	{"top", 9, TELL_ABOVE, "逾期八个工作日以上"}, {0}};


#define CUSTOM "12351 工单的通行做法，未核实"
static const struct step_words words[] = {
	{"accept", NULL, NULL, "一个工作日内签收，" CUSTOM},
	{"bounce", NULL, NULL, "分派不当逐级退回，" CUSTOM},
	{"sign", NULL, NULL, "谁起草谁不签发，" CUSTOM},
	{"callback", NULL, NULL, "谁经办谁不回访，" CUSTOM},
	{"close", NULL, NULL, "缺一步不办结、谁经办谁不质检，" CUSTOM "；信访事项另依《信访工作条例》第二十二条"},
	{"again", NULL, NULL, "不满意再办一次，" CUSTOM},
	{"rerate", NULL, NULL, "评错了短期内可以更正，未核实"},
	{"review", NULL, NULL, "《信访工作条例》第三十五条"},
	{"reviewed", NULL, NULL, "《信访工作条例》第三十五条"},
	{"final", NULL, NULL, "《信访工作条例》第三十六条"},
	{"finaled", NULL, NULL, "《信访工作条例》第三十六条"},
	{0}};

static const char *const author_steps[] = {"ask_review", NULL};

const struct matters appeal_matters = {
	.name = "appeal", .base = "/appeals", .noun = "诉求", .mark = "SQ", .kinds = appeal_kinds, .levels = appeal_levels,
	.limits = limits, .again_days = "appeal.again_days", .again_basis = DEADLINE_WORKDAYS, .extension = "appeal.extension",
	.steps = MATTER_CALL | MATTER_QUALITY, .ladder = ladder, .author = author, .knows = knows, .missing = missing, .owed = owed,
	.content = appeal_content, .page = show_track, .read = appeal_heed, .inputs = appeal_inputs,
	.own = appeal_petition_steps, .idle = appeal_idle, .author_steps = author_steps, .words = words, .source = "一张工单、受理到回访不断链，" CUSTOM,
};

static const char *is_petition(struct req *r, const void *row)
{
	const struct appeal *a = row;
	if (a->level != APPEAL_PETITION)
		return "不是信访事项。";
	return a->noticed_on ? "已经告知。" : matter_by_union(r, row);
}

static bool noticed(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct appeal *)row)->noticed_on = r->today;
	return true;
}

static const char *is_news(struct req *r, const void *row)
{
	const struct appeal *a = row;
	(void)r;
	return a->state == MATTER_RECEIVED || a->risk ? NULL : "已经不等待受理。";
}

static bool announced(struct req *r, void *row, const void *before)
{
	(void)before;
	appeal_tell_union(r, row);
	return true;
}

static bool risk_told(struct req *r, void *row, const void *before)
{
	(void)before;
	appeal_tell_risk(r, row, false);
	return true;
}

static bool risk_anew(struct req *r, void *row, const void *before)
{
	(void)before;
	appeal_tell_risk(r, row, true);
	return true;
}

static bool notice_told(struct req *r, void *row, const void *before)
{
	(void)before;
	appeal_notice_near(r, row);
	return true;
}

static const struct move moves[] = {
	MATTER_MOVES("appeal"),
	MATTER_URGED_MOVE,
	APPEAL_PETITION_MOVES,
	{ANY_STATE, "notice", SAME_STATE, "appeal.sort", "信访告知", MOVE_PLACED | MOVE_OPINION, is_petition, noticed, "15 日内书面告知是否受理"},
	{ANY_STATE, "announce", SAME_STATE, NULL, "收件提醒", MOVE_HIDDEN | MOVE_LASTING, is_news, announced, "匿名诉求按时段提醒，不透露提交的时刻"},
	{ANY_STATE, "risk_told", SAME_STATE, NULL, "风险提醒", MOVE_HIDDEN | MOVE_LASTING, NULL, risk_told, "匿名诉求后来写到的风险，按时段报主席，不透露时刻"},
	{ANY_STATE, "risk_anew", SAME_STATE, NULL, "风险提醒", MOVE_HIDDEN | MOVE_LASTING, NULL, risk_anew, "又写到轻生的，按时段再报"},
	{ANY_STATE, "notice_near", SAME_STATE, NULL, "信访告知提醒", MOVE_HIDDEN, NULL, notice_told, "告知期限前两个工作日提醒"},
	{ANY_STATE, "contact", SAME_STATE, "appeal.close", "查看联系电话", MOVE_HIDDEN | MOVE_REASON, NULL, NULL, "查看留下的电话，记入经过"},
	{0},
};

/* Sorted as a petition: the notice has a day of its own. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct appeal *a = row, *was = before;
	matter_after(r, before, row);
	appeal_risk_after(r, was, a);
	if (a->level == APPEAL_PETITION && a->state == MATTER_SORTED && (!was || was->level != APPEAL_PETITION))
		due_set(r, &appeal_record, a->id, due_morning(deadline_step(appeal_notice_day(r, a), -2)), "notice_near");
}

const struct flow appeal_flow = {
	.record = &appeal_record, .moves = moves, .home = "/appeals/%lld", .edit_right = "appeal.close", .edit_states = 0,
	.first = MATTER_RECEIVED, .read_right = "appeal.read", .matters = &appeal_matters, .after = after,
};

/* ---- lists ---- */

static const struct list_view views[] = {
	{"待受理", "state=2"}, {"在办", "state=3,4,5,6,7"}, {"待评价", "state=8"}, {"待质检", "state=9"}, {"有风险", "risk=1,2"}, {"信访", "level=4"}, {0}};
const struct list appeal_list = {
	.name = "appeals", .base = "/appeals", .flow = &appeal_flow, .read_right = "appeal.sort", .sort = "-received_on", .views = views, .noun = "件",
	.cols = "title,state,number,kind,mode,lead,received_on,due,risk",
	.empty = "还没有诉求。职工在手机上提交，或在这里登记来访来电，都会列在这里。",
	.help = "职工的诉求、建议和法律咨询。提出人和内容不进列表，也不导出。", .personal = true,
	.add = "/appeals/new", .add_label = "登记来访来电",
};
static const struct list *const lists[] = {&appeal_list, &answer_list, NULL};

/* ---- what the module declares ---- */

static const struct route routes[] = {
	{METHOD_GET, "/m/ask", "appeal.submit", get_ask, "手机：提诉求"},
	{METHOD_POST, "/m/ask", "appeal.submit", post_ask, "手机：提交诉求", .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/m/appeals", "appeal.submit", get_mine, "手机：我的诉求"},
	{METHOD_GET, "/m/appeals/{id}", "appeal.read", get_track, "手机：诉求进度", .of = &appeal_record},
	{METHOD_POST, "/m/appeals/{id}/{word}", "appeal.read", post_track, "手机：评价、补充、催办、撤回", .of = &appeal_record},
	{METHOD_GET, "/m/answers", "answer.read", get_answers, "手机：常见问题"},
	{METHOD_GET, "/anon", NULL, get_anon, "匿名提诉求", ROUTE_PUBLIC | ROUTE_ANON},
	{METHOD_POST, "/anon", NULL, post_anon, "匿名提交", ROUTE_PUBLIC | ROUTE_ANON, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_POST, "/anon/answers", NULL, post_anon_answers, "匿名提交前查找公开的答复", ROUTE_PUBLIC | ROUTE_ANON},
	{METHOD_GET, "/anon/track", NULL, get_anon_track, "凭查询码和口令查看", ROUTE_PUBLIC | ROUTE_ANON},
	{METHOD_POST, "/anon/track", NULL, post_anon_track, "打开匿名诉求", ROUTE_PUBLIC | ROUTE_ANON},
	{METHOD_POST, "/anon/step/{word}", NULL, post_anon_step, "匿名评价、补充、撤回", ROUTE_PUBLIC | ROUTE_ANON},
	{METHOD_GET, "/appeals/new", "appeal.desk", get_desk, "登记来访来电的表单"},
	{METHOD_POST, "/appeals/new", "appeal.desk", post_desk, "登记来访来电", .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/appeals/poster", "appeal.desk", get_poster, "张贴用的二维码"},
	{METHOD_GET, "/appeals/poster.pdf", "appeal.desk", get_poster_pdf, "各处的二维码，一处一页的 PDF", ROUTE_SLOW},
	{METHOD_GET, "/appeals/topics", "appeal.topics", get_topics, "每月议题，少于 5 件的不显示"},
	{METHOD_GET, "/appeals/topics/file/{word}", "appeal.topics", get_topics_paper, "每月议题 docx、pdf、xlsx", ROUTE_SLOW},
	{METHOD_POST, "/appeals/{id}/contact", "appeal.close", post_contact, "查看联系电话", .of = &appeal_record},
	MATTER_ROUTES("/appeals", "appeal.sort", "appeal.read", appeal_record, "诉求", get_appeals, get_appeal, post_appeal),
	{METHOD_GET, "/answers", "answer.edit", get_answer_list, "常见问题列表"},
	{METHOD_GET, "/answers/new", "answer.edit", get_answer_new, "写一条答复"},
	{METHOD_POST, "/answers", "answer.edit", post_answer_new, "保存一条答复"},
	{METHOD_GET, "/answers/{id}", "answer.read", get_answer, "一条答复", .of = &answer_record},
	{METHOD_GET, "/answers/{id}/edit", "answer.edit", get_answer_edit, "修改答复的表单", .of = &answer_record},
	{METHOD_POST, "/answers/{id}", "answer.edit", post_answer_edit, "修改答复", .of = &answer_record},
	{0},
};

static const struct right rights[] = {
	{"appeal.submit", "提诉求", .here = MEMBERS},
	MATTER_READ("appeal", "查看诉求", 0),
	MATTER_HANDLED_RIGHTS("appeal", "诉求", "评价和撤回自己的诉求", "受理和分派诉求", "办理诉求", "回访、质检和办结诉求", "会签诉求答复", "签发诉求答复"),
	{"appeal.desk", "登记来访来电", .here = STAFF},
	{"appeal.topics", "查看每月议题", .here = STAFF, .below = STAFF},
	{"answer.read", "查看常见问题", .here = MEMBERS, .above = MEMBERS, .below = STAFF},
	{"answer.edit", "编写常见问题", .here = STAFF},
	{0},
};

static const struct policy policies[] = {
	{"appeal.days", "一般诉求办理期限", "个工作日", 5, POLICY_BY_UNIT, "12351 三级时限（具体天数未公开），通行做法", 'C'},
	{"appeal.hard_days", "难点诉求办理期限", "个工作日", 15, POLICY_BY_UNIT, "12351 三级时限（具体天数未公开），通行做法", 'C'},
	{"appeal.complex_days", "特别复杂诉求办理期限", "个工作日", 30, POLICY_BY_UNIT, "12351 三级时限（具体天数未公开），通行做法", 'C'},
	{"appeal.again_days", "诉求再办期限", "个工作日", 5, POLICY_BY_UNIT, "通行做法：不满意再办一次", 'C'},
	{"appeal.extension", "诉求最多延长", "天", 30, POLICY_BY_UNIT, "《信访工作条例》第三十四条：延长不超过 30 日；其他参照", 'A'},
	{"appeal.petition_days", "信访事项办理期限", "日", 60, POLICY_HARD, "《信访工作条例》第三十四条", 'A'},
	{"appeal.petition_notice", "信访告知期限", "日", 15, POLICY_HARD, "《信访工作条例》第二十二条", 'A'},
	{"appeal.review_days", "请求信访复查、复核的期限", "日", 30, POLICY_HARD, "《信访工作条例》第三十五、三十六条", 'A'},
	{"appeal.cell", "议题统计少于几件不显示", "件", 5, 0, "个人信息保护的通行做法", 'C'},
	{0},
};

static const struct measure measures[] = {
	MATTER_MEASURES("appeal", appeal_record, "诉求", "/appeals"),
	{.key = "appeal.review_overdue", .label = "逾期的信访复查复核", .unit_label = "件", .kind = MEASURE_STATE, .record = &appeal_record, .list = "/appeals?level=4",
	 .states = MATTER_OPEN | MATTER_ANSWERED, .past = "petition_due", .help = "过了 30 日还没有复查答复、复核意见的，到期次日自动计入"},
	{0},
};

static const struct nav nav[] = {
	{"服务职工", "提诉求", ICON("message-plus"), "/m/ask", "appeal.submit", 280},
	{"服务职工", "我的诉求", ICON("message-2"), "/m/appeals", "appeal.submit", 281},
	{"服务职工", "职工诉求", ICON("message-report"), "/appeals", "appeal.sort", 291},
	{"服务职工", "诉求每月议题", ICON("table"), "/appeals/topics", "appeal.topics", 291},
	{"服务职工", "张贴二维码", ICON("qrcode"), "/appeals/poster", "appeal.desk", 291},
	{"服务职工", "常见问题", ICON("help-circle"), "/m/answers", "answer.read", 295},
	{"服务职工", "编写常见问题", ICON("pencil"), "/answers", "answer.edit", 295},
	{0},
};

static const struct flow *const flows[] = {&appeal_flow, &answer_flow, NULL};
static const char *const needs[] = {"matters", "units", NULL};

const struct module mod_appeals = {
	.name = "appeals", .label = "职工诉求", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = policies,
	.nav = nav, .lists = lists, .needs = needs,
};
