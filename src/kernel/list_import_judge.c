/* What becomes of one row of a workbook. */
#include <string.h>

#include "kernel/list_import.h"
#include "kernel/unit.h"

static const char *cell_of(const struct import *m, const struct import_row *x, const struct field *f)
{
	for (int i = 0; i < m->n_heads; i++)
		if (m->map[i] == f)
			return x->cells[i];
	return NULL;
}

static bool bad(struct req *r, struct import_row *x, const char *format, ...) __attribute__((format(printf, 3, 4)));
static bool bad(struct req *r, struct import_row *x, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = arena_vprintf(r->arena, format, args);
	va_end(args);
	x->problem = x->fate == FATE_BAD ? arena_printf(r->arena, "%s%s", x->problem, text) : text;
	x->fate = FATE_BAD;
	return false;
}

/* The value behind a label, for choices, names and yes or no. NULL: there is none. */
static const char *value_of(struct req *r, const struct import *m, const struct field *f, const char *text)
{
	size_t n = 0;
	for (const struct choice *c = f->choices; c && c->label; c++)
		if (strcmp(c->label, text) == 0)
			return arena_printf(r->arena, "%lld", (long long)c->value);
	if (f->kind == KIND_FLAG)
		return strcmp(text, "是") == 0 ? "1" : strcmp(text, "否") == 0 ? "0" : NULL;
	struct option *o = f->kind == KIND_REF && m->list->options ? m->list->options(r, f, &n) : NULL;
	for (size_t i = 0; i < n; i++)
		if (strcmp(o[i].label, text) == 0)
			return arena_printf(r->arena, "%lld", (long long)o[i].value);
	return f->choices || f->kind == KIND_REF ? NULL : text;
}

static const char *allowed_labels(struct req *r, const struct field *f)
{
	struct buf b = buf_in(r->arena);
	for (const struct choice *c = f->choices; c && c->label; c++)
		buf_printf(&b, "%s%s", b.n ? "、" : "", c->label);
	return b.n ? buf_text(&b) : f->kind == KIND_FLAG ? "是、否" : "名册里的全名";
}

static void read_cell(struct req *r, const struct import *m, struct import_row *x, const struct field *f,
		      const char *text, void *row)
{
	struct problems p = {.arena = r->arena};
	const char *value = *text ? value_of(r, m, f, text) : "";
	if (!value)
		bad(r, x, "“%s”不能填“%.60s”，可以填：%s。", f->label, text, allowed_labels(r, f));
	else if (!field_read(&p, f, value, row))
		bad(r, x, "%s", p.first->text);
}

static void read_cells(struct req *r, const struct import *m, struct import_row *x, void *row, bool fresh)
{
	const struct record *record = m->list->flow->record;
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		const char *text = import_takes(f) ? cell_of(m, x, f) : NULL;
		if (text)
			read_cell(r, m, x, f, text, row);
		else if (fresh && (f->use & F_FORM) && (f->use & F_NEED))
			bad(r, x, "缺少“%s”这一列。", f->label);
	}
}

/* What the list's own columns say of a new row. */
static void take_extras(struct req *r, const struct import *m, struct import_row *x, void *row)
{
	const char *texts[IMPORT_COLUMNS];
	struct problems p = {.arena = r->arena};
	int n = 0;
	for (const struct field *f = m->list->extras; f && f->name; f++) {
		const char *text = cell_of(m, x, f);
		texts[n++] = text ? text : "";
	}
	m->list->take(r, row, texts, &p);
	for (const struct problem *one = p.first; one; one = one->next)
		bad(r, x, "%s", one->text);
}

void import_check(struct req *r, const struct import *m, struct import_row *x, void *row, const void *before)
{
	struct problems outer = r->problems;
	if (!m->list->check)
		return;
	r->problems = (struct problems){.arena = r->arena};
	m->list->check(r, row, before);
	for (const struct problem *one = r->problems.first; one; one = one->next)
		bad(r, x, "%s", one->text);
	r->problems = outer;
}

/* A number of somebody who is registered is changed on his page, where the right to it is asked; a masked one is no change. */
static void refuse_extras(struct req *r, const struct import *m, struct import_row *x)
{
	for (const struct field *f = m->list->extras; f && f->name; f++) {
		const char *text = cell_of(m, x, f);
		if (text && *text && !strchr(text, '*'))
			bad(r, x, "已登记的%s不从文件修改，请到本人的页面修改。", f->label);
	}
}

static bool read_unit(struct req *r, const struct import *m, struct import_row *x, struct head *h)
{
	const char *name = cell_of(m, x, &list_owner);
	if (!name || !*name) {
		h->unit = union_of_right(r, m->list->flow->edit_right);
		return h->unit || bad(r, x, "你不能在本单位登记。");
	}
	for (size_t i = 0; i < m->n_units; i++)
		if (strcmp(m->units[i].label, name) == 0) {
			h->unit = m->units[i].value;
			return true;
		}
	return bad(r, x, "“所属工会”里的“%.60s”不存在，或你不能在那里登记；请写单位全称。", name);
}

static bool same_fields(const struct import *m, const void *a, const void *b)
{
	for (int i = 0; i < m->n_heads; i++)
		if (m->map[i] && import_takes(m->map[i]) && !import_is_extra(m->list, m->map[i]) && !field_same(m->map[i], a, b))
			return false;
	return true;
}

/* A row of the same unit that says the same; looked for where an index leads. */
static int64_t known_already(struct req *r, const struct import *m, const struct head *h)
{
	const struct record *record = m->list->flow->record;
	const struct field *sort = NULL;
	int64_t found = 0;
	for (int i = 0; i < record->n_fields && !sort; i++)
		if ((record->fields[i].use & F_SORT) && record->fields[i].kind != KIND_TEXT)
			sort = &record->fields[i];
	struct stmt *s = db_use_text(r->db, sort ?
		arena_printf(r->arena, "select id from %s where unit = $1 and %s = $2 order by id desc limit 200", record->name, sort->name) :
		arena_printf(r->arena, "select id from %s where unit = $1 and id > $2 order by id desc limit 200", record->name));
	bind_int(s, 1, h->unit);
	bind_int(s, 2, sort ? field_int(sort, h) : 0);
	while (!found && db_step(s)) {
		const struct head *other = record_load(r->db, r->arena, record, col_int(s, 0));
		if (other && same_fields(m, other, h))
			found = other->id;
	}
	db_done(s);
	return found;
}

static void judge_new(struct req *r, const struct import *m, struct import_row *x, void **out)
{
	struct head *h = record_new(r->arena, m->list->flow->record);
	const struct record *record = m->list->flow->record;
	for (int i = 0; i < record->n_fields; i++)
		if (record->fields[i].kind == KIND_TEXT || record->fields[i].kind == KIND_LONG)
			field_set_text(&record->fields[i], h, "");
	x->fate = FATE_NEW;
	read_unit(r, m, x, h);
	read_cells(r, m, x, h, true);
	*out = h;
	if (m->list->take)
		take_extras(r, m, x, h);
	if (x->fate == FATE_BAD || m->list->take)
		return;
	x->row_id = known_already(r, m, h);
	if (x->row_id) {
		x->fate = FATE_TWICE;
		x->problem = "已有一条内容相同的记录，不再登记。";
	} else
		import_check(r, m, x, h, NULL);
}

static void judge_known(struct req *r, const struct import *m, struct import_row *x, int64_t id, void **out, void **before)
{
	const struct flow *f = m->list->flow;
	struct head *was = record_load(r->db, r->arena, f->record, id), *h;
	const char *version = cell_of(m, x, &list_version);
	int64_t v = 0;
	x->fate = FATE_CHANGE;
	x->row_id = id;
	if (!was || !may(r, m->list->read_right, was->unit)) {
		bad(r, x, "编号 %lld 的记录不存在，或你不能查看；新登记的行请把编号留空。", (long long)id);
		return;
	}
	h = arena_memdup(r->arena, was, f->record->size);
	read_cells(r, m, x, h, false);
	refuse_extras(r, m, x);
	*out = h;
	*before = was;
	if (x->fate == FATE_BAD)
		return;
	if (same_fields(m, was, h)) {
		x->fate = FATE_SAME;
		return;
	}
	if (version && str_int(str_of(version), &v) && v != was->version)
		bad(r, x, "导出以后这条记录改动过，请重新导出再改。");
	else if (!flow_editable(r, f, was))
		bad(r, x, "“%s”状态下不能修改，或你没有修改的权限。",
		    choice_label(record_field(f->record, "state")->choices, was->state));
	else
		import_check(r, m, x, h, was);
	if (x->fate != FATE_BAD)
		x->problem = record_diff(r->arena, r->db, f->record, was, h);
}

void import_judge(struct req *r, const struct import *m, struct import_row *x, void **row, void **before)
{
	const struct record *record = m->list->flow->record;
	const char *text = cell_of(m, x, &list_id), *title = cell_of(m, x, record_field(record, record->title)), *owner = cell_of(m, x, &list_owner);
	int64_t id = 0;
	*row = *before = NULL;
	x->problem = "";
	x->row_id = 0;
	x->title = title && *title ? title : owner && *owner ? owner : "（未命名）"; /* what names itself is known by whose it is */
	if (text && *text && !str_int(str_of(text), &id))
		bad(r, x, "编号“%.40s”不对，请照导出的文件填写，或留空。", text);
	else if (id)
		judge_known(r, m, x, id, row, before);
	else
		judge_new(r, m, x, row);
}

struct seen {
	const char *text;
	int64_t no;
};

/* The line that said the same before; 0: none, and it is noted. */
static int64_t seen_before(struct seen *seen, size_t room, const char *text, int64_t no)
{
	uint64_t h = 1469598103934665603u;
	for (const char *p = text; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	size_t at = (size_t)(h ^ h >> 29) & (room - 1);
	while (seen[at].text && strcmp(seen[at].text, text) != 0)
		at = (at + 1) & (room - 1);
	if (seen[at].text)
		return seen[at].no;
	seen[at] = (struct seen){text, no};
	return 0;
}

void import_find_twice(struct req *r, struct import *m)
{
	size_t room = 16;
	while (room < m->n * 2)
		room *= 2;
	struct seen *seen = arena_alloc_n(r->arena, room, sizeof(*seen));
	for (size_t i = 0; i < m->n; i++) {
		struct import_row *x = &m->rows[i];
		int64_t no = seen_before(seen, room, import_pack(r->arena, x->cells, m->n_heads), x->no);
		if (no && x->fate == FATE_NEW) {
			x->fate = FATE_TWICE;
			x->problem = arena_printf(r->arena, "与第 %lld 行相同，只登记一次。", (long long)no);
		}
	}
	for (const struct field *f = m->list->extras; f && f->name; f++) { /* a number belongs to one person */
		seen = arena_alloc_n(r->arena, room, sizeof(*seen));
		for (size_t i = 0; i < m->n; i++) {
			const char *text = cell_of(m, &m->rows[i], f);
			int64_t no = text && *text && m->rows[i].fate == FATE_NEW ? seen_before(seen, room, text, m->rows[i].no) : 0;
			if (no)
				bad(r, &m->rows[i], "%s与第 %lld 行相同，请核对。", f->label, (long long)no);
		}
	}
}
