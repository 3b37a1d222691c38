/* One registration goes into the other. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/search.h"
#include "merges.sql.h"
#include "modules/merges/inside.h"
#include "modules/units/units.h"
#include "secret/id.h"
#include "secret/secret.h"

/* ---- a row as one text ---- */

static struct seal_place place_of(const char *part, int64_t merge)
{
	return (struct seal_place){"person_merge", part, merge};
}

static bool is_text(const struct field *f)
{
	return f->kind == KIND_TEXT || f->kind == KIND_LONG;
}

const char *row_pack(struct req *r, const struct record *record, const void *row, int64_t merge, const char *part)
{
	struct buf b = buf_in(r->arena);
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		const char *v = is_text(f) ? field_text(f, row) : arena_printf(r->arena, "%lld", (long long)field_int(f, row));
		buf_printf(&b, "%s %zu %s\n", f->name, strlen(v), v);
	}
	return secret_seal(r->arena, &r->app->keys, place_of(part, merge), buf_text(&b));
}

/* Names stand with the values: a release that adds a field reads what an older one kept. */
void *row_unpack(struct req *r, const struct record *record, int64_t merge, const char *part)
{
	const char *sealed = q_merge_was(r->db, r->arena, merge, part), *plain;
	if (!*sealed || !secret_unseal(r->arena, &r->app->keys, place_of(part, merge), sealed, &plain))
		return NULL;
	void *row = record_new(r->arena, record);
	for (struct str rest = str_of(plain); rest.n;) {
		const struct field *f = record_field(record, str_dup(r->arena, str_cut(&rest, ' ')));
		int64_t length = 0, number = 0;
		str_int(str_cut(&rest, ' '), &length);
		const char *v = arena_strndup(r->arena, rest.p, (size_t)length);
		rest = str_skip(rest, (size_t)length + 1);
		if (f && is_text(f))
			field_set_text(f, row, v);
		else if (f && str_int(str_of(v), &number))
			field_set_int(f, row, number);
	}
	return row;
}

static void keep(struct req *r, int64_t merge, const char *part, const struct record *record, const void *row)
{
	if (row)
		q_merge_was_put(r->db, merge, part, row_pack(r, record, row, merge, part));
}

/* ---- whether ---- */

bool twins_load(struct req *r, int64_t kept, int64_t lost, struct twins *p)
{
	*p = (struct twins){.kept = record_load(r->db, r->arena, &person_record, kept), .lost = record_load(r->db, r->arena, &person_record, lost)};
	if (!p->kept || !p->lost || kept == lost) {
		refuse(r, 404, "没有这两条登记。");
		return false;
	}
	if (!may_or_refuse(r, "member.merge", p->kept->unit) || !may_or_refuse(r, "member.merge", p->lost->unit))
		return false;
	p->kept_member = record_load(r->db, r->arena, &member_record, kept);
	p->lost_member = record_load(r->db, r->arena, &member_record, lost);
	return true;
}

/* Offices follow, so who merges must be allowed to give them. */
static const char *offices_problem(struct req *r, int64_t lost)
{
	size_t n;
	struct merge_posts_held *t = q_merge_posts_held(r->db, r->arena, lost, &n);
	for (size_t i = 0; i < n; i++) {
		if (ADMINS & BIT(t[i].role))
			return "不保留的一条任着管理员，请先免去，再合并。";
		if (!may(r, "post.edit", t[i].unit))
			return arena_printf(r->arena, "不保留的一条在“%s”任职，要由能任免这一职务的工会合并。", unit_name(r->db, r->arena, t[i].unit));
	}
	return NULL;
}

const char *twins_problem(struct req *r, const struct twins *p)
{
	const struct member *k = p->kept_member, *l = p->lost_member;
	if (p->kept->state == PERSON_MERGED || p->lost->state == PERSON_MERGED)
		return "其中一条已经并入别的登记。";
	if (!*p->kept->idno_hash || strcmp(p->kept->idno_hash, p->lost->idno_hash) != 0)
		return "两条登记的身份证号不同，或有一条没有登记号码，不能认定是同一个人。";
	if (p->kept->id == r->who->person || p->lost->id == r->who->person)
		return "自己的登记要由别人合并。";
	if (l && !k)
		return "会籍在另一条上，请点“改为保留另一条”。";
	if ((k && k->to_unit) || (l && l->to_unit))
		return "正在转会，请先办完或撤回转会。";
	if (q_merge_votes_running(r->db, p->lost->id))
		return "不保留的一条在一次还没有结束的投票的名册上，名册已经冻结，请等投票结束。";
	if (q_merge_votes_standing(r->db, p->lost->id))
		return "不保留的一条是还没有办完的选举的候选人，或一次投票的监票人，请等选举办完。";
	return offices_problem(r, p->lost->id);
}

/* ---- carrying it out ---- */

static bool give_up(struct req *r, struct twins *p)
{
	struct person_row *l = p->lost;
	l->staff_no = l->mobile_mask = l->mobile_seal = l->mobile_hash = l->mobile_tail = "";
	l->idno_mask = l->idno_seal = l->idno_hash = l->idno_tail = "";
	if (!flow_follow(r, &person_flow, l, "merge", ""))
		return false;
	q_merge_sessions_end(r->db, l->id);
	person_index(r->db, r->arena, r->now, l, NULL);
	struct member *m = p->lost_member ? record_load(r->db, r->arena, &member_record, l->id) : NULL;
	if (!m)
		return true;
	m->idkey = "";
	return flow_follow(r, &member_flow, m, "merge", "");
}

static bool go_on(struct req *r, struct twins *p, const struct person_row *lost_was, const struct member *lost_member_was, const struct side_line *lines, size_t n)
{
	bool back = p->kept->state == PERSON_LEFT && lost_was->state == PERSON_ACTIVE;
	side_take_person(r, p->kept, lost_was, lines, n);
	if (*p->kept->staff_no && person_staff_no_taken(r, p->kept->unit, p->kept->staff_no, p->kept->id)) {
		refuse(r, 409, "工号“%s”在“%s”已是别人的，请选另一个工号或单位。", p->kept->staff_no, unit_name(r->db, r->arena, p->kept->unit));
		return false;
	}
	if (!flow_follow(r, &person_flow, p->kept, back ? "absorb_back" : "absorb", ""))
		return false;
	if (!lost_member_was)
		return true;
	struct member *m = record_load(r->db, r->arena, &member_record, p->kept->id);
	side_take_member(r, m, lost_member_was, lines, n);
	member_settle(m);
	return flow_follow(r, &member_flow, m, "absorb", "");
}

static void keep_both(struct req *r, int64_t merge, const struct twins *p)
{
	keep(r, merge, "kept", &person_record, p->kept);
	keep(r, merge, "lost", &person_record, p->lost);
	keep(r, merge, "kept member", &member_record, p->kept_member);
	keep(r, merge, "lost member", &member_record, p->lost_member);
}

bool merge_apply(struct req *r, struct twins *p, const char *reason, int64_t *id)
{
	size_t n;
	struct side_line *lines = side_lines(r, p, true, &n);
	struct person_row was = *p->lost;
	struct member member_was;
	if (p->lost_member)
		member_was = *p->lost_member;
	struct person_merge *m = record_new(r->arena, &person_merge_record);
	*m = (struct person_merge){.id = id_new(), .unit = p->kept->unit, .kept = p->kept->id, .lost = p->lost->id, .reason = reason};
	m->until = r->today + (day)policy_get(r, "merge.undo_days", p->kept->unit, r->today).value;
	keep_both(r, m->id, p);
	if (!give_up(r, p) || !go_on(r, p, &was, p->lost_member ? &member_was : NULL, lines, n))
		return false;
	m->moved = places_move(r, m->id, m->lost, m->kept);
	keep(r, m->id, "after", &person_record, record_load(r->db, r->arena, &person_record, m->kept));
	keep(r, m->id, "after member", &member_record, record_load(r->db, r->arena, &member_record, m->kept));
	if (!flow_create(r, &person_merge_flow, m, reason))
		return false;
	due_set(r, &person_merge_record, m->id, instant_of_day(m->until + 1), "settle");
	message_send(r, &(struct message){.person = m->kept, .title = "你的重复登记已合并", .link = "/m/member",
		.body = arena_printf(r->arena, "你在两处的登记合成了一份。有误请在%s以前告诉本单位工会，可以恢复原样。", day_cn(r->arena, m->until))});
	*id = m->id;
	return true;
}
