/*
 * The writer's log is written in large pieces. SQLite writes each page of its write-ahead log by two calls; while a commit
 * is written they are gathered and reach the system together: when the transaction ends, before anything is synced or
 * read, when the room is full. Outside of a commit (pages that find no room in memory) everything is written at once:
 * what was taken back must not reach the file later, where another process may have written meanwhile.
 */
#ifndef LX_SQLITE_LOG_H
#define LX_SQLITE_LOG_H

#include <sqlite3.h>
#include <stdbool.h>

/* The name of the VFS that does so, in front of the one that is usual now; NULL: as usual. */
const char *log_vfs(void);
/* Around a commit of a connection that was opened so; the second also when it failed, before anything else is done with it. */
void log_gather(sqlite3 *h);
void log_settle(sqlite3 *h, bool committed);

#endif
