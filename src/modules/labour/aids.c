/* Legal aid: who needs a lawyer and cannot pay one. Only the applicant, who goes along with it and the head of the union read it. */
#include <string.h>

#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/labour/inside.h"

static const struct choice states[] = {
	{MATTER_RECEIVED, "待审查", "warn"}, {MATTER_SORTED, "待指派律师", "warn"}, {MATTER_WORKING, "承办中", "info"}, {MATTER_CHECK, "待结案", "warn"},
	{MATTER_CLOSED, "已结案", "ok"}, {MATTER_REFUSED, "不予援助", "mute"}, {MATTER_WITHDRAWN, "已撤回", "mute"}, {0}};
const struct choice legal_aid_kinds[] = {
	{1, "劳动报酬", NULL}, {2, "工伤赔偿", NULL}, {3, "劳动合同", NULL}, {4, "社会保险", NULL}, {5, "其他劳动权益", NULL}, {0}};
static const struct choice levels[] = {{1, "一人", NULL}, {2, "多人", NULL}, {0}};
static const struct choice means[] = {
	{1, "困难职工（已建档）", NULL}, {2, "请求支付劳动报酬或者工伤赔偿的农民工", NULL}, {3, "其他经济困难", NULL}, {0}};
static const struct choice ways[] = {{AID_BY_UNION, "工会委托的律师", NULL}, {AID_BY_OFFICE, "转法律援助机构", NULL}, {0}};
static const struct choice results[] = {
	{1, "和解、调解", "ok"}, {2, "仲裁支持", "ok"}, {3, "诉讼支持", "ok"}, {4, "没有得到支持", "mute"}, {5, "申请人终止", "mute"}, {0}};

/* Names and words stand in no list, no export, and outside the chain of events. */
static const struct field fields[] = {
	HEAD_FIELDS(struct legal_aid, states),
	MATTER_FIELDS_AS(struct legal_aid, legal_aid_kinds, levels, no_outcomes, 0, "人数", 0),
	TEXT(struct legal_aid, walk_in, .label = "申请人姓名", .max = 40, .use = 0, .hint = "没有在系统里登记的职工写姓名；证件号和电话写在打印的申请表上，不录入。"),
	TEXT(struct legal_aid, opponent, .label = "对方", .max = 60, .use = F_NEED),
	CHOICE(struct legal_aid, means, means, .label = "经济情况", .use = F_NEED,
	       .hint = "请求支付劳动报酬或者工伤赔偿的农民工，不核查经济困难状况（《法律援助法》第四十二条，未核实）。"),
	LONG(struct legal_aid, opinion, .label = "审查意见", .max = 500, .use = F_NEED | F_HISTORY | F_PERSONAL),
	LONG(struct legal_aid, refusal, .label = "不予援助的理由", .max = 500, .use = F_NEED | F_HISTORY | F_PERSONAL),
	DAY(struct legal_aid, decided_on, .label = "决定日期", .use = F_LIST | F_HISTORY | F_JSON),
	CHOICE(struct legal_aid, by, ways, .label = "由谁援助", .use = F_LIST | F_NEED | F_FILTER | F_HISTORY | F_JSON),
	TEXT(struct legal_aid, lawyer, .label = "承办律师", .max = 40, .use = F_NEED | F_HISTORY),
	TEXT(struct legal_aid, firm, .label = "律师事务所或法律援助机构", .max = 60, .use = F_NEED | F_HISTORY),
	REF(struct legal_aid, handler, &person_record, .label = "工会联系人", .use = F_NEED | F_HISTORY, .hint = "陪同申请人、记录结果的工会干部；他可以看这一件。"),
	TEXT(struct legal_aid, letter_no, .label = "函号", .max = 60, .use = F_HISTORY),
	DAY(struct legal_aid, progress_on, .label = "最近进展", .use = F_LIST | F_HISTORY | F_JSON),
	LONG(struct legal_aid, progress, .label = "进展", .max = 1000, .use = F_NEED | F_HISTORY | F_PERSONAL, .hint = "立案、开庭、裁决到哪一步，下一步什么时候。"),
	DAY(struct legal_aid, appointed_on, .label = "指派日期", .use = F_LIST | F_FILTER | F_HISTORY | F_JSON),
	DAY(struct legal_aid, ended_on, .label = "办结日期", .use = F_NEED | F_HISTORY),
	CHOICE(struct legal_aid, result, results, .label = "援助结果", .use = F_LIST | F_NEED | F_FILTER | F_HISTORY | F_JSON),
	MONEY(struct legal_aid, recovered, .label = "挽回金额（元）", .use = F_LIST | F_HISTORY | F_JSON, .hint = "没有的填 0。"),
	LONG(struct legal_aid, summary, .label = "结果说明", .max = 1000, .use = F_NEED | F_HISTORY | F_PERSONAL),
};
const struct record legal_aid_record = RECORD("legal_aid", "法律援助", struct legal_aid, fields, "title",
	.indexes = MATTER_INDEXES("legal_aid") "create index legal_aid_of_handler on legal_aid(handler, due, id) where handler <> 0;\n");

/* ---- what is missing ---- */

static const char *lacks(struct req *r, const struct matter *m)
{
	const struct legal_aid *a = (const void *)m;
	(void)r;
	if (!a->decided_on || text_empty(a->opinion))
		return "还没有审查决定。";
	if (!a->appointed_on || text_empty(a->lawyer) || !a->handler)
		return "还没有指派律师和工会联系人。";
	return a->result && a->ended_on ? NULL : "还没有援助结果。";
}

static const char *next(struct req *r, const struct matter *m)
{
	const char *why;
	switch (m->state) {
	case MATTER_RECEIVED: return "等待工会审查是否符合援助条件。";
	case MATTER_SORTED: return "等待指派律师。";
	case MATTER_WORKING:
		return m->due ? arena_printf(r->arena, "律师承办中，工会联系人%s前记录进展或者结果。", day_short(r->arena, m->due, r->today)) : "律师承办中，等待工会联系人记录结果。";
	case MATTER_CHECK:
		why = lacks(r, m);
		return why ? why : "等待结案。";
	default: return "";
	}
}

/* ---- steps ---- */

static const char *by_handler(struct req *r, const void *row)
{
	return r->system || r->who->person == ((const struct legal_aid *)row)->handler ? NULL : "由指派的工会联系人记录。";
}

static const char *may_close(struct req *r, const void *row)
{
	const struct legal_aid *a = row;
	if (!r->system && r->who->person == a->handler)
		return "你是这件的联系人，请由别人结案。";
	return matter_may_end(r, row);
}

static void tell(struct req *r, const struct legal_aid *a, const char *what)
{
	if (!a->author)
		return; /* came in person: the contact tells him */
	message_send(r, &(struct message){.person = a->author, .title = arena_printf(r->arena, "法律援助 %s %s", a->number, what),
					  .link = link_to(r, "/m/aids/%lld", (long long)a->id)});
}

static bool decided(struct req *r, void *row, const void *before)
{
	struct legal_aid *a = row;
	(void)before;
	a->decided_on = r->today;
	matter_limit_by(r, r->flow, (struct matter *)a, "legal_aid.appoint_days", DEADLINE_DAYS, r->today);
	tell(r, a, "已同意");
	return true;
}

static bool refused(struct req *r, void *row, const void *before)
{
	struct legal_aid *a = row;
	(void)before;
	a->decided_on = r->today;
	a->letter_no = labour_number(r, &legal_aid_flow, a, "援不");
	return true;
}

/* Decided anew, within the time that ran from the application. */
static bool undecided(struct req *r, void *row, const void *before)
{
	struct legal_aid *a = row;
	(void)before;
	a->decided_on = 0;
	a->refusal = a->letter_no = "";
	matter_limit_by(r, r->flow, (struct matter *)a, "legal_aid.days", DEADLINE_DAYS, a->received_on);
	tell(r, a, "重新审查");
	return true;
}

/* No law says when a case ends: the union hears of it again within so many days. */
static void follow(struct req *r, struct legal_aid *a)
{
	matter_limit_by(r, r->flow, (struct matter *)a, "legal_aid.follow_days", DEADLINE_DAYS, r->today);
}

static bool progressed(struct req *r, void *row, const void *before)
{
	struct legal_aid *a = row;
	(void)before;
	a->progress_on = r->today;
	follow(r, a);
	tell(r, a, "有进展");
	return true;
}

static bool unfinished(struct req *r, void *row, const void *before)
{
	(void)before;
	follow(r, row);
	return true;
}

static bool appointed(struct req *r, void *row, const void *before)
{
	struct legal_aid *a = row;
	const struct legal_aid *was = before;
	a->appointed_on = r->today;
	if (!was->appointed_on)
		a->in_time = !was->due || r->today <= was->due ? 1 : 2;
	follow(r, a);
	a->letter_no = labour_number(r, &legal_aid_flow, a, a->by == AID_BY_OFFICE ? "援转" : "援指");
	party_person(r, &legal_aid_record, a->id, PARTY_OWNER, was->handler, a->handler);
	/* who took it down at the desk has done his part */
	if (a->created_by != a->author)
		party_person(r, &legal_aid_record, a->id, PARTY_INVITED, a->created_by, 0);
	message_send(r, &(struct message){.person = a->handler, .title = arena_printf(r->arena, "请陪同法律援助 %s", a->number),
					  .link = link_to(r, "/labour/aids/%lld", (long long)a->id)});
	tell(r, a, "已指派律师");
	return true;
}

static bool finished(struct req *r, void *row, const void *before)
{
	struct legal_aid *a = row;
	(void)before;
	a->drafter = r->who ? r->who->person : 0;
	a->pleased = a->result <= 3 ? 1 : 2;
	a->amount = a->extra = 0;
	a->due = 0;
	return true;
}

#define STEP(from, verb, to, right, label, ...) MATTER_MOVE(from, verb, to, "legal_aid." right, label, __VA_ARGS__)
static const struct move moves[] = {
	STEP(MATTER_RECEIVED, "approve", MATTER_SORTED, "sort", "同意援助", 0, matter_not_own, decided, "自收到申请之日起七日内决定"),
	STEP(MATTER_RECEIVED, "refuse", MATTER_REFUSED, "sort", "不予援助", 0, matter_not_own, refused, "编号，下载告知书，书面告知理由"),
	STEP(MATTER_RECEIVED, "withdraw", MATTER_WITHDRAWN, "author", "撤回", MOVE_REASON, matter_by_author, NULL, "申请人撤回申请"),
	STEP(MATTER_SORTED, "withdraw", MATTER_WITHDRAWN, "author", "撤回", MOVE_REASON, matter_by_author, NULL, "申请人撤回申请"),
	STEP(MATTER_REFUSED, "unrefuse", MATTER_RECEIVED, "sort", "撤回不予援助", MOVE_REASON, matter_not_own, undecided, "弄错了或有新的材料，重新审查"),
	STEP(MATTER_SORTED, "unapprove", MATTER_RECEIVED, "sort", "撤回同意", MOVE_REASON, matter_not_own, undecided, "指派律师以前发现有误，重新审查"),
	STEP(MATTER_SORTED, "appoint", MATTER_WORKING, "sort", "指派律师", 0, matter_not_own, appointed, "决定之日起三日内指派"),
	STEP(MATTER_WORKING, "reappoint", SAME_STATE, "sort", "改派律师", 0, matter_not_own, appointed, "换律师或者联系人"),
	STEP(MATTER_WORKING, "progress", SAME_STATE, "handle", "记录进展", 0, by_handler, progressed, "联系人定期问律师，记录到哪一步"),
	STEP(MATTER_WORKING, "finish", MATTER_CHECK, "handle", "记录结果", 0, by_handler, finished, "仲裁、诉讼、调解的结果"),
	STEP(MATTER_CHECK, "close", MATTER_CLOSED, "close", "结案", 0, may_close, matter_closed_to_rate, "缺少任何一步都不能结案；联系人和申请人不能结案"),
	STEP(MATTER_CHECK, "back", MATTER_WORKING, "close", "退回补充", MOVE_REASON, matter_not_own, unfinished, "结果没有写清"),
	STEP(MATTER_CLOSED, "reopen", MATTER_CHECK, "close", "撤回结案", MOVE_REASON, matter_not_own, matter_reopened, "发现有误"),
	MATTER_END_RATE_MOVES("legal_aid"),
	STEP(ANY_STATE, "say", SAME_STATE, "read", "补充说明", MOVE_OPINION, NULL, NULL, "申请人和联系人之间的话"),
	{ANY_STATE, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, NULL, matter_reminded, "临期、逾期逐级提醒"},
	{0},
};

static const char *const approve_fields[] = {"opinion", NULL}, *const appoint_fields[] = {"by", "lawyer", "firm", "handler", NULL};
static const char *const finish_fields[] = {"result", "ended_on", "recovered", "summary", NULL};
static const char *const refuse_fields[] = {"refusal", NULL}, *const progress_fields[] = {"progress", NULL};
static const struct step_kind own[] = {
	{"refuse", NULL, 0, false, NULL, "不予援助的要书面告知申请人并说明理由；申请人可以直接向当地法律援助机构（12348）申请。依据：《法律援助法》第四十三条（工会援助参照）。", refuse_fields},
	{"progress", NULL, 0, false, NULL, "多少天内记录一次由本工会定，没有法律规定（未核实）。", progress_fields},
	{"approve", NULL, IN_KIND | IN_LEVEL, true, NULL, "核对是否属于劳动权益、经济情况是否符合。自收到申请之日起七日内决定：《法律援助法》第四十三条（工会援助参照）。", approve_fields},
	{"appoint", NULL, 0, true, NULL, "自决定之日起三日内指派：《法律援助法》第四十三条（工会援助参照）。", appoint_fields},
	{"reappoint", NULL, 0, false, NULL, NULL, appoint_fields},
	{"finish", NULL, 0, true, NULL, NULL, finish_fields},
	{"back", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unrefuse", NULL, IN_TEXT, false, "理由", "告知书的编号不再使用。", NULL},
	{"unapprove", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{0},
};

static void read(struct req *r, struct matter *m, const char *verb)
{
	struct legal_aid *a = (struct legal_aid *)m;
	if ((strcmp(verb, "appoint") == 0 || strcmp(verb, "reappoint") == 0) && a->handler && a->handler == a->author)
		problem_add(&r->problems, "handler", "申请人不能做自己这件的联系人。");
	if (strcmp(verb, "finish") == 0 && a->ended_on && (a->ended_on > r->today || a->ended_on < a->appointed_on))
		problem_add(&r->problems, "ended_on", "办结日期在指派日期和今天之间。");
}

static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	const struct legal_aid *a = r->row;
	*n = 0;
	return a && f->ref == &person_record ? options_people(r, a->unit, n) : NULL;
}

static const char *applicant(struct req *r, const struct matter *m)
{
	const struct legal_aid *a = (const void *)m;
	return a->author ? labour_applicant(r, m) : arena_printf(r->arena, "申请人 %s（当面登记）", a->walk_in);
}

static const char *const sides[] = {"", "申请人", "工会", "联系人"};
static const struct matter_limit limits[] = {{1, "legal_aid.days", DEADLINE_DAYS}, {2, "legal_aid.days", DEADLINE_DAYS}, {0}};
static const struct rung ladder[] = {{"near", -2, TELL_CHAIR, "即将到期"}, {"over", 1, TELL_CHAIR, "逾期"}, {"far", 5, TELL_CHAIR, "逾期五个工作日"}, {0}};
static const struct matter_stage stages[] = {
	{"审查", MATTER_RECEIVED, MATTER_RECEIVED, offsetof(struct matter, received_on)},
	{"指派律师", MATTER_SORTED, MATTER_SENT, 0},
	{"承办", MATTER_WORKING, MATTER_REPLIED, 0},
	{"核对结果", MATTER_CHECK, MATTER_CHECK, 0},
	{"结案", MATTER_CLOSED, MATTER_CLOSED, offsetof(struct matter, closed_on)},
	{0}};
static const struct step_words words[] = {
	{"close", "结案意见", "联系人和申请人不能结案。"}, {0}};

static const struct matters legal_aid_matters = {
	.name = "legal_aid", .base = "/labour/aids", .noun = "法律援助", .mark = "FY", .kinds = legal_aid_kinds, .levels = levels, .limits = limits,
	.extension = "mediation.extension", .ladder = ladder, .sides = sides, .own = own, .lacks = lacks, .next = next, .options = options, .read = read,
	.author = applicant, .knows = labour_open_within, .stages = stages, .words = words, .sorting = "审查", .sending = "指派律师", .content = legal_aid_content,
	.page = legal_aid_track_page, .phone = "/m/aids", .answer = "办结",
};
const struct flow legal_aid_flow = {
	.record = &legal_aid_record, .moves = moves, .home = "/labour/aids/%lld", .edit_right = "legal_aid.sort", .edit_states = 0,
	.first = MATTER_RECEIVED, .read_right = "legal_aid.read", .matters = &legal_aid_matters, .after = matter_after,
};

static const struct list_view views[] = {{"待审查", "state=2"}, {"待指派律师", "state=3"}, {"承办中", "state=5"}, {"待结案", "state=9"}, {"已结案", "state=10"}, {0}};
const struct list legal_aid_list = {
	.name = "legal_aids", .base = "/labour/aids", .flow = &legal_aid_flow, .read_right = "legal_aid.list", .sort = "-received_on", .views = views, .noun = "件",
	.cols = "title,state,number,received_on,due,by,appointed_on,progress_on,result",
	.empty = "还没有法律援助申请。职工在手机上“申请法律援助”，当面来的由工会登记；工会审查后指派律师。",
	.help = "法律援助：申请、审查、指派律师、结果。申请人和内容不进列表，也不导出。", .add = "/labour/aids/new", .add_label = "登记法律援助申请", .open_right = "legal_aid.read",
};
