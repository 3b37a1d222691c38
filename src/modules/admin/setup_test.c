/* The first start of an empty installation: the root unit, its head, and the three administrators' seats. */
#include "scenario/scenario.h"
#include "scenario/visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "db/test_database.h"
#include "kernel/app.h"
#include "kernel/writer.h"
#include "secret/totp.h"

#define PASSWORD "Haihe-Qiao-2208"

static struct arena *memory;

/* The n-th activation code on the page. */
static const char *code(const struct visitor *v, int n)
{
	const char *at = v->page;
	for (int i = 0; at && i <= n; i++)
		if ((at = strstr(at, "code-k\">")) != NULL)
			at += 8;
	return at ? arena_strndup(memory, at, 11) : "";
}

static const char *set_up(struct visitor *v)
{
	visit(v, "/sign-in");
	WANT(v, v->status == 303 && strcmp(v->location, "/setup") == 0, "an empty installation leads to its setup");
	visit(v, "/setup");
	WANT(v, v->status == 200 && strstr(v->page, "首次设置"), "the page is open");
	visit_post(v, "/setup", "kind=7&chair=甲");
	WANT(v, v->status == 422 && strstr(v->page, "请选择单位类别") && strstr(v->page, "请填写系统管理员的手机号"), "what is missing is named");
	WANT(v, strstr(v->page, "value=\"甲\""), "what was typed stays");
	visit_post(v, "/setup", "kind=3&unit=x&chair=甲&chair_mobile=13700000001&admin=乙&admin_mobile=13700000001");
	WANT(v, v->status == 422 && strstr(v->page, "与主席分设"), "chair and administrator are two people");
	visit_post(v, "/setup", "kind=7&unit=x&chair=甲&chair_mobile=13700000001&admin=乙&admin_mobile=13700000002");
	WANT(v, v->status == 422 && strstr(v->page, "请选择单位类别"), "a team is no union of its own");
	visit_post(v, "/setup", "kind=3&unit=x&code=ZZ01&chair=甲&chair_mobile=1370000&admin=乙&admin_mobile=13700000002");
	WANT(v, v->status == 422 && strstr(v->page, "手机号"), "a mobile has eleven digits");
	visit(v, "/setup");
	WANT(v, v->status == 200, "nothing was made by the refused ones");
	visit_post(v, "/setup", "kind=3&unit=样例造纸厂工会&code=ZZ01&chair=样例主席&chair_mobile=13700000001&admin=样例管理&admin_mobile=13700000002");
	WANT(v, v->status == 200 && strstr(v->page, "设置完成") && strlen(code(v, 1)) == 11, "two codes are shown");
	WANT(v, strstr(v->page, "手机号 137****0001"), "with what each signs in by");
	return NULL;
}

static int64_t root(struct app *app)
{
	struct stmt *s = db_use_text(writer_db(app->writer), "select id from unit where parent = 0");
	int64_t id = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return id;
}

/* Registers somebody as the chair does, gives him his code and lets him activate. */
static struct visitor *enlist(struct app *app, struct visitor *chair, const char *name, const char *mobile)
{
	struct visitor *w = visitor_new(app, memory);
	visit(chair, "/people/new");
	visit_post(chair, "/people", arena_printf(memory, "unit=%lld&name=%s&mobile=%s", (long long)root(app), name, mobile));
	visit(chair, chair->location);
	visit_post(chair, "/accounts/codes", arena_printf(memory, "person=%s", visitor_input(chair, "person")));
	visit(w, "/activate");
	visit_post(w, "/activate", arena_printf(memory, "code=%s&password=" PASSWORD "&again=" PASSWORD, code(chair, 0)));
	return w;
}

/* Sets up the second factor, as every administrator must before anything else opens. */
static const char *second(struct visitor *v)
{
	char digits[TOTP_DIGITS + 1];
	visit(v, "/admin");
	WANT(v, v->status == 303 && strcmp(v->location, "/account/second") == 0, "without a second factor nothing opens");
	visit(v, "/account/second");
	const char *secret = visitor_input(v, "secret"), *signature = visitor_input(v, "signature");
	totp_code(str_of(secret), clock_now() / 30000 + 40, digits);
	visit_post(v, "/account/second", arena_printf(memory, "secret=%s&signature=%s&code=%s", secret, signature, digits));
	WANT(v, v->status == 422 && strstr(v->page, "验证码不对"), "the code of another hour does not do");
	totp_code(str_of(secret), clock_now() / 30000, digits);
	visit_post(v, "/account/second", arena_printf(memory, "secret=%s&signature=%s&code=%s", secret, signature, digits));
	WANT(v, v->status == 200 && strstr(v->page, "备用码"), "the right one does");
	return NULL;
}

static const char *propose(struct visitor *v, const char *mobile, int role, const char *reason)
{
	visit(v, "/admin/seats");
	visit_post(v, "/admin/seats", arena_printf(memory, "login=%s&role=%d&reason=%s", mobile, role, reason));
	return v->page;
}

/* Presses 确认生效 on the page; the status of the answer. */
static int confirm(struct visitor *v)
{
	visit(v, "/admin/seats");
	const char *at = strstr(v->page, "/do/confirm"), *from = at;
	while (from && from > v->page && *from != '"')
		from--;
	if (!from)
		return 0;
	visit_post(v, arena_strndup(memory, from + 1, (size_t)(at - from - 1) + strlen("/do/confirm")), "");
	return v->status;
}

enum { SECURITY_SEAT = 9, AUDIT_SEAT = 10 };

static const char *wrong_proposals(struct visitor *system)
{
	visit(system, "/admin/seats");
	WANT(system, strstr(system->page, "还缺安全管理员、审计管理员"), "the page says which seats are empty");
	WANT(system, strstr(propose(system, "13700009999", SECURITY_SEAT, "x"), "没有找到这个人"), "nobody unknown");
	WANT(system, strstr(propose(system, "13700000001", SECURITY_SEAT, "x"), "已有工会职务"), "not the chair");
	WANT(system, strstr(propose(system, "13700000002", SECURITY_SEAT, "x"), "不能任命自己"), "not himself");
	WANT(system, strstr(propose(system, "13700000003", SECURITY_SEAT, ""), "请填写“理由”"), "a reason is needed");
	WANT(system, strstr(system->page, "value=\"13700000003\""), "what was typed stays");
	return NULL;
}

static const char *first_security(struct visitor *chair, struct visitor *system, struct visitor *guard)
{
	const char *why = wrong_proposals(system);
	if (why)
		return why;
	visit(system, "/admin/system");
	WANT(system, strstr(system->page, "还缺安全管理员、审计管理员"), "his first page says what is missing");
	propose(system, "13700000003", SECURITY_SEAT, "装机时党委会确定");
	WANT(system, system->status == 303, "the system administrator proposes the first security administrator");
	WANT(system, confirm(system) != 303, "and does not confirm himself");
	visit(guard, "/admin/seats");
	WANT(guard, guard->status == 403, "he who is to sit there sees nothing yet");
	visit(chair, "/");
	WANT(chair, strstr(chair->page, "/admin/seats"), "the head finds the way on his desk");
	WANT(chair, confirm(chair) == 303, "the head of the root unit confirms");
	why = second(guard);
	if (why)
		return why;
	visit(guard, "/admin/security");
	WANT(guard, guard->status == 200, "then his pages open");
	propose(system, "13700000004", AUDIT_SEAT, "装机时党委会确定");
	WANT(system, system->status == 403, "from now on the system administrator proposes nobody");
	return NULL;
}

static const char *first_audit(struct visitor *chair, struct visitor *guard, struct visitor *auditor)
{
	visit(guard, "/admin/seats");
	WANT(guard, strstr(guard->page, "还缺审计管理员"), "one seat is empty still");
	propose(guard, "13700000004", AUDIT_SEAT, "装机时党委会确定");
	WANT(guard, guard->status == 303, "the security administrator proposes the auditor");
	WANT(guard, confirm(guard) != 303, "and does not confirm himself");
	WANT(chair, confirm(chair) == 303, "there being no auditor, the head confirms once more");
	const char *why = second(auditor);
	if (why)
		return why;
	visit(auditor, "/admin/audit");
	WANT(auditor, auditor->status == 200 && strstr(auditor->page, "管理员任免"), "the auditor reads how it came about");
	visit(auditor, "/admin/seats");
	WANT(auditor, !strstr(auditor->page, "还缺"), "no seat is empty");
	propose(guard, "13700000005", SECURITY_SEAT, "增设一位");
	WANT(guard, guard->status == 303, "a second one for security");
	WANT(chair, confirm(chair) != 303, "the head has no say any more");
	WANT(auditor, confirm(auditor) == 303, "the auditor has");
	return NULL;
}

static const char *all_seats(struct app *app, struct visitor *chair, struct visitor *system)
{
	struct visitor *guard = enlist(app, chair, "样例安全", "13700000003"), *auditor = enlist(app, chair, "样例审计", "13700000004");
	enlist(app, chair, "样例接任", "13700000005");
	WANT(guard, guard->status == 303, "the first candidate activates");
	const char *why = second(system);
	if (!why)
		why = first_security(chair, system, guard);
	return why ? why : first_audit(chair, guard, auditor);
}

static const char *first_people(struct app *app, struct visitor *v)
{
	const char *chair = code(v, 0), *admin = code(v, 1);
	visit(v, "/setup");
	WANT(v, v->status == 404, "the setup is closed from now on");
	visit_post(v, "/setup", "kind=3&unit=x");
	WANT(v, v->status == 404, "its form too");
	visit(v, "/activate");
	visit_post(v, "/activate", arena_printf(memory, "code=%s&password=" PASSWORD "&again=" PASSWORD, chair));
	WANT(v, v->status == 303, "the chair activates");
	visit(v, "/units");
	WANT(v, v->status == 200 && strstr(v->page, "样例造纸厂工会"), "and sees the union");
	visit(v, "/people/new");
	WANT(v, v->status == 200, "and can register people");
	struct visitor *w = visitor_new(app, memory);
	visit(w, "/activate");
	visit_post(w, "/activate", arena_printf(memory, "code=%s&password=" PASSWORD "&again=" PASSWORD, admin));
	WANT(w, w->status == 303, "the administrator activates");
	visit(w, "/admin/system");
	WANT(w, w->status == 303 && strcmp(w->location, "/account/second") == 0, "and must set up the second factor first");
	return all_seats(app, v, w);
}

static const char *first_start(struct app *unused)
{
	char folder[] = "/tmp/lx-setup-XXXXXX", command[64];
	char *args[] = {(char[]){"--data"}, folder};
	struct app *app = app_new();
	(void)unused;
	memory = arena_new(64u << 20);
	if (!mkdtemp(folder) || options_read(app, 2, args, NULL, NULL))
		return "no folder";
	app->db_url = test_database(memory, "first-start", app->db_url);
	if (app_open(app, 1))
		return "no second installation";
	struct visitor *v = visitor_new(app, memory);
	const char *why = set_up(v);
	if (!why)
		why = first_people(app, v);
	static char said[4096]; /* outlives the arena */
	snprintf(said, sizeof(said), "%s", why ? why : "");
	app_end(app);
	arena_free(memory);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) ? "not removed" : *said ? said : NULL;
}

static const struct step steps[] = {
	{"an empty installation is set up once and fills its three seats", .check = first_start},
};

int main(void)
{
	return scenario("setup", steps, sizeof(steps) / sizeof(steps[0]));
}
