/* Between the files of the module. */
#ifndef LX_UNIONS_INSIDE_H
#define LX_UNIONS_INSIDE_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/committees/committees.h"
#include "modules/meetings/meetings.h"
#include "modules/unions/unions.h"
#include "unions.sql.h"

extern const struct choice union_homes[], union_change_kinds[];

/* What the table of fields cannot say; problems name the inputs. */
void card_check(struct req *r, struct union_card *c);
/* Counts what is filled. */
void card_settle(struct union_card *c);
/* Labels of what is missing on a card. */
const char **card_missing(struct req *r, const struct union_card *c, size_t *n);

const char *card_by_superior(struct req *r, const struct union_card *c);
/* The union above; 0: none. */
int64_t union_superior(struct req *r, int64_t unit);
/* Whom the change was sent to: after a move no longer the union above. Not yet sent: the one above now. */
int64_t change_superior(struct req *r, const struct union_change *c);
/* Is it the asker's own request? Nobody approves what he asked for. */
bool asked_oneself(struct req *r, int64_t asked_by);
bool has_files(struct req *r, const struct record *record, int64_t id);

/* What a kind of change needs and does. */
struct change_rule {
	int64_t kind;
	const char *label, *papers, *source;
	bool target, new_name;
};
extern const struct change_rule change_rules[];
const struct change_rule *change_rule(int64_t kind);
/* Finds the other union by its code; checks what the kind needs. */
void change_check(struct req *r, struct union_change *c);
/* Carries it out in the tree and in the register, in this transaction; false: refused. */
bool change_carry_out(struct req *r, struct union_change *c);
/* More people than one transaction should move: in pieces, see merger.c. */
bool merger_is_large(struct req *r, const struct union_change *c);
bool merger_at_once(struct req *r, const struct union_change *c);
void merger_go(struct req *r, int64_t change);
void mergers_tick(struct req *r);
const char *change_by_superior(struct req *r, const void *row);
const char *change_by_target(struct req *r, const void *row);

struct card_number {
	const char *label, *text;
};

struct card_change {
	int64_t id, state;
	const char *kind, *day, *reason, *who; /* who: the union that changed, where it is another; NULL */
	bool open; /* the asker may read it */
};

struct card_page {
	struct req *r;
	const struct union_card *c;
	const char *here, *superior, *org_name;
	bool editable, deciding, own, may_change, may_files; /* own: it waits for somebody else than who asked */
	struct card_number *numbers;
	size_t n_numbers;
	struct card_number *lines;
	size_t n_lines;
	const char **missing;
	size_t n_missing;
	const struct finding *findings;
	size_t n_findings;
	struct card_change *changes;
	size_t n_changes;
	const struct option *kinds;
	size_t n_kinds;
	const char *doc_no, *on;
	int64_t kind;
};

struct card_form {
	struct req *r;
	const struct form *form;
	const char *title, *help, *action, *back;
	int64_t version, org;
	int64_t deciding; /* the union whose committee's decision may be cited; 0: none */
};

struct unit_several_page {
	const struct unit_row *u;
	const char *text;
	bool unions; /* unions may be entered here */
	bool read; /* from a file, nothing made yet */
};

struct change_page {
	struct req *r;
	const struct union_change *c;
	const struct change_rule *rule;
	const char *here, *card_name, *target_name, *superior, *made_name, *doc_no, *on;
	bool editable, deciding, own, accepting, has_reply, may_target; /* may_target: the asker reads the other union's card */
};

void get_union_cards(struct req *r);
void get_union_new(struct req *r);
void post_union_new(struct req *r);
void get_union(struct req *r);
void get_union_edit(struct req *r);
void post_union_edit(struct req *r);
void post_union_files(struct req *r);
void post_union_found(struct req *r);
void get_union_print(struct req *r);
void get_union_of_unit(struct req *r);
void get_unit_several(struct req *r);
void prepare_unit_several(struct req *r);
void post_unit_several(struct req *r);
void get_change_new(struct req *r);
void post_change_new(struct req *r);
void get_change(struct req *r);
void get_change_edit(struct req *r);
void post_change_edit(struct req *r);
void post_change_files(struct req *r);
void post_change_decide(struct req *r);
void post_change_accept(struct req *r);
void get_change_print(struct req *r);
/* There is one from the request on, unless it was refused. */
bool change_has_reply(const struct union_change *c);

/* Letters of a founding: change_papers.c. */
struct paper;
struct paper *founding_request(struct req *r, const struct union_card *c);
struct paper *founding_reply(struct req *r, const struct union_card *c);

#endif
