/* Registering a membership at the desk, and changing what is registered. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "members.html.h"
#include "members.sql.h"
#include "modules/members/members_view.h"
#include "modules/members/pages.h"
#include "modules/units/units.h"
#include "secret/id.h"
#include "secret/secret.h"
#include "text/idcheck.h"
#include "text/pinyin.h"

enum { ADDRESS_MOST = 100 };

/* A membership with the person it belongs to, while a form is worked on. */
struct both {
	struct member *m;
	struct person_row *p;
	bool new_person, new_member;
};

static void fill_units(struct req *r, struct member_form *v)
{
	struct scope s = scope_of(r, "member.edit");
	if (s.n_trees)
		v->units = options_units_or_near(r, path_last(s.trees[0]), v->unit, &v->n_units, &v->few_units);
}

static void show_form(struct req *r, const struct both *b)
{
	struct form who = {r, &person_record, b->new_person ? NULL : b->p, NULL};
	struct form f = {r, &member_record, b->new_member ? NULL : b->m, NULL};
	struct member_form v = {.who = &who, .form = &f, .m = b->new_member ? NULL : b->m, .person = b->new_person ? 0 : b->p->id,
				.idno = form_get(r, "idno"), .mobile = form_get(r, "mobile"), .address = form_get(r, "address"),
				.transferred = form_has(r, "transferred")};
	v.unit = form_int(r, "unit") ? form_int(r, "unit") : b->new_person ? query_int(r, "unit") : b->p->unit;
	v.idno_mask = b->new_person ? "" : b->p->idno_mask;
	v.mobile_mask = b->new_person ? "" : b->p->mobile_mask;
	v.has_address = !b->new_member && *b->m->address_seal;
	v.title = b->new_member ? "登记会员" : "修改会员资料";
	v.version = b->new_member ? 0 : b->m->version;
	v.action = b->new_member ? "/members" : link_to(r, "/members/%lld", (long long)b->m->id);
	v.back = v.action;
	fill_units(r, &v);
	page_begin(r, &(struct page){.title = v.title, .nav = "/members", .crumbs = {{"会员", "/members"}}});
	tpl_member_form(r->out, r, &v);
	page_end(r);
}

static void again(struct req *r, const struct both *b)
{
	if (r->answered)
		return;
	show_form(r, b);
	answer_status(r, 422);
}

/* The person behind a new membership: one already registered, or a new one. NULL: refused. */
static struct both *both_new(struct req *r, int64_t person)
{
	struct both *b = NEW(r->arena, struct both);
	b->new_member = true;
	b->m = record_new(r->arena, &member_record);
	if (person) {
		b->p = record_load(r->db, r->arena, &person_record, person);
		if (!b->p || b->p->state != PERSON_ACTIVE) {
			refuse(r, 404, "没有这个人，或者已离开。");
			return NULL;
		}
		if (!may_or_refuse(r, "member.edit", b->p->unit))
			return NULL;
		if (record_load(r->db, r->arena, &member_record, person)) {
			refuse(r, 409, "%s已有会籍，不用再登记。", b->p->name);
			return NULL;
		}
		return b;
	}
	b->p = record_new(r->arena, &person_record);
	b->p->id = id_new();
	b->new_person = true;
	return b;
}

void get_member_new(struct req *r)
{
	struct both *b = both_new(r, query_int(r, "person"));
	if (b)
		show_form(r, b);
}

/* ---- reading the form ---- */

/* Somebody with this paper is there already: says where, as far as the asker may know. */
static void say_taken(struct req *r, const struct both *b, const char *key, const char *hash)
{
	struct member_by_key m;
	struct member_person_by_idno p;
	if (*key && q_member_by_key(r->db, r->arena, key, &m) && m.id != b->p->id) {
		if (may(r, "member.read", m.unit))
			problem_add(&r->problems, "idno", "这个证件号码已登记在“%s”的%s名下（%s）。会籍只有一份：换单位办转会，重复登记的请合并。",
				    m.unit_name, m.name, choice_label(member_states, m.state));
		else
			problem_add(&r->problems, "idno", "这个人已在另一工会登记会籍。会籍随劳动关系转移，不重复入会（《工会会员会籍管理办法》第三条、《中国工会章程》第五条）：请本人或原工会办理转出。");
	} else if (*hash && q_member_person_by_idno(r->db, r->arena, hash, &p) && p.id != b->p->id) {
		if (may(r, "member.edit", p.unit))
			problem_add(&r->problems, "idno", "%s已登记为职工，请从他的人员页点“登记会籍”。", p.name);
		else
			problem_add(&r->problems, "idno", "这个证件号码已登记在另一单位，请先核对。");
	}
}

/* Birth and sex follow from a number after GB 11643; what was typed against it is named. */
static void compare(struct req *r, struct both *b, const struct paper *x)
{
	if (x->birth && b->m->birth && b->m->birth != x->birth)
		problem_add(&r->problems, "birth", "出生日期与证件号码不一致，号码里是 %s。", day_cn(r->arena, x->birth));
	if (x->sex && b->p->sex && b->p->sex != x->sex)
		problem_add(&r->problems, "sex", "性别与证件号码不一致，号码里是%s。", x->sex == 1 ? "男" : "女");
	if (x->birth)
		b->m->birth = x->birth;
	if (x->sex)
		b->p->sex = x->sex;
}

static void read_paper(struct req *r, struct both *b)
{
	const struct keyring *k = &r->app->keys;
	struct paper x;
	if (!b->m->id_type)
		b->m->id_type = ID_RESIDENT;
	const char *typed = form_get(r, "idno"), *why = paper_read(r->arena, b->m->id_type, typed, r->today, &x);
	if (why)
		problem_add(&r->problems, "idno", "%s", why);
	if (!*x.text) {
		if (b->new_member && !*b->p->idno_hash && !why)
			problem_add(&r->problems, "idno", "请填写证件号码：实名登记要用它核对是否重复。");
		return;
	}
	const char *key = paper_key(r->arena, k, b->m->id_type, x.text);
	say_taken(r, b, key, secret_number_hash(r->arena, k, "person.idno", x.text));
	compare(r, b, &x);
	if (r->problems.n)
		return;
	b->m->idkey = key;
	person_put_idno(r->arena, k, b->p, x.text);
}

static void read_mobile(struct req *r, struct both *b)
{
	const struct keyring *k = &r->app->keys;
	char clean[MOBILE_CHARS + 1] = "";
	const char *typed = form_get(r, "mobile"), *why = *typed ? mobile_read(r->arena, typed, clean) : NULL;
	if (why)
		problem_add(&r->problems, "mobile", "%s", why);
	if (!*clean)
		return;
	if (person_mobile_taken(r, clean, b->p->id))
		problem_add(&r->problems, "mobile", "这个手机号已登记在另一个人名下，请核对。");
	else
		person_put_mobile(r->arena, k, b->p, clean);
}

static void read_rest(struct req *r, struct both *b)
{
	const char *address = form_get(r, "address");
	if (utf8_count(address) > ADDRESS_MOST)
		problem_add(&r->problems, "address", "住址最多 %d 个字。", ADDRESS_MOST);
	else if (*address)
		b->m->address_seal = secret_seal(r->arena, &r->app->keys, (struct seal_place){"member", "address", b->p->id}, address);
	if (b->m->joined_on > r->today)
		problem_add(&r->problems, "joined_on", "入会日期不能晚于今天。");
	if (q_members_number_used(r->db, b->m->member_no, b->p->id))
		problem_add(&r->problems, "member_no", "会员证号 %s 已经用过，请核对。", b->m->member_no);
}

/* Everything typed, into both rows; false when something is wrong with it. */
static bool read_both(struct req *r, struct both *b)
{
	int64_t unit = form_int(r, "unit");
	struct unit u;
	int64_t version = b->p->version; /* the form carries the membership's */
	form_read(r, &person_record, b->p);
	b->p->version = version;
	form_read(r, &member_record, b->m);
	if (!unit || !unit_load(r->db, r->arena, unit, &u) || u.state != UNIT_ACTIVE)
		problem_add(&r->problems, "unit", "请选择所在单位。");
	else if (!may_or_refuse(r, "member.edit", unit))
		return false;
	read_paper(r, b);
	read_mobile(r, b);
	read_rest(r, b);
	if (person_staff_no_taken(r, unit, b->p->staff_no, b->p->id))
		problem_add(&r->problems, "staff_no", "本单位已有工号 %s，请核对。", b->p->staff_no);
	b->p->unit = unit;
	b->p->pinyin = pinyin_of_name(r->arena, b->p->name);
	member_copy(b->m, b->p);
	member_settle(b->m);
	return r->problems.n == 0;
}

/* ---- writing ---- */

void post_member_new(struct req *r)
{
	struct both *b = both_new(r, form_int(r, "person"));
	if (!b)
		return;
	int64_t from = b->p->unit;
	if (!read_both(r, b)) {
		again(r, b);
		return;
	}
	if (from && b->p->unit != from) {
		refuse(r, 409, "%s登记在“%s”，请先在人员页调动，再登记会籍。", b->p->name, unit_name(r->db, r->arena, from));
		return;
	}
	if (!(b->new_person ? flow_create : flow_edit)(r, &person_flow, b->p, ""))
		return;
	b->m->id = b->p->id;
	bool in = form_has(r, "transferred");
	b->m->change = in ? CHANGE_IN : CHANGE_JOIN;
	b->m->changed_on = r->today;
	if (!flow_create(r, &member_flow, b->m, in ? "从系统外的工会转入" : "工会登记入会申请"))
		return;
	/* who is a member already needs no second approval (MEM-01) */
	if (in && !flow_follow(r, &member_flow, b->m, "admit", "从系统外的工会转入，会籍随劳动关系转移"))
		return;
	see_other_saying(r, link_to(r, "/members/%lld", (long long)b->m->id), in ? "已登记转入。" : "已登记，等工会委员会批准。");
}

static struct both *both_of(struct req *r)
{
	struct both *b = NEW(r->arena, struct both);
	b->m = r->row;
	b->p = record_load(r->db, r->arena, &person_record, b->m->id);
	if (b->p && flow_editable(r, &member_flow, b->m))
		return b;
	refuse(r, 409, "“%s”状态下不能修改。", choice_label(member_states, b->m->state));
	return NULL;
}

void get_member_edit(struct req *r)
{
	struct both *b = both_of(r);
	if (b)
		show_form(r, b);
}

void post_member_edit(struct req *r)
{
	struct both *b = both_of(r);
	if (!b)
		return;
	int64_t from = b->p->unit;
	struct person_row was = *b->p;
	if (!read_both(r, b)) {
		again(r, b);
		return;
	}
	int64_t to = b->p->unit;
	b->p->unit = b->m->unit = from;
	if (member_house(r->db, r->arena, to) != member_house(r->db, r->arena, from)) {
		problem_add(&r->problems, "unit", "另一个工会的单位：请办理转会。");
		again(r, b);
		return;
	}
	if (!flow_edit(r, &member_flow, b->m, ""))
		return;
	bool person = record_diff(r->arena, NULL, &person_record, &was, b->p)[0] ||
		      record_diff_personal(r->arena, NULL, &person_record, &was, b->p)[0] || !text_is(was.mobile_hash, b->p->mobile_hash) ||
		      !text_is(was.idno_hash, b->p->idno_hash);
	if (person && !flow_edit(r, &person_flow, b->p, ""))
		return;
	if (to != from) {
		b->p->unit = to;
		if (!flow_follow(r, &person_flow, b->p, "transfer", arena_printf(r->arena, "从“%s”到“%s”",
			unit_name(r->db, r->arena, from), unit_name(r->db, r->arena, to))))
			return;
	}
	see_other_saying(r, link_to(r, "/members/%lld", (long long)b->m->id), "已保存。");
}
