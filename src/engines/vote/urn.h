/*
 * The urn of a secret vote: sealing ballots and opening them. Pure: no database.
 *
 * Each of two tellers has a key pair of his own, whose private half exists only
 * under his passphrase (argon2id). A ballot is sealed to the second teller's key
 * and, around that, to the first one's: only both together open it, and at no
 * time before is there a key that could. All sealed ballots of a vote are
 * equally long.
 *
 * Opening gives two lists that have nothing in common: stacks of equal ballots
 * in order of their text, and receipts in order of their code. Which receipt
 * came with which ballot, and in which order they came in, is in neither.
 */
#ifndef LX_VOTE_URN_H
#define LX_VOTE_URN_H

#include "base/str.h"
#include "engines/vote/count.h"

enum { URN_KEY_BYTES = 32, RECEIPT_CHARS = 14, PASSPHRASE_LEAST = 10, URN_STOCKED = 8 /* votes at a time */ };

/* A teller's key as it is stored, base64. */
struct teller_key {
	const char *public_key, *salt, *sealed_key;
};

/* NULL: good. Otherwise what to mend. */
const char *passphrase_problem(const char *passphrase);
/* Takes some 200 ms and 64 MiB: slow pool only. */
void teller_key_make(struct arena *a, const char *passphrase, struct teller_key *out);
/* False: another passphrase. The caller wipes the key (urn_wipe). */
bool teller_key_open(const struct teller_key *k, const char *passphrase, unsigned char out[URN_KEY_BYTES]);
void urn_wipe(void *p, size_t n);

/* "7K4M-Q2RT-X9BD": 60 random bits, without letters that look like figures. */
const char *receipt_new(struct arena *a);
bool receipt_formed(const char *code);

/* Bytes that the longest ballot of this vote takes, the same for all. */
size_t ballot_room(const struct vote_rules *rules, size_t candidates);
/* The sealed ballot as text; the ballot must be well-formed (ballot_problem). */
const char *ballot_seal(struct arena *a, const struct teller_key keys[2], int64_t vote, size_t room,
			const char *receipt, const char *ballot);

/*
 * Each seal takes a key pair of its own, used once and wiped. Making it, and what it has in common with the teller's key, is
 * nearly all of the work and needs no ballot: who shows one makes the two seals for it ahead, so that thousands who cast at
 * one moment find them. Without them, and for more than URN_STOCKED votes at a time, ballot_seal makes them itself.
 */
void urn_stock_up(const struct teller_key keys[2]);
int urn_stocked(const struct teller_key keys[2]); /* for how many ballots both seals lie ready */

struct urn_opened {
	struct ballot_stack *stacks; /* by text */
	size_t n_stacks;
	const char **receipts; /* by code */
	size_t n_receipts;
	/* What should not be there, 0 as a rule: */
	size_t strange; /* not sealed for this vote, or changed */
	size_t twice; /* a receipt that occurs more than once: a ballot was copied */
};
/* Opens n sealed ballots with both private keys. */
void urn_open(struct arena *a, const struct teller_key keys[2], unsigned char secrets[2][URN_KEY_BYTES], int64_t vote,
	      const char *const *sealed, size_t n, struct urn_opened *out);

/*
 * Digests of lists, 64 hex digits, as the bundle prints them: SHA-256 over the
 * lines, each with a line feed (docs/vote-bundle.md).
 */
const char *lines_digest(struct arena *a, const char *const *lines, size_t n);

#endif
