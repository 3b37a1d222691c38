/* The chain: personal values can be erased, nothing else can be touched unseen. */
#include "base/test.h"
#include "db/test_database.h"

#include "kernel/event.h"
#include "kernel/schema_text.h"
#include "secret/id.h"
#include "secret/secret.h"

static struct db *fresh(struct arena *a)
{
	const char *why = "";
	struct db *d = db_open(test_database(a, "kernel", ":memory:"), DB_WRITE, a, &why);
	db_script(d, kernel_schema);
	return d;
}

static int64_t add(struct db *d, struct arena *a, int at, const char *personal)
{
	struct event e = {.actor = 7, .unit = 1, .record = "person", .row_id = 100 + at, .verb = "reveal", .note = "核对身份", .personal = personal};
	return event_append(d, a, 1709254800000 + at, &e);
}

static void erasing_a_personal_value_keeps_the_chain(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct db *d = fresh(a);
	int64_t secret = 0;
	for (int i = 0; i < 5; i++) {
		int64_t id = add(d, a, i, i == 2 ? "查看样例赵工的手机号" : NULL);
		if (i == 2)
			secret = id;
	}
	event_seal(d, a);
	assert_true(event_verify(d, a, NULL, 1709254900000).ok);
	assert_string_equal(event_personal(d, a, secret), "查看样例赵工的手机号");
	event_forget(d, secret);
	assert_string_equal(event_personal(d, a, secret), "");
	struct event_check c = event_verify(d, a, NULL, 1709254900000);
	assert_true(c.ok);
	assert_int_equal(c.sealed, 5);
	db_close(d);
	arena_free(a);
}

struct harm {
	const char *sql;
	int64_t bad; /* the entry that must be named */
};

static const struct harm harms[] = {
	{"update event set note = 'x' where seal = 3", 3},
	{"update event set unit = 2 where seal = 1", 1},
	{"update event set happened_on = happened_on + 1 where seal = 6", 6},
	{"update event set personal = '' where seal = 4", 4},
	{"update event set counts = 'activity.held 1 19000 1 0' where seal = 5", 5},
	{"delete from event where seal = 2", 2},
	{"update event set seal = 100 where seal = 2; update event set seal = 2 where seal = 3; update event set seal = 3 where seal = 100", 2},
	{"delete from event where seal = 6", 6}, /* the tail: seen only with the head */
};

static void every_harm_is_found_and_named(void **state)
{
	for (size_t i = 0; i < sizeof(harms) / sizeof(harms[0]); i++) {
		struct arena *a = arena_new(8 << 20);
		struct db *d = fresh(a);
		for (int k = 0; k < 6; k++)
			add(d, a, k, k == 3 ? "某人" : NULL);
		event_seal(d, a);
		const char *head = event_head(d, a).hash;
		assert_true(event_verify(d, a, head, 1709254900000).ok);
		db_script(d, harms[i].sql);
		struct event_check c = event_verify(d, a, head, 1709254900000);
		if (c.ok || c.bad != harms[i].bad)
			fail_msg("%s: %s, entry %lld", harms[i].sql, c.ok ? "not found" : c.what, (long long)c.bad);
		db_close(d);
		arena_free(a);
	}
}

static void an_unsealed_event_is_reported_after_ten_seconds(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct db *d = fresh(a);
	id_timeless(true); /* so that it is not sealed as it is written */
	add(d, a, 0, NULL);
	id_timeless(false);
	assert_true(event_verify(d, a, NULL, 1709254800000 + 9999).ok);
	assert_false(event_verify(d, a, NULL, 1709254800000 + 10001).ok);
	db_close(d);
	arena_free(a);
}

static int init(void **state)
{
	secret_init();
	return 0;
}

int main(void)
{
	test_needs_engine();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(erasing_a_personal_value_keeps_the_chain),
		cmocka_unit_test(every_harm_is_found_and_named),
		cmocka_unit_test(an_unsealed_event_is_reported_after_ten_seconds),
	};
	return cmocka_run_group_tests_name("event", tests, init, NULL);
}
