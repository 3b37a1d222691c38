/* Steps of records that are no matters: a form for each that is possible, read by the same table; numbers of papers. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/page.h"
#include "kernel/unit.h"
#include "modules/labour/steps_view.h"
#include "labour.sql.h"
#include "labour_steps.html.h"

enum { TEXT_MOST = 500 };

static const struct move *move_of(const struct flow *f, int64_t state, const char *verb)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if ((m->from == state || m->from == ANY_STATE) && strcmp(m->verb, verb) == 0)
			return m;
	return NULL;
}

void labour_step_inputs(struct buf *o, const struct labour_step_view *v)
{
	for (const char *const *name = v->step->fields; name && *name; name++)
		form_field(o, &v->form, *name);
}

void labour_steps(struct buf *o, struct req *r, const struct flow *f, const struct labour_step *steps, const void *row,
		  struct option *(*options)(struct req *r, const struct field *f, size_t *n))
{
	const struct head *h = row;
	const struct flow *outer = r->flow;
	r->flow = f;
	for (const struct labour_step *s = steps; s->verb; s++) {
		const struct move *m = move_of(f, h->state, s->verb);
		if (!m || !may_row(r, m->right, f->record, row))
			continue;
		bool typed = r->problems.n && r->word && strcmp(r->word, s->verb) == 0;
		struct labour_step_view v = {.r = r, .step = s, .label = m->label, .not_yet = m->needs ? m->needs(r, row) : NULL,
					     .action = arena_printf(r->arena, "%s/%s", flow_home(r->arena, f, h->id), s->verb), .typed = typed,
					     .reason = typed ? form_get(r, "reason") : "", .problem = typed ? problem_of(&r->problems, "reason") : NULL,
					     .form = {r, f->record, row, options}};
		tpl_labour_step(o, &v);
	}
	r->flow = outer;
}

static const char *read_reason(struct req *r, const struct labour_step *s)
{
	const char *text = form_get(r, "reason");
	if (s->text && text_empty(text))
		problem_add(&r->problems, "reason", "请填写%s。", s->text);
	if (utf8_count(text) > TEXT_MOST)
		problem_add(&r->problems, "reason", "%s最多 %d 字。", s->text ? s->text : "说明", TEXT_MOST);
	return text;
}

bool labour_step_made(struct req *r, const struct flow *f, const struct labour_step *steps, const char *to)
{
	const struct head *given = r->row;
	const struct labour_step *s = steps;
	while (s->verb && strcmp(s->verb, r->word) != 0)
		s++;
	if (!s->verb) {
		refuse(r, 404, "没有这一步。请从页面上的按钮办理。");
		return false;
	}
	void *row = arena_memdup(r->arena, given, f->record->size);
	const struct move *m = move_of(f, given->state, s->verb);
	if (m) {
		if (!may_row_or_refuse(r, m->right, f->record, given))
			return false;
		for (const char *const *name = s->fields; name && *name; name++)
			field_read(&r->problems, record_field(f->record, *name), form_get(r, *name), row);
		const char *text = read_reason(r, s);
		if (s->check && !r->problems.n)
			s->check(r, row);
		if (r->problems.n)
			return false;
		if (!flow_move_row(r, f, row, s->verb, text))
			return false;
		see_other_saying(r, to, arena_printf(r->arena, "已%s。", m->label));
		return true;
	}
	refuse(r, 409, "现在是“%s”，不能办理这一步。", choice_label(record_field(f->record, "state")->choices, given->state));
	return false;
}

const char *labour_shown(struct req *r, const struct field *f, const void *row)
{
	return f->kind == KIND_DAY ? day_cn(r->arena, (day)field_int(f, row)) : field_show(r->arena, r->db, f, row);
}

void labour_timers_clear(struct req *r, const struct record *record, int64_t id)
{
	q_labour_due_clear(r->db, record->name, id);
}

const char *labour_number(struct req *r, const struct flow *f, const void *row, const char *series)
{
	const struct head *h = row;
	struct unit u = {0};
	int year = day_civil(r->today).year;
	unit_load(r->db, r->arena, h->unit, &u);
	return arena_printf(r->arena, "%s%s〔%d〕%lld号", *u.short_name ? u.short_name : u.name, series, year, (long long)matter_series(r, f, row, year, series));
}
