/*
 * The data folder: who uses it, and opening it for commands. A server holds the
 * lock file "lianxin.lock" as long as it runs; commands that replace data need it too.
 */
#ifndef LX_DATA_H
#define LX_DATA_H

#include "kernel/app.h"

/* Takes the folder for this process; NULL, or a Chinese reason. Held until the process ends. */
const char *data_lock(struct app *app);
/* Opens existing data; NULL, or a Chinese reason (so that a mistyped folder is not made). */
const char *data_open(struct app *app);
/* Runs `work` in one transaction of the writing connection and seals its events; false after a fault. */
bool data_write(struct app *app, void (*work)(struct req *r, void *context), void *context);

/* ---- files ---- */

bool folder_make(const char *path); /* fine when it is there already */
bool file_copy(const char *from, const char *to); /* written through to the disk */
/*
 * Every file below `from` that `to` lacks; the number copied, -1 on failure. What an earlier copy in
 * `before` (NULL: none) has under the same name and size is linked, not copied.
 */
int64_t folder_copy(struct arena *a, const char *from, const char *before, const char *to);
bool folder_remove(const char *path); /* with all that is in it */
const char *file_hash(struct arena *a, const char *path); /* SHA-256 in hex, "" on failure */
bool file_there(const char *path);

#endif
