/* Between the files of the module. */
#ifndef LX_DUES_INSIDE_H
#define LX_DUES_INSIDE_H

#include "dues.sql.h"
#include "http/html.h"
#include "http/icon.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/dues/dues.h"
#include "modules/members/members.h"
#include "text/money.h"

enum { UNPAID_ROWS = 50, UNPAID_ROUNDS = 8 /* reads of so many rows for a page */ };

struct unpaid_line {
	int64_t id;
	const char *name, *unit, *wage, *amount, *wrong; /* as typed; what is wrong with it */
};

struct sheet_page {
	struct req *r;
	const struct dues_sheet *s;
	const char *here, *union_name, *money, *rate, *rule, *next, *months; /* months: of its year, without a sheet */
	bool names, desk, members; /* names: may see who paid; desk: may enter, and the sheet is open */
	struct unpaid_line *rows;
	size_t n;
	const char *on, *note;
	int64_t way;
};

/* A sheet counted by where its union stood in the month, though it is not among the unions below now; or the other way round. */
struct dues_stray {
	struct dues_at sheet;
	bool counted, reads; /* reads: may open it */
	const char *why; /* of counted: 已撤销, 已划出 */
	struct dues_stray *next;
};
/* Those of a federation and a month. */
struct dues_stray *dues_strays(struct req *r, int64_t top, const char *path, day month);

struct below_line {
	int64_t sheet, state;
	const char *name, *due, *paid, *rate, *money, *months; /* months: of this year, without a sheet */
	bool members; /* somebody ought to pay */
	bool uncounted; /* stood elsewhere in the month */
};

/* Unions below with their sheet of a month. */
struct below_page {
	struct req *r;
	const char *unit, *title, *rate, *money, *before, *later, *next, *all; /* addresses; later, next, all: NULL none */
	int64_t unit_id, unions, sheets, due, paid, opened;
	day month;
	struct below_line *rows;
	size_t n;
	bool call, running, paged;
	const struct dues_stray *strays; /* unless there are many unions */
	struct dues_stray *gone; /* those of them that are counted, not listed */
	size_t left;
	bool many; /* so many unions that not all figures are summed here */
};
extern int dues_summed_at_once; /* lowered by the test */

struct my_dues_page {
	const struct dues_mine *rows;
	size_t n;
	struct arena *a;
	const char *rule, *until;
};

extern const struct choice dues_ways[];

const char *dues_rule(struct req *r, int64_t unit, int64_t *rate);
/* Who ought to pay into the sheets of a union on a day (0: now). */
int64_t dues_due_of(struct req *r, int64_t house, day on);
const char *dues_title(struct req *r, day month);
/* A new sheet by the system, not asked for by who keeps it; false: none, since nobody ought to pay. */
bool dues_open_for(struct req *r, int64_t house, day month, const char *note);
bool dues_month_fits(struct req *r, day month);

/* Is it one who pays into the sheets of this union? NULL: no, and nothing of him is told. */
const struct member *dues_payer(struct req *r, int64_t person, int64_t house);
/* May the payment stand? Problems name the inputs; finds the member whom a workbook names. */
void dues_check(struct req *r, void *row, const void *before);
bool dues_fill(struct req *r, void *row);
bool dues_made(struct req *r, void *row);

/* Does the asker keep the dues of a union? */
bool dues_keeps(struct req *r);

void get_dues(struct req *r);
void get_dues_below(struct req *r);
void post_dues_call(struct req *r);
void dues_tick(struct req *r);
/* Opens the month for unions below; how many so far, and whether some are left for regular work. */
int64_t dues_call(struct req *r, int64_t unit, day month, bool *more);
bool dues_call_runs(struct req *r, int64_t unit, day month, int64_t *opened);
void get_dues_new(struct req *r);
void post_dues_open(struct req *r);
void get_dues_sheet(struct req *r);
void post_dues_pay(struct req *r);
void get_dues_payments(struct req *r);
void get_dues_payment(struct req *r);
void get_my_dues(struct req *r);

#endif
