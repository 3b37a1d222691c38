/* Signatures: against OpenSSL's Ed25519, and against whoever changes a letter. */
#include "base/test.h"

#include <openssl/evp.h>
#include <sodium.h>

#include "secret/sign.h"

static struct keyring key(unsigned char fill)
{
	struct keyring k = {0};
	memset(k.sign, fill, sizeof(k.sign));
	return k;
}

/* The other program's word on a token. */
static int openssl_says(const char *public_key, const char *token)
{
	unsigned char pub[64], text[512], sig[128];
	size_t key_n = 0, text_n = 0, sig_n = 0;
	const char *dot = strchr(token, '.');
	sodium_base642bin(pub, sizeof(pub), public_key, strlen(public_key), NULL, &key_n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_base642bin(text, sizeof(text), token, (size_t)(dot - token), NULL, &text_n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_base642bin(sig, sizeof(sig), dot + 1, strlen(dot + 1), NULL, &sig_n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	EVP_PKEY *p = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, pub, key_n);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	EVP_DigestVerifyInit(c, NULL, NULL, NULL, p);
	int good = EVP_DigestVerify(c, sig, sig_n, text, text_n);
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(p);
	return good;
}

static void signs(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct keyring k = key(7), other = key(8);
	(void)state;
	secret_init();
	const char *pub = sign_public_key(a, &k, "member.card"), *token = sign_token(a, &k, "member.card", "1|样例甲|临江发电");
	assert_int_equal(strlen(pub), 43);
	assert_string_equal(sign_check(a, pub, token), "1|样例甲|临江发电");
	assert_int_equal(openssl_says(pub, token), 1);
	assert_null(sign_check(a, sign_public_key(a, &other, "member.card"), token));
	assert_null(sign_check(a, sign_public_key(a, &k, "other"), token));
	assert_null(sign_check(a, pub, ""));
	assert_null(sign_check(a, pub, "x"));
	for (size_t i = 0; i < strlen(token); i++) { /* the last letter of each part has bits that say nothing */
		char *changed = arena_strdup(a, token);
		changed[i] = changed[i] == 'A' ? 'E' : 'A';
		assert_null(sign_check(a, pub, changed));
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(signs)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
