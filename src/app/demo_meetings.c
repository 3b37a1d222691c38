/* Sample committee meetings of the plant: one held and closed yesterday, one called for next week with what waits for it. */
#include "app/demo_year.h"
#include "kernel/unit.h"
#include "modules/committees/committees.h"
#include "modules/meetings/inside.h"

enum { PLANT = 10, CHAIR = 1003, CADRE = 1004, HANDLER = 1005, REP = 1006, AUDITOR = 1008, FITTER = 1038 };

/* The committee had only its chair so far. */
static int64_t fill_committee(struct year *y)
{
	static const struct elected people[] = {{CADRE, SEAT_VICE, false}, {HANDLER, SEAT_MEMBER, false}, {REP, SEAT_MEMBER, false}, {FITTER, SEAT_MEMBER, false}};
	struct req *r = year_as(y, CHAIR);
	struct committee c;
	struct committee_result e = {.unit = PLANT, .kind = COMMITTEE_UNION, .by_election = true, .elected_by = BODY_DELEGATES, .on = y->now - 300,
				     .note = "样例补选", .people = people, .n = sizeof(people) / sizeof(people[0])};
	r->system = true;
	year_must(r, committee_of(r, PLANT, COMMITTEE_UNION, 0, &c), "a committee of the plant");
	year_must(r, committee_install(r, &e) != 0, "its members");
	return c.id;
}

static int64_t call(struct year *y, int64_t committee, day on, const char *place)
{
	struct req *r = year_as(y, CADRE);
	year_form(r, "committee", arena_printf(r->arena, "%lld", (long long)committee));
	year_form(r, "held_on", day_iso(r->arena, on));
	year_form(r, "at", "14:30");
	year_form(r, "place", place);
	year_form(r, "host", "样例李卫");
	year_form(r, "recorder", "样例沈洁");
	post_meeting_new(r);
	return year_made(r, "a meeting");
}

static void item(struct year *y, int64_t meeting, const char *title, const char *body)
{
	struct req *r = year_as(y, CADRE);
	r->row = record_load(y->db, r->arena, &meeting_record, meeting);
	year_form(r, "title", title);
	year_form(r, "body", body);
	post_meeting_item(r);
	year_made(r, "an item");
}

/* Four of five came; the n-th item is voted on so. */
static void hold(struct year *y, int64_t meeting)
{
	static const int64_t here[] = {CHAIR, CADRE, HANDLER, REP};
	struct req *r = year_as(y, CADRE);
	r->row = record_load(y->db, r->arena, &meeting_record, meeting);
	for (size_t i = 0; i < sizeof(here) / sizeof(here[0]); i++)
		year_form(r, arena_printf(r->arena, "here%lld", (long long)here[i]), "1");
	post_meeting_hold(r);
	year_made(r, "a meeting that was held");
}

static void decide(struct year *y, int64_t meeting, size_t n, int yes, int abstained, const char *words)
{
	struct req *r = year_as(y, CADRE);
	size_t found;
	struct meeting_items_of *ids = q_meeting_items_of(y->db, r->arena, meeting, &found);
	year_must(r, n < found, "so many items");
	r->row = record_load(y->db, r->arena, &meeting_item_record, ids[n].id);
	year_form(r, "yes", arena_printf(r->arena, "%d", yes));
	year_form(r, "against", "0");
	year_form(r, "abstained", arena_printf(r->arena, "%d", abstained));
	year_form(r, "words", words);
	post_item_decide(r);
	year_made(r, "a decision");
}

static void close_it(struct year *y, int64_t meeting)
{
	struct req *r = year_as(y, CADRE);
	struct meeting *m = record_load(y->db, r->arena, &meeting_record, meeting);
	m->absent = "样例陈修出差。";
	m->minutes = "会议听取了送清凉活动情况，研究了下半年经费和换届筹备。\n会议议定：送清凉物资由各分工会签领，台账月底前交工会办公室。";
	year_must(r, flow_edit(r, &meeting_flow, m, ""), "its minutes");
	year_must(r, flow_move(r, &meeting_flow, meeting, 0, "close", "", NULL), "the end of a meeting");
}

void demo_meetings(struct year *y)
{
	int64_t committee = fill_committee(y), held = call(y, committee, y->now, "厂工会会议室");
	item(y, held, "审议送清凉物资发放方案", "高温岗位 186 人，每人一份。");
	item(y, held, "同意报请换届", "本届任期下月届满，拟向市总工会报送换届请示。");
	item(y, held, "购置职工书屋图书", "");
	hold(y, held);
	decide(y, held, 0, 4, 0, "同意按方案发放，各分工会签领。");
	decide(y, held, 1, 4, 0, "同意报请换届，由办公室起草请示。");
	decide(y, held, 2, 3, 1, "同意购置，金额以批准的预算为限。");
	close_it(y, held);
	int64_t next = call(y, committee, y->today + 6, "厂工会会议室");
	item(y, next, "审议工作要点半年执行情况", "");
	item(y, next, "研究工人先锋号推荐人选", "");
}
