#include "modules/follow/progress.h"

#include "base/fault.h"
#include "text/calendar.h"

const char *const lamp_labels[] = {"未启动", "正常", "偏慢", "滞后", "已完成"};
const char *const lamp_kinds[] = {"mute", "go", "warn", "bad", "ok"};

static const struct ratio none = {0, 1}, whole = {1, 1};

static struct ratio capped(struct ratio r)
{
	if (ratio_cmp(r, whole) > 0)
		return whole;
	return ratio_cmp(r, none) < 0 ? none : r;
}

struct ratio elapsed_share(day starts, day due, day on)
{
	if (!starts || !due || due < starts)
		return on > due && due ? whole : none;
	return capped(ratio_of((int64_t)on - starts, (int64_t)due - starts + 1));
}

/* How far progress is behind time, as a share; below 0: ahead. */
static struct ratio behind(const struct progress *p)
{
	struct ratio lag = p->elapsed;
	if (!ratio_sub(&lag, p->done)) { /* shares with huge denominators: two decimals will do */
		lag = ratio_round(p->elapsed, 10000);
		ratio_sub(&lag, ratio_round(p->done, 10000));
	}
	return lag;
}

static const char *percent(struct arena *a, struct ratio r)
{
	return ratio_percent(a, r, r.den <= 2 ? 0 : 1);
}

static const char *points(struct arena *a, struct ratio r)
{
	const char *s = ratio_percent(a, r, 1);
	return arena_printf(a, "%.*s", (int)str_find(str_of(s), "%"), s);
}

/* ---- how far ---- */

static void measure_done(struct arena *a, struct progress *p, const struct facts *f, const struct thresholds *t)
{
	if (f->measured) {
		p->done = capped(f->reached);
		p->how = arena_printf(a, "指标 %s", f->reading);
	} else if (f->milestones) {
		p->done = ratio_of(f->milestones_done, f->milestones);
		p->how = arena_printf(a, "节点 %lld/%lld", (long long)f->milestones_done, (long long)f->milestones);
	} else if (f->n_parts) {
		struct progress sub = progress_roll(a, f->parts, f->weights, f->n_parts, t);
		p->done = sub.done;
		p->how = arena_printf(a, "%lld 项子任务加权平均", (long long)sub.tasks);
	} else {
		p->done = none;
		p->how = "没有指标和节点，确认完成前按 0 计";
	}
	if (f->state == TASK_DONE && !f->measured) {
		p->done = whole;
		p->how = "已确认完成";
	}
}

/* ---- lamps ---- */

struct verdict {
	struct arena *a;
	const struct facts *f;
	const struct thresholds *t;
	struct progress *p;
	day on;
};

/* Each rule says whether it applies, and then sets lamp and reason. */
typedef bool rule(struct verdict *v);

static bool say(struct verdict *v, enum lamp lamp, const char *why)
{
	v->p->lamp = lamp;
	v->p->why = why;
	return true;
}

static bool rule_set_aside(struct verdict *v)
{
	if (v->f->state == TASK_WAIVED || v->f->state == TASK_CANCELLED) {
		v->p->marks |= WAIVED;
		return say(v, LAMP_IDLE, v->f->state == TASK_WAIVED ? "经批准免做，不计入进度。" : "已取消，不计入进度。");
	}
	return v->f->state == TASK_DRAFT && say(v, LAMP_IDLE, "要点签发后下达。");
}

static bool reached(const struct verdict *v)
{
	return ratio_cmp(v->p->done, whole) >= 0;
}

/* Was it complete, or reported so, only after the due day? */
static bool came_late(const struct verdict *v)
{
	const struct facts *f = v->f;
	if (!f->due)
		return false;
	if (f->done_on > f->due)
		return true;
	return f->measured && v->on > f->due && ratio_cmp(f->in_time, whole) < 0 && reached(v);
}

static bool rule_done(struct verdict *v)
{
	if (v->f->state != TASK_DONE || !reached(v))
		return false;
	if (came_late(v))
		v->p->marks |= CAUGHT_UP;
	return say(v, LAMP_DONE, came_late(v) ? "逾期后补齐，已确认。" :
				 v->f->measured ? "指标已达成并确认。" : "已确认完成。");
}

static bool rule_not_begun(struct verdict *v)
{
	if (v->on >= v->f->starts)
		return false;
	return say(v, LAMP_IDLE, arena_printf(v->a, "%s才开始。", day_short(v->a, v->f->starts, v->on)));
}

static bool rule_waits(struct verdict *v)
{
	bool submitted = v->f->state == TASK_SUBMITTED;
	if (!reached(v) && !submitted)
		return false;
	if (came_late(v)) {
		v->p->marks |= CAUGHT_UP;
		return say(v, LAMP_GO, submitted ? "逾期后补齐，待确认。" : "逾期后补齐，可报告完成。");
	}
	return say(v, LAMP_GO, submitted ? "已报告完成，待确认。" :
			       v->f->measured ? "指标已达成，可报告完成。" : "节点已全部完成，可报告完成。");
}

static bool rule_overdue(struct verdict *v)
{
	if (v->f->due && v->on > v->f->due) {
		v->p->marks |= OVERDUE;
		v->p->days_over = v->on - v->f->due;
		return say(v, LAMP_LATE, arena_printf(v->a, "逾期 %d 天（有逾期项即为滞后）。", v->p->days_over));
	}
	if (!v->f->late_milestone)
		return false;
	v->p->marks |= OVERDUE;
	return say(v, LAMP_LATE, arena_printf(v->a, "节点“%s”逾期 %d 天（有逾期项即为滞后）。", v->f->late_milestone,
					      v->on - v->f->late_milestone_due));
}

static const char *compared(struct arena *a, const struct progress *p)
{
	return arena_printf(a, "完成 %s，时间已过 %s", percent(a, p->done), percent(a, p->elapsed));
}

/* The rule of time for a task or a node. */
static bool lag_lamp(struct arena *a, struct progress *p, const struct thresholds *t)
{
	struct ratio lag = behind(p);
	if (ratio_cmp(lag, ratio_of(t->late, 100)) > 0) {
		p->lamp = LAMP_LATE;
		p->why = arena_printf(a, "%s，落后 %s 点（超过 %lld 点为滞后）。", compared(a, p), points(a, lag), (long long)t->late);
		return true;
	}
	if (ratio_cmp(lag, ratio_of(t->slow, 100)) <= 0)
		return false;
	p->lamp = LAMP_SLOW;
	p->why = arena_printf(a, "%s，落后 %s 点（%lld 至 %lld 点为偏慢）。", compared(a, p), points(a, lag), (long long)t->slow,
			      (long long)t->late);
	return true;
}

static bool late_below(const struct verdict *v)
{
	for (size_t i = 0; i < v->f->n_parts; i++)
		if (v->f->parts[i].lamp == LAMP_LATE)
			return true;
	return false;
}

static bool rule_lag(struct verdict *v)
{
	return lag_lamp(v->a, v->p, v->t);
}

static bool rule_near(struct verdict *v)
{
	return (v->p->marks & NEAR_DUE) &&
	       say(v, LAMP_SLOW, v->p->workdays_left ?
		   arena_printf(v->a, "剩 %d 个工作日（%lld 个工作日内到期为偏慢）。", v->p->workdays_left, (long long)v->t->near) :
		   arena_printf(v->a, "到期前没有工作日了（%lld 个工作日内到期为偏慢）。", (long long)v->t->near));
}

static bool rule_below(struct verdict *v)
{
	return late_below(v) && say(v, LAMP_SLOW, "有子任务滞后（下级有滞后，上级至多为偏慢）。");
}

static bool rule_fine(struct verdict *v)
{
	if (!v->f->due)
		return say(v, LAMP_GO, "没有完成时间，只看进度。");
	return say(v, LAMP_GO, arena_printf(v->a, "%s，不落后 %lld 点以上且无逾期。", compared(v->a, v->p), (long long)v->t->slow));
}

static rule *const rules[] = {
	rule_set_aside, rule_done, rule_not_begun, rule_waits, rule_overdue, rule_lag, rule_near, rule_below, rule_fine,
};

/* One level better, with the reason; only while the lamp is still the one that was judged. */
static void lift(struct arena *a, struct progress *p, const struct facts *f)
{
	p->computed = p->lamp;
	if (f->lifted != p->lamp || (p->lamp != LAMP_SLOW && p->lamp != LAMP_LATE))
		return;
	p->lamp = p->lamp == LAMP_LATE ? LAMP_SLOW : LAMP_GO;
	p->marks |= LIFTED;
	p->why = arena_printf(a, "%s计算为%s：%s", f->lifted_by, lamp_labels[p->computed], p->why);
}

struct progress progress_of(struct arena *a, const struct facts *f, const struct thresholds *t, day on)
{
	struct progress p = {.elapsed = elapsed_share(f->starts, f->due, on), .evidence = f->evidence, .tasks = 1};
	struct verdict v = {a, f, t, &p, on};
	measure_done(a, &p, f, t);
	if (f->due)
		p.workdays_left = workdays_between(on, f->due, NULL);
	bool running = f->state == TASK_OPEN && on >= f->starts && ratio_cmp(p.done, whole) < 0;
	if (f->due && on <= f->due && p.workdays_left <= t->near && running)
		p.marks |= NEAR_DUE;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]) && !rules[i](&v); i++)
		continue;
	lift(a, &p, f);
	p.late = p.lamp == LAMP_LATE;
	p.slow = p.lamp == LAMP_SLOW;
	return p;
}

/* ---- roll-up ---- */

/* sum += weight × share; false when it does not fit exactly. */
static bool add_weighted(struct ratio *sum, struct ratio share, int64_t weight)
{
	return ratio_mul(&share, ratio_of(weight, 1)) && ratio_add(sum, share);
}

static bool mean(struct progress *p, const struct progress *parts, const int64_t *weights, size_t n, int64_t round_to)
{
	struct ratio total = none;
	p->done = p->elapsed = none;
	for (size_t i = 0; i < n; i++) {
		int64_t w = weights ? weights[i] : 1;
		if (parts[i].marks & WAIVED || !parts[i].tasks || w <= 0)
			continue;
		struct ratio done = round_to ? ratio_round(parts[i].done, round_to) : parts[i].done;
		struct ratio gone = round_to ? ratio_round(parts[i].elapsed, round_to) : parts[i].elapsed;
		if (!add_weighted(&p->done, done, w) || !add_weighted(&p->elapsed, gone, w) || !add_weighted(&total, whole, w))
			return false;
	}
	return !total.num || (ratio_div(&p->done, total) && ratio_div(&p->elapsed, total));
}

struct counts {
	int64_t n, idle, done;
};

static struct counts count_parts(struct progress *p, const struct progress *parts, size_t n)
{
	struct counts c = {0};
	for (size_t i = 0; i < n; i++) {
		p->evidence += parts[i].evidence;
		if (parts[i].marks & WAIVED || !parts[i].tasks)
			continue;
		c.n++;
		c.idle += parts[i].lamp == LAMP_IDLE;
		c.done += parts[i].lamp == LAMP_DONE;
		p->tasks += parts[i].tasks;
		p->late += parts[i].late;
		p->slow += parts[i].slow;
	}
	return c;
}

struct progress progress_roll(struct arena *a, const struct progress *parts, const int64_t *weights, size_t n,
			      const struct thresholds *t)
{
	struct progress p = {.done = none, .elapsed = none};
	struct counts c = count_parts(&p, parts, n);
	if (!mean(&p, parts, weights, n, 0) && !mean(&p, parts, weights, n, 10000))
		fault("a weighted mean of %zu parts does not fit", n);
	p.how = arena_printf(a, "%lld 项任务按权重平均", (long long)p.tasks);
	if (!c.n || c.idle == c.n) {
		p.lamp = LAMP_IDLE;
		p.why = c.n ? "都没有到开始时间。" : "没有任务。";
		return p;
	}
	if (c.done == c.n) {
		p.lamp = LAMP_DONE;
		p.why = "任务全部完成并确认。";
		return p;
	}
	if (lag_lamp(a, &p, t))
		return p;
	p.lamp = p.late ? LAMP_SLOW : LAMP_GO;
	p.why = p.late ? arena_printf(a, "%s；有 %lld 项滞后（下级有滞后，上级至多为偏慢）。", compared(a, &p), (long long)p.late) :
			 arena_printf(a, "%s，不落后 %lld 点以上且无逾期。", compared(a, &p), (long long)t->slow);
	return p;
}
