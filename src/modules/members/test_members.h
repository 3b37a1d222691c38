/* For tests of other modules: sample people become members through the real moves, so that counters count them. */
#ifndef LX_TEST_MEMBERS_H
#define LX_TEST_MEMBERS_H

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "modules/members/moves.h"

static inline void test_member(struct req *r, int64_t id)
{
	const struct person_row *p = record_load(r->db, r->arena, &person_record, id);
	struct member *m = record_new(r->arena, &member_record);
	m->id = p->id;
	member_copy(m, p);
	if (!flow_create(r, &member_flow, m, "") || !flow_move_row(r, &member_flow, m, "admit", ""))
		fault("%s is no member", p->name);
}

static inline void test_members(struct app *app, const int64_t *ids, size_t n)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	for (size_t i = 0; i < n; i++)
		test_member(r, ids[i]);
	event_seal(d, app->arena);
	db_commit(d);
}

#endif
