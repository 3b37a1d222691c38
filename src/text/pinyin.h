/*
 * Pinyin of names and titles, for finding and sorting. Without tones; ü is
 * written v ("lv"), and tokens carry the spelling with u as well.
 *
 * A name's first character is read as a surname (单 shan, 曾 zeng, 解 xie,
 * 尉迟 yu chi) unless the name has a middle dot. In titles, words decide between
 * readings as far as pinyin_words.c knows them (重庆 chong qing, 银行 yin hang);
 * other characters take their commonest reading. Polyphones inside given names
 * stay ambiguous.
 */
#ifndef LX_PINYIN_H
#define LX_PINYIN_H

#include <stdint.h>

#include "base/arena.h"

/* Only this many characters of a text are read. */
enum { PINYIN_MAX = 64 };

/* Syllables with blanks between; Latin runs as they are, in small letters: "nan tong gong hui". */
const char *pinyin_of(struct arena *a, const char *text);
const char *pinyin_of_name(struct arena *a, const char *name);	/* "shan jian guo" */
const char *pinyin_initials(struct arena *a, const char *name); /* "sjg" */

/*
 * Tokens by which a person is found, to be stored beside search_tokens(name):
 * the whole name, the given name, the initials, each with its other readings
 * of the surname and of ü. "吕建国": "lvjianguo lujianguo jianguo ljg".
 * Queries in Latin letters are prefixes, so "wangj" finds wangjianguo.
 */
const char *pinyin_tokens(struct arena *a, const char *name);
/*
 * Tokens of a title: from each character on, up to eight initials and up to
 * four syllables, so that "zdh" and "zhidai" find 2024年职代会筹备.
 */
const char *pinyin_title_tokens(struct arena *a, const char *title);

/* A key whose byte order is the order by pinyin; equal sounds stand by strokes. */
const char *pinyin_sort_key(struct arena *a, const char *name);

/*
 * A key whose byte order is the order of lists of candidates (按姓氏笔画为序):
 * strokes of the surname, then its first strokes 横 竖 撇 点 折, then the given
 * name character by character. About 320 common surnames stand in exact order
 * (strokes.c); rarer ones, and given names, take ICU's order, which counts some
 * radicals in their old form. A person may correct such a list by hand.
 */
const char *stroke_sort_key(struct arena *a, const char *name);
/* Of one character, 0 if unknown; outside strokes.c, 艹 阝 辶 礻 廴 count as in their old form. */
int stroke_count(uint32_t c);

#endif
