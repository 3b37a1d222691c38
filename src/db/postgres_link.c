/*
 * The PostgreSQL driver: connection and transactions. Readers see one snapshot (repeatable read), writers are
 * serializable among each other. A commit is as durable as the cluster's setting.
 *
 * Round trips cost, so "begin", "savepoint" and "release" wait for the statement
 * that follows them. A connection that was lost is made again by the next
 * transaction; when nothing was asked in the lost one yet, nobody notices.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "db/postgres.h"

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

static void forget_dead(struct pg *p)
{
	free(p->dead);
	p->dead = NULL;
	p->dead_n = 0;
}

static void forget_waiting(struct pg *p)
{
	p->waits = 0;
	p->waiting[0] = '\0';
	p->begin_waits = p->savepoint_waits = false;
}

_Noreturn void pg_fail(struct db *d, PGresult *r, const char *what)
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
		pg_drop_copies(p);
		p->open = false;
		p->spoilt |= trouble == DB_READ_ONLY || trouble == DB_LOST;
	}
	db_fault(d, trouble, what, message);
}

static void forget_late(struct pg *p)
{
	PQclear(p->late);
	p->late = NULL;
}

static bool is_ahead(const struct pg *p)
{
	return p->posted || p->copying;
}

/* Reads the answers to what was sent ahead; the first that is bad, NULL: none. */
static PGresult *read_posts(struct pg *p)
{
	PGresult *bad = NULL, *r;
	ExecStatusType status = PGRES_COMMAND_OK;
	if (p->copying)
		return pg_end_copy(p);
	bool ended = false; /* an answer ends with NULL; two of them: there is nothing more */
	if (!p->posted || !PQpipelineSync(p->c))
		ended = true;
	while (status != PGRES_PIPELINE_SYNC && ((r = PQgetResult(p->c)) || !ended)) {
		ended = !r;
		status = r ? PQresultStatus(r) : PGRES_COMMAND_OK;
		if (!bad && (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE))
			bad = r;
		else
			PQclear(r);
	}
	p->posted = 0;
	PQexitPipelineMode(p->c);
	return bad;
}

/* The connection is free for the next command. */
static void be_free(struct db *d)
{
	struct pg *p = d->handle;
	pg_take_rest(p);
	if (is_ahead(p) && !p->late)
		p->late = read_posts(p);
	if (!p->late)
		return;
	PGresult *r = p->late;
	p->late = NULL;
	pg_fail(d, r, "an earlier statement");
}

/* ---- connecting ---- */

static void silent(void *context, const char *message)
{
	(void)context;
	(void)message;
}

/*
 * The order of texts is part of what lists and trees of units rely on. Joins are made from row to row: the server is told
 * not to merge, for which it would walk a table of millions from its first row on, up to where an old statistic
 * says that the few of the other side end.
 */
static bool fits(PGconn *c, char *why, size_t room)
{
	PGresult *r = PQexec(c, "set enable_mergejoin = off; select pg_encoding_to_char(encoding), datcollate from pg_database where datname = current_database()");
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
	p->flowing = NULL;
	p->posted = 0;
	p->copying = false;
	pg_drop_copies(p);
	forget_late(p);
	forget_dead(p);
	forget_waiting(p);
	p->open = false;
	if (PQstatus(p->c) != CONNECTION_OK) {
		snprintf(why, room, "%s", p->c ? PQerrorMessage(p->c) : "out of memory");
		return false;
	}
	PQsetNoticeProcessor(p->c, silent, NULL);
	return fits(p->c, why, room);
}

bool pg_open(struct db *d, const char *url, char *why, size_t room)
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

void pg_close(struct db *d)
{
	struct pg *p = d->handle;
	forget_late(p);
	forget_dead(p);
	pg_free_copies(p);
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
		pg_fail(d, r, text);
	PQclear(r);
}

/* Statements that ended leave the server; not while it refuses everything. */
static void send_dead(struct pg *p)
{
	if (!p->dead || PQtransactionStatus(p->c) == PQTRANS_INERROR)
		return;
	PQclear(PQexec(p->c, p->dead));
	forget_dead(p);
}

void pg_send_waiting(struct db *d)
{
	struct pg *p = d->handle;
	char text[WAITING_MOST];
	be_free(d);
	bool fresh = p->begin_waits || !p->open;
	if (p->spoilt && fresh) {
		bool begin = p->begin_waits, open = p->open;
		memcpy(text, p->waiting, p->waits + 1);
		connect_again(d);
		p->open = open;
		p->begin_waits = begin;
		wait_with(p, text);
	}
	send_dead(p);
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
		pg_fail(d, r, text);
	PQclear(r);
}

/* Of those begun here; a statement that ended it by itself is seen too. */
bool pg_in_transaction(const struct db *d)
{
	const struct pg *p = d->handle;
	return p->open && (p->begin_waits || PQtransactionStatus(p->c) != PQTRANS_IDLE);
}

void pg_script(struct db *d, const char *text)
{
	pg_send_copies(d, NULL);
	pg_send_waiting(d);
	exec(d, text);
}

void pg_begin(struct db *d)
{
	struct pg *p = d->handle;
	if (pg_in_transaction(d))
		db_fault(d, DB_OTHER, "begin", "a transaction is open already");
	forget_waiting(p);
	pg_drop_copies(p);
	p->bulk = false;
	wait_with(p, d->mode == DB_WRITE ? "begin isolation level serializable;" : "begin isolation level repeatable read read only;");
	p->open = p->begin_waits = true;
}

void pg_bulk(struct db *d)
{
	struct pg *p = d->handle;
	p->bulk = true;
}

/*
 * The server looks at a table that has grown only some minutes later. Until then it takes a piece of an import for thirty
 * rows, which it would read as a whole and sort for each page of it. A small sample will do; it takes a larger one in time.
 */
static void learn(struct db *d)
{
	enum { ROWS = 4000 };
	struct pg *p = d->handle;
	char text[200];
	p->bulk = false;
	if (d->changes - p->learned < ROWS)
		return;
	p->learned = d->changes;
	PQclear(PQexec(p->c, "select pg_stat_force_next_flush()"));
	PGresult *r = PQexec(p->c, "select quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
		"where n.nspname = current_schema() and c.relkind = 'r' and pg_stat_get_mod_since_analyze(c.oid) >= 4000 "
		"and pg_stat_get_mod_since_analyze(c.oid) * 3 > pg_stat_get_live_tuples(c.oid)");
	for (int i = 0; PQresultStatus(r) == PGRES_TUPLES_OK && i < PQntuples(r); i++) {
		snprintf(text, sizeof(text), "set default_statistics_target = 10; analyze %s; reset default_statistics_target", PQgetvalue(r, i, 0));
		PQclear(PQexec(p->c, text));
	}
	PQclear(r);
}

void pg_commit(struct db *d)
{
	struct pg *p = d->handle;
	if (!pg_in_transaction(d))
		db_fault(d, DB_OTHER, "commit", "no transaction is open");
	pg_send_copies(d, NULL);
	if (p->begin_waits) { /* nothing was asked in it */
		forget_waiting(p);
		p->open = false;
		return;
	}
	be_free(d);
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
		pg_fail(d, r, "commit");
	PQclear(r);
	p->open = false;
	if (p->bulk)
		learn(d);
}

/* Deleted rows leave the files with the server's own vacuum; until then they are there, sealed as they were. */
bool pg_scrub(struct db *d)
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

bool pg_rollback(struct db *d)
{
	struct pg *p = d->handle;
	bool sent = !p->begin_waits;
	pg_drop_copies(p);
	if (is_ahead(p))
		PQclear(read_posts(p));
	forget_waiting(p);
	forget_late(p);
	p->open = false;
	if (sent && !try_exec(p, "rollback"))
		p->spoilt = true;
	return true;
}

bool pg_rollback_to(struct db *d)
{
	struct pg *p = d->handle;
	pg_drop_copies(p);
	if (is_ahead(p) && !p->savepoint_waits && !p->late)
		p->late = read_posts(p);
	if (p->late && trouble_of(p, p->late) != DB_OTHER) {
		d->trouble = trouble_of(p, p->late);
		return pg_rollback(d);
	}
	forget_late(p);
	if (p->savepoint_waits)
		return true; /* nothing was done since */
	char text[WAITING_MOST + 20];
	bool failed = PQtransactionStatus(p->c) == PQTRANS_INERROR;
	snprintf(text, sizeof(text), "%srollback to r", failed ? "" : p->waiting);
	forget_waiting(p);
	return try_exec(p, text) || pg_rollback(d);
}

void pg_savepoint(struct db *d)
{
	struct pg *p = d->handle;
	pg_send_copies(d, NULL);
	wait_with(p, "savepoint r;");
	p->savepoint_waits = true;
}

void pg_release(struct db *d)
{
	struct pg *p = d->handle;
	wait_with(p, "release r;");
	p->savepoint_waits = false;
	if (p->waits > WAITING_MOST - 100)
		pg_send_waiting(d);
}
