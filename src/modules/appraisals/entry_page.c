/* The page of an entry: each figure with how it came to be, down to marks and records. Its paper, its rating. */
#include <string.h>

#include "appraisals.html.h"
#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "modules/appraisals/appraisals_view.h"

/* ---- one criterion ---- */

static const char *value_text(struct req *r, const struct criterion *c, int64_t value)
{
	if (c->type == ITEM_SCORE)
		return arena_printf(r->arena, "%s 分", score_text(r->arena, value));
	if (c->type == ITEM_VETO)
		return value ? "有这种情况" : "没有这种情况";
	return value ? "做到" : "没有做到";
}

/* "（85 + 90 + 88）÷ 3 = 87.67"; with names for who may see them. */
static const char *how_marks(struct req *r, const struct result *x, size_t i, bool named)
{
	const struct criterion *c = &x->criteria[i];
	const struct score_line *l = &x->score.lines[i];
	struct buf b = buf_in(r->arena);
	int n = 0;
	for (size_t k = 0; k < x->n_marks; k++) {
		const struct marks_of *m = &x->marks[k];
		if (m->criterion != c->id)
			continue;
		const char *value = c->type == ITEM_SCORE ? score_text(r->arena, m->value) : value_text(r, c, m->value);
		buf_printf(&b, "%s%s%s%s", n++ ? "，" : "", named ? m->name : "", named ? " " : "", value);
		if (*m->note)
			buf_printf(&b, "（%s）", m->note);
	}
	if (c->type == ITEM_SCORE && l->marks + (l->high >= 0 ? 2 : 0) > 1) {
		if (l->high >= 0)
			buf_printf(&b, "；去掉 %s 和 %s", score_text(r->arena, l->high), score_text(r->arena, l->low));
		buf_printf(&b, "；合计 %s ÷ %lld = %s", score_text(r->arena, l->sum), (long long)l->marks, score_text(r->arena, l->value));
	}
	return buf_text(&b);
}

static void fill_live(struct req *r, const struct result *x, size_t i, struct entry_item *it, bool frozen)
{
	const struct criterion *c = &x->criteria[i];
	for (size_t k = 0; k < x->n_lives && frozen; k++)
		if (x->lives[k].criterion == c->id) {
			it->live = arena_printf(r->arena, "%s（%s 取数 %lld，要求 %lld）", x->lives[k].text, instant_cn(r->arena, x->lives[k].at),
						(long long)x->lives[k].value, (long long)c->least);
			it->href = x->lives[k].href;
		}
	if (!frozen)
		it->live = arena_printf(r->arena, "%s，要求 %lld；提交时按当天的登记固定", live_label(c->live), (long long)c->least);
}

static void fill_audience(const struct result *x, size_t i, struct entry_item *it)
{
	it->live = "观众投票结束后按票数折算";
	for (size_t k = 0; k < x->n_lives; k++)
		if (x->lives[k].criterion == x->criteria[i].id)
			it->live = x->lives[k].text;
}

static void fill_item(struct req *r, const struct entry_page *v, const struct result *x, size_t i, struct entry_item *it, bool named)
{
	const struct criterion *c = &x->criteria[i];
	const struct score_line *l = &x->score.lines[i];
	const char *id = arena_printf(r->arena, "%lld", (long long)c->id);
	*it = (struct entry_item){.c = c, .type = choice_label(item_types, c->type), .weight = score_text(r->arena, c->weight * POINT), .people = criterion_by_people(c),
		.first = !i || strcmp(x->criteria[i - 1].part, c->part) != 0, .claimed = -1, .mark = -1, .live = "", .href = "", .claim = "", .text = "",
		.value = "", .how = ""};
	if (c->type == ITEM_LIVE)
		fill_live(r, x, i, it, v->e->state != ENTRY_DRAFT);
	if (c->type == ITEM_AUDIENCE)
		fill_audience(x, i, it);
	if (v->shown && !l->missing) {
		it->value = c->type == ITEM_VETO ? (l->fails ? "否决" : "无") : c->type == ITEM_LIVE && !c->weight ? (l->fails ? "不符合" : "符合") : score_text(r->arena, l->value);
		it->how = it->people ? how_marks(r, x, i, named) : it->live;
	}
	for (size_t k = 0; k < x->n_marks; k++)
		if (x->marks[k].criterion == c->id && x->marks[k].assessor == r->who->person) {
			it->mark = x->marks[k].value;
			it->note_typed = x->marks[k].note;
		}
	const char *typed = form_get(r, arena_printf(r->arena, "c%s", id)), *marked = form_get(r, arena_printf(r->arena, "m%s", id));
	it->claim_typed = typed;
	it->mark_typed = *marked ? marked : it->mark >= 0 && c->type == ITEM_SCORE ? score_text(r->arena, it->mark) : it->mark >= 0 ? (it->mark ? "1" : "0") : "";
	if (*form_get(r, arena_printf(r->arena, "n%s", id)) || !it->note_typed)
		it->note_typed = form_get(r, arena_printf(r->arena, "n%s", id));
	it->text_typed = form_get(r, arena_printf(r->arena, "t%s", id));
}

static void fill_answers(struct req *r, struct entry_page *v)
{
	size_t n;
	struct answers_of *a = q_answers_of(r->db, r->arena, v->e->id, &n);
	for (size_t i = 0; i < v->n; i++)
		for (size_t k = 0; k < n; k++) {
			struct entry_item *it = &v->items[i];
			if (a[k].criterion != it->c->id)
				continue;
			it->claimed = a[k].claim;
			it->claim = value_text(r, it->c, a[k].claim);
			it->text = a[k].text;
			if (!*it->claim_typed)
				it->claim_typed = it->c->type == ITEM_SCORE ? score_text(r->arena, a[k].claim) : a[k].claim ? "1" : "0";
			if (!*it->text_typed)
				it->text_typed = a[k].text;
		}
}

/* ---- the page ---- */

enum { LEAST_SHOWN = 3 };

static const char *levels_text(struct req *r, const struct result *x)
{
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < x->n_levels; i++)
		buf_printf(&b, "%s%s %s 分", i ? "，" : "", x->levels[i].name, score_text(r->arena, x->levels[i].least));
	return buf_text(&b);
}

static const char *of_source(struct req *r, const struct criterion *c)
{
	return *c->source ? arena_printf(r->arena, "（%s，%s）", c->source, item_trust_of(c->source, c->trust)) : "";
}

static const char *verdict(struct req *r, const struct appraisal_entry *e, const struct result *x)
{
	struct buf b = buf_in(r->arena);
	if (e->state < ENTRY_SCORED || e->state == ENTRY_WITHDRAWN)
		return "";
	for (size_t i = 0; i < x->n; i++)
		if (x->score.lines[i].fails)
			buf_printf(&b, "“%s”不符合，不能评定等次%s。", x->criteria[i].title, of_source(r, &x->criteria[i]));
	if (x->rating_fails)
		buf_printf(&b, "会员评家没有达到 %lld%%（%s），不能评定等次。", (long long)x->percent, x->percent_source);
	if (!b.n && !*e->level)
		buf_puts(&b, "没有达到最低等次。");
	else if (!b.n && x->score.level >= 0 && !text_is(e->level, x->levels[x->score.level].name)) {
		struct policy_value step = policy_get(r, "appraisal.stepwise", e->organiser, r->today);
		buf_printf(&b, "得分达到“%s”；逐级命名，现有称号这次可以评到“%s”（%s%s）。", x->levels[x->score.level].name, e->level, step.source,
			   policy_unchecked(&step) ? "，未核实" : "");
	}
	return buf_text(&b);
}

/* What a part of several items comes to, with its last one: on site so much, on stage so much. */
static void fill_parts(struct req *r, struct entry_page *v, const struct result *x)
{
	int64_t sum = 0, full = 0;
	size_t first = 0;
	for (size_t i = 0; i < x->n; i++) {
		if (v->items[i].first) {
			first = i;
			sum = full = 0;
		}
		sum += x->score.lines[i].value;
		full += x->criteria[i].weight * POINT;
		if (i > first && *x->criteria[i].part && full && (i + 1 == x->n || v->items[i + 1].first)) {
			v->items[i].part_sum = score_text(r->arena, sum);
			v->items[i].part_full = score_text(r->arena, full);
		}
	}
}

static void fill_marking(struct req *r, struct entry_page *v, const struct result *x, size_t n_panel)
{
	const struct appraisal_entry *e = v->e;
	bool runs = may(r, "appraisal.run", e->organiser), judges = runs && may_row(r, "entry.judge", &entry_record, e) && !entry_recused(r, e);
	v->may_verify = e->state == ENTRY_SUBMITTED && judges;
	v->verify_marks = v->may_verify && !n_panel;
	v->may_mark = e->state == ENTRY_VERIFIED && may_row(r, "entry.score", &entry_record, e) && q_assessor_is(r->db, e->appraisal, r->who->person) && !entry_recused(r, e);
	v->shown = (e->state >= ENTRY_SCORED && e->state != ENTRY_WITHDRAWN) || (e->state == ENTRY_VERIFIED && runs);
	v->items = NEW_N(r->arena, struct entry_item, x->n);
	v->n = x->n;
	for (size_t i = 0; i < x->n; i++)
		fill_item(r, v, x, i, &v->items[i], runs);
	fill_parts(r, v, x);
	fill_answers(r, v);
}

/* While it is open and when few have rated, figures would tell what one of them said. */
static void fill_rating(struct req *r, struct entry_page *v, const struct result *x)
{
	const struct appraisal_entry *e = v->e;
	int64_t rated = q_rated_count(r->db, e->id), least = rating_least(r, v->p);
	v->rating_open = rating_is_open(v->p, e);
	v->rating_fails = x->rating_fails;
	v->rating_source = x->percent_source;
	if (!v->p->rated)
		return;
	if (!e->rated_on && !x->rated)
		v->rating = arena_printf(r->arena, "已有 %lld 人评价。满 %lld 人、核实以后由组织单位开箱计数；满意和基本满意要达到 %lld%%", (long long)rated, (long long)least, (long long)x->percent);
	else if (!e->rated_on || x->rated < LEAST_SHOWN)
		v->rating = arena_printf(r->arena, "%lld 人评价，满意和基本满意%s %lld%%；人数少，不公布明细", (long long)x->rated, x->rating_fails ? "没有达到" : "达到", (long long)x->percent);
	else
		v->rating = arena_printf(r->arena, "%lld 人评价：满意 %lld，基本满意 %lld，不满意 %lld；满意和基本满意%s %lld%%", (long long)x->rated, (long long)e->good,
			(long long)e->fair, (long long)e->bad, x->rating_fails ? "没有达到" : "达到", (long long)x->percent);
}

void get_entry(struct req *r)
{
	const struct appraisal_entry *e = r->row;
	const struct appraisal *p = record_load(r->db, r->arena, &appraisal_record, e->appraisal);
	struct entry_page v = {.r = r, .e = e, .p = p, .here = link_to(r, "/entries/%lld", (long long)e->id), .unit = unit_name(r->db, r->arena, e->unit),
		.organiser = unit_name(r->db, r->arena, e->organiser), .sheet = record_title(r->db, r->arena, &sheet_record, e->sheet),
		.submitted = day_cn(r->arena, e->submitted_on), .verifier = e->verifier ? record_title(r->db, r->arena, &person_record, e->verifier) : "", .rating = ""};
	struct result x = result_of(r, e, p);
	size_t n_panel;
	q_assessors_of(r->db, r->arena, e->appraisal, &n_panel);
	v.editable = flow_editable(r, &entry_flow, e);
	fill_marking(r, &v, &x, n_panel);
	v.total = score_text(r->arena, x.score.total);
	v.full = score_text(r->arena, x.score.full);
	v.share = score_text(r->arena, x.score.share);
	v.levels = levels_text(r, &x);
	v.verdict = verdict(r, e, &x);
	fill_rating(r, &v, &x);
	v.may_grant = e->state == ENTRY_PUBLISHED && may(r, "entry.grant", e->unit) && may(r, "appraisal.run", e->organiser);
	v.not_yet = v.may_grant ? entry_not_granted_yet(r, e) : NULL;
	v.notice = e->notice ? record_load(r->db, r->arena, &notice_record, e->notice) : NULL;
	page_begin(r, &(struct page){.title = e->name, .nav = "/appraisals", .style = "judge.css",
		.crumbs = {{"评选", "/appraisals"}, {p->title, link_to(r, "/appraisals/%lld", (long long)p->id)}}});
	tpl_entry_one(r->out, &v);
	page_end(r);
}

/* ---- on paper ---- */

void get_entry_paper(struct req *r)
{
	static const struct paper_col cols[] = {{"项目", 14, PAPER_LEFT}, {"满分", 4, PAPER_RIGHT}, {"得分", 4, PAPER_RIGHT}, {"怎么来的", 18, PAPER_LEFT}};
	const struct appraisal_entry *e = r->row;
	const char *format = paper_format(r->word, "result");
	if (!format || e->state < ENTRY_SCORED || e->state == ENTRY_WITHDRAWN) {
		refuse(r, format ? 409 : 404, "%s", format ? "还没有评定，没有结果表。" : "没有这种文件。有评定结果表的 Word 和 PDF。");
		return;
	}
	const struct appraisal *p = record_load(r->db, r->arena, &appraisal_record, e->appraisal);
	struct entry_page v = {.r = r, .e = e, .shown = true};
	struct result x = result_of(r, e, p);
	struct paper *paper = paper_report(r->arena, arena_printf(r->arena, "%s\n评定结果表", p->title), e->name);
	paper_para(paper, arena_printf(r->arena, "申报工会：%s。总分 %s，满分 %s，折合 %s 分。%s%s", unit_name(r->db, r->arena, e->unit), score_text(r->arena, e->total),
				       score_text(r->arena, e->most), score_text(r->arena, e->share), *e->level ? "等次：" : verdict(r, e, &x), e->level));
	paper_table_begin(paper, NULL, cols, 4);
	for (size_t i = 0; i < x.n; i++) {
		struct entry_item it;
		fill_item(r, &v, &x, i, &it, false);
		paper_row(paper);
		paper_cell(paper, x.criteria[i].title);
		paper_cell(paper, it.weight);
		paper_cell(paper, it.value);
		paper_cell(paper, it.how);
	}
	paper_heading(paper, 1, "现场核实记录");
	paper_para(paper, e->site);
	paper_sign(paper, unit_name(r->db, r->arena, e->organiser), e->scored_on);
	answer_paper(r, paper, format, arena_printf(r->arena, "评定结果表（%s）", e->name));
}
