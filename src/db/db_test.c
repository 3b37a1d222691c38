#include "base/test.h"

#include <stdio.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/fault.h"
#include "db/driver.h"
#include "db/many.h"
#include "db/test_database.h"

static const char *path; /* of the database: a file, or an address */
static char file[64];
static struct arena *memory;

static struct db *fresh(struct arena *a, enum db_mode mode)
{
	const char *why = "";
	struct db *d = db_open(path, mode, a, &why);
	if (!d)
		fail_msg("%s", why);
	return d;
}

static int clean(void **state)
{
	char name[80];
	snprintf(file, sizeof(file), "/tmp/lx-db-test-%d.db", (int)getpid());
	unlink(file);
	snprintf(name, sizeof(name), "%s-wal", file);
	unlink(name);
	snprintf(name, sizeof(name), "%s-shm", file);
	unlink(name);
	path = state ? test_database(memory, "db", file) : NULL;
	return 0;
}

static const struct sql insert = {"insert", "insert into t(b, a) values ($2, $1)", NULL};
static const struct sql count = {"count", "select count(*) from t", "test"};

static int64_t rows(struct db *d)
{
	struct stmt *s = db_use(d, &count);
	db_step(s);
	int64_t n = col_int(s, 0);
	db_done(s);
	return n;
}

static void placeholders_mean_their_number(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct db *d = fresh(a, DB_WRITE);
	db_script(d, "create table t(a integer, b text)");
	struct stmt *s = db_use(d, &insert);
	bind_int(s, 1, 7);
	bind_text(s, 2, "连心");
	assert_int_equal(db_run(s), 1);
	s = db_use_text(d, "select a, b, '$1' from t where a = $1");
	bind_int(s, 1, 7);
	assert_true(db_step(s));
	assert_int_equal(col_int(s, 0), 7);
	assert_string_equal(col_text(s, 1, a), "连心");
	assert_string_equal(col_text(s, 2, a), "$1");
	assert_false(db_step(s));
	db_done(s);
	db_close(d);
	arena_free(a);
}

/* What may write a watched table is counted, whatever it looks like; what reads, or writes others, is not. */
static void writes_of_watched_tables_are_counted(void **state)
{
	static const char *const tables[] = {"t", "kept", NULL};
	static const struct {
		const char *text;
		bool counts;
	} cases[] = {
		{"insert into t(a, b) values (1, 'x')", true}, {"update t set b = 'y' where a = 1", true}, {"delete from t where a = 1", true},
		{"delete from t", true}, {"insert into kept(a) select a from other", true}, {"delete from kept where a = 7", true},
		{"with x as (select 1 as a) insert into t(a) select a from x", true}, {"INSERT INTO t(a) values (5)", true},
		{"insert into other(a) values (1)", false}, {"update other set a = 2", false}, {"delete from other", false}, {"select a from t", false},
		{"insert into t2(a) values (1)", false}, {"insert into \"t\"(a) values (6)", true},
	};
	struct arena *a = arena_new(1 << 20);
	struct db *d = fresh(a, DB_WRITE);
	db_script(d, "create table t(a integer, b text); create table kept(a integer); create table other(a integer); create table t2(a integer)");
	db_watch(tables);
	for (int again = 0; again < 2; again++)
		for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
			int64_t before = db_watched(d);
			db_begin(d);
			db_run(db_use_text(d, cases[i].text));
			db_commit(d);
			if ((db_watched(d) != before) != cases[i].counts)
				fail_msg("%s", cases[i].text);
		}
	int64_t before = db_watched(d);
	db_script(d, "delete from kept");
	assert_true(db_watched(d) != before);
	db_watch(NULL); /* all */
	before = db_watched(d);
	db_run(db_use_text(d, "insert into other(a) values (3)"));
	assert_true(db_watched(d) != before);
	db_close(d);
	arena_free(a);
}

static void what_others_wrote_is_noticed(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct db *d = fresh(a, DB_WRITE), *other = fresh(a, DB_WRITE);
	db_script(d, "create table t(a integer)");
	bool told[4];
	for (int i = 0; i < 4; i++) {
		if (i == 2)
			db_script(other, "insert into t(a) values (1)");
		db_begin(d);
		told[i] = db_others_wrote(d);
		db_run(db_use_text(d, "insert into t(a) values (2)"));
		db_commit(d);
	}
	assert_true(told[2]);
	assert_int_equal(told[1], db_is_postgres(d)); /* its own are none */
	assert_int_equal(told[3], db_is_postgres(d)); /* once */
	db_close(other);
	db_close(d);
	arena_free(a);
}

static void savepoint_undoes_one_job_only(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct db *d = fresh(a, DB_WRITE);
	db_script(d, "create table t(a integer primary key, b text)");
	db_begin(d);
	for (int64_t i = 1; i <= 3; i++) {
		db_savepoint(d);
		struct stmt *s = db_use(d, &insert);
		bind_int(s, 1, i);
		bind_text(s, 2, "x");
		db_run(s);
		if (i == 2)
			db_rollback_to(d);
		db_release(d);
	}
	db_commit(d);
	assert_int_equal(rows(d), 2);
	db_close(d);
	arena_free(a);
}

static void a_fault_leaves_the_connection_usable(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct db *d = fresh(a, DB_WRITE);
	db_script(d, "create table t(a integer primary key, b text)");
	struct guard g;
	volatile bool faulted = false;
	if (GUARD(&g)) {
		for (int i = 0; i < 2; i++) {
			struct stmt *s = db_use(d, &insert);
			bind_int(s, 1, 1);
			db_run(s);
		}
		guard_end(&g);
	} else {
		faulted = true;
		db_reset_all(d);
	}
	assert_true(faulted);
	assert_int_equal(rows(d), 1);
	db_close(d);
	arena_free(a);
}

static void a_reader_sees_one_snapshot_and_cannot_write(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct db *w = fresh(a, DB_WRITE);
	db_script(w, "create table t(a integer primary key, b text)");
	struct db *r = fresh(a, DB_READ);
	db_begin(r);
	assert_int_equal(rows(r), 0);
	struct stmt *s = db_use(w, &insert);
	bind_int(s, 1, 1);
	db_run(s);
	assert_int_equal(rows(r), 0);
	db_rollback(r);
	assert_int_equal(rows(r), 1);
	struct guard g;
	volatile bool faulted = false;
	if (GUARD(&g)) {
		db_run(db_use(r, &insert));
		guard_end(&g);
	} else {
		faulted = true;
	}
	assert_true(faulted);
	db_close(r);
	db_close(w);
	arena_free(a);
}

static void the_same_statement_may_be_nested(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct db *d = fresh(a, DB_WRITE);
	db_script(d, "create table t(a integer primary key, b text)");
	struct stmt *x = db_use(d, &count), *y = db_use(d, &count);
	assert_true(db_step(x));
	assert_true(db_step(y));
	db_done(x);
	db_done(y);
	db_close(d);
	arena_free(a);
}

static void texts_without_end_are_still_cached(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct db *d = fresh(a, DB_WRITE);
	db_script(d, "create table t(a integer, b text)");
	struct stmt *kept = db_use_text(d, "select 42");
	assert_true(db_step(kept));
	for (int i = 0; i < 3000; i++) {
		struct stmt *s = db_use_text(d, arena_printf(a, "select %d", 100 + i));
		assert_true(db_step(s));
		assert_int_equal(col_int(s, 0), 100 + i);
		db_done(s);
	}
	assert_int_equal(col_int(kept, 0), 42); /* in use all the time, so not forgotten */
	db_done(kept);
	assert_int_equal(rows(d), 0);
	struct stmt *s = db_use_text(d, "select 3099");
	db_done(s);
	assert_ptr_equal(db_use_text(d, "select 3099"), s);
	db_close(d);
	arena_free(a);
}

/* 163 rows of which five are there already: three times fifty, ten, three. */
static void many_rows_are_written_by_few_statements(void **state)
{
	struct arena *a = arena_new(1 << 22);
	struct db *d = fresh(a, DB_WRITE);
	db_script(d, "create table t(a bigint primary key, b text not null, c bigint not null)");
	for (int i = 0; i < 5; i++)
		db_run(db_use_text(d, arena_printf(a, "insert into t(a, b, c) values (%d, 'was', 0)", i * 40)));
	struct many m = many_of(d, a, "insert into t(b, a, c) values ($2, $1, $3 + 1) on conflict do nothing", 3);
	for (int i = 0; i < 163; i++) {
		many_int(&m, i);
		many_text(&m, i == 7 ? NULL : arena_printf(a, "连心%d", i));
		many_int(&m, i);
		many_row(&m);
	}
	assert_int_equal(many_done(&m), 158);
	struct stmt *s = db_use_text(d, "select count(*), sum(case when c = a + 1 then 1 else 0 end), sum(case when b = '' then 1 else 0 end) from t where b <> 'was'");
	assert_true(db_step(s));
	assert_int_equal(col_int(s, 0), 158);
	assert_int_equal(col_int(s, 1), 158);
	assert_int_equal(col_int(s, 2), 1);
	db_done(s);
	s = db_use_text(d, "select b from t where a = 162");
	assert_true(db_step(s));
	assert_string_equal(col_text(s, 0, a), "连心162");
	db_done(s);
	bool there[3];
	many_there(d, a, "select b from t where a < $51 and b <> '' and b =", 40, (const char *const[]){"连心3", "", "连心41"}, 3, there);
	assert_true(there[0] && !there[1] && !there[2]);
	db_close(d);
	arena_free(a);
}

/* The bytes of a file, as anybody else sees them. */
static bool file_has(struct arena *a, const char *name, const char *word)
{
	FILE *f = fopen(name, "rb");
	if (!f)
		return false;
	size_t room = 32u << 20, n;
	char *all = arena_take(a, room);
	n = fread(all, 1, room, f);
	fclose(f);
	return memmem(all, n, word, strlen(word)) != NULL;
}

static void fill(struct db *d, int from, int to, const char *word)
{
	char text[600];
	for (int i = from; i < to; i++) {
		memset(text, 'x', sizeof(text));
		snprintf(text + 500, sizeof(text) - 500, "%s%d", word, i);
		struct stmt *s = db_use(d, &insert);
		bind_int(s, 1, i);
		bind_text(s, 2, text);
		db_run(s);
	}
}

static const char *said(struct db *d, struct arena *a, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	const char *text = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	return text;
}

/* How many pages SQLite has read into its own memory since it was asked last. */
static int pages_read(struct db *d)
{
	int n = 0, high = 0;
	sqlite3_db_status(d->handle, SQLITE_DBSTATUS_CACHE_MISS, &n, &high, 1);
	return n;
}

static void commit_rows(struct db *d, int from, int to)
{
	db_begin(d);
	fill(d, from, to, "mapped-");
	db_commit(d);
	db_tidy(d);
}

/* Pages come from the mapping, also those by which the file grew since, and not while it is turned off. */
static void a_reader_maps_the_file_as_it_grows(void **state)
{
	struct arena *a = arena_new(16 << 20);
	struct db *w = fresh(a, DB_WRITE);
	if (!db_is_postgres(w)) {
		db_script(w, "create table t(a integer primary key, b text)");
		commit_rows(w, 0, 500);
		struct db *r = fresh(a, DB_READ), *other = fresh(a, DB_READ);
		for (int n = 500; n <= 1500; n += 500) {
			pages_read(r);
			assert_int_equal(rows(r), n);
			assert_string_equal(said(r, a, arena_printf(a, "select substr(b, 501) from t where a = %d", n - 1)), arena_printf(a, "mapped-%d", n - 1));
			assert_in_range(pages_read(r), 0, 5);
			assert_int_equal(rows(other), n);
			commit_rows(w, n, n + 500);
		}
		db_map(r, false);
		pages_read(r);
		assert_int_equal(rows(r), 2000);
		assert_in_range(pages_read(r), 200, 1000);
		db_close(other);
		db_close(r);
	}
	db_close(w);
	arena_free(a);
}

/* The file as it was, by the same inode. */
static void put_back(const void *all, size_t n)
{
	FILE *f = fopen(path, "r+b");
	assert_non_null(f);
	assert_int_equal(fwrite(all, 1, n, f), n);
	fclose(f);
}

static bool steps_to_a_fault(struct stmt *s)
{
	struct guard g;
	if (GUARD(&g)) {
		while (db_step(s))
			continue;
		guard_end(&g);
		return false;
	}
	db_reset_all(s->db);
	return true;
}

/* What the disk does not give is an error, and no page is mapped after it, also where somebody stands on the page, or another has met it first. */
static void a_page_that_is_gone_is_a_fault(bool held, bool met)
{
	enum { MOST = 1 << 20 };
	struct arena *a = arena_new(16 << 20);
	struct db *w = fresh(a, DB_WRITE);
	if (!db_is_postgres(w)) {
		db_script(w, "create table t(a integer primary key, b text)");
		commit_rows(w, 0, 500);
		struct db *r = fresh(a, DB_READ);
		FILE *f = fopen(path, "rb");
		assert_non_null(f);
		char *all = arena_alloc(a, MOST);
		size_t size = fread(all, 1, MOST, f);
		fclose(f);
		assert_in_range(size, 50 * 4096, MOST - 1);
		assert_int_equal(rows(r), 500);
		struct db *first = fresh(a, DB_READ);
		assert_int_equal(rows(first), 500);
		if (held)
			db_begin(r);
		struct stmt *s = db_use_text(r, "select a, b from t order by a desc");
		for (int i = 0; held && i < 2; i++)
			assert_true(db_step(s));
		assert_int_equal(truncate(path, 3 * 4096), 0);
		if (met)
			assert_true(steps_to_a_fault(db_use_text(first, "select a, b from t order by a desc")));
		assert_true(steps_to_a_fault(s));
		assert_int_equal(db_trouble(r), DB_IO);
		if (held)
			db_rollback(r);
		db_close(first);
		put_back(all, size);
		struct db *other = fresh(a, DB_READ);
		pages_read(other);
		assert_int_equal(rows(other), 500);
		if (held) /* who has read past the end of a file keeps that in his cache */
			assert_int_equal(rows(r), 500);
		assert_in_range(pages_read(other), 50, 200);
		db_close(r);
		db_close(other);
		r = fresh(a, DB_READ); /* the first one again */
		pages_read(r);
		assert_int_equal(rows(r), 500);
		assert_in_range(pages_read(r), 0, 5);
		db_close(r);
	}
	db_close(w);
	arena_free(a);
}

static void a_mapped_page_that_is_gone_is_a_fault(void **state)
{
	a_page_that_is_gone_is_a_fault(false, false);
}

static void also_when_somebody_stands_on_it(void **state)
{
	a_page_that_is_gone_is_a_fault(true, false);
}

static void also_when_another_has_met_it_first(void **state)
{
	a_page_that_is_gone_is_a_fault(true, true);
}

/* The log is written in pieces, but it is whole when a commit returns, whether that is synced or not, and while pages are read back from it. */
static void a_commit_leaves_nothing_behind(void **state)
{
	struct arena *a = arena_new(256u << 20);
	struct db *d = fresh(a, DB_WRITE);
	if (!db_is_postgres(d)) {
		const char *log = arena_printf(a, "%s-wal", path);
		db_script(d, "create table t(a integer primary key, b text)");
		for (int synced = 0; synced < 2; synced++) {
			db_script(d, synced ? "pragma synchronous=full" : "pragma synchronous=off");
			db_begin(d);
			fill(d, synced * 1000, synced * 1000 + 1000, "in-the-log-");
			db_commit(d);
			assert_true(file_has(a, log, arena_printf(a, "in-the-log-%d", synced * 1000 + 999)));
		}
		db_script(d, "pragma cache_size=20"); /* pages go to the log before the end, and come back from it */
		db_begin(d);
		fill(d, 5000, 9000, "taken-back-");
		assert_int_equal(rows(d), 6000);
		assert_true(strstr(said(d, a, "select b from t where a = 5003"), "taken-back-5003"));
		db_rollback(d);
		assert_int_equal(rows(d), 2000);
		assert_string_equal(said(d, a, "pragma integrity_check"), "ok");
	}
	db_close(d);
	arena_free(a);
}

/* What one process took back never comes over what another committed meanwhile. */
static void what_was_taken_back_stays_away(void **state)
{
	struct arena *a = arena_new(256u << 20);
	struct db *d = fresh(a, DB_WRITE);
	if (!db_is_postgres(d)) {
		struct db *other = fresh(a, DB_WRITE);
		db_script(d, "create table t(a integer primary key, b text); pragma cache_size=20");
		for (int round = 0; round < 8; round++) {
			db_begin(d);
			fill(d, 50000, 50040 + round * 37, "taken-back-"); /* some of it stands in the log already */
			db_rollback(d);
			db_begin(other);
			fill(other, round * 1000, round * 1000 + 300, "kept-");
			db_commit(other);
			assert_int_equal(rows(d), round * 300 + 300);
			db_begin(d);
			db_commit(d);
			assert_string_equal(said(d, a, "pragma integrity_check"), "ok");
			assert_string_equal(said(other, a, "pragma integrity_check"), "ok");
		}
		db_close(other);
	}
	db_close(d);
	arena_free(a);
}

static void the_log_is_emptied_when_there_is_time(void **state)
{
	struct arena *a = arena_new(256u << 20);
	struct db *d = fresh(a, DB_WRITE);
	if (!db_is_postgres(d)) {
		db_script(d, "create table t(a integer primary key, b text)");
		assert_false(db_is_untidy(d));
		for (int i = 0; !db_is_untidy(d) && i < 40; i++) {
			db_begin(d);
			fill(d, i * 1000, i * 1000 + 1000, "tidy-");
			db_commit(d);
		}
		assert_true(db_is_untidy(d));
		assert_false(file_has(a, path, "tidy-999"));
		db_tidy(d);
		assert_false(db_is_untidy(d));
		assert_true(file_has(a, path, "tidy-999"));
	}
	db_close(d);
	arena_free(a);
}

int main(void)
{
	test_needs_engine();
	memory = arena_new(1 << 20);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(placeholders_mean_their_number, clean),
		cmocka_unit_test_setup(writes_of_watched_tables_are_counted, clean),
		cmocka_unit_test_setup(what_others_wrote_is_noticed, clean),
		cmocka_unit_test_setup(savepoint_undoes_one_job_only, clean),
		cmocka_unit_test_setup(a_fault_leaves_the_connection_usable, clean),
		cmocka_unit_test_setup(a_reader_sees_one_snapshot_and_cannot_write, clean),
		cmocka_unit_test_setup(the_same_statement_may_be_nested, clean),
		cmocka_unit_test_setup(many_rows_are_written_by_few_statements, clean),
		cmocka_unit_test_setup(texts_without_end_are_still_cached, clean),
		cmocka_unit_test_setup(a_reader_maps_the_file_as_it_grows, clean),
		cmocka_unit_test_setup(a_mapped_page_that_is_gone_is_a_fault, clean),
		cmocka_unit_test_setup(also_when_somebody_stands_on_it, clean),
		cmocka_unit_test_setup(also_when_another_has_met_it_first, clean),
		cmocka_unit_test_setup(a_commit_leaves_nothing_behind, clean),
		cmocka_unit_test_setup(what_was_taken_back_stays_away, clean),
		cmocka_unit_test_setup(the_log_is_emptied_when_there_is_time, clean),
	};
	int failed = cmocka_run_group_tests_name("db", tests, NULL, NULL);
	clean(NULL);
	arena_free(memory);
	return failed;
}
