/* Who stood above a unit on a day, asked for again and again within one transaction, while units move. */
#include "base/test.h"
#include "db/test_database.h"

#include "kernel/schema_text.h"
#include "kernel/unit.h"
#include "kernel.sql.h"

static struct arena *memory;
static struct db *d;

static int fresh(void **state)
{
	const char *why = "";
	(void)state;
	memory = arena_new(8 << 20);
	d = db_open(test_database(memory, "unit", ":memory:"), DB_WRITE, memory, &why);
	db_script(d, kernel_schema);
	db_script(d, "insert into unit_parent(unit, parent, since) values (1, 0, 0), (10, 1, 100), (11, 1, 100), (101, 11, 200);"
		     "insert into unit_parent(unit, parent, since, until) values (101, 10, 100, 200)");
	return 0;
}

static int end(void **state)
{
	(void)state;
	db_close(d);
	arena_free(memory);
	return 0;
}

static const char *above(int64_t unit, day on)
{
	int64_t chain[8];
	struct buf b = buf_in(memory);
	size_t n = unit_chain(d, unit, on, chain, 8);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%lld", i ? " " : "", (long long)chain[i]);
	return buf_text(&b);
}

static void the_day_decides(void **state)
{
	(void)state;
	for (int within = 0; within < 2; within++) {
		if (within)
			db_begin(d);
		for (int again = 0; again < 2; again++) {
			assert_string_equal(above(101, 0), "101 11 1");
			assert_string_equal(above(101, 200), "101 11 1");
			assert_string_equal(above(101, 199), "101 10 1");
			assert_string_equal(above(101, 100), "101 10 1");
			assert_string_equal(above(101, 99), "101 10 1"); /* not there yet: under whom it was entered with */
			assert_string_equal(above(10, 150), "10 1");
			assert_string_equal(above(101, 150), "101 10 1");
		}
	}
	db_rollback(d);
}

static void a_short_list_takes_what_fits(void **state)
{
	int64_t two[2];
	(void)state;
	db_begin(d);
	assert_int_equal(unit_chain(d, 101, 0, two, 2), 2);
	assert_string_equal(above(101, 0), "101 11 1");
	assert_int_equal(unit_chain(d, 101, 0, two, 2), 2);
	assert_int_equal(two[1], 11);
	db_rollback(d);
}

static void a_move_is_seen_at_once_and_so_is_its_undoing(void **state)
{
	(void)state;
	db_begin(d);
	assert_string_equal(above(101, 0), "101 11 1");
	db_savepoint(d);
	db_script(d, "update unit_parent set until = 300 where unit = 101 and since = 200");
	q_unit_parent_add(d, 101, 10, 300);
	unit_chain_changed(d);
	assert_string_equal(above(101, 0), "101 10 1");
	assert_string_equal(above(101, 299), "101 11 1");
	db_rollback_to(d);
	db_release(d);
	assert_string_equal(above(101, 0), "101 11 1");
	db_commit(d);
	assert_string_equal(above(101, 0), "101 11 1");
}

/* Asked for several times in a transaction, and moved in between: by itself, with those above it, and taken back. */
static void its_path_is_never_an_old_one(void **state)
{
	(void)state;
	db_script(d, "create table unit(id bigint primary key, parent bigint, kind bigint, state bigint, version bigint, path text, name text, short text, code text, doc_mark text);"
		     "insert into unit(id, parent, path) values (1, 0, '/1/'), (11, 1, '/1/11/'), (101, 11, '/1/11/101/')");
	struct unit u;
	db_begin(d);
	assert_string_equal(unit_path(d, memory, 101), "/1/11/101/");
	assert_string_equal(unit_path(d, memory, 11), "/1/11/");
	assert_true(unit_load(d, memory, 101, &u));
	assert_string_equal(unit_path(d, memory, 101), "/1/11/101/");
	db_savepoint(d);
	db_run(db_use_text(d, "update unit set path = '/1/10/' || substr(path, 7) where path >= '/1/11/' and path < '/1/110'"));
	assert_string_equal(unit_path(d, memory, 101), "/1/10/101/");
	struct stmt *late = db_use_text(d, "update unit set path = '/101/' where id = 101");
	assert_string_equal(unit_path(d, memory, 101), "/1/10/101/"); /* asked for while the statement is being made */
	db_run(late);
	assert_string_equal(unit_path(d, memory, 101), "/101/");
	db_rollback_to(d);
	db_release(d);
	assert_string_equal(unit_path(d, memory, 101), "/1/11/101/");
	assert_string_equal(unit_path(d, memory, 0), "");
	db_commit(d);
	assert_string_equal(unit_path(d, memory, 101), "/1/11/101/");
}

int main(void)
{
	test_needs_engine();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_day_decides, fresh, end),
		cmocka_unit_test_setup_teardown(a_short_list_takes_what_fits, fresh, end),
		cmocka_unit_test_setup_teardown(a_move_is_seen_at_once_and_so_is_its_undoing, fresh, end),
		cmocka_unit_test_setup_teardown(its_path_is_never_an_old_one, fresh, end),
	};
	return cmocka_run_group_tests_name("unit", tests, NULL, NULL);
}
