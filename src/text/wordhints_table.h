/* The words that wordhints.c and worktasks.c know; for these two alone. */
#ifndef LX_WORDHINTS_TABLE_H
#define LX_WORDHINTS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "text/wordhints.h"

/* A verb that begins a deliverable. */
struct task_verb {
	const char *verb;
	bool needs_noun;     /* 开展, 组织: only with one of task_nouns at the object's end */
	const char *measure; /* unless the noun says better */
};
extern const struct task_verb task_verbs[];
extern const size_t task_verb_count;

/* A noun that something countable ends with. */
struct task_noun {
	const char *noun;
	const char *measure;
};
extern const struct task_noun task_nouns[];
extern const size_t task_noun_count;

/* An object that begins so shows that the verb was a noun: 以…评选为契机. */
extern const char *const no_object[];
extern const size_t no_object_count;
/* An object that ends so is a wish or a means, not a deliverable: 发放书籍等形式. */
extern const char *const no_tail[];
extern const size_t no_tail_count;

struct vague_word {
	const char *word;
	const char *ask;
};
extern const struct vague_word vague_words[];
extern const size_t vague_word_count;

extern const struct season_hint season_hints[];
extern const size_t season_hint_count;

/* Words for months: 上半年, 三季度, 年底. */
struct month_word {
	const char *word;
	int from, to;
};
extern const struct month_word month_words[];
extern const size_t month_word_count;

/* 每季度 is four times a year. */
struct often_word {
	const char *word;
	int times;
};
extern const struct often_word often_words[];
extern const size_t often_word_count;

extern const char *const figure_units[]; /* longer ones first */
extern const size_t figure_unit_count;

#endif
