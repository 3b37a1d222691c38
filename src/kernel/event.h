/*
 * Events: what did happen. Append-only, sealed with dense numbers and chained
 * by hash: hash(n) = SHA-256(hash(n-1) as hex, canonical bytes of event n).
 *
 * The canonical bytes are, in this order, each as decimal length, ':', bytes:
 * seal, id, happened_on, recorded_at, actor, unit, record, row_id, verb,
 * from_state, to_state, note, changes, counts, personal. Numbers are decimal
 * text. `personal` is the hash of salt and value, which live in a side table:
 * erasing deletes both, and the chain still verifies.
 */
#ifndef LX_EVENT_H
#define LX_EVENT_H

#include "kernel/request.h"

struct event {
	int64_t id, seal, actor, unit, row_id, from_state, to_state;
	day happened_on;
	instant recorded_at;
	const char *record, *verb, *note, *changes, *counts, *personal, *hash;
};

/*
 * Appends inside the current transaction; fills id, recorded_at, actor and, when
 * 0, happened_on from r. `personal` in *e is the value itself ("" none). Returns the id.
 */
int64_t event_add(struct req *r, struct event *e);
/* The same outside of a request. */
int64_t event_append(struct db *d, struct arena *a, instant now, struct event *e);

/*
 * Gives every unsealed event its number and hash. With SQLite an event has them as it is written; only those of
 * which nobody shall know the moment (id_timeless) get them in the order of their ids, from the writer
 * before its commit. When several write beside each other, the node with the lease seals (kernel/jobs.h).
 * There is no fork: numbers are unique in the table, and a sealer that came second is rerun.
 */
void event_seal(struct db *d, struct arena *a);
bool event_seal_some(struct db *d, struct arena *a, size_t most); /* at most so many; true: there may be more */

/* Erases the personal value of an event, with its salt; the chain holds only their hash and still verifies. */
void event_forget(struct db *d, int64_t event);
/* The personal value, "" when there is none or it was erased. */
const char *event_personal(struct db *d, struct arena *a, int64_t event);

struct event_head {
	int64_t seal; /* 0: no event yet */
	const char *hash;
};
struct event_head event_head(struct db *d, struct arena *a);

/* What verification found; ok means nothing is wrong. */
struct event_check {
	bool ok;
	int64_t sealed; /* events read */
	int64_t bad; /* seal number of the first that does not fit, 0: none */
	const char *what; /* Chinese: what is wrong there */
	struct event_head head;
};
/* Walks the whole chain. `head` (NULL: none) is a hash that must occur in it. */
struct event_check event_verify(struct db *d, struct arena *a, const char *head, instant now);

/*
 * The name of a person in note or changes: a mark with the id. Whoever shows the text shows the name that the
 * register has now, so that a name which was erased is gone from all histories, and the chain still verifies.
 * What is typed never holds a mark: form_get leaves the sign out, and so does the difference of a field.
 */
enum { EVENT_SIGN = 0x1a };
const char *event_name(struct arena *a, int64_t person);
const char *event_words(struct db *d, struct arena *a, const char *text); /* with names in place of marks */
const char *event_plain(struct arena *a, const char *text); /* without the sign; the text itself when it has none */

/* Events of one row, newest first; their texts have marks. */
struct event *events_of(struct db *d, struct arena *a, const char *record, int64_t row_id, int64_t most,
			size_t *n);

#endif
