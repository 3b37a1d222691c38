/*
 * A list as a file: the rows of its conditions, in its order. Written on the slow
 * pool from one snapshot, page by page, so that 100,000 rows take no more memory
 * than five hundred; then the writer records who took how many.
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/gauge.h"
#include "kernel/list_parts.h"
#include "kernel/list_out.h"
#include "kernel/unit.h"
#include "secret/token.h"

enum { AT_ONCE = 500 };

struct export {
	const struct list *list;
	const char *path, *what, *reason; /* what: the conditions as text */
	bool csv;
	int64_t rows;
	bool cut; /* there are more: its time was over */
};

/* ---- who takes one just now ---- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t takers[MAX_THREADS]; /* 0: free */

/* Puts `to` where `from` is; false: that is nowhere. */
static bool change_taker(int64_t from, int64_t to)
{
	for (int i = 0; i < MAX_THREADS; i++)
		if (takers[i] == from) {
			takers[i] = to;
			return true;
		}
	return false;
}

bool list_export_begin(int64_t person)
{
	pthread_mutex_lock(&lock);
	bool there = change_taker(person, person), begun = !there && change_taker(0, person);
	pthread_mutex_unlock(&lock);
	return begun;
}

void list_export_end(int64_t person)
{
	pthread_mutex_lock(&lock);
	change_taker(person, 0);
	pthread_mutex_unlock(&lock);
}

/* ---- the rows ---- */

const struct list *list_or_refuse(struct req *r)
{
	const struct list *l = list_of(r->app, r->word);
	if (!l)
		refuse(r, 404, "没有这个列表。请从导航重新进入。");
	else if (!may_anywhere(r->who, right_of(r->app, l->read_right)))
		refuse(r, 403, "你没有“%s”的权限。", right_of(r->app, l->read_right)->label);
	else
		return l;
	return NULL;
}

const struct field list_id = {.name = "id", .label = LIST_ID_LABEL, .kind = KIND_ID, .at = offsetof(struct head, id)};
const struct field list_version = {.name = "version", .label = LIST_VERSION_LABEL, .kind = KIND_INT,
				   .at = offsetof(struct head, version)};

/* Number first, the chosen columns, owner, version: what an import needs to know the row again. */
static int columns_of(struct req *r, const struct list_query *q, bool all, struct list_out_col **out)
{
	int n = 0;
	struct list_out_col *c = NEW_N(r->arena, struct list_out_col, (size_t)q->record->n_fields + 4);
	c[n++] = (struct list_out_col){&list_id, list_id.label};
	for (size_t i = 0; !all && i < q->n_cols; i++)
		c[n++] = (struct list_out_col){q->cols[i], q->cols[i]->label};
	for (int i = 0; all && i < q->record->n_fields; i++)
		if (q->record->fields[i].use & (F_LIST | F_FORM))
			c[n++] = (struct list_out_col){&q->record->fields[i], q->record->fields[i].label};
	c[n++] = (struct list_out_col){&list_owner, list_owner.label};
	c[n++] = (struct list_out_col){&list_version, list_version.label};
	*out = c;
	return n;
}

/* Who, when, and the head of the chain of events: what was true at that moment. */
static const char *footer_of(struct req *r, const struct list_query *q)
{
	struct event_head h = event_head(r->db, r->arena);
	return arena_printf(r->arena, "%s（%s）于 %s 导出，事件 %lld，链头 %.16s%s", r->who->name, r->who->unit_name,
			    instant_cn(r->arena, r->now), (long long)h.seal, h.hash ? h.hash : "",
			    q->words.count ? "。按搜索词导出：一段一段从新往旧找，每段内按所选的次序排列" : "");
}

static void write_rows(struct req *r, struct list_out *o, const struct list_query *q, const struct list_rows *got,
		       const struct list_out_col *cols, int n)
{
	int64_t *ids = NEW_N(r->arena, int64_t, got->n);
	void **rows = NEW_N(r->arena, void *, got->n);
	const char ***names = NEW_N(r->arena, const char **, (size_t)n);
	for (size_t i = 0; i < got->n; i++)
		ids[i] = got->keys[i].id;
	record_load_some(r->db, r->arena, q->record, ids, got->n, F_LIST | F_FORM, rows);
	for (int c = 0; c < n; c++)
		if (cols[c].f->kind == KIND_REF && cols[c].f->ref)
			names[c] = list_names(r, cols[c].f, rows, got->n);
	for (size_t i = 0; i < got->n; i++) {
		for (int c = 0; rows[i] && c < n; c++)
			list_out_cell(o, cols[c].f, rows[i], names[c] ? names[c][i] : NULL);
		if (rows[i])
			list_out_row_end(o);
	}
}

static void write_all(struct req *r, struct list_out *o, struct list_query *q, const struct list_out_col *cols, int n, struct export *e)
{
	int64_t end = gauge_now() + list_bounds.export_seconds * 1000000LL;
	q->size = AT_ONCE;
	for (bool more = true; more && !e->cut;) {
		struct arena_mark mark = arena_mark(r->arena);
		struct list_rows got = list_rows(r, q);
		int64_t older = got.more_after ? q->older : got.older;
		more = got.more_after || got.older || (got.cut && got.reached.id);
		struct list_key key = got.more_after ? got.keys[got.n - 1] : got.reached;
		write_rows(r, o, q, &got, cols, n);
		e->rows += (int64_t)got.n;
		e->cut = more && gauge_now() >= end;
		char text[2048] = "";
		if (more && key.text && snprintf(text, sizeof(text), "%s", key.text) >= (int)sizeof(text))
			fault("a key of the list is too long");
		arena_release(r->arena, mark);
		q->has_key = older == q->older; /* words go on among older entries, from the first row of these */
		q->older = older;
		q->key = key;
		q->key.text = key.text ? arena_strdup(r->arena, text) : NULL;
	}
}

/* In the guard of the caller: the workbook's library holds memory that a fault must not leave behind. */
static bool write_guarded(struct req *r, struct list_out *o, struct list_query *q, const struct list_out_col *cols,
			  int n, struct export *e)
{
	struct guard g;
	if (!GUARD(&g))
		return false;
	write_all(r, o, q, cols, n, e);
	guard_end(&g);
	return true;
}

static const char *write_file(struct req *r, struct export *e, struct list_query *q, bool all)
{
	struct list_out_col *cols;
	const char *why = NULL, *tmp = arena_printf(r->arena, "%s/tmp", r->app->data);
	int n = columns_of(r, q, all, &cols);
	e->path = arena_printf(r->arena, "%s/export-%s", tmp, token_new(r->arena, 12));
	const char *footer = footer_of(r, q);
	struct list_out *o = list_out_new(r->arena, e->path, tmp, e->csv, q->record->label, cols, n, footer);
	bool begun = list_export_begin(r->who->person), good = begun && write_guarded(r, o, q, cols, n, e);
	if (begun)
		list_export_end(r->who->person);
	if (!good) {
		list_out_drop(o);
		return begun ? "导出没能完成，请稍后再试。" : "你的另一个导出还没有完成，请等它下载以后再导。";
	}
	if (e->cut)
		list_out_footer(o, arena_printf(r->arena, "没有导完：一次导出最长 %d 秒，最后一行以后的没有导。请加上条件（单位、日期、状态等），分几次导。%s",
						LIST_EXPORT_SECONDS, footer));
	return list_out_close(o, &why) ? NULL : why;
}

static const char *conditions_text(struct req *r, const struct list_query *q)
{
	struct buf b = buf_in(r->arena);
	list_conditions(r, q, &b);
	return b.n ? buf_text(&b) : "全部";
}

void prepare_list_export(struct req *r)
{
	const struct list *l = list_or_refuse(r);
	if (!l)
		return;
	struct export *e = NEW(r->arena, struct export);
	*e = (struct export){.list = l, .csv = strcmp(form_get(r, "format"), "csv") == 0, .reason = form_get(r, "reason")};
	if (l->personal && !*e->reason) {
		refuse_field(r, "reason", "用途", "这个列表里有个人信息，导出要写明用途，例如“评审材料”。");
		return;
	}
	db_begin(r->db);
	struct list_query *q = list_query_of(r, l, form_get(r, "query"));
	q->has_key = q->before = false; /* all there is, on whatever page it was asked for */
	q->older = 0;
	e->what = conditions_text(r, q);
	const char *why = write_file(r, e, q, form_has(r, "all"));
	db_rollback(r->db);
	if (why)
		refuse(r, 503, "%s", why);
	r->prepared = e;
}

void post_list_export(struct req *r)
{
	const struct export *e = r->prepared;
	const char *name = e->list->flow->record->label;
	struct event done = {
		.unit = r->who->unit, .record = e->list->flow->record->name, .verb = "export",
		.note = utf8_clip(r->arena, e->reason, 500),
		.changes = arena_printf(r->arena, "导出 %lld %s%s%s%s", (long long)e->rows,
					e->list->noun ? e->list->noun : "条", e->cut ? "（没有导完）" : "", e->list->personal ? "" : "，",
					e->list->personal ? "" : e->what),
		/* what was searched for may be a name */
		.personal = e->list->personal ? e->what : "",
	};
	event_add(r, &done);
	answer_download(r, e->path, true,
			e->csv ? "text/csv; charset=utf-8" :
				 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			arena_printf(r->arena, "%s-%s%s.%s", name, day_iso(r->arena, r->today), e->cut ? "（没有导完）" : "", e->csv ? "csv" : "xlsx"));
	r->answered = true;
}
