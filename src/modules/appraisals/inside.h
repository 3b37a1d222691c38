/* Between the files of the module. */
#ifndef LX_APPRAISALS_INSIDE_H
#define LX_APPRAISALS_INSIDE_H

#include "appraisals.sql.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/appraisals/appraisals.h"

/* ---- live evidence: live.c ---- */

struct live_source {
	int64_t key; /* ends with 0 */
	const char *label, *help;
};
extern const struct live_source live_sources[];
struct live_value {
	int64_t value;
	const char *text, *href; /* how it came about; where the records are */
};
struct live_value live_read(struct req *r, int64_t key, int64_t unit);
const char *live_label(int64_t key);

/* ---- results: result.c ---- */

struct result {
	struct criterion *criteria;
	size_t n, n_marks, n_levels;
	struct marks_of *marks;
	struct lives_of *lives;
	size_t n_lives;
	struct score_level *levels;
	struct score score;
	int64_t rated, pleased, percent; /* ratings; what they have to reach */
	bool rating_fails; /* asked for and not reached */
	const char *percent_source;
};
struct result result_of(struct req *r, const struct appraisal_entry *e, const struct appraisal *p);
/* Whether this person has marked every item that people mark. */
bool result_marked(const struct result *x, int64_t person);
bool criterion_by_people(const struct criterion *c);

enum { TRUST_READ = 1, TRUST_QUOTED, TRUST_USUAL }; /* of an item's source */
enum { EVENT_KIND_RISK = 4 };

/* ---- sheets ---- */

const char *sheet_incomplete(struct req *r, const struct criteria_sheet *s); /* NULL: can be used */
int64_t sheet_full(const struct criterion *c, size_t n); /* hundredths */

struct sample_item {
	const char *part, *title, *detail;
	int type, weight, live, least; /* weight in points */
	const char *source; /* NULL: none of its own */
	int trust;
};
struct sample_sheet {
	const char *key, *title;
	int64_t kind, subject;
	const char *levels, *source;
	int recheck;
	const struct sample_item *items; /* ends with title NULL */
};
extern const struct sample_sheet sample_sheets[]; /* ends with key NULL */
int64_t sheet_from_sample(struct req *r, int64_t unit, const struct sample_sheet *x);

/* ---- entries ---- */

void entry_assessors(struct req *r, const struct appraisal_entry *e);
const char *entry_recused(struct req *r, const struct appraisal_entry *e);
/* Why what was shown cannot be granted yet; NULL: it can. */
const char *entry_not_granted_yet(struct req *r, const struct appraisal_entry *e);
const char *title_named(struct req *r, const struct criteria_sheet *s, const char *level);
int64_t recheck_months(struct req *r, const struct honour_title *t);
/* What follows from a move that the asker was allowed to make. */
bool appraisal_as_system(struct req *r, const struct flow *f, void *row, const char *verb, const char *text);

/* ---- handlers ---- */

extern const struct list sheet_list, appraisal_list, entry_list, title_list;
void get_sheets(struct req *r);
void get_sheet_new(struct req *r);
void post_sheet_new(struct req *r);
void get_sheet_offers(struct req *r);
void post_sheet_sample(struct req *r);
void post_sheet_term(struct req *r);
void get_sheet(struct req *r);
void get_sheet_edit(struct req *r);
void post_sheet_edit(struct req *r);
void post_criterion(struct req *r);
void post_criterion_change(struct req *r);
void post_criterion_drop(struct req *r);
void post_sheet_revise(struct req *r);
void get_appraisals(struct req *r);
void get_appraisal_new(struct req *r);
void post_appraisal_new(struct req *r);
void get_appraisal(struct req *r);
void get_appraisal_paper(struct req *r);
void get_appraisal_edit(struct req *r);
void post_appraisal_edit(struct req *r);
void post_assessor(struct req *r);
void post_assessor_drop(struct req *r);
void post_appraisal_publish(struct req *r);
void get_entries(struct req *r);
void get_entry_new(struct req *r);
void post_entry_new(struct req *r);
void get_entry(struct req *r);
void post_entry_answers(struct req *r);
void post_entry_files(struct req *r);
void post_entry_verify(struct req *r);
void post_entry_marks(struct req *r);
void get_entry_paper(struct req *r);
/* ---- members' ratings: rating.c ---- */

int64_t rating_least(struct req *r, const struct appraisal *p); /* so many have to rate before any is opened */
bool rating_keyed(struct req *r, int64_t appraisal); /* the passphrase is set */
bool rating_is_open(const struct appraisal *p, const struct appraisal_entry *e);
void prepare_rating_key(struct req *r);
void post_rating_key(struct req *r);
void prepare_unseal_ratings(struct req *r);
void post_unseal_ratings(struct req *r);
void get_rating(struct req *r);
void prepare_rating(struct req *r);
void post_rating(struct req *r);
void get_ratings(struct req *r);
/* ---- votes of an audience: audience.c ---- */

struct audience_line {
	int64_t id, votes; /* votes below 0: too few have voted to tell */
	const char *name, *unit, *points;
	bool ticked;
};
/* What may be chosen, or how it came out: by votes once they are counted. */
struct audience_line *audience_lines(struct req *r, const struct appraisal *p, size_t *n);
/* The item of a sheet that an audience decides; its id, 0: none. *weight in points. */
int64_t audience_item(struct req *r, int64_t sheet, int64_t *weight);
const char *audience_may_count(struct req *r, const void *row);
bool audience_count(struct req *r, void *row, const void *before);
const char *audience_may_void(struct req *r, const void *row);
bool audience_void(struct req *r, void *row, const void *before);
void audience_qr(struct buf *o, const char *url);
void get_audience(struct req *r);
void post_audience(struct req *r);
void post_audience_open(struct req *r);
void get_titles(struct req *r);
void get_title_new(struct req *r);
void post_title_new(struct req *r);
void get_title(struct req *r);
void titles_count_older(struct db *d);
void appraisals_heard(struct req *r, const struct record *record, const void *before, const void *row);

#endif
