#include "secret/sign.h"

#include <string.h>

#include <sodium.h>

enum { BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING, KEY = crypto_sign_PUBLICKEYBYTES, SIG = crypto_sign_BYTES };

/* The seed is a keyed hash of the purpose: nothing to store, and another purpose has another pair. */
static void key_pair(const struct keyring *k, const char *purpose, unsigned char *pub, unsigned char *sec)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	crypto_generichash_state st;
	crypto_generichash_init(&st, k->sign, KEY_BYTES, sizeof(seed));
	crypto_generichash_update(&st, (const unsigned char *)"ed25519", 8);
	crypto_generichash_update(&st, (const unsigned char *)purpose, strlen(purpose) + 1);
	crypto_generichash_final(&st, seed, sizeof(seed));
	crypto_sign_seed_keypair(pub, sec, seed);
	sodium_memzero(seed, sizeof(seed));
}

static const char *base64(struct arena *a, const void *p, size_t n)
{
	size_t room = sodium_base64_ENCODED_LEN(n, BASE64);
	return sodium_bin2base64(arena_alloc(a, room), room, p, n, BASE64);
}

/* Bytes behind a text; NULL: it is none, or longer than `room`. */
static unsigned char *plain(struct arena *a, struct str s, size_t room, size_t *n)
{
	unsigned char *out = arena_alloc(a, room + 1);
	const char *end;
	return sodium_base642bin(out, room, s.p, s.n, NULL, n, &end, BASE64) == 0 && end == s.p + s.n ? out : NULL;
}

const char *sign_public_key(struct arena *a, const struct keyring *k, const char *purpose)
{
	unsigned char pub[KEY], sec[crypto_sign_SECRETKEYBYTES];
	key_pair(k, purpose, pub, sec);
	sodium_memzero(sec, sizeof(sec));
	return base64(a, pub, KEY);
}

const char *sign_token(struct arena *a, const struct keyring *k, const char *purpose, const char *text)
{
	unsigned char pub[KEY], sec[crypto_sign_SECRETKEYBYTES], sig[SIG];
	key_pair(k, purpose, pub, sec);
	crypto_sign_detached(sig, NULL, (const unsigned char *)text, strlen(text), sec);
	sodium_memzero(sec, sizeof(sec));
	return arena_printf(a, "%s.%s", base64(a, text, strlen(text)), base64(a, sig, SIG));
}

const char *sign_check(struct arena *a, const char *public_key, const char *token)
{
	struct str rest = str_of(token), body = str_cut(&rest, '.');
	size_t key_n, text_n, sig_n;
	unsigned char *pub = plain(a, str_of(public_key), KEY, &key_n), *text = plain(a, body, body.n, &text_n);
	unsigned char *sig = plain(a, rest, SIG, &sig_n);
	if (!pub || !text || !sig || key_n != KEY || sig_n != SIG || memchr(text, 0, text_n))
		return NULL;
	return crypto_sign_verify_detached(sig, text, text_n, pub) == 0 ? (const char *)text : NULL;
}
