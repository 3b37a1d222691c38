/*
 * Random orders: people try steps of matters at random, with good and bad input, for the
 * property tests of the modules. Mostly the step that a state waits for, so that many come
 * to an end; afterwards whatever has ended is looked at.
 */
#ifndef LX_SCENARIO_ORDERS_H
#define LX_SCENARIO_ORDERS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"

enum { ORDERS_ROWS = 32, ORDERS_PEOPLE = 8, ORDERS_STATES = 16 };

struct orders {
	const char *record, *base; /* "appeal", "/appeals" */
	const char *page; /* read first by everybody, for the keys of forms */
	const char *const *mobiles; /* ends with NULL */
	const char *const *verbs; /* ends with NULL */
	/* The steps a state waits for, one of them is tried; NULL: any. */
	const char *next[ORDERS_STATES][4];
	int rows, tries, ends_least;
	int64_t (*make)(struct app *app, struct arena *a, struct visitor **who, int i);
	const char *(*form)(struct arena *a, const char *verb);
	/* A step of something that hangs on the row, with each of its own; NULL: nothing does. */
	void (*beside)(struct app *app, struct arena *a, int64_t id);
	const char *uploads; /* the step that carries a file; NULL: none */
	const char *ended; /* SQL condition of a row that has ended: "state = 10" */
	const char *(*wrong)(struct app *app, struct arena *a, int64_t id); /* what is missing; NULL: nothing */
};

static unsigned long long orders_seed = 20240607;
static inline int pick(int n)
{
	orders_seed = orders_seed * 6364136223846793005ull + 1442695040888963407ull;
	return (int)((orders_seed >> 33) % (unsigned long long)n);
}

static inline int64_t value(struct app *app, const char *sql)
{
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	int64_t v = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return v;
}

/* How many events with this verb a row has. */
static inline int64_t times_of(struct app *app, struct arena *a, const char *record, int64_t id, const char *verb)
{
	return value(app, arena_printf(a, "select count(*) from event where record = '%s' and row_id = %lld and verb = '%s'", record, (long long)id, verb));
}

/* The last reply before the end was written by somebody else than who ended it, and every co-unit signed. */
static inline const char *ended_by_others(struct app *app, struct arena *a, int64_t id, const char *verb)
{
	if (value(app, arena_printf(a, "select count(*) from matter_co where row_id = %lld and given_on = 0", (long long)id)))
		return "ended before a co-unit signed";
	if (value(app, arena_printf(a, "select count(*) from event e where e.row_id = %lld and e.verb = '%s' and e.actor in (select r.actor from event r where r.row_id = e.row_id and r.verb = 'reply' and r.id = (select max(q.id) from event q where q.row_id = e.row_id and q.verb = 'reply' and q.id < e.id))", (long long)id, verb)))
		return "whoever wrote the last reply ended it";
	if (value(app, arena_printf(a, "select count(*) from event e join party p on p.record = e.record and p.row_id = e.row_id and p.relation = 6 and p.person = e.actor where e.row_id = %lld and e.verb = '%s'", (long long)id, verb)))
		return "somebody who signed it ended it";
	return NULL;
}

static inline const char *orders_verb(struct app *app, struct arena *a, const struct orders *o, int64_t id)
{
	int n = 0, choices = 0;
	int64_t state = value(app, arena_printf(a, "select state from %s where id = %lld", o->record, (long long)id));
	const char *const *next = state >= 0 && state < ORDERS_STATES ? o->next[state] : o->next[ORDERS_STATES - 1];
	while (o->verbs[n])
		n++;
	while (choices < 4 && next[choices])
		choices++;
	return choices && pick(14) ? next[pick(choices)] : o->verbs[pick(n)];
}

static inline const char *orders_look(struct app *app, struct arena *a, const struct orders *o, const int64_t *ids)
{
	static char why[300];
	int ended = 0;
	for (int i = 0; i < o->rows; i++) {
		if (value(app, arena_printf(a, "select count(*) from %s where id = %lld and %s", o->record, (long long)ids[i], o->ended)) != 1)
			continue;
		const char *bad = o->wrong(app, a, ids[i]);
		ended++;
		if (bad) {
			snprintf(why, sizeof(why), "%s %lld: %s", o->record, (long long)ids[i], bad);
			return why;
		}
	}
	snprintf(why, sizeof(why), "only %d came to an end: no fair test", ended);
	return ended >= o->ends_least ? NULL : why;
}

static inline const char *orders_play(struct app *app, const struct orders *o)
{
	struct arena *a = arena_new(1024u << 20);
	struct visitor *who[ORDERS_PEOPLE];
	int64_t ids[ORDERS_ROWS];
	int people = 0;
	for (; o->mobiles[people]; people++) {
		who[people] = visitor_new(app, a);
		visitor_enter(who[people], o->mobiles[people]);
		visit(who[people], o->page);
	}
	for (int i = 0; i < o->rows; i++)
		ids[i] = o->make(app, a, who, i);
	for (int i = 0; i < o->tries; i++) {
		int64_t id = ids[pick(o->rows)];
		const char *verb = orders_verb(app, a, o, id);
		if (pick(200) == 0) {
			clock_set(clock_now() + 86400000);
			for (int k = 0; k < people; k++)
				visitor_enter(who[k], o->mobiles[k]);
		}
		if (o->beside)
			o->beside(app, a, id);
		struct visitor *v = who[pick(people)];
		v->upload = o->uploads && strcmp(verb, o->uploads) == 0 && pick(4) ? "照片" : NULL;
		visit_post(v, arena_printf(a, "%s/%lld/%s", o->base, (long long)id, verb), o->form(a, verb));
	}
	const char *why = orders_look(app, a, o, ids);
	arena_free(a);
	return why;
}

#endif
