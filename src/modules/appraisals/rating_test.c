/*
 * The attacker who holds every stored byte: the tables after each rating, the database's files with their log, the
 * key file; not the passphrase. He tries to say what one member thinks of his union.
 */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "app/demo_year.h"
#include "engines/vote/urn.h"
#include "kernel/app.h"
#include "kernel/writer.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/token.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define PASS "春江潮水连海平海上明月共潮生"

enum { RATERS = 24, FIRST = 5001 };

static struct arena *arena;
static char mobiles[RATERS][16];
static const char *sealed[RATERS];
static long long ids[RATERS];

/* The n-th to come says this: 12 content, 6 fairly, 6 not, in no simple order. */
static int says(int i)
{
	static const int of[] = {1, 3, 1, 2, 1, 1, 3, 2, 1, 1, 2, 3};
	return of[i % 12];
}

static void people(struct app *app)
{
	static struct demo_person p[RATERS];
	static char names[RATERS][24];
	int64_t who[RATERS];
	struct db *d = writer_db(app->writer);
	arena = arena_new(1u << 28);
	for (int i = 0; i < RATERS; i++) {
		snprintf(mobiles[i], sizeof(mobiles[i]), "139000050%02d", i);
		snprintf(names[i], sizeof(names[i]), "样例评%02d", i);
		p[i] = (struct demo_person){names[i], mobiles[i], 10, ROLE_WORKER, 10, "职工"};
		who[i] = FIRST + i;
	}
	db_begin(d);
	demo_people_add(app, d, FIRST, p, RATERS);
	db_commit(d);
	test_members(app, who, RATERS);
}

static const char *text_of(struct app *app, const char *sql)
{
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	struct buf b = buf_in(arena);
	while (db_step(s))
		buf_printf(&b, "%s\n", col_text(s, 0, arena));
	db_done(s);
	return arena_strdup(arena, buf_text(&b));
}

/* What a rating changes besides roll and urn; every row of every table that could tell. */
static const char *rest(struct app *app)
{
	return arena_printf(arena, "%s|%s|%s|%s", text_of(app, "select version || ' ' || state || ' ' || good || ' ' || fair || ' ' || bad || ' ' || rated_on from appraisal_entry order by id"),
			    text_of(app, "select id || '' from event order by id"), text_of(app, "select person || '' from once where person >= 5001"),
			    text_of(app, "select id || '' from message where person >= 5001"));
}

static int in_urn(struct app *app)
{
	struct stmt *s = db_use_text(writer_db(app->writer), "select id, sealed from appraisal_urn");
	int n = 0, fresh = -1;
	while (db_step(s)) {
		bool known = false;
		for (int i = 0; i < RATERS && !known; i++)
			known = ids[i] == col_int(s, 0);
		if (!known)
			for (fresh = 0; ids[fresh]; fresh++)
				;
		if (!known) {
			ids[fresh] = col_int(s, 0);
			sealed[fresh] = col_text(s, 1, arena);
		}
		n++;
	}
	db_done(s);
	return n;
}

/* After each rating he looks at all there is: nothing has moved but one name on the roll and one sealed line. */
static const char *all_rate(struct app *app)
{
	const char *before = NULL;
	for (int i = 0; i < RATERS; i++) {
		struct visitor *v = visitor_new(app, arena);
		visitor_enter(v, mobiles[i]);
		const char *page = arena_printf(arena, "/entries/%lld/rating", scenario_kept("e"));
		visit(v, page);
		before = rest(app);
		visit_post(v, page, arena_printf(arena, "rating=%d", says(i)));
		WANT(v, v->status == 303, "the rating was not taken");
		if (strcmp(before, rest(app)) != 0)
			return "a rating changes more than roll and urn";
		if (in_urn(app) != i + 1)
			return "the urn does not hold one line a rating";
	}
	return NULL;
}

static const char *lines_look_alike(struct app *app)
{
	(void)app;
	for (int i = 0; i < RATERS; i++)
		for (int k = 0; k < i; k++)
			if (strlen(sealed[i]) != strlen(sealed[k]) || strncmp(sealed[i], sealed[k], 40) == 0)
				return "two sealed ratings can be told apart or look the same";
	return NULL;
}

/* The numbers in the urn do not follow the turn: of 23 neighbours about half rise. */
static const char *numbers_tell_nothing(struct app *app)
{
	int up = 0;
	(void)app;
	for (int i = 1; i < RATERS; i++)
		up += ids[i] > ids[i - 1];
	return up > 3 && up < 20 ? NULL : "the numbers follow the time";
}

/* The key file gives the inner key only. Without the passphrase neither it nor its own bytes open one line. */
static const char *key_file_opens_nothing(struct app *app)
{
	unsigned char secrets[2][URN_KEY_BYTES];
	struct teller_key keys[2];
	struct urn_opened o;
	long long appraisal = scenario_kept("p");
	struct stmt *s = db_use_text(writer_db(app->writer), "select public_key, salt, sealed_key from appraisal_key order by half");
	for (int i = 0; i < 2 && db_step(s); i++)
		keys[i] = (struct teller_key){col_text(s, 0, arena), col_text(s, 1, arena), col_text(s, 2, arena)};
	db_done(s);
	const char *server = secret_sign(arena, &app->keys, "rating", arena_printf(arena, "%lld", appraisal));
	if (!teller_key_open(&keys[1], server, secrets[1]))
		return "the server's half is another one";
	if (teller_key_open(&keys[0], server, secrets[0]) || teller_key_open(&keys[0], "", secrets[0]))
		return "the passphrase is not needed";
	memcpy(secrets[0], secrets[1], URN_KEY_BYTES);
	urn_open(arena, keys, secrets, scenario_kept("e"), sealed, RATERS, &o);
	return o.n_stacks || o.strange != RATERS ? "the key file opens ratings" : NULL;
}

static struct str file_bytes(const char *path)
{
	struct buf b = buf_in(arena);
	FILE *f = fopen(path, "rb");
	char part[65536];
	for (size_t n; f && (n = fread(part, 1, sizeof(part), f)) > 0;)
		buf_put(&b, part, n);
	if (f)
		fclose(f);
	return buf_slice(&b);
}

/* Sealed lines are in no table, no free page and no log any more. */
static const char *nothing_remains(struct app *app)
{
	if (*text_of(app, "select sealed from appraisal_urn"))
		return "the urn is not empty";
	if (db_is_postgres(writer_db(app->writer)))
		return NULL;
	struct str db = file_bytes(app->db_url), wal = file_bytes(arena_printf(arena, "%s-wal", app->db_url));
	if (db.n < 4096)
		return "the database file was not found";
	for (int i = 0; i < RATERS; i++)
		if (memmem(db.p, db.n, sealed[i] + 20, 32) || memmem(wal.p, wal.n, sealed[i] + 20, 32))
			return "a sealed rating remains";
	return NULL;
}

static const char *passphrase_is_nowhere(struct app *app)
{
	struct str db = file_bytes(app->db_url), wal = file_bytes(arena_printf(arena, "%s-wal", app->db_url));
	return (db.n && memmem(db.p, db.n, PASS, strlen(PASS))) || (wal.n && memmem(wal.p, wal.n, PASS, strlen(PASS))) ? "the passphrase is stored" : NULL;
}

static const struct step steps[] = {
	{"a sheet", .as = FEDERATION, .post = "/sheets/samples/six-haves", .form = "unit=1", .want = 303, .keep = "s"},
	{"in use", .as = FEDERATION, .post = "/criteria_sheet/{s}/do/use", .want = 303},
	{"a campaign with members' ratings", .as = FEDERATION, .post = "/appraisals",
	 .form = "title=样例评选&sheet={s}&opens=2024-03-01&closes=2024-03-20&rated=1&contact=0513-85000000", .want = 303, .keep = "p"},
	{"its passphrase", .as = FEDERATION, .post = "/appraisals/{p}/key", .form = "passphrase=" PASS "&again=" PASS, .want = 303},
	{"open", .as = FEDERATION, .post = "/appraisal/{p}/do/open", .want = 303},
	{"an entry", .as = CADRE, .post = "/appraisals/{p}/entries", .form = "subject_id=10", .want = 303, .keep = "e"},
	{"assessed", .sql = "insert into appraisal_answer(entry, criterion, claim, text) select {e}, id, 0, '' from criterion where sheet = {s} and type <> 4"},
	{"submitted", .as = CADRE, .post = "/appraisal_entry/{e}/do/submit", .want = 303},
	{"each rating moves roll and urn and nothing else", .check = all_rate},
	{"all are on the roll", .sql = "select count(*) from appraisal_rated", .is = "24"},
	{"no figure is kept before counting", .sql = "select good + fair + bad from appraisal_entry where id = {e}", .is = "0"},
	{"sealed lines look alike", .check = lines_look_alike},
	{"their numbers tell nothing", .check = numbers_tell_nothing},
	{"the key file alone opens nothing", .check = key_file_opens_nothing},
	{"the passphrase is nowhere", .check = passphrase_is_nowhere},
	{"what was not visited is not opened", .as = FEDERATION, .post = "/appraisals/{p}/unseal", .form = "unseal=" PASS, .want = 409},
	{"visited", .sql = "update appraisal_entry set state = 3 where id = {e}"},
	{"opened", .as = FEDERATION, .post = "/appraisals/{p}/unseal", .form = "unseal=" PASS, .want = 303},
	{"twelve, six and six", .sql = "select good || ' ' || fair || ' ' || bad from appraisal_entry where id = {e}", .is = "12 6 6"},
	{"of what was sealed nothing remains", .check = nothing_remains},
	{"nor is the passphrase kept", .check = passphrase_is_nowhere},
	{"not opened twice", .as = FEDERATION, .post = "/appraisals/{p}/unseal", .form = "unseal=" PASS, .want = 409},
};

int main(void)
{
	return scenario_with("appraisals rating", people, steps, sizeof(steps) / sizeof(steps[0]));
}
