/*
 * Secrets at rest: the key file, encrypted fields, keyed hashes of numbers.
 *
 * Identity numbers, mobiles and bank cards are stored twice: sealed (encrypted,
 * bound to the place where they stand) and as keyed hashes, by which a whole
 * number or its last four characters can be found. Nothing else of them can be
 * searched, and without the key file neither form tells anything.
 *
 * Neighbours: password.h, token.h (random tokens, SHA-256), id.h,
 * activation.h, totp.h.
 */
#ifndef LX_SECRET_H
#define LX_SECRET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { KEY_BYTES = 32, KEY_ID_CHARS = 16 };

/*
 * The sub-keys of one key file; the master key itself is wiped once they are
 * derived. Plain memory of the caller; keyring_wipe before giving it up.
 * Read-only after keyring_open, so threads may share it.
 */
struct keyring {
	char id[KEY_ID_CHARS + 1]; /* fingerprint in hex: names the key, tells nothing about it */
	unsigned char seal[KEY_BYTES];
	unsigned char number[KEY_BYTES];
	unsigned char code[KEY_BYTES];
	unsigned char sign[KEY_BYTES];
};

/* Prepares the library; cheap to call again. Call it before threads start. */
void secret_init(void);

/*
 * Reads the key file at `path`. When there is none and `create` is set, makes
 * one: mode 0600, 32 random bytes, on disk before the call returns.
 * Returns NULL, or a Chinese message that says what is wrong with the file:
 * missing, readable by others, not a key file, damaged.
 */
const char *keyring_open(struct arena *a, struct keyring *k, const char *path, bool create);
void keyring_wipe(struct keyring *k);

/* Where a sealed value stands. A value copied to another place does not open there. */
struct seal_place {
	const char *record; /* "member" */
	const char *field;  /* stored name of the field: "id_number" */
	int64_t id;	    /* of the row */
};

/*
 * XChaCha20-Poly1305 with a random nonce: the same text sealed twice differs.
 * The stored form is one line of text, "v1:KEYID:base64". "" stays "".
 */
const char *secret_seal(struct arena *a, const struct keyring *k, struct seal_place place,
			const char *plain);
/* false: another key, another place, changed or not a sealed value. *plain is then "". */
bool secret_unseal(struct arena *a, const struct keyring *k, struct seal_place place,
		   const char *sealed, const char **plain);
/* Id of the key that sealed it, or "": a restore compares it with its key file. */
const char *secret_key_id(struct arena *a, const char *sealed);

/*
 * Keyed hash of a whole number or of its last four characters, 32 hex digits.
 * `purpose` ("member.id_number") separates fields: equal numbers in two fields
 * hash differently. Blanks and hyphens do not count, letters fold to capitals
 * and full-width forms to ASCII. "" when nothing is left, and, for the tail,
 * when there are fewer than four characters.
 */
const char *secret_number_hash(struct arena *a, const struct keyring *k, const char *purpose,
			       const char *number);
const char *secret_tail_hash(struct arena *a, const struct keyring *k, const char *purpose,
			     const char *number);

/* Keyed signature of a text (form keys, download links), 32 hex digits, bound to `purpose`. */
const char *secret_sign(struct arena *a, const struct keyring *k, const char *purpose,
			const char *text);

/* Compares without telling by its time where the texts differ (only lengths show). */
bool secret_same(const char *a, const char *b);

#endif
