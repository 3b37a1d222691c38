#include "modules/plans/plans.h"

#include "http/icon.h"
#include "kernel/list.h"
#include "kernel/files.h"
#include "kernel/module.h"
#include "modules/plans/complete.h"
#include "modules/plans/pages.h"
#include "modules/plans/review.h"

static const struct right rights[] = {
	{"plan.read", "查看工作要点", .below = STAFF | BIT(ROLE_AUDITOR), .here = MEMBERS, .above = MEMBERS, .party = BIT(PARTY_RECEIVER)},
	{"plan.draft", "查看未签发的要点", .below = STAFF, .here = BIT(ROLE_AUDITOR)},
	{"plan.edit", "起草工作要点", .below = STAFF},
	{"plan.check", "核稿", .below = HEADS},
	{"plan.approve", "审批与签发", .here = HEADS},
	{"task.read", "查看任务", .below = STAFF | BIT(ROLE_AUDITOR), .here = MEMBERS, .above = MEMBERS, .party = BIT(PARTY_LEADER) | BIT(PARTY_RECEIVER) | BIT(PARTY_OWNER)},
	{"task.plan", "安排任务", .below = STAFF},
	{"task.work", "办理任务", .party = BIT(PARTY_OWNER), .below = STAFF, .here = BIT(ROLE_HANDLER), .above = BIT(ROLE_HANDLER)},
	{"task.confirm", "确认任务", .below = HEADS},
	{0},
};

static const struct measure measures[] = {
	{.key = "plan.issued", .label = "签发工作要点", .unit_label = "份", .kind = MEASURE_STATE, .record = &plan_record,
	 .states = 1u << PLAN_ISSUED | 1u << PLAN_CLOSED, .help = "已签发（含已结项）的工作要点", .list = "/plans"},
	{.key = "task.open", .label = "进行中的任务", .unit_label = "项", .kind = MEASURE_STATE, .record = &task_record,
	 .states = 1u << TASK_OPEN | 1u << TASK_SUBMITTED, .help = "已下达、尚未确认完成的任务", .list = "/tasks/all"},
	{.key = "task.done", .label = "完成任务", .unit_label = "项", .kind = MEASURE_STATE, .record = &task_record,
	 .states = 1u << TASK_DONE, .help = "已确认完成的任务", .list = "/tasks/all"},
	{.key = "task.assigned", .label = "全部任务", .unit_label = "项", .kind = MEASURE_STATE, .record = &task_record,
	 .states = 1u << TASK_OPEN | 1u << TASK_SUBMITTED | 1u << TASK_DONE, .help = "已下达、未免做的任务", .list = "/tasks/all"},
	{.key = "task.done_rate", .label = "任务完成率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "task.done",
	 .den = "task.assigned", .help = "完成任务 ÷ 全部任务"},
	{0},
};

static const char schema[] =
	"create table plan_baseline(plan bigint not null, no bigint not null, at bigint not null, person bigint not null, snapshot text not null, primary key(plan, no));\n"
	"create table plan_alignment(node bigint not null, superior bigint not null, plan bigint not null, at bigint not null, primary key(node, superior));\n"
	"create index plan_alignment_by_superior on plan_alignment(superior, node);\n"
	"create index plan_alignment_by_plan on plan_alignment(plan, superior);\n"
	PLAN_IMPORT_SCHEMA;

static const struct flow *const flows[] = {&plan_flow, &plan_node_flow, &plan_term_flow, &task_flow, &receipt_flow, NULL};

static const struct list plan_list = {
	.name = "plans", .base = "/plans", .flow = &plan_flow, .read_right = "plan.read", .noun = "份",
	.drafts = ~(1u << PLAN_ISSUED | 1u << PLAN_CLOSED) & ((1u << (PLAN_DROPPED + 1)) - 1), .draft_right = "plan.draft",
	.add = "/plans/import", .add_label = "导入工作要点",
	.empty = "还没有工作要点。导入年度要点文件，就能变成可以跟踪的任务。",
};
static const struct list *const lists[] = {&plan_list, NULL};

static void get_list(struct req *r) { list_page(r, &plan_list); }

static const struct route routes[] = {
	{METHOD_GET, "/plans", "plan.read", get_list, "工作要点列表"},
	{METHOD_GET, "/plans/import", "plan.edit", get_import, "导入工作要点的页面"},
	{METHOD_POST, "/plans/import", "plan.edit", post_import, "导入要点文件或粘贴的全文", .body = IMPORT_BODY, .prepare = prepare_import},
	{METHOD_GET, "/plans/{id}", "plan.read", get_plan, "一份工作要点：制定过程与经过", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/text", "plan.read", get_plan_text, "要点全文，可打印", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/settings", "plan.edit", get_plan_settings, "标题、起止与环节的表单", .of = &plan_record},
	{METHOD_POST, "/plans/{id}/settings", "plan.edit", post_plan_settings, "保存标题、起止与环节", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/minutes", "plan.edit", get_plan_minutes, "委员会会议纪要的表单", .of = &plan_record},
	{METHOD_POST, "/plans/{id}/minutes", "plan.edit", post_plan_minutes, "保存纪要与附件", .of = &plan_record,
	 .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/plans/{id}/issue", "plan.approve", get_issue, "签发下达的表单", .of = &plan_record},
	{METHOD_POST, "/plans/{id}/issue", "plan.approve", post_issue, "签发，或调整后重新下达", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/versions", "plan.read", get_versions, "版本列表", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/diff", "plan.read", get_version_diff, "两版之间的差异", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/align", "plan.read", get_align, "与上级要点对照", .of = &plan_record},
	{METHOD_POST, "/plans/{id}/superior", "plan.edit", post_align_superior, "选定上级要点", .of = &plan_record},
	{METHOD_POST, "/plans/{id}/align", "plan.edit", post_align, "保存一条要点的对照", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/review", "plan.edit", get_review, "核对提纲的页面", .of = &plan_record},
	{METHOD_POST, "/plans/{id}/review", "plan.edit", post_review, "保存提纲的修改，拆分、合并、移动、撤销", .body = REVIEW_BODY, .of = &plan_record},
	{METHOD_GET, "/plans/{id}/complete", "plan.edit", get_complete, "补全任务的页面", .of = &plan_record},
	{METHOD_POST, "/plans/{id}/complete", "plan.edit", post_complete, "采纳建议，一起设定，自己加任务", .body = REVIEW_BODY, .of = &plan_record},
	{METHOD_POST, "/plans/{id}/complete/{sub}", "plan.edit", post_complete_task, "保存一项任务", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/review/outline.json", "plan.draft", get_outline_json, "下载提纲（JSON）", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/review/outline.txt", "plan.draft", get_outline_text, "下载要点文字（TXT）", .of = &plan_record},
	{0},
};

static const struct nav nav[] = {
	{"", "工作要点", ICON("list-tree"), "/plans", "plan.read", 20},
	{0},
};

static const char *const needs[] = {"meetings", "units", NULL};

const struct module mod_plans = {
	.name = "plans", .label = "工作要点", .needs = needs, .flows = flows, .routes = routes, .rights = rights,
	.measures = measures, .nav = nav, .schema = schema, .lists = lists,
};
