/* Between the files of the module. */
#ifndef LX_EMPLOYERS_INSIDE_H
#define LX_EMPLOYERS_INSIDE_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/committees/committees.h"
#include "modules/employers/employers.h"
#include "modules/unions/unions.h"

struct employer_row {
	const char *label, *value;
};

struct employer_page {
	struct req *r;
	const struct employer *e;
	const char *here, *unit, *card, *finding, *how, *source;
	bool editable, may_due, soft;
	struct employer_row *rows;
	size_t n;
	const struct finding *findings; /* of its union */
	size_t n_findings;
};

struct area_line {
	const char *area, *all, *due; /* addresses of the records */
	int64_t n, covered, missing, staff, percent;
};

struct coverage_page {
	struct area_line *rows;
	size_t n;
	struct area_line total;
	int64_t least;
	const char *source;
};

/* Checks a row and settles what follows from it; of the derived pages and of imports. */
bool employer_fits(struct req *r, void *row);
void employer_check(struct req *r, void *row, const void *before);
void employer_heard(struct req *r, const struct record *record, const void *before, const void *row);

void get_employer(struct req *r);
void post_employer_due(struct req *r);
void get_coverage(struct req *r);

#endif
