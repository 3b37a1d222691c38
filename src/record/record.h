/*
 * Records: an ordinary C struct and a table of its fields.
 *
 * The table yields SQL, forms, checks, lists, JSON, differences. A field does
 * only what its `.use` flags grant: without a flag it exists in SQL alone, so a
 * secret cannot leak through a list, a form, an export or a history.
 * Every record struct begins with HEAD; its states are changed by
 * kernel/flow.h only.
 */
#ifndef LX_RECORD_H
#define LX_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/str.h"
#include "db/db.h"

/* What every record has. `unit` is the union that owns the row; rights hang on it. */
#define HEAD                                                                                       \
	int64_t id;                                                                                \
	int64_t unit;                                                                              \
	int64_t version; /* counts changes; a form carries it, so that two editors meet */         \
	int64_t state;                                                                             \
	int64_t created_by; /* person, 0: the system */                                            \
	instant created_at

struct head {
	HEAD;
};

enum kind {
	KIND_ID, /* int64_t, key */
	KIND_INT, /* int64_t */
	KIND_TEXT, /* const char *, one line */
	KIND_LONG, /* const char *, several lines */
	KIND_DAY, /* day */
	KIND_INSTANT, /* instant */
	KIND_MONEY, /* int64_t, fen */
	KIND_CHOICE, /* int64_t, one of .choices */
	KIND_STATE, /* int64_t, one of .choices, moved by the flow */
	KIND_FLAG, /* bool */
	KIND_REF, /* int64_t, id of a row of .ref; 0: none */
	KIND_COUNT
};

enum {
	F_LIST = 1, /* a column of lists and exports */
	F_FORM = 2, /* an input of the derived form; its changes show in the history */
	F_NEED = 4, /* must be filled */
	F_FIND = 8, /* goes into the search index */
	F_JSON = 16, /* in the machine interface */
	F_SORT = 32, /* lists may be sorted by it; an index exists */
	F_FILTER = 64, /* lists may be filtered by it; an index exists */
	F_HISTORY = 128, /* changes show in the history though no form has it */
	F_SPARSE = 512, /* with F_FILTER: few rows have a value, so the index leaves those with 0 out; who asks by it says "and FIELD <> 0" too */
	F_ASIDE = 1024, /* with F_FILTER: an address narrows a list by it, as measures do; it has an input only while it is asked for */
	F_PERSONAL = 256 /* tells about a person: its changes stay erasable, outside the chain of events */
};

struct choice {
	int64_t value;
	const char *label;
	const char *tone; /* of a state: mute info warn bad ok gold; NULL: mute */
};

struct app; /* kernel/app.h; here only handed through */

struct field {
	const char *name; /* column; fixed for ever */
	const char *label;
	enum kind kind;
	unsigned use;
	size_t at; /* offset in the struct */
	int max; /* characters of a text; 0: 200 for TEXT, 20000 for LONG */
	int64_t least, most; /* of a number; both 0: any not negative */
	const struct choice *choices; /* ends with label NULL */
	const struct record *ref;
	const char *hint; /* under the input */
	/* Of a text that holds a key of the program: what people read instead; NULL for a key that nobody knows any more. */
	const char *(*said)(const struct app *app, const char *key);
};

struct record {
	const char *name; /* table and address: "activity" */
	const char *label; /* 工会活动 */
	const struct field *fields;
	int n_fields;
	size_t size; /* of the struct */
	const char *title; /* the column that names a row */
	const char *indexes; /* further SQL after the table, NULL: none */
};

#define FIELD_(k, T, m, ctype, ...)                                                                \
	{                                                                                          \
		.name = #m, .kind = (k),                                                           \
		.at = offsetof(T, m) + 0 * _Generic(((T *)0)->m, ctype: 0), __VA_ARGS__            \
	}
#define INT(T, m, ...) FIELD_(KIND_INT, T, m, int64_t, __VA_ARGS__)
#define TEXT(T, m, ...) FIELD_(KIND_TEXT, T, m, const char *, __VA_ARGS__)
#define LONG(T, m, ...) FIELD_(KIND_LONG, T, m, const char *, __VA_ARGS__)
#define DAY(T, m, ...) FIELD_(KIND_DAY, T, m, day, __VA_ARGS__)
#define INSTANT(T, m, ...) FIELD_(KIND_INSTANT, T, m, instant, __VA_ARGS__)
#define MONEY(T, m, ...) FIELD_(KIND_MONEY, T, m, int64_t, __VA_ARGS__)
#define CHOICE(T, m, c, ...) FIELD_(KIND_CHOICE, T, m, int64_t, .choices = (c), __VA_ARGS__)
#define FLAG(T, m, ...) FIELD_(KIND_FLAG, T, m, bool, __VA_ARGS__)
#define REF(T, m, r, ...) FIELD_(KIND_REF, T, m, int64_t, .ref = (r), __VA_ARGS__)
/* The first rows of every field table; `states` is the record's table of states. */
#define HEAD_FIELDS(T, states)                                                                     \
	FIELD_(KIND_ID, T, id, int64_t, .label = "编号"),                                          \
	FIELD_(KIND_REF, T, unit, int64_t, .label = "所属工会"),                                   \
	FIELD_(KIND_INT, T, version, int64_t, .label = "版本"),                                    \
	FIELD_(KIND_STATE, T, state, int64_t, .label = "状态", .choices = (states),                \
	       .use = F_LIST | F_JSON | F_FILTER),                                                 \
	FIELD_(KIND_INT, T, created_by, int64_t, .label = "登记人"),                               \
	FIELD_(KIND_INSTANT, T, created_at, instant, .label = "登记时间")
#define RECORD(table, text, T, list, titled, ...)                                                  \
	{                                                                                          \
		.name = (table), .label = (text), .fields = (list),                                \
		.n_fields = (int)(sizeof(list) / sizeof((list)[0])), .size = sizeof(T),            \
		.title = (titled), __VA_ARGS__                                                     \
	}

/* ---- values ---- */

const struct field *record_field(const struct record *r, const char *name); /* NULL: none */
int64_t field_int(const struct field *f, const void *row); /* numbers of every kind */
const char *field_text(const struct field *f, const void *row); /* texts; "" for others */
void field_set_int(const struct field *f, void *row, int64_t value);
void field_set_text(const struct field *f, void *row, const char *value);
bool field_same(const struct field *f, const void *a, const void *b);
const struct choice *choice_of(const struct choice *c, int64_t value); /* NULL: none */
const char *choice_label(const struct choice *c, int64_t value); /* "" when unknown */

/* As a person reads it; the name of a referenced row is read from `d` (NULL: its number). */
const char *field_show(struct arena *a, struct db *d, const struct field *f, const void *row);
/* As an input wants it: 2024-06-05, 123.45, the number of a choice. */
const char *field_input(struct arena *a, const struct field *f, const void *row);

/* ---- database ---- */

void record_ddl(const struct record *r, struct buf *out); /* create table and its indexes */
void *record_new(struct arena *a, const struct record *r); /* numbers 0, texts "" */
void *record_copy(struct arena *a, const struct record *r, const void *row); /* with its texts */
/* The row with this id into the arena; NULL when there is none. */
void *record_load(struct db *d, struct arena *a, const struct record *r, int64_t id);
/*
 * Several rows at once, at most 1000: rows[i] belongs to ids[i], NULL when there is none. Read
 * are the head, the title and fields with one of the `use` flags.
 */
void record_load_some(struct db *d, struct arena *a, const struct record *r, const int64_t *ids, size_t n,
		      unsigned use, void **rows);
/* The titles of rows, at most 1000, "" where there is none. */
void record_titles(struct db *d, struct arena *a, const struct record *r, const int64_t *ids, size_t n,
		   const char **titles);
/* The title of a row, "" when there is none. */
const char *record_title(struct db *d, struct arena *a, const struct record *r, int64_t id);
/* For kernel/flow.c and imports; elsewhere changes go through a flow. */
void record_insert(struct db *d, struct arena *a, const struct record *r, const void *row);
/* False: a row with the same unique value is there already, and nothing was written. */
bool record_insert_unique(struct db *d, struct arena *a, const struct record *r, const void *row);
/*
 * Several rows, those left out that record_insert_unique would not write; how many were written. Texts stay where they are.
 * `ahead`: sent by db_run_ahead; then a row that is in the way is a conflict of the transaction.
 */
int64_t record_insert_some(struct db *d, struct arena *a, const struct record *r, const void *const *rows, size_t n, bool ahead);
/* False when the version in the database is not row's; otherwise writes and counts it up in row. */
bool record_update(struct db *d, struct arena *a, const struct record *r, void *row);

/* ---- checking ---- */

struct problem {
	const char *field; /* name of the input, for the link from the summary */
	const char *text; /* how to mend it */
	struct problem *next;
};

struct problems {
	struct arena *arena;
	struct problem *first, *last;
	int n;
};

void problem_add(struct problems *p, const char *field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
const char *problem_of(const struct problems *p, const char *field); /* NULL: fine */

/*
 * Reads one typed value into the row. False adds a problem that names the field
 * and says how to mend it; what was typed stays in the request.
 */
bool field_read(struct problems *p, const struct field *f, const char *typed, void *row);

/* The changes from `before` (NULL: all filled fields) to `after`, as lines "标签：旧 → 新". */
const char *record_diff(struct arena *a, struct db *d, const struct record *r, const void *before,
			const void *after);
/* The same of the F_PERSONAL fields only, which record_diff leaves out. */
const char *record_diff_personal(struct arena *a, struct db *d, const struct record *r, const void *before,
				 const void *after);
/* Lines of such changes as people read them: words for the keys that some texts hold (`said`). */
const char *record_said(struct arena *a, const struct app *app, const struct record *r, const char *changes);
/* One or the other, with values as `show` writes them. */
typedef const char *field_shower(struct arena *a, struct db *d, const struct field *f, const void *row);
const char *record_diff_as(struct arena *a, struct db *d, const struct record *r, const void *before,
			   const void *after, bool personal, field_shower *show);

#endif
