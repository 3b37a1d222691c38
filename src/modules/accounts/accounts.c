/* Signing in and out. */
#include <string.h>

#include "accounts.html.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/session.h"
#include "kernel.sql.h"
#include "secret/password.h"

enum { TRIES = 5, LOCK_MINUTES = 30 };

struct sign_in {
	int64_t person;
	bool right; /* the password is */
	instant changed_at; /* of the password that was checked */
};

static const char *safe_next(struct req *r)
{
	const char *next = *form_get(r, "next") ? form_get(r, "next") : query_get(r, "next");
	return next[0] == '/' && next[1] != '/' && next[1] != '\\' ? next : "";
}

static void show(struct req *r, const char *problem)
{
	page_begin(r, &(struct page){.title = "登录", .bare = true, .body_class = "solo"});
	tpl_sign_in(r->out, r, safe_next(r), form_get(r, "login"), problem);
	page_end(r);
}

static void get_sign_in(struct req *r)
{
	if (r->who)
		see_other(r, "/");
	else
		show(r, NULL);
}

/* By mobile, or by unit code and staff number with a blank between. */
static bool find_account(struct req *r, struct account_by_mobile *out)
{
	struct str rest = str_of(form_get(r, "login")), first = str_cut(&rest, ' ');
	rest = str_trim(rest);
	if (rest.n)
		return q_account_by_staff_no(r->db, r->arena, str_dup(r->arena, first), str_dup(r->arena, rest), out);
	const char *hash = secret_number_hash(r->arena, &r->app->keys, "person.mobile", str_dup(r->arena, first));
	return *hash && q_account_by_mobile(r->db, r->arena, hash, out);
}

/* Off the event threads: hashing takes tens of milliseconds. */
static void prepare_sign_in(struct req *r)
{
	struct account_by_mobile a = {0};
	struct sign_in *s = NEW(r->arena, struct sign_in);
	bool known = find_account(r, &a);
	s->right = password_verify(known ? a.password : NULL, form_get(r, "password"));
	s->person = known ? a.person : 0;
	s->changed_at = a.changed_at;
	r->prepared = s;
}

struct failure {
	int64_t person, failed;
	instant locked_until;
};

static void count_failure(struct db *d, struct arena *a, void *context)
{
	struct failure *f = context;
	(void)a;
	q_account_failed(d, f->person, f->failed, f->locked_until);
}

static void wrong(struct req *r, const struct account_by_mobile *a)
{
	if (a) {
		struct failure *f = NEW(r->arena, struct failure);
		f->person = a->person;
		f->failed = a->failed + 1;
		f->locked_until = f->failed % TRIES == 0 ? r->now + LOCK_MINUTES * 60000 : 0;
		note(r, count_failure, f);
	}
	show(r, "手机号（或工号）与密码不符。连续 5 次不符，账号会锁定 30 分钟。");
	answer_status(r, 422);
}

static void post_sign_in(struct req *r)
{
	const struct sign_in *s = r->prepared;
	struct account_by_mobile a;
	if (!s->person || !q_account_by_person(r->db, r->arena, s->person, &a)) {
		wrong(r, NULL);
		return;
	}
	if (a.locked_until > r->now) {
		show(r, "密码多次不符，账号已锁定。请半小时后再试，或到本单位工会当面重置。");
		answer_status(r, 423);
		return;
	}
	if (!s->right || a.changed_at != s->changed_at || a.state != 1) {
		wrong(r, &a);
		return;
	}
	q_account_failed(r->db, a.person, 0, 0);
	session_open(r, a.person, false);
	const char *next = safe_next(r);
	see_other(r, *next ? next : "/");
}

static void post_sign_out(struct req *r)
{
	session_close(r);
	see_other(r, "/sign-in");
}

static const struct route routes[] = {
	{METHOD_GET, "/sign-in", .run = get_sign_in, .flags = ROUTE_PUBLIC, .help = "登录页"},
	{METHOD_POST, "/sign-in", .run = post_sign_in, .prepare = prepare_sign_in, .flags = ROUTE_PUBLIC,
	 .help = "用手机号或工号登录"},
	{METHOD_POST, "/sign-out", .run = post_sign_out, .flags = ROUTE_OPEN | ROUTE_HALF, .help = "退出登录"},
	{0},
};

const struct module mod_accounts = {
	.name = "accounts",
	.label = "账号",
	.routes = routes,
};
