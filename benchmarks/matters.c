/*
 * Data for ./bench: many appeals that wait at one department.
 *
 *   matters DATA_FOLDER N
 *
 * The folder must hold the sample organisation ("lianxin demo"). Rows go in with their index and party,
 * without events and counters: what is measured are pages that read them. It prints the id of the last.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/data.h"
#include "matter.sql.h"
#include "modules/appeals/appeals.h"
#include "secret/id.h"

enum { PLANT = 10, SAFETY = 104, WORKER = 1007 };

struct order {
	int64_t n, last;
};

static void add(struct req *r, int64_t i)
{
	struct appeal *a = record_new(r->arena, &appeal_record);
	a->id = id_new();
	a->unit = PLANT;
	a->version = 1;
	a->state = i % 3 ? MATTER_WORKING : MATTER_SENT;
	a->created_by = a->author = WORKER;
	a->created_at = r->now;
	a->number = arena_printf(r->arena, "SQ-%d-%lld", day_civil(r->today).year, (long long)i + 1000000);
	a->title = arena_printf(r->arena, "%lld号宿舍楼热水停得早", (long long)i);
	a->content = "晚上九点半就停，小夜班零点后回来洗不上。";
	a->kind = 1 + i % 8;
	a->level = a->mode = a->source = 1;
	a->lead = SAFETY;
	a->received_on = a->sent_on = a->started = r->today - (day)(i % 20);
	a->amount = 15;
	a->basis = DEADLINE_WORKDAYS;
	a->due = a->first_due = a->started + 21;
	record_insert(r->db, r->arena, &appeal_record, a);
	party_unit(r, &appeal_record, a->id, PARTY_LEAD, SAFETY);
	party_person(r, &appeal_record, a->id, PARTY_AUTHOR, 0, WORKER);
	q_matter_index_put(r->db, "appeal", a->id, PLANT, SAFETY, a->state, a->due, a->number, a->title);
}

static void fill(struct req *r, void *context)
{
	struct order *o = context;
	for (int64_t i = 0; i < o->n; i++) {
		struct arena_mark mark = arena_mark(r->arena);
		add(r, i);
		arena_release(r->arena, mark);
	}
}

int main(int argc, char **argv)
{
	struct order o = {argc > 2 ? strtoll(argv[2], NULL, 10) : -1, 0};
	char option[] = "--data", none[] = "";
	char *data[] = {option, argc > 1 ? argv[1] : none, NULL};
	struct app *app = app_new();
	const char *bad = o.n < 0 ? "matters DATA_FOLDER N" : options_read(app, 2, data, NULL, NULL);
	if (!bad)
		bad = data_open(app);
	if (!bad && !data_write(app, fill, &o))
		bad = "the rows could not be written";
	if (bad)
		fprintf(stderr, "%s\n", bad);
	app_end(app);
	return bad != NULL;
}
