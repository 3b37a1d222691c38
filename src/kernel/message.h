/*
 * Messages: the inbox always; e-mail and a signed webhook when configured, with
 * the state of each delivery. A message of an undoable move waits ten seconds.
 */
#ifndef LX_MESSAGE_H
#define LX_MESSAGE_H

#include "kernel/request.h"

struct message {
	int64_t person;
	const char *title; /* one line, no personal data of others: it also leaves the house */
	const char *body;
	const char *link; /* "/tasks/7" */
	bool urgent;
	bool undoable; /* waits ten seconds */
	bool group_told; /* the group's robot has it already */
	const char *once; /* key: a second message with the same key is not sent; NULL: none */
};

/* Inside a POST or a tick. */
void message_send(struct req *r, const struct message *m);
/* To everyone who holds one of these roles (bits) at exactly this unit today. */
void message_send_role(struct req *r, unsigned roles, int64_t unit, const struct message *m);

#endif
