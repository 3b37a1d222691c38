/*
 * Inside of the parser: the state that its stages hand on. Order of stages:
 *
 *   lines.c      the text becomes clean lines (no Markdown marks, no invisible characters)
 *   furniture.c  page numbers, running headers, web clutter, credits are taken out
 *   part.c       a plan in one line: cover, title and text get lines of their own
 *   frame.c      covering notice, title, organisation, year
 *   tail.c       signature, date, attachments
 *   terms.c      glossary and notes (members.c: what their definitions list)
 *   tables.c     rows of plan tables
 *   scan.c       possible markers, at the start of lines and within
 *   sequence.c   which of them are markers, and what nests in what
 *   levels.c     layers of markers become levels 1 to 4
 *   heal.c       which lines continue the line before
 *   build.c      nodes: number, title, body, span
 *   campaigns.c  quoted names
 */
#ifndef LX_OUTLINE_WORK_H
#define LX_OUTLINE_WORK_H

#include <stdint.h>

#include "base/utf8.h"
#include "outline/marker.h"
#include "outline/outline.h"

enum line_kind {
	LINE_TEXT,
	LINE_BLANK,
	LINE_GONE, /* furniture, or used up: title, terms */
};

struct line {
	struct str s; /* clean, no blanks at its ends; points into work.clean */
	int width;    /* columns: an ideograph has two */
	int indent;   /* columns of blanks before it */
	unsigned char kind;
	unsigned char lead_tabs;	/* empty cells before it, in a table of text */
	unsigned char heading;		/* depth the file gives it, 0: none */
	bool row, note;			/* from a table; a footnote */
	bool page_before;		/* a page ended just before it */
	bool continues;			/* heal.c: goes on from the line of text before it */
	struct outline_node *row_nodes; /* tables.c: what a table row became */
	size_t n_row_nodes;
};

struct mark {
	struct marker m;
	uint32_t line;
	size_t at; /* offset in work.clean */
	bool starts_line;
	bool accepted;
	bool follows_end; /* the text before it is finished */
	int level;
	int depth;	/* in the stack of open lists, from 0 */
	int family;	/* list it belongs to: its style, or that of a kin it stands in for */
	int32_t parent; /* index of a mark, or -1 */
};

/* Clean text from offset `clean` on stands in the original at offset `orig`. */
struct run {
	size_t clean, orig;
};

struct work {
	struct arena *a;
	struct str text;	    /* as given */
	const struct doc_text *doc; /* NULL: plain text */
	struct str clean;
	struct run *runs;
	size_t n_runs, room_runs;
	struct line *lines;
	size_t n_lines, room_lines;
	struct mark *marks;
	size_t n_marks, room_marks;
	int wrap;	    /* columns at which the lines are wrapped, 0: they are not */
	bool indents;	    /* wrapped, and paragraphs begin with blanks where other lines do not */
	bool time_points;   /* months or quarters hold paragraphs that are points */
	bool heavy_bullets; /* ● ■ … were met */
	bool loose;	    /* most lines do not end with a stop: lists rather than prose */
	/* What was taken out, by its place in the clean text; sorted at the end. */
	struct piece *pieces;
	size_t n_pieces, room_pieces;
	struct outline *out;
};

struct piece {
	size_t at;
	const char *text;
};

/* Room for one more item; returns the (possibly moved) array. */
void *grown(struct arena *a, void *items, size_t n, size_t *room, size_t size);

void work_lines(struct work *w);
void work_furniture(struct work *w);
void work_part(struct work *w);
void work_frame(struct work *w);
void work_terms(struct work *w);
void work_tail(struct work *w);
void work_tables(struct work *w);
void work_scan(struct work *w);
void work_sequence(struct work *w);
void work_levels(struct work *w);
void work_heal(struct work *w);
void work_build(struct work *w);
void work_campaigns(struct work *w);

/* Takes a line out of the text; it is listed in `dropped`. */
void drop_line(struct work *w, struct line *l);
/* Lists text among what was dropped, without touching a line. */
void drop_text(struct work *w, struct str s);

size_t clean_offset(const struct work *w, struct str s);
size_t orig_offset(const struct work *w, size_t clean);

/* Could the line be the title of a plan? `heading` is the depth the file gives it. */
bool title_like(struct work *w, struct str s, int heading);

/* Names the issuing organisation, unless a better place has named it already. */
void note_body(struct work *w, struct str s);

/* The next line of text after index i, or n_lines; before: SIZE_MAX if none. */
size_t next_line(const struct work *w, size_t i);
size_t line_before(const struct work *w, size_t i);

/* A definition taken apart: 小发明、小创造 … or 一是…，二是…; the term has its name already. */
void term_members(struct arena *a, struct outline_term *t, struct str definition);
extern const char *const term_definers[]; /* 是指 即 包括 … */

/* Helpers over text. */
uint32_t first_char(struct str s); /* 0 if empty */
uint32_t last_char(struct str s);
struct str cut_last(struct str s); /* without its last character */
bool is_stop(uint32_t c);	   /* 。！？!? and … */
bool ends_sentence(struct str s);  /* ends with a stop, perhaps before closing quotes */
bool is_blank_char(uint32_t c);
bool is_closing(uint32_t c);   /* closing quotes and brackets */
struct str trim(struct str s); /* all blanks, wide and narrow */
int columns(struct str s);
size_t chars(struct str s);
bool has(struct str s, const char *needle);
/* Without blanks; copied. */
struct str squeezed(struct arena *a, struct str s);
/* Any entry of a NULL-terminated table that starts, ends or is within s. */
const char *starts_any(struct str s, const char *const *table);
const char *ends_any(struct str s, const char *const *table);
const char *has_any(struct str s, const char *const *table);
/* If s[0] opens a quote or bracket that closes soon, the length up to and with the closing mark;
 * else 0. */
size_t quoted_length(struct str s);
/* The end of the title within one paragraph, by the rule of outline.h; *cut is the bytes of the
 * mark. */
size_t title_end(struct str s, size_t *cut);
/* A name of an organisation such as 某市总工会, standing alone. */
bool looks_like_body(struct str s);
bool looks_like_date(struct str s);

#endif
