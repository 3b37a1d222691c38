#include "kernel/form.h"

#include "base/fault.h"
#include "form.html.h"
#include "kernel/form_view.h"
#include "kernel/unit.h"
#include "kernel.sql.h"

/*
 * What was typed wins over what is stored, so that nothing is lost when a form
 * comes back. The address may prefill a new one: /activities/new?task=7.
 */
static const char *value_of(const struct form *f, const struct field *x)
{
	const char *typed = f->r->x->method == METHOD_POST ? pairs_get(&f->r->x->form, x->name) : NULL;
	if (typed)
		return typed;
	return f->row ? field_input(f->r->arena, x, f->row) : query_get(f->r, x->name);
}

static void from_choices(struct form *const f, const struct field *x, struct field_view *v)
{
	size_t n = 0;
	for (const struct choice *c = x->choices; c->label; c++)
		n++;
	v->options = NEW_N(f->r->arena, struct option, n);
	for (const struct choice *c = x->choices; c->label; c++)
		v->options[v->n_options++] = (struct option){c->value, c->label};
}

void form_input(struct buf *o, const struct form *given, const struct field *x)
{
	struct form *f = arena_memdup(given->r->arena, given, sizeof(*given));
	struct field_view v = {.f = x, .value = value_of(f, x), .type = "text"};
	v.problem = problem_of(&f->r->problems, x->name);
	v.need = x->use & F_NEED;
	v.long_text = x->kind == KIND_LONG;
	v.tick = x->kind == KIND_FLAG;
	v.numeric = x->kind == KIND_MONEY || x->kind == KIND_INT;
	if (x->kind == KIND_DAY)
		v.type = "date";
	if (v.tick)
		v.on = f->r->x->method == METHOD_POST ? form_has(f->r, x->name) :
						       f->row && field_int(x, f->row);
	if (x->choices)
		from_choices(f, x, &v);
	else if (x->kind == KIND_REF && f->options)
		v.options = f->options(f->r, x, &v.n_options);
	v.select = x->choices || x->kind == KIND_REF;
	if (v.select && !str_int(str_trim(str_of(v.value)), &v.chosen))
		v.chosen = 0;
	tpl_field_box(o, &v);
}

void form_field(struct buf *o, const struct form *f, const char *name)
{
	const struct field *x = record_field(f->record, name);
	if (!x)
		fault("%s has no field %s", f->record->name, name);
	form_input(o, f, x);
}

void form_fields(struct buf *o, const struct form *f)
{
	for (int i = 0; i < f->record->n_fields; i++)
		if (f->record->fields[i].use & F_FORM)
			form_input(o, f, &f->record->fields[i]);
}

static struct option *people(struct req *r, int64_t unit, bool all, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, unit);
	struct people_below *rows = q_people_below(r->db, r->arena, path, path_end(r->arena, path), all, n);
	struct option *out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){rows[i].id,
			arena_printf(r->arena, "%s（%s）", rows[i].name, rows[i].unit_name)};
	return out;
}

struct option *options_people(struct req *r, int64_t unit, size_t *n)
{
	return people(r, unit, true, n);
}

struct option *options_owners(struct req *r, int64_t unit, size_t *n)
{
	return people(r, unit, false, n);
}

struct option *options_units(struct req *r, int64_t unit, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, unit);
	struct units_below *rows = q_units_below(r->db, r->arena, path, path_end(r->arena, path), n);
	struct option *out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){rows[i].id, rows[i].name};
	return out;
}

/* The unit, those right below it, and the one that is chosen. */
static struct option *near(struct req *r, int64_t unit, int64_t chosen, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, unit);
	size_t rows;
	struct units_next *next = q_units_next(r->db, r->arena, unit, OPTIONS_NEAR, &rows);
	struct option *out = NEW_N(r->arena, struct option, rows + 2);
	out[0] = (struct option){unit, unit_name(r->db, r->arena, unit)};
	*n = 1;
	for (size_t i = 0; i < rows; i++) {
		out[(*n)++] = (struct option){next[i].id, next[i].name};
		if (next[i].id == chosen)
			chosen = 0;
	}
	if (chosen && chosen != unit && path_covers(path, unit_path(r->db, r->arena, chosen)))
		out[(*n)++] = (struct option){chosen, unit_name(r->db, r->arena, chosen)};
	return out;
}

struct option *options_units_near(struct req *r, int64_t unit, int64_t chosen, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, unit);
	if (!q_units_beyond(r->db, path, path_end(r->arena, path), OPTIONS_NEAR))
		return options_units(r, unit, n);
	return near(r, unit, chosen, n);
}

struct option *options_units_or_near(struct req *r, int64_t unit, int64_t chosen, size_t *n, bool *few)
{
	enum { ALL = 500 };
	const char *path = unit_path(r->db, r->arena, unit);
	*few = q_units_beyond(r->db, path, path_end(r->arena, path), ALL) > 0;
	return *few ? near(r, unit, chosen, n) : options_units(r, unit, n);
}
