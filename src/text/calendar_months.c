/* Months, quarters and years of the calendar. */
#include "text/calendar.h"

day day_month_first(day d)
{
	struct civil c = day_civil(d);
	return day_of(c.year, c.month, 1);
}

day day_month_last(day d)
{
	struct civil c = day_civil(d);
	return c.month == 12 ? day_of(c.year, 12, 31) : day_of(c.year, c.month + 1, 1) - 1;
}

int day_quarter(day d)
{
	return (day_civil(d).month + 2) / 3;
}

day day_quarter_first(day d)
{
	return day_of(day_civil(d).year, day_quarter(d) * 3 - 2, 1);
}

day day_quarter_last(day d)
{
	return day_month_last(day_of(day_civil(d).year, day_quarter(d) * 3, 1));
}

day day_year_first(int year)
{
	return day_of(year, 1, 1);
}

day day_year_last(int year)
{
	return day_of(year, 12, 31);
}

day day_add_months(day d, int n)
{
	struct civil c = day_civil(d);
	int months = c.year * 12 + c.month - 1 + n;
	day first = day_of(months / 12, months % 12 + 1, 1);
	day same = first + c.day - 1;
	day last = day_month_last(first);
	return same < last ? same : last;
}

struct day_span day_months(int year, int from_month, int to_month)
{
	int end_year = to_month < from_month ? year + 1 : year;
	return (struct day_span){day_of(year, from_month, 1),
				 day_month_last(day_of(end_year, to_month, 1))};
}
