#include "kernel/again.h"

#include <string.h>

#include "kernel/page.h"
#include "kernel/page_view.h"
#include "page.html.h"

static const char carried[] = "again.", carried_file[] = "again_file", action[] = "again";

static bool is_ours(const char *name)
{
	return strcmp(name, "_csrf") == 0 || strcmp(name, "_once") == 0;
}

static bool is_secret(const char *name)
{
	static const char *const parts[] = {"password", "passphrase", "secret", "pin", "code", "idno", "again"};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strstr(name, parts[i]))
			return true;
	return false;
}

/* Browsers send it with every POST; without one nobody knows whose page it was. */
static bool from_here(const struct req *r)
{
	const char *origin = pairs_get(&r->x->headers, "origin"), *host = pairs_get(&r->x->headers, "host");
	const char *at = origin ? strstr(origin, "://") : NULL;
	return at && host && strcmp(at + 3, host) == 0;
}

bool again_of(struct req *r, struct again *out)
{
	*out = (struct again){.action = r->x->path};
	if (r->x->method != METHOD_POST || !from_here(r) || is_script(r))
		return false;
	for (size_t i = 0; i < r->x->form.n; i++) {
		const struct pair *p = &r->x->form.items[i];
		if (is_secret(p->name))
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
	*out = (struct again){.action = inside(form_get(r, action), "")};
	for (size_t i = 0; i < r->x->form.n; i++) {
		const struct pair *p = &r->x->form.items[i];
		if (strncmp(p->name, carried, mark) == 0)
			pairs_add(r->arena, &out->fields, p->name + mark, p->value);
		else if (strcmp(p->name, carried_file) == 0)
			pairs_add(r->arena, &out->files, p->value, "");
	}
	return *out->action && out->fields.n > 0;
}

void again_inputs(struct buf *o, const struct again *a)
{
	tpl_again_inputs(o, a->action, a->fields.items, a->fields.n, a->files.items, a->files.n);
}

void page_again(struct req *r, int status, const char *title, const char *text, const struct again *a)
{
	struct again_view v = {r, a->action, text, a->fields.items, a->fields.n, a->files.items, a->files.n};
	r->out->n = 0;
	page_begin(r, &(struct page){.title = title, .body_class = "solo"});
	tpl_again(r->out, title, &v);
	page_end(r);
	answer_status(r, status);
}
