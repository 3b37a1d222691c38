#include "kernel/again.h"

#include <string.h>

#include "kernel/flow.h"
#include "kernel/page.h"
#include "kernel/page_view.h"
#include "kernel/registry.h"
#include "page.html.h"
#include "secret/token.h"

enum { MOST_BYTES = 80000 }; /* three times as many when they are encoded, and 256 KiB is what the sign-in takes */

static const char action[] = "_again", carried[] = "_again.", carried_file[] = "_again_file";

static bool is_ours(const char *name)
{
	static const char *const own[] = {"_csrf", "_once", "_by"};
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcmp(name, own[i]) == 0)
			return true;
	return strncmp(name, action, sizeof(action) - 1) == 0;
}

/* A code that opens something is asked for where no right is needed; the code of a unit is no secret. */
static bool is_secret(const struct req *r, const char *name)
{
	static const char *const parts[] = {"password", "passphrase", "secret"};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strstr(name, parts[i]))
			return true;
	return strcmp(name, "pin") == 0 || strcmp(name, "idno") == 0 || (strcmp(name, "code") == 0 && !r->route->right);
}

/* Browsers send it with every POST; without one nobody knows whose page it was. */
static bool from_here(const struct req *r)
{
	const char *origin = pairs_get(&r->x->headers, "origin"), *host = pairs_get(&r->x->headers, "host");
	const char *at = origin ? strstr(origin, "://") : NULL;
	return r->x->method == METHOD_POST && at && host && strcmp(at + 3, host) == 0 && !is_script(r);
}

static const char *mark_of(struct req *r, int64_t person)
{
	return secret_sign(r->arena, &r->app->keys, "typed by", arena_printf(r->arena, "%lld", (long long)person));
}

const char *again_mark(struct req *r)
{
	return r->who ? mark_of(r, r->who->person) : "";
}

bool again_is_by(struct req *r, const struct again *a, int64_t person)
{
	return secret_same(a->by, mark_of(r, person));
}

bool again_too_long(const struct again *a)
{
	size_t n = 0;
	for (size_t i = 0; i < a->fields.n; i++)
		n += strlen(a->fields.items[i].name) + strlen(a->fields.items[i].value);
	return n > MOST_BYTES;
}

static bool again_of(struct req *r, struct again *out)
{
	const char *here = *r->x->raw_query ? arena_printf(r->arena, "%s?%s", r->x->path, r->x->raw_query) : r->x->path;
	*out = (struct again){.action = inside(here, ""), .by = form_get(r, "_by"), .once = form_get(r, "_once")};
	if (!from_here(r) || !*out->action || !*out->by || r->route->flags & (ROUTE_AGAIN | ROUTE_ANON | ROUTE_HALF) || strcmp(r->x->path, "/sign-in") == 0)
		return false;
	for (size_t i = 0; i < r->x->form.n; i++) {
		const struct pair *p = &r->x->form.items[i];
		if (is_secret(r, p->name))
			return false;
		if (!is_ours(p->name))
			pairs_add(r->arena, &out->fields, p->name, p->value);
	}
	for (size_t i = 0; i < r->x->n_uploads; i++)
		if (r->x->uploads[i].size > 0 && !pairs_get(&out->files, r->x->uploads[i].name))
			pairs_add(r->arena, &out->files, r->x->uploads[i].name, "");
	return out->fields.n > 0;
}

bool again_carried(struct req *r, struct again *out)
{
	const size_t mark = sizeof(carried) - 1;
	*out = (struct again){.action = inside(form_get(r, action), ""), .by = form_get(r, "_again_by"), .once = form_get(r, "_again_once")};
	if (!from_here(r))
		return false;
	for (size_t i = 0; i < r->x->form.n; i++) {
		const struct pair *p = &r->x->form.items[i];
		if (strncmp(p->name, carried, mark) == 0)
			pairs_add(r->arena, &out->fields, p->name + mark, p->value);
		else if (strcmp(p->name, carried_file) == 0)
			pairs_add(r->arena, &out->files, p->value, "");
	}
	return *out->action && out->fields.n > 0;
}

bool again_typed(struct req *r, struct again *out)
{
	return again_carried(r, out) || again_of(r, out);
}

void again_inputs(struct buf *o, const struct again *a)
{
	tpl_again_inputs(o, a, a->fields.items, a->fields.n, a->files.items, a->files.n);
}

void again_on(struct buf *o, struct req *r)
{
	struct again a;
	if (again_typed(r, &a))
		again_inputs(o, &a);
}

/* ---- as a person reads it ---- */

static bool has_route(const struct module *m, const struct route *route)
{
	for (const struct route *t = m->routes; t && t->run; t++)
		if (t == route)
			return true;
	return false;
}

/* The field of that name among what the module of this address keeps; NULL: none. */
static const struct field *field_at(struct req *r, const char *address, const char *name)
{
	struct req ignored = *r;
	struct str path = str_of(address);
	bool other;
	path = str_cut(&path, '?');
	const struct routed *at = route_find(r->app, METHOD_POST, str_dup(r->arena, path), &ignored, &other);
	const struct field *f = at && at->route->of ? record_field(at->route->of, name) : NULL;
	if (f || !at)
		return f;
	EACH_MODULE(r->app, m) {
		if (!has_route(m, at->route))
			continue;
		for (const struct flow *const *w = m->flows; w && *w && !f; w++)
			f = record_field((*w)->record, name);
		for (const struct record *const *d = m->records; d && *d && !f; d++)
			f = record_field(*d, name);
	}
	return f;
}

/* "" where there is nothing to read: the number of a row, or of nobody knows what. */
static const char *read_as(const struct field *f, const char *value)
{
	int64_t number;
	if (!str_int(str_of(value), &number))
		return value;
	return !f || f->kind == KIND_REF || f->kind == KIND_ID ? "" :
	       f->choices ? choice_label(f->choices, number) : f->kind == KIND_FLAG ? "是" : value;
}

void again_card(struct buf *o, struct req *r, const char *text, const struct again *a)
{
	size_t length = strlen(a->once);
	struct again_view v = {.r = r, .action = a->action, .text = text, .by = again_mark(r), .fields = a->fields.items, .n = a->fields.n,
			       .once = length >= 8 && length <= 64 ? a->once : token_new(r->arena, 12),
			       .files = a->files.items, .n_files = a->files.n, .shown = NEW_N(r->arena, struct again_shown, a->fields.n + 1)};
	for (size_t i = 0; i < a->fields.n; i++) {
		const struct pair *p = &a->fields.items[i];
		const struct field *f = field_at(r, a->action, p->name);
		const char *read = *p->name == '_' ? "" : read_as(f, p->value);
		if (*read)
			v.shown[v.n_shown++] = (struct again_shown){f && f->label ? f->label : "填写的内容", read};
	}
	tpl_again(o, &v);
}

void page_again(struct req *r, int status, const char *title, const char *text, const struct again *a)
{
	r->out->n = 0;
	page_begin(r, &(struct page){.title = title, .body_class = "solo", .bare = true});
	tpl_again_head(r->out, title);
	again_card(r->out, r, text, a);
	page_end(r);
	answer_status(r, status);
}
