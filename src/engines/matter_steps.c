/* Steps as people make them: what each form asks for, and how it is read. */
#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "engines/matter_inside.h"
#include "kernel/files.h"
#include "kernel/message.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "matter.sql.h"

enum { TEXT_MOST = 2000, CO_MOST = 8 };

static const struct step_kind step_kinds[] = {
	{"sort", NULL, IN_KIND | IN_LEVEL, true, NULL, "它们决定办理期限。"},
	{"dispatch", NULL, IN_UNIT | IN_CO, true, NULL, "首个接到的单位负责到底；协办单位在签发前会签。"},
	{"accept", NULL, 0, true, NULL, "签收后开始办理。不归本单位办的，请在一个工作日内退回。"},
	{"reply", NULL, IN_OUTCOME | IN_REPLY, true, NULL, NULL},
	{"cosign", NULL, IN_TEXT, true, "会签意见", NULL},
	{"sign", NULL, 0, true, NULL, "签发后，提出人收到答复，并可以评价。"},
	{"resume", NULL, 0, true, NULL, "从今天起接着计时。"},
	{"callback", NULL, IN_TEXT | IN_RATING_MAYBE, false, "回访情况", NULL},
	{"close", NULL, IN_TEXT_MAYBE, true, "质检意见", "核对答复是否答其所问、是否落实。"},
	{"merge", NULL, IN_SAME | IN_TEXT, false, "理由", NULL},
	{"refuse", NULL, IN_TEXT, false, "理由", "理由会告知提出人；可以指明应当向哪里提出。"},
	{"bounce", NULL, IN_TEXT, false, "理由", "写明为什么不归本单位、应当归谁。"},
	{"bounce_up", "退回", IN_TEXT, false, "理由", "写明为什么不归本单位、应当归谁。"},
	{"talk", NULL, IN_TEXT, false, "沟通情况", "何时、怎样沟通，提出人怎么说。"},
	{"pause", NULL, IN_TEXT, false, "理由", "写明在等什么，例如等配件到货、等提出人补材料。"},
	{"extend", NULL, IN_DAYS | IN_TEXT, false, "理由", NULL},
	{"transfer", NULL, IN_UNIT | IN_CO | IN_TEXT, false, "理由", NULL},
	{"unsign", NULL, IN_TEXT, false, "理由", NULL},
	{"skip", NULL, IN_TEXT, false, "理由", NULL},
	{"keep", NULL, IN_TEXT, true, "跟踪到什么时候、看什么", "还没有落实的不办结，跟踪到落实；下一次会议时再提上来。"},
	{"progress", NULL, IN_TEXT, true, "落实情况", "做到了哪一步，还差什么。"},
	{"settle", NULL, IN_TEXT, true, "核实情况", "看过落实情况、确认做到了，才办结。"},
	{"idea", NULL, IN_TEXT, false, "理由", "不作为提案立案，转为意见建议办理；理由会告知提出人。"},
	{"agenda", NULL, IN_TEXT, false, "理由", "重大的，建议列入大会议题。"},
	{"praise", NULL, IN_TEXT, false, "推荐理由", NULL},
	{"again", NULL, IN_TEXT, false, "理由", NULL},
	{"reopen", NULL, IN_TEXT, false, "理由", NULL},
	{"withdraw", NULL, IN_TEXT, false, "理由", NULL},
	{"rate", NULL, IN_RATING | IN_TEXT_MAYBE, true, "想说的话", "不满意的会再办一次，并有人回访；写明哪里没有解决，办得更快。"},
	{"rerate", NULL, IN_RATING | IN_TEXT_MAYBE, false, "想说的话", NULL},
	{"urge", NULL, IN_TEXT, false, "催办的话", NULL},
	{"say", NULL, IN_TEXT | IN_INSIDE, false, "补充说明", NULL},
	{0},
};

static bool among(const char *const *verbs, const char *verb)
{
	for (; verbs && *verbs; verbs++)
		if (strcmp(*verbs, verb) == 0)
			return true;
	return false;
}

static bool own_step(const struct matters *of, const char *verb)
{
	for (const struct step_kind *k = of->own; k && k->verb; k++)
		if (strcmp(k->verb, verb) == 0)
			return true;
	return false;
}

const struct step_kind *step_kind_at(const struct matters *of, size_t i)
{
	size_t own = 0;
	while (of->own && of->own[own].verb)
		own++;
	if (i < own)
		return &of->own[i];
	for (const struct step_kind *k = step_kinds; k->verb; k++)
		if (!own_step(of, k->verb) && i-- == own)
			return k;
	return NULL;
}

static const struct step_kind *kind_of(const struct matters *of, const char *verb)
{
	const struct step_kind *k;
	for (size_t i = 0; (k = step_kind_at(of, i)) != NULL; i++)
		if (strcmp(k->verb, verb) == 0)
			return k;
	return NULL;
}

/* Where one rates for all, there is only the rating that completes it. */
const struct move *step_to_make(const struct flow *f, int64_t state, const char *verb)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if ((m->from == state || m->from == ANY_STATE) && strcmp(m->verb, verb) == 0)
			return m;
	return strcmp(verb, "rate") == 0 ? step_to_make(f, state, "rated") : NULL;
}

const struct step_kind *in_words(struct arena *a, const struct matters *of, const struct step_kind *k)
{
	for (const struct step_words *w = of->words; w && w->verb; w++) {
		if (strcmp(w->verb, k->verb) != 0)
			continue;
		struct step_kind *own = arena_memdup(a, k, sizeof(*k));
		own->text = w->text ? w->text : k->text;
		own->hint = w->hint ? w->hint : k->hint;
		return own;
	}
	return k;
}

const char *step_source(struct req *r, const struct flow *f, const struct matter *m, const char *verb)
{
	const struct matters *of = matters_of(f);
	if (of->source && strcmp(verb, "extend") == 0) {
		struct policy_value most = policy_get(r, of->extension, m->unit, r->today);
		return arena_printf(r->arena, "%s%s", most.source, policy_unchecked(&most) ? "，未核实" : "");
	}
	for (const struct step_words *w = of->words; w && w->verb; w++)
		if (w->source && strcmp(w->verb, verb) == 0)
			return w->source;
	return of->source;
}

const char *with_source(struct req *r, const struct flow *f, const struct matter *m, const char *verb, const char *why)
{
	const char *source = why ? step_source(r, f, m, verb) : NULL;
	return source ? arena_printf(r->arena, "%s（依据：%s）", why, source) : why;
}

/* ---- units ---- */

static int64_t gives_from(struct req *r, const struct matter *m)
{
	return m->state == MATTER_SENT && !may_at(r, "sort", m->unit) ? m->lead : m->unit;
}

struct option *units_to_give(struct req *r, const struct matter *m, int64_t chosen, size_t *n, bool *few)
{
	return options_units_or_near(r, gives_from(r, m), chosen, n, few);
}

static bool may_be_given(struct req *r, const struct matter *m, int64_t unit)
{
	struct unit u;
	return unit_load(r->db, r->arena, unit, &u) && u.state == UNIT_ACTIVE && path_covers(unit_path(r->db, r->arena, gives_from(r, m)), u.path);
}

/* Whose name holds what was written; the one that is called just so is the only one. */
static int64_t unit_named(struct req *r, int64_t top, const char *name)
{
	size_t n;
	const char *path = unit_path(r->db, r->arena, top);
	struct matter_units_named *u = q_matter_units_named(r->db, r->arena, path, path_end(r->arena, path), name, &n);
	for (size_t i = 0; i < n; i++)
		if (n == 1 || strcmp(u[i].name, name) == 0)
			return u[i].id;
	return 0;
}

int64_t unit_given(struct req *r, const struct matter *m)
{
	int64_t unit = form_int(r, "unit");
	const char *name = form_get(r, "unit_name");
	return unit || text_empty(name) ? unit : unit_named(r, gives_from(r, m), name);
}

/* Only looked at here; the move itself sets it, so that what it needs is asked of the row as it was. */
static void read_unit(struct req *r, const struct matter *m)
{
	int64_t unit = unit_given(r, m);
	if (!unit && !text_empty(form_get(r, "unit_name")))
		problem_add(&r->problems, "unit", "没有找到叫这个名称的下级单位，或者不止一个。请写全称。");
	else if (!unit || !may_be_given(r, m, unit))
		problem_add(&r->problems, "unit", "请选择承办单位。");
	else if (unit == m->lead)
		problem_add(&r->problems, "unit", "已经由这个单位承办，请另选。");
}

static void read_co(struct req *r, const struct flow *f, const struct matter *m)
{
	const char *text;
	size_t n, read = 0;
	struct matter_co_of *old = q_matter_co_of(r->db, r->arena, f->record->name, m->id, &n);
	for (size_t i = 0; i < n; i++) {
		q_matter_co_drop(r->db, f->record->name, m->id, old[i].unit);
		party_unit_end(r, f->record, m->id, PARTY_CO, old[i].unit);
	}
	for (size_t i = 0; (text = pairs_nth(&r->x->form, "co", i)) != NULL && read < CO_MOST; i++) {
		int64_t unit;
		if (!*text || !str_int(str_of(text), &unit))
			continue;
		if (unit == unit_given(r, m) || !may_be_given(r, m, unit)) {
			problem_add(&r->problems, "co", "协办单位不能与承办单位相同，也不能是别的工会的单位。");
			continue;
		}
		q_matter_co_add(r->db, f->record->name, m->id, unit, m->rounds);
		party_unit(r, f->record, m->id, PARTY_CO, unit);
		read++;
	}
}

/* ---- other inputs ---- */

static void read_choice(struct req *r, const struct flow *f, struct matter *m, const char *name)
{
	struct field needed = *record_field(f->record, name);
	needed.use |= F_NEED;
	field_read(&r->problems, &needed, form_get(r, name), m);
}

static void read_days(struct req *r, const struct flow *f, const struct matter *m)
{
	struct policy_value most = policy_get(r, matters_of(f)->extension, m->unit, r->today);
	int64_t days = form_int(r, "days");
	if (days < 1 || days > most.value)
		problem_add(&r->problems, "days", "延长的天数要在 1 到 %lld 之间（依据：%s）。", (long long)most.value, policy_source(r->arena, &most));
}

/* The other matter by its number, of the same union and record, not itself joined to another. */
static void read_same(struct req *r, const struct flow *f, struct matter *m)
{
	const char *number = form_get(r, "same");
	struct stmt *s = db_use_text(r->db, arena_printf(r->arena, "select id, state from %s where unit = $1 and number = $2 and number <> ''", f->record->name));
	bind_int(s, 1, m->unit);
	bind_text(s, 2, number);
	int64_t other = 0, state = 0;
	if (db_step(s)) {
		other = col_int(s, 0);
		state = col_int(s, 1);
	}
	db_done(s);
	if (!other || other == m->id || state == MATTER_MERGED || state == MATTER_WITHDRAWN || state == MATTER_REFUSED)
		problem_add(&r->problems, "same", "没有找到可以并入的编号。请填写本工会另一件在办或办结事项的编号。");
	else
		m->same_as = other;
}

static const char *read_text(struct req *r, const struct step_kind *k)
{
	const char *text = form_get(r, "reason");
	if ((k->asks & IN_TEXT) && text_empty(text))
		problem_add(&r->problems, "reason", "请填写%s。", k->text);
	if (utf8_count(text) > TEXT_MOST)
		problem_add(&r->problems, "reason", "%s最多 %d 字。", k->text, TEXT_MOST);
	return text;
}

static void read_all(struct req *r, const struct flow *f, struct matter *m, const struct step_kind *k)
{
	if (k->asks & IN_KIND)
		read_choice(r, f, m, "kind");
	if (k->asks & IN_LEVEL)
		read_choice(r, f, m, "level");
	if (k->asks & IN_UNIT)
		read_unit(r, m);
	if ((k->asks & IN_CO) && !r->problems.n)
		read_co(r, f, m);
	if (k->asks & IN_SAME)
		read_same(r, f, m);
	if (k->asks & IN_DAYS)
		read_days(r, f, m);
	if ((k->asks & IN_OUTCOME) && matters_of(f)->outcomes)
		read_choice(r, f, m, "outcome");
	if (k->asks & IN_REPLY)
		read_choice(r, f, m, "reply");
	for (const char *const *name = k->fields; name && *name; name++)
		field_read(&r->problems, record_field(f->record, *name), form_get(r, *name), m);
	if (matters_of(f)->read)
		matters_of(f)->read(r, m, k->verb);
}

/* ---- what a step writes before its move ---- */

static int side_of(struct req *r, const struct flow *f, const struct matter *m)
{
	if (r->system || is_author(r, f, m))
		return WORD_AUTHOR;
	return may(r, right_name(r, f, "sort"), m->unit) ? WORD_UNION : WORD_LEAD;
}

/* The verb by which it goes: wrong dispatch returns to a unit in between or to the table. */
static const char *bounce_verb(struct req *r, const struct flow *f, const struct matter *m)
{
	struct matter_leg_last leg;
	bool between = q_matter_leg_last(r->db, r->arena, f->record->name, m->id, &leg) && leg.from_unit != m->unit;
	return between ? "bounce_up" : "bounce";
}

/* ---- making it ---- */

/* Of the new level, from the day from which it is counted; not sent yet where that counts: later. */
static void limit_anew(struct req *r, const struct flow *f, struct matter *m)
{
	day start = matters_of(f)->from_dispatch ? m->started : m->received_on;
	if (start)
		matter_limit(r, f, m, start);
}

static bool before_move(struct req *r, const struct flow *f, struct matter *m, const char **verb, const char *text)
{
	if (strcmp(*verb, "sort") == 0)
		limit_anew(r, f, m);
	else if (strcmp(*verb, "rate") == 0)
		*verb = rating_given(r, f, m, text);
	else if (strcmp(*verb, "rerate") == 0)
		*verb = rating_changed(r, f, m, text);
	else if (strcmp(*verb, "bounce") == 0 || strcmp(*verb, "bounce_up") == 0)
		*verb = bounce_verb(r, f, m);
	else if (strcmp(*verb, "callback") == 0)
		rating_by_call(r, f, m, text);
	else if (strcmp(*verb, "talk") == 0)
		m->talked_on = r->today;
	return r->problems.n == 0;
}

/* By somebody whom the lead does not know: nobody there shall know when he did, so it is told the next morning, once. */
static void urge_lead(struct req *r, const struct flow *f, const struct matter *m, const char *text)
{
	const struct matters *of = matters_of(f);
	const struct who *asker = r->who;
	bool his = r->system || is_author(r, f, m);
	r->who = NULL;
	bool known = of->knows(r, m);
	r->who = asker;
	if (!his || known)
		tell_lead(r, f, m, arena_printf(r->arena, "催办：%s %s", of->noun, m->number), text, true);
	else if (!due_waits(r, f->record, m->id, "urged"))
		due_set(r, f->record, m->id, due_morning(r->today + 1), "urged");
}

static bool after_move(struct req *r, const struct flow *f, struct matter *m, const char *verb, const char *text)
{
	const struct matters *of = matters_of(f);
	if (among(of->author_steps, verb))
		matter_say(r, f, m, WORD_AUTHOR, false, text);
	if (strcmp(verb, "say") == 0)
		matter_say(r, f, m, side_of(r, f, m), form_has(r, "inside") && !is_author(r, f, m) && !r->system, text);
	if (strcmp(verb, "urge") == 0 && m->lead)
		urge_lead(r, f, m, text);
	if (strcmp(verb, "merge") == 0)
		joined_told(r, f, m, text);
	if (strcmp(verb, "refuse") == 0)
		tell_authors(r, f, m, arena_printf(r->arena, "%s %s %s", of->noun, m->number, step_to_make(f, MATTER_RECEIVED, verb)->label), text);
	return rating_again(r, f, m);
}

/* What the history says. Conversation and ratings stand in tables of their own, and the event says only that there was one. */
static const char *note_of(const struct matters *of, const struct step_kind *k, const char *text)
{
	if (strcmp(k->verb, "rate") == 0 || strcmp(k->verb, "rerate") == 0)
		return "";
	if (among(of->author_steps, k->verb))
		return "内容见对话";
	return strcmp(k->verb, "say") == 0 ? "补充了说明" : text;
}

bool matter_step(struct req *r, const struct flow *f, void *row, const char *verb)
{
	const struct step_kind *k = kind_of(matters_of(f), verb);
	struct matter *m = row;
	const struct flow *outer = r->flow;
	if (!k) {
		refuse(r, 404, "没有这一步。请从页面上的按钮办理。");
		return false;
	}
	r->flow = f;
	k = in_words(r->arena, matters_of(f), k);
	const char *text = read_text(r, k);
	read_all(r, f, m, k);
	bool good = r->problems.n == 0 && before_move(r, f, m, &verb, text);
	if (good)
		good = flow_move_row(r, f, m, verb, note_of(matters_of(f), k, text)) && after_move(r, f, m, verb, text);
	r->flow = outer;
	return good;
}

static bool step_known(const struct flow *f, const char *verb)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if (step_to_make(f, m->from, verb))
			return true;
	return false;
}

/* Why not now, as a problem above the form, so that what was typed stays. */
static bool not_possible(struct req *r, const struct flow *f, const struct matter *m, const struct move *move)
{
	const struct flow *outer = r->flow;
	const struct choice *state = choice_of(record_field(f->record, "state")->choices, m->state);
	const char *why = NULL;
	r->flow = f;
	if (!move)
		why = arena_printf(r->arena, "这件%s现在是“%s”，不能办理这一步。请看下面的进展。", matters_of(f)->noun, state ? state->label : "");
	else if (move->needs)
		why = move->needs(r, m);
	r->flow = outer;
	if (why)
		problem_add(&r->problems, "step", "%s", move ? with_source(r, f, m, r->word, why) : why);
	return why != NULL;
}

void matter_post(struct req *r, const struct flow *f)
{
	const struct matter *given = r->row;
	const struct step_kind *k = kind_of(matters_of(f), r->word);
	const struct move *move = step_to_make(f, given->state, r->word);
	if (!k || !step_known(f, r->word)) {
		refuse(r, 404, "没有这一步。请从页面上的按钮办理。");
		return;
	}
	if (move && !may_row_or_refuse(r, move->right, f->record, given))
		return; /* before anything of the form is read */
	bool early = not_possible(r, f, given, move);
	struct matter *m = arena_memdup(r->arena, given, f->record->size);
	if (!early && matter_step(r, f, m, r->word)) {
		see_other_saying(r, inside(form_get(r, "_back"), flow_home(r->arena, f, m->id)),
				 move_said(r->arena, k->label ? k->label : move->label));
		return;
	}
	if (r->answered)
		return;
	r->row = (void *)given;
	/* with what was typed and what is wrong */
	if (matters_of(f)->page && *form_get(r, "_back"))
		matters_of(f)->page(r, given);
	else
		matter_page(r, f, given);
	answer_status(r, early ? 409 : 422);
}

bool matter_own_step(struct req *r, const struct flow *f)
{
	static const char *const steps[] = {"rate", "rerate", "say", "withdraw", "urge", NULL};
	if (among(steps, r->word) || among(matters_of(f)->author_steps, r->word))
		return true;
	refuse(r, 404, "没有这一步。请从页面上的按钮办理。");
	return false;
}

void matter_post_own(struct req *r, const struct flow *f)
{
	const struct matter *m = r->row;
	if (m->author != r->who->person)
		refuse(r, 404, "没有这一步。请从页面上的按钮办理。");
	else if (matter_own_step(r, f))
		matter_post(r, f);
}
