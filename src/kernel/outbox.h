/*
 * The outbox: messages leave the house by e-mail and by a signed webhook, when
 * configured. Sending is done by a thread of its own, outside of transactions:
 *
 *   claim    in the writer, under the lease "outbox": due deliveries, put off by two minutes,
 *            so that a crash in between only delays them
 *   send     over the network, with a time limit
 *   settle   in the writer: sent, or when to try again: 1 min, 5 min, 30 min, 2 h, 12 h,
 *            then failed
 *
 * Never before the message's own time: a message of an undoable move waits ten
 * seconds. Between 21:00 and 7:00 (policies message.quiet_from, message.quiet_until)
 * only urgent ones leave. What leaves is the title and the link, never the text.
 *
 * E-mail goes to the address a person has given himself and not switched off.
 * The webhook is a group's robot: {"msgtype":"text","text":{"content":"…"}}, with
 *   X-Lianxin-Timestamp: seconds since 1970
 *   X-Lianxin-Signature: hex HMAC-SHA256 over timestamp, '\n', body with the secret
 * An answer of 2xx is success, unless it is JSON with an errcode other than 0.
 */
#ifndef LX_OUTBOX_H
#define LX_OUTBOX_H

#include "kernel/app.h"
#include "kernel/message.h"

enum outbox_channel { OUTBOX_MAIL = 1, OUTBOX_HOOK };
enum delivery_state { DELIVERY_WAITING, DELIVERY_SENT, DELIVERY_FAILED };

/* Deliveries of a message just written, not before `from`; inside the same transaction. True: the group will be told. */
bool outbox_queue(struct req *r, int64_t message, const struct message *m, instant from);
/* The first moment from `at` on at which such a message may leave. */
instant outbox_hour(struct req *r, instant at, bool urgent);

void outbox_start(struct app *app); /* nothing when neither channel is configured */
void outbox_stop(void);
/* One round: what is due now, claimed, sent and settled. Returns how many were tried. */
int outbox_round(struct app *app);

/* ---- over the network; kernel/outbox_send.c ---- */

struct parcel {
	int64_t id; /* of the delivery: repeated sending shows by it */
	enum outbox_channel channel;
	const char *address, *title, *link;
	instant now;
};
/* NULL, or why it did not arrive, in Chinese. Takes up to fifteen seconds. */
const char *outbox_send(struct app *app, struct arena *a, const struct parcel *p);
/* What a group robot answered: {"errcode":93000,…} is a refusal though the status is 200; 0: none. */
int64_t outbox_errcode(const char *text, size_t n);

/* ---- what became of it, for pages ---- */

struct outbox_state {
	const char *channel, *state; /* 邮件, 已送达 */
};
const struct outbox_state *outbox_states(struct req *r, int64_t message, size_t *n);

struct outbox_row {
	const char *channel, *address, *state, *next, *error; /* the address masked */
	int64_t tries;
};
/* Those that failed or had to be tried again, newest first. */
const struct outbox_row *outbox_failed(struct req *r, int64_t most, size_t *n);

struct outbox_count {
	const char *state;
	int64_t n;
};
const struct outbox_count *outbox_counts(struct req *r, size_t *n);

#endif
