/*
 * Household and family of a person (家庭成员), as the hardship file needs them.
 *
 * A row is one member of a family: who, how related, born when, whether living in the household and whether its
 * head (户主; nobody marked: the person himself). The identity number stands like a person's own: sealed, hashed
 * with the same key and purpose (so that a number is recognised as an employee's or in another household) and
 * masked. Health, monthly income and notes are one sealed text, open to the person himself and to who holds
 * `family.care`, the right of hardship files.
 *
 * Nobody reads it in passing. There is no list, no export, no search and no interface; staff open a family with a
 * reason (a POST), and each look stands among what the person sees under 谁看过我的信息. It is erased with the
 * membership's data (without a membership: when the person leaves), when consent is taken back, and by the person
 * at any time; the chain of events keeps hashes.
 *
 * For the module of hardship aid, which builds on this:
 *   - one household is one file: family_size gives H of (Y − R) / H; family_of the rows, family_care_read the
 *     income that Y sums (the person's own income belongs to the file);
 *   - nobody stands in two files (HA-01): before a file is opened, family_elsewhere is asked for the person's own
 *     number and for each member's; a count above 0 has to be cleared with the other household;
 *   - what a file decides from is frozen in the file with its date; a later change here is asked for again at the
 *     yearly recheck and changes no decision;
 *   - a file must hold the right `family.care` at the person's unit for every look, and note it by family_seen.
 */
#ifndef LX_FAMILIES_H
#define LX_FAMILIES_H

#include "kernel/flow.h"

enum family_state { FAMILY_HERE = 1, FAMILY_GONE };
enum { FAMILY_MOST = 20 };

struct family_member {
	HEAD;
	int64_t person; /* whose family */
	const char *name;
	int64_t relation, birth_year;
	bool together, head; /* lives in the household; is its head */
	const char *idno_mask, *idno_seal, *idno_hash;
	const char *care_seal; /* health, income and note */
};

/* What only the right of hardship files opens. */
struct family_care {
	int64_t health; /* of family_healths */
	int64_t income; /* a month, fen; -1: not told */
	const char *note;
};

extern const struct record family_record;
extern const struct flow family_flow;
extern const struct choice family_relations[], family_healths[];

struct family_member **family_of(struct db *d, struct arena *a, int64_t person, size_t *n);
/* People in the household, the person himself with them. */
int64_t family_size(struct db *d, int64_t person);
struct keyring;
/* False: nothing is told, or sealed with another key. */
bool family_care_read(struct arena *a, const struct keyring *k, const struct family_member *m, struct family_care *out);
/* In how many other households this number stands, as an employee or as a member of a family. */
int64_t family_elsewhere(struct db *d, const char *idno_hash, int64_t person);
/* Notes that the asker looked at this person's family, with the reason. */
void family_seen(struct req *r, int64_t person, int64_t unit, const char *reason);

#endif
