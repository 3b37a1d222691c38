/* A plan's outline out again: as JSON in the shape of the parser, and as text. */
#include "http/html.h"
#include "import.sql.h"
#include "modules/plans/review.h"

static const char *or_null(const char *s)
{
	return *s ? s : NULL;
}

static const char **lines_of(struct arena *a, const char *text, size_t *n)
{
	struct str rest = str_trim(str_of(text));
	size_t room = 1;
	for (size_t i = 0; i < rest.n; i++)
		room += rest.p[i] == '\n';
	const char **out = NEW_N(a, const char *, room);
	*n = 0;
	while (rest.n)
		out[(*n)++] = str_dup(a, str_trim(str_cut(&rest, '\n')));
	return out;
}

static void fill_terms(struct req *r, int64_t plan, struct outline *o)
{
	struct plan_term_ids *ids = q_plan_term_ids(r->db, r->arena, plan, &o->n_terms);
	o->terms = NEW_N(r->arena, struct outline_term, o->n_terms);
	for (size_t i = 0; i < o->n_terms; i++) {
		const struct plan_term *t = record_load(r->db, r->arena, &plan_term_record, ids[i].id);
		o->terms[i].name = t->name;
		o->terms[i].members = lines_of(r->arena, t->members, &o->terms[i].n_members);
	}
}

static void fill_pieces(struct req *r, int64_t plan, struct outline *o)
{
	size_t n;
	struct plan_campaigns *names = q_plan_campaigns(r->db, r->arena, plan, &n);
	o->campaigns = NEW_N(r->arena, const char *, n);
	for (size_t i = 0; i < n; i++)
		o->campaigns[o->n_campaigns++] = names[i].name;
	struct plan_dropped_of *pieces = q_plan_dropped_of(r->db, r->arena, plan, &n);
	o->dropped = NEW_N(r->arena, const char *, n);
	for (size_t i = 0; i < n; i++)
		if (!pieces[i].restored)
			o->dropped[o->n_dropped++] = pieces[i].piece;
}

struct outline *plan_outline(struct req *r, const struct plan *p)
{
	size_t all, n;
	struct plan_node *rows = review_nodes(r->db, r->arena, p->id, &all);
	struct plan_node **nodes = review_active(r->arena, rows, all, &n);
	struct outline *o = NEW(r->arena, struct outline);
	*o = (struct outline){.title = or_null(p->title), .body = or_null(p->organ), .year = (int)p->year,
			      .preamble = or_null(p->preamble), .nodes = NEW_N(r->arena, struct outline_node, n), .n_nodes = n};
	for (size_t i = 0; i < n; i++)
		o->nodes[i] = (struct outline_node){(int)nodes[i]->level, or_null(nodes[i]->number), or_null(nodes[i]->title),
						    or_null(nodes[i]->body), (size_t)nodes[i]->starts_at, (size_t)nodes[i]->ends_at};
	fill_terms(r, p->id, o);
	fill_pieces(r, p->id, o);
	return o;
}

static void put_terms(struct buf *b, const struct outline *o)
{
	static const char *const ordinals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	for (size_t i = 0; i < o->n_terms; i++) {
		buf_printf(b, "%s“%s”：", i ? "" : "注：", o->terms[i].name);
		for (size_t k = 0; k < o->terms[i].n_members; k++)
			buf_printf(b, "%s%s%s", k < 10 ? ordinals[k] : "", k < 10 ? "是" : "", o->terms[i].members[k]),
				buf_puts(b, k + 1 < o->terms[i].n_members ? "；" : "。");
		buf_char(b, '\n');
	}
}

const char *plan_text(struct req *r, const struct plan *p)
{
	size_t all, n;
	struct buf b = buf_in(r->arena);
	struct plan_node *rows = review_nodes(r->db, r->arena, p->id, &all);
	struct plan_node **nodes = review_active(r->arena, rows, all, &n);
	buf_printf(&b, "%s\n", p->title);
	if (*p->preamble)
		buf_printf(&b, "%s\n", p->preamble);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\n", review_whole(r->arena, str_of(p->source), nodes[i]));
	struct outline *o = plan_outline(r, p);
	put_terms(&b, o);
	return buf_text(&b);
}

static void as_file(struct req *r, const char *type, const char *name)
{
	struct buf b = buf_in(r->arena);
	buf_puts(&b, "attachment; filename*=UTF-8''");
	url_encode(&b, name);
	answer_header(r->x, "Content-Disposition", buf_text(&b));
	answer_type(r, type);
}

void get_outline_json(struct req *r)
{
	const struct plan *p = r->row;
	json_t *json = outline_json(plan_outline(r, p));
	buf_puts(r->out, review_json(r->arena, json, JSON_INDENT(1)));
	json_decref(json);
	as_file(r, "application/json; charset=utf-8", arena_printf(r->arena, "%s.json", p->title));
}

void get_outline_text(struct req *r)
{
	const struct plan *p = r->row;
	buf_puts(r->out, plan_text(r, p));
	as_file(r, "text/plain; charset=utf-8", arena_printf(r->arena, "%s.txt", p->title));
}
