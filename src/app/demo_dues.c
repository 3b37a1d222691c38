/* Sample dues of the plant: nine months that are closed and this one, in which some have not paid yet. */
#include "app/demo_year.h"
#include "modules/dues/dues.h"
#include "modules/members/members.h"
#include "text/calendar.h"

enum { PLANT = 10, CADRE = 1004, MONTHS = 9, ROLL = 60, EVERY = 6 /* of so many one is late */ };

/* Half a per cent of an invented wage; 0: he pays elsewhere. */
static int64_t pay(struct year *y, struct dues_sheet *s, const struct entitled *e, size_t i)
{
	struct req *r = year_as(y, CADRE);
	struct dues *d = record_new(r->arena, &dues_record);
	d->person = e->person;
	d->month = s->month;
	d->amount = dues_of_wage(400000 + (int64_t)(i % 9) * 35000, 50);
	d->way = 3;
	d->paid_on = y->now;
	if (dues_house(r, e->unit) != PLANT)
		return 0;
	year_must(r, dues_pay(r, s, d), "a payment of dues");
	return d->amount;
}

void demo_dues(struct year *y)
{
	size_t n;
	struct entitled *e = members_roll(y->db, y->arena, PLANT, 0, ROLL, &n);
	for (int back = MONTHS; back >= 0; back--) {
		struct req *r = year_as(y, CADRE);
		struct dues_sheet *s = dues_open(r, PLANT, day_add_months(day_month_first(y->now), -back));
		year_must(r, s != NULL, "a sheet of dues");
		int64_t people = 0, money = 0;
		for (size_t i = 0; i < n; i++) {
			int64_t amount = back || i % EVERY != EVERY - 1 ? pay(y, s, &e[i], i) : 0;
			people += amount > 0;
			money += amount;
		}
		r = year_as(y, CADRE);
		year_must(r, dues_book(r, s->id, people, money), "the sums of a month");
		r = year_as(y, CADRE);
		if (back)
			year_must(r, flow_move(r, &dues_sheet_flow, s->id, 0, "close", "", NULL), "the end of a month");
	}
}
