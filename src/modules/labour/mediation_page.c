/* Pages of mediations: list, desk, page of one, the worker's phone. */
#include <string.h>

#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "labour_mediations.html.h"
#include "modules/labour/mediation_view.h"

void get_mediations(struct req *r)
{
	list_page(r, &mediation_list);
}

void get_mediation(struct req *r)
{
	const struct mediation *m = r->row;
	if (m->author == r->who->person)
		see_other(r, link_to(r, "/m/mediations/%lld", (long long)m->id));
	else
		matter_page(r, &mediation_flow, r->row);
}

void post_mediation(struct req *r)
{
	matter_post(r, &mediation_flow);
}

/* ---- an application ---- */

static bool read_application(struct req *r, struct mediation *m)
{
	static const char *const names[] = {"opponent", "claims", "content"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		field_read(&r->problems, record_field(&mediation_record, names[i]), form_get(r, names[i]), m);
	struct field kind = *record_field(&mediation_record, "kind");
	kind.use |= F_NEED;
	field_read(&r->problems, &kind, form_get(r, "kind"), m);
	return r->problems.n == 0;
}

/* Its title names no person: it stands in lists and inboxes. */
static bool make(struct req *r, struct mediation *m)
{
	struct deadline d = {r->today, policy_get(r, "mediation.arbitrate_days", m->unit, r->today).value, 0, DEADLINE_DAYS, NULL, 0};
	m->title = arena_printf(r->arena, "%s争议", choice_label(mediation_kinds, m->kind));
	m->level = 1;
	m->lead = m->unit;
	m->arbitrate_on = deadline_due(&d, NULL);
	return matter_create(r, &mediation_flow, m, false);
}

static void show_form(struct req *r, int64_t unit)
{
	struct policy_value days = policy_get(r, "mediation.days", unit, r->today);
	struct mediation_form v = {.r = r, .form = {r, &mediation_record, NULL, NULL}, .panel = mediation_panel_lacks(r, unit), .days = days.value,
				   .days_source = days.source, .author = form_int(r, "author")};
	v.people = options_people(r, unit, &v.n_people);
	page_begin(r, &(struct page){.title = "登记调解申请", .nav = "/labour/mediations", .crumbs = {{"劳动争议调解", "/labour/mediations"}}});
	tpl_mediation_form(r->out, &v);
	page_end(r);
}

void get_mediation_new(struct req *r)
{
	int64_t unit = union_of_right_or_refuse(r, "mediation.desk");
	if (unit)
		show_form(r, unit);
}

static bool of_unit(struct req *r, int64_t unit, int64_t person)
{
	size_t n;
	struct option *people = options_people(r, unit, &n);
	for (size_t i = 0; i < n; i++)
		if (people[i].value == person)
			return true;
	return false;
}

void post_mediation_new(struct req *r)
{
	struct mediation *m = record_new(r->arena, &mediation_record);
	m->unit = union_of_right_or_refuse(r, "mediation.desk");
	if (!m->unit)
		return;
	m->author = form_int(r, "author");
	read_application(r, m);
	if (!m->author || !of_unit(r, m->unit, m->author))
		problem_add(&r->problems, "author", "请选择申请人。");
	if (r->problems.n) {
		show_form(r, m->unit);
		answer_status(r, 422);
	} else if (make(r, m)) {
		see_other_saying(r, link_to(r, "/labour/mediations/%lld", (long long)m->id), "已登记。三个工作日内决定是否受理。");
	}
}

void post_mediation_files(struct req *r)
{
	const struct mediation *m = r->row;
	if (m->state >= MATTER_CLOSED && m->state != MATTER_KEPT)
		refuse(r, 409, "已经结束，不能再添加材料。");
	else if (files_attach(r, &mediation_record, m->id, m->unit))
		see_other_saying(r, link_to(r, "/labour/mediations/%lld", (long long)m->id), "材料已保存。");
}

/* ---- what only mediation has, on the page of one ---- */

void mediation_content(struct buf *o, struct req *r, const struct matter *x)
{
	static const char *const shown[] = {"opponent", "claims", "respondent", "accepted_on", "mediator1", "mediator2", "heard_on", "place", "record", "result", "agreed_on", "terms",
		"perform_by", "signed_on", "confirm_by", "kept", "kept_on", "ground", "refusal", "failure", "ended_on", "told_on", "paper_no"};
	const struct mediation *m = (const void *)x;
	size_t n;
	struct mediation_view v = {.r = r, .m = m, .here = link_to(r, "/labour/mediations/%lld", (long long)m->id), .papers = mediation_papers_of(r, m, &n), .past = r->today > m->arbitrate_on,
				   .arbitrate = day_short(r->arena, m->arbitrate_on, r->today)};
	v.rows = NEW_N(r->arena, struct case_row, sizeof(shown) / sizeof(shown[0]));
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const struct field *f = record_field(&mediation_record, shown[i]);
		if (field_int(f, m) || *field_text(f, m))
			v.rows[v.n++] = (struct case_row){f->label, labour_shown(r, f, m)};
	}
	v.n_papers = n;
	v.may_attach = (m->state < MATTER_CLOSED || m->state == MATTER_KEPT) && may_row(r, "mediation.handle", &mediation_record, m);
	tpl_mediation_content(o, &v);
}

/* ---- the phone ---- */

static void show_my(struct req *r)
{
	int64_t unit = matter_house(r, r->who->unit);
	struct my_view v = {.r = r, .form = {r, &mediation_record, NULL, NULL}, .kinds = mediation_kinds, .kind = form_int(r, "kind")};
	struct mediation_mine *x = q_mediation_mine(r->db, r->arena, r->who->person, &v.n);
	const struct choice *states = record_field(&mediation_record, "state")->choices;
	v.mine = NEW_N(r->arena, struct my_mediation, v.n);
	for (size_t i = 0; i < v.n; i++) {
		const struct choice *c = choice_of(states, x[i].state);
		v.mine[i] = (struct my_mediation){x[i].title, link_to(r, "/m/mediations/%lld", (long long)x[i].id), c ? c->label : "", c && c->tone ? c->tone : "mute",
						  arena_printf(r->arena, "%s · %s申请", x[i].number, day_short(r->arena, x[i].received_on, r->today))};
	}
	v.opponent = r->x->method == METHOD_POST ? form_get(r, "opponent") : "";
	(void)unit;
	page_begin(r, &(struct page){.title = "申请劳动争议调解", .phone = true, .back = "/m"});
	tpl_my_mediation(r->out, &v);
	page_end(r);
}

void get_my_mediation(struct req *r)
{
	show_my(r);
}

void post_my_mediation(struct req *r)
{
	struct mediation *m = record_new(r->arena, &mediation_record);
	m->unit = matter_house(r, r->who->unit);
	m->author = r->who->person;
	if (!read_application(r, m)) {
		show_my(r);
		answer_status(r, 422);
	} else if (!m->unit) {
		refuse(r, 409, "没有找到你所在的工会，请联系工会干部核对你的所在单位。");
	} else if (make(r, m)) {
		see_other(r, link_to(r, "/m/mediations/%lld?new=1", (long long)m->id));
	}
}

static const char *typed_into(struct req *r, const char *verb)
{
	return r->problems.n && r->word && strcmp(r->word, verb) == 0 ? form_get(r, "reason") : "";
}

struct own_rating labour_rating_of(struct req *r, const struct flow *f, const struct matter *m, const char *here)
{
	struct own_rating x = {.here = here, .typed = typed_into(r, "rate")};
	bool own = m->author && m->author == r->who->person;
	x.asked = own && m->state == MATTER_CLOSED && m->replied_on && !m->rated;
	x.may_change = own && matter_rerate(r, f, m, &x.now);
	return x;
}

void labour_own_rating(struct buf *o, struct req *r, const struct own_rating *x)
{
	tpl_own_rating(o, r, x);
}

static const char *names(struct req *r, const struct mediation *m)
{
	const char *one = m->mediator1 ? record_title(r->db, r->arena, &person_record, m->mediator1) : "";
	return m->mediator2 ? arena_printf(r->arena, "%s、%s", one, record_title(r->db, r->arena, &person_record, m->mediator2)) : one;
}

void mediation_track_page(struct req *r, const void *row)
{
	const struct flow *outer = r->flow;
	const struct mediation *m = row;
	const struct matter *x = row;
	r->flow = &mediation_flow;
	struct deadline d = matter_deadline(r, "mediation", x);
	struct mediation_track v = {.r = r, .m = m, .x = x, .here = link_to(r, "/m/mediations/%lld", (long long)m->id), .next = matter_next(r, x),
				    .timed = m->due && (MATTER_OPEN & 1u << m->state), .left = m->amount ? deadline_left_text(r->arena, &d, r->today) : "",
				    .due = m->due ? day_short(r->arena, m->due, r->today) : "", .mediators = names(r, m), .kind = choice_label(mediation_kinds, m->kind),
				    .arbitrate = day_short(r->arena, m->arbitrate_on, r->today), .past = r->today > m->arbitrate_on && m->result != MEDIATION_AGREED,
				    .states = record_field(&mediation_record, "state")->choices, .fresh = query_int(r, "new") == 1, .author = m->author == r->who->person,
				    .typed_say = typed_into(r, "say"), .typed_why = typed_into(r, "withdraw")};
	v.papers = mediation_papers_of(r, m, &v.n_papers);
	/* the way on leads to arbitration: with a lawyer, if he cannot pay one */
	v.may_aid = v.author && (m->state == MATTER_REFUSED || m->result == MEDIATION_FAILED || v.past || m->kept == 2);
	v.rate = labour_rating_of(r, &mediation_flow, x, v.here);
	v.may_say = m->state < MATTER_CLOSED || m->state == MATTER_KEPT;
	v.may_withdraw = v.author && m->state <= MATTER_WORKING && m->state != MATTER_SENT;
	page_begin(r, &(struct page){.title = "调解进度", .phone = true, .back = "/m/mediation"});
	tpl_mediation_track(r->out, &v);
	page_end(r);
	r->flow = outer;
}

void get_mediation_track(struct req *r)
{
	mediation_track_page(r, r->row);
}

/* What a party does; everything else goes by the page of the mediators. */
void post_mediation_track(struct req *r)
{
	if (matter_own_step(r, &mediation_flow))
		matter_post(r, &mediation_flow);
}
