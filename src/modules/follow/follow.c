#include <string.h>

#include "kernel/module.h"
#include "kernel/unit.h"
#include "follow.sql.h"
#include "modules/follow/duties.h"
#include "modules/follow/follow.h"
#include "http/icon.h"
#include "kernel/files.h"
#include "modules/follow/lift.h"
#include "modules/follow/linked.h"
#include "modules/follow/point.h"
#include "modules/follow/report.h"
#include "modules/follow/supervise.h"
#include "modules/follow/talk.h"
#include "modules/follow/task.h"
#include "modules/follow/tree.h"
#include "modules/follow/received.h"
#include "modules/follow/unions.h"

static const struct right rights[] = {
	{"report.read", "查看工作报告", .below = STAFF | BIT(ROLE_AUDITOR), .here = BIT(ROLE_AUDITOR), .party = BIT(PARTY_LEADER)},
	{"report.write", "编写工作报告", .here = STAFF},
	{"report.review", "审阅下级报告", .below = HEADS, .party = BIT(PARTY_LEADER)},
	{"supervision.give", "督办", .below = HEADS},
	{"lamp.lift", "决定亮灯调级", .below = HEADS, .here = HEADS},
	{"remark.write", "参加要点讨论", .below = STAFF | BIT(ROLE_AUDITOR), .here = MEMBERS, .above = MEMBERS, .party = BIT(PARTY_RECEIVER) | BIT(PARTY_LEADER)},
	{"remark.manage", "管理要点讨论", .below = HEADS, .here = HEADS},
	{0},
};

/* The lamps' thresholds (界面设计规范 §4); a unit that changes one leaves its trace in the policies. */
#define LAMP_RULE "督查工作通行的亮灯办法，可按本地规定调整"
static const struct policy policies[] = {
	{"follow.slow_points", "偏慢：进度落后时间", "个百分点", 10, .flags = POLICY_BY_UNIT, .source = LAMP_RULE, .confidence = 'C'},
	{"follow.late_points", "滞后：进度落后时间超过", "个百分点", 25, .flags = POLICY_BY_UNIT, .source = LAMP_RULE, .confidence = 'C'},
	{"follow.near_days", "临期：到期前", "个工作日", 3, .flags = POLICY_BY_UNIT, .source = LAMP_RULE, .confidence = 'C'},
	{"report.quarter_days", "季度工作报告：季末后", "个工作日", 5, .flags = POLICY_BY_UNIT, .source = "通行做法，可按本地规定调整", .confidence = 'C'},
	{"report.year_days", "年度工作报告：年末后", "个工作日", 10, .flags = POLICY_BY_UNIT, .source = "通行做法，可按本地规定调整", .confidence = 'C'},
	{0},
};

static const struct flow *const flows[] = {&milestone_flow, &evidence_flow, &report_flow, &supervision_flow, &lamp_lift_flow, &remark_flow, NULL};
static const struct route routes[] = {
	{METHOD_GET, "/plans/{id}/tree", "task.read", get_tree, "要点的树、甘特、看板、原文视图", .of = &plan_record},
	{METHOD_GET, "/plans/{id}/unions", "plan.check", get_unions, "各工会进展：工会与要点的矩阵", .of = &plan_record, .flags = ROUTE_SLOW},
	{METHOD_GET, "/points/{id}", "plan.read", get_point, "一条要点：任务、指标、佐证", .of = &plan_node_record},
	{METHOD_POST, "/points/{id}/remarks", "plan.read", post_remark, "在一条要点下发言", .of = &plan_node_record},
	{METHOD_GET, "/remarks/{id}", "remark.write", get_remark, "发言所在的要点", .of = &remark_record},
	{METHOD_POST, "/tasks/{id}/lift", "task.work", post_lift, "申请亮灯调级", .of = &task_record},
	{METHOD_GET, "/lifts/{id}", "task.read", get_lift, "亮灯调级所在的任务", .of = &lamp_lift_record},
	{METHOD_GET, "/received", "task.plan", get_received, "上级下达的要点"},
	{METHOD_GET, "/received/{id}", "task.plan", get_receipt, "一份收到的要点与签收", .of = &receipt_record},
	{METHOD_POST, "/received/{id}/arrange", "task.plan", post_receipt_arrange, "把没有安排的任务一起交给一个人或部门", .of = &receipt_record},
	{METHOD_GET, "/reports", "report.read", get_reports, "工作报告列表"},
	{METHOD_GET, "/reports/new", "report.write", get_report_new, "选择要报告的要点与报告期"},
	{METHOD_POST, "/reports", "report.write", post_report, "起草报告，按数据写好草稿"},
	{METHOD_GET, "/reports/{id}", "report.read", get_report, "一份工作报告", .of = &report_record},
	{METHOD_GET, "/reports/{id}/edit", "report.write", get_report_edit, "修改报告的表单", .of = &report_record},
	{METHOD_POST, "/reports/{id}", "report.write", post_report_edit, "保存报告", .of = &report_record},
	{METHOD_GET, "/supervision", "task.read", get_supervisions, "催办督办列表"},
	{METHOD_GET, "/supervision/{id}", "task.read", get_supervision, "一件催办或督办", .of = &supervision_record},
	{METHOD_POST, "/supervision/{id}/explain", "task.plan", post_explain, "提交情况说明与延期申请", .of = &supervision_record},
	{METHOD_GET, "/tasks/{id}/supervise", "supervision.give", get_supervise, "催办督办的表单", .of = &task_record},
	{METHOD_POST, "/tasks/{id}/supervise", "supervision.give", post_supervise, "发出催办或督办单", .of = &task_record},
	{METHOD_GET, "/tasks", "task.read", get_tasks, "任务列表：我的、本工会的、临期、逾期"},
	{METHOD_GET, "/tasks/all", "task.read", get_all_tasks, "全部任务：筛选、导出"},
	{METHOD_GET, "/tasks/{id}", "task.read", get_task, "一项任务", .of = &task_record},
	{METHOD_GET, "/tasks/{id}/counted", "task.read", get_counted, "按关联计数的任务：计入的记录", .of = &task_record},
	{METHOD_GET, "/tasks/{id}/edit", "task.plan", get_task_edit, "安排任务的表单", .of = &task_record},
	{METHOD_POST, "/tasks/{id}", "task.plan", post_task_edit, "保存任务的安排", .of = &task_record},
	{METHOD_GET, "/tasks/{id}/measure", "task.plan", get_task_measure, "给已下达的任务绑定指标的表单", .of = &task_record},
	{METHOD_POST, "/tasks/{id}/measure", "task.plan", post_task_measure, "绑定指标，写明从哪天起计", .of = &task_record},
	{METHOD_GET, "/tasks/{id}/split", "task.plan", get_task_split, "拆分子任务的表单", .of = &task_record},
	{METHOD_POST, "/tasks/{id}/split", "task.plan", post_task_split, "拆分子任务", .of = &task_record},
	{METHOD_GET, "/points/{id}/tasks/new", "task.read", get_point_task, "在要点下添加任务的表单", .of = &plan_node_record},
	{METHOD_POST, "/points/{id}/tasks", "task.read", post_point_task, "在要点下添加任务", .of = &plan_node_record},
	{METHOD_POST, "/tasks/{id}/milestones", "task.plan", post_milestone, "添加节点", .of = &task_record},
	{METHOD_POST, "/tasks/{id}/milestones/spread", "task.plan", post_milestones, "按月或按季设节点", .of = &task_record},
	{METHOD_GET, "/milestones/{id}", "task.read", get_milestone, "节点所在的任务", .of = &milestone_record},
	{METHOD_GET, "/tasks/{id}/evidence/new", "task.work", get_evidence_new, "添加佐证的表单", .of = &task_record},
	{METHOD_POST, "/tasks/{id}/evidence", "task.work", post_evidence, "添加佐证，可带照片和文件", .of = &task_record,
	 .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/evidence/{id}", "task.read", get_evidence, "一份佐证", .of = &evidence_record},
	{METHOD_GET, "/tasks/{id}/link", "task.work", get_task_link, "选择要关联的活动", .of = &task_record},
	{METHOD_POST, "/tasks/{id}/link", "task.work", post_task_link, "关联活动作为佐证", .of = &task_record},
	{METHOD_POST, "/tasks/{id}/unlink", "task.work", post_task_unlink, "取消关联活动", .of = &task_record},
	{METHOD_GET, "/m/tasks", NULL, get_phone_tasks, "手机：我的任务", .flags = ROUTE_OPEN},
	{METHOD_GET, "/m/tasks/{id}/evidence", "task.work", get_phone_evidence, "手机：添加佐证", .of = &task_record},
	{METHOD_POST, "/m/tasks/{id}/evidence", "task.work", post_phone_evidence, "手机：提交佐证与照片", .of = &task_record,
	 .prepare = files_prepare, .body = FILES_BODY},
	{0},
};

/* The union at the root has no superior here; only what a linked union handed it may be in its list. */
static bool has_superior(struct req *r)
{
	int64_t unit = unit_union(r->db, r->arena, r->who->unit);
	const char *path = arena_printf(r->arena, "/%lld/", (long long)unit);
	return strncmp(r->who->path, path, strlen(path)) != 0 || q_follow_has_received(r->db, unit);
}

static const struct nav nav[] = {
	{"", "任务", ICON("list-check"), "/tasks", "task.work", 30},
	{"", "上级要点", ICON("inbox"), "/received", "task.plan", 32, .offered = has_superior},
	{"", "工作报告", ICON("report"), "/reports", "report.read", 34},
	{"", "督办", ICON("bell-ringing"), "/supervision", "task.plan", 36},
	{0},
};

static const struct list *const lists[] = {&report_list, &supervision_list, &task_list_all, NULL};

static const char *const needs[] = {"plans", "activities", NULL};

const struct module mod_follow = {
	.name = "follow", .label = "任务跟踪", .flows = flows, .routes = routes, .nav = nav, .rights = rights, .policies = policies,
	.duties = follow_duties, .lists = lists, .tick = follow_tick, .needs = needs,
};
