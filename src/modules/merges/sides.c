/* What stands in two registrations of one person, and which value goes on. */
#include <string.h>

#include "kernel/app.h"
#include "modules/merges/inside.h"
#include "modules/units/units.h"
#include "secret/secret.h"

static const char *const person_fields[] = {"name", "staff_no", "title", "sex", NULL};

static const struct field *field_at(const struct record *record, int i)
{
	return &record->fields[i];
}

/* Membership has its own form; what is sealed stands by itself. */
static bool asked_of_member(const struct field *f)
{
	return f->use & F_FORM;
}

static void add(struct req *r, struct side_line *out, size_t *n, const char *name, const char *label, const char *kept, const char *lost)
{
	if (!*kept && !*lost)
		return;
	out[(*n)++] = (struct side_line){arena_printf(r->arena, "f_%s", name), label, kept, lost, strcmp(kept, lost) == 0, !*kept};
}

static void add_field(struct req *r, struct side_line *out, size_t *n, const struct field *f, const void *kept, const void *lost)
{
	const char *a = field_show(r->arena, NULL, f, kept), *b = field_show(r->arena, NULL, f, lost);
	bool flag = f->kind == KIND_FLAG;
	add(r, out, n, f->name, f->label, flag && !field_int(f, kept) ? "" : a, flag && !field_int(f, lost) ? "" : b);
}

/* The first day of joining holds, and the unit where one still works. */
static void propose(const struct twins *p, struct side_line *out, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(out[i].name, "f_unit") == 0)
			out[i].second = p->kept->state != PERSON_ACTIVE && p->lost->state == PERSON_ACTIVE;
		else if (strcmp(out[i].name, "f_joined_on") == 0 && p->lost_member->joined_on)
			out[i].second = !p->kept_member->joined_on || p->lost_member->joined_on < p->kept_member->joined_on;
	}
}

struct side_line *side_lines(struct req *r, const struct twins *p, bool typed, size_t *n)
{
	struct side_line *out = NEW_N(r->arena, struct side_line, (size_t)member_record.n_fields + 10);
	*n = 0;
	add(r, out, n, "unit", "所在单位", unit_name(r->db, r->arena, p->kept->unit), unit_name(r->db, r->arena, p->lost->unit));
	for (const char *const *f = person_fields; *f; f++)
		add_field(r, out, n, record_field(&person_record, *f), p->kept, p->lost);
	bool same = strcmp(p->kept->mobile_hash, p->lost->mobile_hash) == 0;
	add(r, out, n, "mobile", "手机号", p->kept->mobile_mask, same ? p->kept->mobile_mask : p->lost->mobile_mask);
	if (*n && strcmp(out[*n - 1].name, "f_mobile") == 0)
		out[*n - 1].same = same;
	if (p->kept_member && p->lost_member) {
		for (int i = 0; i < member_record.n_fields; i++)
			if (asked_of_member(field_at(&member_record, i)))
				add_field(r, out, n, field_at(&member_record, i), p->kept_member, p->lost_member);
		add(r, out, n, "address", "住址", *p->kept_member->address_seal ? "已登记" : "", *p->lost_member->address_seal ? "已登记" : "");
		if (*p->kept_member->address_seal && *p->lost_member->address_seal)
			out[*n - 1].same = false; /* sealed: nobody sees whether they are equal */
	}
	propose(p, out, *n);
	for (size_t i = 0; typed && i < *n; i++)
		if (*form_get(r, out[i].name))
			out[i].second = form_int(r, out[i].name) == 2;
	return out;
}

bool side_second(struct req *r, const struct side_line *lines, size_t n, const char *name)
{
	const char *input = arena_printf(r->arena, "f_%s", name);
	for (size_t i = 0; i < n; i++)
		if (strcmp(lines[i].name, input) == 0)
			return lines[i].second && !lines[i].same;
	return false;
}

void side_copy(const struct field *f, void *to, const void *from)
{
	if (f->kind == KIND_TEXT || f->kind == KIND_LONG)
		field_set_text(f, to, field_text(f, from));
	else
		field_set_int(f, to, field_int(f, from));
}

void side_take_person(struct req *r, struct person_row *kept, const struct person_row *was, const struct side_line *lines, size_t n)
{
	const char *mobile;
	for (const char *const *f = person_fields; *f; f++)
		if (side_second(r, lines, n, *f))
			side_copy(record_field(&person_record, *f), kept, was);
	kept->pinyin = side_second(r, lines, n, "name") ? was->pinyin : kept->pinyin;
	if (side_second(r, lines, n, "unit"))
		kept->unit = was->unit;
	if (side_second(r, lines, n, "mobile") &&
	    secret_unseal(r->arena, &r->app->keys, (struct seal_place){"person", "mobile", was->id}, was->mobile_seal, &mobile) && *mobile)
		person_put_mobile(r->arena, &r->app->keys, kept, mobile);
}

void side_take_member(struct req *r, struct member *kept, const struct member *was, const struct side_line *lines, size_t n)
{
	const char *address;
	for (int i = 0; i < member_record.n_fields; i++)
		if (asked_of_member(field_at(&member_record, i)) && side_second(r, lines, n, field_at(&member_record, i)->name))
			side_copy(field_at(&member_record, i), kept, was);
	if (side_second(r, lines, n, "address") &&
	    secret_unseal(r->arena, &r->app->keys, (struct seal_place){"member", "address", was->id}, was->address_seal, &address))
		kept->address_seal = secret_seal(r->arena, &r->app->keys, (struct seal_place){"member", "address", kept->id}, address);
	if (!*kept->idkey) {
		kept->idkey = was->idkey;
		kept->id_type = was->id_type;
	}
}
