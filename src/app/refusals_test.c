/*
 * Every step of every kind of matter, asked of matters in every state by every role, with nothing filled in and with all
 * filled in wrongly: it is never a fault; what is wrong is named beside its field; what was typed comes back; a step whose
 * turn it is not says why; nobody without the right makes one.
 */
#include <stdio.h>
#include <string.h>

#include "app/demo.h"
#include "engines/matter_inside.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"

#define WORDS "这是写了一阵子的话"
#define WRONG "reason=" WORDS "&reply=&kind=99&level=99&unit=11&co=11&same=没有这个编号&days=999&rating=9&outcome=99&on=昨天&inside=1"

static const char *const people[] = {"13800000004", "13800000005", "13800000003", "13800000007", "13800000021", NULL, NULL};
enum { MAY_WRITE = 3 /* the first of them: cadre, handler, chair */, ROWS = 24 };

static char why[2000];
static int answers[600], named, kept;

static void add_wrong(const char *what, const char *address, const char *person, const struct visitor *v)
{
	size_t n = strlen(why);
	const char *main = strstr(v->page, "<main");
	if (n < sizeof(why) - 700)
		snprintf(why + n, sizeof(why) - n, "\n# %s: %s by %s, status %d %.200s", what, address, person, v->status, main ? main : v->page);
}

static void judge(const struct visitor *v, const char *address, const char *person, bool typed)
{
	bool says = strstr(v->page, "class=\"err\"") || strstr(v->page, "href=\"#f-");
	bool keeps = !typed || strstr(v->page, WORDS);
	answers[v->status < 600 ? v->status : 0]++;
	if (v->status == 303 || v->status == 403 || v->status == 404)
		return;
	if (v->status != 422 && v->status != 409)
		add_wrong("a fault", address, person, v);
	else if (v->status == 422 && !says)
		add_wrong("no field is named", address, person, v);
	else if (!keeps)
		add_wrong("what was typed is gone", address, person, v);
	named += says;
	kept += typed && keeps;
}

static void ask_all(struct app *app, const struct flow *f, int64_t id, struct arena *a)
{
	const struct step_kind *k;
	int step = db_is_postgres(writer_db(app->writer)) ? 2 : 1; /* there a refusal costs ten times as much, and is the same */
	for (int p = 0; people[p]; p += step) {
		struct visitor *v = visitor_new(app, a);
		visitor_enter(v, people[p]);
		for (size_t i = 0; (k = step_kind_at(f->matters, i)) != NULL; i++) {
			const char *address = arena_printf(a, "%s/%lld/%s", f->matters->base, (long long)id, k->verb);
			visit_post(v, address, "");
			judge(v, address, people[p], false);
			if (p >= MAY_WRITE)
				continue;
			visit_post(v, address, WRONG);
			judge(v, address, people[p], k->asks & (IN_TEXT | IN_TEXT_MAYBE));
		}
	}
}

/* One matter of each state. */
static size_t rows_of(struct app *app, const struct flow *f, struct arena *a, int64_t *ids)
{
	size_t n = 0;
	struct stmt *s = db_use_text(writer_db(app->writer), arena_printf(a, "select min(id) from %s group by state order by state", f->record->name));
	while (n < ROWS && db_step(s))
		ids[n++] = col_int(s, 0);
	db_done(s);
	return n;
}

static const char *all_of(struct app *app, const char *record)
{
	int64_t ids[ROWS];
	why[0] = 0;
	memset(answers, 0, sizeof(answers));
	named = kept = 0;
	struct arena *list = arena_new(1 << 20);
	const struct flow *f = flow_of(app, record);
	size_t n = rows_of(app, f, list, ids);
	for (size_t i = 0; i < n; i++) {
		struct arena *a = arena_new(1024u << 20);
		ask_all(app, f, ids[i], a);
		arena_free(a);
	}
	arena_free(list);
	printf("# %s in %zu states: 422 %d times (a field named %d), 409 %d, typed words kept %d, 403 %d, 404 %d, done %d\n", record, n, answers[422], named,
	       answers[409], kept, answers[403], answers[404], answers[303]);
	return *why ? why : answers[422] < 5 || answers[409] < 5 || answers[403] < 5 ? "hardly anything was refused" : NULL;
}

static const char *appeals(struct app *app) { return all_of(app, "appeal"); }
static const char *proposals(struct app *app) { return all_of(app, "proposal"); }
static const char *hazards(struct app *app) { return all_of(app, "hazard"); }

static const struct step steps[] = {
	{"appeals", .check = appeals},
	{"proposals", .check = proposals},
	{"hazards", .check = hazards},
};

int main(void)
{
	return scenario_with("refusals", demo_year, steps, sizeof(steps) / sizeof(steps[0]));
}
