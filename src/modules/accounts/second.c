/* The second factor: six digits from an authenticator app, recovery codes for a lost phone. */
#include <string.h>

#include "accounts.html.h"
#include "accounts.sql.h"
#include "doc/qr.h"
#include "kernel/again.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/session.h"
#include "kernel.sql.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/accounts_view.h"
#include "secret/activation.h"
#include "secret/totp.h"

enum { RECOVERY_CODES = 8 };

void second_qr(struct buf *o, const char *url)
{
	qr_svg(o, url, "用验证器应用扫描，添加连心");
}

static const char *signed_secret(struct req *r, const char *secret)
{
	return secret_sign(r->arena, &r->app->keys, "second",
			   arena_printf(r->arena, "%s:%lld", secret, (long long)r->who->person));
}

static int64_t count_words(const char *text)
{
	int64_t n = 0;
	for (struct str rest = str_of(text); rest.n;)
		n += str_cut(&rest, ' ').n > 0;
	return n;
}

static bool load(struct req *r, struct account_of *a)
{
	if (q_account_of(r->db, r->arena, r->who->person, a))
		return true;
	refuse(r, 404, "没有这个账号。请联系本单位工会。");
	return false;
}

/* Asks for the code; or offers what to scan; or says how things stand. */
static void show(struct req *r, const struct account_of *a, const char *secret)
{
	struct second_page v = {.required = session_wants_second(r->who->grants, r->who->n_grants),
				.codes_left = count_words(a->recovery)};
	bool bare = r->who->second_missing;
	if (!*a->totp_seal) {
		v.setting_up = true;
		v.secret = *secret ? secret : totp_secret_new(r->arena);
		v.signature = signed_secret(r, v.secret);
		v.url = totp_url(r->arena, "连心", a->name, v.secret);
	}
	page_begin(r, &(struct page){.title = "两步验证", .nav = "/account", .bare = bare,
				     .body_class = bare ? "solo" : "", .crumbs = {{"我的账号", "/account"}}});
	if (v.setting_up)
		tpl_second_setup(r->out, r, &v);
	else if (r->who->second_missing)
		tpl_second_ask(r->out, r);
	else
		tpl_second_state(r->out, r, &v);
	page_end(r);
}

void get_second(struct req *r)
{
	struct account_of a;
	if (load(r, &a))
		show(r, &a, "");
}

static void wrong(struct req *r, const struct account_of *a, const char *secret, const char *problem)
{
	problem_add(&r->problems, "code", "%s", problem);
	show(r, a, secret);
	answer_status(r, 422);
}

/* Eight new codes: their hashes to be stored, their texts to be shown once. */
static const char *new_codes(struct req *r, const char **shown)
{
	struct buf hashes = buf_in(r->arena);
	for (int i = 0; i < RECOVERY_CODES; i++) {
		const char *code = activation_new(r->arena);
		shown[i] = activation_show(r->arena, code);
		buf_printf(&hashes, "%s%s", i ? " " : "", activation_hash(r->arena, &r->app->keys, code));
	}
	return buf_text(&hashes);
}

static void show_codes(struct req *r, const char **codes)
{
	struct again typed;
	page_begin(r, &(struct page){.title = "备用码", .nav = "/account", .crumbs = {{"我的账号", "/account"}}});
	tpl_second_codes(r->out, codes, RECOVERY_CODES);
	if (again_carried(r, &typed) && again_is_by(r, &typed, r->who->person))
		again_card(r->out, r, "登录以前填写的内容还在：保存好备用码，再点一下就提交。不能确认是否已经办理，再点一次不会重复办理。", &typed);
	page_end(r);
}

/* A new session key, because the session may do more from now on. */
static void renew_session(struct req *r)
{
	q_session_drop(r->db, r->who->session);
	session_open(r, r->who->person, true);
}

static const struct who *second_done(struct req *r)
{
	struct who *w = arena_memdup(r->arena, r->who, sizeof(*w));
	w->second_missing = false;
	return w;
}

static void set_up(struct req *r, const struct account_of *a)
{
	const char *secret = form_get(r, "secret"), *codes[RECOVERY_CODES];
	struct seal_place place = {"account", "totp", r->who->person};
	int64_t step;
	if (!secret_same(form_get(r, "signature"), signed_secret(r, secret))) {
		wrong(r, a, "", "页面已失效，请用验证器重新扫描下面的新二维码。");
		return;
	}
	if (!totp_check(secret, form_get(r, "code"), r->now, 0, &step)) {
		wrong(r, a, secret, "验证码不对。请确认手机时间准确，再填验证器里现在的 6 位数字。");
		return;
	}
	const char *hashes = new_codes(r, codes);
	q_account_second_set(r->db, r->who->person, secret_seal(r->arena, &r->app->keys, place, secret), step, hashes);
	q_sessions_drop_others(r->db, r->who->person, r->who->session);
	account_event(r, r->who->person, a->unit, "second_on");
	renew_session(r);
	r->who = second_done(r);
	show_codes(r, codes);
}

/* The stored hashes without the one of this code; NULL when it is not among them. */
static const char *without_code(struct req *r, const char *stored, const char *typed)
{
	const char *problem, *code = activation_read(r->arena, typed, &problem);
	const char *hash = code ? activation_hash(r->arena, &r->app->keys, code) : "";
	struct buf left = buf_in(r->arena);
	bool found = false;
	for (struct str rest = str_of(stored); rest.n;) {
		struct str one = str_cut(&rest, ' ');
		if (*hash && str_is(one, hash)) {
			found = true;
		} else {
			buf_printf(&left, "%s%.*s", left.n ? " " : "", (int)one.n, one.p);
		}
	}
	return found ? buf_text(&left) : NULL;
}

/* True when the code is right; it is then used up. */
static bool use_code(struct req *r, const struct account_of *a, const char *typed)
{
	struct seal_place place = {"account", "totp", r->who->person};
	const char *secret = "", *left;
	int64_t step;
	if (secret_unseal(r->arena, &r->app->keys, place, a->totp_seal, &secret) &&
	    totp_check(secret, typed, r->now, a->totp_step, &step))
		return q_account_step(r->db, r->who->person, step) == 1;
	left = without_code(r, a->recovery, typed);
	if (!left)
		return false;
	q_account_recovery(r->db, r->who->person, left);
	account_event(r, r->who->person, a->unit, "recovery");
	return true;
}

/* A code that must be right, counted like a password when it is not. */
static bool code_or_wrong(struct req *r, const struct account_of *a)
{
	const char *locked = account_locked(r, &(struct account_lock){r->who->person, a->locked_until, a->changed_at});
	if (locked) {
		refuse(r, 423, "%s", locked);
		return false;
	}
	if (use_code(r, a, form_get(r, "code")))
		return true;
	device_failed(r, r->who->person, a->changed_at);
	account_note_failure(r, r->who->person, a->unit);
	wrong(r, a, "", "验证码不对或已经用过。请等验证器换出新的 6 位数字再填；手机不在身边时可填一个备用码。");
	return false;
}

void post_second(struct req *r)
{
	struct account_of a;
	if (!load(r, &a))
		return;
	if (!*a.totp_seal) {
		set_up(r, &a);
		return;
	}
	if (!r->who->second_missing) {
		see_other(r, "/account/second");
		return;
	}
	if (!code_or_wrong(r, &a))
		return;
	q_account_unlock(r->db, r->who->person);
	device_remember(r, r->who->person, a.changed_at);
	renew_session(r);
	if (!account_goes_on(r, second_done(r)))
		see_other(r, "/");
}

void post_second_codes(struct req *r)
{
	struct account_of a;
	const char *codes[RECOVERY_CODES];
	if (!load(r, &a) || !code_or_wrong(r, &a))
		return;
	q_account_recovery(r->db, r->who->person, new_codes(r, codes));
	account_event(r, r->who->person, a.unit, "recovery_new");
	show_codes(r, codes);
}

void post_second_off(struct req *r)
{
	struct account_of a;
	if (!load(r, &a))
		return;
	if (session_wants_second(r->who->grants, r->who->n_grants)) {
		refuse(r, 409, "管理员必须使用两步验证，不能停用。换手机时，请安全管理员当面重置。");
		return;
	}
	if (!code_or_wrong(r, &a))
		return;
	q_account_second_set(r->db, r->who->person, "", 0, "");
	account_event(r, r->who->person, a.unit, "second_off");
	see_other_saying(r, "/account", "已停用两步验证。");
}
