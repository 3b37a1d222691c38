/*
 * Passwords: argon2id (t=2, 19 MiB, p=1), stored as the standard
 * "$argon2id$…" text. Hashing takes about 20 ms and 19 MiB: slow pool only.
 */
#ifndef LX_PASSWORD_H
#define LX_PASSWORD_H

#include <stdbool.h>

#include "base/arena.h"

enum { PASSWORD_MIN = 8, PASSWORD_MIN_ADMIN = 12, PASSWORD_MAX = 128 }; /* characters */

const char *password_hash(struct arena *a, const char *password);
/*
 * With hash NULL or "" (no such account) the same work is done and the answer
 * is false, so that time does not tell which accounts exist.
 */
bool password_verify(const char *hash, const char *password);
bool password_needs_rehash(const char *hash); /* made with other parameters than today's */

/* Whose password it is to be; what is unknown stays NULL. */
struct password_owner {
	const char *phone;
	const char *staff_no;
	bool admin; /* any of the three administrators, or a right over other accounts */
};

/*
 * NULL when the password is good, else what is wrong, in Chinese and with the
 * way to mend it. Rules after GB/T 22239-2019 (identity): 8 characters,
 * administrators 12; three of capitals, small letters, digits, other signs;
 * not containing one's phone or staff number; none of the commonest passwords.
 */
const char *password_problem(struct arena *a, const char *password,
			     const struct password_owner *who);

#endif
