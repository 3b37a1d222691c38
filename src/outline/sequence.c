/*
 * Stage 7: sequence. Which of the possible markers are markers, and what nests
 * in what. The evidence is the numbering: a marker continues an open list, runs
 * on from an earlier section, or begins with 1; looks only break ties.
 */
#include "outline/work.h"

enum { DEPTH_MAX = 16, N_FAMILIES = 2 * N_STYLES, NEAR = 150 };

/* A list that may go on: the stack of them is where we are in the tree. */
struct open {
	enum style style;
	int family; /* style, or style + N_STYLES for a list of the same style nested within a line
		     */
	int last;
	int outer[3];
	bool starts_line;
	uint32_t mark; /* its last member */
};

/* What is known of a family from the text so far. */
struct known {
	bool seen;
	int last;
	int home; /* family of the parent, -1: none */
};

struct sequence {
	struct work *w;
	struct open stack[DEPTH_MAX];
	int depth;
	struct known known[N_FAMILIES];
	int run_in[N_STYLES]; /* how often a month has no mark behind it: 1月份召开… */
	int pairs[N_STYLES];  /* how often a number is followed by the next one of its style */
	int ones[N_STYLES];   /* how often a style begins at 1 at the start of a line */
	uint32_t *next_same;  /* the next mark of the same style */
	size_t end_before;    /* end of the last accepted marker, in clean text */
};

static bool same_outer(const struct open *o, const struct marker *m)
{
	for (int i = 0; i < 3; i++) {
		if (o->outer[i] != m->outer[i])
			return false;
	}
	return true;
}

/* Conventional depth; some looks are as deep as each other. */
static int rank(enum style s)
{
	if (s == STYLE_COMMA || s == STYLE_BARE)
		return STYLE_DOT;
	if (s == STYLE_ROUND)
		return STYLE_HALF;
	return s == STYLE_CN_HALF ? STYLE_CN_ROUND : (int)s;
}

/* The open list that m continues, or -1; one whose members stand alike is preferred. */
static int continues(const struct sequence *q, const struct mark *k)
{
	int hit = -1;
	for (int i = q->depth - 1; i >= 0; i--) {
		const struct open *o = &q->stack[i];
		if (o->style != k->m.style || !same_outer(o, &k->m) ||
		    (k->m.value != -1 && o->last + 1 != k->m.value))
			continue;
		if (o->starts_line == k->starts_line)
			return i;
		if (hit < 0)
			hit = i;
	}
	return hit;
}

static int find_open(const struct sequence *q, enum style style)
{
	for (int i = q->depth - 1; i >= 0; i--) {
		if (q->stack[i].style == style)
			return i;
	}
	return -1;
}

static int find_family(const struct sequence *q, int family)
{
	for (int i = q->depth - 1; i >= 0; i--) {
		if (q->stack[i].family == family)
			return i;
	}
	return -1;
}

/* ⒋ and then ⑤: a circle that belongs to no list of circles counts on in Arabic numerals. */
static bool stray_circle(const struct sequence *q, const struct mark *k, enum style list)
{
	return k->m.style == STYLE_CIRCLE && k->starts_line && !q->known[STYLE_CIRCLE].seen &&
	       list >= STYLE_DOT && list <= STYLE_ROUND;
}

/* A list of the same kind of numerals that lacks just this number. */
static int kin_open(const struct sequence *q, const struct mark *k)
{
	for (int i = q->depth - 1; i >= 0; i--) {
		enum style list = q->stack[i].style;
		if ((style_kin(list, k->m.style) || stray_circle(q, k, list)) &&
		    q->stack[i].last + 1 == k->m.value)
			return i;
	}
	return -1;
}

static const struct mark *next_of(const struct sequence *q, size_t index)
{
	uint32_t next = q->next_same[index];
	return next == UINT32_MAX ? NULL : &q->w->marks[next];
}

static bool has_second(const struct sequence *q, size_t index)
{
	const struct mark *next = next_of(q, index);
	return next && (next->m.value == q->w->marks[index].m.value + 1 || next->m.value == -1);
}

/* Makes the mark the next member of the list at depth i. */
static void join(struct sequence *q, size_t index, int i)
{
	struct mark *k = &q->w->marks[index];
	struct open *o = &q->stack[i];
	q->depth = i + 1;
	o->last = k->m.value == -1 ? o->last + 1 : k->m.value;
	for (int j = 0; j < 3; j++)
		o->outer[j] = k->m.outer[j];
	o->mark = (uint32_t)index;
	k->accepted = true;
	k->depth = i;
	k->family = o->family;
	k->parent = i ? (int32_t)q->stack[i - 1].mark : -1;
	q->known[o->family].last = o->last;
	q->end_before = k->at + k->m.length;
}

/* Opens a new list of a family below what is open. */
static bool push_as(struct sequence *q, size_t index, int family)
{
	struct mark *k = &q->w->marks[index];
	if (q->depth == DEPTH_MAX)
		return false;
	if (find_family(q, family) >= 0)
		family += N_STYLES;
	if (find_family(q, family) >= 0)
		return false;
	struct known *known = &q->known[family];
	if (!known->seen)
		*known = (struct known){true, 0, q->depth ? q->stack[q->depth - 1].family : -1};
	q->stack[q->depth++] =
		(struct open){.style = k->m.style, .family = family, .starts_line = k->starts_line};
	join(q, index, q->depth - 1);
	return true;
}

static bool push(struct sequence *q, size_t index)
{
	return push_as(q, index, q->w->marks[index].m.style);
}

/* Leaves lists that by convention lie deeper than this style, down to its known home. */
static void go_home(struct sequence *q, enum style style)
{
	const struct known *known = &q->known[style];
	int floor = known->seen && known->home >= 0 ? find_family(q, known->home) + 1 : 0;
	while (q->depth > floor && rank(q->stack[q->depth - 1].style) > rank(style))
		q->depth--;
}

static size_t mark_end(const struct sequence *q, uint32_t mark)
{
	return q->w->marks[mark].at + q->w->marks[mark].m.length;
}

/*
 * A style not met before whose look is higher than what is open: a section
 * after free points, or a list within the item (numbering upside down)?
 */
static bool is_above(const struct sequence *q, size_t index)
{
	const struct mark *k = &q->w->marks[index];
	const struct open *top = &q->stack[q->depth - 1];
	if (rank(top->style) <= rank(k->m.style) || style_is_minor(k->m.style) ||
	    q->ones[k->m.style] > 1)
		return false;
	struct str between = {q->w->clean.p + mark_end(q, top->mark), 0};
	between.n = k->at - mark_end(q, top->mark);
	if (top->last == 1 && !has(str_head(between, 300), "。"))
		return false; /* right behind a mere heading: its list */
	/* its second member comes before the open list goes on: a list within an item */
	uint32_t second = q->next_same[index], more = q->next_same[top->mark];
	return !(second < more && more != UINT32_MAX && q->w->marks[more].m.value == top->last + 1);
}

static bool ends_title(const struct sequence *q, const struct mark *k);

static bool begin_list(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	bool dotted = k->m.style >= STYLE_DOTTED && k->m.style <= STYLE_DOTTED4;
	bool sure = k->starts_line && !k->m.weak && k->m.style != STYLE_CIRCLE;
	if (dotted && k->starts_line && q->depth) {
		int outer = k->m.outer[k->m.style - STYLE_DOTTED];
		for (int i = 0; i < q->depth; i++)
			sure |= q->stack[i].last == outer;
	}
	/* a list of one member, right behind a title, in a style that makes lists elsewhere */
	bool lone = q->pairs[k->m.style] && !style_is_ordinal(k->m.style) && ends_title(q, k);
	if (!sure && !has_second(q, index) && !lone)
		return false;
	int i = find_open(q, k->m.style);
	if (i >= 0 && (k->starts_line || !q->stack[i].starts_line)) {
		join(q, index, i); /* restarts */
		return true;
	}
	if (i < 0 && q->depth) {
		if (q->known[k->m.style].seen || is_above(q, index))
			go_home(q, k->m.style);
	}
	return push(q, index);
}

/* Near enough behind the last marker to end its title, with no stop between. */
static bool ends_title(const struct sequence *q, const struct mark *k)
{
	if (k->at < q->end_before || k->at - q->end_before > NEAR || k->at == q->end_before)
		return k->at == q->end_before;
	struct str s = {q->w->clean.p + q->end_before, k->at - q->end_before};
	return !has(s, "。") && !has(s, "；") && !has(s, "：") && last_char(s) != 0x7b2c;
}

/* A number out of sequence: taken where it stands alone and plain. */
static bool take_gap(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	if (!k->starts_line || k->m.weak || !k->follows_end)
		return false;
	int i = find_open(q, k->m.style);
	if (i >= 0) {
		if (k->m.value > q->stack[i].last + 3)
			return false;
		join(q, index, i);
		return true;
	}
	const struct known *known = &q->known[k->m.style];
	bool arabic = k->m.style >= STYLE_DOT;
	if (known->seen ? k->m.value > known->last + 3 : k->m.value > (arabic ? 3 : 20))
		return false;
	if (known->seen)
		go_home(q, k->m.style);
	return push(q, index);
}

static void take_heading(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	int depth = (int)(k->m.style - STYLE_HEADING);
	while (q->depth) {
		const struct open *top = &q->stack[q->depth - 1];
		const struct mark *m = &q->w->marks[top->mark];
		int heading = style_is_heading(top->style) ? (int)(top->style - STYLE_HEADING)
							   : q->w->lines[m->line].heading;
		if (top->style == k->m.style ||
		    (heading && heading < depth && style_is_heading(top->style)))
			break;
		if (heading && heading < depth)
			break;
		q->depth--;
	}
	if (q->depth && q->stack[q->depth - 1].style == k->m.style)
		join(q, index, q->depth - 1);
	else
		push(q, index);
}

static void take_bullet(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	int i = find_open(q, k->m.style);
	while (i < 0 && q->depth && style_is_bullet(q->stack[q->depth - 1].style) &&
	       q->stack[q->depth - 1].style > k->m.style)
		q->depth--;
	if (i >= 0)
		join(q, index, i);
	else
		push(q, index);
}

static bool has_later(const struct sequence *q, size_t index)
{
	const struct mark *next = next_of(q, index);
	return next && next->m.value > q->w->marks[index].m.value;
}

static void take_time(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	int i = find_open(q, k->m.style);
	if (k->m.weak && (q->run_in[k->m.style] < 3 || !k->follows_end ||
			  (i >= 0 ? k->m.value <= q->stack[i].last : !has_later(q, index))))
		return;
	if (i >= 0) {
		join(q, index, i);
		return;
	}
	go_home(q, k->m.style);
	push(q, index);
}

/* The closed list that the mark runs on from (4. after 1. to 3. of the section before), or -1. */
static int runs_on(const struct sequence *q, const struct mark *k)
{
	int hit = -1;
	for (int f = 0; f < N_STYLES; f++) {
		bool same = f == (int)k->m.style;
		if (q->known[f].seen && q->known[f].last + 1 == k->m.value &&
		    (same || style_kin((enum style)f, k->m.style)) && find_family(q, f) < 0 &&
		    (same || hit < 0))
			hit = f;
	}
	return hit;
}

/* 统一、规范: the 一 ends a word; also 五一、 第一、 */
static bool part_of_word(const struct sequence *q, const struct mark *k)
{
	static const char *const words[] = {"统", "唯", "第", "之", "其", "万", "同", "专", "单",
					    "划", "合", "归", "逐", "周", "期", "初", "五", "七",
					    "八", "十", "百", "统", "統", "萬", "專", "單", NULL};
	struct str before = str_head(q->w->clean, k->at);
	return ends_any(before, words) || (k->m.value == 1 && find_open(q, STYLE_CN) >= 0);
}

static void take_number(struct sequence *q, size_t index);

/* 3.3个品牌…: 3. in its place of a list, and a text that begins with a number. */
static void take_plain(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	struct marker dotted = k->m;
	if (!k->m.plain || k->m.style != STYLE_DOTTED || !k->starts_line || !k->follows_end)
		return;
	k->m = (struct marker){
		.style = STYLE_DOT, .value = dotted.outer[0], .length = dotted.plain, .weak = true};
	k->m.number = dotted.number;
	while (k->m.number.n && (last_char(k->m.number) < '0' ||
				 number_arabic(k->m.number, &(int){0}, &(int){0}) != k->m.number.n))
		k->m.number = cut_last(k->m.number);
	take_number(q, index);
	if (!k->accepted)
		k->m = dotted;
}

static void take(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	if (style_is_heading(k->m.style)) {
		take_heading(q, index);
		return;
	}
	if (style_is_bullet(k->m.style)) {
		take_bullet(q, index);
		return;
	}
	if (style_is_time(k->m.style)) {
		take_time(q, index);
		return;
	}
	take_number(q, index);
	if (!k->accepted)
		take_plain(q, index);
}

static void take_number(struct sequence *q, size_t index)
{
	struct mark *k = &q->w->marks[index];
	bool tight = !k->starts_line && !k->follows_end && k->m.style != STYLE_CIRCLE;
	if (tight && (!ends_title(q, k) || (k->m.style == STYLE_CN && part_of_word(q, k))))
		return;
	int i = continues(q, k);
	if (i >= 0) {
		join(q, index, i);
		return;
	}
	if (k->m.value == 1) {
		begin_list(q, index);
		return;
	}
	if (k->m.value < 0)
		return;
	int family = runs_on(q, k);
	bool alone = k->starts_line && k->follows_end;
	i = (k->m.weak && !alone) || family == (int)k->m.style ? -1 : kin_open(q, k);
	if (i >= 0 && (k->starts_line || k->follows_end)) {
		join(q, index, i);
		return;
	}
	if (family >= 0 && (!k->m.weak || (alone && family == (int)k->m.style))) {
		go_home(q, (enum style)family);
		push_as(q, index, family);
		return;
	}
	take_gap(q, index);
}

static void look_ahead(struct sequence *q)
{
	struct work *w = q->w;
	uint32_t last[N_STYLES];
	for (int s = 0; s < N_STYLES; s++)
		last[s] = UINT32_MAX;
	q->next_same = NEW_N(w->a, uint32_t, w->n_marks + 1);
	for (size_t i = w->n_marks; i-- > 0;) {
		const struct mark *k = &w->marks[i];
		q->next_same[i] = last[k->m.style];
		q->pairs[k->m.style] += has_second(q, i);
		last[k->m.style] = (uint32_t)i;
		q->run_in[k->m.style] += style_is_time(k->m.style) && k->m.weak;
		q->ones[k->m.style] += k->starts_line && k->m.value == 1;
	}
}

/* A list of one member within a line, or of 一是 without 二是, is ordinary text. */
static void drop_singles(struct work *w)
{
	uint32_t *members = NEW_N(w->a, uint32_t, w->n_marks + 1);
	uint32_t *children = NEW_N(w->a, uint32_t, w->n_marks + 1);
	uint32_t *first =
		NEW_N(w->a, uint32_t, w->n_marks + 1); /* first member of each one's list */
	bool listed[N_FAMILIES] = {false};	       /* has a list of two or more somewhere */
	uint32_t open[DEPTH_MAX + 1] = {0};
	int families[DEPTH_MAX + 1] = {0};
	int depth = 0;
	for (size_t i = 0; i < w->n_marks; i++) {
		struct mark *k = &w->marks[i];
		if (!k->accepted)
			continue;
		if (k->parent >= 0)
			children[k->parent]++;
		if (k->depth >= depth || families[k->depth] != k->family ||
		    w->marks[open[k->depth]].parent != k->parent) {
			open[k->depth] = (uint32_t)i;
			families[k->depth] = k->family;
		}
		depth = k->depth + 1;
		first[i] = open[k->depth];
		listed[k->family] |= ++members[first[i]] > 1;
	}
	for (size_t i = 0; i < w->n_marks; i++) {
		struct mark *k = &w->marks[i];
		bool dotted = k->m.style >= STYLE_DOTTED && k->m.style <= STYLE_DOTTED4;
		if (!k->accepted || members[first[i]] > 1 || children[i] || dotted ||
		    style_is_time(k->m.style))
			continue;
		if (style_is_ordinal(k->m.style) || k->m.style == STYLE_CIRCLE ||
		    ((!k->starts_line || (k->m.weak && k->m.value == 1)) && !listed[k->family]))
			k->accepted = false;
	}
}

void work_sequence(struct work *w)
{
	struct sequence *q = NEW(w->a, struct sequence);
	q->w = w;
	look_ahead(q);
	for (size_t i = 0; i < w->n_marks; i++)
		take(q, i);
	drop_singles(w);
}
