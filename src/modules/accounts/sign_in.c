/* Signing in and out. */
#include <string.h>

#include "accounts.html.h"
#include "accounts.sql.h"
#include "kernel/again.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/session.h"
#include "kernel.sql.h"
#include "modules/accounts/accounts.h"
#include "secret/password.h"

struct sign_in {
	int64_t person;
	bool right; /* the password is */
	instant changed_at; /* of the password that was checked */
};

static const char *safe_next(struct req *r)
{
	const char *next = *form_get(r, "next") ? form_get(r, "next") : query_get(r, "next");
	return inside(next, "");
}

static void show(struct req *r, const char *problem)
{
	struct again typed;
	bool kept = again_typed(r, &typed);
	page_begin(r, &(struct page){.title = "登录", .bare = true});
	tpl_sign_in(r->out, r, safe_next(r), form_get(r, "login"), problem, kept ? &typed : NULL);
	page_end(r);
}

void get_sign_in(struct req *r)
{
	if (r->who)
		see_other(r, "/");
	else if (!q_account_any(r->db))
		see_other(r, "/setup");
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
void prepare_sign_in(struct req *r)
{
	struct account_by_mobile a = {0};
	struct sign_in *s = NEW(r->arena, struct sign_in);
	bool known = find_account(r, &a);
	if (!(known && device_known(r, a.person, a.changed_at)) && !tries_left_or_refuse(r, TRIES_PASSWORD, form_get(r, "login")))
		return;
	s->right = password_verify(known ? a.password : NULL, form_get(r, "password"));
	s->person = known ? a.person : 0;
	s->changed_at = a.changed_at;
	if (!s->right)
		tries_failed(r, TRIES_PASSWORD, form_get(r, "login"));
	r->prepared = s;
}

static void wrong(struct req *r)
{
	show(r, "手机号（或工号）与密码不符。连续 5 次不符，账号会锁定 1 分钟，再不符逐次加倍。");
	answer_status(r, 422);
}

bool account_goes_on(struct req *r, const struct who *w)
{
	struct again typed;
	const struct who *asked = r->who;
	const char *next = safe_next(r);
	if (!again_carried(r, &typed))
		return false;
	r->who = w;
	if (!again_is_by(r, &typed, w->person))
		see_other_saying(r, *next ? next : "/", "登录前那一页上填写的内容不是你填的，没有提交，也没有保留。");
	else if (w->second_missing)
		get_second(r);
	else if (w->must_change)
		get_password(r);
	else
		page_again(r, 200, "已经登录", "刚才登录过期，你填写的内容还在，点一下就提交。不能确认是否已经办理，再点一次不会重复办理。", &typed);
	r->who = asked; /* the answer is kept as that of who asked */
	return true;
}

static const struct who *signed_in(struct req *r, int64_t person, const struct account_of *a)
{
	struct who *w = arena_memdup(r->arena, asker_of(r, person), sizeof(*w));
	w->second_missing = *a->totp_seal || session_wants_second(w->grants, w->n_grants);
	w->must_change = a->must_change;
	return w;
}

void post_sign_in(struct req *r)
{
	const struct sign_in *s = r->prepared;
	struct account_of a;
	if (!s->person || !q_account_of(r->db, r->arena, s->person, &a)) {
		wrong(r);
		return;
	}
	const char *locked = account_locked(r, &(struct account_lock){s->person, a.locked_until, a.changed_at});
	if (locked) {
		show(r, locked);
		answer_status(r, 423);
		return;
	}
	if (!s->right || a.changed_at != s->changed_at || a.state != 1) {
		device_failed(r, s->person, a.changed_at);
		account_note_failure(r, s->person, a.unit);
		wrong(r);
		return;
	}
	/* With a second factor, only its right code forgets the wrong ones and makes the device known. */
	if (!*a.totp_seal) {
		q_account_unlock(r->db, s->person);
		device_remember(r, s->person, a.changed_at);
	}
	if (r->who)
		q_session_drop(r->db, r->who->session);
	session_open(r, s->person, false);
	account_event_in(r->db, r->arena, r->now, s->person, s->person, a.unit, "signed_in");
	const char *next = safe_next(r);
	if (!account_goes_on(r, signed_in(r, s->person, &a)))
		see_other(r, *next ? next : "/");
}

void post_sign_out(struct req *r)
{
	session_close(r);
	see_other(r, "/sign-in");
}
