#include "modules/hazards/inside.h"

#include <string.h>

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/message.h"
#include "kernel/module.h"
#include "kernel/policy.h"
#include "kernel/unit.h"

extern const char hazards_schema[]; /* schema.sql */

static const struct choice states[] = {
	{MATTER_RECEIVED, "待确认", "warn"}, {MATTER_SORTED, "待交办", "warn"}, {MATTER_SENT, "待签收", "info"},
	{MATTER_WORKING, "整改中", "info"}, {MATTER_PAUSED, "已暂停", "mute"}, {MATTER_SIGNING, "待部门确认", "info"},
	{MATTER_CHECK, "待复查", "warn"}, {MATTER_CLOSED, "已销号", "ok"},
	{MATTER_REFUSED, "不属隐患", "mute"}, {MATTER_MERGED, "已并入", "mute"}, {MATTER_WITHDRAWN, "已撤回", "mute"}, {0}};

const struct choice hazard_kinds[] = {
	{1, "机械设备", NULL}, {2, "用电", NULL}, {3, "高处和临边", NULL}, {4, "消防", NULL}, {5, "有限空间", NULL},
	{6, "车辆和运输", NULL}, {7, "职业健康", NULL}, {8, "其他", NULL}, {0}};
const struct choice hazard_levels[] = {
	{HAZARD_AT_ONCE, "一般，当日整改", NULL}, {HAZARD_SOON, "一般，三日整改", NULL}, {HAZARD_TERM, "一般，限期整改", NULL},
	{HAZARD_MAJOR, "重大", "bad"}, {0}};
static const struct choice dangers[] = {{0, "无", NULL}, {1, "有现实危险", "bad"}, {0}};

/* Who reported it stands in no list and no export; the board shows it to all, without him. */
static const struct field fields[] = {
	HEAD_FIELDS(struct hazard, states),
	MATTER_FIELDS_AS(struct hazard, hazard_kinds, hazard_levels, no_outcomes, 0, "级别", F_LIST | F_FILTER),
	TEXT(struct hazard, place, .label = "地点", .max = 60, .use = F_LIST | F_FIND | F_NEED | F_JSON),
	CHOICE(struct hazard, danger, dangers, .label = "现实危险", .use = F_LIST | F_FILTER | F_JSON),
	LONG(struct hazard, measure, .label = "整改措施", .max = 600, .use = F_NEED | F_HISTORY),
	LONG(struct hazard, plan, .label = "整改期间的防范措施", .max = 600, .use = F_NEED | F_HISTORY,
	     .hint = "整改完成前怎样保证安全：隔离、警示、停用、值守；重大隐患写明应急预案。"),
	MONEY(struct hazard, cost, .label = "整改资金（元）", .use = F_LIST | F_HISTORY, .hint = "不花钱的填 0。"),
	REF(struct hazard, owner, &person_record, .label = "整改责任人", .use = F_NEED | F_HISTORY),
	DAY(struct hazard, fix_by, .label = "整改时限", .use = F_NEED | F_LIST | F_HISTORY),
	DAY(struct hazard, settled_on, .label = "五落实日期"),
	INSTANT(struct hazard, after_at, .label = "整改后照片"),
	DAY(struct hazard, reported_on, .label = "报告监管部门日期", .use = F_NEED | F_HISTORY),
	TEXT(struct hazard, report_no, .label = "报告文号或方式", .max = 60, .use = F_NEED | F_HISTORY),
	DAY(struct hazard, evacuated_on, .label = "建议撤离日期", .use = F_HISTORY),
	REF(struct hazard, patrol, &patrol_record, .label = "来自巡查"),
};
const struct record hazard_record = RECORD("hazard", "隐患", struct hazard, fields, "title",
	.indexes = MATTER_INDEXES("hazard")
		   "create index hazard_of_lead on hazard(unit, lead, received_on);\n"
		   "create index hazard_in_danger on hazard(unit, id) where danger = 1 and state < 10;\n"
		   "create index hazard_of_patrol on hazard(patrol, id) where patrol <> 0;\n");

/* ---- the way of working ---- */

static bool knows(struct req *r, const struct matter *m)
{
	return r->who && (m->author == r->who->person || may(r, "hazard.close", m->unit));
}

static const char *author(struct req *r, const struct matter *m)
{
	return knows(r, m) && m->author ? record_title(r->db, r->arena, &person_record, m->author) : "职工";
}

const char *hazard_unsettled(const struct hazard *h)
{
	if (text_empty(h->measure))
		return "还没有落实整改措施。";
	if (!h->owner)
		return "还没有落实责任人。";
	if (!h->fix_by)
		return "还没有落实整改时限。";
	if (text_empty(h->plan))
		return "还没有落实整改期间的防范措施。";
	return h->settled_on ? NULL : "还没有落实整改资金。";
}

/* 五落实 and the photo before the correction is reported; the verification before it is closed. */
static const char *missing(struct req *r, const struct matter *m, const char *verb)
{
	const struct hazard *h = (const void *)m;
	const char *why = hazard_unsettled(h);
	(void)r;
	if (why)
		return why;
	if (!h->after_at)
		return "还没有上传整改后的照片。";
	if (strcmp(verb, "close") != 0)
		return NULL;
	if (m->level == HAZARD_MAJOR && !h->reported_on)
		return "重大隐患还没有向负有安全监管职责的部门报告。";
	return m->called_on ? NULL : "还没有记录现场复查。";
}

/* Neither who reported it nor who drafted the result nor who owned the correction verifies it. */
static const char *may_verify(struct req *r, const void *row)
{
	const struct hazard *h = row;
	if (r->who && !r->system && r->who->person == h->owner)
		return "整改由你负责，请由别人复查。";
	return NULL;
}

static const char *may_close(struct req *r, const void *row)
{
	const char *why = may_verify(r, row);
	return why ? why : matter_may_close(r, row);
}

static const char *may_settle(struct req *r, const void *row)
{
	return matter_by_lead(r, row);
}

static const char *is_major(struct req *r, const void *row)
{
	const struct hazard *h = row;
	if (h->level != HAZARD_MAJOR)
		return "只有重大隐患要向监管部门报告。";
	return h->reported_on ? "已经报告。" : matter_by_union(r, row);
}

static const char *may_evacuate(struct req *r, const void *row)
{
	const struct hazard *h = row;
	if (h->state >= MATTER_CLOSED)
		return "已经结束。";
	return h->evacuated_on ? "已经提出过撤离建议。" : matter_by_union(r, row);
}

static bool evacuated(struct req *r, void *row, const void *before)
{
	struct hazard *h = row;
	(void)before;
	h->evacuated_on = r->today;
	message_send_role(r, BIT(ROLE_HANDLER) | BIT(ROLE_CHAIR) | BIT(ROLE_CADRE), h->lead ? h->lead : h->unit, &(struct message){
		.title = arena_printf(r->arena, "建议立即停工撤人：%s", h->number), .body = h->place, .urgent = true,
		.link = link_to(r, "/hazards/%lld", (long long)h->id)});
	return true;
}

static bool redone(struct req *r, void *row, const void *before)
{
	((struct hazard *)row)->after_at = 0;
	return matter_redone(r, row, before);
}

static const struct matter_limit limits[] = {
	{HAZARD_AT_ONCE, "hazard.now_days", DEADLINE_DAYS}, {HAZARD_SOON, "hazard.soon_days", DEADLINE_DAYS},
	{HAZARD_TERM, "hazard.term_days", DEADLINE_DAYS}, {HAZARD_MAJOR, "hazard.major_days", DEADLINE_DAYS}, {0}};

static const struct rung ladder[] = {
	{"near", -1, TELL_LEAD, "即将到期"}, {"over", 1, TELL_LEAD | TELL_UNION, "逾期未整改"}, {"far", 3, TELL_CHAIR, "逾期两个工作日以上"},
	{"top", 6, TELL_ABOVE, "逾期五个工作日以上"}, {0}};

static const struct matter_stage stages[] = {
	{"确认", MATTER_RECEIVED, MATTER_RECEIVED, offsetof(struct matter, received_on)},
	{"交办", MATTER_SORTED, MATTER_SENT, offsetof(struct matter, sent_on)},
	{"整改", MATTER_WORKING, MATTER_PAUSED, 0},
	{"部门确认", MATTER_SIGNING, MATTER_REPLIED, offsetof(struct matter, replied_on)},
	{"复查", MATTER_CHECK, MATTER_CHECK, offsetof(struct matter, called_on)},
	{"销号", MATTER_CLOSED, MATTER_CLOSED, offsetof(struct matter, closed_on)},
	{0}};
#define CUSTOM "企业隐患整改的通行做法"
static const struct step_words words[] = {
	{"sort", NULL, "核对现场，定类别和级别；级别决定整改期限。重大隐患指要全部或局部停产停业、经过一定时间整改才能排除的。", "《安全生产法》第四十一条"},
	{"reply", NULL, "写明怎样整改的、现在的状况。五落实齐全、有整改后的照片才能提交。", "措施、资金、责任人、时限、预案五落实，" CUSTOM "，未核实"},
	{"sign", NULL, "部门负责人到现场确认后签发，转工会复查。", "谁整改谁不确认，" CUSTOM "，未核实"},
	{"callback", "复查情况", "何时、谁到现场看的，整改是否到位。", "谁整改谁不复查，" CUSTOM "，未核实"},
	{"close", "复查意见", "整改责任人、经办人和报告人都不能复查。", "谁整改谁不复查，" CUSTOM "，未核实；重大隐患先报告监管部门：《安全生产法》第四十一条"},
	{"again", "理由", "写明哪里没有整改到位。", "复查不合格的重新整改，" CUSTOM "，未核实"},
	{"refuse", NULL, "理由会告知报告人。"},
	{"rate", "想说的话", "满意、不满意都可以写。"},
	{0}};

const struct matters hazard_matters = {
	.name = "hazard", .base = "/hazards", .noun = "隐患", .answer = "整改结果", .mark = "YH", .kinds = hazard_kinds, .levels = hazard_levels,
	.limits = limits, .again_days = "hazard.again_days", .again_basis = DEADLINE_DAYS, .extension = "hazard.extension", .ladder = ladder,
	.author = author, .knows = knows, .missing = missing, .sorting = "确认", .sending = "交办", .ending = "复查销号", .content = hazard_content, .own_files = true, .page = hazard_track_page,
	.stages = stages, .words = words, .source = "隐患如实记录、告知职工：《安全生产法》第四十一条；报告、交办、整改、复查、销号，" CUSTOM "，未核实",
};

#define STEP(from, verb, to, right, label, ...) MATTER_MOVE(from, verb, to, "hazard." right, label, __VA_ARGS__)
static const struct move moves[] = {
	STEP(MATTER_RECEIVED, "sort", MATTER_SORTED, "sort", "确认隐患", 0, matter_not_own, NULL, "核对现场，定类别和级别"),
	STEP(MATTER_SORTED, "sort", MATTER_SORTED, "sort", "改级别", 0, matter_not_own, NULL, "改类别或级别，期限随之改变"),
	MATTER_TABLE_MOVES("hazard", "不属隐患", "并入", "交办"),
	MATTER_LEAD_MOVES("hazard"),
	MATTER_URGED_MOVE,
	STEP(MATTER_WORKING, "five", SAME_STATE, "handle", "五落实", 0, may_settle, NULL, "措施、资金、责任人、时限、防范措施"),
	STEP(MATTER_WORKING, "after", SAME_STATE, "handle", "整改后照片", 0, matter_by_lead, NULL, "上传整改后的照片"),
	STEP(MATTER_WORKING, "reply", MATTER_SIGNING, "handle", "提交整改结果", 0, matter_may_reply, matter_replied, "送协办会签和部门负责人确认"),
	STEP(MATTER_SIGNING, "sign", MATTER_CHECK, "sign", "确认整改完成", 0, matter_may_sign, matter_signed, "部门负责人确认，转工会复查"),
	STEP(MATTER_SIGNING, "unsign", MATTER_WORKING, "sign", "退回重做", MOVE_REASON, NULL, matter_unsigned, "整改还不到位"),
	STEP(MATTER_CHECK, "callback", SAME_STATE, "close", "记录复查", MOVE_OPINION, may_verify, NULL, "到现场看过以后记录"),
	STEP(MATTER_CHECK, "again", MATTER_WORKING, "close", "退回整改", MOVE_REASON, may_verify, redone, "复查不合格，退回重新整改"),
	STEP(MATTER_CHECK, "close", MATTER_CLOSED, "close", "销号", 0, may_close, matter_closed, "缺少任何一步都不能销号；谁整改的谁不能复查"),
	STEP(MATTER_CLOSED, "reopen", MATTER_CHECK, "close", "撤回销号", MOVE_REASON, NULL, matter_reopened, "发现有误，回到复查"),
	STEP(MATTER_CLOSED, "rated", SAME_STATE, "author", "评价", 0, NULL, matter_rated, "报告人评价"),
	STEP(MATTER_CLOSED, "rerate", SAME_STATE, "author", "改评价", 0, matter_may_rerate, matter_rated, "评错了，在期限内、回访前可以改；原来的评价留着"),
	STEP(ANY_STATE, "authority", SAME_STATE, "sort", "报告监管部门", 0, is_major, hazard_authority_told, "重大隐患向负有安全监管职责的部门报告"),
	{ANY_STATE, "evacuate", SAME_STATE, "hazard.sort", "建议停工撤人", MOVE_PLACED | MOVE_OPINION, may_evacuate, evacuated,
	 "发现危及职工生命安全的情况，工会有权建议组织撤离，单位必须立即处理"},
	{0},
};

const struct flow hazard_flow = {
	.record = &hazard_record, .moves = moves, .home = "/hazards/%lld", .edit_right = "hazard.close", .edit_states = 0,
	.first = MATTER_RECEIVED, .read_right = "hazard.read", .matters = &hazard_matters, .after = matter_after,
};

/* ---- lists ---- */

static const struct list_view views[] = {
	{"待确认", "state=2"}, {"整改中", "state=3,4,5,6,7"}, {"待复查", "state=9"}, {"重大", "level=4"}, {"现实危险", "danger=1"}, {"已销号", "state=10"}, {0}};
const struct list hazard_list = {
	.name = "hazards", .base = "/hazards", .flow = &hazard_flow, .read_right = "hazard.sort", .sort = "-received_on", .views = views, .noun = "处",
	.cols = "title,state,level,danger,place,lead,received_on,fix_by",
	.empty = "还没有隐患。职工在手机上拍照报告，或在巡查时登记，都会列在这里。",
	.help = "隐患台账：报告、整改、复查、销号。报告人不进列表，也不导出。",
	.add = "/m/hazard", .add_label = "报告隐患",
};
static const struct list *const lists[] = {&hazard_list, &inspector_list, &patrol_list, NULL};

/* ---- what the module declares ---- */

static const struct route routes[] = {
	{METHOD_GET, "/m/hazard", "hazard.submit", get_hazard_form, "手机：报告隐患"},
	{METHOD_POST, "/m/hazard", "hazard.submit", post_hazard_form, "手机：提交隐患", .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/m/hazards", "hazard.board", get_hazard_board, "手机：本单位的隐患和整改情况"},
	{METHOD_GET, "/m/hazards/{id}", "hazard.board", get_hazard_track, "手机：隐患进度", .of = &hazard_record},
	{METHOD_POST, "/m/hazards/{id}/{word}", "hazard.read", post_hazard_track, "手机：评价、补充、撤回", .of = &hazard_record},
	{METHOD_GET, "/hazards/ledger", "hazard.ledger", get_hazard_ledger, "隐患整改情况表，按部门"},
	{METHOD_GET, "/hazards/duty", "hazard.board", get_hazard_duty, "值班页：现实危险一报告就显示"},
	{METHOD_POST, "/hazards/{id}/settle", "hazard.read", post_hazard_settle, "五落实", .of = &hazard_record},
	{METHOD_POST, "/hazards/{id}/after", "hazard.read", post_hazard_after, "上传整改后照片", .of = &hazard_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_POST, "/hazards/{id}/authority", "hazard.read", post_hazard_authority, "记录报告监管部门", .of = &hazard_record},
	MATTER_ROUTES("/hazards", "hazard.sort", "hazard.read", hazard_record, "隐患", get_hazards, get_hazard, post_hazard),
	{METHOD_GET, "/inspectors", "inspector.read", get_inspectors, "劳动保护监督检查员名单"},
	{METHOD_GET, "/inspectors/net", "inspector.read", get_inspector_net, "检查员三级网络和没有检查员的单位", ROUTE_SLOW},
	{METHOD_GET, "/inspectors/new", "inspector.edit", get_inspector_new, "登记检查员的表单"},
	{METHOD_POST, "/inspectors", "inspector.edit", post_inspector_new, "登记一名检查员"},
	{METHOD_GET, "/inspectors/{id}", "inspector.read", get_inspector, "一名检查员", .of = &inspector_record},
	{METHOD_GET, "/inspectors/{id}/edit", "inspector.edit", get_inspector_edit, "修改检查员的表单", .of = &inspector_record},
	{METHOD_POST, "/inspectors/{id}", "inspector.edit", post_inspector_edit, "修改检查员", .of = &inspector_record},
	{METHOD_GET, "/patrols", "patrol.read", get_patrols, "安全巡查列表"},
	{METHOD_GET, "/patrols/new", "patrol.edit", get_patrol_new, "安排巡查的表单"},
	{METHOD_POST, "/patrols", "patrol.edit", post_patrol_new, "安排一次巡查"},
	{METHOD_GET, "/patrols/{id}", "patrol.read", get_patrol, "一次巡查", .of = &patrol_record},
	{METHOD_GET, "/patrols/{id}/edit", "patrol.edit", get_patrol_edit, "修改巡查的表单", .of = &patrol_record},
	{METHOD_POST, "/patrols/{id}", "patrol.edit", post_patrol_edit, "修改巡查", .of = &patrol_record},
	{METHOD_POST, "/patrols/{id}/draw", "patrol.edit", post_patrol_draw, "抽取地点和检查员", .of = &patrol_record},
	{METHOD_POST, "/patrols/{id}/result", "patrol.read", post_patrol_result, "记录一处的检查结果", .of = &patrol_record},
	{0},
};

static const struct right rights[] = {
	{"hazard.submit", "报告隐患", .here = MEMBERS},
	{"hazard.board", "查看本单位隐患公示", .here = MEMBERS, .above = MEMBERS},
	MATTER_READ("hazard", "查看隐患", 0),
	MATTER_HANDLED_RIGHTS("hazard", "隐患", "评价和撤回自己报告的隐患", "确认和交办隐患", "整改隐患", "复查和销号", "会签整改结果", "确认整改完成"),
	{"hazard.ledger", "查看隐患整改情况表", .here = STAFF, .below = STAFF},
	{"inspector.read", "查看检查员名单", .here = MEMBERS, .above = MEMBERS, .below = STAFF},
	{"inspector.edit", "登记检查员", .here = STAFF},
	{"patrol.read", "查看安全巡查", .here = MEMBERS, .above = MEMBERS, .below = STAFF},
	{"patrol.edit", "安排安全巡查", .here = STAFF},
	{0},
};

#define TERMS CUSTOM "（24 小时、3 日、15 日、30 日）"
static const struct policy policies[] = {
	{"hazard.now_days", "当日整改的期限", "日", 1, POLICY_BY_UNIT, TERMS, 'C'},
	{"hazard.soon_days", "三日整改的期限", "日", 3, POLICY_BY_UNIT, TERMS, 'C'},
	{"hazard.term_days", "限期整改的期限", "日", 15, POLICY_BY_UNIT, TERMS, 'C'},
	{"hazard.major_days", "重大隐患整改期限", "日", 30, POLICY_BY_UNIT, TERMS, 'C'},
	{"hazard.again_days", "复查不合格后的整改期限", "日", 3, POLICY_BY_UNIT, TERMS, 'C'},
	{"hazard.extension", "隐患整改最多延长", "日", 30, POLICY_BY_UNIT, TERMS, 'C'},
	{"inspector.near_days", "检查员证书到期提醒", "日", 30, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{0},
};

static const struct measure measures[] = {
	MATTER_MEASURES_AS("hazard", hazard_record, "隐患", "整改", "/hazards"),
	{.key = "hazard.major", .label = "未销号重大隐患", .unit_label = "处", .kind = MEASURE_STATE, .record = &hazard_record, .list = "/hazards?level=4",
	 .states = MATTER_OPEN | 1u << MATTER_REPLIED | 1u << MATTER_CHECK, .where = "level", .is = HAZARD_MAJOR, .help = "还没有复查销号的重大隐患"},
	{.key = "inspector.active", .label = "在任检查员", .unit_label = "人", .kind = MEASURE_STATE, .record = &inspector_record, .list = "/inspectors",
	 .states = 1u << INSPECTOR_ACTIVE, .help = "在任的劳动保护监督检查员"},
	{.key = "patrol.done", .label = "完成安全巡查", .unit_label = "次", .kind = MEASURE_SUM, .record = &patrol_record, .list = "/patrols", .on = "held_on",
	 .states = 1u << PATROL_DONE, .help = "抽到的地点都有检查结果的，按巡查日期计"},
	{0},
};

static const struct nav nav[] = {
	{"服务职工", "报告隐患", ICON("alert-triangle"), "/m/hazard", "hazard.submit", 282},
	{"服务职工", "隐患公示", ICON("shield-check"), "/m/hazards", "hazard.board", 283},
	{"建功立业", "隐患台账", ICON("alert-triangle"), "/hazards", "hazard.sort", 292},
	{"建功立业", "隐患情况表", ICON("table"), "/hazards/ledger", "hazard.ledger", 292},
	{"建功立业", "隐患值班", ICON("bell"), "/hazards/duty", "hazard.sort", 292},
	{"建功立业", "安全巡查", ICON("route"), "/patrols", "patrol.edit", 293},
	{"建功立业", "检查员名单", ICON("user-shield"), "/inspectors", "inspector.edit", 294},
	{"建功立业", "检查员三级网络", ICON("table"), "/inspectors/net", "inspector.edit", 294},
	{0},
};

static const struct flow *const flows[] = {&patrol_flow, &inspector_flow, &hazard_flow, NULL};
static const char *const needs[] = {"matters", NULL};

const struct module mod_hazards = {
	.name = "hazards", .label = "隐患和安全检查", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = policies,
	.nav = nav, .lists = lists, .needs = needs, .schema = hazards_schema,
};
