/* Sessions: their call, what comes back from earlier ones, their figures. */
#include <string.h>

#include "kernel/derived.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/proposals/inside.h"
#include "modules/proposals/session_view.h"
#include "proposals.sql.h"
#include "session.html.h"

enum { ONE_HOUR = 3600000 };

/* ---- moves ---- */

static const char *may_call(struct req *r, const void *row)
{
	const struct congress_session *s = row;
	struct policy_value least = policy_get(r, "proposal.call_days", s->unit, r->today);
	if (s->opens > s->closes || s->closes > s->held_on)
		return "日期要按征集开始、征集截止、大会的先后填写。";
	if (s->closes < r->today)
		return "征集截止日期已经过去，请先修改。";
	if (s->kind == SESSION_CONGRESS && s->held_on - s->opens < least.value && text_empty(s->short_reason))
		return arena_printf(r->arena, "征集要在大会前 %lld 天开始（%s，%s），现在只有 %d 天。请提前，或者填写理由。", (long long)least.value, least.source,
				    policy_unchecked(&least) ? "未核实" : "已核实", s->held_on - s->opens);
	if (open_session(r, s->unit, s->kind))
		return "本单位已有一次征集在进行，请先截止。";
	return NULL;
}

static void tell_reps(struct req *r, const struct congress_session *s, const char *title)
{
	message_send_role(r, BIT(ROLE_REP), s->unit, &(struct message){
		.title = title, .link = "/m/proposals",
		.body = arena_printf(r->arena, "%s，%s截止。一事一案，写明案由、案据和建议措施。", s->title, day_short(r->arena, s->closes, r->today))});
}

static bool called(struct req *r, void *row, const void *before)
{
	const struct congress_session *s = row;
	(void)before;
	if (s->kind == SESSION_PICKS)
		return true;
	tell_reps(r, s, "职代会提案开始征集");
	carry_over(r, s);
	return true;
}

static const char *may_extend(struct req *r, const void *row)
{
	const struct congress_session *s = row;
	return s->closes < r->today ? "请先把征集截止日期改到今天以后。" : open_session(r, s->unit, s->kind) ? "本单位已有一次征集在进行。" : NULL;
}

static const char *may_report(struct req *r, const void *row)
{
	const struct congress_session *s = row;
	struct session_figures f = figures_of(r, s->id);
	if (s->kind != SESSION_CONGRESS)
		return "优秀提案的征集不用向大会报告。";
	return f.submitted + f.carried == 0 ? "这次会议还没有收到提案。" : NULL;
}

static bool reported(struct req *r, void *row, const void *before)
{
	struct congress_session *s = row;
	struct session_figures f = figures_of(r, s->id);
	(void)before;
	s->reported_on = r->today;
	s->figures = arena_printf(r->arena,
		"共收到提案 %lld 件，立案 %lld 件，立案率 %s；转为建议 %lld 件，不立案 %lld 件，并案 %lld 件；结转 %lld 件。已答复 %lld 件，答复率 %s，按期 %lld 件；"
		"A 类 %lld 件、B 类 %lld 件、C 类 %lld 件、D 类 %lld 件。已评价 %lld 件，满意和基本满意 %s。",
		(long long)f.submitted, (long long)f.filed, rate_text(r, f.filed, f.submitted), (long long)f.ideas, (long long)f.refused, (long long)f.merged,
		(long long)f.carried, (long long)f.replied, rate_text(r, f.replied, f.taken), (long long)f.in_time, (long long)f.class[CLASS_DONE],
		(long long)f.class[CLASS_PLANNED], (long long)f.class[CLASS_NOT_NOW], (long long)f.class[CLASS_NOTED], (long long)f.rated,
		rate_text(r, f.good + f.fair, f.rated));
	return true;
}

static bool taken_back(struct req *r, void *row, const void *before)
{
	struct congress_session *s = row;
	(void)r;
	(void)before;
	s->reported_on = 0;
	s->figures = "";
	return true;
}

static bool near_end(struct req *r, void *row, const void *before)
{
	(void)before;
	tell_reps(r, row, "提案征集即将截止");
	return true;
}

static const struct move moves[] = {
	{SESSION_PLANNED, "call", SESSION_CALLING, "session.edit", "发布征集通知", 0, may_call, called, "通知职工代表；上次没有落实的提案转入"},
	{SESSION_CALLING, "end", SESSION_ENDED, "session.edit", "截止征集", MOVE_REASON | MOVE_PLAIN, .help = "提前截止，写明理由"},
	{SESSION_CALLING, "ended", SESSION_ENDED, NULL, "到期截止", MOVE_HIDDEN, .help = "过了截止日期，次日自动截止"},
	{SESSION_CALLING, "near", SAME_STATE, NULL, "截止前提醒", MOVE_HIDDEN, .done = near_end, .help = "截止前三天提醒职工代表"},
	{SESSION_ENDED, "extend", SESSION_CALLING, "session.edit", "延长征集", MOVE_REASON | MOVE_PLAIN, may_extend, .help = "改了截止日期以后继续征集"},
	{SESSION_ENDED, "report", SESSION_REPORTED, "session.edit", "向大会报告", 0, may_report, reported, "把数字定下来，写进提案工作报告"},
	{SESSION_REPORTED, "unreport", SESSION_ENDED, "session.edit", "撤回报告", MOVE_REASON | MOVE_PLAIN, .done = taken_back, .help = "数字有误，改后重新报告"},
	{0},
};

/* The day after the last one it ends by itself; three days before, representatives are reminded. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct congress_session *s = row, *was = before;
	if (s->state != SESSION_CALLING || (was && was->state == SESSION_CALLING && was->closes == s->closes))
		return;
	due_set(r, &congress_session_record, s->id, instant_of_day(s->closes + 1) + ONE_HOUR, "ended");
	if (s->kind == SESSION_CONGRESS && s->closes - 3 > r->today)
		due_set(r, &congress_session_record, s->id, due_morning(s->closes - 3), "near");
}

const struct flow congress_session_flow = {
	.record = &congress_session_record, .moves = moves, .home = "/proposal-sessions/%lld", .edit_right = "session.edit",
	.edit_states = 1u << SESSION_PLANNED | 1u << SESSION_CALLING | 1u << SESSION_ENDED, .first = SESSION_PLANNED, .find_right = "session.read", .after = after,
};

/* ---- what comes back ---- */

/* The same matter, filed already, in the new session; the old one stays open until this one is done. */
static void carry(struct req *r, const struct congress_session *s, const struct proposal *old)
{
	struct proposal *p = record_new(r->arena, &proposal_record);
	size_t n;
	struct proposal_seconds *x = q_proposal_seconds(r->db, r->arena, old->id, &n);
	p->unit = old->unit;
	p->title = old->title;
	p->content = old->content;
	p->measures = old->measures;
	p->kind = old->kind;
	p->level = old->level;
	p->author = old->author;
	p->seconders = old->seconders;
	p->session = s->id;
	p->carried = 1;
	p->earlier = old->id;
	p->received_on = p->filed_on = r->today;
	if (!matter_create(r, &proposal_flow, p, false))
		return;
	int64_t no = matter_series(r, &proposal_flow, (void *)p, day_civil(s->held_on).year, arena_printf(r->arena, "TA%lld", (long long)s->id));
	p->number = arena_printf(r->arena, "%s第%03lld号", session_short(r, s), (long long)no);
	for (size_t i = 0; i < n; i++)
		if (x[i].answer == 1) {
			q_proposal_second_add(r->db, p->id, x[i].person, r->today);
			q_proposal_second_set(r->db, p->id, x[i].person, 1, x[i].answered_on);
			matter_signatory(r, &proposal_flow, p->id, x[i].person);
		}
	struct proposal *before = arena_memdup(r->arena, old, sizeof(*old));
	before->later = p->id;
	if (flow_move_row(r, &proposal_flow, p, "carried", arena_printf(r->arena, "上次编号 %s", old->number)))
		flow_move_row(r, &proposal_flow, before, "carry", arena_printf(r->arena, "转为 %s", p->number));
}

void carry_over(struct req *r, const struct congress_session *s)
{
	size_t n;
	struct proposal_kept *x = q_proposal_kept(r->db, r->arena, s->unit, &n);
	bool was_system = r->system;
	const struct flow *outer = r->flow;
	r->system = true;
	for (size_t i = 0; i < n; i++) {
		const struct proposal *old = record_load(r->db, r->arena, &proposal_record, x[i].id);
		if (old)
			carry(r, s, old);
	}
	r->system = was_system;
	r->flow = outer;
}

/* ---- figures ---- */

static void count(struct session_figures *f, const struct proposal_counts *c)
{
	bool was_filed = !(PROPOSAL_INNER & 1u << c->state), answered = MATTER_ANSWERED & 1u << c->state;
	bool done = answered && c->state != MATTER_REPLIED;
	if (c->carried)
		f->carried += c->n;
	else if (c->state != MATTER_WITHDRAWN) {
		f->submitted += c->n;
		f->filed += was_filed ? c->n : 0;
	}
	f->taken += was_filed && c->state != MATTER_MERGED ? c->n : 0;
	f->refused += c->state == MATTER_REFUSED ? c->n : 0;
	f->ideas += c->state == MATTER_IDEA ? c->n : 0;
	f->merged += c->state == MATTER_MERGED ? c->n : 0;
	f->open += MATTER_OPEN & 1u << c->state ? c->n : 0;
	f->overdue += c->late && (MATTER_OPEN & 1u << c->state) ? c->n : 0;
	f->replied += answered ? c->n : 0;
	f->in_time += answered && c->in_time == 1 ? c->n : 0;
	if (answered && c->outcome >= 1 && c->outcome <= 4)
		f->class[c->outcome] += c->n;
	f->rated += done && c->rating ? c->n : 0;
	f->good += done && c->rating == RATED_GOOD ? c->n : 0;
	f->fair += done && c->rating == RATED_FAIR ? c->n : 0;
	f->bad += done && c->rating == RATED_BAD ? c->n : 0;
	f->closed += c->state == MATTER_CLOSED ? c->n : 0;
	f->kept += c->state == MATTER_KEPT ? c->n : 0;
	f->excellent += c->excellent ? c->n : 0;
}

struct session_figures figures_of(struct req *r, int64_t session)
{
	struct session_figures f = {0};
	size_t n;
	struct proposal_counts *c = q_proposal_counts(r->db, r->arena, session, r->today, &n);
	for (size_t i = 0; i < n; i++)
		count(&f, &c[i]);
	return f;
}

/* "86.7 %", one place, as far as there is anything to divide by. */
const char *rate_text(struct req *r, int64_t part, int64_t whole)
{
	int64_t tenths = whole ? (part * 2000 + whole) / (2 * whole) : 0;
	return whole ? arena_printf(r->arena, "%lld.%lld %%", (long long)(tenths / 10), (long long)(tenths % 10)) : "—";
}

/* ---- pages ---- */

static bool fill(struct req *r, void *row)
{
	const struct congress_session *s = row;
	return may_or_refuse(r, "session.edit", s->unit);
}

static const struct list_view views[] = {{"征集中", "state=1"}, {"征集截止", "state=2"}, {"已报告", "state=3"}, {0}};
const struct list session_list = {
	.name = "proposal-sessions", .base = "/proposal-sessions", .flow = &congress_session_flow, .read_right = "session.read", .sort = "-held_on",
	.views = views, .noun = "次", .fill = fill,
	.empty = "还没有会议。建一次会议，写明大会日期和征集起止，再发布征集通知。",
	.help = "一次职代会一条：在哪段时间征集提案，办得怎样，向大会报告。",
};
static const struct derived pages = {
	.flow = &congress_session_flow, .base = "/proposal-sessions", .read_right = "session.read", .fill = fill, .list = &session_list,
	.help = "征集一般在大会前 30 天开始。编号按会议排，例如五届三次第001号。",
};

void get_sessions(struct req *r) { list_page(r, &session_list); }
void get_session_new(struct req *r) { derived_new(r, &pages); }
void post_session_new(struct req *r) { derived_create(r, &pages); }
void get_session_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_session_edit(struct req *r) { derived_save(r, &pages, r->row); }

enum { PAGE = 50 };
static const struct session_show shows[] = {
	{"", "全部", MATTER_RECEIVED, MATTER_IDEA}, {"new", "待审查", MATTER_RECEIVED, MATTER_RECEIVED}, {"open", "在办", MATTER_SORTED, MATTER_SIGNING},
	{"replied", "已答复", MATTER_REPLIED, MATTER_CHECK}, {"kept", "跟踪落实", MATTER_KEPT, MATTER_KEPT}, {"closed", "已办结", MATTER_CLOSED, MATTER_CLOSED},
	{"not", "不立案、并案、撤回", MATTER_REFUSED, MATTER_WITHDRAWN}, {"idea", "转为建议", MATTER_IDEA, MATTER_IDEA}, {0}};

static int show_asked(struct req *r)
{
	for (int i = 0; shows[i].label; i++)
		if (strcmp(query_get(r, "show"), shows[i].word) == 0)
			return i;
	return 0;
}

/* A page of its proposals, in the order of their numbers; the address of the page behind stays with this session and part. */
static void fill_lines(struct session_view *v)
{
	struct req *r = v->r;
	size_t n;
	const struct session_show *x = &shows[v->show];
	struct proposal_of_session *p = q_proposal_of_session_page(r->db, r->arena, v->s->id, query_get(r, "after"), x->low, x->high, PAGE + 1, &n);
	const struct choice *states = record_field(&proposal_record, "state")->choices;
	v->first = arena_printf(r->arena, "/proposal-sessions/%lld?show=%s", (long long)v->s->id, x->word);
	v->later = *query_get(r, "after") != 0;
	v->n_lines = n > PAGE ? PAGE : n;
	if (n > PAGE)
		v->next = url_join(r->arena, arena_printf(r->arena, "%s&after=", v->first), p[PAGE - 1].number);
	v->lines = NEW_N(r->arena, struct session_line, v->n_lines);
	for (size_t i = 0; i < v->n_lines; i++) {
		const struct choice *c = choice_of(states, p[i].state);
		v->lines[i] = (struct session_line){.row = &p[i], .state = c ? c->label : "", .tone = c && c->tone ? c->tone : "mute",
			.outcome = choice_label(proposal_outcomes, p[i].outcome), .rating = choice_label(matter_ratings, p[i].rating)};
	}
}

const char *session_rows(const struct session_view *v, const char *what)
{
	return link_to(v->r, "/proposals/office?session=%lld%s", (long long)v->s->id, what);
}

enum { SESSIONS_MOST = 200 };

/* For lists of proposals: the sessions of the unions where the asker works, and the one that is asked for. */
struct option *proposal_options(struct req *r, const struct field *f, size_t *n)
{
	size_t found, houses;
	*n = 0;
	if (f->ref != &congress_session_record)
		return NULL;
	int64_t *house = units_of_right(r, "session.read", matter_house, &houses), asked = query_int(r, "session");
	struct option *o = NEW_N(r->arena, struct option, SESSIONS_MOST + 1);
	for (size_t h = 0; h < houses; h++) {
		struct proposal_sessions_named *x = q_proposal_sessions_named(r->db, r->arena, house[h], &found);
		for (size_t i = 0; i < found && *n < SESSIONS_MOST; i++) {
			o[(*n)++] = (struct option){x[i].id, x[i].title};
			asked = x[i].id == asked ? 0 : asked;
		}
	}
	const struct congress_session *s = session_of(r, asked);
	if (s && may(r, "session.read", s->unit))
		o[(*n)++] = (struct option){s->id, s->title};
	return o;
}

static void count_picks(struct session_view *v)
{
	size_t n;
	struct proposal_picks_of_call *x = q_proposal_picks_of_call(v->r->db, v->r->arena, v->s->unit, v->s->id, &n);
	for (size_t i = 0; i < n; i++) {
		v->picks += x[i].n;
		v->undecided += x[i].state == PICK_SENT ? x[i].n : 0;
		v->chosen += x[i].state == PICK_CHOSEN ? x[i].n : 0;
	}
}

void get_session(struct req *r)
{
	const struct congress_session *s = r->row;
	struct session_view v = {.r = r, .s = s, .unit = unit_name(r->db, r->arena, s->unit), .kind = choice_label(record_field(&congress_session_record, "kind")->choices, s->kind),
		.held = day_short(r->arena, s->held_on, r->today), .opens = day_short(r->arena, s->opens, r->today), .closes = day_short(r->arena, s->closes, r->today),
		.f = figures_of(r, s->id), .may_edit = may(r, "session.edit", s->unit) && flow_editable(r, &congress_session_flow, s)};
	v.congress = s->kind == SESSION_CONGRESS;
	v.filing = rate_text(r, v.f.filed, v.f.submitted);
	v.replying = rate_text(r, v.f.replied, v.f.taken);
	v.timely = rate_text(r, v.f.in_time, v.f.replied);
	v.class_a = rate_text(r, v.f.class[CLASS_DONE], v.f.taken);
	v.pleased = rate_text(r, v.f.good + v.f.fair, v.f.rated);
	v.office = may(r, "proposal.sort", s->unit);
	v.sees_picks = !v.congress && may(r, "pick.read", s->unit);
	if (v.sees_picks)
		count_picks(&v);
	v.shows = shows;
	v.show = show_asked(r);
	if (v.congress && v.office)
		fill_lines(&v);
	page_begin(r, &(struct page){.title = s->title, .nav = "/proposal-sessions", .crumbs = {{"提案征集", "/proposal-sessions"}}});
	tpl_session_page(r->out, &v);
	page_end(r);
}
