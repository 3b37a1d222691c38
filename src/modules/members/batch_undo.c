/* Taking a batch back within a day. */
#include <string.h>

#include "batch.sql.h"
#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/search.h"
#include "modules/members/batch_work.h"
#include "modules/units/units.h"

/* Whom nobody touched since is taken out whole; others stay, and the page says so. */
static bool take_one_out(struct req *r, const struct ready *y, struct member *was)
{
	struct member *m = record_load(r->db, r->arena, &member_record, y->row_id);
	struct person_row *p = record_load(r->db, r->arena, &person_record, y->row_id);
	if (!m || !p || m->version != 1 || p->version != 1 || q_batch_person_used(r->db, y->row_id))
		return false;
	*was = *m;
	q_batch_member_drop(r->db, m->id, m->version);
	q_batch_person_drop(r->db, p->id, p->version);
	person_index(r->db, r->arena, r->now, p, NULL);
	return true;
}

bool batch_take_out(struct req *r, struct batch_piece *p)
{
	struct buf counts = buf_in(r->arena);
	int64_t n = 0;
	for (; piece_more(&p->piece); piece_next(&p->piece)) {
		struct ready *y = &p->rows[p->piece.done];
		struct member m;
		if (!y->row_id)
			continue;
		if (!take_one_out(r, y, &m)) {
			q_batch_row_done(r->db, p->b.id, y->no, FATE_NEW, y->row_id, 0, 0, "导入以后又改动过，保留。", "");
			continue;
		}
		buf_puts(&counts, measure_apply_some(r, &member_record, &m, -1));
		buf_puts(&counts, measure_apply_some(r, &person_record, &(struct person_row){.unit = m.unit, .state = PERSON_ACTIVE}, -1));
		q_batch_row_done(r->db, p->b.id, y->no, FATE_NEW, 0, 0, 0, "已撤销。", "");
		n++;
	}
	if (n)
		event_add(r, &(struct event){.unit = p->b.unit, .record = "member", .verb = "import_undo", .note = p->b.file,
					     .changes = arena_printf(r->arena, "撤销导入会员 %lld 人", (long long)n),
					     .counts = buf_text(&counts)});
	return true;
}

struct giving {
	struct batch_piece *p;
	struct ready *y;
};

static void set_back(struct req *r, const struct batch_piece *piece, const char **texts, struct person_row *p, struct member *m)
{
	struct problems problems = {.arena = r->arena};
	const char *mobile = "";
	for (int t = 0; t < T_COUNT; t++) {
		const struct target *x = &batch_targets[t];
		if (!x->record || piece->b.columns.at[t] < 0)
			continue;
		const struct field *f = record_field(x->record, x->name);
		void *row = x->record == &person_record ? (void *)p : m;
		if (*texts[t])
			field_read(&problems, f, texts[t], row);
		else if (f->kind == KIND_TEXT)
			field_set_text(f, row, "");
		else
			field_set_int(f, row, 0);
	}
	m->address_seal = texts[T_COUNT + 2];
	secret_unseal(r->arena, &r->app->keys, (struct seal_place){"person", "mobile", p->id}, texts[T_COUNT + 1], &mobile);
	if (*mobile)
		person_put_mobile(r->arena, &r->app->keys, p, mobile);
	else
		p->mobile_mask = p->mobile_seal = p->mobile_hash = p->mobile_tail = "";
	member_settle(m);
}

static bool give_one_back(struct req *r, void *context)
{
	struct giving *g = context;
	struct ready *y = g->y;
	const char *texts[T_COUNT + 3];
	struct person_row *p = record_load(r->db, r->arena, &person_record, y->row_id);
	struct member *m = record_load(r->db, r->arena, &member_record, y->row_id);
	if (!p || !m || m->version != y->version || p->version != y->person_version || text_empty(y->before) ||
	    !cells_unseal(r->arena, r->app, g->p->b.id, -y->no, y->before, texts, T_COUNT + 3)) {
		refuse(r, 409, "导入以后又改动过，保留。");
		return false;
	}
	struct person_row was = *p;
	set_back(r, g->p, texts, p, m);
	if (!flow_edit(r, &member_flow, m, "撤销导入"))
		return false;
	bool person = *record_diff_personal(r->arena, NULL, &person_record, &was, p) || strcmp(was.mobile_hash, p->mobile_hash) != 0;
	if (person && !flow_edit(r, &person_flow, p, "撤销导入"))
		return false;
	int64_t unit = p->unit;
	str_int(str_of(texts[T_UNIT]), &unit);
	if (unit == p->unit)
		return true;
	p->unit = unit;
	return flow_move_row(r, &person_flow, p, "transfer", "撤销导入");
}

bool batch_give_back(struct req *r, struct batch_piece *p)
{
	r->system = true;
	for (; piece_more(&p->piece); piece_next(&p->piece)) {
		struct arena_mark mark = arena_mark(r->arena);
		struct ready *y = &p->rows[p->piece.done];
		struct giving g = {p, y};
		if (y->version) {
			const char *why = attempt(r, give_one_back, &g);
			q_batch_row_done(r->db, p->b.id, y->no, FATE_CHANGE, y->row_id, 0, 0, why ? why : "已改回。", "");
		}
		arena_release(r->arena, mark);
	}
	return true;
}

bool batch_undone(struct req *r, struct batch_piece *p)
{
	q_batch_is_there(r->db, p->b.id); /* who stays is seen again */
	return true;
}
