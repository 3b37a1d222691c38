/*
 * ballots DATA N [DATABASE]: an open secret vote with N voters on their phones, each with a session and a ballot that
 * was checked. Prints the vote's number, then a cookie, a form key and the form a line, for phones.
 *
 * The folder must hold the sample organisation ("lianxin demo"). Rows go in directly: what is measured is casting.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/data.h"
#include "engines/vote/urn.h"
#include "kernel.sql.h"
#include "kernel/unit.h"
#include "modules/votes/inside.h"
#include "secret/id.h"
#include "secret/token.h"

enum { UNIT = 10, TEAM = 105, TELLER1 = 1006, TELLER2 = 1008 };

static struct vote *open_vote(struct req *r)
{
	struct vote *v = record_new(r->arena, &vote_record);
	v->id = id_new();
	v->unit = UNIT;
	v->version = 1;
	v->state = VOTE_OPEN;
	v->title = "通过样例集体合同草案";
	v->kind = VOTE_QUESTION;
	v->manner = VOTE_SECRET;
	v->voters = VOTE_MEMBERS;
	v->pass = PASS_HALF_ALL;
	v->online = true;
	v->held_on = r->today;
	v->teller1 = TELLER1;
	v->teller2 = TELLER2;
	v->created_at = r->now;
	record_insert(r->db, r->arena, &vote_record, v);
	for (int half = 1; half <= 2; half++) {
		struct teller_key k;
		teller_key_make(r->arena, half == 1 ? "春江潮水连海平海上明月" : "滟滟随波千万里何处春江", &k);
		q_vote_key_put(r->db, v->id, half, half == 1 ? TELLER1 : TELLER2, k.public_key, k.salt, k.sealed_key);
	}
	return v;
}

static void add_voter(struct req *r, const struct vote *v, long no)
{
	struct person_row *p = record_new(r->arena, &person_record);
	const char *token = token_new(r->arena, 24), *hash = token_hash(r->arena, token), *receipt = receipt_new(r->arena), *ballot = no % 5 ? "+" : no % 2 ? "-" : "0";
	p->id = id_new();
	p->unit = TEAM;
	p->version = 1;
	p->state = PERSON_ACTIVE;
	p->name = arena_printf(r->arena, "样例选民%ld", no);
	p->created_at = r->now;
	record_insert(r->db, r->arena, &person_record, p);
	q_account_add(r->db, p->id, "", 0, r->now);
	q_vote_roll_add(r->db, v->id, no, p->id, p->name, "运行一值");
	q_session_add(r->db, hash, p->id, r->now, r->now + 86400000, 1, "", "");
	printf("%s %s ballot=%s&receipt=%s&proof=%s\n", token, secret_sign(r->arena, &r->app->keys, "csrf", hash), *ballot == '+' ? "%2B" : ballot, receipt,
	       secret_sign(r->arena, &r->app->keys, "ballot", arena_printf(r->arena, "%lld %lld %s %s", (long long)v->id, (long long)p->id, receipt, ballot)));
}

static void fill(struct req *r, void *context)
{
	const struct vote *v = open_vote(r);
	printf("%lld\n", (long long)v->id);
	for (long i = 0; i < *(long *)context; i++) {
		struct arena_mark mark = arena_mark(r->arena);
		add_voter(r, v, i + 1);
		arena_release(r->arena, mark);
	}
}

int main(int argc, char **argv)
{
	long n = argc > 2 ? atol(argv[2]) : 0;
	char option[] = "--data", base[] = "--db", none[] = "";
	char *data[] = {option, argc > 1 ? argv[1] : none, argc > 3 ? base : NULL, argc > 3 ? argv[3] : NULL, NULL};
	struct app *app = app_new();
	const char *bad = n < 1 ? "ballots DATA N [DATABASE]" : options_read(app, argc > 3 ? 4 : 2, data, NULL, NULL);
	if (!bad)
		bad = data_open(app);
	if (!bad && !data_write(app, fill, &n))
		bad = "the voters could not be written";
	if (bad)
		fprintf(stderr, "%s\n", bad);
	app_end(app);
	return bad != NULL;
}
