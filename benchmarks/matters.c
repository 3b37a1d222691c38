/*
 * Data for ./bench: many appeals that wait at one department.
 *
 *   matters DATA_FOLDER N [PHONES]
 *
 * The folder must hold the sample organisation ("lianxin demo"). Rows go in with their index and party,
 * without events and counters: what is measured are pages that read them. With PHONES also so many workers of one
 * team, each with an account and a session: it prints a cookie and a form key a line, for phones.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/data.h"
#include "kernel.sql.h"
#include "kernel/unit.h"
#include "matter.sql.h"
#include "modules/appeals/appeals.h"
#include "secret/id.h"
#include "secret/secret.h"
#include "secret/token.h"

enum { PLANT = 10, SAFETY = 104, WORKER = 1007, DAY = 86400000 };

struct order {
	int64_t n, phones;
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

/* Somebody who has raised nothing yet, signed in on his phone. */
static void add_phone(struct req *r, const struct person_row *colleague, int64_t i)
{
	struct person_row *p = record_new(r->arena, &person_record);
	const char *token = token_new(r->arena, 24), *hash = token_hash(r->arena, token);
	p->id = id_new();
	p->unit = colleague->unit;
	p->version = p->state = 1;
	p->created_at = r->now;
	p->name = arena_printf(r->arena, "样例职工%lld", (long long)i);
	record_insert(r->db, r->arena, &person_record, p);
	q_account_add(r->db, p->id, "", 0, r->now);
	q_session_add(r->db, hash, p->id, r->now, r->now + DAY, 1, "", "");
	printf("%s %s\n", token, secret_sign(r->arena, &r->app->keys, "csrf", hash));
}

static void fill(struct req *r, void *context)
{
	struct order *o = context;
	for (int64_t i = 0; i < o->n; i++) {
		struct arena_mark mark = arena_mark(r->arena);
		add(r, i);
		arena_release(r->arena, mark);
	}
	const struct person_row *colleague = record_load(r->db, r->arena, &person_record, WORKER);
	for (int64_t i = 0; i < o->phones; i++)
		add_phone(r, colleague, i);
}

int main(int argc, char **argv)
{
	struct order o = {argc > 2 ? strtoll(argv[2], NULL, 10) : -1, argc > 3 ? strtoll(argv[3], NULL, 10) : 0};
	char option[] = "--data", none[] = "";
	char *data[] = {option, argc > 1 ? argv[1] : none, NULL};
	struct app *app = app_new();
	const char *bad = o.n < 0 ? "matters DATA_FOLDER N [PHONES]" : options_read(app, 2, data, NULL, NULL);
	if (!bad)
		bad = data_open(app);
	if (!bad && !data_write(app, fill, &o))
		bad = "the rows could not be written";
	if (bad)
		fprintf(stderr, "%s\n", bad);
	app_end(app);
	return bad != NULL;
}
