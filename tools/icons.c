/*
 * icons: collects the icons that the program uses.
 *
 *   icons ICON_FOLDER SOURCE_FOLDER OUT.c OUT.d
 *
 * Reads every .html and .c below SOURCE_FOLDER (tests left out) for {{icon NAME}},
 * icon(o, "NAME"), icon_class(o, "NAME", …) and ICON("NAME"), takes the shapes
 * of ICON_FOLDER/NAME.svg and writes a sorted table. A name without a file is an
 * error with file:line. OUT.d lists what was read, so that the build sees changes.
 */
#include "text.h"

#include <ftw.h>

struct use {
	char *name;
	char *file;
	int line;
};

static struct use *uses;
static size_t n_uses, room;
static struct pool pool;
static struct text dependencies;

static void add_use(const char *name, size_t n, const char *file, int line)
{
	if (n_uses == room) {
		room = room ? room * 2 : 256;
		uses = realloc(uses, room * sizeof(*uses));
		if (!uses)
			abort();
	}
	uses[n_uses++] = (struct use){pool_copy(&pool, name, n), pool_copy(&pool, file, strlen(file)), line};
}

static size_t name_length(const char *p)
{
	size_t n = 0;
	while (islower((unsigned char)p[n]) || isdigit((unsigned char)p[n]) || p[n] == '-')
		n++;
	return n;
}

/* Where the name of an icon starts if a use starts at p; NULL otherwise. */
static const char *name_at(const char *p, bool at_word)
{
	if (strncmp(p, "{{icon ", 7) == 0)
		return p + 7;
	if (!at_word)
		return NULL;
	if (strncmp(p, "ICON(\"", 6) == 0)
		return p + 6;
	size_t n = strncmp(p, "icon(", 5) == 0 ? 5 : strncmp(p, "icon_class(", 11) == 0 ? 11 : 0;
	if (!n)
		return NULL;
	/* the first text before the call ends; in a template the buffer is left out */
	const char *quote = p + n + strcspn(p + n, "\"()\n");
	return *quote == '"' ? quote + 1 : NULL;
}

static void scan(const char *file, const char *text)
{
	int line = 1;
	for (const char *p = text; *p; p++) {
		line += *p == '\n';
		const char *name = name_at(p, p == text || !is_word(p[-1]));
		size_t n = name ? name_length(name) : 0;
		if (n)
			add_use(name, n, file, line);
	}
}

static int visit(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)where;
	size_t n = strlen(path);
	bool c = n > 2 && strcmp(path + n - 2, ".c") == 0;
	bool test = n > 7 && strcmp(path + n - 7, "_test.c") == 0;
	bool html = n > 5 && strcmp(path + n - 5, ".html") == 0;
	bool meson = strcmp(path_base(path), "meson.build") == 0;
	if (kind != FTW_F || test || (!c && !html && !meson))
		return 0;
	text_printf(&dependencies, " \\\n %s", path);
	struct text text = {0};
	if (!meson && file_read(path, &text))
		scan(path, text.p);
	text_free(&text);
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct use *)a)->name, ((const struct use *)b)->name);
}

/* The shapes of an SVG file without the empty frame, one blank between attributes. */
static void put_shapes(struct text *out, const char *svg)
{
	const char *p = strstr(svg, "<svg");
	p = p ? strchr(p, '>') : NULL;
	const char *end = p ? strstr(p, "</svg>") : NULL;
	while (p && end && (p = strchr(p, '<')) && p < end) {
		const char *stop = strchr(p, '>');
		if (!stop)
			break;
		if (!memmem(p, (size_t)(stop - p), "M0 0h24v24H0z", 13)) {
			size_t n = (size_t)(stop - p);
			n -= n && p[n - 1] == '/';
			while (n && isspace((unsigned char)p[n - 1]))
				n--;
			text_put(out, p, n);
			text_puts(out, "/>");
		}
		p = stop;
	}
}

static bool put_icon(struct text *out, const char *folder, const struct use *use)
{
	struct text path = {0}, svg = {0}, shapes = {0};
	text_printf(&path, "%s/%s.svg", folder, use->name);
	bool found = file_read(path.p, &svg);
	if (found) {
		put_shapes(&shapes, svg.p);
		text_printf(out, "\t{\"%s\", \"", use->name);
		text_quote(out, shapes.p ? shapes.p : "", shapes.n);
		text_puts(out, "\"},\n");
	} else {
		fprintf(stderr, "%s:%d: there is no icon \"%s\"\n", use->file, use->line, use->name);
	}
	text_free(&path);
	text_free(&svg);
	text_free(&shapes);
	return found;
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fprintf(stderr, "usage: icons ICON_FOLDER SOURCE_FOLDER OUT.c OUT.d\n");
		return 2;
	}
	text_printf(&dependencies, "%s:", argv[3]);
	nftw(argv[2], visit, 16, FTW_PHYS);
	if (n_uses)
		qsort(uses, n_uses, sizeof(*uses), by_name);

	struct text out = {0};
	size_t icons = 0;
	bool fine = true;
	text_puts(&out, "/* Made by icons from Tabler Icons (MIT licence, see /static/licenses.txt). */\n"
			"#include \"http/icon_table.h\"\n\nconst struct icon_entry icon_table[] = {\n");
	for (size_t i = 0; i < n_uses; i++) {
		if (i && strcmp(uses[i].name, uses[i - 1].name) == 0)
			continue;
		fine &= put_icon(&out, argv[1], &uses[i]);
		icons++;
	}
	text_printf(&out, "\t{0},\n};\n\nconst size_t icon_count = %zu;\n", icons);
	text_puts(&dependencies, "\n");
	if (fine)
		fine = file_write(argv[3], &out) && file_write(argv[4], &dependencies);
	text_free(&out);
	text_free(&dependencies);
	pool_free(&pool);
	free(uses);
	return fine ? 0 : 1;
}
