/* What must be true before a vote moves on, and what a move does further. */
#include "modules/votes/inside.h"

#include <string.h>

#include "kernel/message.h"

/* ---- the roll is frozen ---- */

static const char *candidates_not_yet(struct req *r, const struct vote *v)
{
	size_t n;
	struct vote_options *o = q_vote_options(r->db, r->arena, v->id, &n);
	if (v->seats < 1)
		return "请填写应选名额。";
	if (n < (size_t)v->seats)
		return "候选人少于应选名额。";
	if (v->manner != VOTE_SECRET)
		return "选举要用无记名投票。";
	for (size_t i = 0; i < n; i++)
		if (o[i].person && is_teller(v, o[i].person))
			return arena_printf(r->arena, "监票人不能是候选人：%s（工会基层组织选举工作条例，条号未核实）。", o[i].name);
	return NULL;
}

static const char *tellers_not_yet(const struct vote *v)
{
	if (!v->teller1 || !v->teller2)
		return "请确定两位监票人。";
	return v->teller1 == v->teller2 ? "两位监票人不能是同一人。" : NULL;
}

const char *can_freeze(struct req *r, const void *row)
{
	const struct vote *v = row;
	const char *why = v->kind == VOTE_ELECTION ? candidates_not_yet(r, v) : NULL;
	if (!why)
		why = tellers_not_yet(v);
	if (!why && v->online && v->manner != VOTE_SECRET)
		why = "举手表决不能用手机投票。";
	if (!why && v->online)
		why = online_not_yet(r, v);
	if (!why && !q_vote_roll_size(r->db, v->id))
		why = "名册里还没有人，请先生成名册。";
	return why;
}

static const char *roll_digest(struct req *r, int64_t vote, int64_t *size)
{
	size_t n;
	struct vote_roll_rows *t = q_vote_roll_rows(r->db, r->arena, vote, 0, ROLL_MOST, &n);
	const char **lines = NEW_N(r->arena, const char *, n);
	for (size_t i = 0; i < n; i++)
		lines[i] = roll_line(r->arena, &t[i]);
	*size = (int64_t)n;
	return lines_digest(r->arena, lines, n);
}

bool do_freeze(struct req *r, void *row, const void *before)
{
	struct vote *v = row;
	(void)before;
	v->roll_hash = roll_digest(r, v->id, &v->entitled);
	return true;
}

bool do_thaw(struct req *r, void *row, const void *before)
{
	struct vote *v = row;
	(void)before;
	v->roll_hash = "";
	v->entitled = 0;
	q_vote_roll_reset(r->db, v->id);
	q_vote_keys_drop(r->db, v->id);
	db_forget(r->db);
	return true;
}

/* ---- voting ---- */

const char *can_open(struct req *r, const void *row)
{
	const struct vote *v = row;
	struct teller_key keys[2];
	struct vote_rules rules = vote_rules_of(r, v);
	int64_t need = vote_need(rules.quorum, v->entitled), here = q_vote_roll_here(r->db, v->id);
	int64_t size;
	if (strcmp(roll_digest(r, v->id, &size), v->roll_hash) != 0)
		return "名册与冻结时的指纹不符，可能被改动。请撤回冻结，重新核对名册。";
	if (v->online && !teller_keys(r->db, r->arena, v->id, keys))
		return "两位监票人要先各自设定口令。";
	if (v->online)
		return online_not_yet(r, v);
	if (here < need)
		return arena_printf(r->arena, "到会 %lld 人，须有 %lld 人到会（%s），还差 %lld 人。请先登记签到。", (long long)here,
				    (long long)need, rules.law[VOTE_LAW_QUORUM].text, (long long)(need - here));
	return NULL;
}

/* Whoever may vote on the phone is told so. */
bool do_open(struct req *r, void *row, const void *before)
{
	const struct vote *v = row;
	(void)before;
	if (!v->online)
		return true;
	size_t n;
	struct vote_roll_rows *t = q_vote_roll_rows(r->db, r->arena, v->id, 0, ROLL_MOST, &n);
	struct message m = {.title = arena_printf(r->arena, "请投票：%s", v->title), .body = "在手机上选择、核对、投出。每人一票。",
			    .link = link_to(r, "/ballots/%lld", (long long)v->id), .group_told = true};
	for (size_t i = 0; i < n; i++) {
		m.person = t[i].person;
		message_send(r, &m);
	}
	return true;
}

/* ---- counting ---- */

const char *can_count(struct req *r, const void *row)
{
	const struct vote *v = row;
	struct vote_result x;
	struct vote_numbers n;
	if (*v->trouble)
		return arena_printf(r->arena, "%s只能作废，重新投票。", v->trouble);
	if (!v->urn_opened && q_vote_urn_size(r->db, v->id))
		return "手机投的票还没有开箱，请两位监票人一起开箱。";
	if (q_vote_stacks_waiting(r->db, v->id))
		return "还有纸质选票等待另一人复核。";
	return count_now(r, v, &x, &n);
}

/* Every line of the protocol with its rule, as text for the row. */
static const char *protocol_of(struct req *r, const struct vote_result *x)
{
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < x->n_lines; i++)
		buf_printf(&b, "%s\t%s\t%c\n", x->lines[i].text, x->lines[i].law.text, x->lines[i].law.confidence);
	return arena_strdup(r->arena, buf_text(&b));
}

static void put_options(struct req *r, const struct vote *v, const struct vote_result *x)
{
	size_t n, next;
	struct vote_options *had = q_vote_options(r->db, r->arena, v->id, &n);
	next = n;
	for (size_t i = 0; i < x->n_options; i++) {
		const struct vote_option *o = &x->options[i];
		int64_t no = 0;
		for (size_t k = 0; k < n && !no; k++)
			no = strcmp(had[k].name, o->name) == 0 ? had[k].no : 0;
		if (!no) {
			no = (int64_t)++next;
			q_vote_option_add(r->db, v->id, no, o->name, o->written ? q_vote_roll_person(r->db, v->id, o->name) : 0, o->written);
		}
		q_vote_option_set(r->db, v->id, no, o->yes, o->no, o->abstained, (int)o->place);
	}
}

bool do_count(struct req *r, void *row, const void *before)
{
	struct vote *v = row;
	struct vote_result x;
	struct vote_numbers n;
	(void)before;
	const char *why = count_now(r, v, &x, &n);
	if (why) {
		refuse(r, 409, "%s", why);
		return false;
	}
	v->outcome = x.outcome;
	v->protocol = protocol_of(r, &x);
	put_options(r, v, &x);
	destroy_urn(r, v->id); /* nothing is in it any more; keys that opened nothing */
	return true;
}

bool do_recount(struct req *r, void *row, const void *before)
{
	struct vote *v = row;
	(void)before;
	v->outcome = 0;
	v->protocol = "";
	q_vote_options_written_clear(r->db, v->id);
	return true;
}

void destroy_urn(struct req *r, int64_t vote)
{
	q_vote_urn_drop(r->db, vote);
	q_vote_keys_drop(r->db, vote);
	db_forget(r->db);
}

bool do_end(struct req *r, void *row, const void *before)
{
	const struct vote *v = row;
	(void)before;
	destroy_urn(r, v->id);
	return true;
}

/* ---- stacks ---- */

static const struct vote *vote_of_stack(struct req *r, const struct vote_stack *s)
{
	return record_load(r->db, r->arena, &vote_record, s->vote);
}

const char *vote_is_open_to_desk(struct req *r, const void *row)
{
	const struct vote *v = vote_of_stack(r, row);
	return v && (v->state == VOTE_OPEN || v->state == VOTE_CLOSED) ? NULL : "已经计票。要更正，先把计票退回更正。";
}

const char *by_second_person(struct req *r, const void *row)
{
	const struct vote_stack *s = row;
	const char *why = vote_is_open_to_desk(r, row);
	if (why)
		return why;
	return r->who && r->who->person == s->hand ? "要由另一人复核，经手人不能自己复核。" : NULL;
}

bool take_amended(struct req *r, void *row, const void *before)
{
	struct vote_stack *s = row;
	(void)r;
	(void)before;
	s->times = s->new_times;
	return true;
}
