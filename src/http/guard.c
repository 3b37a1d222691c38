#include "http/guard.h"

#include <string.h>
#include <strings.h>

#include "http/url.h"

enum {
	TARGET_LIMIT = 4096,
	LINES_LIMIT = 10 * 1024,
	LENGTH_DIGITS = 15,
};

#define UNCLEAR "浏览器发来的请求不规范，服务器没有处理。请刷新页面再试。"
static const struct verdict unclear = {400, UNCLEAR};
static const struct verdict bad_address = {400, "网址不正确，请检查后重新打开。"};
static const struct verdict long_address = {414, "网址太长，请缩短搜索或筛选条件后再试。"};
static const struct verdict long_head = {431, "请求头太长，请清除本站的浏览器缓存后再试。"};
static const struct verdict not_allowed = {405, "这个网址不支持该操作。"};
static const struct verdict not_known = {501, "服务器不支持该操作。"};
static const struct verdict bad_version = {505, "浏览器版本太旧，请升级浏览器。"};

/* RFC 9110 §5.6.2 */
static bool is_token(const char *s)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";
	for (const char *p = s; *p; p++) {
		char c = *p;
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      strchr(marks, c)))
			return false;
	}
	return *s;
}

/* Control characters, but for tabs, have no place in a line. */
static bool is_clean(const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

static struct verdict check_method(const char *name, enum method *method)
{
	static const struct {
		const char *name;
		enum method method;
	} served[] = {{"GET", METHOD_GET}, {"HEAD", METHOD_HEAD}, {"POST", METHOD_POST}};
	static const char *const known[] = {"PUT",   "DELETE", "OPTIONS",
					    "PATCH", "TRACE",  "CONNECT"};

	if (!is_token(name))
		return unclear;
	for (size_t i = 0; i < sizeof(served) / sizeof(served[0]); i++) {
		if (strcmp(served[i].name, name) == 0) {
			*method = served[i].method;
			return VERDICT_FINE;
		}
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i], name) == 0)
			return not_allowed;
	}
	return not_known;
}

static struct verdict check_target(struct str target)
{
	if (target.n > TARGET_LIMIT)
		return long_address;
	if (!str_starts(target, "/"))
		return bad_address;
	for (size_t i = 0; i < target.n; i++) {
		unsigned char c = (unsigned char)target.p[i];
		if (c <= 0x20 || c == 0x7f)
			return bad_address;
	}
	return VERDICT_FINE;
}

/* The one value of a header; NULL without it. False when it comes twice. */
static bool single(const struct pairs *lines, const char *name, const char **value)
{
	*value = NULL;
	for (size_t i = 0; i < lines->n; i++) {
		if (strcasecmp(lines->items[i].name, name) != 0)
			continue;
		if (*value)
			return false;
		*value = lines->items[i].value;
	}
	return true;
}

static bool host_is_clean(const char *host)
{
	static const char marks[] = ".-_:[]";
	for (const char *p = host; *p; p++) {
		char c = *p;
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      strchr(marks, c)))
			return false;
	}
	return *host;
}

static struct verdict check_host(const struct head *h)
{
	const char *host;
	if (!single(&h->lines, "Host", &host))
		return unclear;
	if (!host)
		return strcmp(h->version, "HTTP/1.1") == 0 ? unclear : VERDICT_FINE;
	return host_is_clean(host) ? VERDICT_FINE : unclear;
}

static bool read_length(const char *s, int64_t *length)
{
	struct str digits = str_of(s);
	if (!digits.n || digits.n > LENGTH_DIGITS || strspn(s, "0123456789") != digits.n)
		return false;
	return str_int(digits, length);
}

/* How long the body is must be said in one way only (RFC 9112 §6.3). */
static struct verdict check_framing(const struct head *h, struct head_facts *facts)
{
	const char *length, *coding, *type;
	if (!single(&h->lines, "Content-Length", &length) ||
	    !single(&h->lines, "Transfer-Encoding", &coding) ||
	    !single(&h->lines, "Content-Type", &type))
		return unclear;
	if (length && coding)
		return unclear;
	facts->length = -1;
	if (length && !read_length(length, &facts->length))
		return unclear;
	if (coding && (strcasecmp(coding, "chunked") != 0 || strcmp(h->version, "HTTP/1.1") != 0))
		return unclear;
	facts->chunked = coding;
	return VERDICT_FINE;
}

static struct verdict check_lines(const struct pairs *lines)
{
	size_t total = 0;
	for (size_t i = 0; i < lines->n; i++) {
		struct pair line = lines->items[i];
		if (!line.value || !is_token(line.name) || !is_clean(line.value))
			return unclear;
		total += strlen(line.name) + strlen(line.value) + 4;
	}
	return total > LINES_LIMIT ? long_head : VERDICT_FINE;
}

struct verdict guard_head(const struct head *h, struct head_facts *facts)
{
	struct verdict v = check_method(h->method, &facts->method);
	if (strcmp(h->version, "HTTP/1.1") != 0 && strcmp(h->version, "HTTP/1.0") != 0)
		return bad_version;
	if (!v.status)
		v = check_target(h->target);
	if (!v.status)
		v = check_lines(&h->lines);
	if (!v.status)
		v = check_host(h);
	if (!v.status)
		v = check_framing(h, facts);
	return v;
}

static bool segments_are_clean(struct str path)
{
	struct str rest = str_skip(path, 1);
	while (rest.n) {
		bool more = memchr(rest.p, '/', rest.n);
		struct str segment = str_cut(&rest, '/');
		if ((!segment.n && more) || str_is(segment, ".") || str_is(segment, ".."))
			return false;
	}
	return true;
}

struct verdict guard_path(struct arena *a, struct str raw, const char **path)
{
	struct str decoded;
	/* "/" and "\" that come encoded would change the path's segments. */
	for (size_t i = 0; i + 2 < raw.n; i++) {
		if (strncasecmp(raw.p + i, "%2f", 3) == 0 || strncasecmp(raw.p + i, "%5c", 3) == 0)
			return bad_address;
	}
	if (!str_starts(raw, "/") || !url_decode(a, raw, false, &decoded))
		return bad_address;
	for (size_t i = 0; i < decoded.n; i++) {
		unsigned char c = (unsigned char)decoded.p[i];
		if (c < 0x20 || c == 0x7f || c == '\\')
			return bad_address;
	}
	if (!segments_are_clean(decoded))
		return bad_address;
	*path = decoded.p;
	return VERDICT_FINE;
}
