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
#include "tplc.h"

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
	char *params = trim(pool_copy(&t->pool, e + n + 1, fine ? length - n - 2 : 0));
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
translator tplc_compile;

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
	return translate(argc, argv, tplc_compile);
}
#endif
