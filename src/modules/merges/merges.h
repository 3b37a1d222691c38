/*
 * Merging two registrations of one person (重复登记的合并), and taking it back.
 *
 * Two rows of people are the same person when the keyed hashes of their identity numbers are equal. One row is
 * kept and goes on with the values chosen for it; the other one becomes PERSON_MERGED (its membership
 * MEMBER_MERGED), gives up its numbers and leads to the kept one. What hangs on it follows: every column of
 * every table that names a person is a row of merge_places, which says how it follows or why it stays. Frozen
 * rolls of votes never change, and what somebody wrote into the history stays under the row that wrote it.
 *
 * For `merge.undo_days` the whole can be taken back. What is needed for that is kept until then and no longer:
 * both rows as they were, sealed (merge_was), and where each moved value stood (merge_moved). Only values that
 * nobody changed since go back. Afterwards the lost row is emptied of personal data; it only leads on.
 *
 * person_double lists who shares an identity number with another row, by unit, so that the page of duplicates
 * reads a few rows; it follows what is written to people.
 */
#ifndef LX_MERGES_H
#define LX_MERGES_H

#include "kernel/flow.h"
#include "kernel/list.h"
#include "kernel/unit.h"

enum merge_state { MERGE_DONE = 1, MERGE_UNDONE, MERGE_SETTLED };

struct person_merge {
	HEAD;
	int64_t kept, lost; /* people */
	const char *reason;
	day until; /* last day on which it can be taken back */
	int64_t moved; /* values that followed */
	int64_t stayed; /* of an undo: what somebody changed meanwhile and was left */
};

extern const struct record person_merge_record;
extern const struct flow person_merge_flow;
extern const struct list person_merge_list;

/* A column that names a person, and what a merge does with it. */
enum place_kind {
	PLACE_RECORD, /* of a record: its version counts up, so that an open form meets the change */
	PLACE_ROW, /* of a table with an id */
	PLACE_KEYS, /* of a table with keys of its own */
	PLACE_STAYS /* never moved; .why says why */
};
struct place {
	const char *table, *column;
	enum place_kind kind;
	const char *keys[3]; /* whole numbers that name the row together with the person */
	const char *text_key;
	bool once; /* a person stands there once: where the kept one stands already, the other stays */
	const char *only; /* a condition; NULL: every row */
	const char *why;
};
extern const struct place merge_places[]; /* ends with table NULL */

#endif
