/* The desk's page of a vote: what it is, where it stands, what is next. */
#include <stdlib.h>
#include <string.h>

#include "kernel/derived.h"
#include "kernel/unit.h"
#include "modules/votes/inside.h"
#include "modules/votes/votes_view.h"
#include "secret/id.h"
#include "text/pinyin.h"
#include "votes.html.h"

/* ---- list and form ---- */

static const struct list_view views[] = {{"准备中", "state=1,2"}, {"投票中", "state=3"}, {"待公布", "state=4,5"}, {"已公布", "state=6"}, {0}};

const struct list votes_list = {
	.name = "votes", .base = "/votes", .flow = &vote_flow, .read_right = "vote.list", .sort = "-held_on", .views = views, .noun = "次",
	.empty = "还没有投票。选举、表决都从这里发起：先定名册和监票人，再开始投票。",
	.help = "无记名投票、选举、举手表决；纸质票和手机票合在一起计。",
};

static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	const struct vote *v = r->row;
	(void)f;
	return options_people(r, v ? v->unit : union_of_right(r, "vote.edit"), n);
}

static bool fits(struct req *r, void *row)
{
	struct vote *v = row;
	if (v->kind == VOTE_ELECTION && v->seats < 1)
		problem_add(&r->problems, "seats", "请填写应选名额。");
	if (v->kind == VOTE_ELECTION && v->manner == VOTE_HANDS)
		problem_add(&r->problems, "manner", "选举要用无记名投票。");
	if (v->online && v->manner == VOTE_HANDS)
		problem_add(&r->problems, "online", "举手表决不能用手机投票。");
	if (v->teller1 && v->teller1 == v->teller2)
		problem_add(&r->problems, "teller2", "两位监票人不能是同一人。");
	if (v->kind == VOTE_QUESTION)
		v->seats = v->written = 0;
	return r->problems.n == 0;
}

static const struct derived pages = {
	.flow = &vote_flow, .base = "/votes", .read_right = "vote.read", .options = options, .fill = fits, .list = &votes_list,
	.help = "先登记，再填候选人、生成名册。名册冻结前都可以改。",
};

void get_votes(struct req *r) { derived_list(r, &pages); }
void get_vote_new(struct req *r) { derived_new(r, &pages); }
void post_vote_new(struct req *r) { derived_create(r, &pages); }
void get_vote_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_vote_edit(struct req *r) { derived_save(r, &pages, r->row); }

/* ---- candidates ---- */

static int by_strokes(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	return strcmp(x[0], y[0]);
}

struct keyed {
	const char *key; /* first: compared */
	struct vote_candidate c;
};

/* In the order of lists of candidates: by strokes of the surname. */
static void put_candidates(struct req *r, int64_t vote, const struct vote_candidate *c, size_t n)
{
	struct keyed *k = NEW_N(r->arena, struct keyed, n + 1);
	for (size_t i = 0; i < n; i++)
		k[i] = (struct keyed){stroke_sort_key(r->arena, c[i].name), c[i]};
	if (n)
		qsort(k, n, sizeof(*k), by_strokes);
	q_vote_options_clear(r->db, vote);
	for (size_t i = 0; i < n; i++)
		q_vote_option_add(r->db, vote, (int64_t)i + 1, k[i].c.name, k[i].c.person, false);
}

int64_t vote_make(struct req *r, struct vote *v, const struct vote_candidate *c, size_t n)
{
	v->id = id_new();
	if (!flow_create(r, &vote_flow, v, ""))
		return 0;
	put_candidates(r, v->id, c, n);
	return v->id;
}

/* One name a line; blank lines and double names are left out. */
static size_t read_names(struct req *r, const struct vote *v, struct vote_candidate *out)
{
	struct str rest = str_of(form_get(r, "names"));
	size_t n = 0;
	while (rest.n) {
		const char *name = str_dup(r->arena, str_trim(str_cut(&rest, '\n')));
		bool had = !*name;
		for (size_t i = 0; i < n && !had; i++)
			had = strcmp(out[i].name, name) == 0;
		if (had)
			continue;
		if (strlen(name) > 90 || strpbrk(name, "/\t") || n == OPTIONS_MOST) {
			problem_add(&r->problems, "names", n == OPTIONS_MOST ? "候选人最多 100 人。" : "每行一个姓名，不超过 30 个字，不含斜线。");
			break;
		}
		out[n++] = (struct vote_candidate){name, q_vote_roll_person(r->db, v->id, name)};
	}
	return n;
}

void post_vote_options(struct req *r)
{
	struct vote *v = r->row;
	struct vote_candidate *c = NEW_N(r->arena, struct vote_candidate, OPTIONS_MOST + 1);
	if (v->kind != VOTE_ELECTION || v->state != VOTE_DRAFT) {
		refuse(r, 409, "名册冻结后候选人不能改。要改，先撤回冻结。");
		return;
	}
	size_t n = read_names(r, v, c);
	if (r->problems.n) {
		get_vote(r); /* with what was typed */
		answer_status(r, 422);
		return;
	}
	put_candidates(r, v->id, c, n);
	if (flow_edit(r, &vote_flow, v, arena_printf(r->arena, "候选人 %zu 人", n)))
		see_other_saying(r, link_to(r, "/votes/%lld", (long long)v->id), "候选人已保存，按姓氏笔画为序。");
}

/* ---- the page ---- */

static void fill_lines(struct vote_view *w)
{
	struct req *r = w->r;
	struct str rest = str_of(w->v->protocol);
	struct protocol_line *out = NEW_N(r->arena, struct protocol_line, 16);
	while (rest.n && w->n_lines < 16) {
		struct str line = str_cut(&rest, '\n');
		struct protocol_line *x = &out[w->n_lines++];
		x->text = str_dup(r->arena, str_cut(&line, '\t'));
		x->source = str_dup(r->arena, str_cut(&line, '\t'));
		x->unverified = line.n && source_unchecked(*line.p);
	}
	w->lines = out;
}

static void fill_stacks(struct vote_view *w)
{
	struct req *r = w->r;
	struct vote_stacks *s = q_vote_stacks(r->db, r->arena, w->v->id, &w->n_stacks);
	struct stack_line *out = NEW_N(r->arena, struct stack_line, w->n_stacks);
	for (size_t i = 0; i < w->n_stacks; i++) {
		out[i] = (struct stack_line){
			s[i].id, s[i].version, s[i].times, s[i].new_times, ballot_words(r->arena, w->v, w->names, w->n_names, s[i].ballot),
			record_title(r->db, r->arena, &person_record, s[i].hand), s[i].why, (enum stack_state)s[i].state,
			s[i].hand == r->who->person};
		w->returned_paper += s[i].state != STACK_STRUCK ? s[i].times : 0;
	}
	w->stacks = out;
}

static void fill_tellers(struct vote_view *w)
{
	struct req *r = w->r;
	size_t n;
	struct vote_keys *k = q_vote_keys(r->db, r->arena, w->v->id, &n);
	w->teller1 = record_title(r->db, r->arena, &person_record, w->v->teller1);
	w->teller2 = record_title(r->db, r->arena, &person_record, w->v->teller2);
	for (size_t i = 0; i < n; i++) {
		w->key1 = w->key1 || k[i].teller == 1;
		w->key2 = w->key2 || k[i].teller == 2;
	}
	w->i_tell = is_teller(w->v, r->who->person);
}

static void fill_numbers(struct vote_view *w)
{
	struct vote_rules rules = vote_rules_of(w->r, w->v);
	struct vote_numbers n = vote_numbers(w->r->db, w->v->id);
	w->entitled = n.entitled;
	w->present = n.present;
	w->online = n.online;
	w->paper = n.paper;
	w->quorum_need = n.entitled ? vote_need(rules.quorum, n.entitled) : 0;
	w->pass_need = n.entitled && rules.base == VOTE_ENTITLED ? vote_need(rules.pass, n.entitled) : 0;
	w->pass_text = arena_printf(w->r->arena, "%s%s", vote_base_label(rules.base), vote_share_text(w->r->arena, rules.pass));
}

static const char *joined(struct req *r, const char *const *names, size_t n)
{
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\n", names[i]);
	return arena_strdup(r->arena, buf_text(&b));
}

static void fill(struct req *r, const struct vote *v, struct vote_view *w)
{
	*w = (struct vote_view){.r = r, .v = v, .here = link_to(r, "/votes/%lld", (long long)v->id)};
	w->unit_name = unit_name(r->db, r->arena, v->unit);
	w->day_text = day_cn(r->arena, v->held_on);
	w->may_edit = may_row(r, "vote.edit", &vote_record, v);
	w->may_tell = may_row(r, "vote.tell", &vote_record, v);
	w->editable = flow_editable(r, &vote_flow, v);
	w->secret = v->manner == VOTE_SECRET;
	w->is_election = v->kind == VOTE_ELECTION;
	w->desk_open = w->may_tell && (v->state == VOTE_OPEN || v->state == VOTE_CLOSED);
	w->names = vote_names(r->db, r->arena, v, &w->n_names);
	w->names_text = form_has(r, "names") ? form_get(r, "names") : w->is_election ? joined(r, w->names, w->n_names) : "";
	w->written = v->written ? v->seats : 0;
	w->online_why = v->online ? online_not_yet(r, v) : NULL;
	fill_numbers(w);
	fill_tellers(w);
	fill_stacks(w);
	fill_lines(w);
	w->outcome = vote_outcome_label((enum vote_outcome)v->outcome);
	w->runoff = vote_runoff(r->db, v->id);
	w->may_runoff = w->may_edit && !w->runoff && v->state >= VOTE_COUNTED && v->outcome == VOTE_RUNOFF;
	if (v->state == VOTE_COUNTED || v->state == VOTE_ANNOUNCED)
		w->seats = vote_seats(r->db, r->arena, v->id, &w->n_seats);
}

void get_vote(struct req *r)
{
	struct vote_view w;
	fill(r, r->row, &w);
	page_begin(r, &(struct page){.title = w.v->title, .nav = "/votes", .crumbs = {{"投票", "/votes"}}, .style = "venue.css"});
	tpl_vote_page(r->out, &w);
	page_end(r);
}

/* ---- equal votes at the cut: again between them ---- */

void post_runoff(struct req *r)
{
	const struct vote *v = r->row;
	size_t n, tied = 0;
	struct vote_seat *s = vote_seats(r->db, r->arena, v->id, &n);
	struct vote_candidate *c = NEW_N(r->arena, struct vote_candidate, n);
	int64_t in = 0;
	for (size_t i = 0; i < n; i++) {
		in += s[i].place == VOTE_IN;
		if (s[i].place == VOTE_TIED)
			c[tied++] = (struct vote_candidate){s[i].name, s[i].person};
	}
	if (v->outcome != VOTE_RUNOFF || v->state < VOTE_COUNTED || !tied || vote_runoff(r->db, v->id)) {
		refuse(r, 409, "没有票数相等、需要再次投票的候选人，或者已经发起。");
		return;
	}
	struct vote *again = arena_memdup(r->arena, v, sizeof(*v));
	again->title = arena_printf(r->arena, "%s（再次投票）", v->title);
	again->runoff_of = v->id;
	again->seats = v->seats - in;
	again->written = false;
	again->held_on = r->today;
	again->entitled = again->outcome = again->urn_opened = again->key_lost = 0;
	again->roll_hash = again->ballots_hash = again->receipts_hash = again->trouble = again->protocol = "";
	int64_t id = vote_make(r, again, c, tied);
	if (!id)
		return;
	q_vote_roll_copy(r->db, id, v->id);
	see_other_saying(r, link_to(r, "/votes/%lld", (long long)id), "已发起再次投票，名册照原样。请核对后冻结名册。");
}
