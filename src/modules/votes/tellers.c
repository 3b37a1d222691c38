/* The two tellers: their passphrases, and opening the urn with both of them. */
#include "modules/votes/inside.h"

#include <string.h>

#include "modules/votes/votes_view.h"
#include "votes.html.h"

static void show_key(struct req *r, const struct vote *v)
{
	page_begin(r, &(struct page){.title = "监票口令", .phone = true, .back = link_to(r, "/votes/%lld", (long long)v->id)});
	tpl_vote_key(r->out, r, v);
	page_end(r);
}

static bool may_set(struct req *r, const struct vote *v)
{
	if (!is_teller(v, r->who->person))
		refuse(r, 403, "只有这次投票的两位监票人设定口令。");
	else if (v->state != VOTE_READY)
		refuse(r, 409, "%s", v->state < VOTE_READY ? "名册冻结后再设定口令。" : "投票已经开始，不能再设定口令。");
	else if (!v->online)
		refuse(r, 409, "这次不用手机投票，不需要口令。");
	else
		return true;
	return false;
}

void get_teller_key(struct req *r)
{
	if (may_set(r, r->row))
		show_key(r, r->row);
}

void prepare_teller_key(struct req *r)
{
	const struct vote *v = r->row;
	const char *pass = form_get(r, "passphrase"), *why = passphrase_problem(pass);
	if (!may_set(r, v))
		return;
	if (why)
		problem_add(&r->problems, "passphrase", "%s", why);
	else if (strcmp(pass, form_get(r, "again")) != 0)
		problem_add(&r->problems, "again", "两次输入的口令不一样，请重新输入。");
	if (r->problems.n) {
		show_key(r, v);
		answer_status(r, 422);
		r->answered = true;
		return;
	}
	struct teller_key *k = NEW(r->arena, struct teller_key);
	teller_key_make(r->arena, pass, k);
	r->prepared = k;
}

void post_teller_key(struct req *r)
{
	struct vote *v = r->row;
	const struct teller_key *k = r->prepared;
	if (!may_set(r, v))
		return;
	int half = r->who->person == v->teller1 ? 1 : 2;
	q_vote_key_put(r->db, v->id, half, r->who->person, k->public_key, k->salt, k->sealed_key);
	if (flow_move_row(r, &vote_flow, v, "key", half == 1 ? "监票人一" : "监票人二"))
		see_other_saying(r, link_to(r, "/votes/%lld", (long long)v->id), "口令已设定。请记牢：忘了就开不了箱，只能重新投票。");
}

/* ---- opening ---- */

static void show_unseal(struct req *r, const struct vote *v)
{
	struct vote_numbers n = vote_numbers(r->db, v->id);
	page_begin(r, &(struct page){.title = "两人开箱", .nav = "/votes",
				     .crumbs = {{"投票", "/votes"}, {v->title, link_to(r, "/votes/%lld", (long long)v->id)}}});
	tpl_vote_unseal(r->out, r, v, record_title(r->db, r->arena, &person_record, v->teller1),
			record_title(r->db, r->arena, &person_record, v->teller2), n.urn);
	page_end(r);
}

static bool may_unseal(struct req *r, const struct vote *v)
{
	if (v->state == VOTE_CLOSED && !v->urn_opened && !*v->trouble)
		return true;
	refuse(r, 409, "%s", v->state < VOTE_CLOSED ? "投票结束后才能开箱。" : "已经开过箱。");
	return false;
}

void get_unseal(struct req *r)
{
	if (may_unseal(r, r->row))
		show_unseal(r, r->row);
}

/* Both passphrases, each to its own key. False: which is wrong stands in the problems. */
static bool open_keys(struct req *r, const struct teller_key keys[2], unsigned char secrets[2][URN_KEY_BYTES])
{
	static const char *const names[] = {"first", "second"};
	for (int i = 0; i < 2; i++)
		if (!teller_key_open(&keys[i], form_get(r, names[i]), secrets[i]))
			problem_add(&r->problems, names[i], "监票人%s的口令不对，请本人重新输入。", i ? "二" : "一");
	return r->problems.n == 0;
}

struct unsealed {
	struct urn_opened opened;
	size_t n;
};

void prepare_unseal(struct req *r)
{
	const struct vote *v = r->row;
	struct teller_key keys[2];
	unsigned char secrets[2][URN_KEY_BYTES];
	if (!may_unseal(r, v))
		return;
	if (!teller_keys(r->db, r->arena, v->id, keys)) {
		refuse(r, 409, "这次投票没有密封的选票。");
		return;
	}
	if (!open_keys(r, keys, secrets)) {
		urn_wipe(secrets, sizeof(secrets));
		show_unseal(r, v);
		answer_status(r, 422);
		r->answered = true;
		return;
	}
	struct unsealed *u = NEW(r->arena, struct unsealed);
	struct vote_urn_all *rows = q_vote_urn_all(r->db, r->arena, v->id, &u->n);
	const char **sealed = NEW_N(r->arena, const char *, u->n);
	for (size_t i = 0; i < u->n; i++)
		sealed[i] = rows[i].sealed;
	urn_open(r->arena, keys, secrets, v->id, sealed, u->n, &u->opened);
	urn_wipe(secrets, sizeof(secrets));
	r->prepared = u;
}

static const char *trouble_of(struct req *r, const struct unsealed *u, int64_t voted)
{
	if (u->opened.strange)
		return arena_printf(r->arena, "票箱里有 %zu 张不是这次投票封装的票，可能被放入或改动。", u->opened.strange);
	if (u->opened.twice)
		return arena_printf(r->arena, "票箱里有 %zu 张复制的票。", u->opened.twice);
	if ((int64_t)u->opened.n_receipts != voted)
		return arena_printf(r->arena, "票箱里有 %zu 张票，名册上手机投票的有 %lld 人，两数不符。", u->opened.n_receipts, (long long)voted);
	return "";
}

/* Ballots by text, receipts by code; nothing says which belong together. */
static void keep_opened(struct req *r, struct vote *v, const struct urn_opened *o)
{
	const char **lines = NEW_N(r->arena, const char *, o->n_stacks);
	for (size_t i = 0; i < o->n_stacks; i++) {
		q_vote_ballots_add(r->db, v->id, o->stacks[i].text, o->stacks[i].times);
		lines[i] = arena_printf(r->arena, "%lld\t%s", (long long)o->stacks[i].times, o->stacks[i].text);
	}
	for (size_t i = 0; i < o->n_receipts; i++)
		q_vote_receipt_add(r->db, v->id, o->receipts[i]);
	v->ballots_hash = lines_digest(r->arena, lines, o->n_stacks);
	v->receipts_hash = lines_digest(r->arena, o->receipts, o->n_receipts);
}

void post_unseal(struct req *r)
{
	struct vote *v = r->row;
	const struct unsealed *u = r->prepared;
	if (!may_unseal(r, v))
		return;
	if ((int64_t)u->n != q_vote_urn_size(r->db, v->id)) {
		refuse(r, 409, "票箱刚有变化，请重新开箱。");
		return;
	}
	v->trouble = trouble_of(r, u, q_vote_roll_way(r->db, v->id, WAY_ONLINE));
	if (!*v->trouble) {
		keep_opened(r, v, &u->opened);
		v->urn_opened = 1;
		destroy_urn(r, v->id);
	}
	if (flow_move_row(r, &vote_flow, v, "unseal", ""))
		see_other_saying(r, link_to(r, "/votes/%lld", (long long)v->id),
				 *v->trouble ? v->trouble : "票箱已开，密封票和密钥已销毁。");
}
