/* The field tables and moves of votes and of the desk's stacks. */
#include "modules/votes/inside.h"

#include "kernel/rights.h"
#include "kernel/unit.h"

static const struct choice states[] = {
	{VOTE_DRAFT, "准备", "mute"}, {VOTE_READY, "名册已定", "info"}, {VOTE_OPEN, "投票中", "info"}, {VOTE_CLOSED, "待计票", "warn"},
	{VOTE_COUNTED, "已计票", "gold"}, {VOTE_ANNOUNCED, "已公布", "ok"}, {VOTE_ENDED, "已作废", "mute"}, {0}};
static const struct choice kinds[] = {{VOTE_QUESTION, "表决一件事", NULL}, {VOTE_ELECTION, "选举", NULL}, {0}};
static const struct choice manners[] = {{VOTE_SECRET, "无记名投票", NULL}, {VOTE_HANDS, "举手表决", NULL}, {0}};
static const struct choice voters[] = {{VOTE_MEMBERS, "全体会员", NULL}, {VOTE_REPS, "全体代表", NULL}, {VOTE_COMMITTEE, "工会委员会全体委员", NULL}, {0}};
static const struct choice passes[] = {
	{PASS_OVER_HALF_ALL, "应到会人数的过半数", NULL}, {PASS_HALF_ALL, "应到会人数的半数以上", NULL},
	{PASS_OVER_HALF_PRESENT, "实到会人数的过半数", NULL}, {PASS_TWO_THIRDS_ALL, "应到会人数的三分之二以上", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct vote, states),
	TEXT(struct vote, title, .label = "名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON,
	     .hint = "例如“选举第六届工会委员会委员”。"),
	CHOICE(struct vote, kind, kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	LONG(struct vote, topic, .label = "说明", .max = 2000, .use = F_FORM | F_FIND, .hint = "印在选票上：要表决的内容，或选举的办法。"),
	CHOICE(struct vote, manner, manners, .label = "方式", .use = F_FORM | F_NEED, .hint = "选举一律无记名投票。"),
	CHOICE(struct vote, voters, voters, .label = "由谁投票", .use = F_FORM | F_NEED),
	CHOICE(struct vote, pass, passes, .label = "通过（当选）须得", .use = F_FORM | F_NEED,
	       .hint = "选举须得应到会人数的过半数；集体合同草案为半数以上。"),
	INT(struct vote, seats, .label = "应选名额", .most = 60, .use = F_FORM, .hint = "选举时填写。"),
	FLAG(struct vote, written, .label = "可以另选他人", .use = F_FORM),
	FLAG(struct vote, online, .label = "可以用手机投票", .use = F_FORM | F_FILTER),
	DAY(struct vote, held_on, .label = "投票日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	TEXT(struct vote, place, .label = "会场", .max = 60, .use = F_FORM),
	REF(struct vote, teller1, &person_record, .label = "监票人一", .use = F_FORM),
	REF(struct vote, teller2, &person_record, .label = "监票人二", .use = F_FORM, .hint = "两人不是候选人，各设一个口令，开箱时都要在场。"),
	REF(struct vote, runoff_of, &vote_record, .label = "再次投票自"),
	INT(struct vote, election, .label = "换届选举"),
	INT(struct vote, entitled, .label = "应到会人数", .use = F_HISTORY),
	INT(struct vote, outcome, .label = "结果"),
	INT(struct vote, urn_opened, .label = "已开箱"),
	INT(struct vote, key_lost, .label = "口令遗失"),
	TEXT(struct vote, roll_hash, .label = "名册指纹", .use = F_HISTORY),
	TEXT(struct vote, ballots_hash, .label = "选票指纹", .use = F_HISTORY),
	TEXT(struct vote, receipts_hash, .label = "核验码指纹", .use = F_HISTORY),
	TEXT(struct vote, trouble, .label = "票箱异常", .use = F_HISTORY),
	LONG(struct vote, protocol, .label = "计票说明", .use = 0),
};
const struct record vote_record = RECORD("vote", "投票", struct vote, fields, "title",
	.indexes = "create index vote_by_runoff on vote(runoff_of) where runoff_of <> 0;\n"
		   "create index vote_by_election on vote(election, id) where election <> 0;\n");

static const struct move moves[] = {
	{VOTE_DRAFT, "freeze", VOTE_READY, "vote.edit", "冻结名册", .needs = can_freeze, .done = do_freeze,
	 .help = "名册和候选人从此不能改；名册算出指纹，写进事件链"},
	{VOTE_READY, "thaw", VOTE_DRAFT, "vote.edit", "撤回冻结", MOVE_REASON | MOVE_PLAIN, .done = do_thaw, .help = "发现名册有误，改后重新冻结"},
	{VOTE_READY, "key", SAME_STATE, "vote.tell", "设定监票口令", MOVE_HIDDEN, .help = "监票人设定自己的口令"},
	{VOTE_READY, "open", VOTE_OPEN, "vote.edit", "开始投票", .needs = can_open, .done = do_open, .help = "发出选票；手机投票同时开放"},
	{ANY_STATE, "desk", SAME_STATE, "vote.tell", "会场登记", MOVE_HIDDEN, .help = "收回发错的纸质选票，写明理由"},
	{VOTE_OPEN, "close", VOTE_CLOSED, "vote.edit", "结束投票", MOVE_FINAL, .help = "不再收票；已投名单从此公布"},
	{VOTE_CLOSED, "unseal", SAME_STATE, "vote.tell", "两人开箱", MOVE_HIDDEN, .help = "两位监票人同时输入口令，打乱后开出选票，随即销毁密封票和密钥"},
	{VOTE_CLOSED, "count", VOTE_COUNTED, "vote.tell", "计票", .needs = can_count, .done = do_count,
	 .help = "纸质和手机选票一并计算，每一步写明依据"},
	{VOTE_COUNTED, "recount", VOTE_CLOSED, "vote.tell", "退回更正", MOVE_REASON | MOVE_PLAIN, .done = do_recount, .help = "发现纸质选票录入有误"},
	{VOTE_COUNTED, "announce", VOTE_ANNOUNCED, "vote.edit", "公布结果", MOVE_FINAL, .help = "投票人能看到结果，核对核验码"},
	{VOTE_DRAFT, "end", VOTE_ENDED, "vote.edit", "作废", MOVE_REASON | MOVE_PLAIN, .done = do_end, .help = "不再举行"},
	{VOTE_READY, "end", VOTE_ENDED, "vote.edit", "作废", MOVE_REASON | MOVE_PLAIN, .done = do_end, .help = "不再举行"},
	{VOTE_OPEN, "end", VOTE_ENDED, "vote.edit", "作废", MOVE_REASON | MOVE_PLAIN, .done = do_end, .help = "投票无效，密封票和密钥随即销毁"},
	{VOTE_CLOSED, "end", VOTE_ENDED, "vote.edit", "作废", MOVE_REASON | MOVE_PLAIN, .done = do_end, .help = "口令遗失、票箱异常等，重新投票"},
	{0},
};

static void told(struct req *r, const void *before, const void *row)
{
	const struct vote *v = row, *was = before;
	int64_t t1 = was ? was->teller1 : 0, t2 = was ? was->teller2 : 0;
	if (t1 == v->teller1 && t2 == v->teller2)
		return;
	party_person(r, &vote_record, v->id, PARTY_OWNER, t1, 0);
	party_person(r, &vote_record, v->id, PARTY_OWNER, t2, 0);
	party_person(r, &vote_record, v->id, PARTY_OWNER, 0, v->teller1);
	party_person(r, &vote_record, v->id, PARTY_OWNER, 0, v->teller2);
}

const struct flow vote_flow = {
	.record = &vote_record, .moves = moves, .home = "/votes/%lld", .edit_right = "vote.edit", .edit_states = 1u << VOTE_DRAFT,
	.first = VOTE_DRAFT, .find_right = "vote.read", .after = told,
};

/* ---- the desk's stacks ---- */

static const struct choice stack_states[] = {
	{STACK_ENTERED, "待复核", "warn"}, {STACK_CHECKED, "已复核", "ok"}, {STACK_AMENDING, "更正待复核", "warn"}, {STACK_STRUCK, "已作废", "mute"}, {0}};

static const struct field stack_fields[] = {
	HEAD_FIELDS(struct vote_stack, stack_states),
	REF(struct vote_stack, vote, &vote_record, .label = "投票"),
	TEXT(struct vote_stack, ballot, .label = "选票", .max = 2000, .use = F_HISTORY),
	INT(struct vote_stack, times, .label = "张数", .use = F_HISTORY),
	INT(struct vote_stack, new_times, .label = "更正为", .use = F_HISTORY),
	INT(struct vote_stack, hand, .label = "经手人"),
	TEXT(struct vote_stack, why, .label = "更正理由", .use = F_HISTORY),
};
const struct record vote_stack_record = RECORD("vote_stack", "纸质选票", struct vote_stack, stack_fields, "ballot",
	.indexes = "create index vote_stack_by_vote on vote_stack(vote, id);\n");

static const struct move stack_moves[] = {
	{STACK_ENTERED, "check", STACK_CHECKED, "vote.tell", "复核无误", .needs = by_second_person, .help = "另一人点清张数、核对记号"},
	{STACK_ENTERED, "strike", STACK_STRUCK, "vote.tell", "作废此叠", MOVE_REASON, .needs = vote_is_open_to_desk, .help = "录错了，重新录入"},
	{STACK_CHECKED, "amend", STACK_AMENDING, "vote.tell", "更正张数", MOVE_REASON | MOVE_HIDDEN, .needs = vote_is_open_to_desk,
	 .help = "写明理由，由另一人复核后才生效"},
	{STACK_AMENDING, "agree", STACK_CHECKED, "vote.tell", "同意更正", .needs = by_second_person, .done = take_amended, .help = "另一人复核更正"},
	{STACK_AMENDING, "keep", STACK_CHECKED, "vote.tell", "不更正", MOVE_REASON | MOVE_PLAIN, .needs = vote_is_open_to_desk, .help = "维持原张数"},
	{0},
};
const struct flow vote_stack_flow = {
	.record = &vote_stack_record, .moves = stack_moves, .home = "/votes", .under = "vote", .edit_right = "vote.tell",
	.edit_states = 0, .first = STACK_ENTERED,
};
