/*
 * A year of sample work on top of the sample units: two plans, imported, completed
 * and issued through the real moves, then lived day by day with the clock set, each
 * step made by a person who may make it. All days are relative to today, so that the
 * lamps look the same whenever the samples are filled in.
 */
#ifndef LX_DEMO_YEAR_H
#define LX_DEMO_YEAR_H

#include "kernel/request.h"
#include "modules/follow/follow.h"

/* ---- units and people: demo.c ---- */

struct demo_unit {
	int64_t id, parent;
	int kind;
	const char *name, *short_name, *code;
};

struct demo_person {
	const char *name, *mobile;
	int64_t unit; /* home */
	int role; /* 0: none */
	int64_t at; /* where the role is held */
	const char *post;
};

void demo_units_add(struct app *app, struct db *d, const struct demo_unit *units, size_t n);
/* Ids count up from `first`. All have the sample password. */
void demo_people_add(struct app *app, struct db *d, int64_t first, const struct demo_person *people, size_t n);

/* Memberships of all people there are: demo_members.c */
void demo_members(struct app *app, struct db *d, struct arena *a);

/* ---- the tables: demo_tables.c ---- */

/* A task of a sample plan. Days are relative to today. */
struct demo_task {
	int point; /* the n-th work point of the plan */
	const char *title;
	const char *measure; /* "" : followed by its steps */
	int64_t target, all; /* of one union; of all unions together (the federation's own task) */
	int from, due;
	const char *steps; /* milestones "征集/初评/汇编", evenly spread over its time */
	int64_t department, owner; /* of the plant's own tasks */
};
extern const struct demo_task demo_handed[], demo_own[];
extern const size_t demo_handed_n, demo_own_n;

/* How a union works. */
struct demo_union {
	int64_t id, chair, cadre;
	int acknowledged; /* days after the issue; 0: not yet */
	int late; /* days that steps are finished after their date; below 0: before */
	int every; /* days from one activity to the next; 0: none */
};
extern const struct demo_union demo_unions[];
extern const size_t demo_unions_n;

struct demo_activity {
	const char *title, *place, *summary;
	int kind, people, from_month, to_month;
	int64_t cost; /* fen */
	int handed, own; /* points it serves in the two plans, 0: none */
};
extern const struct demo_activity demo_activities[];
extern const size_t demo_activities_n;

extern const struct demo_unit demo_more_units[];
extern const struct demo_person demo_more_people[];
extern const size_t demo_more_units_n, demo_more_people_n;
enum { DEMO_ISSUED = -282 /* day of the federation's plan, from today */ };
enum { DEMO_MORE_FIRST = 1031, DEMO_WAIVED_UNION = 16, DEMO_WAIVED_POINT = 10 };

/* ---- the year ---- */

/* One task as it is lived. */
struct lived {
	int64_t id, unit, worker, head; /* worker reports, head confirms */
	const struct demo_task *kind;
	bool handed; /* of the federation's plan */
	int late;
	int64_t steps[6];
	day dues[6];
	int n_steps, done_steps;
	day submitted; /* 0: not yet */
	bool returned, closed;
};

struct year {
	struct app *app;
	struct db *db;
	struct arena *arena; /* of the day being lived */
	day today, starts, ends, now;
	int minute; /* of the working day */
	int64_t federation_plan, plant_plan;
	struct lived *tasks;
	size_t n_tasks;
	int64_t election; /* the plant's re-election */
	int made[32]; /* activities so far, by place in demo_unions */
	int64_t reports[32]; /* the latest one, by place in demo_unions */
};

/* A request of this person, some minutes after the last one. */
struct req *year_as(struct year *y, int64_t person);
/* The number of a letter of this day: "样发工", 6: 样发工〔2026〕6号. */
const char *year_letter(struct year *y, const char *mark, int no);
/* Faults with the refusal's text unless `good`: sample data that breaks a rule is a mistake in the tables. */
void year_must(struct req *r, bool good, const char *what);

/* A form field, as a page would send it. */
void year_form(struct req *r, const char *name, const char *value);
const char *year_number(struct year *y, int64_t n);
/* A step of a matter by this person, its form as name, value, name, value … NULL. */
void year_step(struct year *y, const struct flow *f, int64_t id, int64_t person, const char *verb, const char *const *form);
/* Id of the row whose page the handler led to; faults unless it did. */
int64_t year_made(struct req *r, const char *what);

/* demo_plans.c: what happens on y->now while plans are made, issued and received. */
void demo_plans_day(struct year *y);
/* demo_work.c: schedule on receipt; activities, steps, evidence, completion */
void demo_schedule(struct year *y, int64_t plan, int64_t unit, const struct demo_task *kinds, size_t n, bool handed,
		   const struct demo_union *u);
void demo_work_day(struct year *y);
/* demo_follow.c: reports and supervision */
void demo_follow_day(struct year *y);
/* demo_unions.c: union cards and committees, on the last day */
void demo_union_cards(struct year *y);
/* demo_meetings.c: two meetings of the plant's committee, on the last day */
void demo_meetings(struct year *y);
/* demo_assemblies.c: general meetings of some unions, working time of the plant's committee, on the last day */
void demo_assemblies(struct year *y);
/* demo_dues.c: dues of ten months, on the last day */
void demo_dues(struct year *y);
/* demo_register.c: employers, a person registered twice, a family, on the last day */
void demo_register_day(struct year *y);
/* demo_vote.c: the permission to vote on the phone, a re-election up to its meeting */
void demo_vote_day(struct year *y);
/* demo_hazards.c: hazards, inspectors, a patrol */
void demo_hazards_day(struct year *y);
/* demo_labour.c: labour relations */
void demo_labour_day(struct year *y);
/* demo_ratings.c: ratings of hazards, a call-back */
void demo_ratings_day(struct year *y);
/* demo_topics.c: what the workforce talks about */
void demo_topics_day(struct year *y);
/* demo_visits.c: visits to the grassroots, promises */
void demo_visits_day(struct year *y);
/* demo_appeals.c: what workers raise, and public answers */
void demo_appeals_day(struct year *y);
/* demo_proposals.c: two sessions of the plant's congress with their proposals */
void demo_proposals_day(struct year *y);
/* demo_appraise.c: teams, an appraisal that ended in a title, an exhibition that is judged, a notice */
void demo_appraise_day(struct year *y);
void demo_harmony(struct year *y); /* when the unions have their cards */

#endif
