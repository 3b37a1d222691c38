/* What PostgreSQL says differently: which trouble it is, what lives on after it, and connecting again. */
#include "base/test.h"

#include "base/fault.h"
#include "base/log.h"
#include "db/test_database.h"

static struct arena *memory;
static const char *url;

static struct db *connected(enum db_mode mode)
{
	const char *why = "";
	struct db *d = db_open(url, mode, memory, &why);
	if (!d)
		fail_msg("%s", why);
	return d;
}

static int fresh(void **state)
{
	(void)state;
	url = test_database(memory, "postgres", NULL);
	struct db *d = connected(DB_WRITE);
	db_script(d, "create table t(a bigint primary key, b text not null)");
	db_close(d);
	return 0;
}

static void put(struct db *d, int64_t a)
{
	struct stmt *s = db_use_text(d, "insert into t(a, b) values ($1, $2)");
	bind_int(s, 1, a);
	bind_text(s, 2, "x");
	db_run(s);
}

static int64_t value(struct db *d, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

/* Runs a statement that fails, inside of a savepoint as the writer does; the trouble it is taken for. */
static enum db_trouble trouble_with(struct db *d, const char *sql)
{
	struct guard g;
	if (GUARD(&g)) {
		db_savepoint(d);
		put(d, 100);
		db_script(d, sql);
		guard_end(&g);
		return DB_FINE;
	}
	db_reset_all(d);
	return db_trouble(d);
}

static void each_state_is_told_apart(void **state)
{
	static const struct {
		const char *state;
		enum db_trouble trouble;
	} rows[] = {
		{"40001", DB_CONFLICT}, {"40P01", DB_CONFLICT}, {"53100", DB_FULL}, {"58030", DB_IO}, {"25006", DB_READ_ONLY},
		{"XX001", DB_CORRUPT}, {"57P01", DB_LOST}, {"08006", DB_LOST}, {"22012", DB_OTHER},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct db *d = connected(DB_WRITE);
		db_begin(d);
		put(d, 1);
		assert_int_equal(trouble_with(d, arena_printf(memory, "do $x$ begin raise exception 'played' using errcode = '%s'; end $x$", rows[i].state)),
				 rows[i].trouble);
		/* Whatever is no mistake of the statement itself ends the transaction, and its jobs run alone. */
		assert_int_equal(db_in_transaction(d), rows[i].trouble == DB_OTHER);
		db_rollback(d);
		db_begin(d); /* and the next one goes on */
		assert_int_equal(value(d, "select count(*) from t"), 0);
		db_rollback(d);
		db_close(d);
	}
}

static void a_mistake_in_a_savepoint_leaves_what_was_before(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	db_begin(d);
	put(d, 1);
	assert_int_equal(trouble_with(d, "select 1 / 0"), DB_OTHER);
	db_rollback_to(d);
	db_release(d);
	put(d, 2);
	db_commit(d);
	assert_int_equal(value(d, "select count(*) from t"), 2);
	db_close(d);
}

static void savepoints_wait_and_nest(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	db_begin(d);
	db_savepoint(d); /* none of these is sent before a statement needs it */
	db_savepoint(d);
	db_release(d);
	db_rollback_to(d);
	put(d, 1);
	db_savepoint(d);
	put(d, 2);
	db_rollback_to(d);
	db_release(d);
	db_release(d);
	db_commit(d);
	assert_int_equal(value(d, "select sum(a) from t"), 1);
	db_begin(d);
	db_commit(d); /* an empty one */
	db_close(d);
}

static void a_connection_that_died_idle_is_made_again(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE), *other = connected(DB_WRITE);
	put(d, 1);
	int64_t pid = value(d, "select pg_backend_pid()");
	value(other, arena_printf(memory, "select case when pg_terminate_backend(%lld, 5000) then 1 else 0 end", (long long)pid));
	db_begin(d); /* nobody notices; statements are prepared anew */
	put(d, 2);
	db_commit(d);
	assert_int_equal(value(d, "select count(*) from t"), 2);
	assert_int_not_equal(value(d, "select pg_backend_pid()"), pid);
	db_close(d);
	db_close(other);
}

/* Few of one table against many of another, when the statistics are of a day on which the few came first. */
static void a_join_does_not_walk_up_to_its_row(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	db_script(d, "create table many(id bigint primary key, b text not null); insert into many select n, 'x' from generate_series(1, 20000) n; "
		     "create table few(id bigint primary key); insert into few select n from generate_series(1, 30) n; analyze many; analyze few; "
		     "update few set id = id + 19000");
	struct stmt *s = db_use_text(d, "explain (costs off) select count(*) from few f join many m on m.id = f.id");
	while (db_step(s))
		assert_null(strstr(col_text(s, 0, memory), "Merge"));
	db_done(s);
	db_close(d);
}

static void the_later_of_two_deciders_is_rerun(void **state)
{
	(void)state;
	struct db *x = connected(DB_WRITE), *y = connected(DB_WRITE);
	struct guard g;
	volatile bool conflict = false;
	db_begin(x);
	db_begin(y);
	assert_int_equal(value(x, "select count(*) from t"), 0);
	assert_int_equal(value(y, "select count(*) from t"), 0);
	put(x, 1);
	if (GUARD(&g)) { /* each saw none: both together were no order of one after the other */
		put(y, 2);
		db_commit(x);
		db_commit(y);
		guard_end(&g);
	} else {
		conflict = db_trouble(y) == DB_CONFLICT || db_trouble(x) == DB_CONFLICT;
	}
	assert_true(conflict);
	db_close(x);
	db_close(y);
}

static void values_keep_their_types(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	struct stmt *s = db_use_text(d, "select $1, $2, $3, 3 > 2, $1 + 1, $4");
	bind_int(s, 1, INT64_MAX - 1);
	bind_text(s, 2, "连'心\\");
	bind_null(s, 3);
	bind_blob(s, 4, (struct str){"\0\\x\xff", 4});
	assert_true(db_step(s));
	assert_true(col_int(s, 0) == INT64_MAX - 1);
	assert_string_equal(col_text(s, 1, memory), "连'心\\");
	assert_true(col_null(s, 2));
	assert_int_equal(col_int(s, 3), 1); /* truth reads as SQLite's */
	assert_true(col_int(s, 4) == INT64_MAX);
	for (int i = 0; i < 2; i++) {
		struct str b = col_blob(s, 5, memory);
		assert_int_equal(b.n, 4);
		assert_memory_equal(b.p, "\0\\x\xff", 4);
	}
	db_done(s);
	s = db_use_text(d, "select $1, $2, $3, 3 > 2, $1 + 1, $4"); /* the same text with another type */
	bind_int(s, 1, 1);
	bind_int(s, 2, 5);
	bind_text(s, 3, "");
	bind_null(s, 4);
	assert_true(db_step(s));
	assert_int_equal(col_int(s, 1), 5);
	db_done(s);
	db_close(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_state_is_told_apart, fresh),
		cmocka_unit_test_setup(a_mistake_in_a_savepoint_leaves_what_was_before, fresh),
		cmocka_unit_test_setup(savepoints_wait_and_nest, fresh),
		cmocka_unit_test_setup(a_connection_that_died_idle_is_made_again, fresh),
		cmocka_unit_test_setup(a_join_does_not_walk_up_to_its_row, fresh),
		cmocka_unit_test_setup(the_later_of_two_deciders_is_rerun, fresh),
		cmocka_unit_test_setup(values_keep_their_types, fresh),
	};
	if (!test_on_postgres()) {
		puts("1..0 # SKIP it asks for what only PostgreSQL says");
		return 0;
	}
	test_needs_engine();
	memory = arena_new(16 << 20);
	int bad = cmocka_run_group_tests_name("postgres", tests, NULL, NULL);
	arena_free(memory);
	return bad;
}
