/* First entry and face-to-face reset: a printed code, then a password of one's own. */
#include "accounts.html.h"
#include "accounts.sql.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/session.h"
#include "kernel.sql.h"
#include "modules/accounts/accounts.h"
#include "secret/activation.h"
#include "secret/password.h"

struct activation {
	const char *code_problem, *password_problem, *again_problem;
	const char *hash; /* of the code */
	const char *password; /* hashed; NULL: not good */
	int64_t person;
};

static void show(struct req *r)
{
	const char *code = r->x->method == METHOD_POST ? form_get(r, "code") : query_get(r, "code");
	page_begin(r, &(struct page){.title = "激活账号", .bare = true});
	tpl_activate(r->out, r, code);
	page_end(r);
}

void get_activate(struct req *r)
{
	show(r);
}

static void check_code(struct req *r, struct activation *v)
{
	struct account_by_activation a;
	const char *code = activation_read(r->arena, form_get(r, "code"), &v->code_problem);
	if (!code)
		return;
	v->hash = activation_hash(r->arena, &r->app->keys, code);
	if (!q_account_by_activation(r->db, r->arena, v->hash, &a))
		v->code_problem = "没有这个激活码，或已经用过。请核对激活单，或请本单位工会重新发放。";
	else if (a.activation_until <= r->now)
		v->code_problem = "激活码已过期。请到本单位工会重新领取。";
	else
		v->person = a.person;
}

void prepare_activate(struct req *r)
{
	struct activation *v = NEW(r->arena, struct activation);
	const char *password = form_get(r, "password");
	if (!tries_left_or_refuse(r, TRIES_CODE, form_get(r, "code")))
		return;
	check_code(r, v);
	if (!v->person)
		tries_failed(r, TRIES_CODE, form_get(r, "code"));
	v->password_problem = account_password_problem(r, v->person, password);
	if (!text_is(password, form_get(r, "again")))
		v->again_problem = "两次填写的密码不一样，请重新填写。";
	if (v->person && !v->password_problem && !v->again_problem)
		v->password = password_hash(r->arena, password);
	r->prepared = v;
}

static void tell(struct req *r, const char *field, const char *problem)
{
	if (problem)
		problem_add(&r->problems, field, "%s", problem);
}

void post_activate(struct req *r)
{
	const struct activation *v = r->prepared;
	struct account_person p;
	tell(r, "code", v->code_problem);
	tell(r, "password", v->password_problem);
	tell(r, "again", v->again_problem);
	if (!r->problems.n && (!q_account_person(r->db, r->arena, v->person, &p) || p.state != 1))
		tell(r, "code", "这个账号已停用。请联系本单位工会。");
	if (!r->problems.n && !q_account_activated(r->db, v->person, v->hash))
		tell(r, "code", "激活码刚刚被用过。请到本单位工会重新领取。");
	if (r->problems.n) {
		show(r);
		answer_status(r, 422);
		return;
	}
	q_account_password(r->db, v->person, v->password, 0, r->now);
	q_sessions_drop_others(r->db, v->person, "");
	account_event_in(r->db, r->arena, r->now, v->person, v->person, p.unit, "activated");
	if (r->who)
		q_session_drop(r->db, r->who->session);
	session_open(r, v->person, false);
	device_remember(r, v->person, r->now);
	see_other_saying(r, "/", "账号已激活。下次用手机号（或单位代码加工号）和刚设的密码登录。");
}

const char *account_new_code(struct db *d, struct arena *a, const struct keyring *keys, int64_t person,
			     instant until)
{
	const char *code = activation_new(a);
	q_account_begin(d, person, activation_hash(a, keys, code), until);
	q_sessions_drop_others(d, person, "");
	return code;
}

const char *account_login_hint(struct arena *a, const char *mobile_mask, const char *unit_code,
			       const char *staff_no)
{
	if (*mobile_mask)
		return arena_printf(a, "手机号 %s", mobile_mask);
	return *unit_code && *staff_no ? arena_printf(a, "%s %s", unit_code, staff_no) : "";
}
