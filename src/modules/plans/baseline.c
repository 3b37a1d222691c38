#include "modules/plans/baseline.h"

#include <jansson.h>

#include "base/fault.h"
#include "plans.sql.h"

static json_t *task_json(const struct task *t)
{
	return json_pack("{s:I,s:s,s:I,s:I,s:I,s:i,s:i,s:s,s:I,s:I,s:I}", "id", t->id, "title", t->title, "node", t->node,
			 "department", t->department, "owner", t->owner, "starts", t->starts, "due", t->due,
			 "measure", t->measure, "target", t->target, "basis", t->basis, "weight", t->weight);
}

const char *baseline_now(struct req *r, const struct plan *p)
{
	size_t n;
	json_t *all = json_object(), *nodes = json_array(), *tasks = json_array();
	struct plan_node **node = plan_nodes(r->db, r->arena, p->id, &n);
	for (size_t i = 0; i < n; i++)
		json_array_append_new(nodes, json_pack("{s:I,s:I,s:s,s:s,s:s}", "id", node[i]->id, "level", node[i]->level,
			"number", node[i]->number, "title", node[i]->title, "body", node[i]->body));
	struct task **task = plan_tasks(r->db, r->arena, p->id, p->unit, &n);
	for (size_t i = 0; i < n; i++)
		json_array_append_new(tasks, task_json(task[i]));
	json_object_set_new(all, "title", json_string(p->title));
	json_object_set_new(all, "preamble", json_string(p->preamble));
	json_object_set_new(all, "nodes", nodes);
	json_object_set_new(all, "tasks", tasks);
	size_t length = json_dumpb(all, NULL, 0, JSON_COMPACT);
	char *text = arena_alloc(r->arena, length + 1);
	json_dumpb(all, text, length, JSON_COMPACT);
	json_decref(all);
	if (!length)
		fault("out of memory for a baseline");
	return text;
}

void baseline_take(struct req *r, struct plan *p)
{
	p->baseline++;
	q_baseline_add(r->db, p->id, p->baseline, r->now, r->who ? r->who->person : 0, baseline_now(r, p));
}
