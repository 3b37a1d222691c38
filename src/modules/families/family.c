/* Reading, checking, sealing and erasing a member of a family. */
#include "families.sql.h"

#include <string.h>

#include "kernel/app.h"
#include "modules/families/inside.h"
#include "secret/id.h"
#include "secret/secret.h"
#include "text/idcheck.h"
#include "text/money.h"

enum { EVENTS_MOST = 1000, EARLIEST = 1900 };

/* ---- for others ---- */

struct family_member **family_of(struct db *d, struct arena *a, int64_t person, size_t *n)
{
	struct family_ids *x = q_family_ids(d, a, person, n);
	struct family_member **out = NEW_N(a, struct family_member *, *n + 1);
	for (size_t i = 0; i < *n; i++)
		out[i] = record_load(d, a, &family_record, x[i].id);
	return out;
}

int64_t family_size(struct db *d, int64_t person)
{
	return 1 + q_family_together(d, person);
}

int64_t family_elsewhere(struct db *d, const char *idno_hash, int64_t person)
{
	return *idno_hash ? q_family_number_elsewhere(d, idno_hash, person) : 0;
}

void family_seen(struct req *r, int64_t person, int64_t unit, const char *reason)
{
	event_add(r, &(struct event){.unit = unit, .record = "person", .row_id = person, .verb = "family",
				     .note = arena_printf(r->arena, "查看家庭成员：%s", reason)});
}

/* ---- what is sealed ---- */

static struct seal_place care_place(int64_t id)
{
	return (struct seal_place){"family_member", "care", id};
}

bool family_care_read(struct arena *a, const struct keyring *k, const struct family_member *m, struct family_care *out)
{
	const char *plain;
	*out = (struct family_care){.income = -1, .note = ""};
	if (!*m->care_seal || !secret_unseal(a, k, care_place(m->id), m->care_seal, &plain))
		return false;
	struct str rest = str_of(plain);
	str_int(str_cut(&rest, '|'), &out->health);
	str_int(str_cut(&rest, '|'), &out->income);
	out->note = str_dup(a, rest);
	return true;
}

static void put_care(struct req *r, struct family_member *m, const struct family_care *c)
{
	bool nothing = !c->health && c->income < 0 && !*c->note;
	m->care_seal = nothing ? "" : secret_seal(r->arena, &r->app->keys, care_place(m->id),
		arena_printf(r->arena, "%lld|%lld|%s", (long long)c->health, (long long)c->income, c->note));
}

/* ---- the form ---- */

static void read_number(struct req *r, struct family_member *m)
{
	struct id_number id;
	const char *typed = form_get(r, "idno");
	if (!*typed)
		return;
	const char *why = id_number_read(r->arena, typed, r->today, &id);
	if (why) {
		problem_add(&r->problems, "idno", "%s", why);
		return;
	}
	const char *hash = secret_number_hash(r->arena, &r->app->keys, "person.idno", id.text);
	const struct person_row *p = record_load(r->db, r->arena, &person_record, m->person);
	if (p && strcmp(p->idno_hash, hash) == 0)
		problem_add(&r->problems, "idno", "这是本人的身份证号，请填家庭成员的。");
	else if (q_family_number_here(r->db, m->person, hash, m->id))
		problem_add(&r->problems, "idno", "这个身份证号已登记为另一名家庭成员。");
	int64_t year = day_civil(id.birth).year;
	if (m->birth_year && m->birth_year != year)
		problem_add(&r->problems, "birth_year", "出生年份与身份证号不一致，号码里是 %lld 年。", (long long)year);
	m->birth_year = year;
	m->idno_mask = mask_id_number(r->arena, id.text);
	m->idno_hash = hash;
	m->idno_seal = secret_seal(r->arena, &r->app->keys, (struct seal_place){"family_member", "idno", m->id}, id.text);
}

static void read_care(struct req *r, struct family_member *m)
{
	struct family_care c = {.health = form_int(r, "health"), .income = -1, .note = form_get(r, "note")};
	const char *income = form_get(r, "income");
	if (c.health && !choice_of(family_healths, c.health))
		problem_add(&r->problems, "health", "请从列表里选择健康状况。");
	if (*income && money_read(r->arena, income, &c.income))
		problem_add(&r->problems, "income", "月收入请填数字，例如 3200。没有收入填 0。");
	if (strlen(c.note) > 600)
		problem_add(&r->problems, "note", "说明请在 200 字以内。");
	put_care(r, m, &c);
}

bool family_read(struct req *r, struct family_member *m, bool care)
{
	if (!m->id)
		m->id = id_new();
	form_read(r, &family_record, m);
	int64_t this_year = day_civil(r->today).year;
	if (m->birth_year && (m->birth_year < EARLIEST || m->birth_year > this_year))
		problem_add(&r->problems, "birth_year", "出生年份请填 %d 到 %lld。", EARLIEST, (long long)this_year);
	read_number(r, m);
	if (care)
		read_care(r, m);
	if (m->head)
		m->together = true;
	if (!m->birth_year && !problem_of(&r->problems, "idno"))
		problem_add(&r->problems, "birth_year", "请填写出生年份或身份证号。");
	if (!m->version && !form_has(r, "agree"))
		problem_add(&r->problems, "agree", "登记家人的信息，要先告知家人并得到同意。");
	if (!m->version && q_family_count(r->db, m->person) >= FAMILY_MOST)
		problem_add(&r->problems, "name", "最多登记 %d 名家庭成员。", FAMILY_MOST);
	return !r->problems.n;
}

struct family_typed family_typed_of(struct req *r, const struct family_member *m, bool back)
{
	struct family_care c;
	if (back)
		return (struct family_typed){form_get(r, "idno"), form_get(r, "income"), form_get(r, "note"), form_int(r, "health")};
	if (!m || !family_care_read(r->arena, &r->app->keys, m, &c))
		return (struct family_typed){"", "", "", 0};
	return (struct family_typed){"", c.income < 0 ? "" : money_text(r->arena, c.income), c.note, c.health};
}

/* One head: the mark moves from whoever had it. */
static bool only_head(struct req *r, const struct family_member *m)
{
	size_t n;
	struct family_member **all = family_of(r->db, r->arena, m->person, &n);
	for (size_t i = 0; i < n && m->head; i++) {
		if (all[i]->id == m->id || !all[i]->head)
			continue;
		all[i]->head = false;
		if (!flow_follow(r, &family_flow, all[i], "own", ""))
			return false;
	}
	return true;
}

bool family_write(struct req *r, struct family_member *m, const char *note)
{
	if (!only_head(r, m))
		return false;
	return m->version ? flow_follow(r, &family_flow, m, "own", note) : flow_create(r, &family_flow, m, note);
}

bool family_erase(struct req *r, struct family_member *m, const char *note)
{
	size_t n;
	m->name = m->idno_mask = m->idno_seal = m->idno_hash = m->care_seal = "";
	m->relation = m->birth_year = 0;
	m->together = m->head = false;
	if (!flow_follow(r, &family_flow, m, "erase", note))
		return false;
	struct event *e = events_of(r->db, r->arena, family_record.name, m->id, EVENTS_MOST, &n);
	for (size_t i = 0; i < n; i++)
		event_forget(r->db, e[i].id);
	return true;
}

/* ---- as pages show it ---- */

static void open_line(struct req *r, struct family_line *x)
{
	struct family_care c;
	x->elsewhere = family_elsewhere(r->db, x->m->idno_hash, x->m->person);
	if (!family_care_read(r->arena, &r->app->keys, x->m, &c))
		return;
	x->health = choice_label(family_healths, c.health);
	x->income = c.income < 0 ? "" : arena_printf(r->arena, "每月 %s 元", money_text(r->arena, c.income));
	x->note = c.note;
}

struct family_line *family_lines(struct req *r, int64_t person, bool care, size_t *n)
{
	struct family_member **m = family_of(r->db, r->arena, person, n);
	struct family_line *out = NEW_N(r->arena, struct family_line, *n + 1);
	for (size_t i = 0; i < *n; i++) {
		out[i] = (struct family_line){.m = m[i], .relation = choice_label(family_relations, m[i]->relation), .health = "", .income = "", .note = "",
			.born = m[i]->birth_year ? arena_printf(r->arena, "%lld 年生", (long long)m[i]->birth_year) : "",
			.idno = m[i]->idno_mask, .masked = mask_name(r->arena, m[i]->name), .form = {r, &family_record, m[i], NULL}};
		if (care)
			open_line(r, &out[i]);
	}
	return out;
}
