/* Tasks proposed from the sentences of a point, with who, when and how measured. */
#include <string.h>

#include "base/utf8.h"
#include "complete.sql.h"
#include "kernel.sql.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "modules/plans/complete.h"
#include "text/calendar.h"

enum { STEP = 1024, ALIKE = 60 /* percent of shared pairs of characters */ };

struct suggesting {
	struct req *r;
	const struct plan *plan;
	struct option *departments;
	size_t n_departments;
	struct plan_earlier_tasks *earlier;
	size_t n_earlier;
	struct plan_hints_of *fates;
	size_t n_fates;
};

/* ---- the catalogue ---- */

static const char module_of_plans[] = "plans";

struct measure_choice *measure_choices(struct req *r, size_t *n)
{
	size_t room = 1;
	EACH_MODULE(r->app, m) for (const struct measure *x = m->measures; x && x->key; x++) room++;
	struct measure_choice *out = NEW_N(r->arena, struct measure_choice, room);
	*n = 0;
	out[(*n)++] = (struct measure_choice){TASK_BY_EVIDENCE, TASK_BY_EVIDENCE_SAID "（不计数）", "不计数"};
	/* The plans' own figures would measure themselves. */
	EACH_MODULE(r->app, m) if (strcmp(m->name, module_of_plans) != 0)
		for (const struct measure *x = m->measures; x && x->key; x++)
			out[(*n)++] = (struct measure_choice){x->key, arena_printf(r->arena, "%s（%s）", x->label, x->unit_label), m->label};
	return out;
}

bool measure_known(const struct app *app, const char *key)
{
	return strcmp(key, TASK_BY_EVIDENCE) == 0 || measure_of(app, key);
}

const char *measure_goal(struct req *r, const char *key, int64_t target)
{
	const struct measure *m = *key ? measure_of(r->app, key) : NULL;
	if (strcmp(key, TASK_BY_EVIDENCE) == 0)
		return TASK_BY_EVIDENCE_SAID;
	return m ? arena_printf(r->arena, "%s不少于 %lld %s", m->label, (long long)target, m->unit_label) : "";
}

/* ---- who ---- */

struct option *plan_departments(struct req *r, const struct plan *p, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, p->unit);
	struct unit own;
	size_t rows;
	struct units_below *u = q_units_below(r->db, r->arena, path, path_end(r->arena, path), &rows);
	struct option *out = NEW_N(r->arena, struct option, rows);
	bool federation = unit_load(r->db, r->arena, p->unit, &own) && own.kind == UNIT_FEDERATION;
	*n = 0;
	for (size_t i = 0; i < rows; i++) /* a federation's own departments; unions below get the plan by issuing it */
		if (u[i].id != p->unit && (!federation || (u[i].parent == p->unit && !unit_is_union(u[i].kind))))
			out[(*n)++] = (struct option){u[i].id, u[i].name};
	return out;
}

struct suggesting *suggest_begin(struct req *r, const struct plan *p)
{
	struct suggesting *s = NEW(r->arena, struct suggesting);
	s->r = r;
	s->plan = p;
	s->departments = plan_departments(r, p, &s->n_departments);
	s->earlier = q_plan_earlier_tasks(r->db, r->arena, p->unit, p->year, &s->n_earlier);
	s->fates = q_plan_hints_of(r->db, r->arena, p->id, &s->n_fates);
	return s;
}

/* Pairs of neighbouring characters of a that also stand in b, in percent of all of a. */
static int shared(struct arena *a, const char *one, const char *other)
{
	struct str rest = str_of(one);
	int all = 0, same = 0;
	while (rest.n) {
		size_t n, m = 0;
		utf8_get(rest, &n);
		if (n < rest.n)
			utf8_get(str_skip(rest, n), &m);
		if (!m)
			break;
		all++;
		same += strstr(other, arena_strndup(a, rest.p, n + m)) != NULL;
		rest = str_skip(rest, n);
	}
	return all ? same * 100 / all : 0;
}

/* Characters that are in the name of every second department. */
static const char *bare_name(struct arena *a, const char *name)
{
	static const char *const ends[] = {"分工会", "工会", "办公室", "委员会", "中心", "部门", "部", "处", "科", "室", "班组", "班"};
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(str_of(name), ends[i]) && strlen(name) > strlen(ends[i]))
			return arena_strndup(a, name, strlen(name) - strlen(ends[i]));
	return name;
}

/* The department whose name shares most with the sentence; the union's office where none does. */
static int64_t department_for(struct suggesting *s, const char *text)
{
	int64_t best = 0, office = 0;
	int most = 0;
	for (size_t i = 0; i < s->n_departments; i++) {
		const char *name = s->departments[i].label;
		int alike = shared(s->r->arena, bare_name(s->r->arena, name), text);
		if (alike > most && alike >= 30) {
			most = alike;
			best = s->departments[i].value;
		}
		if (!office && strstr(name, "工会") && str_ends(str_of(name), "办公室"))
			office = s->departments[i].value;
	}
	return best ? best : office;
}

static bool still_there(struct suggesting *s, int64_t department)
{
	for (size_t i = 0; i < s->n_departments; i++)
		if (s->departments[i].value == department)
			return true;
	return false;
}

static void who(struct suggesting *s, struct suggestion *x)
{
	const struct plan_earlier_tasks *like = NULL;
	int most = ALIKE - 1;
	for (size_t i = 0; i < s->n_earlier; i++) {
		int alike = shared(s->r->arena, x->title, s->earlier[i].title);
		if (alike > most) {
			most = alike;
			like = &s->earlier[i];
		}
	}
	if (like && still_there(s, like->department)) {
		x->department = like->department;
		x->owner = q_plan_person_unit(s->r->db, like->owner) ? like->owner : 0;
		x->note = arena_printf(s->r->arena, "%s%s责任部门同往年“%s”", x->note, *x->note ? "；" : "", like->title);
		return;
	}
	x->department = department_for(s, arena_printf(s->r->arena, "%s%s", x->title, x->quote));
	x->owner = x->department ? q_plan_head_of(s->r->db, x->department, s->r->today) : 0;
}

/* ---- when, how measured ---- */

static day workday_before(day d)
{
	while (!calendar_is_workday(d))
		d--;
	return d;
}

static void when(struct suggesting *s, const struct task_hint *h, struct suggestion *x)
{
	if (!h->from_month)
		return;
	struct day_span span = day_months((int)s->plan->year, h->from_month, h->to_month);
	x->starts = span.first < s->plan->starts ? s->plan->starts : span.first;
	x->due = workday_before(span.last > s->plan->ends && s->plan->ends ? s->plan->ends : span.last);
	if (!h->stated && h->note)
		x->note = h->note;
}

struct str node_text(struct arena *a, const struct plan_node *n)
{
	return str_of(arena_printf(a, "%s%s%s", n->title, *n->title && *n->body ? "。" : "", n->body));
}

static struct str sentence_at(struct arena *a, struct str text, size_t at)
{
	struct text_spans all = text_sentences(a, text);
	for (size_t i = 0; i < all.count; i++)
		if (at >= all.span[i].at && at < all.span[i].at + all.span[i].n)
			return span_text(text, all.span[i]);
	return text;
}

static const char *vague_in(struct arena *a, struct str text)
{
	struct vague_hints v = text_vague(a, text);
	struct buf b = buf_in(a);
	for (size_t i = 0; i < v.count; i++) {
		buf_puts(&b, i ? "、" : "");
		buf_str(&b, span_text(text, v.hint[i].span));
	}
	return buf_text(&b);
}

static int fate_of(const struct suggesting *s, int64_t node, const char *title)
{
	for (size_t i = 0; i < s->n_fates; i++)
		if (s->fates[i].node == node && strcmp(s->fates[i].title, title) == 0)
			return (int)s->fates[i].fate;
	return HINT_OPEN;
}

static void finish(struct suggesting *s, struct suggestion *x)
{
	if (!x->note)
		x->note = "";
	who(s, x);
	x->fate = fate_of(s, x->node, x->title);
}

/* A figure of the text is a target only when it counts what the measure counts. */
static int64_t target_of(const struct measure *m, const struct task_hint *h)
{
	static const char *const people[] = {"人次", "人", "名"};
	bool of_people = false, share = strcmp(h->unit, "%") == 0 || strcmp(h->unit, "％") == 0;
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		of_people |= strcmp(h->unit, people[i]) == 0;
	bool fits = share == (m->kind == MEASURE_RATIO) && of_people == str_starts(str_of(m->unit_label), "人");
	return h->target && fits ? h->target : 1;
}

struct suggestion *suggest_tasks(struct suggesting *s, const struct plan_node *n, size_t *count)
{
	struct arena *a = s->r->arena;
	struct str text = node_text(a, n);
	struct task_hints hints = text_tasks(a, text);
	struct suggestion *out = NEW_N(a, struct suggestion, hints.count + 1);
	*count = 0;
	for (size_t i = 0; i < hints.count; i++) {
		const struct task_hint *h = &hints.hint[i];
		struct suggestion *x = &out[(*count)++];
		struct str quote = sentence_at(a, text, h->span.at);
		const struct measure *m = strncmp(h->measure, "task.", 5) ? measure_of(s->r->app, h->measure) : NULL;
		*x = (struct suggestion){.node = n->id, .title = h->title, .quote = str_dup(a, quote), .vague = vague_in(a, quote),
					 .measure = m ? h->measure : TASK_BY_EVIDENCE, .target = m ? target_of(m, h) : 0};
		when(s, h, x);
		finish(s, x);
	}
	if (!hints.count && *n->title) {
		out[0] = (struct suggestion){.node = n->id, .title = utf8_clip(a, n->title, 118), .quote = str_dup(a, text), .weak = true,
					     .vague = vague_in(a, text), .measure = TASK_BY_EVIDENCE};
		finish(s, &out[0]);
		*count = 1;
	}
	return out;
}

bool suggest_take(struct suggesting *s, const struct suggestion *x)
{
	struct req *r = s->r;
	struct task t = {
		.unit = s->plan->unit, .title = x->title, .plan = s->plan->id, .node = x->node, .department = x->department,
		.owner = x->owner, .starts = x->starts, .due = x->due, .measure = x->measure, .target = x->target, .weight = 1,
		.detail = "", .waiver = "", .quote = x->quote, .vague = x->vague,
	};
	t.position = q_plan_last_position(r->db, t.plan, t.unit, t.node) + STEP;
	q_plan_hint_set(r->db, x->node, x->title, s->plan->id, HINT_TAKEN, r->now);
	return flow_create(r, &task_flow, &t, "按原文建议");
}
