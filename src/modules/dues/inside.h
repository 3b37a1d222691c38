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
	const char *here, *union_name, *money, *rate, *rule, *next;
	bool names, desk, members; /* names: may see who paid; desk: may enter, and the sheet is open */
	struct unpaid_line *rows;
	size_t n;
	const char *on, *note;
	int64_t way;
};

struct my_dues_page {
	const struct dues_mine *rows;
	size_t n;
	struct arena *a;
	const char *rule, *until;
};

extern const struct choice dues_ways[];

const char *dues_rule(struct req *r, int64_t unit, int64_t *rate);
/* Is it one who pays into the sheets of this union? NULL: no, and nothing of him is told. */
const struct member *dues_payer(struct req *r, int64_t person, int64_t house);
/* May the payment stand? Problems name the inputs; finds the member whom a workbook names. */
void dues_check(struct req *r, void *row, const void *before);
bool dues_fill(struct req *r, void *row);
bool dues_made(struct req *r, void *row);

/* Does the asker keep the dues of a union? */
bool dues_keeps(struct req *r);

void get_dues(struct req *r);
void get_dues_new(struct req *r);
void post_dues_open(struct req *r);
void get_dues_sheet(struct req *r);
void post_dues_pay(struct req *r);
void get_dues_payments(struct req *r);
void get_dues_payment(struct req *r);
void get_my_dues(struct req *r);

#endif
