/* The prepare stage of uploads: look, strip, hash, put on disk. No database here. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "doc/file_kind.h"
#include "doc/image_head.h"
#include "kernel/app.h"
#include "kernel/files.h"
#include "kernel/route.h"
#include "secret/token.h"

/* What may be kept: nothing that runs, nothing that a browser would take for a page. */
static bool allowed(const struct file_look *look)
{
	return look->kind != FILE_OTHER && look->kind != FILE_OLE && look->kind != FILE_MARKUP && !look->macros;
}

static bool hash_file(FILE *f, char hex[65], int64_t *size)
{
	unsigned char block[65536], sum[SHA256_BYTES];
	struct sha256 h;
	size_t n;
	static const char digits[] = "0123456789abcdef";
	sha256_begin(&h);
	*size = 0;
	rewind(f);
	while ((n = fread(block, 1, sizeof(block), f)) > 0) {
		sha256_add(&h, block, n);
		*size += (int64_t)n;
	}
	sha256_end(&h, sum);
	for (size_t i = 0; i < SHA256_BYTES; i++) {
		hex[2 * i] = digits[sum[i] >> 4];
		hex[2 * i + 1] = digits[sum[i] & 15];
	}
	hex[64] = '\0';
	return !ferror(f);
}

const char *file_path(struct req *r, const char *hash)
{
	return arena_printf(r->arena, "%s/files/%.2s/%s", r->app->data, hash, hash);
}

/* Gives the bytes their name, under the lock that the sweep of the folder takes (kernel/files_sweep.c). */
static bool put_name(const char *from, const char *folder, const char *to)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && flock(fd, LOCK_EX) == 0 && rename(from, to) == 0;
	if (fd >= 0)
		close(fd);
	return good;
}

static bool sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY);
	bool good = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return good;
}

static bool timeless(const struct req *r)
{
	return r->route && (r->route->flags & ROUTE_ANON);
}

/* r->now is the beginning of the day there. */
static const struct timespec *day_times(struct req *r)
{
	struct timespec *t = NEW_N(r->arena, struct timespec, 2);
	t[0].tv_sec = t[1].tv_sec = (time_t)(r->now / 1000);
	return t;
}

/* Content first, then its name, both on disk before the row that names them. */
static bool place(struct req *r, FILE *f, const char *from, const char *hash)
{
	const char *folder = arena_printf(r->arena, "%s/files/%.2s", r->app->data, hash);
	if (timeless(r) && futimens(fileno(f), day_times(r)) != 0)
		return false;
	if (fflush(f) != 0 || fsync(fileno(f)) != 0)
		return false;
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return false;
	const char *all = arena_printf(r->arena, "%s/files", r->app->data);
	if (!put_name(from, folder, file_path(r, hash)))
		return false;
	if (timeless(r)) {
		utimensat(AT_FDCWD, folder, day_times(r), 0);
		utimensat(AT_FDCWD, all, day_times(r), 0);
	}
	return sync_folder(folder) && sync_folder(all);
}

static void refuse_kind(struct req *r, const struct upload *u, const struct file_look *look)
{
	if (look->macros)
		refuse(r, 422, "文件“%s”含有宏程序，请另存为不带宏的文档后再上传。", u->filename);
	else
		refuse(r, 422, "不能上传文件“%s”。可以上传图片、PDF、Word、Excel、文本、压缩包和视频。", u->filename);
}

/* The copy that is kept: pictures without what the camera wrote beside them. */
static FILE *copy_of(struct req *r, FILE *in, const struct file_look *look, const char *to)
{
	const char *why = NULL;
	FILE *out = fopen(to, "w+b");
	char block[65536];
	size_t n;
	bool good = out != NULL;
	rewind(in);
	if (good && file_type(look->kind)->picture) {
		good = image_strip(in, look->kind, out, &why);
	} else {
		while (good && (n = fread(block, 1, sizeof(block), in)) > 0)
			good = fwrite(block, 1, n, out) == n;
		good = good && !ferror(in);
	}
	if (good)
		return out;
	if (out)
		fclose(out);
	unlink(to);
	if (why)
		refuse(r, 422, "%s", why);
	else
		refuse(r, 503, "服务器存不下这个文件，没有保存。请通知系统管理员清理磁盘后再试。");
	return NULL;
}

static bool store_one(struct req *r, const struct upload *u, struct stored *out)
{
	FILE *in = fopen(u->path, "rb");
	if (!in) {
		refuse(r, 503, "上传的文件没有收完整，请重新上传。");
		return false;
	}
	struct file_look look = file_look(in);
	const char *to = arena_printf(r->arena, "%s/files/" FILES_ASIDE "%s", r->app->data, token_new(r->arena, 12));
	char hash[65];
	bool good = allowed(&look);
	if (!good)
		refuse_kind(r, u, &look);
	FILE *kept = good ? copy_of(r, in, &look, to) : NULL;
	fclose(in);
	if (!kept)
		return false;
	good = hash_file(kept, hash, &out->size) && place(r, kept, to, hash);
	fclose(kept);
	if (!good) {
		unlink(to);
		refuse(r, 503, "服务器存不下这个文件，没有保存。请通知系统管理员清理磁盘后再试。");
		return false;
	}
	out->hash = arena_strdup(r->arena, hash);
	out->type = file_type(look.kind)->mime;
	out->name = *u->filename && !timeless(r) ? utf8_clip(r->arena, u->filename, 100) :
				   arena_printf(r->arena, "%s.%s", file_type(look.kind)->name, file_type(look.kind)->ext);
	out->width = look.width;
	out->height = look.height;
	return true;
}

void files_prepare(struct req *r)
{
	struct stored_files *all = NEW(r->arena, struct stored_files);
	all->items = NEW_N(r->arena, struct stored, r->x->n_uploads);
	for (size_t i = 0; i < r->x->n_uploads; i++) {
		const struct upload *u = &r->x->uploads[i];
		if (u->size == 0 && !*u->filename)
			continue; /* an empty file input */
		if ((size_t)u->size > r->app->upload_limit) {
			refuse(r, 413, "文件“%s”超过 %zu MB，请压缩或拆分后再上传。", u->filename, r->app->upload_limit >> 20);
			return;
		}
		if (!store_one(r, u, &all->items[all->n]))
			return;
		all->n++;
	}
	r->prepared = all;
}
