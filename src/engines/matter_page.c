#include "engines/matter_view.h"

#include <stdlib.h>
#include <string.h>

#include "http/html.h"
#include "http/icon.h"
#include "kernel/event.h"
#include "kernel/files.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "matter.html.h"
#include "matter.sql.h"

static const char *const side_labels[] = {"", "提出人", "工会", "承办单位"};

static const char *person_name(struct req *r, int64_t person)
{
	return person ? record_title(r->db, r->arena, &person_record, person) : "";
}

/* A name in history and conversation: of those who raised it only for who may know. */
static const char *shown_name(struct req *r, const struct flow *f, const struct matter *m, int64_t person, bool author)
{
	const struct matters *of = matters_of(f);
	if (author && !of->knows(r, m))
		return of->author(r, m);
	return person ? person_name(r, person) : author ? of->author(r, m) : "系统";
}

static bool raised_by(const struct matter *m, int64_t person)
{
	return person == m->author || (!person && !m->author);
}

/* ---- history ---- */

static int by_seal(const void *a, const void *b)
{
	const struct matter_events *x = a, *y = b;
	int64_t xs = x->seal ? x->seal : INT64_MAX, ys = y->seal ? y->seal : INT64_MAX;
	return (ys > xs) - (ys < xs);
}

/* What the one who raised it does: never under a name that the reader shall not know. */
static bool author_verb(const char *verb)
{
	static const char *const verbs[] = {"create", "rate", "rated", "rerate", "rerate_bad", "rerate_good", "withdraw", "attach", "submit", "ask_review"};
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verb, verbs[i]) == 0)
			return true;
	return false;
}

void matter_timeline(struct buf *o, struct req *r, const struct flow *f, const struct matter *m)
{
	size_t n;
	struct matter_events *e = q_matter_events(r->db, r->arena, f->record->name, m->id, &n);
	const struct choice *states = record_field(f->record, "state")->choices;
	struct line *lines = NEW_N(r->arena, struct line, n);
	if (n)
		qsort(e, n, sizeof(*e), by_seal);
	for (size_t i = 0; i < n; i++) {
		bool create = strcmp(e[i].verb, "create") == 0, author = raised_by(m, e[i].actor) && (e[i].actor || author_verb(e[i].verb));
		const struct choice *to = e[i].to_state != e[i].from_state || create ? choice_of(states, e[i].to_state) : NULL;
		/* to whom he is not known, also the moment is not: neither his own nor that of what follows by itself */
		bool timeless = (author && !m->author) || ((author || !e[i].actor) && !matters_of(f)->knows(r, m));
		lines[i] = (struct line){
			.who = shown_name(r, f, m, e[i].actor, author),
			.what = create ? arena_printf(r->arena, "提出%s", matters_of(f)->noun) : verb_label(f, e[i].verb),
			.to = to ? to->label : "", .note = event_words(r->db, r->arena, e[i].note),
			.when = timeless ? day_short(r->arena, day_of_instant(e[i].at), r->today) : instant_cn(r->arena, e[i].at),
			.icon = to ? ICON("arrow-right") : ICON("point"), .tone = to && to->tone ? to->tone : "mute"};
	}
	tpl_matter_timeline_list(o, lines, n);
}

/* ---- conversation, files ---- */

static struct word_line *words_of(struct req *r, const struct flow *f, const struct matter *m, size_t *kept)
{
	size_t n;
	struct matter_words_of *w = q_matter_words_of(r->db, r->arena, f->record->name, m->id, &n);
	struct word_line *out = NEW_N(r->arena, struct word_line, n);
	bool author = !r->who || is_author(r, f, m);
	const char *const *sides = matters_of(f)->sides ? matters_of(f)->sides : side_labels;
	*kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (w[i].inside && author)
			continue;
		bool his = w[i].side == WORD_AUTHOR;
		out[(*kept)++] = (struct word_line){shown_name(r, f, m, w[i].person, his),
			his && (!m->author || !matters_of(f)->knows(r, m)) ? day_short(r->arena, day_of_instant(w[i].at), r->today) : instant_cn(r->arena, w[i].at),
			w[i].text, sides[w[i].side >= 1 && w[i].side <= 3 ? w[i].side : 0], w[i].inside};
	}
	return out;
}

void matter_words(struct buf *o, struct req *r, const struct flow *f, const struct matter *m)
{
	size_t n;
	struct word_line *w = words_of(r, f, m, &n);
	tpl_matter_words(o, w, n);
}

void matter_files(struct buf *o, struct req *r, const struct flow *f, const struct matter *m)
{
	size_t n;
	struct file_row *rows = files_of(r->db, r->arena, f->record->name, m->id, &n);
	struct file_view *v = NEW_N(r->arena, struct file_view, n);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct file_view){rows[i].id, rows[i].name, strncmp(rows[i].type, "image/", 6) == 0};
	tpl_matter_file_list(o, v, n);
}

void matter_rate_buttons(struct buf *o, const char *label)
{
	tpl_matter_rate(o, label);
}

void matter_rerate_inputs(struct buf *o, struct req *r, const struct rerate *x)
{
	bool typed = r->problems.n && r->word && strcmp(r->word, "rerate") == 0;
	tpl_matter_rerate(o, x, typed ? form_get(r, "reason") : x->text);
}

/* ---- forms ---- */

void matter_needed(struct buf *o, const struct form *f, const char *name)
{
	struct field needed = *record_field(f->record, name);
	needed.use |= F_NEED;
	form_input(o, f, &needed);
}

void step_inputs(struct buf *o, struct req *r, const struct step_form *s)
{
	(void)r;
	const struct matters *of = matters_of(s->form.r->flow);
	if ((s->kind->asks & IN_OUTCOME) && of->outcomes)
		matter_needed(o, &s->form, "outcome");
	for (const char *const *name = s->kind->fields; name && *name; name++)
		form_field(o, &s->form, *name);
	if (of->inputs)
		of->inputs(o, &s->form, s->kind->verb);
}

void unit_options(struct buf *o, const struct step_form *s, int64_t chosen)
{
	for (size_t i = 0; i < s->n_units; i++)
		tpl_matter_option(o, &s->units[i], s->units[i].value == chosen);
}

/* What was typed into this form when it was refused. */
static void keep_typed(struct req *r, struct step_form *s)
{
	const char *co[2];
	s->typed = r->problems.n > 0 && r->word && strcmp(r->word, s->kind->verb) == 0;
	s->text = s->same = s->days = s->unit_name = "";
	if (!s->typed)
		return;
	s->text = form_get(r, "reason");
	s->same = form_get(r, "same");
	s->days = form_get(r, "days");
	s->unit_name = form_get(r, "unit_name");
	s->unit = form_int(r, "unit");
	s->rating = form_int(r, "rating");
	s->to_inside = form_has(r, "inside");
	for (size_t i = 0; i < 2; i++) {
		co[i] = pairs_nth(&r->x->form, "co", i);
		if (co[i] && !str_int(str_of(co[i]), &s->co[i]))
			s->co[i] = 0;
	}
}

static bool over(int64_t state)
{
	return state >= MATTER_CLOSED && state != MATTER_KEPT;
}

/* Is the step worth a button here? What has ended is talked about no more. */
static bool worth(struct req *r, const struct flow *f, const struct matter *m, const struct step_kind *k)
{
	if (matters_of(f)->idle && matters_of(f)->idle(m, k->verb))
		return false;
	if (strcmp(k->verb, "urge") == 0)
		return m->lead && (MATTER_OPEN & 1u << m->state);
	if (strcmp(k->verb, "rate") == 0)
		return !rating_is_given(r, f, m);
	if (strcmp(k->verb, "rerate") == 0)
		return !matter_may_rerate(r, m);
	if (strcmp(k->verb, "say") == 0)
		return !over(m->state) && m->state >= MATTER_RECEIVED;
	if (strcmp(k->verb, "bounce_up") == 0 || strcmp(k->verb, "bounce") == 0) {
		struct matter_leg_last leg;
		bool between = q_matter_leg_last(r->db, r->arena, f->record->name, m->id, &leg) && leg.from_unit != m->unit;
		return between == (strcmp(k->verb, "bounce_up") == 0);
	}
	return true;
}

/* Who changes his rating reads what it is and until when he may. */
static void say_limit(struct req *r, const struct flow *f, const struct matter *m, struct step_form *s)
{
	struct rerate now;
	if (strcmp(s->kind->verb, "rerate") != 0 || !matter_rerate(r, f, m, &now))
		return;
	struct step_kind *kind = arena_memdup(r->arena, s->kind, sizeof(*kind));
	kind->hint = arena_printf(r->arena, "%s%s", now.says, now.rule);
	s->kind = kind;
}

static bool offered(struct req *r, const struct flow *f, const struct matter *m, const struct step_kind *k, struct step_form *s)
{
	const struct move *x = step_to_make(f, m->state, k->verb);
	if (!x || !x->right || !worth(r, f, m, k) || !may_row(r, x->right, f->record, m))
		return false;
	struct policy_value most = policy_get(r, matters_of(f)->extension, m->unit, r->today);
	*s = (struct step_form){.kind = in_words(r->arena, matters_of(f), k), .label = k->label ? k->label : x->label, .not_yet = x->needs ? x->needs(r, m) : NULL,
				.action = arena_printf(r->arena, "%s/%lld/%s", matters_of(f)->base, (long long)m->id, k->verb),
				.form = {r, f->record, m, matters_of(f)->options}, .days_most = (int)most.value, .days_source = policy_source(r->arena, &most),
				.inside = !is_author(r, f, m), .source = step_source(r, f, m, k->verb)};
	keep_typed(r, s);
	say_limit(r, f, m, s);
	if (!s->not_yet && (k->asks & IN_UNIT))
		s->units = units_to_give(r, m, s->unit, &s->n_units, &s->few_units);
	if (!s->not_yet && (k->asks & IN_SAME))
		s->like = matters_like(r, f, m, &s->n_like);
	return true;
}

static void fill_forms(struct matter_view *v)
{
	size_t room = 0;
	bool open = false, shown = false;
	while (step_kind_at(v->of, room))
		room++;
	v->forms = NEW_N(v->r->arena, struct step_form, room);
	for (size_t i = 0; i < room; i++) {
		struct step_form *s = &v->forms[v->n_forms];
		if (!offered(v->r, v->flow, v->m, step_kind_at(v->of, i), s))
			continue;
		if (s->not_yet && (MATTER_OPEN & 1u << v->m->state) && strncmp(s->not_yet, "由", strlen("由")) == 0)
			continue; /* another unit's turn: said once, as the next step */
		s->open = !open && s->kind->main && !s->not_yet && !(strcmp(s->kind->verb, "sort") == 0 && v->m->state == MATTER_SORTED);
		open |= s->open;
		shown |= s->typed && !s->not_yet;
		v->n_forms++;
	}
	/* somebody else was faster, or it cannot be done yet: nothing that was written is lost */
	if (v->r->problems.n && !shown)
		v->lost = *form_get(v->r, "reply") ? form_get(v->r, "reply") : form_get(v->r, "reason");
}

/* ---- the rest ---- */

/* "原来评的是不满意（11月3日）：说的话" */
static const char *first_rating(struct req *r, const struct matter_ratings_of *x)
{
	const struct choice *c = x->first ? choice_of(matter_ratings, x->first) : NULL;
	return c ? arena_printf(r->arena, "原来评的是“%s”（%s）%s%s", c->label, day_short(r->arena, x->first_on, r->today), text_empty(x->first_text) ? "" : "：", x->first_text) : "";
}

static void fill_beside(struct matter_view *v)
{
	struct req *r = v->r;
	const char *record = v->flow->record->name;
	size_t n;
	struct matter_co_of *co = q_matter_co_of(r->db, r->arena, record, v->m->id, &n);
	v->co = NEW_N(r->arena, struct co_line, n);
	for (size_t i = 0; i < n; i++)
		v->co[v->n_co++] = (struct co_line){co[i].unit_name, co[i].opinion,
			co[i].given_on ? day_short(r->arena, co[i].given_on, r->today) : "", person_name(r, co[i].person)};
	struct matter_ratings_of *x = q_matter_ratings_of(r->db, r->arena, record, v->m->id, &n);
	v->ratings = NEW_N(r->arena, struct rating_line, n);
	for (size_t i = 0; i < n; i++) {
		const struct choice *c = choice_of(matter_ratings, x[i].rating);
		v->ratings[v->n_ratings++] = (struct rating_line){
			x[i].person && x[i].person != v->m->author ? person_name(r, x[i].person) : shown_name(r, v->flow, v->m, x[i].person, true),
			c ? c->label : "", c && c->tone ? c->tone : "mute", x[i].text, day_short(r->arena, x[i].rated_on, r->today), x[i].round,
			first_rating(r, &x[i])};
	}
	v->words = words_of(r, v->flow, v->m, &v->n_words);
}

static const struct matter_stage usual_stages[] = {
	{"受理", MATTER_RECEIVED, MATTER_RECEIVED, offsetof(struct matter, received_on)},
	{"分派", MATTER_SORTED, MATTER_SENT, offsetof(struct matter, sent_on)},
	{"办理", MATTER_WORKING, MATTER_PAUSED, 0},
	{"签发", MATTER_SIGNING, MATTER_SIGNING, offsetof(struct matter, replied_on)},
	{"评价", MATTER_REPLIED, MATTER_REPLIED, 0},
	{"回访质检", MATTER_CHECK, MATTER_CHECK, offsetof(struct matter, called_on)},
	{"办结", MATTER_CLOSED, MATTER_CLOSED, offsetof(struct matter, closed_on)},
	{0}};

static void fill_stages(struct matter_view *v)
{
	const struct matter_stage *x = v->of->stages ? v->of->stages : usual_stages;
	int64_t now = v->m->state;
	size_t n = 0, at = SIZE_MAX;
	for (; x[n].label; n++)
		if (now >= x[n].from && now <= x[n].to)
			at = n;
	if (now < x[0].from || (now > MATTER_CLOSED && at == SIZE_MAX))
		return;
	v->stages = NEW_N(v->r->arena, struct stage, n);
	for (size_t i = 0; i < n; i++) {
		if (v->of->passes && !v->of->passes(v->m, x[i].from))
			continue;
		bool done = at == SIZE_MAX ? now > x[i].to || now == MATTER_CLOSED : i < at || now == MATTER_CLOSED, here = now >= x[i].from && now <= x[i].to && now != MATTER_CLOSED;
		day on = x[i].on ? *(const day *)((const char *)v->m + x[i].on) : 0;
		v->stages[v->n_stages++] = (struct stage){x[i].label,
			on ? day_short(v->r->arena, on, v->r->today) : here && v->timed ? v->left : "", done, here};
	}
}

/* Where no clock runs. */
static const char *clock_says(struct req *r, const struct matters *of, const struct matter *m)
{
	if (over(m->state))
		return "已经结束。";
	if (m->state > (of->from_dispatch ? MATTER_SENT : MATTER_SORTED))
		return "这一步没有期限。";
	return of->from_dispatch ? arena_printf(r->arena, "%s后起算。", of->sending ? of->sending : "分派") : "受理后起算。";
}

static void fill_limit(struct matter_view *v)
{
	struct req *r = v->r;
	const struct matter *m = v->m;
	v->d = matter_deadline(r, v->flow->record->name, m);
	v->answered = m->replied_on != 0;
	v->timed = m->due && !v->answered && (MATTER_OPEN & 1u << m->state);
	v->due = m->due ? day_short(r->arena, m->due, r->today) : "";
	v->left = m->amount && !v->answered ? deadline_left_text(r->arena, &v->d, r->today) : "";
	v->why = m->amount ? deadline_why(r->arena, &v->d) : "";
	v->late = v->timed && r->today > m->due;
	v->rule = m->amount && !over(m->state) ? m->rule : "";
	v->clock = clock_says(r, v->of, m);
}

static void fill_same(struct matter_view *v)
{
	struct req *r = v->r;
	const struct matter *o = v->m->same_as ? record_load(r->db, r->arena, v->flow->record, v->m->same_as) : NULL;
	v->same = o ? o->number : "";
	v->same_home = o && may_row(r, v->flow->read_right, v->flow->record, o) ? flow_home(r->arena, v->flow, o->id) : NULL;
}

void matter_content(struct buf *o, const struct matter_view *v)
{
	if (v->of->content)
		v->of->content(o, v->r, v->m);
}

void matter_page(struct req *r, const struct flow *f, const void *row)
{
	const struct flow *outer = r->flow;
	const struct matter *m = row;
	const struct matters *of = matters_of(f);
	r->flow = f;
	struct matter_view v = {
		.r = r, .flow = f, .of = of, .m = m, .lost = "", .here = flow_home(r->arena, f, m->id), .answer = answer_of(of), .author = of->author(r, m),
		.unit = unit_name(r->db, r->arena, m->unit), .lead = m->lead ? unit_name(r->db, r->arena, m->lead) : "",
		.kind = choice_label(of->kinds, m->kind), .level = choice_label(of->levels, m->level), .next = matter_next(r, m),
		.received = m->received_on ? arena_printf(r->arena, "%s收到", day_short(r->arena, m->received_on, r->today)) : "",
		.outcome = of->outcomes ? choice_label(of->outcomes, m->outcome) : "",
		.signer = person_name(r, m->signer), .states = record_field(f->record, "state")->choices,
		.sees_reply = !text_empty(m->reply) && (m->signer || !r->who || !is_author(r, f, m)),
	};
	fill_same(&v);
	fill_limit(&v);
	fill_stages(&v);
	fill_forms(&v);
	fill_beside(&v);
	page_begin(r, &(struct page){.title = *m->number ? m->number : m->title, .nav = of->base, .crumbs = {{of->noun, of->base}}});
	tpl_matter_head(r->out, &v);
	tpl_matter_stages(r->out, &v);
	tpl_matter_body(r->out, &v);
	page_end(r);
	r->flow = outer;
}
