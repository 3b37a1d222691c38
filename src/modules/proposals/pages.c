/* One proposal for those who handle it, for every worker, and on the phone of who signed it. */
#include <string.h>

#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/proposals/pages_view.h"
#include "modules/proposals/session_view.h"
#include "pages.html.h"
#include "session.html.h"

enum { PAGE = 30, WATCH = 50 };

void get_proposals(struct req *r)
{
	list_page(r, &proposal_list);
}

void get_office(struct req *r)
{
	list_page(r, &proposal_office_list);
}

/* ---- what only proposals have ---- */

static const char *number_of(struct req *r, int64_t id)
{
	const struct proposal *p = id ? record_load(r->db, r->arena, &proposal_record, id) : NULL;
	return p ? p->number : "";
}

static void fill_seconds(struct part_view *v)
{
	static const struct choice answers[] = {{0, "还没有回复", "mute"}, {1, "附议", "ok"}, {2, "不附议", "mute"}, {0}};
	size_t n;
	struct proposal_seconds *s = q_proposal_seconds(v->r->db, v->r->arena, v->p->id, &n);
	v->seconds = NEW_N(v->r->arena, struct second_line, n);
	for (size_t i = 0; i < n; i++) {
		const struct choice *c = choice_of(answers, s[i].answer);
		if (s[i].answer == 1 || v->drafting) /* who would not is nobody else's business */
			v->seconds[v->n_seconds++] = (struct second_line){s[i].name, s[i].home, c->label, c->tone};
	}
}

void proposal_content(struct buf *o, struct req *r, const struct matter *m)
{
	const struct proposal *p = (const void *)m;
	bool phone = strncmp(r->x->path, "/m/", 3) == 0, gathering = p->state == MATTER_GATHERING, mine = wrote_it(r, p);
	int64_t answer = r->who ? q_proposal_second_answer(r->db, p->id, r->who->person) : 0;
	struct part_view v = {.r = r, .p = p, .session = session_short(r, session_of(r, p->session)), .promised = p->promised_on ? day_short(r->arena, p->promised_on, r->today) : "",
		.earlier = number_of(r, p->earlier), .later = number_of(r, p->later), .drafting = mine && (PROPOSAL_DRAFTS & 1u << p->state),
		.may_answer = gathering && answer > 0, .answered_yes = answer == 2, .not_ready = "",
		.post = arena_printf(r->arena, "%s/proposals/%lld", phone ? "/m" : "", (long long)p->id),
		.wanted = arena_printf(r->arena, "要 %lld 人", (long long)seconders_wanted(r, p->unit))};
	v.back = v.post;
	v.may_edit = p->state == MATTER_DRAFT;
	if (v.drafting) {
		const char *why = proposal_not_ready(r, p);
		v.not_ready = why ? why : "";
		v.may_submit = !why;
	}
	if (p->state == MATTER_RECEIVED && r->who && may(r, "proposal.sort", p->unit))
		v.like = proposals_like(r, p, &v.n_like);
	fill_seconds(&v);
	tpl_proposal_part(o, &v);
}

/* ---- for every worker ---- */

static void show_public(struct req *r, const struct proposal *p, bool phone)
{
	struct public_view v = {.r = r, .p = p, .phone = phone, .states = record_field(&proposal_record, "state")->choices,
		.author = record_title(r->db, r->arena, &person_record, p->author), .lead = p->lead ? unit_name(r->db, r->arena, p->lead) : "",
		.kind = choice_label(proposal_kinds, p->kind), .session = session_short(r, session_of(r, p->session)),
		.due = p->due ? day_short(r->arena, p->due, r->today) : "", .outcome = "", .rating = "", .replied = "", .promised = ""};
	v.reply = p->signer && !text_empty(p->reply);
	if (v.reply) {
		v.outcome = choice_label(proposal_outcomes, p->outcome);
		v.rating = choice_label(matter_ratings, p->rating);
		v.replied = p->replied_on ? day_short(r->arena, p->replied_on, r->today) : "";
		v.promised = p->promised_on ? day_short(r->arena, p->promised_on, r->today) : "";
	}
	page_begin(r, &(struct page){.title = p->number, .nav = "/proposals", .phone = phone, .back = "/m/proposals", .crumbs = {{"职工提案", "/proposals"}}});
	tpl_proposal_public(r->out, &v);
	page_end(r);
}

/* All of it, what is public of it, or nothing: drafts are for who signs them. */
enum sight { SIGHT_NONE, SIGHT_PUBLIC, SIGHT_ALL };
static enum sight sight_of(struct req *r, const struct proposal *p)
{
	if (PROPOSAL_DRAFTS & 1u << p->state)
		return signs_it(r, p) ? SIGHT_ALL : SIGHT_NONE;
	if (may_row(r, "proposal.read", &proposal_record, p))
		return SIGHT_ALL;
	bool inner = PROPOSAL_INNER & 1u << p->state;
	return !inner && may_row(r, "proposal.find", &proposal_record, p) ? SIGHT_PUBLIC : SIGHT_NONE;
}

bool proposal_is_shown(struct req *r, const struct proposal *p)
{
	return sight_of(r, p) != SIGHT_NONE;
}

bool proposal_sees_all(struct req *r, const struct proposal *p)
{
	enum sight s = sight_of(r, p);
	if (s == SIGHT_NONE)
		refuse(r, 404, "没有这件提案，或者还没有公开。");
	return s == SIGHT_ALL;
}

void get_proposal(struct req *r)
{
	const struct proposal *p = r->row;
	if (proposal_sees_all(r, p))
		matter_page(r, &proposal_flow, p);
	else if (!r->answered)
		show_public(r, p, false);
}

/* ---- steps ---- */

static bool is_one(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

static void post(struct req *r, const char *home)
{
	static const char *const plain[] = {"second", "decline", "submit", "rework", "drop", NULL};
	const struct proposal *p = r->row;
	if (!proposal_sees_all(r, p)) {
		if (!r->answered)
			refuse(r, 403, "你没有“查看提案全文和办理”的权限。");
		return;
	}
	if (!is_one(r->word, plain)) {
		matter_post(r, &proposal_flow);
		return;
	}
	struct proposal *copy = arena_memdup(r->arena, p, sizeof(*p));
	if (proposal_step(r, copy, r->word, ""))
		see_other_saying(r, link_to(r, "%s/%lld", home, (long long)p->id), copy->state == MATTER_RECEIVED ? arena_printf(r->arena, "已提交，编号 %s。", copy->number) : "已办理。");
}

void post_step(struct req *r)
{
	post(r, "/proposals");
}

void post_narrow(struct req *r)
{
	post(r, "/m/proposals");
}

/* ---- the phone ---- */

static const char *typed_into(struct req *r, const char *verb)
{
	return r->problems.n && r->word && strcmp(r->word, verb) == 0 ? form_get(r, "reason") : "";
}

static bool has_rated(struct req *r, const struct proposal *p)
{
	return q_proposal_rated(r->db, p->id, p->rounds, r->who->person) != 0;
}

void show_narrow(struct req *r, const void *row)
{
	const struct proposal *p = row;
	const struct matter *m = row;
	const struct flow *outer = r->flow;
	struct deadline d = matter_deadline(r, "proposal", m);
	r->flow = &proposal_flow;
	struct narrow_view v = {.r = r, .p = p, .m = m, .states = record_field(&proposal_record, "state")->choices,
		.author = record_title(r->db, r->arena, &person_record, p->author), .lead = p->lead ? unit_name(r->db, r->arena, p->lead) : "",
		.kind = choice_label(proposal_kinds, p->kind), .due = p->due ? day_short(r->arena, p->due, r->today) : "",
		.left = p->amount ? deadline_left_text(r->arena, &d, r->today) : "", .next = matter_next(r, m), .outcome = choice_label(proposal_outcomes, p->outcome),
		.post = arena_printf(r->arena, "/m/proposals/%lld", (long long)p->id), .typed_rate = typed_into(r, "rate"), .typed_say = typed_into(r, "say"),
		.typed_why = typed_into(r, "withdraw")};
	bool mine = may_row(r, "proposal.author", &proposal_record, p);
	v.back = v.post;
	v.timed = p->due && (MATTER_OPEN & 1u << p->state);
	v.answered = p->signer && !text_empty(p->reply);
	v.may_rate = mine && p->state == MATTER_REPLIED;
	v.may_rate = v.may_rate && !has_rated(r, p);
	v.may_rerate = mine && matter_rerate(r, &proposal_flow, m, &v.rerate);
	v.may_say = p->state >= MATTER_RECEIVED && (p->state < MATTER_CLOSED || p->state == MATTER_KEPT);
	v.may_withdraw = wrote_it(r, p) && p->state == MATTER_RECEIVED;
	page_begin(r, &(struct page){.title = "提案", .phone = true, .back = "/m/proposals"});
	tpl_proposal_narrow(r->out, &v);
	page_end(r);
	r->flow = outer;
}

void get_narrow(struct req *r)
{
	const struct proposal *p = r->row;
	bool all = proposal_sees_all(r, p);
	if (r->answered)
		return;
	if (!all)
		show_public(r, p, true);
	else if (signs_it(r, p))
		show_narrow(r, p);
	else
		see_other(r, link_to(r, "/proposals/%lld", (long long)p->id));
}

static struct hub_line hub_line(struct req *r, int64_t id, const char *title, int64_t state, const char *note)
{
	const struct choice *c = choice_of(record_field(&proposal_record, "state")->choices, state);
	return (struct hub_line){.title = title, .href = link_to(r, "/m/proposals/%lld", (long long)id), .note = note, .state = c ? c->label : "",
				 .tone = c && c->tone ? c->tone : "mute"};
}

static void fill_mine(struct hub_view *v)
{
	struct req *r = v->r;
	size_t wrote, signed_n, asked;
	struct proposal_mine *x = q_proposal_mine(r->db, r->arena, r->who->person, &wrote);
	struct proposal_signed_by *y = q_proposal_signed_by(r->db, r->arena, r->who->person, &signed_n);
	struct proposal_invited *z = q_proposal_invited(r->db, r->arena, r->who->person, &asked);
	v->mine = NEW_N(r->arena, struct hub_line, wrote + signed_n);
	v->invited = NEW_N(r->arena, struct hub_line, asked);
	for (size_t i = 0; i < wrote; i++)
		v->mine[v->n_mine++] = hub_line(r, x[i].id, x[i].title, x[i].state, *x[i].number ? x[i].number : "我提出");
	for (size_t i = 0; i < signed_n; i++)
		v->mine[v->n_mine++] = hub_line(r, y[i].id, y[i].title, y[i].state, arena_printf(r->arena, "%s 我附议", y[i].number));
	for (size_t i = 0; i < asked; i++)
		v->invited[v->n_invited++] = hub_line(r, z[i].id, z[i].title, MATTER_GATHERING, arena_printf(r->arena, "%s %s", z[i].author, z[i].home));
}

/* Of the union of the asker: where he is a representative, else the house he works in. */
static int64_t house(struct req *r)
{
	int64_t unit = rep_unit(r);
	return unit ? unit : matter_house(r, r->who->unit);
}

void get_hub(struct req *r)
{
	struct hub_view v = {.r = r, .rep = rep_unit(r) != 0};
	int64_t unit = house(r), behind = query_int(r, "after");
	size_t n = 0;
	v.call = proposal_call(r, unit);
	v.may_write = v.rep;
	if (v.rep && !behind)
		fill_mine(&v);
	struct proposal_public *x = q_proposal_public(r->db, r->arena, unit, behind ? behind : INT64_MAX, &n);
	v.open = NEW_N(r->arena, struct hub_line, n);
	for (size_t i = 0; i < n && i < PAGE; i++)
		v.open[v.n_open++] = hub_line(r, x[i].id, x[i].title, x[i].state, arena_printf(r->arena, "%s %s", x[i].number, x[i].lead_name));
	if (n > PAGE)
		v.next = arena_printf(r->arena, "/m/proposals?after=%lld", (long long)x[PAGE - 1].id);
	page_begin(r, &(struct page){.title = "职工提案", .phone = true, .back = "/m"});
	tpl_proposal_hub(r->out, &v);
	page_end(r);
}

/* ---- supervision ---- */

static struct watch_line watch_line(struct req *r, const struct proposal_watch *x)
{
	const struct choice *c = choice_of(record_field(&proposal_record, "state")->choices, x->state);
	bool kept = x->state == MATTER_KEPT, running = x->state != MATTER_PAUSED;
	day due = kept ? x->promised_on : x->due;
	struct watch_line l = {.row = x, .state = c ? c->label : "", .tone = c && c->tone ? c->tone : "mute", .kept = kept, .due = "", .left = "", .lamp = "info"};
	if (!due)
		return l;
	int left = workdays_between(r->today, due, NULL);
	l.due = day_short(r->arena, due, r->today);
	l.lamp = r->today > due && running ? "bad" : left <= 3 && running ? "warn" : "ok";
	l.left = !running ? "已暂停" : r->today > due ? "逾期" : left ? arena_printf(r->arena, "剩 %d 个工作日", left) : "今天到期";
	return l;
}

void get_proposal_watch(struct req *r)
{
	int64_t unit = union_asked_or_refuse(r, "proposal.watch");
	struct watch_view v = {.r = r, .unit = unit_name(r->db, r->arena, unit), .unit_id = unit};
	size_t n;
	if (!unit || !may_or_refuse(r, "proposal.watch", unit))
		return;
	v.may_urge = may(r, "proposal.urge", unit);
	day due = *query_get(r, "due") ? (day)query_int(r, "due") : -1;
	struct proposal_watch *x = q_proposal_watch(r->db, r->arena, unit, due, query_int(r, "after"), &n);
	v.n = n > WATCH ? WATCH : n;
	v.lines = NEW_N(r->arena, struct watch_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = watch_line(r, &x[i]);
	if (n > WATCH)
		v.next = link_to(r, "/proposals/supervise?unit=%lld&due=%d&after=%lld", (long long)unit, (int)x[WATCH - 1].due, (long long)x[WATCH - 1].id);
	page_begin(r, &(struct page){.title = "提案督办", .nav = "/proposals/supervise", .crumbs = {{"职工提案", "/proposals"}}});
	tpl_session_watch(r->out, &v);
	page_end(r);
}
