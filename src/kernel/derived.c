#include "kernel/derived.h"

#include <string.h>

#include "derived.html.h"
#include "kernel/derived_view.h"
#include "kernel/rights.h"
#include "kernel/unit.h"

enum { PAGE_ROWS = 20 };

static const struct choice *states_of(const struct record *record)
{
	return record_field(record, "state")->choices;
}

/* ---- form ---- */

static void show_form(struct req *r, const struct derived *v, const void *row, const char *action,
		      const char *back, int64_t version)
{
	struct form f = {r, v->flow->record, row, v->options};
	const char *title = arena_printf(r->arena, "%s%s", version ? "修改" : "登记", v->flow->record->label);
	page_begin(r, &(struct page){.title = title, .nav = v->base,
				     .crumbs = {{v->flow->record->label, v->base}}});
	tpl_derived_form(r->out, v, &f, title, action, back, version);
	page_end(r);
}

void derived_new(struct req *r, const struct derived *v)
{
	show_form(r, v, NULL, v->base, v->base, 0);
}

void derived_create(struct req *r, const struct derived *v)
{
	struct head *row = record_new(r->arena, v->flow->record);
	bool good = form_read(r, v->flow->record, row);
	if (good && !row->unit)
		row->unit = unit_union(r->db, r->arena, r->who->unit);
	if (good && v->fill && !v->fill(r, row)) {
		if (r->answered)
			return;
		good = false;
	}
	if (!good) {
		show_form(r, v, NULL, v->base, v->base, 0);
		answer_status(r, 422);
		return;
	}
	if (!may_or_refuse(r, v->flow->edit_right, row->unit) || !flow_create(r, v->flow, row, ""))
		return;
	see_other_saying(r, link_to(r, "%s/%lld", v->base, (long long)row->id), "已保存。");
}

void derived_edit(struct req *r, const struct derived *v, const void *row)
{
	const struct head *h = row;
	const char *here = link_to(r, "%s/%lld", v->base, (long long)h->id);
	if (!flow_editable(r, v->flow, row)) {
		refuse(r, 409, "“%s”状态下不能修改。", choice_label(states_of(v->flow->record), h->state));
		return;
	}
	show_form(r, v, row, here, here, h->version);
}

void derived_save(struct req *r, const struct derived *v, void *row)
{
	struct head *h = row;
	const char *here = link_to(r, "%s/%lld", v->base, (long long)h->id);
	if (!form_read(r, v->flow->record, row) || (v->fill && !v->fill(r, row))) {
		if (r->answered)
			return;
		show_form(r, v, row, here, here, h->version);
		answer_status(r, 422);
		return;
	}
	if (flow_edit(r, v->flow, row, ""))
		see_other_saying(r, here, "已保存。");
}

/* ---- detail ---- */

void derived_show(struct req *r, const struct derived *v, const void *row)
{
	const struct record *record = v->flow->record;
	struct detail d = {.record = record, .head = row, .states = states_of(record)};
	d.title = field_text(record_field(record, record->title), row);
	d.unit_name = unit_name(r->db, r->arena, d.head->unit);
	d.here = link_to(r, "%s/%lld", v->base, (long long)d.head->id);
	d.edit = link_to(r, "%s/edit", d.here);
	d.editable = flow_editable(r, v->flow, row);
	d.rows = NEW_N(r->arena, struct detail_row, (size_t)record->n_fields);
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		const char *value = field_show(r->arena, r->db, f, row);
		if ((f->use & (F_FORM | F_LIST)) && f->kind != KIND_STATE && *value && strcmp(f->name, record->title))
			d.rows[d.n++] = (struct detail_row){f->label, value, f->kind == KIND_LONG};
	}
	page_begin(r, &(struct page){.title = d.title, .nav = v->base, .crumbs = {{record->label, v->base}}});
	tpl_derived_detail(r->out, v, r, &d);
	page_end(r);
}

/* ---- list: newest first, by id ---- */

static void columns_of(struct req *r, const struct record *record, struct list_page *l)
{
	l->columns = NEW_N(r->arena, struct list_column, (size_t)record->n_fields);
	for (int i = 0; i < record->n_fields; i++)
		if (record->fields[i].use & F_LIST)
			l->columns[l->n_columns++] = (struct list_column){record->fields[i].label, &record->fields[i]};
}

static struct list_row row_of(struct req *r, const struct derived *v, const struct list_page *l, int64_t id)
{
	const struct record *record = v->flow->record;
	const void *row = record_load(r->db, r->arena, record, id);
	struct list_row out = {link_to(r, "%s/%lld", v->base, (long long)id),
			       NEW_N(r->arena, struct list_cell, l->n_columns)};
	for (size_t i = 0; i < l->n_columns; i++) {
		const struct field *f = l->columns[i].f;
		out.cells[i] = (struct list_cell){
			f->label, field_show(r->arena, r->db, f, row), f->kind == KIND_STATE ? f->choices : NULL,
			field_int(f, row), strcmp(f->name, record->title) == 0};
	}
	return out;
}

void derived_list(struct req *r, const struct derived *v)
{
	const struct record *record = v->flow->record;
	struct list_page l = {.rows = NEW_N(r->arena, struct list_row, PAGE_ROWS)};
	struct scope s = scope_of(r, v->read_right);
	int64_t before = query_int(r, "before"), last = 0;
	columns_of(r, record, &l);
	struct stmt *q = db_use_text(r->db, arena_printf(r->arena,
		"select t.id from %s t join unit u on u.id = t.unit where t.id < $1%s order by t.id desc limit %d",
		record->name, scope_sql(r, &s, "u.path", "t.unit"), PAGE_ROWS + 1));
	bind_int(q, 1, before ? before : INT64_MAX);
	while (db_step(q)) {
		if (l.n == PAGE_ROWS) {
			l.next = link_to(r, "%s?before=%lld", v->base, (long long)last);
			break;
		}
		last = col_int(q, 0);
		l.rows[l.n++] = row_of(r, v, &l, last);
	}
	db_done(q);
	l.may_add = may_anywhere(r->who, right_of(r->app, v->flow->edit_right));
	l.add = link_to(r, "%s/new", v->base);
	page_begin(r, &(struct page){.title = record->label, .nav = v->base});
	tpl_derived_rows(r->out, v, &l, r);
	page_end(r);
}
