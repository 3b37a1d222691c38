#include <string.h>

#include "base/fault.h"
#include "doc/xlsx_in.h"
#include "http/html.h"
#include "http/url.h"
#include "kernel/app.h"
#include "kernel/list_import.h"
#include "kernel/unit.h"
#include "list_import.sql.h"
#include "secret/secret.h"

const struct choice import_fates[] = {
	{FATE_NEW, "新增", "info"}, {FATE_CHANGE, "修改", "warn"}, {FATE_SAME, "无变化", "mute"},
	{FATE_TWICE, "重复", "gold"}, {FATE_BAD, "错误", "bad"}, {0}};

/* ---- the file ---- */

const char *import_pack(struct arena *a, const char *const *texts, int n)
{
	struct buf b = buf_in(a);
	for (int i = 0; i < n; i++) {
		buf_puts(&b, i ? "&" : "");
		url_encode(&b, texts[i] ? texts[i] : "");
	}
	return buf_text(&b);
}

int import_unpack(struct arena *a, const char *text, const char **out, int room)
{
	struct str rest = str_of(text);
	int n = 0;
	while (rest.n && n < room) {
		struct str text_of_one = {"", 0};
		out[n++] = url_decode(a, str_cut(&rest, '&'), true, &text_of_one) ? text_of_one.p : "";
	}
	while (n < room)
		out[n++] = "";
	return n;
}

static const char *cell(struct arena *a, const struct xlsx_row *row, int i)
{
	return i < row->n ? str_dup(a, str_trim(str_of(row->cells[i].text))) : "";
}

static bool is_empty(const struct xlsx_row *row)
{
	for (int i = 0; i < row->n; i++)
		if (str_trim(str_of(row->cells[i].text)).n)
			return false;
	return true;
}

static void read_heads(struct req *r, struct import *m, const struct xlsx_row *row)
{
	for (int i = 0; i < row->n && i < IMPORT_COLUMNS; i++)
		m->heads[m->n_heads++] = cell(r->arena, row, i);
	while (m->n_heads && !*m->heads[m->n_heads - 1])
		m->n_heads--;
}

/* The note of who exported stands alone, two rows below the data. */
static bool is_footer(const struct import *m, const struct xlsx_row *row, int64_t last)
{
	return m->n && row->n == 1 && row->number > last + 1 && strstr(row->cells[0].text, "导出，事件");
}

static const char *read_sheet(struct req *r, struct import *m, struct xlsx_in *x)
{
	struct xlsx_row row;
	int got;
	m->rows = NEW_N(r->arena, struct import_row, IMPORT_ROWS);
	while ((got = xlsx_in_row(x, &row)) > 0) {
		if (is_empty(&row) || is_footer(m, &row, m->n ? m->rows[m->n - 1].no : 0))
			continue;
		if (!m->n_heads) {
			read_heads(r, m, &row);
			continue;
		}
		if (m->n == IMPORT_ROWS)
			return "一次最多导入 5,000 行，请分成几个文件。";
		struct import_row *y = &m->rows[m->n++];
		y->no = row.number;
		y->title = y->problem = "";
		y->cells = NEW_N(r->arena, const char *, (size_t)m->n_heads);
		for (int i = 0; i < m->n_heads; i++)
			y->cells[i] = cell(r->arena, &row, i);
	}
	if (got < 0)
		return xlsx_in_why(x);
	return m->n_heads && m->n ? NULL : "文件里没有数据。第一行要是列名，下面每行一条记录。";
}

const char *import_read(struct req *r, struct import *m, const char *path)
{
	const char *why = "文件读不出来。";
	struct xlsx_in *x = xlsx_in_open(r->arena, path, NULL, &why);
	if (!x)
		return why;
	why = xlsx_in_sheet(x, 0, &why) ? read_sheet(r, m, x) : why;
	xlsx_in_close(x);
	return why ? arena_strdup(r->arena, why) : NULL;
}

/* ---- columns ---- */

bool import_takes(const struct field *f)
{
	return (f->use & F_FORM) != 0;
}

bool import_is_extra(const struct list *l, const struct field *f)
{
	for (const struct field *x = l->extras; x && x->name; x++)
		if (x == f)
			return true;
	return false;
}

const struct field *import_field(const struct list *l, const char *name)
{
	const struct field *const own[] = {&list_id, &list_version, &list_owner};
	for (size_t i = 0; i < 3; i++)
		if (strcmp(own[i]->name, name) == 0)
			return own[i];
	for (const struct field *x = l->extras; x && x->name; x++)
		if (strcmp(x->name, name) == 0)
			return x;
	return record_field(l->flow->record, name);
}

static struct seal_place place_of(int64_t batch, int64_t no)
{
	return (struct seal_place){"import_row", "cells", batch + no};
}

const char *import_keep(struct req *r, const struct import *m, int64_t batch, int64_t no, const char *const *cells)
{
	const char *text = import_pack(r->arena, cells, m->n_heads);
	return m->list->extras ? secret_seal(r->arena, &r->app->keys, place_of(batch, no), text) : text;
}

void import_open(struct req *r, const struct import *m, int64_t batch, int64_t no, const char *kept, const char **cells)
{
	const char *text = kept;
	if (m->list->extras && !secret_unseal(r->arena, &r->app->keys, place_of(batch, no), kept, &text))
		fault("a row of import %lld does not open", (long long)batch);
	import_unpack(r->arena, text, cells, m->n_heads);
}

static const char *bare(struct arena *a, const char *label)
{
	struct buf b = buf_in(a);
	for (; *label; label++)
		if (*label != ' ' && *label != '*' && *label != '\n')
			buf_char(&b, *label);
	return buf_text(&b);
}

static const struct field *special(const char *head)
{
	const struct field *const fields[] = {&list_id, &list_version, &list_owner};
	for (size_t i = 0; i < 3; i++)
		if (strcmp(head, fields[i]->label) == 0)
			return fields[i];
	if (strcmp(head, "所在单位") == 0 || strcmp(head, "单位") == 0)
		return &list_owner; /* as people say it */
	return NULL;
}

/* A column is called as its field, or by either half of 岗位或职务. */
static bool says(const char *label, const char *head)
{
	const char *or = strstr(label, "或");
	size_t n = or ? (size_t)(or - label) : 0;
	return strcmp(label, head) == 0 || (or && ((strlen(head) == n && strncmp(label, head, n) == 0) || strcmp(or + strlen("或"), head) == 0));
}

static const struct field *meant(struct req *r, const struct import *m, const char *head)
{
	const struct record *record = m->list->flow->record;
	const char *text = bare(r->arena, head);
	for (int i = 0; i < record->n_fields; i++)
		if (import_takes(&record->fields[i]) && says(bare(r->arena, record->fields[i].label), text))
			return &record->fields[i];
	for (const struct field *x = m->list->extras; x && x->name; x++)
		if (strcmp(text, bare(r->arena, x->label)) == 0)
			return x;
	if (special(text))
		return special(text);
	const char *before = q_import_map_get(r->db, r->arena, r->who->person, m->list->name, head);
	const struct field *f = *before ? import_field(m->list, before) : NULL;
	return f && import_takes(f) ? f : NULL;
}

void import_match(struct req *r, struct import *m)
{
	for (int i = 0; i < m->n_heads; i++) {
		const struct field *f = *m->heads[i] ? meant(r, m, m->heads[i]) : NULL;
		for (int k = 0; k < i; k++)
			if (m->map[k] == f)
				f = NULL; /* the first of two columns counts */
		m->map[i] = f;
	}
}

void import_ready(struct req *r, struct import *m)
{
	struct scope s = scope_of(r, m->list->flow->edit_right);
	size_t n;
	m->units = NEW_N(r->arena, struct option, s.n_units + 500 * (s.n_trees ? s.n_trees : 1));
	for (size_t i = 0; i < s.n_units; i++)
		m->units[m->n_units++] = (struct option){s.units[i], unit_name(r->db, r->arena, s.units[i])};
	for (size_t i = 0; i < s.n_trees; i++) {
		struct option *o = options_units(r, path_last(s.trees[i]), &n);
		for (size_t k = 0; k < n; k++)
			m->units[m->n_units++] = o[k];
	}
}
