/* The permission to vote on the phone, and a re-election whose meeting is due. */
#include "app/demo_year.h"
#include "kernel/unit.h"
#include "modules/elections/elections.h"
#include "modules/votes/votes.h"

enum { PLANT = 10, PLANT_CHAIR = 1003, PLANT_CADRE = 1004, FEDERATION = 1001, HANDLER = 1005, OPERATIONS_CHAIR = 1037 };
enum { BEGIN = 45, PERMITTED = 41, NOMINATED = 30, TERM_LEFT = 30 };

/* The federation allows the union to vote on the phone until the term is over. */
static void permit(struct year *y)
{
	struct req *r = year_as(y, PLANT_CHAIR);
	struct vote_permit p = {.unit = PLANT, .purpose = "第六届委员会换届选举", .doc_no = "", .granted_by = "",
				.method = "当班职工多，请同意用手机投票。凭本人账号登录，投票人和选票分开保存；不用手机的会员在会场投纸质选票。"};
	year_must(r, flow_create(r, &vote_permit_flow, &p, ""), "a request to vote on the phone");
	r = year_as(y, FEDERATION);
	p.since = y->now;
	p.until = y->today + TERM_LEFT;
	p.doc_no = year_letter(y, "样临工组", 9);
	p.granted_by = unit_name(y->db, r->arena, 1);
	p.granted_on = y->now;
	year_must(r, vote_permit_grant(r, &p), "the permission to vote on the phone");
}

static void begin(struct year *y)
{
	struct req *r = year_as(y, PLANT_CHAIR);
	struct election e = {
		.unit = PLANT, .title = "样例：第六届委员会换届选举", .kind = 1, .form = FORM_MEMBERS, .term_no = 6, .years = 5,
		.term_end = y->today + TERM_LEFT, .meeting_on = y->today, .place = "二楼会议厅", .seats_committee = 2, .seats_audit = 1,
		.group_people = "样例李卫任组长，样例沈洁、样例冯运为成员。", .qualification = "核对会员名册：在籍会员十一人；一人待批准入会、两人未入会，没有选举权。",
		.delegates = "会员大会。", .objections = "无", .fewer = "", .report_text = "", .decision = "", .archive_no = "",
		.meeting = "", .party = "厂党委同意换届和候选人名单。", .request_no = year_letter(y, "样发工", 6), .report_no = "", .signer = "样例李卫",
		.contact = "样例沈洁，0000-1234567", .seats_reason = "样例：只演示两席，实际名额按会员人数确定。"};
	year_must(r, flow_create(r, &election_flow, &e, ""), "an election");
	y->election = e.id;
}

static void nominate(struct year *y)
{
	static const int64_t up[][2] = {{ORGAN_COMMITTEE, PLANT_CHAIR}, {ORGAN_COMMITTEE, PLANT_CADRE}, {ORGAN_COMMITTEE, HANDLER}, {ORGAN_AUDIT, OPERATIONS_CHAIR}};
	for (size_t i = 0; i < sizeof(up) / sizeof(up[0]); i++) {
		struct req *r = year_as(y, PLANT_CHAIR);
		struct election *e = record_load(y->db, y->arena, &election_record, y->election);
		year_must(r, election_nominate(r, e, up[i][0], up[i][1], true), "a candidate");
	}
}

/* What happens how many days before today. */
static const struct {
	int back;
	int64_t person;
	const char *verb, *text;
	int no; /* of the letter that says so; 0: none */
} steps[] = {
	{44, PLANT_CHAIR, "request", "", 0}, {42, FEDERATION, "approve", "", 3},   {40, PLANT_CHAIR, "prepare", "", 0},
	{36, PLANT_CHAIR, "qualify", "", 0}, {33, PLANT_CHAIR, "delegates", "", 0}, {29, PLANT_CHAIR, "nominate", "", 0},
	{28, PLANT_CHAIR, "publish", "", 0}, {18, FEDERATION, "confirm", "同意候选人名单", 0},
};

void demo_vote_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	if (back == BEGIN)
		begin(y);
	if (back == PERMITTED)
		permit(y);
	if (back == NOMINATED)
		nominate(y);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (steps[i].back != back)
			continue;
		struct req *r = year_as(y, steps[i].person);
		year_must(r, flow_move(r, &election_flow, y->election, 0, steps[i].verb, steps[i].no ? year_letter(y, "样临工组", steps[i].no) : steps[i].text, NULL), steps[i].verb);
	}
}
