#include "modules/notices/notices.h"

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/module.h"

static const struct list_view views[] = {{"公示中", "state=1"}, {"期满待处理异议", "state=2"}, {"公示结束", "state=3"}, {0}};

const struct list notice_list = {
	.name = "notices", .base = "/notices", .flow = &notice_flow, .read_right = "notice.read", .sort = "-starts", .views = views, .noun = "件",
	.empty = "还没有公示。评先、命名等事项发起公示后，会列在这里。", .help = "公示期按工作日计，到期自动写下结果记录。",
	.add = "/notices/new", .add_label = "新的公示",
};

static const struct list_view objection_views[] = {{"待处理", "state=1"}, {0}};

/* Numbers and days alone: who objects to what stands on the page of one. */
const struct list objection_list = {
	.name = "objections", .base = "/objections", .flow = &objection_flow, .read_right = "objection.read", .sort = "due", .views = objection_views, .noun = "件",
	.empty = "没有收到公示异议。", .help = "公示异议要在期限内核实并书面答复。",
};
static const struct list *const lists[] = {&notice_list, &objection_list, NULL};

static const struct route routes[] = {
	{METHOD_GET, "/notices", "notice.read", get_notices, "公示列表"},
	{METHOD_GET, "/notices/new", "notice.run", get_notice_new, "发公示的表单"},
	{METHOD_POST, "/notices", "notice.run", post_notice_new, "发布公示，固定内容"},
	{METHOD_GET, "/notices/{id}", "notice.read", get_notice, "一件公示", .of = &notice_record},
	{METHOD_POST, "/notices/{id}/extend", "notice.run", post_notice_extend, "延长公示", .of = &notice_record},
	{METHOD_POST, "/notices/{id}/object", "notice.object", post_notice_object, "实名提出异议", .of = &notice_record},
	{METHOD_POST, "/notices/{id}/files", "notice.run", post_notice_files, "添加张贴照片", .of = &notice_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/notices/{id}/poster", "notice.run", get_notice_poster, "张贴稿和二维码", .of = &notice_record},
	{METHOD_GET, "/notices/{id}/papers/{word}", "notice.read", get_notice_paper, "公示结果记录（docx、pdf）", ROUTE_SLOW, .of = &notice_record},
	{METHOD_GET, "/objections", "objection.read", get_objections, "公示异议列表"},
	{METHOD_GET, "/objections/{id}", "objection.read", get_objection, "一件异议", .of = &objection_record},
	{METHOD_POST, "/objections/{id}/answer", "objection.handle", post_objection_answer, "书面答复异议", .of = &objection_record},
	{METHOD_POST, "/objections/{id}/reveal", "objection.handle", post_objection_reveal, "查看联系方式，记入经过", .of = &objection_record},
	{METHOD_GET, "/n/{word}", NULL, get_public_notice, "公示的公开页", ROUTE_PUBLIC},
	{METHOD_POST, "/n/{word}", NULL, post_public_notice, "在公开页提出异议", ROUTE_PUBLIC},
	{METHOD_POST, "/n/{word}/answer", NULL, post_public_answer, "凭查询码看异议的答复", ROUTE_PUBLIC},
	{0},
};

static const struct right rights[] = {
	{"notice.read", "查看公示", .below = STAFF, .here = MEMBERS, .above = MEMBERS},
	{"notice.run", "发布、延长和撤回公示", .here = STAFF},
	{"notice.object", "对公示提出异议", .here = MEMBERS, .above = MEMBERS},
	{"objection.read", "查看公示异议", .here = STAFF, .below = HEADS},
	{"objection.handle", "答复公示异议", .here = STAFF},
	{0},
};

static const struct policy policies[] = {
	{"notice.days", "公示期限", "个工作日", 5, POLICY_BY_UNIT, "全国五一劳动奖评选通知：各级公示均不少于5个工作日", 'M'},
	{"notice.names", "公示中的姓名（1 全名，2 只显示姓）", "", NAMES_FULL, POLICY_BY_UNIT, "评选命名类公示的通行做法", 'C'},
	{"notice.extend_most", "公示一次最多延长", "个工作日", 10, POLICY_BY_UNIT, "通行做法", 'C'},
	{"notice.objection_days", "公示异议答复期限", "个工作日", 10, POLICY_BY_UNIT, "通行做法：异议在10个工作日内核实", 'C'},
	{0},
};

static const struct measure measures[] = {
	{.key = "notice.open", .label = "正在公示", .unit_label = "件", .kind = MEASURE_STATE, .record = &notice_record, .states = 1u << NOTICE_OPEN | 1u << NOTICE_ENDED,
	 .list = "/notices?state=1,2", .help = "公示中和期满还有异议没有答复的"},
	{.key = "notice.closed", .label = "公示结束", .unit_label = "件", .kind = MEASURE_SUM, .record = &notice_record, .states = 1u << NOTICE_CLOSED, .on = "closed_on",
	 .list = "/notices?state=3", .help = "按写下结果记录的日期计，撤回的不计"},
	{.key = "notice.objections_overdue", .label = "逾期未答复的公示异议", .unit_label = "件", .kind = MEASURE_STATE, .record = &objection_record,
	 .states = 1u << OBJECTION_OPEN, .past = "due", .list = "/objections?state=1", .help = "过了答复期限还没有答复的，到期次日自动计入"},
	{0},
};

static const struct nav nav[] = {
	{"民主管理", "公示", ICON("speakerphone"), "/notices", "notice.read", 405},
	{0},
};
static const struct flow *const flows[] = {&notice_flow, &objection_flow, NULL};

const struct module mod_notices = {
	.name = "notices", .label = "公示", .flows = flows, .lists = lists, .routes = routes, .rights = rights, .measures = measures, .policies = policies, .nav = nav,
};
