/*
 * Patrols: what is checked, where and by whom. Places and inspectors are drawn by a seed
 * that is kept and shown, so that anybody can draw again; nobody inspects the unit he
 * belongs to (draw.h).
 */
#include <string.h>

#include "hazards.sql.h"
#include "http/url.h"
#include "kernel/derived.h"
#include "kernel/message.h"
#include "kernel/unit.h"
#include "modules/hazards/draw.h"
#include "modules/hazards/inside.h"
#include "modules/hazards/patrol_view.h"
#include "patrols.html.h"
#include "secret/token.h"

enum { PLACES_MOST = 20, PEOPLE_MOST = 5, RESULT_MOST = 600, SEED_BYTES = 12 };

static const struct choice states[] = {
	{PATROL_PLANNED, "待抽取", "warn"}, {PATROL_DRAWN, "巡查中", "info"}, {PATROL_DONE, "已完成", "ok"}, {PATROL_CANCELLED, "已取消", "mute"}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct patrol, states),
	TEXT(struct patrol, title, .label = "巡查名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	DAY(struct patrol, held_on, .label = "巡查日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	LONG(struct patrol, items, .label = "检查内容", .max = 1000, .use = F_FORM | F_NEED | F_JSON, .hint = "一行一项，例如：临时用电有漏电保护。"),
	INT(struct patrol, places, .label = "抽查几处", .least = 1, .most = PLACES_MOST, .use = F_LIST | F_FORM | F_NEED | F_JSON,
	    .hint = "从本工会下面的分工会、部门、车间、班组里抽。"),
	INT(struct patrol, people, .label = "每处几名检查员", .least = 1, .most = PEOPLE_MOST, .use = F_FORM | F_NEED | F_JSON,
	    .hint = "从在任、证书有效的检查员里抽，不检查自己所在的单位。"),
	TEXT(struct patrol, seed, .label = "抽取种子", .max = 40, .use = F_HISTORY),
	TEXT(struct patrol, fingerprint, .label = "名单指纹", .max = 64, .use = F_HISTORY),
	DAY(struct patrol, drawn_on, .label = "抽取日期"),
};
const struct record patrol_record = RECORD("patrol", "安全巡查", struct patrol, fields, "title");

/* ---- drawing ---- */

struct hat { /* what is drawn from */
	struct places_to_draw *places;
	struct inspectors_to_draw *people;
	size_t n_places, n_people;
};

static struct hat hat_of(struct req *r, const struct patrol *p)
{
	struct hat h;
	const char *path = unit_path(r->db, r->arena, p->unit);
	h.places = q_places_to_draw(r->db, r->arena, path, path_end(r->arena, path), &h.n_places);
	h.people = q_inspectors_to_draw(r->db, r->arena, p->unit, r->today, &h.n_people);
	return h;
}

static const char *enough(struct req *r, const void *row)
{
	const struct patrol *p = row;
	struct hat h = hat_of(r, p);
	if (h.n_places < (size_t)p->places)
		return arena_printf(r->arena, "本工会下面只有 %zu 个单位，抽不出 %lld 处。请先登记单位，或减少抽查处数。", h.n_places, (long long)p->places);
	return h.n_people < (size_t)p->people + 1 ? "在任、证书有效的检查员不够。请先在检查员名单里登记。" : NULL;
}

static const char *name_of(const struct hat *h, int64_t id)
{
	for (size_t i = 0; i < h->n_places; i++)
		if (h->places[i].id == id)
			return h->places[i].path;
	return "";
}

static const struct inspectors_to_draw *person_of(const struct hat *h, int64_t id)
{
	for (size_t i = 0; i < h->n_people; i++)
		if (h->people[i].person == id)
			return &h->people[i];
	return NULL;
}

/* The first of the order who do not belong to the place, or to what it is part of. */
static bool give_people(struct req *r, const struct patrol *p, const struct hat *h, int64_t place)
{
	int64_t *ids = NEW_N(r->arena, int64_t, h->n_people + 1), given = 0;
	const char *path = name_of(h, place);
	for (size_t i = 0; i < h->n_people; i++)
		ids[i] = h->people[i].person;
	draw_order(r->arena, arena_printf(r->arena, "%s:%lld", p->seed, (long long)place), ids, h->n_people);
	for (size_t i = 0; i < h->n_people && given < p->people; i++) {
		const struct inspectors_to_draw *x = person_of(h, ids[i]);
		if (path_covers(path, x->path) || (x->home != p->unit && path_covers(x->path, path)))
			continue;
		q_patrol_person_add(r->db, p->id, place, x->person, ++given);
		message_send(r, &(struct message){.person = x->person, .title = "抽中你参加安全巡查", .body = p->title,
						  .link = link_to(r, "/patrols/%lld", (long long)p->id)});
	}
	return given == p->people;
}

static bool drawn(struct req *r, void *row, const void *before)
{
	struct patrol *p = row;
	struct hat h = hat_of(r, p);
	int64_t *places = NEW_N(r->arena, int64_t, h.n_places + 1), *people = NEW_N(r->arena, int64_t, h.n_people + 1);
	(void)before;
	for (size_t i = 0; i < h.n_places; i++)
		places[i] = h.places[i].id;
	for (size_t i = 0; i < h.n_people; i++)
		people[i] = h.people[i].person;
	p->seed = token_new(r->arena, SEED_BYTES);
	p->fingerprint = draw_fingerprint(r->arena, places, h.n_places, people, h.n_people);
	p->drawn_on = r->today;
	draw_order(r->arena, p->seed, places, h.n_places);
	for (int64_t i = 0; i < p->places; i++) {
		q_patrol_place_add(r->db, p->id, places[i], i + 1);
		if (!give_people(r, p, &h, places[i])) {
			refuse(r, 409, "抽到的地点没有足够的外单位检查员：检查员不能检查自己所在的单位（双随机抽查的通行做法，未核实）。请多登记几名别的单位的检查员。");
			return false;
		}
	}
	return true;
}

/* ---- results ---- */

static int64_t left_of(struct req *r, const struct patrol *p)
{
	size_t n;
	int64_t left = 0;
	struct patrol_places *x = q_patrol_places(r->db, r->arena, p->id, &n);
	for (size_t i = 0; i < n; i++)
		left += !x[i].done_on;
	return left;
}

static const char *all_done(struct req *r, const void *row)
{
	int64_t left = left_of(r, row);
	return left ? arena_printf(r->arena, "还有 %lld 处没有检查结果。", (long long)left) : NULL;
}

static const struct move moves[] = {
	{PATROL_PLANNED, "draw", PATROL_DRAWN, "patrol.edit", "抽取", MOVE_HIDDEN, enough, drawn, "抽取地点和检查员，种子留存，可以复算"},
	{PATROL_DRAWN, "result", SAME_STATE, "patrol.read", "记录结果", MOVE_HIDDEN, .help = "抽中的检查员记录一处的检查结果"},
	{PATROL_DRAWN, "finish", PATROL_DONE, "patrol.edit", "完成巡查", .needs = all_done, .help = "抽到的地点都有结果"},
	{PATROL_DONE, "reopen", PATROL_DRAWN, "patrol.edit", "撤回完成", MOVE_REASON, .help = "结果有误，继续记录"},
	{PATROL_PLANNED, "cancel", PATROL_CANCELLED, "patrol.edit", "取消巡查", MOVE_REASON, .help = "不再巡查"},
	{PATROL_DRAWN, "cancel", PATROL_CANCELLED, "patrol.edit", "取消巡查", MOVE_REASON, .help = "不再巡查；抽取结果留存"},
	{0},
};

const struct flow patrol_flow = {
	.record = &patrol_record, .moves = moves, .home = "/patrols/%lld", .edit_right = "patrol.edit", .edit_states = 1u << PATROL_PLANNED,
	.first = PATROL_PLANNED, .read_right = "patrol.read", .find_right = "patrol.read",
};

static const struct list_view views[] = {{"巡查中", "state=0,1"}, {"已完成", "state=2"}, {0}};
const struct list patrol_list = {
	.name = "patrols", .base = "/patrols", .flow = &patrol_flow, .read_right = "patrol.read", .sort = "-held_on", .views = views, .noun = "次",
	.empty = "还没有安排过安全巡查。写好检查内容，系统从检查员和下属单位里随机抽取，种子留存备查。",
	.help = "双随机：地点和检查员都随机抽取，检查员不检查自己所在的单位。",
};
static const struct derived pages = {.flow = &patrol_flow, .base = "/patrols", .read_right = "patrol.read", .list = &patrol_list,
				     .help = "先写检查内容和抽查处数，保存后再抽取。"};

/* ---- the page of one ---- */

static bool may_record(struct req *r, const struct patrol *p, int64_t place)
{
	size_t n;
	if (may(r, "patrol.edit", p->unit))
		return true;
	struct patrol_people *x = q_patrol_people(r->db, r->arena, p->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].unit == place && x[i].person == r->who->person)
			return true;
	return false;
}

static const char *names_at(struct req *r, const struct patrol *p, int64_t place)
{
	size_t n;
	const char *out = "";
	struct patrol_people *x = q_patrol_people(r->db, r->arena, p->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].unit == place)
			out = *out ? arena_printf(r->arena, "%s、%s", out, x[i].name) : x[i].name;
	return out;
}

static void fill_checks(struct req *r, const struct patrol *p, struct patrol_place_line *x, const char *marks)
{
	x->checks = x->ticked = patrol_checks(r->arena, p->items, marks, &x->n_checks);
	x->sum = patrol_marks_sum(r->arena, x->checks, x->n_checks);
	if (!x->open)
		return;
	x->ticked = patrol_checks(r->arena, p->items, "", &x->n_checks);
	for (size_t i = 0; i < x->n_checks; i++)
		x->ticked[i].mark = form_int(r, x->ticked[i].name);
}

static void show(struct req *r, const struct patrol *p)
{
	size_t n;
	struct patrol_places *x = q_patrol_places(r->db, r->arena, p->id, &n);
	struct patrol_page v = {.r = r, .p = p, .states = states, .held = day_short(r->arena, p->held_on, r->today), .unit = unit_name(r->db, r->arena, p->unit),
				.not_yet = p->state == PATROL_PLANNED ? enough(r, p) : NULL, .may_edit = may(r, "patrol.edit", p->unit),
				.here = link_to(r, "/patrols/%lld", (long long)p->id)};
	v.places = NEW_N(r->arena, struct patrol_place_line, n);
	for (size_t i = 0; i < n; i++) {
		bool typed = form_int(r, "place") == x[i].unit && r->problems.n;
		v.places[v.n_places++] = (struct patrol_place_line){
			.id = x[i].unit, .open = typed, .name = x[i].name, .people = names_at(r, p, x[i].unit), .result = x[i].finding,
			.typed = typed ? form_get(r, "result") : x[i].finding,
			.done = x[i].done_on ? day_short(r->arena, x[i].done_on, r->today) : "",
			.report = url_join(r->arena, arena_printf(r->arena, "/m/hazard?patrol=%lld&place=", (long long)p->id), x[i].name),
			.by = x[i].by_person ? record_title(r->db, r->arena, &person_record, x[i].by_person) : "",
			.may_record = p->state == PATROL_DRAWN && may_record(r, p, x[i].unit)};
		fill_checks(r, p, &v.places[i], x[i].marks);
	}
	v.found = q_hazards_of_patrol(r->db, r->arena, p->id, &v.n_found);
	page_begin(r, &(struct page){.title = p->title, .nav = "/patrols", .crumbs = {{"安全巡查", "/patrols"}}});
	tpl_patrol_page(r->out, &v);
	page_end(r);
}

void get_patrol(struct req *r)
{
	show(r, r->row);
}

void post_patrol_draw(struct req *r)
{
	struct patrol *p = arena_memdup(r->arena, r->row, sizeof(struct patrol));
	if (flow_move_row(r, &patrol_flow, p, "draw", ""))
		see_other_saying(r, link_to(r, "/patrols/%lld", (long long)p->id), "已抽取，抽中的检查员收到了通知。");
}

static bool drawn_place(struct req *r, const struct patrol *p, int64_t place)
{
	size_t n;
	struct patrol_places *x = q_patrol_places(r->db, r->arena, p->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].unit == place)
			return true;
	return false;
}

void post_patrol_result(struct req *r)
{
	struct patrol *p = arena_memdup(r->arena, r->row, sizeof(struct patrol));
	int64_t place = form_int(r, "place");
	const char *result = form_get(r, "result"), *marks;
	if (!drawn_place(r, p, place)) {
		refuse(r, 404, "这次巡查没有抽到这个地点。");
		return;
	}
	if (!may_record(r, p, place)) {
		refuse(r, 403, "只有抽到这一处的检查员和工会干部可以记录结果（双随机抽查的通行做法，未核实）。");
		return;
	}
	marks = patrol_marks_read(r, p);
	if (strchr(marks, '2') && text_empty(result))
		problem_add(&r->problems, "result", "有不合格的，请写明哪里不合格、当场怎样处置。");
	if (utf8_count(result) > RESULT_MOST)
		problem_add(&r->problems, "result", "说明最多 %d 字。", RESULT_MOST);
	if (r->problems.n) {
		show(r, r->row);
		answer_status(r, 422);
		return;
	}
	q_patrol_result_set(r->db, p->id, place, result, marks, r->who->person, r->today);
	if (flow_move_row(r, &patrol_flow, p, "result", unit_name(r->db, r->arena, place)))
		see_other_saying(r, link_to(r, "/patrols/%lld", (long long)p->id), "检查结果已保存。");
}

void get_patrols(struct req *r) { list_page(r, &patrol_list); }
void get_patrol_new(struct req *r) { derived_new(r, &pages); }
void post_patrol_new(struct req *r) { derived_create(r, &pages); }
void get_patrol_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_patrol_edit(struct req *r) { derived_save(r, &pages, r->row); }
