#include "kernel/session.h"

#include <string.h>

#include "kernel/app.h"
#include "kernel.sql.h"
#include "secret/token.h"

enum { MINUTE = 60000, SEEN_EVERY = 5 * MINUTE };

const char *const session_tables[] = {"session", "account", "person", "post", "unit", NULL};

struct grant *grants_load(struct db *d, struct arena *a, int64_t person, day today, size_t *n)
{
	struct grants_of *rows = q_grants_of(d, a, person, today, n);
	struct grant *out = NEW_N(a, struct grant, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct grant){rows[i].role, rows[i].unit, rows[i].unit_name, rows[i].path, rows[i].title};
	return out;
}

bool session_wants_second(const struct grant *grants, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (BIT(grants[i].role) & ADMINS)
			return true;
	return false;
}

struct seen {
	const char *hash;
	instant now, expires;
};

static void touch(struct db *d, struct arena *a, void *context)
{
	struct seen *s = context;
	(void)a;
	q_session_seen(d, s->hash, s->now, s->expires);
}

/* Everyone is a worker of his home unit; posts add to that. */
static void add_worker(struct req *r, struct who *w)
{
	struct grant *all = NEW_N(r->arena, struct grant, w->n_grants + 1);
	if (w->n_grants)
		memcpy(all, w->grants, w->n_grants * sizeof(*all));
	for (size_t i = 0; i < w->n_grants; i++)
		if (BIT(all[i].role) & ADMINS)
			return; /* administrators see no business data */
	all[w->n_grants++] = (struct grant){ROLE_WORKER, w->unit, w->unit_name, w->path, ""};
	w->grants = all;
}

const struct who *asker_of(struct req *r, int64_t person)
{
	struct who *w = NEW(r->arena, struct who);
	struct who_get p = {.name = "", .unit_name = "", .path = "", .title = ""};
	bool here = q_who_get(r->db, r->arena, person, &p);
	*w = (struct who){.person = person, .name = p.name, .unit = p.unit, .unit_name = p.unit_name, .path = p.path, .title = p.title, .session = ""};
	if (here) {
		w->grants = grants_load(r->db, r->arena, person, r->today, &w->n_grants);
		add_worker(r, w);
	}
	return w;
}

/* Without a session, forms are protected by a random cookie of their own. */
static void guest_key(struct req *r, bool anew)
{
	const char *key = pairs_get(&r->x->cookies, "lxp");
	if (!key || strlen(key) < 20 || strlen(key) > 64) {
		if (r->x->method == METHOD_POST && !anew)
			return;
		key = token_new(r->arena, 18);
		answer_cookie(r->x, "lxp", key, 0);
	}
	r->csrf = secret_sign(r->arena, &r->app->keys, "csrf", key);
}

static void guest(struct req *r)
{
	guest_key(r, false);
}

void session_guest(struct req *r)
{
	guest_key(r, true);
}

void session_enter(struct req *r)
{
	const char *token = pairs_get(&r->x->cookies, "lx");
	struct session_get s;
	if (!token || strlen(token) > 64 || !*token) {
		guest(r);
		return;
	}
	const char *hash = token_hash(r->arena, token);
	if (!q_session_get(r->db, r->arena, hash, &s) || s.expires_at <= r->now) {
		guest(r);
		return;
	}
	struct who *w = NEW(r->arena, struct who);
	*w = (struct who){.person = s.person, .name = s.name, .unit = s.unit, .unit_name = s.unit_name,
			  .path = s.path, .title = s.title, .must_change = s.must_change, .session = hash};
	w->grants = grants_load(r->db, r->arena, s.person, r->today, &w->n_grants);
	w->second_missing = !s.second && (session_wants_second(w->grants, w->n_grants) || s.has_totp);
	add_worker(r, w);
	r->who = w;
	r->csrf = secret_sign(r->arena, &r->app->keys, "csrf", hash);
	if (r->now - s.seen_at > SEEN_EVERY) {
		struct seen *seen = NEW(r->arena, struct seen);
		*seen = (struct seen){hash, r->now, r->now + (instant)r->app->idle_minutes * MINUTE};
		note(r, touch, seen);
	}
}

void session_open(struct req *r, int64_t person, bool second)
{
	const char *token = token_new(r->arena, 24), *agent = pairs_get(&r->x->headers, "user-agent"), *hash = token_hash(r->arena, token);
	r->csrf = secret_sign(r->arena, &r->app->keys, "csrf", hash); /* of the forms that this answer may hold */
	q_session_add(r->db, hash, person, r->now,
		      r->now + (instant)r->app->idle_minutes * MINUTE, second,
		      arena_strndup(r->arena, agent ? agent : "", 200), r->x->peer ? r->x->peer : "");
	answer_cookie(r->x, "lx", token, 0);
}

void session_close(struct req *r)
{
	if (r->who)
		q_session_drop(r->db, r->who->session);
	answer_cookie(r->x, "lx", "", -1);
}
