/* What waits at a unit, of every kind of matter, from one index. */
#include <stdlib.h>
#include <string.h>

#include "engines/matter_inside.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "matter.sql.h"

enum { PLACES = 32 };

static const char *what_of(const struct flow *f, int64_t stage)
{
	const struct matters *of = matters_of(f);
	static const char *const what[] = {[MATTER_RECEIVED] = "受理", [MATTER_SORTED] = "分派", [MATTER_SENT] = "签收", [MATTER_WORKING] = "办理",
		[MATTER_PAUSED] = "恢复计时", [MATTER_SIGNING] = "签发", [MATTER_CHECK] = "质检办结", [MATTER_KEPT] = "跟踪落实"};
	if (stage == MATTER_RECEIVED && of->sorting)
		return of->sorting;
	if (stage == MATTER_SORTED && of->sending)
		return of->sending;
	if (stage == MATTER_CHECK && of->ending)
		return of->ending;
	return stage >= 0 && stage < (int64_t)(sizeof(what) / sizeof(what[0])) && what[stage] ? what[stage] : "办理";
}

int64_t *matters_places(struct req *r, size_t *n)
{
	unsigned roles = STAFF | BIT(ROLE_HANDLER);
	int64_t *out = NEW_N(r->arena, int64_t, PLACES);
	*n = 0;
	for (size_t i = 0; r->who && i < r->who->n_grants && *n < PLACES; i++) {
		bool known = !(BIT(r->who->grants[i].role) & roles);
		for (size_t k = 0; k < *n; k++)
			known |= out[k] == r->who->grants[i].unit;
		if (!known)
			out[(*n)++] = r->who->grants[i].unit;
	}
	return out;
}

/* Some kinds are open to their parties only, though they wait at a whole unit. */
static bool readable(struct req *r, const struct flow *f, const struct matter_index_of_place *x)
{
	const char *right = right_name(r, f, "read");
	if (may(r, right, x->unit))
		return true;
	const void *row = record_load(r->db, r->arena, f->record, x->row_id);
	return row && may_row(r, right, f->record, row);
}

struct matter_row *matters_inbox(struct req *r, int64_t place, day due, int64_t id, int64_t most, size_t *n)
{
	size_t found;
	struct matter_index_of_place *x = q_matter_index_of_place(r->db, r->arena, place, due, id, most, &found);
	struct matter_row *out = NEW_N(r->arena, struct matter_row, found);
	const char *unit = "";
	*n = 0;
	for (size_t i = 0; i < found; i++) {
		const struct flow *f = flow_of(r->app, x[i].record);
		const struct choice *c = f ? choice_of(record_field(f->record, "state")->choices, x[i].stage) : NULL;
		if (!f)
			continue;
		if (!i || x[i].unit != x[i - 1].unit || !*unit) /* mostly of one union: its name is read once */
			unit = unit_name(r->db, r->arena, x[i].unit);
		out[(*n)++] = (struct matter_row){
			.id = x[i].row_id, .record = x[i].record, .label = f->record->label, .number = x[i].number, .title = x[i].title,
			.href = readable(r, f, &x[i]) ? flow_home(r->arena, f, x[i].row_id) : NULL, .what = what_of(f, x[i].stage), .unit_name = unit,
			.state_label = c ? c->label : "", .tone = c && c->tone ? c->tone : "mute", .due = x[i].due == 99999 ? 0 : x[i].due};
	}
	return out;
}

static int by_due(const void *a, const void *b)
{
	const struct matter_row *x = a, *y = b;
	day p = x->due ? x->due : 99999, q = y->due ? y->due : 99999;
	return (p > q) - (p < q);
}

struct matter_row *matters_waiting(struct req *r, int64_t most, size_t *n)
{
	size_t places, found;
	int64_t *place = matters_places(r, &places);
	struct matter_row *all = NEW_N(r->arena, struct matter_row, places * (size_t)most);
	*n = 0;
	for (size_t i = 0; i < places; i++) {
		struct matter_row *x = matters_inbox(r, place[i], 0, 0, most, &found);
		for (size_t k = 0; k < found; k++)
			if (x[k].href)
				all[(*n)++] = x[k];
	}
	if (*n)
		qsort(all, *n, sizeof(*all), by_due);
	if (*n > (size_t)most)
		*n = (size_t)most;
	return all;
}
