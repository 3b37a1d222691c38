#include "kernel/enter.h"

#include <string.h>

#include "http/html.h"
#include "kernel/again.h"
#include "kernel/page.h"
#include "kernel/registry.h"
#include "kernel/session.h"
#include "secret/token.h"

/* The page of the sign-in, or of what is missing of it, as the answer to a form: it hands on what he typed. False: there is nothing of his. */
static bool hands_on(struct req *r, const char *page, int status)
{
	bool other;
	struct again typed;
	struct req ignored = *r;
	const struct routed *at = route_find(r->app, METHOD_GET, page, &ignored, &other);
	if (!at || !again_typed(r, &typed) || (r->who && !again_is_by(r, &typed, r->who->person)))
		return false;
	if (again_too_long(&typed)) {
		refuse(r, status, "这一步没有办理。填写的内容超过 80 KB，登录时带不过去：请用浏览器的“后退”回到填好的表单，先把内容复制下来，登录以后再提交。");
		return true;
	}
	if (!r->who)
		session_guest(r);
	at->route->run(r);
	answer_status(r, status);
	return true;
}

static void to_sign_in(struct req *r)
{
	if (hands_on(r, "/sign-in", 401))
		return;
	if (is_script(r)) {
		refuse(r, 401, "登录已过期。请在新页面重新登录，再回到这里提交；你填写的内容仍在本页。");
		return;
	}
	if (r->x->method == METHOD_POST) {
		refuse(r, 401, "登录已过期，这一步没有办理。请重新登录。");
		return;
	}
	const char *here = *r->x->raw_query ?
		arena_printf(r->arena, "%s?%s", r->x->path, r->x->raw_query) : r->x->path;
	see_other(r, strcmp(here, "/") == 0 ? "/sign-in" : url_join(r->arena, "/sign-in?next=", here));
}

/* A request from another site is refused by its Origin; a form of ours carries the key. */
static bool same_origin(const struct req *r)
{
	const char *origin = pairs_get(&r->x->headers, "origin");
	const char *host = pairs_get(&r->x->headers, "host");
	if (!origin || !host || strcmp(origin, "null") == 0)
		return !origin;
	const char *at = strstr(origin, "://");
	return at && strcmp(at + 3, host) == 0;
}

/* A form with the key of another session. */
static void stale(struct req *r)
{
	struct again typed;
	bool kept = r->who && again_typed(r, &typed);
	if (kept && again_is_by(r, &typed, r->who->person))
		page_again(r, 403, "请再提交一次", "这个页面打开以后，你退出或重新登录过。你填写的内容还在。不能确认是否已经办理，再点一次不会重复办理。", &typed);
	else if (kept)
		refuse(r, 403, "这个页面是别人登录时打开的，上面填写的内容没有提交，也不会以你的名义提交。请从自己的页面重新填写。");
	else
		refuse(r, 403, "这个页面打开太久，校验已失效。请返回上一页刷新后重新提交。");
}

static bool form_allowed(struct req *r)
{
	if (r->x->method != METHOD_POST || (r->route->flags & ROUTE_QUIET))
		return true;
	if (r->route->flags & ROUTE_ANON) { /* nobody's authority is used; other sites are still kept out */
		if (!same_origin(r))
			refuse(r, 403, "请从本系统的页面提交。");
		return !r->answered;
	}
	const char *csrf = pairs_get(&r->x->form, "_csrf");
	if (!same_origin(r) || !csrf || !*r->csrf || !secret_same(csrf, r->csrf)) {
		stale(r);
		return false;
	}
	return true;
}

static bool row_allowed(struct req *r)
{
	if (!r->route->of)
		return true;
	r->row = record_load(r->db, r->arena, r->route->of, r->id);
	if (!r->row) {
		refuse(r, 404, "这条%s不存在或已删除。请从列表重新进入。", r->route->of->label);
		return false;
	}
	return !r->route->right || may_row_or_refuse(r, r->route->right, r->route->of, r->row);
}

static void who_asks(struct req *r, const struct entered *known)
{
	if (known) {
		r->who = known->who;
		r->csrf = known->csrf;
		r->later = known->later;
	} else if (!(r->route->flags & ROUTE_ANON)) {
		session_enter(r);
	}
}

bool request_enter(struct req *r, const struct entered *known)
{
	const struct route *t = r->route;
	who_asks(r, known);
	if (!(t->flags & ROUTE_PUBLIC) && !r->who) {
		to_sign_in(r);
		return false;
	}
	if (r->who && r->who->second_missing && !(t->flags & (ROUTE_HALF | ROUTE_PUBLIC))) {
		if (!hands_on(r, "/account/second", 403))
			see_other(r, "/account/second");
		return false;
	}
	if (r->who && r->who->must_change && !(t->flags & (ROUTE_HALF | ROUTE_PUBLIC))) {
		if (!hands_on(r, "/account/password", 403))
			see_other(r, "/account/password");
		return false;
	}
	const struct right *right = t->right ? right_of(r->app, t->right) : NULL;
	if (right && !may_anywhere(r->who, right)) {
		refuse(r, 403, "你没有“%s”的权限。如确需办理，请联系本单位工会主席。", right->label);
		return false;
	}
	return form_allowed(r) && row_allowed(r);
}
