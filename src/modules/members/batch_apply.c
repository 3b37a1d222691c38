/* What applying a batch writes. */
#include <stdlib.h>
#include <string.h>

#include "batch.sql.h"
#include "kernel/app.h"
#include "kernel/measure.h"
#include "members.sql.h"
#include "modules/members/batch_work.h"
#include "modules/units/units.h"
#include "secret/id.h"
#include "text/pinyin.h"

static struct judge judge_of(const struct batch_piece *p, struct arena *a, day today)
{
	return (struct judge){.app = p->app, .db = p->read, .arena = a, .columns = &p->b.columns, .units = p->units, .unit = p->b.unit,
			      .today = today};
}

/* Numbers sealed for the row's own place, with all their hashes: the dear part, kept out of the writer. */
static void seal_numbers(const struct batch_piece *p, struct arena *a, struct batch_row *x)
{
	const struct keyring *k = &p->app->keys;
	if (*x->paper.text)
		person_put_idno(a, k, x->p, x->paper.text);
	if (*x->mobile)
		person_put_mobile(a, k, x->p, x->mobile);
	if (*x->address)
		x->m->address_seal = secret_seal(a, k, (struct seal_place){"member", "address", x->p->id}, x->address);
	x->m->idkey = x->key;
	x->p->pinyin = pinyin_of_name(a, x->p->name);
}

/* What the writer needs of a row that was made ready aside. */
static void keep_row(struct arena *a, struct batch_row *x)
{
	x->p = record_copy(a, &person_record, x->p);
	x->m = record_copy(a, &member_record, x->m);
	x->problem = arena_strdup(a, x->problem);
	x->key = arena_strdup(a, x->key);
	x->mobile_hash = arena_strdup(a, x->mobile_hash);
	x->address = x->idno_hash = NULL;
	x->cells = NULL;
}

static void finish_row(const struct batch_piece *p, struct arena *a, struct arena *aside, struct ready *y, enum fate was)
{
	struct batch_row *x = &y->x;
	if (x->fate == was) {
		x->p->id = x->m->id = x->fate != FATE_NEW ? x->row_id : y->row_id ? y->row_id : id_new();
		if (x->fate == FATE_NEW || !x->m->version || *x->mobile || *x->address)
			seal_numbers(p, aside, x);
		member_copy(x->m, x->p);
		member_settle(x->m);
	}
	keep_row(a, x);
}

/* Judged anew against the register as it now is. */
void batch_make_ready(const struct batch_piece *p, struct arena *a, struct arena *aside, struct ready *y, size_t n)
{
	struct judge j = judge_of(p, aside, day_of_instant(clock_now()));
	struct batch_row *rows[MANY_ROWS];
	enum fate was = y->x.fate; /* of all of them */
	for (size_t i = 0; i < n; i++) {
		const char **cells = NEW_N(aside, const char *, BATCH_COLUMNS);
		cells_unseal(aside, p->app, p->b.id, y[i].no, y[i].sealed, cells, p->b.columns.n);
		rows[i] = &y[i].x;
		rows[i]->cells = cells;
	}
	judge_rows(&j, rows, n);
	for (size_t i = 0; i < n; i++)
		finish_row(p, a, aside, &y[i], was);
}
static const char *taken(struct req *r, const struct batch_row *x)
{
	struct member_by_key known;
	if (q_member_by_key(r->db, r->arena, x->key, &known) && known.id != x->row_id)
		return "核对之后已有人登记了这个证件号码。";
	if (*x->mobile && q_member_mobile_used(r->db, x->mobile_hash, x->row_id))
		return "“手机号”：核对之后已登记在另一个人名下。";
	if (*x->p->staff_no && q_member_staff_no_used(r->db, x->p->unit, x->p->staff_no, x->row_id))
		return "“工号”：核对之后本单位已有这个工号。";
	return NULL;
}

static void make_first(struct req *r, const struct batch *b, struct batch_row *x)
{
	struct person_row *p = x->p;
	struct member *m = x->m;
	p->version = m->version = 1;
	p->state = PERSON_ACTIVE;
	p->created_by = m->created_by = b->person;
	p->created_at = m->created_at = r->now;
	p->batch = m->batch = b->id;
	p->union_kind = m->state == MEMBER_ACTIVE ? 1 : 3;
	if (!m->change) {
		m->change = CHANGE_JOIN;
		m->changed_on = m->joined_on ? m->joined_on : r->today;
		m->change_reason = "由文件导入";
	}
}

/* Those for whom somebody was faster with one of the numbers, which unique indexes tell, are no longer `in`. */
static void insert_some(struct req *r, struct ready *rows, size_t n, bool *in, bool ahead)
{
	const void **members = NEW_N(r->arena, const void *, n), **persons = NEW_N(r->arena, const void *, n);
	size_t fresh = 0;
	for (size_t i = 0; i < n; i++)
		if (in[i])
			members[fresh++] = rows[i].x.m;
	if ((size_t)record_insert_some(r->db, r->arena, &member_record, members, fresh, ahead) < fresh)
		for (size_t i = 0; i < n; i++)
			in[i] = in[i] && q_batch_member_there(r->db, rows[i].x.m->id);
	fresh = 0;
	for (size_t i = 0; i < n; i++)
		if (in[i])
			persons[fresh++] = rows[i].x.p;
	if ((size_t)record_insert_some(r->db, r->arena, &person_record, persons, fresh, ahead) == fresh)
		return;
	for (size_t i = 0; i < n; i++)
		if (in[i] && !q_batch_person_there(r->db, rows[i].x.p->id)) {
			in[i] = false;
			q_batch_member_drop(r->db, rows[i].x.m->id, 1);
		}
}

/* Of a new row nothing is to be noted: its id stands with it, and the place reached tells that it is written. */
static void note_row(struct req *r, const struct batch_piece *p, const struct ready *y, bool in)
{
	const struct batch_row *x = &y->x;
	bool fresh = x->fate == FATE_NEW;
	const char *why = fresh && !in ? taken(r, x) : x->problem;
	if (!in)
		q_batch_row_done(r->db, p->b.id, x->no, fresh ? FATE_BAD : x->fate, fresh ? 0 : x->row_id, 0, 0, why ? why : "核对之后有人登记了同样的号码。", "");
	else if (!y->row_id)
		q_batch_row_new(r->db, p->b.id, x->no, x->p->id);
}

/* All rows into one table, then into the other: the pages of one table's indexes stay in memory meanwhile. */
bool batch_insert(struct req *r, struct batch_piece *p)
{
	size_t most = errand_at_once(p->piece.errand) > MANY_ROWS ? errand_at_once(p->piece.errand) : MANY_ROWS;
	for (size_t n; (n = piece_some(&p->piece, most)); piece_next_some(&p->piece, n)) {
		struct arena_mark mark = arena_mark(r->arena);
		struct ready *rows = &p->rows[p->piece.done];
		bool *in = NEW_N(r->arena, bool, n);
		for (size_t i = 0; i < n; i++) {
			in[i] = rows[i].x.fate == FATE_NEW;
			if (in[i])
				make_first(r, &p->b, &rows[i].x);
		}
		insert_some(r, rows, n, in, errand_may_hasten(p->piece.errand));
		for (size_t i = 0; i < n; i++)
			note_row(r, p, &rows[i], in[i]);
		arena_release(r->arena, mark);
	}
	return true;
}

const char *batch_counts_text(struct req *r, int64_t batch, int sign)
{
	size_t n;
	struct batch_sums *s = q_batch_sums(r->db, r->arena, batch, &n);
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < n; i++) {
		struct member m = {.unit = s[i].unit, .state = s[i].state, .complete = s[i].complete, .gig = s[i].gig};
		struct person_row p = {.unit = s[i].unit, .state = PERSON_ACTIVE};
		buf_puts(&b, measure_apply_some(r, &member_record, &m, sign * s[i].n));
		buf_puts(&b, measure_apply_some(r, &person_record, &p, sign * s[i].n));
	}
	return buf_text(&b);
}

static void count_anew(struct req *r, const struct batch *b)
{
	size_t n;
	int64_t c[FATE_COUNT] = {0}, all = 0;
	struct batch_fates *f = q_batch_fates(r->db, r->arena, b->id, &n);
	for (size_t i = 0; i < n; i++) {
		c[f[i].fate] = f[i].n;
		all += f[i].n;
	}
	q_batch_counts(r->db, b->id, all, c[FATE_NEW], c[FATE_CHANGE], c[FATE_SAME], c[FATE_TWICE], c[FATE_BAD],
		       columns_names(r->arena, &b->columns));
}

/* The moment in which all new rows are there, for everybody and in every figure. */
bool batch_arrived(struct req *r, struct batch_piece *p)
{
	count_anew(r, &p->b);
	struct batch b;
	batch_load(r->db, r->arena, p->b.id, &b);
	event_add(r, &(struct event){
		.unit = b.unit, .record = "member", .verb = "import", .note = b.file,
		.changes = arena_printf(r->arena, "导入会员 %lld 人，修改 %lld 人，没有导入 %lld 行", (long long)b.counts[FATE_NEW],
					(long long)b.counts[FATE_CHANGE], (long long)(b.counts[FATE_BAD] + b.counts[FATE_TWICE])),
		.counts = batch_counts_text(r, b.id, 1)});
	q_batch_is_there(r->db, b.id);
	return true;
}

/* ---- rows that are in the register already ---- */

/* The fields a row of the file changes, as they were: for taking back. */
static const char *before_text(struct req *r, const struct batch *b, int64_t no, const struct person_row *p, const struct member *m)
{
	const char *texts[T_COUNT + 3];
	for (int t = 0; t < T_COUNT; t++) {
		const struct target *y = &batch_targets[t];
		texts[t] = !y->record ? "" : field_input(r->arena, record_field(y->record, y->name),
							 y->record == &person_record ? (const void *)p : m);
	}
	texts[T_UNIT] = arena_printf(r->arena, "%lld", (long long)p->unit);
	texts[T_COUNT] = "";
	texts[T_COUNT + 1] = p->mobile_seal;
	texts[T_COUNT + 2] = m->address_seal;
	return cells_seal(r->arena, r->app, b->id, -no, texts, T_COUNT + 3);
}

static bool change_one(struct req *r, void *context)
{
	const struct ready *y = context;
	struct batch_row copy = y->x, *x = &copy; /* a rerun finds the piece as it was */
	x->p = arena_memdup(r->arena, x->p, sizeof(*x->p));
	x->m = arena_memdup(r->arena, x->m, sizeof(*x->m));
	struct person_row *p = record_load(r->db, r->arena, &person_record, x->row_id);
	struct member *m = record_load(r->db, r->arena, &member_record, x->row_id);
	if (!p || p->version != x->p->version || (m && m->version != x->m->version)) {
		refuse(r, 409, "核对之后又改动过，请重新导入这一行。");
		return false;
	}
	bool person = *record_diff_personal(r->arena, NULL, &person_record, p, x->p) || strcmp(p->mobile_hash, x->p->mobile_hash) != 0;
	int64_t unit = x->p->unit, from = p->unit;
	if (!m)
		return (!person || flow_edit(r, &person_flow, x->p, "由文件导入")) && flow_create(r, &member_flow, x->m, "由文件导入") &&
		       flow_move_row(r, &member_flow, x->m, "admit", "由文件导入");
	x->p->unit = x->m->unit = from;
	if (!flow_edit(r, &member_flow, x->m, "由文件导入") || (person && !flow_edit(r, &person_flow, x->p, "由文件导入")))
		return false;
	if (unit == from)
		return true;
	x->p->unit = unit;
	return flow_move_row(r, &person_flow, x->p, "transfer", "由文件导入");
}

static int64_t version_of(struct req *r, const struct record *record, int64_t id)
{
	const struct head *h = record_load(r->db, r->arena, record, id);
	return h ? h->version : 0;
}

bool batch_change(struct req *r, struct batch_piece *p)
{
	r->system = true;
	for (; piece_more(&p->piece); piece_next(&p->piece)) {
		struct arena_mark mark = arena_mark(r->arena);
		struct ready *y = &p->rows[p->piece.done];
		struct person_row *was = record_load(r->db, r->arena, &person_record, y->x.row_id);
		struct member *m = record_load(r->db, r->arena, &member_record, y->x.row_id);
		const char *before = was && m ? before_text(r, &p->b, y->no, was, m) : "", *why = NULL;
		if (y->x.fate == FATE_CHANGE)
			why = taken(r, &y->x);
		if (y->x.fate == FATE_CHANGE && !why)
			why = attempt(r, change_one, y);
		bool good = y->x.fate == FATE_CHANGE && !why;
		q_batch_row_done(r->db, p->b.id, y->no, why ? FATE_BAD : y->x.fate, y->x.row_id,
				 good ? version_of(r, &member_record, y->x.row_id) : 0,
				 good ? version_of(r, &person_record, y->x.row_id) : 0, why ? why : y->x.problem, before);
		arena_release(r->arena, mark);
	}
	return true;
}

static void find_ready(const struct batch_piece *p, struct arena *a, struct arena *aside, struct ready *y, const struct person_row *row, const char *path)
{
	struct search_entry e = person_entry(aside, row);
	struct search_made m = search_make(p->read, aside, path, &e);
	e.title = arena_strdup(a, e.title);
	e.words = e.text = NULL;
	y->entry = e;
	y->made = (struct search_made){arena_strdup(a, m.path), arena_strdup(a, m.words), arena_strdup(a, m.marks)};
}

/* What a person is found by, made outside of the writer. */
void batch_index_ready(const struct batch_piece *p, struct arena *a, struct arena *aside, struct ready *y, size_t n)
{
	int64_t ids[MANY_ROWS] = {0}, unit = 0;
	void *rows[MANY_ROWS] = {0};
	const char *path = "";
	for (size_t i = 0; i < n; i++)
		ids[i] = y[i].row_id;
	record_load_some(p->read, aside, &person_record, ids, n, F_LIST, rows);
	for (size_t i = 0; i < n; i++) {
		const struct person_row *row = rows[i];
		if (!row)
			continue;
		if (row->unit != unit)
			path = unit_path(p->read, aside, unit = row->unit);
		find_ready(p, a, aside, &y[i], row, path);
	}
}

static int by_id(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;
	return (*a > *b) - (*a < *b);
}

/* Enters n rows, whose ids rise; who was changed by somebody since he came was entered then, with what he now is, or erased. */
static void index_some(struct req *r, const struct ready *rows, size_t n, bool ahead)
{
	const struct search_entry *entries[MANY_ROWS];
	const struct search_made *made[MANY_ROWS];
	size_t k, came = 0;
	struct batch_persons_there *there = q_batch_persons_there(r->db, r->arena, rows[0].row_id, rows[n - 1].row_id, &k);
	for (size_t i = 0; i < n; i++)
		if (rows[i].entry.row_id && bsearch(&rows[i].row_id, there, k, sizeof(*there), by_id)) {
			entries[came] = &rows[i].entry;
			made[came++] = &rows[i].made;
		}
	search_add(r->db, r->arena, r->now, entries, made, came, ahead);
}

bool batch_index(struct req *r, struct batch_piece *p)
{
	for (size_t some; (some = piece_some(&p->piece, MANY_ROWS)); piece_next_some(&p->piece, some)) {
		struct arena_mark mark = arena_mark(r->arena);
		index_some(r, &p->rows[p->piece.done], some, errand_may_hasten(p->piece.errand));
		arena_release(r->arena, mark);
	}
	return true;
}

bool batch_applied(struct req *r, struct batch_piece *p)
{
	count_anew(r, &p->b);
	return true;
}
