/* A session that ends while somebody is typing: what was typed is handed on through the sign-in, to himself only, from our own pages only. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/totp.h"

/* each time another matter: the same one twice a day is one */
#define TYPED(more) "mode=2&kind=3&content=浴室晚班以后没有热水" more "&place=二号楼"
#define KEPT "name=\"_again.content\" value=\"浴室晚班以后没有热水"
#define WORKER "13800000007"
#define OTHER "13800000006"
#define PASSWORD "Lianxin-2024"
#define NEW_PASSWORD "Huanghe-Lu-9056"

static long long raised(struct app *app)
{
	struct stmt *s = db_use_text(writer_db(app->writer), "select count(*) from appeal where content like '浴室晚班以后没有热水%' and mode = 2 and place = '二号楼'");
	long long n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

static struct visitor *at_the_form(struct app *app, const char *origin)
{
	struct visitor *v = visitor_new(app, app->arena);
	visitor_enter(v, WORKER);
	visit(v, "/m/ask");
	v->origin = origin;
	return v;
}

static void session_ends(struct visitor *v)
{
	visitor_set_cookie(v, "lx", "");
	visitor_set_cookie(v, "lxp", "");
}

/* Sends it as the form of the page would, with its mark of whose it is and its one-time number. */
static void send_typed(struct visitor *v, const char *path, const char *form)
{
	visit_post(v, path, arena_printf(v->arena, "%s&_by=%s&_once=%s", form, visitor_input(v, "_by"), visitor_input(v, "_once")));
}

/* The hidden inputs of the page, as a form sends them. */
static const char *form_of(struct visitor *v, const char *mark, const char *more)
{
	struct buf b = buf_in(v->arena);
	buf_puts(&b, more);
	for (const char *at = v->page; (at = strstr(at, "<input type=\"hidden\" name=\"")) != NULL;) {
		at += strlen("<input type=\"hidden\" name=\"");
		const char *name = arena_strndup(v->arena, at, strcspn(at, "\""));
		at = strstr(at, "value=\"") + strlen("value=\"");
		if (strcmp(name, "_csrf") != 0 && strcmp(name, "back") != 0 && strncmp(name, mark, strlen(mark)) == 0)
			buf_printf(&b, "&%s=%s", name, arena_strndup(v->arena, at, strcspn(at, "\"")));
	}
	return buf_text(&b);
}

static const char *signs_in_and_goes_on(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	session_ends(v);
	send_typed(v, "/m/ask", TYPED("一"));
	WANT(v, v->status == 401 && strstr(v->page, "你填写的内容还在"), "it is said");
	WANT(v, strstr(v->page, KEPT) && strstr(v->page, "name=\"_again\" value=\"/m/ask\""), "it is handed on");
	visit_post(v, "/sign-in", form_of(v, "_again", "login=" WORKER "&password=wrong"));
	WANT(v, v->status == 422 && strstr(v->page, KEPT), "a wrong password loses nothing");
	visit_post(v, "/sign-in", form_of(v, "_again", "login=" WORKER "&password=" PASSWORD));
	WANT(v, v->status == 200 && strstr(v->page, "以<b>样例赵工</b>的名义提交") && strstr(v->page, "提交刚才填写的内容"), "one button sends it, in his name");
	WANT(v, strstr(v->page, "<dd><p>浴室晚班以后没有热水") && !strstr(v->page, "<dt>content"), "he reads what it is");
	WANT(v, raised(app) == 0, "nothing is sent by itself");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 1, "and it is raised, with everything that was typed");
	return NULL;
}

static const char *signed_in_elsewhere(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	const char *old = v->csrf;
	visitor_enter(v, WORKER);
	v->csrf = old;
	send_typed(v, "/m/ask", TYPED("二"));
	WANT(v, v->status == 403 && strstr(v->page, "再点一次不会重复办理") && strstr(v->page, "value=\"浴室晚班以后没有热水"), "it is asked for once more");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 2, "once more is enough");
	return NULL;
}

static const char *not_to_somebody_else(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test"), *tab = at_the_form(app, "http://test");
	session_ends(v);
	send_typed(v, "/m/ask", TYPED("三"));
	WANT(v, strstr(v->page, KEPT), "it is handed on");
	visit_post(v, "/sign-in", form_of(v, "_again", "login=" OTHER "&password=" PASSWORD));
	WANT(v, v->status == 303 && strcmp(v->location, "/") == 0 && !strstr(v->page, "浴室"), "another who signs in there is not offered it");
	visit(v, "/m");
	WANT(v, strstr(v->page, "不是你填的，没有提交"), "and is told so");
	const char *old = tab->csrf;
	visitor_enter(tab, OTHER);
	tab->csrf = old;
	send_typed(tab, "/m/ask", TYPED("三"));
	WANT(tab, tab->status == 403 && strstr(tab->page, "别人登录时打开的") && !strstr(tab->page, "浴室"), "nor another who is signed in");
	visit(tab, "/m/ask");
	session_ends(tab);
	visit_post(tab, "/m/ask", TYPED("三"));
	WANT(tab, tab->status == 401 && !strstr(tab->page, "浴室"), "nor is a form without the mark kept");
	return raised(app) == 2 ? NULL : "something was raised";
}

static const char *no_ballot(struct app *app)
{
	static const char *const paths[] = {"/ballots/1/check", "/ballots/1/cast", "/members/find"};
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct visitor *v = at_the_form(app, "http://test");
		const char *old = v->csrf;
		session_ends(v);
		send_typed(v, paths[i], "o1=+&q=11010519491231002x");
		WANT(v, v->status >= 400 && !strstr(v->page, "11010519491231002x") && !strstr(v->page, "_again"), paths[i]);
		v = at_the_form(app, "http://test");
		visitor_enter(v, WORKER);
		v->csrf = old;
		send_typed(v, paths[i], "o1=+&q=11010519491231002x");
		WANT(v, v->status >= 400 && !strstr(v->page, "11010519491231002x"), paths[i]);
	}
	return NULL;
}

static const char *keeps_the_address(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	session_ends(v);
	send_typed(v, "/points/1/remarks?unit=10", "text=夜班听不到");
	visit_post(v, "/sign-in", form_of(v, "_again", "login=" WORKER "&password=" PASSWORD));
	WANT(v, v->status == 200 && strstr(v->page, "action=\"/points/1/remarks?unit=10\""), "it goes to the union that it was written for");
	return NULL;
}

static const char *not_twice(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	const char *form = arena_printf(v->arena, TYPED("四") "&_by=%s&_once=%s", visitor_input(v, "_by"), visitor_input(v, "_once"));
	visit_post(v, "/m/ask", form);
	WANT(v, v->status == 303 && raised(app) == 3, "it was taken");
	session_ends(v);
	visit_post(v, "/m/ask", form);
	WANT(v, v->status == 401 && strstr(v->page, KEPT), "sent once more, by the way back");
	visit_post(v, "/sign-in", form_of(v, "_again", "login=" WORKER "&password=" PASSWORD));
	WANT(v, strstr(v->page, "不能确认是否已经办理"), "nobody knows whether it was done");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 3, "it is not done twice");
	return NULL;
}

static const char *signs_in_in_another_tab(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	session_ends(v);
	send_typed(v, "/m/ask", TYPED("五"));
	const char *guest = v->csrf, *form = form_of(v, "_again", "login=" WORKER "&password=" PASSWORD);
	visitor_enter(v, OTHER);
	v->csrf = guest;
	visit_post(v, "/sign-in", form);
	WANT(v, v->status == 403 && !strstr(v->page, "浴室"), "another in that tab is not offered it");
	visitor_enter(v, WORKER);
	v->csrf = guest;
	visit_post(v, "/sign-in", form);
	WANT(v, v->status == 403 && strstr(v->page, "value=\"浴室晚班以后没有热水") && strstr(v->page, "action=\"/m/ask\""), "he is");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 4, "and sends it");
	return NULL;
}

static const char *through_a_new_password(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test"), *in = at_the_form(app, "http://test");
	db_script(writer_db(app->writer), "update account set must_change = 1 where person = 1007");
	send_typed(in, "/m/ask", TYPED("六"));
	WANT(in, in->status == 403 && strstr(in->page, "要先设定自己的密码") && strstr(in->page, KEPT), "while he is signed in");
	session_ends(v);
	send_typed(v, "/m/ask", TYPED("六"));
	visit_post(v, "/sign-in", form_of(v, "_again", "login=" WORKER "&password=" PASSWORD));
	WANT(v, v->status == 200 && strstr(v->page, "要先设定自己的密码") && strstr(v->page, KEPT), "the page of the password hands it on");
	visit_post(v, "/account/password", form_of(v, "_again", "old=" PASSWORD "&password=short&again=short"));
	WANT(v, v->status == 422 && strstr(v->page, KEPT), "a bad one loses nothing");
	visit_post(v, "/account/password", form_of(v, "_again", "old=" PASSWORD "&password=" NEW_PASSWORD "&again=" NEW_PASSWORD));
	WANT(v, v->status == 200 && strstr(v->page, "的名义提交"), "then the button");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 5, "and it is raised");
	return NULL;
}

static const char *digits(struct visitor *v, const char *secret)
{
	char *out = arena_alloc(v->arena, 8);
	clock_set(clock_now() + 60000);
	totp_code(str_of(secret), clock_now() / 30000, out);
	return out;
}

static const char *through_a_second_factor(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test"), *setting = at_the_form(app, "http://test");
	visit(setting, "/account/second");
	const char *secret = visitor_input(setting, "secret");
	visit_post(setting, "/account/second", arena_printf(v->arena, "secret=%s&signature=%s&code=%s", secret, visitor_input(setting, "signature"), digits(v, secret)));
	WANT(setting, setting->status == 200, "he sets one up");
	session_ends(v);
	send_typed(v, "/m/ask", TYPED("七"));
	visit_post(v, "/sign-in", form_of(v, "_again", "login=" WORKER "&password=" NEW_PASSWORD));
	WANT(v, v->status == 200 && strstr(v->page, "验证并登录") && strstr(v->page, KEPT), "the page of the code hands it on");
	visit_post(v, "/account/second", form_of(v, "_again", "code=000001"));
	WANT(v, v->status == 422 && strstr(v->page, KEPT), "a wrong one loses nothing");
	visit_post(v, "/account/second", form_of(v, "_again", arena_printf(v->arena, "code=%s", digits(v, secret))));
	WANT(v, v->status == 200 && strstr(v->page, "的名义提交"), "then the button");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 6, "and it is raised");
	return NULL;
}

/* A page of another site may fill a form in somebody's name; it shall not find it waiting for his click. */
static const char *not_from_elsewhere(struct app *app)
{
	static const char *const origins[] = {NULL, "http://evil.example", "null", "http://test.evil.example"};
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		struct visitor *v = at_the_form(app, origins[i]), *out = at_the_form(app, origins[i]);
		v->csrf = "0";
		send_typed(v, "/m/ask", TYPED("八"));
		WANT(v, v->status == 403 && !strstr(v->page, "浴室晚班"), "nothing of it is handed on");
		session_ends(out);
		send_typed(out, "/m/ask", TYPED("八"));
		WANT(out, out->status == 401 && !strstr(out->page, "浴室晚班"), "nor through the sign-in");
	}
	return raised(app) == 6 ? NULL : "something was raised";
}

static const char *after_the_end(struct app *app, const char *path, const char *form)
{
	struct visitor *v = at_the_form(app, "http://test");
	session_ends(v);
	send_typed(v, path, form);
	return v->status == 401 ? v->page : "";
}

static const char *no_secret_is_handed_on(struct app *app)
{
	static const struct {
		const char *path, *form;
	} secrets[] = {
		{"/account/password", "old_password=Lianxin-2024&password=Neu-2024-xx&again_password=Neu-2024-xx"},
		{"/votes/1/key", "passphrase=Neu-2024-xx&again=Neu-2024-xx"},
		{"/account/second/codes", "code=Neu-2024-xx"},
		{"/members", "name=x&idno=Neu-2024-xx"},
	};
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		const char *page = after_the_end(app, secrets[i].path, secrets[i].form);
		if (!*page || strstr(page, "Neu-2024"))
			return secrets[i].path;
	}
	return NULL;
}

static const char *no_part_of_a_word(struct app *app)
{
	if (!strstr(after_the_end(app, "/meeting-items/1/decide", "yes=2&against=1&words=同意"), "name=\"_again.against\" value=\"1\""))
		return "votes against are no secret";
	if (!strstr(after_the_end(app, "/meeting-items/1/decide", "opinion=同意"), "name=\"_again.opinion\""))
		return "an opinion is none";
	return strstr(after_the_end(app, "/units/1", "code=LJ01&name=临江"), "name=\"_again.code\"") ? NULL : "the code of a unit is none";
}

static const char *too_long(struct app *app)
{
	struct buf b = buf_in(app->arena);
	buf_puts(&b, "content=");
	for (int i = 0; i < 30000; i++)
		buf_puts(&b, "心");
	const char *page = after_the_end(app, "/m/ask", buf_text(&b));
	return strstr(page, "超过 80 KB") && !strstr(page, "心心心") ? NULL : "it is not said that it cannot be kept";
}

static const char *leads_inside_only(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	const char *by = visitor_input(v, "_by");
	session_ends(v);
	visit(v, "/sign-in");
	visit_post(v, "/sign-in", arena_printf(v->arena, "login=" OTHER "&password=" PASSWORD "&_again=//evil.example/x&_again.content=x&_again_by=%s", by));
	WANT(v, v->status == 303 && !strstr(v->page, "evil"), "another site is no place to go on");
	return NULL;
}

static const struct step steps[] = {
	{"he signs in and sends what he had typed", .check = signs_in_and_goes_on},
	{"the same after he signed in elsewhere", .check = signed_in_elsewhere},
	{"nobody else is offered it", .check = not_to_somebody_else},
	{"ballots and numbers that are looked up stand in no other page", .check = no_ballot},
	{"it goes where it was to go", .check = keeps_the_address},
	{"what was done is not done twice", .check = not_twice},
	{"he has signed in in another tab meanwhile", .check = signs_in_in_another_tab},
	{"a password that has to be changed first loses nothing", .check = through_a_new_password},
	{"nor does the second factor", .check = through_a_second_factor},
	{"what another site sent is not kept", .check = not_from_elsewhere},
	{"nor a secret", .check = no_secret_is_handed_on},
	{"a word with one in it is none", .check = no_part_of_a_word},
	{"what is too long is said to be", .check = too_long},
	{"nor is anything sent to another site", .check = leads_inside_only},
};

int main(void)
{
	return scenario("again", steps, sizeof(steps) / sizeof(steps[0]));
}
