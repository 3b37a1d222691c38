/* What may happen to committees and seats. */
#include <string.h>

#include "committees.sql.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/committees/inside.h"
#include "text/calendar.h"

/* ---- committees ---- */

static const char *term_over(struct req *r, const void *row)
{
	return ((const struct committee *)row)->until < r->today ? NULL : "届期还没有满。";
}

static const char *is_last(struct req *r, const void *row)
{
	const struct committee *c = row;
	return q_committee_after(r->db, c->unit, c->kind, c->id) ? "下一届已经登记，请先作废下一届。" : NULL;
}

static const char *place_is_free(struct req *r, const void *row)
{
	const struct committee *c = row;
	return q_committee_later(r->db, c->unit, c->kind, c->since, c->id) ? "已登记了更晚的一届。" : NULL;
}

static struct seat *seats_of(struct req *r, int64_t committee, size_t *n)
{
	struct committee_seats_all *s = q_committee_seats_all(r->db, r->arena, committee, n);
	struct seat *out = NEW_N(r->arena, struct seat, *n);
	for (size_t i = 0; i < *n; i++)
		memcpy(&out[i], record_load(r->db, r->arena, &seat_record, s[i].id), sizeof(struct seat));
	return out;
}

static const char followed[] = "换届", closed_with[] = "工会终止";

/* It serves no longer: its seats end with it. */
static void end_seats(struct req *r, const struct committee *c, const char *why)
{
	size_t n;
	struct seat *s = seats_of(r, c->id, &n);
	for (size_t i = 0; i < n; i++)
		if (s[i].state != SEAT_ENDED) {
			s[i].until = c->ended_on - 1;
			s[i].why = why;
			flow_follow(r, &seat_flow, &s[i], "succeed", "");
		}
}

/* That was a mistake: this one serves again with the people whose seats it had ended. */
static void reopen_seats(struct req *r, const struct committee *c, day last, const char *why)
{
	size_t n;
	struct seat *s = seats_of(r, c->id, &n);
	for (size_t i = 0; i < n; i++)
		if (s[i].state == SEAT_ENDED && s[i].until == last && strcmp(s[i].why, why) == 0) {
			s[i].until = 0;
			s[i].why = "";
			flow_follow(r, &seat_flow, &s[i], "reopen", "");
		}
}

static bool reopened(struct req *r, void *row, const void *before)
{
	struct committee *c = row;
	(void)before;
	c->ended_on = 0;
	due_set(r, &committee_record, c->id, instant_of_day(c->until + 1), "expire");
	return true;
}

static bool ended_today(struct req *r, void *row, const void *before)
{
	struct committee *c = row;
	(void)before;
	c->ended_on = r->today > c->since ? r->today : c->since + 1;
	c->vacant_since = 0;
	return true;
}

/* A union is dissolved, or comes back: its committees end and come back with it. */
void committees_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct unit_row *u = row, *was = before;
	size_t n;
	terms_heard(r, record, before, row);
	worktimes_heard(r, record, before, row);
	if (record != &unit_record || !was || was->state == u->state)
		return;
	struct committees_of *c = q_committees_of(r->db, r->arena, u->id, &n);
	for (size_t i = 0; i < n; i++) {
		void *x = record_load(r->db, r->arena, &committee_record, c[i].id);
		if (u->state == UNIT_DISSOLVED && COMMITTEE_RUNS & 1u << c[i].state)
			flow_follow(r, &committee_flow, x, "close", "");
		else if (u->state == UNIT_ACTIVE && c[i].state == COMMITTEE_CLOSED)
			flow_follow(r, &committee_flow, x, "reopen", "");
	}
}

static bool made_void(struct req *r, void *row, const void *before)
{
	struct committee *c = row;
	(void)before;
	c->vacant_since = 0; /* nobody is missing in it */
	struct committee *was = c->before ? record_load(r->db, r->arena, &committee_record, c->before) : NULL;
	return !was || was->state != COMMITTEE_SUCCEEDED || flow_follow(r, &committee_flow, was, "reopen", "下一届登记有误");
}

static bool restored(struct req *r, void *row, const void *before)
{
	struct committee *c = row;
	(void)before;
	struct committee *was = c->before ? record_load(r->db, r->arena, &committee_record, c->before) : NULL;
	if (was && was->state != COMMITTEE_SUCCEEDED) {
		was->ended_on = c->since;
		if (!flow_follow(r, &committee_flow, was, "succeed", ""))
			return false;
	}
	if (!c->chair)
		c->vacant_since = c->since;
	due_set(r, &committee_record, c->id, instant_of_day(c->until + 1), "expire");
	return true;
}

static bool extended(struct req *r, void *row, const void *before)
{
	(void)before;
	due_set(r, &committee_record, ((struct committee *)row)->id, instant_of_day(((struct committee *)row)->until + 1), "expire");
	return true;
}

static const char *by_superior(struct req *r, const void *row);

static const char *can_unextend(struct req *r, const void *row)
{
	const struct committee *c = row;
	return c->until == c->set_until ? "没有延期。" : by_superior(r, row);
}

/* It ends when it was to end; when that is over, it expires at once. */
static bool unextended(struct req *r, void *row, const void *before)
{
	struct committee *c = row;
	c->until = c->set_until;
	return extended(r, row, before);
}

static const struct move committee_moves[] = {
	{COMMITTEE_IN_TERM, "expire", COMMITTEE_OVERDUE, NULL, "届满", MOVE_HIDDEN, .needs = term_over, .help = "届期最后一天过后自动转为届满未换届"},
	{COMMITTEE_IN_TERM, "extend", SAME_STATE, "committee.approve", "批准延期换届", MOVE_HIDDEN | MOVE_REASON, .done = extended,
	 .help = "上级工会批准延期，届期止随之后移"},
	{COMMITTEE_OVERDUE, "extend", COMMITTEE_IN_TERM, "committee.approve", "批准延期换届", MOVE_HIDDEN | MOVE_REASON, .done = extended,
	 .help = "上级工会批准延期，届期止随之后移"},
	{COMMITTEE_IN_TERM, "unextend", SAME_STATE, "committee.approve", "撤回延期", MOVE_REASON | MOVE_PLACED, .needs = can_unextend, .done = unextended,
	 .help = "批错了的，撤回；届期止恢复为原定的一天，过了的随即届满"},
	{COMMITTEE_IN_TERM, "succeed", COMMITTEE_SUCCEEDED, NULL, "换届", MOVE_HIDDEN, .help = "下一届产生，本届和各席位到前一天为止"},
	{COMMITTEE_OVERDUE, "succeed", COMMITTEE_SUCCEEDED, NULL, "换届", MOVE_HIDDEN, .help = "下一届产生，本届和各席位到前一天为止"},
	{COMMITTEE_SUCCEEDED, "reopen", COMMITTEE_IN_TERM, NULL, "恢复在任", MOVE_HIDDEN, .done = reopened, .help = "下一届登记有误作废，本届恢复"},
	{COMMITTEE_IN_TERM, "close", COMMITTEE_CLOSED, NULL, "随工会终止", MOVE_HIDDEN, .done = ended_today, .help = "工会撤销或并入别的工会，委员会和席位到前一天为止"},
	{COMMITTEE_OVERDUE, "close", COMMITTEE_CLOSED, NULL, "随工会终止", MOVE_HIDDEN, .done = ended_today, .help = "工会撤销或并入别的工会，委员会和席位到前一天为止"},
	{COMMITTEE_CLOSED, "reopen", COMMITTEE_IN_TERM, NULL, "恢复在任", MOVE_HIDDEN, .done = reopened, .help = "工会恢复，委员会随之恢复"},
	{COMMITTEE_IN_TERM, "void", COMMITTEE_VOID, "committee.edit", "作废这条登记", MOVE_REASON | MOVE_PLAIN, .needs = is_last, .done = made_void,
	 .help = "登记有误时作废；上一届随之恢复"},
	{COMMITTEE_OVERDUE, "void", COMMITTEE_VOID, "committee.edit", "作废这条登记", MOVE_REASON | MOVE_PLAIN, .needs = is_last, .done = made_void,
	 .help = "登记有误时作废；上一届随之恢复"},
	{COMMITTEE_VOID, "restore", COMMITTEE_IN_TERM, "committee.edit", "恢复这条登记", MOVE_REASON, .needs = place_is_free, .done = restored,
	 .help = "撤回作废"},
	{COMMITTEE_OVERDUE, "mend", COMMITTEE_IN_TERM, NULL, "更正届期", MOVE_HIDDEN, .done = extended, .help = "届期登记有误，更正后没有届满"},
	{ANY_STATE, "chair", SAME_STATE, NULL, "主席变动", MOVE_HIDDEN, .help = "席位变动后，随之记下现任主席和空缺"},
	{0},
};

static void committee_written(struct req *r, const void *before, const void *row)
{
	const struct committee *c = row, *was = before;
	if (was && was->state != c->state && (c->state == COMMITTEE_SUCCEEDED || c->state == COMMITTEE_CLOSED))
		end_seats(r, c, c->state == COMMITTEE_CLOSED ? closed_with : followed);
	if (was && (was->state == COMMITTEE_SUCCEEDED || was->state == COMMITTEE_CLOSED) && c->state == COMMITTEE_IN_TERM) {
		reopen_seats(r, c, was->ended_on - 1, was->state == COMMITTEE_CLOSED ? closed_with : followed);
		committee_chair_settle(r, c->id); /* where nobody was the chair, the place is vacant again */
	}
	if (c->state == COMMITTEE_VOID)
		term_drop(r, "committee", c->id);
	else
		term_put(r, &(struct term){.record = "committee", .row_id = c->id, .unit = c->unit, .kind = c->kind, .label = c->name,
			 .holder = "", .since = c->since, .until = c->until, .ended_on = c->ended_on});
}

const struct flow committee_flow = {
	.record = &committee_record, .moves = committee_moves, .home = "/committees/%lld", .edit_right = "committee.edit",
	.edit_states = COMMITTEE_RUNS, .first = COMMITTEE_IN_TERM, .read_right = "committee.read", .after = committee_written,
};

/* ---- seats ---- */

bool seat_protected(struct req *r, const struct seat *s)
{
	const struct committee *c = record_load(r->db, r->arena, &committee_record, s->committee);
	return c && c->kind == COMMITTEE_UNION && (s->post == SEAT_CHAIR || s->post == SEAT_VICE) && c->state == COMMITTEE_IN_TERM;
}

static const char *may_just_leave(struct req *r, const void *row)
{
	return seat_protected(r, row) ? "任期内的主席、副主席离任，要先征得委员会和上级工会同意（《工会法》第十八条）。请用“提出离任”。" : NULL;
}

static const char *needs_consent(struct req *r, const void *row)
{
	return seat_protected(r, row) ? NULL : "只有任期内的主席、副主席要走这一步，其他委员请用“离任”。";
}

static const char *by_superior(struct req *r, const void *row)
{
	struct unit u;
	if (!unit_load(r->db, r->arena, ((const struct head *)row)->unit, &u) || !u.parent)
		return NULL;
	return r->system || may(r, "committee.approve", u.parent) ? NULL : "要由上级工会办理。";
}

static bool left(struct req *r, void *row, const void *before)
{
	struct seat *s = row;
	(void)before;
	s->until = r->today > s->since ? r->today - 1 : s->since - 1;
	s->why = form_get(r, "reason");
	return true;
}

static bool asked(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct seat *)row)->why = form_get(r, "reason");
	return true;
}

static bool approved(struct req *r, void *row, const void *before)
{
	struct seat *s = row;
	(void)before;
	s->until = r->today > s->since ? r->today - 1 : s->since - 1;
	return true;
}

static bool stays(struct req *r, void *row, const void *before)
{
	struct seat *s = row;
	(void)r;
	(void)before;
	s->why = s->consent = "";
	return true;
}

/* Who ended it has to agree that it was a mistake: the cadre for a member who left, the higher union for one it let go, nobody for a recall. */
static const char *may_be_put_back(struct req *r, const struct seat *s)
{
	if (strncmp(s->why, SEAT_RECALLED, strlen(SEAT_RECALLED)) == 0)
		return "经会员大会或会员代表大会罢免的，不能撤回。再次当选的，请按补选重新登记委员。";
	return *s->consent || seat_protected(r, s) ? by_superior(r, s) : NULL;
}

/* Entered by mistake that he left: nothing has taken his place since. */
static const char *can_return(struct req *r, const void *row)
{
	const struct seat *s = row;
	const struct committee *c = record_load(r->db, r->arena, &committee_record, s->committee);
	struct problems was = r->problems;
	struct elected e = {s->person, s->post, s->full_time};
	if (!(COMMITTEE_RUNS & 1u << c->state) || strcmp(s->why, followed) == 0 || strcmp(s->why, closed_with) == 0 || strcmp(s->why, "改任") == 0)
		return "随换届、改任或工会终止结束的席位，不能单独恢复。";
	const char *not_his = may_be_put_back(r, s);
	if (not_his)
		return not_his;
	r->problems = (struct problems){.arena = r->arena};
	const char *why = seat_check(r, c, &e, s->since) ? NULL : r->problems.first->text;
	r->problems = was;
	return why;
}

static bool returned(struct req *r, void *row, const void *before)
{
	struct seat *s = row;
	(void)r;
	(void)before;
	s->until = 0;
	s->why = s->consent = "";
	return true;
}

static const struct move seat_moves[] = {
	{SEAT_HELD, "leave", SEAT_ENDED, "committee.edit", "离任", MOVE_REASON | MOVE_PLAIN, .needs = may_just_leave, .done = left,
	 .help = "委员辞职、调离；任期内的主席、副主席另有程序"},
	{SEAT_HELD, "ask", SEAT_ASKED, "committee.edit", "提出离任", MOVE_REASON | MOVE_PLAIN, .needs = needs_consent, .done = asked,
	 .help = "任期内调动主席、副主席，先征求本级委员会意见"},
	{SEAT_ASKED, "agree", SEAT_AGREED, NULL, "委员会同意", MOVE_HIDDEN, .help = "列入委员会会议的议题，表决通过后自动记下决定，再报上级工会"},
	{SEAT_ASKED, "disagree", SEAT_HELD, NULL, "委员会不同意", MOVE_HIDDEN, .done = stays, .help = "委员会会议表决未通过，继续任职"},
	{SEAT_ASKED, "recant", SEAT_HELD, "committee.edit", "撤回提出", MOVE_REASON | MOVE_PLAIN, .done = stays, .help = "不再提出离任，继续任职"},
	{SEAT_AGREED, "approve", SEAT_ENDED, "committee.approve", "上级同意离任", MOVE_OPINION, .needs = by_superior, .done = approved,
	 .help = "上级工会同意，到前一天为止"},
	{SEAT_AGREED, "refuse", SEAT_HELD, "committee.approve", "上级不同意", MOVE_REASON | MOVE_PLAIN, .needs = by_superior, .done = stays, .help = "继续任职"},
	{SEAT_HELD, "recall", SEAT_ENDED, "committee.edit", "罢免", MOVE_HIDDEN | MOVE_REASON, .help = "会员大会或会员代表大会全体过半数通过"},
	{SEAT_HELD, "rise", SEAT_ENDED, NULL, "改任", MOVE_HIDDEN, .help = "补选担任同一委员会里更高的职务，原席位到前一天为止"},
	{ANY_STATE, "succeed", SEAT_ENDED, NULL, "换届", MOVE_HIDDEN, .help = "随届期结束"},
	{SEAT_ENDED, "return", SEAT_HELD, "committee.edit", "撤回离任", MOVE_REASON | MOVE_PLAIN, .needs = can_return, .done = returned,
	 .help = "离任登记有误的，恢复任职；席位还空着、没有别人接任的才能恢复；上级同意离任的由上级撤回，罢免的不能撤回"},
	{SEAT_ENDED, "reopen", SEAT_HELD, NULL, "恢复", MOVE_HIDDEN, .help = "下一届登记有误作废，随之恢复"},
	{0},
};

static void seat_written(struct req *r, const void *before, const void *row)
{
	const struct seat *s = row, *was = before;
	if (s->post == SEAT_CHAIR && (!was || (was->state == SEAT_ENDED) != (s->state == SEAT_ENDED)))
		committee_chair_settle(r, s->committee);
}

const struct flow seat_flow = {
	.record = &seat_record, .moves = seat_moves, .home = "/seats/%lld", .edit_right = "committee.edit", .first = SEAT_HELD,
	.after = seat_written,
};
