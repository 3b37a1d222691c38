/*
 * sqlc: named SQL statements become typed C functions.
 *
 *   sqlc tasks.sql tasks.sql.c tasks.sql.h
 *
 *   -- :name task_of_plan :many
 *   -- :in plan int, after int, count int
 *   -- :out id int, title text, due day
 *   -- The open tasks of a plan, oldest first.
 *   select id, title, due from task where plan = :plan and id > :after order by id limit :count;
 *
 * gives `struct task_of_plan` and
 *
 *   struct task_of_plan *q_task_of_plan(struct db *d, struct arena *a, int64_t plan, …, size_t *n);
 *
 * Kinds:
 *   :one    bool q_X(d, a, …, struct X *out)          false when there is no row
 *   :many   struct X *q_X(d, a, …, size_t *n)         array in the arena, never NULL
 *   :each   struct stmt *q_X(d, …) and bool q_X_next(s, a, struct X *out); end with db_done(s)
 *   :value  int64_t q_X(d, …)                         first column of the first row, or 0
 *   :text   const char *q_X(d, a, …)                  the same as text, or ""
 *   :exec   int64_t q_X(d, …)                         rows changed
 *   :rows   struct many q_X_open(d, a) and void q_X(m, …): an insert of many rows (db/many.h)
 *
 * Types: int (int64_t), num (int), flag (bool), day, instant, text (const char *),
 * blob (struct str). In :in a "?" behind the type binds NULL for 0, "" or no bytes.
 * `:out struct task_row id int, …` names the struct; a later `:out struct task_row`
 * uses it again. `:scan reason` states why a statement may read a whole table;
 * `:only sqlite` or `:only postgresql` marks one of two dialects of a statement.
 *
 * Placeholders become $1, $2 … in the order of :in. A ':' in a literal, a
 * comment or a '::' cast is left alone. Errors are "file:line: message", exit 1.
 */
#include "text.h"

enum { MOST_FIELDS = 64 };

static const struct type {
	const char *name, *c, *bind, *read;
	bool in_arena; /* reading it takes memory from the arena */
	const char *given; /* how to see that a value is not empty */
} types[] = {
	{"int", "int64_t ", "bind_int", "col_int(s, %d)", false, "%s != 0"},
	{"num", "int ", "bind_int", "(int)col_int(s, %d)", false, "%s != 0"},
	{"flag", "bool ", "bind_int", "col_int(s, %d) != 0", false, "%s"},
	{"day", "day ", "bind_int", "(day)col_int(s, %d)", false, "%s != 0"},
	{"instant", "instant ", "bind_int", "col_int(s, %d)", false, "%s != 0"},
	{"text", "const char *", "bind_text", "col_text(s, %d, a)", true, "%s && *%s"},
	{"blob", "struct str ", "bind_blob", "col_blob(s, %d, a)", true, "%s.n > 0"},
};

enum kind { NO_KIND, ONE, MANY, EACH, VALUE, TEXT, EXEC, ROWS };
static const char *const kind_names[] = {"", "one", "many", "each", "value", "text", "exec", "rows"};

struct field {
	char *name;
	const struct type *type;
	bool optional;
	bool used;
};

struct row { /* a struct of the header */
	char *name;
	struct field fields[MOST_FIELDS];
	int n;
	struct row *next;
};

struct statement {
	char *name;
	enum kind kind;
	int line;
	struct field in[MOST_FIELDS];
	int n_in;
	struct row *out;
	char *scan, *only;
	struct text comment;
	struct text sql; /* with $1 …, without comments */
	bool ended; /* the ';' was seen */
	struct statement *next;
};

struct sqlc {
	const char *file;
	const char *at; /* start of the current line */
	int line;
	int errors;
	FILE *complaints;
	struct pool pool;
	struct row *rows, **rows_end;
	struct statement *statements, **statements_end;
	struct statement *current;
};

static __attribute__((format(printf, 3, 4))) void complain(struct sqlc *q, int line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	q->errors++;
	if (q->complaints) {
		fprintf(q->complaints, "%s:%d: ", q->file, line);
		vfprintf(q->complaints, format, args);
		fputc('\n', q->complaints);
	}
	va_end(args);
}

/* ---- reading ------------------------------------------------------------ */

static const char *skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t' || *p == '\r')
		p++;
	return p;
}

/* Takes an identifier at *p; NULL (and *p unmoved) when there is none. */
static char *take_word(struct sqlc *q, const char **p)
{
	const char *from = skip_blanks(*p), *to = from;
	if (isdigit((unsigned char)*from))
		return NULL;
	while (is_word(*to))
		to++;
	if (to == from)
		return NULL;
	*p = to;
	return pool_copy(&q->pool, from, (size_t)(to - from));
}

static const struct type *type_named(const char *name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

static struct field *field_named(struct field *fields, int n, const char *name, size_t length)
{
	for (int i = 0; i < n; i++)
		if (strlen(fields[i].name) == length && memcmp(fields[i].name, name, length) == 0)
			return &fields[i];
	return NULL;
}

static bool is_one_of(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

/* Words that C itself, or for :in the generated function, needs. */
static bool name_is_taken(const char *name, bool in)
{
	static const char *const of_c[] = {"int", "long", "short", "char", "float", "double", "signed",
		"unsigned", "void", "bool", "struct", "union", "enum", "static", "extern", "const",
		"register", "auto", "inline", "if", "else", "for", "while", "do", "switch", "case",
		"default", "break", "continue", "return", "goto", "sizeof", "typedef", "volatile",
		"restrict", "true", "false", NULL};
	static const char *const of_functions[] = {"d", "a", "n", "s", "out", "rows", "used", "room",
		"more", "result", "day", "instant", NULL};
	return is_one_of(name, of_c) || (in && is_one_of(name, of_functions));
}

/* "plan int, after int?" appended to fields. */
static void read_fields(struct sqlc *q, const char *p, struct field *fields, int *n, bool in)
{
	for (;;) {
		char *name = take_word(q, &p);
		char *type = name ? take_word(q, &p) : NULL;
		if (!type) {
			complain(q, q->line, "expected \"name type\" at \"%.20s\"", skip_blanks(p));
			return;
		}
		struct field f = {.name = name, .type = type_named(type)};
		if (*p == '?') {
			f.optional = true;
			p++;
		}
		if (!f.type)
			complain(q, q->line, "no type \"%s\"", type);
		else if (f.optional && !in)
			complain(q, q->line, "\"?\" has a meaning only in :in");
		else if (name_is_taken(name, in))
			complain(q, q->line, "the name \"%s\" is taken, use another", name);
		else if (field_named(fields, *n, name, strlen(name)))
			complain(q, q->line, "\"%s\" is there twice", name);
		else if (*n == MOST_FIELDS)
			complain(q, q->line, "more than %d fields", MOST_FIELDS);
		else
			fields[(*n)++] = f;
		p = skip_blanks(p);
		if (*p != ',')
			break;
		p++;
	}
	if (*p)
		complain(q, q->line, "expected \",\" at \"%.20s\"", p);
}

static struct row *row_named(struct sqlc *q, const char *name)
{
	for (struct row *r = q->rows; r; r = r->next)
		if (strcmp(r->name, name) == 0)
			return r;
	return NULL;
}

static struct row *row_add(struct sqlc *q, char *name)
{
	struct row *r = pool_new(&q->pool, sizeof(*r));
	r->name = name;
	*q->rows_end = r;
	q->rows_end = &r->next;
	return r;
}

/* "id int, title text", "struct task_row id int", "struct task_row" or more fields. */
static void read_out(struct sqlc *q, struct statement *s, const char *p)
{
	const char *after = p;
	char *word = take_word(q, &after);
	char *name = s->name;
	bool named = word && strcmp(word, "struct") == 0;
	if (named) {
		p = after;
		name = take_word(q, &p);
		if (!name) {
			complain(q, q->line, "expected the name of the struct");
			return;
		}
	}
	bool has_fields = *skip_blanks(p) != '\0';
	struct row *known = row_named(q, name);
	if (named && !has_fields) {
		if (!known)
			complain(q, q->line, "no struct \"%s\" above", name);
		s->out = known;
		return;
	}
	if (known && known != s->out) {
		complain(q, q->line, "struct \"%s\" is declared twice", name);
		return;
	}
	if (!s->out)
		s->out = row_add(q, name);
	read_fields(q, p, s->out->fields, &s->out->n, false);
}

static void read_name(struct sqlc *q, const char *p)
{
	char *name = take_word(q, &p);
	p = skip_blanks(p);
	char *kind = *p == ':' ? (p++, take_word(q, &p)) : NULL;
	struct statement *s = pool_new(&q->pool, sizeof(*s));
	s->line = q->line;
	s->name = name ? name : pool_copy(&q->pool, "", 0);
	for (enum kind k = ONE; kind && k <= ROWS; k++)
		if (strcmp(kind, kind_names[k]) == 0)
			s->kind = k;
	if (!name || s->kind == NO_KIND || *skip_blanks(p))
		complain(q, q->line, "expected \":name NAME :one|:many|:each|:value|:text|:exec|:rows\"");
	for (struct statement *o = q->statements; o; o = o->next)
		if (strcmp(o->name, s->name) == 0)
			complain(q, q->line, "statement \"%s\" is there twice", s->name);
	*q->statements_end = s;
	q->statements_end = &s->next;
	q->current = s;
}

/* A comment line "-- :word rest". */
static void read_directive(struct sqlc *q, const char *p)
{
	struct statement *s = q->current;
	char *word = take_word(q, &p);
	p = skip_blanks(p);
	if (word && strcmp(word, "name") == 0)
		read_name(q, p);
	else if (!s || s->sql.n)
		complain(q, q->line, "a directive must follow \":name\" and precede the SQL");
	else if (word && strcmp(word, "in") == 0)
		read_fields(q, p, s->in, &s->n_in, true);
	else if (word && strcmp(word, "out") == 0)
		read_out(q, s, p);
	else if (word && strcmp(word, "scan") == 0 && *p)
		s->scan = pool_copy(&q->pool, p, strlen(p));
	else if (word && strcmp(word, "only") == 0 && (strcmp(p, "sqlite") == 0 || strcmp(p, "postgresql") == 0))
		s->only = pool_copy(&q->pool, p, strlen(p));
	else
		complain(q, q->line, "expected :name, :in, :out, :scan or :only with something behind it");
}

/* The end of a literal or quoted name that starts at p. */
static const char *skip_literal(struct sqlc *q, const char *p, const char *end)
{
	char mark = *p++;
	for (; p < end; p++) {
		if (*p == '\n')
			q->line++;
		if (*p == mark) {
			if (p + 1 < end && p[1] == mark)
				p++;
			else
				return p + 1;
		}
	}
	complain(q, q->line, "a quoted text is not closed");
	return end;
}

/* ":plan" at p becomes "$1". */
static const char *put_placeholder(struct sqlc *q, struct statement *s, const char *p)
{
	const char *to = p + 1;
	while (is_word(*to))
		to++;
	struct field *f = field_named(s->in, s->n_in, p + 1, (size_t)(to - p - 1));
	if (f) {
		f->used = true;
		text_printf(&s->sql, "$%d", (int)(f - s->in) + 1);
	} else {
		complain(q, q->line, "\"%.*s\" is not in :in", (int)(to - p), p);
	}
	return to;
}

static void put_char(struct statement *s, char c)
{
	if (s->sql.n || !isspace((unsigned char)c))
		text_put(&s->sql, &c, 1);
}

/* SQL up to the end of the statement, or to a line that starts with "-- :". */
static const char *read_sql(struct sqlc *q, const char *p, const char *end)
{
	struct statement *s = q->current;
	while (p < end && !s->ended) {
		if (*p == '\n') {
			q->line++;
			put_char(s, *p++);
			const char *next = skip_blanks(p);
			if (strncmp(next, "-- :", 4) == 0)
				return p;
		} else if (*p == '-' && p[1] == '-') {
			while (p < end && *p != '\n')
				p++;
		} else if (*p == '/' && p[1] == '*') {
			const char *close = strstr(p + 2, "*/");
			if (!close)
				complain(q, q->line, "a comment is not closed");
			for (const char *stop = close ? close + 2 : end; p < stop; p++)
				q->line += *p == '\n';
			put_char(s, ' ');
		} else if (*p == '\'' || *p == '"') {
			const char *to = skip_literal(q, p, end);
			text_put(&s->sql, p, (size_t)(to - p));
			p = to;
		} else if (*p == ':' && p[1] == ':') {
			text_put(&s->sql, p, 2);
			p += 2;
		} else if (*p == ':' && is_word(p[1])) {
			p = put_placeholder(q, s, p);
		} else if (*p == '$' && isdigit((unsigned char)p[1])) {
			complain(q, q->line, "write a name of :in instead of a numbered placeholder");
			p++;
		} else if (*p == ';') {
			s->ended = true;
			p++;
		} else {
			put_char(s, *p++);
		}
	}
	return p;
}

static void read_comment(struct sqlc *q, const char *p, size_t n)
{
	struct statement *s = q->current;
	if (!s || s->ended || s->sql.n)
		return; /* a heading between statements */
	while (n && (*p == ' ' || *p == '\t'))
		p++, n--;
	if (n && !memmem(p, n, "*/", 2))
		text_printf(&s->comment, "%s%.*s", s->comment.n ? "\n" : "", (int)n, p);
}

static void read_file(struct sqlc *q, const char *text, size_t length)
{
	const char *p = text, *end = text + length;
	q->line = 1;
	while (p < end) {
		const char *start = skip_blanks(p);
		const char *stop = strchr(start, '\n');
		stop = stop ? stop : end;
		size_t n = (size_t)(stop - start);
		while (n && (start[n - 1] == '\r' || start[n - 1] == ' '))
			n--;
		if (n == 0) {
			;
		} else if (n > 4 && strncmp(start, "-- :", 4) == 0) {
			read_directive(q, pool_copy(&q->pool, start + 4, n - 4));
		} else if (strncmp(start, "--", 2) == 0) {
			read_comment(q, start + 2, n - 2);
		} else if (!q->current || q->current->ended) {
			complain(q, q->line, "SQL without \"-- :name\" above it");
		} else {
			p = read_sql(q, start, end);
			const char *rest = skip_blanks(p);
			if (q->current->ended && *rest && *rest != '\n' && strncmp(rest, "--", 2))
				complain(q, q->line, "something stands behind the \";\"");
			if (p > text && p[-1] == '\n')
				continue;
			stop = strchr(p, '\n');
			stop = stop ? stop : end;
		}
		p = stop + (stop < end);
		q->line++;
	}
}

static void check(struct sqlc *q)
{
	for (struct statement *s = q->statements; s; s = s->next) {
		bool rows = s->kind == ONE || s->kind == MANY || s->kind == EACH;
		while (s->sql.n && isspace((unsigned char)s->sql.p[s->sql.n - 1]))
			s->sql.p[--s->sql.n] = '\0';
		if (!s->sql.n)
			complain(q, s->line, "\"%s\" has no SQL", s->name);
		else if (!s->ended)
			complain(q, s->line, "\"%s\" does not end with \";\"", s->name);
		if (rows && !s->out)
			complain(q, s->line, "\"%s\" needs :out", s->name);
		if (!rows && s->out)
			complain(q, s->line, "\"%s\" can't have :out", s->name);
		for (int i = 0; i < s->n_in; i++)
			if (!s->in[i].used)
				complain(q, s->line, "\"%s\" does not use :%s", s->name, s->in[i].name);
	}
}

/* ---- writing ------------------------------------------------------------ */

static void put_comment(struct text *t, const struct text *comment)
{
	if (!comment->n)
		return;
	text_puts(t, "/*\n * ");
	for (size_t i = 0; i < comment->n; i++) {
		text_put(t, comment->p + i, 1);
		if (comment->p[i] == '\n')
			text_puts(t, " * ");
	}
	text_puts(t, "\n */\n");
}

static bool takes_arena(const struct statement *s)
{
	return s->kind == ONE || s->kind == MANY || s->kind == TEXT;
}

/* The head of the function without its end. */
static void put_head(struct text *t, const struct statement *s)
{
	static const char *const results[] = {
		[ONE] = "bool ", [EACH] = "struct stmt *", [VALUE] = "int64_t ",
		[TEXT] = "const char *", [EXEC] = "int64_t ", [ROWS] = "void ",
	};
	if (s->kind == MANY)
		text_printf(t, "struct %s *", s->out->name);
	else
		text_puts(t, results[s->kind]);
	text_printf(t, "q_%s(struct %s%s", s->name, s->kind == ROWS ? "many *m" : "db *d", takes_arena(s) ? ", struct arena *a" : "");
	for (int i = 0; i < s->n_in; i++)
		text_printf(t, ", %s%s", s->in[i].type->c, s->in[i].name);
	if (s->kind == ONE)
		text_printf(t, ", struct %s *out", s->out->name);
	if (s->kind == MANY)
		text_puts(t, ", size_t *n");
	text_puts(t, ")");
}

static void put_next_head(struct text *t, const struct statement *s)
{
	text_printf(t, "bool q_%s_next(struct stmt *s, struct arena *a, struct %s *out)", s->name, s->out->name);
}

static void put_open_head(struct text *t, const struct statement *s)
{
	text_printf(t, "struct many q_%s_open(struct db *d, struct arena *a)", s->name);
}

static void write_header(struct sqlc *q, const char *stem, struct text *t)
{
	text_printf(t,
		    "/* Made by sqlc from %s. */\n#ifndef LX_SQL_%s_H\n#define LX_SQL_%s_H\n\n"
		    "#include \"base/clock.h\"\n#include \"db/many.h\"\n\n", path_base(q->file), stem, stem);
	for (const struct row *r = q->rows; r; r = r->next) {
		text_printf(t, "struct %s {\n", r->name);
		for (int i = 0; i < r->n; i++)
			text_printf(t, "\t%s%s;\n", r->fields[i].type->c, r->fields[i].name);
		text_puts(t, "};\n\n");
	}
	for (const struct statement *s = q->statements; s; s = s->next) {
		put_comment(t, &s->comment);
		put_head(t, s);
		text_puts(t, ";\n");
		if (s->kind == EACH || s->kind == ROWS) {
			(s->kind == EACH ? put_next_head : put_open_head)(t, s);
			text_puts(t, ";\n");
		}
	}
	text_printf(t, "\nextern const struct sql_list sql_list_%s;\n\n#endif\n", stem);
}

static void put_descriptor(struct text *t, const struct statement *s)
{
	int columns = s->out ? s->out->n : s->kind == EXEC || s->kind == ROWS ? 0 : 1;
	text_printf(t, "static const struct sql sql_%s = {\n\t.name = \"%s\",\n\t.text =", s->name, s->name);
	text_quote_lines(t, &s->sql);
	if (s->scan) {
		text_puts(t, ",\n\t.scan = \"");
		text_quote(t, s->scan, strlen(s->scan));
		text_puts(t, "\"");
	}
	text_printf(t, ",\n\t.columns = %d,\n\t.params = %d,\n\t.types = \"", columns, s->n_in);
	for (int i = 0; i < s->n_in; i++)
		text_put(t, s->in[i].type->bind + strlen("bind_"), 1);
	text_printf(t, "\",\n%s%s%s};\n\n", s->only ? "\t.only = \"" : "", s->only ? s->only : "", s->only ? "\",\n" : "");
}

static void put_reader(struct text *t, const struct row *r)
{
	text_printf(t, "static void read_%s(struct stmt *s, struct arena *a, struct %s *out)\n{\n", r->name, r->name);
	bool arena = false;
	for (int i = 0; i < r->n; i++)
		arena |= r->fields[i].type->in_arena;
	if (!arena)
		text_puts(t, "\t(void)a;\n");
	for (int i = 0; i < r->n; i++) {
		const char *read = r->fields[i].type->read, *mark = strstr(read, "%d");
		text_printf(t, "\tout->%s = %.*s%d%s;\n", r->fields[i].name, (int)(mark - read), read, i, mark + 2);
	}
	text_puts(t, "}\n\n");
}

static void put_given(struct text *t, const struct field *f)
{
	for (const char *p = f->type->given; *p; p++) {
		if (p[0] == '%' && p[1] == 's') {
			text_puts(t, f->name);
			p++;
		} else {
			text_put(t, p, 1);
		}
	}
}

static void put_binds(struct text *t, const struct statement *s)
{
	text_printf(t, "\tstruct stmt *s = db_use(d, &sql_%s);\n", s->name);
	for (int i = 0; i < s->n_in; i++) {
		const struct field *f = &s->in[i];
		if (f->optional) {
			text_puts(t, "\tif (");
			put_given(t, f);
			text_printf(t, ")\n\t\t%s(s, %d, %s);\n\telse\n\t\tbind_null(s, %d);\n",
				    f->type->bind, i + 1, f->name, i + 1);
		} else {
			text_printf(t, "\t%s(s, %d, %s);\n", f->type->bind, i + 1, f->name);
		}
	}
}

static void put_row(struct text *t, const struct statement *s)
{
	for (int i = 0; i < s->n_in; i++)
		text_printf(t, "\tmany_%s(m, %s);\n", s->in[i].type->bind + strlen("bind_"), s->in[i].name);
	text_puts(t, "\tmany_row(m);\n}\n\n");
	put_open_head(t, s);
	text_printf(t, "\n{\n\treturn many_of(d, a, sql_%s.text, %d);\n}\n\n", s->name, s->n_in);
}

static void put_many(struct text *t, const char *row)
{
	text_printf(t,
		    "\tsize_t used = 0, room = 2;\n"
		    "\tstruct %s *rows = NEW_N(a, struct %s, room);\n"
		    "\twhile (db_step(s)) {\n"
		    "\t\tif (used == room) {\n"
		    "\t\t\tstruct %s *more = NEW_N(a, struct %s, room * 2);\n"
		    "\t\t\tmemcpy(more, rows, used * sizeof(*rows));\n"
		    "\t\t\trows = more;\n"
		    "\t\t\troom *= 2;\n"
		    "\t\t}\n"
		    "\t\tread_%s(s, a, &rows[used++]);\n"
		    "\t}\n"
		    "\tdb_done(s);\n"
		    "\t*n = used;\n"
		    "\treturn rows;\n", row, row, row, row, row);
}

static void put_function(struct text *t, const struct statement *s)
{
	static const char *const bodies[] = {
		[EACH] = "\treturn s;\n",
		[VALUE] = "\tint64_t result = db_step(s) ? col_int(s, 0) : 0;\n"
			  "\tdb_done(s);\n\treturn result;\n",
		[TEXT] = "\tconst char *result = db_step(s) ? col_text(s, 0, a) : \"\";\n"
			 "\tdb_done(s);\n\treturn result;\n",
		[EXEC] = "\treturn db_run(s);\n",
	};
	put_head(t, s);
	text_puts(t, "\n{\n");
	if (s->kind == ROWS) {
		put_row(t, s);
		return;
	}
	put_binds(t, s);
	if (s->kind == MANY)
		put_many(t, s->out->name);
	else if (s->kind == ONE)
		text_printf(t,
			    "\tbool result = db_step(s);\n\tif (result)\n\t\tread_%s(s, a, out);\n"
			    "\tdb_done(s);\n\treturn result;\n", s->out->name);
	else
		text_puts(t, bodies[s->kind]);
	text_puts(t, "}\n\n");
	if (s->kind == EACH) {
		put_next_head(t, s);
		text_printf(t,
			    "\n{\n\tif (!db_step(s))\n\t\treturn false;\n\tread_%s(s, a, out);\n"
			    "\treturn true;\n}\n\n", s->out->name);
	}
}

static void write_code(struct sqlc *q, const char *stem, struct text *t)
{
	text_printf(t, "/* Made by sqlc from %s. */\n#include \"%s.h\"\n\n#include <string.h>\n\n",
		    path_base(q->file), path_base(q->file));
	for (const struct row *r = q->rows; r; r = r->next)
		put_reader(t, r);
	for (const struct statement *s = q->statements; s; s = s->next) {
		put_descriptor(t, s);
		put_function(t, s);
	}
	size_t n = 0;
	text_puts(t, "static const struct sql *const all[] = {\n");
	for (const struct statement *s = q->statements; s; s = s->next, n++)
		text_printf(t, "\t&sql_%s,\n", s->name);
	text_printf(t, "\tNULL,\n};\n\nconst struct sql_list sql_list_%s = {all, %zu};\n", stem, n);
	text_printf(t, "\n/* Through its section a test finds the lists of all files. */\n"
		       "static const struct sql_list *const listed\n"
		       "\t__attribute__((section(\"lx_sql_lists\"), used)) = &sql_list_%s;\n", stem);
}

/*
 * Compiles `text` (NUL behind its `length` bytes). Errors go to `complaints`
 * (NULL: nowhere). Returns the number of errors; with 0 both outputs are whole.
 */
translator sqlc_compile;

int sqlc_compile(const char *file, const char *text, size_t length, struct text *header, struct text *code, FILE *complaints)
{
	struct sqlc q = {.file = file, .complaints = complaints};
	q.rows_end = &q.rows;
	q.statements_end = &q.statements;
	if (memchr(text, '\0', length))
		complain(&q, 1, "there is a NUL byte in the text");
	else
		read_file(&q, text, length);
	check(&q);
	if (q.errors == 0) {
		const char *base = path_base(file), *dot = strchr(base, '.');
		char *stem = pool_copy(&q.pool, base, dot ? (size_t)(dot - base) : strlen(base));
		for (char *c = stem; *c; c++)
			*c = is_word(*c) ? *c : '_';
		write_header(&q, stem, header);
		write_code(&q, stem, code);
	}
	for (struct statement *s = q.statements; s; s = s->next) {
		text_free(&s->comment);
		text_free(&s->sql);
	}
	pool_free(&q.pool);
	return q.errors;
}

#ifndef FUZZ
int main(int argc, char **argv)
{
	return translate(argc, argv, sqlc_compile);
}
#endif
