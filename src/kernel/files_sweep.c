/*
 * Bytes whose record never came: they are stored before the row that names them is written, and a
 * server may be killed between the two. They go after a day; what a row names never does.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "kernel/app.h"
#include "kernel/files.h"
#include "kernel.sql.h"

enum { FOLDERS = 256, AT_ONCE = 1000, PAUSE_MS = 3600000, HASH_CHARS = 64 };

/*
 * Uploads of the same bytes give them a new time under the folder's lock (kernel/files_store.c), so
 * what is old here has no upload on its way to its row. Anonymous ones bear the beginning of their
 * day: before yesterday began is a whole day ago for them too.
 */
static bool is_old(struct req *r, int folder, const char *name)
{
	struct stat s;
	return fstatat(folder, name, &s, 0) == 0 && S_ISREG(s.st_mode) &&
	       (instant)s.st_mtim.tv_sec * 1000 < instant_of_day(r->today - 1);
}

/* Returns how many entries were looked at. */
static int sweep_folder(struct req *r, const char *path)
{
	int seen = 0, gone = 0, fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) { /* an upload comes in just now: another time */
		close(fd);
		return 0;
	}
	DIR *d = fdopendir(fd); /* fd is its own from now on */
	for (struct dirent *e; d && (e = readdir(d)) != NULL; seen++)
		if (strlen(e->d_name) == HASH_CHARS && is_old(r, fd, e->d_name) && !q_file_named(r->db, e->d_name))
			gone += unlinkat(fd, e->d_name, 0) == 0;
	if (gone)
		log_info("files_swept n=%d", gone);
	if (d)
		closedir(d); /* with it goes the lock */
	return seen;
}

/* Copies and workbooks that were being made when a server was killed. */
static void sweep_unfinished(struct req *r, const char *folder, const char *prefix)
{
	DIR *d = opendir(arena_printf(r->arena, "%s/%s", r->app->data, folder));
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		if (strncmp(e->d_name, prefix, strlen(prefix)) == 0 && is_old(r, dirfd(d), e->d_name))
			unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
}

void files_sweep(struct req *r)
{
	struct app *app = r->app;
	if (!app->regular.folder && r->now - app->regular.swept < PAUSE_MS && r->now >= app->regular.swept)
		return;
	if (!app->regular.folder) {
		app->regular.swept = r->now;
		sweep_unfinished(r, "files", FILES_ASIDE);
		sweep_unfinished(r, "tmp", "export-");
	}
	for (int seen = 0; seen < AT_ONCE && app->regular.folder < FOLDERS; app->regular.folder++)
		seen += sweep_folder(r, arena_printf(r->arena, "%s/files/%02x", app->data, (unsigned)app->regular.folder));
	if (app->regular.folder == FOLDERS)
		app->regular.folder = 0;
}
