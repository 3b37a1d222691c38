/* Making, changing and moving a unit. */
#include <string.h>

#include "kernel/measure.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/search.h"
#include "modules/units/units_view.h"
#include "secret/id.h"
#include "kernel.sql.h"
#include "text/pinyin.h"
#include "units.html.h"
#include "units.sql.h"

const char *unit_code_problem(struct req *r, const char *code, int64_t but)
{
	if (strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") != strlen(code))
		return "单位代码只能用字母、数字和短横线。";
	if (strlen(code) > 20)
		return "单位代码最多 20 个字符。";
	if (q_units_code_used(r->db, code, but))
		return arena_printf(r->arena, "单位代码“%s”已被别的单位使用，请换一个。", code);
	return NULL;
}

/* What the table of fields cannot say of a unit. */
static bool code_fits(struct req *r, struct unit_row *u)
{
	const char *why = unit_code_problem(r, u->code, u->id);
	if (why)
		problem_add(&r->problems, "code", "%s", why);
	return r->problems.n == 0;
}

bool unit_create(struct req *r, struct unit_row *u, int64_t parent)
{
	const char *above = parent ? unit_path(r->db, r->arena, parent) : "/";
	if (!u->id)
		u->id = id_new();
	u->unit = u->id;
	u->parent = parent;
	u->path = arena_printf(r->arena, "%s%lld/", above, (long long)u->id);
	u->pinyin = pinyin_of(r->arena, u->name);
	q_unit_parent_add(r->db, u->id, parent, r->today);
	unit_chain_changed(r->db);
	return flow_create(r, &unit_flow, u, "");
}

/* ---- form ---- */

static void show_form(struct req *r, const struct unit_row *row, const struct unit *parent)
{
	struct form f = {r, &unit_record, row, NULL};
	struct unit_form v = {.form = &f, .kind = form_int(r, "kind"), .kinds = NEW_N(r->arena, struct option, UNIT_TEAM)};
	if (row) {
		v.title = "修改单位";
		v.action = v.back = link_to(r, "/units/%lld", (long long)row->id);
		v.version = row->version;
	} else {
		v.title = arena_printf(r->arena, "在“%s”下新建单位", parent->name);
		v.parent = parent->id;
		v.action = link_to(r, "/units/%lld/new", (long long)parent->id);
		v.back = link_to(r, "/units/%lld", (long long)parent->id);
		for (int64_t k = UNIT_FEDERATION; k <= UNIT_TEAM; k++)
			if (unit_kind_fits(k, parent->kind) && unit_by_card(k))
				v.unions = true;
			else if (unit_kind_fits(k, parent->kind))
				v.kinds[v.n_kinds++] = (struct option){k, choice_label(unit_kinds, k)};
	}
	page_begin(r, &(struct page){.title = v.title, .nav = "/units", .crumbs = {{"组织", "/units"}}});
	tpl_unit_form(r->out, r, &v);
	page_end(r);
}

/* The unit under which one is to be made, if it may have units below it. */
static bool parent_or_refuse(struct req *r, struct unit *u)
{
	unit_load(r->db, r->arena, r->id, u);
	for (int64_t k = UNIT_FEDERATION; k <= UNIT_TEAM; k++)
		if (unit_kind_fits(k, u->kind))
			return true;
	refuse(r, 409, "%s下面不设单位。请到它的上级单位新建。", choice_label(unit_kinds, u->kind));
	return false;
}

void get_unit_new(struct req *r)
{
	struct unit parent = {0};
	if (parent_or_refuse(r, &parent))
		show_form(r, NULL, &parent);
}

void post_unit_new(struct req *r)
{
	struct unit parent = {0};
	struct unit_row *u = record_new(r->arena, &unit_record);
	if (!parent_or_refuse(r, &parent))
		return;
	form_read(r, &unit_record, u);
	u->kind = form_int(r, "kind");
	if (unit_kind_fits(u->kind, parent.kind) && unit_by_card(u->kind))
		problem_add(&r->problems, "kind", "%s不能在这里直接建：新工会从“工会卡片”申请、由上一级工会批准（工会法第十二条）；早已成立的到“批量新建”补登。",
			    choice_label(unit_kinds, u->kind));
	else if (!unit_kind_fits(u->kind, parent.kind))
		problem_add(&r->problems, "kind", "请选择类别；%s下面只能建列出的几类。", choice_label(unit_kinds, parent.kind));
	if (parent.state != UNIT_ACTIVE)
		problem_add(&r->problems, "name", "上级单位已撤销，不能再建下级。");
	if (!code_fits(r, u)) {
		show_form(r, NULL, &parent);
		answer_status(r, 422);
		return;
	}
	if (unit_create(r, u, parent.id))
		see_other_saying(r, link_to(r, "/units/%lld", (long long)u->id), "单位已建立。");
}

void get_unit_edit(struct req *r)
{
	if (flow_editable(r, &unit_flow, r->row))
		show_form(r, r->row, NULL);
	else
		refuse(r, 409, "已撤销的单位不能修改。");
}

void post_unit_edit(struct req *r)
{
	struct unit_row *u = r->row;
	if (!form_read(r, &unit_record, u) || !code_fits(r, u)) {
		show_form(r, u, NULL);
		answer_status(r, 422);
		return;
	}
	u->pinyin = pinyin_of(r->arena, u->name);
	if (!flow_edit(r, &unit_flow, u, ""))
		return;
	see_other_saying(r, link_to(r, "/units/%lld", (long long)u->id), "已保存。");
}

/* ---- moving ---- */

static void show_move(struct req *r)
{
	enum { HITS = 50, ROUNDS = 5 };
	const struct unit_row *u = r->row;
	struct unit_move_page v = {.u = u, .q = *query_get(r, "q") ? query_get(r, "q") : form_get(r, "q"),
				   .now = unit_name(r->db, r->arena, u->parent), .hits = NEW_N(r->arena, struct unit_hit, HITS)};
	struct scope s = scope_of(r, "unit.edit");
	struct unit_place place = {0};
	for (int round = 0; *v.q && v.n_hits < HITS && (!round || (place.text && round < ROUNDS)); round++) {
		size_t n;
		struct unit_match *f = units_named(r, v.q, &s, HITS, &place, &n);
		for (size_t k = 0; k < n && v.n_hits < HITS; k++)
			if (!path_covers(u->path, f[k].path) && unit_kind_fits(u->kind, f[k].kind) && f[k].id != u->parent)
				v.hits[v.n_hits++] = (struct unit_hit){f[k].id, f[k].name, choice_label(unit_kinds, f[k].kind), f[k].code, ""};
	}
	v.more = place.text || v.n_hits == HITS;
	page_begin(r, &(struct page){.title = "调整隶属", .nav = "/units",
				     .crumbs = {{"组织", "/units"}, {u->name, link_to(r, "/units/%lld", (long long)u->id)}}});
	tpl_unit_move(r->out, r, &v);
	page_end(r);
}

/* A union with a card is moved by a change of its card. */
static bool by_card(struct req *r, int status)
{
	const struct unit_row *u = r->row;
	int64_t card = unit_card(r->db, r->arena, u->id);
	if (!card)
		return false;
	page_begin(r, &(struct page){.title = "调整隶属", .nav = "/units",
				     .crumbs = {{"组织", "/units"}, {u->name, link_to(r, "/units/%lld", (long long)u->id)}}});
	tpl_unit_by_card(r->out, u, link_to(r, "/unions/%lld", (long long)card));
	page_end(r);
	answer_status(r, status);
	return true;
}

void get_unit_move(struct req *r)
{
	if (!by_card(r, 200))
		show_move(r);
}

static bool may_stand(struct req *r, const struct unit_row *u, int64_t to)
{
	struct unit parent;
	if (!to || !unit_load(r->db, r->arena, to, &parent) || parent.state != UNIT_ACTIVE)
		problem_add(&r->problems, "to", "请先查找并选择新的上级单位。");
	else if (path_covers(u->path, parent.path))
		problem_add(&r->problems, "to", "不能移到自己或自己的下级单位之下。");
	else if (to == u->parent)
		problem_add(&r->problems, "to", "它现在就隶属“%s”。", parent.name);
	else if (!unit_kind_fits(u->kind, parent.kind))
		problem_add(&r->problems, "to", "%s不能设在%s之下，请另选上级单位。", choice_label(unit_kinds, u->kind),
			    choice_label(unit_kinds, parent.kind));
	return r->problems.n == 0;
}

/* The subtree's paths, and where its records are found, follow in the same transaction. */
static void rewrite(struct req *r, const char *old, const char *now)
{
	q_units_rewrite(r->db, old, path_end(r->arena, old), now);
	search_moved(r->db, r->arena, old, now);
}

bool unit_put_under(struct req *r, struct unit_row *u, int64_t to, const char *why)
{
	const char *old = u->path;
	struct measure_moving *counted = measure_lift(r, u->id);
	u->parent = to;
	u->path = arena_printf(r->arena, "%s%lld/", unit_path(r->db, r->arena, to), (long long)u->id);
	q_units_parent_close(r->db, u->id, r->today);
	q_units_parent_put(r->db, u->id, to, r->today);
	unit_chain_changed(r->db);
	measure_lower(r, counted, to);
	if (!flow_follow(r, &unit_flow, u, "move", why))
		return false;
	rewrite(r, old, u->path);
	return true;
}

void post_unit_move(struct req *r)
{
	struct unit_row *u = r->row;
	int64_t to = form_int(r, "to");
	const char *reason = form_get(r, "reason");
	if (!may_or_refuse(r, "unit.edit", u->parent) || (to && !may_or_refuse(r, "unit.edit", to)))
		return;
	if (by_card(r, 409))
		return;
	if (!may_stand(r, u, to)) {
		show_move(r);
		answer_status(r, 422);
	} else if (text_empty(reason)) {
		refuse_field(r, "reason", "理由", "请写明调整的理由，例如批复文号。");
	} else if (unit_put_under(r, u, to, reason)) {
		see_other_saying(r, link_to(r, "/units/%lld", (long long)u->id), "隶属关系已调整，从今天起算。");
	}
}
