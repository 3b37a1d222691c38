/* Rows that come one by one from PostgreSQL and statements that are sent ahead, and what may happen meanwhile. */
#include "base/test.h"

#include "base/fault.h"
#include "base/log.h"
#include "db/test_database.h"

enum { MANY = 100000, WIDE = 1000 /* as the text below says */, MIB = 1 << 20 };
static struct arena *memory;
static const char *url;

/* Freed memory goes back at once, so that what is held can be read off. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=1";
}

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
	url = test_database(memory, "rows", NULL);
	struct db *d = connected(DB_WRITE);
	db_script(d, "create table t(a bigint primary key)");
	db_close(d);
	return 0;
}

static struct stmt *series(struct db *d, int64_t n)
{
	struct stmt *s = db_use_text(d, "select x, repeat('x', 1000), case when x % 2 = 0 then x end, decode('00ff', 'hex'), x > 2 from generate_series(1, $1) x");
	bind_int(s, 1, n);
	return s;
}

static int64_t value(struct db *d, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

static void expect_row(struct stmt *s, int64_t x)
{
	struct str blob = col_blob(s, 3, memory);
	assert_int_equal(col_int(s, 0), x);
	assert_int_equal(strlen(col_text(s, 1, memory)), WIDE);
	assert_int_equal(col_null(s, 2), x % 2);
	assert_int_equal(col_int(s, 2), x % 2 ? 0 : x);
	assert_true(blob.n == 2 && memcmp(blob.p, "\0\xff", 2) == 0);
	assert_int_equal(col_int(s, 4), x > 2);
	assert_int_equal(col_count(s), 5);
}

static int64_t held(void)
{
	long pages = 0, of = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	assert_non_null(f);
	assert_int_equal(fscanf(f, "%ld %ld", &pages, &of), 2);
	fclose(f);
	return of * sysconf(_SC_PAGESIZE);
}

static void a_hundred_megabytes_pass_through_little_memory(void **state)
{
	(void)state;
	struct db *d = connected(DB_READ);
	db_begin(d);
	int64_t before = held(), most = before, n = 0;
	struct stmt *s = series(d, MANY);
	while (db_step(s)) {
		assert_int_equal(col_int(s, 0), ++n);
		if (n % 1000 == 0 && held() > most)
			most = held();
	}
	assert_false(db_step(s)); /* and is asked again behind the end */
	db_done(s);
	assert_int_equal(n, MANY);
	assert_true(most - before < 8 * MIB);
	db_close(d);
}

static void another_statement_between_two_rows(void **state)
{
	(void)state;
	struct db *d = connected(DB_READ);
	db_begin(d);
	struct stmt *s = series(d, 500);
	for (int64_t x = 1; x <= 500; x++) {
		assert_true(db_step(s));
		if (x == 3) {
			assert_int_equal(value(d, "select 42"), 42);
			struct stmt *same = series(d, 2); /* the same text while it is in use */
			assert_true(db_step(same));
			expect_row(same, 1);
			expect_row(s, 3);
			assert_true(db_step(same));
			assert_false(db_step(same));
			db_done(same);
		}
		expect_row(s, x);
	}
	assert_false(db_step(s));
	db_done(s);
	db_close(d);
}

static void two_walks_in_turn(void **state)
{
	(void)state;
	struct db *d = connected(DB_READ);
	struct stmt *x = series(d, 50), *y = db_use_text(d, "select 100 + z from generate_series(1, 60) z");
	for (int64_t i = 1; i <= 50; i++) {
		assert_true(db_step(x));
		assert_true(db_step(y));
		expect_row(x, i);
		assert_int_equal(col_int(y, 0), 100 + i);
	}
	assert_false(db_step(x));
	db_done(x);
	assert_true(db_step(y));
	assert_int_equal(col_int(y, 0), 151);
	db_done(y);
	db_close(d);
}

static void what_nobody_wants_is_dropped(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	db_begin(d);
	struct stmt *s = series(d, 5000);
	assert_true(db_step(s));
	db_done(s);
	assert_int_equal(value(d, "select 7"), 7);
	db_savepoint(d);
	db_run(db_use_text(d, "insert into t(a) values (1)"));
	s = series(d, 5000);
	assert_true(db_step(s));
	db_rollback_to(d); /* ends its use */
	db_release(d);
	db_run(db_use_text(d, "insert into t(a) values (2)"));
	s = series(d, 5000);
	assert_true(db_step(s));
	db_commit(d); /* while it is read */
	expect_row(s, 1);
	assert_true(db_step(s));
	expect_row(s, 2);
	db_done(s);
	assert_int_equal(value(d, "select sum(a) from t"), 2);
	s = series(d, 5000);
	assert_true(db_step(s));
	db_close(d); /* too */
}

/* Runs it; the trouble it ended with. */
static enum db_trouble trouble_of(struct db *d, void (*what)(struct db *d))
{
	struct guard g;
	if (GUARD(&g)) {
		what(d);
		guard_end(&g);
		return DB_FINE;
	}
	return db_trouble(d);
}

static int64_t stepped;

static void walk_onto_a_mistake(struct db *d)
{
	struct stmt *s = db_use_text(d, "select 1 / (5 - x) from generate_series(1, 10) x");
	for (stepped = 0; db_step(s);)
		stepped++;
}

static void leave_before_a_mistake(struct db *d)
{
	struct stmt *s = db_use_text(d, "select 1 / (5 - x) from generate_series(1, 10) x");
	assert_true(db_step(s));
	db_done(s);
}

static void ask(struct db *d)
{
	assert_int_equal(value(d, "select 9"), 9);
}

static void end(struct db *d)
{
	db_commit(d);
}

static void leave_and_ask(struct db *d)
{
	struct stmt *s = db_use_text(d, "select 1 / (5 - x) from generate_series(1, 10) x");
	assert_true(db_step(s));
	ask(d);
}

static void a_mistake_behind_the_first_rows(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	db_begin(d);
	db_savepoint(d);
	assert_int_equal(trouble_of(d, walk_onto_a_mistake), DB_OTHER);
	assert_int_equal(stepped, 4);
	db_rollback_to(d);
	ask(d);
	/* nobody came to it: whatever is asked next says so, and nothing is written behind it */
	leave_before_a_mistake(d);
	assert_int_equal(trouble_of(d, ask), DB_OTHER);
	db_rollback_to(d);
	ask(d);
	leave_before_a_mistake(d);
	assert_int_equal(trouble_of(d, end), DB_OTHER);
	db_rollback(d);
	db_begin(d);
	db_savepoint(d);
	leave_before_a_mistake(d);
	db_rollback_to(d); /* or it is gone with all that was done */
	ask(d);
	assert_int_equal(trouble_of(d, leave_and_ask), DB_OTHER);
	db_rollback(d);
	ask(d);
	db_close(d);
}

/* Somebody was faster is known as such also when it is found out behind a row that was enough. */
static void a_conflict_behind_the_first_rows(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	db_script(d, "create function late(x bigint) returns bigint language plpgsql as $x$ begin "
		     "if x > 4 then raise exception 'played' using errcode = '40001'; end if; return x; end $x$");
	for (int i = 0; i < 2; i++) {
		db_begin(d);
		db_savepoint(d);
		db_run(db_use_text(d, "insert into t(a) values (1)"));
		struct stmt *s = db_use_text(d, "select late(x) from generate_series(1, 10) x");
		assert_true(db_step(s));
		db_done(s);
		if (i)
			assert_int_equal(trouble_of(d, ask), DB_CONFLICT);
		else
			db_rollback_to(d); /* takes back all, as a conflict does */
		assert_false(db_in_transaction(d));
		assert_int_equal(db_trouble(d), DB_CONFLICT);
		assert_int_equal(value(d, "select count(*) from t"), 0);
	}
	db_close(d);
}

static int64_t backend;

static void walk_while_it_is_cut(struct db *d)
{
	struct db *other = connected(DB_WRITE);
	struct stmt *s = series(d, MANY);
	assert_true(db_step(s));
	value(other, arena_printf(memory, "select case when pg_terminate_backend(%lld, 5000) then 1 else 0 end", (long long)backend));
	db_close(other);
	for (stepped = 1; db_step(s);)
		stepped++;
}

static void leave_when_it_is_cut(struct db *d)
{
	struct db *other = connected(DB_WRITE);
	struct stmt *s = series(d, MANY);
	assert_true(db_step(s));
	value(other, arena_printf(memory, "select case when pg_terminate_backend(%lld, 5000) then 1 else 0 end", (long long)backend));
	db_close(other);
	db_done(s);
	db_run(db_use_text(d, "insert into t(a) values (5)")); /* belongs to a transaction that is gone */
}

static void a_connection_that_is_cut_between_two_rows(void **state)
{
	(void)state;
	struct db *d = connected(DB_WRITE);
	void (*const plays[])(struct db *) = {walk_while_it_is_cut, leave_when_it_is_cut};
	for (int i = 0; i < 2; i++) {
		db_begin(d);
		backend = value(d, "select pg_backend_pid()");
		assert_int_equal(trouble_of(d, plays[i]), DB_LOST);
		db_rollback(d);
		assert_true(stepped < MANY);
		db_begin(d); /* connects again */
		assert_int_equal(value(d, "select count(*) from t"), 0);
		struct stmt *s = series(d, 3);
		for (int64_t x = 1; x <= 3; x++) {
			assert_true(db_step(s));
			expect_row(s, x);
		}
		db_done(s);
		db_commit(d);
	}
	db_close(d);
}

/* ---- sent ahead ---- */

/* Copied into the table; sent as the statement that it is, because its values are no mere places. */
static const char *const inserts[] = {"insert into t(a) values ($1)", "insert into t(a) values ($1 + 0)"};
static const char *insert;

static void post(struct db *d, int64_t a)
{
	struct stmt *s = db_use_text(d, insert);
	bind_int(s, 1, a);
	assert_int_equal(db_run(s), 1);
}

static void arrive_in_order(struct db *d)
{
	db_script(d, "delete from t");
	db_hasten(d, true);
	db_begin(d);
	for (int64_t i = 0; i < 3000; i++)
		post(d, i);
	assert_int_equal(value(d, "select count(*) from t"), 3000); /* who asks sees it all */
	struct stmt *s = series(d, 1000); /* rows that are coming while something is sent */
	assert_true(db_step(s));
	post(d, 3000);
	db_savepoint(d);
	post(d, 3001);
	expect_row(s, 1);
	assert_true(db_step(s));
	expect_row(s, 2);
	db_done(s);
	db_rollback_to(d);
	post(d, 3002);
	db_release(d);
	post(d, 3003);
	db_commit(d);
	assert_int_equal(value(d, "select count(*) * 10000 + max(a) from t"), 30033003);
	assert_int_equal(value(d, "select count(*) from t where a = 3001"), 0);
	db_begin(d);
	post(d, 4000);
	db_rollback(d);
	db_begin(d);
	post(d, 4001);
	db_close(d);
}

static void what_is_sent_ahead_arrives_in_order(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		insert = inserts[i];
		arrive_in_order(connected(DB_WRITE));
		struct db *d = connected(DB_WRITE);
		assert_int_equal(value(d, "select max(a) from t"), 3003);
		db_close(d);
	}
}

/* Whatever reads or changes a table finds the rows that were to go into it; so do texts of every kind. */
static void rows_of_a_fill_are_what_they_were(void **state)
{
	static const char *const texts[] = {"连心", "a\tb\nc\\d\re", "\\N", "", "\\."};
	enum { N = sizeof(texts) / sizeof(texts[0]) };
	(void)state;
	struct db *d = connected(DB_WRITE);
	db_script(d, "create table u(id bigint primary key, name text, bytes bytea, n bigint, kind text)");
	db_hasten(d, true);
	db_begin(d);
	for (int64_t i = 0; i < N; i++) {
		struct stmt *s = db_use_text(d, "insert into u(id, name, bytes, n, kind) values ($1, $2, $3, -7, 'x y'), ($4, $2, null, $5, $6) on conflict do nothing");
		bind_int(s, 1, i);
		bind_text(s, 2, texts[i]);
		bind_blob(s, 3, (struct str){"\0\\\xff", 3});
		bind_int(s, 4, 100 + i);
		assert_int_equal(db_run(s), 2);
	}
	db_run(db_use_text(d, "update u set n = n + 1 where id = 0"));
	struct stmt *s = db_use_text(d, "select name, bytes, n, kind from u where id < 100 order by id");
	for (int64_t i = 0; i < N; i++) {
		assert_true(db_step(s));
		assert_string_equal(col_text(s, 0, memory), texts[i]);
		struct str bytes = col_blob(s, 1, memory);
		assert_true(bytes.n == 3 && memcmp(bytes.p, "\0\\\xff", 3) == 0);
		assert_int_equal(col_int(s, 2), i ? -7 : -6);
		assert_string_equal(col_text(s, 3, memory), "x y");
	}
	assert_false(db_step(s));
	db_done(s);
	assert_int_equal(value(d, "select count(*) from u where bytes is null and n is null and kind is null"), N);
	db_commit(d);
	db_close(d);
}

static void send_one_twice_and_commit(struct db *d)
{
	for (int64_t i = 0; i < 10; i++)
		post(d, i % 7);
	db_commit(d);
}

static void send_one_twice_and_ask(struct db *d)
{
	for (int64_t i = 0; i < 10; i++)
		post(d, i % 7);
	value(d, "select count(*) from t");
}

static void send_and_be_cut(struct db *d)
{
	struct db *other = connected(DB_WRITE);
	post(d, 1);
	value(other, arena_printf(memory, "select case when pg_terminate_backend(%lld, 5000) then 1 else 0 end", (long long)backend));
	db_close(other);
	for (int64_t i = 2; i < 2000; i++)
		post(d, i);
	db_commit(d);
}

static void what_goes_wrong_with_it_is_told_before_the_commit(void **state)
{
	(void)state;
	static void (*const plays[])(struct db *) = {send_one_twice_and_commit, send_one_twice_and_ask, send_and_be_cut};
	static const enum db_trouble troubles[] = {DB_CONFLICT, DB_CONFLICT, DB_LOST};
	struct db *d = connected(DB_WRITE);
	for (int i = 0; i < 6; i++) {
		insert = inserts[i / 3];
		db_hasten(d, true);
		db_begin(d);
		backend = value(d, "select pg_backend_pid()");
		assert_int_equal(trouble_of(d, plays[i % 3]), troubles[i % 3]);
		db_rollback(d);
		db_hasten(d, false);
		db_begin(d);
		assert_int_equal(value(d, "select count(*) from t"), 0);
		db_rollback(d);
	}
	db_close(d);
}

/* Texts without end: those that are forgotten leave the server too, also while rows are coming. */
static void forgotten_statements_leave_the_server(void **state)
{
	(void)state;
	struct db *d = connected(DB_READ);
	db_begin(d);
	struct stmt *s = series(d, 3000);
	assert_true(db_step(s));
	for (int i = 0; i < 2000; i++)
		db_done(db_use_text(d, arena_printf(memory, "select %d", i)));
	for (int i = 0; i < 2000; i++)
		assert_int_equal(value(d, arena_printf(memory, "select %d", i)), i);
	assert_true(db_step(s));
	expect_row(s, 2);
	db_done(s);
	assert_true(value(d, "select count(*) from pg_prepared_statements") < 1000);
	db_close(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_hundred_megabytes_pass_through_little_memory, fresh),
		cmocka_unit_test_setup(another_statement_between_two_rows, fresh),
		cmocka_unit_test_setup(two_walks_in_turn, fresh),
		cmocka_unit_test_setup(what_nobody_wants_is_dropped, fresh),
		cmocka_unit_test_setup(a_mistake_behind_the_first_rows, fresh),
		cmocka_unit_test_setup(a_conflict_behind_the_first_rows, fresh),
		cmocka_unit_test_setup(a_connection_that_is_cut_between_two_rows, fresh),
		cmocka_unit_test_setup(what_is_sent_ahead_arrives_in_order, fresh),
		cmocka_unit_test_setup(rows_of_a_fill_are_what_they_were, fresh),
		cmocka_unit_test_setup(what_goes_wrong_with_it_is_told_before_the_commit, fresh),
		cmocka_unit_test_setup(forgotten_statements_leave_the_server, fresh),
	};
	if (!test_on_postgres()) {
		puts("1..0 # SKIP it asks how PostgreSQL's rows come");
		return 0;
	}
	test_needs_engine();
	memory = arena_new(64 << 20);
	int bad = cmocka_run_group_tests_name("postgres_rows", tests, NULL, NULL);
	arena_free(memory);
	return bad;
}
