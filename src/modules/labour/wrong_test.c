/*
 * Every step of every kind of labour matter, in each state it may be made in, by each of who may: sent empty, and sent
 * with words in its texts and nothing else. What is refused says why and changes nothing; what lacks something is
 * answered by its form, with the words still in it. Then the forms with which they begin.
 */
#include <stdio.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/rights.h"
#include "kernel/writer.h"
#include "modules/labour/labour.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/id.h"

#define TYPED "打过的字还在"
enum { PLANT = 10, PEOPLE = 4, LETTER_CASE = 777 };
static const char *const mobiles[PEOPLE] = {"13800000003", "13800000004", "13800000006", "13800000007"};

/* Kinds, and where their steps are posted. */
static const struct labour_kind {
	const struct flow *flow;
	const char *path, *step; /* address of a row, and what stands before the verb */
} kinds[] = {
	{&labour_case_flow, "/labour/cases", ""},
	{&labour_letter_flow, "/labour/letters", ""},
	{&mediation_flow, "/labour/mediations", ""},
	{&legal_aid_flow, "/labour/aids", ""},
	{&labour_risk_flow, "/labour/risks", ""},
	{&labour_officer_flow, "/labour_officer", "do/"},
	{&labour_checkup_flow, "/labour_checkup", "do/"},
	{&alert_period_flow, "/alert_period", "do/"},
};

/* Steps that ask for nothing but that somebody makes them. */
static const char *const bare[] = {"sign", "close", "end", "restore", "declare", "resume", "report", NULL};
/* Who takes part, and what would be there already and stand in the way. */
static const struct {
	const char *field;
	int64_t value;
} given[] = {
	{"author", 1007}, {"inspector1", 1005}, {"inspector2", 1006}, {"inspector3", 0}, {"mediator1", 1004}, {"mediator2", 1005}, {"handler", 1004}, {"respondent", 0},
	{"drafter", 1005}, {"signer", 0}, {"reporter", 1007}, {"verifier", 1003}, {"told_on", 0}, {"referred_on", 0}, {"feedback_on", 0}, {"failed_letter", 0}, {"extra", 0},
	{"lead", PLANT}, {"matter", LETTER_CASE}, {"inspector", 1004}, {"person", 1005}, {"same_as", 0}, {"closed_on", 0}, {"rated", 0}, {"rating", 0}, {"rounds", 0}, {"zero", 0},
};

static bool among(const char *const *names, const char *name)
{
	for (size_t i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void fill_field(struct req *r, const struct field *f, void *row)
{
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (strcmp(given[i].field, f->name) == 0) {
			field_set_int(f, row, given[i].value);
			return;
		}
	if (f->kind == KIND_TEXT || f->kind == KIND_LONG)
		field_set_text(f, row, "原来写的");
	else if (f->kind == KIND_DAY)
		field_set_int(f, row, r->today);
	else if (f->kind == KIND_CHOICE)
		field_set_int(f, row, f->choices[0].value);
	else if (f->kind == KIND_FLAG)
		field_set_int(f, row, 1);
}

/* A row in this state with everything that came before it. */
static int64_t make(struct app *app, struct arena *a, const struct flow *f, int64_t state)
{
	static int64_t serial;
	struct req *r = system_request(app, writer_db(app->writer), a);
	const struct field *number = record_field(f->record, "number");
	void *row = record_new(a, f->record);
	struct head *h = row;
	for (int i = 0; i < f->record->n_fields; i++)
		fill_field(r, &f->record->fields[i], row);
	h->id = f == &labour_case_flow && state == 0 ? LETTER_CASE : id_new();
	h->unit = PLANT;
	h->version = 1;
	h->state = state ? state : MATTER_SIGNING;
	h->created_by = 1003;
	h->created_at = r->now;
	if (number)
		field_set_text(number, row, arena_printf(a, "样例-%lld", (long long)++serial));
	r->writing = true;
	db_begin(r->db);
	record_insert(r->db, a, f->record, row);
	party_person(r, f->record, h->id, PARTY_OWNER, 0, f == &labour_case_flow || f == &labour_letter_flow ? 1006 : 1004);
	db_commit(r->db);
	return h->id;
}

/* The words in every text that a step of this record may read; no day, choice or tick. */
static const char *words_for(struct arena *a, const struct record *record)
{
	struct buf b = buf_in(a);
	buf_puts(&b, "reason=" TYPED "&same=" TYPED);
	for (int i = 0; i < record->n_fields; i++)
		if (record->fields[i].kind == KIND_TEXT || record->fields[i].kind == KIND_LONG)
			buf_printf(&b, "&%s=" TYPED, record->fields[i].name);
	return buf_text(&b);
}

static int64_t version_of(struct app *app, struct arena *a, const struct record *record, int64_t id)
{
	struct stmt *s = db_use_text(writer_db(app->writer), arena_printf(a, "select version from %s where id = %lld", record->name, (long long)id));
	int64_t v = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return v;
}

static int made, refused, asked, kept;

/* The form of this step on the page, "" none; does it ask for words at all? */
static const char *form_of(struct arena *a, const struct visitor *v, const char *action, bool *words)
{
	const char *at = strstr(v->page, arena_printf(a, "action=\"%s\"", action)), *end = at ? strstr(at, "</form>") : NULL;
	const char *form = end ? arena_printf(a, "%.*s", (int)(end - at), at) : "";
	*words = strstr(form, "<textarea") || strstr(form, "type=\"text\"");
	return form;
}

/* What is wrong with an answer; NULL: it is as it should be. */
static const char *judge(struct app *app, struct arena *a, const struct visitor *v, const struct labour_kind *k, int64_t id, const struct move *m, bool typed)
{
	if (v->status == 303) {
		made++;
		return typed || among(bare, m->verb) ? NULL : "was made without anything";
	}
	if (v->status != 403 && v->status != 404 && v->status != 409 && v->status != 422)
		return "answers neither yes nor no";
	refused++;
	if (version_of(app, a, k->flow->record, id) != 1)
		return "was refused and wrote";
	if (!strstr(v->page, "。"))
		return "is refused without a sentence";
	if (v->status != 422)
		return NULL;
	asked++;
	if (!strstr(v->page, "请"))
		return "is asked for again without saying what is missing";
	bool words;
	const char *form = form_of(a, v, arena_printf(a, "%s/%lld/%s%s", k->path, (long long)id, k->step, m->verb), &words);
	if (!*form) /* moves of the kernel are asked for again on a page of their own */
		return *k->step && (!typed || strstr(v->page, TYPED)) ? NULL : "is asked for again without its form";
	kept += typed && words;
	return !typed || !words || strstr(form, TYPED) ? NULL : "loses what was typed";
}

static const char *play_kind(struct app *app, struct arena *a, struct visitor **who, const struct labour_kind *k)
{
	static char why[400];
	const struct flow *f = k->flow;
	const char *words = words_for(a, f->record);
	for (const struct move *m = f->moves; m->verb; m++) {
		if (!m->right || m->from == ANY_STATE || ((m->flags & MOVE_HIDDEN) && *k->step))
			continue;
		for (int p = 0; p < PEOPLE; p++)
			for (int typed = 0; typed < 2; typed++) {
				int64_t id = make(app, a, f, m->from);
				visit_post(who[p], arena_printf(a, "%s/%lld/%s%s", k->path, (long long)id, k->step, m->verb), typed ? words : "");
				const char *bad = judge(app, a, who[p], k, id, m, typed);
				if (!bad)
					continue;
				snprintf(why, sizeof(why), "%s: %s from state %lld by %s, %s, %s (status %d)", f->record->name, m->verb, (long long)m->from, mobiles[p], typed ? "with words" : "empty", bad, who[p]->status);
				return why;
			}
	}
	return NULL;
}

static const char *every_step(struct app *app)
{
	static char why[120];
	struct arena *a = arena_new(1u << 30);
	struct visitor *who[PEOPLE];
	const char *wrong = NULL;
	for (int p = 0; p < PEOPLE; p++) {
		who[p] = visitor_new(app, a);
		visitor_enter(who[p], mobiles[p]);
		visit(who[p], "/m");
	}
	make(app, a, &labour_case_flow, 0);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && !wrong; i++)
		wrong = play_kind(app, a, who, &kinds[i]);
	arena_free(a);
	snprintf(why, sizeof(why), "%d made, %d refused, %d asked again, %d of them with words: no fair test", made, refused, asked, kept);
	printf("# %s\n", why);
	return wrong ? wrong : made >= 40 && refused >= 400 && asked >= 100 && kept >= 20 ? NULL : why;
}

#define CADRE .as = "13800000004"
#define CHAIR .as = "13800000003"
#define WORKER .as = "13800000007"
#define TOP .as = "13800000001"
#define KEPT .want = 422, .sees = TYPED

static const struct step steps[] = {
	{"every step, in every state, by everybody", .check = every_step},
	{"an officer", CADRE, .post = "/labour/officers", .form = "certificate=" TYPED, KEPT},
	{"a case", CADRE, .post = "/labour/cases", .form = "employer=" TYPED, KEPT},
	{"a mediation at the desk", CHAIR, .post = "/labour/mediations", .form = "claims=" TYPED, KEPT},
	{"on the phone", WORKER, .post = "/m/mediation", .form = "claims=" TYPED, KEPT},
	{"legal aid at the desk", CADRE, .post = "/labour/aids", .form = "content=" TYPED, KEPT},
	{"on the phone", WORKER, .post = "/m/aid", .form = "content=" TYPED, KEPT},
	{"a risk", CADRE, .post = "/labour/risks", .form = "content=" TYPED, KEPT},
	{"a period", TOP, .post = "/labour/periods", .form = "title=" TYPED, KEPT},
	{"a check-up", CADRE, .post = "/labour/checkups", .form = "team=" TYPED, KEPT},
	{"a visit", CADRE, .post = "/m/visits", .form = "kind=&people=&summary=" TYPED, KEPT},
};

int main(void)
{
	return scenario("labour wrong", steps, sizeof(steps) / sizeof(steps[0]));
}
