#include "engines/matter.h"

#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "engines/matter_inside.h"
#include "matter.sql.h"
#include "secret/id.h"
#include "secret/token.h"

enum { TITLE_CHARS = 24 };

const struct choice matter_ratings[] = {
	{RATED_GOOD, "满意", "ok"}, {RATED_FAIR, "基本满意", "info"}, {RATED_BAD, "不满意", "bad"}, {0}};
const struct choice matter_yes_no[] = {{1, "是", NULL}, {2, "否", NULL}, {0}};
const struct choice no_outcomes[] = {{0}};

const struct matters *matters_of(const struct flow *f)
{
	return f ? f->matters : NULL;
}

const char *right_name(struct req *r, const struct flow *f, const char *what)
{
	return arena_printf(r->arena, "%s.%s", matters_of(f)->name, what);
}

const char *answer_of(const struct matters *of)
{
	return of->answer ? of->answer : "答复";
}

const char *level_label(const struct flow *f)
{
	return record_field(f->record, "level")->label;
}

const char *lead_name(struct req *r, const struct matter *m)
{
	return m->lead ? unit_name(r->db, r->arena, m->lead) : "承办单位";
}

/* ---- deadlines ---- */

struct deadline matter_deadline(struct req *r, const char *record, const struct matter *m)
{
	size_t n, kept = 0;
	struct matter_pauses *rows = q_matter_pauses(r->db, r->arena, record, m->id, &n);
	struct pause *p = NEW_N(r->arena, struct pause, n);
	for (size_t i = 0; i < n; i++)
		if (rows[i].since >= m->started) /* those of an earlier round are over */
			p[kept++] = (struct pause){rows[i].since, rows[i].running ? 0 : rows[i].until};
	return (struct deadline){m->started, m->amount, m->extra, m->basis ? m->basis : DEADLINE_DAYS, p, kept};
}

void recompute_due(struct req *r, const struct flow *f, struct matter *m)
{
	struct deadline d = matter_deadline(r, f->record->name, m);
	m->due = m->amount ? deadline_due(&d, NULL) : 0;
}

/* "5 个工作日（一般）：依据……，未核实" */
const char *rule_text(struct req *r, const struct policy_value *v, enum deadline_basis basis)
{
	return arena_printf(r->arena, "%s：%s。依据：%s%s。", v->policy->label, deadline_amount(r->arena, v->value, basis), v->source,
			    policy_unchecked(v) ? "（未核实）" : "");
}

void matter_limit_by(struct req *r, const struct flow *f, struct matter *m, const char *policy, enum deadline_basis basis, day start)
{
	struct policy_value v = policy_get(r, policy, m->unit, r->today);
	m->started = start;
	m->amount = v.value;
	m->basis = basis;
	m->extra = 0;
	m->rule = rule_text(r, &v, basis);
	recompute_due(r, f, m);
	if (!m->first_due)
		m->first_due = m->due;
}

void matter_limit(struct req *r, const struct flow *f, struct matter *m, day start)
{
	const struct matter_limit *l = matters_of(f)->limits;
	while (l->level && l->level != m->level)
		l++;
	if (l->level)
		matter_limit_by(r, f, m, l->policy, l->basis, start);
}

void again_limit(struct req *r, const struct flow *f, struct matter *m)
{
	const struct matters *of = matters_of(f);
	matter_limit_by(r, f, m, of->again_days, of->again_basis, r->today);
}

/* ---- making ---- */

int64_t matter_house(struct req *r, int64_t unit)
{
	int64_t chain[16], house = 0;
	size_t n = unit_chain(r->db, unit, 0, chain, 16);
	struct unit u;
	for (size_t i = 0; i < n && unit_load(r->db, r->arena, chain[i], &u); i++) {
		if (!house && unit_is_union(u.kind))
			house = u.id;
		if (u.kind == UNIT_DIRECT_UNION || u.kind == UNIT_GRASSROOTS_UNION) {
			house = u.id;
			break;
		}
	}
	return house;
}

const char *matter_title(struct arena *a, const char *content)
{
	static const char *const ends[] = {"。", "，", "；", "\n", "！", "？", ",", NULL};
	const char *text = utf8_clip(a, content, TITLE_CHARS);
	size_t n = strlen(text);
	for (const char *const *e = ends; *e; e++) {
		const char *at = strstr(text, *e);
		if (at && at > text + 9 && (size_t)(at - text) < n)
			n = (size_t)(at - text);
	}
	return arena_strndup(a, text, n);
}

int64_t matter_series(struct req *r, const struct flow *f, const struct matter *m, int year, const char *mark)
{
	int64_t n = q_matter_number_next(r->db, m->unit, year, mark);
	q_matter_number_take(r->db, m->unit, year, mark, n, f->record->name, m->id, r->now);
	return n;
}

/* SQ-2024-0007; for one that shall not tell its moment by its order, letters by chance. */
static void give_number(struct req *r, const struct flow *f, struct matter *m, bool timeless)
{
	int year = day_civil(r->today).year;
	const char *mark = matters_of(f)->mark;
	if (timeless) {
		static const char letters[] = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
		char word[8] = {0};
		for (int i = 0; i < 7; i++)
			word[i] = letters[random_below(sizeof(letters) - 1)];
		m->number = arena_printf(r->arena, "%s-%d-%s", mark, year, word);
		return;
	}
	m->number = arena_printf(r->arena, "%s-%d-%04lld", mark, year, (long long)matter_series(r, f, m, year, mark));
}

bool matter_create(struct req *r, const struct flow *f, void *row, bool timeless)
{
	struct matter *m = row;
	if (!m->id)
		m->id = timeless ? id_random() : id_new();
	if (f->first == MATTER_RECEIVED)
		m->received_on = r->today;
	if (f->first == MATTER_RECEIVED && !*m->number)
		give_number(r, f, m, timeless);
	if (m->level && f->first == MATTER_RECEIVED)
		matter_limit(r, f, m, r->today);
	if (!flow_create(r, f, row, ""))
		return false;
	if (m->author)
		party_person(r, f->record, m->id, PARTY_AUTHOR, 0, m->author);
	return true;
}

void matter_signatory(struct req *r, const struct flow *f, int64_t id, int64_t person)
{
	party_person(r, f->record, id, PARTY_AUTHOR, 0, person);
}

void matter_say(struct req *r, const struct flow *f, const struct matter *m, int side, bool inside, const char *text)
{
	const char *record = f->record->name;
	q_matter_word_add(r->db, id_new(), record, m->id, q_matter_word_next(r->db, record, m->id), r->now,
			  r->who ? r->who->person : 0, side, inside, text);
}

/* ---- what is kept beside the row ---- */

/* The unit that has to act now; 0: nobody but the author. */
static int64_t place_of(const struct matter *m)
{
	switch (m->state) {
	case MATTER_RECEIVED:
	case MATTER_SORTED:
	case MATTER_CHECK:
	case MATTER_KEPT:
		return m->unit;
	case MATTER_SENT:
	case MATTER_WORKING:
	case MATTER_PAUSED:
	case MATTER_SIGNING:
		return m->lead;
	default:
		return 0;
	}
}

/* Parties follow the lead: who had it before keeps reading as a co-unit when it is his to pass on. */
static void follow_lead(struct req *r, const struct flow *f, const struct matter *was, const struct matter *m)
{
	if (was && was->lead && was->lead != m->lead)
		party_unit_end(r, f->record, m->id, PARTY_LEAD, was->lead);
	if (m->lead && (!was || was->lead != m->lead))
		party_unit(r, f->record, m->id, PARTY_LEAD, m->lead);
}

static bool runs(const struct matter *m)
{
	return m->due && (MATTER_OPEN & 1u << m->state) && m->state != MATTER_PAUSED;
}

/* The next morning on which somebody has to be told: a rung, or that nobody has signed for it. */
static void arm(struct req *r, const struct flow *f, const struct matter *m)
{
	const char *record = f->record->name;
	day next = runs(m) ? ladder_next(matters_of(f)->ladder, m->due, r->today) : 0;
	q_matter_timers_ahead_clear(r->db, record, m->id, "remind", r->now); /* what is due this minute is still told */
	if (m->state == MATTER_SENT && m->sent_on) {
		day unsigned_on = deadline_step(m->sent_on, 1) + 1;
		if (unsigned_on > r->today && (!next || unsigned_on < next))
			next = unsigned_on;
	}
	if (next)
		due_set(r, f->record, m->id, due_morning(next), "remind");
}

void matter_after(struct req *r, const void *before, const void *after)
{
	const struct flow *f = r->flow;
	const struct matter *was = before, *m = after;
	q_matter_index_put(r->db, f->record->name, m->id, m->unit, place_of(m), m->state, m->due ? m->due : 99999, m->number, m->title);
	follow_lead(r, f, was, m);
	arm(r, f, m);
	if (was)
		rating_arm(r, f, was, m);
	bool to_rate = m->state == MATTER_REPLIED || (m->state == MATTER_CLOSED && m->replied_on && !m->rated && step_to_make(f, m->state, "unrated"));
	if (to_rate && (!was || was->state != m->state)) {
		day last = deadline_step(r->today, (int)policy_get(r, "matter.rate_days", m->unit, r->today).value);
		due_set(r, f->record, m->id, due_morning(last + 1), "unrated");
	}
}

/* ---- what is missing ---- */

static const char *co_missing(struct req *r, const struct flow *f, const struct matter *m)
{
	size_t n;
	struct matter_co_of *co = q_matter_co_of(r->db, r->arena, f->record->name, m->id, &n);
	for (size_t i = 0; i < n; i++)
		if (!co[i].given_on)
			return arena_printf(r->arena, "还差%s会签。", co[i].unit_name);
	return NULL;
}

const char *cosign_missing(struct req *r, const struct matter *m)
{
	return co_missing(r, r->flow, m);
}

/* After the reply: rating, once more, call-back. */
static const char *after_reply(struct req *r, const struct flow *f, const struct matter *m)
{
	const struct matters *of = matters_of(f);
	int64_t most = policy_get(r, "matter.rounds", m->unit, r->today).value;
	if (m->state == MATTER_REPLIED)
		return "还没有评价。";
	if (m->rating == RATED_BAD && m->rounds < most)
		return "评价为不满意，要先再办一次。";
	if ((of->steps & MATTER_CALL) && (!m->rating || m->rating == RATED_BAD) && !m->called_on)
		return m->rating ? "评价为不满意，还没有回访。" : "没有评价，还没有回访。";
	return NULL;
}

static const char *first_missing(struct req *r, const struct flow *f, const struct matter *m)
{
	const struct matters *of = matters_of(f);
	if (!m->kind || !m->level)
		return arena_printf(r->arena, "还没有定类别和%s。", level_label(f));
	if (!m->lead)
		return "还没有分派承办单位。";
	if (m->state == MATTER_SENT)
		return arena_printf(r->arena, "%s还没有签收。", lead_name(r, m));
	if ((of->steps & MATTER_TALK) && !m->talked_on)
		return "答复前还没有与提出人沟通。";
	if (text_empty(m->reply))
		return arena_printf(r->arena, "还没有%s。", answer_of(of));
	if (of->outcomes && !m->outcome)
		return "答复还没有定办理结果。";
	const char *co = co_missing(r, f, m);
	if (co)
		return co;
	if (!m->signer)
		return arena_printf(r->arena, "%s还没有签发。", answer_of(of));
	return after_reply(r, f, m);
}

const char *matter_missing(struct req *r, const struct matter *m)
{
	if (!r->flow)
		return "";
	const struct matters *of = matters_of(r->flow);
	return of->lacks ? of->lacks(r, m) : first_missing(r, r->flow, m);
}

const char *matter_next(struct req *r, const struct matter *m)
{
	const struct matters *of = matters_of(r->flow);
	const char *lead = lead_name(r, m), *unit = unit_name(r->db, r->arena, m->unit), *missing = NULL;
	if (of->next)
		return of->next(r, m);
	switch (m->state) {
	case MATTER_DRAFT: return "写好后提交。";
	case MATTER_GATHERING: return "等待附议。";
	case MATTER_RECEIVED: return arena_printf(r->arena, "等待%s%s，定类别和%s。", unit, of->sorting ? of->sorting : "受理", level_label(r->flow));
	case MATTER_SORTED: return arena_printf(r->arena, "等待%s%s到承办单位。", unit, of->sending ? of->sending : "分派");
	case MATTER_SENT: return arena_printf(r->arena, "等待%s签收。", lead);
	case MATTER_WORKING:
		missing = of_module(r, m, "reply");
		missing = (of->steps & MATTER_TALK) && !m->talked_on ? "，答复前要先与提出人沟通。" : missing ? arena_printf(r->arena, "：%s", missing) : "。";
		return arena_printf(r->arena, of->answer ? "等待%s提交%s%s" : "等待%s%s%s", lead, answer_of(of), missing);
	case MATTER_PAUSED: return arena_printf(r->arena, "已暂停计时，等待%s恢复。", lead);
	case MATTER_SIGNING:
		missing = cosign_missing(r, m);
		return missing ? missing : arena_printf(r->arena, "等待%s负责人签发%s。", lead, answer_of(of));
	case MATTER_REPLIED: return "已答复，等待评价。";
	case MATTER_CHECK:
		missing = matter_missing(r, m);
		missing = missing ? missing : of_module(r, m, "close");
		return missing ? missing : arena_printf(r->arena, "等待%s%s。", unit, of->ending ? of->ending : "质检办结");
	case MATTER_KEPT: return "已答复，跟踪到落实。";
	default: return "";
	}
}
