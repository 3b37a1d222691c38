/* A session with more proposals than a page holds: paging, parts and filters stay with the session, each row once. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>

#include "kernel/dispatch.h"
#include "modules/proposals/proposals.h"
#include "modules/proposals/sample_test.h"
#include "scenario/scenario.h"

enum { MANY = 123, FEW = 3, REFUSED_EACH = 4 };

static int64_t session_made(struct app *app, struct req *r, int no)
{
	struct congress_session *s = record_new(app->arena, &congress_session_record);
	s->unit = 10;
	s->title = arena_printf(app->arena, "样例：五届%d次职工代表大会", no);
	s->kind = 1;
	s->term_no = 5;
	s->session_no = no;
	s->held_on = day_of(2024, 4, 10) + no;
	s->opens = day_of(2024, 3, 1);
	s->closes = day_of(2024, 3, 15);
	flow_create(r, &congress_session_flow, s, "");
	return s->id;
}

static void proposals_made(struct app *app, struct req *r, int64_t session, const char *mark, int n)
{
	for (int i = 1; i <= n; i++) {
		struct proposal *p = record_new(app->arena, &proposal_record);
		p->unit = 10;
		p->session = session;
		p->author = 1006;
		p->kind = 2;
		p->level = 1;
		p->title = arena_printf(app->arena, "%s的第%d件事", mark, i);
		p->content = p->measures = "样例";
		p->number = arena_printf(app->arena, "%s第%03d号", mark, i);
		p->received_on = p->filed_on = day_of(2024, 3, 1);
		matter_create(r, &proposal_flow, p, false);
		flow_move_row(r, &proposal_flow, p, "carried", "");
		if (i % REFUSED_EACH == 0)
			flow_move_row(r, &proposal_flow, p, "refuse", "样例");
	}
}

static void before(struct app *app)
{
	sample_reps(app);
	struct req *r = system_request(app, writer_db(app->writer), app->arena);
	r->writing = true;
	db_begin(r->db);
	proposals_made(app, r, session_made(app, r, 3), "五届三次", MANY);
	proposals_made(app, r, session_made(app, r, 4), "五届四次", FEW);
	db_commit(r->db);
}

/* How often the page names a proposal of a session: each row once by its number. */
static int named(const char *mark)
{
	int n = 0;
	for (const char *p = scenario_page(); (p = strstr(p, mark)) != NULL; p += strlen(mark))
		n++;
	return n;
}

static const char *counted(int third, int fourth)
{
	static char why[120];
	int x = named("五届三次第"), y = named("五届四次第");
	snprintf(why, sizeof(why), "%d of the third session and %d of the fourth", x, y);
	return x == third && y == fourth ? NULL : why;
}

static const char *fifty(struct app *app)
{
	(void)app;
	return counted(50, 0);
}

static const char *rest(struct app *app)
{
	(void)app;
	return counted(MANY - 100, 0);
}

static const char *refused_all(struct app *app)
{
	(void)app;
	return counted(MANY / REFUSED_EACH, 0);
}

static const char *open_rest(struct app *app)
{
	(void)app;
	return counted(MANY - MANY / REFUSED_EACH - 50, 0);
}

static const char *twenty(struct app *app)
{
	(void)app;
	return counted(20, 0);
}

/* The link to the page behind in what is shown now, "" none; followed by the next step as {word}. */
static const char *link_keeps(const char *const *wanted)
{
	static char why[300];
	const char *a = strstr(scenario_page(), "rel=\"next\""), *href;
	char link[400] = "";
	if (!a)
		return "no link to the page behind";
	for (href = a; href > scenario_page() && *href != '<'; href--)
		;
	href = strstr(href, "href=\"");
	sscanf(href ? href + 6 : "", "%399[^\"]", link);
	for (; *wanted; wanted++)
		if (!strstr(link, *wanted)) {
			snprintf(why, sizeof(why), "%s is not in %s", *wanted, link);
			return why;
		}
	return NULL;
}

static const char *keeps_session_and_state(struct app *app)
{
	static const char *const wanted[] = {"session=", "state=3", "n=50", "after=", NULL};
	(void)app;
	return link_keeps(wanted);
}

#define AFTER(n) "after=%E4%BA%94%E5%B1%8A%E4%B8%89%E6%AC%A1%E7%AC%AC" n "%E5%8F%B7" /* 五届三次第…号 */

static const struct step steps[] = {
	{"the sessions", .sql = "select id from congress_session where session_no = 3", .keep = "s"},
	{"the sessions", .sql = "select id from congress_session where session_no = 4", .keep = "t"},
	{"the first page has fifty of this session", .as = CADRE, .get = "/proposal-sessions/{s}", .want = 200, .check = fifty},
	{"and leads on, within it", .as = CADRE, .get = "/proposal-sessions/{s}", .want = 200, .sees = "/proposal-sessions/{s}?show=&amp;" AFTER("050")},
	{"the second page too", .as = CADRE, .get = "/proposal-sessions/{s}?" AFTER("050"), .want = 200, .check = fifty},
	{"it begins behind the first", .as = CADRE, .get = "/proposal-sessions/{s}?" AFTER("050"), .want = 200, .sees = "第051号", .sees_not = "第050号"},
	{"the third has the rest", .as = CADRE, .get = "/proposal-sessions/{s}?" AFTER("100"), .want = 200, .check = rest},
	{"and a way back to the first", .as = CADRE, .get = "/proposal-sessions/{s}?" AFTER("100"), .want = 200, .sees = "从头看", .sees_not = "下一页"},
	{"behind the last there is none, which is said", .as = CADRE, .get = "/proposal-sessions/{s}?" AFTER("999"), .want = 200, .sees = "后面没有了"},
	{"its figures are those of the session on every page", .as = CADRE, .get = "/proposal-sessions/{s}?" AFTER("100"), .want = 200, .sees = "<b>123</b>"},
	{"a part of them", .as = CADRE, .get = "/proposal-sessions/{s}?show=not", .want = 200, .check = refused_all},
	{"a part with two pages keeps the part", .as = CADRE, .get = "/proposal-sessions/{s}?show=open", .want = 200, .sees = "/proposal-sessions/{s}?show=open&amp;" AFTER("066")},
	{"on its second page as well", .as = CADRE, .get = "/proposal-sessions/{s}?show=open&" AFTER("066"), .want = 200, .check = open_rest},
	{"back to the first of that part", .as = CADRE, .get = "/proposal-sessions/{s}?show=open&" AFTER("066"), .want = 200, .sees = "href=\"/proposal-sessions/{s}?show=open\">从头看"},
	{"a part that is empty says which", .as = CADRE, .get = "/proposal-sessions/{s}?show=idea", .want = 200, .sees = "没有“转为建议”的提案"},
	{"a part that is none is all", .as = CADRE, .get = "/proposal-sessions/{s}?show=x", .want = 200, .check = fifty},
	{"figures lead to the rows of this session alone", .as = CADRE, .get = "/proposal-sessions/{s}", .want = 200, .sees = "/proposals/office?session={s}&amp;state=8,9,10,14"},
	{"who has no desk is led to the public progress", .as = WORKER, .get = "/proposal-sessions/{s}", .want = 200, .sees = "/proposals?session={s}", .sees_not = "还没有收到提案"},
	{"which has this session alone", .as = WORKER, .get = "/proposals?session={s}&n=20", .want = 200, .check = twenty},
	{"names it among the conditions", .as = WORKER, .get = "/proposals?session={s}&n=20", .want = 200, .sees = "<option value=\"{s}\" selected>样例：五届3次职工代表大会"},
	{"and keeps it with another condition and on the next page", .as = WORKER, .get = "/proposals?session={s}&state=3&n=50", .want = 200, .check = keeps_session_and_state},
	{"the small session has its three less none", .as = WORKER, .get = "/proposals?session={t}", .want = 200, .sees = "五届四次第003号", .sees_not = "五届三次第"},
	{"another union's session is neither offered nor named", .as = OTHER_CHAIR, .get = "/proposals?session={s}", .want = 200, .sees_not = "五届3次"},
	{"nor its page", .as = OTHER_CHAIR, .get = "/proposal-sessions/{s}", .want = 403},
};

int main(void)
{
	return scenario_with("proposal-pages", before, steps, sizeof(steps) / sizeof(steps[0]));
}
