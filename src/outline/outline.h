/*
 * Outline: an annual work plan (工作要点) as text becomes a tree of work.
 *
 * The parser is tolerant: any text gives an outline, in the worst case an
 * empty one. It decides levels by the document's own system of markers (what
 * nests in what, which numbers run on), not by how a marker or a heading looks.
 *
 * Every character of the text is found again in exactly one of: title,
 * preamble, a node (number, title, body), a term, dropped. Excepted are blanks
 * between paragraphs, the punctuation of a marker (the 、 of 一、), the stop or
 * colon that ends a node's title, a ； or ， at the end of a title, list and
 * emphasis marks of Markdown, and of a term the marks between its members, their
 * 一是, and words that repeat its name (五全 in 推五全促三化).
 */
#ifndef LX_OUTLINE_H
#define LX_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/str.h"
#include "doc/text_in.h"

enum outline_level {
	OUTLINE_SECTION = 1,
	OUTLINE_SUBSECTION = 2,
	OUTLINE_POINT = 3, /* what tasks hang on */
	OUTLINE_SUBPOINT = 4,
};

struct outline_node {
	int level; /* enum outline_level */
	/* Without its punctuation: 一、 and （一） give 一; 1． １、 ⒈ （1） ① give 1; 1.1
	   gives 1.1; 第一部分 gives 第一部分; 一是 gives 一; NULL for a heading that has no number.
	 */
	const char *number;
	/* From the marker to the first 。！？, or to a colon after at most 15 characters; without
	   that mark. NULL if nothing follows the marker. */
	const char *title;
	const char *body; /* healed, paragraphs parted by \n; NULL if there is none */
	/* Where the node stands in the text that was parsed: bytes [from, to), from the marker's
	   first byte to the end of its own body, children not included. */
	size_t from, to;
};

struct outline_term {
	const char *name; /* as printed; quotes are left out when they hold the whole name */
	const char **members;
	size_t n_members;
};

struct outline {
	const char *title;	    /* the plan's own, blanks healed; NULL if it has none */
	const char *body;	    /* the issuing organisation; NULL if not named */
	int year;		    /* 0: not named */
	const char *preamble;	    /* text before the first node; NULL if there is none */
	struct outline_node *nodes; /* in document order */
	size_t n_nodes;
	struct outline_term *terms; /* from a glossary or notes */
	size_t n_terms;
	const char **campaigns; /* quoted names of activities and brands, in order, each once */
	size_t n_campaigns;
	/* Furniture that was removed, in document order: covering notice, repeated titles, page
	   numbers, running headers, web clutter, credits, signature and date. */
	const char **dropped;
	size_t *dropped_at; /* for each, the byte of the parsed text where it begins */
	size_t n_dropped;
};

/*
 * Parses text (UTF-8; broken bytes are taken for "?"). Time and memory grow
 * linearly: allow 30 bytes of arena for each byte of an ordinary plan, several
 * times that for a text of nothing but markers. Faults only
 * when the arena's limit is reached.
 */
void outline_parse(struct arena *a, struct str utf8, struct outline *out);

/* The same for a document that says more than its text (headings, table rows, notes). */
void outline_parse_doc(struct arena *a, const struct doc_text *doc, struct outline *out);

/*
 * Reads and parses the bytes of a file (see doc/text_in.h). False: *message is
 * a Chinese sentence for the user. *text (may be NULL) receives the text that
 * the offsets of the nodes refer to.
 */
bool outline_of_file(struct arena *a, struct str bytes, const char *filename, struct outline *out,
		     struct str *text, const char **message);

/*
 * The outline as one JSON object with keys in this order: title, body, year,
 * preamble, nodes, terms, campaigns, dropped. Absent values are null. The
 * caller owns the reference (json_decref).
 */
json_t *outline_json(const struct outline *o);

#endif
