/*
 * The PostgreSQL driver: statements and their rows, which come one by one as they are stepped to, so that a
 * whole table takes no more memory than a row. A connection speaks of one statement at a time: when another
 * one is used meanwhile, what is left of the first is taken into memory before it. Long walks therefore ask
 * nothing else on their connection.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "db/postgres.h"

/* ---- rows that are coming ---- */

static void end_flow(struct pg *p)
{
	PGresult *r;
	p->flowing = NULL;
	while ((r = PQgetResult(p->c)))
		PQclear(r);
}

/* To the next row; false behind the last. */
static bool flow_on(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	PGresult *r = PQgetResult(p->c);
	ExecStatusType status = PQresultStatus(r);
	if (status != PGRES_SINGLE_TUPLE)
		end_flow(p);
	if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
		pg_fail(of->db, r, s->text);
	if (status == PGRES_COMMAND_OK)
		of->changed = strtoll(PQcmdTuples(r), NULL, 10);
	PQclear(s->rows);
	s->rows = r;
	s->row = 0;
	return status == PGRES_SINGLE_TUPLE;
}

static void keep_row(PGresult *to, const PGresult *from)
{
	int row = PQntuples(to);
	for (int i = 0; i < PQnfields(from); i++) {
		bool null = PQgetisnull(from, 0, i);
		if (!PQsetvalue(to, row, i, null ? NULL : PQgetvalue(from, 0, i), null ? -1 : PQgetlength(from, 0, i)))
			fault("out of memory for rows of a statement");
	}
}

void pg_take_rest(struct pg *p)
{
	struct stmt *of = p->flowing;
	if (!of)
		return;
	struct pg_stmt *s = of->handle;
	s->rest = PQcopyResult(s->rows, PG_COPYRES_ATTRS);
	if (!s->rest)
		fault("out of memory for rows of a statement");
	do
		keep_row(s->rest, s->rows);
	while (flow_on(of));
	PQclear(s->rows);
	s->rows = s->rest;
	s->rest = NULL;
}

/* Nobody wants the rest. What it ends with is told by the next thing that is asked, since this may not fault. */
static void drop_rest(struct pg *p)
{
	PGresult *r;
	while ((r = PQgetResult(p->c))) {
		ExecStatusType status = PQresultStatus(r);
		bool good = status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
		if (!good && !p->late)
			p->late = r;
		else
			PQclear(r);
	}
	p->flowing = NULL;
}

/* ---- statements ---- */

static int highest_place(const char *text)
{
	bool quoted = false;
	long most = 0;
	for (const char *at = text; *at; at++) {
		if (*at == '\'')
			quoted = !quoted;
		long n = *at == '$' && !quoted ? strtol(at + 1, NULL, 10) : 0;
		most = n > most ? n : most;
	}
	return (int)most;
}

static Oid type_of(char letter)
{
	return letter == 'i' ? OID_INT8 : letter == 't' ? OID_TEXT : letter == 'b' ? OID_BYTEA : 0;
}

static void *pg_prepare(struct db *d, const char *text, const char *types)
{
	struct pg_stmt *s = calloc(1, sizeof(*s));
	(void)d; /* it is prepared when it is run: then the types of all values are known */
	if (!s || !(s->text = strdup(text)))
		fault("out of memory for a statement");
	s->n = highest_place(text);
	size_t room = (size_t)s->n + 1;
	s->types = calloc(room, sizeof(*s->types));
	s->prepared = calloc(room, sizeof(*s->prepared));
	s->values = calloc(room, sizeof(*s->values));
	s->lengths = calloc(room, sizeof(*s->lengths));
	s->formats = calloc(room, sizeof(*s->formats));
	s->numbers = calloc(room, sizeof(*s->numbers));
	if (!s->types || !s->prepared || !s->values || !s->lengths || !s->formats || !s->numbers)
		fault("out of memory for a statement");
	for (int i = 0; types && types[i] && i < s->n; i++)
		s->types[i] = type_of(types[i]);
	s->columns = -1;
	return s;
}

static void add_dead(struct pg *p, const char *name)
{
	char text[40];
	size_t n = (size_t)snprintf(text, sizeof(text), "deallocate %s;", name);
	char *more = realloc(p->dead, p->dead_n + n + 1);
	if (!more)
		return; /* the server keeps it until the connection ends */
	memcpy(more + p->dead_n, text, n + 1);
	p->dead = more;
	p->dead_n += n;
}

static void pg_finalize(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	if (s->connection == p->connection && s->name[0])
		add_dead(p, s->name);
	if (p->flowing == of)
		drop_rest(p);
	PQclear(s->rows);
	PQclear(s->rest);
	PQfreemem(s->blob);
	free(s->types);
	free(s->prepared);
	free(s->values);
	free(s->lengths);
	free(s->formats);
	free(s->numbers);
	free(s->text);
	free(s);
}

static struct pg_stmt *place(struct stmt *of, int at, char letter)
{
	struct pg_stmt *s = of->handle;
	if (at < 1 || at > s->n)
		db_fault(of->db, DB_OTHER, s->text, "no such parameter");
	if (letter)
		s->types[at - 1] = type_of(letter);
	return s;
}

static void pg_bind_int(struct stmt *of, int at, int64_t v)
{
	struct pg_stmt *s = place(of, at, 'i');
	snprintf(s->numbers[at - 1], sizeof(s->numbers[0]), "%lld", (long long)v);
	s->values[at - 1] = s->numbers[at - 1];
	s->formats[at - 1] = 0;
}

static void pg_bind_text(struct stmt *of, int at, const char *v, size_t n)
{
	struct pg_stmt *s = place(of, at, 't');
	s->values[at - 1] = v;
	s->lengths[at - 1] = (int)n;
	s->formats[at - 1] = 1; /* bytes of a text are its binary form, and need no end */
}

static void pg_bind_blob(struct stmt *of, int at, struct str v)
{
	struct pg_stmt *s = place(of, at, 'b');
	s->values[at - 1] = v.n ? v.p : "";
	s->lengths[at - 1] = (int)v.n;
	s->formats[at - 1] = 1;
}

static void pg_bind_null(struct stmt *of, int at)
{
	struct pg_stmt *s = place(of, at, 0);
	s->values[at - 1] = NULL;
}

static bool is_prepared(const struct pg *p, const struct pg_stmt *s)
{
	if (s->connection != p->connection || !s->name[0])
		return false;
	for (int i = 0; i < s->n; i++)
		if (s->types[i] && s->types[i] != s->prepared[i])
			return false;
	return true;
}

/* A second use of a busy statement takes the nameless one: its rows are in memory when the next one does. */
static void prepare(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	if (is_prepared(p, s))
		return;
	s->name[0] = '\0';
	if (!of->once)
		snprintf(s->name, sizeof(s->name), "s%u", ++p->names);
	PGresult *r = PQprepare(p->c, s->name, s->text, s->n, s->types);
	if (PQresultStatus(r) != PGRES_COMMAND_OK) {
		s->connection = 0;
		pg_fail(of->db, r, s->text);
	}
	PQclear(r);
	s->connection = p->connection;
	memcpy(s->prepared, s->types, (size_t)s->n * sizeof(*s->types));
}

static bool pg_step(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	if (p->flowing == of)
		return flow_on(of);
	if (s->rows)
		return s->row < PQntuples(s->rows) && ++s->row < PQntuples(s->rows);
	pg_send_copies(of->db, s);
	pg_send_waiting(of->db);
	prepare(of);
	if (!PQsendQueryPrepared(p->c, s->name, s->n, s->values, s->lengths, s->formats, 0))
		pg_fail(of->db, NULL, s->text);
	PQsetSingleRowMode(p->c);
	p->flowing = of;
	return flow_on(of);
}

/* In pipeline mode. Few enough that answers which nobody reads yet fit into the buffers of the connection. */
static int64_t pg_post(struct stmt *of)
{
	enum { POSTED_MOST = 500 };
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	int64_t copied = of->once ? 0 : pg_copy(of);
	if (of->once || copied)
		return copied;
	pg_send_copies(of->db, s);
	if (!p->posted || p->posted == POSTED_MOST || p->waits || !is_prepared(p, s)) {
		pg_send_waiting(of->db);
		prepare(of);
		if (!PQenterPipelineMode(p->c))
			pg_fail(of->db, NULL, s->text);
	}
	if (!PQsendQueryPrepared(p->c, s->name, s->n, s->values, s->lengths, s->formats, 0))
		pg_fail(of->db, NULL, s->text);
	p->posted++;
	return 1;
}

static void pg_reset(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	if (p->flowing == of)
		drop_rest(p);
	PQclear(s->rows);
	PQclear(s->rest);
	s->rows = s->rest = NULL;
	memset(s->values, 0, (size_t)s->n * sizeof(*s->values));
}

/* SQLite's truth is the number 1. */
static bool truth(const struct pg_stmt *s, int at)
{
	return *PQgetvalue(s->rows, s->row, at) == 't';
}

static int64_t pg_col_int(struct stmt *of, int at)
{
	struct pg_stmt *s = of->handle;
	if (PQftype(s->rows, at) == OID_BOOL)
		return truth(s, at);
	return strtoll(PQgetvalue(s->rows, s->row, at), NULL, 10);
}

static struct str pg_col_bytes(struct stmt *of, int at)
{
	struct pg_stmt *s = of->handle;
	char *p = PQgetvalue(s->rows, s->row, at);
	size_t n = (size_t)PQgetlength(s->rows, s->row, at);
	switch (PQftype(s->rows, at)) {
	case OID_BOOL:
		return (struct str){truth(s, at) ? "1" : "0", 1};
	case OID_BYTEA:
		PQfreemem(s->blob);
		s->blob = PQunescapeBytea((unsigned char *)p, &n);
		return (struct str){s->blob ? (char *)s->blob : "", s->blob ? n : 0};
	default:
		return (struct str){p, n};
	}
}

static bool pg_col_null(struct stmt *of, int at)
{
	struct pg_stmt *s = of->handle;
	return PQgetisnull(s->rows, s->row, at);
}

static int pg_col_count(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	if (s->rows)
		return PQnfields(s->rows);
	pg_send_waiting(of->db);
	prepare(of);
	PGresult *r = PQdescribePrepared(p->c, s->name);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		pg_fail(of->db, r, s->text);
	int n = PQnfields(r);
	PQclear(r);
	return n;
}

const struct db_driver db_postgres = {
	.open = pg_open,
	.close = pg_close,
	.script = pg_script,
	.begin = pg_begin,
	.commit = pg_commit,
	.bulk = pg_bulk,
	.scrub = pg_scrub,
	.rollback = pg_rollback,
	.rollback_to = pg_rollback_to,
	.savepoint = pg_savepoint,
	.release = pg_release,
	.in_transaction = pg_in_transaction,
	.prepare = pg_prepare,
	.finalize = pg_finalize,
	.bind_int = pg_bind_int,
	.bind_text = pg_bind_text,
	.bind_blob = pg_bind_blob,
	.bind_null = pg_bind_null,
	.step = pg_step,
	.post = pg_post,
	.reset = pg_reset,
	.col_int = pg_col_int,
	.col_bytes = pg_col_bytes,
	.col_null = pg_col_null,
	.col_count = pg_col_count,
};
