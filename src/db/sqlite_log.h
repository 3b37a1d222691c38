/*
 * The writer's log is written in large pieces. SQLite writes each page of its write-ahead log by two calls; here they are
 * gathered and reach the system together: when a transaction ends, before anything is synced or read, when the room is
 * full. So whoever may look at the log (readers, a copy of it, a restart) finds in it what SQLite thinks is there.
 */
#ifndef LX_SQLITE_LOG_H
#define LX_SQLITE_LOG_H

/* The name of the VFS that does so, in front of the one that is usual now; NULL: as usual. */
const char *log_vfs(void);

#endif
