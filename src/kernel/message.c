#include "kernel/message.h"

#include "kernel/rights.h"
#include "kernel.sql.h"
#include "secret/id.h"

enum { UNDO_MS = 10000 };

void message_send(struct req *r, const struct message *m)
{
	instant from = r->now + (m->undoable ? UNDO_MS : 0);
	if (!m->person)
		return;
	if (m->once && q_message_once(r->db, m->person, m->once))
		return;
	q_message_add(r->db, id_new(), m->person, r->now, from, m->title, m->body ? m->body : "",
		      m->link ? m->link : "", m->urgent, m->once ? m->once : "");
}

void message_send_role(struct req *r, unsigned roles, int64_t unit, const struct message *m)
{
	size_t n;
	struct holders_at *people = q_holders_at(r->db, r->arena, unit, r->today, &n);
	int64_t last = 0;
	for (size_t i = 0; i < n; i++) {
		struct message one = *m;
		if (!(roles & BIT(people[i].role)) || people[i].person == last)
			continue;
		one.person = last = people[i].person;
		message_send(r, &one);
	}
}
