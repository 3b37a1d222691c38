#include "kernel/measure.h"
#include "modules/plans/plans.h"

static bool names_task(const struct record *r)
{
	for (int i = 0; r && i < r->n_fields; i++)
		if (r->fields[i].kind == KIND_REF && r->fields[i].ref == &task_record)
			return true;
	return false;
}

/* Counts of states know no day of a row, so that only sums and distinct subjects can be told apart by task. */
bool measure_links(const struct app *app, const char *key)
{
	const struct measure *m = *key ? measure_of(app, key) : NULL;
	if (m && m->kind == MEASURE_RATIO)
		return measure_links(app, m->num) && measure_links(app, m->den);
	return m && (m->kind == MEASURE_SUM || m->kind == MEASURE_DISTINCT) && m->on && names_task(m->record);
}
