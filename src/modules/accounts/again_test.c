/* A session that ends while somebody is typing: what was typed is handed on through the sign-in, from our own pages only. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/totp.h"

/* each time another matter: the same one twice a day is one */
#define TYPED(more) "mode=2&kind=3&content=浴室晚班以后没有热水" more "&place=二号楼"
#define KEPT "name=\"again.content\" value=\"浴室晚班以后没有热水"

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
	visitor_enter(v, "13800000007");
	visit(v, "/m/ask");
	v->origin = origin;
	return v;
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
		if (strcmp(name, "_csrf") != 0 && strcmp(name, "_once") != 0 && strcmp(name, "back") != 0 && strncmp(name, mark, strlen(mark)) == 0)
			buf_printf(&b, "&%s=%s", name, arena_strndup(v->arena, at, strcspn(at, "\"")));
	}
	return buf_text(&b);
}

static const char *signs_in_and_goes_on(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	visitor_set_cookie(v, "lx", "");
	visitor_set_cookie(v, "lxp", "");
	visit_post(v, "/m/ask", TYPED("一"));
	WANT(v, v->status == 401 && strstr(v->page, "你填写的内容还在"), "it is said");
	WANT(v, strstr(v->page, KEPT) && strstr(v->page, "name=\"again\" value=\"/m/ask\""), "it is handed on");
	visit_post(v, "/sign-in", form_of(v, "again", "login=13800000007&password=wrong"));
	WANT(v, v->status == 422 && strstr(v->page, KEPT), "a wrong password loses nothing");
	visit_post(v, "/sign-in", form_of(v, "again", "login=13800000007&password=Lianxin-2024"));
	WANT(v, v->status == 200 && strstr(v->page, "样例赵工") && strstr(v->page, "提交刚才填写的内容"), "one button sends it, in his name");
	WANT(v, raised(app) == 0, "nothing is sent by itself");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 1, "and it is raised, with everything that was typed");
	return NULL;
}

static const char *signed_in_elsewhere(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	const char *old = v->csrf;
	visitor_enter(v, "13800000007");
	v->csrf = old;
	visit_post(v, "/m/ask", TYPED("二"));
	WANT(v, v->status == 403 && strstr(v->page, "再点一次就提交") && strstr(v->page, "value=\"浴室晚班以后没有热水"), "it is asked for once more");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 2, "once more is enough");
	return NULL;
}

static const char *with_a_second_factor(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	visit(v, "/account/second");
	char code[8];
	const char *secret = visitor_input(v, "secret");
	totp_code(str_of(secret), clock_now() / 30000, code);
	visit_post(v, "/account/second", arena_printf(v->arena, "secret=%s&signature=%s&code=%s", secret, visitor_input(v, "signature"), code));
	WANT(v, v->status < 400, "he sets up a second factor");
	visit(v, "/m/ask");
	visitor_set_cookie(v, "lx", "");
	visit_post(v, "/m/ask", TYPED("三"));
	visit_post(v, "/sign-in", form_of(v, "again", "login=13800000007&password=Lianxin-2024"));
	WANT(v, v->status == 200 && strstr(v->page, "验证以后接着提交") && strstr(v->page, KEPT), "the second factor is asked for, with what he typed");
	visit_post(v, "/account/second", form_of(v, "again", "code=000000"));
	WANT(v, v->status == 422 && strstr(v->page, KEPT), "a wrong code loses nothing");
	clock_set(clock_now() + 60000);
	totp_code(str_of(secret), clock_now() / 30000, code);
	visit_post(v, "/account/second", form_of(v, "again", arena_printf(v->arena, "code=%s", code)));
	WANT(v, v->status == 200 && strstr(v->page, "提交刚才填写的内容"), "then the button");
	visit_post(v, "/m/ask", form_of(v, "", "x=1"));
	WANT(v, v->status == 303 && raised(app) == 3, "and it is raised");
	return NULL;
}

/* A page of another site may fill a form in somebody's name; it shall not find it waiting for his click. */
static const char *not_from_elsewhere(struct app *app)
{
	static const char *const origins[] = {NULL, "http://evil.example", "null", "http://test.evil.example"};
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		struct visitor *v = at_the_form(app, origins[i]), *out = at_the_form(app, origins[i]);
		v->csrf = "0";
		visit_post(v, "/m/ask", TYPED("三"));
		WANT(v, v->status == 403 && !strstr(v->page, "浴室晚班"), "nothing of it is handed on");
		visitor_set_cookie(out, "lx", "");
		visit_post(out, "/m/ask", TYPED("四"));
		WANT(out, out->status == 401 && !strstr(out->page, "浴室晚班"), "nor through the sign-in");
	}
	return raised(app) == 2 ? NULL : "something was raised";
}

static const char *no_secret_is_handed_on(struct app *app)
{
	struct visitor *v = at_the_form(app, "http://test");
	visitor_set_cookie(v, "lx", "");
	visit_post(v, "/account/password", "old_password=Lianxin-2024&password=Neu-2024-xx&again_password=Neu-2024-xx");
	WANT(v, v->status == 401 && !strstr(v->page, "Neu-2024"), "a password stands in no page");
	return NULL;
}

static const char *leads_inside_only(struct app *app)
{
	struct visitor *v = visitor_new(app, app->arena);
	visit(v, "/sign-in");
	visit_post(v, "/sign-in", "login=13800000007&password=Lianxin-2024&again=//evil.example/x&again.content=x");
	WANT(v, v->status == 303 && !strstr(v->page, "evil"), "another site is no place to go on");
	return NULL;
}

static const struct step steps[] = {
	{"he signs in and sends what he had typed", .check = signs_in_and_goes_on},
	{"the same after he signed in elsewhere", .check = signed_in_elsewhere},
	{"what another site sent is not kept", .check = not_from_elsewhere},
	{"a second factor stands between, and loses nothing", .check = with_a_second_factor},
	{"nor a secret", .check = no_secret_is_handed_on},
	{"nor is anything sent to another site", .check = leads_inside_only},
};

int main(void)
{
	return scenario("again", steps, sizeof(steps) / sizeof(steps[0]));
}
