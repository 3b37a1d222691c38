/*
 * Second factor: time-based one-time codes, RFC 6238 (SHA-1, 30 s, 6 digits),
 * as every authenticator app makes them.
 */
#ifndef LX_TOTP_H
#define LX_TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"

enum { TOTP_STEP_SECONDS = 30, TOTP_DIGITS = 6 };

/* 20 random bytes in base32, to be sealed and shown to its owner once. */
const char *totp_secret_new(struct arena *a);
/* otpauth://totp/… for the QR code; issuer and account may be Chinese. */
const char *totp_url(struct arena *a, const char *issuer, const char *account, const char *secret);

/* The code of one step (seconds since 1970 divided by 30); false: not a base32 secret. */
bool totp_code(struct str secret, int64_t step, char code[TOTP_DIGITS + 1]);

/*
 * Checks a typed code at `now`, one step early or late allowed. Only steps
 * after `last_step` count, so no code works twice: on true store *step as the
 * new last_step in the same transaction.
 */
bool totp_check(const char *secret, const char *typed, instant now, int64_t last_step,
		int64_t *step);

/* RFC 4648 base32 without padding; reading allows small letters and blanks. */
const char *base32_text(struct arena *a, const unsigned char *p, size_t n);
/* Bytes written, or 0 when it is not base32 or longer than `room`. */
size_t base32_read(struct str text, unsigned char *out, size_t room);

#endif
