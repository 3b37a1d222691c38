/* The card: list, form, page, founding. */
#include <string.h>

#include "http/url.h"
#include "kernel/measure.h"
#include "kernel/policy.h"
#include "modules/directors/directors.h"
#include "modules/members/members.h"
#include "modules/unions/inside.h"
#include "modules/units/units.h"
#include "text/calendar.h"
#include "union_cards.html.h"

static const struct list_view views[] = {
	{"已建会", "state=3,4"}, {"应建未建", "state=1"}, {"申请中", "state=2"}, {"已终止", "state=5,6,7"}, {0},
};

/* A union that stands in the tree under the card's name gets it as its own; everybody else is due to found one. */
static void check_import(struct req *r, void *row, const void *before)
{
	struct union_card *c = row;
	struct unit u = {0};
	card_check(r, c);
	if (before || !unit_load(r->db, r->arena, c->unit, &u) || strcmp(u.name, c->name) != 0 || !unit_is_union(u.kind))
		return;
	if (union_card_of(r->db, u.id))
		problem_add(&r->problems, "name", "%s已有工会卡片。修改请先导出，带着编号改好再导入。", u.name);
	c->org = u.id;
}

static bool made_import(struct req *r, void *row)
{
	struct union_card *c = row;
	return !c->org || flow_follow(r, &union_card_flow, c, "enter", "");
}

const struct list union_card_list = {
	.name = "unions", .base = "/unions", .flow = &union_card_flow, .read_right = "union.list", .sort = "-complete", .views = views, .noun = "家",
	.cols = "name,state,nature,staff,founded_on,uscc,complete",
	.empty = "还没有工会卡片。已成立的工会在单位页补登；应建未建的单位在这里登记，按申请、批复建会。",
	.help = "每个工会一张卡片：从应建会到撤销，历史都在上面。", .add = "/unions/new", .add_label = "登记应建会单位",
	.imports = true, .undo = "void", .check = check_import, .made = made_import,
};

void get_union_cards(struct req *r)
{
	list_page(r, &union_card_list);
}

/* ---- form ---- */

static void show_form(struct req *r, const struct union_card *c, int64_t org)
{
	struct form f = {r, &union_card_record, c, NULL};
	struct card_form v = {.r = r, .form = &f, .title = "登记应建会单位", .action = "/unions", .back = "/unions", .org = org,
			      .help = "先登记用人单位；填好筹备组、上传建会申请书后，报上一级工会批准。"};
	if (c && c->id) {
		v.title = "修改工会卡片";
		v.help = c->name;
		v.action = v.back = link_to(r, "/unions/%lld", (long long)c->id);
		v.version = c->version;
	} else if (org) {
		v.title = "补登工会卡片";
		v.help = arena_printf(r->arena, "为台账里的“%s”补登卡片。", unit_name(r->db, r->arena, org));
		v.back = link_to(r, "/units/%lld", (long long)org);
	}
	page_begin(r, &(struct page){.title = v.title, .nav = "/unions", .crumbs = {{"工会卡片", "/unions"}}});
	tpl_union_form(r->out, &v);
	page_end(r);
}

static void again(struct req *r, const struct union_card *c, int64_t org)
{
	if (r->answered)
		return;
	show_form(r, c, org);
	answer_status(r, 422);
}

/* A card for a unit begins with what the register knows of it. */
void get_union_new(struct req *r)
{
	int64_t org = query_int(r, "org");
	struct union_card *c = record_new(r->arena, &union_card_record);
	const struct unit_row *u = org ? record_load(r->db, r->arena, &unit_record, org) : NULL;
	if (u) {
		c->name = u->name;
		c->address = u->address;
		c->contact = u->phone;
	}
	show_form(r, c, u ? org : 0);
}

void post_union_new(struct req *r)
{
	struct union_card *c = record_new(r->arena, &union_card_record);
	bool good = form_read(r, &union_card_record, c);
	c->org = form_int(r, "org");
	c->unit = c->org ? c->org : union_of_right_or_refuse(r, "union.edit");
	if (!c->unit || !may_or_refuse(r, "union.edit", c->unit))
		return;
	if (c->org)
		good = good && union_card_enter(r, c);
	else {
		card_check(r, c);
		good = !r->problems.n && flow_create(r, &union_card_flow, c, "");
	}
	if (!good)
		again(r, NULL, c->org);
	else
		see_other_saying(r, link_to(r, "/unions/%lld", (long long)c->id), "已保存。");
}

void get_union_edit(struct req *r)
{
	const struct union_card *c = r->row;
	if (flow_editable(r, &union_card_flow, c))
		show_form(r, c, c->org);
	else
		refuse(r, 409, "已终止的工会，卡片不能修改。");
}

void post_union_edit(struct req *r)
{
	struct union_card *c = r->row;
	form_read(r, &union_card_record, c);
	card_check(r, c);
	if (r->problems.n)
		again(r, c, c->org);
	else if (flow_edit(r, &union_card_flow, c, ""))
		see_other_saying(r, link_to(r, "/unions/%lld", (long long)c->id), "已保存。");
}

/* From a unit's page: its card, or the form to enter one. */
void get_union_of_unit(struct req *r)
{
	int64_t org = unit_union(r->db, r->arena, r->id), card = union_card_of(r->db, org);
	if (!card && !may(r, "union.edit", org))
		refuse(r, 404, "这个工会还没有登记卡片。");
	else
		see_other(r, card ? link_to(r, "/unions/%lld", (long long)card) : link_to(r, "/unions/new?org=%lld", (long long)org));
}

/* ---- page ---- */

static void number(struct card_page *v, const char *label, const char *text)
{
	v->numbers[v->n_numbers++] = (struct card_number){label, text};
}

/* Members as the register counts them, not as somebody typed them. */
static void fill_numbers(struct card_page *v)
{
	struct req *r = v->r;
	struct unit u;
	struct union_counts n = {0};
	int64_t entitled = v->c->org ? members_entitled(r->db, v->c->org, 0) : 0;
	v->numbers = NEW_N(r->arena, struct card_number, 7);
	number(v, "职工", arena_printf(r->arena, "%lld 人", (long long)v->c->staff));
	if (!v->c->org || !unit_load(r->db, r->arena, v->c->org, &u))
		return;
	number(v, "会员", arena_printf(r->arena, "%lld 人", (long long)measure_value(r->db, "member.total", v->c->org, 0, 0)));
	number(v, "在籍会员", arena_printf(r->arena, "%lld 人", (long long)entitled));
	if (u.kind != UNIT_FEDERATION) {
		q_union_counts(r->db, r->arena, u.path, path_end(r->arena, u.path), &n);
		number(v, "女会员", arena_printf(r->arena, "%lld 人", (long long)n.women));
		number(v, "新就业形态会员", arena_printf(r->arena, "%lld 人", (long long)n.gig));
	}
	number(v, "会费缴纳率（今年有台账的月份）", measure_text(r, measure_of(r->app, "dues.rate"), u.id, day_year_first(day_civil(r->today).year), r->today));
	if (v->c->staff)
		number(v, "入会率", arena_printf(r->arena, "%lld.%lld %%", (long long)(entitled * 100 / v->c->staff), (long long)(entitled * 1000 / v->c->staff % 10)));
}

static void fill_lines(struct card_page *v)
{
	const struct record *k = &union_card_record;
	v->lines = NEW_N(v->r->arena, struct card_number, (size_t)k->n_fields);
	for (int i = 0; i < k->n_fields; i++) {
		const struct field *f = &k->fields[i];
		const char *text = f->use & F_FORM ? field_show(v->r->arena, v->r->db, f, v->c) : "";
		if (*text && strcmp(f->name, "name") != 0 && (f->kind == KIND_FLAG || f->kind == KIND_TEXT || f->kind == KIND_LONG || field_int(f, v->c)))
			v->lines[v->n_lines++] = (struct card_number){f->label, f->kind == KIND_DAY ? dates_cn(v->r->arena, text) : text};
	}
}

static void fill_changes(struct card_page *v)
{
	struct req *r = v->r;
	struct union_changes_of *c = q_union_changes_of(r->db, r->arena, v->c->id, v->c->org, &v->n_changes);
	v->changes = NEW_N(r->arena, struct card_change, v->n_changes);
	for (size_t i = 0; i < v->n_changes; i++) {
		const struct union_change *row = record_load(r->db, r->arena, &union_change_record, c[i].id);
		v->changes[i] = (struct card_change){c[i].id, c[i].state, choice_label(union_change_kinds, c[i].kind),
			day_cn(r->arena, c[i].decided_on ? c[i].decided_on : day_of_instant(c[i].created_at)), c[i].reason,
			c[i].card == v->c->id ? NULL : record_title(r->db, r->arena, &union_card_record, c[i].card),
			row && may_row(r, "union.read", &union_change_record, row)};
	}
}

static void fill_kinds(struct card_page *v)
{
	const struct unit_row *parent = record_load(v->r->db, v->r->arena, &unit_record, v->c->unit);
	struct option *o = NEW_N(v->r->arena, struct option, UNIT_TEAM);
	for (int64_t k = UNIT_FEDERATION; parent && k <= UNIT_SUB_UNION; k++)
		if (unit_kind_fits(k, parent->kind))
			o[v->n_kinds++] = (struct option){k, choice_label(unit_kinds, k)};
	v->kinds = o;
}

/* WC-16: a company with so many staff has an employee director, unless employees sit in its supervisory board. */
static void governance(struct card_page *v)
{
	const struct union_card *c = v->c;
	struct policy_value least = policy_get(v->r, "director.staff", c->unit, v->r->today);
	bool company = c->nature == 3 || (c->nature >= 6 && c->nature <= 10);
	if (!company || c->staff < least.value || directors_serving(v->r->db, c->unit, BOARD_DIRECTOR) || directors_serving(v->r->db, c->unit, BOARD_SUPERVISOR))
		return;
	struct finding *all = NEW_N(v->r->arena, struct finding, v->n_findings + 1);
	for (size_t i = 0; i < v->n_findings; i++)
		all[i] = v->findings[i];
	all[v->n_findings++] = (struct finding){.tone = "warn", .source = least.source, .confidence = policy_confidence(&least),
		.text = arena_printf(v->r->arena, "职工 %lld 人，没有登记职工董事。", (long long)c->staff),
		.how = arena_printf(v->r->arena, "职工 %lld 人以上的公司，监事会里没有职工代表的，董事会成员中应当有职工代表。", (long long)least.value)};
	v->findings = all;
}

static void show(struct req *r)
{
	const struct union_card *c = r->row;
	int64_t up = c->org ? union_superior(r, c->org) : c->unit;
	const struct unit_row *u = c->org ? record_load(r->db, r->arena, &unit_record, c->org) : NULL;
	struct card_page v = {.r = r, .c = c, .here = link_to(r, "/unions/%lld", (long long)c->id), .org_name = u ? u->name : "",
			      .superior = up ? unit_name(r->db, r->arena, up) : "上一级工会", .doc_no = form_get(r, "doc_no"), .on = form_get(r, "on"),
			      .kind = form_int(r, "kind")};
	v.editable = flow_editable(r, &union_card_flow, c);
	v.deciding = c->state == CARD_ASKED && !card_by_superior(r, c);
	v.own = v.deciding && asked_oneself(r, c->asked_by);
	v.may_change = CARD_STANDS & 1u << c->state && may_row(r, "union.edit", &union_card_record, c) && !q_union_changes_open(r->db, c->id);
	fill_numbers(&v);
	fill_lines(&v);
	fill_changes(&v);
	if (CARD_STANDS & 1u << c->state) {
		v.missing = card_missing(r, c, &v.n_missing);
		v.findings = u ? committee_findings(r, u, &v.n_findings) : NULL;
		governance(&v);
	}
	if (v.deciding)
		fill_kinds(&v);
	page_begin(r, &(struct page){.title = c->name, .nav = "/unions", .crumbs = {{"工会卡片", "/unions"}}});
	tpl_union_card(r->out, &v);
	page_end(r);
}

void get_union(struct req *r)
{
	show(r);
}

void post_union_files(struct req *r)
{
	const struct union_card *c = r->row;
	if (!flow_editable(r, &union_card_flow, c))
		refuse(r, 409, "已终止的工会，卡片不能再添材料。");
	else if (files_attach(r, &union_card_record, c->id, c->unit))
		see_other_saying(r, link_to(r, "/unions/%lld", (long long)c->id), "材料已保存。");
}

/* ---- founding ---- */

static const char *not_to_decide(struct req *r, const struct union_card *c)
{
	const char *why = card_by_superior(r, c);
	if (c->state != CARD_ASKED)
		return "这件申请已经办理过。";
	return !why && asked_oneself(r, c->asked_by) ? "申请人和批准人不能是同一人。" : why;
}

static void read_reply(struct req *r, struct union_card *c, struct unit_row *u)
{
	const struct stored_files *files = r->prepared;
	struct unit parent = {0};
	c->approval = form_get(r, "doc_no");
	u->kind = form_int(r, "kind");
	u->name = c->name;
	u->address = c->address;
	u->phone = c->contact;
	unit_load(r->db, r->arena, c->unit, &parent);
	if (text_empty(c->approval))
		problem_add(&r->problems, "doc_no", "请填写批复文号。");
	if (!day_parse(str_of(form_get(r, "on")), &c->approved_on) || c->approved_on > r->today)
		problem_add(&r->problems, "on", "请填写批准日期，不晚于今天。");
	if (u->kind > UNIT_SUB_UNION || !unit_kind_fits(u->kind, parent.kind))
		problem_add(&r->problems, "kind", "请选择工会类别。");
	if (!files || !files->n)
		problem_add(&r->problems, "reply", "请上传批复文件。");
}

void post_union_found(struct req *r)
{
	struct union_card *c = r->row;
	struct unit_row *u = record_new(r->arena, &unit_record);
	const char *why = not_to_decide(r, c);
	if (why) {
		refuse(r, 409, "%s", why);
		return;
	}
	read_reply(r, c, u);
	if (r->problems.n) {
		show(r);
		answer_status(r, 422);
		return;
	}
	if (!files_attach(r, &union_card_record, c->id, c->unit) || !unit_create(r, u, c->unit))
		return;
	c->org = c->unit = u->id;
	c->founded_on = c->founded_on ? c->founded_on : c->approved_on;
	card_settle(c);
	if (flow_move_row(r, &union_card_flow, c, "found", c->approval))
		see_other_saying(r, link_to(r, "/unions/%lld", (long long)c->id), "已批准建会，工会已进入组织树。请接着选举委员会、登记会员。");
}
