#include "engines/vote/count.h"

#include <stdlib.h>
#include <string.h>

#include "base/ratio.h"
#include "base/str.h"
#include "base/utf8.h"
#include "engines/vote/inside.h"
#include "text/pinyin.h"

enum { NAME_MOST = 30, MOST_PEOPLE = 100000000 };

int64_t vote_need(struct vote_share s, int64_t n)
{
	struct ratio r = ratio_of(s.num, s.den);
	return s.over ? ratio_floor(r, n) + 1 : ratio_ceil(r, n);
}

int64_t vote_candidates_need(int64_t seats, int64_t percent)
{
	if (percent <= 0)
		return seats;
	int64_t need = ratio_ceil(ratio_of(100 + percent, 100), seats);
	return need > seats ? need : seats + 1;
}

/* ---- one ballot ---- */

/* A name as it is compared: without blanks at its ends. */
static struct str name_of(struct str *rest)
{
	return str_trim(str_cut(rest, '/'));
}

const char *ballot_problem(const struct vote_rules *rules, size_t candidates, const char *text)
{
	if (strcmp(text, "!") == 0)
		return NULL;
	size_t marks = strspn(text, "+-0?");
	if (marks != candidates)
		return "选票上的记号数与候选人数不一致。";
	if (!text[marks])
		return NULL;
	if (text[marks] != '/' || !rules->election)
		return "选票上有不能识别的记号。";
	if (!rules->written)
		return "这次投票不能另选他人。";
	struct str rest = str_of(text + marks + 1);
	do {
		struct str name = name_of(&rest);
		char copy[NAME_MOST * 4 + 1] = "";
		if (!name.n || name.n >= sizeof(copy))
			return "另选人的姓名要填写，不超过 30 个字。";
		memcpy(copy, name.p, name.n);
		if (!utf8_valid(name) || utf8_count(copy) > NAME_MOST)
			return "另选人的姓名要填写，不超过 30 个字。";
	} while (rest.n);
	return NULL;
}

/* ---- counting ---- */

/* A ballot taken apart: what it says of each option. */
struct reading {
	char *marks; /* one an option, written-in ones too: '+' or 0 */
	int64_t chosen;
	bool unclear;
};

static size_t option_at(const struct counting *c, struct str name)
{
	for (size_t i = 0; i < c->out->n_options; i++)
		if (str_is(name, c->out->options[i].name))
			return i;
	return SIZE_MAX;
}

/* Somebody written in: chosen, unless the ballot says something else of him above. */
static void read_name(const struct counting *c, struct reading *x, struct str name)
{
	size_t at = option_at(c, name);
	char *mark = &x->marks[at];
	if (*mark == '-' || *mark == '?') {
		*mark = '?'; /* against him above, for him below */
		x->unclear = true;
	} else if (*mark != '+') {
		*mark = '+';
		x->chosen++;
	}
}

static void read_ballot(const struct counting *c, const char *text, struct reading *x)
{
	memset(x->marks, 0, c->out->n_options);
	x->chosen = 0;
	x->unclear = false;
	for (size_t i = 0; i < c->n_candidates; i++) {
		x->marks[i] = text[i];
		x->chosen += text[i] == '+';
		x->unclear = x->unclear || text[i] == '?';
	}
	struct str rest = str_of(text + c->n_candidates);
	str_cut(&rest, '/'); /* what stands before the first name: nothing */
	while (rest.n)
		read_name(c, x, name_of(&rest));
}

static void add_ballot(struct counting *c, const struct reading *x, int64_t times)
{
	struct vote_result *out = c->out;
	out->valid += times;
	out->partly += x->unclear ? times : 0;
	for (size_t i = 0; i < out->n_options; i++) {
		struct vote_option *o = &out->options[i];
		if (x->marks[i] == '+')
			o->yes += times;
		else if (x->marks[i] == '-')
			o->no += times;
		else if (x->marks[i])
			o->abstained += times;
	}
}

/* A question with a mark that cannot be read says nothing; an election keeps its other marks. */
static void count_ballot(struct counting *c, struct reading *x, const struct ballot_stack *s)
{
	c->out->returned += s->times;
	if (strcmp(s->text, "!") == 0) {
		c->out->invalid += s->times;
		return;
	}
	read_ballot(c, s->text, x);
	bool over = c->rules->election && x->chosen > c->rules->seats;
	if (over || (!c->rules->election && x->unclear)) {
		c->out->invalid += s->times;
		c->out->overmarked += over ? s->times : 0;
	} else {
		add_ballot(c, x, s->times);
	}
}

/* ---- options: the candidates, then whoever was written in, by name ---- */

/* An order that no ballot can change: by strokes of the surname. */
static int by_name(const void *a, const void *b)
{
	const struct vote_option *x = a, *y = b;
	int order = strcmp(x->key, y->key);
	return order ? order : strcmp(x->name, y->name);
}

static size_t names_on(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += *text == '/';
	return n;
}

static void add_names(struct counting *c, const char *text)
{
	struct str rest = str_of(text);
	str_cut(&rest, '/');
	while (rest.n) {
		struct str name = name_of(&rest);
		if (option_at(c, name) != SIZE_MAX)
			continue;
		struct vote_option *o = &c->out->options[c->out->n_options++];
		*o = (struct vote_option){.name = str_dup(c->arena, name), .written = true};
		o->key = stroke_sort_key(c->arena, o->name);
	}
}

static void find_options(struct counting *c, const struct ballot_stack *stacks, size_t n)
{
	size_t room = c->n_candidates;
	for (size_t i = 0; i < n; i++)
		room += names_on(stacks[i].text);
	c->out->options = NEW_N(c->arena, struct vote_option, room);
	for (size_t i = 0; i < c->n_candidates; i++)
		c->out->options[c->out->n_options++] = (struct vote_option){.name = c->candidates[i]};
	for (size_t i = 0; i < n; i++)
		add_names(c, stacks[i].text);
	size_t written = c->out->n_options - c->n_candidates;
	if (written > 1)
		qsort(c->out->options + c->n_candidates, written, sizeof(*c->out->options), by_name);
}

/* ---- checks ---- */

static const char *figures_problem(struct arena *a, const struct vote_rules *rules, const struct vote_figures *f)
{
	if (f->entitled < 1 || f->entitled > MOST_PEOPLE)
		return "应到会人数要大于零。";
	if (f->present < 0 || f->present > f->entitled)
		return arena_printf(a, "实到 %lld 人不能多于应到 %lld 人，请核对签到。", (long long)f->present, (long long)f->entitled);
	if (f->issued < 0 || f->issued > f->present)
		return arena_printf(a, "发出选票 %lld 张不能多于实到 %lld 人：一人一票，不得委托他人代为投票。", (long long)f->issued,
				    (long long)f->present);
	return rules->election && rules->seats < 1 ? "应选名额要大于零。" : NULL;
}

static const char *stacks_problem(struct arena *a, const struct vote_rules *rules, size_t candidates,
				  const struct ballot_stack *stacks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *why = ballot_problem(rules, candidates, stacks[i].text);
		if (stacks[i].times < 1 || stacks[i].times > MOST_PEOPLE)
			why = "张数要大于零。";
		if (why)
			return arena_printf(a, "第 %zu 叠选票：%s", i + 1, why);
	}
	return NULL;
}

const char *vote_count(struct arena *a, const struct vote_rules *rules, const struct vote_figures *f,
		       const char *const *candidates, size_t n_candidates, const struct ballot_stack *stacks,
		       size_t n_stacks, struct vote_result *out)
{
	struct counting c = {a, rules, f, candidates, n_candidates, out};
	const char *why = figures_problem(a, rules, f);
	if (!why)
		why = stacks_problem(a, rules, n_candidates, stacks, n_stacks);
	if (why)
		return why;
	*out = (struct vote_result){0};
	find_options(&c, stacks, n_stacks);
	struct reading x = {.marks = arena_alloc(a, out->n_options + 1)};
	for (size_t i = 0; i < n_stacks; i++)
		count_ballot(&c, &x, &stacks[i]);
	vote_decide(&c);
	vote_explain(&c);
	return NULL;
}
