#include "scenario/visitor.h"

#include "scenario.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "secret/secret.h"
#include "secret/token.h"

struct visitor *visitor_new(struct app *app, struct arena *a)
{
	struct visitor *v = NEW(a, struct visitor);
	*v = (struct visitor){.app = app, .arena = a, .page = "", .location = "", .set_cookie = "", .csrf = "",
			      .agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0"};
	return v;
}

const char *visitor_wrong(const struct visitor *v, const char *what)
{
	const char *main = strstr(v->page, "<main");
	return arena_printf(v->arena, "%s: status %d, to \"%s\", page %.4500s", what, v->status, v->location, main ? main : v->page);
}

const char *visitor_cookie(const struct visitor *v, const char *name)
{
	const char *value = pairs_get(&v->cookies, name);
	return value ? value : "";
}

void visitor_set_cookie(struct visitor *v, const char *name, const char *value)
{
	for (size_t i = 0; i < v->cookies.n; i++)
		if (strcmp(v->cookies.items[i].name, name) == 0) {
			v->cookies.items[i].value = arena_strdup(v->arena, value);
			return;
		}
	pairs_add(v->arena, &v->cookies, arena_strdup(v->arena, name), arena_strdup(v->arena, value));
}

/* "lx=abc; Path=/; …" into the jar; an emptied cookie is dropped. */
static void keep_cookies(struct visitor *v, const struct exchange *x)
{
	v->set_cookie = "";
	for (size_t i = 0; i < x->answer_headers.n; i++) {
		const struct pair *p = &x->answer_headers.items[i];
		if (strcasecmp(p->name, "Set-Cookie") != 0)
			continue;
		struct str rest = str_of(p->value), value = str_cut(&rest, ';'), name = str_cut(&value, '=');
		visitor_set_cookie(v, str_dup(v->arena, name), str_dup(v->arena, value));
		if (str_is(name, "lx"))
			v->set_cookie = arena_strdup(v->arena, p->value);
	}
}

const char *visitor_input(const struct visitor *v, const char *name)
{
	const char *mark = arena_printf(v->arena, "name=\"%s\" value=\"", name);
	const char *at = strstr(v->page, mark);
	if (!at)
		return "";
	at += strlen(mark);
	return arena_strndup(v->arena, at, strcspn(at, "\""));
}

static void add_upload(struct visitor *v, struct exchange *x)
{
	const char *path = arena_printf(x->arena, "%s/tmp/visitor-upload", v->app->data);
	FILE *f = fopen(path, "wb");
	if (!f || fputs(v->upload, f) < 0 || fclose(f) != 0)
		fault("cannot write %s", path);
	x->uploads = NEW(x->arena, struct upload);
	x->n_uploads = 1;
	*x->uploads = (struct upload){.name = "file", .filename = "a.txt", .path = path, .size = (int64_t)strlen(v->upload)};
	v->upload = NULL;
}

static void go(struct visitor *v, enum method method, const char *path, struct pairs form)
{
	struct arena *a = arena_new(64u << 20);
	struct exchange x = {.arena = a, .method = method, .peer = v->peer ? v->peer : "127.0.0.1",
			     .content_type = "", .form = form};
	const char *mark = strchr(path, '?');
	x.path = mark ? arena_strndup(a, path, (size_t)(mark - path)) : path;
	x.raw_query = mark ? mark + 1 : "";
	for (struct str rest = str_of(x.raw_query); rest.n;) {
		struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
		pairs_add(a, &x.query, str_dup(a, name), str_dup(a, value));
	}
	pairs_add(a, &x.headers, "host", "test");
	pairs_add(a, &x.headers, "user-agent", v->agent);
	if (v->origin && method == METHOD_POST)
		pairs_add(a, &x.headers, "origin", v->origin);
	for (size_t i = 0; i < v->cookies.n; i++)
		if (*v->cookies.items[i].value)
			pairs_add(a, &x.cookies, v->cookies.items[i].name, v->cookies.items[i].value);
	if (v->upload && method == METHOD_POST)
		add_upload(v, &x);
	dispatch_now(v->app, &x);
	scenario_visited(x.method == METHOD_POST, x.path, x.status);
	const char *location = pairs_get(&x.answer_headers, "Location");
	v->status = x.status;
	v->page = str_dup(v->arena, x.fixed.n ? x.fixed : buf_slice(&x.out));
	v->location = arena_strdup(v->arena, location ? location : "");
	keep_cookies(v, &x);
	if (*visitor_input(v, "_csrf"))
		v->csrf = visitor_input(v, "_csrf");
	arena_free(a);
}

void visit(struct visitor *v, const char *path)
{
	go(v, METHOD_GET, path, (struct pairs){0});
}

void visit_post(struct visitor *v, const char *path, const char *form)
{
	struct pairs p = {0};
	for (struct str rest = str_of(form); rest.n;) {
		struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
		pairs_add(v->arena, &p, str_dup(v->arena, name), str_dup(v->arena, value));
	}
	pairs_add(v->arena, &p, "_csrf", v->csrf);
	pairs_add(v->arena, &p, "_once", token_new(v->arena, 12));
	go(v, METHOD_POST, path, p);
}

int visitor_sign_in(struct visitor *v, const char *login, const char *password)
{
	visit(v, "/sign-in");
	visit_post(v, "/sign-in", arena_printf(v->arena, "login=%s&password=%s", login, password));
	return v->status;
}

void visitor_enter(struct visitor *v, const char *mobile)
{
	struct db *d = writer_db(v->app->writer);
	struct account_by_mobile who;
	const char *token = token_new(v->arena, 24), *hash = token_hash(v->arena, token);
	instant now = clock_now();
	if (!q_account_by_mobile(d, v->arena, secret_number_hash(v->arena, &v->app->keys, "person.mobile", mobile), &who))
		fault("no sample person %s", mobile);
	q_session_add(d, hash, who.person, now, now + 86400000, 1, "", "");
	visitor_set_cookie(v, "lx", token);
	v->csrf = secret_sign(v->arena, &v->app->keys, "csrf", hash);
}
