/* The net of inspectors (劳动保护监督检查员): three levels, certificates, and their expiry told ahead. */
#include "hazards.sql.h"
#include "kernel/derived.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/hazards/inside.h"

static const struct choice states[] = {{INSPECTOR_ACTIVE, "在任", "ok"}, {INSPECTOR_ENDED, "已解聘", "mute"}, {0}};
static const struct choice nets[] = {
	{1, "工会劳动保护监督检查委员会", NULL}, {2, "分工会（车间）检查员", NULL}, {3, "班组检查员", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct inspector, states),
	REF(struct inspector, person, &person_record, .label = "检查员", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	CHOICE(struct inspector, net, nets, .label = "哪一级", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON,
	       .hint = "三级网络：工会、分工会（车间）、班组；每个班组至少一名。"),
	TEXT(struct inspector, certificate, .label = "证书编号", .max = 40, .use = F_LIST | F_FORM | F_JSON, .hint = "培训考核合格、由上级工会任命后填写。"),
	DAY(struct inspector, issued_on, .label = "发证日期", .use = F_FORM | F_JSON),
	DAY(struct inspector, expires_on, .label = "有效期至", .use = F_LIST | F_FORM | F_SORT | F_JSON, .hint = "到期前 30 天提醒；没有期限的不填。"),
};
const struct record inspector_record = RECORD("inspector", "劳动保护监督检查员", struct inspector, fields, "certificate",
	.indexes = "create index inspector_of_person on inspector(person, state);\n");

static const char *not_twice(struct req *r, const struct inspector *x)
{
	size_t n;
	struct inspectors_active *all = q_inspectors_active(r->db, r->arena, x->unit, &n);
	for (size_t i = 0; i < n; i++)
		if (all[i].person == x->person)
			return "他已经是在任的检查员。";
	return NULL;
}

static bool told(struct req *r, void *row, const void *before)
{
	const struct inspector *x = row;
	struct message m = {.title = "检查员证书即将到期", .link = link_to(r, "/inspectors/%lld", (long long)x->id),
			    .body = arena_printf(r->arena, "证书 %s 有效期至 %s。", x->certificate, day_cn(r->arena, x->expires_on))};
	(void)before;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), x->unit, &m);
	m.person = x->person;
	message_send(r, &m);
	return true;
}

static const char *may_return(struct req *r, const void *row)
{
	return not_twice(r, row);
}

static const struct move moves[] = {
	{INSPECTOR_ACTIVE, "end", INSPECTOR_ENDED, "inspector.edit", "解聘", MOVE_REASON, .help = "不再担任检查员"},
	{INSPECTOR_ENDED, "restore", INSPECTOR_ACTIVE, "inspector.edit", "重新聘任", .needs = may_return, .help = "再次担任检查员"},
	{INSPECTOR_ACTIVE, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, NULL, told, "证书到期前提醒"},
	{0},
};

/* One timer ahead of the expiry, set anew with every change. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct inspector *x = row, *was = before;
	if (x->state != INSPECTOR_ACTIVE || !x->expires_on || (was && was->expires_on == x->expires_on && was->state == x->state))
		return;
	day near = x->expires_on - (day)policy_get(r, "inspector.near_days", x->unit, r->today).value;
	if (near > r->today)
		due_set(r, &inspector_record, x->id, due_morning(near), "remind");
}

const struct flow inspector_flow = {
	.record = &inspector_record, .moves = moves, .home = "/inspectors/%lld", .edit_right = "inspector.edit",
	.edit_states = 1u << INSPECTOR_ACTIVE, .first = INSPECTOR_ACTIVE, .read_right = "inspector.read", .after = after,
};

static struct option *people(struct req *r, const struct field *f, size_t *n)
{
	const struct inspector *x = r->row;
	int64_t unit = x ? x->unit : union_of_right(r, "inspector.edit");
	(void)f;
	return options_people(r, unit ? unit : union_of_right(r, "inspector.read"), n);
}

static bool fits(struct req *r, void *row)
{
	const struct inspector *x = row;
	const struct inspector *was = x->id ? record_load(r->db, r->arena, &inspector_record, x->id) : NULL;
	const char *why = was && was->person == x->person ? NULL : not_twice(r, x);
	if (why)
		problem_add(&r->problems, "person", "%s", why);
	if (x->issued_on && x->expires_on && x->expires_on <= x->issued_on)
		problem_add(&r->problems, "expires_on", "有效期要晚于发证日期。");
	return r->problems.n == 0;
}

static const struct list_view views[] = {{"在任", "state=1"}, {"班组", "state=1&net=3"}, {"按到期先后", "state=1&sort=expires_on"}, {0}};
const struct list inspector_list = {
	.name = "inspectors", .base = "/inspectors", .flow = &inspector_flow, .read_right = "inspector.read", .views = views, .noun = "人", .options = people,
	.empty = "还没有登记检查员。把工会、分工会、班组三级的检查员登记进来，现实危险的报告会立即通知他们，巡查也从他们当中抽取。",
	.help = "工会劳动保护监督检查员的三级网络，证书到期前提醒。", .personal = true,
};
static const struct derived pages = {.flow = &inspector_flow, .base = "/inspectors", .read_right = "inspector.read", .list = &inspector_list,
				     .options = people, .fill = fits, .help = "检查员经培训考核合格，由上级工会任命。"};

int64_t *inspectors_of(struct req *r, int64_t unit, size_t *n)
{
	struct inspectors_active *x = q_inspectors_active(r->db, r->arena, unit, n);
	int64_t *out = NEW_N(r->arena, int64_t, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = x[i].person;
	return out;
}

void get_inspectors(struct req *r) { list_page(r, &inspector_list); }
void get_inspector(struct req *r) { derived_show(r, &pages, r->row); }
void get_inspector_new(struct req *r) { derived_new(r, &pages); }
void post_inspector_new(struct req *r) { derived_create(r, &pages); }
void get_inspector_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_inspector_edit(struct req *r) { derived_save(r, &pages, r->row); }
