/* The worker's phone: raise in three taps, follow, answer, rate. */
#include <string.h>

#include "appeals.sql.h"
#include "engines/matter_inside.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/appeals/phone_view.h"
#include "office.html.h"
#include "phone_appeals.html.h"

void get_ask(struct req *r)
{
	show_ask(r, "/m/ask", false);
}

void fill_similar(struct req *r, struct ask_view *v)
{
	v->asked = v->anonymous ? form_get(r, "q") : query_get(r, "q");
	v->searched = *v->asked && (!v->anonymous || v->unit);
	if (v->searched)
		v->answers = v->anonymous ? answers_of_union(r, v->unit, v->asked, &v->n_answers) : answers_found(r, v->asked, &v->n_answers);
}

void show_ask(struct req *r, const char *action, bool anonymous)
{
	int64_t unit = anonymous ? anon_unit(r) : matter_house(r, r->who->unit);
	struct ask_view v = {.r = r, .action = action, .anonymous = anonymous, .form = {r, &appeal_record, NULL, NULL}, .kinds = appeal_kinds,
			     .unit = unit, .unit_name = unit ? unit_name(r->db, r->arena, unit) : "", .mode = (int)form_int(r, "mode"),
			     .place = *form_get(r, "place") ? form_get(r, "place") : query_get(r, "place"), .content = form_get(r, "content"),
			     .phone = form_get(r, "phone"), .kind = form_int(r, "kind"), .despair = risk_of(r->arena, form_get(r, "content")) == RISK_DESPAIR};
	v.days = policy_get(r, "appeal.days", unit, r->today).value;
	if (!v.mode)
		v.mode = APPEAL_DISCREET;
	if (anonymous)
		fill_receipt(r, &v);
	fill_similar(r, &v);
	page_begin(r, &(struct page){.title = anonymous ? "匿名提诉求" : "提诉求", .phone = true, .back = anonymous ? NULL : "/m"});
	tpl_appeal_ask(r->out, &v);
	page_end(r);
}

/* What comes next, said in the order in which it happens. */
void show_done(struct req *r, const struct appeal *a, const char *code, const char *pin)
{
	struct done_view v = {.r = r, .number = a->number, .code = code, .pin = pin, .unit = unit_name(r->db, r->arena, a->unit),
			      .due = day_short(r->arena, a->due, r->today), .despair = appeal_despair(r, a),
			      .track = link_to(r, "/m/appeals/%lld", (long long)a->id), .anonymous = a->mode == APPEAL_ANONYMOUS};
	page_begin(r, &(struct page){.title = "提诉求", .phone = true, .back = code ? NULL : "/m"});
	tpl_appeal_done(r->out, &v);
	page_end(r);
}

void post_ask(struct req *r)
{
	struct appeal *a = record_new(r->arena, &appeal_record);
	bool good = appeal_read(r, a);
	a->mode = form_int(r, "mode");
	if (a->mode != APPEAL_NAMED && a->mode != APPEAL_DISCREET) {
		problem_add(&r->problems, "mode", "请选择实名或保密；匿名请从“匿名提交”进入。");
		good = false;
	}
	a->unit = matter_house(r, r->who->unit);
	a->author = r->who->person;
	a->source = APPEAL_PHONE;
	if (!good || !may_or_refuse(r, "appeal.submit", r->who->unit)) {
		if (r->answered)
			return;
		show_ask(r, "/m/ask", false);
		answer_status(r, 422);
		return;
	}
	if (!a->unit) {
		refuse(r, 409, "没有找到你所在的工会，请联系工会干部核对你的所在单位。");
		return;
	}
	int64_t twin = q_appeal_twin(r->db, a->author, r->today, a->content);
	if (twin)
		see_other_saying(r, link_to(r, "/m/appeals/%lld", (long long)twin), "今天已经提交过同样的内容，没有再提交一次。要补充的写在“补充说明”里。");
	else if (appeal_make(r, a))
		see_other(r, link_to(r, "/m/appeals/%lld?new=1", (long long)a->id));
}

/* ---- my appeals ---- */

void get_mine(struct req *r)
{
	size_t n;
	struct appeal_mine *rows = q_appeal_mine(r->db, r->arena, r->who->person, &n);
	struct mine_line *lines = NEW_N(r->arena, struct mine_line, n);
	const struct choice *states = record_field(&appeal_record, "state")->choices;
	for (size_t i = 0; i < n; i++) {
		const struct choice *c = choice_of(states, rows[i].state);
		lines[i] = (struct mine_line){
			.title = rows[i].title, .href = link_to(r, "/m/appeals/%lld", (long long)rows[i].id), .state = c ? c->label : "",
			.tone = c && c->tone ? c->tone : "mute",
			.note = arena_printf(r->arena, "%s · %s提交", rows[i].number, day_short(r->arena, rows[i].received_on, r->today))};
	}
	page_begin(r, &(struct page){.title = "我的诉求", .phone = true, .back = "/m"});
	tpl_appeal_mine(r->out, lines, n);
	page_end(r);
}

/* ---- one of them ---- */

static const char *lead_of(struct req *r, const struct appeal *a)
{
	return a->lead ? unit_name(r->db, r->arena, a->lead) : "";
}

static const char *typed_into(struct req *r, const char *verb)
{
	return r->problems.n && r->word && strcmp(r->word, verb) == 0 ? form_get(r, "reason") : "";
}

void track_page(struct req *r, const struct appeal *a, struct track_view *v)
{
	const struct flow *outer = r->flow;
	const struct matter *m = (const void *)a;
	r->flow = &appeal_flow;
	v->r = r;
	v->a = a;
	v->m = m;
	v->states = record_field(&appeal_record, "state")->choices;
	v->kind = choice_label(appeal_kinds, a->kind);
	v->lead = lead_of(r, a);
	v->submitted = day_short(r->arena, a->received_on, r->today);
	struct deadline d = matter_deadline(r, "appeal", m);
	v->timed = a->due && (MATTER_OPEN & 1u << a->state);
	v->left = a->amount ? deadline_left_text(r->arena, &d, r->today) : "";
	v->due = a->due ? day_short(r->arena, a->due, r->today) : "";
	int used = deadline_used(&d, r->today), all = (int)(a->amount + a->extra);
	v->percent = all > 0 ? (used < all ? used * 100 / all : 100) : 0;
	v->next = matter_next(r, m);
	v->despair = appeal_despair(r, a);
	v->typed_despair = r->problems.n && risk_of(r->arena, form_get(r, "reason")) == RISK_DESPAIR;
	v->may_rate = a->state == MATTER_REPLIED;
	v->may_rerate = v->author && matter_rerate(r, &appeal_flow, m, &v->rerate);
	v->may_say = a->state < MATTER_CLOSED;
	v->may_withdraw = a->state == MATTER_RECEIVED;
	v->may_urge = a->lead && (MATTER_OPEN & 1u << a->state);
	v->typed_rate = typed_into(r, "rate");
	v->typed_say = typed_into(r, "say");
	v->typed_why = typed_into(r, "withdraw");
	v->answered = a->signer && !text_empty(a->reply);
	v->typed_ask = typed_into(r, "ask_review");
	appeal_petition_view(r, a, &v->petition);
	v->petition.may_ask = v->petition.may_ask && v->author;
	page_begin(r, &(struct page){.title = "诉求进度", .phone = true, .back = v->code ? NULL : "/m/appeals"});
	tpl_appeal_track(r->out, v);
	page_end(r);
	r->flow = outer;
}

void show_track(struct req *r, const void *row)
{
	const struct appeal *a = row;
	struct track_view v = {.fresh = query_int(r, "new") == 1, .step = link_to(r, "/m/appeals/%lld", (long long)a->id)};
	v.back = v.step;
	v.author = a->author == r->who->person;
	track_page(r, a, &v);
}

void get_track(struct req *r)
{
	const struct appeal *a = r->row;
	if (a->author == r->who->person)
		show_track(r, a);
	else
		see_other(r, link_to(r, "/appeals/%lld", (long long)a->id));
}

/* Everything else goes by the page of the office. */
void post_track(struct req *r)
{
	matter_post_own(r, &appeal_flow);
}

void petition_part(struct buf *o, const struct petition_view *v)
{
	tpl_appeal_petition(o, v);
}

void kinds_picks(struct buf *o, const struct ask_view *v)
{
	for (const struct choice *c = v->kinds; c->label; c++)
		tpl_appeal_pick(o, "kind", c->value, c->label, c->value == v->kind);
}
