/* The pages of an import of members: upload, what would happen, applying, taking back, errors as a workbook. */
#include <string.h>

#include "batch.html.h"
#include "batch.sql.h"
#include "doc/xlsx_out.h"
#include "kernel/app.h"
#include "kernel/rights.h"
#include "modules/members/batch_view.h"
#include "modules/members/batch_work.h"
#include "secret/token.h"

enum { SHOWN = 100, LISTED = 20 };

const struct choice batch_stages[] = {
	{BATCH_READING, "读取中断", "mute"}, {BATCH_SHOWN, "待导入", "warn"}, {BATCH_APPLYING, "正在写入", "info"},
	{BATCH_CHANGING, "正在修改", "info"}, {BATCH_INDEXING, "正在建立查找", "info"}, {BATCH_APPLIED, "已导入", "ok"},
	{BATCH_UNDOING, "正在撤销", "info"}, {BATCH_RETURNING, "正在改回", "info"}, {BATCH_UNDONE, "已撤销", "mute"},
	{BATCH_FAILED, "没有读完", "bad"}, {0},
};

void get_batches(struct req *r)
{
	struct batches_page v = {.unit = form_int(r, "unit")};
	struct scope s = scope_of(r, "member.edit");
	v.items = NEW_N(r->arena, struct batch_item, LISTED);
	if (s.n_trees) {
		v.units = options_units_or_near(r, path_last(s.trees[0]), query_int(r, "unit"), &v.n_units, &v.few_units);
		size_t n;
		struct batches_of *b = q_batches_of(r->db, r->arena, path_last(s.trees[0]), LISTED, &n);
		for (size_t i = 0; i < n; i++)
			v.items[v.n++] = (struct batch_item){b[i].id, b[i].rows, b[i].file, choice_label(batch_stages, b[i].stage),
							     instant_cn(r->arena, b[i].created_at), b[i].name};
	}
	page_begin(r, &(struct page){.title = "导入会员", .nav = "/members", .crumbs = {{"会员", "/members"}}});
	tpl_batches(r->out, r, &v);
	page_end(r);
}

/* Who uploaded it, and those who approve for its union; the latter see no cells. */
static bool batch_or_refuse(struct req *r, struct batch *b)
{
	if (!batch_load(r->db, r->arena, r->id, b)) {
		refuse(r, 404, "没有这次导入，可能已过期清除。");
		return false;
	}
	return may_or_refuse(r, b->person == r->who->person ? "member.edit" : "member.approve", b->unit);
}

static void fill_columns(struct req *r, struct batch_page *v)
{
	const struct columns *c = &v->b->columns;
	v->left = NEW_N(r->arena, struct batch_left, BATCH_COLUMNS);
	v->targets = NEW_N(r->arena, const struct target *, T_COUNT);
	for (int i = 0; i < c->n; i++)
		if (c->map[i] < 0 && *c->heads[i])
			v->left[v->n_left++] = (struct batch_left){arena_printf(r->arena, "c%d", i), c->heads[i]};
	for (int t = 0; t < T_COUNT; t++)
		if (c->at[t] < 0)
			v->targets[v->n_targets++] = &batch_targets[t];
}

static void fill_rows(struct req *r, struct batch_page *v)
{
	size_t n;
	const char *cells[BATCH_COLUMNS];
	int64_t after = query_int(r, "after");
	int name = v->b->columns.at[T_NAME];
	struct batch_rows *x = v->fate ? q_batch_rows_of(r->db, r->arena, v->b->id, (int)v->fate, after, SHOWN + 1, &n) :
					 q_batch_rows(r->db, r->arena, v->b->id, after, SHOWN + 1, &n);
	bool in = v->b->stage >= BATCH_CHANGING && v->b->stage < BATCH_FAILED; /* new rows are in the register */
	v->n = n > SHOWN ? SHOWN : n;
	v->rows = NEW_N(r->arena, struct batch_line, v->n);
	for (size_t i = 0; i < v->n; i++) {
		bool open = cells_unseal(r->arena, r->app, v->b->id, x[i].no, x[i].cells, cells, v->b->columns.n);
		v->rows[i] = (struct batch_line){x[i].no, x[i].fate, open && name >= 0 ? cells[name] : "", x[i].problem,
			x[i].row_id && x[i].fate != FATE_TWICE && (x[i].fate != FATE_NEW || in) ? link_to(r, "/members/%lld", (long long)x[i].row_id) : NULL};
	}
	if (n > SHOWN)
		v->next = link_to(r, "%s?fate=%lld&after=%lld", v->here, (long long)v->fate, (long long)x[SHOWN - 1].no);
}

void get_batch(struct req *r)
{
	struct batch b;
	if (!batch_or_refuse(r, &b))
		return;
	struct batch_page v = {.b = &b, .here = link_to(r, "/members/imports/%lld", (long long)b.id), .fate = query_int(r, "fate"),
			       .unit_name = unit_name(r->db, r->arena, b.unit), .state = choice_label(batch_stages, b.stage)};
	v.mine = b.person == r->who->person;
	v.to_do = b.counts[FATE_NEW] + b.counts[FATE_CHANGE];
	v.may_apply = may(r, "member.approve", b.unit);
	v.undoable = b.stage == BATCH_APPLIED && r->now - b.done_at < BATCH_UNDO_MS && v.may_apply;
	v.running = (b.stage >= BATCH_APPLYING && b.stage < BATCH_APPLIED) || b.stage == BATCH_UNDOING || b.stage == BATCH_RETURNING;
	if (v.running && b.rows)
		v.percent = b.at_no * 100 / (b.rows + 1);
	fill_columns(r, &v);
	fill_rows(r, &v);
	page_begin(r, &(struct page){.title = "导入会员", .nav = "/members", .crumbs = {{"会员", "/members"}, {"导入", "/members/imports"}}});
	tpl_batch(r->out, r, &v);
	page_end(r);
}

void post_batch_apply(struct req *r)
{
	struct batch b;
	if (!batch_or_refuse(r, &b) || !may_or_refuse(r, "member.approve", b.unit))
		return;
	if (!q_batch_stage(r->db, b.id, BATCH_SHOWN, BATCH_APPLYING, r->now, BATCH_UNDER_WAY)) {
		refuse(r, 409, "这次导入已经办过了，或还没有读完。请刷新页面。");
		return;
	}
	q_batch_arrives(r->db, b.id);
	batch_go(r, b.id);
	see_other(r, link_to(r, "/members/imports/%lld", (long long)b.id));
}

void post_batch_undo(struct req *r)
{
	struct batch b;
	if (!batch_or_refuse(r, &b) || !may_or_refuse(r, "member.approve", b.unit))
		return;
	if (b.stage != BATCH_APPLIED || r->now - b.done_at >= BATCH_UNDO_MS) {
		refuse(r, 409, "导入完成后一天以内才能撤销。");
		return;
	}
	q_batch_stage(r->db, b.id, BATCH_APPLIED, BATCH_UNDOING, r->now, BATCH_UNDER_WAY);
	q_batch_arrives(r->db, b.id); /* gone for everybody at once */
	batch_go(r, b.id);
	see_other(r, link_to(r, "/members/imports/%lld", (long long)b.id));
}

/* ---- workbooks ---- */

static void send_book(struct req *r, struct xlsx_out *o, const char *path, const char *name)
{
	const char *why = NULL;
	if (!xlsx_out_close(o, &why)) {
		refuse(r, 503, "%s", why);
		return;
	}
	answer_download(r, path, true, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
	r->answered = true;
}

static struct xlsx_out *new_book(struct req *r, const char **path)
{
	const char *tmp = arena_printf(r->arena, "%s/tmp", r->app->data);
	*path = arena_printf(r->arena, "%s/export-%s", tmp, token_new(r->arena, 12));
	return xlsx_out_new(r->arena, *path, tmp);
}

void get_batch_template(struct req *r)
{
	struct xlsx_col *cols = NEW_N(r->arena, struct xlsx_col, T_COUNT);
	const char *path;
	for (int t = 0; t < T_COUNT; t++)
		cols[t] = (struct xlsx_col){.label = batch_targets[t].label, .kind = XLSX_TEXT, .width = t == T_IDNO ? 22 : 14};
	struct xlsx_out *o = new_book(r, &path);
	xlsx_out_sheet(o, &(struct xlsx_sheet){.name = "会员", .cols = cols, .n_cols = T_COUNT});
	send_book(r, o, path, "会员-导入模板.xlsx");
}

static void write_errors(struct req *r, struct xlsx_out *o, const struct batch *b, enum fate fate)
{
	const char *cells[BATCH_COLUMNS];
	size_t n = 1;
	for (int64_t after = 0; n;) {
		struct arena_mark mark = arena_mark(r->arena);
		struct batch_rows *x = q_batch_rows_of(r->db, r->arena, b->id, (int)fate, after, BATCH_PIECE, &n);
		for (size_t i = 0; i < n; i++) {
			after = x[i].no;
			cells_unseal(r->arena, r->app, b->id, x[i].no, x[i].cells, cells, b->columns.n);
			for (int c = 0; c < b->columns.n; c++)
				xlsx_out_text(o, cells[c]);
			xlsx_out_text(o, x[i].problem);
			xlsx_out_row_end(o);
		}
		arena_release(r->arena, mark);
	}
}

/* Only for who sent the file: its numbers are whole. */
void get_batch_errors(struct req *r)
{
	struct batch b;
	const char *path;
	if (!batch_or_refuse(r, &b))
		return;
	if (b.person != r->who->person) {
		refuse(r, 403, "出错的行里有完整号码，只有上传的人能下载。");
		return;
	}
	struct xlsx_col *cols = NEW_N(r->arena, struct xlsx_col, (size_t)b.columns.n + 1);
	for (int i = 0; i < b.columns.n; i++)
		cols[i] = (struct xlsx_col){.label = b.columns.heads[i], .kind = XLSX_TEXT};
	cols[b.columns.n] = (struct xlsx_col){.label = "怎样改", .kind = XLSX_TEXT, .width = 50};
	struct xlsx_out *o = new_book(r, &path);
	xlsx_out_sheet(o, &(struct xlsx_sheet){.name = "没有导入的行", .cols = cols, .n_cols = b.columns.n + 1});
	write_errors(r, o, &b, FATE_BAD);
	write_errors(r, o, &b, FATE_TWICE);
	send_book(r, o, path, "会员-没有导入的行.xlsx");
}
