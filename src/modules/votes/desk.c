/* Paper ballots and raised hands: stacks of equal ones, each checked by a second person. */
#include "modules/votes/inside.h"

#include <string.h>

static const char *vote_link(struct req *r, int64_t vote)
{
	return link_to(r, "/votes/%lld#stacks", (long long)vote);
}

void post_stack(struct req *r)
{
	const struct vote *v = r->row;
	size_t n;
	int64_t times = form_int(r, "times");
	if (v->state != VOTE_OPEN && v->state != VOTE_CLOSED) {
		refuse(r, 409, "投票进行中或结束后、计票前才能录入。");
		return;
	}
	vote_names(r->db, r->arena, v, &n);
	const char *ballot = ballot_from_form(r, v, n, false);
	if (times < 1 || times > ROLL_MOST)
		problem_add(&r->problems, "times", "请填写这一叠有几张。");
	if (r->problems.n) {
		get_vote(r); /* with what was typed */
		answer_status(r, 422);
		return;
	}
	struct vote_stack s = {.unit = v->unit, .vote = v->id, .ballot = ballot, .times = times, .hand = r->who->person, .why = ""};
	if (flow_create(r, &vote_stack_flow, &s, ""))
		see_other_saying(r, vote_link(r, v->id), "已录入，等另一人复核。");
}

void post_stack_amend(struct req *r)
{
	struct vote_stack *s = r->row;
	int64_t times = -1;
	if (!str_int(str_of(form_get(r, "times")), &times) || times < 0 || times > ROLL_MOST || times == s->times) {
		refuse_field(r, "times", "更正为几张", "请填写更正后的张数（0 为整叠作废），与原来的 %lld 张不同。", (long long)s->times);
		return;
	}
	s->new_times = times;
	s->hand = r->who->person;
	s->why = form_get(r, "reason");
	if (flow_move_row(r, &vote_stack_flow, s, "amend", s->why))
		see_other_saying(r, vote_link(r, s->vote), "更正已提出，等另一人复核后生效。");
}
