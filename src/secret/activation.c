#include "secret/activation.h"

#include <string.h>

#include <sodium.h>

#include "base/utf8.h"
#include "secret/token.h"

/*
 * 31 characters: a prime, so that a weighted sum modulo 31 finds every single
 * wrong character and every swapped pair. 31^9 is about 2^44.6 codes.
 */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
enum { BASE = sizeof(alphabet) - 1 };
_Static_assert(BASE == 31, "a prime number of characters");

static int value_of(char c)
{
	const char *at = c ? strchr(alphabet, c) : NULL;
	return at ? (int)(at - alphabet) : -1;
}

/* The check character makes the sum of position × value divisible by 31. */
static char check_character(const char *code)
{
	int sum = 0;
	for (int i = 0; i < ACTIVATION_CHARS - 1; i++)
		sum += (i + 2) * value_of(code[i]);
	return alphabet[(BASE - sum % BASE) % BASE];
}

const char *activation_new(struct arena *a)
{
	char *code = arena_alloc(a, ACTIVATION_CHARS + 1);
	for (int i = 0; i < ACTIVATION_CHARS - 1; i++)
		code[i] = alphabet[random_below(BASE)];
	code[ACTIVATION_CHARS - 1] = check_character(code);
	return code;
}

const char *activation_show(struct arena *a, const char *code)
{
	return arena_printf(a, "%.5s-%.5s", code, code + ACTIVATION_CHARS / 2);
}

const char *activation_read(struct arena *a, const char *typed, const char **problem)
{
	char *code = arena_alloc(a, ACTIVATION_CHARS + 1);
	int n = 0;
	*problem = NULL;
	for (struct str s = str_of(typed); s.n > 0;) {
		size_t length;
		uint32_t c = utf8_fold(utf8_get(s, &length));
		s = str_skip(s, length);
		if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n')
			continue;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (c > 0x7f || value_of((char)c) < 0) {
			*problem = "激活码里没有这样的字符。激活码只有数字和字母，不含 "
				   "0、1、I、L、O。";
			return NULL;
		}
		if (n < ACTIVATION_CHARS)
			code[n] = (char)c;
		n++;
	}
	if (n != ACTIVATION_CHARS)
		*problem = arena_printf(a, "激活码共 10 个字符，现在是 %d 个，请核对。", n);
	else if (code[ACTIVATION_CHARS - 1] != check_character(code))
		*problem = "激活码有一个字符输错了，请对照激活单逐个核对。";
	return *problem ? NULL : code;
}

const char *activation_hash(struct arena *a, const struct keyring *k, const char *code)
{
	unsigned char out[16];
	crypto_generichash(out, sizeof(out), (const unsigned char *)code, strlen(code), k->code,
			   sizeof(k->code));
	return hex_text(a, out, sizeof(out));
}
