#include "http/forms.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/utf8.h"
#include "http/multipart.h"
#include "http/url.h"

enum body_kind { BODY_RAW, BODY_URLENCODED, BODY_MULTIPART };

struct form_reader {
	struct exchange *x;
	struct form_limits limits;
	enum body_kind kind;
	struct verdict verdict; /* the first refusal stays */
	int64_t received;
	struct multipart *multipart;
	struct buf text; /* a body kept in memory, or the text field being read */
	size_t text_total; /* of the finished text fields */
	const char *name; /* of the text field being read; NULL: a file */
	int fd; /* of the file being written; -1: none */
	size_t uploads_room;
};

#define PREFIX "upload-"

enum {
	/* What is set aside at once for a body of known length: a claim alone must not cost memory. */
	AT_ONCE = 32 * 1024,
	SWEEP_SECONDS = 24 * 3600,
};

static const struct verdict too_large = {413, "提交的内容超过了大小限制，请压缩或分几次提交。"};
static const struct verdict too_long = {413, "有一栏填写的内容太长，请删减后重新提交。"};
static const struct verdict too_many = {413, "表单的栏目太多，请分几次提交。"};
static const struct verdict bad_text = {400, "填写的内容里有无法识别的字符，请改正后重新提交。"};
static const struct verdict bad_form = {400, "上传的表单不完整，请返回上一页重新提交。"};
static const struct verdict disk_full = {507,
					 "服务器存储空间不足，文件没有保存，请联系系统管理员。"};
static const struct verdict disk_fails = {503, "服务器暂时无法保存文件，请稍后再试。"};

static struct verdict disk_verdict(int error)
{
	log_error("upload_failed error=%d", error);
	return error == ENOSPC || error == EDQUOT ? disk_full : disk_fails;
}

static struct upload *current_upload(struct form_reader *r)
{
	return &r->x->uploads[r->x->n_uploads - 1];
}

static void add_upload(struct form_reader *r, struct upload upload)
{
	struct exchange *x = r->x;
	if (x->n_uploads == r->uploads_room) {
		size_t room = r->uploads_room ? r->uploads_room * 2 : 8;
		struct upload *more = NEW_N(x->arena, struct upload, room);
		if (x->n_uploads)
			memcpy(more, x->uploads, x->n_uploads * sizeof(*more));
		x->uploads = more;
		r->uploads_room = room;
	}
	x->uploads[x->n_uploads++] = upload;
}

static struct verdict begin_file(struct form_reader *r, const struct part *part)
{
	const char *dir = r->limits.upload_dir ? r->limits.upload_dir : P_tmpdir;
	char *path = arena_printf(r->x->arena, "%s/" PREFIX "XXXXXX", dir);
	/* Entered before it exists, so that nothing can come between making and noting it. */
	add_upload(r,
		   (struct upload){arena_strdup(r->x->arena, part->name), part->filename, "", 0});
	r->fd = mkostemp(path, O_CLOEXEC);
	if (r->fd < 0)
		return disk_verdict(errno);
	current_upload(r)->path = path;
	return VERDICT_FINE;
}

static struct verdict on_part(void *context, const struct part *part)
{
	struct form_reader *r = context;
	if (r->x->form.n + r->x->n_uploads >= r->limits.fields)
		return too_many;
	r->name = part->filename ? NULL : part->name;
	r->text = buf_in(r->x->arena);
	return part->filename ? begin_file(r, part) : VERDICT_FINE;
}

static struct verdict write_file(struct form_reader *r, struct str piece)
{
	while (piece.n) {
		ssize_t n = write(r->fd, piece.p, piece.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return disk_verdict(errno);
		current_upload(r)->size += n;
		piece = str_skip(piece, (size_t)n);
	}
	return VERDICT_FINE;
}

static struct verdict on_data(void *context, struct str piece)
{
	struct form_reader *r = context;
	if (!r->name)
		return write_file(r, piece);
	if (r->text.n + piece.n > r->limits.field)
		return too_long;
	if (r->text_total + r->text.n + piece.n > r->limits.text)
		return too_large;
	buf_str(&r->text, piece);
	return VERDICT_FINE;
}

static struct verdict end_file(struct form_reader *r)
{
	struct upload *upload = current_upload(r);
	int failed = close(r->fd);
	r->fd = -1;
	if (failed)
		return disk_verdict(errno);
	/* A file field left empty comes as a part without name and content. */
	if (!upload->size && !*upload->filename) {
		unlink(upload->path);
		r->x->n_uploads--;
	}
	return VERDICT_FINE;
}

static struct verdict on_end(void *context)
{
	struct form_reader *r = context;
	if (!r->name)
		return end_file(r);
	const char *value = buf_text(&r->text);
	if (memchr(value, '\0', r->text.n) || !utf8_valid(buf_slice(&r->text)))
		return bad_text;
	r->text_total += r->text.n;
	fold_line_ends(r->text.p, r->text.n);
	pairs_add(r->x->arena, &r->x->form, r->name, value);
	return VERDICT_FINE;
}

static bool type_is(const char *content_type, const char *type)
{
	size_t n = strlen(type);
	return strncasecmp(content_type, type, n) == 0 && strchr("; \t", content_type[n]);
}

static void begin_multipart(struct form_reader *r)
{
	const struct multipart_sink sink = {r, on_part, on_data, on_end};
	struct str boundary = multipart_boundary(r->x->arena, r->x->content_type);
	r->kind = BODY_MULTIPART;
	if (boundary.n)
		r->multipart = multipart_new(r->x->arena, boundary, &sink);
	else
		r->verdict = bad_form;
}

struct form_reader *form_begin(struct exchange *x, const struct form_limits *limits, int64_t length)
{
	struct form_reader *r = NEW(x->arena, struct form_reader);
	r->x = x;
	r->limits = *limits;
	r->fd = -1;
	r->text = buf_in(x->arena);
	if (type_is(x->content_type, "multipart/form-data")) {
		begin_multipart(r);
		return r;
	}
	if (type_is(x->content_type, "application/x-www-form-urlencoded"))
		r->kind = BODY_URLENCODED;
	if (length > 0 && length <= AT_ONCE) {
		r->text.p = arena_alloc(x->arena, (size_t)length + 1);
		r->text.room = (size_t)length + 1;
	}
	return r;
}

void form_feed(struct form_reader *r, struct str bytes)
{
	r->received += (int64_t)bytes.n;
	if (r->verdict.status)
		return;
	if ((uint64_t)r->received > r->limits.body)
		r->verdict = too_large;
	else if (r->kind == BODY_MULTIPART)
		r->verdict = multipart_feed(r->multipart, bytes);
	else if (r->text.n + bytes.n > r->limits.text)
		r->verdict = too_large;
	else
		buf_str(&r->text, bytes);
}

void form_refuse(struct form_reader *r, struct verdict v)
{
	if (!r->verdict.status)
		r->verdict = v;
}

int64_t form_received(const struct form_reader *r)
{
	return r->received;
}

struct verdict form_end(struct form_reader *r)
{
	struct exchange *x = r->x;
	if (r->verdict.status)
		return r->verdict;
	if (r->kind == BODY_MULTIPART)
		return multipart_end(r->multipart);
	if (r->kind == BODY_URLENCODED)
		return url_pairs(x->arena, buf_slice(&r->text), r->limits.fields, r->limits.field,
				 &x->form);
	x->body = (struct str){buf_text(&r->text), r->text.n};
	return VERDICT_FINE;
}

void form_clean(struct form_reader *r)
{
	if (!r)
		return;
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
	for (size_t i = 0; i < r->x->n_uploads; i++) {
		if (*r->x->uploads[i].path)
			unlink(r->x->uploads[i].path);
	}
}

void form_sweep(const char *upload_dir)
{
	DIR *d = opendir(upload_dir);
	struct dirent *entry;
	struct stat st;
	time_t old = time(NULL) - SWEEP_SECONDS;
	while (d && (entry = readdir(d))) {
		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0)
			continue;
		if (fstatat(dirfd(d), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode) && st.st_mtime < old)
			unlinkat(dirfd(d), entry->d_name, 0);
	}
	if (d)
		closedir(d);
}
