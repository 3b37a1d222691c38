/* The pages of an import: upload, preview, applying, taking back. */
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/list_import.h"
#include "kernel/list_import_view.h"
#include "kernel/list_out.h"
#include "kernel/page.h"
#include "list_import.html.h"
#include "list_import.sql.h"
#include "secret/id.h"
#include "secret/token.h"

enum { SHOWN = 100, UNDO_MS = 86400000 };

static const struct list *open_list(struct req *r, const char *name)
{
	r->word = name;
	const struct list *l = list_or_refuse(r);
	if (!l)
		return NULL;
	if (!l->imports) {
		refuse(r, 404, "%s不能从文件导入，请在页面上登记。", l->flow->record->label);
		return NULL;
	}
	const struct right *right = right_of(r->app, l->flow->edit_right);
	if (may_anywhere(r->who, right))
		return l;
	refuse(r, 403, "你没有“%s”的权限。", right->label);
	return NULL;
}

static void show_upload(struct req *r, const struct list *l)
{
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "导入%s", l->flow->record->label), .nav = l->base,
				     .crumbs = {{l->flow->record->label, l->base}}});
	tpl_import_upload(r->out, l, r);
	page_end(r);
}

void get_list_import(struct req *r)
{
	const struct list *l = open_list(r, r->word);
	if (l)
		show_upload(r, l);
}

/* ---- judging, on the slow pool ---- */

/* What judging takes from the arena goes back after each row; the texts of its fate stay. */
static void judge_one(struct req *r, const struct import *m, struct import_row *x)
{
	char problem[2000];
	void *row, *before;
	struct arena_mark mark = arena_mark(r->arena);
	import_judge(r, m, x, &row, &before);
	snprintf(problem, sizeof(problem), "%s", x->problem);
	arena_release(r->arena, mark);
	x->problem = arena_strdup(r->arena, problem);
}

static void judge_all(struct req *r, struct import *m)
{
	import_ready(r, m);
	for (size_t i = 0; i < m->n; i++)
		judge_one(r, m, &m->rows[i]);
	import_find_twice(r, m);
}

void prepare_list_import(struct req *r)
{
	const struct list *l = open_list(r, r->word);
	struct import *m = NEW(r->arena, struct import);
	if (!l)
		return;
	m->list = l;
	r->prepared = m;
	if (!r->x->n_uploads || !r->x->uploads[0].size) {
		m->wrong = "请选择要导入的文件（.xlsx 或 .csv）。";
		return;
	}
	m->file = r->x->uploads[0].filename;
	db_begin(r->db);
	m->wrong = import_read(r, m, r->x->uploads[0].path);
	if (!m->wrong) {
		import_match(r, m);
		judge_all(r, m);
	}
	db_rollback(r->db);
}

static const char *map_text(struct req *r, const struct import *m)
{
	const char *names[IMPORT_COLUMNS];
	for (int i = 0; i < m->n_heads; i++)
		names[i] = m->map[i] ? m->map[i]->name : "";
	return import_pack(r->arena, names, m->n_heads);
}

static void keep_rows(struct req *r, const struct import *m, int64_t batch)
{
	for (size_t i = 0; i < m->n; i++) {
		struct arena_mark mark = arena_mark(r->arena);
		const struct import_row *x = &m->rows[i];
		q_import_row_put(r->db, batch, x->no, import_keep(r, m, batch, x->no, x->cells), x->fate, x->row_id,
				 x->title, x->problem);
		arena_release(r->arena, mark);
	}
}

void post_list_import(struct req *r)
{
	const struct import *m = r->prepared;
	int64_t id = id_new();
	if (m->wrong) {
		problem_add(&r->problems, "file", "%s", m->wrong);
		show_upload(r, m->list);
		answer_status(r, 422);
		return;
	}
	q_import_add(r->db, id, m->list->name, r->who->person, m->file, import_pack(r->arena, m->heads, m->n_heads),
		     map_text(r, m), r->now);
	keep_rows(r, m, id);
	see_other(r, link_to(r, "/imports/%lld", (long long)id));
}

/* ---- from the side tables ---- */

struct import *import_load(struct db *d, struct arena *a, const struct app *app, int64_t id, int64_t person, struct import_get *b)
{
	const char *names[IMPORT_COLUMNS];
	struct import *m = NEW(a, struct import);
	if (!q_import_get(d, a, id, person, b) || !(m->list = list_of(app, b->list)) || !m->list->imports)
		return NULL;
	m->file = b->file;
	m->n_heads = import_unpack(a, b->heads, m->heads, IMPORT_COLUMNS);
	while (m->n_heads && !*m->heads[m->n_heads - 1])
		m->n_heads--;
	import_unpack(a, b->map, names, IMPORT_COLUMNS);
	for (int i = 0; i < m->n_heads; i++)
		m->map[i] = *names[i] ? import_field(m->list, names[i]) : NULL;
	return m;
}

/* The same; NULL: refused. */
static struct import *batch_or_refuse(struct req *r, struct import_get *b)
{
	struct import *m = import_load(r->db, r->arena, r->app, r->id, r->who->person, b);
	if (!m)
		refuse(r, 404, "没有这次导入，或者不是你办理的。");
	return m && open_list(r, b->list) ? m : NULL;
}

static void load_rows(struct req *r, struct import *m)
{
	size_t n;
	struct import_rows *x = q_import_rows(r->db, r->arena, r->id, 0, IMPORT_ROWS, &n);
	m->rows = NEW_N(r->arena, struct import_row, n);
	m->n = n;
	for (size_t i = 0; i < n; i++) {
		m->rows[i] = (struct import_row){.no = x[i].no, .cells = NEW_N(r->arena, const char *, IMPORT_COLUMNS)};
		import_open(r, m, r->id, x[i].no, x[i].cells, m->rows[i].cells);
	}
}

/* Columns chosen by hand: judged again, remembered for the next file. */
void prepare_import_map(struct req *r)
{
	struct import_get b;
	db_begin(r->db);
	struct import *m = batch_or_refuse(r, &b);
	if (m) {
		for (int i = 0; i < m->n_heads; i++) {
			const char *name = form_get(r, arena_printf(r->arena, "c%d", i));
			const struct field *f = *name ? import_field(m->list, name) : NULL;
			if (f && import_takes(f))
				m->map[i] = f;
		}
		load_rows(r, m);
		judge_all(r, m);
	}
	db_rollback(r->db);
	r->prepared = m;
}

void post_import_map(struct req *r)
{
	const struct import *m = r->prepared;
	struct import_get b;
	if (!batch_or_refuse(r, &b))
		return;
	if (b.stage != IMPORT_SHOWN) {
		refuse(r, 409, "这次导入已经办完，不能再改列。");
		return;
	}
	for (int i = 0; i < m->n_heads; i++)
		if (m->map[i] && import_takes(m->map[i]) && *form_get(r, arena_printf(r->arena, "c%d", i)))
			q_import_map_put(r->db, r->who->person, m->list->name, m->heads[i], m->map[i]->name);
	q_import_set_map(r->db, r->id, map_text(r, m));
	keep_rows(r, m, r->id);
	see_other_saying(r, link_to(r, "/imports/%lld", (long long)r->id), "已按选定的列重新核对，下次会记得。");
}

/* ---- preview and result ---- */

/* Columns of an export that are shown but not filled in: 状态 and the like. */
static bool is_shown_only(const struct record *record, const char *head)
{
	for (int i = 0; i < record->n_fields; i++)
		if (!import_takes(&record->fields[i]) && strcmp(record->fields[i].label, head) == 0)
			return true;
	return false;
}

static void fill_columns(struct req *r, const struct import *m, struct import_view *v)
{
	const struct record *record = m->list->flow->record;
	v->left = NEW_N(r->arena, struct import_column, IMPORT_COLUMNS);
	size_t extras = 0;
	while (m->list->extras && m->list->extras[extras].name)
		extras++;
	v->fields = NEW_N(r->arena, const struct field *, (size_t)record->n_fields + extras);
	for (int i = 0; i < record->n_fields + (int)extras; i++) {
		const struct field *f = i < record->n_fields ? &record->fields[i] : &m->list->extras[i - record->n_fields];
		bool taken = false;
		for (int k = 0; k < m->n_heads; k++)
			taken |= m->map[k] == f;
		if (import_takes(f) && !taken)
			v->fields[v->n_fields++] = f;
	}
	for (int i = 0; i < m->n_heads; i++)
		if (!m->map[i] && *m->heads[i] && !is_shown_only(record, m->heads[i]))
			v->left[v->n_left++] = (struct import_column){arena_printf(r->arena, "c%d", i), m->heads[i]};
}

static void fill_counts(struct req *r, struct import_view *v)
{
	size_t n;
	struct import_fates *f = q_import_fates(r->db, r->arena, r->id, &n);
	for (size_t i = 0; i < n; i++)
		if (f[i].fate > 0 && f[i].fate < FATE_COUNT)
			v->counts[f[i].fate] = f[i].n;
	v->to_do = v->counts[FATE_NEW] + v->counts[FATE_CHANGE];
}

void get_import_batch(struct req *r)
{
	struct import_get b;
	struct import *m = batch_or_refuse(r, &b);
	int64_t fate = query_int(r, "fate"), after = query_int(r, "after");
	size_t n;
	if (!m)
		return;
	struct import_view v = {.import = m, .id = r->id, .state = b.stage, .fate = fate, .here = link_to(r, "/imports/%lld", (long long)r->id)};
	const struct list *l = m->list;
	v.next_act = b.stage == IMPORT_APPLIED && l->next_act && may_anywhere(r->who, right_of(r->app, l->next_right)) ? l->next_act : NULL;
	v.running = b.stage == IMPORT_APPLYING || b.stage == IMPORT_UNDOING;
	v.undoable = b.stage == IMPORT_APPLYING || (b.stage == IMPORT_APPLIED && r->now - b.done_at < UNDO_MS);
	fill_counts(r, &v);
	int64_t all = q_import_last_no(r->db, r->id);
	v.kept = b.stage == IMPORT_UNDONE ? q_import_kept(r->db, r->id) : 0;
	int64_t done = b.stage == IMPORT_UNDOING && b.at_no ? all + 1 - b.at_no : b.at_no; /* taken back from the last row up */
	v.percent = v.running && all ? done * 100 / (all + 1) : 0;
	fill_columns(r, m, &v);
	struct import_rows *x = fate ? q_import_rows_of_fate(r->db, r->arena, r->id, (int)fate, after, SHOWN + 1, &n) :
				       q_import_rows(r->db, r->arena, r->id, after, SHOWN + 1, &n);
	v.n = n > SHOWN ? SHOWN : n;
	v.rows = NEW_N(r->arena, struct import_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = (struct import_line){x[i].no, x[i].title, x[i].problem, x[i].fate,
			x[i].row_id ? flow_home(r->arena, m->list->flow, x[i].row_id) : NULL, x[i].fate == FATE_NEW ? x[i].row_id : 0};
	if (n > SHOWN)
		v.next = link_to(r, "%s?fate=%lld&after=%lld", v.here, (long long)fate, (long long)x[SHOWN - 1].no);
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "导入%s", m->list->flow->record->label),
				     .nav = m->list->base, .crumbs = {{m->list->flow->record->label, m->list->base}}});
	tpl_import_page(r->out, &v, r);
	page_end(r);
}

/* ---- workbooks: template, rows with errors ---- */

static void send_book(struct req *r, struct list_out *o, const char *path, const char *name)
{
	const char *why = NULL;
	if (!list_out_close(o, &why)) {
		refuse(r, 503, "%s", why);
		return;
	}
	answer_download(r, path, true, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
	r->answered = true;
}

static const char *temporary(struct req *r)
{
	return arena_printf(r->arena, "%s/tmp/export-%s", r->app->data, token_new(r->arena, 12));
}

void get_list_template(struct req *r)
{
	const struct list *l = open_list(r, r->word);
	if (!l)
		return;
	const struct record *record = l->flow->record;
	struct list_out_col *cols = NEW_N(r->arena, struct list_out_col, (size_t)record->n_fields + 8);
	const char *path = temporary(r);
	int n = 0;
	for (int i = 0; i < record->n_fields; i++)
		if (import_takes(&record->fields[i]))
			cols[n++] = (struct list_out_col){&record->fields[i], record->fields[i].label};
	for (const struct field *x = l->extras; x && x->name; x++)
		cols[n++] = (struct list_out_col){x, x->label};
	cols[n++] = (struct list_out_col){&list_owner, list_owner.label};
	send_book(r, list_out_new(r->arena, path, NULL, false, record->label, cols, n, NULL), path,
		  arena_printf(r->arena, "%s-导入模板.xlsx", record->label));
}

void get_import_errors(struct req *r)
{
	static const struct field text = {.name = "text", .kind = KIND_TEXT};
	struct import_get b;
	struct import *m = batch_or_refuse(r, &b);
	const char *cells[IMPORT_COLUMNS], *path = temporary(r);
	size_t n;
	if (!m)
		return;
	struct list_out_col *cols = NEW_N(r->arena, struct list_out_col, IMPORT_COLUMNS + 1);
	for (int i = 0; i < m->n_heads; i++)
		cols[i] = (struct list_out_col){&text, m->heads[i]};
	cols[m->n_heads] = (struct list_out_col){&text, "怎样改"};
	struct list_out *o = list_out_new(r->arena, path, NULL, false, "没有导入的行", cols, m->n_heads + 1, NULL);
	struct import_rows *x = q_import_rows_of_fate(r->db, r->arena, r->id, FATE_BAD, 0, IMPORT_ROWS, &n);
	for (size_t i = 0; i < n; i++) {
		import_open(r, m, r->id, x[i].no, x[i].cells, cells);
		for (int c = 0; c < m->n_heads; c++) /* numbers of a person leave the house in no file */
			list_out_text(o, import_is_extra(m->list, m->map[c]) && *cells[c] ? "（见原文件）" : cells[c]);
		list_out_text(o, x[i].problem);
		list_out_row_end(o);
	}
	send_book(r, o, path, arena_printf(r->arena, "%s-没有导入的行.xlsx", m->list->flow->record->label));
}

/* ---- applying and taking back: list_import_work.c ---- */

void post_import_apply(struct req *r)
{
	struct import_get b;
	struct import *m = batch_or_refuse(r, &b);
	if (!m)
		return;
	if (!q_import_stage(r->db, r->id, IMPORT_SHOWN, IMPORT_APPLYING, r->now, true)) {
		refuse(r, 409, "这次导入已经办过了。");
		return;
	}
	import_go(r, r->id);
	see_other(r, link_to(r, "/imports/%lld", (long long)r->id));
}

void post_import_undo(struct req *r)
{
	struct import_get b;
	struct import *m = batch_or_refuse(r, &b);
	if (!m)
		return;
	bool fresh = b.stage == IMPORT_APPLYING || (b.stage == IMPORT_APPLIED && r->now - b.done_at < UNDO_MS);
	if (!fresh || !q_import_stage(r->db, r->id, b.stage, IMPORT_UNDOING, r->now, true)) {
		refuse(r, 409, "导入完成后一天以内才能撤销。");
		return;
	}
	import_go(r, r->id);
	see_other(r, link_to(r, "/imports/%lld", (long long)r->id));
}
