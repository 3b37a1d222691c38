/* One's own account: posts, preferences, sessions, what one did. */
#include <string.h>

#include "accounts.html.h"
#include "accounts.sql.h"
#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/flow.h"
#include "kernel/rights.h"
#include "kernel/session.h"
#include "kernel.sql.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/accounts_view.h"

/* The first of these that occurs names the device. Order matters: others carry its word too. */
static const char *device(struct arena *a, const char *agent)
{
	static const char *const systems[][2] = {
		{"HarmonyOS", "鸿蒙设备"}, {"Android", "安卓手机"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
		{"Windows", "Windows 电脑"}, {"Mac OS", "Mac 电脑"}, {"UOS", "统信电脑"}, {"Linux", "Linux 电脑"},
	};
	static const char *const programs[][2] = {
		{"wxwork", "企业微信"}, {"MicroMessenger", "微信"}, {"Edg/", "Edge 浏览器"},
		{"Firefox/", "Firefox 浏览器"}, {"Chrome/", "Chrome 浏览器"}, {"Safari/", "Safari 浏览器"},
	};
	const char *system = "其他设备", *program = "";
	for (size_t i = sizeof(systems) / sizeof(systems[0]); i-- > 0;)
		if (strstr(agent, systems[i][0]))
			system = systems[i][1];
	for (size_t i = sizeof(programs) / sizeof(programs[0]); i-- > 0;)
		if (strstr(agent, programs[i][0]))
			program = programs[i][1];
	return *program ? arena_printf(a, "%s，%s", program, system) : system;
}

static void fill_posts(struct req *r, struct account_page *v)
{
	struct account_posts *p = q_account_posts(r->db, r->arena, r->who->person, &v->n_posts);
	v->posts = NEW_N(r->arena, struct post_line, v->n_posts);
	for (size_t i = 0; i < v->n_posts; i++)
		v->posts[i] = (struct post_line){
			p[i].unit_name, *p[i].post_title ? p[i].post_title : choice_label(role_choices, p[i].role),
			arena_printf(r->arena, "%s 起%s%s", day_cn(r->arena, p[i].since), p[i].until ? "，至 " : "",
				     day_cn(r->arena, p[i].until)),
			p[i].since <= r->today && (!p[i].until || p[i].until >= r->today)};
}

static void fill_sessions(struct req *r, struct account_page *v)
{
	struct account_sessions *s = q_account_sessions(r->db, r->arena, r->who->person, r->now, &v->n_sessions);
	v->sessions = NEW_N(r->arena, struct session_line, v->n_sessions);
	for (size_t i = 0; i < v->n_sessions; i++)
		v->sessions[i] = (struct session_line){
			s[i].hash, device(r->arena, s[i].agent), instant_cn(r->arena, s[i].created_at),
			instant_cn(r->arena, s[i].seen_at), s[i].peer, strcmp(s[i].hash, r->who->session) == 0};
}

/* "任务 · 提交": the record's label and the move's. */
static const char *event_text(struct req *r, const char *record, const char *verb)
{
	const struct flow *f = flow_of(r->app, record);
	if (strcmp(record, "account") == 0)
		return account_verb(verb);
	return f ? arena_printf(r->arena, "%s · %s", f->record->label, verb_label(f, verb)) : verb_label(f, verb);
}

static void fill_events(struct req *r, struct account_page *v)
{
	struct account_events *e = q_account_events(r->db, r->arena, r->who->person, &v->n_events);
	v->events = NEW_N(r->arena, struct event_line, v->n_events);
	for (size_t i = 0; i < v->n_events; i++)
		v->events[i] = (struct event_line){
			instant_cn(r->arena, e[i].recorded_at),
			strcmp(e[i].record, "account") == 0 && e[i].actor && e[i].actor != r->who->person ?
				arena_printf(r->arena, "%s（由他人办理）", event_text(r, e[i].record, e[i].verb)) :
				event_text(r, e[i].record, e[i].verb), ""};
}

static bool only_worker(const struct who *w)
{
	for (size_t i = 0; i < w->n_grants; i++)
		if (w->grants[i].role != ROLE_WORKER && w->grants[i].role != ROLE_REP)
			return false;
	return true;
}

void get_account(struct req *r)
{
	struct account_of a;
	struct account_page v = {0};
	if (!q_account_of(r->db, r->arena, r->who->person, &a)) {
		refuse(r, 404, "没有这个账号。请联系本单位工会。");
		return;
	}
	v.name = a.name;
	v.unit = a.unit_name;
	v.staff_no = a.staff_no;
	v.mobile = a.mobile_mask;
	v.second = *a.totp_seal != 0;
	v.login = account_login_hint(r->arena, a.mobile_mask, a.unit_code, a.staff_no);
	fill_posts(r, &v);
	fill_sessions(r, &v);
	fill_events(r, &v);
	page_begin(r, &(struct page){.title = "我的账号", .nav = "/account", .phone = only_worker(r->who), .back = "/m"});
	tpl_account(r->out, r, &v);
	page_end(r);
}

void post_session_end(struct req *r)
{
	int64_t me = r->who->person;
	const char *hash = form_get(r, "session");
	if (*hash)
		q_account_session_end(r->db, me, hash);
	else
		q_sessions_drop_others(r->db, me, r->who->session);
	account_event(r, me, r->who->unit, "ended");
	if (strcmp(hash, r->who->session) == 0) {
		session_close(r);
		see_other(r, "/sign-in");
		return;
	}
	see_other_saying(r, "/account#sessions", *hash ? "已结束那台设备上的登录。" : "其他设备上的登录都已结束。");
}
