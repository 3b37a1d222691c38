#include "db/sqlite_log.h"

#include <stdlib.h>
#include <string.h>

/* As SQLite's file format has it: a header before each page, with the size of the database when a transaction ends there. */
enum { FRAME_HEADER = 24, ENDS_AT = 4, ENDS_BYTES = 4 };
enum { ROOM = 120 * 1024 }; /* SQLite's files write less than 128 KB at once */

struct log_file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this struct */
	unsigned char *kept; /* ROOM bytes */
	int n;
	sqlite3_int64 at; /* where they belong */
	int ends; /* the next page is the last of a transaction */
	bool gathers; /* a commit is being written */
};

static sqlite3_vfs front, *usual;

static struct log_file *log_of(sqlite3_file *f)
{
	return (struct log_file *)(void *)f;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
	return log_of(f)->real;
}

/* After a failure nothing is kept: SQLite takes the transaction back. */
static int let_go(struct log_file *x)
{
	int n = x->n;
	x->n = 0;
	return n ? x->real->pMethods->xWrite(x->real, x->kept, n, x->at) : SQLITE_OK;
}

static int log_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	struct log_file *x = log_of(f);
	static const unsigned char nowhere[ENDS_BYTES];
	int rc = x->n && (at != x->at + x->n || n > ROOM - x->n) ? let_go(x) : SQLITE_OK, ends = x->ends;
	x->ends = n == FRAME_HEADER && memcmp((const unsigned char *)from + ENDS_AT, nowhere, ENDS_BYTES) != 0;
	if (rc != SQLITE_OK)
		return rc;
	if (n > ROOM || !x->gathers)
		return x->real->pMethods->xWrite(x->real, from, n, at);
	if (!x->n)
		x->at = at;
	memcpy(x->kept + x->n, from, (size_t)n);
	x->n += n;
	return ends ? let_go(x) : SQLITE_OK;
}

static int log_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	int rc = let_go(log_of(f));
	return rc ? rc : real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int log_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	int rc = let_go(log_of(f));
	return rc ? rc : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int log_sync(sqlite3_file *f, int flags)
{
	int rc = let_go(log_of(f));
	return rc ? rc : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int log_size(sqlite3_file *f, sqlite3_int64 *size)
{
	int rc = let_go(log_of(f));
	return rc ? rc : real_of(f)->pMethods->xFileSize(real_of(f), size);
}

/* What is still kept belongs to no transaction that ended. */
static int log_close(sqlite3_file *f)
{
	free(log_of(f)->kept);
	return real_of(f)->pMethods->xClose(real_of(f));
}

static int log_lock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int log_unlock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int log_is_reserved(sqlite3_file *f, int *out)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int log_control(sqlite3_file *f, int op, void *arg)
{
	return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int log_sector(sqlite3_file *f)
{
	return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int log_traits(sqlite3_file *f)
{
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

/* A log is neither mapped nor shared memory: the first version of the methods does. */
static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = log_close, .xRead = log_read, .xWrite = log_write, .xTruncate = log_truncate, .xSync = log_sync, .xFileSize = log_size,
	.xLock = log_lock, .xUnlock = log_unlock, .xCheckReservedLock = log_is_reserved, .xFileControl = log_control, .xSectorSize = log_sector,
	.xDeviceCharacteristics = log_traits,
};

/* A log that is ours; NULL: the database has none (yet). */
static struct log_file *log_in_use(sqlite3 *h)
{
	sqlite3_file *f = NULL;
	sqlite3_file_control(h, "main", SQLITE_FCNTL_JOURNAL_POINTER, &f);
	return f && f->pMethods == &methods ? log_of(f) : NULL;
}

void log_gather(sqlite3 *h)
{
	struct log_file *x = log_in_use(h);
	if (x)
		x->gathers = true;
}

void log_settle(sqlite3 *h, bool committed)
{
	struct log_file *x = log_in_use(h);
	if (!x)
		return;
	if (committed)
		let_go(x); /* synced commits have left nothing */
	x->n = x->ends = 0;
	x->gathers = false;
}

/* Any other file is the usual one's own. */
static int open_file(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *got)
{
	struct log_file *x = log_of(f);
	(void)v;
	if (!(flags & SQLITE_OPEN_WAL))
		return usual->xOpen(usual, name, f, flags, got);
	*x = (struct log_file){.real = (sqlite3_file *)(void *)(x + 1), .kept = malloc(ROOM)};
	int rc = x->kept ? usual->xOpen(usual, name, x->real, flags, got) : SQLITE_NOMEM;
	if (rc == SQLITE_OK)
		x->base.pMethods = &methods;
	else
		free(x->kept);
	return rc;
}

const char *log_vfs(void)
{
	sqlite3_vfs *now = sqlite3_vfs_find(NULL);
	if (!now || now == &front)
		return NULL;
	if (now != usual) {
		if (usual)
			sqlite3_vfs_unregister(&front);
		usual = now;
		front = *usual; /* everything but opening is the usual one's; it keeps its state in pAppData */
		front.zName = "lianxin";
		front.szOsFile = (int)sizeof(struct log_file) + usual->szOsFile;
		front.xOpen = open_file;
		front.pNext = NULL;
		if (sqlite3_vfs_register(&front, 0) != SQLITE_OK)
			return NULL;
	}
	return front.zName;
}
