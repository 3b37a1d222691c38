#include "kernel/rights.h"

#include <string.h>

#include "kernel/app.h"
#include "kernel/unit.h"
#include "kernel.sql.h"

const struct choice role_choices[] = {
	{ROLE_WORKER, "职工", NULL},
	{ROLE_REP, "职工代表", NULL},
	{ROLE_HANDLER, "承办人员", NULL},
	{ROLE_CADRE, "工会干部", NULL},
	{ROLE_CHAIR, "工会主席", NULL},
	{ROLE_AUDITOR, "经审委员", NULL},
	{ROLE_FEDERATION, "总工会干部", NULL},
	{ROLE_SYSTEM, "系统管理员", NULL},
	{ROLE_SECURITY, "安全管理员", NULL},
	{ROLE_AUDIT_ADMIN, "审计管理员", NULL},
	{0},
};

bool path_covers(const char *upper, const char *path)
{
	size_t n = strlen(upper);
	return n && strncmp(upper, path, n) == 0; /* both end with '/': whole ids only */
}

bool may_path(const struct who *who, const struct right *right, const char *path)
{
	for (size_t i = 0; who && i < who->n_grants; i++) {
		const struct grant *g = &who->grants[i];
		unsigned role = BIT(g->role);
		if ((right->here & role) && strcmp(g->path, path) == 0)
			return true;
		if ((right->below & role) && path_covers(g->path, path))
			return true;
		if ((right->above & role) && path_covers(path, g->path))
			return true;
	}
	return false;
}

static bool has_member_role(const struct who *who)
{
	for (size_t i = 0; who && i < who->n_grants; i++)
		if (BIT(who->grants[i].role) & MEMBERS)
			return true;
	return false;
}

/* By a post, for the units that lie in its scope. */
static bool may_somewhere(const struct who *who, const struct right *right)
{
	for (size_t i = 0; who && i < who->n_grants; i++)
		if ((right->here | right->below | right->above) & BIT(who->grants[i].role))
			return true;
	return false;
}

bool may_anywhere(const struct who *who, const struct right *right)
{
	/* who is named in a row holds the right there; the row decides */
	return may_somewhere(who, right) || ((right->party & PARTY_PEOPLE) && has_member_role(who));
}

/* The posts of the asker were read with their units a moment ago; none was written since, nor any unit (session_tables). */
static const char *path_of(struct req *r, int64_t unit)
{
	for (size_t i = 0; r->who && i < r->who->n_grants; i++)
		if (r->who->grants[i].unit == unit)
			return r->who->grants[i].path;
	return unit_path(r->db, r->arena, unit);
}

bool may(struct req *r, const char *right, int64_t unit)
{
	const struct right *x = right_of(r->app, right);
	if (r->system)
		return true;
	if (!unit)
		return may_anywhere(r->who, x);
	return may_path(r->who, x, path_of(r, unit));
}

/* Who holds the right at other units is told so: his own chair cannot help him with another union's rows. unit 0: none was asked for. */
static void refuse_right(struct req *r, const char *right, int64_t unit)
{
	const struct right *x = right_of(r->app, right);
	refuse(r, 403, unit && may_somewhere(r->who, x) ? "你的“%s”的权限不包括这个单位。如确需办理，请联系它的工会，或者共同的上级工会。" :
						  "你没有“%s”的权限。如确需办理，请联系本单位工会主席。", x->label);
}

bool may_or_refuse(struct req *r, const char *right, int64_t unit)
{
	if (may(r, right, unit))
		return true;
	refuse_right(r, right, unit);
	return false;
}

static bool among(const int64_t *units, size_t n, int64_t unit)
{
	for (size_t i = 0; i < n; i++)
		if (units[i] == unit)
			return true;
	return false;
}

static size_t units_held(struct req *r, const char *right, int64_t (*of)(struct req *r, int64_t unit), int64_t *units)
{
	size_t n = 0, n_asked = 0;
	int64_t *asked = NEW_N(r->arena, int64_t, r->who->n_grants + 1);
	for (size_t i = 0; i <= r->who->n_grants; i++) {
		int64_t at = i < r->who->n_grants ? r->who->grants[i].unit : r->who->unit;
		if (among(asked, n_asked, at)) /* several posts at one place, his own among them */
			continue;
		int64_t unit = of(r, asked[n_asked++] = at);
		if (unit && !among(units, n, unit) && may(r, right, unit)) /* of 0 every right would do */
			units[n++] = unit;
	}
	return n;
}

int64_t unit_of_right(struct req *r, const char *right, int64_t (*of)(struct req *r, int64_t unit))
{
	struct places *p = NEW(r->arena, struct places);
	int64_t asked = form_int(r, "at_union") ? form_int(r, "at_union") : query_int(r, "at_union");
	p->units = units_of_right(r, right, of, &p->n);
	if (p->n < 2)
		return p->n ? p->units[0] : 0;
	p->chosen = among(p->units, p->n, asked) ? asked : p->units[0];
	r->places = p;
	return p->chosen;
}

int64_t *units_of_right(struct req *r, const char *right, int64_t (*of)(struct req *r, int64_t unit), size_t *n)
{
	int64_t *units = NEW_N(r->arena, int64_t, r->who->n_grants + 1);
	*n = units_held(r, right, of, units);
	return units;
}

static int64_t union_of(struct req *r, int64_t unit)
{
	return unit_union(r->db, r->arena, unit);
}

int64_t union_of_right(struct req *r, const char *right)
{
	return unit_of_right(r, right, union_of);
}

int64_t union_of_right_or_refuse(struct req *r, const char *right)
{
	int64_t unit = union_of_right(r, right);
	if (!unit)
		refuse_right(r, right, 0);
	return unit;
}

int64_t union_asked_or_refuse(struct req *r, const char *right)
{
	int64_t asked = query_int(r, "unit"), own = union_of_right(r, right);
	if (asked && r->places) {
		struct places *p = arena_memdup(r->arena, r->places, sizeof(*p));
		p->chosen = asked;
		r->places = p;
	}
	if (!asked && !own)
		refuse_right(r, right, 0);
	return asked ? asked : own;
}

void party_unit(struct req *r, const struct record *record, int64_t row_id, int relation, int64_t unit)
{
	q_party_add(r->db, record->name, row_id, relation, 0, unit, r->now);
}

void party_unit_end(struct req *r, const struct record *record, int64_t row_id, int relation, int64_t unit)
{
	q_party_drop(r->db, record->name, row_id, relation, 0, unit);
}

void party_person(struct req *r, const struct record *record, int64_t row_id, int relation, int64_t before, int64_t person)
{
	if (before == person)
		return;
	if (before)
		q_party_drop(r->db, record->name, row_id, relation, before, 0);
	if (person)
		q_party_add(r->db, record->name, row_id, relation, person, 0, r->now);
}

/* A party to the row itself, or to the row it stands under (evidence under its task). */
static bool is_party(struct req *r, const struct right *x, const struct record *record, const void *row)
{
	const struct head *h = row;
	size_t n;
	struct party_units *p = q_party_units(r->db, r->arena, record->name, h->id, &n);
	for (size_t i = 0; i < n; i++)
		if ((x->party & BIT(p[i].relation)) && may_path(r->who, x, p[i].path))
			return true;
	for (int relation = PARTY_OWNER; r->who && relation <= PARTY_INVITED; relation++)
		if ((x->party & PARTY_PEOPLE & BIT(relation)) &&
		    q_party_is(r->db, record->name, h->id, relation, r->who->person))
			return true;
	const struct flow *f = flow_of(r->app, record->name);
	const struct field *under = f && f->under ? record_field(record, f->under) : NULL;
	const void *above = under ? record_load(r->db, r->arena, under->ref, field_int(under, row)) : NULL;
	return above && is_party(r, x, under->ref, above);
}

bool may_row(struct req *r, const char *right, const struct record *record, const void *row)
{
	const struct right *x = right_of(r->app, right);
	if (may(r, right, ((const struct head *)row)->unit))
		return true;
	return x->party && is_party(r, x, record, row);
}

bool may_row_or_refuse(struct req *r, const char *right, const struct record *record, const void *row)
{
	if (may_row(r, right, record, row))
		return true;
	return may_or_refuse(r, right, ((const struct head *)row)->unit);
}

bool has_role(const struct who *who, int role)
{
	for (size_t i = 0; who && i < who->n_grants; i++)
		if (who->grants[i].role == role)
			return true;
	return false;
}

static void add_unit(struct scope *s, int64_t unit)
{
	for (size_t i = 0; i < s->n_units; i++)
		if (s->units[i] == unit)
			return;
	s->units[s->n_units++] = unit;
}

static void add_tree(struct scope *s, const char *path)
{
	for (size_t i = 0; i < s->n_trees; i++)
		if (path_covers(s->trees[i], path))
			return;
	s->trees[s->n_trees++] = path;
}

/* The ids in a path: the unit and all above it. */
static void add_path_units(struct scope *s, const char *path)
{
	struct str rest = str_skip(str_of(path), 1);
	int64_t id;
	while (rest.n)
		if (str_int(str_cut(&rest, '/'), &id))
			add_unit(s, id);
}

struct scope scope_of(struct req *r, const char *right)
{
	const struct right *x = right_of(r->app, right);
	size_t n = r->who ? r->who->n_grants : 0;
	struct scope s = {NEW_N(r->arena, const char *, n), 0, NEW_N(r->arena, int64_t, n * 20), 0};
	for (size_t i = 0; i < n; i++) {
		const struct grant *g = &r->who->grants[i];
		unsigned role = BIT(g->role);
		if (x->below & role)
			add_tree(&s, g->path);
		else if (x->here & role)
			add_unit(&s, g->unit);
		if (x->above & role)
			add_path_units(&s, g->path);
	}
	return s;
}

bool scope_is_wide(struct req *r, const struct scope *s)
{
	for (size_t t = 0; t < s->n_trees; t++)
		if (unit_tree_is_wide(r->db, r->arena, s->trees[t]))
			return true;
	return false;
}

const char *scope_sql(struct req *r, const struct scope *s, const char *path, const char *unit)
{
	struct buf b = buf_in(r->arena);
	if (!s->n_trees && !s->n_units)
		return " and 1 = 0";
	buf_puts(&b, " and (");
	for (size_t i = 0; i < s->n_trees; i++) /* paths hold digits and slashes only */
		buf_printf(&b, "%s(%s >= '%s' and %s < '%s')", i ? " or " : "", path, s->trees[i], path,
			   path_end(r->arena, s->trees[i]));
	for (size_t i = 0; i < s->n_units; i++)
		buf_printf(&b, "%s%lld", i ? ", " : s->n_trees ? arena_printf(r->arena, " or %s in (", unit) :
			   arena_printf(r->arena, "%s in (", unit), (long long)s->units[i]);
	buf_puts(&b, s->n_units ? "))" : ")");
	return buf_text(&b);
}
