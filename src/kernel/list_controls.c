/* The inputs of a list's filter row, from the field table. */
#include <string.h>

#include "kernel/list_parts.h"
#include "kernel/unit.h"

enum { BESIDE = 3 }; /* so many selects stand beside the search box */

const struct field list_owner = {.name = "unit", .label = "所属工会", .kind = KIND_REF,
				 .at = offsetof(struct head, unit), .ref = &unit_record};

static struct list_choice *room(struct req *r, struct list_control *c, size_t n)
{
	c->choices = NEW_N(r->arena, struct list_choice, n + 1);
	return c->choices;
}

static const char *digits(struct req *r, int64_t v)
{
	return arena_printf(r->arena, "%lld", (long long)v);
}

static bool chosen(const struct list_filter *x, int64_t v)
{
	return x && x->n == 1 && x->values[0] == v;
}

/* Several values at once come from an address or a view: one entry that keeps them. */
static void add_several(struct req *r, struct list_control *c, const struct list_filter *x)
{
	struct buf value = buf_in(r->arena);
	if (!x || x->n < 2)
		return;
	for (int i = 0; i < x->n; i++)
		buf_printf(&value, "%s%lld", i ? "," : "", (long long)x->values[i]);
	c->choices[c->n++] = (struct list_choice){arena_strdup(r->arena, buf_text(&value)),
						  arena_printf(r->arena, "已选 %d 项", x->n), true};
}

static void from_choices(struct req *r, struct list_control *c, const struct field *f, const struct list_filter *x)
{
	size_t n = 0;
	while (f->choices[n].label)
		n++;
	room(r, c, n + 1);
	for (size_t i = 0; i < n; i++)
		c->choices[c->n++] = (struct list_choice){digits(r, f->choices[i].value), f->choices[i].label,
							  chosen(x, f->choices[i].value)};
	add_several(r, c, x);
}

static void from_flag(struct req *r, struct list_control *c, const struct list_filter *x)
{
	room(r, c, 2);
	c->choices[c->n++] = (struct list_choice){"1", "是", chosen(x, 1)};
	c->choices[c->n++] = (struct list_choice){"0", "否", chosen(x, 0)};
}

static void from_options(struct req *r, struct list_control *c, const struct option *o, size_t n,
			 const struct list_filter *x)
{
	room(r, c, n + 1);
	for (size_t i = 0; i < n; i++)
		c->choices[c->n++] = (struct list_choice){digits(r, o[i].value), o[i].label, chosen(x, o[i].value)};
	add_several(r, c, x);
}

static struct list_control *next_control(struct list_page_view *v, bool beside)
{
	if (beside && v->n_controls < BESIDE)
		return &v->controls[v->n_controls++];
	return &v->more[v->n_more++];
}

static void add_field(struct req *r, struct list_page_view *v, const struct field *f)
{
	const struct list *l = v->list;
	const struct list_filter *x = list_filter_of(v->q, f);
	size_t n = 0;
	if ((f->use & F_ASIDE) && !x)
		return;
	struct option *o = f->kind == KIND_REF && l->options ? l->options(r, f, &n) : NULL;
	if (f->kind == KIND_REF && !o)
		return;
	bool number = !f->choices && f->kind != KIND_FLAG && f->kind != KIND_REF;
	struct list_control *c = next_control(v, !number);
	*c = (struct list_control){.name = f->name, .label = f->label, .number = number, .from = "",
				   .all = arena_printf(r->arena, "全部%s", f->label)};
	if (f->choices)
		from_choices(r, c, f, x);
	else if (f->kind == KIND_FLAG)
		from_flag(r, c, x);
	else if (number)
		c->from = x && x->n == 1 ? digits(r, x->values[0]) : "";
	else
		from_options(r, c, o, n, x);
}

static void add_span(struct req *r, struct list_page_view *v, const struct field *f)
{
	const struct list_filter *x = list_filter_of(v->q, f);
	*next_control(v, false) = (struct list_control){
		.name = f->name, .label = f->label, .span = true,
		.from = x ? day_iso(r->arena, x->from) : "", .to = x ? day_iso(r->arena, x->to) : ""};
}

/* Units below the asker's own, when there are any. */
static void add_units(struct req *r, struct list_page_view *v)
{
	struct scope s = scope_of(r, v->list->read_right);
	size_t n = 0;
	int64_t top = s.n_trees ? path_last(s.trees[0]) : 0;
	struct option *o = top ? options_units_near(r, top, v->q->unit, &n) : NULL;
	if (n < 2)
		return;
	struct list_filter now = {.values = {v->q->unit}, .n = v->q->unit ? 1 : 0};
	struct list_control *c = next_control(v, true);
	*c = (struct list_control){.name = "unit", .label = "单位（含以下）", .all = "全部单位"};
	from_options(r, c, o, n, &now);
}

static void add_order(struct req *r, struct list_page_view *v, const struct field *f, bool down)
{
	const struct list_query *q = v->q;
	const char *label = f->kind == KIND_ID ? (down ? "最新登记" : "最早登记") :
		arena_printf(r->arena, "%s，%s", f->label,
			     f->kind == KIND_DAY ? (down ? "从晚到早" : "从早到晚") : down ? "从大到小" : "从小到大");
	v->orders[v->n_orders++] = (struct list_choice){
		arena_printf(r->arena, "%s%s", down ? "-" : "", f->name), label, q->sort == f && q->down == down};
}

static void add_orders(struct req *r, struct list_page_view *v)
{
	const struct record *record = v->q->record;
	v->orders = NEW_N(r->arena, struct list_choice, (size_t)record->n_fields * 2);
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		if (f->kind != KIND_ID && !(f->use & F_SORT))
			continue;
		add_order(r, v, f, true);
		add_order(r, v, f, false);
	}
}

static void add_cols(struct req *r, struct list_page_view *v)
{
	const struct list_query *q = v->q;
	v->cols = NEW_N(r->arena, struct list_choice, (size_t)q->record->n_fields);
	const struct field **usual = NEW_N(r->arena, const struct field *, (size_t)q->record->n_fields);
	size_t n = list_columns(q->record, usual);
	for (size_t i = 0; i < n; i++) {
		bool on = false;
		for (size_t k = 0; k < q->n_cols; k++)
			on |= q->cols[k] == usual[i];
		v->cols[v->n_cols++] = (struct list_choice){usual[i]->name, usual[i]->label, on};
	}
	v->sizes = NEW_N(r->arena, struct list_choice, LIST_SIZES);
	for (int i = 0; i < LIST_SIZES; i++)
		v->sizes[v->n_sizes++] = (struct list_choice){digits(r, list_sizes[i]),
			arena_printf(r->arena, "%d %s", list_sizes[i], v->noun), q->size == list_sizes[i]};
}

void list_controls(struct req *r, struct list_page_view *v)
{
	const struct record *record = v->q->record;
	v->controls = NEW_N(r->arena, struct list_control, BESIDE);
	v->more = NEW_N(r->arena, struct list_control, (size_t)record->n_fields + 1);
	for (int i = 0; i < record->n_fields; i++)
		if (list_filterable(&record->fields[i]) || (record->fields[i].kind != KIND_DAY && list_filter_of(v->q, &record->fields[i])))
			add_field(r, v, &record->fields[i]);
	add_units(r, v);
	for (int i = 0; i < record->n_fields; i++)
		if (list_spans(&record->fields[i]) || (record->fields[i].kind == KIND_DAY && list_filter_of(v->q, &record->fields[i])))
			add_span(r, v, &record->fields[i]);
	add_orders(r, v);
	add_cols(r, v);
}
