/* The field tables of committees and seats. */
#include "modules/committees/committees.h"

const struct choice committee_kinds[] = {
	{COMMITTEE_UNION, "工会委员会", NULL}, {COMMITTEE_STANDING, "常务委员会", NULL}, {COMMITTEE_AUDIT, "经费审查委员会", NULL},
	{COMMITTEE_WOMEN, "女职工委员会", NULL}, {0},
};
const struct choice committee_states[] = {
	{COMMITTEE_IN_TERM, "在任", "ok"}, {COMMITTEE_OVERDUE, "届满未换届", "bad"}, {COMMITTEE_SUCCEEDED, "已换届", "mute"},
	{COMMITTEE_VOID, "已作废", "mute"}, {COMMITTEE_CLOSED, "随工会终止", "mute"}, {0},
};
const struct choice committee_bodies[] = {
	{BODY_MEMBERS, "会员大会", NULL}, {BODY_DELEGATES, "会员代表大会", NULL}, {BODY_COMMITTEE, "工会委员会全体会议", NULL}, {0},
};
const struct choice seat_states[] = {
	{SEAT_HELD, "在任", "ok"}, {SEAT_ENDED, "已卸任", "mute"}, {SEAT_ASKED, "待委员会同意离任", "warn"}, {SEAT_AGREED, "待上级同意离任", "warn"}, {0},
};
const struct choice seat_hows[] = {{SEAT_ELECTED, "换届选举", NULL}, {SEAT_BY_ELECTED, "补选", NULL}, {SEAT_MOVED_UP, "替补", NULL}, {0}};
static const struct choice years[] = {{3, "三年", NULL}, {5, "五年", NULL}, {0}};
static const struct choice posts[] = {{SEAT_CHAIR, "主席（主任）", NULL}, {SEAT_VICE, "副主席（副主任）", NULL},
	{SEAT_STANDING, "常务委员", NULL}, {SEAT_MEMBER, "委员", NULL}, {0}};

const char *seat_post_label(int64_t kind, int64_t post)
{
	bool head = kind == COMMITTEE_AUDIT || kind == COMMITTEE_WOMEN;
	if (post == SEAT_CHAIR)
		return head ? "主任" : "主席";
	if (post == SEAT_VICE)
		return head ? "副主任" : "副主席";
	return choice_label(posts, post);
}

static const struct field committee_fields[] = {
	HEAD_FIELDS(struct committee, committee_states),
	TEXT(struct committee, name, .label = "届次", .max = 40, .use = F_LIST | F_JSON),
	CHOICE(struct committee, kind, committee_kinds, .label = "委员会", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	INT(struct committee, term_no, .label = "第几届", .least = 1, .most = 99, .use = F_FORM | F_NEED | F_JSON),
	CHOICE(struct committee, years, years, .label = "任期", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON,
	       .hint = "基层工会三年或五年，地方总工会五年（《工会法》第十六条）。"),
	DAY(struct committee, since, .label = "届期起", .use = F_LIST | F_FORM | F_NEED | F_JSON, .hint = "选举产生的日期。"),
	DAY(struct committee, until, .label = "届期止", .use = F_LIST | F_SORT | F_HISTORY | F_JSON),
	DAY(struct committee, set_until, .label = "原定届期止"),
	DAY(struct committee, ended_on, .label = "换届日期", .use = F_HISTORY | F_JSON),
	CHOICE(struct committee, elected_by, committee_bodies, .label = "选举形式", .use = F_FORM | F_NEED | F_JSON),
	INT(struct committee, seats, .label = "核定席位", .least = 1, .most = 199, .use = F_LIST | F_FORM | F_NEED | F_JSON),
	TEXT(struct committee, seats_reason, .label = "席位说明", .max = 100, .use = F_FORM | F_JSON,
	     .hint = "席位数与规定的范围不同时，写明依据。"),
	TEXT(struct committee, approval, .label = "批复文号", .max = 60, .use = F_LIST | F_FORM | F_JSON),
	DAY(struct committee, approved_on, .label = "批复日期", .use = F_FORM | F_JSON),
	REF(struct committee, chair, &person_record, .label = "主席（主任）", .use = F_LIST),
	DAY(struct committee, vacant_since, .label = "主席空缺自", .use = F_HISTORY),
	REF(struct committee, before, &committee_record, .label = "上一届"),
	LONG(struct committee, note, .label = "备注", .max = 1000, .use = F_FORM),
};
const struct record committee_record = RECORD("committee", "委员会", struct committee, committee_fields, "name",
	.indexes = "create index committee_of_unit on committee(unit, kind, since, id);\n"
		   "create index committee_vacant on committee(vacant_since, id) where vacant_since <> 0;\n");

static const struct field seat_fields[] = {
	HEAD_FIELDS(struct seat, seat_states),
	REF(struct seat, committee, &committee_record, .label = "委员会", .use = F_JSON),
	REF(struct seat, person, &person_record, .label = "人员", .use = F_JSON),
	TEXT(struct seat, name, .label = "姓名", .max = 30, .use = F_LIST | F_JSON),
	CHOICE(struct seat, post, posts, .label = "职务", .use = F_LIST | F_HISTORY | F_JSON),
	CHOICE(struct seat, how, seat_hows, .label = "产生方式", .use = F_HISTORY | F_JSON),
	FLAG(struct seat, full_time, .label = "专职", .use = F_HISTORY | F_JSON),
	DAY(struct seat, since, .label = "任职起", .use = F_LIST | F_HISTORY | F_JSON),
	DAY(struct seat, until, .label = "任职止", .use = F_LIST | F_HISTORY | F_JSON),
	TEXT(struct seat, consent, .label = "委员会意见", .max = 500, .use = F_HISTORY),
	TEXT(struct seat, why, .label = "离任原因", .max = 500, .use = F_HISTORY),
};
const struct record seat_record = RECORD("seat", "委员", struct seat, seat_fields, "name",
	.indexes = "create index seat_of_committee on seat(committee, post, id);\n"
		   "create index seat_of_person on seat(person, id);\n");
