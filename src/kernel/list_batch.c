/* Moves of several rows at once: each by itself, so that one that cannot move does not stop the others. */
#include <string.h>

#include "kernel/list_parts.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "list.html.h"

enum { MOST_ROWS = 100 };

/* Whether a move may be offered for many rows: none that asks twice, none made by its own page. */
static bool for_many(struct req *r, const struct move *m)
{
	return m->right && !(m->flags & (MOVE_FINAL | MOVE_HIDDEN | MOVE_PLACED)) && may_anywhere(r->who, right_of(r->app, m->right));
}

void list_moves(struct req *r, struct list_page_view *v, void **heads)
{
	const struct flow *f = v->list->flow;
	size_t n = 0;
	while (f->moves[n].verb)
		n++;
	v->moves = NEW_N(r->arena, struct list_move, n);
	for (const struct move *m = f->moves; m->verb && v->kept; m++) {
		bool known = false, fits = false;
		for (size_t i = 0; i < v->n_moves; i++)
			known |= strcmp(v->moves[i].verb, m->verb) == 0;
		for (size_t i = 0; i < v->n; i++)
			fits |= m->from == ANY_STATE || ((struct head *)heads[i])->state == m->from;
		if (known || !fits || !for_many(r, m))
			continue;
		v->moves[v->n_moves++] = (struct list_move){m->verb, m->label};
		v->needs_reason |= (m->flags & MOVE_WRITTEN) != 0;
	}
}

struct one_move {
	const struct flow *flow;
	int64_t id;
	const char *verb, *reason;
};

static bool move_one(struct req *r, void *context)
{
	const struct one_move *m = context;
	return flow_move(r, m->flow, m->id, 0, m->verb, m->reason, NULL);
}

static const char *label_of(const struct flow *f, const char *verb)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if (strcmp(m->verb, verb) == 0 && !(m->flags & (MOVE_FINAL | MOVE_HIDDEN | MOVE_PLACED)))
			return m->label;
	return NULL;
}

static struct list_result try_one(struct req *r, const struct list *l, int64_t id, const char *verb, const char *reason)
{
	struct one_move m = {l->flow, id, verb, reason};
	const void *row = record_load(r->db, r->arena, l->flow->record, id);
	bool known = row && may_row(r, l->read_right, l->flow->record, row);
	const char *title = known ? record_title(r->db, r->arena, l->flow->record, id) : "";
	const char *why = attempt(r, move_one, &m);
	return (struct list_result){flow_home(r->arena, l->flow, id), *title ? title : "（没有这条记录）",
				    why ? why : "已办理", why == NULL};
}

void post_list_batch(struct req *r)
{
	const struct list *l = list_or_refuse(r);
	const char *verb = form_get(r, "verb"), *label = l ? label_of(l->flow, verb) : NULL, *id;
	const char *back = form_get(r, "back");
	struct list_result *results = NEW_N(r->arena, struct list_result, MOST_ROWS);
	size_t n = 0, done = 0;
	int64_t number;
	if (!l)
		return;
	if (!label) {
		refuse(r, 422, "请选择要办理的一步。");
		return;
	}
	for (size_t k = 0; (id = pairs_nth(&r->x->form, "id", k)) != NULL && n < MOST_ROWS; k++) {
		if (!str_int(str_of(id), &number))
			continue;
		results[n] = try_one(r, l, number, verb, form_get(r, "reason"));
		done += results[n++].good;
	}
	if (!n) {
		refuse(r, 422, "还没有选择记录。请先在列表里勾选，再办理。");
		return;
	}
	back = inside(back, l->base);
	if (done == n) {
		see_other_saying(r, back, arena_printf(r->arena, "已%s %zu %s。", label, n, l->noun ? l->noun : "条"));
		return;
	}
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "%s的结果", label), .nav = l->base,
				     .crumbs = {{l->flow->record->label, l->base}}});
	tpl_list_results(r->out, label, results, n, (int64_t)done, back);
	page_end(r);
}
