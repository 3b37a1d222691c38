/* The rules of a vote: shares, sources, policies. */
#include "modules/votes/inside.h"

#include <string.h>

#define ELECTION_RULES "工会基层组织选举工作条例（总工发〔2016〕27号）"
#define CHAIR_RULES "企业工会主席产生办法（试行）"

const struct policy vote_policies[] = {
	{.name = "vote.quorum_thirds", .label = "选举和表决到会人数不少于应到会人数的几个三分之一", .unit_label = "（三分之几）", .value = 2,
	 .flags = POLICY_HARD, .source = CHAIR_RULES "第14条；" ELECTION_RULES "第17条", .confidence = 'A'},
	{.name = "vote.online", .label = "可以用手机投票（1 为可以）", .unit_label = "", .value = 0, .flags = POLICY_NO_DEFAULT,
	 .source = "须有上级工会的批准文件", .confidence = 'C'},
	{0},
};

static const struct pass_rule {
	enum vote_pass pass;
	struct vote_share share;
	enum vote_base base;
	struct vote_source election, question;
} passes[] = {
	{PASS_OVER_HALF_ALL, {1, 2, true}, VOTE_ENTITLED, {CHAIR_RULES "第16条；" ELECTION_RULES, 'A'}, {"本次表决办法：应到会人数的过半数", 'C'}},
	{PASS_HALF_ALL, {1, 2, false}, VOTE_ENTITLED, {"本次选举办法", 'C'}, {"集体合同规定第36条（半数以上）", 'A'}},
	{PASS_OVER_HALF_PRESENT, {1, 2, true}, VOTE_PRESENT, {"本次选举办法", 'C'}, {"本次表决办法：实到会人数的过半数", 'C'}},
	{PASS_TWO_THIRDS_ALL, {2, 3, false}, VOTE_ENTITLED, {"本次选举办法", 'C'}, {"本次表决办法：应到会人数的三分之二以上", 'C'}},
};

static const struct pass_rule *pass_rule(const struct vote *v)
{
	for (size_t i = 0; i < sizeof(passes) / sizeof(passes[0]); i++)
		if (passes[i].pass == (enum vote_pass)v->pass)
			return &passes[i];
	return &passes[0];
}

struct vote_rules vote_paper_rules(const struct vote *v)
{
	static const struct vote_source custom = {ELECTION_RULES "，条号未核", 'M'};
	const struct pass_rule *p = pass_rule(v);
	bool election = v->kind == VOTE_ELECTION;
	struct vote_rules out = {.election = election, .pass = p->share, .base = p->base, .seats = v->seats, .written = v->written, .runoff = v->runoff_of != 0};
	out.law[VOTE_LAW_PASS] = election ? p->election : p->question;
	out.law[VOTE_LAW_BALLOTS] = out.law[VOTE_LAW_MARKS] = out.law[VOTE_LAW_MOST] = out.law[VOTE_LAW_SHORT] = custom;
	return out;
}

struct vote_rules vote_rules_of(struct req *r, const struct vote *v)
{
	struct policy_value thirds = policy_get(r, "vote.quorum_thirds", v->unit, v->held_on);
	struct vote_rules out = vote_paper_rules(v);
	out.quorum = (struct vote_share){thirds.value, 3, false};
	out.law[VOTE_LAW_QUORUM] = (struct vote_source){thirds.source, policy_confidence(&thirds)};
	return out;
}

const char *online_not_yet(struct req *r, const struct vote *v)
{
	struct policy_value p = policy_get(r, "vote.online", v->unit, v->held_on);
	if (p.loaded && p.value)
		return NULL;
	return "手机投票要先有上级批准：请到“手机投票批准”向上一级工会申请，由上级附批准文件。没有批准时用纸质选票。";
}

struct vote_numbers vote_numbers(struct db *d, int64_t vote)
{
	return (struct vote_numbers){q_vote_roll_size(d, vote), q_vote_roll_here(d, vote), q_vote_roll_way(d, vote, WAY_ONLINE),
				     q_vote_roll_way(d, vote, WAY_PAPER), q_vote_urn_size(d, vote)};
}

const char **vote_names(struct db *d, struct arena *a, const struct vote *v, size_t *n)
{
	size_t rows = 0;
	struct vote_options *o = v->kind == VOTE_QUESTION ? NULL : q_vote_options(d, a, v->id, &rows);
	const char **names = NEW_N(a, const char *, rows + 1);
	*n = 0;
	for (size_t i = 0; i < rows; i++)
		if (!o[i].written)
			names[(*n)++] = o[i].name;
	if (v->kind == VOTE_QUESTION)
		names[(*n)++] = v->title;
	return names;
}

bool is_teller(const struct vote *v, int64_t person)
{
	return person && (v->teller1 == person || v->teller2 == person);
}

bool teller_keys(struct db *d, struct arena *a, int64_t vote, struct teller_key out[2])
{
	size_t n;
	struct vote_keys *k = q_vote_keys(d, a, vote, &n);
	for (size_t i = 0; i < n && i < 2; i++)
		out[i] = (struct teller_key){k[i].public_key, k[i].salt, k[i].sealed_key};
	return n == 2;
}

struct vote_seat *vote_seats(struct db *d, struct arena *a, int64_t vote, size_t *n)
{
	struct vote_options *o = q_vote_result_options(d, a, vote, n);
	struct vote_seat *out = NEW_N(a, struct vote_seat, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct vote_seat){o[i].name, o[i].person, o[i].yes, o[i].against, o[i].abstained, o[i].written,
					    (enum vote_place)o[i].place};
	return out;
}

int64_t vote_present(struct db *d, int64_t vote)
{
	return vote_numbers(d, vote).present;
}

int64_t vote_runoff(struct db *d, int64_t vote)
{
	return q_vote_runoff_of(d, vote);
}

struct vote_call *votes_waiting(struct db *d, struct arena *a, int64_t person, size_t *n)
{
	struct vote_mine *m = q_vote_mine(d, a, person, n);
	struct vote_call *out = NEW_N(a, struct vote_call, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct vote_call){m[i].id, m[i].title};
	return out;
}
