/* What the templates of appraisals are given. */
#ifndef LX_APPRAISALS_VIEW_H
#define LX_APPRAISALS_VIEW_H

#include "kernel/files.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "modules/appraisals/inside.h"
#include "modules/units/units.h"

/* What is wrong with the input PREFIX+ID; NULL: nothing. */
static inline const char *problem_at(struct req *r, const char *prefix, int64_t id)
{
	return r->problems.n ? problem_of(&r->problems, arena_printf(r->arena, "%s%lld", prefix, (long long)id)) : NULL;
}

struct sheet_line {
	const struct criterion *c;
	const char *type, *weight, *source;
};

struct sheet_page {
	struct req *r;
	const struct criteria_sheet *s;
	const char *here, *unit, *full, *missing, *plan_href;
	struct sheet_line *lines;
	size_t n;
	const char *levels;
	const struct criterion *open; /* the one that is changed; NULL: a new one */
	const struct live_source *live;
	size_t n_live;
	bool editable, may_revise;
};

struct offer_line {
	int64_t term, sheet;
	const char *name, *members, *plan;
};

struct offers_page {
	struct req *r;
	const char *unit;
	int64_t unit_id;
	const struct sample_sheet *samples;
	size_t n_samples, n;
	struct offer_line *terms;
};

struct form_page {
	struct req *r;
	const char *title, *help, *action, *back;
	int64_t version, unit;
	const struct form *form;
	struct option *subjects; /* of an entry */
	size_t n_subjects;
	const char *subject_label;
	int64_t picked;
};

struct campaign_entry {
	int64_t id, state;
	const char *name, *unit, *share, *level, *full, *total;
	bool mine, ready, ticked; /* ready: may be shown in a notice */
};

struct campaign_page {
	struct req *r;
	const struct appraisal *p;
	const char *here, *unit, *sheet, *window, *subject;
	struct campaign_entry *entries;
	size_t n_entries, n_ready;
	int64_t total;
	bool paged; /* not the first page */
	const char *next; /* NULL: the last page */
	struct assessors_of *panel;
	size_t n_panel;
	struct seat_pick {
		int64_t id;
		const char *name, *unit;
	} *hits;
	size_t n_hits;
	bool hits_unread; /* not all who have the name were looked at */
	const char *q;
	bool may_run, may_enter, panel_open, rating_desk, keyed, ranked; /* ranked: there is one to rank */
	int64_t least; /* ratings, before any is opened */
	/* votes of an audience */
	int64_t audience_item, audience_points, voted;
	const char *audience_url, *count_not_yet; /* count_not_yet: why it cannot be counted; NULL: it can */
	bool may_vote;
	struct audience_line *lines;
	size_t n_lines;
	const char *days_rule; /* how long a notice runs at least, with its source */
};

/* One criterion of an entry: what is claimed, found, marked, and what it comes to. */
struct entry_item {
	const struct criterion *c;
	const char *type, *weight, *claim, *text, *live, *href, *value, *how;
	int64_t claimed;
	const char *claim_typed, *text_typed, *mark_typed, *note_typed;
	const char *part_sum, *part_full; /* with the last of a part that has several; NULL: none */
	bool people, first; /* first of its part */
	int64_t mark;
};

struct entry_page {
	struct req *r;
	const struct appraisal_entry *e;
	const struct appraisal *p;
	const char *here, *unit, *organiser, *sheet, *total, *full, *share, *verifier, *rating, *rating_source, *levels, *submitted, *verdict;
	struct entry_item *items;
	size_t n;
	const char *not_yet; /* why it cannot be granted yet; NULL: it can */
	bool may_grant;
	bool editable, may_verify, may_mark, verify_marks, shown, rating_open, rating_fails;
	const struct notice *notice;
};

struct rating_page {
	struct req *r;
	const struct appraisal_entry *e;
	const char *campaign, *unit, *here;
	bool done, open, stranger; /* stranger: no member who counts */
	int64_t least;
};

struct audience_page {
	struct req *r;
	const struct appraisal *p;
	const char *unit, *here, *until;
	struct audience_line *lines;
	size_t n;
	int64_t voted;
	bool open, done;
};

struct rating_line {
	int64_t id;
	const char *name, *campaign;
	bool done;
};

struct title_page {
	struct req *r;
	const struct honour_title *t;
	const char *here, *unit, *kind, *subject, *since, *recheck, *ended, *event_rule;
	bool late, may_report, may_keep;
};

#endif
