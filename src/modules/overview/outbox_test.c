/*
 * Deliveries against a mail server and a group robot of the test itself
 * (tests/fake/outbox.mjs), which turn the first attempt away and check the
 * signature with an implementation that is not ours.
 */
#include "scenario/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "fake/fake.h"
#include "kernel/outbox.h"
#include "kernel/rights.h"
#include "kernel/writer.h"

#define CADRE "13800000004"
#define WORKER "13800000007"
#define SYSTEM_ADMIN "13800000011"

static struct fake server;
static char mail_url[64], hook_url[64];

static void end_server(void)
{
	if (fake_stop(&server) != 0)
		perror("rm");
}

static void start_server(struct app *app)
{
	atexit(end_server);
	if (!fake_start(&server, "outbox.mjs", "s3cret", 2))
		fault("the test's mail server does not start");
	snprintf(mail_url, sizeof(mail_url), "smtp://127.0.0.1:%d", server.ports[0]);
	snprintf(hook_url, sizeof(hook_url), "http://127.0.0.1:%d/send?key=1", server.ports[1]);
	app->smtp_url = mail_url;
	app->smtp_from = "lianxin@example.org";
	app->webhook_url = hook_url;
	app->webhook_secret = "s3cret";
	app->base_url = "https://lianxin.example.org";
}

/* ---- what the servers saw ---- */

static int attempts(const char *a, const char *b)
{
	return fake_saw(&server, a, b);
}

static void send_to_chair(struct app *app, bool urgent, bool undoable, const char *title)
{
	struct arena *a = arena_new(8u << 20);
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, a);
	message_send_role(r, BIT(ROLE_CADRE), 10, &(struct message){
		.title = title, .body = "样例赵工的情况", .link = "/tasks/7", .urgent = urgent, .undoable = undoable});
	db_commit(d);
	arena_free(a);
}

static void pass(int seconds)
{
	clock_set(clock_now() + (instant)seconds * 1000);
}

static char problem[200];
#define EXPECT(is, want)                                                                           \
	do {                                                                                       \
		int is_ = (is);                                                                    \
		if (is_ != (want)) {                                                               \
			snprintf(problem, sizeof(problem), "%s is %d, not %d", #is, is_, want);    \
			return problem;                                                            \
		}                                                                                  \
	} while (0)

/* Nine seconds: nothing; eleven: tried, and turned away. */
static const char *waits_ten_seconds(struct app *app)
{
	send_to_chair(app, false, true, "任务“组织宣讲”等你办理");
	EXPECT(outbox_round(app), 0);
	pass(9);
	EXPECT(outbox_round(app), 0);
	EXPECT(attempts("\"kind\"", ""), 0);
	pass(2);
	EXPECT(outbox_round(app), 2);
	EXPECT(attempts("\"mail\"", "\"ok\":false"), 1);
	EXPECT(attempts("\"hook\"", "\"ok\":false"), 1);
	return NULL;
}

static const char *comes_again(struct app *app)
{
	pass(50); /* the steps in between took some seconds */
	EXPECT(outbox_round(app), 0);
	pass(12);
	EXPECT(outbox_round(app), 2);
	EXPECT(attempts("\"mail\"", "\"ok\":true"), 1);
	EXPECT(attempts("\"hook\"", "\"ok\":true"), 1);
	return NULL;
}

static const char *once_only(struct app *app)
{
	pass(86400);
	EXPECT(outbox_round(app), 0);
	EXPECT(attempts("\"ok\":true", ""), 2);
	return NULL;
}

static const char *says_no_more_than_the_title(struct app *app)
{
	(void)app;
	EXPECT(attempts("\"mail\"", "任务“组织宣讲”等你办理"), 1);
	EXPECT(attempts("\"mail\"", "https://lianxin.example.org/tasks/7"), 1);
	EXPECT(attempts("\"hook\"", "https://lianxin.example.org/tasks/7"), 2);
	EXPECT(attempts("赵工", ""), 0);
	EXPECT(attempts("\"hook\"", "\"signed\":true"), 2);
	return NULL;
}

/* 22:00: a plain message waits for 7:00, an urgent one leaves. */
static const char *keeps_quiet(struct app *app)
{
	clock_set(instant_of_day(day_of(2024, 3, 5)) + 22 * 3600000);
	send_to_chair(app, false, false, "月报待审");
	send_to_chair(app, true, false, "台风红色预警");
	EXPECT(outbox_round(app), 2);
	EXPECT(attempts("台风红色预警", "\"ok\":true"), 2);
	EXPECT(attempts("月报待审", ""), 0);
	clock_set(instant_of_day(day_of(2024, 3, 6)) + 7 * 3600000 - 1000);
	EXPECT(outbox_round(app), 0);
	pass(1);
	EXPECT(outbox_round(app), 2);
	EXPECT(attempts("月报待审", "\"ok\":true"), 2);
	return NULL;
}

/* Nobody listens: tried at once, after 1, 5, 30, 120, 720 minutes, and then given up. */
static const char *gives_up(struct app *app)
{
	static const int minutes[] = {1, 5, 30, 120, 720};
	app->webhook_url = "http://127.0.0.1:1/none";
	app->smtp_url = NULL;
	clock_set(instant_of_day(day_of(2024, 3, 7)) + 7 * 3600000);
	send_to_chair(app, true, false, "催办");
	EXPECT(outbox_round(app), 1);
	for (int i = 0; i < 5; i++) {
		pass(minutes[i] * 60 - 1);
		EXPECT(outbox_round(app), 0);
		pass(1);
		EXPECT(outbox_round(app), 1);
	}
	pass(10 * 86400);
	EXPECT(outbox_round(app), 0);
	clock_set(instant_of_day(day_of(2024, 3, 8)) + 9 * 3600000);
	return NULL;
}

static const char *opted_out(struct app *app)
{
	send_to_chair(app, true, false, "只在站内");
	EXPECT(outbox_round(app), 0);
	return NULL;
}

static const struct step steps[] = {
	{"the page says how one is told", .as = CADRE, .get = "/inbox/choices", .want = 200, .sees = "21 点到次日 7 点"},
	{"a broken address is named", .as = CADRE, .post = "/inbox/choices", .form = "email=a@b&mail=1", .want = 422, .sees = "name@example.org"},
	{"and stays typed", .as = CADRE, .post = "/inbox/choices", .form = "email=a@b&mail=1", .want = 422, .sees = "value=\"a@b\""},
	{"a second header cannot be smuggled in", .as = CADRE, .post = "/inbox/choices", .form = "email=a@b.cn%0d%0aBcc:x@y.cn&mail=1", .want = 422},
	{"mail without an address neither", .as = CADRE, .post = "/inbox/choices", .form = "email=&mail=1", .want = 422, .sees = "请填写“邮箱”"},
	{"a good one is kept", .as = CADRE, .post = "/inbox/choices", .form = "email=shen@example.org&mail=1&hook=1", .want = 303},
	{"nothing leaves before ten seconds, then the servers turn it away", .check = waits_ten_seconds},
	{"the person sees that it is tried again", .as = CADRE, .get = "/inbox", .want = 200, .sees = "邮件重试中"},
	{"the administrator too, without the address", .as = SYSTEM_ADMIN, .get = "/admin/deliveries", .want = 200, .sees_not = "shen@"},
	{"a minute later it arrives", .check = comes_again},
	{"and is not sent again", .check = once_only},
	{"the state is told", .as = CADRE, .get = "/inbox", .sees = "邮件已送达"},
	{"title and link leave the house, nothing else; the signature holds", .check = says_no_more_than_the_title},
	{"at night only urgent ones leave", .check = keeps_quiet},
	{"what never arrives is given up after five more attempts", .check = gives_up},
	{"and stands as failed", .sql = "select count(*) from delivery where outcome = 2 and tries = 6", .is = "1"},
	{"with its reason for the person", .as = CADRE, .get = "/inbox", .sees = "群通知未送达"},
	{"who opens the message and is led to the task", .sql = "select min(id) from message", .keep = "m"},
	{"marking it read", .as = CADRE, .post = "/inbox/{m}/read", .want = 303, .to = "/tasks/7"},
	{"it counts no longer", .sql = "select count(*) from message where read_at = 0", .is = "3"},
	{"nobody opens it for him", .as = WORKER, .post = "/inbox/{m}/read", .want = 404},
	{"all at once", .as = CADRE, .post = "/inbox/read", .want = 303},
	{"none is left", .sql = "select count(*) from message where read_at = 0", .is = "0"},
	{"who wants nothing but the inbox", .as = CADRE, .post = "/inbox/choices", .form = "email=", .want = 303},
	{"gets nothing else", .check = opted_out},
};

int main(void)
{
	return scenario_with("outbox", start_server, steps, sizeof(steps) / sizeof(steps[0]));
}
