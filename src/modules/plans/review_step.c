/* Steps of the review and how they are taken back. */
#include <string.h>

#include "base/fault.h"
#include "import.sql.h"
#include "kernel/flow.h"
#include "modules/plans/review.h"
#include "secret/id.h"

static const struct flow *const flows[] = {&plan_flow, &plan_node_flow, &plan_term_flow};

static const struct flow *flow_named(const char *record)
{
	for (size_t i = 0; i < sizeof(flows) / sizeof(flows[0]); i++)
		if (strcmp(flows[i]->record->name, record) == 0)
			return flows[i];
	fault("a step of the review names %s", record);
}

const char *review_json(struct arena *a, const json_t *json, size_t flags)
{
	size_t n = json_dumpb(json, NULL, 0, flags);
	char *text = arena_alloc(a, n + 1);
	if (!n || json_dumpb(json, text, n, flags) != n)
		fault("json is not written");
	return text;
}

struct plan_node *review_nodes(struct db *d, struct arena *a, int64_t plan, size_t *n)
{
	struct plan_node_rows *rows = q_plan_node_rows(d, a, plan, n);
	struct plan_node *out = NEW_N(a, struct plan_node, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct plan_node){
			.id = rows[i].id, .unit = rows[i].unit, .version = rows[i].version, .state = rows[i].state,
			.created_by = rows[i].created_by, .created_at = rows[i].created_at, .plan = rows[i].plan,
			.parent = rows[i].parent, .position = rows[i].position, .level = rows[i].level,
			.number = rows[i].number, .title = rows[i].title, .body = rows[i].body,
			.starts_at = rows[i].starts_at, .ends_at = rows[i].ends_at, .weight = rows[i].weight,
		};
	return out;
}

struct plan_node **review_active(struct arena *a, struct plan_node *all, size_t n, size_t *active)
{
	struct plan_node **out = NEW_N(a, struct plan_node *, n);
	*active = 0;
	for (size_t i = 0; i < n; i++)
		if (all[i].state == NODE_ACTIVE)
			out[(*active)++] = &all[i];
	return out;
}

/* ---- keeping ---- */

/* The text of a whole document is never changed by a step. */
static bool kept(const struct field *f)
{
	return f->kind != KIND_ID && strcmp(f->name, "version") != 0 && strcmp(f->name, "source") != 0 &&
	       strcmp(f->name, "unit") != 0 && strncmp(f->name, "created_", 8) != 0;
}

static bool is_text(const struct field *f)
{
	return f->kind == KIND_TEXT || f->kind == KIND_LONG;
}

static json_t *image_of(const struct record *record, const void *row)
{
	json_t *fields = json_object();
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		if (kept(f))
			json_object_set_new(fields, f->name, is_text(f) ? json_string(field_text(f, row)) :
							     json_integer(field_int(f, row)));
	}
	return json_pack("{s:s, s:I, s:o}", "record", record->name, "id", ((const struct head *)row)->id, "was", fields);
}

struct review_step step_begin(struct req *r, struct plan *plan, const char *label)
{
	return (struct review_step){.r = r, .plan = plan, .label = label, .images = json_array()};
}

void step_forget(struct review_step *s)
{
	json_decref(s->images);
	s->images = NULL;
}

static bool keep_row(struct review_step *s, const struct flow *f, int64_t id)
{
	void *row = record_load(s->r->db, s->r->arena, f->record, id);
	if (!row) {
		refuse(s->r, 404, "这一条不存在或已删除，请刷新页面。");
		return false;
	}
	json_array_append_new(s->images, image_of(f->record, row));
	return true;
}

bool step_edit(struct review_step *s, const struct flow *f, void *row)
{
	s->shape |= f == &plan_node_flow;
	return keep_row(s, f, ((struct head *)row)->id) && flow_edit(s->r, f, row, s->label);
}

bool step_move(struct review_step *s, const struct flow *f, int64_t id, const char *verb)
{
	s->shape |= f == &plan_node_flow;
	return keep_row(s, f, id) && flow_move(s->r, f, id, 0, verb, s->label, NULL);
}

bool step_add(struct review_step *s, const struct flow *f, void *row)
{
	if (!flow_create(s->r, f, row, s->label))
		return false;
	s->shape |= f == &plan_node_flow;
	json_array_append_new(s->images, json_pack("{s:s, s:I}", "record", f->record->name, "id", ((struct head *)row)->id));
	return true;
}

void step_piece(struct review_step *s, int64_t no, bool restored)
{
	q_plan_dropped_set(s->r->db, s->plan->id, no, restored);
	json_array_append_new(s->images, json_pack("{s:I, s:b}", "piece", no, "was", !restored));
}

void step_answer(struct review_step *s, int64_t node, int64_t question)
{
	q_plan_answer_add(s->r->db, node, question, s->plan->id, s->r->now, s->r->who ? s->r->who->person : 0);
	json_array_append_new(s->images, json_pack("{s:I, s:I}", "answered", node, "question", question));
}

/* Every node hangs on the nearest one before it with a higher level. */
static bool hang(struct req *r, int64_t plan, const char *why)
{
	int64_t above[NODE_SUBPOINT + 1] = {0};
	size_t n;
	struct plan_node *all = review_nodes(r->db, r->arena, plan, &n);
	for (size_t i = 0; i < n; i++) {
		int64_t parent = 0;
		if (all[i].state != NODE_ACTIVE || all[i].level < NODE_SECTION || all[i].level > NODE_SUBPOINT)
			continue;
		for (int64_t level = all[i].level - 1; level > 0 && !parent; level--)
			parent = above[level];
		above[all[i].level] = all[i].id;
		for (int64_t level = all[i].level + 1; level <= NODE_SUBPOINT; level++)
			above[level] = 0;
		if (parent == all[i].parent)
			continue;
		all[i].parent = parent;
		if (!flow_edit(r, &plan_node_flow, &all[i], why))
			return false;
	}
	return true;
}

bool step_end(struct review_step *s)
{
	if (json_array_size(s->images) && s->shape && !hang(s->r, s->plan->id, "随次序和层级调整")) {
		step_forget(s);
		return false;
	}
	if (json_array_size(s->images))
		q_plan_undo_add(s->r->db, id_new(), s->plan->id, s->r->now, s->r->who ? s->r->who->person : 0, s->label,
				review_json(s->r->arena, s->images, JSON_COMPACT));
	step_forget(s);
	return true;
}

/* ---- taking back ---- */

static bool set_fields(const struct record *record, void *row, const json_t *was)
{
	bool changed = false;
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		const json_t *v = kept(f) && f->kind != KIND_STATE ? json_object_get(was, f->name) : NULL;
		if (!v)
			continue;
		if (is_text(f)) {
			changed |= strcmp(field_text(f, row), json_string_value(v)) != 0;
			field_set_text(f, row, json_string_value(v));
		} else {
			changed |= field_int(f, row) != json_integer_value(v);
			field_set_int(f, row, json_integer_value(v));
		}
	}
	return changed;
}

/* State first when the row was active, else last: only active rows can be edited. */
static bool put_back(struct req *r, const struct flow *f, int64_t id, const json_t *was, const char *why)
{
	struct head *row = record_load(r->db, r->arena, f->record, id);
	if (!row)
		return true;
	if (!was)
		return row->state != NODE_ACTIVE || flow_move(r, f, id, 0, "remove", why, NULL);
	int64_t state = json_integer_value(json_object_get(was, "state"));
	if (row->state != state && state == NODE_ACTIVE) {
		if (!flow_move(r, f, id, 0, "restore", why, NULL))
			return false;
		row = record_load(r->db, r->arena, f->record, id);
	}
	if (row->state == NODE_ACTIVE && set_fields(f->record, row, was) && !flow_edit(r, f, row, why))
		return false;
	return row->state == state || flow_move(r, f, id, 0, "remove", why, NULL);
}

static bool take_back(struct req *r, struct plan *plan, const json_t *image, const char *why)
{
	const char *record = json_string_value(json_object_get(image, "record"));
	const json_t *was = json_object_get(image, "was"), *piece = json_object_get(image, "piece"),
		     *answered = json_object_get(image, "answered");
	if (piece)
		q_plan_dropped_set(r->db, plan->id, json_integer_value(piece), json_is_true(was));
	else if (answered)
		q_plan_answer_drop(r->db, json_integer_value(answered),
				   json_integer_value(json_object_get(image, "question")));
	else if (record)
		return put_back(r, flow_named(record), json_integer_value(json_object_get(image, "id")), was, why);
	return true;
}

bool review_undo(struct req *r, struct plan *plan, const char **label)
{
	struct plan_undo_last last;
	*label = "";
	if (!q_plan_undo_last(r->db, r->arena, plan->id, &last))
		return true;
	json_t *images = json_loads(last.images, 0, NULL);
	const char *why = arena_printf(r->arena, "撤销：%s", last.label);
	bool good = true;
	for (size_t i = json_array_size(images); good && i-- > 0;)
		good = take_back(r, plan, json_array_get(images, i), why);
	json_decref(images);
	if (!good || !hang(r, plan->id, why))
		return false;
	q_plan_undo_done(r->db, last.id);
	*label = last.label;
	return true;
}
