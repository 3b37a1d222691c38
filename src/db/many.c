#include "db/many.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

static const int sizes[MANY_SIZES] = {MANY_ROWS, 10, 1}; /* so that a connection keeps few statements of each */

struct many many_of(struct db *d, struct arena *a, const char *text, int width)
{
	return (struct many){.db = d, .arena = a, .text = text, .width = width, .room = 1, .values = NEW_N(a, struct many_value, (size_t)width)};
}

static void make_room(struct many *m)
{
	struct many_value *more = NEW_N(m->arena, struct many_value, (size_t)m->width * MANY_ROWS);
	memcpy(more, m->values, (size_t)m->width * (size_t)m->rows * sizeof(*more));
	m->values = more;
	m->room = MANY_ROWS;
}

/* The place $n of the first row, in row `row`. */
static void put_group(struct buf *b, const char *from, const char *to, int64_t before)
{
	while (from < to) {
		if (*from == '$') {
			char *end;
			buf_char(b, '$');
			buf_int(b, before + strtoll(from + 1, &end, 10));
			from = end;
		} else {
			buf_char(b, *from++);
		}
	}
}

static const char *text_of(struct many *m, int size)
{
	static const char values[] = " values ";
	if (m->texts[size] || sizes[size] == 1)
		return sizes[size] == 1 ? m->text : m->texts[size];
	const char *from = strstr(m->text, values), *to = from ? strstr(from, ")") : NULL;
	if (!to)
		fault("no insert of a row: %s", m->text);
	from += strlen(values);
	to++;
	struct buf b = buf_in(m->arena);
	buf_put(&b, m->text, (size_t)(from - m->text));
	for (int i = 0; i < sizes[size]; i++) {
		if (i)
			buf_puts(&b, ", ");
		put_group(&b, from, to, (int64_t)i * m->width);
	}
	buf_puts(&b, to);
	return m->texts[size] = buf_text(&b);
}

static void bind_value(struct stmt *s, int at, const struct many_value *v)
{
	if (v->text)
		bind_text(s, at, v->text);
	else
		bind_int(s, at, v->number);
}

static void send(struct many *m)
{
	for (int at = 0, size = 0; at < m->rows;) {
		while (sizes[size] > m->rows - at)
			size++;
		struct stmt *s = db_use_text(m->db, text_of(m, size));
		for (int i = 0; i < sizes[size] * m->width; i++)
			bind_value(s, i + 1, &m->values[at * m->width + i]);
		at += sizes[size];
		m->written += m->ahead ? db_run_ahead(s) : db_run(s);
	}
	m->rows = 0;
}

/* One row alone, which is what a single post writes, needs no room for more. */
static void begin_value(struct many *m)
{
	if (!m->at && m->rows == m->room)
		make_room(m);
}

void many_int(struct many *m, int64_t value)
{
	begin_value(m);
	m->values[m->rows * m->width + m->at++] = (struct many_value){NULL, value};
}

void many_text(struct many *m, const char *value)
{
	begin_value(m);
	m->values[m->rows * m->width + m->at++] = (struct many_value){value ? value : "", 0};
}

void many_row(struct many *m)
{
	m->at = 0;
	if (++m->rows == MANY_ROWS)
		send(m);
}

int64_t many_done(struct many *m)
{
	send(m);
	return m->written;
}

/*
 * Always as many places, or each number of values would be a statement of its own. Each value is looked up by a select of its
 * own, which no join takes in: for a list of fifty PostgreSQL reads the whole table while it takes that for small, and goes on
 * so when the import has made it large. One select for all of them: fifty side by side are set up anew each time.
 */
void many_there(struct db *d, struct arena *a, const char *text, int64_t beside, const char *const *values, size_t n, bool *there)
{
	struct buf b = buf_in(a);
	size_t asked = 0;
	for (size_t i = 0; i < n; i++) {
		there[i] = false;
		asked += *values[i] != '\0';
	}
	if (!asked)
		return;
	for (int i = 0; i < MANY_ROWS; i++) {
		buf_puts(&b, i ? "), ($" : "with asked(value) as (values ($");
		buf_int(&b, i + 1);
	}
	buf_printf(&b, ")) select value from asked where (%s asked.value limit 1) is not null", text);
	struct stmt *s = db_use_text(d, buf_text(&b));
	for (size_t i = 0; i < MANY_ROWS; i++)
		bind_text(s, (int)i + 1, i < n ? values[i] : "");
	if (strstr(text, "$51"))
		bind_int(s, MANY_ROWS + 1, beside);
	while (db_step(s)) {
		struct str found = col_blob(s, 0, a);
		for (size_t i = 0; i < n; i++)
			there[i] |= str_is(found, values[i]);
	}
	db_done(s);
}
