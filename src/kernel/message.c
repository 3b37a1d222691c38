#include "kernel/message.h"

#include "kernel/outbox.h"
#include "kernel/rights.h"
#include "kernel.sql.h"
#include "secret/id.h"

enum { UNDO_MS = 10000 };

/* True when the group was told. */
static bool send_one(struct req *r, const struct message *m)
{
	instant from = r->now + (m->undoable ? UNDO_MS : 0);
	int64_t id = id_new();
	if (!m->person)
		return false;
	if (m->once && q_message_once(r->db, m->person, m->once))
		return false;
	q_message_add(r->db, id, m->person, r->now, from, m->title, m->body ? m->body : "", m->link ? m->link : "",
		      m->urgent, m->once ? m->once : "");
	return outbox_queue(r, id, m, from);
}

void message_send(struct req *r, const struct message *m)
{
	send_one(r, m);
}

void message_send_role(struct req *r, unsigned roles, int64_t unit, const struct message *m)
{
	size_t n;
	struct holders_at *people = q_holders_at(r->db, r->arena, unit, r->today, &n);
	struct message one = *m;
	int64_t last = 0;
	for (size_t i = 0; i < n; i++) {
		if (!(roles & BIT(people[i].role)) || people[i].person == last)
			continue;
		one.person = last = people[i].person;
		if (send_one(r, &one))
			one.group_told = true;
	}
}
