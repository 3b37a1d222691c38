#ifndef LX_APPEALS_PHONE_VIEW_H
#define LX_APPEALS_PHONE_VIEW_H

#include "kernel/page.h"
#include "modules/appeals/office_view.h"

struct answer_hit {
	const char *question, *text; /* text: its beginning */
	int64_t id;
	const char *whole; /* all of it, for who may not open its page; NULL: not read */
};

struct union_option {
	int64_t id;
	const char *name;
};

struct ask_view {
	struct req *r;
	const char *action, *unit_name, *place, *content, *phone, *asked, *code, *pin;
	bool anonymous, despair, searched; /* despair: in what was typed; searched: for public answers */
	struct form form;
	const struct choice *kinds;
	int64_t unit, days, kind;
	int mode;
	struct answer_hit *answers;
	size_t n_answers;
	struct union_option *unions; /* anonymous, when the address names none */
	size_t n_unions;
	bool by_name; /* there are too many to list: his is typed */
	const char *union_typed;
};

struct done_view {
	struct req *r;
	const char *number, *code, *pin, *unit, *due, *track;
	bool despair, anonymous;
};

struct mine_line {
	const char *title, *href, *state, *tone, *note;
};

struct track_view {
	struct req *r;
	const struct appeal *a;
	const struct matter *m;
	const struct choice *states;
	const char *kind, *lead, *submitted, *left, *due, *next, *step, *back, *code, *pin;
	struct petition_view petition;
	int percent;
	struct rerate rerate;
	bool fresh, timed, despair, typed_despair, may_rate, may_rerate, may_say, may_withdraw, may_urge, answered, author;
	const char *typed_rate, *typed_say, *typed_why, *typed_ask; /* into a step that was refused */
};

void show_ask(struct req *r, const char *action, bool anonymous);
void show_done(struct req *r, const struct appeal *a, const char *code, const char *pin);
void track_page(struct req *r, const struct appeal *a, struct track_view *v);
int64_t anon_unit(struct req *r); /* the union that the address or the form names; 0: none */
void fill_receipt(struct req *r, struct ask_view *v);
void fill_similar(struct req *r, struct ask_view *v);
struct answer_hit *answers_of_union(struct req *r, int64_t unit, const char *text, size_t *n); /* to nobody known: of this union and those above it */
struct answer_hit *answers_found(struct req *r, const char *text, size_t *n);
void petition_part(struct buf *o, const struct petition_view *v);
void kinds_picks(struct buf *o, const struct ask_view *v);

#endif
