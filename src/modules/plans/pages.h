/* Handlers of the module's pages, by file. */
#ifndef LX_PLANS_PAGES_H
#define LX_PLANS_PAGES_H

#include "modules/plans/plans.h"

/* plan_page.c: one plan as a document, its steps and what comes next */
void get_plan(struct req *r);
void get_plan_text(struct req *r); /* the whole text, for reading and print */
void get_plan_settings(struct req *r);
void post_plan_settings(struct req *r); /* title, span, steps switched off with a reason */
void get_plan_minutes(struct req *r);
void post_plan_minutes(struct req *r);

/* issue_page.c */
void get_issue(struct req *r);
void post_issue(struct req *r);

/* versions.c */
void get_versions(struct req *r);
void get_version_diff(struct req *r); /* ?from=1&to=2 */

/* align.c */
void get_align(struct req *r);
void post_align_superior(struct req *r);
void post_align(struct req *r); /* one pair: field point, superior, on */

#endif
