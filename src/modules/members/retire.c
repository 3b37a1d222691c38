#include "modules/members/retire.h"

#include "modules/members/members.h"

/* A line of the decision: who is born in `from` or later, works a month longer for every `step` months, at most `most`. */
static const struct table {
	int sex, base; /* base 0: any */
	int age; /* before, in years */
	int from; /* year of birth whose January begins it */
	int step, most; /* months */
} tables[] = {
	{1, 0, 60, 1965, 4, 36},
	{2, RETIRE_55, 55, 1970, 4, 36},
	{2, RETIRE_50, 50, 1975, 2, 60},
};

static day month_first(int months)
{
	return day_of(months / 12, months % 12 + 1, 1);
}

bool retirement_of(day birth, int sex, int base, struct retirement *out)
{
	for (size_t i = 0; birth && i < sizeof(tables) / sizeof(tables[0]); i++) {
		const struct table *t = &tables[i];
		if (t->sex != sex || (t->base && t->base != base))
			continue;
		struct civil c = day_civil(birth);
		int born = c.year * 12 + c.month - 1, since = born - t->from * 12;
		int late = since < 0 ? 0 : since / t->step + 1;
		if (late > t->most)
			late = t->most;
		out->months = t->age * 12 + late;
		out->on = month_first(born + out->months);
		out->earliest = month_first(born + (late > 36 ? out->months - 36 : t->age * 12));
		return true;
	}
	return false;
}
