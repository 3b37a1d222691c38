/*
 * Random tokens and SHA-256. A token travels (cookie, link); only its hash is
 * stored, so that a stolen database opens no session.
 */
#ifndef LX_TOKEN_H
#define LX_TOKEN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

void random_fill(void *p, size_t n);
uint32_t random_below(uint32_t n); /* 0 … n-1, all equally likely; n > 0 */

/* `bytes` random bytes as base64 for URLs (A–Z a–z 0–9 - _, no padding). 24 give 32 characters. */
const char *token_new(struct arena *a, size_t bytes);
const char *token_hash(struct arena *a, const char *token); /* SHA-256, 64 hex digits */

enum { SHA256_BYTES = 32 };

/* Begin, add as often as needed, end. The state is plain memory, nothing to free. */
struct sha256 {
	_Alignas(8) unsigned char state[128];
};
void sha256_begin(struct sha256 *h);
void sha256_add(struct sha256 *h, const void *p, size_t n);
void sha256_end(struct sha256 *h, unsigned char out[SHA256_BYTES]);
const char *sha256_hex(struct arena *a, const void *p, size_t n); /* of n bytes, 64 hex digits */

/* HMAC-SHA256 of n bytes with a key of any length, 64 hex digits. */
const char *hmac_hex(struct arena *a, const char *key, const void *p, size_t n);
const char *base64_text(struct arena *a, const void *p, size_t n); /* RFC 4648, with padding */

/* Lower-case hex digits of n bytes. */
const char *hex_text(struct arena *a, const void *p, size_t n);

#endif
