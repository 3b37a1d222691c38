/* The sample year: every kind of lamp and mark is there, and its figures are sound. */
#include <string.h>

#include "app/demo.h"
#include "app/demo_year.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

static const char *one(struct db *d, struct arena *a, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	const char *v = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	return v;
}

/* Lamps of all tasks, and the marks beside them. */
static const char *lamps_of_all_kinds(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	struct req *r = system_request(app, d, a);
	int lamps[LAMP_DONE + 1] = {0}, marks[WAIVED + 1] = {0};
	const char *wrong = NULL;
	int64_t ids[300];
	size_t n = 0;
	struct stmt *s = db_use_text(d, "select id from task order by id limit 300");
	for (; db_step(s); n++)
		ids[n] = col_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++) {
		struct progress p = task_progress(r, record_load(d, a, &task_record, ids[i]), 0);
		lamps[p.lamp]++;
		for (unsigned m = NEAR_DUE; m <= WAIVED; m <<= 1)
			marks[m] += (p.marks & m) != 0;
	}
	for (int i = LAMP_IDLE; i <= LAMP_DONE; i++)
		if (!lamps[i])
			wrong = lamp_labels[i];
	for (unsigned m = NEAR_DUE; m <= WAIVED; m <<= 1)
		if (!marks[m])
			wrong = "a mark is missing";
	arena_free(a);
	return wrong;
}

/* Whenever the samples are filled in. */
static const char *letters_have_their_year(struct app *app)
{
	struct arena *a = arena_new(1u << 20);
	struct year y = {.arena = a, .now = day_of(2027, 1, 3)};
	const char *wrong = strcmp(year_letter(&y, "样发工", 6), "样发工〔2027〕6号") == 0 ? NULL : "the number is of another year";
	(void)app;
	arena_free(a);
	return wrong;
}

static const char *chain_and_counters(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	const char *report = "", *wrong = NULL;
	if (!event_verify(d, a, NULL, clock_now()).ok)
		wrong = "the chain of events does not verify";
	else if (counter_recount(d, a, &report, false) != 0)
		wrong = "counters differ from events";
	else if (strcmp(one(d, a, "select count(*) from event e join event f on f.seal = e.seal + 1 where f.recorded_at < e.recorded_at"), "0") != 0)
		wrong = "events are out of order";
	else if (strcmp(one(d, a, "select count(*) from event where recorded_at > 1709258400000"), "0") != 0) /* 2024-03-01 10:00 */
		wrong = "an event is in the future";
	arena_free(a);
	return wrong;
}

#define CHAIR "13800000003"
#define FEDERATION "13800000001"

static const struct step steps[] = {
	{"lamps of all five kinds are there, and the states beside them", .check = lamps_of_all_kinds},
	{"the chain verifies, counters agree, no event is of tomorrow", .check = chain_and_counters},
	{"the federation's plan has 12 points", .sql = "select count(*) from plan_node n join plan p on p.id = n.plan where p.unit = 1 and n.level = 3", .is = "12"},
	{"in 4 sections", .sql = "select count(*) from plan_node n join plan p on p.id = n.plan where p.unit = 1 and n.level = 1", .is = "4"},
	{"with 4 terms", .sql = "select count(*) from plan_term n join plan p on p.id = n.plan where p.unit = 1", .is = "4"},
	{"the power plant's has 17 points", .sql = "select count(*) from plan_node n join plan p on p.id = n.plan where p.unit = 10 and n.level = 3", .is = "17"},
	{"eight unions received the plan", .sql = "select count(*) from receipt", .is = "8"},
	{"one has not acknowledged it", .sql = "select count(*) from receipt where state = 0", .is = "1"},
	{"14 tasks went to each", .sql = "select count(*) from task where source > 0", .is = "112"},
	{"one report was sent back", .sql = "select count(*) from report where state = 3", .is = "1"},
	{"one waits", .sql = "select count(*) from report where state = 1", .is = "1"},
	{"a supervised task was put off", .sql = "select count(*) from task where first_due > 0", .is = "1"},
	{"the plan has its number", .sql = "select doc_number from plan where unit = 1", .is = "市总工发〔2023〕1号"},
	{"a letter has its number of the year it was written in", .check = letters_have_their_year},
	{"so has the request for a new committee", .sql = "select request_no from election where unit = 10", .is = "样发工〔2024〕6号"},
	{"the chair sees the plans", .as = CHAIR, .get = "/plans", .want = 200, .sees = "临江发电有限公司工会2023年工作要点"},
	{"everyday life goes on: a new activity", .as = CHAIR, .post = "/activities",
	 .form = "title=读书会&kind=2&held_on=2024-03-01&people=20", .want = 303},
};

int main(void)
{
	return scenario_with("demo-year", demo_year, steps, sizeof(steps) / sizeof(steps[0]));
}
