#include "secret/totp.h"

#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "secret/secret.h"
#include "secret/token.h"

enum { SECRET_BYTES = 20, SECRET_MAX = 64, SHA1_BYTES = 20 };

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const char *base32_text(struct arena *a, const unsigned char *p, size_t n)
{
	struct buf b = buf_in(a);
	uint32_t bits = 0;
	int have = 0;
	for (size_t i = 0; i < n; i++) {
		bits = bits << 8 | p[i];
		for (have += 8; have >= 5; have -= 5)
			buf_char(&b, alphabet[bits >> (have - 5) & 31]);
	}
	if (have > 0)
		buf_char(&b, alphabet[bits << (5 - have) & 31]);
	return buf_text(&b);
}

static int base32_value(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	const char *at = c ? strchr(alphabet, c) : NULL;
	return at ? (int)(at - alphabet) : -1;
}

size_t base32_read(struct str text, unsigned char *out, size_t room)
{
	uint32_t bits = 0;
	int have = 0;
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == ' ' || text.p[i] == '=')
			continue;
		int v = base32_value(text.p[i]);
		if (v < 0)
			return 0;
		bits = bits << 5 | (uint32_t)v;
		have += 5;
		if (have < 8)
			continue;
		if (n == room)
			return 0;
		have -= 8;
		out[n++] = (unsigned char)(bits >> have);
	}
	return n;
}

const char *totp_secret_new(struct arena *a)
{
	unsigned char raw[SECRET_BYTES];
	random_fill(raw, sizeof(raw));
	return base32_text(a, raw, sizeof(raw));
}

static void put_percent(struct buf *b, const char *text)
{
	for (const char *p = text; *p; p++) {
		unsigned char c = (unsigned char)*p;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || strchr("-._~", c);
		if (plain)
			buf_char(b, (char)c);
		else
			buf_printf(b, "%%%02X", c);
	}
}

const char *totp_url(struct arena *a, const char *issuer, const char *account, const char *secret)
{
	struct buf b = buf_in(a);
	buf_puts(&b, "otpauth://totp/");
	put_percent(&b, issuer);
	buf_char(&b, ':');
	put_percent(&b, account);
	buf_puts(&b, "?secret=");
	put_percent(&b, secret);
	buf_puts(&b, "&issuer=");
	put_percent(&b, issuer);
	buf_puts(&b, "&algorithm=SHA1&digits=6&period=30");
	return buf_text(&b);
}

bool totp_code(struct str secret, int64_t step, char code[TOTP_DIGITS + 1])
{
	unsigned char key[SECRET_MAX], counter[8], mac[SHA1_BYTES];
	unsigned length = sizeof(mac);
	size_t n = base32_read(secret, key, sizeof(key));
	if (n == 0 || step < 0)
		return false;
	for (int i = 0; i < 8; i++)
		counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	if (!HMAC(EVP_sha1(), key, (int)n, counter, sizeof(counter), mac, &length))
		fault("libcrypto refuses HMAC-SHA1");
	const unsigned char *at = mac + (mac[SHA1_BYTES - 1] & 15);
	uint32_t number = (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 |
			  (uint32_t)at[2] << 8 | at[3];
	snprintf(code, TOTP_DIGITS + 1, "%06u", number % 1000000);
	return true;
}

/* The six digits of what was typed; false when there are more or fewer. */
static bool typed_digits(const char *typed, char digits[TOTP_DIGITS + 1])
{
	size_t n = 0, length;
	for (struct str s = str_of(typed); s.n > 0; s = str_skip(s, length)) {
		uint32_t c = utf8_fold(utf8_get(s, &length));
		if (c == ' ')
			continue;
		if (c < '0' || c > '9' || n == TOTP_DIGITS)
			return false;
		digits[n++] = (char)c;
	}
	digits[n] = '\0';
	return n == TOTP_DIGITS;
}

bool totp_check(const char *secret, const char *typed, instant now, int64_t last_step,
		int64_t *step)
{
	char digits[TOTP_DIGITS + 1], code[TOTP_DIGITS + 1];
	int64_t current = now / (TOTP_STEP_SECONDS * 1000);
	if (!typed_digits(typed, digits))
		return false;
	for (int64_t s = current - 1; s <= current + 1; s++) {
		if (s <= last_step || !totp_code(str_of(secret), s, code))
			continue;
		if (!secret_same(code, digits))
			continue;
		*step = s;
		return true;
	}
	return false;
}
