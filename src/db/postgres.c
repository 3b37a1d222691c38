/*
 * The PostgreSQL driver. Readers see one snapshot (repeatable read), writers are
 * serializable among each other. A commit is as durable as the cluster's setting.
 *
 * Round trips cost, so "begin", "savepoint" and "release" wait for the statement
 * that follows them. A connection that was lost is made again by the next
 * transaction; when nothing was asked in the lost one yet, nobody notices.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "db/driver.h"

enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 }; /* fixed in PostgreSQL's catalogue */
enum { WAITING_MOST = 4096 };

struct pg {
	PGconn *c;
	char *url;
	unsigned connection; /* counts connections made: statements of an older one are prepared anew */
	unsigned names; /* of prepared statements */
	bool open; /* a transaction was begun, sent or waiting */
	bool spoilt; /* do not use the connection again: its server turned read-only */
	bool begin_waits; /* the waiting text starts a transaction */
	bool savepoint_waits; /* it ends with a savepoint */
	size_t waits; /* bytes of: */
	char waiting[WAITING_MOST]; /* commands to be sent before the next statement */
};

struct pg_stmt {
	char *text;
	unsigned connection; /* it is prepared on; 0: none */
	char name[16];
	int n, columns;
	PGresult *rows;
	int row; /* that is read, -1 before the first */
	Oid *types, *prepared; /* of parameters: now, and when it was prepared */
	const char **values;
	int *lengths, *formats;
	char (*numbers)[24];
	unsigned char *blob; /* that was read last */
};

/* ---- what went wrong ---- */

static const struct {
	const char *state; /* SQLSTATE or its class */
	enum db_trouble trouble;
} states[] = {
	{"40", DB_CONFLICT}, /* serialization failure, deadlock */
	{"55P03", DB_CONFLICT}, /* lock not available */
	{"23505", DB_CONFLICT}, /* somebody was faster with the same key; the rerun sees his row */
	{"42P07", DB_CONFLICT}, /* with the same table */
	{"53100", DB_FULL},
	{"58030", DB_IO},
	{"25006", DB_READ_ONLY},
	{"XX001", DB_CORRUPT},
	{"XX002", DB_CORRUPT},
	{"08", DB_LOST},
	{"57P", DB_LOST}, /* the server is being shut down, or starts */
	{"53300", DB_LOST}, /* too many connections */
};

static enum db_trouble trouble_of(const struct pg *p, const PGresult *r)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	if (PQstatus(p->c) != CONNECTION_OK)
		return DB_LOST;
	for (size_t i = 0; state && i < sizeof(states) / sizeof(states[0]); i++)
		if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
			return states[i].trouble;
	return DB_OTHER;
}

static void forget_waiting(struct pg *p)
{
	p->waits = 0;
	p->waiting[0] = '\0';
	p->begin_waits = p->savepoint_waits = false;
}

/*
 * Faults. Only after a mistake of one statement the transaction lives on, to be
 * taken back to its savepoint; anything else ends it as a whole.
 */
_Noreturn static void fail(struct db *d, PGresult *r, const char *what)
{
	struct pg *p = d->handle;
	enum db_trouble trouble = trouble_of(p, r);
	char message[300];
	snprintf(message, sizeof(message), "%s", r ? PQresultErrorMessage(r) : PQerrorMessage(p->c));
	message[strcspn(message, "\n")] = '\0';
	PQclear(r);
	if (trouble != DB_OTHER) {
		if (PQstatus(p->c) == CONNECTION_OK && PQtransactionStatus(p->c) != PQTRANS_IDLE)
			PQclear(PQexec(p->c, "rollback"));
		forget_waiting(p);
		p->open = false;
		p->spoilt |= trouble == DB_READ_ONLY || trouble == DB_LOST;
	}
	db_fault(d, trouble, what, message);
}

/* ---- connecting ---- */

static void silent(void *context, const char *message)
{
	(void)context;
	(void)message;
}

/* The order of texts is part of what lists and trees of units rely on. */
static bool fits(PGconn *c, char *why, size_t room)
{
	PGresult *r = PQexec(c, "select pg_encoding_to_char(encoding), datcollate from pg_database where datname = current_database()");
	bool good = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1;
	if (!good) {
		snprintf(why, room, "%s", PQerrorMessage(c));
	} else {
		const char *collate = PQgetvalue(r, 0, 1);
		good = strcmp(PQgetvalue(r, 0, 0), "UTF8") == 0 &&
		       (strcmp(collate, "C") == 0 || strcmp(collate, "POSIX") == 0 || strncasecmp(collate, "C.UTF", 5) == 0);
		if (!good)
			snprintf(why, room, "数据库的编码要是 UTF8、排序规则要是 C。请重建：createdb -T template0 -E UTF8 -l C 名称");
	}
	PQclear(r);
	return good;
}

static bool connect(struct pg *p, char *why, size_t room)
{
	/* What the URL says comes later and wins. */
	static const char *const names[] = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
		"tcp_user_timeout", "fallback_application_name", "dbname", "client_encoding", NULL};
	const char *values[] = {"5", "10", "5", "3", "15000", "lianxin", p->url, "UTF8", NULL};
	PQfinish(p->c);
	p->c = PQconnectdbParams(names, values, 1);
	p->connection++;
	p->spoilt = false;
	forget_waiting(p);
	p->open = false;
	if (PQstatus(p->c) != CONNECTION_OK) {
		snprintf(why, room, "%s", p->c ? PQerrorMessage(p->c) : "out of memory");
		return false;
	}
	PQsetNoticeProcessor(p->c, silent, NULL);
	return fits(p->c, why, room);
}

static bool pg_open(struct db *d, const char *url, char *why, size_t room)
{
	struct pg *p = calloc(1, sizeof(*p));
	if (!p || !(p->url = strdup(url)))
		fault("out of memory for a database connection");
	d->handle = p;
	if (connect(p, why, room))
		return true;
	PQfinish(p->c);
	free(p->url);
	free(p);
	return false;
}

static void pg_close(struct db *d)
{
	struct pg *p = d->handle;
	PQfinish(p->c);
	free(p->url);
	free(p);
}

static void connect_again(struct db *d)
{
	struct pg *p = d->handle;
	char why[200] = "";
	if (!connect(p, why, sizeof(why))) {
		p->spoilt = true;
		db_fault(d, DB_LOST, "connect", why);
	}
}

/* ---- transactions ---- */

static void wait_with(struct pg *p, const char *command)
{
	size_t n = strlen(command);
	if (p->waits + n + 1 > sizeof(p->waiting))
		fault("too many commands wait for a statement");
	memcpy(p->waiting + p->waits, command, n + 1);
	p->waits += n;
}

static void exec(struct db *d, const char *text)
{
	struct pg *p = d->handle;
	PGresult *r = PQexec(p->c, text);
	ExecStatusType status = PQresultStatus(r);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
		fail(d, r, text);
	PQclear(r);
}

/* Sends what waits. A connection that died while idle is made again, unseen. */
static void send_waiting(struct db *d)
{
	struct pg *p = d->handle;
	char text[WAITING_MOST];
	bool fresh = p->begin_waits || !p->open;
	if (p->spoilt && fresh) {
		bool begin = p->begin_waits, open = p->open;
		memcpy(text, p->waiting, p->waits + 1);
		connect_again(d);
		p->open = open;
		p->begin_waits = begin;
		wait_with(p, text);
	}
	if (!p->waits)
		return;
	memcpy(text, p->waiting, p->waits + 1);
	bool begin = p->begin_waits;
	forget_waiting(p);
	PGresult *r = PQexec(p->c, text);
	if (PQresultStatus(r) != PGRES_COMMAND_OK && begin && trouble_of(p, r) == DB_LOST) {
		PQclear(r);
		connect_again(d);
		p->open = true;
		r = PQexec(p->c, text);
	}
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		fail(d, r, text);
	PQclear(r);
}

/* Of those begun here; a statement that ended it by itself is seen too. */
static bool pg_in_transaction(const struct db *d)
{
	const struct pg *p = d->handle;
	return p->open && (p->begin_waits || PQtransactionStatus(p->c) != PQTRANS_IDLE);
}

static void pg_script(struct db *d, const char *text)
{
	send_waiting(d);
	exec(d, text);
}

static void pg_begin(struct db *d)
{
	struct pg *p = d->handle;
	if (pg_in_transaction(d))
		db_fault(d, DB_OTHER, "begin", "a transaction is open already");
	forget_waiting(p);
	wait_with(p, d->mode == DB_WRITE ? "begin isolation level serializable;" : "begin isolation level repeatable read read only;");
	p->open = p->begin_waits = true;
}

static void pg_commit(struct db *d)
{
	struct pg *p = d->handle;
	if (!pg_in_transaction(d))
		db_fault(d, DB_OTHER, "commit", "no transaction is open");
	if (p->begin_waits) { /* nothing was asked in it */
		forget_waiting(p);
		p->open = false;
		return;
	}
	wait_with(p, "commit");
	char text[WAITING_MOST];
	memcpy(text, p->waiting, p->waits + 1);
	forget_waiting(p);
	PGresult *r = PQexec(p->c, text);
	/* "commit" of a failed transaction is answered "ROLLBACK", without an error */
	bool good = PQresultStatus(r) == PGRES_COMMAND_OK && strcmp(PQcmdStatus(r), "COMMIT") == 0;
	if (!good && PQresultStatus(r) == PGRES_COMMAND_OK) {
		PQclear(r);
		p->open = false;
		db_fault(d, DB_OTHER, "commit", "the transaction had failed before");
	}
	if (!good)
		fail(d, r, "commit");
	PQclear(r);
	p->open = false;
}

/* Deleted rows leave the files with the server's own vacuum; until then they are there, sealed as they were. */
static bool pg_scrub(struct db *d)
{
	(void)d;
	return true;
}

static bool try_exec(struct pg *p, const char *text)
{
	PGresult *r = PQexec(p->c, text);
	bool good = PQresultStatus(r) == PGRES_COMMAND_OK;
	PQclear(r);
	return good;
}

static bool pg_rollback(struct db *d)
{
	struct pg *p = d->handle;
	bool sent = !p->begin_waits;
	forget_waiting(p);
	p->open = false;
	if (sent && !try_exec(p, "rollback"))
		p->spoilt = true;
	return true;
}

static bool pg_rollback_to(struct db *d)
{
	struct pg *p = d->handle;
	if (p->savepoint_waits)
		return true; /* nothing was done since */
	char text[WAITING_MOST + 20];
	bool failed = PQtransactionStatus(p->c) == PQTRANS_INERROR;
	snprintf(text, sizeof(text), "%srollback to r", failed ? "" : p->waiting);
	forget_waiting(p);
	return try_exec(p, text) || pg_rollback(d);
}

static void pg_savepoint(struct db *d)
{
	struct pg *p = d->handle;
	wait_with(p, "savepoint r;");
	p->savepoint_waits = true;
}

static void pg_release(struct db *d)
{
	struct pg *p = d->handle;
	wait_with(p, "release r;");
	p->savepoint_waits = false;
	if (p->waits > WAITING_MOST - 100)
		send_waiting(d);
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

static void pg_finalize(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	/* Not within a transaction that failed; the server then keeps it until the connection ends. */
	if (s->connection == p->connection && s->name[0] && PQstatus(p->c) == CONNECTION_OK &&
	    PQtransactionStatus(p->c) != PQTRANS_INERROR) {
		char text[40];
		snprintf(text, sizeof(text), "deallocate %s", s->name);
		PQclear(PQexec(p->c, text));
	}
	PQclear(s->rows);
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

/* A second use of a busy statement takes the nameless one: its rows are fetched at once. */
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
		fail(of->db, r, s->text);
	}
	PQclear(r);
	s->connection = p->connection;
	memcpy(s->prepared, s->types, (size_t)s->n * sizeof(*s->types));
}

static void run(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	struct pg *p = of->db->handle;
	send_waiting(of->db);
	prepare(of);
	PGresult *r = PQexecPrepared(p->c, s->name, s->n, s->values, s->lengths, s->formats, 0);
	ExecStatusType status = PQresultStatus(r);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail(of->db, r, s->text);
	s->rows = r;
	s->row = -1;
	if (status == PGRES_COMMAND_OK)
		of->changed = strtoll(PQcmdTuples(r), NULL, 10);
}

static bool pg_step(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	if (!s->rows)
		run(of);
	return ++s->row < PQntuples(s->rows);
}

static void pg_reset(struct stmt *of)
{
	struct pg_stmt *s = of->handle;
	PQclear(s->rows);
	s->rows = NULL;
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
	send_waiting(of->db);
	prepare(of);
	PGresult *r = PQdescribePrepared(p->c, s->name);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		fail(of->db, r, s->text);
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
	.reset = pg_reset,
	.col_int = pg_col_int,
	.col_bytes = pg_col_bytes,
	.col_null = pg_col_null,
	.col_count = pg_col_count,
};
