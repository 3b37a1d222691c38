/*
 * What was erased stays erased, also when an older backup is restored: it still holds the value.
 * So the list of erasures (numbers only, no values) is kept in the database and, outside of it, in
 * DATA/erased.txt and beside the backups. Whoever opens a database replays the lists he has.
 *
 * The chain of events holds only a salted hash of a personal value; salt and value are what goes
 * (event_forget). An erasure reaches the file within a minute; one that is younger than that is
 * still in the present database, which a restore asks as well.
 */
#ifndef LX_ERASED_H
#define LX_ERASED_H

#include "kernel/app.h"

/* The list in the database, a line "event time" each; only what was erased before `until` (0: all). */
const char *erased_text(struct db *d, struct arena *a, instant until);
/* Erases what the list names and this database still has; how many values that were. In a transaction. */
int64_t erased_replay(struct db *d, struct arena *a, const char *text);

const char *erased_read(struct arena *a, const char *path); /* "" when there is no such file */
/* Adds the lines that the file lacks, through to the disk. */
bool erased_keep(struct arena *a, const char *path, const char *text);

#endif
