/*
 * Inside of the .docx reader: styles and automatic numbers. Memory is from
 * malloc (docx_list_free), because the XML callbacks must not fault.
 */
#ifndef LX_DOCX_IN_LIST_H
#define LX_DOCX_IN_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <zip.h>

#include "doc/ooxml.h"

enum { DOCX_LEVELS = 9, DOCX_NAME = 64 };

struct docx_style {
	char id[DOCX_NAME], based_on[DOCX_NAME], name[DOCX_NAME];
	int outline;	       /* 0 to 9 as in the file, where 9 is body text; -1: not said */
	int num_id, num_level; /* -1: not said */
	bool is_default;
};

struct docx_level {
	int start;   /* -1: level not defined */
	int restart; /* 0: never; -1: after any higher level */
	char format[DOCX_NAME], text[DOCX_NAME];
	bool legal; /* all numbers as decimal */
	bool glued; /* nothing between number and text */
};

struct docx_abstract {
	int id;
	char style_link[DOCX_NAME]; /* its levels are those of a numbering style */
	struct docx_level levels[DOCX_LEVELS];
	int count[DOCX_LEVELS]; /* last number given, -1: none yet */
};

struct docx_num {
	int id, abstract_id;
	int start[DOCX_LEVELS]; /* startOverride, -1: none */
	bool used[DOCX_LEVELS]; /* its override has been applied */
};

struct docx_lists {
	struct docx_style *styles; /* sorted by id */
	size_t n_styles;
	struct docx_abstract *abstracts; /* sorted by id */
	size_t n_abstracts;
	struct docx_num *nums; /* sorted by id */
	size_t n_nums;
	const struct docx_style *normal; /* default paragraph style, or NULL */
};

/* Reads word/styles.xml and word/numbering.xml if they are there; false: *why is set. */
bool docx_lists_read(struct docx_lists *l, zip_t *z, const char *folder, const char **why);
void docx_lists_free(struct docx_lists *l);

const struct docx_style *docx_style_find(const struct docx_lists *l, const char *id);
/* Outline level 1 to 9 that a style gives, itself or by what it is based on; 0: none. */
int docx_style_heading(const struct docx_lists *l, const struct docx_style *s);
/* Numbering that a style gives; false if none. */
bool docx_style_number(const struct docx_lists *l, const struct docx_style *s, int *num_id,
		       int *level);
bool docx_style_is_contents(const struct docx_style *s); /* 目录 */

/*
 * Counts the next paragraph of a list and writes what stands before it, such
 * as "（二）" or "1.3 ", into out. Returns its length, 0 if there is none.
 */
size_t docx_next_number(struct docx_lists *l, int num_id, int level, char *out, size_t room);

/* One number in a format of the file (decimal, chineseCounting …); returns its length. */
size_t docx_number_text(const char *format, int value, char *out, size_t room);

#endif
