/*
 * Dues (会费): what each member has paid for each month.
 *
 * A sheet (dues_sheet) is one month of one union: how many ought to pay, frozen when it was opened, and what came in. A
 * payment (dues) is one member and one month. Who ought to pay are the members in good standing of the union and its
 * branches, not those of unions below that have a card of their own. Wages are asked for to compute and never kept.
 * Where a month has a sheet the next one is opened by itself; a federation opens one for all unions below (months.c).
 * A register of funds takes over by reading these two tables; nothing here knows of accounts.
 */
#ifndef LX_DUES_H
#define LX_DUES_H

#include "kernel/flow.h"
#include "kernel/list.h"

enum { SHEET_OPEN = 1, SHEET_CLOSED };
enum { DUES_PAID = 1, DUES_VOID };

struct dues_sheet {
	HEAD;
	const char *title; /* 2024年3月会费 */
	day month; /* its first day */
	int64_t due, paid, money; /* people, people, fen */
};

struct dues {
	HEAD;
	const char *title; /* 2024年3月会费 */
	int64_t sheet, person;
	const char *who; /* how a workbook names the member; emptied when he is found */
	day month;
	day before; /* until when he had paid when this was booked */
	int64_t amount; /* fen */
	day paid_on;
	int64_t way;
	const char *note;
};

extern const struct record dues_sheet_record, dues_record;
extern const struct flow dues_sheet_flow, dues_flow;
extern const struct list dues_sheet_list, dues_list;

/* The union that collects for a unit: the nearest one that stands by itself, never a federation. 0: none. */
int64_t dues_house(struct req *r, int64_t unit);
/* Half a per cent of the wage without what is below ten yuan; both in fen. */
int64_t dues_of_wage(int64_t wage, int64_t rate);
/*
 * What a union's sheets of a span of days add up to, people times months. A month that is over, in which the union had
 * members and for which nobody opened a sheet, counts as owed: `due` holds it, `unkept` says how much of it that is.
 */
struct dues_span {
	int64_t due, paid, unkept;
	const char *months; /* without a sheet: "1月、2月"; "" none */
};
struct dues_span dues_of_span(struct req *r, int64_t house, day from, day to);
/* The sheet of a month, opened when there is none; NULL: refused, or r->problems says why not. */
struct dues_sheet *dues_open(struct req *r, int64_t house, day month);
/* One payment into an open sheet, not booked there yet. False: refused, or r->problems says why not. */
bool dues_pay(struct req *r, struct dues_sheet *s, struct dues *d);
/* What was paid together goes into the sums of its sheet: one step, which tells nobody's amount. People, fen. */
bool dues_book(struct req *r, int64_t sheet, int64_t people, int64_t money);

#endif
