/* A committee with its seats comes into being: by an election, or entered at the desk. */
#include <string.h>

#include "committees.sql.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/committees/inside.h"
#include "secret/id.h"
#include "text/calendar.h"

static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* 三, 十, 十二, 二十 */
static const char *number_cn(struct arena *a, int64_t n)
{
	return arena_printf(a, "%s%s%s", n >= 20 ? digits[n / 10] : "", n >= 10 ? "十" : "", n % 10 ? digits[n % 10] : "");
}

const char *committee_term(struct arena *a, int64_t term_no)
{
	return arena_printf(a, "第%s届", number_cn(a, term_no));
}

/* ---- seats ---- */

/* The seat in the same committee from which one rises to a higher post; NULL: none. */
static struct seat *seat_below(struct req *r, const struct committee *c, const struct elected *e)
{
	int64_t id = q_committee_seat_of(r->db, c->id, e->person);
	struct seat *s = id ? record_load(r->db, r->arena, &seat_record, id) : NULL;
	return s && s->state == SEAT_HELD && s->post > e->post ? s : NULL;
}

bool seat_check(struct req *r, const struct committee *c, const struct elected *e, day since)
{
	int before = r->problems.n;
	const char *path = unit_path(r->db, r->arena, c->unit);
	if (!e->person || !q_committee_person_inside(r->db, e->person, path, path_end(r->arena, path)))
		problem_add(&r->problems, "person", "请在本工会在册人员里选。");
	else if (q_committee_seat_of(r->db, c->id, e->person) && !seat_below(r, c, e))
		problem_add(&r->problems, "person", "%s已在这届委员会里。", record_title(r->db, r->arena, &person_record, e->person));
	if (e->post < SEAT_CHAIR || e->post > SEAT_MEMBER)
		problem_add(&r->problems, "post", "请选择职务。");
	else if (e->post == SEAT_CHAIR && q_committee_filled(r->db, c->id, SEAT_CHAIR))
		problem_add(&r->problems, "post", "已有%s，请先办理离任。", seat_post_label(c->kind, SEAT_CHAIR));
	else if (e->post == SEAT_STANDING && c->kind != COMMITTEE_UNION)
		problem_add(&r->problems, "post", "只有工会委员会设常务委员。");
	if (since < c->since || since > r->today)
		problem_add(&r->problems, "since", "任职日期要在届期起（%s）和今天之间。", day_cn(r->arena, c->since));
	if (q_committee_held(r->db, c->id) >= c->seats && !seat_below(r, c, e))
		problem_add(&r->problems, "person", "核定的 %lld 个席位已满。", (long long)c->seats);
	return r->problems.n == before;
}

bool seat_add(struct req *r, const struct committee *c, const struct elected *e, day since, int64_t how)
{
	struct seat *s = record_new(r->arena, &seat_record), *lower = seat_below(r, c, e);
	if (lower) {
		lower->until = since > lower->since ? since - 1 : lower->since;
		lower->why = "改任";
		if (!flow_follow(r, &seat_flow, lower, "rise", ""))
			return false;
	}
	s->unit = c->unit;
	s->committee = c->id;
	s->person = e->person;
	s->name = record_title(r->db, r->arena, &person_record, e->person);
	s->post = e->post;
	s->full_time = e->full_time;
	s->how = how;
	s->since = since;
	return flow_create(r, &seat_flow, s, "");
}

void committee_chair_settle(struct req *r, int64_t committee)
{
	struct committee *c = record_load(r->db, r->arena, &committee_record, committee);
	size_t n;
	int64_t chair = 0;
	day last = c->since;
	if (!(COMMITTEE_RUNS & 1u << c->state))
		return; /* who was the chair of a past one stays written */
	struct committee_seats_all *s = q_committee_seats_all(r->db, r->arena, committee, &n);
	for (size_t i = 0; i < n; i++) {
		if (s[i].post != SEAT_CHAIR)
			continue;
		if (s[i].state != SEAT_ENDED)
			chair = s[i].person;
		else if (s[i].until + 1 > last)
			last = s[i].until + 1;
	}
	day vacant = chair ? 0 : last;
	if (chair == c->chair && vacant == c->vacant_since)
		return;
	c->chair = chair;
	c->vacant_since = vacant;
	flow_follow(r, &committee_flow, c, "chair", "");
}

/* ---- committees ---- */

static void check_seats(struct req *r, const struct committee *c, const struct unit *u)
{
	struct seat_range range = committee_seats(r, u->id, c->kind, 0);
	if (!range.most || !text_empty(c->seats_reason) || (c->seats >= range.least && c->seats <= range.most) || (range.single && c->seats == 1))
		return;
	problem_add(&r->problems, "seats_reason", "%s按会员人数应设 %lld 至 %lld 席（%s%s）；席位不同，请在“席位说明”写明依据。",
		    choice_label(committee_kinds, c->kind), (long long)range.least, (long long)range.most, range.source,
		    source_unchecked(range.confidence) ? "，未核实" : "");
}

static void check_before(struct req *r, struct committee *c)
{
	struct committee was;
	if (q_committee_later(r->db, c->unit, c->kind, c->since, c->id))
		problem_add(&r->problems, "since", "已登记了同一天或更晚开始的一届，请核对届期。");
	else if (!c->id && committee_of(r, c->unit, c->kind, c->since, &was)) {
		c->before = was.id;
		if (c->since <= was.until && text_empty(c->approval))
			problem_add(&r->problems, "approval", "%s到%s才届满，提前换届要有上级工会批准（《中国工会章程》第二十六条），请填写批复文号。", was.name,
				    day_cn(r->arena, was.until));
	}
}

void committee_check(struct req *r, struct committee *c, const struct unit *u)
{
	if (!unit_is_union(u->kind) || u->state != UNIT_ACTIVE)
		problem_add(&r->problems, "kind", "只有工会才设委员会。");
	if (u->kind == UNIT_FEDERATION && c->years == 3)
		problem_add(&r->problems, "years", "地方总工会委员会每届任期五年（《工会法》第十六条）。");
	if (c->since > r->today)
		problem_add(&r->problems, "since", "届期起不能晚于今天，选举产生后再登记。");
	if (c->approved_on && c->approved_on > r->today)
		problem_add(&r->problems, "approved_on", "批复日期不能晚于今天。");
	if (!r->problems.n) {
		check_seats(r, c, u);
		check_before(r, c);
	}
	c->name = arena_printf(r->arena, "%s%s", committee_term(r->arena, c->term_no), choice_label(committee_kinds, c->kind));
	if (!c->id || c->until == c->set_until)
		c->until = day_add_months(c->since, (int)c->years * 12) - 1;
	c->set_until = day_add_months(c->since, (int)c->years * 12) - 1;
}

bool committee_follows(struct req *r, struct committee *c)
{
	struct committee *was = c->before ? record_load(r->db, r->arena, &committee_record, c->before) : NULL;
	if (was && COMMITTEE_RUNS & 1u << was->state) {
		was->ended_on = c->since;
		was->vacant_since = 0;
		if (!flow_follow(r, &committee_flow, was, "succeed", ""))
			return false;
	}
	c->vacant_since = c->since;
	return true;
}

static bool begin(struct req *r, struct committee *c)
{
	if (!committee_follows(r, c) || !flow_create(r, &committee_flow, c, ""))
		return false;
	due_set(r, &committee_record, c->id, instant_of_day(c->until + 1), "expire");
	return true;
}

static struct committee *committee_for(struct req *r, const struct committee_result *e, const struct unit *u)
{
	struct committee *c = record_new(r->arena, &committee_record);
	if (e->by_election) {
		if (committee_of(r, e->unit, e->kind, r->today, c))
			return c;
		problem_add(&r->problems, "kind", "没有在任的%s，不能补选。", choice_label(committee_kinds, e->kind));
		return NULL;
	}
	*c = (struct committee){.unit = e->unit, .kind = e->kind, .term_no = e->term_no, .years = e->years, .since = e->on, .name = "",
		.elected_by = e->elected_by, .seats = e->seats ? e->seats : (int64_t)e->n, .approved_on = e->approved_on,
		.seats_reason = e->seats_reason ? e->seats_reason : "", .approval = e->approval ? e->approval : "", .note = e->note ? e->note : ""};
	if (!c->term_no)
		c->term_no = q_committee_last_no(r->db, c->unit, c->kind) + 1;
	if (!choice_of(committee_kinds, c->kind) || (c->years != 3 && c->years != 5))
		problem_add(&r->problems, "years", "请选择委员会，任期为三年或五年。");
	else
		committee_check(r, c, u);
	return r->problems.n ? NULL : c;
}

/* The people as a group: whom a later seat_check could see only when the earlier ones are written. */
static void check_people(struct req *r, const struct committee_result *e)
{
	int chairs = 0;
	for (size_t i = 0; i < e->n; i++) {
		chairs += e->people[i].post == SEAT_CHAIR;
		for (size_t k = 0; k < i; k++)
			if (e->people[k].person == e->people[i].person)
				problem_add(&r->problems, "person", "%s出现了两次。", record_title(r->db, r->arena, &person_record, e->people[i].person));
	}
	if (chairs > 1)
		problem_add(&r->problems, "post", "只能有一名主席（主任）。");
}

static int64_t rising(struct req *r, const struct committee *c, const struct committee_result *e)
{
	int64_t n = 0;
	for (size_t i = 0; i < e->n; i++)
		n += seat_below(r, c, &e->people[i]) != NULL;
	return n;
}

int64_t committee_install(struct req *r, const struct committee_result *e)
{
	struct unit u = {0};
	bool was = r->system;
	if (!unit_load(r->db, r->arena, e->unit, &u))
		problem_add(&r->problems, "unit", "没有这个工会。");
	struct committee *c = r->problems.n ? NULL : committee_for(r, e, &u);
	check_people(r, e);
	for (size_t i = 0; c && i < e->n; i++)
		seat_check(r, c, &e->people[i], e->on);
	if (c && !r->problems.n && (e->by_election ? q_committee_held(r->db, c->id) - rising(r, c, e) : 0) + (int64_t)e->n > c->seats)
		problem_add(&r->problems, "person", "当选人数超过核定的 %lld 个席位。", (long long)c->seats);
	if (!c || r->problems.n)
		return 0;
	r->system = true; /* the election decided who may */
	bool good = e->by_election || begin(r, c);
	for (size_t i = 0; good && i < e->n; i++)
		good = seat_add(r, c, &e->people[i], e->on, e->by_election ? SEAT_BY_ELECTED : SEAT_ELECTED);
	r->system = was;
	return good ? c->id : 0;
}

/* ---- reading ---- */

bool committee_of(struct req *r, int64_t unit, int64_t kind, day on, struct committee *out)
{
	int64_t id = q_committee_serving(r->db, unit, kind, on ? on : r->today);
	const struct committee *c = id ? record_load(r->db, r->arena, &committee_record, id) : NULL;
	if (c)
		*out = *c;
	return c != NULL;
}

struct committee_person *committee_people(struct req *r, int64_t committee, day on, size_t *n)
{
	struct committee_seats_on *s = q_committee_seats_on(r->db, r->arena, committee, on ? on : r->today, n);
	struct committee_person *out = NEW_N(r->arena, struct committee_person, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct committee_person){s[i].seat, s[i].person, s[i].post, s[i].state, s[i].name, s[i].full_time, s[i].since, s[i].until};
	return out;
}
