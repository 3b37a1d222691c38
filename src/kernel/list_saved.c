/* Saved views: conditions, order and columns of a list under a name, each person's own. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/list_parts.h"
#include "kernel/page.h"
#include "list.html.h"
#include "list.sql.h"
#include "secret/id.h"

enum { MOST_VIEWS = 30, NAME_CHARS = 16 };

static void add_tab(struct req *r, struct list_page_view *v, const char *label, const char *query)
{
	struct list_query *q = list_query_of(r, v->list, query);
	q->has_standard = v->q->has_standard;
	v->tabs[v->n_tabs++] = (struct list_tab){label, list_link(r->arena, q, false),
						 strcmp(list_query_text(r->arena, q), v->key) == 0};
}

void list_tabs(struct req *r, struct list_page_view *v, const struct views_of *saved, size_t n_saved)
{
	size_t n = n_saved + 1;
	for (const struct list_view *x = v->list->views; x && x->label; x++)
		n++;
	v->tabs = NEW_N(r->arena, struct list_tab, n);
	add_tab(r, v, "全部", "");
	for (const struct list_view *x = v->list->views; x && x->label; x++)
		add_tab(r, v, x->label, x->query);
	for (size_t i = 0; i < n_saved; i++)
		add_tab(r, v, saved[i].name, saved[i].query);
	for (size_t i = 0; i < v->n_tabs; i++)
		v->is_view |= v->tabs[i].current;
	v->has_saved = n_saved > 0;
}

/* The list opens with the view its user chose, unless the address says anything. */
bool list_opens_with_view(struct req *r, const struct list *l, const struct views_of *saved, size_t n)
{
	if (r->x->query.n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (saved[i].standard && *saved[i].query) {
			see_other(r, link_to(r, "%s?%s", l->base, saved[i].query));
			return true;
		}
	return false;
}

static const char *views_page(struct req *r, const struct list *l)
{
	return link_to(r, "/lists/%s/views", l->name);
}

/* A name that may be used, or a refusal. */
static const char *name_or_refuse(struct req *r)
{
	const char *name = form_get(r, "name");
	if (!*name)
		refuse_field(r, "name", "视图的名字", "请给视图起个名字，例如“待我核实”。");
	else if (utf8_count(name) > NAME_CHARS)
		refuse_field(r, "name", "视图的名字", "视图的名字最多 %d 个字，请起短一些。", NAME_CHARS);
	else
		return name;
	return NULL;
}

void post_list_view(struct req *r)
{
	const struct list *l = list_or_refuse(r);
	const char *name = l ? name_or_refuse(r) : NULL;
	size_t n;
	if (!name)
		return;
	struct list_query *q = list_query_of(r, l, form_get(r, "query"));
	q->older = 0; /* a view is of all there is */
	const char *query = list_query_text(r->arena, q);
	struct views_of *v = q_views_of(r->db, r->arena, r->who->person, l->name, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0) {
			q_view_set_query(r->db, v[i].id, r->who->person, query);
			see_other_saying(r, list_link(r->arena, q, false),
					 arena_printf(r->arena, "视图“%s”已更新。", name));
			return;
		}
	if (n == MOST_VIEWS) {
		refuse(r, 409, "一个列表最多存 %d 个视图，请先删掉不用的。", MOST_VIEWS);
		return;
	}
	q_view_add(r->db, id_new(), r->who->person, l->name, name, query, r->now);
	see_other_saying(r, list_link(r->arena, q, false), arena_printf(r->arena, "已存为视图“%s”。", name));
}

void get_list_views(struct req *r)
{
	const struct list *l = list_or_refuse(r);
	size_t n;
	if (!l)
		return;
	struct views_of *v = q_views_of(r->db, r->arena, r->who->person, l->name, &n);
	struct list_saved *rows = NEW_N(r->arena, struct list_saved, n);
	for (size_t i = 0; i < n; i++) {
		struct buf b = buf_in(r->arena);
		list_conditions(r, list_query_of(r, l, v[i].query), &b);
		rows[i] = (struct list_saved){v[i].id, v[i].name, b.n ? buf_text(&b) : "没有条件，只存了排序和列",
					      link_to(r, "%s?%s", l->base, v[i].query), v[i].standard};
	}
	page_begin(r, &(struct page){.title = "我的视图", .nav = l->base, .crumbs = {{l->flow->record->label, l->base}}});
	tpl_list_views(r->out, l, rows, n, r);
	page_end(r);
}

void post_list_view_change(struct req *r)
{
	const struct list *l = list_or_refuse(r);
	const char *what = form_get(r, "do"), *name;
	int64_t id = form_int(r, "id");
	if (!l)
		return;
	if (strcmp(what, "rename") == 0) {
		if (!(name = name_or_refuse(r)))
			return;
		q_view_set_name(r->db, id, r->who->person, name);
		see_other_saying(r, views_page(r, l), "名字已改。");
	} else if (strcmp(what, "drop") == 0) {
		q_view_drop(r->db, id, r->who->person);
		see_other_saying(r, views_page(r, l), "视图已删除，记录不受影响。");
	} else {
		bool on = strcmp(what, "standard") == 0;
		q_view_set_standard(r->db, r->who->person, l->name, on ? id : 0);
		see_other_saying(r, views_page(r, l), on ? "以后打开列表先显示这个视图。" : "以后打开列表先显示全部。");
	}
}
