#include "kernel/derived.h"

#include <string.h>

#include "derived.html.h"
#include "kernel/derived_view.h"
#include "kernel/rights.h"
#include "kernel/unit.h"

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
	union_of_right(r, v->flow->edit_right); /* offers the places where it may be */
	show_form(r, v, NULL, v->base, v->base, 0);
}

void derived_create(struct req *r, const struct derived *v)
{
	struct head *row = record_new(r->arena, v->flow->record);
	int64_t unit = union_of_right(r, v->flow->edit_right); /* a form that comes back keeps the place that was chosen */
	bool good = form_read(r, v->flow->record, row);
	if (good && !row->unit)
		row->unit = unit;
	if (good && !row->unit) /* .fill may know another one; else it is refused below */
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
			d.rows[d.n++] = (struct detail_row){
				f->label, f->kind == KIND_DAY || f->kind == KIND_INSTANT ? dates_cn(r->arena, value) : value, f->kind == KIND_LONG};
	}
	page_begin(r, &(struct page){.title = d.title, .nav = v->base, .crumbs = {{record->label, v->base}}});
	tpl_derived_detail(r->out, v, r, &d);
	page_end(r);
}

/* ---- list ---- */

void derived_list(struct req *r, const struct derived *v)
{
	const struct list plain = {.name = v->base + 1, .base = v->base, .flow = v->flow, .read_right = v->read_right,
				   .empty = v->empty, .help = v->help, .options = v->options};
	list_page(r, v->list ? v->list : arena_memdup(r->arena, &plain, sizeof(plain)));
}
