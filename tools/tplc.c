/*
 * tplc: HTML templates become C functions.
 *
 *   tplc tasks.html tasks.html.c tasks.html.h
 *
 *   {{include "plans/view.h"}}            goes to the top of the header
 *   {{template task_row(const struct task_row *t, instant now)}} … {{end}}
 *                                         void tpl_task_row(struct buf *o, const struct task_row *t, instant now)
 *   {{template open head(…)}}, {{template close foot(…)}}
 *                                         may leave elements open, may close those of another
 *   {{expr}}                              escaped; in an address behind a fixed start ("/tasks/{{id}}")
 *                                         percent-encoded
 *   {{link expr}}                         a whole address, for href, src, action …
 *   {{raw expr}}                          text that is HTML already
 *   {{if expr}} … {{elif expr}} … {{else}} … {{end}}
 *   {{for const struct task_row *t in v->tasks, v->n}} … {{empty}} … {{end}}
 *                                         array of structs, t points at each
 *   {{for each const char *s in v->names, v->n}} … {{end}}
 *                                         array of values, s is each; t_at and s_at count from 0
 *   {{use task_row(t, now)}}              another template
 *   {{call bar(v->percent)}}              bar(o, v->percent), a C function that writes HTML
 *   {{icon bell}}, {{icon bell big}}      an icon, with a class
 *   {{# comment}}
 *
 * Nothing else: no statements, no assignments. The translator follows the HTML
 * and refuses, with file:line:column, what would be unsafe or unbalanced: a value
 * in a tag, a name, an unquoted attribute, a script, a style, an on… attribute;
 * an address without {{link}}; a branch that leaves other elements open than it
 * found; inline scripts and styles (the pages' security policy forbids them).
 * An attribute may depend on a condition: <option{{if on}} selected{{end}}>.
 *
 * Comments are dropped; blanks collapse, next to a block element or between
 * Chinese characters on two lines to nothing; <pre> and <textarea> stay as they are.
 */
#include "text.h"

#include <strings.h>

enum { NAME_ROOM = 32, MOST_BLOCKS = 64, MOST_ELEMENTS = 256, MOST_ERRORS = 20 };

/* Where in the HTML a character stands. */
enum state { TEXT, ESCAPABLE, RAW_TEXT, TAG_NAME, TAG, NAME, VALUE_START, VALUE_DOUBLE, VALUE_SINGLE, VALUE_BARE };

/* What is known of the start of an address. */
enum url { URL_EMPTY, URL_SLASH, URL_SAFE, URL_UNKNOWN };

/* What was written last, for the blanks that follow. */
enum last { LAST_NOTHING, LAST_BLOCK, LAST_INLINE, LAST_WIDE, LAST_BLANK };

struct spot {
	enum state state;
	enum url url;
	enum last last;
	char blank; /* waiting to be written: 0, ' ' or '\n' */
	bool glued; /* a block touches a name: a blank must follow */
	int depth; /* open elements */
};

enum block_kind { BLOCK_TEMPLATE, BLOCK_IF, BLOCK_FOR };

struct block {
	enum block_kind kind;
	const char *at;
	struct spot start;
	struct spot end; /* of the branches before */
	bool has_end;
	bool has_else; /* {{else}} or {{empty}} seen */
	char name[NAME_ROOM];
};

struct element {
	char name[NAME_ROOM];
	const char *at;
};

struct tplc {
	const char *file;
	const char *text, *end;
	int errors;
	FILE *complaints;
	struct pool pool;
	struct text includes, head, code;
	struct text fixed; /* waits to be written with one buf_put */
	struct spot now;
	struct block blocks[MOST_BLOCKS];
	int n_blocks;
	struct element elements[MOST_ELEMENTS];
	char element[NAME_ROOM]; /* of the tag being read */
	char attribute[NAME_ROOM];
	char start[NAME_ROOM]; /* fixed start of the attribute's value */
	bool has_src;
	bool may_open, may_close;
	const char *counted; /* lines up to here … */
	int line; /* … are these */
};

/* ---- messages ------------------------------------------------------------ */

static int line_of(struct tplc *t, const char *p)
{
	if (!t->counted || p < t->counted) {
		t->counted = t->text;
		t->line = 1;
	}
	for (; t->counted < p; t->counted++)
		t->line += *t->counted == '\n';
	return t->line;
}

static __attribute__((format(printf, 3, 4))) void complain(struct tplc *t, const char *at,
							   const char *format, ...)
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

static bool is_blank(char c)
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

static void flush_fixed(struct tplc *t)
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

/* A statement that the compiler is to see at its place in the template. */
static __attribute__((format(printf, 3, 4))) void put_code(struct tplc *t, const char *at,
							   const char *format, ...)
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

/* Writes the blank that waits, unless what stands around it makes it meaningless. */
static void settle_blank(struct tplc *t, bool drop)
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

static bool is_address(const char *attribute)
{
	static const char *const list[] = {"href", "src", "action", "formaction", "poster", "cite", "data",
		"ping", "background", "srcset", "xlink:href", "hx-get", "hx-post", "hx-put", "hx-patch",
		"hx-delete", "hx-push-url", "hx-replace-url", NULL};
	return is_listed(attribute, list);
}

/* Attributes that hold code or a language of their own. */
static bool is_code(const char *attribute)
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

static void copy_name(struct tplc *t, char *to, const char *from, size_t n)
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
		const char *stop = strstr(p, "</");
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

static const char *read_html(struct tplc *t, const char *p)
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

/* ---- values ----------------------------------------------------------------- */

/* A C expression and nothing more: no statement, no assignment. */
static bool check_expression(struct tplc *t, const char *at, const char *e)
{
	int open = 0;
	if (!*e) {
		complain(t, at, "an expression is missing");
		return false;
	}
	for (const char *p = e; *p; p++) {
		if (*p == '"' || *p == '\'') {
			char mark = *p++;
			while (*p && *p != mark)
				p += *p == '\\' && p[1] ? 2 : 1;
			if (!*p)
				break;
			continue;
		}
		open += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
		bool compares = *p == '=' && (p[1] == '=' || (p > e && strchr("=!<>", p[-1])));
		bool shifts = compares && p > e + 1 && p[-1] == p[-2] && strchr("<>", p[-1]);
		bool steps = (*p == '+' || *p == '-') && p[1] == *p;
		bool remark = *p == '/' && (p[1] == '/' || p[1] == '*');
		if (strchr(";{}\n\\#", *p) || open < 0 || (*p == '=' && (!compares || shifts)) || steps || remark) {
			complain(t, at, "only an expression can stand here, not \"%.30s\"", e);
			return false;
		}
	}
	if (open)
		complain(t, at, "a bracket is missing in \"%.30s\"", e);
	return open == 0;
}

static bool in_value(const struct tplc *t)
{
	return t->now.state == VALUE_DOUBLE || t->now.state == VALUE_SINGLE;
}

/* Whether a value may be written here at all. */
static bool check_place(struct tplc *t, const char *at)
{
	const char *problem = NULL;
	switch (t->now.state) {
	case TEXT:
	case ESCAPABLE:
		break;
	case RAW_TEXT:
		problem = "no values in a script";
		break;
	case TAG_NAME:
	case TAG:
	case NAME:
		problem = "no values in a tag, only in quoted attributes";
		break;
	case VALUE_START:
	case VALUE_BARE:
		problem = "an attribute with a value needs quotes";
		break;
	case VALUE_DOUBLE:
	case VALUE_SINGLE:
		if (is_code(t->attribute))
			problem = "no values in an attribute that holds code";
		break;
	}
	if (problem)
		complain(t, at, "%s", problem);
	return !problem;
}

static void after_value(struct tplc *t)
{
	t->now.last = LAST_INLINE;
	t->now.url = URL_SAFE;
}

static void put_value(struct tplc *t, const char *at, const char *e)
{
	if (!check_place(t, at) || !check_expression(t, at, e))
		return;
	if (t->now.state == TEXT)
		settle_blank(t, false);
	bool address = in_value(t) && is_address(t->attribute);
	if (address && t->now.url != URL_SAFE)
		complain(t, at, "an address in \"%s\" starts with {{link …}} or with a fixed path", t->attribute);
	else
		put_code(t, at, "%s(o, (%s));", address ? "html_address_part" : "html_put", e);
	after_value(t);
}

static void put_link(struct tplc *t, const char *at, const char *e)
{
	if (!check_place(t, at) || !check_expression(t, at, e))
		return;
	if (!in_value(t) || !is_address(t->attribute))
		complain(t, at, "{{link}} belongs into href, src or action");
	else if (t->now.url != URL_EMPTY)
		complain(t, at, "{{link}} must be the start of the address");
	else
		put_code(t, at, "html_link(o, (%s));", e);
	after_value(t);
}

static bool in_text(struct tplc *t, const char *at, const char *what)
{
	if (t->now.state != TEXT) {
		complain(t, at, "{{%s}} writes elements and can't stand here", what);
		return false;
	}
	settle_blank(t, false);
	return true;
}

static void put_raw(struct tplc *t, const char *at, const char *e)
{
	if (in_text(t, at, "raw") && check_expression(t, at, e))
		put_code(t, at, "buf_puts(o, (%s));", e);
	after_value(t);
}

/* "name(args)" or "name" as a call that gets o first. */
static void put_call(struct tplc *t, const char *at, const char *e, const char *what, const char *prefix)
{
	size_t n = 0;
	while (is_word(e[n]))
		n++;
	const char *args = e + n;
	size_t length = strlen(args);
	bool fine = n > 0 && !isdigit((unsigned char)*e) &&
		    (length == 0 || (args[0] == '(' && args[length - 1] == ')'));
	if (!in_text(t, at, what) || !check_expression(t, at, e))
		return;
	if (!fine)
		complain(t, at, "expected {{%s name(…)}}", what);
	else if (length <= 2)
		put_code(t, at, "%s%.*s(o);", prefix, (int)n, e);
	else
		put_code(t, at, "%s%.*s(o, %s;", prefix, (int)n, e, args + 1);
	after_value(t);
}

static void put_icon(struct tplc *t, const char *at, char *e)
{
	char *class = strpbrk(e, " \t");
	if (class) {
		*class++ = '\0';
		while (is_blank(*class))
			class++;
	}
	for (const char *p = e; *p; p++)
		if (!isalnum((unsigned char)*p) && *p != '-') {
			complain(t, at, "expected {{icon name}} or {{icon name class}}");
			return;
		}
	if (class && strpbrk(class, "\"\\<>&")) {
		complain(t, at, "the class of an icon is written as it is");
		return;
	}
	if (!in_text(t, at, "icon"))
		return;
	if (class)
		put_code(t, at, "icon_class(o, \"%s\", \"%s\");", e, class);
	else
		put_code(t, at, "icon(o, \"%s\");", e);
	after_value(t);
}

/* ---- blocks ------------------------------------------------------------------ */

/* Before {{if}}, {{else}} …: a name that ends here is complete, a blank is settled. */
static bool prepare_block(struct tplc *t, const char *at, bool loop)
{
	struct spot *s = &t->now;
	if (s->state == NAME || s->state == TAG_NAME) {
		s->state = TAG;
		s->glued = true;
	}
	if (s->state == TEXT)
		settle_blank(t, false);
	if (s->state == TAG && s->blank)
		s->glued = false;
	s->blank = 0;
	if (s->state == RAW_TEXT || s->state == VALUE_START || s->state == VALUE_BARE ||
	    (loop && s->state == TAG)) {
		complain(t, at, "this can't stand here in the HTML");
		return false;
	}
	return true;
}

static struct block *open_block(struct tplc *t, const char *at, enum block_kind kind)
{
	if (t->n_blocks == MOST_BLOCKS) {
		complain(t, at, "more than %d blocks inside each other", MOST_BLOCKS);
		return NULL;
	}
	struct block *b = &t->blocks[t->n_blocks++];
	*b = (struct block){.kind = kind, .at = at, .start = t->now};
	return b;
}

/* How two ways to the same place go on together. */
static void merge_spots(struct spot *into, const struct spot *other)
{
	if (into->url != other->url)
		into->url = URL_UNKNOWN;
	if (into->last != other->last)
		into->last = LAST_INLINE;
	into->glued |= other->glued;
}

/* At the end of a branch the HTML must stand where the block began. */
static void end_branch(struct tplc *t, const char *at, struct block *b)
{
	struct spot *s = &t->now;
	if (s->depth > b->start.depth) {
		const struct element *e = &t->elements[s->depth - 1];
		complain(t, e->at, "<%s> is not closed in the block of line %d", e->name, line_of(t, b->at));
	} else if (s->state != b->start.state) {
		complain(t, at, "a tag or an attribute ends in another block than it starts");
	}
	s->depth = b->start.depth;
	s->state = b->start.state;
	if (b->has_end)
		merge_spots(&b->end, s);
	else
		b->end = *s;
	b->has_end = true;
	*s = b->start;
}

static void put_if(struct tplc *t, const char *at, const char *e)
{
	if (!prepare_block(t, at, false) || !check_expression(t, at, e))
		e = "0";
	put_code(t, at, "if (%s) {", e);
	open_block(t, at, BLOCK_IF);
}

static void put_else(struct tplc *t, const char *at, const char *e, bool elif)
{
	struct block *b = t->n_blocks ? &t->blocks[t->n_blocks - 1] : NULL;
	if (!b || b->kind != BLOCK_IF || b->has_else) {
		complain(t, at, "no {{if}} for this");
		return;
	}
	prepare_block(t, at, false);
	if (elif && !check_expression(t, at, e))
		return;
	flush_fixed(t);
	end_branch(t, at, b);
	b->has_else = !elif;
	t->n_blocks--;
	put_code(t, elif ? at : NULL, elif ? "} else if (%s) {" : "} else {%s", elif ? e : "");
	t->n_blocks++;
}

static char *trim(char *s)
{
	while (is_blank(*s))
		s++;
	size_t n = strlen(s);
	while (n && is_blank(s[n - 1]))
		s[--n] = '\0';
	return s;
}

/* The comma between array and count: the last one outside brackets and texts. */
static char *last_comma(char *s)
{
	char *found = NULL;
	int open = 0;
	for (char *p = s; *p; p++) {
		if (*p == '"' || *p == '\'') {
			char mark = *p++;
			while (*p && *p != mark)
				p += *p == '\\' && p[1] ? 2 : 1;
			if (!*p)
				break;
		}
		open += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
		if (*p == ',' && open == 0)
			found = p;
	}
	return found;
}

/* "const struct x *t in array, count" or "each const char *s in array, count". */
static void put_for(struct tplc *t, const char *at, char *e)
{
	bool each = strncmp(e, "each ", 5) == 0;
	char *declaration = each ? e + 5 : e, *in = strstr(e, " in ");
	char *comma = in ? last_comma(in) : NULL;
	prepare_block(t, at, true);
	struct block *b = open_block(t, at, BLOCK_FOR);
	if (!b)
		return;
	if (!comma) {
		complain(t, at, "expected {{for TYPE NAME in ARRAY, COUNT}}");
		return;
	}
	*in = *comma = '\0';
	char *array = trim(in + 4), *count = trim(comma + 1);
	declaration = trim(declaration);
	const char *name = declaration + strlen(declaration);
	while (name > declaration && is_word(name[-1]))
		name--;
	if (!*name || name == declaration || (!each && name[-1] != '*')) {
		complain(t, at, "expected {{for TYPE *NAME in …}} or {{for each TYPE NAME in …}}");
		return;
	}
	if (!check_expression(t, at, array) || !check_expression(t, at, count) ||
	    !check_expression(t, at, declaration))
		return;
	copy_name(t, b->name, name, strlen(name));
	t->n_blocks--;
	put_code(t, NULL, "{");
	t->n_blocks++;
	put_code(t, at, "size_t %s_n = (size_t)(%s);", name, count);
	put_code(t, at, "for (size_t %s_at = 0; %s_at < %s_n; %s_at++) {", name, name, name, name);
	put_code(t, at, "\t%s = %s(%s)[%s_at];", declaration, each ? "" : "&", array, name);
}

static void put_empty(struct tplc *t, const char *at)
{
	struct block *b = t->n_blocks ? &t->blocks[t->n_blocks - 1] : NULL;
	if (!b || b->kind != BLOCK_FOR || b->has_else) {
		complain(t, at, "no {{for}} for this");
		return;
	}
	prepare_block(t, at, true);
	flush_fixed(t);
	end_branch(t, at, b);
	b->has_else = true;
	put_code(t, NULL, "}");
	put_code(t, NULL, "if (%s_n == 0) {", b->name);
}

static void end_template(struct tplc *t, const char *at)
{
	struct spot *s = &t->now;
	s->blank = 0;
	flush_fixed(t);
	if (s->state != TEXT)
		complain(t, at, "a tag is not closed at the end of the template");
	else if (s->depth > 0 && !t->may_open)
		complain(t, t->elements[s->depth - 1].at, "<%s> is not closed in its template",
			 t->elements[s->depth - 1].name);
	t->n_blocks--;
	text_puts(&t->code, "}\n\n");
}

static void put_end(struct tplc *t, const char *at)
{
	if (!t->n_blocks) {
		complain(t, at, "nothing is open for this {{end}}");
		return;
	}
	struct block *b = &t->blocks[t->n_blocks - 1];
	if (b->kind == BLOCK_TEMPLATE) {
		end_template(t, at);
		return;
	}
	prepare_block(t, at, false);
	flush_fixed(t);
	end_branch(t, at, b);
	struct spot after = b->end;
	if (!b->has_else)
		merge_spots(&after, &b->start);
	if (b->kind == BLOCK_FOR)
		put_code(t, NULL, "}");
	t->n_blocks--;
	put_code(t, NULL, "}");
	after.glued |= after.state == TAG;
	t->now = after;
}

/* "open name(params)" */
static void put_template(struct tplc *t, const char *at, char *e)
{
	if (t->n_blocks) {
		complain(t, at, "the template of line %d is not closed with {{end}}",
			 line_of(t, t->blocks[0].at));
		t->n_blocks = 0;
		t->fixed.n = 0;
	}
	t->may_open = strncmp(e, "open ", 5) == 0;
	t->may_close = strncmp(e, "close ", 6) == 0;
	e = trim(e + (t->may_open ? 5 : t->may_close ? 6 : 0));
	size_t n = 0, length = strlen(e);
	while (is_word(e[n]))
		n++;
	bool fine = n > 0 && !isdigit((unsigned char)*e) && e[n] == '(' && e[length - 1] == ')' &&
		    check_expression(t, at, e);
	if (!fine)
		complain(t, at, "expected {{template name(parameters)}}");
	t->now = (struct spot){.state = TEXT};
	char *params = fine ? trim(pool_copy(&t->pool, e + n + 1, length - n - 2)) : "";
	bool none = !*params || strcmp(params, "void") == 0;
	text_printf(&t->head, "void tpl_%.*s(struct buf *o%s%s);\n", (int)n, e, none ? "" : ", ",
		    none ? "" : params);
	put_code(t, at, "void tpl_%.*s(struct buf *o%s%s)\n{", (int)n, e, none ? "" : ", ", none ? "" : params);
	open_block(t, at, BLOCK_TEMPLATE);
}

static void put_include(struct tplc *t, const char *at, const char *e)
{
	size_t n = strlen(e);
	if (n < 3 || e[0] != '"' || e[n - 1] != '"' || strchr(e + 1, '"') != e + n - 1 || strchr(e, '\\'))
		complain(t, at, "expected {{include \"file.h\"}}");
	else if (t->head.n || t->n_blocks)
		complain(t, at, "{{include}} belongs above the first template");
	else
		text_printf(&t->includes, "#include %s\n", e);
}

/* ---- the file ------------------------------------------------------------------ */

static const char *tag_end(const struct tplc *t, const char *p)
{
	if (*p == '#')
		return strstr(p, "}}");
	for (; p < t->end; p++) {
		if (*p == '"' || *p == '\'') {
			const char mark = *p++;
			while (p < t->end && *p != mark && *p != '\n')
				p += *p == '\\' ? 2 : 1;
			if (p >= t->end)
				return NULL;
		}
		if (p[0] == '}' && p[1] == '}')
			return p;
	}
	return NULL;
}

/* The first word of a tag when it is one of the language. */
static const char *keyword(char *tag, char **rest)
{
	static const char *const words[] = {"include", "template", "link", "raw", "if", "elif", "else",
		"for", "empty", "end", "use", "call", "icon", NULL};
	size_t n = 0;
	while (is_word(tag[n]))
		n++;
	for (const char *const *w = words; *w; w++) {
		if (strlen(*w) == n && memcmp(*w, tag, n) == 0 && (!tag[n] || is_blank(tag[n]))) {
			*rest = trim(tag + n);
			return *w;
		}
	}
	*rest = tag;
	return "";
}

static void obey(struct tplc *t, const char *at, const char *word, char *e)
{
	bool bare = strcmp(word, "else") == 0 || strcmp(word, "empty") == 0 || strcmp(word, "end") == 0;
	bool outside = strcmp(word, "include") == 0 || strcmp(word, "template") == 0;
	if (bare && *e)
		complain(t, at, "nothing can follow the word of this tag");
	if (!outside && !t->n_blocks)
		complain(t, at, "this stands outside of a template");
	else if (strcmp(word, "include") == 0)
		put_include(t, at, e);
	else if (strcmp(word, "template") == 0)
		put_template(t, at, e);
	else if (strcmp(word, "link") == 0)
		put_link(t, at, e);
	else if (strcmp(word, "raw") == 0)
		put_raw(t, at, e);
	else if (strcmp(word, "if") == 0)
		put_if(t, at, e);
	else if (strcmp(word, "elif") == 0)
		put_else(t, at, e, true);
	else if (strcmp(word, "else") == 0)
		put_else(t, at, e, false);
	else if (strcmp(word, "for") == 0)
		put_for(t, at, e);
	else if (strcmp(word, "empty") == 0)
		put_empty(t, at);
	else if (strcmp(word, "end") == 0)
		put_end(t, at);
	else if (strcmp(word, "use") == 0)
		put_call(t, at, e, "use", "tpl_");
	else if (strcmp(word, "call") == 0)
		put_call(t, at, e, "call", "");
	else if (strcmp(word, "icon") == 0)
		put_icon(t, at, e);
	else
		put_value(t, at, e);
}

/* "{{…}}" at p. */
static const char *read_tag(struct tplc *t, const char *p)
{
	const char *stop = tag_end(t, p + 2);
	if (!stop) {
		complain(t, p, "\"{{\" is not closed");
		return t->end;
	}
	if (p[2] == '#')
		return stop + 2;
	char *rest, *tag = pool_copy(&t->pool, p + 2, (size_t)(stop - p - 2));
	for (char *c = tag; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t')
			*c = ' ';
	const char *word = keyword(trim(tag), &rest);
	obey(t, p, word, trim(rest));
	return stop + 2;
}

static void read_file(struct tplc *t)
{
	bool told = false; /* of text outside: once a stretch */
	for (const char *p = t->text; p < t->end;) {
		if (p[0] == '{' && p[1] == '{') {
			p = read_tag(t, p);
			told = false;
		} else if (t->n_blocks) {
			p = read_html(t, p);
		} else {
			if (!is_blank(*p) && !told)
				complain(t, p, "text outside of a template");
			told |= !is_blank(*p++);
		}
	}
	if (t->n_blocks)
		complain(t, t->blocks[t->n_blocks - 1].at, "this is not closed with {{end}}");
}

static void write_out(struct tplc *t, struct text *header, struct text *code)
{
	const char *base = path_base(t->file);
	char *guard = pool_copy(&t->pool, base, strlen(base));
	for (char *c = guard; *c; c++)
		*c = is_word(*c) ? *c : '_';
	text_printf(header,
		    "/* Made by tplc from %s. */\n#ifndef LX_HTML_%s_H\n#define LX_HTML_%s_H\n\n"
		    "#include \"http/template.h\"\n%s\n%s\n#endif\n",
		    base, guard, guard, t->includes.n ? t->includes.p : "", t->head.n ? t->head.p : "");
	text_printf(code, "/* Made by tplc from %s. */\n#include \"%s.h\"\n\n%s", base, base,
		    t->code.n ? t->code.p : "");
}

/*
 * Translates `text` (NUL behind its `length` bytes). Errors go to `complaints`
 * (NULL: nowhere). Returns the number of errors; with 0 both outputs are whole.
 */
int tplc_compile(const char *file, const char *text, size_t length, struct text *header,
		 struct text *code, FILE *complaints);

int tplc_compile(const char *file, const char *text, size_t length, struct text *header,
		 struct text *code, FILE *complaints)
{
	struct tplc *t = calloc(1, sizeof(*t));
	if (!t)
		abort();
	t->file = file;
	t->text = text;
	t->end = text + length;
	t->complaints = complaints;
	if (memchr(text, '\0', length))
		complain(t, text, "there is a NUL byte in the text");
	else
		read_file(t);
	int errors = t->errors;
	if (errors == 0)
		write_out(t, header, code);
	text_free(&t->includes);
	text_free(&t->head);
	text_free(&t->code);
	text_free(&t->fixed);
	pool_free(&t->pool);
	free(t);
	return errors;
}

#ifndef FUZZ
int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: tplc FILE.html OUT.c OUT.h\n");
		return 2;
	}
	struct text in = {0}, header = {0}, code = {0};
	if (!file_read(argv[1], &in)) {
		fprintf(stderr, "%s: can't be read\n", argv[1]);
		return 1;
	}
	bool fine = tplc_compile(argv[1], in.p, in.n, &header, &code, stderr) == 0;
	if (fine && (!file_write(argv[2], &code) || !file_write(argv[3], &header))) {
		fprintf(stderr, "%s: can't be written\n", argv[2]);
		fine = false;
	}
	text_free(&in);
	text_free(&header);
	text_free(&code);
	return fine ? 0 : 1;
}
#endif
