/* The page of the review: shows text and outline, saves what was typed, does what a button says. */
#include "modules/plans/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "import.sql.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/plans/review_view.h"
#include "review.html.h"
#include "text/wordhints.h"

enum { NODES_A_PAGE = 60, TITLE_ROOM = 300, BODY_ROOM = 100000 };

static const char *const level_labels[] = {"略去", "部分", "方面", "要点", "分项"};

static const char *base_of(struct req *r, const struct plan *p)
{
	return link_to(r, "/plans/%lld/review", (long long)p->id);
}

static bool is_draft(struct req *r, const struct plan *p)
{
	if (p->state == PLAN_DRAFT)
		return true;
	refuse(r, 409, "这份要点已送审或签发，不能再改提纲。需要修改时，请先退回起草。");
	return false;
}

/* What was typed for a node ("t-12"), NULL when the form has no such input. */
static const char *typed(struct req *r, const char *prefix, int64_t id)
{
	return pairs_get(&r->x->form, arena_printf(r->arena, "%s-%lld", prefix, (long long)id));
}

/* ---- showing ---- */

static const struct review_level *levels_of(struct req *r, int64_t chosen)
{
	struct review_level *out = NEW_N(r->arena, struct review_level, 5);
	static const int order[] = {1, 2, 3, 4, 0};
	for (int i = 0; i < 5; i++)
		out[i] = (struct review_level){order[i], level_labels[order[i]], order[i] == chosen};
	return out;
}

static void open_parts(struct req *r, struct review_row *x)
{
	struct str body = str_of(x->body);
	struct text_spans s = text_sentences(r->arena, body);
	struct review_part *parts = NEW_N(r->arena, struct review_part, s.count);
	for (size_t i = 0; i < s.count; i++)
		parts[i] = (struct review_part){(int64_t)i, utf8_clip(r->arena, str_dup(r->arena, span_text(body, s.span[i])), 60)};
	x->parts = parts;
	x->n_parts = s.count;
}

static struct review_row row_of(struct req *r, const struct plan_node *n, struct review_ask ask, bool open)
{
	const char *number = typed(r, "k", n->id), *title = typed(r, "t", n->id), *body = typed(r, "b", n->id),
		   *level = typed(r, "l", n->id), *version = typed(r, "v", n->id);
	struct review_row x = {
		.id = n->id, .version = version ? atoll(version) : n->version, .level = level ? atoll(level) : n->level,
		.number = number ? number : n->number, .title = title ? title : n->title, .body = body ? body : n->body,
		.ask = ask, .asks = ask.kind != 0, .open = open || body, .n_levels = 5,
		.in_text = n->starts_at < n->ends_at,
	};
	x.problem = problem_of(&r->problems, arena_printf(r->arena, "t-%lld", (long long)n->id));
	x.levels = levels_of(r, x.level);
	x.indent = n->level <= NODE_SUBSECTION ? 1 : n->level == NODE_POINT ? 2 : 3;
	if (*n->body)
		x.summary = utf8_clip(r->arena, n->body, 60);
	if (x.open)
		open_parts(r, &x);
	return x;
}

/* The page that holds the node asked for; the part of the text that stands beside it. */
static void turn_to(struct review_page *v, int64_t node)
{
	size_t at = 0;
	for (size_t i = 0; i < v->n_nodes; i++)
		if (v->nodes[i]->id == node)
			at = i;
	v->first = at / NODES_A_PAGE * NODES_A_PAGE;
	v->last = v->first + NODES_A_PAGE < v->n_nodes ? v->first + NODES_A_PAGE : v->n_nodes;
	v->has_prev = v->first > 0;
	v->has_next = v->last < v->n_nodes;
	v->prev_id = v->has_prev ? v->nodes[v->first - NODES_A_PAGE]->id : 0;
	v->next_id = v->has_next ? v->nodes[v->last]->id : 0;
	v->from = v->n_nodes ? v->nodes[v->first]->id : 0;
	size_t from = SIZE_MAX, to = 0, all = strlen(v->plan->source);
	for (size_t i = v->first; i < v->last; i++)
		if (v->nodes[i]->starts_at < v->nodes[i]->ends_at) {
			from = (size_t)v->nodes[i]->starts_at < from ? (size_t)v->nodes[i]->starts_at : from;
			to = (size_t)v->nodes[i]->ends_at > to ? (size_t)v->nodes[i]->ends_at : to;
		}
	v->text_from = v->has_prev && from < all ? from : 0;
	v->text_to = v->has_next && to <= all ? to : all;
}

static void fill_rows(struct review_page *v, int64_t open)
{
	struct req *r = v->r;
	size_t n_answers;
	struct plan_answers *answers = q_plan_answers(r->db, r->arena, v->plan->id, &n_answers);
	v->rows = NEW_N(r->arena, struct review_row, v->n_nodes);
	for (size_t i = 0; i < v->n_nodes; i++) {
		struct review_ask ask = review_ask(r->arena, v->nodes, v->n_nodes, i, answers, n_answers);
		v->asks += ask.kind != 0;
		v->sections += v->nodes[i]->level == NODE_SECTION;
		v->points += v->nodes[i]->level == NODE_POINT;
		bool here = v->only_asks ? ask.kind != 0 && v->n_rows < NODES_A_PAGE : i >= v->first && i < v->last;
		if (here)
			v->rows[v->n_rows++] = row_of(r, v->nodes[i], ask, v->nodes[i]->id == open);
	}
	v->no_nodes = v->n_nodes == 0;
	if (v->only_asks)
		v->has_prev = v->has_next = false;
}

static void fill_rest(struct review_page *v, const struct plan_node *all, size_t n)
{
	struct req *r = v->r;
	size_t n_ids, n_names, n_pieces;
	struct plan_term_ids *ids = q_plan_term_ids(r->db, r->arena, v->plan->id, &n_ids);
	v->terms = NEW_N(r->arena, struct review_term, n_ids);
	for (size_t i = 0; i < n_ids; i++) {
		const struct plan_term *t = record_load(r->db, r->arena, &plan_term_record, ids[i].id);
		const char *name = typed(r, "tn", t->id), *members = typed(r, "tm", t->id);
		v->terms[v->n_terms++] = (struct review_term){t->id, t->version, name ? name : t->name, members ? members : t->members};
	}
	struct plan_campaigns *names = q_plan_campaigns(r->db, r->arena, v->plan->id, &n_names);
	v->campaigns = NEW_N(r->arena, const char *, n_names);
	for (size_t i = 0; i < n_names; i++)
		v->campaigns[v->n_campaigns++] = names[i].name;
	struct plan_dropped_of *pieces = q_plan_dropped_of(r->db, r->arena, v->plan->id, &n_pieces);
	v->pieces = NEW_N(r->arena, struct review_piece, n_pieces);
	for (size_t i = 0; i < n_pieces; i++)
		if (!pieces[i].restored)
			v->pieces[v->n_pieces++] = (struct review_piece){pieces[i].no, utf8_clip(r->arena, pieces[i].piece, 120)};
	v->removed = NEW_N(r->arena, struct review_piece, n);
	for (size_t i = 0; i < n; i++)
		if (all[i].state == NODE_REMOVED)
			v->removed[v->n_removed++] = (struct review_piece){all[i].id,
				utf8_clip(r->arena, arena_printf(r->arena, "%s %s", all[i].number, all[i].title), 120)};
}

static const char *field_or(struct req *r, const char *name, const char *stored)
{
	const char *given = pairs_get(&r->x->form, name);
	return given ? given : stored;
}

static void fill_head(struct review_page *v)
{
	struct req *r = v->r;
	const struct plan *p = v->plan;
	struct plan_undo_last last;
	struct plan_same same;
	v->sub = arena_printf(r->arena, "%s · %zu 字 · %s", *p->source_name ? p->source_name : "粘贴的全文", utf8_count(p->source),
			      unit_name(r->db, r->arena, p->unit));
	v->undo_steps = q_plan_undo_count(r->db, p->id);
	v->undo_label = q_plan_undo_last(r->db, r->arena, p->id, &last) ? last.label : "";
	v->twin = q_plan_same(r->db, r->arena, p->unit, p->year, p->title, p->id, &same) ? same.id : 0;
	v->title = field_or(r, "p-title", p->title);
	v->organ = field_or(r, "p-organ", p->organ);
	v->year = field_or(r, "p-year", arena_printf(r->arena, "%lld", (long long)p->year));
	v->preamble = field_or(r, "p-preamble", p->preamble);
	v->action = base_of(r, p);
}

static void show(struct req *r, const struct plan *p, int64_t node, int64_t open, bool only_asks)
{
	struct review_page *v = NEW(r->arena, struct review_page);
	size_t n;
	struct plan_node *all = review_nodes(r->db, r->arena, p->id, &n);
	*v = (struct review_page){.r = r, .plan = p, .only_asks = only_asks};
	v->nodes = review_active(r->arena, all, n, &v->n_nodes);
	fill_head(v);
	turn_to(v, open ? open : node);
	fill_rows(v, open);
	fill_rest(v, all, n);
	page_begin(r, &(struct page){.title = "核对提纲", .nav = "/plans", .script = "review.js", .style = "plans.css",
				     .crumbs = {{"工作要点", "/plans"}, {utf8_clip(r->arena, p->title, 20), link_to(r, "/plans/%lld", (long long)p->id)}}});
	tpl_review_page(r->out, v);
	page_end(r);
}

void get_review(struct req *r)
{
	if (is_draft(r, r->row))
		show(r, r->row, query_int(r, "at"), query_int(r, "open"), query_int(r, "ask"));
}

/* ---- saving what was typed ---- */

/* True when any input of the node differs from the row; the row takes what was typed. */
static bool take_node(struct req *r, struct plan_node *n, bool *drop)
{
	const char *number = typed(r, "k", n->id), *title = typed(r, "t", n->id), *body = typed(r, "b", n->id),
		   *level = typed(r, "l", n->id);
	const char *at = arena_printf(r->arena, "t-%lld", (long long)n->id);
	struct plan_node was = *n;
	if (number)
		n->number = str_dup(r->arena, str_trim(str_of(number)));
	if (title)
		n->title = str_dup(r->arena, str_trim(str_of(title)));
	if (body)
		n->body = str_dup(r->arena, str_trim(str_of(body)));
	int64_t typed_level = level ? atoll(level) : n->level;
	*drop = typed_level == 0;
	if (typed_level >= NODE_SECTION && typed_level <= NODE_SUBPOINT)
		n->level = typed_level;
	bool changed = strcmp(was.number, n->number) || strcmp(was.title, n->title) || strcmp(was.body, n->body) || was.level != n->level;
	if (changed && !*n->title)
		problem_add(&r->problems, at, "“%s”这一条的标题不能空着。不需要的，请把层级选为“略去”。", *n->number ? n->number : *was.title ? was.title : "没有序号的");
	else if (changed && utf8_count(n->title) > TITLE_ROOM && strcmp(was.title, n->title))
		problem_add(&r->problems, at, "标题最多 %d 字，请把后面的移到正文。", TITLE_ROOM);
	else if (changed && (utf8_count(n->number) > 20 || utf8_count(n->body) > BODY_ROOM))
		problem_add(&r->problems, at, "序号最多 20 字，正文最多 %d 字。", BODY_ROOM);
	return changed;
}

static bool save_nodes(struct req *r, struct plan *p, struct review_step *s)
{
	for (size_t i = 0; i < r->x->form.n; i++) {
		const struct pair *x = &r->x->form.items[i];
		int64_t id;
		bool drop;
		if (strncmp(x->name, "v-", 2) != 0 || !str_int(str_of(x->name + 2), &id))
			continue;
		struct plan_node *n = record_load(r->db, r->arena, &plan_node_record, id);
		if (!n || n->plan != p->id || n->state != NODE_ACTIVE)
			continue;
		bool changed = take_node(r, n, &drop);
		if (r->problems.n || (!changed && !drop))
			continue;
		n->version = atoll(x->value);
		if (changed && !step_edit(s, &plan_node_flow, n))
			return false;
		if (drop && !step_move(s, &plan_node_flow, id, "remove"))
			return false;
	}
	return true;
}

static bool save_terms(struct req *r, struct plan *p, struct review_step *s)
{
	for (size_t i = 0; i < r->x->form.n; i++) {
		const struct pair *x = &r->x->form.items[i];
		int64_t id;
		if (strncmp(x->name, "tv-", 3) != 0 || !str_int(str_of(x->name + 3), &id))
			continue;
		struct plan_term *t = record_load(r->db, r->arena, &plan_term_record, id);
		const char *name = typed(r, "tn", id), *members = typed(r, "tm", id);
		if (!t || t->plan != p->id || t->state != NODE_ACTIVE || !name || !members)
			continue;
		name = str_dup(r->arena, str_trim(str_of(name)));
		members = str_dup(r->arena, str_trim(str_of(members)));
		if (!strcmp(name, t->name) && !strcmp(members, t->members))
			continue;
		if (!*name || utf8_count(name) > 60)
			problem_add(&r->problems, arena_printf(r->arena, "tn-%lld", (long long)id), "名词请填 1 到 60 字；不要的请点“删去这个名词”。");
		t->name = name;
		t->members = members;
		t->version = atoll(x->value);
		if (!r->problems.n && !step_edit(s, &plan_term_flow, t))
			return false;
	}
	return true;
}

static bool save_plan(struct req *r, struct plan *p, struct review_step *s)
{
	struct plan was = *p;
	static const char *const names[] = {"title", "organ", "year", "preamble"};
	for (size_t i = 0; i < 4; i++) {
		const char *given = pairs_get(&r->x->form, arena_printf(r->arena, "p-%s", names[i]));
		struct problems found = {.arena = r->arena};
		if (given && !field_read(&found, record_field(&plan_record, names[i]), given, p))
			problem_add(&r->problems, arena_printf(r->arena, "p-%s", names[i]), "%s", found.first->text);
	}
	bool changed = strcmp(was.title, p->title) || strcmp(was.organ, p->organ) || was.year != p->year || strcmp(was.preamble, p->preamble);
	return r->problems.n || !changed || step_edit(s, &plan_flow, p);
}

/* All that was typed becomes one step. False: refused and answered, or problems to show. */
static bool save(struct req *r, struct plan *p, bool *changed)
{
	struct review_step s = step_begin(r, p, "修改文字");
	if (save_nodes(r, p, &s) && save_terms(r, p, &s) && save_plan(r, p, &s) && !r->problems.n) {
		*changed = json_array_size(s.images) > 0;
		return step_end(&s);
	}
	step_forget(&s);
	return false;
}

/* ---- buttons ---- */

static void go(struct req *r, const struct plan *p, int64_t focus, bool opened, bool asks, const char *say)
{
	struct buf b = buf_in(r->arena);
	buf_puts(&b, base_of(r, p));
	buf_printf(&b, "?%s=%lld", opened ? "open" : "at", (long long)(focus ? focus : form_int(r, "from")));
	if (asks)
		buf_puts(&b, "&ask=1");
	if (focus)
		buf_printf(&b, "#n-%lld", (long long)focus);
	if (say)
		see_other_saying(r, buf_text(&b), say);
	else
		see_other(r, buf_text(&b));
}

/* To the script that saves in the background: the versions now. */
static void answer_versions(struct req *r)
{
	answer_type(r, "text/plain; charset=utf-8");
	for (size_t i = 0; i < r->x->form.n; i++) {
		const char *name = r->x->form.items[i].name;
		bool term = strncmp(name, "tv-", 3) == 0;
		int64_t id;
		if ((!term && strncmp(name, "v-", 2) != 0) || !str_int(str_of(name + (term ? 3 : 2)), &id))
			continue;
		const struct head *h = record_load(r->db, r->arena, term ? &plan_term_record : &plan_node_record, id);
		if (h)
			buf_printf(r->out, "%s %lld\n", name, (long long)h->version);
	}
	buf_puts(r->out, "saved\n");
}

static void undo(struct req *r, struct plan *p, bool asks)
{
	const char *label;
	if (review_undo(r, p, &label))
		go(r, p, 0, false, asks, *label ? link_to(r, "已撤销：%s。", label) : "没有可以撤销的步骤。");
}

static void act(struct req *r, struct plan *p, const char *verb, int64_t id, int64_t arg, bool changed, bool asks)
{
	struct review_act a = {.r = r, .plan = p, .id = id, .arg = arg, .say = changed ? "已保存。" : NULL};
	for (const struct review_verb *v = review_verbs; v->name; v++)
		if (strcmp(v->name, verb) == 0) {
			if (v->run(&a))
				go(r, p, a.focus, a.open, asks, a.say);
			return;
		}
	if (strcmp(verb, "next") == 0)
		see_other(r, link_to(r, "/plans/%lld/complete", (long long)p->id));
	else if (is_script(r) && strcmp(verb, "save") == 0)
		answer_versions(r);
	else if (strcmp(verb, "asks") == 0 || strcmp(verb, "all") == 0)
		go(r, p, 0, false, strcmp(verb, "asks") == 0, a.say);
	else
		go(r, p, id, false, asks, a.say);
}

void post_review(struct req *r)
{
	struct plan *p = r->row;
	struct str rest = str_of(form_get(r, "act")), verb = str_cut(&rest, ':'), id = str_cut(&rest, ':');
	int64_t number = 0, arg = 0;
	bool changed = false, asks = form_has(r, "ask");
	str_int(id, &number);
	str_int(rest, &arg);
	if (!is_draft(r, p))
		return;
	if (str_is(verb, "undo")) {
		undo(r, p, asks);
		return;
	}
	if (save(r, p, &changed)) {
		act(r, p, str_dup(r->arena, verb), number, arg, changed, asks);
	} else if (!r->answered) {
		show(r, p, form_int(r, "from"), 0, asks);
		answer_status(r, 422);
	}
}
