/* Between the files of the module. */
#ifndef LX_FAMILIES_INSIDE_H
#define LX_FAMILIES_INSIDE_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/families/families.h"

/* As typed, beside the fields of the record. */
struct family_typed {
	const char *idno, *income, *note;
	int64_t health;
};

/* One member as a page shows it. */
struct family_line {
	const struct family_member *m;
	const char *relation, *born, *idno, *health, *income, *note, *masked;
	int64_t elsewhere; /* other households with this number */
	struct form form;
	struct family_typed typed;
};

struct family_page {
	struct req *r;
	int64_t person, size;
	const char *name, *here, *reason;
	struct family_line *lines;
	size_t n;
	bool opened, care, may_edit;
	int64_t wrong; /* the row whose form came back with problems; 0: the new one */
	struct form form; /* of a new one */
	struct family_typed typed;
};

struct family_seen_line {
	const char *when, *who, *what;
};

struct family_phone {
	struct req *r;
	struct family_line *lines;
	size_t n;
	struct family_seen_line *seen;
	size_t n_seen;
	int64_t size;
};

struct family_form {
	struct req *r;
	const struct family_member *m; /* NULL: a new one */
	struct form form;
	struct family_typed typed;
	const char *action, *idno_mask;
};

/* Reads the form into the row; false when r->problems has any. `care`: health and income are among it. */
bool family_read(struct req *r, struct family_member *m, bool care);
struct family_typed family_typed_of(struct req *r, const struct family_member *m, bool back);
struct family_line *family_lines(struct req *r, int64_t person, bool care, size_t *n);
/* Writes a new or changed row, with what follows for the other rows: one head. */
bool family_write(struct req *r, struct family_member *m, const char *note);
/* Empties the row and what events hold of it. */
bool family_erase(struct req *r, struct family_member *m, const char *note);

void get_family(struct req *r);
void post_family_open(struct req *r);
void post_family_new(struct req *r);
void post_family_edit(struct req *r);
void post_family_remove(struct req *r);
void get_my_family(struct req *r);
void get_my_family_new(struct req *r);
void post_my_family_new(struct req *r);
void get_my_family_one(struct req *r);
void post_my_family_one(struct req *r);
void post_my_family_remove(struct req *r);

#endif
