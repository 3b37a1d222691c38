#include "doc/xlsx_in.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "doc/csv_in.h"
#include "doc/file_kind.h"
#include "doc/text_in.h"
#include "doc/xlsx_book.h"

enum {
	CELL_BYTES = 131072,
	TAPE_BYTES = 32 << 20,
	ROW_BYTES = 2 * TAPE_BYTES,
	CSV_BYTES = 20 << 20
};

#define TOO_LONG "表格行数太多，请删去末尾的空白行，或分成几个文件再上传。"
#define TOO_WIDE "表格列数太多，请删去右侧多余的列再上传。"

const struct xlsx_limits xlsx_default_limits = {
	.bytes = 512u << 20,
	.ratio = 200,
	.rows = 200000,
	.cols = 512,
	.cells = 5000000,
	.strings = 2000000,
	.string_bytes = 128u << 20,
};

/* How <c t="…"> stores its value. */
enum store { STORE_NUMBER, STORE_SHARED, STORE_TEXT, STORE_BOOL, STORE_ERROR, STORE_DATE };

/*
 * The callbacks write cells onto a tape, for some rows at once; xlsx_in_row takes
 * them off and resets the tape when it is empty.
 */
struct taped {
	int row, col;
	enum store store;
	uint32_t style;
	size_t start, n; /* raw text in the pool */
};

struct xlsx_in {
	struct arena *scratch; /* texts of one row */
	struct book book;
	struct part part;
	struct str text; /* of a CSV file */
	struct csv csv;
	bool is_csv;
	bool open, ended;
	const char *why;

	struct pool tape, raw;
	size_t taken;	   /* cells of the tape already handed out */
	int row, col;	   /* where the parser is */
	struct taped cell; /* being read */
	bool in_cell, in_value;
	int phonetic;
	uint64_t cells;
	int closed_row;		/* the last row that is whole */
	struct xlsx_cell *line; /* limits.cols cells */
};

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* --- inside the parser --- */

static void open_row(struct part *p, const xmlChar **attrs, int n)
{
	struct xlsx_in *x = p->ctx;
	char text[16];
	part_attr_copy(attrs, n, "r", text, sizeof(text));
	int row = *text ? (int)strtol(text, NULL, 10) : x->row + 1;
	if (row <= x->row) {
		part_refuse(p, PART_BROKEN);
		return;
	}
	x->row = row;
	x->col = -1;
	if (row > x->book.limits.rows)
		part_refuse(p, TOO_LONG);
}

/* "AB12" is column 27 (from 0); -1 when there are no letters. */
static int column_of(const char *ref)
{
	int col = 0;
	for (; *ref >= 'A' && *ref <= 'Z' && col < 100000; ref++)
		col = col * 26 + (*ref - 'A' + 1);
	return col - 1;
}

static enum store store_of(const char *t)
{
	static const struct {
		const char *t;
		enum store store;
	} stores[] = {{"s", STORE_SHARED}, {"str", STORE_TEXT}, {"inlineStr", STORE_TEXT},
		      {"b", STORE_BOOL},   {"e", STORE_ERROR},	{"d", STORE_DATE}};
	for (size_t i = 0; i < sizeof(stores) / sizeof(stores[0]); i++) {
		if (is(t, stores[i].t))
			return stores[i].store;
	}
	return STORE_NUMBER;
}

static void open_cell(struct part *p, const xmlChar **attrs, int n)
{
	struct xlsx_in *x = p->ctx;
	char text[16];
	int col = column_of(part_attr_copy(attrs, n, "r", text, sizeof(text)));
	x->col = col >= 0 ? col : x->col + 1;
	x->cell = (struct taped){.row = x->row, .col = x->col, .start = x->raw.n};
	x->cell.store = store_of(part_attr_copy(attrs, n, "t", text, sizeof(text)));
	x->cell.style =
		(uint32_t)strtoul(part_attr_copy(attrs, n, "s", text, sizeof(text)), NULL, 10);
	x->in_cell = true;
	x->phonetic = 0;
}

static void on_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct xlsx_in *x = p->ctx;
	if (is(name, "row"))
		open_row(p, attrs, n);
	else if (is(name, "c"))
		open_cell(p, attrs, n);
	else if (is(name, "rPh"))
		x->phonetic++;
	else if (x->in_cell && (is(name, "v") || is(name, "t")))
		x->in_value = true;
}

static void close_cell(struct part *p)
{
	struct xlsx_in *x = p->ctx;
	x->in_cell = false;
	x->cell.n = x->raw.n - x->cell.start;
	if (x->cell.n == 0)
		return;
	if (x->cell.col >= x->book.limits.cols)
		part_refuse(p, TOO_WIDE);
	else if (++x->cells > x->book.limits.cells)
		part_refuse(p, "表格内容太多，请分成几个文件再上传。");
	else if (!pool_put(&x->raw, "", 1, TAPE_BYTES) ||
		 !pool_put(&x->tape, &x->cell, sizeof(x->cell), TAPE_BYTES))
		part_refuse(p, PART_TOO_BIG);
}

static void on_close(struct part *p, const char *name)
{
	struct xlsx_in *x = p->ctx;
	if (is(name, "c") && x->in_cell)
		close_cell(p);
	else if (is(name, "row"))
		x->closed_row = x->row;
	else if (is(name, "rPh"))
		x->phonetic--;
	else if (is(name, "v") || is(name, "t"))
		x->in_value = false;
}

static void on_text(struct part *p, const char *text, size_t n)
{
	struct xlsx_in *x = p->ctx;
	if (!x->in_value || x->phonetic > 0)
		return;
	if (x->raw.n - x->cell.start + n > CELL_BYTES)
		part_refuse(p, "有一个单元格的文字太长（超过 32767 字），请缩短后再上传。");
	else if (!pool_put(&x->raw, text, n, TAPE_BYTES))
		part_refuse(p, PART_TOO_BIG);
}

/* --- outside the parser --- */

static enum file_kind kind_of(const char *path, uint64_t *size)
{
	struct file_look look = {0};
	FILE *f = fopen(path, "rb");
	*size = 0;
	if (f) {
		look = file_look(f);
		*size = fseeko(f, 0, SEEK_END) == 0 ? (uint64_t)ftello(f) : 0;
		fclose(f);
	}
	return look.kind;
}

static const char *refuse_kind(enum file_kind kind)
{
	switch (kind) {
	case FILE_XLSX:
	case FILE_TEXT:
		return NULL;
	case FILE_XLS:
		return "这是旧版 .xls 表格，请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。";
	case FILE_LOCKED:
		return "表格设了打开密码，请取消密码后再上传。";
	default:
		return "这不是 Excel 表格，请上传 .xlsx 文件。";
	}
}

static const char *load_csv(struct xlsx_in *x, struct arena *a, const char *path, uint64_t size)
{
	const char *why = NULL;
	if (size > CSV_BYTES)
		return "CSV 文件太大（超过 20 MB），请分成几个文件再上传。";
	FILE *f = fopen(path, "rb");
	char *bytes = arena_alloc(a, size + 1);
	size_t n = f ? fread(bytes, 1, size, f) : 0;
	if (f)
		fclose(f);
	x->is_csv = true;
	return text_decode(a, (struct str){bytes, n}, &x->text, &why) ? NULL : why;
}

static const char *load(struct xlsx_in *x, struct arena *a, const char *path)
{
	uint64_t size;
	enum file_kind kind = kind_of(path, &size);
	const char *why = access(path, R_OK) == 0 ? refuse_kind(kind) : "文件打不开，请重新上传。";
	if (why || kind == FILE_TEXT)
		return why ? why : load_csv(x, a, path, size);
	x->book.zip = zip_open(path, ZIP_RDONLY, NULL);
	return x->book.zip ? book_load(&x->book) : PART_BROKEN;
}

struct xlsx_in *xlsx_in_open(struct arena *a, const char *path, const struct xlsx_limits *limits,
			     const char **why)
{
	struct xlsx_in *x = NEW(a, struct xlsx_in);
	x->book.limits = limits ? *limits : xlsx_default_limits;
	x->line = NEW_N(a, struct xlsx_cell, (size_t)x->book.limits.cols);
	*why = load(x, a, path);
	if (*why) {
		book_free(&x->book);
		return NULL;
	}
	x->scratch = arena_new(ROW_BYTES);
	return x;
}

int xlsx_in_sheets(const struct xlsx_in *x)
{
	return x->is_csv ? 1 : x->book.n_sheets;
}

const char *xlsx_in_sheet_name(const struct xlsx_in *x, int sheet)
{
	return sheet >= 0 && sheet < x->book.n_sheets ? x->book.sheets[sheet].name : "";
}

static void leave_sheet(struct xlsx_in *x)
{
	if (x->open)
		part_close(&x->part);
	x->open = x->ended = false;
	x->tape.n = x->raw.n = x->taken = 0;
	x->row = x->closed_row = 0;
	x->cells = 0;
	x->in_cell = x->in_value = false;
}

bool xlsx_in_sheet(struct xlsx_in *x, int sheet, const char **why)
{
	leave_sheet(x);
	x->csv = csv_begin(x->text);
	*why = NULL;
	if (x->is_csv)
		return sheet == 0;
	*why = x->why = sheet >= 0 && sheet < x->book.n_sheets ? NULL : PART_BROKEN;
	if (x->why)
		return false;
	x->part = (struct part){.ctx = x,
				.max_bytes = x->book.limits.bytes,
				.max_ratio = x->book.limits.ratio,
				.open = on_open,
				.close = on_close,
				.text = on_text};
	x->open = part_open(&x->part, x->book.zip, x->book.sheets[sheet].path);
	if (!x->open)
		*why = x->why = PART_BROKEN;
	return x->open;
}

static const struct taped *peek(const struct xlsx_in *x)
{
	size_t at = x->taken * sizeof(struct taped);
	return at < x->tape.n ? (const struct taped *)(x->tape.p + at) : NULL;
}

/* Drops what was handed out: what is left is at most one row that is not whole yet. */
static void compact(struct xlsx_in *x)
{
	size_t gone = x->taken * sizeof(struct taped);
	x->tape.n -= gone;
	memmove(x->tape.p, x->tape.p + gone, x->tape.n);
	x->taken = 0;
	struct taped *c = (struct taped *)x->tape.p;
	size_t n = x->tape.n / sizeof(*c);
	size_t base = n > 0 ? c[0].start : x->in_cell ? x->cell.start : x->raw.n;
	x->raw.n -= base;
	memmove(x->raw.p, x->raw.p + base, x->raw.n);
	for (size_t i = 0; i < n; i++)
		c[i].start -= base;
	x->cell.start = x->in_cell ? x->cell.start - base : 0;
}

/* Feeds the parser until a whole row lies on the tape. False: end or trouble. */
static bool fill(struct xlsx_in *x)
{
	const struct taped *c;
	while (!(c = peek(x)) || (c->row > x->closed_row && !x->ended)) {
		if (x->ended || x->why)
			return false;
		if (x->taken > 0)
			compact(x);
		int got = part_feed(&x->part);
		if (got < 0)
			x->why = x->part.why;
		x->ended = got <= 0;
	}
	return !x->why;
}

static struct xlsx_cell bool_cell(const char *raw)
{
	return (struct xlsx_cell){.text = is(raw, "1") || is(raw, "true") ? "是" : "否",
				  .kind = XLSX_CELL_BOOL};
}

static struct xlsx_cell cell_value(struct xlsx_in *x, const struct taped *t)
{
	const char *raw = x->raw.p + t->start;
	struct xlsx_cell cell = {.text = "", .kind = XLSX_CELL_TEXT};
	switch (t->store) {
	case STORE_SHARED:
		cell.text = book_string(&x->book, strtoull(raw, NULL, 10));
		return cell.text ? cell : (struct xlsx_cell){.text = ""};
	case STORE_BOOL:
		return bool_cell(raw);
	case STORE_ERROR:
		cell.kind = XLSX_CELL_ERROR;
		break;
	case STORE_DATE: /* ISO already; midnight is left out */
		cell.kind = XLSX_CELL_DATE;
		break;
	case STORE_NUMBER:
		return xlsx_number_cell(x->scratch, (struct str){raw, t->n},
					book_style(&x->book, t->style), x->book.since_1904);
	case STORE_TEXT:
		break;
	}
	cell.text = arena_strndup(x->scratch, raw, t->n);
	if (t->store == STORE_DATE && strlen(cell.text) > 10)
		cell.text = str_ends(str_of(cell.text), "T00:00:00")
				    ? arena_strndup(x->scratch, raw, 10)
				    : cell.text;
	return cell;
}

static int next_csv(struct xlsx_in *x, struct xlsx_row *row)
{
	arena_reset(x->scratch);
	const char **cells = NEW_N(x->scratch, const char *, (size_t)x->book.limits.cols);
	int n = csv_row(&x->csv, x->scratch, cells, x->book.limits.cols);
	if (n < 0)
		x->why = TOO_WIDE;
	else if (x->csv.row > x->book.limits.rows)
		x->why = TOO_LONG;
	for (int i = 0; i < n; i++)
		x->line[i] = (struct xlsx_cell){
			.text = cells[i], .kind = *cells[i] ? XLSX_CELL_TEXT : XLSX_CELL_EMPTY};
	*row = (struct xlsx_row){.number = x->csv.row, .n = n, .cells = x->line};
	return x->why ? -1 : n > 0;
}

int xlsx_in_row(struct xlsx_in *x, struct xlsx_row *row)
{
	if (x->is_csv)
		return next_csv(x, row);
	if (!x->open || !fill(x))
		return x->why ? -1 : 0;
	arena_reset(x->scratch);
	*row = (struct xlsx_row){.number = peek(x)->row, .cells = x->line};
	for (const struct taped *t; (t = peek(x)) && t->row == row->number; x->taken++) {
		struct xlsx_cell cell = cell_value(x, t);
		for (; row->n <= t->col; row->n++)
			x->line[row->n] = (struct xlsx_cell){.text = ""};
		x->line[t->col] = cell;
	}
	return 1;
}

const char *xlsx_in_why(const struct xlsx_in *x)
{
	return x->why;
}

void xlsx_in_close(struct xlsx_in *x)
{
	if (!x)
		return;
	leave_sheet(x);
	pool_free(&x->tape);
	pool_free(&x->raw);
	book_free(&x->book);
	arena_free(x->scratch);
}
