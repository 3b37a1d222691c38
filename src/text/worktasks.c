/* Tasks in the sentences of a work point. */
#include "text/wordhints.h"

#include <string.h>

#include "base/utf8.h"
#include "text/wordhints_table.h"
#include "text/wordscan.h"

enum { TITLE_CHARS = 40, NAMES_MAX = 12, CLAUSE_MAX = 1200, TASKS_MAX = 200 };

/* Tasks as they are found. */
struct finds {
	struct arena *arena;
	struct str text;
	struct str scope; /* the clause in work with its neighbours that promise nothing */
	struct task_hint *hint;
	size_t count, room;
};

/* A verb of the table and what follows it. */
struct promise {
	const struct task_verb *verb;
	size_t at;	   /* of the verb, in the clause */
	struct str object; /* after the verb, without the closing mark */
};

static struct str without_mark(struct str s)
{
	static const char *const marks[] = {"。", "！", "？", "；", "，", "：",
					    "!",  "?",	";",  ",",  ":"};
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_ends(s, marks[i]))
			return str_trim(str_head(s, s.n - strlen(marks[i])));
	return s;
}

static const struct task_verb *verb_at(struct str clause, size_t at)
{
	const struct task_verb *best = NULL;
	for (size_t i = 0; i < task_verb_count; i++)
		if (word_length_at(clause, at, task_verbs[i].verb) &&
		    (!best || strlen(task_verbs[i].verb) > strlen(best->verb)))
			best = &task_verbs[i];
	return best;
}

static bool is_object(struct str object)
{
	for (size_t i = 0; i < no_object_count; i++)
		if (str_starts(object, no_object[i]))
			return false;
	for (size_t i = 0; i < no_tail_count; i++)
		if (str_ends(object, no_tail[i]))
			return false;
	return object.n > 0 && object.n > char_length(object, 0); /* two characters at least */
}

/* The longest noun of the table that the text ends with. */
static const struct task_noun *noun_at_end(struct str s)
{
	const struct task_noun *best = NULL;
	for (size_t i = 0; i < task_noun_count; i++)
		if (str_ends(s, task_nouns[i].noun) &&
		    (!best || strlen(task_nouns[i].noun) > strlen(best->noun)))
			best = &task_nouns[i];
	return best;
}

/* Where an enumeration may be cut: before 、 等 及 和 以及. */
static size_t joint_at(struct str s, size_t at)
{
	static const char *const joints[] = {"、", "等", "以及", "及", "和", "（", "("};
	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (word_length_at(s, at, joints[i]))
			return strlen(joints[i]);
	return 0;
}

/*
 * The object up to a noun of the table: whole if it ends with one, else the
 * longest beginning that does and stops at a joint. Empty if there is none.
 */
static struct str object_to_noun(struct str object)
{
	if (noun_at_end(object))
		return object;
	struct str best = {object.p, 0};
	for (size_t at = 0; at < object.n;) {
		size_t whole = quoted_at(object, at).whole;
		struct str head = str_head(object, at);
		if (!whole && joint_at(object, at) && noun_at_end(head))
			best = head;
		at += whole ? whole : char_length(object, at);
	}
	return best;
}

/* The first verb with an object that is worth a task. */
static bool find_promise(struct str clause, struct promise *p)
{
	for (size_t at = 0; at < clause.n;) {
		size_t whole = quoted_at(clause, at).whole;
		const struct task_verb *verb = whole ? NULL : verb_at(clause, at);
		at += whole ? whole : verb ? 0 : char_length(clause, at);
		if (!verb)
			continue;
		struct str object =
			str_trim(without_mark(str_skip(clause, at + strlen(verb->verb))));
		struct str to_noun = object_to_noun(object);
		if (verb->needs_noun)
			object = to_noun;
		if (is_object(object)) {
			*p = (struct promise){verb, at, object};
			return true;
		}
		at += strlen(verb->verb);
	}
	return false;
}

static int read_number(struct str s, size_t *at)
{
	int v = 0;
	size_t from = *at;
	while (*at < s.n && *at - from < 7) {
		size_t n;
		uint32_t c = utf8_fold(utf8_get(str_skip(s, *at), &n));
		if (c < '0' || c > '9')
			break;
		v = v * 10 + (int)(c - '0');
		*at += n;
	}
	return v;
}

static bool is_month(int m)
{
	return m >= 1 && m <= 12;
}

static size_t range_mark(struct str s, size_t at)
{
	static const char *const marks[] = {"至", "到", "—", "–", "-", "~", "～"};
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (word_length_at(s, at, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/* 3月, 3月至5月, 3-5月 beginning at `at`. */
static bool months_at(struct str s, size_t at, int *from, int *to)
{
	int first = read_number(s, &at);
	size_t month = word_length_at(s, at, "月");
	at += month;
	size_t mark = range_mark(s, at);
	size_t next = at + mark;
	int last = mark ? read_number(s, &next) : 0;
	bool range = mark && word_length_at(s, next, "月") && is_month(last);
	if (!is_month(first) || (!month && !range))
		return false;
	*from = first;
	*to = range ? last : first;
	return true;
}

/* A figure at `at` with its unit behind: 不少于10场. Years and dates are none. */
static bool figure_at(struct str s, size_t at, struct task_hint *h)
{
	int v = read_number(s, &at);
	for (size_t i = 0; v > 0 && i < figure_unit_count; i++) {
		if (!word_length_at(s, at, figure_units[i]))
			continue;
		h->target = v;
		h->unit = figure_units[i];
		return true;
	}
	return false;
}

static bool digit_at(struct str s, size_t at)
{
	size_t n;
	uint32_t c = utf8_fold(utf8_get(str_skip(s, at), &n));
	return c >= '0' && c <= '9';
}

/* 第3次 is no figure but an ordinal. */
static bool ordinal_at(struct str s, size_t at)
{
	return at >= strlen("第") && word_length_at(s, at - strlen("第"), "第");
}

static void read_figures(struct str scope, struct task_hint *h)
{
	bool in_number = false;
	for (size_t at = 0; at < scope.n; at += char_length(scope, at)) {
		bool digit = digit_at(scope, at);
		if (digit && !in_number && !ordinal_at(scope, at)) {
			if (!h->stated && months_at(scope, at, &h->from_month, &h->to_month))
				h->stated = true;
			else if (h->target == 0)
				figure_at(scope, at, h);
		}
		in_number = digit;
	}
}

/* What the text says about time and number, then what is usual for such work. */
static void fill_times(struct str scope, struct str about, struct task_hint *h)
{
	h->unit = "";
	read_figures(scope, h);
	for (size_t i = 0; i < month_word_count && !h->stated; i++) {
		size_t at = str_find(scope, month_words[i].word);
		bool each = at >= strlen("每") && at != SIZE_MAX &&
			    word_length_at(scope, at - strlen("每"), "每");
		if (at == SIZE_MAX || each)
			continue;
		h->from_month = month_words[i].from;
		h->to_month = month_words[i].to;
		h->stated = true;
	}
	for (size_t i = 0; i < often_word_count && h->target == 0; i++)
		if (str_find(scope, often_words[i].word) != SIZE_MAX) {
			h->target = often_words[i].times;
			h->unit = "次";
		}
	const struct season_hint *season = season_of(about);
	if (season)
		h->note = season->note;
	if (season && !h->stated) {
		h->from_month = season->from_month;
		h->to_month = season->to_month;
	}
}

static void add_task(struct finds *f, struct task_hint h)
{
	if (f->count == TASKS_MAX)
		return;
	h.title = utf8_clip(f->arena, h.title, TITLE_CHARS - 1);
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->hint[i].title, h.title) == 0)
			return;
	if (f->count == f->room) {
		f->room = f->room ? f->room * 2 : 8;
		struct task_hint *more = NEW_N(f->arena, struct task_hint, f->room);
		if (f->count)
			memcpy(more, f->hint, f->count * sizeof(*more));
		f->hint = more;
	}
	f->hint[f->count++] = h;
}

/* Names in quotes within a part of the text. */
static size_t names_in(struct str part, struct text_span names[NAMES_MAX])
{
	size_t n = 0;
	for (size_t at = 0; at < part.n && n < NAMES_MAX;) {
		struct quoted q = quoted_at(part, at);
		if (q.whole && !q.document)
			names[n++] = q.name;
		at += q.whole ? q.whole : char_length(part, at);
	}
	return n;
}

/* What belongs to a quoted name: “五一”劳动法治宣传月 up to 、 or 等 or the next quote. */
static struct str after_name(struct str object, struct text_span name)
{
	size_t from = name.at + name.n;
	from += from < object.n ? char_length(object, from) : 0; /* the closing mark */
	size_t at = from;
	while (at < object.n && !joint_at(object, at) && !quoted_at(object, at).whole)
		at += char_length(object, at);
	return str_head(str_skip(object, from), at - from);
}

static void add_named(struct finds *f, const struct promise *p, const struct text_span *names,
		      size_t count)
{
	const struct task_noun *last = noun_at_end(p->object);
	for (size_t i = 0; i < count; i++) {
		struct str name = span_text(p->object, names[i]);
		struct str tail = after_name(p->object, names[i]);
		const struct task_noun *noun = tail.n ? noun_at_end(tail) : last;
		struct str about = {name.p, tail.n ? (size_t)(tail.p + tail.n - name.p) : name.n};
		struct task_hint h = {.measure = noun ? noun->measure : p->verb->measure};
		if (tail.n == 0)
			tail = str_of(last ? last->noun : "活动");
		h.span = (struct text_span){(size_t)(name.p - f->text.p), name.n};
		h.title = arena_printf(f->arena, "%s“%.*s”%.*s", p->verb->verb, (int)name.n, name.p,
				       (int)tail.n, tail.p);
		fill_times(f->scope, about, &h);
		add_task(f, h);
	}
}

static void add_promise(struct finds *f, struct text_span clause, const struct promise *p)
{
	struct text_span names[NAMES_MAX];
	struct str part = span_text(f->text, clause);
	size_t count = names_in(p->object, names);
	if (count > 1) {
		add_named(f, p, names, count);
		return;
	}
	const struct task_noun *noun = noun_at_end(p->object);
	struct task_hint h = {.measure = noun ? noun->measure : p->verb->measure};
	size_t end = (size_t)(p->object.p - part.p) + p->object.n;
	h.span = (struct text_span){clause.at + p->at, end - p->at};
	h.title = str_dup(f->arena, span_text(f->text, h.span));
	fill_times(f->scope, p->object, &h);
	add_task(f, h);
}

/* Known work without a verb of the table: 做优“夏送清凉”“金秋助学”等品牌. */
static void add_known(struct finds *f, struct text_span clause)
{
	struct str part = span_text(f->text, clause);
	for (size_t at = 0; at < part.n;) {
		const struct season_hint *best = NULL;
		for (size_t i = 0; i < season_hint_count; i++)
			if (word_length_at(part, at, season_hints[i].phrase) &&
			    (!best || strlen(season_hints[i].phrase) > strlen(best->phrase)))
				best = &season_hints[i];
		if (!best) {
			at += char_length(part, at);
			continue;
		}
		struct task_hint h = {.title = best->title, .measure = best->measure};
		h.span = (struct text_span){clause.at + at, strlen(best->phrase)};
		fill_times(f->scope, str_of(best->phrase), &h);
		add_task(f, h);
		at += strlen(best->phrase);
	}
}

static void tasks_of_clause(struct finds *f, struct text_span clause)
{
	struct promise p;
	if (find_promise(span_text(f->text, clause), &p))
		add_promise(f, clause, &p);
	else
		add_known(f, clause);
}

/* Long clauses are read only so far, on a character boundary. */
static struct text_span shortened(struct str text, struct text_span clause)
{
	size_t n = clause.n < CLAUSE_MAX ? clause.n : CLAUSE_MAX;
	while (n < clause.n && n > 0 && ((unsigned char)text.p[clause.at + n] & 0xc0) == 0x80)
		n--;
	return (struct text_span){clause.at, n};
}

bool clause_has_task(struct arena *a, struct str text, struct text_span clause)
{
	struct finds f = {.arena = a, .text = text, .scope = STR("")};
	tasks_of_clause(&f, shortened(text, clause));
	return f.count > 0;
}

static bool ends_sentence(struct str clause)
{
	return !str_ends(clause, "，") && !str_ends(clause, ",") && !str_ends(clause, "：") &&
	       !str_ends(clause, ":");
}

/*
 * “3月底前，举办…，全年不少于4场。”: months and figures may stand in the clauses
 * beside, of the same sentence, if these promise nothing themselves.
 */
static struct str scope_of(struct arena *a, struct str text, const struct text_spans *clauses,
			   size_t i)
{
	struct text_span whole = shortened(text, clauses->span[i]);
	size_t from = whole.at, end = whole.at + whole.n;
	if (i > 0 && !ends_sentence(span_text(text, clauses->span[i - 1])) &&
	    !clause_has_task(a, text, clauses->span[i - 1]))
		from = clauses->span[i - 1].at;
	if (i + 1 < clauses->count && !ends_sentence(span_text(text, clauses->span[i])) &&
	    !clause_has_task(a, text, clauses->span[i + 1]))
		end = clauses->span[i + 1].at + shortened(text, clauses->span[i + 1]).n;
	return (struct str){text.p + from, end - from};
}

struct task_hints text_tasks(struct arena *a, struct str text)
{
	struct finds f = {.arena = a, .text = text};
	struct text_spans clauses = text_clauses(a, text);
	for (size_t i = 0; i < clauses.count; i++) {
		f.scope = scope_of(a, text, &clauses, i);
		tasks_of_clause(&f, shortened(text, clauses.span[i]));
	}
	return (struct task_hints){f.hint, f.count};
}
