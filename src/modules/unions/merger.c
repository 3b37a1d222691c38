/*
 * A merger carried out. Up to PEOPLE_AT_ONCE people move with the approval itself; more are moved in pieces of the
 * background (kernel/piecework.h): the change is 办理中 meanwhile, each piece notes whom it reached, a killed
 * server goes on, and only when everybody is there the tree and the card follow and the change is closed.
 */
#include "modules/unions/inside.h"
#include "kernel/piecework.h"
#include "modules/units/units.h"

enum { PEOPLE_AT_ONCE = 500, PIECE = 200 };

static const char *why_of(struct req *r, int64_t target)
{
	return arena_printf(r->arena, "并入%s", unit_name(r->db, r->arena, target));
}

/* A staff number that is somebody else's there is given anew by the union that stays. */
static bool move_person(struct req *r, int64_t id, int64_t from, int64_t to, const char *why)
{
	struct person_row *p = record_load(r->db, r->arena, &person_record, id);
	if (!p || p->unit != from || p->state != PERSON_ACTIVE)
		return true;
	p->unit = to;
	if (*p->staff_no && person_staff_no_taken(r, to, p->staff_no, p->id))
		p->staff_no = "";
	return flow_follow(r, &person_flow, p, "transfer", why);
}

static bool move_people(struct req *r, int64_t from, int64_t to, const char *why)
{
	size_t n;
	struct union_people *p = q_union_people(r->db, r->arena, from, 0, PEOPLE_AT_ONCE, &n);
	for (size_t i = 0; i < n; i++)
		if (!move_person(r, p[i].id, from, to, why))
			return false;
	return true;
}

static bool move_children(struct req *r, int64_t from, int64_t to, const char *why)
{
	size_t n;
	struct union_children *k = q_union_children(r->db, r->arena, from, &n);
	for (size_t i = 0; i < n; i++)
		if (!unit_put_under(r, record_load(r->db, r->arena, &unit_record, k[i].id), to, why))
			return false;
	return true;
}

/* Everybody who is left, the units below, the end of the union and of its card. */
static bool finish(struct req *r, const struct union_change *c)
{
	struct union_card *card = record_load(r->db, r->arena, &union_card_record, c->card);
	struct unit_row *u = record_load(r->db, r->arena, &unit_record, c->unit);
	const char *why = why_of(r, c->target);
	card->source = union_card_of(r->db, c->target);
	return move_children(r, u->id, c->target, why) && move_people(r, u->id, c->target, why) && flow_follow(r, &unit_flow, u, "dissolve", why) &&
	       flow_follow(r, &union_card_flow, card, "merge", why);
}

bool merger_is_large(struct req *r, const struct union_change *c)
{
	size_t n;
	q_union_people(r->db, r->arena, c->unit, 0, PEOPLE_AT_ONCE + 1, &n);
	return c->kind == CHANGE_MERGE && n > PEOPLE_AT_ONCE;
}

bool merger_at_once(struct req *r, const struct union_change *c)
{
	return finish(r, c);
}

/* ---- in pieces ---- */

struct merger_place {
	struct batch_place place;
	int64_t from, to;
};

static struct batch_place *open_merger(struct app *app, struct db *read, struct arena *a, int64_t id)
{
	const struct union_change *c = record_load(read, a, &union_change_record, id);
	(void)app;
	if (!c || c->state != UNION_CHANGE_CARRYING)
		return NULL;
	int64_t approver = q_union_change_approver(read, c->id); /* what follows from the approval is in the name of who gave it */
	struct merger_place *p = NEW(a, struct merger_place);
	*p = (struct merger_place){{c->id, approver ? approver : c->asked_by, c->state, c->carried}, c->unit, c->target};
	return &p->place;
}

static struct piece *read_people(struct app *app, struct db *read, struct arena *a, struct arena *aside, const struct batch_place *at, int64_t after)
{
	const struct merger_place *m = (const struct merger_place *)at;
	struct piece *p = NEW(a, struct piece);
	struct union_people *rows = q_union_people(read, a, m->from, after, PIECE, &p->n);
	(void)app;
	(void)aside;
	p->no = NEW_N(a, int64_t, p->n + 1);
	for (size_t i = 0; i < p->n; i++)
		p->no[i] = rows[i].id;
	return p;
}

static bool write_people(struct req *r, struct piece *p)
{
	const struct merger_place *m = (const struct merger_place *)p->at;
	const char *why = why_of(r, m->to);
	for (; piece_more(p); piece_next(p)) {
		struct arena_mark mark = arena_mark(r->arena);
		if (!move_person(r, p->no[p->done], m->from, m->to, why))
			return false;
		arena_release(r->arena, mark);
	}
	return true;
}

static bool step(struct db *d, const struct batch_place *at, int64_t before, int64_t after)
{
	return q_union_change_reached(d, at->id, before, after) == 1;
}

static bool end(struct req *r, struct piece *p)
{
	struct union_change *c = record_load(r->db, r->arena, &union_change_record, p->at->id);
	if (!c || c->state != UNION_CHANGE_CARRYING)
		return false;
	return finish(r, c) && flow_follow(r, &union_change_flow, c, "carry", "");
}

static const struct piece_kind kind = {"merger of unions", open_merger, read_people, write_people, step, end};

void merger_go(struct req *r, int64_t change)
{
	piecework_go(r, &kind, change);
}

/* Regular work: mergers whose server was killed. */
void mergers_tick(struct req *r)
{
	size_t n;
	struct union_changes_carrying *x = q_union_changes_carrying(r->db, r->arena, &n);
	for (size_t i = 0; i < n; i++)
		merger_go(r, x[i].id);
}
