/*
 * One marker: what stands before an item of an outline (一、 （一） 1. 第一章 ①
 * 一是 …). This is only about its look; whether it is a marker at all and how
 * deep it lies is decided later from all of them together (sequence.c).
 */
#ifndef LX_OUTLINE_MARKER_H
#define LX_OUTLINE_MARKER_H

#include "base/str.h"

/* In the conventional order, from outer to inner; used only to break ties. */
enum style {
	STYLE_NONE,
	STYLE_PART,	 /* 第一部分 第一篇 */
	STYLE_CHAPTER,	 /* 第一章 */
	STYLE_PARAGRAPH, /* 第一节 */
	STYLE_HALF_YEAR, /* 上半年 */
	STYLE_QUARTER,	 /* 一季度 第一季度 */
	STYLE_MONTH,	 /* 1月 一月份 */
	STYLE_HEADING,	 /* a heading without number; STYLE_HEADING + depth, 1 to 9 */
	STYLE_HEADING_LAST = STYLE_HEADING + 9,
	STYLE_CN,	    /* 一、 */
	STYLE_CN_ROUND,	    /* （一） */
	STYLE_CN_HALF,	    /* 一） */
	STYLE_ROMAN,	    /* Ⅰ、 II. */
	STYLE_LETTER,	    /* A. */
	STYLE_SMALL_LETTER, /* a) */
	STYLE_ARTICLE,	    /* 第一条 */
	STYLE_DOTTED,	    /* 1.1 */
	STYLE_DOTTED3,	    /* 1.1.1 */
	STYLE_DOTTED4,
	STYLE_DOT,    /* 1. 1． ⒈ */
	STYLE_COMMA,  /* 1、 */
	STYLE_BARE,   /* 1 with a blank */
	STYLE_HALF,   /* 1） */
	STYLE_ROUND,  /* （1） ⑴ */
	STYLE_CIRCLE, /* ① */
	STYLE_BULLET, /* - * • ; STYLE_BULLET + indent, 0 to 3 */
	STYLE_BULLET_LAST = STYLE_BULLET + 3,
	STYLE_ORD_NUM,	 /* 第一， */
	STYLE_ORD_IS,	 /* 一是 */
	STYLE_ORD_MUST,	 /* 一要 */
	STYLE_ORD_FIRST, /* 首先 其次 最后 */
	STYLE_ORD_ONE,	 /* 其一 */
	N_STYLES
};

struct marker {
	enum style style;
	int value; /* 1 for 一、; the last number of 1.2; -1: takes the next number (bullets, 最后)
		    */
	int outer[3];	   /* the numbers before the last of 1.2.3, from the left */
	size_t length;	   /* bytes, with punctuation and blanks after it */
	struct str number; /* as printed */
	size_t plain;	   /* 3.3个…: length if it is read as 3. instead; 0 otherwise */
	bool weak;	   /* may well be ordinary text: needs a neighbour in sequence */
	bool follows;	   /* has no number: accepted wherever it stands */
};

/*
 * A marker at the start of `s`, which must begin with its first character.
 * `starts_line` allows the forms that are only met there (months, bullets).
 */
bool marker_at(struct str s, bool starts_line, struct marker *m);

/* A Chinese or Arabic (also full-width) number at the start: bytes read, 0 if none. */
size_t number_cn(struct str s, int *value);		     /* 一 … 九百九十九, strict */
size_t number_arabic(struct str s, int *value, int *digits); /* at most 9 digits */

bool style_is_ordinal(enum style s);
bool style_is_bullet(enum style s);
bool style_is_heading(enum style s);
bool style_is_time(enum style s); /* months, quarters, half years */
/* Met mostly inside points: bullets, circles, ordinals. */
bool style_is_minor(enum style s);
/* Both written with the same kind of numerals, so that one may stand in for the other. */
bool style_kin(enum style a, enum style b);

#endif
