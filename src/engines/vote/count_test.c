/* The engine against tests/vote/cases.txt (counted by hand), and in any order of ballots. */
#include "base/test.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/str.h"
#include "engines/vote/count.h"

enum { MOST = 40 };

struct whole_case {
	bool surplus;
	struct vote_rules rules;
	struct vote_figures f;
	const char *names[MOST];
	size_t n_names;
	struct ballot_stack stacks[MOST];
	size_t n_stacks;
	struct str want;
	int64_t seats, percent;
};

static struct arena *arena;

static int64_t number(struct str s)
{
	int64_t v = -1;
	return str_int(s, &v) ? v : -1;
}

/* ">=2/3" */
static struct vote_share share_of(struct str s)
{
	struct vote_share x = {.over = !str_starts(s, ">=")};
	s = str_skip(s, x.over ? 1 : 2);
	x.num = number(str_cut(&s, '/'));
	x.den = number(s);
	return x;
}

static enum vote_base base_of(struct str s)
{
	return str_is(s, "all") ? VOTE_ENTITLED : str_is(s, "present") ? VOTE_PRESENT : str_is(s, "returned") ? VOTE_RETURNED : VOTE_VALID;
}

static void read_names(struct whole_case *c, struct str s)
{
	while (s.n)
		c->names[c->n_names++] = str_dup(arena, str_cut(&s, ','));
}

static void read_rules(struct whole_case *c, struct str s)
{
	while (s.n) {
		struct str word = str_cut(&s, ' '), rest = str_skip(word, 1);
		switch (word.n ? *word.p : 0) {
		case 'Q':
			c->names[c->n_names++] = "议题";
			break;
		case 'E':
			c->rules.election = true;
			read_names(c, str_skip(word, 2));
			break;
		case 's':
			c->rules.seats = number(rest);
			break;
		case 'w':
			c->rules.written = true;
			break;
		case 'r':
			c->rules.runoff = true;
			break;
		case 'q':
			c->rules.quorum = share_of(rest);
			break;
		case 'p':
			c->rules.pass = share_of(str_cut(&rest, '@'));
			c->rules.base = base_of(rest);
		}
	}
}

/* "16*++-  4*+--/ name": a stack begins with figures and a star. */
static void read_stacks(struct whole_case *c, struct str s)
{
	while (s.n && !str_is(s, "-")) {
		size_t end = 1;
		while (end < s.n && !(s.p[end - 1] == ' ' && s.p[end] >= '0' && s.p[end] <= '9' && memchr(s.p + end, '*', s.n - end) &&
				      strspn(s.p + end, "0123456789") == (size_t)((char *)memchr(s.p + end, '*', s.n - end) - s.p) - end))
			end++;
		struct str one = str_head(s, end);
		s = str_skip(s, end);
		if (s.n)
			one.n--; /* the blank between two stacks */
		int64_t times = number(str_cut(&one, '*'));
		c->stacks[c->n_stacks++] = (struct ballot_stack){str_dup(arena, one), times};
	}
}

static bool read_case(const char *line, struct whole_case *c)
{
	struct str s = str_of(line), figures = str_trim(str_cut(&s, '|')), rules = str_trim(str_cut(&s, '|'));
	struct str stacks = str_trim(str_cut(&s, '|'));
	*c = (struct whole_case){.want = str_trim(str_cut(&s, '|'))};
	if (!figures.n || *figures.p == '#')
		return false;
	assert_true(s.n > 3); /* the reasoning */
	if (str_is(figures, "C")) {
		c->surplus = true;
		c->seats = number(str_cut(&rules, ' '));
		c->percent = number(rules);
		return true;
	}
	c->f.entitled = number(str_cut(&figures, '/'));
	c->f.present = number(str_cut(&figures, '/'));
	c->f.issued = number(figures);
	read_rules(c, rules);
	read_stacks(c, stacks);
	return true;
}

static void put_names(struct buf *b, const char *label, const struct vote_result *x, enum vote_place place)
{
	bool first = true;
	for (size_t i = 0; i < x->n_options; i++)
		if (x->options[i].place == place) {
			buf_printf(b, "%s%s", first ? label : ",", x->options[i].name);
			first = false;
		}
}

/* The result as the table writes it. */
static const char *shown(const struct whole_case *c, const struct vote_result *x)
{
	static const char *const outcomes[] = {"", "noquorum", "void", "passed", "rejected", "elected", "runoff", "short"};
	struct buf b = buf_in(arena);
	buf_printf(&b, "q%lld p%lld", (long long)x->quorum_need, (long long)x->pass_need);
	if (x->outcome != VOTE_NO_QUORUM && x->outcome != VOTE_VOID)
		buf_printf(&b, " v%lld i%lld", (long long)x->valid, (long long)x->invalid);
	buf_printf(&b, " %s", outcomes[x->outcome]);
	put_names(&b, " in:", x, VOTE_IN);
	put_names(&b, " tie:", x, VOTE_TIED);
	if (c->rules.election && x->open_seats)
		buf_printf(&b, " open:%lld", (long long)x->open_seats);
	return arena_strdup(arena, buf_text(&b));
}

static const char *answer(const struct whole_case *c)
{
	struct vote_result x;
	if (c->surplus)
		return arena_printf(arena, "%lld", (long long)vote_candidates_need(c->seats, c->percent));
	return vote_count(arena, &c->rules, &c->f, c->names, c->n_names, c->stacks, c->n_stacks, &x) ? "bad" : shown(c, &x);
}

static FILE *table(void)
{
	char path[500];
	snprintf(path, sizeof(path), "%s/tests/vote/cases.txt", getenv("LX_SOURCE"));
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	return f;
}

static void each_case(void (*run)(const struct whole_case *c, const char *line))
{
	FILE *f = table();
	char line[1000];
	while (fgets(line, sizeof(line), f)) {
		struct whole_case c;
		line[strcspn(line, "\n")] = 0;
		if (read_case(line, &c))
			run(&c, line);
		arena_reset(arena);
	}
	fclose(f);
}

static int cases, wrong;

static void check_case(const struct whole_case *c, const char *line)
{
	const char *is = answer(c);
	cases++;
	if (!str_is(c->want, is)) {
		wrong++;
		print_message("# %s\n#   gives: %s\n", line, is);
	}
}

static void hand_counted_cases(void **state)
{
	(void)state;
	cases = wrong = 0;
	each_case(check_case);
	print_message("# %d cases counted by hand\n", cases);
	assert_true(cases >= 200);
	assert_int_equal(wrong, 0);
}

/* ---- the order of ballots changes nothing ---- */

static unsigned long long seed = 20240607;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (size_t)((seed >> 33) % n);
}

static void shuffle(struct ballot_stack *s, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = pick(i);
		struct ballot_stack x = s[i - 1];
		s[i - 1] = s[k];
		s[k] = x;
	}
}

/* Everything a result says, in one text. */
static const char *everything(const struct whole_case *c, const struct ballot_stack *stacks, size_t n)
{
	struct vote_result x;
	struct buf b = buf_in(arena);
	const char *why = vote_count(arena, &c->rules, &c->f, c->names, c->n_names, stacks, n, &x);
	if (why)
		return "bad";
	buf_puts(&b, shown(c, &x));
	for (size_t i = 0; i < x.n_options; i++)
		buf_printf(&b, " %s %lld %lld %lld", x.options[i].name, (long long)x.options[i].yes, (long long)x.options[i].no,
			   (long long)x.options[i].abstained);
	for (size_t i = 0; i < x.n_lines; i++)
		buf_printf(&b, "\n%s", x.lines[i].text);
	return arena_strdup(arena, buf_text(&b));
}

/* Stacks of single ballots, at most 400, mixed; and cut into other stacks. */
static void check_orders(const struct whole_case *c, const char *line)
{
	struct ballot_stack single[400];
	size_t n = 0;
	if (c->surplus)
		return;
	for (size_t i = 0; i < c->n_stacks; i++)
		for (int64_t k = 0; k < c->stacks[i].times && n < 400; k++)
			single[n++] = (struct ballot_stack){c->stacks[i].text, 1};
	const char *want = everything(c, single, n);
	for (int i = 0; i < 20; i++) {
		shuffle(single, n);
		const char *is = everything(c, single, n);
		if (strcmp(want, is) != 0)
			print_message("# %s\n# one order:\n%s\n# another:\n%s\n", line, want, is);
		assert_string_equal(is, want);
	}
}

static void order_changes_nothing(void **state)
{
	(void)state;
	each_case(check_orders);
}

/* Random elections against a count that works the other way round: for each person over all ballots. */
static int64_t votes_for(const struct whole_case *c, size_t candidate)
{
	int64_t yes = 0;
	for (size_t i = 0; i < c->n_stacks; i++) {
		int64_t chosen = 0;
		for (size_t k = 0; k < c->n_names; k++)
			chosen += c->stacks[i].text[k] == '+';
		if (chosen <= c->rules.seats && c->stacks[i].text[candidate] == '+')
			yes += c->stacks[i].times;
	}
	return yes;
}

static const char *random_ballot(size_t n)
{
	char *s = arena_alloc(arena, n + 1);
	for (size_t i = 0; i < n; i++)
		s[i] = "++-0?"[pick(5)];
	return s;
}

static void random_elections(void **state)
{
	static const char *const names[] = {"甲", "乙", "丙", "丁", "戊", "己"};
	(void)state;
	for (int round = 0; round < 2000; round++, arena_reset(arena)) {
		struct whole_case c = {.rules = {.election = true, .quorum = {2, 3, false}, .pass = {1, 2, true}, .base = VOTE_ENTITLED}};
		struct vote_result x;
		int64_t elected = 0;
		c.n_names = 1 + pick(6);
		c.rules.seats = 1 + (int64_t)pick(c.n_names);
		c.n_stacks = pick(12);
		for (size_t i = 0; i < c.n_stacks; i++) {
			c.stacks[i] = (struct ballot_stack){random_ballot(c.n_names), 1 + (int64_t)pick(9)};
			c.f.issued += c.stacks[i].times;
		}
		c.f.present = c.f.entitled = c.f.issued + 1;
		assert_null(vote_count(arena, &c.rules, &c.f, names, c.n_names, c.stacks, c.n_stacks, &x));
		for (size_t i = 0; i < x.n_options; i++) {
			size_t at = 0;
			while (strcmp(names[at], x.options[i].name) != 0)
				at++;
			assert_int_equal(x.options[i].yes, votes_for(&c, at));
			assert_true(i == 0 || x.options[i - 1].yes >= x.options[i].yes);
			assert_true(x.options[i].place == VOTE_NOT_IN || x.options[i].yes * 2 > c.f.entitled);
			elected += x.options[i].place == VOTE_IN;
		}
		assert_true(elected <= c.rules.seats && elected + x.open_seats == c.rules.seats);
	}
}

static void each_line_names_its_law(void **state)
{
	static const struct ballot_stack stacks[] = {{"++-", 11}, {"+-+", 11}, {"-++", 8}};
	static const char *const names[] = {"甲", "乙", "丙"};
	struct vote_rules rules = {.election = true, .quorum = {2, 3, false}, .pass = {1, 2, true}, .base = VOTE_ENTITLED, .seats = 2};
	struct vote_figures f = {30, 30, 30};
	struct vote_result x;
	(void)state;
	for (int i = 0; i < VOTE_LAWS; i++)
		rules.law[i] = (struct vote_source){arena_printf(arena, "条%d", i), 'A'};
	assert_null(vote_count(arena, &rules, &f, names, 3, stacks, 3, &x));
	assert_string_equal(x.lines[0].text, "应到会 30 人，实到会 30 人，须有应到会人数的三分之二以上即 20 人到会，达到法定人数。");
	assert_string_equal(x.lines[0].law.text, "条0");
	assert_string_equal(x.lines[3].text, "当选须得应到会人数 30 的过半数，即至少 16 票。");
	assert_string_equal(x.lines[5].text, "当选 1 人：甲（22 票）。");
	assert_string_equal(x.lines[6].text, "乙（19 票）、丙（19 票）赞成票相等，不能确定其余 1 个名额的当选人，对票数相等的被选举人再次投票。");
	for (size_t i = 0; i < x.n_lines; i++)
		assert_true(x.lines[i].law.text[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hand_counted_cases),
		cmocka_unit_test(order_changes_nothing),
		cmocka_unit_test(random_elections),
		cmocka_unit_test(each_line_names_its_law),
	};
	arena = arena_new(64u << 20);
	int bad = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return bad;
}
