#include "base/test.h"

#include "base/arena.h"
#include "text/money.h"

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

static void amounts_are_shown_in_groups(void **state)
{
	assert_string_equal(money_text(*state, 1234560), "12,345.60");
	assert_string_equal(money_text(*state, 0), "0.00");
	assert_string_equal(money_text(*state, 5), "0.05");
	assert_string_equal(money_text(*state, -5), "-0.05");
	assert_string_equal(money_text(*state, 99999), "999.99");
	assert_string_equal(money_text(*state, 100000), "1,000.00");
	assert_string_equal(money_text(*state, -123456789012), "-1,234,567,890.12");
	assert_string_equal(money_text(*state, INT64_MIN), "-92,233,720,368,547,758.08");
}

static void typed_amounts_are_read(void **state)
{
	static const struct {
		const char *typed;
		fen amount;
	} rows[] = {
		{"0", 0},
		{"12345.6", 1234560},
		{"12,345.60", 1234560},
		{" 1,234,567 ", 123456700},
		{"¥100", 10000},
		{"￥ 100.5", 10050},
		{"100元", 10000},
		{"人民币3000元", 300000},
		{"1.2万", 1200000},
		{"1.234567万元", 1234567},
		{"3亿元", 30000000000},
		{"0.05", 5},
		{".5", 50},
		{"5.", 500},
		{"１２，３４５．６０", 1234560},
		{"999999999999.99", MONEY_MAX},
		{"1.500", 150},
		{"0.5亿", 5000000000},
		{"007", 700},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fen amount = -1;
		const char *says = money_read(*state, rows[i].typed, &amount);
		if (says || amount != rows[i].amount)
			fail_msg("%s: %s", rows[i].typed, says ? says : money_text(*state, amount));
	}
}

static void wrong_amounts_say_why(void **state)
{
	static const char *const rows[][2] = {
		{"", "请填写"},
		{"  ", "请填写"},
		{"元", "请填写"},
		{"-5", "负数"},
		{"1.234", "精确到分"},
		{"0.001", "精确到分"},
		{"1.2345678万", "精确到分"},
		{"1,23", "逗号"},
		{"1,2345", "逗号"},
		{",123", "逗号"},
		{"1.2,3", "逗号"},
		{"1234,567", "逗号"},
		{"abc", "只能是数字"},
		{"1.2.3", "只能是数字"},
		{"万", "只能是数字"},
		{"1万2", "只能是数字"},
		{"1e5", "只能是数字"},
		{"1000000000000", "太大"},
		{"10000亿", "太大"},
		{"99999999999999999999999", "太大"},
		{"一百", "只能是数字"},
		{".", "只能是数字"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fen amount = -1;
		const char *says = money_read(*state, rows[i][0], &amount);
		if (!says || !strstr(says, rows[i][1]))
			fail_msg("%s: %s", rows[i][0], says ? says : "accepted");
		assert_int_equal(amount, 0);
	}
}

/* The first six are the examples of the payment rules themselves. */
static void capitals_follow_the_payment_rules(void **state)
{
	static const struct {
		fen amount;
		const char *text;
	} rows[] = {
		{140950, "人民币壹仟肆佰零玖元伍角整"},
		{600714, "人民币陆仟零柒元壹角肆分"},
		{168032, "人民币壹仟陆佰捌拾元零叁角贰分"},
		{10700053, "人民币壹拾万柒仟元零伍角叁分"},
		{1640902, "人民币壹万陆仟肆佰零玖元零贰分"},
		{32504, "人民币叁佰贰拾伍元零肆分"},
		{0, "人民币零元整"},
		{1200000, "人民币壹万贰仟元整"},
		{1234560, "人民币壹万贰仟叁佰肆拾伍元陆角整"},
		{100, "人民币壹元整"},
		{1000, "人民币壹拾元整"},
		{10, "人民币壹角整"},
		{5, "人民币伍分"},
		{25, "人民币贰角伍分"},
		{10001, "人民币壹佰元零壹分"},
		{10010000, "人民币壹拾万零壹佰元整"},
		{1000100, "人民币壹万零壹元整"},
		{100000000, "人民币壹佰万元整"},
		{100000100, "人民币壹佰万零壹元整"},
		{10000000700, "人民币壹亿零柒元整"},
		{10001000000, "人民币壹亿零壹万元整"},
		{10000500000, "人民币壹亿零伍仟元整"},
		{11000500000, "人民币壹亿壹仟万伍仟元整"},
		{100001000000, "人民币壹拾亿零壹万元整"},
		{2050800, "人民币贰万零伍佰零捌元整"},
		{20500800, "人民币贰拾万伍仟零捌元整"},
		{-32504, "人民币负叁佰贰拾伍元零肆分"},
		{MONEY_MAX, "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(money_capitals(*state, rows[i].amount), rows[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_shown_in_groups),
		cmocka_unit_test(typed_amounts_are_read),
		cmocka_unit_test(wrong_amounts_say_why),
		cmocka_unit_test(capitals_follow_the_payment_rules),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
