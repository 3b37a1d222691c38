/* SHA-256 is OpenSSL's own, which takes the processor's instructions for it: events are hashed with every write. */
#define OPENSSL_API_COMPAT 0x10101000L

#include "secret/token.h"

#include <string.h>

#include <openssl/sha.h>
#include <sodium.h>

enum { BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

_Static_assert(sizeof(SHA256_CTX) <= sizeof(((struct sha256 *)0)->state), "room for the library's state");
_Static_assert(SHA256_BYTES == SHA256_DIGEST_LENGTH, "SHA-256");

void random_fill(void *p, size_t n)
{
	randombytes_buf(p, n);
}

uint32_t random_below(uint32_t n)
{
	return randombytes_uniform(n);
}

const char *token_new(struct arena *a, size_t bytes)
{
	size_t room = sodium_base64_ENCODED_LEN(bytes, BASE64);
	unsigned char *raw = arena_alloc(a, bytes);
	char *text = arena_alloc(a, room);
	randombytes_buf(raw, bytes);
	sodium_bin2base64(text, room, raw, bytes, BASE64);
	sodium_memzero(raw, bytes);
	return text;
}

const char *token_hash(struct arena *a, const char *token)
{
	return sha256_hex(a, token ? token : "", token ? strlen(token) : 0);
}

static SHA256_CTX *state(struct sha256 *h)
{
	return (SHA256_CTX *)(void *)h->state;
}

void sha256_begin(struct sha256 *h)
{
	SHA256_Init(state(h));
}

void sha256_add(struct sha256 *h, const void *p, size_t n)
{
	SHA256_Update(state(h), p, n);
}

void sha256_end(struct sha256 *h, unsigned char out[SHA256_BYTES])
{
	SHA256_Final(out, state(h));
}

const char *sha256_hex(struct arena *a, const void *p, size_t n)
{
	struct sha256 h;
	unsigned char out[SHA256_BYTES];
	sha256_begin(&h);
	sha256_add(&h, p, n);
	sha256_end(&h, out);
	return hex_text(a, out, sizeof(out));
}

const char *hex_text(struct arena *a, const void *p, size_t n)
{
	char *text = arena_alloc_n(a, 2 * n + 1, 1);
	sodium_bin2hex(text, 2 * n + 1, p, n);
	return text;
}

const char *hmac_hex(struct arena *a, const char *key, const void *p, size_t n)
{
	crypto_auth_hmacsha256_state h;
	unsigned char out[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_init(&h, (const unsigned char *)key, strlen(key));
	crypto_auth_hmacsha256_update(&h, p, n);
	crypto_auth_hmacsha256_final(&h, out);
	return hex_text(a, out, sizeof(out));
}

const char *base64_text(struct arena *a, const void *p, size_t n)
{
	size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
	char *out = arena_alloc(a, room);
	return sodium_bin2base64(out, room, p, n, sodium_base64_VARIANT_ORIGINAL);
}
