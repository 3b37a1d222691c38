/* Changing one's own password. */
#include "accounts.html.h"
#include "accounts.sql.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/session.h"
#include "kernel.sql.h"
#include "modules/accounts/accounts.h"
#include "secret/password.h"

struct change {
	const char *old_problem, *problem, *again_problem;
	const char *hash;
	instant changed_at; /* of the password that was checked */
};

bool account_strict(struct req *r, int64_t person)
{
	size_t n;
	struct grant *g = grants_load(r->db, r->arena, person, r->today, &n);
	for (size_t i = 0; i < n; i++)
		if (BIT(g[i].role) & (ADMINS | STAFF))
			return true;
	return false;
}

const char *account_password_problem(struct req *r, int64_t person, const char *password)
{
	struct account_of a;
	const char *phone = NULL;
	struct password_owner owner = {0};
	if (person && q_account_of(r->db, r->arena, person, &a)) {
		struct seal_place place = {"person", "mobile", person};
		if (*a.mobile_seal && secret_unseal(r->arena, &r->app->keys, place, a.mobile_seal, &phone))
			owner.phone = phone;
		owner.staff_no = *a.staff_no ? a.staff_no : NULL;
		owner.admin = account_strict(r, person);
	}
	return password_problem(r->arena, password, &owner);
}

static void show(struct req *r)
{
	page_begin(r, &(struct page){.title = "修改密码", .nav = "/account", .bare = r->who->must_change,
				     .body_class = r->who->must_change ? "solo" : "", .crumbs = {{"我的账号", "/account"}}});
	tpl_password(r->out, r, account_strict(r, r->who->person));
	page_end(r);
}

/* A second factor that is still missing comes first: the password alone must not be enough to change it. */
static bool second_given(struct req *r)
{
	if (r->who->second_missing)
		see_other(r, "/account/second");
	return !r->who->second_missing;
}

void get_password(struct req *r)
{
	if (second_given(r))
		show(r);
}

void prepare_password(struct req *r)
{
	struct change *c = NEW(r->arena, struct change);
	struct account_of a;
	const char *old = form_get(r, "old"), *password = form_get(r, "password");
	r->prepared = c;
	if (!second_given(r) || !tries_left_or_refuse(r, TRIES_PASSWORD, arena_printf(r->arena, "person %lld", (long long)r->who->person)))
		return;
	if (!q_account_of(r->db, r->arena, r->who->person, &a))
		return;
	c->changed_at = a.changed_at;
	if (!password_verify(a.password, old)) {
		c->old_problem = "现在的密码不对，请重新填写。";
		tries_failed(r, TRIES_PASSWORD, arena_printf(r->arena, "person %lld", (long long)r->who->person));
	}
	c->problem = text_is(old, password) ? "新密码要与现在的密码不同。" :
					    account_password_problem(r, r->who->person, password);
	if (!text_is(password, form_get(r, "again")))
		c->again_problem = "两次填写的新密码不一样，请重新填写。";
	if (!c->old_problem && !c->problem && !c->again_problem)
		c->hash = password_hash(r->arena, password);
}

void post_password(struct req *r)
{
	const struct change *c = r->prepared;
	struct account_of a;
	int64_t me = r->who->person;
	if (!second_given(r))
		return;
	if (!q_account_of(r->db, r->arena, me, &a)) {
		refuse(r, 404, "没有这个账号。请联系本单位工会。");
		return;
	}
	const char *locked = account_locked(r, &(struct account_lock){me, a.locked_until, a.changed_at});
	if (locked) {
		refuse(r, 423, "%s", locked);
		return;
	}
	if (c->old_problem) {
		device_failed(r, me, a.changed_at);
		problem_add(&r->problems, "old", "%s", c->old_problem);
		account_note_failure(r, me, a.unit);
	}
	if (c->problem)
		problem_add(&r->problems, "password", "%s", c->problem);
	if (c->again_problem)
		problem_add(&r->problems, "again", "%s", c->again_problem);
	if (!r->problems.n && a.changed_at != c->changed_at)
		problem_add(&r->problems, "old", "密码刚刚在别处改过。请用新的密码再试。");
	if (r->problems.n) {
		show(r);
		answer_status(r, 422);
		return;
	}
	q_account_password(r->db, me, c->hash, 0, r->now);
	q_sessions_drop_others(r->db, me, "");
	session_open(r, me, *a.totp_seal != 0);
	device_remember(r, me, r->now);
	account_event(r, me, a.unit, "password");
	struct who *w = arena_memdup(r->arena, r->who, sizeof(*w));
	w->must_change = false;
	if (!account_goes_on(r, w))
		see_other_saying(r, "/account", "密码已修改，其他设备上的登录都已结束。");
}
