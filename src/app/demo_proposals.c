/* Sample proposals: a session reported long ago, and one that calls now; at every stage of their way. */
#include <string.h>

#include "app/demo_year.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/proposals/proposals.h"

enum { CITY = 1, PLANT = 10, CHAIR = 1003, CADRE = 1004, HANDLER = 1005, FEDERATION = 1001, PERSONNEL = 1040 };
enum { SAFETY = 104, STAFF_OFFICE = 111 };
/* Representatives of the plant: two of the sample units', and two that are appointed here. */
enum { REP_TEAM = 1006, REP_ELECTRIC = 1041, REP_FITTER = 1042, REP_COAL = 1043 };
enum { FIRST_CALL = 210, FIRST_END = 190, FIRST_HELD = 178, FIRST_REPORT = 150, NOW_CALL = 24, NOW_HELD = 20 };

struct sample {
	int back; /* handed in so many days before today; 0: not handed in */
	int64_t author, second, third;
	int kind, level;
	int64_t lead, handler;
	const char *title, *content, *measures;
	int fate; /* what the office does: the state it comes to */
	const char *opinion;
	int replied; /* days after it was handed in; 0: not yet */
	int class, promised; /* promised: days from today */
	int rating;
	const char *reply;
	bool best;
};

static const struct sample samples[] = {
	{205, REP_TEAM, REP_ELECTRIC, REP_FITTER, 4, 1, SAFETY, HANDLER, "改善小夜班宿舍热水供应",
	 "3号宿舍楼热水晚上九点半停供，小夜班零点后返回没有热水，班组几个月里反映十七次。", "一、把热水供应延长到次日零点四十。\n二、大修期间另加两台电热水器。", MATTER_SORTED,
	 "一事一案，附议够数，同意立案。", 24, CLASS_DONE, 0, RATED_GOOD, "自即日起，3号宿舍楼热水供应延长至次日零点四十；大修期间增设两台电热水器。", true},
	{204, REP_FITTER, REP_TEAM, REP_COAL, 2, 2, SAFETY, HANDLER, "汽机房巡检路线加装扶手",
	 "零米层到六米层的巡检踏步陡，冬天结露打滑，去年两人滑倒。", "分两年在四处踏步加装扶手和防滑条。", MATTER_SORTED, "涉及现场安全，同意立案。", 50, CLASS_PLANNED, 120,
	 RATED_FAIR, "列入今明两年技改，今年先装两处，其余明年大修时完成。", false},
	{203, REP_COAL, REP_TEAM, REP_ELECTRIC, 3, 1, STAFF_OFFICE, PERSONNEL, "夜班津贴按月公示",
	 "夜班津贴怎么算，班组里说法不一。", "每月在班组公开栏公示天数和金额。", MATTER_SORTED, "同意立案。", 20, CLASS_DONE, 0, RATED_GOOD, "从下月起每月五日前在公开栏公示。", false},
	{202, REP_ELECTRIC, REP_FITTER, REP_COAL, 8, 1, 0, 0, "更换更衣室的坏柜子", "电气班更衣柜坏了三个。", "尽快修好。", MATTER_IDEA, "属于日常维修，按意见建议办理。", 0, 0, 0, 0, "", false},
	{22, REP_TEAM, REP_FITTER, REP_COAL, 5, 1, STAFF_OFFICE, PERSONNEL, "青工轮岗前增加实操培训", "轮岗上手慢，新设备没有练过。", "轮岗前安排五天实操，由师傅签字。", MATTER_SORTED,
	 "同意立案。", 0, 0, 0, 0, "", false},
	{18, REP_COAL, REP_ELECTRIC, REP_TEAM, 2, 1, SAFETY, HANDLER, "输煤栈桥增设照明", "栈桥四段夜里看不清踏步。", "每二十米一盏灯，并装应急灯。", MATTER_SORTED, "同意立案。", 12, CLASS_DONE, 0, 0,
	 "灯具到货后一周内装完，应急灯同时装。", false},
	{5, REP_FITTER, REP_TEAM, REP_ELECTRIC, 6, 1, 0, 0, "班务公开增加加班安排", "加班怎么排不公开。", "每周五公布下周加班安排。", 0, "", 0, 0, 0, 0, "", false},
};
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };

static int64_t made[SAMPLES], sessions[2], call;

static int64_t call_for(struct year *y, int64_t person, int64_t unit, int64_t kind, int64_t session_no, const char *title, day held, day closes)
{
	struct req *r = year_as(y, person);
	struct congress_session *s = record_new(y->arena, &congress_session_record);
	s->unit = unit;
	s->kind = kind;
	s->title = title;
	s->term_no = 5;
	s->session_no = session_no;
	s->held_on = held;
	s->opens = y->now;
	s->closes = closes;
	year_must(r, flow_create(r, &congress_session_flow, s, "") && flow_move(r, &congress_session_flow, s->id, 0, "call", "", NULL), "a session");
	return s->id;
}

static void move_session(struct year *y, int64_t id, const char *verb)
{
	struct req *r = year_as(y, CADRE);
	r->system = strcmp(verb, "ended") == 0;
	year_must(r, flow_move(r, &congress_session_flow, id, 0, verb, "", NULL), verb);
}

static struct proposal *load(struct year *y, size_t i)
{
	return record_load(y->db, y->arena, &proposal_record, made[i]);
}

static void hand_in(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	struct req *r = year_as(y, s->author);
	struct proposal *p = record_new(y->arena, &proposal_record);
	const int64_t both[2] = {s->second, s->third};
	p->unit = PLANT;
	p->author = s->author;
	p->kind = s->kind;
	p->level = 1;
	p->title = s->title;
	p->content = s->content;
	p->measures = s->measures;
	year_must(r, matter_create(r, &proposal_flow, p, false), "a proposal");
	made[i] = p->id;
	r = year_as(y, s->author);
	year_must(r, proposal_invite(r, load(y, i), both, 2), "an invitation");
	for (size_t k = 0; k < 2; k++) {
		r = year_as(y, both[k]);
		year_must(r, proposal_step(r, load(y, i), "second", ""), "a second");
	}
	r = year_as(y, s->author);
	year_must(r, proposal_step(r, load(y, i), "submit", ""), "a submission");
}

static void step(struct year *y, size_t i, int64_t person, const char *verb, const char *const *form)
{
	year_step(y, &proposal_flow, made[i], person, verb, form);
}

static void decide(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	const char *const sort[] = {"kind", year_number(y, s->kind), "level", year_number(y, s->level), "reason", s->opinion, NULL};
	const char *const why[] = {"reason", s->opinion, NULL}, *const send[] = {"unit", year_number(y, s->lead), NULL};
	if (s->fate == MATTER_IDEA)
		step(y, i, CADRE, "idea", why);
	if (s->fate != MATTER_SORTED)
		return;
	step(y, i, CADRE, "sort", sort);
	step(y, i, CADRE, "dispatch", send);
}

static void reply(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	const char *const talk[] = {"reason", "当面和提案人、附议人沟通，意见一致。", NULL};
	const char *const text[] = {"outcome", year_number(y, s->class), "reply", s->reply, "promised_on", s->promised ? day_iso(y->arena, y->today + s->promised) : "", NULL};
	step(y, i, s->handler, "talk", talk);
	step(y, i, s->handler, "reply", text);
	step(y, i, CHAIR, "sign", NULL);
}

static void finish(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	const char *const rate[] = {"rating", year_number(y, s->rating), NULL}, *const watch[] = {"reason", "大修后现场看过再办结。", NULL};
	const char *const praise[] = {"reason", "解决了三百多人的实际困难。", NULL};
	step(y, i, s->author, "rate", rate);
	step(y, i, s->second, "rate", rate);
	step(y, i, s->third, "rate", rate);
	step(y, i, CADRE, s->promised ? "keep" : "close", s->promised ? watch : NULL);
	if (s->best)
		step(y, i, CADRE, "praise", praise);
}

static void appoint(struct year *y, int64_t person)
{
	struct req *r = year_as(y, CHAIR);
	struct post_row *t = record_new(y->arena, &post_record);
	t->unit = PLANT;
	t->person = person;
	t->role = ROLE_REP;
	t->title = "职工代表";
	t->since = y->now;
	year_must(r, flow_create(r, flow_of(r->app, "post"), t, ""), "a representative");
}

/* The best of the session before goes up to the federation's call, which has not chosen yet. */
static void send_up(struct year *y, size_t i)
{
	const struct proposal *p = load(y, i);
	struct req *r = year_as(y, CADRE);
	struct proposal_pick *k = record_new(y->arena, &proposal_pick_record);
	k->unit = CITY;
	k->from_unit = PLANT;
	k->session = call;
	k->proposal = p->id;
	k->title = p->title;
	k->number = p->number;
	k->reason = "解决了三百多人的实际困难，办法别的单位也用得上。";
	year_must(r, flow_create(r, &proposal_pick_flow, k, ""), "a proposal sent up");
	party_unit(r, &proposal_record, p->id, PARTY_RECEIVER, CITY);
}

static void organise(struct year *y, int back)
{
	for (size_t i = 0; back == NOW_CALL - 2 && i < SAMPLES; i++)
		if (samples[i].best)
			send_up(y, i);
	if (back == FIRST_CALL) {
		appoint(y, REP_FITTER);
		appoint(y, REP_COAL);
		sessions[0] = call_for(y, CADRE, PLANT, SESSION_CONGRESS, 2, "样例：五届二次职工代表大会", y->today - FIRST_HELD, y->today - FIRST_END);
	}
	if (back == FIRST_END)
		move_session(y, sessions[0], "ended");
	if (back == FIRST_REPORT)
		move_session(y, sessions[0], "report");
	if (back == NOW_CALL) {
		sessions[1] = call_for(y, CADRE, PLANT, SESSION_CONGRESS, 3, "样例：五届三次职工代表大会", y->today + NOW_HELD, y->today + 10);
		call = call_for(y, FEDERATION, CITY, SESSION_PICKS, 1, "样例：全市优秀提案征集", y->today + 60, y->today + 45);
	}
}

void demo_proposals_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	organise(y, back);
	for (size_t i = 0; i < SAMPLES; i++) {
		int after = samples[i].back - back;
		if (after == 0)
			hand_in(y, i);
		if (after == 3)
			decide(y, i);
		if (after == 4 && samples[i].fate == MATTER_SORTED)
			step(y, i, samples[i].handler, "accept", NULL);
		if (samples[i].replied && after == samples[i].replied)
			reply(y, i);
		if (samples[i].rating && after == samples[i].replied + 2)
			finish(y, i);
	}
}
