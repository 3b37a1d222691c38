/*
 * Hints for completing a work plan: what a point's own sentences promise, which
 * words promise nothing that can be counted, and when well-known work is done.
 *
 * Only suggestions: a person decides. Everything is found by the tables in
 * wordhints_table.c; there is no guessing beyond them, and the same text always
 * gives the same hints. All places are byte spans of the text that was passed,
 * on character boundaries and in rising order, so that a page can highlight
 * them. Results live in the arena; the words in them are constants or copies.
 */
#ifndef LX_WORDHINTS_H
#define LX_WORDHINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct text_span {
	size_t at, n;
};

struct text_spans {
	struct text_span *span;
	size_t count;
};

struct str span_text(struct str text, struct text_span span);

/*
 * Sentences, with their closing mark (。！？；or the end of a line), blanks at
 * both ends left out. Marks inside “…” and 《…》 end nothing. Together they hold
 * every character that is no blank.
 */
struct text_spans text_sentences(struct arena *a, struct str text);
/* What stands between “” 「」 『』 or straight double quotes, outermost, at most 40 characters. */
struct text_spans text_quoted(struct arena *a, struct str text);

/* A kind of measure that a task can be counted by. */
struct measure_hint {
	const char *key;  /* "activity.held"; fixed for ever */
	const char *name; /* 开展活动场次 */
	const char *unit; /* 场 */
};
extern const struct measure_hint measure_hints[];
extern const size_t measure_hint_count;
const struct measure_hint *measure_hint_of(const char *key); /* NULL: no such key */

/* Work that unions do at a known time of the year. */
struct season_hint {
	const char *phrase;	  /* as it stands in a text: 夏送清凉 */
	const char *title;	  /* 开展“夏送清凉”慰问 */
	int from_month, to_month; /* 12 to 2 wraps over the new year */
	const char *measure;
	const char *note; /* why these months, in Chinese */
};
/* The longest known phrase in the text, or NULL. */
const struct season_hint *season_of(struct str text);

/* A task that a clause promises: 举办…, 召开…, 评选…, 修订…, 开展…活动 and the like. */
struct task_hint {
	struct text_span span;	  /* the words that promise it: verb and object, or the name */
	const char *title;	  /* proposed, at most 40 characters */
	const char *measure;	  /* a key of measure_hints, never NULL */
	int from_month, to_month; /* 0: the text says nothing and the work has no known season */
	bool stated;		  /* the months stand in the text, they are not only usual */
	const char *note;	  /* of the season, or NULL */
	int target; /* a figure in or beside the clause (不少于10场), times a year for 每季度; 0:
		       none */
	const char *unit; /* of the figure, "" for none */
};

struct task_hints {
	struct task_hint *hint;
	size_t count;
};

/*
 * A clause with several quoted names gives a task for each. No title comes twice.
 * Wishes (加强…, 推动…) give none. At most 200 tasks.
 */
struct task_hints text_tasks(struct arena *a, struct str text);

/* A vague word in a clause that promises no task. At most one a clause. */
struct vague_hint {
	struct text_span span; /* the word */
	const char *ask;       /* what to add, in Chinese */
};

struct vague_hints {
	struct vague_hint *hint;
	size_t count;
};

struct vague_hints text_vague(struct arena *a, struct str text);

#endif
