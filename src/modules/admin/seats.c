#include "modules/admin/seats.h"

#include "admin.sql.h"
#include "kernel/app.h"
#include "kernel/message.h"
#include "kernel/rights.h"
#include "modules/units/units.h"
#include "seats.html.h"
#include "secret/id.h"
#include "text/idcheck.h"

static const struct choice states[] = {
	{SEAT_PROPOSED, "待确认", "warn"}, {SEAT_DONE, "已生效", "ok"}, {SEAT_DECLINED, "未同意", "mute"}, {SEAT_WITHDRAWN, "已撤回", "mute"}, {0}};
static const struct choice roles[] = {{ROLE_SYSTEM, "系统管理员", NULL}, {ROLE_SECURITY, "安全管理员", NULL}, {ROLE_AUDIT_ADMIN, "审计管理员", NULL}, {0}};
static const struct field fields[] = {
	HEAD_FIELDS(struct seat_change, states),
	REF(struct seat_change, person, &person_record, .label = "人员", .use = F_HISTORY | F_PERSONAL),
	CHOICE(struct seat_change, role, roles, .label = "管理员", .use = F_FORM | F_NEED),
	REF(struct seat_change, post, &post_record, .label = "免去的任职", .use = F_HISTORY),
	TEXT(struct seat_change, reason, .label = "理由", .max = 200, .use = F_FORM | F_NEED, .hint = "例如文件或会议的名称、日期。"),
};
const struct record seat_change_record = RECORD("seat_change", "管理员任免", struct seat_change, fields, "reason",
	.indexes = "create index seat_change_open on seat_change(state, id);\n");

/* ---- who ---- */

int64_t seats_root(struct req *r)
{
	return q_admin_root(r->db);
}

static bool held(struct req *r, int role)
{
	return q_admin_held(r->db, role, r->today, 0) > 0;
}

static bool may_propose(struct req *r)
{
	return has_role(r->who, ROLE_SECURITY) || (has_role(r->who, ROLE_SYSTEM) && !held(r, ROLE_SECURITY));
}

static const char *confirmer(struct req *r, const void *row)
{
	const struct seat_change *s = row;
	if (r->who->person == s->created_by || r->who->person == s->person)
		return "提出的人和本人不能确认，要由另一个人办理。";
	if (!has_role(r->who, ROLE_AUDIT_ADMIN) && held(r, ROLE_AUDIT_ADMIN))
		return "由审计管理员确认。";
	return NULL;
}

static const char *proposer(struct req *r, const void *row)
{
	return r->who->person == ((const struct seat_change *)row)->created_by ? NULL : "由提出的人撤回。";
}

/* ---- taking effect ---- */

/* Administrators see no business: whoever leads or works for a union is none of the three, and each is only one. */
static const char *unfit(struct req *r, int64_t person)
{
	if (person == r->who->person)
		return "不能任命自己。";
	if (q_admin_busy(r->db, person, r->today))
		return "此人已有工会职务或已是管理员。管理员不看业务内容，三员各由一人担任；请先免去原来的职务，或另选一人。";
	return NULL;
}

static bool fill(struct req *r, const struct seat_change *s)
{
	struct post_row *p = record_new(r->arena, &post_record);
	const char *why = unfit(r, s->person);
	if (why) {
		refuse(r, 409, "%s", why);
		return false;
	}
	p->unit = s->unit;
	p->person = s->person;
	p->role = s->role;
	p->title = choice_label(roles, s->role);
	p->since = r->today;
	return flow_create(r, &post_flow, p, s->reason);
}

static bool last_one(struct req *r, const struct seat_change *s)
{
	if (q_admin_held(r->db, s->role, r->today, s->person))
		return false;
	refuse(r, 409, "这是最后一位%s，免去以后没有人能办理；请先任命接任的人。", choice_label(roles, s->role));
	return true;
}

static bool vacate(struct req *r, const struct seat_change *s)
{
	if (last_one(r, s))
		return false;
	r->system = true; /* the right to posts is the unions'; here two administrators have decided */
	bool good = flow_move(r, &post_flow, s->post, 0, "end", s->reason, NULL);
	r->system = false;
	return good;
}

static bool confirmed(struct req *r, void *row, const void *before)
{
	const struct seat_change *s = row;
	(void)before;
	if (!(s->post ? vacate(r, s) : fill(r, s)))
		return false;
	message_send(r, &(struct message){.person = s->created_by, .title = "管理员任免已生效", .link = "/admin/seats"});
	message_send(r, &(struct message){.person = s->person, .link = "/account",
		.title = arena_printf(r->arena, "%s%s", s->post ? "你不再担任" : "你已被任命为", choice_label(roles, s->role))});
	return true;
}

static const struct move moves[] = {
	{SEAT_PROPOSED, "confirm", SEAT_DONE, "admin.confirm", "确认生效", 0, .needs = confirmer, .done = confirmed, .help = "由另一个人确认，任免当天生效"},
	{SEAT_PROPOSED, "decline", SEAT_DECLINED, "admin.confirm", "不同意", MOVE_REASON | MOVE_PLAIN, .needs = confirmer, .help = "写明理由"},
	{SEAT_PROPOSED, "withdraw", SEAT_WITHDRAWN, "admin.appoint", "撤回任免", MOVE_PLAIN, .needs = proposer, .help = "提出的人撤回"},
	{0},
};
const struct flow seat_change_flow = {
	.record = &seat_change_record, .moves = moves, .home = "/admin/seats", .edit_right = "admin.appoint", .first = SEAT_PROPOSED,
};

/* ---- the page ---- */

static void fill_seats(struct req *r, struct seats_page *v)
{
	struct admin_seats *s = q_admin_seats(r->db, r->arena, r->today, &v->n_seats);
	v->seats = NEW_N(r->arena, struct seat_line, v->n_seats);
	for (size_t i = 0; i < v->n_seats; i++)
		v->seats[i] = (struct seat_line){s[i].name, s[i].unit_name, choice_label(roles, s[i].role), day_cn(r->arena, s[i].since),
						 s[i].id, v->may_propose && s[i].person != r->who->person};
	struct admin_seat_changes *c = q_admin_seat_changes(r->db, r->arena, &v->n_changes);
	v->changes = NEW_N(r->arena, struct seat_change_line, v->n_changes);
	for (size_t i = 0; i < v->n_changes; i++) {
		const struct seat_change *row = record_load(r->db, r->arena, &seat_change_record, c[i].id);
		v->changes[i] = (struct seat_change_line){row,
			arena_printf(r->arena, "%s%s%s", row->post ? "免去" : "任命", c[i].name, choice_label(roles, row->role)),
			c[i].asked_by, instant_cn(r->arena, row->created_at)};
	}
}

static bool reads(struct req *r)
{
	int64_t root = seats_root(r);
	for (size_t i = 0; i < r->who->n_grants; i++)
		if ((BIT(r->who->grants[i].role) & ADMINS) || ((BIT(r->who->grants[i].role) & HEADS) && r->who->grants[i].unit == root))
			return true;
	refuse(r, 403, "管理员任免由三员和最上级工会的负责人办理。");
	return false;
}

const char *seats_empty(struct req *r)
{
	const char *list = NULL;
	for (const struct choice *c = roles; c->label; c++)
		if (!held(r, (int)c->value))
			list = list ? arena_printf(r->arena, "%s、%s", list, c->label) : c->label;
	return list;
}

void get_seats(struct req *r)
{
	struct seats_page v = {.may_propose = may_propose(r), .empty = seats_empty(r)};
	if (!reads(r))
		return;
	fill_seats(r, &v);
	page_begin(r, &(struct page){.title = "管理员任免", .nav = "/admin/seats"});
	tpl_admin_seats(r->out, r, &v);
	page_end(r);
}

static void propose(struct req *r, struct seat_change *s)
{
	struct message m = {.title = "管理员任免待确认", .link = "/admin/seats"};
	size_t n;
	s->unit = seats_root(r);
	if (!flow_create(r, &seat_change_flow, s, ""))
		return;
	struct admin_seats *all = q_admin_seats(r->db, r->arena, r->today, &n);
	for (size_t i = 0; i < n; i++)
		if (all[i].role == ROLE_AUDIT_ADMIN) {
			m.person = all[i].person;
			message_send(r, &m);
		}
	if (!held(r, ROLE_AUDIT_ADMIN))
		message_send_role(r, HEADS, s->unit, &m);
	see_other_saying(r, "/admin/seats", "已提出，等另一个人确认后生效。");
}

static bool proposes(struct req *r)
{
	if (may_propose(r))
		return true;
	refuse(r, 403, "管理员的任免由安全管理员提出。");
	return false;
}

/* By mobile, or by code of the unit and staff number: how people sign in; administrators see no lists of people. */
static int64_t person_typed(struct req *r)
{
	struct str rest = str_of(form_get(r, "login")), first = str_cut(&rest, ' ');
	const char *one = str_dup(r->arena, first), *two = str_dup(r->arena, str_trim(rest));
	if (*two)
		return q_admin_person_by_staff_no(r->db, one, two);
	return *one ? q_admin_person_by_mobile(r->db, secret_number_hash(r->arena, &r->app->keys, "person.mobile", one)) : 0;
}

void post_seat(struct req *r)
{
	struct seat_change *s = record_new(r->arena, &seat_change_record);
	if (!proposes(r))
		return;
	form_read(r, &seat_change_record, s);
	s->person = person_typed(r);
	const char *why = s->person ? unfit(r, s->person) : "没有找到这个人。请填登记过的手机号，或“单位代码 工号”。";
	if (why)
		problem_add(&r->problems, "login", "%s", why);
	if (r->problems.n) {
		get_seats(r);
		answer_status(r, 422);
		return;
	}
	propose(r, s);
}

void post_seat_end(struct req *r)
{
	struct seat_change *s = record_new(r->arena, &seat_change_record);
	const struct post_row *p = record_load(r->db, r->arena, &post_record, r->id);
	if (!proposes(r))
		return;
	if (!p || p->state != POST_HELD || !(BIT(p->role) & ADMINS)) {
		refuse(r, 404, "这个管理员任职已经结束。请刷新页面。");
		return;
	}
	s->reason = form_get(r, "reason");
	s->person = p->person;
	s->role = p->role;
	s->post = p->id;
	if (p->person == r->who->person)
		refuse(r, 409, "不能免去自己，请由另一位安全管理员提出。");
	else if (text_empty(s->reason))
		refuse_field(r, "reason", "理由", "请写明免去的理由。");
	else if (!last_one(r, s))
		propose(r, s);
}
