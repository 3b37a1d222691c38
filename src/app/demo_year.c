/* The driver of the sample year: the clock goes from the first day of the plans to yesterday. */
#include <stdlib.h>
#include <string.h>

#include "app/demo.h"
#include "app/demo_year.h"
#include "engines/matter.h"
#include "base/fault.h"
#include "kernel/unit.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/session.h"
#include "kernel/writer.h"

enum {
	DAYS_BACK = 300, /* the plans begin in the month that was so long ago */
	MORNING = 8 * 60 + 20, /* of a working day, minutes */
	ARENA = 256 << 20,
	TASKS = 512,
	FOLD = 10000
};

static struct who *who_of(struct year *y, struct req *r, int64_t person)
{
	struct who *w = NEW(r->arena, struct who);
	w->person = person;
	w->name = record_title(r->db, r->arena, &person_record, person);
	w->grants = grants_load(r->db, r->arena, person, y->now, &w->n_grants);
	const struct person_row *p = record_load(r->db, r->arena, &person_record, person);
	w->unit = w->n_grants ? w->grants[0].unit : p->unit; /* a worker without a role acts at home */
	w->unit_name = unit_name(r->db, r->arena, w->unit);
	w->path = unit_path(r->db, r->arena, w->unit);
	w->title = w->n_grants ? w->grants[0].title : "";
	return w;
}

struct req *year_as(struct year *y, int64_t person)
{
	clock_set(instant_of_day(y->now) + (instant)(MORNING + y->minute) * 60000);
	y->minute += y->minute < 9 * 60 ? 3 : 0;
	struct req *r = system_request(y->app, y->db, y->arena);
	r->who = who_of(y, r, person);
	r->system = false;
	return r;
}

const char *year_letter(struct year *y, const char *mark, int no)
{
	return arena_printf(y->arena, "%s〔%d〕%d号", mark, day_civil(y->now).year, no);
}

void year_must(struct req *r, bool good, const char *what)
{
	if (good)
		return;
	const char *page = buf_text(r->out), *main = strstr(page, "<main");
	fault("sample year on %s, %s: %.800s", day_iso(r->arena, r->today), what, main ? main : page);
}

void year_form(struct req *r, const char *name, const char *value)
{
	pairs_add(r->arena, &r->x->form, name, value);
}

const char *year_number(struct year *y, int64_t n)
{
	return arena_printf(y->arena, "%lld", (long long)n);
}

void year_step(struct year *y, const struct flow *f, int64_t id, int64_t person, const char *verb, const char *const *form)
{
	struct req *r = year_as(y, person);
	for (; form && *form; form += 2)
		year_form(r, form[0], form[1]);
	r->row = record_load(y->db, y->arena, f->record, id);
	year_must(r, matter_step(r, f, r->row, verb), verb);
}

int64_t year_made(struct req *r, const char *what)
{
	const char *at = pairs_get(&r->x->answer_headers, "Location");
	int64_t id = 0;
	year_must(r, r->x->status == 303 && at, what);
	for (; *at && !id; at++)
		if (*at >= '0' && *at <= '9')
			id = strtoll(at, NULL, 10);
	return id;
}

static day first_of_month(day d)
{
	struct civil c = day_civil(d);
	return day_of(c.year, c.month, 1);
}

/* The day before the same date a year later. */
static day year_end(day d)
{
	struct civil c = day_civil(d);
	return day_of(c.year + 1, c.month, 1) - 1;
}

static void live(struct year *y)
{
	db_begin(y->db);
	demo_units_add(y->app, y->db, demo_more_units, demo_more_units_n);
	demo_people_add(y->app, y->db, DEMO_MORE_FIRST, demo_more_people, demo_more_people_n);
	clock_set(instant_of_day(y->starts));
	demo_members(y->app, y->db, y->arena);
	for (y->now = y->starts; y->now < y->today; y->now++) {
		y->minute = 0;
		demo_appeals_day(y); /* first: one that is anonymous has the beginning of its day */
		demo_plans_day(y);
		demo_work_day(y);
		demo_follow_day(y);
		demo_vote_day(y);
		demo_hazards_day(y);
		demo_labour_day(y);
		demo_ratings_day(y);
		demo_visits_day(y);
		demo_topics_day(y);
		demo_proposals_day(y);
		demo_appraise_day(y);
		arena_reset(y->arena);
	}
	y->now = y->today - 1;
	demo_union_cards(y);
	demo_meetings(y);
	demo_assemblies(y);
	demo_dues(y);
	demo_register_day(y);
	demo_harmony(y);
	clock_set(instant_of_day(y->today));
	event_seal(y->db, y->arena);
	while (counter_fold(y->db, y->arena, FOLD) > 0)
		arena_reset(y->arena);
	db_commit(y->db);
}

void demo_year(struct app *app)
{
	struct year y = {.app = app, .db = writer_db(app->writer), .arena = arena_new(ARENA)};
	instant set = clock_set(0); /* a test's time; its today is ours */
	clock_set(set);
	y.today = day_of_instant(clock_now());
	y.starts = first_of_month(y.today - DAYS_BACK);
	y.ends = year_end(y.starts);
	y.tasks = NEW_N(app->arena, struct lived, TASKS);
	live(&y);
	arena_free(y.arena);
	clock_set(set);
}
