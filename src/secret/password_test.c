#include "base/test.h"

#include "base/arena.h"
#include "secret/password.h"

static void hash_is_argon2id_and_verifies(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *h = password_hash(a, "连心-Union-7");
	assert_true(strncmp(h, "$argon2id$v=19$m=19456,t=2,p=1$", 31) == 0);
	assert_true(password_verify(h, "连心-Union-7"));
	assert_false(password_verify(h, "连心-Union-8"));
	assert_false(password_verify(h, ""));
	assert_string_not_equal(h, password_hash(a, "连心-Union-7"));
	assert_false(password_needs_rehash(h));
	arena_free(a);
}

/*
 * From the tests of the reference implementation: password "password", salt
 * "somesalt", t=2, 64 MiB, p=1.
 */
static void hash_of_another_program_verifies(void **state)
{
	const char *h = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
			"$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
	assert_true(password_verify(h, "password"));
	assert_false(password_verify(h, "Password"));
	assert_true(password_needs_rehash(h));
}

static void unknown_account_never_verifies(void **state)
{
	assert_false(password_verify(NULL, "x"));
	assert_false(password_verify("", ""));
	assert_false(password_verify("plain text", "plain text"));
	assert_true(password_needs_rehash(""));
}

static void rules_say_what_is_wrong(void **state)
{
	static const struct {
		const char *password;
		bool admin;
		const char *says; /* NULL: good */
	} rows[] = {
		{"Ab1!xyz", false, "至少 8 个字符，现在是 7 个"},
		{"Ab1!xyzt", false, NULL},
		{"Ab1!xyzt", true, "至少 12 个字符"},
		{"Quiet-river7Lamp", true, NULL},
		{"alllowercase", false, "至少三类"},
		{"lowercase99", false, "至少三类"},
		{"Lowercase99", false, NULL},
		{"工会之家Abc7", false, NULL},
		{"kT7-13812345678", false, "手机号"},
		{"Kt7#ab-W0457", false, "工号"},
		{"kt7#ab-w0457", false, "工号"},
		{"Aa123456", false, "太常见"},
		{"Abc123456", false, "太常见"},
		{"Password1", false, "太常见"},
		{"P@ssw0rd2024", true, "太常见"},
		{"1qaz@WSX", false, "太常见"},
		{"Admin@123", false, "太常见"},
		{"Gonghui@2024", true, "太常见"},
		{"Aaaaaaaaaaa1!", true, "太常见"},
		{"Zz5201314!", false, "太常见"},
		{"Tab\tA1bcdefg", false, "无法识别"},
	};
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct password_owner who = {"13812345678", "W0457", rows[i].admin};
		const char *says = password_problem(a, rows[i].password, &who);
		if (!rows[i].says != !says || (says && !strstr(says, rows[i].says)))
			fail_msg("%s: %s", rows[i].password, says ? says : "accepted");
	}
	arena_free(a);
}

static void long_passwords_are_cut_off_politely(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct password_owner who = {0};
	char *p = arena_strdup(a, "");
	for (int i = 0; i < 20; i++)
		p = arena_printf(a, "%sAb7-xQz", p);
	assert_non_null(strstr(password_problem(a, p, &who), "最多 128"));
	p[PASSWORD_MAX] = '\0';
	assert_null(password_problem(a, p, &who));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hash_is_argon2id_and_verifies),
		cmocka_unit_test(hash_of_another_program_verifies),
		cmocka_unit_test(unknown_account_never_verifies),
		cmocka_unit_test(rules_say_what_is_wrong),
		cmocka_unit_test(long_passwords_are_cut_off_politely),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
