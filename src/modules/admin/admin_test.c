/* The pages of the three administrators, and the first start of an empty installation. */
#include "scenario/scenario.h"
#include "scenario/visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "db/test_database.h"
#include "kernel/app.h"
#include "kernel/writer.h"

#define CHAIR "13800000003"
#define WORKER "13800000007"
#define SYSTEM "13800000011"
#define SECURITY "13800000012"
#define AUDIT "13800000013"
#define PASSWORD "Haihe-Qiao-2208"

static struct arena *memory;

static const char *fail(const char *what, const struct visitor *v)
{
	return arena_printf(memory, "%s: status %d, to \"%s\", page %.3000s", what, v->status, v->location,
			    strstr(v->page, "<main") ? strstr(v->page, "<main") : v->page);
}
#define WANT(v, ok, what)                                                                          \
	do {                                                                                       \
		if (!(ok))                                                                         \
			return fail(what, v);                                                      \
	} while (0)

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
	visit(v, "/setup");
	WANT(v, v->status == 200, "nothing was made by the refused ones");
	visit_post(v, "/setup", "kind=3&unit=样例造纸厂工会&code=ZZ01&chair=样例主席&chair_mobile=13700000001&admin=样例管理&admin_mobile=13700000002");
	WANT(v, v->status == 200 && strstr(v->page, "设置完成") && strlen(code(v, 1)) == 11, "two codes are shown");
	WANT(v, strstr(v->page, "手机号 137****0001"), "with what each signs in by");
	return NULL;
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
	return NULL;
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
	app->db_url = test_database(memory, "setup", app->db_url);
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
	{"an empty installation is set up once", .check = first_start},
	{"one with accounts is not", .get = "/setup", .want = 404},
	{"the first page of each administrator", .as = SYSTEM, .get = "/admin", .want = 303, .to = "/admin/system"},
	{"security", .as = SECURITY, .get = "/admin", .want = 303, .to = "/admin/security"},
	{"audit", .as = AUDIT, .get = "/admin", .want = 303, .to = "/admin/audit"},
	{"the system page", .as = SYSTEM, .get = "/admin/system", .want = 200, .sees = "密钥指纹"},
	{"is not security's", .as = SECURITY, .get = "/admin/system", .want = 403},
	{"nor a chair's", .as = CHAIR, .get = "/admin/system", .want = 403},
	{"the audit log is not the system administrator's", .as = SYSTEM, .get = "/admin/audit", .want = 403},
	{"nor security's", .as = SECURITY, .get = "/admin/audit", .want = 403},
	{"the matrix shows every right", .as = CHAIR, .get = "/admin/rights", .want = 200, .sees = "查看完整号码"},
	{"not to workers", .as = WORKER, .get = "/admin/rights", .want = 403},
	/* security */
	{"a cadre works", .as = "13800000004", .get = "/account", .want = 200},
	{"her session, by its hash, may be ended", .as = SECURITY, .post = "/admin/security/end", .form = "session=d223a2c0863d8cf6d3eeda7928329e00dfdf105393bcd18633b3dc15a6c65cca", .want = 303, .sql = "select count(*) from session where person = 1004", .is = "0"},
	{"nobody is locked", .as = SECURITY, .get = "/admin/security", .want = 200, .sees = "现在没有锁定的账号"},
	{"a lock", .sql = "update account set failed = 5, locked_until = 9999999999999 where person = 1007 returning 1", .is = "1"},
	{"it is listed", .as = SECURITY, .get = "/admin/security", .want = 200, .sees = "样例赵工"},
	{"the system administrator may not open it", .as = SYSTEM, .post = "/admin/security/unlock", .form = "person=1007", .want = 403},
	{"security may", .as = SECURITY, .post = "/admin/security/unlock", .form = "person=1007", .want = 303},
	{"with an event", .sql = "select count(*) from event where record = 'account' and row_id = 1007 and verb = 'unlocked'", .is = "1"},
	{"a session", .as = WORKER, .get = "/account", .want = 200},
	{"its hash", .sql = "select count(*) from session where person = 1007", .is = "1"},
	/* policies */
	{"policies with their sources", .as = SECURITY, .get = "/admin/policies", .want = 200, .sees = "激活码有效天数"},
	{"those nobody has checked are marked", .as = SECURITY, .get = "/admin/policies", .sees = "依据"},
	{"a value without source is refused", .as = SECURITY, .post = "/admin/policies", .form = "name=account.activation_days&value=3&since=2024-04-01", .want = 422, .sees = "请写明依据"},
	{"a wrong number too", .as = SECURITY, .post = "/admin/policies", .form = "name=account.activation_days&value=三&since=2024-04-01&source=x", .want = 422, .sees = "不小于 0 的整数"},
	{"a value from April on", .as = SECURITY, .post = "/admin/policies", .form = "name=account.activation_days&value=3&since=2024-04-01&source=工发〔2024〕8号第三条", .want = 303},
	{"in March seven days still", .as = SECURITY, .get = "/admin/policies", .sees = "7 天"},
	{"in April three", .now = "2024-04-02", .as = SECURITY, .get = "/admin/policies", .sees = "3 天"},
	{"a chair sets none", .as = CHAIR, .post = "/admin/policies", .form = "name=account.activation_days&value=99&since=2024-04-01&source=x", .want = 403},
	/* audit */
	{"something happens", .now = "2024-04-03", .as = CHAIR, .post = "/activities", .form = "title=保密的活动名称&kind=2&held_on=2024-04-02", .want = 303},
	{"the log lists it", .as = AUDIT, .get = "/admin/audit", .want = 200, .sees = "工会活动"},
	{"without its content", .as = AUDIT, .get = "/admin/audit", .sees_not = "保密的活动名称"},
	{"filtered by kind", .as = AUDIT, .get = "/admin/audit?record=policy", .want = 200, .sees = "设定", .sees_not = "<td data-l=\"类别\">工会活动"},
	{"by unit", .as = AUDIT, .get = "/admin/audit?code=LJ01", .want = 200, .sees = "<td data-l=\"类别\">工会活动"},
	{"by another unit", .as = AUDIT, .get = "/admin/audit?code=LJ02", .want = 200, .sees = "没有符合条件的记录"},
	{"by person", .as = AUDIT, .get = "/admin/audit?actor=1003", .want = 200, .sees = "样例李卫"},
	{"by day", .as = AUDIT, .get = "/admin/audit?to=2024-03-31&record=activity", .want = 200, .sees = "没有符合条件的记录"},
	{"the chain is whole", .as = AUDIT, .get = "/admin/audit/verify", .want = 200, .sees = "事件链完好"},
	{"somebody changes an entry", .sql = "update event set note = '改' where seal = 2 returning 1", .is = "1"},
	{"the page names it", .as = AUDIT, .get = "/admin/audit/verify", .want = 200, .sees = "第 2 号有问题"},
};

int main(void)
{
	return scenario("admin", steps, sizeof(steps) / sizeof(steps[0]));
}
