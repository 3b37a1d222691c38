#include "http/multipart.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum {
	BOUNDARY_LIMIT = 70, /* RFC 2046 §5.1.1 */
	HEADERS_LIMIT = 4096,
	WINDOW = 16 * 1024,
	NAME_LIMIT = 200, /* bytes */
	FILENAME_CHARACTERS = 200,
};

enum stage { PREAMBLE, DELIMITER, HEADERS, BODY, EPILOGUE };

struct multipart {
	struct arena *arena;
	struct multipart_sink sink;
	struct str delimiter; /* CR LF "--" boundary */
	enum stage stage;
	char *window; /* bytes not yet decided upon */
	size_t n;
};

/* What one step made of the window. */
enum step { STEP_ON, STEP_WAIT, STEP_REFUSED };

static const struct verdict broken = {400, "上传的表单不完整，请返回上一页重新提交。"};

/* Reads "; name=value" or a quoted value with \" in it; false at the end. */
static bool next_parameter(struct arena *a, struct str *rest, struct str *name, struct str *value)
{
	str_cut(rest, ';');
	*rest = str_trim(*rest);
	if (!rest->n)
		return false;
	size_t i = 0;
	while (i < rest->n && rest->p[i] != '=' && rest->p[i] != ';')
		i++;
	*name = str_trim(str_head(*rest, i));
	if (i == rest->n || rest->p[i] == ';') {
		*rest = str_skip(*rest, i);
		*value = STR("");
		return true;
	}
	*rest = str_trim(str_skip(*rest, i + 1));
	if (!str_starts(*rest, "\"")) {
		struct str token = *rest;
		*value = str_trim(str_cut(&token, ';'));
		*rest = str_skip(*rest, value->n);
		return true;
	}
	struct buf b = buf_in(a);
	for (i = 1; i < rest->n && rest->p[i] != '"'; i++) {
		if (rest->p[i] == '\\' && i + 1 < rest->n && rest->p[i + 1] == '"')
			i++;
		buf_char(&b, rest->p[i]);
	}
	*rest = str_skip(*rest, i + 1);
	*value = buf_slice(&b);
	return true;
}

static bool named(struct str s, const char *name)
{
	return s.n == strlen(name) && strncasecmp(s.p, name, s.n) == 0;
}

struct str multipart_boundary(struct arena *a, const char *content_type)
{
	static const char marks[] = "'()+_,-./:=? ";
	struct str rest = str_of(content_type), name, value, found = STR("");
	while (next_parameter(a, &rest, &name, &value)) {
		if (named(name, "boundary"))
			found = found.n ? STR("") : value;
	}
	for (size_t i = 0; i < found.n; i++) {
		char c = found.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      (c && strchr(marks, c))))
			return STR("");
	}
	return found.n <= BOUNDARY_LIMIT ? found : STR("");
}

/* Browsers write " CR LF inside names as %22 %0D %0A (HTML standard, multipart encoding). */
static struct str unescape_name(struct arena *a, struct str s)
{
	static const struct {
		const char *code;
		char c;
	} codes[] = {{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}};
	struct buf b = buf_in(a);
	while (s.n) {
		char c = s.p[0];
		size_t used = 1;
		for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++) {
			if (str_starts(s, codes[k].code)) {
				c = codes[k].c;
				used = 3;
			}
		}
		buf_char(&b, c);
		s = str_skip(s, used);
	}
	return (struct str){buf_text(&b), b.n};
}

static bool printable(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x20 || c == 0x7f)
			return false;
	}
	return utf8_valid(s);
}

/* The last path component without control characters (old browsers send whole paths). */
static const char *clean_filename(struct arena *a, struct str s)
{
	struct buf b = buf_in(a);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '/' || c == '\\')
			b.n = 0;
		else if (c >= 0x20 && c != 0x7f)
			buf_char(&b, (char)c);
	}
	const char *name = buf_text(&b);
	size_t i = 0;
	for (size_t k = 0; i < b.n && k < FILENAME_CHARACTERS; k++) {
		size_t length;
		utf8_get((struct str){b.p + i, b.n - i}, &length);
		i += length;
	}
	return arena_strndup(a, name, i);
}

/* Finds the line "Content-Disposition: …" among the part's headers. */
static bool find_disposition(struct str headers, struct str *value)
{
	bool found = false;
	while (headers.n) {
		struct str line = str_cut(&headers, '\n');
		struct str name = str_cut(&line, ':');
		if (!named(name, "Content-Disposition"))
			continue;
		if (found)
			return false;
		*value = str_trim(line);
		found = true;
	}
	return found;
}

static struct verdict begin_part(struct multipart *m, struct str headers)
{
	struct str rest, name, value, field = {NULL, 0}, filename = {NULL, 0};
	if (!find_disposition(headers, &rest) || strncasecmp(rest.p, "form-data;", 10) != 0)
		return broken;
	while (next_parameter(m->arena, &rest, &name, &value)) {
		struct str *which = named(name, "name")	      ? &field
				    : named(name, "filename") ? &filename
							      : NULL;
		if (!which)
			continue;
		if (which->p) /* twice: two readers might take different ones */
			return broken;
		*which = unescape_name(m->arena, value);
	}
	if (!field.n || field.n > NAME_LIMIT || !printable(field) || !utf8_valid(filename))
		return broken;
	struct part part = {field.p, NULL};
	if (filename.p)
		part.filename = clean_filename(m->arena, filename);
	return m->sink.part(m->sink.context, &part);
}

static void drop(struct multipart *m, size_t n)
{
	m->n -= n;
	memmove(m->window, m->window + n, m->n);
}

/* Passes on what surely comes before the next delimiter; on a whole delimiter goes on to its end. */
static enum step step_body(struct multipart *m, struct verdict *v)
{
	const char *at = memmem(m->window, m->n, m->delimiter.p, m->delimiter.n);
	size_t keep = m->delimiter.n - 1;
	size_t sure = at ? (size_t)(at - m->window) : m->n > keep ? m->n - keep : 0;
	if (m->stage == BODY && sure)
		*v = m->sink.data(m->sink.context, (struct str){m->window, sure});
	if (!v->status && at && m->stage == BODY)
		*v = m->sink.end(m->sink.context);
	if (v->status)
		return STEP_REFUSED;
	drop(m, at ? sure + m->delimiter.n : sure);
	if (!at)
		return STEP_WAIT;
	m->stage = DELIMITER;
	return STEP_ON;
}

/* After a delimiter: "--" closes the form; blanks and a line end begin a part. */
static enum step step_delimiter(struct multipart *m, struct verdict *v)
{
	size_t i = 0;
	if (m->n >= 2 && memcmp(m->window, "--", 2) == 0) {
		m->stage = EPILOGUE;
		return STEP_ON;
	}
	while (i < m->n && i < BOUNDARY_LIMIT && (m->window[i] == ' ' || m->window[i] == '\t'))
		i++;
	struct str rest = {m->window + i, m->n - i};
	if (rest.n < 2 && (!rest.n || rest.p[0] == '\r' || (i == 0 && rest.p[0] == '-')))
		return STEP_WAIT;
	if (!str_starts(rest, "\r\n")) {
		*v = broken;
		return STEP_REFUSED;
	}
	drop(m, i); /* keeps the line end: a part without headers starts with an empty line */
	m->stage = HEADERS;
	return STEP_ON;
}

static enum step step_headers(struct multipart *m, struct verdict *v)
{
	const char *end = memmem(m->window, m->n, "\r\n\r\n", 4);
	size_t n = end ? (size_t)(end - m->window) : m->n;
	if (!end && n <= HEADERS_LIMIT)
		return STEP_WAIT;
	if (!end || n > HEADERS_LIMIT)
		*v = broken;
	else
		*v = begin_part(m, (struct str){m->window, n});
	if (v->status)
		return STEP_REFUSED;
	drop(m, n + 4);
	m->stage = BODY;
	return STEP_ON;
}

static enum step step(struct multipart *m, struct verdict *v)
{
	switch (m->stage) {
	case PREAMBLE:
	case BODY:
		return step_body(m, v);
	case DELIMITER:
		return step_delimiter(m, v);
	case HEADERS:
		return step_headers(m, v);
	case EPILOGUE:
		break;
	}
	m->n = 0;
	return STEP_WAIT;
}

struct multipart *multipart_new(struct arena *a, struct str boundary,
				const struct multipart_sink *sink)
{
	struct multipart *m = NEW(a, struct multipart);
	const char *delimiter = arena_printf(a, "\r\n--%.*s", (int)boundary.n, boundary.p);
	m->arena = a;
	m->sink = *sink;
	m->delimiter = str_of(delimiter);
	m->window = arena_alloc(a, WINDOW);
	/* The first delimiter may stand at the very start, without the line end before it. */
	memcpy(m->window, "\r\n", 2);
	m->n = 2;
	return m;
}

struct verdict multipart_feed(struct multipart *m, struct str bytes)
{
	struct verdict v = VERDICT_FINE;
	enum step did = STEP_WAIT;
	while (bytes.n && did != STEP_REFUSED) {
		size_t n = WINDOW - m->n < bytes.n ? WINDOW - m->n : bytes.n;
		memcpy(m->window + m->n, bytes.p, n);
		m->n += n;
		bytes = str_skip(bytes, n);
		do
			did = step(m, &v);
		while (did == STEP_ON);
	}
	return v;
}

struct verdict multipart_end(struct multipart *m)
{
	return m->stage == EPILOGUE ? VERDICT_FINE : broken;
}
