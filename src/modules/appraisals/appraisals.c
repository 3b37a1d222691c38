#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/module.h"
#include "kernel/schema.h"
#include "modules/appraisals/inside.h"
#include "modules/plans/plans.h"

extern const char appraisals_schema[]; /* schema.sql */

static const struct list_view sheet_views[] = {{"使用中", "state=2"}, {"编制中", "state=1"}, {0}};
const struct list sheet_list = {
	.name = "sheets", .base = "/sheets", .flow = &sheet_flow, .read_right = "sheet.read", .views = sheet_views, .noun = "份", .add = "/sheets/offers", .add_label = "新建标准",
	.empty = "还没有评价标准。可以从样例、从要点的名词解释新建，也可以自拟。", .help = "标准属于编制它的单位，启用后不再改动，修订成新一版。",
};
static const struct list_view appraisal_views[] = {{"申报中", "state=2"}, {"评审中", "state=3"}, {"已结束", "state=4"}, {"和谐劳动关系创建", "kind=13"}, {0}};
const struct list appraisal_list = {
	.name = "appraisals", .base = "/appraisals", .flow = &appraisal_flow, .read_right = "appraisal.read", .sort = "-opens", .views = appraisal_views, .noun = "项",
	.empty = "还没有评选。先启用一份评价标准，再发起评选。", .help = "六有、职工之家、工人先锋号、六型班组、和谐劳动关系等的申报、核实、评定和命名。", .drafts = 1u << APPRAISAL_DRAFT,
	.draft_right = "appraisal.run", .add = "/appraisals/new", .add_label = "新的评选",
};
static const struct list_view entry_views[] = {{"待核实", "state=2"}, {"评分中", "state=3"}, {"已评定", "state=4"}, {"已命名", "state=6"}, {0}};
const struct list entry_list = {
	.name = "entries", .base = "/entries", .flow = &entry_flow, .read_right = "entry.read", .sort = "-submitted_on", .views = entry_views, .noun = "件",
	.empty = "还没有申报。在申报中的评选里申报。", .help = "各工会的申报和结果。", .add = "/appraisals?state=2", .add_label = "去申报",
};
static const struct list_view title_views[] = {{"有效", "state=1"}, {"六有工会", "kind=1&state=1"}, {"职工之家", "kind=2&state=1"}, {"六型班组", "kind=5&state=1"}, {"和谐劳动关系", "kind=13&state=1"}, {"有严重事件", "event=1&state=1"}, {"该复核的", "state=1&sort=recheck_by"}, {0}};
const struct list title_list = {
	.name = "titles", .base = "/titles", .flow = &title_flow, .read_right = "title.read", .sort = "-since", .views = title_views, .noun = "个", .cols = "title,state,holder,kind,level,granter_name,since,recheck_by,event",
	.empty = "还没有称号。评选命名后自动登记，系统以外的可以补登。", .help = "谁有什么称号、什么时候授予、什么时候复核。", .add = "/titles/new", .add_label = "登记已有的称号",
};
static const struct list *const lists[] = {&sheet_list, &appraisal_list, &entry_list, &title_list, NULL};



static const struct route routes[] = {
	{METHOD_GET, "/sheets", "sheet.read", get_sheets, "评价标准列表"},
	{METHOD_GET, "/sheets/offers", "sheet.edit", get_sheet_offers, "从样例或要点的名词解释新建标准"},
	{METHOD_GET, "/sheets/new", "sheet.edit", get_sheet_new, "自拟标准的表单"},
	{METHOD_POST, "/sheets", "sheet.edit", post_sheet_new, "自拟一份标准"},
	{METHOD_POST, "/sheets/samples/{word}", "sheet.edit", post_sheet_sample, "按样例建标准"},
	{METHOD_POST, "/sheets/terms/{id}", "sheet.edit", post_sheet_term, "按要点的名词解释建标准", .of = &plan_term_record},
	{METHOD_GET, "/sheets/{id}", "sheet.read", get_sheet, "一份评价标准", .of = &sheet_record},
	{METHOD_GET, "/sheets/{id}/edit", "sheet.edit", get_sheet_edit, "修改标准的表单", .of = &sheet_record},
	{METHOD_POST, "/sheets/{id}", "sheet.edit", post_sheet_edit, "保存标准", .of = &sheet_record},
	{METHOD_POST, "/sheets/{id}/items", "sheet.edit", post_criterion, "加评价项目", .of = &sheet_record},
	{METHOD_POST, "/sheets/{id}/items/{sub}", "sheet.edit", post_criterion_change, "改评价项目", .of = &sheet_record},
	{METHOD_POST, "/sheets/{id}/items/{sub}/drop", "sheet.edit", post_criterion_drop, "删评价项目", .of = &sheet_record},
	{METHOD_POST, "/sheets/{id}/revise", "sheet.edit", post_sheet_revise, "修订成新一版", .of = &sheet_record},
	{METHOD_GET, "/appraisals", "appraisal.read", get_appraisals, "评选列表"},
	{METHOD_GET, "/appraisals/new", "appraisal.run", get_appraisal_new, "新评选的表单"},
	{METHOD_POST, "/appraisals", "appraisal.run", post_appraisal_new, "建一项评选"},
	{METHOD_GET, "/appraisals/{id}", "appraisal.read", get_appraisal, "一项评选：通知、评委、申报和结果", .of = &appraisal_record},
	{METHOD_GET, "/appraisals/{id}/edit", "appraisal.run", get_appraisal_edit, "修改评选的表单", .of = &appraisal_record},
	{METHOD_POST, "/appraisals/{id}", "appraisal.run", post_appraisal_edit, "保存评选", .of = &appraisal_record},
	{METHOD_POST, "/appraisals/{id}/panel", "appraisal.run", post_assessor, "增加评委", .of = &appraisal_record},
	{METHOD_POST, "/appraisals/{id}/panel/{sub}/drop", "appraisal.run", post_assessor_drop, "去掉评委", .of = &appraisal_record},
	{METHOD_POST, "/appraisals/{id}/publish", "appraisal.run", post_appraisal_publish, "公示勾选的申报", .of = &appraisal_record},
	{METHOD_GET, "/appraisals/{id}/entries/new", "appraisal.read", get_entry_new, "申报的表单", .of = &appraisal_record},
	{METHOD_POST, "/appraisals/{id}/entries", "appraisal.read", post_entry_new, "建一件申报", .of = &appraisal_record},
	{METHOD_GET, "/entries", "entry.read", get_entries, "申报列表"},
	{METHOD_GET, "/entries/{id}", "entry.read", get_entry, "一件申报：自评、取数、核实、得分", .of = &entry_record},
	{METHOD_POST, "/entries/{id}/answers", "entry.edit", post_entry_answers, "保存自评", .of = &entry_record},
	{METHOD_POST, "/entries/{id}/files", "entry.edit", post_entry_files, "添加佐证", .of = &entry_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_POST, "/entries/{id}/verify", "entry.judge", post_entry_verify, "现场核实", .of = &entry_record},
	{METHOD_POST, "/entries/{id}/marks", "entry.score", post_entry_marks, "评委打分", .of = &entry_record},
	{METHOD_GET, "/appraisals/{id}/papers/{word}", "appraisal.read", get_appraisal_paper, "排名表（docx、pdf），各部分得分、总分、名次", ROUTE_SLOW, .of = &appraisal_record},
	{METHOD_GET, "/entries/{id}/papers/{word}", "entry.read", get_entry_paper, "评定结果表（docx、pdf）", ROUTE_SLOW, .of = &entry_record},
	{METHOD_GET, "/entries/{id}/rating", "entry.rate", get_rating, "会员评家的手机页", .of = &entry_record},
	{METHOD_POST, "/entries/{id}/rating", "entry.rate", post_rating, "会员评价，每人一次", ROUTE_AGAIN, .of = &entry_record, .prepare = prepare_rating},
	{METHOD_POST, "/appraisals/{id}/key", "appraisal.run", post_rating_key, "设定评家口令", .of = &appraisal_record, .prepare = prepare_rating_key},
	{METHOD_POST, "/appraisals/{id}/unseal", "appraisal.run", post_unseal_ratings, "会员评家开箱计数", .of = &appraisal_record, .prepare = prepare_unseal_ratings},
	{METHOD_GET, "/rating", "entry.rate", get_ratings, "等我评价的申报"},
	{METHOD_GET, "/appraisals/{id}/audience", "appraisal.vote", get_audience, "观众投票的手机页和结果", .of = &appraisal_record},
	{METHOD_POST, "/appraisals/{id}/audience", "appraisal.vote", post_audience, "观众投票，每人一次", ROUTE_AGAIN, .of = &appraisal_record},
	{METHOD_POST, "/appraisals/{id}/audience/open", "appraisal.run", post_audience_open, "开始观众投票", .of = &appraisal_record},
	{METHOD_GET, "/titles", "title.read", get_titles, "称号列表"},
	{METHOD_GET, "/titles/new", "title.edit", get_title_new, "补登称号的表单"},
	{METHOD_POST, "/titles", "title.edit", post_title_new, "补登一个称号"},
	{METHOD_GET, "/titles/{id}", "title.read", get_title, "一个称号：授予、复核、撤销", .of = &title_record},
	{0},
};

static const struct right rights[] = {
	{"sheet.read", "查看评价标准", .here = MEMBERS, .below = STAFF, .above = MEMBERS},
	{"sheet.edit", "编制评价标准", .here = STAFF},
	{"appraisal.read", "查看评选", .here = MEMBERS, .below = STAFF, .above = MEMBERS},
	{"appraisal.run", "组织评选", .here = STAFF},
	{"entry.read", "查看申报", .here = MEMBERS, .below = STAFF, .above = MEMBERS, .party = BIT(PARTY_OWNER)},
	{"entry.edit", "填报申报", .below = STAFF},
	{"entry.judge", "核实和评定申报", .below = STAFF},
	{"entry.score", "评委打分", .party = BIT(PARTY_OWNER)},
	{"entry.grant", "命名", .below = HEADS},
	{"entry.rate", "会员评家", .here = MEMBERS, .above = MEMBERS},
	{"appraisal.vote", "观众投票", .here = MEMBERS, .above = MEMBERS},
	{"title.read", "查看称号", .here = MEMBERS, .below = STAFF, .above = MEMBERS},
	{"title.edit", "补登称号", .here = STAFF},
	{"title.report", "登记称号的严重事件", .here = STAFF, .below = STAFF},
	{"title.grant", "复核和撤销称号", .below = HEADS},
	{0},
};

static const struct policy policies[] = {
	{"appraisal.member_percent", "会员评家满意率（满意和基本满意）", "%", 80, POLICY_BY_UNIT, "职工之家建设的通行要求：80%至90%以上会员满意；申报全国的90%以上（2015年申报要求，河南转引）", 'B'},
	{"appraisal.stepwise", "职工之家、职工小家逐级命名（1 是，0 否）", "", 1, POLICY_BY_UNIT, "全国模范职工之家2015年申报要求（河南转引）：先有下一级称号", 'B'},
	{"appraisal.rating_least", "会员评家开箱、观众投票提前计票的最少人数", "人", 5, POLICY_BY_UNIT, "匿名统计的通行做法：少于5人不单独列出；系统最少3人", 'C'},
	{"title.harmony_recheck_months", "补登的和谐劳动关系称号的复核间隔", "个月", 36, POLICY_BY_UNIT, "和谐劳动关系创建的通行做法：每三年复核", 'C'},
	{"title.event_days", "称号出现严重事件后研究是否撤销的期限", "个工作日", 10, POLICY_BY_UNIT, "通行做法", 'C'},
	{"title.recheck_months", "补登称号的复核间隔", "个月", 12, POLICY_BY_UNIT, "通行做法：每年复核", 'C'},
	{0},
};

#define HELD(k, number, text, u, h)                                                                \
	{                                                                                          \
		.key = k, .label = text, .unit_label = u, .kind = MEASURE_STATE, .record = &title_record, .states = 1u << TITLE_HELD, .where = "kind", \
		.is = (number), .list = "/titles?state=1&kind=" #number, .help = h                 \
	}
_Static_assert(KIND_SIX_HAVES == 1 && KIND_MODEL_HOME == 2 && KIND_SMALL_HOME == 3 && KIND_PIONEER_TEAM == 4 && KIND_SIX_TYPE_TEAM == 5 && KIND_SHEET_STUDIO == 7 && KIND_BRAND == 8 && KIND_HARMONY == 13 && EVENT_OPEN == 1, "addresses of lists name them");

static const struct measure measures[] = {
	HELD("title.six_haves", 1, "六有达标工会", "家", "现在有六有工会称号的，撤销的不计"),
	HELD("title.model_home", 2, "职工之家称号", "个", "现在有效的职工之家称号，各等次都计"),
	HELD("title.small_home", 3, "职工小家称号", "个", "现在有效的职工小家称号，各等次都计"),
	HELD("title.pioneer_team", 4, "工人先锋号", "个", "现在有效的工人先锋号"),
	HELD("title.six_type_team", 5, "六型班组", "个", "现在有效的六型班组称号"),
	HELD("title.harmony", 13, "和谐劳动关系企业（园区）", "家", "现在有效的和谐劳动关系称号，企业和园区、各等次都计，撤销的不计"),
	HELD("title.studio", 7, "创新工作室称号", "个", "现在有效的创新工作室称号，各等次都计"),
	HELD("title.brand", 8, "阵地品牌称号", "个", "现在有效的阵地品牌称号，各等次都计"),
	{.key = "title.in_question", .label = "待研究严重事件的称号", .unit_label = "个", .kind = MEASURE_STATE, .record = &title_record, .states = 1u << TITLE_HELD,
	 .where = "event", .is = EVENT_OPEN, .list = "/titles?state=1&event=1", .help = "登记了严重事件，授予单位还没有决定撤销或保留的"},
	{.key = "title.event_overdue", .label = "逾期未研究的严重事件", .unit_label = "个", .kind = MEASURE_STATE, .record = &title_record, .states = 1u << TITLE_HELD,
	 .where = "event", .is = EVENT_OPEN, .past = "event_by", .list = "/titles?state=1&event=1", .help = "过了研究期限还没有决定的，次日自动计入"},
	{.key = "title.held", .label = "有效称号", .unit_label = "个", .kind = MEASURE_STATE, .record = &title_record, .states = 1u << TITLE_HELD, .list = "/titles?state=1",
	 .help = "现在有效的全部称号"},
	{.key = "title.granted", .label = "授予称号", .unit_label = "个", .kind = MEASURE_SUM, .record = &title_record, .on = "since", .list = "/titles",
	 .states = 1u << TITLE_HELD | 1u << TITLE_REPLACED, .help = "按授予日期计，后来撤销的不计"},
	{.key = "title.recheck_overdue", .label = "逾期未复核的称号", .unit_label = "个", .kind = MEASURE_STATE, .record = &title_record, .states = 1u << TITLE_HELD,
	 .past = "recheck_by", .list = "/titles?state=1&sort=recheck_by", .help = "过了复核日期还没有复核的，次日自动计入"},
	{.key = "entry.submitted", .label = "评选申报", .unit_label = "件", .kind = MEASURE_SUM, .record = &entry_record, .on = "submitted_on", .list = "/entries",
	 .states = 1u << ENTRY_SUBMITTED | 1u << ENTRY_VERIFIED | 1u << ENTRY_SCORED | 1u << ENTRY_PUBLISHED | 1u << ENTRY_GRANTED | 1u << ENTRY_DECLINED | 1u << ENTRY_SETTLED,
	 .help = "按提交日期计，撤回的不计"},
	{0},
};

static const struct schema_step steps[] = {
	{"titles: studios and brands of before", .run = titles_count_older},
	{0},
};

static const struct nav nav[] = {
	{"建功立业", "评选", ICON("checklist"), "/appraisals", "appraisal.read", 820},
	{"建功立业", "申报", ICON("file-text"), "/entries", "entry.edit", 821},
	{"建功立业", "评价标准", ICON("list-details"), "/sheets", "sheet.edit", 823},
	{"服务职工", "评家与投票", ICON("star"), "/rating", "entry.rate", 296},
	{"建功立业", "称号", ICON("award"), "/titles", "title.read", 822},
	{0},
};
static const struct flow *const flows[] = {&sheet_flow, &appraisal_flow, &entry_flow, &title_flow, NULL};
static const char *const needs[] = {"units", "members", "committees", "dues", "plans", "labour", NULL};

const struct module mod_appraisals = {
	.name = "appraisals", .label = "评选", .flows = flows, .lists = lists, .needs = needs, .routes = routes, .rights = rights, .policies = policies,
	.measures = measures, .nav = nav, .schema = appraisals_schema, .steps = steps, .heard = appraisals_heard,
};
