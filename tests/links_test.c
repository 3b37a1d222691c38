/*
 * Every link that a page shows leads somewhere for the one who reads it: the year of sample work is
 * walked from the home pages as each kind of person, one address of each shape; none is refused.
 */
#include <stdlib.h>
#include <string.h>

#include "app/demo.h"
#include "kernel/app.h"
#include "scenario/visitor.h"
#include "scenario/whole.h"

enum { ADDRESSES = 1500, VISITS = 600, PAGES_LEAST = 12 };

static const char *const people[] = {
	"13800000001", "13800000002", "13800000003", "13800000004", "13800000005", "13800000006", "13800000007",
	"13800000008", "13800000011", "13800000012", "13800000013",
};

struct walk {
	struct arena *arena;
	const char *paths[ADDRESSES], *shapes[ADDRESSES], *from[ADDRESSES];
	int n, left_out;
};

/* Numbers stand for any row; of a query only the names matter. */
static const char *shape_of(struct arena *a, const char *path)
{
	struct buf b = buf_in(a);
	bool value = false;
	for (; *path; path++) {
		value = *path == '=' || (value && *path != '&');
		if (value && *path != '=')
			continue;
		if (*path < '0' || *path > '9')
			buf_char(&b, *path);
		else if (!b.n || b.p[b.n - 1] != '#')
			buf_char(&b, '#');
	}
	return buf_text(&b);
}

static void add(struct walk *w, const char *path, const char *from)
{
	const char *shape = shape_of(w->arena, path);
	for (int i = 0; i < w->n; i++)
		if (strcmp(w->shapes[i], shape) == 0)
			return;
	if (w->n == ADDRESSES) {
		w->left_out++;
		return;
	}
	w->paths[w->n] = path;
	w->shapes[w->n] = shape;
	w->from[w->n++] = from;
}

static void add_links(struct walk *w, const char *page, const char *from)
{
	static const char mark[] = "href=\"/";
	while ((page = strstr(page, mark)) != NULL) {
		page += sizeof(mark) - 2;
		size_t n = strcspn(page, "\"#");
		struct buf b = buf_in(w->arena);
		for (size_t i = 0; i < n; i++) { /* "&amp;" in an attribute is "&" */
			buf_char(&b, page[i]);
			if (page[i] == '&' && strncmp(page + i, "&amp;", 5) == 0)
				i += 4;
		}
		if (n && !strstr(buf_text(&b), "/assets/"))
			add(w, buf_text(&b), from);
	}
}

static void walk_as(struct whole *t, const char *who)
{
	struct arena *kept = arena_new(256u << 20);
	struct walk w = {.arena = kept};
	int pages = 0;
	add(&w, "/", "");
	add(&w, "/m", "");
	add(&w, "/help", "");
	for (int i = 0; i < w.n && i < VISITS; i++) {
		struct arena *a = arena_new(512u << 20);
		struct visitor *v = visitor_new(t->app, a);
		visitor_enter(v, who);
		visit(v, w.paths[i]);
		pages += v->status == 200;
		if (v->status >= 400)
			whole_point(t, w.from[i], "%s may open %s (%d), which stands on", who, w.paths[i], v->status);
		else if (v->status == 303)
			add(&w, str_dup(kept, str_of(v->location)), w.paths[i]);
		else if (v->page)
			add_links(&w, v->page, w.paths[i]);
		arena_free(a);
	}
	whole_point(t, pages >= PAGES_LEAST ? NULL : "too few", "%s reads %d pages of %d shapes", who, pages, w.n);
	whole_point(t, w.left_out || w.n > VISITS ? "the walk stopped before its end: let it go further" : NULL, "%s has walked all of them", who);
	arena_free(kept);
}

int main(void)
{
	struct whole t = {0};
	if (!whole_open(&t, "links"))
		return 1;
	demo_year(t.app);
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		walk_as(&t, people[i]);
	return whole_close(&t);
}
