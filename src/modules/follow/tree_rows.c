/* The lines of a tree: which are shown, and how long their bars are. */
#include <string.h>

#include "modules/follow/parts.h"
#include "modules/follow/tree.h"
#include "http/html.h"
#include "text/calendar.h"

/* A page of more lines leaves branches out; they open by a link. */
enum { MOST_ROWS = 160, MOST_CARDS = 40, MOST_PARTS = 120 };

/* Tenths of a percent of the year shown. */
struct scale {
	day first, last;
};

static struct scale scale_of(const struct work *w)
{
	day first = day_month_first(w->starts);
	return (struct scale){first, day_add_months(first, 12) - 1};
}

static int64_t tenths(const struct scale *s, day from, day to)
{
	return ((int64_t)to - from) * 1000 / (s->last - s->first + 1);
}

static const char *percent_text(struct arena *a, int64_t t)
{
	return arena_printf(a, "%lld.%lld", (long long)(t / 10), (long long)(t % 10));
}

static void draw(struct req *r, const struct work *w, struct tree_row *x, day starts, day due)
{
	struct scale s = scale_of(w);
	day from = starts < s.first ? s.first : starts, to = due > s.last ? s.last : due;
	x->x = x->filled = "";
	if (to < from)
		return;
	int64_t width = tenths(&s, from, to + 1);
	x->x = percent_text(r->arena, tenths(&s, s.first, from));
	x->width = percent_text(r->arena, width);
	int64_t filled = ratio_floor(x->p->done, width);
	if (filled > 0)
		x->filled = percent_text(r->arena, filled);
	x->label = arena_printf(r->arena, "%s至%s，完成 %d%%", day_short(r->arena, starts, due), day_short(r->arena, due, due),
				whole_percent(x->p->done));
}

static void draw_marks(struct req *r, const struct work *w, struct tree_row *x, const struct work_task *t)
{
	struct scale s = scale_of(w);
	struct tree_mark *m = NEW_N(r->arena, struct tree_mark, t->n_milestones);
	for (size_t i = 0; i < t->n_milestones && i < 12; i++)
		if (t->milestones[i].due >= s.first && t->milestones[i].due <= s.last)
			m[x->n_marks++] = (struct tree_mark){
				percent_text(r->arena, tenths(&s, s.first, t->milestones[i].due)), t->milestones[i].done};
	x->marks = m;
}

/* 12月20日; a day of another year with its year. */
static const char *due_text(struct req *r, const struct work *w, day due)
{
	struct civil c = day_civil(due);
	if (!due)
		return "";
	if (c.year == day_civil(w->starts).year)
		return arena_printf(r->arena, "%d月%d日", c.month, c.day);
	return arena_printf(r->arena, "%d年%d月%d日", c.year, c.month, c.day);
}

struct tree_row tree_task_row(struct req *r, const struct tree_view *v, const struct work_task *t, int level)
{
	struct tree_row x = {
		.id = arena_printf(r->arena, "t%lld", (long long)t->row->id), .level = level, .task = true, .number = "",
		.title = t->row->title, .href = arena_printf(r->arena, "/tasks/%lld", (long long)t->row->id), .p = &t->p,
		.owner = *t->row->owner_name ? t->row->owner_name : t->row->department_name,
		.due = due_text(r, v->work, t->facts.due), .left = time_left(r->arena, &t->p, t->facts.due, v->work->on),
	};
	draw(r, v->work, &x, t->facts.starts, t->facts.due);
	draw_marks(r, v->work, &x, t);
	return x;
}

/* ---- which lines ---- */

struct walk {
	struct req *r;
	struct tree_view *v;
	int64_t person;
	bool *task_shown, *node_shown; /* under a filter */
	bool brief; /* too many lines: branches stay closed unless asked for */
	int deepest; /* level of nodes shown in brief */
	const char *open; /* ids of branches asked for: ",7,12," */
	size_t room;
};

static bool mark_task(struct walk *k, int at)
{
	const struct work *w = k->v->work;
	bool shown = tree_fits(k->v, &w->tasks[at], k->person);
	for (int i = w->tasks[at].first; i != NOWHERE; i = w->tasks[i].next)
		shown |= mark_task(k, i);
	return k->task_shown[at] = shown;
}

static bool mark_node(struct walk *k, int at)
{
	const struct work *w = k->v->work;
	const struct tree_filter *f = &k->v->filter;
	bool only_text = *f->q && !f->department && !f->owner && f->lamp < 0 && !f->mine;
	bool shown = only_text && strstr(w->nodes[at].row->title, f->q);
	for (int i = w->nodes[at].task; i != NOWHERE; i = w->tasks[i].next)
		shown |= mark_task(k, i);
	for (int i = w->nodes[at].first; i != NOWHERE; i = w->nodes[i].next)
		shown |= mark_node(k, i);
	return k->node_shown[at] = shown;
}

static void mark_all(struct walk *k)
{
	const struct work *w = k->v->work;
	k->task_shown = NEW_N(k->r->arena, bool, w->n_tasks);
	k->node_shown = NEW_N(k->r->arena, bool, w->n_nodes);
	for (int i = w->top; i != NOWHERE; i = w->nodes[i].next)
		mark_node(k, i);
	for (int i = w->loose; i != NOWHERE; i = w->tasks[i].next)
		mark_task(k, i);
}

static bool asked_for(const struct walk *k, int64_t node)
{
	return strstr(k->open, ",all,") || strstr(k->open, arena_printf(k->r->arena, ",%lld,", (long long)node));
}

static struct tree_row *put(struct walk *k, struct tree_row x)
{
	struct tree_view *v = k->v;
	if (v->n_rows >= k->room) {
		v->hidden++;
		return NULL;
	}
	v->rows[v->n_rows] = x;
	return &v->rows[v->n_rows++];
}

static void walk_task(struct walk *k, int at, int level)
{
	const struct work *w = k->v->work;
	const struct work_task *t = &w->tasks[at];
	if (!k->task_shown[at])
		return;
	struct tree_row x = tree_task_row(k->r, k->v, t, level);
	x.parent = x.open = t->first != NOWHERE;
	put(k, x);
	for (int i = t->first; i != NOWHERE; i = w->tasks[i].next)
		walk_task(k, i, level + 1);
}

/* The span of what hangs below a node, for its bar. */
static void span_of(const struct work *w, int at, day *starts, day *due)
{
	for (int i = w->nodes[at].task; i != NOWHERE; i = w->tasks[i].next) {
		const struct facts *f = &w->tasks[i].facts;
		*starts = !*starts || f->starts < *starts ? f->starts : *starts;
		*due = f->due > *due ? f->due : *due;
	}
	for (int i = w->nodes[at].first; i != NOWHERE; i = w->nodes[i].next)
		span_of(w, i, starts, due);
}

static struct tree_row node_row(struct walk *k, int at, int level)
{
	const struct work *w = k->v->work;
	const struct work_node *n = &w->nodes[at];
	day starts = 0, due = 0;
	struct tree_row x = {
		.id = arena_printf(k->r->arena, "n%lld", (long long)n->row->id), .level = level, .number = n->row->number,
		.title = n->row->title, .p = &n->p, .owner = "", .due = "", .left = "", .x = "", .filled = "",
		.href = arena_printf(k->r->arena, "/points/%lld?unit=%lld", (long long)n->row->id, (long long)w->unit),
		.count = n->n_tasks, .parent = n->task != NOWHERE || n->first != NOWHERE, .open = true,
	};
	span_of(w, at, &starts, &due);
	if (n->row->level >= NODE_POINT && due) {
		x.due = due_text(k->r, w, due);
		draw(k->r, w, &x, starts, due);
	}
	return x;
}

/* The present address with this branch opened too. */
static const char *opening(struct walk *k, int64_t node)
{
	static const char *const kept[] = {"unit", "on", "view"};
	struct buf b = buf_in(k->r->arena);
	buf_printf(&b, "%s?", k->v->base);
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (*query_get(k->r, kept[i]))
			buf_printf(&b, "%s&", url_join(k->r->arena, arena_printf(k->r->arena, "%s=", kept[i]), query_get(k->r, kept[i])));
	const char *open = query_get(k->r, "open");
	if (*open && strlen(open) < 200)
		buf_printf(&b, "%s,", url_join(k->r->arena, "open=", open));
	else
		buf_puts(&b, "open=");
	buf_printf(&b, "%lld#n%lld", (long long)node, (long long)node);
	return buf_text(&b);
}

static int64_t lines_below(const struct work *w, int at)
{
	int64_t n = w->nodes[at].n_tasks;
	for (int i = w->nodes[at].first; i != NOWHERE; i = w->nodes[i].next)
		n += 1;
	return n;
}

static void walk_node(struct walk *k, int at, int level)
{
	const struct work *w = k->v->work;
	const struct work_node *n = &w->nodes[at];
	if (!k->node_shown[at])
		return;
	struct tree_row x = node_row(k, at, level);
	bool closed = k->brief && x.parent && level >= k->deepest && !asked_for(k, n->row->id);
	if (closed) {
		x.open = false;
		x.more = opening(k, n->row->id);
		k->v->hidden += lines_below(w, at);
	}
	put(k, x);
	if (closed)
		return;
	for (int i = n->task; i != NOWHERE; i = w->tasks[i].next)
		walk_task(k, i, level + 1);
	for (int i = n->first; i != NOWHERE; i = w->nodes[i].next)
		walk_node(k, i, level + 1);
}

/* Lines down to a depth, tasks not counted; to choose how much of a large plan is shown. */
static size_t lines_to(const struct work *w, int first, int level, int deepest)
{
	size_t n = 0;
	for (int i = first; i != NOWHERE; i = w->nodes[i].next)
		n += 1 + (level < deepest ? lines_to(w, w->nodes[i].first, level + 1, deepest) : 0);
	return n;
}

void tree_rows(struct req *r, struct tree_view *v)
{
	const struct work *w = v->work;
	struct walk k = {.r = r, .v = v, .person = r->who->person, .room = 4 * MOST_ROWS};
	k.open = arena_printf(r->arena, ",%s,", query_get(r, "open"));
	k.brief = !v->filter.any && w->n_nodes + w->n_tasks > MOST_ROWS && !strstr(k.open, ",all,");
	for (k.deepest = 1; k.deepest < 4 && lines_to(w, w->top, 1, k.deepest + 1) <= MOST_ROWS; k.deepest++)
		continue;
	if (strstr(k.open, ",all,"))
		k.room = w->n_nodes + w->n_tasks;
	else if (k.brief && w->n_nodes + w->n_tasks <= 4 * MOST_ROWS)
		v->expand = arena_printf(r->arena, "%s?unit=%lld&open=all", v->base, (long long)w->unit);
	v->rows = NEW_N(r->arena, struct tree_row, k.room + 1);
	mark_all(&k);
	for (int i = w->top; i != NOWHERE; i = w->nodes[i].next)
		walk_node(&k, i, 1);
	for (int i = w->loose; i != NOWHERE; i = w->tasks[i].next)
		walk_task(&k, i, 1);
}

/* ---- board: the task that needs care first ---- */

static int64_t urgency(const struct work_task *t)
{
	return t->facts.due ? t->facts.due : INT32_MAX;
}

static void into_column(struct req *r, struct tree_view *v, const struct work_task *t)
{
	struct board_column *c = &v->columns[t->p.lamp];
	if (c->n == MOST_CARDS) {
		c->more++;
		return;
	}
	c->rows[c->n++] = tree_task_row(r, v, t, 1);
}

void tree_columns(struct req *r, struct tree_view *v)
{
	const struct work *w = v->work;
	const struct work_task **order = NEW_N(r->arena, const struct work_task *, w->n_tasks);
	size_t n = 0;
	for (int i = 0; i < 5; i++)
		v->columns[i] = (struct board_column){lamp_labels[i], lamp_kinds[i], NEW_N(r->arena, struct tree_row, MOST_CARDS), 0, 0};
	for (size_t i = 0; i < w->n_tasks; i++) {
		if (!tree_fits(v, &w->tasks[i], r->who->person))
			continue;
		size_t at = n++;
		for (; at && n < 2000 && urgency(order[at - 1]) > urgency(&w->tasks[i]); at--)
			order[at] = order[at - 1];
		order[at] = &w->tasks[i];
	}
	for (size_t i = 0; i < n; i++)
		into_column(r, v, order[i]);
}

/* ---- text ---- */

static size_t collect(struct req *r, struct tree_view *v, int first, struct tree_row *rows)
{
	size_t n = 0;
	for (int i = first; i != NOWHERE; i = v->work->tasks[i].next)
		if (tree_fits(v, &v->work->tasks[i], r->who->person))
			rows[n++] = tree_task_row(r, v, &v->work->tasks[i], 1);
	return n;
}

void tree_parts(struct req *r, struct tree_view *v)
{
	const struct work *w = v->work;
	size_t n;
	struct follow_bodies *b = q_follow_bodies(r->db, r->arena, w->plan->id, &n);
	struct tree_row *rows = NEW_N(r->arena, struct tree_row, w->n_tasks);
	v->parts = NEW_N(r->arena, struct text_part, w->n_nodes);
	size_t from = query_int(r, "from") > 0 ? (size_t)query_int(r, "from") : 0;
	for (size_t i = from; i < w->n_nodes && i < n; i++) {
		const struct follow_nodes *x = w->nodes[i].row;
		size_t got = collect(r, v, w->nodes[i].task, rows);
		bool text = *v->filter.q && (strstr(x->title, v->filter.q) || strstr(b[i].body, v->filter.q));
		if (v->filter.any && !got && !text)
			continue;
		if (v->n_parts == MOST_PARTS) {
			v->next = arena_printf(r->arena, "%s&from=%zu", v->hrefs[VIEW_TEXT], i);
			break;
		}
		v->parts[v->n_parts++] = (struct text_part){
			x->number, x->title, b[i].body, arena_printf(r->arena, "/points/%lld?unit=%lld", (long long)x->id, (long long)w->unit),
			x->level, rows, got};
		rows += got;
	}
}
