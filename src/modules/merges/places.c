/*
 * Every column that names a person, and what a merge does with it. A test walks the schema and names a column
 * that is missing here. A merge is rare and touches two people, so that columns without an index are read whole.
 */
#include <string.h>

#include "merges.sql.h"
#include "modules/merges/inside.h"

#define RECORD_PLACE(t, c) {.table = t, .column = c, .kind = PLACE_RECORD}
#define ROW_PLACE(t, c) {.table = t, .column = c, .kind = PLACE_ROW}
#define KEYS_PLACE(t, c, ...) {.table = t, .column = c, .kind = PLACE_KEYS, __VA_ARGS__}
#define STAYS(t, c, text) {.table = t, .column = c, .kind = PLACE_STAYS, .why = text}
#define HISTORY "who did it stands in the history as it was written"
#define FROZEN "a roll that is frozen and hashed is never changed"
#define OWN "belongs to the registration itself"

const struct place merge_places[] = {
	/* offices, seats, work */
	RECORD_PLACE("post", "person"), RECORD_PLACE("seat", "person"), RECORD_PLACE("committee", "chair"), RECORD_PLACE("director", "person"),
	RECORD_PLACE("inspector", "person"), RECORD_PLACE("team", "leader"), RECORD_PLACE("task", "owner"), RECORD_PLACE("remark", "mention"),
	RECORD_PLACE("lamp_lift", "decided_by"), RECORD_PLACE("seat_change", "person"), RECORD_PLACE("union_card", "asked_by"),
	RECORD_PLACE("union_change", "asked_by"), RECORD_PLACE("family_member", "person"), RECORD_PLACE("dues", "person"), RECORD_PLACE("worktime", "person"),
	/* matters: who raised, handled and signed; a matter raised without a name names nobody */
	RECORD_PLACE("appeal", "author"), RECORD_PLACE("appeal", "drafter"), RECORD_PLACE("appeal", "signer"), RECORD_PLACE("hazard", "author"),
	RECORD_PLACE("hazard", "drafter"), RECORD_PLACE("hazard", "signer"), RECORD_PLACE("hazard", "owner"), RECORD_PLACE("proposal", "author"),
	RECORD_PLACE("proposal", "drafter"), RECORD_PLACE("proposal", "signer"), ROW_PLACE("matter_word", "person"),
	KEYS_PLACE("matter_co", "person", .text_key = "record", .keys = {"row_id", "unit"}),
	KEYS_PLACE("matter_rating", "person", .text_key = "record", .keys = {"row_id", "round"}, .once = true),
	KEYS_PLACE("matter_round", "signer", .text_key = "record", .keys = {"row_id", "round"}),
	KEYS_PLACE("proposal_second", "person", .keys = {"proposal"}, .once = true),
	KEYS_PLACE("party", "person", .text_key = "record", .keys = {"row_id", "relation", "unit"}, .once = true),
	KEYS_PLACE("patrol_person", "person", .keys = {"patrol", "unit"}, .once = true),
	KEYS_PLACE("patrol_place", "by_person", .keys = {"patrol", "unit"}),
	/* appraisals, honours, notices */
	RECORD_PLACE("appraisal_entry", "verifier"), RECORD_PLACE("objection", "person"), RECORD_PLACE("objection", "handler"),
	{.table = "appraisal_entry", .column = "subject_id", .kind = PLACE_RECORD, .only = "subject = 3"},
	{.table = "honour_title", .column = "subject_id", .kind = PLACE_RECORD, .only = "subject = 3"},
	KEYS_PLACE("appraisal_voted", "person", .keys = {"appraisal"}, .once = true),
	KEYS_PLACE("appraisal_assessor", "person", .keys = {"appraisal"}, .once = true),
	KEYS_PLACE("appraisal_mark", "assessor", .keys = {"entry", "criterion"}, .once = true),
	KEYS_PLACE("appraisal_rated", "person", .keys = {"entry"}, .once = true),
	/* labour relations, ratings, visits */
	RECORD_PLACE("labour_officer", "person"), RECORD_PLACE("labour_case", "author"), RECORD_PLACE("labour_case", "drafter"), RECORD_PLACE("labour_case", "signer"),
	RECORD_PLACE("labour_case", "inspector1"), RECORD_PLACE("labour_case", "inspector2"), RECORD_PLACE("labour_case", "inspector3"), RECORD_PLACE("labour_case", "verifier"),
	RECORD_PLACE("labour_letter", "drafter"), RECORD_PLACE("labour_letter", "signer"), RECORD_PLACE("mediation", "author"), RECORD_PLACE("mediation", "drafter"), RECORD_PLACE("mediation", "signer"),
	RECORD_PLACE("mediation", "respondent"), RECORD_PLACE("mediation", "mediator1"), RECORD_PLACE("mediation", "mediator2"), RECORD_PLACE("labour_risk", "reporter"),
	RECORD_PLACE("labour_risk", "handler"), RECORD_PLACE("zero_report", "reporter"), RECORD_PLACE("labour_checkup", "inspector"), RECORD_PLACE("visit_promise", "owner"),
	RECORD_PLACE("legal_aid", "author"), RECORD_PLACE("legal_aid", "drafter"), RECORD_PLACE("legal_aid", "signer"), RECORD_PLACE("legal_aid", "handler"), RECORD_PLACE("rating", "caller"), RECORD_PLACE("rating", "drafter"), RECORD_PLACE("rating", "signer"),
	/* meetings, elections, votes */
	KEYS_PLACE("meeting_here", "person", .keys = {"meeting"}, .once = true),
	KEYS_PLACE("election_candidate", "person", .keys = {"election", "organ"}, .once = true),
	KEYS_PLACE("election_seat", "person", .text_key = "name", .keys = {"election", "organ"}),
	KEYS_PLACE("vote_roll", "person", .keys = {"vote"}, .once = true, .only = "vote in (select id from vote where state = 1)"),
	STAYS("vote_option", "person", "the ballot paper is as it was voted on"), STAYS("vote_key", "person", "each half of the urn's key is of the teller who made it"),
	STAYS("vote_key", "teller", "a number, 1 or 2"), STAYS("labour_officer", "chair", "a yes or no"), STAYS("vote", "teller1", "the protocol names who was teller"), STAYS("vote", "teller2", "the protocol names who was teller"),
	/* what is one's own on the screen */
	ROW_PLACE("message", "person"), ROW_PLACE("saved_view", "person"), ROW_PLACE("member_batch", "person"), ROW_PLACE("import_batch", "person"),
	KEYS_PLACE("account", "person", .once = true), KEYS_PLACE("outbox_choice", "person", .once = true),
	STAYS("session", "person", "who was signed in signs in again"), STAYS("once", "person", "a form that was sent"),
	STAYS("import_map", "person", "columns are chosen once more"),
	/* the past */
	STAYS("plan_baseline", "person", HISTORY), STAYS("plan_answer", "person", HISTORY), STAYS("plan_undo", "person", HISTORY),
	STAYS("event", "actor", HISTORY), STAYS("person_merge", "kept", OWN), STAYS("person_merge", "lost", OWN), STAYS("person_double", "person", OWN), STAYS("person_alike", "person", OWN), STAYS("person_alike", "other", OWN),
	{0},
};

/* ---- statements, made from the table ---- */

enum { KEYS = 3 };

static int n_keys(const struct place *p)
{
	int n = 0;
	while (n < KEYS && p->keys[n])
		n++;
	return n;
}

static const char *key(const struct place *p, int i)
{
	if (p->kind != PLACE_KEYS)
		return i ? NULL : "id";
	return i < KEYS ? p->keys[i] : NULL;
}

/* Where a person stands: up to three numbers and a text. */
static const char *find_text(struct arena *a, const struct place *p)
{
	struct buf b = buf_in(a);
	buf_puts(&b, "select ");
	for (int i = 0; i < KEYS; i++)
		buf_printf(&b, "%s, ", key(p, i) ? key(p, i) : "0");
	buf_printf(&b, "%s from %s where %s = $1", p->text_key ? p->text_key : "''", p->table, p->column);
	if (p->only)
		buf_printf(&b, " and %s", p->only);
	return buf_text(&b);
}

static void named(struct buf *b, const struct place *p, const char *alias)
{
	int at = 3;
	for (int i = 0; i < KEYS; i++)
		if (key(p, i))
			buf_printf(b, " and %s%s = $%d", alias, key(p, i), at++);
	if (p->text_key)
		buf_printf(b, " and %s%s = $%d", alias, p->text_key, at);
}

static const char *move_text(struct arena *a, const struct place *p)
{
	struct buf b = buf_in(a);
	buf_printf(&b, "update %s set %s = $1%s where %s = $2", p->table, p->column, p->kind == PLACE_RECORD ? ", version = version + 1" : "", p->column);
	named(&b, p, "");
	if (p->once) {
		buf_printf(&b, " and not exists (select 1 from %s o where o.%s = $1", p->table, p->column);
		named(&b, p, "o.");
		buf_puts(&b, ")");
	}
	return buf_text(&b);
}

struct spot {
	int64_t keys[KEYS];
	const char *text;
};

static bool move_one(struct req *r, const struct place *p, const struct spot *x, int64_t from, int64_t to)
{
	struct stmt *s = db_use_text(r->db, move_text(r->arena, p));
	int at = 3;
	bind_int(s, 1, to);
	bind_int(s, 2, from);
	for (int i = 0; i < (p->kind == PLACE_KEYS ? n_keys(p) : 1); i++)
		bind_int(s, at++, x->keys[i]);
	if (p->text_key)
		bind_text(s, at, x->text);
	return db_run(s) == 1;
}

static struct spot *spots(struct req *r, const struct place *p, int64_t person, size_t *n)
{
	enum { FIRST = 16 };
	size_t room = FIRST;
	struct spot *out = NEW_N(r->arena, struct spot, room);
	struct stmt *s = db_use_text(r->db, find_text(r->arena, p));
	*n = 0;
	bind_int(s, 1, person);
	while (db_step(s)) {
		if (*n == room) {
			struct spot *more = NEW_N(r->arena, struct spot, room * 2);
			memcpy(more, out, room * sizeof(*out));
			out = more;
			room *= 2;
		}
		out[(*n)++] = (struct spot){{col_int(s, 0), col_int(s, 1), col_int(s, 2)}, col_text(s, 3, r->arena)};
	}
	db_done(s);
	return out;
}

int64_t places_move(struct req *r, int64_t merge, int64_t from, int64_t to)
{
	int64_t moved = 0;
	for (const struct place *p = merge_places; p->table; p++) {
		size_t n;
		if (p->kind == PLACE_STAYS)
			continue;
		struct spot *x = spots(r, p, from, &n);
		const char *name = arena_printf(r->arena, "%s.%s", p->table, p->column);
		for (size_t i = 0; i < n; i++)
			if (move_one(r, p, &x[i], from, to))
				q_merge_moved_add(r->db, merge, ++moved, name, x[i].keys[0], x[i].keys[1], x[i].keys[2], x[i].text);
	}
	return moved;
}

static const struct place *place_named(const char *name)
{
	const struct place *p = merge_places;
	for (; p->table; p++) {
		size_t n = strlen(p->table);
		if (strncmp(name, p->table, n) == 0 && name[n] == '.' && strcmp(name + n + 1, p->column) == 0)
			return p;
	}
	return NULL;
}

int64_t places_give_back(struct req *r, int64_t merge, int64_t from, int64_t to)
{
	size_t n;
	int64_t stayed = 0;
	struct merge_moved *m = q_merge_moved(r->db, r->arena, merge, &n);
	for (size_t i = 0; i < n; i++) {
		const struct place *p = place_named(m[i].place);
		struct spot x = {{m[i].k1, m[i].k2, m[i].k3}, m[i].k4};
		stayed += !p || p->kind == PLACE_STAYS || !move_one(r, p, &x, from, to);
	}
	q_merge_moved_clear(r->db, merge);
	return stayed;
}
