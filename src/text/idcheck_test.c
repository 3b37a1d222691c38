#include "base/test.h"

#include "base/arena.h"
#include "text/idcheck.h"

static int start(void **state)
{
	*state = arena_new(1 << 22);
	return 0;
}

static int stop(void **state)
{
	arena_free(*state);
	return 0;
}

/* The two numbers printed in GB 11643 itself. */
static void identity_numbers_of_the_standard(void **state)
{
	struct id_number id;
	day today = day_of(2024, 6, 5);
	assert_null(id_number_read(*state, "11010519491231002X", today, &id));
	assert_string_equal(id.text, "11010519491231002X");
	assert_string_equal(id.region, "110105");
	assert_int_equal(id.birth, day_of(1949, 12, 31));
	assert_true(id.female);
	assert_int_equal(id_age(&id, day_of(2024, 12, 30)), 74);
	assert_int_equal(id_age(&id, day_of(2024, 12, 31)), 75);
	assert_null(id_number_read(*state, "440524 18800101 0014", today, &id));
	assert_string_equal(id.text, "440524188001010014");
	assert_false(id.female);
	assert_null(id_number_read(*state, " １１０１０５-19491231002x\n", today, &id));
	assert_string_equal(id.text, "11010519491231002X");
}

static void wrong_identity_numbers_say_why(void **state)
{
	static const char *const rows[][2] = {
		{"", "请填写"},
		{"110105491231002", "15 位的旧号码"},
		{"1101051949123100", "现在是 16 位"},
		{"110105194912310021", "校验码不符"},
		{"11010519491231003X", "校验码不符"},
		{"1101051949X2310021", "最后一位可以是 X"},
		{"11010519491231002Y", "最后一位可以是 X"},
		{"11010519490231002X", "19490231 不存在"},
		{"110105202502290024", "20250229 不存在"},
		{"990105194912310021", "校验码不符"},
		{"010105194912310021", "省级代码"},
		{"160105194912310021", "省级代码"},
		{"720105194912310021", "省级代码"},
		{"110105202412310021", "不合理"},
		{"110105174912310021", "不合理"},
		{"身份证1101051949123", "最后一位可以是 X"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct id_number id;
		const char *says = id_number_read(*state, rows[i][0], day_of(2024, 6, 5), &id);
		if (!says || !strstr(says, rows[i][1]))
			fail_msg("%s: %s", rows[i][0], says ? says : "accepted");
		assert_string_equal(id.text, "");
	}
}

/* One wrong digit or two neighbours swapped: the check character finds it. */
static void slips_are_found(void **state)
{
	char good[] = "440524188001010014";
	struct id_number id;
	for (int i = 0; i < 18; i++)
		for (char c = '0'; c <= '9'; c++) {
			char typed[19];
			strcpy(typed, good);
			typed[i] = c;
			assert_true(!id_number_read(*state, typed, day_of(2024, 6, 5), &id) ==
				    (c == good[i]));
		}
}

static void credit_codes_of_the_standard(void **state)
{
	struct credit_code c;
	assert_null(credit_code_read(*state, "91350200MA2YJ1XR9G", &c));
	assert_int_equal(c.authority, '9');
	assert_string_equal(c.region, "350200");
	assert_string_equal(c.organisation, "MA2YJ1XR9");
	assert_null(credit_code_read(*state, "91350200 776049653a", &c));
	assert_string_equal(c.text, "91350200776049653A");
	assert_non_null(strstr(credit_code_read(*state, "91350200MA2YJ1XR9H", &c), "校验码不符"));
	assert_string_equal(c.text, "");
	assert_non_null(
		strstr(credit_code_read(*state, "91350200MA2YJ1XS9G", &c), "不含 I、O、S、V、Z"));
	assert_non_null(strstr(credit_code_read(*state, "9135", &c), "现在是 4 位"));
	assert_non_null(strstr(credit_code_read(*state, "9A350200MA2YJ1XR9G", &c), "校验码不符"));
	assert_non_null(strstr(credit_code_read(*state, "91A50200MA2YJ1XR9G", &c), "第 3 至 8 位"));
}

static void mobiles(void **state)
{
	char out[MOBILE_CHARS + 1];
	assert_null(mobile_read(*state, "138 1234-5678", out));
	assert_string_equal(out, "13812345678");
	assert_null(mobile_read(*state, "+86 13812345678", out));
	assert_string_equal(out, "13812345678");
	assert_null(mobile_read(*state, "８６１９８１２３４５６７８", out));
	assert_string_equal(out, "19812345678");
	assert_non_null(strstr(mobile_read(*state, "1381234567", out), "现在是 10 位"));
	assert_non_null(strstr(mobile_read(*state, "12812345678", out), "13 至 19"));
	assert_non_null(strstr(mobile_read(*state, "1381234567x", out), "只能是数字"));
	assert_non_null(strstr(mobile_read(*state, "05138812345", out), "13 至 19"));
	assert_non_null(mobile_read(*state, "", out));
	assert_string_equal(out, "");
}

static void bank_cards(void **state)
{
	char out[CARD_MAX + 1];
	assert_null(bank_card_read(*state, "4111 1111 1111 1111", out)); /* the usual test number */
	assert_string_equal(out, "4111111111111111");
	assert_null(bank_card_read(*state, "6200000000000005", out)); /* UnionPay's test number */
	assert_non_null(strstr(bank_card_read(*state, "4111111111111112", out), "校验位不符"));
	assert_non_null(strstr(bank_card_read(*state, "411111111111", out), "现在是 12 位"));
	assert_non_null(bank_card_read(*state, "4.11E+15", out));
	assert_string_equal(out, "");
}

static void masks_never_show_more(void **state)
{
	assert_string_equal(mask_id_number(*state, "320602199001010014"), "320***********0014");
	assert_string_equal(mask_id_number(*state, "3206021990"), "***********");
	assert_string_equal(mask_mobile(*state, "13812345678"), "138****5678");
	assert_string_equal(mask_mobile(*state, "1381234567"), "****");
	assert_string_equal(mask_bank_card(*state, "6222021234561234"), "****1234");
	assert_string_equal(mask_bank_card(*state, "1234"), "****");
	assert_string_equal(mask_name(*state, "张三"), "张*");
	assert_string_equal(mask_name(*state, "欧阳建国"), "欧*");
	assert_string_equal(mask_name(*state, " 张三 "), "张*");
	assert_string_equal(mask_name(*state, "张"), "*");
	assert_string_equal(mask_name(*state, ""), "");
	assert_string_equal(mask_mobile(*state, NULL), "");
	assert_string_equal(mask_mobile(*state, "电话一三八"), "****");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identity_numbers_of_the_standard),
		cmocka_unit_test(wrong_identity_numbers_say_why),
		cmocka_unit_test(slips_are_found),
		cmocka_unit_test(credit_codes_of_the_standard),
		cmocka_unit_test(mobiles),
		cmocka_unit_test(bank_cards),
		cmocka_unit_test(masks_never_show_more),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
