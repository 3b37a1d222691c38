/* The roll: who may vote, who is here, who was handed a paper ballot; after closing, who has voted. */
#include <stdlib.h>
#include <string.h>

#include "kernel/unit.h"
#include "modules/committees/committees.h"
#include "modules/members/members.h"
#include "modules/votes/inside.h"
#include "modules/votes/votes_view.h"
#include "votes.html.h"

static const char *roll_link(struct req *r, const struct vote *v)
{
	return link_to(r, "/votes/%lld/roll", (long long)v->id);
}

/* Those whose name begins so; a name's end bound in UTF-8 is the name and 0xFF. */
static struct vote_roll_rows *found(struct req *r, const struct vote *v, const char *q, size_t *n)
{
	return q_vote_roll_named(r->db, r->arena, v->id, q, arena_printf(r->arena, "%s\xf4\x8f\xbf\xbf", q), ROLL_PAGE, n);
}

static void fill_rows(struct roll_view *x, struct vote_roll_rows *t, size_t n)
{
	struct req *r = x->r;
	struct roll_line *rows = NEW_N(r->arena, struct roll_line, n);
	/* While the vote is on, only the desk sees who has voted: it must not hand out a second ballot. */
	bool shown = x->v->state >= VOTE_CLOSED || (x->desk && x->may_tell);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct roll_line){t[i].no, t[i].person, t[i].name, t[i].unit_name, t[i].way, t[i].present != 0, shown};
	x->rows = rows;
	x->n = n;
}

void get_roll(struct req *r)
{
	const struct vote *v = r->row;
	struct roll_view x = {.r = r, .v = v, .here = roll_link(r, v), .q = query_get(r, "q")};
	struct vote_numbers m = vote_numbers(r->db, v->id);
	size_t n;
	x.size = m.entitled;
	x.present = m.present;
	x.voted = m.online + m.paper;
	x.may_make = v->state == VOTE_DRAFT && may_row(r, "vote.edit", &vote_record, v) && !(v->voters == VOTE_COMMITTEE && v->election);
	x.may_tell = may_row(r, "vote.tell", &vote_record, v);
	x.desk = v->state == VOTE_READY || v->state == VOTE_OPEN;
	struct vote_roll_rows *t = *x.q ? found(r, v, x.q, &n) :
				   q_vote_roll_rows(r->db, r->arena, v->id, query_int(r, "after"), ROLL_PAGE + 1, &n);
	if (n > ROLL_PAGE) {
		n = ROLL_PAGE;
		x.next = link_to(r, "/votes/%lld/roll?after=%lld", (long long)v->id, (long long)t[n - 1].no);
	}
	fill_rows(&x, t, n);
	page_begin(r, &(struct page){.title = "名册", .nav = "/votes",
				     .crumbs = {{"投票", "/votes"}, {v->title, link_to(r, "/votes/%lld", (long long)v->id)}}});
	tpl_vote_roll(r->out, &x);
	page_end(r);
}

/* ---- making it ---- */

/* Who counts is module members' to say: members whose membership runs, of the union and all below it. */
struct voter {
	int64_t person, unit;
	const char *name, *unit_name, *path;
};

static int by_unit(const void *a, const void *b)
{
	const struct voter *x = a, *y = b;
	return x->unit != y->unit ? (x->unit > y->unit) - (x->unit < y->unit) : (x->person > y->person) - (x->person < y->person);
}

static int by_path(const void *a, const void *b)
{
	const struct voter *x = a, *y = b;
	int c = strcmp(x->path, y->path);
	return c ? c : (x->person > y->person) - (x->person < y->person);
}

/* In the order of the tree, as the desk calls them up. */
static void order_voters(struct req *r, struct voter *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_unit);
	for (size_t i = 0; i < n; i++) {
		bool same = i && v[i].unit == v[i - 1].unit;
		v[i].path = same ? v[i - 1].path : unit_path(r->db, r->arena, v[i].unit);
		v[i].unit_name = same ? v[i - 1].unit_name : unit_name(r->db, r->arena, v[i].unit);
	}
	qsort(v, n, sizeof(*v), by_path);
}

static struct voter *all_members(struct req *r, int64_t house, size_t *made)
{
	enum { PART = 1000 };
	struct voter *out = NEW_N(r->arena, struct voter, ROLL_MOST + PART);
	size_t n;
	*made = 0;
	do {
		struct entitled *e = members_roll(r->db, r->arena, house, *made ? out[*made - 1].person : 0, PART, &n);
		for (size_t i = 0; i < n; i++)
			out[(*made)++] = (struct voter){.person = e[i].person, .unit = e[i].unit, .name = e[i].name};
	} while (n == PART && *made <= ROLL_MOST);
	if (*made <= ROLL_MOST)
		order_voters(r, out, *made);
	return out;
}

/* Delegates whose membership runs: who lost it has no vote (工会基层组织选举工作条例第4条). */
static struct voter *all_reps(struct req *r, const struct vote *v, int64_t house, size_t *made)
{
	size_t n;
	struct vote_reps *t = q_vote_reps(r->db, r->arena, house, ROLE_REP, v->held_on, ROLL_MOST + 1, &n);
	struct voter *out = NEW_N(r->arena, struct voter, n);
	*made = 0;
	for (size_t i = 0; i < n; i++)
		if (member_entitled(r->db, r->arena, t[i].person, house))
			out[(*made)++] = (struct voter){.person = t[i].person, .name = t[i].name, .unit_name = t[i].unit_name};
	return out;
}

/* Who sits in the committee on the day of the vote. */
static struct voter *all_committee(struct req *r, const struct vote *v, int64_t house, size_t *made)
{
	struct committee c;
	*made = 0;
	if (!committee_of(r, house, COMMITTEE_UNION, v->held_on, &c))
		return NULL;
	struct committee_person *p = committee_people(r, c.id, v->held_on, made);
	struct voter *out = NEW_N(r->arena, struct voter, *made);
	for (size_t i = 0; i < *made; i++) {
		const struct person_row *x = record_load(r->db, r->arena, &person_record, p[i].person);
		out[i] = (struct voter){.person = p[i].person, .name = p[i].name, .unit_name = x ? unit_name(r->db, r->arena, x->unit) : ""};
	}
	return out;
}

void vote_name_roll(struct req *r, int64_t vote, const int64_t *people, size_t n)
{
	q_vote_roll_clear(r->db, vote);
	for (size_t i = 0; i < n; i++) {
		const struct person_row *x = record_load(r->db, r->arena, &person_record, people[i]);
		if (x)
			q_vote_roll_add(r->db, vote, (int64_t)i + 1, x->id, x->name, unit_name(r->db, r->arena, x->unit));
	}
}

static bool make_roll(struct req *r, const struct vote *v, size_t *made)
{
	int64_t house = unit_union(r->db, r->arena, v->unit);
	struct voter *m = v->voters == VOTE_REPS ? all_reps(r, v, house, made) : v->voters == VOTE_COMMITTEE ? all_committee(r, v, house, made) :
			  all_members(r, house, made);
	if (*made > ROLL_MOST) {
		refuse(r, 409, "名册超过 %d 人。人数多的单位召开代表大会，由代表投票。", ROLL_MOST);
		return false;
	}
	q_vote_roll_clear(r->db, v->id);
	for (size_t i = 0; i < *made; i++)
		q_vote_roll_add(r->db, v->id, (int64_t)i + 1, m[i].person, m[i].name, m[i].unit_name);
	return true;
}

void post_roll(struct req *r)
{
	struct vote *v = r->row;
	size_t n;
	if (v->state != VOTE_DRAFT) {
		refuse(r, 409, "名册已经冻结。要改，先撤回冻结。");
		return;
	}
	if (v->voters == VOTE_COMMITTEE && v->election) {
		see_other_saying(r, roll_link(r, v), "名册是大会当选的全体委员，发起投票时已经生成。");
		return;
	}
	if (make_roll(r, v, &n) && flow_edit(r, &vote_flow, v, arena_printf(r->arena, "名册 %zu 人", n)))
		see_other_saying(r, roll_link(r, v), n ? "名册已生成。在籍会员列入，保留会籍和待审批的不列入。" :
							 v->voters == VOTE_COMMITTEE ? "没有在任的委员会。请先在组织机构里登记。" : "没有在籍会员。请先在“会员”里登记、批准入会。");
}

/* ---- at the desk ---- */

static bool desk_open(struct req *r, const struct vote *v, const char *what)
{
	bool paper = strcmp(what, "paper") == 0 || strcmp(what, "back") == 0;
	if (paper ? v->state == VOTE_OPEN : v->state == VOTE_READY || v->state == VOTE_OPEN)
		return true;
	refuse(r, 409, paper ? "投票进行中才能发纸质选票。" : "名册冻结后、投票结束前才能登记签到。");
	return false;
}

/* Takes a paper ballot back that was handed to the wrong person: with a reason, in the history. */
static bool take_back(struct req *r, struct vote *v, const struct vote_roll_rows *t)
{
	const char *why = form_get(r, "reason");
	if (text_empty(why)) {
		refuse_field(r, "reason", "理由", "请写明收回选票的理由。");
		return false;
	}
	return q_vote_roll_untake(r->db, v->id, t->person) == 1 &&
	       flow_move_row(r, &vote_flow, v, "desk", arena_printf(r->arena, "收回发给%s的纸质选票：%s", event_name(r->arena, t->person), why));
}

static bool mark(struct req *r, struct vote *v, const struct vote_roll_rows *t, const char *what)
{
	if (strcmp(what, "here") == 0)
		q_vote_roll_present(r->db, v->id, t->person, 1);
	else if (strcmp(what, "away") == 0)
		q_vote_roll_present(r->db, v->id, t->person, 0);
	else if (strcmp(what, "back") == 0 && t->way == WAY_PAPER)
		return take_back(r, v, t);
	else if (strcmp(what, "paper") == 0 && q_vote_roll_take(r->db, v->id, t->person, WAY_PAPER) == 1)
		return true;
	else
		refuse(r, 409, "%s已经领票或已用手机投票，不能再领。", t->name);
	return !r->answered;
}

void post_roll_mark(struct req *r)
{
	struct vote *v = r->row;
	const char *what = form_get(r, "what"), *q = form_get(r, "q");
	struct vote_roll_rows t;
	if (!desk_open(r, v, what))
		return;
	if (strcmp(what, "all") == 0) {
		q_vote_roll_present_all(r->db, v->id);
		see_other_saying(r, roll_link(r, v), "已登记全部到会。");
		return;
	}
	if (!q_vote_roll_of(r->db, r->arena, v->id, form_int(r, "person"), &t)) {
		refuse(r, 404, "名册里没有这个人。");
		return;
	}
	if (mark(r, v, &t, what))
		see_other(r, *q ? url_join(r->arena, arena_printf(r->arena, "%s?q=", roll_link(r, v)), q) :
			  link_to(r, "/votes/%lld/roll?after=%lld", (long long)v->id, (long long)((t.no - 1) / ROLL_PAGE * ROLL_PAGE)));
}
