/* Activation codes and one-time codes. */
#include "base/test.h"

#include "base/arena.h"
#include "secret/activation.h"
#include "secret/token.h"
#include "secret/totp.h"

static void activation_code_survives_handwriting(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *problem, *code = activation_new(a);
	assert_int_equal(strlen(code), ACTIVATION_CHARS);
	assert_int_equal(strcspn(code, "0O1IL"), ACTIVATION_CHARS);
	assert_string_equal(activation_read(a, code, &problem), code);
	assert_string_equal(activation_read(a, activation_show(a, code), &problem), code);
	/* 222222222 has value 0 everywhere, so its check character is 2 as well. */
	assert_string_equal(activation_read(a, " 22222-22222 ", &problem), "2222222222");
	/* Worked by hand: the 9 has value 7, weight 2; 14 + 17 = 31, and 17 is K. */
	assert_string_equal(activation_read(a, "92222 2222j", &problem) ? "" : "refused",
			    "refused");
	assert_string_equal(activation_read(a, "92222-2222k", &problem), "922222222K");
	arena_free(a);
}

static void activation_code_finds_every_slip(void **state)
{
	static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
	struct arena *a = arena_new(1 << 24);
	const char *problem;
	char *code = arena_strdup(a, activation_new(a));
	for (int i = 0; i < ACTIVATION_CHARS; i++) {
		char good = code[i];
		for (const char *c = alphabet; *c; c++) {
			code[i] = *c;
			assert_true(!!activation_read(a, code, &problem) == (*c == good));
		}
		code[i] = good;
		for (int j = 0; j < i; j++) {
			if (code[j] == good)
				continue;
			code[i] = code[j], code[j] = good;
			assert_null(activation_read(a, code, &problem));
			code[j] = code[i], code[i] = good;
		}
	}
	arena_free(a);
}

static void activation_code_problems_are_told(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *problem;
	assert_null(activation_read(a, "2222", &problem));
	assert_non_null(strstr(problem, "现在是 4 个"));
	assert_null(activation_read(a, "22222O2222", &problem));
	assert_non_null(strstr(problem, "不含 0、1、I、L、O"));
	assert_null(activation_read(a, NULL, &problem));
	assert_non_null(strstr(problem, "现在是 0 个"));
	assert_null(activation_read(a, "激活", &problem));
	arena_free(a);
}

static void activation_hash_needs_the_key(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct keyring one = {.code = {1}}, other = {.code = {2}};
	assert_string_equal(activation_hash(a, &one, "2222222222"),
			    activation_hash(a, &one, "2222222222"));
	assert_string_not_equal(activation_hash(a, &one, "2222222222"),
				activation_hash(a, &other, "2222222222"));
	arena_free(a);
}

/* RFC 4648, section 10. */
static void base32_of_the_standard(void **state)
{
	static const char *const rows[][2] = {
		{"f", "MY"},	     {"fo", "MZXQ"},	    {"foo", "MZXW6"},
		{"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"},
	};
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < 6; i++) {
		unsigned char out[8];
		size_t n = strlen(rows[i][0]);
		assert_string_equal(base32_text(a, (const unsigned char *)rows[i][0], n),
				    rows[i][1]);
		assert_int_equal(base32_read(str_of(rows[i][1]), out, sizeof(out)), n);
		assert_memory_equal(out, rows[i][0], n);
	}
	unsigned char out[4];
	assert_int_equal(base32_read(STR("MZXW6YTB"), out, 4), 0); /* too long */
	assert_int_equal(base32_read(STR("MZ1W"), out, 4), 0);	   /* no such letter */
	arena_free(a);
}

/* RFC 6238, appendix B, SHA-1 rows; the last six of its eight digits. */
static const char rfc_secret[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; /* "12345678901234567890" */

static void totp_of_the_standard(void **state)
{
	static const struct {
		int64_t seconds;
		const char *code;
	} rows[] = {
		{59, "287082"},		{1111111109, "081804"}, {1111111111, "050471"},
		{1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
	};
	for (size_t i = 0; i < 6; i++) {
		char code[TOTP_DIGITS + 1];
		assert_true(
			totp_code(str_of(rfc_secret), rows[i].seconds / TOTP_STEP_SECONDS, code));
		assert_string_equal(code, rows[i].code);
	}
}

static void totp_works_once_and_one_step_off(void **state)
{
	int64_t step = 0, last = 0;
	instant now = INT64_C(1111111109) * 1000;
	assert_true(totp_check(rfc_secret, "081 804", now, last, &step));
	assert_int_equal(step, 1111111109 / 30);
	last = step;
	assert_false(totp_check(rfc_secret, "081804", now, last, &step));
	assert_true(totp_check(rfc_secret, "０50471", now, last, &step)); /* next step, early */
	assert_int_equal(step, 1111111111 / 30);
	assert_true(totp_check(rfc_secret, "081804", now + 30000, 0, &step));  /* one late */
	assert_false(totp_check(rfc_secret, "081804", now + 61000, 0, &step)); /* two late */
	assert_false(totp_check(rfc_secret, "81804", now, 0, &step));
	assert_false(totp_check(rfc_secret, "0818040", now, 0, &step));
	assert_false(totp_check("", "081804", now, 0, &step));
}

static void totp_url_escapes_chinese(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *secret = totp_secret_new(a);
	assert_int_equal(strlen(secret), 32);
	assert_string_equal(totp_url(a, "连心", "admin@1", "MZXW6"),
			    "otpauth://totp/%E8%BF%9E%E5%BF%83:admin%401?secret=MZXW6"
			    "&issuer=%E8%BF%9E%E5%BF%83&algorithm=SHA1&digits=6&period=30");
	arena_free(a);
}

/* RFC 4231, case 2; RFC 4648, section 10. */
static void hmac_and_base64_of_the_standards(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *text = "what do ya want for nothing?";
	assert_string_equal(hmac_hex(a, "Jefe", text, strlen(text)),
			    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	assert_string_equal(base64_text(a, "foobar", 6), "Zm9vYmFy");
	assert_string_equal(base64_text(a, "fo", 2), "Zm8=");
	assert_string_equal(base64_text(a, "", 0), "");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(activation_code_survives_handwriting),
		cmocka_unit_test(activation_code_finds_every_slip),
		cmocka_unit_test(activation_code_problems_are_told),
		cmocka_unit_test(activation_hash_needs_the_key),
		cmocka_unit_test(base32_of_the_standard),
		cmocka_unit_test(totp_of_the_standard),
		cmocka_unit_test(totp_works_once_and_one_step_off),
		cmocka_unit_test(totp_url_escapes_chinese),
		cmocka_unit_test(hmac_and_base64_of_the_standards),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
