/* Words and surnames that are read otherwise than their characters, for pinyin.c alone. */
#ifndef LX_PINYIN_WORDS_H
#define LX_PINYIN_WORDS_H

#include <stddef.h>

struct pinyin_word {
	const char *word;
	const char *syllables; /* with blanks between, one a character */
};

extern const struct pinyin_word pinyin_words[];
extern const size_t pinyin_word_count;
/* Surnames that the generated table does not read, compound ones first. */
extern const struct pinyin_word pinyin_surnames[];
extern const size_t pinyin_surname_count;

#endif
