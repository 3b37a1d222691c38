/*
 * Accounts: signing in, activation by a printed code, passwords, the second
 * factor, sessions. An event of an account has the record "account" and the
 * person as its row; it holds no personal data, only what happened.
 */
#ifndef LX_ACCOUNTS_H
#define LX_ACCOUNTS_H

#include "kernel/request.h"

struct keyring;
struct account_of;

enum { ACCOUNT_TRIES = 5 }; /* wrong ones in a row before an account locks */

/* ---- events ---- */

const char *account_verb(const char *verb); /* "locked" → 账号锁定; 办理 when unknown */
void account_event(struct req *r, int64_t person, int64_t unit, const char *verb);
/* The same from outside a request: commands. */
void account_event_in(struct db *d, struct arena *a, instant now, int64_t actor, int64_t person, int64_t unit,
		      const char *verb);
/* Counts a wrong password or code, with its event, even though the request is refused. */
void account_note_failure(struct req *r, int64_t person, int64_t unit);

/* ---- failures by address, in memory only ---- */

/*
 * A whole plant stands behind one address, so an address is not shut by one person's mistakes: what
 * counts is how many different names failed there in ten minutes, up to the policy
 * account.address_failures (guessed codes: 30). From thirty names on, and for a name that failed ten
 * times, each failure makes that name wait at that address, 5 s and then twice as long each time; a
 * name that was not tried yet gets through. The account itself locks after five (below).
 * False: the request was refused with 429.
 */
enum tries_of { TRIES_PASSWORD, TRIES_CODE };
bool tries_left_or_refuse(struct req *r, enum tries_of what, const char *subject);
void tries_failed(const struct req *r, enum tries_of what, const char *subject);
void tries_forget(void); /* for tests */

/* ---- locks ---- */

/*
 * Five wrong passwords or codes lock an account for a minute, each further five for twice as long, up to
 * the policy account.lock_minutes; the right one forgets them. Whoever locks somebody's account from elsewhere
 * does not shut him out of a device from which he has signed in since his password was set: there only its own
 * five failures in ten minutes count. A lock by hand ("lianxin user lock") is for everybody.
 */
struct account_lock {
	int64_t person;
	instant until, changed_at; /* of the lock, of the password */
};
const char *account_locked(struct req *r, const struct account_lock *a); /* what to say; NULL: he may try */
int64_t account_lock_minutes(int64_t failed, int64_t most); /* after so many failures */
bool device_known(struct req *r, int64_t person, instant changed_at);
void device_remember(struct req *r, int64_t person, instant changed_at); /* a cookie for half a year, after a whole sign-in */
void device_failed(struct req *r, int64_t person, instant changed_at);

/* ---- activation codes ---- */

/*
 * A new code for the person: the old password, second factor and all sessions
 * end. Returns the code, to be shown once; stored is its hash, until `until`.
 */
const char *account_new_code(struct db *d, struct arena *a, const struct keyring *keys, int64_t person,
			     instant until);
/* How the person signs in: "手机号 138****0003", "LJ01 10086", "" when neither is known. */
const char *account_login_hint(struct arena *a, const char *mobile_mask, const char *unit_code,
			       const char *staff_no);
/* Whose password has to be longer: administrators and those with a right over accounts. */
bool account_strict(struct req *r, int64_t person);
/* What password_problem says for this person's new password; NULL: good. */
const char *account_password_problem(struct req *r, int64_t person, const char *password);

/* One code on the printed sheet (template code_sheet). */
struct code_card {
	const char *name, *unit, *login, *code, *url, *until;
};

/* ---- what was typed before the session ended: kernel/again.h ---- */

/* Goes on with it as `w`, who has just signed in or taken a further step of it; false: nothing was typed. */
bool account_goes_on(struct req *r, const struct who *w);

/* ---- handlers ---- */

void get_sign_in(struct req *r);
void prepare_sign_in(struct req *r);
void post_sign_in(struct req *r);
void post_sign_out(struct req *r);
void get_activate(struct req *r);
void prepare_activate(struct req *r);
void post_activate(struct req *r);
void get_account(struct req *r);
void post_session_end(struct req *r);
void get_password(struct req *r);
void prepare_password(struct req *r);
void post_password(struct req *r);
void get_second(struct req *r);
void post_second(struct req *r);
void post_second_codes(struct req *r);
void post_second_off(struct req *r);
void post_codes(struct req *r);

#endif
