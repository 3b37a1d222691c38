/*
 * A backup is a folder "lianxin-20240301-090000":
 *
 *   lianxin.db    one consistent state of the database, in one pass
 *   files/        the uploads, copied after it; each is called by the SHA-256 of its content
 *   rows.txt      lines "table rows"
 *   manifest.txt  lines "name value": version, made, key (fingerprint), seal and head of the event
 *                 chain, database (SHA-256 of lianxin.db), rows (of rows.txt), lost (uploads that
 *                 the service itself had not), and mac: all of it signed with the key, which the
 *                 backup has not
 *
 * Beside the backups stands erased.txt, the newest list of erasures (kernel/erased.h). The key file
 * is never in a backup: whoever finds one reads no sealed value. Uploads that the backup before had
 * already are hard links to the same bytes.
 */
#ifndef LX_BACKUP_H
#define LX_BACKUP_H

#include "kernel/app.h"

struct manifest {
	const char *version, *made, *key, *seal, *head, *database, *rows, *lost, *mac;
};

/* Makes a backup below the folder `to`; *where is its folder. NULL, or a Chinese reason. */
const char *backup_make(struct app *app, const char *to, struct manifest *m, const char **where);
/* Removes the oldest finished backups below `to` but `keep` (0: none), and unfinished ones of a day ago; how many. */
int backup_retain(struct app *app, const char *to, int keep);
/* The newest finished backup below `to`, or the one before it by name; NULL: none. */
const char *backup_newest(struct arena *a, const char *to, const char *before);

/* What `mac` has to be; needs the keys. */
const char *manifest_mac(struct app *app, const struct manifest *m);
bool manifest_read(struct arena *a, const char *folder, struct manifest *m);

/* Looking at a backup; each gives NULL, or a Chinese reason. */
const char *backup_check_key(struct app *app, const struct manifest *m); /* reads DATA/lianxin.key */
/* Its database, or a copy of it at `path`. */
const char *backup_check_database(struct app *app, const char *path, const struct manifest *m);
/* Every upload against its name, and every row of a file against the uploads; *n: how many were read. */
const char *backup_check_files(struct app *app, const char *folder, const struct manifest *m, int64_t *n);
/* Uploads that rows of the database name and the folder has not. */
int64_t backup_lost_files(struct db *d, struct arena *a, const char *files);
/* Lines "table rows" of a database. */
const char *backup_rows(struct db *d, struct arena *a);

#endif
