#include "outline/outline.h"

static json_t *text_or_null(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *texts(const char *const *list, size_t n)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_string(list[i]));
	return array;
}

json_t *outline_json(const struct outline *o)
{
	json_t *root = json_object(), *nodes = json_array(), *terms = json_array();
	for (size_t i = 0; i < o->n_nodes; i++) {
		const struct outline_node *n = &o->nodes[i];
		json_array_append_new(nodes, json_pack("{s:i, s:o, s:o, s:o}", "level", n->level,
						       "number", text_or_null(n->number), "title",
						       text_or_null(n->title), "body",
						       text_or_null(n->body)));
	}
	for (size_t i = 0; i < o->n_terms; i++) {
		const struct outline_term *t = &o->terms[i];
		json_array_append_new(terms, json_pack("{s:s, s:o}", "name", t->name, "members",
						       texts(t->members, t->n_members)));
	}
	json_object_set_new(root, "title", text_or_null(o->title));
	json_object_set_new(root, "body", text_or_null(o->body));
	json_object_set_new(root, "year", o->year ? json_integer(o->year) : json_null());
	json_object_set_new(root, "preamble", text_or_null(o->preamble));
	json_object_set_new(root, "nodes", nodes);
	json_object_set_new(root, "terms", terms);
	json_object_set_new(root, "campaigns", texts(o->campaigns, o->n_campaigns));
	json_object_set_new(root, "dropped", texts(o->dropped, o->n_dropped));
	return root;
}
