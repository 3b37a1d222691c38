#include "doc/xlsx_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* A callback's pool is full: which of the two limits it was does not help the user. */
static void put(struct part *p, struct pool *pool, const void *data, size_t n, size_t max)
{
	if (!pool_put(pool, data, n, max))
		part_refuse(p, PART_TOO_BIG);
}

static struct part part_for(const struct book *b, void *ctx)
{
	return (struct part){
		.ctx = ctx, .max_bytes = b->limits.bytes, .max_ratio = b->limits.ratio};
}

/* --- xl/workbook.xml --- */

static void workbook_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct book *b = p->ctx;
	if (is(name, "workbookPr")) {
		char value[8];
		part_attr_copy(attrs, n, "date1904", value, sizeof(value));
		b->since_1904 = is(value, "1") || is(value, "true");
	}
	if (!is(name, "sheet"))
		return;
	if (b->n_sheets == BOOK_SHEETS) {
		part_refuse(p, "工作表太多，请只留下要导入的那一张。");
		return;
	}
	struct book_sheet *s = &b->sheets[b->n_sheets++];
	part_attr_copy(attrs, n, "name", s->name, sizeof(s->name));
	part_attr_copy(attrs, n, "id", s->rel, sizeof(s->rel));
	/* a name cut inside a character loses that character */
	size_t end = strlen(s->name);
	while (end == sizeof(s->name) - 1 && end > 0 && (s->name[end - 1] & 0xC0) == 0x80)
		s->name[--end] = 0;
}

/* --- xl/_rels/workbook.xml.rels: which part is which sheet --- */

static void rels_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct book *b = p->ctx;
	char id[32], target[BOOK_PATH - 4];
	if (!is(name, "Relationship"))
		return;
	part_attr_copy(attrs, n, "Id", id, sizeof(id));
	part_attr_copy(attrs, n, "Target", target, sizeof(target));
	for (int i = 0; i < b->n_sheets; i++) {
		struct book_sheet *s = &b->sheets[i];
		if (!is(s->rel, id))
			continue;
		if (target[0] == '/')
			snprintf(s->path, sizeof(s->path), "%s", target + 1);
		else
			snprintf(s->path, sizeof(s->path), "xl/%s", target);
	}
}

/* --- xl/styles.xml: number formats of cell styles --- */

struct styles {
	struct book *book;
	struct {
		int id;
		enum xlsx_format format;
	} own[1024];
	int n_own;
	bool in_cells;
};

static void styles_number_format(struct styles *s, const xmlChar **attrs, int n)
{
	char id[16];
	size_t len;
	const char *code = part_attr(attrs, n, "formatCode", &len);
	if (!code || s->n_own == (int)(sizeof(s->own) / sizeof(s->own[0])))
		return;
	s->own[s->n_own].id = (int)strtol(part_attr_copy(attrs, n, "numFmtId", id, sizeof(id)), NULL, 10);
	s->own[s->n_own++].format = xlsx_format_of_code((struct str){code, len});
}

static void styles_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct styles *s = p->ctx;
	if (is(name, "numFmt"))
		styles_number_format(s, attrs, n);
	else if (is(name, "cellXfs"))
		s->in_cells = true;
	if (!s->in_cells || !is(name, "xf"))
		return;
	char text[16];
	int id = (int)strtol(part_attr_copy(attrs, n, "numFmtId", text, sizeof(text)), NULL, 10);
	char format = (char)xlsx_format_of_id(id);
	for (int i = 0; i < s->n_own; i++) {
		if (s->own[i].id == id)
			format = (char)s->own[i].format;
	}
	put(p, &s->book->styles, &format, 1, 1 << 17);
}

static void styles_close(struct part *p, const char *name)
{
	struct styles *s = p->ctx;
	if (is(name, "cellXfs"))
		s->in_cells = false;
}

/* --- xl/sharedStrings.xml --- */

struct strings {
	struct book *book;
	bool in_text; /* inside <t> */
	int phonetic; /* inside <rPh>: reading aids, not text */
};

static void strings_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct strings *s = p->ctx;
	if (is(name, "si")) {
		struct book *b = s->book;
		uint32_t start = (uint32_t)b->text.n;
		put(p, &b->starts, &start, sizeof(start),
		    (size_t)b->limits.strings * sizeof(start));
	} else if (is(name, "rPh")) {
		s->phonetic++;
	} else if (is(name, "t")) {
		s->in_text = true;
	}
}

static size_t most_text(const struct book *b)
{
	return b->limits.string_bytes < UINT32_MAX ? b->limits.string_bytes : UINT32_MAX;
}

static void strings_close(struct part *p, const char *name)
{
	struct strings *s = p->ctx;
	if (is(name, "si"))
		put(p, &s->book->text, "", 1, most_text(s->book));
	else if (is(name, "rPh"))
		s->phonetic--;
	else if (is(name, "t"))
		s->in_text = false;
}

static void strings_text(struct part *p, const char *text, size_t n)
{
	struct strings *s = p->ctx;
	if (s->in_text && s->phonetic == 0)
		put(p, &s->book->text, text, n, most_text(s->book));
}

/* --- all of them --- */

static const char *load_names(struct book *b)
{
	struct part p = part_for(b, b);
	p.open = workbook_open;
	if (!part_open(&p, b->zip, "xl/workbook.xml"))
		return "这不是 Excel 表格，请上传 .xlsx 文件。";
	if (!part_run(&p))
		return p.why;
	p = part_for(b, b);
	p.open = rels_open;
	if (!part_open(&p, b->zip, "xl/_rels/workbook.xml.rels"))
		return PART_BROKEN;
	return part_run(&p) ? NULL : p.why;
}

static const char *load_styles(struct book *b)
{
	struct styles s = {.book = b};
	struct part p = part_for(b, &s);
	p.open = styles_open;
	p.close = styles_close;
	if (!part_open(&p, b->zip, "xl/styles.xml"))
		return NULL; /* may be absent */
	return part_run(&p) ? NULL : p.why;
}

static const char *load_strings(struct book *b)
{
	struct strings s = {.book = b};
	struct part p = part_for(b, &s);
	p.open = strings_open;
	p.close = strings_close;
	p.text = strings_text;
	if (!part_open(&p, b->zip, "xl/sharedStrings.xml"))
		return NULL;
	return part_run(&p) ? NULL : p.why;
}

const char *book_load(struct book *b)
{
	const char *why = load_names(b);
	if (!why && b->n_sheets == 0)
		why = PART_BROKEN;
	if (!why)
		why = load_styles(b);
	return why ? why : load_strings(b);
}

const char *book_string(const struct book *b, uint64_t i)
{
	if (i >= b->starts.n / sizeof(uint32_t))
		return NULL;
	uint32_t start;
	memcpy(&start, b->starts.p + i * sizeof(start), sizeof(start));
	return start < b->text.n ? b->text.p + start : NULL;
}

enum xlsx_format book_style(const struct book *b, uint64_t i)
{
	return i < b->styles.n ? (enum xlsx_format)b->styles.p[i] : XLSX_AS_NUMBER;
}

void book_free(struct book *b)
{
	pool_free(&b->styles);
	pool_free(&b->text);
	pool_free(&b->starts);
	if (b->zip)
		zip_discard(b->zip);
	b->zip = NULL;
}
