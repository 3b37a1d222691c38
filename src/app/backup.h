/*
 * A backup is a folder "lianxin-20240301-090000":
 *
 *   lianxin.db    one consistent state of the database, in one pass
 *   files/        the uploads, copied after it
 *   manifest.txt  lines "name value": version, made, key (fingerprint), seal and
 *                 head of the event chain, database (SHA-256 of lianxin.db), and
 *                 mac: all of it signed with the key, which the backup has not
 *
 * The key file is never in it: whoever finds a backup reads no sealed value.
 */
#ifndef LX_BACKUP_H
#define LX_BACKUP_H

#include "kernel/app.h"

struct manifest {
	const char *version, *made, *key, *seal, *head, *database, *mac;
};

/* Makes a backup below the folder `to`; *where is its folder. NULL, or a Chinese reason. */
const char *backup_make(struct app *app, const char *to, struct manifest *m, const char **where);
/* What `mac` has to be; needs the keys. */
const char *manifest_mac(struct app *app, const struct manifest *m);
bool manifest_read(struct arena *a, const char *folder, struct manifest *m);

#endif
