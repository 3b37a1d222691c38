/*
 * The voter's phone: choose, check, cast. The choice travels in bodies of POST
 * requests only. The receipt is drawn when checking and shown before the ballot is
 * cast, so that a lost answer loses nothing. Casting writes the roll mark and the
 * sealed ballot and nothing else: no event, and no one-time key, which would be kept
 * with person and time; the roll itself lets nobody vote twice.
 */
#include "modules/votes/inside.h"

#include <string.h>

#include "ballot.html.h"
#include "kernel/app.h"
#include "modules/votes/ballot_view.h"
#include "secret/token.h"

static const char *home_of(struct req *r, const struct vote *v)
{
	return link_to(r, "/ballots/%lld", (long long)v->id);
}

static void begin(struct req *r, const struct vote *v, const char *title, const char *back)
{
	page_begin(r, &(struct page){.title = title ? title : v->title, .phone = true, .back = back ? back : "/m", .style = "venue.css"});
}

static void fill(struct req *r, const struct vote *v, struct ballot_view *b)
{
	struct vote_rules rules = vote_paper_rules(v);
	*b = (struct ballot_view){.r = r, .v = v, .here = home_of(r, v)};
	b->names = vote_names(r->db, r->arena, v, &b->n);
	b->pass_need = vote_need(rules.pass, v->entitled);
	b->pass_text = arena_printf(r->arena, "%s%s", vote_base_label(rules.base), vote_share_text(r->arena, rules.pass));
	b->by_all = rules.base == VOTE_ENTITLED && !rules.runoff;
	b->runoff = rules.runoff;
	b->marks = NEW_N(r->arena, char, b->n + 1);
	b->write_ins = v->written ? v->seats : 0;
	b->written = NEW_N(r->arena, const char *, (size_t)b->write_ins + 1);
}

/* What was chosen before, when the voter comes back from checking. */
static void take_marks(struct ballot_view *b, const char *ballot)
{
	struct str rest = str_of(ballot);
	size_t k = 0;
	for (size_t i = 0; i < b->n && ballot[i]; i++)
		b->marks[i] = ballot[i];
	str_cut(&rest, '/');
	while (rest.n && k < (size_t)b->write_ins)
		b->written[k++] = str_dup(b->r->arena, str_cut(&rest, '/'));
}

static void take_typed(struct ballot_view *b)
{
	struct req *r = b->r;
	for (size_t i = 0; i < b->n; i++)
		b->marks[i] = *form_get(r, arena_printf(r->arena, "o%zu", i + 1));
	for (int64_t i = 0; i < b->write_ins; i++)
		b->written[i] = form_get(r, arena_printf(r->arena, "w%lld", (long long)i + 1));
}

static void show_form(struct req *r, const struct vote *v, const char *ballot)
{
	struct ballot_view b;
	fill(r, v, &b);
	if (ballot)
		take_marks(&b, ballot);
	else
		take_typed(&b);
	begin(r, v, NULL, NULL);
	tpl_ballot_form(r->out, &b);
	page_end(r);
}

/* Why this voter cannot cast a ballot now; NULL: he can. */
static const char *not_now(struct req *r, const struct vote *v, struct vote_roll_rows *me)
{
	if (!q_vote_roll_of(r->db, r->arena, v->id, r->who->person, me))
		return "你不在这次投票的名册里。如有疑问，请问本单位工会。";
	if (v->state < VOTE_OPEN)
		return "投票还没有开始。开始后会通知到这里。";
	if (v->state > VOTE_OPEN)
		return "投票已经结束。";
	if (me->way != WAY_NONE)
		return "你已经投过票。每人一票，不能重复。";
	return v->online ? NULL : "这次用纸质选票，请在会场投票。";
}

static void show_state(struct req *r, const struct vote *v, const char *why, const struct vote_roll_rows *me)
{
	struct ballot_view b;
	fill(r, v, &b);
	b.why = why;
	b.voted = me->way != WAY_NONE;
	b.announced = v->state == VOTE_ANNOUNCED;
	b.outcome = vote_outcome_label((enum vote_outcome)v->outcome);
	if (b.announced)
		b.seats = vote_seats(r->db, r->arena, v->id, &b.n_seats);
	begin(r, v, NULL, NULL);
	tpl_ballot_state(r->out, &b);
	page_end(r);
}

void get_ballot(struct req *r)
{
	const struct vote *v = r->row;
	struct vote_roll_rows me = {0};
	struct teller_key keys[2];
	const char *why = not_now(r, v, &me);
	if (!me.person)
		refuse(r, 403, "%s", why);
	else if (why)
		show_state(r, v, why, &me);
	else {
		if (teller_keys(r->db, r->arena, v->id, keys))
			urn_stock_up(keys);
		show_form(r, v, "");
	}
}

/* What was checked is what is cast, by this voter in this vote. */
static const char *proof_of(struct req *r, const struct vote *v, const char *receipt, const char *ballot)
{
	return secret_sign(r->arena, &r->app->keys, "ballot",
			   arena_printf(r->arena, "%lld %lld %s %s", (long long)v->id, (long long)r->who->person, receipt, ballot));
}

void post_ballot_check(struct req *r)
{
	const struct vote *v = r->row;
	struct vote_roll_rows me = {0};
	struct ballot_view b;
	const char *why = not_now(r, v, &me), *ballot;
	if (why) {
		refuse(r, me.person ? 409 : 403, "%s", why);
		return;
	}
	if (form_has(r, "back")) {
		show_form(r, v, form_get(r, "ballot"));
		return;
	}
	fill(r, v, &b);
	ballot = ballot_from_form(r, v, b.n, true);
	if (!ballot) {
		show_form(r, v, NULL);
		answer_status(r, 422);
		return;
	}
	b.ballot = ballot;
	b.words = ballot_words(r->arena, v, b.names, b.n, ballot);
	b.receipt = receipt_new(r->arena);
	b.proof = proof_of(r, v, b.receipt, ballot);
	begin(r, v, "核对选票", b.here);
	tpl_ballot_check(r->out, &b);
	page_end(r);
}

/* The same form once more, because the answer was lost on the way: it was taken, and this is its code. */
static bool sent_again(struct req *r, const struct vote *v, const struct vote_roll_rows *me)
{
	const char *ballot = form_get(r, "ballot"), *receipt = form_get(r, "receipt");
	return me->way == WAY_ONLINE && receipt_formed(receipt) && secret_same(form_get(r, "proof"), proof_of(r, v, receipt, ballot)) &&
	       cast_was_taken(r, v, receipt);
}

static void refuse_cast(struct req *r, const struct vote_roll_rows *me, const char *why)
{
	if (me->way == WAY_ONLINE)
		refuse(r, 409, "你已经投过票，名册上已经记下；核验码是核对选票时截屏的那一个。每人一票，不能重复。");
	else
		refuse(r, me->person ? 409 : 403, "%s", why ? why : "你已经投过票。每人一票，不能重复。");
}

/* Sealing takes a moment and needs no transaction. */
void prepare_cast(struct req *r)
{
	const struct vote *v = r->row;
	struct vote_rules rules = vote_paper_rules(v);
	struct teller_key keys[2];
	size_t n;
	struct vote_roll_rows me = {0};
	const char *ballot = form_get(r, "ballot"), *receipt = form_get(r, "receipt"), *why = not_now(r, v, &me);
	vote_names(r->db, r->arena, v, &n);
	if (why && sent_again(r, v, &me))
		return;
	if (why)
		refuse_cast(r, &me, why);
	else if (!receipt_formed(receipt) || ballot_problem(&rules, n, ballot) ||
		 !secret_same(form_get(r, "proof"), proof_of(r, v, receipt, ballot)))
		refuse(r, 400, "这张选票没有核对过，没有投出。请返回重新选择。");
	else if (!teller_keys(r->db, r->arena, v->id, keys))
		refuse(r, 409, "投票已经结束。");
	else
		r->prepared = (void *)(uintptr_t)ballot_seal(r->arena, keys, v->id, ballot_room(&rules, n), receipt, ballot);
}

/* Any 62 bits: the urn has no order. */
static int64_t urn_number(void)
{
	int64_t id = 0;
	random_fill(&id, sizeof(id));
	return (id & INT64_MAX) >> 1 | 1;
}

/* The mark on the roll is the decision; why it could not be made is asked only then. */
void post_cast(struct req *r)
{
	const struct vote *v = r->row;
	struct vote_roll_rows me = {0};
	if (r->prepared && v->state == VOTE_OPEN && v->online && q_vote_roll_take(r->db, v->id, r->who->person, WAY_ONLINE) == 1) {
		q_vote_urn_add(r->db, urn_number(), v->id, r->prepared);
		cast_taken(r, v, form_get(r, "receipt"));
	} else {
		const char *why = not_now(r, v, &me);
		if (!sent_again(r, v, &me)) {
			refuse_cast(r, &me, why);
			return;
		}
	}
	struct ballot_view b = {.r = r, .v = v, .receipt = form_get(r, "receipt")};
	begin(r, v, NULL, NULL);
	tpl_ballot_done(r->out, &b);
	page_end(r);
}

void get_receipts(struct req *r)
{
	const struct vote *v = r->row;
	struct vote_roll_rows me = {0};
	struct receipts_view x = {.v = v, .here = home_of(r, v)};
	size_t n;
	if (!q_vote_roll_of(r->db, r->arena, v->id, r->who->person, &me) && !may_row_or_refuse(r, "vote.read", &vote_record, v))
		return;
	if (v->state != VOTE_ANNOUNCED && v->state != VOTE_COUNTED) {
		refuse(r, 409, "计票后才公布核验码。");
		return;
	}
	struct vote_receipts *c = q_vote_receipts(r->db, r->arena, v->id, query_get(r, "after"), RECEIPTS_PAGE + 1, &n);
	x.n = n > RECEIPTS_PAGE ? RECEIPTS_PAGE : n;
	x.codes = NEW_N(r->arena, const char *, x.n + 1);
	for (size_t i = 0; i < x.n; i++)
		x.codes[i] = c[i].code;
	x.next = n > RECEIPTS_PAGE ? link_to(r, "/ballots/%lld/receipts?after=%s", (long long)v->id, x.codes[x.n - 1]) : NULL;
	begin(r, v, "核验码", x.here);
	tpl_ballot_receipts(r->out, &x);
	page_end(r);
}
