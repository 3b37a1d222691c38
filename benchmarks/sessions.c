/* sessions DATA LOGIN N [DATABASE]: N sessions of a sample person; a cookie and a form key a line, for phones. */
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/data.h"
#include "kernel.sql.h"
#include "kernel/request.h"
#include "secret/secret.h"
#include "secret/token.h"

struct order {
	const char *login;
	long n;
	bool known;
};

static void add(struct req *r, void *context)
{
	struct order *o = context;
	struct account_by_mobile who;
	o->known = q_account_by_mobile(r->db, r->arena, secret_number_hash(r->arena, &r->app->keys, "person.mobile", o->login), &who);
	for (long i = 0; o->known && i < o->n; i++) {
		const char *token = token_new(r->arena, 24), *hash = token_hash(r->arena, token);
		q_session_add(r->db, hash, who.person, r->now, r->now + 86400000, 1, "", "");
		printf("%s %s\n", token, secret_sign(r->arena, &r->app->keys, "csrf", hash));
	}
}

int main(int argc, char **argv)
{
	struct order o = {argc > 3 ? argv[2] : "", argc > 3 ? atol(argv[3]) : 0, false};
	char option[] = "--data", base[] = "--db", none[] = "";
	char *data[] = {option, argc > 1 ? argv[1] : none, argc > 4 ? base : NULL, argc > 4 ? argv[4] : NULL, NULL};
	struct app *app = app_new();
	const char *bad = o.n < 1 ? "sessions DATA LOGIN N [DATABASE]" : options_read(app, argc > 4 ? 4 : 2, data, NULL, NULL);
	if (!bad)
		bad = data_open(app);
	if (!bad && (!data_write(app, add, &o) || !o.known))
		bad = "the sessions could not be written";
	if (bad)
		fprintf(stderr, "%s\n", bad);
	app_end(app);
	return bad != NULL;
}
