/*
 * tplc, the half that follows the HTML: in which tag, attribute or text each
 * character stands, which elements are open, which blanks mean nothing.
 */
#include "tplc.h"

#include <strings.h>

/* ---- messages ------------------------------------------------------------ */

int line_of(struct tplc *t, const char *p)
{
	if (!t->counted || p < t->counted) {
		t->counted = t->text;
		t->line = 1;
	}
	for (; t->counted < p; t->counted++)
		t->line += *t->counted == '\n';
	return t->line;
}

void complain(struct tplc *t, const char *at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (t->errors++ < MOST_ERRORS && t->complaints) {
		const char *line = at;
		while (line > t->text && line[-1] != '\n')
			line--;
		fprintf(t->complaints, "%s:%d:%d: ", t->file, line_of(t, at), (int)(at - line) + 1);
		vfprintf(t->complaints, format, args);
		fputc('\n', t->complaints);
	}
	va_end(args);
}

bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_listed(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcasecmp(name, *list) == 0)
			return true;
	return false;
}

/* ---- writing C ------------------------------------------------------------ */

static void put_indent(struct tplc *t)
{
	for (int i = 0; i < t->n_blocks; i++)
		text_puts(&t->code, "\t");
}

void flush_fixed(struct tplc *t)
{
	if (!t->fixed.n)
		return;
	put_indent(t);
	text_puts(&t->code, "buf_put(o, ");
	const char *p = t->fixed.p, *end = p + t->fixed.n;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop + 1 : end;
		text_puts(&t->code, "\"");
		text_quote(&t->code, p, (size_t)(stop - p));
		text_puts(&t->code, stop < end ? "\"\n\t\t" : "\"");
		p = stop;
	}
	text_printf(&t->code, ", %zu);\n", t->fixed.n);
	t->fixed.n = 0;
}

void put_code(struct tplc *t, const char *at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *s = NULL;
	if (vasprintf(&s, format, args) < 0)
		abort();
	va_end(args);
	flush_fixed(t);
	if (at)
		text_printf(&t->code, "#line %d \"%s\"\n", line_of(t, at), t->file);
	put_indent(t);
	text_puts(&t->code, s);
	text_puts(&t->code, "\n");
	free(s);
}

static void put_fixed(struct tplc *t, const char *p, size_t n)
{
	text_put(&t->fixed, p, n);
}

void settle_blank(struct tplc *t, bool drop)
{
	struct spot *s = &t->now;
	if (s->blank && !drop && s->last != LAST_BLOCK && s->last != LAST_NOTHING && s->last != LAST_BLANK) {
		put_fixed(t, &s->blank, 1);
		s->last = LAST_BLANK;
	}
	s->blank = 0;
}

/* ---- following the HTML ---------------------------------------------------- */

static bool is_void(const char *name)
{
	static const char *const list[] = {"area", "base", "br", "col", "embed", "hr", "img", "input",
		"link", "meta", "source", "track", "wbr", NULL};
	return is_listed(name, list);
}

/* Elements beside which blanks are not shown. */
static bool is_block(const char *name)
{
	static const char *const list[] = {"address", "article", "aside", "blockquote", "body", "br",
		"caption", "col", "colgroup", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
		"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
		"header", "hr", "html", "legend", "li", "link", "main", "meta", "nav", "ol", "optgroup",
		"option", "p", "pre", "script", "section", "summary", "table", "tbody", "td", "tfoot",
		"th", "thead", "title", "tr", "ul", "!doctype", NULL};
	return is_listed(name, list);
}

bool is_address(const char *attribute)
{
	static const char *const list[] = {"href", "src", "action", "formaction", "poster", "cite", "data",
		"ping", "background", "srcset", "xlink:href", "hx-get", "hx-post", "hx-put", "hx-patch",
		"hx-delete", "hx-push-url", "hx-replace-url", NULL};
	return is_listed(attribute, list);
}

/* Attributes that hold code or a language of their own. */
bool is_code(const char *attribute)
{
	static const char *const list[] = {"style", "srcdoc", "hx-vals", "hx-vars", "hx-headers",
		"hx-request", NULL};
	return strncasecmp(attribute, "on", 2) == 0 || strncasecmp(attribute, "hx-on", 5) == 0 ||
	       is_listed(attribute, list);
}

static bool is_forbidden(const char *attribute)
{
	return is_code(attribute) && strncasecmp(attribute, "hx-", 3) != 0;
}

static bool is_open(const struct tplc *t, const char *name)
{
	for (int i = 0; i < t->now.depth; i++)
		if (strcasecmp(t->elements[i].name, name) == 0)
			return true;
	return false;
}

static bool keeps_blanks(const struct tplc *t)
{
	return is_open(t, "pre");
}

static int floor_depth(const struct tplc *t)
{
	return t->n_blocks ? t->blocks[t->n_blocks - 1].start.depth : 0;
}

void copy_name(struct tplc *t, char *to, const char *from, size_t n)
{
	if (n >= NAME_ROOM) {
		complain(t, from, "the name is too long");
		n = NAME_ROOM - 1;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

static bool is_name_char(char c)
{
	return c && !is_blank(c) && !strchr("\"'<>/={}", c);
}

static size_t name_length(const char *p)
{
	size_t n = 0;
	while (is_name_char(p[n]))
		n++;
	return n;
}

static void open_element(struct tplc *t, const char *at)
{
	if (t->now.depth == MOST_ELEMENTS) {
		complain(t, at, "more than %d elements inside each other", MOST_ELEMENTS);
		return;
	}
	struct element *e = &t->elements[t->now.depth++];
	memcpy(e->name, t->element, NAME_ROOM);
	e->at = at;
}

/* "</name>" at p. */
static const char *read_close_tag(struct tplc *t, const char *p)
{
	char name[NAME_ROOM];
	size_t n = name_length(p + 2);
	copy_name(t, name, p + 2, n);
	const char *stop = p + 2 + n;
	while (is_blank(*stop))
		stop++;
	if (*stop != '>')
		complain(t, p, "the tag </%s is not closed with \">\"", name);
	else
		stop++;
	settle_blank(t, is_block(name));
	put_fixed(t, "</", 2);
	put_fixed(t, name, strlen(name));
	put_fixed(t, ">", 1);
	struct spot *s = &t->now;
	if (s->depth > floor_depth(t)) {
		const struct element *e = &t->elements[s->depth - 1];
		if (strcmp(e->name, name) == 0)
			s->depth--;
		else
			complain(t, p, "</%s> does not match <%s> of line %d", name, e->name, line_of(t, e->at));
	} else if (!(t->may_close && t->n_blocks == 1)) {
		complain(t, p, "</%s> closes what is not open here", name);
	}
	s->state = TEXT;
	s->last = is_block(name) ? LAST_BLOCK : LAST_INLINE;
	return stop;
}

static const char *read_open_tag(struct tplc *t, const char *p)
{
	size_t n = name_length(p + 1);
	copy_name(t, t->element, p + 1, n);
	settle_blank(t, is_block(t->element));
	put_fixed(t, p, n + 1);
	t->has_src = false;
	t->now.state = TAG_NAME;
	if (strcasecmp(t->element, "style") == 0)
		complain(t, p, "no styles in a page: write them into a file of assets");
	if (!is_void(t->element) && p[1] != '!')
		open_element(t, p);
	return p + n + 1;
}

static const char *read_comment(struct tplc *t, const char *p)
{
	const char *stop = strstr(p, "-->");
	if (!stop) {
		complain(t, p, "the comment is not closed");
		return t->end;
	}
	return stop + 3;
}

static const char *read_text(struct tplc *t, const char *p)
{
	struct spot *s = &t->now;
	if (*p == '<') {
		if (strncmp(p, "<!--", 4) == 0)
			return read_comment(t, p);
		if (p[1] == '/' && isalpha((unsigned char)p[2]))
			return read_close_tag(t, p);
		if (isalpha((unsigned char)p[1]) || strncasecmp(p, "<!doctype", 9) == 0)
			return read_open_tag(t, p);
		complain(t, p, "write &lt; for \"<\" in text");
		return p + 1;
	}
	if (is_blank(*p) && !keeps_blanks(t)) {
		s->blank = *p == '\n' || s->blank == '\n' ? '\n' : ' ';
		return p + 1;
	}
	bool wide = (unsigned char)*p >= 0x80;
	settle_blank(t, wide && s->last == LAST_WIDE && s->blank == '\n');
	put_fixed(t, p, 1);
	s->last = wide ? LAST_WIDE : LAST_INLINE;
	return p + 1;
}

/* Inside <title>, <textarea>, <script>: up to the end tag. */
static const char *read_element_text(struct tplc *t, const char *p)
{
	const char *name = t->elements[t->now.depth - 1].name;
	if (p[0] == '<' && p[1] == '/' && strncasecmp(p + 2, name, strlen(name)) == 0)
		return read_close_tag(t, p);
	if (t->now.state == RAW_TEXT && !is_blank(*p)) {
		complain(t, p, "no scripts in a page: write them into a file of assets");
		const char *stop = strstr(p + 1, "</");
		return stop ? stop : t->end;
	}
	put_fixed(t, p, 1);
	return p + 1;
}

/* The ">" of a tag. */
static void finish_tag(struct tplc *t, const char *at, bool closed)
{
	struct spot *s = &t->now;
	const char *name = t->element;
	put_fixed(t, closed ? "/>" : ">", closed ? 2 : 1);
	s->state = TEXT;
	s->last = is_block(name) ? LAST_BLOCK : LAST_INLINE;
	if (closed && !is_void(name)) {
		if (!is_open(t, "svg"))
			complain(t, at, "HTML has no self-closing <%s/>", name);
		if (s->depth > 0)
			s->depth--;
	} else if (strcasecmp(name, "script") == 0 || strcasecmp(name, "style") == 0) {
		if (!t->has_src)
			complain(t, at, "no scripts in a page: write them into a file of assets");
		s->state = RAW_TEXT;
	} else if (strcasecmp(name, "textarea") == 0) {
		put_fixed(t, "\n", 1); /* browsers drop the first line end: not one of the value */
		s->state = ESCAPABLE;
	} else if (strcasecmp(name, "title") == 0 && !is_open(t, "svg")) {
		s->state = ESCAPABLE;
	}
}

static void end_attribute_name(struct tplc *t, const char *at)
{
	if (is_forbidden(t->attribute))
		complain(t, at, "no attribute \"%s\": use a class or a file of assets", t->attribute);
	if (strcasecmp(t->attribute, "src") == 0)
		t->has_src = true;
}

static const char *read_in_tag(struct tplc *t, const char *p)
{
	struct spot *s = &t->now;
	if (s->glued && !is_blank(*p) && *p != '>' && *p != '/')
		complain(t, p, "a blank is missing before \"%.*s\"", (int)name_length(p), p);
	s->glued = false;
	if (is_blank(*p)) {
		s->state = TAG;
		s->blank = ' ';
		return p + 1;
	}
	if (*p == '>' || (*p == '/' && p[1] == '>')) {
		s->blank = 0;
		finish_tag(t, p, *p == '/');
		return p + (*p == '/' ? 2 : 1);
	}
	size_t n = name_length(p);
	if (n == 0) {
		complain(t, p, "\"%c\" can't stand here in a tag", *p);
		return p + 1;
	}
	put_fixed(t, " ", 1);
	put_fixed(t, p, n);
	s->blank = 0;
	copy_name(t, t->attribute, p, n);
	end_attribute_name(t, p);
	s->state = NAME;
	return p + n;
}

static const char *read_value_start(struct tplc *t, const char *p)
{
	struct spot *s = &t->now;
	s->url = URL_EMPTY;
	t->start[0] = '\0';
	if (*p == '"' || *p == '\'') {
		s->state = *p == '"' ? VALUE_DOUBLE : VALUE_SINGLE;
		put_fixed(t, p, 1);
		return p + 1;
	}
	if (!is_name_char(*p) && *p != '/')
		complain(t, p, "the attribute \"%s\" has no value behind \"=\"", t->attribute);
	s->state = VALUE_BARE;
	return p;
}

/* One more fixed character of an address. */
static void follow_url(struct tplc *t, char c)
{
	enum url *u = &t->now.url;
	size_t n = strlen(t->start);
	if (n + 1 < NAME_ROOM) {
		t->start[n] = c;
		t->start[n + 1] = '\0';
	}
	if (*u == URL_EMPTY)
		*u = c == '/' ? URL_SLASH : c == '?' || c == '#' ? URL_SAFE : URL_UNKNOWN;
	else if (*u == URL_SLASH)
		*u = c == '/' || c == '\\' ? URL_UNKNOWN : URL_SAFE;
	else if (*u == URL_UNKNOWN && (strcmp(t->start, "tel:") == 0 || strcmp(t->start, "mailto:") == 0))
		*u = URL_SAFE;
}

static const char *read_value(struct tplc *t, const char *p)
{
	struct spot *s = &t->now;
	bool ends = s->state == VALUE_DOUBLE ? *p == '"'
		    : s->state == VALUE_SINGLE ? *p == '\''
					       : is_blank(*p) || *p == '>';
	if (ends) {
		bool quoted = s->state != VALUE_BARE;
		s->state = TAG;
		if (quoted)
			put_fixed(t, p, 1);
		return quoted ? p + 1 : p;
	}
	follow_url(t, *p);
	put_fixed(t, p, 1);
	return p + 1;
}

const char *read_html(struct tplc *t, const char *p)
{
	switch (t->now.state) {
	case TEXT:
		return read_text(t, p);
	case ESCAPABLE:
	case RAW_TEXT:
		return read_element_text(t, p);
	case NAME:
		if (*p == '=' && !t->now.glued) {
			put_fixed(t, p, 1);
			t->now.state = VALUE_START;
			return p + 1;
		}
		return read_in_tag(t, p);
	case TAG_NAME:
	case TAG:
		return read_in_tag(t, p);
	case VALUE_START:
		return read_value_start(t, p);
	case VALUE_DOUBLE:
	case VALUE_SINGLE:
	case VALUE_BARE:
		return read_value(t, p);
	}
	return p + 1;
}
