/* Taking a merge back whole, and the day after which that is over. */
#include <string.h>

#include "kernel/event.h"
#include "kernel/message.h"
#include "merges.sql.h"
#include "modules/merges/inside.h"
#include "modules/units/units.h"

enum { EVENTS_MOST = 1000 };

const char *merge_undo_problem(struct req *r, const void *row)
{
	const struct person_merge *m = row;
	const struct person_row *lost = record_load(r->db, r->arena, &person_record, m->lost);
	const struct person_row *was = row_unpack(r, &person_record, m->id, "lost"), *kept = row_unpack(r, &person_record, m->id, "kept");
	const struct member *member = row_unpack(r, &member_record, m->id, "lost member");
	if (r->today > m->until)
		return "已过可以撤销的期限。";
	const struct person_row *now = record_load(r->db, r->arena, &person_record, m->kept);
	if (now && now->state == PERSON_MERGED)
		return "保留的一条后来又并入了别的登记，请先撤销那一次合并。";
	if (!lost || lost->state != PERSON_MERGED || !was || !kept)
		return "留存的内容打不开，可能换过密钥。请联系系统管理员。";
	if (!may(r, "member.merge", lost->unit))
		return "另一条登记所在的单位不归你管理，请由上级工会撤销。";
	const struct person_row *both[] = {kept, was};
	for (int i = 0; i < 2; i++) {
		if (q_merge_mobile_used(r->db, both[i]->mobile_hash, m->kept, m->lost))
			return "合并时放弃的手机号已登记给别人，请先更正。";
		if (q_merge_staff_no_used(r->db, both[i]->unit, both[i]->staff_no, m->kept, m->lost))
			return "合并时放弃的工号已登记给别人，请先更正。";
	}
	if (member && q_merge_idkey_used(r->db, member->idkey, m->kept, m->lost))
		return "合并时放弃的证件号码已另有会籍，请先更正。";
	return NULL;
}

static bool of_head(const struct field *f)
{
	return f->kind == KIND_STATE || strcmp(f->name, "id") == 0 || strcmp(f->name, "version") == 0 || strcmp(f->name, "created_by") == 0 ||
	       strcmp(f->name, "created_at") == 0 || strcmp(f->name, "union_kind") == 0;
}

/* What still is as the merge left it becomes what it was before; what somebody changed since stays. */
static void set_back(const struct record *record, void *now, const void *after, const void *before)
{
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		if (!of_head(f) && (!after || field_same(f, now, after)))
			side_copy(f, now, before);
	}
}

static bool kept_back(struct req *r, const struct person_merge *m)
{
	struct person_row *p = record_load(r->db, r->arena, &person_record, m->kept);
	const struct person_row *was = row_unpack(r, &person_record, m->id, "kept"), *after = row_unpack(r, &person_record, m->id, "after");
	bool out = was->state == PERSON_LEFT && after->state == PERSON_ACTIVE && p->state == PERSON_ACTIVE;
	set_back(&person_record, p, after, was);
	if (!flow_follow(r, &person_flow, p, out ? "give_back_out" : "give_back", ""))
		return false;
	const struct member *old = row_unpack(r, &member_record, m->id, "kept member"), *then = row_unpack(r, &member_record, m->id, "after member");
	struct member *now = record_load(r->db, r->arena, &member_record, m->kept);
	if (!old || !then || !now)
		return true;
	set_back(&member_record, now, then, old);
	member_copy(now, p);
	member_settle(now);
	return flow_follow(r, &member_flow, now, "give_back", "");
}

static bool lost_back(struct req *r, const struct person_merge *m)
{
	struct person_row *p = record_load(r->db, r->arena, &person_record, m->lost);
	const struct person_row *was = row_unpack(r, &person_record, m->id, "lost");
	set_back(&person_record, p, NULL, was);
	if (!flow_follow(r, &person_flow, p, was->state == PERSON_LEFT ? "apart_left" : "apart", ""))
		return false;
	const struct member *old = row_unpack(r, &member_record, m->id, "lost member");
	struct member *now = record_load(r->db, r->arena, &member_record, m->lost);
	if (!old || !now)
		return true;
	set_back(&member_record, now, NULL, old);
	return flow_follow(r, &member_flow, now, arena_printf(r->arena, "apart_%lld", (long long)old->state), "");
}

bool merge_undo(struct req *r, void *row, const void *before)
{
	struct person_merge *m = row;
	(void)before;
	m->stayed = places_give_back(r, m->id, m->kept, m->lost);
	if (!kept_back(r, m) || !lost_back(r, m))
		return false;
	q_merge_was_clear(r->db, m->id);
	message_send(r, &(struct message){.person = m->kept, .title = "登记合并已撤销", .link = "/m/member", .body = "两份登记已恢复原样。"});
	return true;
}

/* ---- over ---- */

static bool empty_lost(struct req *r, int64_t lost)
{
	struct person_row *p = record_load(r->db, r->arena, &person_record, lost);
	struct member *m = record_load(r->db, r->arena, &member_record, lost);
	bool system = r->system, good;
	if (!p || p->state != PERSON_MERGED)
		return true;
	r->system = true;
	good = m ? member_erase(r, m, "合并期满") : person_erase(r, p, "合并期满");
	r->system = system;
	return good;
}

/* Nothing is kept longer than it can be used: snapshots and notes go, the lost row is emptied. */
bool merge_settle(struct req *r, void *row, const void *before)
{
	const struct person_merge *m = row;
	(void)before;
	q_merge_was_clear(r->db, m->id);
	q_merge_moved_clear(r->db, m->id);
	return empty_lost(r, m->lost);
}
