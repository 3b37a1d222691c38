/*
 * A document to be printed: an official one (公文, GB/T 9704-2012) or a plain
 * report. Callers fill the fields and append blocks in reading order; docx_out.h
 * and pdf_out.h lay it out. All texts are copied into the arena.
 *
 *	struct paper *p = paper_new(a);
 *	p->organ = "临江市总工会";
 *	p->number = "临工发〔2024〕5号";
 *	p->title = "关于……的通知";
 *	p->receiver = "各直属工会";
 *	paper_heading(p, 1, "一、总体要求");
 *	paper_para(p, "……");
 *	paper_sign(p, "临江市总工会", day_of(2024, 6, 5));
 *
 * Callers write the numbering (一、（一）1.（1）) themselves; the level only
 * chooses the typeface. Fields left NULL are left out.
 */
#ifndef LX_PAPER_H
#define LX_PAPER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"

enum paper_block_kind {
	PAPER_HEADING, /* level 1 黑体, 2 楷体, 3 and 4 仿宋 */
	PAPER_PARA,    /* indented by two characters */
	PAPER_ITEM,    /* with a mark ("1." or "—") that the text hangs on */
	PAPER_QUOTE,   /* 楷体, moved in: words of the superior plan */
	PAPER_FIGURES, /* one small centred line of figures */
	PAPER_TABLE,
	PAPER_PAGE,  /* what follows begins a page */
	PAPER_ANNEX, /* "附件1" on a new page, with its title; after the signature */
};

enum paper_align { PAPER_LEFT, PAPER_CENTER, PAPER_RIGHT };

enum { PAPER_COLS = 64 }; /* most columns of a table */

struct paper_col {
	const char *label;
	int weight; /* share of the width, from 1 */
	enum paper_align align;
};

struct paper_row {
	struct paper_row *next;
	const char *cell[]; /* one a column */
};

struct paper_table {
	const char *caption; /* above it, or NULL */
	const struct paper_col *cols;
	int n_cols;
	int tall; /* least lines of a row: to be written into by hand; 0: as its text wants */
	int half_points; /* size of its text; 24: 小四 */
	struct paper_row *rows, *last;
	int n_filled; /* cells of the last row */
};

struct paper_block {
	enum paper_block_kind kind;
	int level;
	const char
		*head; /* runs into the text, in the typeface of `level`; or the mark of an item */
	const char *text;
	struct paper_table *table;
	struct paper_block *next;
};

struct paper_line { /* a list of texts */
	const char *text;
	struct paper_line *next;
};

struct paper {
	struct arena *arena;
	bool report; /* no red head: title, cover line, foot on every page */

	/* the head */
	const char *organ; /* 发文机关标志, red: "临江市总工会文件" is made of it by the caller's
			      will */
	const char *number;   /* 发文字号: "临工发〔2024〕5号" */
	const char *signer;   /* 签发人, only on papers to a superior */
	const char *title;    /* a line break where it shall break; otherwise balanced */
	const char *subtitle; /* under the title, 楷体: cover line of a report, "（讨论稿）" */
	const char *receiver; /* 主送机关, without the colon */

	struct paper_block *blocks, *last;

	/* the end */
	struct paper_line *attachments; /* names; paper_attachment appends */
	const char *sign_organ;
	day sign_day;
	const char *note;	 /* 附注, in brackets under the date: "联系人：……" */
	const char *copy_to;	 /* 抄送, without the final stop */
	const char *print_organ; /* 印发机关 */
	day print_day;		 /* 印发日期 */

	/* reports: "数据截至2024年6月30日　事件链 1024 头 3fa9…", small on every page */
	const char *foot;
	const char *author; /* file property; NULL: the organ */
};

struct paper *paper_new(struct arena *a);
struct paper *paper_report(struct arena *a, const char *title, const char *cover_line);

void paper_heading(struct paper *p, int level, const char *text);
void paper_para(struct paper *p, const char *text); /* a line break inside begins a paragraph */
/* A heading and its text in one paragraph: "（一）强化引领。" "深入……" */
void paper_point(struct paper *p, int level, const char *head, const char *text);
void paper_item(struct paper *p, const char *mark, const char *text);
void paper_quote(struct paper *p, const char *text);
void paper_figures(struct paper *p, const char *text);
void paper_page(struct paper *p);
void paper_annex(struct paper *p, const char *mark, const char *title); /* "附件1" */

/* A table: its head row is repeated on every page. `cols` is copied. */
void paper_table_begin(struct paper *p, const char *caption, const struct paper_col *cols,
		       int n_cols);
/*
 * Once the table has its rows: columns of figures as wide as their longest, so that none breaks; the others share what is
 * left, and all is set smaller where that is too little.
 */
void paper_table_fit(struct paper *p);
void paper_table_tall(struct paper *p, int lines); /* of the table just begun */
void paper_row(struct paper *p);
void paper_cell(struct paper *p, const char *text); /* surplus cells are a fault */
void paper_line(struct paper *p, const char *label, const char *text); /* a row of two */
void paper_cell_int(struct paper *p, int64_t value);
void paper_cell_percent(struct paper *p, int64_t ten_thousandths); /* 8650 is 86.5% */

void paper_attachment(struct paper *p, const char *name);
void paper_sign(struct paper *p, const char *organ, day d);
/* The foot of a report: as-of day, number of sealed events, hash of the last. */
void paper_foot(struct paper *p, day as_of, int64_t events, const char *head_hash);

/* --- for the writers --- */

/* Blocks up to the first annex come before attachments and signature. */
const struct paper_block *paper_annexes(const struct paper *p); /* NULL: none */
/* Width in full characters: ASCII counts a half. */
double paper_width(const char *text);
/*
 * How far organ and date stay from the right edge, in characters: the date by
 * four, the organ centred over it (GB/T 9704-2012, 7.3.5.1); neither nearer than two.
 */
void paper_sign_place(const struct paper *p, double *organ_right, double *date_right);
const char *paper_copy_line(const struct paper *p); /* "…，…。" */

#endif
