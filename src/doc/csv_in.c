#include "doc/csv_in.h"

static int count(struct str s, char c)
{
	int n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

struct csv csv_begin(struct str text)
{
	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_skip(text, 3);
	struct str rest = text, line = str_cut(&rest, '\n');
	struct csv c = {.rest = text, .separator = ','};
	if (count(line, '\t') > count(line, c.separator))
		c.separator = '\t';
	if (count(line, ';') > count(line, c.separator))
		c.separator = ';';
	return c;
}

/* A cell in quotes; `rest` stands behind the opening one. "" is one quote. */
static const char *quoted_cell(struct str *rest, struct arena *a)
{
	struct buf b = buf_in(a);
	while (rest->n > 0) {
		char c = rest->p[0];
		*rest = str_skip(*rest, 1);
		if (c == '"') {
			if (rest->n == 0 || rest->p[0] != '"')
				break;
			*rest = str_skip(*rest, 1);
		}
		if (c != '\r')
			buf_char(&b, c);
	}
	return buf_text(&b);
}

/* What is left of a cell up to its separator or the end of the line. */
static struct str plain_cell(struct str *rest, char separator)
{
	size_t n = 0;
	while (n < rest->n && rest->p[n] != separator && rest->p[n] != '\n')
		n++;
	struct str cell = str_head(*rest, n);
	*rest = str_skip(*rest, n);
	return str_ends(cell, "\r") ? str_head(cell, cell.n - 1) : cell;
}

/* One line into cells; false: more than max. */
static bool read_line(struct csv *c, struct arena *a, const char **cells, int max, int *n)
{
	*n = 0;
	do {
		const char *text = NULL;
		if (c->rest.n > 0 && c->rest.p[0] == '"') {
			c->rest = str_skip(c->rest, 1);
			text = quoted_cell(&c->rest, a);
		}
		struct str plain = plain_cell(&c->rest, c->separator);
		text = text ? (plain.n ? arena_printf(a, "%s%.*s", text, (int)plain.n, plain.p)
				       : text)
			    : str_dup(a, plain);
		bool more = c->rest.n > 0 && c->rest.p[0] == c->separator;
		c->rest = str_skip(c->rest, 1);
		if (*n == max)
			return false;
		cells[(*n)++] = text;
		if (!more)
			return true;
	} while (true);
}

int csv_row(struct csv *c, struct arena *a, const char **cells, int max)
{
	while (c->rest.n > 0) {
		int n;
		c->row++;
		if (!read_line(c, a, cells, max, &n))
			return -1;
		while (n > 0 && text_empty(cells[n - 1]))
			n--;
		if (n > 0)
			return n;
	}
	return 0;
}
