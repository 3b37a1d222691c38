/* Pages of legal aid: the list, the page of one, the worker's phone. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "labour_aids.html.h"
#include "modules/labour/mediation_view.h"

void get_legal_aids(struct req *r)
{
	list_page(r, &legal_aid_list);
}

void get_legal_aid(struct req *r)
{
	const struct legal_aid *a = r->row;
	if (a->author == r->who->person)
		see_other(r, link_to(r, "/m/aids/%lld", (long long)a->id));
	else
		matter_page(r, &legal_aid_flow, r->row);
}

void post_legal_aid(struct req *r)
{
	matter_post(r, &legal_aid_flow);
}

void legal_aid_content(struct buf *o, struct req *r, const struct matter *m)
{
	static const char *const shown[] = {"walk_in", "opponent", "means", "opinion", "refusal", "decided_on", "by", "lawyer", "firm", "handler", "appointed_on", "letter_no", "progress_on", "progress",
		"result", "ended_on", "recovered", "summary"};
	const struct legal_aid *a = (const void *)m;
	size_t n = 0, n_papers;
	struct aid_paper *papers = aid_papers_of(r, a, &n_papers);
	struct case_row *rows = NEW_N(r->arena, struct case_row, sizeof(shown) / sizeof(shown[0]));
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const struct field *f = record_field(&legal_aid_record, shown[i]);
		if (field_int(f, m) || *field_text(f, m))
			rows[n++] = (struct case_row){f->label, labour_shown(r, f, m)};
	}
	struct aid_view v = {.r = r, .here = link_to(r, "/labour/aids/%lld", (long long)a->id), .rows = rows, .n = n, .papers = papers, .n_papers = n_papers,
			     .may_attach = a->state < MATTER_CLOSED};
	tpl_legal_aid_content(o, &v);
}

/* ---- the phone ---- */

/* Those that the asker goes along with, the next to be looked after first. */
static void fill_mine(struct req *r, struct my_view *v)
{
	const struct choice *states = record_field(&legal_aid_record, "state")->choices;
	struct legal_aid_of_handler *x = q_legal_aid_of_handler(r->db, r->arena, r->who->person, &v->n_given);
	v->given = NEW_N(r->arena, struct my_mediation, v->n_given);
	for (size_t i = 0; i < v->n_given; i++) {
		const struct choice *c = choice_of(states, x[i].state);
		v->given[i] = (struct my_mediation){x[i].title, link_to(r, "/labour/aids/%lld", (long long)x[i].id), c ? c->label : "", c && c->tone ? c->tone : "mute",
			x[i].due ? arena_printf(r->arena, "%s · %s前记录进展或者结果%s", x[i].number, day_short(r->arena, x[i].due, r->today), x[i].due < r->today ? "，已逾期" : "") : x[i].number};
	}
}

/* What he already wrote when he applied for mediation. */
static struct legal_aid *from_mediation(struct req *r)
{
	static const int64_t kinds[] = {0, 1, 2, 3, 3, 3, 4, 5}; /* of legal aid, by those of a mediation */
	struct legal_aid *a = record_new(r->arena, &legal_aid_record);
	const struct mediation *m = query_int(r, "mediation") ? record_load(r->db, r->arena, &mediation_record, query_int(r, "mediation")) : NULL;
	if (!m || m->author != r->who->person)
		return a;
	a->kind = m->kind > 0 && m->kind < (int64_t)(sizeof(kinds) / sizeof(kinds[0])) ? kinds[m->kind] : 0;
	a->opponent = m->opponent;
	a->content = utf8_clip(r->arena, arena_printf(r->arena, "%s\n%s\n（调解 %s）", m->content, m->claims, m->number), 2000);
	return a;
}

static void show_my(struct req *r)
{
	struct legal_aid *a = from_mediation(r);
	struct my_view v = {.r = r, .form = {r, &legal_aid_record, a, NULL}, .kinds = legal_aid_kinds, .kind = a->kind ? a->kind : form_int(r, "kind")};
	struct legal_aid_mine *x = q_legal_aid_mine(r->db, r->arena, r->who->person, &v.n);
	const struct choice *states = record_field(&legal_aid_record, "state")->choices;
	v.mine = NEW_N(r->arena, struct my_mediation, v.n);
	for (size_t i = 0; i < v.n; i++) {
		const struct choice *c = choice_of(states, x[i].state);
		v.mine[i] = (struct my_mediation){x[i].title, link_to(r, "/m/aids/%lld", (long long)x[i].id), c ? c->label : "", c && c->tone ? c->tone : "mute",
						  arena_printf(r->arena, "%s · %s申请", x[i].number, day_short(r->arena, x[i].received_on, r->today))};
	}
	fill_mine(r, &v);
	page_begin(r, &(struct page){.title = "申请法律援助", .phone = true, .back = "/m"});
	tpl_my_aid(r->out, &v);
	page_end(r);
}

void get_my_aid(struct req *r)
{
	show_my(r);
}

void post_my_aid(struct req *r)
{
	static const char *const names[] = {"opponent", "means", "content"};
	struct legal_aid *a = record_new(r->arena, &legal_aid_record);
	struct field kind = *record_field(&legal_aid_record, "kind");
	kind.use |= F_NEED;
	field_read(&r->problems, &kind, form_get(r, "kind"), a);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		field_read(&r->problems, record_field(&legal_aid_record, names[i]), form_get(r, names[i]), a);
	if (r->problems.n) {
		show_my(r);
		answer_status(r, 422);
		return;
	}
	a->unit = matter_house(r, r->who->unit);
	a->author = r->who->person;
	if (!a->unit)
		refuse(r, 409, "没有找到你所在的工会，请联系工会干部核对你的所在单位。");
	else if (legal_aid_make(r, a))
		see_other(r, link_to(r, "/m/aids/%lld?new=1", (long long)a->id));
}

static const char *typed_into(struct req *r, const char *verb)
{
	return r->problems.n && r->word && strcmp(r->word, verb) == 0 ? form_get(r, "reason") : "";
}

void legal_aid_track_page(struct req *r, const void *row)
{
	const struct flow *outer = r->flow;
	const struct legal_aid *a = row;
	r->flow = &legal_aid_flow;
	struct aid_track v = {.r = r, .a = a, .x = row, .here = link_to(r, "/m/aids/%lld", (long long)a->id), .next = matter_next(r, row),
			      .states = record_field(&legal_aid_record, "state")->choices, .fresh = query_int(r, "new") == 1, .author = a->author == r->who->person,
			      .due = a->due && (MATTER_OPEN & 1u << a->state) ? day_short(r->arena, a->due, r->today) : "", .typed_say = typed_into(r, "say"),
			      .typed_why = typed_into(r, "withdraw"), .handler = a->handler ? record_title(r->db, r->arena, &person_record, a->handler) : "",
			      .result = choice_label(record_field(&legal_aid_record, "result")->choices, a->result)};
	v.papers = aid_papers_of(r, a, &v.n_papers);
	v.rate = labour_rating_of(r, &legal_aid_flow, row, v.here);
	v.may_say = a->state < MATTER_CLOSED;
	v.may_withdraw = v.author && (a->state == MATTER_RECEIVED || a->state == MATTER_SORTED);
	page_begin(r, &(struct page){.title = "法律援助进度", .phone = true, .back = "/m/aid"});
	tpl_aid_track(r->out, &v);
	page_end(r);
	r->flow = outer;
}

void get_aid_track(struct req *r)
{
	legal_aid_track_page(r, r->row);
}

void post_aid_track(struct req *r)
{
	if (matter_own_step(r, &legal_aid_flow))
		matter_post(r, &legal_aid_flow);
}
