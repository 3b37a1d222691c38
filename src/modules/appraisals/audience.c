/*
 * Votes of an audience (观众投票) in a campaign whose sheet has an item for it.
 *
 *   appraisal_choice  the entries that are voted on, as they stood when the poll began
 *   appraisal_voted   the roll: who has voted
 *   appraisal_slip    one row a choice, under a random number: nobody's
 *   appraisal_tally   how many votes each had, once counted
 *
 * Roll and slips commit together and say nothing of each other; no event, no one-time key and no message is written for a
 * vote, and nobody sees figures before it is over. Counting turns votes into points once (score_audience), freezes them
 * with the entries and destroys the slips. Before its last day is over a poll is counted only when as many have voted as
 * ratings of members need (rating_least); of fewer, points are kept and no votes. It is an applause that is counted, no
 * election: who has the running server or watches the database while it writes could tell more (docs/manual/appraisals.md
 * says so).
 */
#include "appraisals.html.h"
#include "doc/qr.h"
#include "kernel/unit.h"
#include "modules/appraisals/appraisals_view.h"
#include "secret/token.h"
#include "text/calendar.h"

enum { DAYS_MOST = 60, CHOICES_MOST = 200, UNTOLD = -1 /* votes of few */ };

int64_t audience_item(struct req *r, int64_t sheet, int64_t *weight)
{
	size_t n;
	struct criterion *c = q_criteria_of(r->db, r->arena, sheet, &n);
	for (size_t i = 0; i < n; i++)
		if (c[i].type == ITEM_AUDIENCE) {
			*weight = c[i].weight;
			return c[i].id;
		}
	*weight = 0;
	return 0;
}

void audience_qr(struct buf *o, const char *url)
{
	qr_svg(o, url, "扫码投票");
}

struct audience_line *audience_lines(struct req *r, const struct appraisal *p, size_t *n)
{
	int64_t weight, item = audience_item(r, p->sheet, &weight);
	struct audience_line *out;
	if (p->audience == AUDIENCE_COUNTED) {
		struct audience_counted *c = q_audience_counted(r->db, r->arena, p->id, item, n);
		out = NEW_N(r->arena, struct audience_line, *n);
		for (size_t i = 0; i < *n; i++)
			out[i] = (struct audience_line){.id = c[i].id, .name = c[i].name, .unit = c[i].unit_name, .votes = c[i].votes, .points = score_text(r->arena, c[i].value)};
		return out;
	}
	struct audience_choices *c = q_audience_choices(r->db, r->arena, p->id, n);
	out = NEW_N(r->arena, struct audience_line, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct audience_line){.id = c[i].id, .name = c[i].name, .unit = c[i].unit_name, .points = "",
			.ticked = form_has(r, arena_printf(r->arena, "e%lld", (long long)c[i].id))};
	return out;
}

/* ---- the organiser opens it ---- */

static void again(struct req *r)
{
	get_appraisal(r);
	answer_status(r, 422);
}

void post_audience_open(struct req *r)
{
	struct appraisal *p = r->row;
	int64_t weight, picks = form_int(r, "picks");
	day until = 0;
	size_t n;
	if (!audience_item(r, p->sheet, &weight) || p->state != APPRAISAL_JUDGING || p->audience != AUDIENCE_NONE) {
		refuse(r, 409, "%s", p->audience != AUDIENCE_NONE ? "观众投票已经开始了。" : !weight ? "评价标准里没有观众投票这一项。" : "截止申报以后才能开始观众投票。");
		return;
	}
	struct audience_candidates *c = q_audience_candidates(r->db, r->arena, p->id, CHOICES_MOST + 1, &n);
	if (n < 2)
		problem_add(&r->problems, "picks", "至少要有两件已提交、还没有评定的申报。");
	else if (n > CHOICES_MOST)
		problem_add(&r->problems, "picks", "一次投票最多 %d 件，已提交、还没有评定的申报多于 %d 件。请把不参加投票的先退回，或者分成几项评选。", CHOICES_MOST, CHOICES_MOST);
	else if (picks < 1 || picks > (int64_t)n)
		problem_add(&r->problems, "picks", "请填 1 到 %zu 的整数：现在有 %zu 件可以投。", n, n);
	if (!day_parse(str_of(form_get(r, "until")), &until) || until < r->today || until > r->today + DAYS_MOST)
		problem_add(&r->problems, "until", "请填今天起 %d 天内的日期。", DAYS_MOST);
	if (r->problems.n) {
		again(r);
		return;
	}
	p->audience = AUDIENCE_VOTES;
	p->picks = picks;
	p->votes_until = until;
	if (!flow_move_row(r, &appraisal_flow, p, "poll", ""))
		return;
	for (size_t i = 0; i < n; i++)
		q_audience_choice_add(r->db, p->id, c[i].id);
	due_set(r, &appraisal_record, p->id, instant_of_day(until + 1), "count");
	see_other_saying(r, link_to(r, "/appraisals/%lld#audience", (long long)p->id), "观众投票已开始。请打印二维码，或者把投票页的地址发给职工。");
}

/* ---- one of the audience votes ---- */

static bool is_open(const struct req *r, const struct appraisal *p)
{
	return p->audience == AUDIENCE_VOTES && p->state == APPRAISAL_JUDGING && r->today <= p->votes_until;
}

static void show(struct req *r)
{
	const struct appraisal *p = r->row;
	struct audience_page v = {.r = r, .p = p, .unit = unit_name(r->db, r->arena, p->unit), .here = link_to(r, "/appraisals/%lld/audience", (long long)p->id),
		.until = day_cn(r->arena, p->votes_until), .open = is_open(r, p), .done = q_audience_voted_is(r->db, p->id, r->who->person), .voted = q_audience_voted(r->db, p->id)};
	v.lines = audience_lines(r, p, &v.n);
	page_begin(r, &(struct page){.title = "观众投票", .phone = true, .back = "/rating"});
	tpl_audience_page(r->out, &v);
	page_end(r);
}

void get_audience(struct req *r)
{
	show(r);
}

void post_audience(struct req *r)
{
	const struct appraisal *p = r->row;
	size_t n, picked = 0;
	struct audience_line *x = audience_lines(r, p, &n);
	if (!is_open(r, p) || q_audience_voted_is(r->db, p->id, r->who->person)) {
		refuse(r, 409, "%s", is_open(r, p) ? "你已经投过了，每人投一次。" : "现在不在观众投票的时间里。");
		return;
	}
	for (size_t i = 0; i < n; i++)
		picked += x[i].ticked;
	if (!picked || (int64_t)picked > p->picks) {
		problem_add(&r->problems, "picked", picked ? "最多选 %lld 个，现在选了 %zu 个。" : "请至少选一个。", (long long)p->picks, picked);
		show(r);
		answer_status(r, 422);
		return;
	}
	if (q_audience_voted_add(r->db, p->id, r->who->person) != 1) {
		refuse(r, 409, "你已经投过了，每人投一次。");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		int64_t number = 0;
		random_fill(&number, sizeof(number));
		if (x[i].ticked)
			q_audience_slip_add(r->db, (number & INT64_MAX) >> 1 | 1, p->id, x[i].id);
	}
	see_other_saying(r, link_to(r, "/appraisals/%lld/audience", (long long)p->id), "已投票，谢谢。");
}

/* ---- counting ---- */

const char *audience_may_count(struct req *r, const void *row)
{
	const struct appraisal *p = row;
	if (p->audience != AUDIENCE_VOTES)
		return "没有正在进行的观众投票。";
	if (r->today > p->votes_until)
		return NULL;
	int64_t least = rating_least(r, p);
	return r->system ? "投票还没有截止。" : q_audience_voted(r->db, p->id) >= least ? NULL :
		arena_printf(r->arena, "截止以前，满 %lld 人投票才能计票：人少时从票数能看出谁投了什么。", (long long)least);
}

static const char *how_counted(struct req *r, int64_t weight, int64_t votes, int64_t most, int64_t points)
{
	return arena_printf(r->arena, "得票 %lld，最高得票 %lld：%lld × %lld ÷ %lld = %s", (long long)votes, (long long)most, (long long)weight, (long long)votes,
			    (long long)most, score_text(r->arena, points));
}

bool audience_count(struct req *r, void *row, const void *before)
{
	struct appraisal *p = row;
	int64_t weight, item = audience_item(r, p->sheet, &weight), most = 0, least = rating_least(r, p), voted = q_audience_voted(r->db, p->id);
	size_t n;
	bool few = voted && voted < least;
	struct audience_choices *c = q_audience_choices(r->db, r->arena, p->id, &n);
	(void)before;
	for (size_t i = 0; i < n; i++)
		most = c[i].votes > most ? c[i].votes : most;
	for (size_t i = 0; i < n; i++) {
		int64_t points = score_audience(weight * POINT, c[i].votes, most);
		const char *how = !most ? "没有人投票" : few ? arena_printf(r->arena, "投票的不满 %lld 人，按票数折算，不列票数", (long long)least) : how_counted(r, weight, c[i].votes, most, points);
		q_live_put(r->db, c[i].id, item, points, how, "", r->now);
		q_audience_tally_add(r->db, p->id, c[i].id, few ? UNTOLD : c[i].votes);
	}
	p->audience = AUDIENCE_COUNTED;
	q_audience_slips_drop(r->db, p->id);
	return true;
}

const char *audience_may_void(struct req *r, const void *row)
{
	const struct appraisal *p = row;
	if (p->audience == AUDIENCE_NONE)
		return "没有观众投票。";
	return q_audience_concluded(r->db, p->id) ? "已有评定的申报，请先退回评分。" : NULL;
}

bool audience_void(struct req *r, void *row, const void *before)
{
	struct appraisal *p = row;
	int64_t weight, item = audience_item(r, p->sheet, &weight);
	(void)before;
	q_audience_counts_drop(r->db, p->id, item);
	q_audience_tally_drop(r->db, p->id);
	q_audience_slips_drop(r->db, p->id);
	q_audience_choices_drop(r->db, p->id);
	q_audience_roll_drop(r->db, p->id);
	p->audience = AUDIENCE_NONE;
	p->picks = 0;
	p->votes_until = 0;
	return true;
}
