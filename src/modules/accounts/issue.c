/* Activation codes for others: first entry, and the face-to-face reset. Printed once, stored as hashes. */
#include "accounts.html.h"
#include "accounts.sql.h"
#include "doc/qr.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/accounts_view.h"
#include "secret/activation.h"

enum { SHEET_MOST = 100, DAY_MS = 86400000 };

void code_qr(struct buf *o, const char *url)
{
	qr_svg(o, url, "扫码激活账号");
}

/*
 * Whoever gives a person a new code could use it himself; so he needs the right
 * at the person's unit and at every unit where the person holds a post, and the
 * stronger right where that post is a chair's or an administrator's.
 */
static bool may_issue(struct req *r, int64_t person, int64_t home)
{
	size_t n;
	bool admin = false;
	struct account_posts *p = q_account_posts(r->db, r->arena, person, &n);
	for (size_t i = 0; i < n; i++) {
		unsigned role = BIT(p[i].role);
		if (p[i].until && p[i].until < r->today)
			continue;
		const char *right = role & ADMINS ? "account.admin" : role & HEADS ? "account.head" : "account.issue";
		admin |= (role & ADMINS) != 0;
		if (!may(r, right, p[i].unit))
			return false;
	}
	return admin || may(r, "account.issue", home);
}

static const char *site(struct req *r)
{
	const char *host = pairs_get(&r->x->headers, "host");
	if (!text_empty(r->app->base_url))
		return r->app->base_url;
	return arena_printf(r->arena, "%s://%s", r->x->secure ? "https" : "http", host ? host : "");
}

static bool issue_one(struct req *r, int64_t person, instant until, struct code_card *card)
{
	struct account_person p;
	if (!q_account_person(r->db, r->arena, person, &p) || p.state != 1) {
		refuse(r, 404, "选中的人员不存在或已停用，没有发放激活码。请从人员列表重新选择。");
		return false;
	}
	if (person == r->who->person) {
		refuse(r, 409, "不能给自己发激活码。修改密码请到“我的账号”。");
		return false;
	}
	if (!may_issue(r, person, p.unit)) {
		refuse(r, 403, "你没有给%s发激活码的权限：其任职单位或职务超出你的管理范围。请由上级工会办理。", p.name);
		return false;
	}
	const char *code = account_new_code(r->db, r->arena, &r->app->keys, person, until);
	account_event(r, person, p.unit, "code");
	*card = (struct code_card){
		.name = p.name, .unit = p.unit_name, .code = activation_show(r->arena, code),
		.login = account_login_hint(r->arena, p.mobile_mask, p.unit_code, p.staff_no),
		.url = arena_printf(r->arena, "%s/activate?code=%s", site(r), code),
		.until = instant_cn(r->arena, until)};
	return true;
}

void post_codes(struct req *r)
{
	struct code_card cards[SHEET_MOST];
	size_t n = 0;
	const char *id;
	int64_t person, days = policy_get(r, "account.activation_days", 0, r->today).value;
	while ((id = pairs_nth(&r->x->form, "person", n)) != NULL) {
		if (n == SHEET_MOST) {
			refuse(r, 422, "一次最多发 %d 个激活码，请分批办理。", SHEET_MOST);
			return;
		}
		if (!str_int(str_of(id), &person))
			person = 0;
		if (!issue_one(r, person, r->now + days * DAY_MS, &cards[n]))
			return;
		n++;
	}
	if (!n) {
		refuse(r, 422, "请先在人员列表里勾选要发激活码的人。");
		return;
	}
	page_begin(r, &(struct page){.title = "账号激活单", .nav = "/people", .crumbs = {{"人员", "/people"}}});
	tpl_code_sheet(r->out, cards, n, true);
	page_end(r);
}
