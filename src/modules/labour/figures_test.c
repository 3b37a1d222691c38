/*
 * From a number down to its rows: for each measure of labour relations, ratings and visits, the list that its link opens
 * has just as many rows as were counted. Rows of every record are made at random, in each of its states, with days
 * before, on and after today: more ways to be counted or not than the sample year has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/list.h"
#include "kernel/measure.h"
#include "kernel/session.h"
#include "kernel/module.h"
#include "kernel/writer.h"
#include "scenario/orders.h"
#include "secret/id.h"

enum { ROWS = 60, PLANT = 10, PORT = 11, FEDERATION = 1 };
#define CHAIR "13800000003"
enum { CHAIR_ID = 1003, TOP_ID = 1001 };
#define TOP "13800000001"

/* Whose rows are made and whose links are followed. */
static const char *const modules[] = {"labour", "ratings", "visits", NULL};

static bool among(const char *const *names, const char *name)
{
	for (size_t i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Amounts are 1, so that their sum is a number of rows. */
static bool is_amount(const struct module *mod, const struct record *record, const char *field)
{
	for (const struct measure *m = mod->measures; m->key; m++)
		if (m->record == record && m->amount && strcmp(m->amount, field) == 0)
			return true;
	return false;
}

static int64_t any_choice(const struct choice *c)
{
	int n = 0;
	while (c[n].label)
		n++;
	return n ? c[pick(n)].value : 0;
}

static void fill_field(struct req *r, const struct module *mod, const struct record *record, const struct field *f, void *row, int i)
{
	switch (f->kind) {
	case KIND_TEXT:
	case KIND_LONG:
		field_set_text(f, row, arena_printf(r->arena, "样例%d", i));
		break;
	case KIND_DAY:
		field_set_int(f, row, pick(6) ? r->today - 50 + pick(70) : 0);
		break;
	case KIND_CHOICE:
		field_set_int(f, row, pick(6) ? any_choice(f->choices) : 0);
		break;
	case KIND_FLAG:
		field_set_int(f, row, pick(2));
		break;
	case KIND_INT:
		field_set_int(f, row, is_amount(mod, record, f->name) ? 1 : pick(4));
		break;
	default:
		break;
	}
}

static void add_row(struct req *r, const struct module *mod, const struct record *record, int i)
{
	void *row = record_new(r->arena, record);
	struct head *h = row;
	for (int k = 0; k < record->n_fields; k++)
		fill_field(r, mod, record, &record->fields[k], row, i);
	h->id = id_new();
	h->unit = i % 3 ? PLANT : PORT;
	h->version = 1;
	h->state = any_choice(record_field(record, "state")->choices);
	h->created_by = 0;
	h->created_at = r->now;
	if (record_insert_unique(r->db, r->arena, record, row))
		measure_apply(r, record, NULL, row);
}

static void before(struct app *app)
{
	struct req *r = system_request(app, writer_db(app->writer), app->arena);
	r->writing = true;
	db_begin(r->db);
	EACH_MODULE(app, mod)
		for (const struct flow *const *f = mod->flows; among(modules, mod->name) && f && *f; f++)
			for (int i = 0; i < ROWS; i++)
				add_row(r, mod, (*f)->record, i);
	db_commit(r->db);
}

/* The number of the page's total, "共 12 件". */
static int64_t total_of(const char *page)
{
	const char *at = page ? strstr(page, "<span>共 ") : NULL;
	return at ? strtoll(at + strlen("<span>共 "), NULL, 10) : page && strstr(page, "没有符合条件的") ? 0 : -1;
}

static int looked_at, seen_rows;

/* What one of them is counted as, and what its link shows to this person. */
static const char *follow(struct app *app, struct visitor *v, int64_t person, const struct measure *m, int64_t unit)
{
	static char why[600];
	struct req *r = system_request(app, writer_db(app->writer), v->arena);
	day first = day_of(day_civil(r->today).year, 1, 1), from = m->kind == MEASURE_STATE ? 0 : first;
	int64_t counted = measure_value(r->db, m->key, unit, from, r->today);
	r->system = false;
	r->who = asker_of(r, person);
	const char *href = measure_rows(r, m->key, NULL, unit, from, r->today);
	if (!href && unit == FEDERATION) /* it may not open all that was counted */
		return NULL;
	if (!href) {
		snprintf(why, sizeof(why), "%s has no list of its rows", m->key);
		return why;
	}
	visit(v, href);
	int64_t shown = total_of(v->page);
	looked_at++;
	seen_rows += (int)counted;
	if (v->status == 200 && shown == counted && !strstr(v->page, "已略去"))
		return NULL;
	snprintf(why, sizeof(why), "%s counts %lld in unit %lld, its link shows %lld (status %d): %s", m->key, (long long)counted, (long long)unit, (long long)shown, v->status, href);
	return why;
}

static const char *each(struct app *app, const char *mobile, int64_t person, int64_t unit)
{
	struct arena *a = arena_new(512u << 20);
	struct visitor *v = visitor_new(app, a);
	const char *wrong = NULL, *one;
	visitor_enter(v, mobile);
	EACH_MODULE(app, mod)
		for (const struct measure *m = mod->measures; among(modules, mod->name) && m->key; m++)
			if (m->kind != MEASURE_RATIO && (one = follow(app, v, person, m, unit)) != NULL) {
				printf("# %s\n", one);
				wrong = "some links show other rows than were counted";
			}
	arena_free(a);
	return wrong;
}

static const char *of_the_plant(struct app *app)
{
	return each(app, CHAIR, CHAIR_ID, PLANT);
}

static const char *of_the_federation(struct app *app)
{
	return each(app, TOP, TOP_ID, FEDERATION);
}

static const char *fair(struct app *app)
{
	static char why[80];
	(void)app;
	snprintf(why, sizeof(why), "only %d measures with %d rows were followed: no fair test", looked_at, seen_rows);
	return looked_at >= 60 && seen_rows >= 400 ? NULL : why;
}

static const struct step steps[] = {
	{"the union's numbers lead to as many rows as were counted", .check = of_the_plant},
	{"so do those of the federation, where it may read the rows", .check = of_the_federation},
	{"of many measures with many rows", .check = fair},
};

int main(void)
{
	return scenario_with("labour figures", before, steps, sizeof(steps) / sizeof(steps[0]));
}
