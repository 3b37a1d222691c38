/*
 * Members rate their home (会员评家), secretly.
 *
 *   appraisal_key    two keys of a campaign, each sealed: one under the passphrase of whoever counts, the other
 *                    under one that only the server's key file gives
 *   appraisal_rated  the roll: who has rated
 *   appraisal_urn    sealed ratings under random numbers, until they are counted
 *
 * Roll and urn commit together and say nothing of each other: a rating is sealed before the transaction begins, to
 * both keys, and all are equally long (engines/vote/urn.h). No event, no one-time key and no message is written for
 * one. Counting opens all of an entry at once, keeps three figures, deletes what was sealed and empties the log. Few
 * ratings are not opened: three figures that add up to two tell too much.
 */
#include <string.h>

#include "appraisals.html.h"
#include "engines/vote/urn.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "modules/appraisals/appraisals_view.h"
#include "modules/members/members.h"
#include "secret/token.h"

enum { LEAST = 3, AT_ONCE = 20000 /* ratings that are opened by one request */ };

static const struct vote_rules question; /* '+' 满意, '0' 基本满意, '-' 不满意 */
static const char signs[] = "+0-";

int64_t rating_least(struct req *r, const struct appraisal *p)
{
	int64_t least = policy_get(r, "appraisal.rating_least", p->unit, r->today).value;
	return least > LEAST ? least : LEAST;
}

bool rating_keyed(struct req *r, int64_t appraisal)
{
	size_t n;
	q_rating_keys(r->db, r->arena, appraisal, &n);
	return n == 2;
}

static bool keys_of(struct req *r, int64_t appraisal, struct teller_key keys[2])
{
	size_t n;
	struct rating_keys *k = q_rating_keys(r->db, r->arena, appraisal, &n);
	for (size_t i = 0; i < n && i < 2; i++)
		keys[i] = (struct teller_key){k[i].public_key, k[i].salt, k[i].sealed_key};
	return n == 2;
}

/* What the server's key file gives, for this campaign alone. */
static const char *server_passphrase(struct req *r, int64_t appraisal)
{
	return secret_sign(r->arena, &r->app->keys, "rating", arena_printf(r->arena, "%lld", (long long)appraisal));
}

bool rating_is_open(const struct appraisal *p, const struct appraisal_entry *e)
{
	return p && p->rated && !e->rated_on && (e->state == ENTRY_SUBMITTED || e->state == ENTRY_VERIFIED);
}

/* ---- the passphrase ---- */

static const char *key_refused(struct req *r, const struct appraisal *p)
{
	if (!p->rated)
		return "这次评选不要会员评家。";
	if (p->state > APPRAISAL_JUDGING)
		return "评选已经结束。";
	return q_rating_urn_any(r->db, p->id) && text_empty(form_get(r, "reason")) ? "已有会员评价。重设口令，已收到而没有开箱的评价作废、会员重新评，请写明理由。" : NULL;
}

void prepare_rating_key(struct req *r)
{
	const struct appraisal *p = r->row;
	const char *pass = form_get(r, "passphrase"), *why = key_refused(r, p), *weak = passphrase_problem(pass);
	if (why) {
		refuse(r, 409, "%s", why);
		return;
	}
	if (weak)
		problem_add(&r->problems, "passphrase", "%s", weak);
	else if (strcmp(pass, form_get(r, "again")) != 0)
		problem_add(&r->problems, "again", "两次输入的口令不一样，请重新输入。");
	if (r->problems.n) {
		get_appraisal(r);
		answer_status(r, 422);
		r->answered = true;
		return;
	}
	struct teller_key *k = NEW_N(r->arena, struct teller_key, 2);
	teller_key_make(r->arena, pass, &k[0]);
	teller_key_make(r->arena, server_passphrase(r, p->id), &k[1]);
	r->prepared = k;
}

void post_rating_key(struct req *r)
{
	const struct appraisal *p = r->row;
	const struct teller_key *k = r->prepared;
	const char *why = key_refused(r, p);
	if (why) {
		refuse(r, 409, "%s", why);
		return;
	}
	q_rating_rolls_drop(r->db, p->id);
	q_rating_urns_drop(r->db, p->id);
	for (int i = 0; i < 2; i++)
		q_rating_key_put(r->db, p->id, i + 1, k[i].public_key, k[i].salt, k[i].sealed_key);
	if (flow_move_row(r, &appraisal_flow, arena_memdup(r->arena, p, sizeof(*p)), "key", form_get(r, "reason")))
		see_other_saying(r, link_to(r, "/appraisals/%lld", (long long)p->id), "评家口令已设定。请记牢：忘了就不能计数，会员要重新评。");
}

/* ---- a member rates ---- */

static void show_rating(struct req *r)
{
	const struct appraisal_entry *e = r->row;
	const struct appraisal *p = record_load(r->db, r->arena, &appraisal_record, e->appraisal);
	struct rating_page v = {.r = r, .e = e, .campaign = p->title, .unit = unit_name(r->db, r->arena, e->unit), .here = link_to(r, "/entries/%lld/rating", (long long)e->id)};
	v.done = q_rated_is(r->db, e->id, r->who->person);
	v.open = rating_is_open(p, e) && rating_keyed(r, p->id);
	v.stranger = !v.done && !member_entitled(r->db, r->arena, r->who->person, e->unit);
	v.least = rating_least(r, p);
	page_begin(r, &(struct page){.title = "会员评家", .phone = true, .back = "/rating"});
	tpl_entry_rating(r->out, &v);
	page_end(r);
}

void get_rating(struct req *r)
{
	show_rating(r);
}

static bool may_rate(struct req *r, const struct appraisal_entry *e)
{
	const struct appraisal *p = record_load(r->db, r->arena, &appraisal_record, e->appraisal);
	if (!rating_is_open(p, e) || !rating_keyed(r, p->id))
		refuse(r, 409, "现在不在会员评家的时间里。");
	else if (!member_entitled(r->db, r->arena, r->who->person, e->unit))
		refuse(r, 403, "会员评家由%s的在籍会员参加。", unit_name(r->db, r->arena, e->unit));
	else if (q_rated_is(r->db, e->id, r->who->person))
		refuse(r, 409, "你已经评过了，每人评一次。");
	return !r->answered;
}

/* Sealed before the transaction. */
void prepare_rating(struct req *r)
{
	const struct appraisal_entry *e = r->row;
	int64_t v = form_int(r, "rating");
	struct teller_key keys[2];
	if (!may_rate(r, e))
		return;
	if (v < 1 || v > 3) {
		problem_add(&r->problems, "rating", "请选择满意、基本满意或不满意。");
		show_rating(r);
		answer_status(r, 422);
		r->answered = true;
	} else if (keys_of(r, e->appraisal, keys)) {
		const char text[] = {signs[v - 1], 0};
		r->prepared = (void *)(uintptr_t)ballot_seal(r->arena, keys, e->id, ballot_room(&question, 1), receipt_new(r->arena), text);
	}
}

void post_rating(struct req *r)
{
	const struct appraisal_entry *e = r->row;
	int64_t number = 0;
	if (!may_rate(r, e))
		return;
	if (q_rated_add(r->db, e->id, r->who->person) != 1) {
		refuse(r, 409, "你已经评过了，每人评一次。");
		return;
	}
	random_fill(&number, sizeof(number));
	q_rating_urn_add(r->db, (number & INT64_MAX) >> 1 | 1, e->appraisal, e->id, r->prepared);
	see_other_saying(r, "/rating", "已评价，谢谢。");
}

void get_ratings(struct req *r)
{
	int64_t chain[20];
	size_t n = unit_chain(r->db, r->who->unit, 0, chain, 20), n_lines = 0;
	struct rating_line *lines = NEW_N(r->arena, struct rating_line, n * 50);
	for (size_t i = 0; i < n; i++) {
		size_t found;
		if (!member_entitled(r->db, r->arena, r->who->person, chain[i]))
			continue;
		struct entries_to_rate *e = q_entries_to_rate(r->db, r->arena, chain[i], r->who->person, &found);
		for (size_t k = 0; k < found; k++)
			lines[n_lines++] = (struct rating_line){e[k].id, e[k].name, e[k].title, e[k].done};
	}
	size_t n_votes = 0;
	struct audience_to_vote *votes = NEW_N(r->arena, struct audience_to_vote, n * 50);
	for (size_t i = 0; i < n; i++) {
		size_t found;
		struct audience_to_vote *v = q_audience_to_vote(r->db, r->arena, chain[i], r->who->person, r->today, &found);
		for (size_t k = 0; k < found; k++)
			votes[n_votes++] = v[k];
	}
	page_begin(r, &(struct page){.title = "会员评家与投票", .phone = true, .back = "/"});
	tpl_entry_ratings(r->out, lines, n_lines, votes, n_votes);
	page_end(r);
}

/* ---- counting ---- */

struct counted {
	int64_t entry, good, fair, bad;
	size_t sealed; /* rows that were opened */
	size_t strange; /* not sealed for this entry, or changed */
};

struct counting {
	struct counted *rows;
	size_t n, few; /* few: left closed, too few have rated */
	bool more;
};

static bool opened_keys(struct req *r, const struct appraisal *p, struct teller_key keys[2], unsigned char secrets[2][URN_KEY_BYTES])
{
	if (!teller_key_open(&keys[1], server_passphrase(r, p->id), secrets[1]))
		problem_add(&r->problems, "unseal", "服务器的密钥文件和设口令时不是同一把，开不了箱。");
	else if (!teller_key_open(&keys[0], form_get(r, "unseal"), secrets[0]))
		problem_add(&r->problems, "unseal", "评家口令不对，请重新输入。");
	return !r->problems.n;
}

static struct counted count_one(struct req *r, const struct teller_key keys[2], unsigned char secrets[2][URN_KEY_BYTES], int64_t entry)
{
	struct counted c = {.entry = entry};
	struct urn_opened o;
	struct rating_urn_of *u = q_rating_urn_of(r->db, r->arena, entry, &c.sealed);
	const char **sealed = NEW_N(r->arena, const char *, c.sealed);
	for (size_t i = 0; i < c.sealed; i++)
		sealed[i] = u[i].sealed;
	urn_open(r->arena, keys, secrets, entry, sealed, c.sealed, &o);
	for (size_t i = 0; i < o.n_stacks; i++) {
		int64_t *to = *o.stacks[i].text == '+' ? &c.good : *o.stacks[i].text == '0' ? &c.fair : &c.bad;
		*to += o.stacks[i].times;
	}
	c.strange = o.strange + o.twice;
	return c;
}

static struct counting *count_all(struct req *r, const struct appraisal *p, const struct teller_key keys[2], unsigned char secrets[2][URN_KEY_BYTES])
{
	struct counting *x = NEW(r->arena, struct counting);
	size_t n, opened = 0;
	struct entries_to_count *e = q_entries_to_count(r->db, r->arena, p->id, &n);
	int64_t least = rating_least(r, p);
	x->rows = NEW_N(r->arena, struct counted, n);
	for (size_t i = 0; i < n && !x->more; i++) {
		if (e[i].rated + e[i].before < least) {
			x->few++;
			continue;
		}
		x->more = opened > AT_ONCE;
		if (x->more)
			break;
		x->rows[x->n] = count_one(r, keys, secrets, e[i].id);
		opened += x->rows[x->n++].sealed;
	}
	return x;
}

void prepare_unseal_ratings(struct req *r)
{
	const struct appraisal *p = r->row;
	struct teller_key keys[2];
	unsigned char secrets[2][URN_KEY_BYTES];
	if (!p->rated || !keys_of(r, p->id, keys)) {
		refuse(r, 409, "还没有设评家口令，没有会员评价。");
		return;
	}
	if (opened_keys(r, p, keys, secrets))
		r->prepared = count_all(r, p, keys, secrets);
	urn_wipe(secrets, sizeof(secrets));
	if (r->problems.n) {
		get_appraisal(r);
		answer_status(r, 422);
		r->answered = true;
	}
}

/* The figures stay, what was sealed goes. False: refused. */
static bool keep(struct req *r, const struct counted *c)
{
	struct appraisal_entry *e = record_load(r->db, r->arena, &entry_record, c->entry);
	if (!e || e->state != ENTRY_VERIFIED || e->rated_on || (int64_t)c->sealed != q_rating_urn_size(r->db, e->id)) {
		refuse(r, 409, "票箱刚有变化，请重新开箱。");
		return false;
	}
	e->good += c->good;
	e->fair += c->fair;
	e->bad += c->bad;
	e->rated_on = r->today;
	q_rating_urn_drop(r->db, e->id);
	return flow_move_row(r, &entry_flow, e, "rated", c->strange ? arena_printf(r->arena, "有 %zu 份不是这次封装的，没有计入", c->strange) : "");
}

void post_unseal_ratings(struct req *r)
{
	const struct appraisal *p = r->row;
	const struct counting *x = r->prepared;
	for (size_t i = 0; i < x->n; i++)
		if (!keep(r, &x->rows[i]))
			return;
	if (!x->n) {
		refuse(r, 409, "没有可以开箱的：已核实的申报里，没有满 %lld 人评价的。", (long long)rating_least(r, p));
		return;
	}
	db_forget(r->db);
	see_other_saying(r, link_to(r, "/appraisals/%lld", (long long)p->id), arena_printf(r->arena, "已开箱计数 %zu 件%s%s。", x->n,
		x->few ? arena_printf(r->arena, "，%zu 件评价人数不足没有开", x->few) : "", x->more ? "，还有没开的请再开一次" : ""));
}
