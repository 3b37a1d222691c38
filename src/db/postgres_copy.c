/*
 * The PostgreSQL driver: rows of fills, which are gathered for each table and go into it by COPY. A third of the server's work
 * for an insert of fifty rows, and no answer is waited for.
 *
 * Nothing else may notice: before a statement is sent whose text names a table with waiting rows, these are sent; all of
 * them before a savepoint, a script and the commit. What is taken back takes those that wait with it.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "db/postgres.h"

enum { PIECE = 128 << 10 }; /* fits into the buffers of a connection: the server works while the next one is made */

struct pg_copy {
	char *into; /* "table(column, column)" */
	size_t name; /* bytes of the table's name in it */
	char *rows;
	size_t n, room;
};

static void put(struct pg_copy *c, const char *p, size_t n)
{
	if (c->n + n > c->room) {
		size_t room = (c->n + n) * 2;
		char *more = realloc(c->rows, room);
		if (!more)
			fault("out of memory for rows of a fill");
		c->rows = more;
		c->room = room;
	}
	memcpy(c->rows + c->n, p, n);
	c->n += n;
}

/* ---- values, in COPY's text format ---- */

static void put_text(struct pg_copy *c, const char *p, size_t n)
{
	static const char special[] = "\\\t\n\r", letters[] = "\\tnr";
	for (size_t plain; n; p += plain + 1, n -= plain + 1) {
		for (plain = 0; plain < n && (!p[plain] || !strchr(special, p[plain])); plain++)
			continue;
		put(c, p, plain);
		if (plain == n)
			return;
		put(c, (char[]){'\\', letters[strchr(special, p[plain]) - special]}, 2);
	}
}

static void put_blob(struct pg_copy *c, const char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	put(c, "\\\\x", 3);
	for (size_t i = 0; i < n; i++)
		put(c, (char[]){digits[(unsigned char)p[i] >> 4], digits[p[i] & 15]}, 2);
}

static void put_place(struct pg_copy *c, const struct pg_stmt *s, long at)
{
	const char *p = s->values[at - 1];
	if (!p)
		put(c, "\\N", 2);
	else if (!s->formats[at - 1])
		put(c, p, strlen(p));
	else
		(s->types[at - 1] == OID_BYTEA ? put_blob : put_text)(c, p, (size_t)s->lengths[at - 1]);
}

/* One value of the text: a place, its type perhaps behind it; a number; a text. Gives what follows; NULL: it is something else. */
static const char *put_value(struct pg_copy *c, const struct pg_stmt *s, const char *at)
{
	const char *from = at;
	char *end;
	if (*at == '$') {
		long place = strtol(at + 1, &end, 10);
		if (c)
			put_place(c, s, place);
		if (end[0] == ':' && end[1] == ':')
			for (end += 2; islower(*end); end++)
				continue;
		return end;
	}
	if (*at == '\'') {
		end = strchr(at + 1, '\'');
		if (!end || end[1] == '\'')
			return NULL;
		if (c)
			put_text(c, from + 1, (size_t)(end - from - 1));
		return end + 1;
	}
	if (strncmp(at, "null", 4) == 0) {
		if (c)
			put(c, "\\N", 2);
		return at + 4;
	}
	strtoll(at, &end, 10);
	if (c)
		put(c, from, (size_t)(end - from));
	return end > at ? end : NULL;
}

/* "($1, 1, $2), ($3, 1, $4)": how many rows; 0: it is something else. Without c it only looks. */
static int64_t put_rows(struct pg_copy *c, const struct pg_stmt *s, const char *at)
{
	int64_t rows = 0;
	do {
		at += rows ? 2 : 0;
		if (*at != '(')
			return 0;
		for (bool first = true; first || *at == ','; first = false) {
			if (c && !first)
				put(c, "\t", 1);
			at = put_value(c, s, at + (first ? 1 : 2));
			if (!at)
				return 0;
		}
		if (*at++ != ')')
			return 0;
		if (c)
			put(c, "\n", 1);
		rows++;
	} while (at[0] == ',' && at[1] == ' ');
	return !*at || strcmp(at + 1, "on conflict do nothing") == 0 ? rows : 0;
}

/* ---- tables ---- */

static struct pg_copy *copy_into(struct pg *p, const char *into, size_t n)
{
	for (int i = 0; i < p->n_copies; i++)
		if (strlen(p->copies[i].into) == n && memcmp(p->copies[i].into, into, n) == 0)
			return &p->copies[i];
	if (p->n_copies == COPIES_MOST)
		return NULL;
	if (!p->copies)
		p->copies = calloc(COPIES_MOST, sizeof(*p->copies));
	struct pg_copy *c = p->copies ? &p->copies[p->n_copies] : NULL;
	if (!c || !(c->into = strndup(into, n)))
		fault("out of memory for rows of a fill");
	c->name = strcspn(into, "(");
	p->n_copies++;
	return c;
}

/* Where the values of an insert begin that can be copied; looked at once a statement. */
static void look(struct pg *p, struct pg_stmt *s)
{
	static const char insert[] = "insert into ", values[] = ") values ", lower[] = ")\nvalues ";
	const char *at = strstr(s->text, values);
	at = at ? at : strstr(s->text, lower);
	s->looked = true;
	if (strncmp(s->text, insert, sizeof(insert) - 1) != 0 || !at || !put_rows(NULL, s, at + sizeof(values) - 1))
		return;
	s->copy = copy_into(p, s->text + sizeof(insert) - 1, (size_t)(at + 1 - s->text) - (sizeof(insert) - 1));
	s->copied = at + sizeof(values) - 1;
}

/* A table is named behind one of these words; a column behind a comma costs no more than that its rows go now. */
static bool names(const char *text, const char *table, size_t n)
{
	static const char *const before[] = {"from ", "join ", "into ", "update ", ", "};
	for (const char *at = text; (at = strstr(at, table)) && *at; at += n) {
		if (isalnum((unsigned char)at[n]) || at[n] == '_')
			continue;
		for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
			size_t len = strlen(before[i]);
			if ((size_t)(at - text) >= len && memcmp(at - len, before[i], len) == 0)
				return true;
		}
	}
	return false;
}

static bool is_named(const struct pg *p, struct pg_stmt *s, int copy)
{
	char table[64];
	for (; s->compared <= copy; s->compared++) {
		const struct pg_copy *c = &p->copies[s->compared];
		snprintf(table, sizeof(table), "%.*s", (int)c->name, c->into);
		if (names(s->text, table, strlen(table)))
			s->named |= UINT64_C(1) << s->compared;
	}
	return s->named >> copy & 1;
}

/* ---- sending ---- */

static void send_rows(struct db *d, struct pg_copy *c)
{
	struct pg *p = d->handle;
	char text[4096];
	size_t n = c->n;
	if (!n)
		return;
	pg_send_waiting(d);
	c->n = 0;
	snprintf(text, sizeof(text), "copy %s from stdin", c->into);
	PGresult *r = PQexec(p->c, text);
	if (PQresultStatus(r) != PGRES_COPY_IN)
		pg_fail(d, r, text);
	PQclear(r);
	if (PQputCopyData(p->c, c->rows, (int)n) != 1 || PQputCopyEnd(p->c, NULL) != 1)
		pg_fail(d, NULL, text);
	p->copying = true;
}

int64_t pg_copy(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	if (!s->looked)
		look(of->db->handle, s);
	if (!s->copy)
		return 0;
	int64_t rows = put_rows(s->copy, s, s->copied);
	if (s->copy->n >= PIECE)
		send_rows(of->db, s->copy);
	return rows;
}

void pg_send_copies(struct db *d, struct pg_stmt *before)
{
	struct pg *p = d->handle;
	for (int i = 0; i < p->n_copies; i++)
		if (p->copies[i].n && (!before || is_named(p, before, i)))
			send_rows(d, &p->copies[i]);
}

void pg_drop_copies(struct pg *p)
{
	for (int i = 0; i < p->n_copies; i++)
		p->copies[i].n = 0;
}

PGresult *pg_end_copy(struct pg *p)
{
	PGresult *bad = NULL, *r;
	p->copying = false;
	while ((r = PQgetResult(p->c))) {
		if (!bad && PQresultStatus(r) != PGRES_COMMAND_OK)
			bad = r;
		else
			PQclear(r);
	}
	return bad;
}

void pg_free_copies(struct pg *p)
{
	for (int i = 0; i < p->n_copies; i++) {
		free(p->copies[i].into);
		free(p->copies[i].rows);
	}
	free(p->copies);
}
