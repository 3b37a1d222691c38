#include "kernel/files.h"

#include <string.h>

#include "base/fault.h"
#include "files.html.h"
#include "http/html.h"
#include "kernel/app.h"
#include "kernel/files_view.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "kernel.sql.h"
#include "secret/id.h"

bool files_attach(struct req *r, const struct record *record, int64_t row_id, int64_t unit)
{
	const struct stored_files *all = r->prepared;
	if (!all || !all->n)
		return true;
	struct buf names = buf_in(r->arena);
	for (size_t i = 0; i < all->n; i++) {
		const struct stored *f = &all->items[i];
		q_file_add(r->db, id_new(), f->hash, f->size, f->type, f->name, unit, record->name, row_id,
			   r->who ? r->who->person : 0, r->now, f->width, f->height);
		buf_printf(&names, "%s附件：%s（指纹 %.12s）", i ? "\n" : "", f->name, f->hash);
	}
	struct event e = {.unit = unit, .record = record->name, .row_id = row_id, .verb = "attach",
			  .changes = buf_text(&names)};
	event_add(r, &e);
	return true;
}

struct file_row *files_of(struct db *d, struct arena *a, const char *record, int64_t row_id, size_t *n)
{
	struct files_of_row *rows = q_files_of_row(d, a, record, row_id, n);
	struct file_row *out = NEW_N(a, struct file_row, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct file_row){rows[i].id, rows[i].size, rows[i].created_by, rows[i].created_at,
					   rows[i].name, rows[i].type, rows[i].hash, rows[i].width, rows[i].height};
	return out;
}

static const char *size_text(struct arena *a, int64_t n)
{
	if (n < 1024)
		return arena_printf(a, "%lld B", (long long)n);
	if (n < 1024 * 1024)
		return arena_printf(a, "%lld KB", (long long)((n + 512) / 1024));
	return arena_printf(a, "%lld.%lld MB", (long long)(n >> 20), (long long)((n & 1048575) * 10 >> 20));
}

/* Files follow their record: who may change it may hang on and take off files. */
static bool may_edit(struct req *r, const char *record, int64_t unit)
{
	const struct flow *f = flow_of(r->app, record);
	return f && f->edit_right && may(r, f->edit_right, unit);
}

void file_list(struct buf *o, struct req *r, const struct record *record, const void *row)
{
	const struct head *h = row;
	size_t n;
	struct file_row *files = files_of(r->db, r->arena, record->name, h->id, &n);
	struct file_line *lines = NEW_N(r->arena, struct file_line, n);
	for (size_t i = 0; i < n; i++)
		lines[i] = (struct file_line){
			files[i].id, files[i].name, size_text(r->arena, files[i].size),
			record_title(r->db, r->arena, &person_record, files[i].created_by),
			instant_cn(r->arena, files[i].created_at), strncmp(files[i].type, "image/", 6) == 0,
			r->x->path};
	const struct flow *flow = flow_of(r->app, record->name);
	tpl_file_list(o, r, lines, n, may_edit(r, record->name, h->unit) && flow_editable(r, flow, row)); /* as set_removed asks */
}

void file_input(struct buf *o, struct req *r, const char *name, const char *label, const char *accept)
{
	tpl_file_input(o, name, label, accept, problem_of(&r->problems, name), (int)(r->app->upload_limit >> 20), false);
}

void file_needed(struct buf *o, struct req *r, const char *name, const char *label)
{
	tpl_file_input(o, name, label, NULL, problem_of(&r->problems, name), (int)(r->app->upload_limit >> 20), true);
}

/* The file, if the asker may see the record it hangs on; otherwise refused. */
static bool load(struct req *r, struct file_get *f)
{
	if (!q_file_get(r->db, r->arena, r->id, f)) {
		refuse(r, 404, "没有这个文件。");
		return false;
	}
	const struct flow *flow = flow_of(r->app, f->record);
	const char *right = !flow ? NULL : flow->read_right ? flow->read_right : flow->find_right ? flow->find_right : flow->edit_right;
	if (!right) {
		refuse(r, 404, "没有这个文件。");
		return false;
	}
	const void *row = record_load(r->db, r->arena, flow->record, f->row_id);
	if (row && flow->search_text && !flow->search_text(r, row))
		right = flow->edit_right; /* not published yet */
	return row ? may_row_or_refuse(r, right, flow->record, row) : may_or_refuse(r, right, f->unit);
}

void get_file(struct req *r)
{
	struct file_get f;
	if (!load(r, &f))
		return;
	if (f.removed) {
		refuse(r, 404, "这个文件已被移除。");
		return;
	}
	bool picture = strncmp(f.type, "image/", 6) == 0 && !query_int(r, "download");
	answer_download(r, file_path(r, f.hash), false, f.type, f.name);
	answer_header(r->x, "Cache-Control", "private, max-age=3600");
	if (picture) /* shown in the page; everything else is only ever downloaded */
		for (size_t i = 0; i < r->x->answer_headers.n; i++)
			if (strcmp(r->x->answer_headers.items[i].name, "Content-Disposition") == 0)
				r->x->answer_headers.items[i].value = "inline";
}

static void set_removed(struct req *r, bool removed)
{
	struct file_get f;
	if (!load(r, &f))
		return;
	if (!may_edit(r, f.record, f.unit)) {
		refuse(r, 403, "只有能修改这条记录的人可以移除附件。");
		return;
	}
	const struct flow *flow = flow_of(r->app, f.record);
	const void *row = record_load(r->db, r->arena, flow->record, f.row_id);
	if (!row || !flow_editable(r, flow, row)) {
		refuse(r, 409, "这条记录现在的状态下不能改动附件。确需改动的，请先撤回或退回。");
		return;
	}
	q_file_removed(r->db, f.id, removed);
	struct event e = {.unit = f.unit, .record = f.record, .row_id = f.row_id, .verb = removed ? "detach" : "attach",
			  .changes = arena_printf(r->arena, "附件：%s（指纹 %.12s）", f.name, f.hash)};
	event_add(r, &e);
	const char *back = form_get(r, "_back");
	see_other_saying(r, inside(back, "/"), removed ? "附件已移除，可在经过里找回。" : "附件已恢复。");
}

void post_file_remove(struct req *r)
{
	set_removed(r, true);
}

void post_file_restore(struct req *r)
{
	set_removed(r, false);
}
