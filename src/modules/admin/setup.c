/* The first page of an empty installation: the root unit, its chair, the first administrator. */
#include "accounts.html.h"
#include "accounts.sql.h"
#include "admin.html.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/accounts/accounts.h"
#include "modules/admin/admin.h"
#include "modules/units/units.h"
#include "secret/activation.h"

enum { CODE_DAYS = 7 };

static void show(struct req *r)
{
	page_begin(r, &(struct page){.title = "首次设置", .bare = true});
	tpl_setup(r->out, r);
	page_end(r);
}

/* Public only while nobody could sign in. */
static bool empty_or_refuse(struct req *r)
{
	if (!q_account_any(r->db))
		return true;
	refuse(r, 404, "系统已经设置过了。请从登录页进入。");
	return false;
}

void get_setup(struct req *r)
{
	if (empty_or_refuse(r))
		show(r);
}

static int64_t make_root(struct req *r)
{
	struct unit_row *u = record_new(r->arena, &unit_record);
	u->name = form_get(r, "unit");
	u->code = form_get(r, "code");
	u->short_name = u->doc_mark = u->address = u->phone = u->note = "";
	u->kind = form_int(r, "kind");
	if (text_empty(u->name))
		problem_add(&r->problems, "unit", "请填写单位名称。");
	if (!unit_kind_fits(u->kind, 0))
		problem_add(&r->problems, "kind", "请选择单位类别。");
	return !r->problems.n && unit_create(r, u, 0) ? u->id : 0;
}

static void need_both(struct req *r, const char *name, const char *mobile, const char *who)
{
	if (text_empty(form_get(r, name)))
		problem_add(&r->problems, name, "请填写%s的姓名。", who);
	if (text_empty(form_get(r, mobile)))
		problem_add(&r->problems, mobile, "请填写%s的手机号，登录时用。", who);
}

static bool enlist(struct req *r, int64_t root, const char *name, const char *mobile, int role, struct code_card *card)
{
	int before = r->problems.n;
	struct enlist n = {form_get(r, name), form_get(r, mobile), NULL, root, role, 0, choice_label(role_choices, role)};
	int64_t id = person_enlist(r, &n);
	if (!id) {
		if (r->problems.n > before && r->problems.last)
			r->problems.last->field = mobile;
		return false;
	}
	instant until = r->now + (instant)CODE_DAYS * 86400000;
	const char *code = account_new_code(r->db, r->arena, &r->app->keys, id, until);
	const char *host = pairs_get(&r->x->headers, "host");
	const char *site = !text_empty(r->app->base_url) ? r->app->base_url :
		arena_printf(r->arena, "%s://%s", r->x->secure ? "https" : "http", host ? host : "");
	const struct person_row *p = record_load(r->db, r->arena, &person_record, id);
	account_event(r, id, root, "code");
	*card = (struct code_card){n.name, arena_printf(r->arena, "%s · %s", form_get(r, "unit"), n.title), account_login_hint(r->arena, p->mobile_mask, "", ""), activation_show(r->arena, code),
				   arena_printf(r->arena, "%s/activate?code=%s", site, code), instant_cn(r->arena, until)};
	return true;
}

void post_setup(struct req *r)
{
	struct code_card cards[2];
	if (!empty_or_refuse(r))
		return;
	need_both(r, "chair", "chair_mobile", "工会主席");
	need_both(r, "admin", "admin_mobile", "系统管理员");
	if (!text_empty(form_get(r, "admin_mobile")) && text_is(form_get(r, "chair_mobile"), form_get(r, "admin_mobile")))
		problem_add(&r->problems, "admin_mobile", "系统管理员不看业务内容，要与主席分设，请填另一个人的手机号。");
	int64_t root = make_root(r);
	bool good = root && enlist(r, root, "chair", "chair_mobile", ROLE_CHAIR, &cards[0]) &&
		    enlist(r, root, "admin", "admin_mobile", ROLE_SYSTEM, &cards[1]);
	if (!good) {
		show(r);
		answer_status(r, 422);
		return;
	}
	page_begin(r, &(struct page){.title = "设置完成", .bare = true});
	tpl_setup_done(r->out);
	buf_puts(r->out, "<div class=\"body\">");
	tpl_code_sheet(r->out, cards, 2, false);
	buf_puts(r->out, "</div>");
	page_end(r);
}
