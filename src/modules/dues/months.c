/*
 * Months without a sheet. A rate of dues is no better than the months behind it, so a month that nobody opened is named
 * and counts as owed; where dues are kept each month opens by itself, and a federation opens one for all unions below.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "modules/dues/inside.h"
#include "secret/id.h"
#include "text/calendar.h"

/* CALLED_AT_ONCE: unions looked at in a minute, parted among the calls that run; each has LEAST_EACH at least. */
enum { CARRIED_AT_ONCE = 100, CALLED_AT_ONCE = 200, LEAST_EACH = 10 };

/* "2月" becomes "2月、3月" or "2月至5月" when the months before `m` were more than one in a row. */
static void end_run(struct buf *b, day m, int *run)
{
	if (*run > 1)
		buf_printf(b, "%s%d月", *run > 2 ? "至" : "、", day_civil(day_add_months(m, -1)).month);
	*run = 0;
}

/* What was owed at the end of each of these months: members of the house without those of the unions below, who pay there. */
static int64_t *owed_at_ends(struct req *r, int64_t house, day first, day last)
{
	struct civil x = day_civil(first), y = day_civil(last);
	int months = (y.year - x.year) * 12 + y.month - x.month + 1;
	int64_t *out = NEW_N(r->arena, int64_t, (size_t)months), *theirs = NEW_N(r->arena, int64_t, (size_t)months);
	size_t n;
	struct dues_houses_below *b = q_dues_houses_below(r->db, r->arena, house, &n);
	measure_month_ends(r->db, r->arena, "member.entitled", house, first, months, out);
	for (size_t i = 0; i < n; i++) {
		measure_month_ends(r->db, r->arena, "member.entitled", b[i].id, first, months, theirs);
		for (int m = 0; m < months; m++)
			out[m] -= theirs[m];
	}
	return out;
}

struct dues_span dues_of_span(struct req *r, int64_t house, day from, day to)
{
	struct dues_span x = {0};
	struct buf b = buf_in(r->arena);
	int run = 0; /* months in a row */
	size_t n = 0, k = 0, i = 0;
	day first = day_month_first(from);
	struct dues_sheets_of *s = house ? q_dues_sheets_of(r->db, r->arena, house, first, to, &n) : NULL;
	int64_t *owed_then = NULL;
	for (day m = first; house && m <= to; m = day_add_months(m, 1), i++) {
		if (k < n && s[k].month == m) {
			x.due += s[k].due;
			x.paid += s[k++].paid;
			end_run(&b, m, &run);
			continue;
		}
		bool over = day_month_last(m) < r->today;
		if (over && !owed_then)
			owed_then = owed_at_ends(r, house, first, to);
		int64_t owed = over ? owed_then[i] : 0;
		if (owed > 0 && !run++)
			buf_printf(&b, "%s%d月", b.n ? "、" : "", day_civil(m).month);
		else if (owed <= 0)
			end_run(&b, m, &run);
		x.unkept += owed;
	}
	end_run(&b, day_add_months(day_month_first(to), 1), &run);
	x.due += x.unkept;
	x.months = buf_text(&b);
	return x;
}

struct opening {
	int64_t house;
	day month;
	const char *note;
	bool opened;
};

static bool open_it(struct req *r, void *context)
{
	struct opening *x = context;
	x->opened = dues_open_for(r, x->house, x->month, x->note);
	return !r->answered;
}

/* One union whose sheet is refused is told of in the log and passed over; the others get theirs. */
static bool opened_for(struct req *r, int64_t house, day month, const char *note)
{
	struct opening x = {house, month, note, false};
	const char *why = attempt(r, open_it, &x);
	if (why)
		log_warn("dues_not_opened unit=%lld", (long long)house);
	return !why && x.opened;
}

/* ---- each month by itself ---- */

/* Once a day through all unions that kept a month of the last year, some at a time; a month nobody owed for breaks nothing off. */
static void carry(struct req *r)
{
	const char *was = q_dues_carried(r->db, r->arena), *blank = strchr(was, ' ');
	day month = day_month_first(r->today);
	int64_t after = blank && strtoll(was, NULL, 10) == r->today ? strtoll(blank + 1, NULL, 10) : 0;
	size_t n;
	if (after == INT64_MAX)
		return;
	struct dues_carry *c = q_dues_carry(r->db, r->arena, day_add_months(month, -12), month, after, CARRIED_AT_ONCE, &n);
	for (size_t i = 0; i < n; i++)
		opened_for(r, c[i].unit, month, "每月自动打开");
	after = n == CARRIED_AT_ONCE ? c[n - 1].unit : INT64_MAX;
	q_dues_carried_set(r->db, arena_printf(r->arena, "%lld %lld", (long long)r->today, (long long)after));
}

/* ---- a federation for all below ---- */

static bool go_on(struct req *r, struct dues_call_row *c, int64_t most)
{
	size_t n;
	const char *path = unit_path(r->db, r->arena, c->unit);
	struct dues_uncalled *u = q_dues_uncalled(r->db, r->arena, path, path_end(r->arena, path), c->month, c->reached, most, &n);
	for (size_t i = 0; i < n; i++) {
		c->opened += opened_for(r, u[i].id, c->month, "由上级统一打开");
		c->reached = u[i].path;
	}
	bool more = (int64_t)n == most;
	q_dues_call_step(r->db, c->id, c->reached, c->opened, !more);
	return more;
}

/* Every call that runs has its part of each round: none waits for one that has thousands of unions. */
static void step_all(struct req *r)
{
	size_t n;
	struct dues_call_row *c = q_dues_calls_running(r->db, r->arena, &n);
	for (size_t i = 0; i < n; i++) {
		int64_t share = CALLED_AT_ONCE / (int64_t)n;
		go_on(r, &c[i], share > LEAST_EACH ? share : LEAST_EACH);
	}
}

int64_t dues_call(struct req *r, int64_t unit, day month, bool *more)
{
	struct dues_call_row c = {.id = id_new(), .unit = unit, .month = month, .reached = ""};
	q_dues_call_add(r->db, c.id, unit, month);
	event_add(r, &(struct event){.unit = unit, .record = "unit", .row_id = unit, .verb = "set", .from_state = UNIT_ACTIVE, .to_state = UNIT_ACTIVE,
				     .note = arena_printf(r->arena, "为下级工会统一打开%s台账", dues_title(r, month))});
	*more = go_on(r, &c, CALLED_AT_ONCE);
	return c.opened;
}

bool dues_call_runs(struct req *r, int64_t unit, day month, int64_t *opened)
{
	struct dues_call_row c = {0};
	bool runs = q_dues_call_one(r->db, r->arena, unit, month, &c);
	*opened = c.opened;
	return runs;
}

void dues_tick(struct req *r)
{
	carry(r);
	step_all(r);
}
