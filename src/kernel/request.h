/*
 * One request, as handlers see it: read, decide, write, answer.
 *
 * A refusal is a value for the user (refuse, problems in a form); a fault is
 * what must not happen (base/fault.h). A handler that answers nothing is a fault.
 */
#ifndef LX_REQUEST_H
#define LX_REQUEST_H

#include "base/clock.h"
#include "db/db.h"
#include "http/http.h"
#include "record/record.h"

struct app;
struct route;
struct flow;

/* A role held at a unit now. Roles are listed in kernel/rights.h. */
struct grant {
	int role;
	int64_t unit;
	const char *unit_name;
	const char *path; /* of the unit: "/1/7/", see kernel/unit.h */
	const char *title; /* of the post: 工会主席 */
};

/* Who asks. */
struct who {
	int64_t person;
	const char *name;
	int64_t unit; /* home unit */
	const char *unit_name;
	const char *path; /* of the home unit */
	const char *title;
	struct grant *grants;
	size_t n_grants;
	bool must_change; /* the password, before anything else */
	bool second_missing; /* a second factor is required and not given yet */
	const char *session; /* hash of the session token */
};

/* Units, one of which was chosen by at_union=ID in the address or the form; the first without it. */
struct places {
	int64_t *units, chosen;
	size_t n;
};

struct req {
	struct app *app;
	struct exchange *x;
	struct arena *arena; /* ends with the handler; what the answer needs is copied by the functions for answers */
	struct db *db;
	struct buf *out; /* the answer's body */
	instant now; /* read once */
	day today;
	const struct who *who; /* NULL: not signed in (public routes only) */
	const struct route *route;
	int64_t id, sub; /* the numbers in the path, in order; 0 when absent */
	const char *word; /* the {word} in the path */
	void *row; /* the row of route->of with r->id, loaded and allowed by the dispatcher */
	struct problems problems; /* found in the form */
	bool writing; /* inside the writer's transaction */
	bool rerun; /* the writer took it back and runs it anew: what it counts outside the database is counted already */
	bool system; /* 系统 acts: timers */
	bool answered;
	bool (*asked)(struct req *r), offers; /* what a menu entry asked last, and the answer */
	const struct page_view *page; /* between page_begin and page_end */
	const char *csrf; /* for the form's hidden inputs */
	const struct flow *flow; /* whose move is made or offered, for .needs and .done */
	void *prepared; /* what the prepare stage made */
	const char **caught; /* attempt(): a refusal goes here instead of to a page */
	const struct places *places; /* where the asker may do this, when there are several (rights.h); NULL: no choice */
	struct later *later; /* notes to keep even if the request is refused */
	struct taken_back *taken_back;
};

/* ---- input ---- */

const char *form_get(const struct req *r, const char *name); /* "" when absent; trimmed */
const char *query_get(const struct req *r, const char *name); /* "" when absent; trimmed */
int64_t form_int(const struct req *r, const char *name); /* 0 when absent or no number */
int64_t query_int(const struct req *r, const char *name);
bool form_has(const struct req *r, const char *name); /* a ticked box */
/* Reads all F_FORM fields of the record into row; false when r->problems has any. */
bool form_read(struct req *r, const struct record *record, void *row);
bool is_script(const struct req *r); /* asked by htmx: a part of the page will do */

/* ---- answers ---- */

/* A page or message with this status; Chinese text that says what to do. One per request. */
void refuse(struct req *r, int status, const char *format, ...) __attribute__((format(printf, 3, 4)));
/*
 * 422 for one field that a small form lacks or has wrong: the answer asks for it again under `label`, says the text
 * beside it, and hands on everything else that was sent. A form with files gets refuse() instead: files cannot be kept.
 */
void refuse_field(struct req *r, const char *field, const char *label, const char *format, ...) __attribute__((format(printf, 4, 5)));
/*
 * Runs a part of a POST in a savepoint of its own. What it refuses is undone and the text of the
 * refusal returned; NULL: done. For several rows at once, each by itself.
 */
const char *attempt(struct req *r, bool (*run)(struct req *r, void *context), void *context);
void see_other(struct req *r, const char *path); /* 303 after a successful POST */
/* 303 with a short notice shown on the next page ("已保存。"). */
void see_other_saying(struct req *r, const char *path, const char *notice);
/* `path` when it leads inside this site ("/…", no second slash that browsers take for a host), else `otherwise`. */
const char *inside(const char *path, const char *otherwise);
const char *link_to(struct req *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* How this installation is reached from outside, for codes and links on paper: --base-url, else as the browser asked for it. */
const char *base_address(struct req *r);
void answer_status(struct req *r, int status); /* 422 for a form with problems */
void answer_type(struct req *r, const char *type); /* other than HTML */
/* Sends a finished file as a download under this name (Chinese is fine). */
void answer_download(struct req *r, const char *path, bool temporary, const char *type, const char *name);

/*
 * Work that must survive a refusal (failed sign-ins, reveals): run in a
 * transaction of its own after this request's. `context` lives in the arena.
 */
void note(struct req *r, void (*run)(struct db *d, struct arena *a, void *context), void *context);

/*
 * What a POST remembers outside the database is forgotten by `run` when its writes are taken back: before a rerun, and when
 * it or the commit fails; not after DB_LOST, when nobody knows whether the commit was made. From the writer's thread;
 * `context` lives in r->x->arena, since r->arena is gone by then. It allocates, so it may fault: call it before remembering.
 */
void if_taken_back(struct req *r, void (*run)(void *context), void *context);

#endif
