/* Signing in, activation, passwords, second factor and sessions, as people do them. */
#include "scenario/scenario.h"
#include "scenario/visitor.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/driver.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/session.h"
#include "kernel/writer.h"
#include "modules/accounts/accounts.h"
#include "secret/secret.h"
#include "secret/token.h"
#include "secret/totp.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define SYSTEM "13800000011"
#define SECURITY "13800000012"
#define OTHER_CHAIR "13800000021"
#define PASSWORD "Lianxin-2024"
#define NEW_PASSWORD "Qingsong-Shan-7731"

static struct arena *memory;
static struct visitor *phone, *desk; /* two devices of the worker */
static const char *secret, *used_code, *recovery, *code;

static long long number(struct app *app, const char *sql)
{
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	long long n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

static const char *begin(struct app *app)
{
	memory = arena_new(256u << 20);
	phone = visitor_new(app, memory);
	desk = visitor_new(app, memory);
	tries_forget();
	return NULL;
}

/* ---- signing in ---- */

static const char *no_fixation(struct app *app)
{
	visitor_set_cookie(desk, "lx", "planted-by-somebody-else-000001");
	WANT(desk, visitor_sign_in(desk, WORKER, PASSWORD) == 303, "signing in");
	WANT(desk, strcmp(visitor_cookie(desk, "lx"), "planted-by-somebody-else-000001") != 0, "the planted cookie stays");
	WANT(desk, number(app, arena_printf(memory, "select count(*) from session where hash = '%s'",
		token_hash(memory, "planted-by-somebody-else-000001"))) == 0, "the planted token opens a session");
	const char *first = visitor_cookie(desk, "lx");
	WANT(desk, strlen(first) >= 32, "a session key of 24 random bytes");
	WANT(desk, number(app, arena_printf(memory, "select count(*) from session where hash = '%s'", first)) == 0,
	     "the database holds the key itself");
	return NULL;
}

/* ---- what decides who asks ---- */

static const char *unwatched; /* a table that was read */

static int at_read(void *context, int what, const char *table, const char *column, const char *base, const char *inner)
{
	(void)context, (void)column, (void)base, (void)inner;
	bool watched = what != SQLITE_READ;
	for (const char *const *t = session_tables; *t && !watched; t++)
		watched = strcmp(*t, table) == 0;
	if (!watched)
		unwatched = arena_strdup(memory, table);
	return SQLITE_OK;
}

/* The writer does not look up again who asks while none of session_tables was written: nothing else may be read for it. */
static const char *only_watched_tables(struct app *app)
{
	const char *why;
	struct db *d = db_is_postgres(app->readers[0]) ? NULL : db_open(app->db_url, DB_READ, memory, &why);
	if (!d)
		return NULL; /* the texts are the same there */
	struct req *r = system_request(app, d, memory);
	r->system = r->writing = false;
	r->x->cookies = desk->cookies;
	unwatched = NULL;
	sqlite3_set_authorizer(d->handle, at_read, NULL);
	session_enter(r);
	sqlite3_set_authorizer(d->handle, NULL, NULL);
	db_close(d);
	return !r->who ? "nobody was found" : unwatched ? arena_printf(memory, "%s is read and not watched", unwatched) : NULL;
}

static const char *cookie_attributes(struct app *app)
{
	(void)app;
	WANT(desk, strstr(desk->set_cookie, "HttpOnly"), "scripts can read the session cookie");
	WANT(desk, strstr(desk->set_cookie, "SameSite=Lax"), "the session cookie goes to other sites");
	WANT(desk, strstr(desk->set_cookie, "Path=/"), "the session cookie is not for the whole site");
	WANT(desk, !strstr(desk->set_cookie, "Domain"), "the session cookie goes to neighbours");
	return NULL;
}

static const char *old_key_dies(struct app *app)
{
	(void)app;
	const char *first = visitor_cookie(desk, "lx");
	visit(desk, "/account");
	visit_post(desk, "/sign-out", "");
	WANT(desk, desk->status == 303, "signing out");
	visitor_set_cookie(desk, "lx", first);
	visit(desk, "/account");
	WANT(desk, desk->status == 303 && strncmp(desk->location, "/sign-in", 8) == 0, "the old key still opens");
	return NULL;
}

static const char *no_open_redirect(struct app *app)
{
	(void)app;
	visit(desk, "/sign-in");
	visit_post(desk, "/sign-in", "login=" WORKER "&password=" PASSWORD "&next=//evil.example/");
	WANT(desk, desk->status == 303 && strcmp(desk->location, "/") == 0, "leads to another site");
	return NULL;
}

static const char *two_devices(struct app *app)
{
	phone->agent = "Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0";
	WANT(phone, visitor_sign_in(phone, WORKER, PASSWORD) == 303, "signing in with the phone");
	visit(desk, "/account");
	WANT(desk, strstr(desk->page, "微信，安卓手机") && strstr(desk->page, "Chrome 浏览器，Windows 电脑"), "the list of devices");
	WANT(desk, strstr(desk->page, "138****0007") && !strstr(desk->page, WORKER), "the mobile is masked");
	visit_post(desk, "/account/sessions", "");
	WANT(desk, desk->status == 303, "ending the others");
	visit(phone, "/account");
	WANT(phone, phone->status == 303, "the phone is still signed in");
	WANT(desk, number(app, "select count(*) from session where person = 1007 and hash <> 'x'") == 1, "one session is left");
	return NULL;
}

static const char *not_others_sessions(struct app *app)
{
	struct visitor *other = visitor_new(app, memory);
	WANT(other, visitor_sign_in(other, HANDLER, PASSWORD) == 303, "signing in");
	visit(other, "/account");
	visit_post(other, "/account/sessions", arena_printf(memory, "session=%s", token_hash(memory, visitor_cookie(desk, "lx"))));
	visit(desk, "/account");
	WANT(desk, desk->status == 200, "somebody ended another person's session");
	return NULL;
}

/* ---- lockout ---- */

static const char *fails(struct visitor *v, const char *login, int times)
{
	for (int i = 0; i < times; i++)
		WANT(v, visitor_sign_in(v, login, "wrong") == 422, "a wrong password");
	return NULL;
}

static const char *locks(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	const char *why = fails(v, HANDLER, 5);
	if (why)
		return why;
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 423 && strstr(v->page, "请 1 分钟后再试"), "five wrong ones lock for a minute");
	WANT(v, number(app, "select count(*) from event where record = 'account' and row_id = 1005 and verb = 'failed'") == 5, "five events");
	WANT(v, number(app, "select count(*) from event where record = 'account' and row_id = 1005 and verb = 'locked'") == 1, "one lock");
	clock_set(clock_now() + 61000);
	v->peer = "203.0.113.5";
	if ((why = fails(v, HANDLER, 5)) != NULL)
		return why;
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 423 && strstr(v->page, "请 2 分钟后再试"), "five more for two");
	clock_set(clock_now() + 121000);
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 303, "then it opens");
	WANT(v, number(app, "select failed from account where person = 1005") == 0, "the count is forgotten");
	static const struct { int failed, minutes; } by_hand[] = {{5, 1}, {9, 2}, {10, 2}, {15, 4}, {20, 8}, {25, 16}, {30, 30}, {35, 30}, {1000000, 30}};
	for (size_t i = 0; i < sizeof(by_hand) / sizeof(by_hand[0]); i++)
		WANT(v, account_lock_minutes(by_hand[i].failed, 30) == by_hand[i].minutes, "it doubles up to the policy's half an hour");
	return NULL;
}

/* Somebody who locks an account from elsewhere does not shut its owner out of his own device. */
static const char *own_device(struct app *app)
{
	struct visitor *mine = visitor_new(app, memory), *other = visitor_new(app, memory), *thief = visitor_new(app, memory);
	tries_forget();
	thief->peer = "203.0.113.66";
	WANT(mine, visitor_sign_in(mine, HANDLER, PASSWORD) == 303, "the owner signs in once");
	visit(mine, "/account");
	visit_post(mine, "/sign-out", "");
	WANT(thief, visitor_sign_in(thief, WORKER, PASSWORD) == 303, "the thief has a device of his own");
	visit(thief, "/account");
	visit_post(thief, "/sign-out", "");
	const char *why = fails(thief, HANDLER, 5);
	if (why)
		return why;
	WANT(thief, visitor_sign_in(thief, HANDLER, PASSWORD) == 423, "which is a stranger to the account");
	WANT(other, visitor_sign_in(other, HANDLER, PASSWORD) == 423, "so is a new device of the owner");
	WANT(mine, visitor_sign_in(mine, HANDLER, "wrong") == 422, "his own may try");
	WANT(mine, visitor_sign_in(mine, HANDLER, PASSWORD) == 303, "and opens");
	visit(mine, "/account");
	visit_post(mine, "/sign-out", "");
	if ((why = fails(mine, HANDLER, 5)) != NULL)
		return why;
	WANT(mine, visitor_sign_in(mine, HANDLER, PASSWORD) == 423, "five wrong ones there count there too");
	clock_set(clock_now() + 11 * 60000);
	WANT(mine, visitor_sign_in(mine, HANDLER, PASSWORD) == 303, "later it opens");
	visit(mine, "/account");
	visit_post(mine, "/sign-out", "");
	db_script(writer_db(app->writer), "update account set locked_until = 9999999999999 where person = 1005");
	WANT(mine, visitor_sign_in(mine, HANDLER, PASSWORD) == 423 && strstr(mine->page, "当面办理"), "a lock by hand is for every device");
	db_script(writer_db(app->writer), "update account set locked_until = 0, failed = 0, changed_at = changed_at + 1 where person = 1005");
	why = fails(thief, HANDLER, 5);
	if (why)
		return why;
	WANT(mine, visitor_sign_in(mine, HANDLER, PASSWORD) == 423, "since a new password it is a stranger");
	db_script(writer_db(app->writer), "update account set locked_until = 0, failed = 0 where person = 1005");
	tries_forget();
	return NULL;
}

/* A plant behind one address: mistakes of its people shut nobody else out. */
static const char *plant(struct app *app)
{
	struct visitor *v = visitor_new(app, memory), *colleague = visitor_new(app, memory);
	tries_forget();
	v->peer = colleague->peer = "203.0.113.7";
	for (int i = 0; i < 60; i++)
		WANT(v, visitor_sign_in(v, arena_printf(memory, "139%08d", i), "wrong") == 422, "a worker mistypes");
	WANT(colleague, visitor_sign_in(colleague, HANDLER, PASSWORD) == 303, "his colleague signs in at the same address");
	WANT(v, visitor_sign_in(v, "13900000001", "wrong") == 429, "who failed before waits a little");
	WANT(v, strstr(v->page, "别的账号不受影响"), "and is told that it is his own");
	clock_set(clock_now() + 6000);
	WANT(v, visitor_sign_in(v, "13900000001", "wrong") == 422, "after five seconds he may again");
	clock_set(clock_now() + 6000);
	WANT(v, visitor_sign_in(v, "13900000001", "wrong") == 429, "then it takes longer");
	return NULL;
}

/* One name hammered: it waits, longer and longer, and its neighbours do not. */
static const char *hammered(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	tries_forget();
	v->peer = "203.0.113.8";
	for (int i = 0; i < 10; i++)
		WANT(v, visitor_sign_in(v, "13900009999", "wrong") == 422, "an unknown number says the same");
	WANT(v, visitor_sign_in(v, "13900009999", "wrong") == 429, "ten times and it waits");
	clock_set(clock_now() + 60000);
	WANT(v, visitor_sign_in(v, "13900009999", "wrong") == 429, "for more than a minute by now");
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 303, "another account at the same address does not");
	return NULL;
}

/* One password tried on many names: past the limit the address is shut for ten minutes, whatever it asks. */
static const char *sprayed(struct app *app)
{
	struct visitor *v = visitor_new(app, memory), *neighbour = visitor_new(app, memory);
	int refused = 0, tries = 0;
	tries_forget();
	v->peer = "2001:db8:1:2::1";
	db_script(writer_db(app->writer), "insert into policy(id, name, unit, value, since) values (77, 'account.address_failures', 0, 40, 1)");
	for (; tries < 80 && !refused; tries++)
		refused = visitor_sign_in(v, arena_printf(memory, "138%08d", 90000000 + tries * 7), "Lianxin-2023") == 429;
	WANT(v, refused && tries == 41, "after the policy's forty names");
	v->peer = "2001:db8:1:2:ffff::9"; /* the same customer */
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 429, "the address is shut");
	neighbour->peer = "2001:db8:1:3::1";
	WANT(neighbour, visitor_sign_in(neighbour, HANDLER, PASSWORD) == 303, "the neighbour is not");
	clock_set(clock_now() + 11 * 60000);
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 303, "later it may again");
	return NULL;
}

static const char *codes_guessed(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	int refused = 0, tries = 0;
	v->peer = "203.0.113.9";
	for (; tries < 60 && !refused; tries++) {
		visit(v, "/activate");
		visit_post(v, "/activate", arena_printf(memory, "code=22222222%02d&password=x&again=x", 22 + tries));
		refused = v->status == 429;
	}
	WANT(v, refused && tries == 31, "after thirty guessed codes");
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 303, "signing in there is another thing");
	return NULL;
}

/* ---- idle time ---- */

static const char *idle(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	WANT(v, visitor_sign_in(v, HANDLER, PASSWORD) == 303, "signing in");
	clock_set(clock_now() + 20 * 60000);
	visit(v, "/account");
	clock_set(clock_now() + 20 * 60000);
	visit(v, "/account");
	WANT(v, v->status == 200, "working goes on");
	clock_set(clock_now() + 31 * 60000);
	visit(v, "/account");
	WANT(v, v->status == 303 && strncmp(v->location, "/sign-in?next=", 14) == 0, "after 31 quiet minutes it is over");
	return NULL;
}

/* ---- passwords ---- */

static const char *changes_password(struct app *app)
{
	struct visitor *a = visitor_new(app, memory), *b = visitor_new(app, memory);
	WANT(a, visitor_sign_in(a, HANDLER, PASSWORD) == 303 && visitor_sign_in(b, HANDLER, PASSWORD) == 303, "signing in");
	visit(a, "/account/password");
	visit_post(a, "/account/password", "old=wrong&password=" NEW_PASSWORD "&again=" NEW_PASSWORD);
	WANT(a, a->status == 422 && strstr(a->page, "现在的密码不对"), "the old password is asked");
	visit_post(a, "/account/password", "old=" PASSWORD "&password=short&again=other");
	WANT(a, a->status == 422 && strstr(a->page, "至少 8 个字符") && strstr(a->page, "两次填写的新密码不一样"), "rules");
	visit_post(a, "/account/password", "old=" PASSWORD "&password=Aa-13800000005&again=Aa-13800000005");
	WANT(a, a->status == 422 && strstr(a->page, "手机号"), "not one's own mobile");
	visit_post(a, "/account/password", "old=" PASSWORD "&password=" PASSWORD "&again=" PASSWORD);
	WANT(a, a->status == 422 && strstr(a->page, "不同"), "not the same again");
	const char *before = visitor_cookie(a, "lx");
	visit_post(a, "/account/password", "old=" PASSWORD "&password=" NEW_PASSWORD "&again=" NEW_PASSWORD);
	WANT(a, a->status == 303 && strcmp(a->location, "/account") == 0, "a good one");
	WANT(a, strcmp(before, visitor_cookie(a, "lx")) != 0, "the session key is new");
	visit(b, "/account");
	WANT(b, b->status == 303, "the other device is still signed in");
	WANT(b, visitor_sign_in(b, HANDLER, PASSWORD) == 422, "the old password no longer opens");
	WANT(b, visitor_sign_in(b, HANDLER, NEW_PASSWORD) == 303, "the new one does");
	WANT(b, number(app, "select count(*) from event where record = 'account' and row_id = 1005 and verb = 'password'") == 1, "an event");
	return NULL;
}

static const char *must_change(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	db_script(writer_db(app->writer), "update account set must_change = 1 where person = 1005");
	WANT(v, visitor_sign_in(v, HANDLER, NEW_PASSWORD) == 303, "signing in");
	visit(v, "/account");
	WANT(v, v->status == 303 && strcmp(v->location, "/account/password") == 0, "is sent to the password page");
	visit(v, "/account/password");
	WANT(v, strstr(v->page, "要先设定自己的密码"), "which says why");
	visit_post(v, "/account/password", "old=" NEW_PASSWORD "&password=Huanghe-Lu-9056&again=Huanghe-Lu-9056");
	visit(v, "/account");
	WANT(v, v->status == 200, "then everything opens");
	return NULL;
}

static const char *strict_for_cadres(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	WANT(v, visitor_sign_in(v, CADRE, PASSWORD) == 303, "signing in");
	visit(v, "/account/password");
	visit_post(v, "/account/password", "old=" PASSWORD "&password=Huang-9056&again=Huang-9056");
	WANT(v, v->status == 422 && strstr(v->page, "至少 12 个字符"), "ten characters are enough for a cadre");
	return NULL;
}

/* ---- second factor ---- */

static const char *digits(struct app *app, int64_t ahead)
{
	char *out = arena_alloc(memory, 8);
	(void)app;
	totp_code(str_of(secret), clock_now() / 30000 + ahead, out);
	return out;
}

static const char *administrators_must(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	WANT(v, visitor_sign_in(v, SYSTEM, PASSWORD) == 303, "signing in");
	visit(v, "/account");
	WANT(v, v->status == 303 && strcmp(v->location, "/account/second") == 0, "an administrator without second factor");
	visit(v, "/account/password");
	WANT(v, v->status == 303 && strcmp(v->location, "/account/second") == 0, "the password page opens before the second factor");
	visit(v, "/account/second");
	WANT(v, v->status == 200 && strstr(v->page, "<svg class=\"qr\""), "a code to scan");
	secret = visitor_input(v, "secret");
	WANT(v, strlen(secret) == 32, "a secret of 20 bytes");
	visit_post(v, "/account/second", arena_printf(memory, "secret=%s&signature=%s&code=%s", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		visitor_input(v, "signature"), "123456"));
	WANT(v, v->status == 422 && strstr(v->page, "重新扫描"), "another secret than the page's");
	visit(v, "/account/second");
	secret = visitor_input(v, "secret");
	visit_post(v, "/account/second", arena_printf(memory, "secret=%s&signature=%s&code=000000", secret, visitor_input(v, "signature")));
	WANT(v, v->status == 422 && strcmp(visitor_input(v, "secret"), secret) == 0, "a wrong code keeps the secret");
	const char *before = visitor_cookie(v, "lx");
	used_code = digits(app, 0);
	visit_post(v, "/account/second", arena_printf(memory, "secret=%s&signature=%s&code=%s", secret, visitor_input(v, "signature"), used_code));
	WANT(v, v->status == 200 && strstr(v->page, "备用码"), "recovery codes are shown");
	WANT(v, strcmp(before, visitor_cookie(v, "lx")) != 0, "the session key is new");
	const char *at = strstr(v->page, "<code>");
	recovery = arena_strndup(memory, at + 6, 11);
	WANT(v, number(app, arena_printf(memory,
		"select count(*) from account where totp_seal like '%%%s%%'", secret)) == 0, "the secret is stored in the clear");
	visit(v, "/account");
	WANT(v, v->status == 200, "now everything opens");
	return NULL;
}

static const char *no_replay(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	WANT(v, visitor_sign_in(v, SYSTEM, PASSWORD) == 303, "signing in");
	visit(v, "/account");
	WANT(v, v->status == 303, "the password alone opens");
	visit(v, "/account/second");
	visit_post(v, "/account/second", arena_printf(memory, "code=%s", used_code));
	WANT(v, v->status == 422 && strstr(v->page, "已经用过"), "a code works twice");
	clock_set(clock_now() + 60000);
	const char *fresh = digits(app, 0);
	visit_post(v, "/account/second", arena_printf(memory, "code=%s", fresh));
	WANT(v, v->status == 303 && strcmp(v->location, "/") == 0, "a fresh code");
	visit(v, "/account");
	WANT(v, v->status == 200, "now it opens");
	/* new recovery codes want a fresh code too; the old ones no longer count */
	visit_post(v, "/account/second/codes", "code=000001");
	WANT(v, v->status == 422, "new recovery codes without a code");
	clock_set(clock_now() + 60000);
	visit_post(v, "/account/second/codes", arena_printf(memory, "code=%s", digits(app, 0)));
	const char *at = strstr(v->page, "<code>");
	WANT(v, v->status == 200 && at && strncmp(at + 6, recovery, 11) != 0, "new recovery codes are shown once");
	recovery = arena_strndup(memory, at + 6, 11);
	return NULL;
}

static const char *recovery_once(struct app *app)
{
	for (int i = 0; i < 2; i++) {
		struct visitor *v = visitor_new(app, memory);
		WANT(v, visitor_sign_in(v, SYSTEM, PASSWORD) == 303, "signing in");
		visit(v, "/account/second");
		visit_post(v, "/account/second", arena_printf(memory, "code=%s", recovery));
		WANT(v, v->status == (i ? 422 : 303), "a recovery code works once");
	}
	return NULL;
}

static const char *second_locks(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	for (int i = 0; i < 4; i++) {
		WANT(v, visitor_sign_in(v, SYSTEM, PASSWORD) == 303, "the right password does not forget wrong codes");
		visit(v, "/account/second");
		visit_post(v, "/account/second", "code=000001");
		WANT(v, v->status == 422, "a wrong code");
		visitor_set_cookie(v, "lx", "");
	}
	WANT(v, visitor_sign_in(v, SYSTEM, PASSWORD) == 423, "five wrong codes lock");
	return NULL;
}

/* ---- activation ---- */

static const char *shown_code(struct visitor *v)
{
	const char *at = strstr(v->page, "code-k\">");
	return at ? arena_strndup(memory, at + 8, 11) : "";
}

static const char *face_to_face(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	visitor_sign_in(v, CADRE, PASSWORD);
	visit(v, "/account");
	visit_post(v, "/accounts/codes", "person=1005");
	code = shown_code(v);
	WANT(v, v->status == 200 && strlen(code) == 11 && code[5] == '-', "the code is printed");
	WANT(v, strstr(v->page, "<svg class=\"qr\""), "with a QR code");
	WANT(v, number(app, "select count(*) from session where person = 1005") == 0, "his sessions are over");
	struct visitor *w = visitor_new(app, memory);
	WANT(w, visitor_sign_in(w, HANDLER, "Huanghe-Lu-9056") == 422, "the old password still opens");
	WANT(w, visitor_sign_in(w, HANDLER, "") == 422, "no password opens");
	return NULL;
}

static const char *activates(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	visit(v, "/activate?code=ABC");
	WANT(v, v->status == 200 && strstr(v->page, "value=\"ABC\""), "the code of the link is filled in");
	visit_post(v, "/activate", "code=23456-789AB&password=" NEW_PASSWORD "&again=" NEW_PASSWORD);
	WANT(v, v->status == 422 && strstr(v->page, "激活码"), "a wrong code");
	visit_post(v, "/activate", arena_printf(memory, "code=%s&password=abc&again=abc", code));
	WANT(v, v->status == 422 && strstr(v->page, "至少 8 个字符"), "a weak password");
	visit_post(v, "/activate", arena_printf(memory, "code=%s&password=" NEW_PASSWORD "&again=" NEW_PASSWORD, code));
	WANT(v, v->status == 303, "the code and a good password");
	visit(v, "/account");
	WANT(v, v->status == 200 && strstr(v->page, "样例罗成"), "and is in");
	struct visitor *w = visitor_new(app, memory);
	visit(w, "/activate");
	visit_post(w, "/activate", arena_printf(memory, "code=%s&password=" NEW_PASSWORD "&again=" NEW_PASSWORD, code));
	WANT(w, w->status == 422 && strstr(w->page, "已经用过"), "a code works twice");
	return NULL;
}

static const char *expires(struct app *app)
{
	struct visitor *v = visitor_new(app, memory);
	visitor_sign_in(v, CADRE, PASSWORD);
	visit(v, "/account");
	visit_post(v, "/accounts/codes", "person=1007");
	code = shown_code(v);
	instant now = clock_now();
	clock_set(now + 8LL * 86400000);
	struct visitor *w = visitor_new(app, memory);
	visit(w, "/activate");
	visit_post(w, "/activate", arena_printf(memory, "code=%s&password=" NEW_PASSWORD "&again=" NEW_PASSWORD, code));
	WANT(w, w->status == 422 && strstr(w->page, "已过期"), "after a week it is void");
	clock_set(now);
	return NULL;
}

static const char *end(struct app *app)
{
	(void)app;
	arena_free(memory);
	return NULL;
}

static const struct step steps[] = {
	{"the sign-in page needs no account", .get = "/sign-in", .want = 200, .sees = "用激活码激活账号", .check = begin},
	{"a planted session cookie is not taken over", .check = no_fixation},
	{"who asks is read from watched tables alone", .check = only_watched_tables},
	{"the session cookie is closed to scripts and other sites", .check = cookie_attributes},
	{"after signing out the old key opens nothing", .check = old_key_dies},
	{"signing in leads to no other site", .check = no_open_redirect},
	{"two devices are listed, the others can be ended", .check = two_devices},
	{"but nobody else's", .check = not_others_sessions},
	{"five wrong passwords lock, longer each time, and it survives the refusals", .check = locks},
	{"nobody is locked out of his own device from elsewhere", .check = own_device},
	{"mistakes of many people at one address shut nobody else out", .check = plant},
	{"a name that is hammered waits, longer each time", .check = hammered},
	{"one password on many names shuts the address, as the policy says", .check = sprayed},
	{"guessed activation codes shut it for codes only", .check = codes_guessed},
	{"a session ends after thirty quiet minutes", .check = idle},
	{"a changed password ends the other sessions", .check = changes_password},
	{"a password that must be changed comes first", .check = must_change},
	{"cadres need longer passwords", .check = strict_for_cadres},
	{"administrators must set up a second factor", .check = administrators_must},
	{"a code does not work twice", .check = no_replay},
	{"a recovery code works once", .check = recovery_once},
	{"wrong codes lock like wrong passwords", .check = second_locks},
	{"an administrator may not switch it off", .as = SYSTEM, .post = "/account/second/off", .form = "code=000000", .want = 409, .sees = "必须使用"},
	{"a worker hands out no codes", .as = WORKER, .post = "/accounts/codes", .form = "person=1005", .want = 403},
	{"nobody chosen", .as = CADRE, .post = "/accounts/codes", .want = 422, .sees = "请先在人员列表里勾选"},
	{"a cadre may not reset the chair", .as = CADRE, .post = "/accounts/codes", .form = "person=1003", .want = 403, .sees = "超出你的管理范围"},
	{"nor an administrator", .as = CHAIR, .post = "/accounts/codes", .form = "person=1009", .want = 403},
	{"nor somebody of another union", .as = OTHER_CHAIR, .post = "/accounts/codes", .form = "person=1005", .want = 403},
	{"nor oneself", .as = CADRE, .post = "/accounts/codes", .form = "person=1004", .want = 409},
	{"one that is refused leaves the others alone", .as = CADRE, .post = "/accounts/codes", .form = "person=1007&person=1003", .want = 403},
	{"as they were", .sql = "select activation from account where person = 1007", .is = ""},
	{"the federation may reset the chair", .as = FEDERATION, .post = "/accounts/codes", .form = "person=1012", .want = 200, .sees = "样例吴港"},
	{"the security administrator resets an administrator", .as = SECURITY, .post = "/accounts/codes", .form = "person=1011", .want = 200, .sees = "样例审管"},
	{"but not a chair", .as = SECURITY, .post = "/accounts/codes", .form = "person=1003", .want = 403},
	{"a cadre prints a code face to face", .check = face_to_face},
	{"it opens the account once, with a password of one's own", .check = activates},
	{"it is void after seven days", .check = expires},
	{"no event of an account holds a text", .sql = "select count(*) from event where record = 'account' and (note <> '' or changes <> '' or personal <> '')", .is = "0"},
	{"giving a code is an event", .sql = "select count(*) from event where record = 'account' and verb = 'code'", .is = "4"},
	{"nothing is left", .check = end},
};

int main(void)
{
	return scenario("accounts", steps, sizeof(steps) / sizeof(steps[0]));
}
