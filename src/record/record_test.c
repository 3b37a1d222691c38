#include "base/test.h"
#include "db/test_database.h"

#include "record/record.h"

static const struct choice states[] = {{0, "起草", NULL}, {1, "已定", "ok"}, {0}};
static const struct choice kinds[] = {{1, "甲", NULL}, {2, "乙", NULL}, {0}};

struct sample {
	HEAD;
	const char *title;
	const char *text;
	day held_on;
	int64_t money, count, kind, bounded;
	bool flag;
	const char *secret;
};

static const struct field fields[] = {
	HEAD_FIELDS(struct sample, states),
	TEXT(struct sample, title, .label = "名称", .max = 5, .use = F_FORM | F_NEED),
	LONG(struct sample, text, .label = "说明", .use = F_FORM),
	DAY(struct sample, held_on, .label = "日期", .use = F_FORM | F_SORT),
	MONEY(struct sample, money, .label = "金额", .use = F_FORM),
	INT(struct sample, count, .label = "人数", .use = F_FORM),
	INT(struct sample, bounded, .label = "权重", .least = 1, .most = 100, .use = F_FORM),
	CHOICE(struct sample, kind, kinds, .label = "类别", .use = F_FORM | F_NEED),
	FLAG(struct sample, flag, .label = "公开", .use = F_FORM),
	TEXT(struct sample, secret, .label = "密文"),
};
static const struct record sample_record = RECORD("sample", "样例", struct sample, fields, "title");

struct attempt {
	const char *field, *typed;
	int64_t value; /* of a number */
	const char *complaint; /* NULL: taken */
};

static const struct attempt attempts[] = {
	{"title", "五个汉字名", 0, NULL},
	{"title", "六个汉字名称", 0, "“名称”最多 5 个字，现在有 6 个"},
	{"title", "  　 ", 0, "请填写“名称”"},
	{"held_on", "2024-02-29", 19782, NULL},
	{"held_on", "2024年2月29日", 19782, NULL},
	{"held_on", "２０２４-０２-２９", 19782, NULL},
	{"held_on", "2023-02-29", 0, "“日期”要填日期"},
	{"held_on", "", 0, NULL},
	{"money", "1,280.5", 128050, NULL},
	{"money", "1280", 128000, NULL},
	{"money", "0.07", 7, NULL},
	{"money", "1.234", 0, "“金额”要填金额"},
	{"money", "-3", 0, "“金额”要填金额"},
	{"money", "1.-5", 0, "“金额”要填金额"},
	{"money", "99999999999999999999", 0, "“金额”要填金额"},
	{"count", "３６", 36, NULL},
	{"count", "-1", 0, "“人数”要填整数"},
	{"count", "12人", 0, "“人数”要填整数"},
	{"bounded", "0", 0, "“权重”要在 1 到 100 之间"},
	{"bounded", "100", 100, NULL},
	{"bounded", "101", 0, "“权重”要在 1 到 100 之间"},
	{"kind", "2", 2, NULL},
	{"kind", "3", 0, "请为“类别”选择一项"},
	{"kind", "", 0, "请选择“类别”"},
	{"flag", "1", 1, NULL},
	{"flag", "", 0, NULL},
};

static void typed_values_are_read_or_named(void **state)
{
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		const struct attempt *t = &attempts[i];
		struct arena *a = arena_new(1 << 20);
		struct problems p = {.arena = a};
		struct sample row = {0};
		const struct field *f = record_field(&sample_record, t->field);
		bool taken = field_read(&p, f, t->typed, &row);
		if (taken == (t->complaint != NULL))
			fail_msg("\"%s\" for %s", t->typed, t->field);
		if (t->complaint && !strstr(problem_of(&p, t->field), t->complaint))
			fail_msg("\"%s\" for %s: %s", t->typed, t->field, problem_of(&p, t->field));
		if (taken && f->kind != KIND_TEXT && field_int(f, &row) != t->value)
			fail_msg("\"%s\" for %s gives %lld", t->typed, t->field, (long long)field_int(f, &row));
		arena_free(a);
	}
}

static void differences_name_label_old_and_new(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct sample x = {.title = "登山", .money = 100, .secret = "s1"}, y = x;
	y.title = "春游";
	y.money = 250;
	y.secret = "s2";
	assert_string_equal(record_diff(a, NULL, &sample_record, &x, &y), "名称：登山 → 春游\n金额：1.00 → 2.50");
	y = x;
	y.title = "";
	assert_string_equal(record_diff(a, NULL, &sample_record, &x, &y), "名称：登山 → （空）");
	arena_free(a);
}

static void a_row_comes_back_as_it_was_stored(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *why = "";
	struct db *d = db_open(test_database(a, "record", ":memory:"), DB_WRITE, a, &why);
	struct buf ddl = buf_in(a);
	record_ddl(&sample_record, &ddl);
	db_script(d, buf_text(&ddl));
	struct sample x = {.id = 7, .unit = 3, .version = 1, .state = 1, .created_by = 9, .created_at = 1717344000000,
			   .title = "名'称\"", .text = "一\n二", .held_on = 19782, .money = INT64_MAX, .count = 5, .kind = 2, .flag = true, .secret = "x"};
	record_insert(d, a, &sample_record, &x);
	struct sample *y = record_load(d, a, &sample_record, 7);
	assert_non_null(y);
	for (int i = 0; i < sample_record.n_fields; i++)
		assert_true(field_same(&fields[i], &x, y));
	assert_null(record_load(d, a, &sample_record, 8));
	y->count = 6;
	assert_true(record_update(d, a, &sample_record, y));
	assert_int_equal(y->version, 2);
	x.count = 99; /* another editor with the first version */
	assert_false(record_update(d, a, &sample_record, &x));
	assert_int_equal(((struct sample *)record_load(d, a, &sample_record, 7))->count, 6);
	db_close(d);
	arena_free(a);
}

int main(void)
{
	test_needs_engine();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_values_are_read_or_named),
		cmocka_unit_test(differences_name_label_old_and_new),
		cmocka_unit_test(a_row_comes_back_as_it_was_stored),
	};
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
