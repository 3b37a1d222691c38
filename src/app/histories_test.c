/*
 * No history shows a key of the program. By form: every text that the program fills and a history shows either says in
 * words what it holds (`said`), or stands in the list below, which is of what people wrote, numbers of papers and
 * fingerprints; a reference is to something that has a title. By the sample year: every change of it, as a person reads it.
 */
#include <stdio.h>
#include <string.h>

#include "app/demo.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/flow.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "modules/admin/admin.h"
#include "modules/plans/plans.h"
#include "modules/units/units.h"
#include "scenario/scenario.h"

static const char *const written[] = {
	"appeal.number", "hazard.number", "labour_case.number", "mediation.number", "legal_aid.number", "proposal.number",
	"labour_risk.number", "legal_aid.lawyer", "legal_aid.firm", "legal_aid.letter_no", "mediation.paper_no", "labour_checkup.number",
	"labour_letter.number", "labour_letter.served_to", "labour_case.place", "labour_case.law", "labour_case.referred_to", "labour_case.referred_no",
	"labour_case.referred_result", "union_change.doc_no", "plan.doc_number", "plan.skip_reason", "patrol.seed", "patrol.fingerprint",
	"hazard.report_no", "person_merge.reason", "election.decision", "meeting_item.decision", "supervision.number", "seat.consent", "seat.why",
	"appraisal_entry.points", "appraisal_entry.level", "member.change_reason", "member.decision", "director.filing", "director.why",
	"vote_permit.granted_by", "vote_permit.doc_no", "vote.roll_hash", "vote.ballots_hash", "vote.receipts_hash", "vote.trouble",
	"vote_stack.ballot" /* no page shows its history; the desk's list says it in words */, "vote_stack.why", "visit_problem.answer",
	"family_member.idno_mask", "notice.title", "notice.hash", "notice.place", "notice.contact", "person.mobile_mask", "person.idno_mask",
};

static bool listed(const char *name)
{
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++)
		if (strcmp(written[i], name) == 0)
			return true;
	return false;
}

static const char *field_wrong(const struct record *r, const struct field *f)
{
	static char why[160];
	char name[120];
	snprintf(name, sizeof(name), "%s.%s", r->name, f->name);
	if (!(f->use & (F_FORM | F_HISTORY)))
		return NULL;
	if (f->kind == KIND_REF && !f->ref)
		snprintf(why, sizeof(why), "%s shows the number of a row", name);
	else if ((f->kind == KIND_CHOICE || f->kind == KIND_STATE) && !f->choices)
		snprintf(why, sizeof(why), "%s shows a number for a choice", name);
	else if (f->kind == KIND_TEXT && !(f->use & F_FORM) && !f->said && !listed(name))
		snprintf(why, sizeof(why), "%s: has it words (.said), or is it written by people (the list of this test)?", name);
	else
		return NULL;
	return why;
}

static const char *every_field(struct app *app)
{
	int seen = 0;
	struct buf all = buf_in(app->arena);
	EACH_MODULE(app, m)
		for (const struct flow *const *w = m->flows; w && *w; w++)
			for (int i = 0; i < (*w)->record->n_fields; i++, seen++) {
				const char *why = field_wrong((*w)->record, &(*w)->record->fields[i]);
				if (why)
					buf_printf(&all, "%s; ", why);
			}
	if (all.n)
		return buf_text(&all);
	return seen > 500 ? NULL : "hardly any field was looked at";
}

/* Of the program's own names: a measure, a record, or what is spelt like one. */
static bool is_key(const struct app *app, const char *value)
{
	size_t n = strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789_.");
	return measure_of(app, value) || flow_of(app, value) || strcmp(value, TASK_BY_EVIDENCE) == 0 || (n > 2 && !value[n] && value[0] >= 'a' && strpbrk(value, "._"));
}

static const char *line_wrong(struct app *app, struct arena *a, struct str line)
{
	static const char colon[] = "：", arrow[] = " → ";
	static char why[300];
	size_t at = str_find(line, colon);
	if (at == SIZE_MAX)
		return NULL;
	struct str value = str_skip(line, at + sizeof(colon) - 1);
	size_t to = str_find(value, arrow);
	const char *old = str_dup(a, to == SIZE_MAX ? value : str_head(value, to)), *new = to == SIZE_MAX ? "" : str_dup(a, str_skip(value, to + sizeof(arrow) - 1));
	if (!is_key(app, old) && !is_key(app, new))
		return NULL;
	snprintf(why, sizeof(why), "a history reads: %.*s", (int)line.n, line.p);
	return why;
}

/* Raw, many lines hold keys; as they are read, none. */
static const char *every_change(struct app *app)
{
	struct arena *a = arena_new(256u << 20);
	const char *why = NULL;
	int changes = 0, keys = 0;
	EACH_MODULE(app, m)
		for (const struct flow *const *w = m->flows; w && *w && !why; w++) {
			struct stmt *s = db_use_text(writer_db(app->writer), "select changes from event where record = $1 and changes <> ''");
			bind_text(s, 1, (*w)->record->name);
			while (!why && db_step(s)) {
				const char *raw = col_text(s, 0, a);
				struct str said = str_of(record_said(a, app, (*w)->record, raw));
				keys += strcmp(raw, record_said(a, app, (*w)->record, raw)) != 0;
				for (changes++; said.n && !why;)
					why = line_wrong(app, a, str_cut(&said, '\n'));
			}
			db_done(s);
		}
	arena_free(a);
	return why ? why : changes < 100 ? "hardly any change was looked at" : keys ? NULL : "no key was among them";
}

/* Kinds of record, which the audit log names: of the sample year, and of what only some acts write. */
static const char *every_record(struct app *app)
{
	struct arena *a = arena_new(256u << 20);
	struct db *d = writer_db(app->writer);
	struct req *r = system_request(app, d, a);
	static char why[120];
	bool moved = false;
	*why = 0;
	db_begin(d);
	unit_put_under(r, record_load(d, a, &unit_record, 10), 11, "划转");
	struct stmt *s = db_use_text(d, "select distinct record from event order by record");
	while (db_step(s)) {
		const char *record = col_text(s, 0, a);
		moved = moved || strcmp(record, "unit_parent") == 0;
		if (!*why && strcmp(audit_record_label(app, record), record) == 0)
			snprintf(why, sizeof(why), "the audit log reads: %s", record);
	}
	db_done(s);
	db_rollback(d);
	arena_free(a);
	return *why ? why : moved ? NULL : "the unit that moved took nothing along";
}

static const struct step steps[] = {
	{"every field that a history shows has words for what it holds", .check = every_field},
	{"and every change of the sample year is read in words", .check = every_change},
	{"so is every kind of record in the audit log", .check = every_record},
};

int main(void)
{
	return scenario_with("histories", demo_year, steps, sizeof(steps) / sizeof(steps[0]));
}
