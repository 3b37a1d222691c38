#include "modules/directors/directors.h"

#include "base/utf8.h"
#include "directors.html.h"
#include "directors.sql.h"
#include "engines/vote/count.h"
#include "kernel/derived.h"
#include "kernel/module.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "modules/committees/terms.h"
#include "modules/directors/view.h"
#include "text/calendar.h"

static const struct choice states[] = {
	{DIRECTOR_ELECTED, "待备案", "warn"}, {DIRECTOR_FILED, "在任", "ok"}, {DIRECTOR_ENDED, "已离任", "mute"}, {DIRECTOR_VOID, "已作废", "mute"}, {DIRECTOR_RECALLED, "已罢免", "mute"}, {0}};
#define RECALLED "罢免："

static const struct choice boards[] = {{BOARD_DIRECTOR, "职工董事", NULL}, {BOARD_SUPERVISOR, "职工监事", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct director, states),
	TEXT(struct director, title, .label = "人员", .max = 60, .use = F_LIST | F_FIND | F_JSON),
	REF(struct director, person, &person_record, .label = "人员", .use = F_FORM | F_NEED),
	CHOICE(struct director, board, boards, .label = "职务", .use = F_FORM | F_NEED | F_FILTER | F_JSON),
	TEXT(struct director, company, .label = "公司", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_JSON),
	DAY(struct director, since, .label = "任期起", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	DAY(struct director, until, .label = "任期止", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	TEXT(struct director, congress, .label = "选举的职代会", .max = 60, .use = F_FORM | F_NEED, .hint = "例如“七届三次职代会”。"),
	INT(struct director, entitled, .label = "全体代表人数", .least = 1, .most = 100000, .use = F_FORM | F_NEED),
	INT(struct director, yes, .label = "赞成票", .most = 100000, .use = F_FORM | F_NEED),
	FLAG(struct director, executive, .label = "本人是董事或高级管理人员", .use = F_FORM, .hint = "董事、高级管理人员不得兼任监事（《公司法》第七十六条）。"),
	TEXT(struct director, note, .label = "备注", .max = 200, .use = F_FORM, .hint = "任期长于规定的，写明公司章程的依据。"),
	TEXT(struct director, filing, .label = "备案", .max = 60, .use = F_LIST | F_HISTORY),
	DAY(struct director, filed_on, .label = "备案日期", .use = F_HISTORY),
	DAY(struct director, reported_on, .label = "最近述职", .use = F_LIST | F_HISTORY),
	DAY(struct director, ended_on, .label = "离任日期", .use = F_HISTORY),
	TEXT(struct director, why, .label = "离任原因", .max = 500, .use = F_HISTORY),
};
const struct record director_record = RECORD("director", "职工董事、监事", struct director, fields, "title",
	.indexes = "create index director_by_person on director(person, board);\n");

int64_t directors_serving(struct db *d, int64_t unit, int64_t board)
{
	return q_directors_serving(d, unit, board);
}

/* ---- moves ---- */

/* Whoever stands above the topmost union is not in this system: what it was told is entered, with the number. */
static const char *by_above(struct req *r, const void *row)
{
	const struct director *d = row;
	struct unit u;
	int64_t by = unit_load(r->db, r->arena, d->unit, &u) && u.parent ? u.parent : d->unit;
	return may(r, "director.file", by) ? NULL : "由上一级工会备案。";
}

static const char *can_file(struct req *r, const void *row)
{
	const struct director *d = row;
	size_t n;
	files_of(r->db, r->arena, "director", d->id, &n);
	if (!n)
		return "请登记的工会先上传职代会选举记录。";
	return by_above(r, row);
}

static bool unfiled(struct req *r, void *row, const void *before)
{
	struct director *d = row;
	(void)r;
	(void)before;
	d->filed_on = 0;
	d->filing = "";
	return true;
}

static bool filed(struct req *r, void *row, const void *before)
{
	struct director *d = row;
	(void)before;
	d->filed_on = r->today;
	d->filing = utf8_clip(r->arena, form_get(r, "reason"), 60);
	return true;
}

static bool reported(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct director *)row)->reported_on = r->today;
	return true;
}

static bool left(struct req *r, void *row, const void *before)
{
	struct director *d = row;
	(void)before;
	d->ended_on = r->today;
	d->why = form_get(r, "reason");
	if (str_starts(str_of(d->why), RECALLED)) {
		refuse_field(r, "reason", "理由", "罢免要由职代会全体代表过半数通过，请在页面上的“罢免”里登记票数。");
		return false;
	}
	return true;
}

static bool back(struct req *r, void *row, const void *before)
{
	struct director *d = row;
	(void)r;
	(void)before;
	d->ended_on = 0;
	d->why = "";
	return true;
}

/* Meanwhile nobody entered him anew: he would stand twice. */
static const char *is_alone(struct req *r, const void *row)
{
	const struct director *d = row;
	if (!q_director_held(r->db, d->person, d->board, d->id))
		return NULL;
	return arena_printf(r->arena, "%s已另外登记为%s。要恢复这一条，请先把那一条作废或登记离任。", record_title(r->db, r->arena, &person_record, d->person),
			    choice_label(boards, d->board));
}

/* What the congress took away only an election gives back. Before recalls had a state of their own, the reason told them. */
static const char *not_recalled(struct req *r, const void *row)
{
	if (str_starts(str_of(((const struct director *)row)->why), RECALLED))
		return "已由职代会罢免，不能恢复；再任的，由职代会重新选举后另行登记。";
	return is_alone(r, row);
}

static const struct move moves[] = {
	{DIRECTOR_ELECTED, "file", DIRECTOR_FILED, "director.file", "备案", MOVE_OPINION, .needs = can_file, .done = filed, .help = "上一级工会备案，写明文号；最上面一级登记向系统外上级备案的文号"},
	{DIRECTOR_FILED, "unfile", DIRECTOR_ELECTED, "director.file", "撤回备案", MOVE_REASON | MOVE_PLAIN, .needs = by_above, .done = unfiled, .help = "备案有误的，撤回，改后再备案"},
	{DIRECTOR_VOID, "restore", DIRECTOR_ELECTED, "director.edit", "恢复登记", MOVE_REASON | MOVE_PLAIN, .needs = is_alone, .help = "作废有误的，恢复"},
	{DIRECTOR_ELECTED, "void", DIRECTOR_VOID, "director.edit", "作废", MOVE_REASON | MOVE_PLAIN, .help = "登记有误"},
	{DIRECTOR_FILED, "report", SAME_STATE, "director.edit", "登记述职", MOVE_OPINION | MOVE_PLAIN, .done = reported, .help = "每年向职代会述职，写明哪次会议、评议结果"},
	{DIRECTOR_FILED, "leave", DIRECTOR_ENDED, "director.edit", "离任", MOVE_REASON | MOVE_PLAIN, .done = left, .help = "辞职、调离、任期届满"},
	{DIRECTOR_FILED, "recall", DIRECTOR_RECALLED, "director.edit", "罢免", MOVE_HIDDEN | MOVE_REASON | MOVE_FINAL, .help = "职代会全体代表过半数通过；再任要由职代会另行选举"},
	{DIRECTOR_ENDED, "reopen", DIRECTOR_FILED, "director.edit", "恢复在任", MOVE_REASON | MOVE_PLAIN, .needs = not_recalled, .done = back, .help = "离任登记有误"},
	{0},
};

/* The radar watches the term. */
static void written(struct req *r, const void *before, const void *row)
{
	const struct director *d = row;
	(void)before;
	if (d->state == DIRECTOR_VOID)
		term_drop(r, "director", d->id);
	else
		term_put(r, &(struct term){.record = "director", .row_id = d->id, .unit = d->unit, .kind = TERM_DIRECTOR,
			 .label = choice_label(boards, d->board), .holder = record_title(r->db, r->arena, &person_record, d->person), .since = d->since,
			 .until = d->until, .ended_on = d->ended_on});
}

const struct flow director_flow = {
	.record = &director_record, .moves = moves, .home = "/directors/%lld", .edit_right = "director.edit",
	.edit_states = 1u << DIRECTOR_ELECTED, .first = DIRECTOR_ELECTED, .find_right = "director.read", .after = written,
};

/* ---- the name ---- */

static const char *title_of(struct req *r, const struct director *d, const char *name)
{
	return arena_printf(r->arena, "%s %s", choice_label(boards, d->board), name);
}

/* The register names who it is as he is called now, and nobody who was erased: the paper of his election is the archive. */
static void heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct person_row *was = before, *is = row;
	size_t n;
	if (record != &person_record || !was || text_is(was->name, is->name))
		return;
	struct directors_of_person *of = q_directors_of_person(r->db, r->arena, is->id, &n);
	for (size_t i = 0; i < n; i++) {
		struct director *d = record_load(r->db, r->arena, &director_record, of[i].id);
		d->title = title_of(r, d, is->name);
		q_director_retitle(r->db, d->id, d->title);
		search_put(r, &director_flow, d);
		written(r, NULL, d);
	}
}

/* ---- form ---- */

static void check_vote(struct req *r, const struct director *d)
{
	int64_t need = vote_need((struct vote_share){1, 2, true}, d->entitled);
	if (d->yes > d->entitled)
		problem_add(&r->problems, "yes", "赞成票不能多于全体代表人数。");
	else if (d->yes < need)
		problem_add(&r->problems, "yes", "全体代表 %lld 人，至少要 %lld 票才当选（过半数：各地职代会条例通行规定，未核实）。", (long long)d->entitled, (long long)need);
}

static bool fits(struct req *r, void *row)
{
	struct director *d = row;
	struct policy_value years = policy_get(r, "director.term_years", d->unit, r->today);
	const struct person_row *p = record_load(r->db, r->arena, &person_record, d->person);
	if (!p || p->state != PERSON_ACTIVE || !path_covers(unit_path(r->db, r->arena, d->unit), unit_path(r->db, r->arena, p->unit)))
		problem_add(&r->problems, "person", "请选择本单位的在册人员。");
	else if (q_director_held(r->db, d->person, d->board, d->id))
		problem_add(&r->problems, "person", "%s已登记为%s。", p->name, choice_label(boards, d->board));
	if (d->board == BOARD_SUPERVISOR && d->executive)
		problem_add(&r->problems, "executive", "董事、高级管理人员不得兼任监事（《公司法》第七十六条）。");
	if (d->until <= d->since)
		problem_add(&r->problems, "until", "任期止要晚于任期起。");
	else if (d->until >= day_add_months(d->since, (int)years.value * 12) && text_empty(d->note))
		problem_add(&r->problems, "until", "每届任期不超过 %lld 年（%s%s）；另有依据的，请在“备注”写明。", (long long)years.value, years.source,
			    policy_unchecked(&years) ? "，未核实" : "");
	check_vote(r, d);
	d->title = p ? title_of(r, d, p->name) : "";
	return r->problems.n == 0;
}

static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	const struct director *d = r->row;
	(void)f;
	return options_people(r, d ? d->unit : union_of_right(r, "director.edit"), n);
}

static const struct list_view views[] = {{"在任", "state=2"}, {"待备案", "state=1"}, {"职工董事", "board=1&state=1,2"}, {"职工监事", "board=2&state=1,2"}, {0}};
static const struct list list = {
	.name = "directors", .base = "/directors", .flow = &director_flow, .read_right = "director.list", .sort = "until", .views = views, .noun = "人",
	.empty = "还没有登记职工董事、职工监事。职代会选举产生后在这里登记，报上一级工会备案。",
	.help = "职代会选举的职工董事、职工监事：任期、备案、述职、罢免；任期届满前提醒。",
};
static const struct list *const lists[] = {&list, NULL};

static const struct derived pages = {
	.flow = &director_flow, .base = "/directors", .read_right = "director.read", .options = options, .fill = fits, .list = &list,
	.help = "保存后上传职代会选举记录，由上一级工会备案。",
};

static void get_list(struct req *r) { derived_list(r, &pages); }
static void get_new(struct req *r) { derived_new(r, &pages); }
static void post_new(struct req *r) { derived_create(r, &pages); }
static void get_edit(struct req *r) { derived_edit(r, &pages, r->row); }
static void post_edit(struct req *r) { derived_save(r, &pages, r->row); }

/* ---- page ---- */

static void get_one(struct req *r)
{
	const struct director *d = r->row;
	struct director_page v = {.r = r, .d = d, .here = link_to(r, "/directors/%lld", (long long)d->id), .unit = unit_name(r->db, r->arena, d->unit),
				  .period = arena_printf(r->arena, "%s 至 %s", day_cn(r->arena, d->since), day_cn(r->arena, d->until)),
				  .filed = d->filed_on ? day_cn(r->arena, d->filed_on) : "", .reported = d->reported_on ? day_cn(r->arena, d->reported_on) : ""};
	v.editable = flow_editable(r, &director_flow, d);
	v.may_recall = d->state == DIRECTOR_FILED && may_row(r, "director.edit", &director_record, d);
	page_begin(r, &(struct page){.title = d->title, .nav = "/directors", .crumbs = {{"职工董事、监事", "/directors"}}});
	tpl_director_page(r->out, &v);
	page_end(r);
}

static void post_files(struct req *r)
{
	const struct director *d = r->row;
	if (!flow_editable(r, &director_flow, d))
		refuse(r, 409, "已备案的不能再改材料。");
	else if (files_attach(r, &director_record, d->id, d->unit))
		see_other_saying(r, link_to(r, "/directors/%lld", (long long)d->id), "材料已保存。");
}

static void post_recall(struct req *r)
{
	struct director *d = r->row;
	int64_t all = form_int(r, "all"), agree = form_int(r, "agree"), need = vote_need((struct vote_share){1, 2, true}, all);
	const char *why = form_get(r, "reason");
	if (all < 1)
		problem_add(&r->problems, "all", "请填写全体代表人数。");
	if (agree < 0 || agree > all || text_empty(form_get(r, "agree")))
		problem_add(&r->problems, "agree", "请填写赞成票，不多于全体代表人数。");
	else if (all > 0 && agree < need)
		problem_add(&r->problems, "agree", "全体代表 %lld 人，至少要 %lld 票才能罢免，现在是 %lld 票。", (long long)all, (long long)need, (long long)agree);
	if (text_empty(why))
		problem_add(&r->problems, "reason", "请写明哪次会议、为什么罢免。");
	if (r->problems.n) {
		get_one(r);
		answer_status(r, 422);
		return;
	}
	d->ended_on = r->today;
	d->why = arena_printf(r->arena, RECALLED "%s；全体代表 %lld 人，赞成 %lld 票", why, (long long)all, (long long)agree);
	if (flow_move_row(r, &director_flow, d, "recall", why))
		see_other_saying(r, link_to(r, "/directors/%lld", (long long)d->id), "已登记罢免。");
}

/* ---- the module ---- */

static const struct route routes[] = {
	{METHOD_GET, "/directors", "director.list", get_list, "职工董事、职工监事列表"},
	{METHOD_GET, "/directors/new", "director.edit", get_new, "登记职工董事、监事的表单"},
	{METHOD_POST, "/directors", "director.edit", post_new, "登记职工董事、监事"},
	{METHOD_GET, "/directors/{id}", "director.read", get_one, "一名职工董事或监事", .of = &director_record},
	{METHOD_GET, "/directors/{id}/edit", "director.edit", get_edit, "修改的表单", .of = &director_record},
	{METHOD_POST, "/directors/{id}", "director.edit", post_edit, "保存修改", .of = &director_record},
	{METHOD_POST, "/directors/{id}/files", "director.edit", post_files, "上传职代会选举记录", .of = &director_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_POST, "/directors/{id}/recall", "director.edit", post_recall, "登记罢免，过半数才能办理", .of = &director_record},
	{0},
};

static const struct right rights[] = {
	{"director.list", "查看职工董事、监事列表", .below = STAFF | BIT(ROLE_AUDITOR)},
	{"director.read", "查看职工董事、监事", .here = MEMBERS, .above = MEMBERS, .below = STAFF | BIT(ROLE_AUDITOR)},
	{"director.edit", "登记职工董事、监事", .here = STAFF},
	{"director.file", "备案下级职工董事、监事", .below = HEADS},
	{0},
};

static const struct policy policies[] = {
	{"director.term_years", "职工董事、监事每届任期最多", "年", 3, 0, "《公司法》第七十条、第七十七条", 'M'},
	{"director.staff", "应当有职工董事的职工人数", "人", 300, POLICY_HARD, "《公司法》第六十八条", 'A'},
	{0},
};

static const struct measure measures[] = {
	{.key = "director.serving", .label = "在任职工董事、监事", .unit_label = "人", .kind = MEASURE_STATE, .record = &director_record,
	 .states = 1u << DIRECTOR_FILED, .list = "/directors", .help = "已备案、在任的职工董事和职工监事"},
	{0},
};

static const struct nav nav[] = {
	{"民主管理", "职工董事、监事", ICON("user-check"), "/directors", "director.list", 430},
	{0},
};

static const struct flow *const flows[] = {&director_flow, NULL};
static const char *const needs[] = {"committees", NULL};

const struct module mod_directors = {
	.name = "directors", .label = "职工董事、监事", .flows = flows, .needs = needs, .routes = routes, .rights = rights, .policies = policies,
	.measures = measures, .nav = nav, .lists = lists, .heard = heard,
};
