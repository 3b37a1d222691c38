/* The module: routes, rights, measures, list. */
#include "kernel/module.h"
#include "kernel/schema.h"
#include "modules/unions/inside.h"

static const struct route routes[] = {
	{METHOD_GET, "/unions", "union.list", get_union_cards, "工会卡片列表"},
	{METHOD_GET, "/unions/new", "union.edit", get_union_new, "登记应建会单位，或为已有的工会补登卡片的表单"},
	{METHOD_POST, "/unions", "union.edit", post_union_new, "登记工会卡片"},
	{METHOD_GET, "/unions/{id}", "union.read", get_union, "一张工会卡片：人数、缺项、材料、变更", .of = &union_card_record},
	{METHOD_GET, "/unions/{id}/edit", "union.edit", get_union_edit, "修改工会卡片的表单", .of = &union_card_record},
	{METHOD_POST, "/unions/{id}", "union.edit", post_union_edit, "保存工会卡片", .of = &union_card_record},
	{METHOD_POST, "/unions/{id}/files", "union.edit", post_union_files, "上传材料", .of = &union_card_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_POST, "/unions/{id}/found", "union.approve", post_union_found, "上一级工会批准建会，附批复", .of = &union_card_record, .prepare = files_prepare,
	 .body = FILES_BODY},
	{METHOD_GET, "/unions/{id}/print/{word}", "union.read", get_union_print, "工会卡片、建会请示和批复的 docx 和 pdf", ROUTE_SLOW, .of = &union_card_record},
	{METHOD_GET, "/units/{id}/card", "union.read", get_union_of_unit, "从单位到它的工会卡片", .of = &unit_record},
	{METHOD_GET, "/units/{id}/several", "unit.edit", get_unit_several, "批量新建下级单位、补登早已成立的工会的页面", .of = &unit_record},
	{METHOD_POST, "/units/{id}/several", "unit.edit", post_unit_several, "批量新建下级单位，粘贴或从表格读入；工会连同卡片补登", .of = &unit_record, .prepare = prepare_unit_several},
	{METHOD_GET, "/unions/{id}/changes/new", "union.edit", get_change_new, "申请合并、分立、调整隶属、撤销的表单", .of = &union_card_record},
	{METHOD_POST, "/unions/{id}/changes", "union.edit", post_change_new, "申请变更", .of = &union_card_record},
	{METHOD_GET, "/union-changes/{id}", "union.read", get_change, "一件变更：申请、材料、批复", .of = &union_change_record},
	{METHOD_GET, "/union-changes/{id}/edit", "union.edit", get_change_edit, "修改变更申请的表单", .of = &union_change_record},
	{METHOD_POST, "/union-changes/{id}", "union.edit", post_change_edit, "保存变更申请", .of = &union_change_record},
	{METHOD_POST, "/union-changes/{id}/files", "union.edit", post_change_files, "上传变更材料", .of = &union_change_record, .prepare = files_prepare,
	 .body = FILES_BODY},
	{METHOD_POST, "/union-changes/{id}/decide", "union.approve", post_change_decide, "上一级工会批准变更，附批复", .of = &union_change_record,
	 .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/union-changes/{id}/print/{word}", "union.read", get_change_print, "变更的请示、批复的 docx 和 pdf", ROUTE_SLOW, .of = &union_change_record},
	{METHOD_POST, "/union-changes/{id}/accept", "union.receive", post_change_accept, "新的上级工会接收", .of = &union_change_record},
	{0},
};

static const struct right rights[] = {
	{"union.read", "查看工会卡片", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF | BIT(ROLE_AUDITOR), .party = BIT(PARTY_RECEIVER)},
	{"union.list", "查看工会卡片列表", .below = STAFF | BIT(ROLE_AUDITOR)},
	{"union.edit", "登记工会卡片、申请变更", .below = STAFF},
	{"union.approve", "批准建会和变更", .below = HEADS},
	{"union.receive", "接收划入的工会", .below = HEADS, .party = BIT(PARTY_RECEIVER)},
	{0},
};

#define COUNTED(k, text, bits, h)                                                                  \
	{                                                                                          \
		.key = k, .label = text, .unit_label = "家", .kind = MEASURE_STATE, .record = &union_card_record, .states = (bits), .list = "/unions", .help = h \
	}

static const struct measure measures[] = {
	COUNTED("union.founded", "已建会", CARD_STANDS, "现在已建会的工会，含已取得法人资格的"),
	COUNTED("union.due", "应建会单位", CARD_WANTED, "应当建会的单位：应建未建、申请中和已建会"),
	COUNTED("union.legal", "工会法人", 1u << CARD_LEGAL, "现在有工会法人资格的工会"),
	{.key = "union.whole", .label = "工会卡片填写完整", .unit_label = "家", .kind = MEASURE_STATE, .record = &union_card_record, .states = CARD_STANDS,
	 .where = "whole", .is = 1, .list = "/unions", .help = "已建会工会中，卡片各项填全的"},
	{.key = "union.new", .label = "新建工会", .unit_label = "家", .kind = MEASURE_SUM, .record = &union_card_record, .states = CARD_STANDS,
	 .on = "founded_on", .list = "/unions", .help = "按建会日期计，期内新建的工会"},
	{.key = "union.coverage", .label = "建会率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "union.founded", .den = "union.due", .list = "/unions",
	 .help = "已建会 ÷ 应建会单位"},
	{.key = "union.legal_rate", .label = "工会法人登记率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "union.legal", .den = "union.founded",
	 .list = "/unions", .help = "工会法人 ÷ 已建会"},
	{.key = "union.completeness", .label = "工会卡片完整率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "union.whole", .den = "union.founded",
	 .list = "/unions", .help = "卡片填写完整 ÷ 已建会"},
	{0},
};

static const struct policy policies[] = {
	{"union.entry_days", "建会满多少天才可以补登", "天", 30, POLICY_BY_UNIT, "系统默认，新建工会应当按申请、批复办理（工会法第十二条）", 'C'},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "工会卡片", ICON("id-badge-2"), "/unions", "union.list", 802},
	{0},
};

static const struct schema_step steps[] = {
	{"unions: contracts of older cards end, too", .text =
	 "insert into term(record, row_id, unit, kind, label, holder, since, until, ended_on)\n"
	 "select 'union_card', c.id, c.org, 13, '集体合同', '', 0, c.contract_until, 0 from union_card c\n"
	 "where c.org <> 0 and c.state in (3, 4) and c.contract_until <> 0 on conflict(record, row_id) do nothing;\n"
	 "insert into term(record, row_id, unit, kind, label, holder, since, until, ended_on)\n"
	 "select 'union_card', -c.id, c.org, 13, '工资专项集体合同', '', 0, c.wage_until, 0 from union_card c\n"
	 "where c.org <> 0 and c.state in (3, 4) and c.wage_until <> 0 on conflict(record, row_id) do nothing;\n"},
	{0},
};

static const struct flow *const flows[] = {&union_card_flow, &union_change_flow, NULL};
static const struct list *const lists[] = {&union_card_list, NULL};
static const char *const needs[] = {"units", "members", "committees", "directors", "meetings", NULL};

const struct module mod_unions = {
	.name = "unions", .label = "工会卡片", .flows = flows, .needs = needs, .routes = routes, .rights = rights, .measures = measures, .policies = policies, .nav = nav,
	.lists = lists, .steps = steps, .tick = mergers_tick,
};
