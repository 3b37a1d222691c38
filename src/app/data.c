#include "app/data.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "secret/token.h"

const char *data_lock(struct app *app)
{
	if (!folder_make(app->data))
		return arena_printf(app->arena, "不能使用数据目录 %s，请检查目录权限。", app->data);
	int fd = open(arena_printf(app->arena, "%s/lianxin.lock", app->data), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return arena_printf(app->arena, "不能写数据目录 %s，请检查目录权限。", app->data);
	int lock = url_is_postgres(app->db_url) ? LOCK_SH : LOCK_EX; /* nodes of one database share a folder */
	if (flock(fd, lock | LOCK_NB) != 0)
		return arena_printf(app->arena, "数据目录 %s 正由另一个连心服务使用，请先停下它。", app->data);
	return NULL; /* the descriptor stays open on purpose: it is the lock */
}

const char *data_open(struct app *app)
{
	if (!url_is_postgres(app->db_url) && !file_there(app->db_url))
		return arena_printf(app->arena, "没有数据库 %s。请用 --data 指出数据目录。", app->db_url);
	return app_open(app, 1);
}

bool data_write(struct app *app, void (*work)(struct req *r, void *context), void *context)
{
	struct db *d = writer_db(app->writer);
	struct guard g;
	if (GUARD(&g)) {
		db_begin(d);
		work(system_request(app, d, app->arena), context);
		event_seal(d, app->arena);
		db_commit(d);
		guard_end(&g);
		return true;
	}
	db_rollback(d);
	return false;
}

bool file_there(const char *path)
{
	struct stat s;
	return stat(path, &s) == 0 && S_ISREG(s.st_mode);
}

bool folder_make(const char *path)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static bool copy_bytes(int in, int out)
{
	char block[65536];
	ssize_t n;
	while ((n = read(in, block, sizeof(block))) > 0)
		for (ssize_t done = 0, m; done < n; done += m)
			if ((m = write(out, block + done, (size_t)(n - done))) < 0)
				return false;
	return n == 0 && fsync(out) == 0;
}

bool file_copy(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	if (in < 0)
		return false;
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool good = out >= 0 && copy_bytes(in, out);
	if (out >= 0 && close(out) != 0)
		good = false;
	close(in);
	return good;
}

static bool link_same(const char *before, const char *to, off_t size)
{
	struct stat s;
	return stat(before, &s) == 0 && S_ISREG(s.st_mode) && s.st_size == size && link(before, to) == 0;
}

int64_t folder_copy(struct arena *a, const char *from, const char *before, const char *to)
{
	int64_t n = 0;
	DIR *folder = opendir(from);
	if (!folder)
		return errno == ENOENT ? 0 : -1;
	bool good = folder_make(to);
	for (struct dirent *e; good && (e = readdir(folder)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		const char *source = arena_printf(a, "%s/%s", from, e->d_name), *target = arena_printf(a, "%s/%s", to, e->d_name);
		const char *earlier = before ? arena_printf(a, "%s/%s", before, e->d_name) : NULL;
		struct stat s;
		if (lstat(source, &s) != 0)
			continue; /* swept meanwhile */
		if (S_ISDIR(s.st_mode)) {
			int64_t below = folder_copy(a, source, earlier, target);
			good = below >= 0;
			n += below;
		} else if (S_ISREG(s.st_mode) && !file_there(target)) {
			good = (earlier && link_same(earlier, target, s.st_size)) || file_copy(source, target) || !file_there(source);
			n += good;
		}
	}
	closedir(folder);
	return good ? n : -1;
}

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
	(void)s;
	(void)kind;
	(void)at;
	return remove(path);
}

bool folder_remove(const char *path)
{
	return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0;
}

const char *file_hash(struct arena *a, const char *path)
{
	unsigned char block[65536], out[SHA256_BYTES];
	struct sha256 h;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return "";
	sha256_begin(&h);
	while ((n = read(fd, block, sizeof(block))) > 0)
		sha256_add(&h, block, (size_t)n);
	sha256_end(&h, out);
	close(fd);
	return n == 0 ? hex_text(a, out, sizeof(out)) : "";
}
