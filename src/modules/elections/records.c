/* The field table and the thirteen moves. */
#include "modules/elections/inside.h"

static const struct choice states[] = {
	{ELECTION_DRAFT, "准备请示", "mute"}, {ELECTION_REQUESTED, "已报请示", "info"}, {ELECTION_APPROVED, "同意换届", "info"},
	{ELECTION_PREPARED, "已成立筹备组", "info"}, {ELECTION_QUALIFIED, "资格已审查", "info"}, {ELECTION_DELEGATES, "代表已选出", "info"},
	{ELECTION_NOMINATED, "候选人已提名", "info"}, {ELECTION_PUBLISHED, "公示中", "warn"}, {ELECTION_CONFIRMED, "候选人获批", "info"},
	{ELECTION_HELD, "已选举", "gold"}, {ELECTION_REPORTED, "结果已报告", "warn"}, {ELECTION_ENDORSED, "结果已批复", "ok"},
	{ELECTION_REGISTERED, "已变更登记", "ok"}, {ELECTION_ARCHIVED, "已归档", "ok"}, {ELECTION_CANCELLED, "已终止", "mute"}, {0}};
static const struct choice kinds[] = {
	{ELECTION_NEW_TERM, "换届选举", NULL}, {ELECTION_FOUNDING, "成立选举", NULL}, {ELECTION_BY, "补选", NULL}, {0}};
static const struct choice forms[] = {{FORM_MEMBERS, "会员大会", NULL}, {FORM_DELEGATES, "会员代表大会", NULL}, {0}};
static const struct choice years[] = {{3, "三年", NULL}, {5, "五年", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct election, states),
	TEXT(struct election, title, .label = "名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON, .hint = "例如“第六届委员会换届选举”。"),
	CHOICE(struct election, kind, kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	CHOICE(struct election, form, forms, .label = "会议形式", .use = F_FORM | F_NEED, .hint = "会员不足 100 人的召开会员大会（中国工会章程第26条）。"),
	INT(struct election, term_no, .label = "第几届", .least = 1, .most = 99, .use = F_FORM | F_NEED),
	CHOICE(struct election, years, years, .label = "任期", .use = F_FORM | F_NEED, .hint = "三年或五年（工会法第16条）。"),
	DAY(struct election, term_end, .label = "上届届满日期", .use = F_LIST | F_FORM, .hint = "成立选举不填。"),
	DAY(struct election, meeting_on, .label = "大会日期", .use = F_LIST | F_FORM | F_SORT | F_JSON),
	TEXT(struct election, place, .label = "会场", .max = 60, .use = F_FORM),
	INT(struct election, seats_committee, .label = "委员名额", .most = 60, .use = F_FORM | F_NEED),
	INT(struct election, seats_audit, .label = "经审委员名额", .most = 30, .use = F_FORM),
	INT(struct election, seats_women, .label = "女职工委员名额", .most = 30, .use = F_FORM),
	FLAG(struct election, chair, .label = "同时选举主席", .use = F_FORM),
	INT(struct election, seats_vice, .label = "副主席名额", .most = 10, .use = F_FORM, .hint = "由大会选举的填写。"),
	FLAG(struct election, first, .label = "委员会选举主席、副主席、常委", .use = F_FORM, .hint = "大会选出委员后，由委员会第一次全体会议在委员里选举。"),
	INT(struct election, first_vice, .label = "委员会选举的副主席名额", .most = 10, .use = F_FORM),
	INT(struct election, first_standing, .label = "常务委员名额", .most = 30, .use = F_FORM, .hint = "含主席、副主席；不设常委的不填。"),
	DAY(struct election, first_on, .label = "第一次全体会议日期", .use = F_FORM, .hint = "不填的和大会同一天。"),
	FLAG(struct election, first_held, .label = "全会已选举", .use = F_HISTORY),
	TEXT(struct election, seats_reason, .label = "名额说明", .max = 200, .use = F_FORM, .hint = "名额与规定的范围不同的，写明依据。"),
	TEXT(struct election, request_no, .label = "请示文号", .max = 40, .use = F_FORM, .hint = "例如“样发工〔2024〕6号”，印在请示上。"),
	TEXT(struct election, signer, .label = "签发人", .max = 30, .use = F_FORM, .hint = "报上级的请示、报告标注签发人。"),
	TEXT(struct election, contact, .label = "联系人和电话", .max = 60, .use = F_FORM, .hint = "印在请示、报告的附注和公示上。"),
	LONG(struct election, meeting, .label = "委员会的决定", .max = 1000, .use = F_HISTORY),
	LONG(struct election, group_people, .label = "筹备组", .max = 500, .use = F_FORM, .hint = "组长和成员，第 3 步前填写。"),
	LONG(struct election, qualification, .label = "资格审查", .max = 1000, .use = F_FORM, .hint = "审查了多少会员，哪些人没有选举权及原因，第 4 步前填写。"),
	LONG(struct election, delegates, .label = "代表选举", .max = 1000, .use = F_FORM, .hint = "各选区应选、选出的代表，第 5 步前填写；开会员大会的写“会员大会”。"),
	INT(struct election, delegates_count, .label = "代表人数", .most = 1000, .use = F_FORM, .hint = "开会员代表大会的，选出的代表，第 5 步前填写。"),
	INT(struct election, delegates_managers, .label = "其中中层以上管理人员", .most = 1000, .use = F_FORM, .hint = "和单位领导合计，不超过代表的五分之一。"),
	LONG(struct election, objections, .label = "公示意见及处理", .max = 1000, .use = F_FORM, .hint = "公示期收到的意见和处理结果，没有就写“无”，第 8 步前填写。"),
	LONG(struct election, party, .label = "同级党组织的意见", .max = 500, .use = F_FORM, .hint = "对换届和主席、副主席候选人的意见或批复文号，第 8 步前填写；没有党组织的写明。"),
	LONG(struct election, fewer, .label = "减少名额的决定", .max = 500, .use = F_FORM, .hint = "当选人少于名额、大会同意不再选的，写明决定。"),
	LONG(struct election, report_text, .label = "选举情况", .max = 2000, .use = F_FORM, .hint = "大会经过，写进结果报告。"),
	TEXT(struct election, report_no, .label = "结果报告文号", .max = 40, .use = F_FORM, .hint = "印在选举结果报告上。"),
	TEXT(struct election, decision, .label = "批复文号", .max = 60, .use = F_HISTORY | F_JSON),
	TEXT(struct election, archive_no, .label = "档案号", .max = 40, .use = F_FORM, .hint = "归档前填写。"),
	DAY(struct election, requested_on, .label = "请示日期", .use = F_HISTORY),
	DAY(struct election, published_on, .label = "公示日期", .use = F_HISTORY),
	DAY(struct election, reported_on, .label = "报告日期", .use = F_HISTORY),
	DAY(struct election, endorsed_on, .label = "批复日期", .use = F_HISTORY),
	FLAG(struct election, in_term, .label = "按期换届", .use = F_LIST | F_HISTORY | F_JSON),
};
const struct record election_record = RECORD("election", "换届选举", struct election, fields, "title");

const struct election_step election_steps[ELECTION_STEPS] = {
	{ELECTION_REQUESTED, "request", "报送请示", "本工会", "向同级党组织和上一级工会请示换届"},
	{ELECTION_APPROVED, "approve", "同意换届", "上一级工会", "批复请示"},
	{ELECTION_PREPARED, "prepare", "成立筹备组", "本工会", "定人、定分工、定选举办法"},
	{ELECTION_QUALIFIED, "qualify", "审查资格", "筹备组", "核对会员，保留会籍的没有选举权和被选举权"},
	{ELECTION_DELEGATES, "delegates", "选出代表", "各选区", "开代表大会的选代表；开会员大会的登记说明"},
	{ELECTION_NOMINATED, "nominate", "提名候选人", "筹备组", "差额提名，逐人声明不属于不得担任的人员"},
	{ELECTION_PUBLISHED, "publish", "公示候选人", "筹备组", "按姓氏笔画为序公示"},
	{ELECTION_CONFIRMED, "confirm", "批准候选人", "上一级工会", "公示期满、意见处理后批准"},
	{ELECTION_HELD, "hold", "召开大会选举", "大会", "三分之二以上到会，无记名投票，应到会人数过半数当选"},
	{ELECTION_REPORTED, "report", "报告结果", "本工会", "向上一级工会报告选举结果"},
	{ELECTION_ENDORSED, "endorse", "批复结果", "上一级工会", "十五日内批复；程序不合规定的不予批准"},
	{ELECTION_REGISTERED, "register", "变更登记", "本工会", "新的委员会、任期进入台账"},
	{ELECTION_ARCHIVED, "archive", "归档", "本工会", "整套文书归档"},
};

#define CANCEL(state)                                                                              \
	{                                                                                          \
		ELECTION_##state, "cancel", ELECTION_CANCELLED, "election.edit", "终止", MOVE_REASON | MOVE_PLAIN, .needs = can_cancel, .help = "不再进行" \
	}

static const struct move moves[] = {
	{ELECTION_DRAFT, "request", ELECTION_REQUESTED, "election.edit", "报送请示", .needs = can_request, .done = do_request, .help = "向同级党组织和上一级工会请示换届"},
	{ELECTION_REQUESTED, "approve", ELECTION_APPROVED, "election.decide", "同意换届", MOVE_OPINION, .needs = by_superior, .help = "上一级工会批复请示，写明批复意见或文号"},
	{ELECTION_REQUESTED, "return", ELECTION_DRAFT, "election.decide", "退回请示", MOVE_REASON, .needs = by_superior, .help = "请示不合规定，退回修改"},
	{ELECTION_APPROVED, "prepare", ELECTION_PREPARED, "election.edit", "成立筹备组", .needs = can_prepare, .help = "定人、定分工、定选举办法"},
	{ELECTION_PREPARED, "qualify", ELECTION_QUALIFIED, "election.edit", "审查资格", .needs = can_qualify, .help = "核对有选举权的会员"},
	{ELECTION_QUALIFIED, "delegates", ELECTION_DELEGATES, "election.edit", "选出代表", .needs = can_elect_delegates, .help = "登记代表选举；会员大会登记说明"},
	{ELECTION_DELEGATES, "nominate", ELECTION_NOMINATED, "election.edit", "提名候选人", .needs = can_nominate, .help = "候选人够数、差额合规、声明齐全"},
	{ELECTION_NOMINATED, "publish", ELECTION_PUBLISHED, "election.edit", "公示候选人", .done = do_publish, .help = "按姓氏笔画为序公示"},
	{ELECTION_NOMINATED, "revise", ELECTION_DELEGATES, "election.edit", "重新提名", MOVE_REASON | MOVE_PLAIN, .help = "提名有误，改后再提"},
	{ELECTION_PUBLISHED, "revise", ELECTION_DELEGATES, "election.edit", "重新提名", MOVE_REASON | MOVE_PLAIN, .help = "公示中发现问题，重新提名，公示重新计日"},
	{ELECTION_PUBLISHED, "confirm", ELECTION_CONFIRMED, "election.decide", "批准候选人", MOVE_OPINION, .needs = can_confirm, .help = "公示期满、意见处理后，上一级工会批准"},
	{ELECTION_CONFIRMED, "votes", SAME_STATE, "election.edit", "生成选票", MOVE_HIDDEN, .help = "为每个机构发起一次无记名投票"},
	{ELECTION_CONFIRMED, "hold", ELECTION_HELD, "election.edit", "登记选举结果", .needs = can_hold, .done = do_hold, .help = "各项选举都已公布结果"},
	{ELECTION_HELD, "first_votes", SAME_STATE, "election.edit", "生成全会选票", MOVE_HIDDEN, .help = "为主席、副主席、常委各发起一次投票，由当选的委员投"},
	{ELECTION_HELD, "first", SAME_STATE, "election.edit", "登记全会选举结果", MOVE_PLACED, .needs = can_hold_first, .done = do_hold_first, .help = "新一届委员会第一次全体会议的各项选举都已公布结果"},
	{ELECTION_HELD, "report", ELECTION_REPORTED, "election.edit", "报告结果", .needs = can_report, .done = do_report, .help = "向上一级工会报告"},
	{ELECTION_REPORTED, "endorse", ELECTION_ENDORSED, "election.decide", "批复同意", MOVE_OPINION, .needs = by_superior, .done = do_endorse, .help = "上一级工会批复，写明文号"},
	{ELECTION_REPORTED, "reject", ELECTION_CONFIRMED, "election.decide", "不予批准", MOVE_REASON, .needs = by_superior, .help = "选举程序不合规定，重新选举"},
	{ELECTION_ENDORSED, "register", ELECTION_REGISTERED, "election.edit", "变更登记", MOVE_HIDDEN, .help = "当选人和任期写入台账"},
	{ELECTION_REGISTERED, "archive", ELECTION_ARCHIVED, "election.edit", "归档", .needs = can_archive, .help = "整套文书归档"},
	/* the way back of each step, while nothing was built on it */
	{ELECTION_REQUESTED, "withdraw", ELECTION_DRAFT, "election.edit", "撤回请示", MOVE_REASON | MOVE_PLAIN, .help = "上级批复之前撤回，改后再报"},
	{ELECTION_PREPARED, "back", ELECTION_APPROVED, "election.edit", "退回上一步", MOVE_REASON | MOVE_PLAIN, .help = "筹备组有误，重新登记"},
	{ELECTION_QUALIFIED, "back", ELECTION_PREPARED, "election.edit", "退回上一步", MOVE_REASON | MOVE_PLAIN, .help = "资格审查有误，重新审查"},
	{ELECTION_DELEGATES, "back", ELECTION_QUALIFIED, "election.edit", "退回上一步", MOVE_REASON | MOVE_PLAIN, .help = "代表选举有误，重新登记；已提名的候选人保留"},
	{ELECTION_CONFIRMED, "back", ELECTION_PUBLISHED, "election.decide", "撤回批准", MOVE_REASON | MOVE_PLAIN, .needs = can_unconfirm, .help = "发起投票之前，上一级工会撤回对候选人的批准"},
	{ELECTION_HELD, "back", ELECTION_CONFIRMED, "election.edit", "撤回登记", MOVE_REASON | MOVE_PLAIN, .done = undo_hold, .help = "选举结果登记有误，重新登记；全会选举也要重新投票"},
	{ELECTION_REPORTED, "withdraw", ELECTION_HELD, "election.edit", "撤回报告", MOVE_REASON | MOVE_PLAIN, .help = "上级批复之前撤回，改后再报"},
	{ELECTION_ENDORSED, "back", ELECTION_REPORTED, "election.decide", "撤回批复", MOVE_REASON | MOVE_PLAIN, .needs = by_superior, .done = undo_endorse, .help = "变更登记之前，上一级工会撤回批复"},
	{ELECTION_REGISTERED, "back", ELECTION_ENDORSED, "election.edit", "重新登记", MOVE_REASON | MOVE_PLAIN, .needs = can_unregister, .help = "登记的各个委员会在组织机构里作废以后，重新登记当选人；已有下一届的不能退回"},
	{ELECTION_ARCHIVED, "back", ELECTION_REGISTERED, "election.edit", "取消归档", MOVE_REASON | MOVE_PLAIN, .help = "文书要补充，补后再归档"},
	CANCEL(DRAFT), CANCEL(REQUESTED), CANCEL(APPROVED), CANCEL(PREPARED), CANCEL(QUALIFIED), CANCEL(DELEGATES), CANCEL(NOMINATED), CANCEL(PUBLISHED), CANCEL(CONFIRMED),
	{ELECTION_CANCELLED, "resume", ELECTION_DRAFT, "election.edit", "恢复办理", MOVE_REASON | MOVE_PLAIN, .done = do_resume, .help = "误终止的，从请示重新办起"},
	{0},
};

const struct flow election_flow = {
	.record = &election_record, .moves = moves, .home = "/elections/%lld", .edit_right = "election.edit",
	.edit_states = ((1u << ELECTION_ENDORSED) - 1) | 1u << ELECTION_ENDORSED | 1u << ELECTION_REGISTERED,
	.first = ELECTION_DRAFT, .find_right = "election.read",
};
