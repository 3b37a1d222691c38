/* Finding people, members and units where very many match: page by page everybody in reach comes once, and no page's link names an entry. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/demo_year.h"
#include "kernel/app.h"
#include "kernel/rights.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003" /* of unit 10 */

enum { PEOPLE = 210, FIRST = 60001, TEAMS = 400, FIRST_TEAM = 7000, MOST = 1000, PAGES = 120 };

/* Every fifth is of the neighbour union; all mobiles end alike. */
static const char *fill(struct app *app)
{
	struct demo_unit *u = NEW_N(app->arena, struct demo_unit, TEAMS);
	struct demo_person *p = NEW_N(app->arena, struct demo_person, PEOPLE);
	int64_t *ids = NEW_N(app->arena, int64_t, PEOPLE);
	struct db *d = writer_db(app->writer);
	for (int i = 0; i < TEAMS; i++)
		u[i] = (struct demo_unit){FIRST_TEAM + i, i % 5 ? 10 : 11, UNIT_TEAM, arena_printf(app->arena, "样例队%d", i), "", ""};
	for (int i = 0; i < PEOPLE; i++) {
		p[i] = (struct demo_person){arena_printf(app->arena, "样例众%d", i), arena_printf(app->arena, "1390%03d7788", i), i % 5 ? 10 : 11, ROLE_WORKER,
					    i % 5 ? 10 : 11, "职工"};
		ids[i] = FIRST + i;
	}
	db_begin(d);
	demo_units_add(app, d, u, TEAMS);
	demo_people_add(app, d, FIRST, p, PEOPLE);
	db_commit(d);
	test_members(app, ids, PEOPLE);
	search_bounds = (struct search_bounds){.few = -1, .wide = -1, .newest = 10, .walked = 40, .tested = 5};
	search_lite_bounds = (struct search_lite_bounds){.few = -1, .wide = -1, .begun = 3, .walked = 40, .tested = 5};
	return scenario_many_units(app);
}

/* Numbers behind href="/people/ on a page. */
static size_t ids_on(const char *page, const char *mark, int64_t *out)
{
	size_t n = 0;
	for (const char *p = page; (p = strstr(p, mark)) && n < MOST;) {
		char *end;
		p += strlen(mark);
		int64_t id = strtoll(p, &end, 10);
		if (end > p && *end == '"')
			out[n++] = id;
	}
	return n;
}

/* The address of the next page, its values as typed (the visitor sends them so); NULL: there is none. */
static const char *next_of(struct arena *a, const char *page)
{
	const char *rel = strstr(page, "rel=\"next\""), *at = NULL;
	for (const char *p = page; rel && (p = strstr(p, "href=\"")) && p < rel; p++)
		at = p + strlen("href=\"");
	if (!at)
		return NULL;
	struct buf b = buf_in(a);
	for (; *at != '"'; at++) {
		unsigned byte = (unsigned char)*at;
		if (*at == '%' && sscanf(at + 1, "%2x", &byte) == 1)
			at += 2;
		buf_char(&b, (char)byte);
		if (strncmp(at, "&amp;", 5) == 0)
			at += 4;
	}
	return buf_text(&b);
}

static const char *walk(struct app *app, const char *who, const char *address, const char *mark, int64_t first, int most, const char *wanted)
{
	static int64_t ids[MOST];
	static bool seen[MOST];
	struct arena *a = arena_new(256 << 20);
	struct visitor *v = visitor_new(app, a);
	const char *wrong = NULL;
	size_t n = 0;
	int pages = 0;
	memset(seen, 0, sizeof(seen));
	visitor_enter(v, who);
	for (const char *at = address; at && pages < PAGES && !wrong; at = next_of(a, v->page), pages++) {
		visit(v, at);
		if (v->status != 200 || (pages && !strstr(at, "=~")))
			wrong = arena_printf(app->arena, "%s: status %d", at, v->status);
		size_t here = ids_on(v->page, mark, ids);
		for (size_t i = 0; i < here && !wrong; i++) {
			if (ids[i] < first || ids[i] >= first + most)
				continue;
			if (seen[ids[i] - first])
				wrong = arena_printf(app->arena, "%s: %lld comes twice", address, (long long)ids[i]);
			seen[ids[i] - first] = true;
			n++;
		}
	}
	struct stmt *s = db_use_text(app->readers[0], wanted);
	db_begin(app->readers[0]);
	size_t want = 0;
	while (db_step(s) && !wrong) {
		int64_t id = col_int(s, 0);
		want++;
		if (!seen[id - first])
			wrong = arena_printf(app->arena, "%s as %s: %lld is missing; %zu on %d pages", address, who, (long long)id, n, pages);
	}
	db_done(s);
	db_rollback(app->readers[0]);
	if (!wrong && (want != n || pages < 3 || pages == PAGES))
		wrong = arena_printf(app->arena, "%s as %s: %zu instead of %zu on %d pages", address, who, n, want, pages);
	arena_free(a);
	return wrong;
}

#define PEOPLE_IN(more) "select p.id from person p join unit u on u.id = p.unit where p.id >= 60001 and p.id < 60211 and p.state = 1" more
#define UNITS_IN(more) "select id from unit where id >= 7000 and id < 7400" more

static const char *people_come(struct app *app)
{
	static const char *const addresses[] = {"/people?q=众", "/people?q=ylz", "/people?q=7788"};
	const char *wrong = NULL;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]) && !wrong; i++) {
		wrong = walk(app, FEDERATION, addresses[i], "href=\"/people/", FIRST, PEOPLE, PEOPLE_IN(""));
		if (!wrong)
			wrong = walk(app, CHAIR, addresses[i], "href=\"/people/", FIRST, PEOPLE, PEOPLE_IN(" and u.path like '/1/10/%'"));
	}
	return wrong ? wrong : walk(app, FEDERATION, "/people?unit=11&q=众", "href=\"/people/", FIRST, PEOPLE, PEOPLE_IN(" and u.path like '/1/11/%'"));
}

static const char *members_come(struct app *app)
{
	const char *wrong = walk(app, FEDERATION, "/members?q=众", "href=\"/members/", FIRST, PEOPLE, PEOPLE_IN(""));
	return wrong ? wrong : walk(app, CHAIR, "/members?q=ylz", "href=\"/members/", FIRST, PEOPLE, PEOPLE_IN(" and u.path like '/1/10/%'"));
}

static const char *units_come(struct app *app)
{
	const char *wrong = walk(app, FEDERATION, "/units?q=队", "href=\"/units/", FIRST_TEAM, TEAMS, UNITS_IN(""));
	if (!wrong)
		wrong = walk(app, FEDERATION, "/units?q=yld", "href=\"/units/", FIRST_TEAM, TEAMS, UNITS_IN(""));
	return wrong ? wrong : walk(app, CHAIR, "/units?q=队", "href=\"/units/", FIRST_TEAM, TEAMS, UNITS_IN(" and path like '/1/10/%'"));
}

static const struct step steps[] = {
	{"hundreds of people and teams with like names", .check = fill},
	{"by name, initials and the end of the mobile everybody in reach comes once", .check = people_come},
	{"and every member", .check = members_come},
	{"and every unit", .check = units_come},
	{"in trees of few units too", .check = scenario_few_units},
	{"in the order of the tree", .check = units_come},
	{"the first page says how to go on", .as = FEDERATION, .get = "/people?q=众", .want = 200, .sees = "rel=\"next\""},
	{"what is typed more exactly is found at once", .as = FEDERATION, .get = "/people?q=样例众209", .want = 200, .sees = "/people/60210"},
	{"a place that somebody made up begins anew", .as = FEDERATION, .get = "/people?q=样例众209&older=60050", .want = 200, .sees = "/people/60210"},
	{"a committee where its people are chosen", .as = "13800000004", .post = "/units/10/committees", .form = "kind=1&term_no=3&years=3&since=2021-03-11&elected_by=2&seats=3", .want = 303, .keep = "c"},
	{"not all were looked at there, and it says so", .as = "13800000004", .get = "/committees/{c}?q=众", .want = 200, .sees = "没有查完"},
	{"who is among them is shown all the same", .as = "13800000004", .get = "/committees/{c}?q=样例众209", .want = 200, .sees = "value=\"60210\""},
	{"an older page of words that nobody has ends", .as = FEDERATION, .get = "/members?q=没有这个人", .want = 200, .sees = "没有找到"},
};

int main(void)
{
	return scenario("units found", steps, sizeof(steps) / sizeof(steps[0]));
}
