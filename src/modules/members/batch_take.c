/* Taking a workbook: read, judged and kept in pieces while the file is still being read. */
#include <malloc.h>
#include <string.h>

#include "base/fault.h"
#include "batch.sql.h"
#include "doc/xlsx_in.h"
#include "kernel/app.h"
#include "kernel/errand.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/members/batch.h"
#include "secret/id.h"

/* A row as it is kept. */
struct kept {
	int64_t no, row_id;
	enum fate fate;
	const char *cells, *problem; /* cells NULL: as they are */
};

struct piece {
	struct errand errand;
	struct arena *arena;
	struct kept rows[BATCH_PIECE];
	int n;
	int64_t batch;
	bool known; /* its rows are there and judged anew */
};

/* Two pieces take turns: one is written while the other is filled. */
struct taking {
	struct req *r;
	struct arena *arena; /* of the whole taking: more than a request may have */
	struct judge judge;
	struct columns columns;
	struct piece pieces[2];
	int at;
	int64_t batch, unit, rows, counts[FATE_COUNT];
	struct batch_row group[MANY_ROWS]; /* to be judged together */
	int grouped;
	bool keep_cells;
	struct arena_mark mark; /* of judge.arena, before the group */
	const char *file;
	const char *no_unit, *no_file; /* what is wrong beside these fields, NULL: nothing */
};

static bool keep_piece(struct req *r, void *context)
{
	struct piece *p = context;
	bool ahead = !p->known && errand_may_hasten(&p->errand); /* a rerun may meet its own rows: their commit was made, its answer lost */
	struct many m = (ahead ? q_batch_row_add_open : q_batch_row_put_open)(r->db, r->arena);
	m.ahead = ahead;
	for (int i = 0; i < p->n; i++)
		(ahead ? q_batch_row_add : q_batch_row_put)(&m, p->batch, p->rows[i].no, p->rows[i].cells, p->rows[i].fate, p->rows[i].row_id, p->rows[i].problem);
	many_done(&m);
	return true;
}

/* Hands the filled piece to the writer and takes the other, as soon as that is written. False: it was not. */
static bool turn(struct taking *t)
{
	struct piece *p = &t->pieces[t->at];
	if (p->n)
		errand_start(&p->errand, keep_piece, p);
	t->at = !t->at;
	p = &t->pieces[t->at];
	bool good = errand_wait(&p->errand);
	p->n = 0;
	arena_reset(p->arena);
	return good;
}

/* Judges the rows of the group and puts them into the piece. False: writing failed. */
static bool judge_group(struct taking *t)
{
	struct batch_row *rows[MANY_ROWS];
	int n = t->grouped;
	bool good = true;
	for (int i = 0; i < n; i++)
		rows[i] = &t->group[i];
	judge_rows(&t->judge, rows, (size_t)n);
	for (int i = 0; i < n && good; i++) {
		struct piece *p = &t->pieces[t->at];
		const struct batch_row *x = rows[i];
		const char *sealed = t->keep_cells ? cells_seal(t->judge.arena, t->judge.app, t->batch, x->no, x->cells, t->columns.n) : "";
		p->rows[p->n++] = (struct kept){x->no, x->fate == FATE_NEW ? id_new() : x->row_id, x->fate, arena_strdup(p->arena, sealed), arena_strdup(p->arena, x->problem)};
		t->rows++;
		t->counts[x->fate]++;
		good = p->n < BATCH_PIECE || turn(t);
	}
	t->grouped = 0;
	arena_release(t->judge.arena, t->mark);
	return good;
}

/* One more row; its texts are in the arena of the judge. False: writing failed. */
static bool take_row(struct taking *t, int64_t no, const char *const *cells)
{
	t->group[t->grouped++] = (struct batch_row){.no = no, .cells = arena_memdup(t->judge.arena, cells, sizeof(*cells) * (size_t)t->columns.n)};
	return t->grouped < MANY_ROWS || judge_group(t);
}

/* ---- the file ---- */

static bool is_empty(const struct xlsx_row *row)
{
	for (int i = 0; i < row->n; i++)
		if (str_trim(str_of(row->cells[i].text)).n)
			return false;
	return true;
}

/* The first row that names two columns we know is the head: forms often begin with a title. */
static bool is_head(struct taking *t, const struct xlsx_row *row)
{
	struct columns c = {0};
	int known = 0;
	for (int i = 0; i < row->n && i < BATCH_COLUMNS; i++)
		c.heads[c.n++] = str_dup(t->r->arena, str_trim(str_of(row->cells[i].text)));
	columns_match(t->r, &c);
	for (int i = 0; i < c.n; i++)
		known += c.map[i] >= 0;
	if (known < 2)
		return false;
	t->columns = c;
	return true;
}

static bool begin_batch(struct req *r, void *context)
{
	struct taking *t = context;
	q_batch_add(r->db, t->batch, r->who->person, t->unit, t->file, import_pack(r->arena, t->columns.heads, t->columns.n),
		    columns_names(r->arena, &t->columns), r->now);
	return true;
}

static bool end_batch(struct req *r, void *context)
{
	struct taking *t = context;
	const int64_t *c = t->counts;
	q_batch_counts(r->db, t->batch, t->rows, c[FATE_NEW], c[FATE_CHANGE], c[FATE_SAME], c[FATE_TWICE], c[FATE_BAD],
		       columns_names(r->arena, &t->columns));
	q_batch_stage(r->db, t->batch, BATCH_READING, BATCH_SHOWN, r->now, BATCH_KEPT);
	return true;
}

static bool drop_batch(struct req *r, void *context)
{
	struct taking *t = context;
	q_batch_stage(r->db, t->batch, BATCH_READING, BATCH_FAILED, r->now, BATCH_KEPT); /* swept by the regular work */
	return true;
}

static const char *const not_written = "服务器没能保存读到的行，请稍后再试。";

static const char *take_sheet(struct taking *t, struct xlsx_in *x)
{
	struct xlsx_row row;
	const char *cells[BATCH_COLUMNS];
	int got, before = 0;
	while ((got = xlsx_in_row(x, &row)) > 0) {
		if (is_empty(&row))
			continue;
		if (!t->columns.n) {
			if (is_head(t, &row) && !errand_run(&t->pieces[0].errand, begin_batch, t))
				return not_written;
			if (!t->columns.n && ++before > 10)
				break;
			continue;
		}
		if (t->rows + t->grouped == BATCH_MOST)
			return "一次最多导入 200,000 行，请分成几个文件。";
		for (int i = 0; i < t->columns.n; i++) {
			bool lossy = i < row.n && row.cells[i].lossy && t->columns.map[i] == T_IDNO;
			cells[i] = i >= row.n ? "" : lossy ? "（超过15位的数字，Excel 已丢失末几位）" : str_dup(t->judge.arena, str_trim(str_of(row.cells[i].text)));
		}
		if (!take_row(t, row.number, cells))
			return not_written;
	}
	if (got < 0)
		return xlsx_in_why(x);
	if (t->grouped && !judge_group(t))
		return not_written;
	if (!t->columns.n)
		return "前几行里没有找到列名。要有一行写明各列，例如“姓名”“证件号码”“手机号”。";
	return t->rows ? NULL : "文件里没有数据。列名下面每行一个人。";
}

static void open_taking(struct taking *t, struct req *r)
{
	t->r = r;
	t->arena = arena_new(96u << 20);
	for (int i = 0; i < 2; i++) {
		errand_open(&t->pieces[i].errand, r->app, NULL, r->who->person);
		t->pieces[i].arena = arena_new(32u << 20);
		t->pieces[i].batch = t->batch;
		t->pieces[i].known = !t->keep_cells;
	}
	t->judge = (struct judge){.app = r->app, .db = r->db, .arena = arena_new(64u << 20), .columns = &t->columns,
				  .units = unit_names(r->db, t->arena, t->unit), .unit = t->unit, .today = r->today};
	t->judge.seen = seen_new(t->arena);
	t->mark = arena_mark(t->judge.arena);
	db_map(r->db, false);
}

static void close_taking(struct taking *t)
{
	for (int i = 0; i < 2; i++) {
		errand_close(&t->pieces[i].errand);
		arena_free(t->pieces[i].arena);
	}
	arena_free(t->judge.arena);
	arena_free(t->arena);
	db_map(t->r->db, true);
	malloc_trim(0); /* the next thing done with these rows takes about as much again */
}

/* In a guard of its own: threads and files must not be left behind by a fault. */
static const char *take_guarded(struct taking *t, struct xlsx_in *x)
{
	struct guard g;
	const char *volatile why = "读取时出错，请稍后再试。";
	if (GUARD(&g)) {
		why = take_sheet(t, x);
		if (!why && !(turn(t) && errand_wait(&t->pieces[!t->at].errand) && errand_run(&t->pieces[0].errand, end_batch, t)))
			why = not_written;
		guard_end(&g);
	}
	if (why && t->columns.n) {
		errand_wait(&t->pieces[0].errand);
		errand_run(&t->pieces[0].errand, drop_batch, t);
	}
	return why;
}

static int64_t unit_or_refuse(struct req *r, const char **no_unit)
{
	int64_t unit = form_int(r, "unit");
	struct unit u;
	if (!unit || !unit_load(r->db, r->arena, unit, &u) || u.state != UNIT_ACTIVE) {
		*no_unit = "请选择这份名单属于哪个工会。";
		return 0;
	}
	return may_or_refuse(r, "member.edit", unit) ? unit : 0;
}

void prepare_batch(struct req *r)
{
	struct taking *t = NEW(r->arena, struct taking);
	const char *why = NULL;
	db_begin(r->db);
	t->unit = unit_or_refuse(r, &t->no_unit);
	if (t->unit && (!r->x->n_uploads || !r->x->uploads[0].size))
		t->no_file = r->x->n_uploads && !text_empty(r->x->uploads[0].filename) ? "这个文件是空的，里面什么也没有。请打开看看，另存以后再上传。" : "请选择要导入的文件（.xlsx 或 .csv）。";
	if (!r->answered && !t->no_unit && !t->no_file) {
		t->batch = id_new();
		t->file = r->x->uploads[0].filename;
		t->keep_cells = true;
		open_taking(t, r);
		struct xlsx_in *x = xlsx_in_open(t->arena, r->x->uploads[0].path, NULL, &why);
		if (x && xlsx_in_sheet(x, 0, &why))
			why = take_guarded(t, x);
		why = why ? arena_strdup(r->arena, why) : NULL;
		xlsx_in_close(x);
		close_taking(t);
	}
	db_rollback(r->db);
	if (why)
		t->no_file = why;
	r->prepared = t;
}

void post_batch(struct req *r)
{
	const struct taking *t = r->prepared;
	if (t->no_unit || t->no_file) {
		problem_add(&r->problems, t->no_unit ? "unit" : "file", "%s", t->no_unit ? t->no_unit : t->no_file);
		get_batches(r);
		answer_status(r, 422);
		return;
	}
	see_other(r, link_to(r, "/members/imports/%lld", (long long)t->batch));
}

/* ---- columns chosen by hand: judged again ---- */

static bool remap(struct req *r, struct columns *c)
{
	bool any = false;
	for (int i = 0; i < c->n; i++) {
		int target = target_named(form_get(r, arena_printf(r->arena, "c%d", i)));
		if (target >= 0 && c->at[target] < 0) {
			c->map[i] = target;
			c->at[target] = i;
			any = true;
		}
	}
	return any;
}

static bool end_remap(struct req *r, void *context)
{
	struct taking *t = context;
	const int64_t *c = t->counts;
	q_batch_counts(r->db, t->batch, t->rows, c[FATE_NEW], c[FATE_CHANGE], c[FATE_SAME], c[FATE_TWICE], c[FATE_BAD],
		       columns_names(r->arena, &t->columns));
	return true;
}

static bool take_again(struct taking *t)
{
	size_t n = 1;
	for (int64_t after = 0; n;) {
		struct arena_mark mark = arena_mark(t->judge.arena);
		struct batch_rows *rows = q_batch_rows(t->r->db, t->judge.arena, t->batch, after, BATCH_PIECE, &n);
		t->mark = arena_mark(t->judge.arena);
		for (size_t i = 0; i < n; i++) {
			const char *cells[BATCH_COLUMNS];
			cells_unseal(t->judge.arena, t->judge.app, t->batch, rows[i].no, rows[i].cells, cells, t->columns.n);
			after = rows[i].no;
			if (!take_row(t, rows[i].no, cells))
				return false;
		}
		if (t->grouped && !judge_group(t))
			return false;
		arena_release(t->judge.arena, mark);
	}
	return turn(t) && errand_wait(&t->pieces[!t->at].errand) && errand_run(&t->pieces[0].errand, end_remap, t);
}

void prepare_batch_map(struct req *r)
{
	struct batch b;
	struct taking *t = NEW(r->arena, struct taking);
	db_begin(r->db);
	if (!batch_load(r->db, r->arena, r->id, &b) || b.person != r->who->person)
		refuse(r, 404, "没有这次导入，或者不是你上传的。");
	else if (b.stage != BATCH_SHOWN)
		refuse(r, 409, "这次导入已经开始办理，不能再改列。");
	else if (!remap(r, &b.columns)) {
		problem_add(&r->problems, "columns", "请至少为一列选择含义。");
		get_batch(r);
		answer_status(r, 422);
		r->answered = true;
	}
	if (!r->answered) {
		t->batch = b.id;
		t->unit = b.unit;
		t->columns = b.columns;
		open_taking(t, r);
		if (!take_again(t))
			refuse(r, 503, "%s", not_written);
		close_taking(t);
	}
	db_rollback(r->db);
	r->prepared = t;
}

void post_batch_map(struct req *r)
{
	const struct taking *t = r->prepared;
	for (int i = 0; i < t->columns.n; i++)
		if (t->columns.map[i] >= 0)
			batch_remember(r, t->columns.heads[i], batch_targets[t->columns.map[i]].name);
	see_other_saying(r, link_to(r, "/members/imports/%lld", (long long)t->batch), "已按选定的列重新核对，下次会记得。");
}
