/* Pages of an election: its steps, candidates with their declaration, votes, result. */
#include <string.h>

#include "elections.html.h"
#include "modules/elections/inside.h"
#include "modules/committees/committees.h"
#include "modules/members/members.h"
#include "modules/votes/votes.h"
#include "engines/vote/count.h"
#include "text/calendar.h"
#include "text/pinyin.h"

static const struct list_view views[] = {{"办理中", "state=1,2,3,4,5,6,7,8,9,10,11,12"}, {"已完成", "state=13,14"}, {0}};

const struct list elections_list = {
	.name = "elections", .base = "/elections", .flow = &election_flow, .read_right = "election.read", .sort = "-meeting_on", .views = views,
	.noun = "次", .empty = "还没有换届选举。届满前从这里报送请示，按十三步办理。", .help = "从请示到归档的十三步，每一步有依据、有日期、有文书。",
};

void get_elections(struct req *r) { list_page(r, &elections_list); }

struct winner *election_result(struct db *d, struct arena *a, int64_t election, size_t *n)
{
	struct election_seats *s = q_election_seats(d, a, election, n);
	struct winner *out = NEW_N(a, struct winner, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct winner){s[i].organ, s[i].person, s[i].yes, s[i].name};
	return out;
}

/* ---- candidates ---- */

static const char *home_of(struct req *r, const struct election *e)
{
	return link_to(r, "/elections/%lld", (long long)e->id);
}

static bool sits(struct req *r, const struct election *e, int64_t person)
{
	size_t n;
	const int64_t *m = elected_members(r, e, &n);
	for (size_t i = 0; i < n; i++)
		if (m[i] == person)
			return true;
	return false;
}

/* A vote that was ended (作废) may be made again; others stand. */
static bool needs_vote(struct req *r, const struct election *e, const struct organ_rule *o)
{
	int64_t id = q_election_vote_of(r->db, e->id, o->organ);
	const struct vote *v = id ? record_load(r->db, r->arena, &vote_record, id) : NULL;
	return organ_seats(e, o->organ) && (!v || v->state == VOTE_ENDED ||
		(v->state == VOTE_ANNOUNCED && (v->outcome == VOTE_NO_QUORUM || v->outcome == VOTE_VOID)));
}

static bool standing_to_be_voted(struct req *r, const struct election *e)
{
	for (size_t i = 0; i < n_organ_rules; i++)
		if (organ_rules[i].organ == ORGAN_STANDING)
			return needs_vote(r, e, &organ_rules[i]);
	return false;
}

/* Standing members are put up by the committee that was elected, all others before the publication. What stands on a ballot stays. */
static const char *not_put_up(struct req *r, const struct election *e, int64_t organ)
{
	if (organ == ORGAN_STANDING && e->state == ELECTION_HELD)
		return standing_to_be_voted(r, e) ? NULL : "常务委员的选票已经生成，候选人不再增减。";
	if (e->state == ELECTION_HELD)
		return "大会之后只能提名常务委员；主席、副主席候选人要公示七日、报上级批准，在提名阶段提。";
	return organ != ORGAN_STANDING && e->state == ELECTION_DELEGATES ? NULL : "提名阶段才能增减候选人。";
}

bool election_nominate(struct req *r, struct election *e, int64_t organ, int64_t person, bool declared)
{
	const struct person_row *p = record_load(r->db, r->arena, &person_record, person);
	const char *path = p ? unit_path(r->db, r->arena, p->unit) : "";
	const char *why = not_put_up(r, e, organ);
	if (why)
		refuse(r, 409, "%s", why);
	else if (organ == ORGAN_STANDING && !sits(r, e, person))
		problem_add(&r->problems, "person", "常务委员在大会当选的委员里提名。");
	else if (!organ_seats(e, organ))
		problem_add(&r->problems, "organ", "请选择要选举的职务。");
	else if (!p || p->state != PERSON_ACTIVE || !path_covers(unit_path(r->db, r->arena, e->unit), path))
		problem_add(&r->problems, "person", "请选择本单位的在册人员。");
	else if (!member_entitled(r->db, r->arena, p->id, e->unit))
		problem_add(&r->problems, "person", "%s不是在籍会员，没有被选举权（工会基层组织选举工作条例第4条）。", p->name);
	else if (!declared)
		problem_add(&r->problems, "declared", "请逐项核对“不得担任的人员”并勾选声明（%s）。", bar_sources(r, organ));
	if (r->answered || r->problems.n)
		return false;
	q_election_candidate_add(r->db, e->id, organ, p->id, p->name, stroke_sort_key(r->arena, p->name), 1);
	return flow_edit(r, &election_flow, e, arena_printf(r->arena, "候选人：%s（%s），已核对并声明%s%s", event_name(r->arena, p->id), organ_label(organ), *bar_sources(r, organ) ? "：" : "", bar_sources(r, organ)));
}

/* The page once more, with what was chosen and what is wrong with it. */
static void shown_again(struct req *r)
{
	if (r->answered)
		return;
	get_election(r);
	answer_status(r, 422);
}

void post_candidate(struct req *r)
{
	struct election *e = r->row;
	if (!election_nominate(r, e, form_int(r, "organ"), form_int(r, "person"), form_has(r, "declared")))
		shown_again(r);
	else
		see_other(r, arena_printf(r->arena, "%s#candidates", home_of(r, e)));
}

void post_candidate_drop(struct req *r)
{
	struct election *e = r->row;
	int64_t organ = form_int(r, "organ"), person = form_int(r, "person");
	const char *why = not_put_up(r, e, organ);
	if (why) {
		refuse(r, 409, "%s", why);
		return;
	}
	if (!q_election_candidate_drop(r->db, e->id, organ, person)) {
		refuse(r, 404, "没有这名候选人。");
		return;
	}
	if (flow_edit(r, &election_flow, e, arena_printf(r->arena, "撤去候选人：%s（%s）", event_name(r->arena, person), organ_label(organ))))
		see_other(r, arena_printf(r->arena, "%s#candidates", home_of(r, e)));
}

/* ---- the votes of the meeting ---- */

static bool make_vote(struct req *r, const struct election *e, const struct organ_rule *o)
{
	size_t n, mine = 0;
	struct election_candidates *all = q_election_candidates(r->db, r->arena, e->id, &n);
	struct vote_candidate *c = NEW_N(r->arena, struct vote_candidate, n);
	for (size_t i = 0; i < n; i++)
		if (all[i].organ == o->organ && (!o->first || sits(r, e, all[i].person)))
			c[mine++] = (struct vote_candidate){all[i].name, all[i].person};
	struct vote *v = record_new(r->arena, &vote_record);
	v->unit = e->unit;
	v->title = arena_printf(r->arena, "%s%s%s", e->kind == ELECTION_BY ? "补选" : "选举", committee_term(r->arena, e->term_no), o->office);
	v->kind = VOTE_ELECTION;
	v->manner = VOTE_SECRET;
	v->voters = o->first ? VOTE_COMMITTEE : e->form == FORM_DELEGATES ? VOTE_REPS : VOTE_MEMBERS;
	v->pass = PASS_OVER_HALF_ALL;
	v->seats = organ_seats(e, o->organ);
	v->written = true;
	v->online = form_has(r, "online");
	v->held_on = o->first && e->first_on ? e->first_on : e->meeting_on;
	v->place = e->place;
	v->teller1 = form_int(r, "teller1");
	v->teller2 = form_int(r, "teller2");
	v->election = e->id;
	int64_t id = vote_make(r, v, c, mine);
	if (id && o->first) {
		const int64_t *members = elected_members(r, e, &n);
		vote_name_roll(r, id, members, n);
	}
	q_election_vote_put(r->db, e->id, o->organ, id);
	return id != 0;
}

/* Who fell out of the committee falls off the ballot: are there still enough? */
static const char *too_few(struct req *r, const struct election *e, const struct organ_rule *o)
{
	size_t n;
	int64_t have = 0, seats = organ_seats(e, o->organ);
	struct election_candidates *c = q_election_candidates(r->db, r->arena, e->id, &n);
	struct policy_value p = policy_get(r, o->surplus, e->unit, r->today);
	for (size_t i = 0; i < n; i++)
		have += c[i].organ == o->organ && sits(r, e, c[i].person);
	int64_t need = vote_candidates_need(seats, p.value);
	return !seats || have >= need ? NULL : arena_printf(r->arena, "%s应选 %lld 人，当选委员里的候选人至少 %lld 人，现有 %lld 人（%s）。%s", o->label, (long long)seats,
		(long long)need, (long long)have, p.source, o->organ == ORGAN_STANDING ? "" : "不够的，先报告委员选举结果，主席、副主席另行补选。");
}

/* ELE-07: who stands does not watch. */
static bool stands(struct req *r, const struct election *e, bool first, const char *field)
{
	size_t n;
	struct election_candidates *c = q_election_candidates(r->db, r->arena, e->id, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n_organ_rules; k++)
			if (organ_rules[k].organ == c[i].organ && organ_rules[k].first == first && c[i].person == form_int(r, field)) {
				problem_add(&r->problems, field, "%s是%s候选人，不能担任监票人（工会基层组织选举工作条例，条号未核实）。请另选监票人。", c[i].name, organ_rules[k].label);
				return true;
			}
	return false;
}

static bool tellers_fit(struct req *r, const struct election *e, bool first)
{
	static const char *const fields[] = {"teller1", "teller2"};
	for (int i = 0; i < 2; i++)
		if (!form_int(r, fields[i]))
			problem_add(&r->problems, fields[i], "请选择两位监票人，不能是候选人。");
		else
			stands(r, e, first, fields[i]);
	if (!r->problems.n && form_int(r, "teller1") == form_int(r, "teller2"))
		problem_add(&r->problems, "teller2", "两位监票人不能是同一人，请另选一位。");
	return r->problems.n == 0;
}

static const char *not_to_vote(struct req *r, const struct election *e, bool first)
{
	if (first ? e->state != ELECTION_HELD || !e->first : e->state != ELECTION_CONFIRMED || !e->meeting_on)
		return "候选人获批、定了大会日期之后，才生成选票。";
	const char *why = NULL;
	for (size_t i = 0; first && i < n_organ_rules && !why; i++)
		why = organ_rules[i].first ? too_few(r, e, &organ_rules[i]) : NULL;
	return why;
}

/* Votes of the general meeting; when that is over, of the committee's first session. */
void post_election_votes(struct req *r)
{
	struct election *e = r->row;
	bool first = e->state == ELECTION_HELD;
	const char *why = not_to_vote(r, e, first);
	int made = 0;
	if (why) {
		refuse(r, 409, "%s", why);
		return;
	}
	if (!tellers_fit(r, e, first)) {
		shown_again(r);
		return;
	}
	for (size_t i = 0; i < n_organ_rules; i++)
		if (organ_rules[i].first == first && needs_vote(r, e, &organ_rules[i]))
			made += make_vote(r, e, &organ_rules[i]);
	if (!made)
		refuse(r, 409, "各项选举都已发起投票。");
	else if (flow_move_row(r, &election_flow, e, first ? "first_votes" : "votes", arena_printf(r->arena, "发起 %d 项投票", made)))
		see_other_saying(r, home_of(r, e), first ? "已发起投票，名册是当选的全体委员。请逐项冻结名册，再开始投票。" : "已发起投票。请逐项生成名册、冻结名册，再开始投票。");
}

/* ---- the page ---- */

/* When a step was done the last time, by whom, and what was said with it. */
static const char *step_note(struct req *r, const struct election_step_done *d, size_t n, const char *verb)
{
	for (size_t i = 0; i < n; i++)
		if (text_is(d[i].verb, verb))
			return arena_printf(r->arena, "%s　%s%s%s", day_short(r->arena, day_of_instant(d[i].recorded_at), r->today),
				record_title(r->db, r->arena, &person_record, d[i].actor), *d[i].note ? "　" : "", event_words(r->db, r->arena, d[i].note));
	return "";
}

static void fill_steps(struct election_view *v)
{
	const struct election *e = v->e;
	size_t n;
	struct election_step_done *d = q_election_step_done(v->r->db, v->r->arena, e->id, &n);
	for (int i = 0; i < ELECTION_STEPS; i++) {
		const struct election_step *s = &election_steps[i];
		bool done = e->state >= s->to && e->state < ELECTION_CANCELLED;
		v->steps[i] = (struct step_line){s->label, s->who, s->help, done ? step_note(v->r, d, n, s->verb) : "", done, e->state + 1 == s->to};
	}
	if (e->published_on && e->state >= ELECTION_PUBLISHED) /* nominated anew, the notice that was does not count */
		v->publicity = arena_printf(v->r->arena, "公示自%s起，%s满", day_short(v->r->arena, e->published_on, v->r->today),
					    day_short(v->r->arena, publicity_end(v->r, e), v->r->today));
	if (e->state == ELECTION_REPORTED) {
		day due = reply_due(v->r, e);
		v->late = v->r->today > due;
		v->reply = arena_printf(v->r->arena, "%s前批复", day_short(v->r->arena, due, v->r->today));
	}
}

static void fill_organs(struct election_view *v)
{
	struct req *r = v->r;
	struct organ_line *out = NEW_N(r->arena, struct organ_line, n_organ_rules);
	for (size_t i = 0; i < n_organ_rules; i++) {
		const struct organ_rule *o = &organ_rules[i];
		int64_t seats = organ_seats(v->e, o->organ);
		if (!seats)
			continue;
		struct policy_value p = policy_get(r, o->surplus, v->e->unit, r->today);
		struct organ_line *x = &out[v->n_organs++];
		*x = (struct organ_line){.label = o->label, .seats = seats, .need = vote_candidates_need(seats, p.value), .source = p.source,
					 .unverified = policy_unchecked(&p), .outcome = ""};
		x->have = q_election_candidates_of(r->db, v->e->id, o->organ);
		x->vote = q_election_vote_of(r->db, v->e->id, o->organ);
		const struct vote *vote = x->vote ? record_load(r->db, r->arena, &vote_record, x->vote) : NULL;
		if (vote)
			x->outcome = vote->outcome ? vote_outcome_label((enum vote_outcome)vote->outcome) :
				     choice_label(record_field(&vote_record, "state")->choices, vote->state);
	}
	v->organs = out;
}

static void fill_candidates(struct election_view *v)
{
	struct req *r = v->r;
	struct election_candidates *c = q_election_candidates(r->db, r->arena, v->e->id, &v->n_candidates);
	struct candidate_line *out = NEW_N(r->arena, struct candidate_line, v->n_candidates);
	for (size_t i = 0; i < v->n_candidates; i++) {
		const struct person_row *p = record_load(r->db, r->arena, &person_record, c[i].person);
		out[i] = (struct candidate_line){c[i].person, c[i].organ, c[i].name, organ_label(c[i].organ),
						 p ? unit_name(r->db, r->arena, p->unit) : ""};
	}
	v->candidates = out;
}

/* What the posts may be that no vote decided: the organ's first meeting chose. */
static void fill_places(struct election_view *v)
{
	struct req *r = v->r;
	v->places = election_places(r, v->e, &v->n_places);
	for (size_t i = 0; i < v->n_places; i++) {
		struct place_line *p = &v->places[i];
		struct option *o = NEW_N(r->arena, struct option, SEAT_MEMBER);
		for (int64_t post = SEAT_CHAIR; post <= SEAT_MEMBER; post++)
			if (post != SEAT_STANDING || p->kind == COMMITTEE_UNION)
				o[p->n_posts++] = (struct option){post, seat_post_label(p->kind, post)};
		int64_t typed = form_int(r, arena_printf(r->arena, "post%zu", p->no));
		p->posts = o;
		p->post = typed && !p->fixed ? typed : p->post;
	}
}

/* ORG-04: later than the term only with the agreement of the union above, and not by more than so many months. */
static const char *beyond(struct req *r, const struct election *e)
{
	if (!e->term_end || e->meeting_on <= e->term_end || e->state >= ELECTION_REGISTERED)
		return NULL;
	struct policy_value months = policy_get(r, "committee.extend_months", e->unit, r->today);
	day last = day_add_months(e->term_end, (int)months.value);
	return arena_printf(r->arena, "大会日期比届满日期（%s）晚 %lld 天。延期换届要经上一级工会批准（中国工会章程第26条），最长 %lld 个月，到%s（%s%s）%s", day_cn(r->arena, e->term_end),
		(long long)(e->meeting_on - e->term_end), (long long)months.value, day_cn(r->arena, last), months.source,
		policy_unchecked(&months) ? "，未核实" : "", e->meeting_on > last ? "；现在的日期已超过，影响评先评优。" : "。请示里会一并请求审批延期。");
}

/* Standing members are put up from among those whom the meeting elected. */
static void fill_eligible(struct req *r, struct election_view *v)
{
	struct option *out = NEW_N(r->arena, struct option, v->n_seats + 1);
	v->eligible = v->people;
	v->n_eligible = v->n_people;
	if (!v->standing_only)
		return;
	v->eligible = out;
	v->n_eligible = 0;
	for (size_t i = 0; i < v->n_seats; i++)
		if (v->seats[i].person && v->seats[i].organ == ORGAN_COMMITTEE)
			out[v->n_eligible++] = (struct option){v->seats[i].person, v->seats[i].name};
}

/* Organs that candidates may be put up for now. */
static void fill_organs_open(struct election_view *v)
{
	struct option *out = NEW_N(v->r->arena, struct option, n_organ_rules);
	for (size_t i = 0; i < n_organ_rules; i++)
		if (organ_seats(v->e, organ_rules[i].organ) && v->standing_only == (organ_rules[i].organ == ORGAN_STANDING))
			out[v->n_organs_open++] = (struct option){organ_rules[i].organ, organ_rules[i].label};
	v->organs_open = out;
}

bool bar_applies(const struct election *e, const struct bar *b)
{
	for (size_t i = 0; i < n_organ_rules; i++)
		if (b->organs & (1u << organ_rules[i].organ) && organ_seats(e, organ_rules[i].organ))
			return true;
	return false;
}

/* Is there anything to be voted on that no ballot was made for? */
static bool votes_missing(struct req *r, const struct election *e, bool first)
{
	for (size_t i = 0; i < n_organ_rules; i++)
		if (organ_rules[i].first == first && needs_vote(r, e, &organ_rules[i]))
			return true;
	return false;
}

static void fill(struct req *r, const struct election *e, struct election_view *v)
{
	struct unit u;
	*v = (struct election_view){.r = r, .e = e, .here = home_of(r, e), .unit_name = unit_name(r->db, r->arena, e->unit)};
	v->superior = unit_load(r->db, r->arena, e->unit, &u) && u.parent ? unit_name(r->db, r->arena, u.parent) : "上一级工会";
	v->day_text = e->meeting_on ? day_cn(r->arena, e->meeting_on) : "未定";
	v->may_edit = may_row(r, "election.edit", &election_record, e);
	v->standing_only = e->state == ELECTION_HELD;
	v->nominating = v->may_edit && (e->state == ELECTION_DELEGATES || (v->standing_only && e->first && e->first_standing && !e->first_held &&
		!not_put_up(r, e, ORGAN_STANDING)));
	v->may_vote_first = v->may_edit && e->state == ELECTION_HELD && e->first && !e->first_held && votes_missing(r, e, true);
	v->holding_first = v->may_edit && e->state == ELECTION_HELD && e->first && !e->first_held;
	v->first_why = v->holding_first ? can_hold_first(r, e) : NULL;
	v->beyond = beyond(r, e);
	v->may_vote = v->may_edit && ((e->state == ELECTION_CONFIRMED && votes_missing(r, e, false)) || v->may_vote_first);
	fill_steps(v);
	fill_organs(v);
	fill_candidates(v);
	v->seats = election_result(r->db, r->arena, e->id, &v->n_seats);
	if (v->may_edit && e->state == ELECTION_ENDORSED)
		fill_places(v);
	if (v->nominating || v->may_vote || v->n_places)
		v->people = options_people(r, e->unit, &v->n_people);
	fill_eligible(r, v);
	fill_organs_open(v);
}

void get_election(struct req *r)
{
	struct election_view v;
	fill(r, r->row, &v);
	for (int i = 0; i < ELECTION_PAPERS; i++)
		v.papers[i] = election_paper(v.e, i);
	page_begin(r, &(struct page){.title = v.e->title, .nav = "/elections", .crumbs = {{"换届选举", "/elections"}}, .style = "venue.css"});
	tpl_election_page(r->out, &v);
	page_end(r);
}

/* For every member: who is put up, until when one may object. */
void get_election_notice(struct req *r)
{
	struct election_view v;
	const struct election *e = r->row;
	if (e->state < ELECTION_PUBLISHED || e->state == ELECTION_CANCELLED) {
		refuse(r, 404, "候选人还没有公示。");
		return;
	}
	fill(r, e, &v);
	page_begin(r, &(struct page){.title = "候选人公示", .phone = true, .back = "/m"});
	tpl_election_notice(r->out, &v);
	page_end(r);
}
