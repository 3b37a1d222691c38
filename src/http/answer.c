#include "http/answer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "http/compress.h"
#include "http/html.h"

enum { COMPRESS_FROM = 1024 };

/* On every answer. */
static const struct pair security[] = {
	{"Content-Security-Policy",
	 "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; "
	 "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
	 "frame-ancestors 'none'; manifest-src 'self'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Permissions-Policy",
	 "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"},
};

static const struct verdict no_file = {500, "文件暂时无法读取，请稍后再试或联系系统管理员。"};

void answer_header(struct exchange *x, const char *name, const char *value)
{
	if (!*name || strpbrk(name, "\r\n :") || strpbrk(value, "\r\n"))
		fault("answer header with a line break or a bad name");
	pairs_add(x->arena, &x->answer_headers, name, arena_strdup(x->arena, value));
}

static bool cookie_is_clean(const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c <= 0x20 || c >= 0x7f || strchr("\",;\\", c))
			return false;
	}
	return true;
}

void answer_cookie(struct exchange *x, const char *name, const char *value, int64_t max_age)
{
	struct buf b = buf_in(x->arena);
	if (!*name || !cookie_is_clean(name) || strchr(name, '=') || !cookie_is_clean(value))
		fault("cookie with characters that need quoting");
	buf_printf(&b, "%s=%s; Path=/; HttpOnly; SameSite=Lax", name, max_age < 0 ? "" : value);
	if (max_age)
		buf_printf(&b, "; Max-Age=%lld", max_age < 0 ? 0LL : (long long)max_age);
	if (x->secure)
		buf_puts(&b, "; Secure");
	answer_header(x, "Set-Cookie", buf_text(&b));
}

void answer_refusal(struct exchange *x, struct verdict v)
{
	x->status = v.status;
	x->type = NULL;
	x->file = NULL;
	x->fixed = STR("");
	x->out = buf_in(x->arena);
	if (v.status == 405)
		answer_header(x, "Allow", "GET, HEAD, POST");
	buf_puts(&x->out,
		 "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
		 "<meta name=\"viewport\" content=\"width=device-width\">"
		 "<title>没有处理这个请求</title></head>\n<body><h1>没有处理这个请求</h1>\n<p>");
	html_text(&x->out, v.why);
	buf_puts(&x->out, "</p>\n<p><a href=\"/\">返回首页</a></p></body></html>\n");
}

static bool has_header(const struct exchange *x, const char *name)
{
	for (size_t i = 0; i < x->answer_headers.n; i++) {
		if (strcasecmp(x->answer_headers.items[i].name, name) == 0)
			return true;
	}
	return false;
}

static void put(struct MHD_Response *response, const char *name, const char *value)
{
	if (MHD_add_response_header(response, name, value) != MHD_YES)
		log_error("header_refused name=%s", name);
}

static void put_headers(struct MHD_Response *response, const struct exchange *x,
			const struct answer_options *o)
{
	put(response, "Content-Type", x->type ? x->type : "text/html; charset=utf-8");
	for (size_t i = 0; i < sizeof(security) / sizeof(security[0]); i++) {
		if (!has_header(x, security[i].name))
			put(response, security[i].name, security[i].value);
	}
	if (x->secure)
		put(response, "Strict-Transport-Security", "max-age=31536000");
	if (!has_header(x, "Cache-Control"))
		put(response, "Cache-Control", "no-store");
	for (size_t i = 0; i < x->answer_headers.n; i++)
		put(response, x->answer_headers.items[i].name, x->answer_headers.items[i].value);
	if (o->close)
		put(response, "Connection", "close");
}

/* The file as a response; NULL when it cannot be read. */
static struct MHD_Response *make_from_file(struct exchange *x, int64_t *size)
{
	struct MHD_Response *response = NULL;
	struct stat st;
	int fd = open(x->file, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		log_error("file_unreadable error=%d", errno);
	else
		response = MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
	if (response)
		*size = st.st_size;
	else if (fd >= 0)
		close(fd);
	if (x->file_temporary)
		unlink(x->file);
	return response;
}

static struct MHD_Response *make_from_bytes(struct str s, int64_t *size)
{
	*size = (int64_t)s.n;
	/* Persistent: the bytes stay where they are until the request is over. */
	return MHD_create_response_from_buffer(s.n, (void *)(uintptr_t)s.p, MHD_RESPMEM_PERSISTENT);
}

static bool is_html(const struct exchange *x)
{
	return !x->type || strncmp(x->type, "text/html", 9) == 0;
}

/* The body as it goes out; gzip adds its headers. */
static struct str body_bytes(struct exchange *x, const struct answer_options *o)
{
	struct str body = buf_slice(&x->out), small;
	if (!o->compress || !is_html(x) || has_header(x, "Content-Encoding"))
		return body;
	answer_header(x, "Vary", "Accept-Encoding");
	if (body.n < COMPRESS_FROM || !accepts_gzip(pairs_get(&x->headers, "accept-encoding")))
		return body;
	if (!gzip_fast(x->arena, body, &small))
		return body;
	answer_header(x, "Content-Encoding", "gzip");
	return small;
}

struct MHD_Response *answer_make(struct exchange *x, const struct answer_options *o, int64_t *size)
{
	struct MHD_Response *response = NULL;
	if (x->file) {
		response = make_from_file(x, size);
		if (!response)
			answer_refusal(x, no_file);
	}
	if (!response)
		response = make_from_bytes(x->fixed.n ? x->fixed : body_bytes(x, o), size);
	if (response)
		put_headers(response, x, o);
	return response;
}
