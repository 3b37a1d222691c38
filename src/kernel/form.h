/*
 * Forms from a record's field table: labels, hints, kept input, problems beside
 * the field. Templates place single fields with {{call form_field(&form, "title")}}
 * or all of them with {{call form_fields(&form)}}.
 */
#ifndef LX_FORM_H
#define LX_FORM_H

#include "kernel/request.h"

struct option {
	int64_t value;
	const char *label;
};

struct form {
	struct req *r;
	const struct record *record;
	const void *row; /* what the database has; typed input wins when the form came back */
	/* Options of a REF field; NULL entries: the field shows as a number. */
	struct option *(*options)(struct req *r, const struct field *f, size_t *n);
};

void form_field(struct buf *o, const struct form *f, const char *name);
void form_fields(struct buf *o, const struct form *f); /* every F_FORM field in table order */
/* One input by hand, with the same looks: kind is a field's. */
void form_input(struct buf *o, const struct form *f, const struct field *field);
/* People and units as options, those that the asker's unit sees; common for REF fields. */
struct option *options_people(struct req *r, int64_t unit, size_t *n); /* of a unit and below, at most 500 */
/* Who may be made responsible for work: the same without the three administrators, who see no business. */
struct option *options_owners(struct req *r, int64_t unit, size_t *n);
struct option *options_units(struct req *r, int64_t unit, size_t *n); /* the unit and below, at most 500 */
/*
 * For conditions on every page: the unit and below while they are few, else it and the first right
 * below it; and `chosen` too, when it lies below (0: none).
 */
enum { OPTIONS_NEAR = 100 };
struct option *options_units_near(struct req *r, int64_t unit, int64_t chosen, size_t *n);
/*
 * For a form where one unit must be chosen: all while they are at most 500, else the same few, with *few set, for which
 * the form says OPTIONS_FEW: elsewhere in a tree so large one comes from the unit's own page, which names it.
 */
#define OPTIONS_FEW "单位很多，这里只列直属下级。要选更下面的单位，请打开那个单位的人员页，从那里登记。"
struct option *options_units_or_near(struct req *r, int64_t unit, int64_t chosen, size_t *n, bool *few);

#endif
