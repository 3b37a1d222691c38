/* What the files of the module share. */
#ifndef LX_VISITS_INSIDE_H
#define LX_VISITS_INSIDE_H

#include "kernel/form.h"
#include "kernel/list.h"
#include "kernel/rights.h"
#include "modules/visits/visits.h"

extern const struct list visit_list, promise_list;

/* The money of a visit, held against the rules; problems, and its mark. */
void visit_judge_cost(struct req *r, struct visit *v);
int64_t visit_unit(struct req *r); /* the union for which the asker goes out */
/* records.c: what the lists ask for */
struct option *visit_owners(struct req *r, const struct field *f, size_t *n);

/* phone.c */
void get_my_visits(struct req *r);
void get_visit_new(struct req *r);
void post_visit_new(struct req *r);
/* pages.c */
void get_visits(struct req *r);
void get_visit(struct req *r);
void get_visit_edit(struct req *r);
void post_visit_edit(struct req *r);
void post_visit_files(struct req *r);
void post_visit_problem(struct req *r);
void post_visit_promise(struct req *r);
void post_problem_raise(struct req *r);
void get_promises(struct req *r);
void get_promise(struct req *r);
void get_promise_edit(struct req *r);
void post_promise_edit(struct req *r);

/* phone.c: a line of the form; false when it is empty or wrong (then with problems) */
bool promise_read(struct req *r, struct visit_promise *p, int line);
bool promise_owner_fits(struct req *r, const struct visit_promise *p, const char *field);
/* The row of the visit counts them: the caller writes it. */
bool visit_add_problem(struct req *r, const struct visit *v, const char *text);
bool visit_add_promise(struct req *r, const struct visit *v, struct visit_promise *p);

#endif
