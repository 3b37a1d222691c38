/* A long discussion of a point: pages of twenty, the newest first, each remark once, and an address that finds one of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

enum { SAID = 45 };

/* Remarks 1 … 45 of union 10 about the first point, and one of union 11 between them. */
static void talked(struct app *app)
{
	sample_federation_plan(app);
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	struct stmt *q = db_use_text(d, "select min(id) from plan_node where level = 3");
	int64_t node = db_step(q) ? col_int(q, 0) : 0;
	db_done(q);
	for (int i = 1; i <= SAID; i++) {
		struct remark *m = record_new(r->arena, &remark_record);
		m->unit = i == 20 ? 11 : 10;
		m->node = node;
		m->text = i == 20 ? "另一家工会说的话" : arena_printf(r->arena, "第%d句", i);
		sample_must(flow_create(r, &remark_flow, m, ""), r);
	}
	event_seal(d, app->arena);
	db_commit(d);
}

/* The remarks on the page are these, newest first, and no other. */
static const char *says(int from, int down_to)
{
	const char *at = scenario_page();
	for (int want = from; want >= down_to; want--) {
		if (want == 20)
			continue;
		at = strstr(at, "<p>第");
		if (!at)
			return "a remark is missing";
		at += strlen("<p>第");
		if (atoi(at) != want)
			return "not in the order in which they were said";
	}
	return strstr(at, "<p>第") ? "more than a page" : NULL;
}

static const char *first_page(struct app *app)
{
	(void)app;
	return says(45, 26);
}

static const char *second_page(struct app *app)
{
	(void)app;
	return says(25, 5);
}

static const char *last_page(struct app *app)
{
	(void)app;
	return says(4, 1);
}

static const char *from_tenth(struct app *app)
{
	(void)app;
	return says(10, 1);
}

static const struct step steps[] = {
	{"the point", .sql = "select min(id) from plan_node where level = 3", .keep = "n"},
	{"the last of the first page", .sql = "select id from remark where text = '第26句'", .keep = "a"},
	{"the last of the second, twenty of this union", .sql = "select id from remark where text = '第5句'", .keep = "b"},
	{"the newest twenty stand first, in their order", .as = WORKER, .get = "/points/{n}", .want = 200, .sees = "talk={a}#talk", .check = first_page},
	{"with nothing to go back to", .as = WORKER, .get = "/points/{n}", .want = 200, .sees_not = "看最新的发言"},
	{"twenty older ones, without a gap or another union's", .as = WORKER, .get = "/points/{n}?unit=10&talk={a}", .want = 200, .sees = "talk={b}#talk", .check = second_page},
	{"and the way back to the newest", .as = WORKER, .get = "/points/{n}?unit=10&talk={a}", .sees = "看最新的发言"},
	{"the rest, to the first word", .as = WORKER, .get = "/points/{n}?unit=10&talk={b}", .want = 200, .sees_not = "看更早的发言", .check = last_page},
	{"all are counted on each page", .as = WORKER, .get = "/points/{n}?unit=10&talk={b}", .sees = "44 条，实名发言"},
	{"a word said meanwhile moves no page", .as = WORKER, .post = "/points/{n}/remarks", .form = "text=刚说的话&mention=1004", .want = 303},
	{"the second is what it was", .as = WORKER, .get = "/points/{n}?unit=10&talk={a}", .want = 200, .check = second_page},
	{"the number of that word", .sql = "select max(id) from remark", .keep = "m"},
	{"the message leads to just this word", .sql = "select count(*) from message where person = 1004 and link = '/remarks/{m}'", .is = "1"},
	{"on the first page", .as = WORKER, .get = "/remarks/{m}", .want = 303, .to = "/points/{n}?unit=10#remark-{m}$"},
	{"the number of an old one", .sql = "select id from remark where text = '第10句'", .keep = "t"},
	{"its address leads to a page of its own", .as = WORKER, .get = "/remarks/{t}", .want = 303, .to = "/points/{n}?unit=10&talk="},
	{"the number after it", .sql = "select id + 1 from remark where text = '第10句'", .keep = "u"},
	{"which begins with it and goes on as everywhere", .as = WORKER, .get = "/points/{n}?unit=10&talk={u}", .want = 200, .sees = "id=\"remark-{t}\"", .check = from_tenth},
	{"hidden from there one comes back there", .as = CHAIR, .get = "/points/{n}?unit=10&talk={a}", .want = 200, .sees = "talk={a}#talk"},
	{"a number that is none gives an empty page that says so", .as = WORKER, .get = "/points/{n}?unit=10&talk=1", .want = 200, .sees = "没有更早的发言"},
};

int main(void)
{
	return scenario_with("follow-talk", talked, steps, sizeof(steps) / sizeof(steps[0]));
}
