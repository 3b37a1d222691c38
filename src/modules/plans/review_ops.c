/* What can be done to an outline: each verb is one step that can be taken back. */
#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "import.sql.h"
#include "modules/plans/review.h"
#include "text/wordhints.h"

enum { STEP = 1024, TITLE_ROOM = 300 };

/* The active outline and the place of the node that is meant. */
struct place {
	struct plan_node **nodes;
	size_t n, i;
};

static bool find(struct review_act *a, struct place *p)
{
	size_t all;
	struct plan_node *rows = review_nodes(a->r->db, a->r->arena, a->plan->id, &all);
	p->nodes = review_active(a->r->arena, rows, all, &p->n);
	for (p->i = 0; p->i < p->n; p->i++)
		if (p->nodes[p->i]->id == a->id)
			return true;
	refuse(a->r, 409, "这一条已被删去或不在这份要点里。请刷新页面。");
	return false;
}

static struct review_step begin(struct review_act *a, const char *label)
{
	return step_begin(a->r, a->plan, label);
}

static bool end(struct review_step *s, bool good)
{
	if (!good)
		step_forget(s);
	return good && step_end(s);
}

/* ---- order ---- */

/* Positions of nodes[at … at + n) after nodes[before]; renumbers everything where there is no room. */
static bool put_after(struct review_step *s, struct plan_node **order, size_t n, size_t at, size_t count)
{
	int64_t from = at ? order[at - 1]->position : 0;
	int64_t to = at + count < n ? order[at + count]->position : from + STEP * (int64_t)(count + 1);
	int64_t gap = (to - from) / (int64_t)(count + 1);
	size_t first = gap > 0 ? at : 0, last = gap > 0 ? at + count : n;
	for (size_t i = first; i < last; i++) {
		int64_t position = gap > 0 ? from + gap * (int64_t)(i - at + 1) : STEP * (int64_t)(i + 1);
		if (order[i]->position == position || !order[i]->id) {
			order[i]->position = position;
			continue;
		}
		order[i]->position = position;
		if (!step_edit(s, &plan_node_flow, order[i]))
			return false;
	}
	return true;
}

/* The node with what hangs on it: nodes[i … end). */
static size_t block_end(const struct place *p, size_t i)
{
	size_t k = i + 1;
	while (k < p->n && p->nodes[k]->level > p->nodes[i]->level)
		k++;
	return k;
}

/* Moves nodes[from, to) before nodes[at], which lies outside. */
static bool shift(struct review_act *a, struct place *p, size_t from, size_t to, size_t at, const char *label)
{
	struct plan_node **order = NEW_N(a->r->arena, struct plan_node *, p->n);
	size_t n = 0, begins = 0;
	for (size_t i = 0; i <= p->n; i++) {
		if (i == at) {
			begins = n;
			for (size_t k = from; k < to; k++)
				order[n++] = p->nodes[k];
		}
		if (i < p->n && (i < from || i >= to))
			order[n++] = p->nodes[i];
	}
	struct review_step s = begin(a, label);
	a->focus = a->id;
	return end(&s, put_after(&s, order, n, begins, to - from));
}

static bool up(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	size_t at = p.i;
	while (at > 0 && p.nodes[at - 1]->level > p.nodes[p.i]->level)
		at--;
	a->focus = a->id;
	if (!at) {
		a->say = "已经在最前面了。";
		return true;
	}
	return shift(a, &p, p.i, block_end(&p, p.i), at - 1, "上移");
}

static bool down(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	size_t next = block_end(&p, p.i);
	a->focus = a->id;
	if (next == p.n) {
		a->say = "已经在最后面了。";
		return true;
	}
	size_t at = p.nodes[next]->level == p.nodes[p.i]->level ? block_end(&p, next) : next + 1;
	return shift(a, &p, p.i, next, at, "下移");
}

/* ---- new nodes ---- */

static struct plan_node *new_node(struct review_act *a, const struct plan_node *like)
{
	struct plan_node *x = NEW(a->r->arena, struct plan_node);
	*x = (struct plan_node){.unit = a->plan->unit, .plan = a->plan->id, .level = like ? like->level : NODE_POINT,
				.number = "", .title = "", .body = "", .weight = 1};
	x->starts_at = x->ends_at = like ? like->ends_at : 0;
	return x;
}

/* Puts new nodes behind nodes[i] (before the first when there is none). */
static bool insert(struct review_step *s, struct place *p, size_t behind, struct plan_node **fresh, size_t count)
{
	size_t at = p->n ? behind + 1 : 0, n = 0;
	struct plan_node **order = NEW_N(s->r->arena, struct plan_node *, p->n + count);
	for (size_t i = 0; i <= p->n; i++) {
		for (size_t k = 0; i == at && k < count; k++)
			order[n++] = fresh[k];
		if (i < p->n)
			order[n++] = p->nodes[i];
	}
	if (!put_after(s, order, n, at, count))
		return false;
	for (size_t k = 0; k < count; k++)
		if (!step_add(s, &plan_node_flow, fresh[k]))
			return false;
	return true;
}

static bool add(struct review_act *a)
{
	struct place p = {0};
	if (a->id && !find(a, &p))
		return false;
	if (!a->id) { /* at the very end */
		size_t all;
		struct plan_node *rows = review_nodes(a->r->db, a->r->arena, a->plan->id, &all);
		p.nodes = review_active(a->r->arena, rows, all, &p.n);
		p.i = p.n ? p.n - 1 : 0;
	}
	struct plan_node *x = new_node(a, p.n ? p.nodes[p.i] : NULL);
	x->title = "新要点";
	struct review_step s = begin(a, "增加一条");
	bool good = end(&s, insert(&s, &p, p.i, &x, 1));
	a->focus = x->id;
	a->open = true;
	a->say = "已在后面加了一条，请填写标题。";
	return good;
}

/* A node from a piece of the body of `from`, found again in the text where it can be. */
static struct plan_node *from_piece(struct review_act *a, const struct plan_node *from, struct str piece, size_t *search)
{
	struct plan_node *x = new_node(a, from);
	size_t at, stop;
	review_cut(a->r->arena, piece, &x->number, &x->title, &x->body);
	if (review_find(str_of(a->plan->source), *search, (size_t)from->ends_at, piece, &at, &stop)) {
		x->starts_at = (int64_t)at;
		x->ends_at = (int64_t)stop;
		*search = stop;
	}
	return x;
}

/* The text of the body from sentence `arg` on becomes a node of its own. */
static bool split(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	struct plan_node *node = p.nodes[p.i];
	struct str body = str_of(node->body);
	struct text_spans spans = text_sentences(a->r->arena, body);
	a->focus = a->id;
	a->open = true;
	if (a->arg < 0 || (size_t)a->arg >= spans.count) {
		a->say = "没有这一句。正文可能刚被改过，请重新选择拆开的地方。";
		return true;
	}
	size_t cut = spans.span[a->arg].at, search = (size_t)node->starts_at;
	struct plan_node *x = from_piece(a, node, str_trim(str_skip(body, cut)), &search);
	if (node->level < NODE_POINT)
		x->level = NODE_POINT;
	if (x->starts_at < x->ends_at)
		node->ends_at = x->starts_at;
	node->body = str_dup(a->r->arena, str_trim(str_head(body, cut)));
	struct review_step s = begin(a, "拆分");
	bool good = end(&s, step_edit(&s, &plan_node_flow, node) && insert(&s, &p, p.i, &x, 1));
	a->focus = x->id;
	a->say = "已拆成两条。";
	return good;
}

/* 一是…二是… become sub-points; a sentence without a number belongs to the one before. */
static bool parts(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	struct plan_node *node = p.nodes[p.i];
	struct str body = str_of(node->body);
	struct text_spans spans = text_sentences(a->r->arena, body);
	struct plan_node **fresh = NEW_N(a->r->arena, struct plan_node *, spans.count);
	size_t count = 0, search = (size_t)node->starts_at, begins = body.n, cut = body.n;
	for (size_t i = 0; i <= spans.count; i++) {
		const char *number = "", *title, *rest;
		if (i < spans.count)
			review_cut(a->r->arena, span_text(body, spans.span[i]), &number, &title, &rest);
		if (i < spans.count && !*number)
			continue;
		size_t here = i < spans.count ? spans.span[i].at : body.n;
		if (begins < here) {
			fresh[count] = from_piece(a, node, str_trim(str_head(str_skip(body, begins), here - begins)), &search);
			fresh[count++]->level = node->level < NODE_POINT ? NODE_POINT : NODE_SUBPOINT;
		} else {
			cut = here;
		}
		begins = here;
	}
	a->focus = a->id;
	if (!count) {
		a->say = "正文里没有“一是、二是”这样的分项。";
		return true;
	}
	if (fresh[0]->starts_at < fresh[0]->ends_at)
		node->ends_at = fresh[0]->starts_at;
	node->body = str_dup(a->r->arena, str_trim(str_head(body, cut)));
	struct review_step s = begin(a, "拆成分项");
	a->say = "已拆成分项。";
	return end(&s, step_edit(&s, &plan_node_flow, node) && insert(&s, &p, p.i, fresh, count));
}

/* ---- joining ---- */

static bool merge(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	struct plan_node *node = p.nodes[p.i], *prev = p.i ? p.nodes[p.i - 1] : NULL;
	a->focus = a->id;
	if (!prev) {
		a->say = "这是第一条，前面没有可以并入的。";
		return true;
	}
	const char *whole = review_whole(a->r->arena, str_of(a->plan->source), node);
	bool follows = prev->ends_at == node->starts_at && prev->ends_at > prev->starts_at;
	const char *between = !*prev->body || follows ? "" : "\n";
	prev->body = arena_printf(a->r->arena, "%s%s%s", prev->body, between, whole);
	if (node->ends_at > prev->ends_at)
		prev->ends_at = node->ends_at;
	struct review_step s = begin(a, "并入上一条");
	a->focus = prev->id;
	a->open = true;
	a->say = "已并入上一条。";
	return end(&s, step_edit(&s, &plan_node_flow, prev) && step_move(&s, &plan_node_flow, node->id, "remove"));
}

/* ---- single changes ---- */

static bool to_point(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	struct review_step s = begin(a, "改为要点");
	a->focus = a->id;
	p.nodes[p.i]->level = NODE_POINT;
	return end(&s, step_edit(&s, &plan_node_flow, p.nodes[p.i]));
}

static bool shorten(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	struct plan_node *node = p.nodes[p.i];
	struct str title = str_of(node->title);
	size_t at = str_find(title, "，");
	a->focus = a->id;
	a->open = true;
	if (at == SIZE_MAX) {
		a->say = "标题里没有逗号，请直接改标题。";
		return true;
	}
	const char *stop = review_stop(a->r->arena, str_of(a->plan->source), node);
	struct review_step s = begin(a, "缩短标题");
	node->body = arena_printf(a->r->arena, "%s%s%s", str_skip(title, at + strlen("，")).p, stop, node->body);
	node->title = str_dup(a->r->arena, str_head(title, at));
	return end(&s, step_edit(&s, &plan_node_flow, node));
}

static bool drop(struct review_act *a)
{
	struct place p;
	if (!find(a, &p))
		return false;
	struct review_step s = begin(a, "略去");
	a->focus = p.i ? p.nodes[p.i - 1]->id : 0;
	a->say = "已略去，列在页面下方，可以放回。";
	return end(&s, step_move(&s, &plan_node_flow, a->id, "remove"));
}

/* A node of this plan; NULL: refused. */
static struct plan_node *own_node(struct review_act *a)
{
	struct plan_node *n = record_load(a->r->db, a->r->arena, &plan_node_record, a->id);
	if (n && n->plan == a->plan->id)
		return n;
	refuse(a->r, 409, "这一条不在这份要点里。请刷新页面。");
	return NULL;
}

static bool back(struct review_act *a)
{
	if (!own_node(a))
		return false;
	struct review_step s = begin(a, "放回");
	a->focus = a->id;
	return end(&s, step_move(&s, &plan_node_flow, a->id, "restore"));
}

static bool keep(struct review_act *a)
{
	if (!own_node(a))
		return false;
	struct review_step s = begin(a, "确认无误");
	a->focus = a->id;
	step_answer(&s, a->id, a->arg);
	return step_end(&s);
}

static bool open(struct review_act *a)
{
	a->focus = a->id;
	a->open = true;
	return true;
}

/* A piece left out goes back as a paragraph of the node that it follows in the text. */
static bool piece(struct review_act *a)
{
	struct plan_dropped_one one;
	size_t all, n;
	if (!q_plan_dropped_one(a->r->db, a->r->arena, a->plan->id, a->id, &one) || one.restored) {
		a->say = "这一段已经放回了。";
		return true;
	}
	struct plan_node *rows = review_nodes(a->r->db, a->r->arena, a->plan->id, &all);
	struct plan_node **nodes = review_active(a->r->arena, rows, all, &n), *target = NULL;
	for (size_t i = 0; i < n; i++)
		if (one.at >= 0 && nodes[i]->starts_at <= one.at)
			target = nodes[i];
	struct review_step s = begin(a, "放回略去的文字");
	step_piece(&s, a->id, true);
	a->say = target ? "已放回正文。" : "已放回总体要求。";
	a->focus = target ? target->id : 0;
	a->open = target != NULL;
	if (target) {
		target->body = arena_printf(a->r->arena, "%s%s%s", target->body, *target->body ? "\n" : "", one.piece);
		return end(&s, step_edit(&s, &plan_node_flow, target));
	}
	a->plan->preamble = arena_printf(a->r->arena, "%s%s%s", a->plan->preamble, *a->plan->preamble ? "\n" : "", one.piece);
	return end(&s, step_edit(&s, &plan_flow, a->plan));
}

/* ---- glossary ---- */

static bool term_add(struct review_act *a)
{
	const char *name = form_get(a->r, "nt"), *members = form_get(a->r, "nm");
	if (!*name) {
		a->say = "请先填写名词，再点增加。";
		return true;
	}
	struct plan_term x = {.unit = a->plan->unit, .plan = a->plan->id, .name = utf8_clip(a->r->arena, name, 59), .members = members};
	struct review_step s = begin(a, "增加名词");
	a->say = "已增加名词。";
	return end(&s, step_add(&s, &plan_term_flow, &x));
}

static bool term_drop(struct review_act *a)
{
	const struct plan_term *t = record_load(a->r->db, a->r->arena, &plan_term_record, a->id);
	if (!t || t->plan != a->plan->id) {
		refuse(a->r, 409, "这个名词不在这份要点里。请刷新页面。");
		return false;
	}
	struct review_step s = begin(a, "删去名词");
	a->say = "已删去名词，可以撤销。";
	return end(&s, step_move(&s, &plan_term_flow, a->id, "remove"));
}

const struct review_verb review_verbs[] = {
	{"open", open},	  {"up", up},	    {"down", down},   {"split", split},	  {"parts", parts},
	{"merge", merge}, {"add", add},	    {"point", to_point}, {"short", shorten}, {"drop", drop},
	{"back", back},	  {"keep", keep},   {"piece", piece}, {"term-add", term_add}, {"term-drop", term_drop},
	{0},
};
