/* Step 12: those elected become committees with terms and seats in the register (module committees). */
#include <string.h>

#include "modules/committees/committees.h"
#include "modules/elections/inside.h"
#include "modules/units/units.h"

/* Which committee an organ of the election belongs to. */
static int64_t committee_kind_of(int64_t organ)
{
	return organ == ORGAN_AUDIT ? COMMITTEE_AUDIT : organ == ORGAN_WOMEN ? COMMITTEE_WOMEN : COMMITTEE_UNION;
}

/* The post that an organ of the election is; 0: only a seat. */
static int64_t post_of(int64_t organ)
{
	static const int64_t posts[ORGANS] = {
		[ORGAN_CHAIR] = SEAT_CHAIR, [ORGAN_VICE] = SEAT_VICE, [ORGAN_STANDING] = SEAT_STANDING, [ORGAN_FIRST_CHAIR] = SEAT_CHAIR, [ORGAN_FIRST_VICE] = SEAT_VICE};
	return posts[organ];
}

/* The smaller number is the higher post; 0 is none. */
static int64_t higher(int64_t a, int64_t b)
{
	return !a || (b && b < a) ? b : a;
}

/* Was this winner of another organ elected chair, vice-chair or standing member, too? Then that is his post. */
static int64_t post_by_vote(const struct winner *all, size_t n, const struct winner *w)
{
	int64_t post = 0;
	for (size_t i = 0; i < n; i++)
		if (committee_kind_of(w->organ) == COMMITTEE_UNION && w->person && all[i].person == w->person)
			post = higher(post, post_of(all[i].organ));
	return higher(post, post_of(w->organ));
}

/* One line a person and committee: who was elected twice has the higher post. */
struct place_line *election_places(struct req *r, const struct election *e, size_t *n)
{
	size_t all;
	struct winner *w = election_result(r->db, r->arena, e->id, &all);
	struct place_line *out = NEW_N(r->arena, struct place_line, all);
	*n = 0;
	for (size_t i = 0; i < all; i++) {
		int64_t kind = committee_kind_of(w[i].organ);
		bool there = false;
		for (size_t k = 0; k < *n; k++)
			there |= w[i].person && out[k].person == w[i].person && out[k].kind == kind;
		if (there)
			continue;
		struct place_line *p = &out[(*n)++];
		*p = (struct place_line){.no = *n, .kind = kind, .person = w[i].person, .name = w[i].name, .fixed = post_by_vote(w, all, &w[i]),
					 .organ_label = choice_label(committee_kinds, kind)};
		if (!p->fixed && e->first_held && kind == COMMITTEE_UNION)
			p->fixed = SEAT_MEMBER; /* the first session has chosen among them */
		p->post = p->fixed ? p->fixed : SEAT_MEMBER;
		p->post_label = seat_post_label(kind, p->post);
	}
	return out;
}

static void read_place(struct req *r, struct place_line *p)
{
	int64_t typed = form_int(r, arena_printf(r->arena, "post%zu", p->no));
	if (!p->fixed && typed)
		p->post = typed;
	if (!p->person)
		p->person = form_int(r, arena_printf(r->arena, "person%zu", p->no));
	if (!p->person)
		problem_add(&r->problems, arena_printf(r->arena, "person%zu", p->no), "“%s”是另选的人，请在人员台账里选定是哪一位。", p->name);
}

static bool install(struct req *r, const struct election *e, int64_t kind, int64_t seats, const struct place_line *p, size_t n)
{
	struct elected *people = NEW_N(r->arena, struct elected, n);
	struct committee_result c = {
		.unit = e->unit, .kind = kind, .by_election = e->kind == ELECTION_BY, .term_no = e->term_no, .years = e->years, .seats = seats,
		.seats_reason = e->seats_reason, .elected_by = e->form == FORM_DELEGATES ? BODY_DELEGATES : BODY_MEMBERS, .on = e->meeting_on,
		.approval = e->decision, .approved_on = e->endorsed_on, .people = people,
		.note = arena_printf(r->arena, "《%s》选举结果报告", e->title)};
	for (size_t i = 0; i < n; i++)
		if (p[i].kind == kind)
			people[c.n++] = (struct elected){p[i].person, p[i].post, form_has(r, arena_printf(r->arena, "full%zu", p[i].no))};
	return !c.n || committee_install(r, &c);
}

/* Chair, vice-chairs and standing members are the standing committee. */
static bool install_standing(struct req *r, const struct election *e, const struct place_line *p, size_t n)
{
	struct elected *people = NEW_N(r->arena, struct elected, n);
	struct committee_result c = {.unit = e->unit, .kind = COMMITTEE_STANDING, .term_no = e->term_no, .years = e->years, .elected_by = BODY_COMMITTEE,
		.on = e->first_on ? e->first_on : e->meeting_on, .approval = e->decision, .approved_on = e->endorsed_on, .people = people,
		.seats_reason = "主席、副主席和常务委员", .note = arena_printf(r->arena, "《%s》选举结果报告", e->title)};
	if (!e->first_held || !e->first_standing)
		return true;
	for (size_t i = 0; i < n; i++)
		if (p[i].kind == COMMITTEE_UNION && p[i].post < SEAT_MEMBER)
			people[c.n++] = (struct elected){p[i].person, p[i].post == SEAT_STANDING ? SEAT_MEMBER : p[i].post, false};
	return !c.n || committee_install(r, &c);
}

/* Chair and vice-chairs sit in the committee whether or not the meeting elected them as its members first. */
static int64_t union_seats(const struct election *e, const struct place_line *p, size_t n)
{
	int64_t held = 0;
	for (size_t i = 0; i < n; i++)
		held += p[i].kind == COMMITTEE_UNION;
	return held > e->seats_committee ? held : e->seats_committee;
}

void post_election_register(struct req *r)
{
	struct election *e = r->row;
	size_t n;
	struct place_line *p = election_places(r, e, &n);
	if (e->state != ELECTION_ENDORSED) {
		refuse(r, 409, "上级批复选举结果之后才变更登记。");
		return;
	}
	if (!n) {
		refuse(r, 409, "没有当选人，不能登记。");
		return;
	}
	for (size_t i = 0; i < n; i++)
		read_place(r, &p[i]);
	bool good = !r->problems.n && install(r, e, COMMITTEE_UNION, union_seats(e, p, n), p, n) &&
		    install_standing(r, e, p, n) && install(r, e, COMMITTEE_AUDIT, e->seats_audit, p, n) &&
		    install(r, e, COMMITTEE_WOMEN, e->seats_women, p, n);
	if (r->answered)
		return;
	if (!good) {
		get_election(r);
		answer_status(r, 422);
		return;
	}
	if (flow_move_row(r, &election_flow, e, "register", ""))
		see_other_saying(r, link_to(r, "/units/%lld/committees", (long long)e->unit), "当选人已登记为新一届委员会，届期从大会之日起算。");
}
