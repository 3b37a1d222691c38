#include "secret/secret.h"

#include <string.h>

#include <sodium.h>

#include "base/utf8.h"
#include "secret/token.h"

#define VERSION "v1:"
enum {
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
	HASH = 16,
};

/* NUL between the names: "a" "bc" and "ab" "c" must not be one place. */
static struct str place_bytes(struct arena *a, struct seal_place place)
{
	struct buf b = buf_in(a);
	buf_puts(&b, place.record);
	buf_char(&b, '\0');
	buf_puts(&b, place.field);
	buf_char(&b, '\0');
	buf_int(&b, place.id);
	return buf_slice(&b);
}

const char *secret_seal(struct arena *a, const struct keyring *k, struct seal_place place,
			const char *plain)
{
	size_t n = plain ? strlen(plain) : 0;
	if (n == 0)
		return "";
	struct str bound = place_bytes(a, place);
	unsigned char *box = arena_alloc_n(a, NONCE + n + TAG, 1);
	randombytes_buf(box, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(box + NONCE, NULL, (const unsigned char *)plain,
						   n, (const unsigned char *)bound.p, bound.n, NULL,
						   box, k->seal);
	size_t room = sodium_base64_ENCODED_LEN(NONCE + n + TAG, BASE64);
	char *text = arena_alloc(a, room);
	sodium_bin2base64(text, room, box, NONCE + n + TAG, BASE64);
	return arena_printf(a, VERSION "%s:%s", k->id, text);
}

/* Splits "v1:KEYID:base64"; false when it does not look so. */
static bool split_sealed(const char *sealed, struct str *id, struct str *body)
{
	*body = str_of(sealed);
	if (!str_starts(*body, VERSION))
		return false;
	*body = str_skip(*body, sizeof(VERSION) - 1);
	*id = str_cut(body, ':');
	return id->n == KEY_ID_CHARS;
}

bool secret_unseal(struct arena *a, const struct keyring *k, struct seal_place place,
		   const char *sealed, const char **plain)
{
	struct str id, body;
	size_t n = 0;
	*plain = "";
	if (text_empty(sealed))
		return true;
	if (!split_sealed(sealed, &id, &body) || !str_is(id, k->id))
		return false;
	unsigned char *box = arena_alloc(a, body.n + 1);
	if (sodium_base642bin(box, body.n, body.p, body.n, NULL, &n, NULL, BASE64) != 0 ||
	    n < NONCE + TAG)
		return false;
	struct str bound = place_bytes(a, place);
	char *text = arena_alloc(a, n - NONCE - TAG + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    (unsigned char *)text, NULL, NULL, box + NONCE, n - NONCE,
		    (const unsigned char *)bound.p, bound.n, box, k->seal) != 0)
		return false;
	*plain = text;
	return true;
}

const char *secret_key_id(struct arena *a, const char *sealed)
{
	struct str id, body;
	return split_sealed(sealed, &id, &body) ? str_dup(a, id) : "";
}

/* Keyed BLAKE2b over purpose, kind and text. */
static const char *keyed(struct arena *a, const unsigned char *key, const char *purpose, char kind,
			 struct str text)
{
	unsigned char out[HASH];
	crypto_generichash_state st;
	crypto_generichash_init(&st, key, KEY_BYTES, sizeof(out));
	crypto_generichash_update(&st, (const unsigned char *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&st, (const unsigned char *)&kind, 1);
	crypto_generichash_update(&st, (const unsigned char *)text.p, text.n);
	crypto_generichash_final(&st, out, sizeof(out));
	return hex_text(a, out, sizeof(out));
}

/* The number as it is hashed: no blanks or hyphens, half-width, capitals. */
static struct str plain_number(struct arena *a, const char *number)
{
	struct buf b = buf_in(a);
	for (struct str s = str_of(number); s.n > 0;) {
		size_t n;
		uint32_t c = utf8_fold(utf8_get(s, &n));
		s = str_skip(s, n);
		if (c == ' ' || c == '-' || c == '\t')
			continue;
		utf8_put(&b, c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
	}
	return buf_slice(&b);
}

const char *secret_number_hash(struct arena *a, const struct keyring *k, const char *purpose,
			       const char *number)
{
	struct str s = plain_number(a, number);
	return s.n == 0 ? "" : keyed(a, k->number, purpose, 'w', s);
}

const char *secret_tail_hash(struct arena *a, const struct keyring *k, const char *purpose,
			     const char *number)
{
	struct str s = plain_number(a, number);
	return s.n < 4 ? "" : keyed(a, k->number, purpose, 't', str_skip(s, s.n - 4));
}

const char *secret_sign(struct arena *a, const struct keyring *k, const char *purpose,
			const char *text)
{
	return keyed(a, k->sign, purpose, 's', str_of(text));
}

bool secret_same(const char *a, const char *b)
{
	size_t n = a ? strlen(a) : 0;
	if (n != (b ? strlen(b) : 0))
		return false;
	return n == 0 || sodium_memcmp(a, b, n) == 0;
}
