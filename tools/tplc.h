/* What the two halves of tplc share: tplc.c reads the language, tplc_html.c follows the HTML. */
#ifndef LX_TOOLS_TPLC_H
#define LX_TOOLS_TPLC_H

#include "text.h"

enum { NAME_ROOM = 32, MOST_BLOCKS = 64, MOST_ELEMENTS = 256, MOST_ERRORS = 20 };

/* Where in the HTML a character stands. */
enum state { TEXT, ESCAPABLE, RAW_TEXT, TAG_NAME, TAG, NAME, VALUE_START, VALUE_DOUBLE, VALUE_SINGLE, VALUE_BARE };

/* What is known of the start of an address. */
enum url { URL_EMPTY, URL_SLASH, URL_SAFE, URL_UNKNOWN };

/* What was written last, for the blanks that follow. */
enum last { LAST_NOTHING, LAST_BLOCK, LAST_INLINE, LAST_WIDE, LAST_BLANK };

struct spot {
	enum state state;
	enum url url;
	enum last last;
	char blank; /* waiting to be written: 0, ' ' or '\n' */
	bool glued; /* a block touches a name: a blank must follow */
	int depth; /* open elements */
};

enum block_kind { BLOCK_TEMPLATE, BLOCK_IF, BLOCK_FOR };

struct block {
	enum block_kind kind;
	const char *at;
	struct spot start;
	struct spot end; /* of the branches before */
	bool has_end;
	bool has_else; /* {{else}} or {{empty}} seen */
	char name[NAME_ROOM];
};

struct element {
	char name[NAME_ROOM];
	const char *at;
};

struct tplc {
	const char *file;
	const char *text, *end;
	int errors;
	FILE *complaints;
	struct pool pool;
	struct text includes, head, code;
	struct text fixed; /* waits to be written with one buf_put */
	struct spot now;
	struct block blocks[MOST_BLOCKS];
	int n_blocks;
	struct element elements[MOST_ELEMENTS];
	char element[NAME_ROOM]; /* of the tag being read */
	char attribute[NAME_ROOM];
	char start[NAME_ROOM]; /* fixed start of the attribute's value */
	bool has_src;
	bool may_open, may_close;
	const char *counted; /* lines up to here … */
	int line; /* … are these */
};

/* An error at a place of the template, "file:line:column: message". */
void complain(struct tplc *t, const char *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int line_of(struct tplc *t, const char *p);

/* A statement that the compiler is to see at its place `at` in the template (NULL: none). */
void put_code(struct tplc *t, const char *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void flush_fixed(struct tplc *t); /* fixed text so far becomes a statement */

/* Takes one piece of HTML at p (at least one byte) and returns what follows. */
const char *read_html(struct tplc *t, const char *p);
/* Writes the blank that waits, unless it is dropped or what stands before makes it meaningless. */
void settle_blank(struct tplc *t, bool drop);

bool is_address(const char *attribute); /* its value is an address: href, src … */
bool is_code(const char *attribute); /* its value is a script, a style …: on…, style … */
bool is_blank(char c);
/* Copies a name of at most NAME_ROOM - 1 bytes; a longer one is an error and cut. */
void copy_name(struct tplc *t, char *to, const char *from, size_t n);

#endif
