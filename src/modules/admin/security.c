/* For the security administrator: locked accounts, sessions, policies. */
#include <string.h>

#include "accounts.sql.h"
#include "admin.html.h"
#include "admin.sql.h"
#include "kernel/app.h"
#include "kernel/policy.h"
#include "modules/accounts/accounts.h"
#include "modules/admin/admin.h"
#include "modules/admin/admin_view.h"

void get_security(struct req *r)
{
	struct security_page v = {0};
	struct admin_locked *l = q_admin_locked(r->db, r->arena, r->now, &v.n_locked);
	v.locked = NEW_N(r->arena, struct locked_line, v.n_locked);
	for (size_t i = 0; i < v.n_locked; i++)
		v.locked[i] = (struct locked_line){l[i].person, l[i].name, l[i].unit_name, instant_cn(r->arena, l[i].locked_until)};
	struct admin_sessions *s = q_admin_sessions(r->db, r->arena, r->now, &v.n_sessions);
	v.sessions = NEW_N(r->arena, struct open_line, v.n_sessions);
	for (size_t i = 0; i < v.n_sessions; i++)
		v.sessions[i] = (struct open_line){s[i].hash, s[i].name, s[i].unit_name, instant_cn(r->arena, s[i].seen_at),
						   s[i].peer, strcmp(s[i].hash, r->who->session) == 0};
	page_begin(r, &(struct page){.title = "账号安全", .nav = "/admin/security"});
	tpl_admin_security(r->out, r, &v);
	page_end(r);
}

void post_unlock(struct req *r)
{
	struct account_of a;
	if (!q_account_of(r->db, r->arena, form_int(r, "person"), &a)) {
		refuse(r, 404, "没有这个账号。请刷新页面。");
		return;
	}
	q_account_unlock(r->db, form_int(r, "person"));
	account_event(r, form_int(r, "person"), a.unit, "unlocked");
	see_other_saying(r, "/admin/security", "已解除锁定。");
}

void post_end_session(struct req *r)
{
	const char *hash = form_get(r, "session");
	struct account_of a;
	int64_t person = q_admin_session_person(r->db, hash);
	if (!person || !q_account_of(r->db, r->arena, person, &a)) {
		refuse(r, 404, "这处登录已经结束。请刷新页面。");
		return;
	}
	q_account_session_end(r->db, person, hash);
	account_event(r, person, a.unit, "ended");
	see_other_saying(r, "/admin/security", "登录已结束。");
}

/* ---- policies ---- */

static struct policy_line line_of(struct req *r, const struct policy *p)
{
	struct policy_value v = policy_get(r, p->name, 0, r->today);
	return (struct policy_line){
		.name = p->name, .label = p->label, .unit_label = p->unit_label ? p->unit_label : "",
		.value = v.loaded ? arena_printf(r->arena, "%lld", (long long)v.value) : "未设，不能办理",
		.set = v.version ? "本系统设定" : "默认值", .source = v.source ? v.source : "",
		.checked = !policy_unchecked(&v) || p->confidence == 'C', .hard = p->flags & POLICY_HARD};
}

void get_policies(struct req *r)
{
	struct policies_page v = {.name = form_get(r, "name"), .value = form_get(r, "value"), .since = form_get(r, "since"),
				  .until = form_get(r, "until"), .source = form_get(r, "source")};
	size_t n = 0;
	EACH_MODULE(r->app, m)
		for (const struct policy *p = m->policies; p && p->name; p++)
			n++;
	v.rows = NEW_N(r->arena, struct policy_line, n);
	EACH_MODULE(r->app, m)
		for (const struct policy *p = m->policies; p && p->name; p++)
			v.rows[v.n++] = line_of(r, p);
	page_begin(r, &(struct page){.title = "规则数值", .nav = "/admin/policies"});
	tpl_admin_policies(r->out, r, &v);
	page_end(r);
}

void post_policy(struct req *r)
{
	struct policy_setting s = {0};
	if (!policy_read(r, &s)) {
		get_policies(r);
		answer_status(r, 422);
		return;
	}
	policy_put(r, &s, r->who->unit);
	see_other_saying(r, "/admin/policies", "规则数值已保存，从起始日生效。");
}
