#include "modules/follow/work.h"

#include <stdlib.h>

#include "base/fault.h"
#include "kernel/policy.h"
#include "text/calendar.h"

/* Finds a row by its id among many. */
struct place {
	int64_t id;
	int at;
};

struct sorted_places {
	struct place *p;
	size_t n;
};

static int by_id(const void *a, const void *b)
{
	int64_t x = ((const struct place *)a)->id, y = ((const struct place *)b)->id;
	return x < y ? -1 : x > y;
}

/* Ids grow with time, so rows in the order of a plan mostly come sorted. */
static bool sorted(const struct sorted_places *p)
{
	for (size_t i = 1; i < p->n; i++)
		if (p->p[i - 1].id > p->p[i].id)
			return false;
	return true;
}

static void sort_places(struct sorted_places *p)
{
	if (!sorted(p))
		qsort(p->p, p->n, sizeof(*p->p), by_id);
}

static int find(const struct sorted_places *p, int64_t id)
{
	struct place key = {id, 0};
	const struct place *x = p->n ? bsearch(&key, p->p, p->n, sizeof(*p->p), by_id) : NULL;
	return x ? x->at : NOWHERE;
}

struct loading {
	struct req *r;
	struct work *w;
	struct sorted_places nodes, tasks;
	struct readings *readings;
	bool past; /* a day before today */
};

struct thresholds thresholds_of(struct req *r, int64_t unit, day on)
{
	return (struct thresholds){
		.slow = policy_get(r, "follow.slow_points", unit, on).value,
		.late = policy_get(r, "follow.late_points", unit, on).value,
		.near = policy_get(r, "follow.near_days", unit, on).value,
	};
}

void plan_span(const struct plan *p, day *starts, day *ends)
{
	*starts = p->starts ? p->starts : day_year_first((int)p->year);
	*ends = p->ends ? p->ends : day_year_last((int)p->year);
}

/* ---- nodes ---- */

/* Lists keep document order: walk backwards and put in front. */
static void link_nodes(struct loading *l)
{
	struct work *w = l->w;
	w->top = NOWHERE;
	for (size_t i = w->n_nodes; i-- > 0;) {
		struct work_node *n = &w->nodes[i];
		n->parent = n->row->parent ? find(&l->nodes, n->row->parent) : NOWHERE;
		if (n->parent == (int)i)
			n->parent = NOWHERE;
		int *list = n->parent == NOWHERE ? &w->top : &w->nodes[n->parent].first;
		n->next = *list;
		*list = (int)i;
	}
}

static void load_nodes(struct loading *l)
{
	struct work *w = l->w;
	struct follow_nodes *rows = q_follow_nodes(l->r->db, l->r->arena, w->plan->id, &w->n_nodes);
	w->nodes = NEW_N(l->r->arena, struct work_node, w->n_nodes);
	l->nodes = (struct sorted_places){NEW_N(l->r->arena, struct place, w->n_nodes), w->n_nodes};
	for (size_t i = 0; i < w->n_nodes; i++) {
		w->nodes[i] = (struct work_node){.row = &rows[i], .first = NOWHERE, .task = NOWHERE};
		l->nodes.p[i] = (struct place){rows[i].id, (int)i};
	}
	sort_places(&l->nodes);
	link_nodes(l);
}

/* ---- tasks ---- */

static void link_tasks(struct loading *l)
{
	struct work *w = l->w;
	w->loose = NOWHERE;
	for (size_t i = w->n_tasks; i-- > 0;) {
		struct work_task *t = &w->tasks[i];
		int parent = t->row->parent ? find(&l->tasks, t->row->parent) : NOWHERE;
		int node = find(&l->nodes, t->row->node);
		int *list = parent != NOWHERE && parent != (int)i ? &w->tasks[parent].first :
			    node != NOWHERE ? &w->nodes[node].task : &w->loose;
		t->next = *list;
		*list = (int)i;
	}
}

static void load_tasks(struct loading *l)
{
	struct work *w = l->w;
	size_t n;
	struct follow_tasks *rows = q_follow_tasks(l->r->db, l->r->arena, w->plan->id, w->unit, &n);
	w->tasks = NEW_N(l->r->arena, struct work_task, n);
	l->tasks.p = NEW_N(l->r->arena, struct place, n);
	for (size_t i = 0; i < n; i++) {
		if (l->past && day_of_instant(rows[i].created_at) > w->on)
			continue; /* it did not exist yet */
		struct work_task *t = &w->tasks[w->n_tasks];
		*t = (struct work_task){.row = &rows[i], .first = NOWHERE};
		t->facts = (struct facts){
			.state = rows[i].state, .done_on = rows[i].done_on, .target = rows[i].target,
			.starts = rows[i].starts ? rows[i].starts : w->starts, .due = rows[i].due ? rows[i].due : w->ends,
		};
		l->tasks.p[w->n_tasks] = (struct place){rows[i].id, (int)w->n_tasks};
		w->n_tasks++;
	}
	l->tasks.n = w->n_tasks;
	sort_places(&l->tasks);
	link_tasks(l);
}

/* As of a past day: the state that the last event up to it left; days and target before later changes. */
static void go_back(struct loading *l)
{
	struct work *w = l->w;
	size_t n;
	struct follow_states *s = q_follow_states(l->r->db, l->r->arena, w->plan->id, w->unit, w->on, &n);
	for (size_t i = 0; i < w->n_tasks; i++)
		w->tasks[i].facts.state = TASK_DRAFT;
	for (size_t i = 0; i < n; i++) {
		int at = find(&l->tasks, s[i].task);
		if (at != NOWHERE)
			w->tasks[at].facts.state = s[i].state;
	}
	struct follow_changes_after *x = q_follow_changes_after(l->r->db, l->r->arena, w->plan->id, w->unit, w->on, &n);
	struct past *past = NEW_N(l->r->arena, struct past, w->n_tasks);
	for (size_t i = 0; i < n; i++) {
		int at = find(&l->tasks, x[i].task);
		if (at != NOWHERE)
			past_read(&past[at], x[i].changes);
	}
	for (size_t i = 0; i < w->n_tasks; i++)
		past_take(&w->tasks[i].facts, &past[i], w->starts, w->ends);
	for (size_t i = 0; i < w->n_tasks; i++)
		if (w->tasks[i].facts.done_on > w->on)
			w->tasks[i].facts.done_on = 0;
}

/* A milestone as it stood on a day. */
static void meet_milestone(struct facts *f, const struct follow_milestones *m, day on)
{
	bool done = m->done_on && m->done_on <= on;
	f->milestones++;
	f->milestones_done += done;
	if (!done && m->due < on && (!f->late_milestone || m->due < f->late_milestone_due)) {
		f->late_milestone = m->title;
		f->late_milestone_due = m->due;
	}
}

static void keep_milestone(struct arena *a, struct work_task *t, const struct follow_milestones *m, day on)
{
	if (t->n_milestones == t->room_milestones) {
		size_t room = t->room_milestones ? t->room_milestones * 2 : 4;
		struct work_milestone *more = NEW_N(a, struct work_milestone, room);
		for (size_t i = 0; i < t->n_milestones; i++)
			more[i] = t->milestones[i];
		t->milestones = more;
		t->room_milestones = room;
	}
	t->milestones[t->n_milestones++] = (struct work_milestone){m->title, m->due, m->done_on && m->done_on <= on};
}

static void load_milestones(struct loading *l)
{
	struct work *w = l->w;
	size_t n;
	struct follow_milestones *m = q_follow_milestones(l->r->db, l->r->arena, w->plan->id, w->unit, &n);
	for (size_t i = 0; i < n; i++) {
		int at = find(&l->tasks, m[i].task);
		if (at == NOWHERE || day_of_instant(m[i].created_at) > w->on)
			continue;
		meet_milestone(&w->tasks[at].facts, &m[i], w->on);
		keep_milestone(l->r->arena, &w->tasks[at], &m[i], w->on);
	}
}

static void add_evidence(struct loading *l, const struct follow_evidence *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int at = find(&l->tasks, e[i].task);
		if (at != NOWHERE)
			l->w->tasks[at].facts.evidence += e[i].n;
	}
}

static void load_evidence(struct loading *l)
{
	struct work *w = l->w;
	size_t n;
	struct follow_evidence *e = q_follow_evidence(l->r->db, l->r->arena, w->plan->id, w->unit, w->on, &n);
	add_evidence(l, e, n);
	e = q_follow_activities(l->r->db, l->r->arena, w->plan->id, w->unit, w->on, &n);
	add_evidence(l, e, n);
}

void lift_take(struct arena *a, struct facts *f, const struct follow_lifts *x)
{
	f->lifted = (enum lamp)x->lamp;
	f->lifted_by = arena_printf(a, "%s%s同意调高一级，到%s为止（理由：%s）。", x->name, day_cn(a, x->since), day_cn(a, x->until), x->reason);
}

static void load_lifts(struct loading *l)
{
	struct work *w = l->w;
	size_t n;
	struct follow_lifts *x = q_follow_lifts(l->r->db, l->r->arena, w->plan->id, w->unit, w->on, &n);
	for (size_t i = 0; i < n; i++) {
		int at = find(&l->tasks, x[i].task);
		if (at != NOWHERE)
			lift_take(l->r->arena, &w->tasks[at].facts, &x[i]);
	}
}

/* ---- judging, from the leaves up ---- */

struct parts {
	struct progress *p;
	int64_t *weights;
	size_t n;
};

static struct parts parts_of(struct arena *a, size_t room)
{
	return (struct parts){NEW_N(a, struct progress, room), NEW_N(a, int64_t, room), 0};
}

static void add_part(struct parts *x, const struct progress *p, int64_t weight)
{
	x->p[x->n] = *p;
	x->weights[x->n++] = weight > 0 ? weight : 1;
}

static size_t tasks_in(const struct work *w, int first)
{
	size_t n = 0;
	for (int i = first; i != NOWHERE; i = w->tasks[i].next)
		n++;
	return n;
}

static void judge_task(struct loading *l, struct work_task *t)
{
	struct work *w = l->w;
	if (t->judged)
		return;
	t->judged = true; /* first, so that a ring of parents ends */
	struct parts sub = parts_of(l->r->arena, tasks_in(w, t->first));
	for (int i = t->first; i != NOWHERE; i = w->tasks[i].next) {
		judge_task(l, &w->tasks[i]);
		add_part(&sub, &w->tasks[i].p, w->tasks[i].row->weight);
	}
	t->facts.parts = sub.p;
	t->facts.weights = sub.weights;
	t->facts.n_parts = sub.n;
	readings_take(l->readings, &t->facts, t->row->measure, &(struct counting){t->row->unit, t->row->basis == TASK_COUNTS_LINKED ? t->row->id : 0, t->row->counts_from}, w->on);
	t->p = progress_of(l->r->arena, &t->facts, &w->thresholds, w->on);
}

static void judge_list(struct loading *l, struct parts *x, int first)
{
	for (int i = first; i != NOWHERE; i = l->w->tasks[i].next) {
		judge_task(l, &l->w->tasks[i]);
		add_part(x, &l->w->tasks[i].p, l->w->tasks[i].row->weight);
	}
}

static void judge_node(struct loading *l, struct work_node *n)
{
	struct work *w = l->w;
	size_t room = tasks_in(w, n->task);
	for (int i = n->first; i != NOWHERE; i = w->nodes[i].next)
		room++;
	struct parts x = parts_of(l->r->arena, room);
	judge_list(l, &x, n->task);
	n->n_tasks = (int64_t)x.n;
	for (int i = n->first; i != NOWHERE; i = w->nodes[i].next) {
		judge_node(l, &w->nodes[i]);
		n->n_tasks += w->nodes[i].n_tasks;
		add_part(&x, &w->nodes[i].p, w->nodes[i].row->weight);
	}
	n->p = progress_roll(l->r->arena, x.p, x.weights, x.n, &w->thresholds);
}

static void judge_all(struct loading *l)
{
	struct work *w = l->w;
	struct parts x = parts_of(l->r->arena, w->n_nodes + w->n_tasks);
	for (int i = w->top; i != NOWHERE; i = w->nodes[i].next) {
		judge_node(l, &w->nodes[i]);
		add_part(&x, &w->nodes[i].p, w->nodes[i].row->weight);
	}
	judge_list(l, &x, w->loose);
	w->all = progress_roll(l->r->arena, x.p, x.weights, x.n, &w->thresholds);
}

struct work *work_load(struct req *r, const struct plan *p, int64_t unit, day on)
{
	struct work *w = NEW(r->arena, struct work);
	struct loading l = {.r = r, .w = w, .readings = readings_new(r)};
	w->plan = p;
	w->unit = unit;
	w->on = on ? on : r->today;
	w->thresholds = thresholds_of(r, unit, w->on);
	plan_span(p, &w->starts, &w->ends);
	l.past = w->on < r->today;
	load_nodes(&l);
	load_tasks(&l);
	if (l.past)
		go_back(&l);
	load_milestones(&l);
	load_evidence(&l);
	load_lifts(&l);
	judge_all(&l);
	return w;
}

struct work_task *work_find(const struct work *w, int64_t task)
{
	for (size_t i = 0; i < w->n_tasks; i++)
		if (w->tasks[i].row->id == task)
			return &w->tasks[i];
	return NULL;
}

/* ---- one task, one node ---- */

static int64_t state_on(struct req *r, const struct task *t, day on)
{
	size_t n;
	struct follow_states *s = q_follow_states_of(r->db, r->arena, t->id, on, &n);
	return n ? s[n - 1].state : TASK_DRAFT;
}

static void sub_parts(struct req *r, struct facts *f, const struct task *t, day on)
{
	size_t n;
	struct follow_subtasks *ids = q_follow_subtasks(r->db, r->arena, t->id, &n);
	struct parts x = parts_of(r->arena, n);
	for (size_t i = 0; i < n; i++) {
		const struct task *sub = record_load(r->db, r->arena, &task_record, ids[i].id);
		if (!sub || sub->id == t->id || day_of_instant(sub->created_at) > on)
			continue;
		struct progress p = task_progress(r, sub, on);
		add_part(&x, &p, sub->weight);
	}
	f->parts = x.p;
	f->weights = x.weights;
	f->n_parts = x.n;
}

struct progress task_progress(struct req *r, const struct task *t, day on)
{
	const struct plan *p = record_load(r->db, r->arena, &plan_record, t->plan);
	struct thresholds thresholds = thresholds_of(r, t->unit, on ? on : r->today);
	struct facts f = {.state = t->state, .starts = t->starts, .due = t->due, .done_on = t->done_on, .target = t->target};
	day first, last;
	size_t n;
	if (!p)
		fault("task of no plan");
	plan_span(p, &first, &last);
	on = on ? on : r->today;
	if (on < r->today) {
		f.state = state_on(r, t, on);
		f.done_on = t->done_on > on ? 0 : t->done_on;
		struct past past = {0};
		struct follow_changes_after *x = q_follow_changes_after_of(r->db, r->arena, t->id, on, &n);
		for (size_t i = 0; i < n; i++)
			past_read(&past, x[i].changes);
		past_take(&f, &past, first, last);
	}
	f.starts = f.starts ? f.starts : first;
	f.due = f.due ? f.due : last;
	struct follow_milestones *m = q_follow_milestones_of(r->db, r->arena, t->id, &n);
	for (size_t i = 0; i < n; i++)
		if (day_of_instant(m[i].created_at) <= on)
			meet_milestone(&f, &m[i], on);
	f.evidence = q_follow_evidence_of(r->db, t->id, on);
	struct follow_lifts *lifts = q_follow_lifts_of(r->db, r->arena, t->id, on, &n);
	if (n)
		lift_take(r->arena, &f, &lifts[n - 1]);
	sub_parts(r, &f, t, on);
	readings_take(readings_new(r), &f, t->measure, &(struct counting){t->unit, t->basis == TASK_COUNTS_LINKED ? t->id : 0, t->counts_from}, on);
	return progress_of(r->arena, &f, &thresholds, on);
}

struct progress node_progress(struct req *r, const struct progress *parts, const int64_t *weights, size_t n)
{
	struct thresholds t = thresholds_of(r, r->who ? r->who->unit : 0, r->today);
	return progress_roll(r->arena, parts, weights, n, &t);
}
