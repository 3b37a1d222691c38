#include "engines/deadline.h"

#include "base/fault.h"

enum { RULER_MOST = 60, NAMED_MOST = 6 };

static bool paused_on(const struct deadline *d, day on)
{
	for (size_t i = 0; i < d->n_pauses; i++)
		if (on >= d->pauses[i].from && (!d->pauses[i].to || on <= d->pauses[i].to))
			return true;
	return false;
}

bool deadline_paused(const struct deadline *d)
{
	for (size_t i = 0; i < d->n_pauses; i++)
		if (!d->pauses[i].to)
			return true;
	return false;
}

static int whole(const struct deadline *d)
{
	int64_t n = d->amount + d->extra;
	if (n < 0 || n > DEADLINE_MOST)
		fault("a deadline of %lld days", (long long)n);
	return (int)n;
}

/* Calendar days; then on to a working day on which the clock runs. */
static day calendar_end(const struct deadline *d, int *no_table)
{
	day on = d->start;
	for (int left = whole(d); left > 0;) {
		on++;
		left -= !paused_on(d, on);
	}
	day nominal = on;
	while (!calendar_is_workday(on) || (on > d->start && paused_on(d, on)))
		on++;
	workdays_between(nominal - 1, on, no_table);
	return on;
}

day deadline_due(const struct deadline *d, int *no_table)
{
	if (no_table)
		*no_table = 0;
	if (deadline_paused(d))
		return 0;
	if (d->basis == DEADLINE_WORKDAYS)
		return deadline_with_pauses(d->start, whole(d), d->pauses, d->n_pauses, no_table);
	return calendar_end(d, no_table);
}

int deadline_used(const struct deadline *d, day on)
{
	int used = 0;
	if (d->basis == DEADLINE_WORKDAYS)
		return workdays_used(d->start, on, d->pauses, d->n_pauses, NULL);
	for (day x = d->start + 1; x <= on; x++)
		used += !paused_on(d, x);
	return used;
}

int deadline_left(const struct deadline *d, day on)
{
	day due = deadline_due(d, NULL);
	if (!due)
		return whole(d) - deadline_used(d, on);
	return d->basis == DEADLINE_WORKDAYS ? workdays_between(on, due, NULL) : due - on;
}

struct pause pause_until(day from, day resumed)
{
	return (struct pause){from, resumed - 1};
}

day deadline_step(day d, int workdays)
{
	int step = workdays < 0 ? -1 : 1;
	for (int left = workdays * step; left > 0;) {
		d += step;
		left -= calendar_is_workday(d);
	}
	return d;
}

day ladder_next(const struct rung *ladder, day due, day after)
{
	day next = 0;
	for (const struct rung *g = ladder; g->key; g++) {
		day at = deadline_step(due, g->workdays);
		if (at > after && (!next || at < next))
			next = at;
	}
	return next;
}

/* ---- in words ---- */

const char *deadline_amount(struct arena *a, int64_t amount, int64_t basis)
{
	return arena_printf(a, basis == DEADLINE_WORKDAYS ? "%lld 个工作日" : "%lld 天", (long long)amount);
}

const char *deadline_left_text(struct arena *a, const struct deadline *d, day on)
{
	int left = deadline_left(d, on);
	if (deadline_paused(d))
		return arena_printf(a, "已暂停，还剩 %s", deadline_amount(a, left, d->basis));
	if (left < 0 || on > deadline_due(d, NULL)) /* overdue over a weekend: no working day is gone yet */
		return left ? arena_printf(a, "逾期 %s", deadline_amount(a, -left, d->basis)) : "已逾期";
	return left ? arena_printf(a, "剩 %s", deadline_amount(a, left, d->basis)) : "今天到期";
}

static const char *short_day(struct arena *a, day d)
{
	struct civil c = day_civil(d);
	return arena_printf(a, "%d月%d日", c.month, c.day);
}

static bool is_midweek(day d)
{
	int w = (int)(((d % 7) + 10) % 7); /* 1970-01-01 was a Thursday: 0 is Monday */
	return w < 5;
}

/* "，节假日6月10日不计", at most a few by name. */
static void put_days(struct buf *b, const struct deadline *d, day end, enum day_kind kind, const char *before, const char *after)
{
	int n = 0;
	for (day x = d->start + 1; x <= end; x++) {
		if (calendar_kind(x) != kind || (kind == DAY_HOLIDAY && !is_midweek(x)))
			continue;
		if (n < NAMED_MOST)
			buf_printf(b, "%s%s", n ? "、" : before, short_day(b->arena, x));
		n++;
	}
	if (n > NAMED_MOST)
		buf_printf(b, "等 %d 天", n);
	if (n)
		buf_puts(b, after);
}

static void put_pauses(struct buf *b, const struct deadline *d)
{
	for (size_t i = 0; i < d->n_pauses; i++) {
		const struct pause *p = &d->pauses[i];
		if (p->to && p->to < p->from)
			continue;
		buf_printf(b, "，%s", short_day(b->arena, p->from));
		if (p->to && p->to != p->from)
			buf_printf(b, "至%s", short_day(b->arena, p->to));
		buf_puts(b, p->to ? "暂停不计" : "起暂停");
	}
}

const char *deadline_why(struct arena *a, const struct deadline *d)
{
	struct buf b = buf_in(a);
	int no_table = 0;
	day due = deadline_due(d, &no_table);
	buf_printf(&b, "%s次日起算，共 %s", short_day(a, d->start), deadline_amount(a, d->amount, d->basis));
	if (d->extra)
		buf_printf(&b, "，经批准延长 %s", deadline_amount(a, d->extra, d->basis));
	if (due && d->basis == DEADLINE_WORKDAYS) {
		put_days(&b, d, due, DAY_HOLIDAY, "，节假日", "不计");
		put_days(&b, d, due, DAY_MAKEUP, "，调休上班", "计入");
	}
	put_pauses(&b, d);
	if (due)
		buf_printf(&b, "，%s到期", short_day(a, due));
	if (d->basis == DEADLINE_DAYS && due && calendar_kind(due - 1) != DAY_WORK && calendar_kind(due - 1) != DAY_MAKEUP &&
	    deadline_used(d, due - 1) >= whole(d))
		buf_puts(&b, "（末日遇休息日顺延）");
	if (no_table)
		buf_printf(&b, "。%d 年的放假安排还没有载入，按周一至周五推算，公布后会变", no_table);
	buf_puts(&b, "。");
	return buf_text(&b);
}

/* ---- the ruler ---- */

/* Hundredths of a percent as the SVG wants them: "4.55%". */
static const char *percent(struct arena *a, int64_t part, int64_t whole_)
{
	int64_t v = part * 10000 / whole_;
	return arena_printf(a, "%lld.%02lld%%", (long long)(v / 100), (long long)(v % 100));
}

static void one_day(struct buf *o, const struct deadline *d, day x, day due, day today, int n)
{
	int64_t at = (int64_t)(x - d->start - 1) * 1000;
	bool counts = d->basis == DEADLINE_DAYS || calendar_is_workday(x);
	bool rests = !counts || paused_on(d, x);
	const char *class = x == due ? "f-bad" : rests ? "w" : x <= today ? "u" : "l";
	buf_printf(o, "<rect class=\"%s\" x=\"%s\" width=\"%s\" y=\"%s\" height=\"%s\" rx=\"2\"/>", class,
		   percent(o->arena, at + (rests ? 380 : 100), (int64_t)n * 1000), percent(o->arena, rests ? 240 : 800, (int64_t)n * 1000),
		   rests ? "16" : "8", rests ? "4" : "20");
}

void deadline_ruler(struct buf *o, const struct deadline *d, day today)
{
	day due = deadline_due(d, NULL);
	int n = due ? due - d->start : 0;
	if (n < 1 || n > RULER_MOST)
		return;
	buf_printf(o, "<svg class=\"ruler\" role=\"img\" aria-label=\"%s，%s\">", deadline_left_text(o->arena, d, today),
		   deadline_why(o->arena, d));
	for (day x = d->start + 1; x <= due; x++)
		one_day(o, d, x, due, today, n);
	if (today > d->start && today < due)
		buf_printf(o, "<line class=\"tm\" x1=\"%s\" x2=\"%s\" y1=\"2\" y2=\"34\"/>", percent(o->arena, today - d->start, n),
			   percent(o->arena, today - d->start, n));
	buf_printf(o, "<text x=\"0\" y=\"46\">%s</text><text x=\"100%%\" y=\"46\" text-anchor=\"end\">%s到期</text></svg>",
		   short_day(o->arena, d->start), short_day(o->arena, due));
}
