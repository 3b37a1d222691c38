/* The sample city: as much as asked for, its events in the chain, its counters what the events say. */
#include <string.h>

#include "app/demo.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

enum { PEOPLE = 1500 }; /* five units, half of a union */

static long long before, after; /* indexes */

static long long count_indexes(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct stmt *s = db_use_text(d, db_is_postgres(d) ? "select count(*) from pg_indexes where schemaname = current_schema()" :
						   "select count(*) from sqlite_master where type = 'index'");
	long long n = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return n;
}

static void city(struct app *app)
{
	before = count_indexes(app);
	demo_scale(app, PEOPLE);
	after = count_indexes(app);
}

static const char *indexes_are_back(struct app *app)
{
	(void)app;
	return before && before == after ? NULL : "indexes are missing";
}

static const char *chain_holds(struct app *app)
{
	struct arena *a = arena_new(64 << 20);
	struct event_check c = event_verify(app->readers[0], a, NULL, clock_now());
	arena_free(a);
	return c.ok && c.sealed > 500 ? NULL : "the chain does not verify";
}

static const struct step steps[] = {
	{"five units", .sql = "select count(*) from unit where id >= 100000", .is = "5"},
	{"with three hundred people each", .sql = "select min(n) from (select count(*) as n from person where unit >= 100000 group by unit) x", .is = "300"},
	{"whose numbers are sealed and found by their hash", .sql = "select count(*) from person where unit >= 100000 and mobile_seal <> '' and mobile_hash <> '' and mobile_tail <> ''", .is = "1500"},
	{"all of them members", .sql = "select count(*) from member m join person p on p.id = m.id and p.unit = m.unit where m.unit >= 100000", .is = "1500"},
	{"whom the counters know", .sql = "select sum(n) from counter where measure = 'member.entitled' and unit = 100000 and grain = 2", .is = "1395"},
	{"fifty tasks", .sql = "select count(*) from task where unit >= 100000", .is = "50"},
	{"and more than five hundred events, all sealed", .sql = "select case when count(*) >= 500 then sum(case when seal is null then 1 else 0 end) else -1 end from event", .is = "0"},
	{"counters are folded", .sql = "select count(*) from counter_delta", .is = "0"},
	{"indexes are back", .check = indexes_are_back},
	{"the chain holds", .check = chain_holds},
	{"the federation finds a person by a part of the name", .as = "13800000001", .get = "/people?q=王伟伟", .want = 200, .sees = "样例王伟伟"},
	{"and by the letters of it", .as = "13800000001", .get = "/people?q=yangliwangweiwei", .want = 200, .sees = "样例王伟伟"},
	{"and the union's tree of tasks", .as = "13800000001", .get = "/tasks/all?unit=100000", .want = 200, .sees = "办好"},
};

int main(void)
{
	return scenario_with("scale", city, steps, sizeof(steps) / sizeof(steps[0]));
}
