/* The canonical text of a notice: what is frozen, hashed, shown and printed. */
#include <string.h>

#include "base/utf8.h"
#include "engines/notice.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "secret/token.h"
#include "text/idcheck.h"

/* ---- masking of numbers ---- */

enum { LONG_NUMBER = 11, MOST_GROUPS = 16 };

struct group { /* of digits in a row */
	size_t at, end; /* bytes */
	int digits;
};

static bool is_digit(uint32_t c)
{
	uint32_t f = utf8_fold(c);
	return f >= '0' && f <= '9';
}

/* Groups that are parted by a single blank or hyphen, from `at` on; returns how many. */
static int groups_at(struct str s, size_t at, struct group *g)
{
	int n = 0;
	size_t step;
	while (n < MOST_GROUPS && at < s.n && is_digit(utf8_get(str_skip(s, at), &step))) {
		g[n] = (struct group){.at = at};
		while (at < s.n && is_digit(utf8_get(str_skip(s, at), &step))) {
			at += step;
			g[n].digits++;
		}
		g[n].end = at;
		bool x = at < s.n && utf8_fold(utf8_get(str_skip(s, at), &step)) == 'x';
		if (x && (g[n].digits == 17 || g[n].digits == 3)) /* the last of an identity number */
			g[n].end = at + step;
		n++;
		if (at >= s.n || (s.p[at] != ' ' && s.p[at] != '-'))
			break;
		at++;
	}
	return n;
}

/* How many groups from g[0] on make one number of a person: 1 of eleven digits, 3-4-4, 6-8-4; 0: none. */
static int personal_groups(const struct group *g, int n)
{
	if (g[0].digits >= LONG_NUMBER)
		return 1;
	if (n < 3)
		return 0;
	bool mobile = g[0].digits == 3 && g[1].digits == 4 && g[2].digits == 4;
	bool paper = g[0].digits == 6 && g[1].digits == 8 && (g[2].digits == 4 || g[2].digits == 3);
	return mobile || paper ? 3 : 0;
}

const char *notice_unnumbered(struct arena *a, const char *text)
{
	struct str s = str_of(text);
	struct buf b = buf_in(a);
	for (size_t at = 0, step; at < s.n; at += step) {
		struct group g[MOST_GROUPS];
		int n = groups_at(s, at, g), used = n ? personal_groups(g, n) : 0;
		utf8_get(str_skip(s, at), &step);
		if (used) {
			buf_puts(&b, "***");
			step = g[used - 1].end - at;
		} else {
			step = n ? g[0].end - at : step;
			buf_put(&b, s.p + at, step);
		}
	}
	return buf_text(&b);
}

/* One cell: no TAB, no line break, no number of a person. */
static const char *clean(struct arena *a, const char *text)
{
	char *t = arena_strdup(a, text);
	for (char *p = t; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	return notice_unnumbered(a, t);
}

/* ---- writing ---- */

static void put_line(struct buf *b, const char *key, const char *value)
{
	buf_printf(b, "%s\t%s\n", key, value);
}

static void put_rows(struct req *r, struct buf *b, const struct notice_ask *ask)
{
	const char *policy = ask->names_policy ? ask->names_policy : "notice.names";
	bool masked = policy_get(r, policy, ask->unit, r->today).value == NAMES_MASKED;
	buf_puts(b, "列");
	for (size_t c = 0; c < ask->n_cols; c++)
		buf_printf(b, "\t%s", clean(r->arena, ask->cols[c].label));
	buf_char(b, '\n');
	for (size_t i = 0; i < ask->n_rows; i++) {
		buf_puts(b, "行");
		for (size_t c = 0; c < ask->n_cols; c++) {
			const char *cell = clean(r->arena, ask->cells[i * ask->n_cols + c]);
			buf_printf(b, "\t%s", masked && ask->cols[c].name ? mask_name(r->arena, cell) : cell);
		}
		buf_char(b, '\n');
	}
}

const char *notice_canon(struct req *r, const struct notice_ask *ask, day starts, int64_t days)
{
	struct buf b = buf_in(r->arena);
	struct str rest = str_of(ask->intro);
	put_line(&b, "公示", "1");
	put_line(&b, "单位", clean(r->arena, unit_name(r->db, r->arena, ask->unit)));
	put_line(&b, "标题", clean(r->arena, ask->title));
	put_line(&b, "起", day_iso(r->arena, starts));
	put_line(&b, "期", arena_printf(r->arena, "%lld 个工作日", (long long)days));
	while (rest.n) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (line.n)
			put_line(&b, "文", clean(r->arena, str_dup(r->arena, line)));
	}
	if (ask->n_cols)
		put_rows(r, &b, ask);
	return buf_text(&b);
}

/* ---- reading ---- */

static size_t count_of(struct str s, char mark)
{
	size_t n = 1;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == mark;
	return n;
}

static const char **cells_of(struct arena *a, struct str line, size_t *n)
{
	const char **out = NEW_N(a, const char *, count_of(line, '\t'));
	*n = 0;
	do
		out[(*n)++] = str_dup(a, str_cut(&line, '\t'));
	while (line.n);
	return out;
}

struct notice_content notice_read(struct arena *a, const struct notice *n)
{
	struct str rest = str_of(n->content);
	size_t lines = count_of(rest, '\n');
	struct notice_content c = {.paras = NEW_N(a, const char *, lines), .cols = NEW_N(a, const char *, 1), .rows = NEW_N(a, struct notice_line, lines)};
	c.true_hash = strcmp(sha256_hex(a, n->content, strlen(n->content)), n->hash) == 0;
	while (rest.n) {
		struct str line = str_cut(&rest, '\n'), key = str_cut(&line, '\t');
		if (str_is(key, "文"))
			c.paras[c.n_paras++] = str_dup(a, line);
		else if (str_is(key, "列"))
			c.cols = cells_of(a, line, &c.n_cols);
		else if (str_is(key, "行")) {
			struct notice_line *row = &c.rows[c.n_rows++];
			row->cells = cells_of(a, line, &row->n);
		}
	}
	return c;
}

struct deadline notice_deadline(const struct notice *n)
{
	return (struct deadline){.start = n->starts, .amount = n->days, .extra = n->extra, .basis = DEADLINE_WORKDAYS};
}
