/* Sample appeals at every stage of their way, and public answers to common questions. */
#include <string.h>

#include "app/demo_year.h"
#include "modules/appeals/appeals.h"

enum { PLANT = 10, CHAIR = 1003, CADRE = 1004, HANDLER = 1005, WORKER = 1007, PERSONNEL = 1040, FITTER = 1042, LOADER = 1043 };
enum { SAFETY = 104, STAFF_OFFICE = 111 };

struct sample {
	int back; /* raised so many days before today */
	int64_t author; /* 0: anonymous */
	int mode, kind, level;
	int64_t lead, handler;
	const char *title, *content, *place, *reply;
	int replied; /* days after it was raised; 0: not yet */
	int rating; /* 0: not yet */
	const char *word; /* with the rating */
	bool closed;
};

static const struct sample samples[] = {
	{96, WORKER, APPEAL_NAMED, 3, 1, SAFETY, HANDLER, "3号宿舍楼热水停得早", "3号宿舍楼热水晚上九点半就停，小夜班零点后回来洗不上。希望延长到零点四十。",
	 "3号宿舍楼", "经核定管网负荷，热水供应延长至次日零点四十，即日起执行。", 4, RATED_GOOD, "当晚就有热水了", true},
	{71, FITTER, APPEAL_DISCREET, 1, 2, STAFF_OFFICE, PERSONNEL, "夜班津贴少算两天", "上个月检修连轴转，夜班津贴少算了两天，问过班组没有结果。", "",
	 "核对考勤后确有漏记，已在本月工资中补发。", 9, RATED_FAIR, "补发了，希望以后按月公示", true},
	{58, LOADER, APPEAL_NAMED, 1, APPEAL_PETITION, STAFF_OFFICE, PERSONNEL, "码头加班费三个月没有算对", "三个月的节假日加班按平日算，问过两次没有书面答复。", "",
	 "已按考勤记录补发两个月的差额，另一个月的记录不全，按出勤表核定。", 20, 0, "另一个月按出勤表少算四天，请求复查。", false},
	{47, LOADER, APPEAL_NAMED, 2, 1, SAFETY, HANDLER, "输煤栈桥两盏灯不亮", "输煤栈桥 4 段有两盏灯不亮，夜里巡检看不清踏步。", "输煤栈桥 4 段",
	 "灯具已更换，并对全线照明检查一遍。", 3, RATED_BAD, "换了一盏，另一盏还是不亮", false},
	{33, 0, APPEAL_ANONYMOUS, 5, 1, STAFF_OFFICE, PERSONNEL, "评优结果没有公示", "班组评优没有公示就报上去了，希望公开票数。", "", "", 0, 0, "", false},
	{12, WORKER, APPEAL_NAMED, 6, 1, STAFF_OFFICE, PERSONNEL, "合同到期续签怎么办", "合同下个月到期，单位还没有说续不续，想问有没有补偿。", "",
	 "到期前三十日内由人力资源部书面征求意见；单位不续签的，按工作年限支付经济补偿。", 3, 0, "", false},
	{9, FITTER, APPEAL_NAMED, 1, APPEAL_PETITION, STAFF_OFFICE, PERSONNEL, "外包队两个月没发工资", "同在一个工地的外包队十一个人，欠薪两个月，已经去信访过一次。", "", "", 0, 0, "", false},
	{6, LOADER, APPEAL_NAMED, 4, 2, STAFF_OFFICE, PERSONNEL, "哺乳期想调整班次", "孩子七个月，夜班没法喂奶，想调到白班。", "", "", 0, 0, "", false},
	{1, FITTER, APPEAL_NAMED, 3, 1, 0, 0, "检修班更衣柜不够用", "新来的六个人没有更衣柜，衣服放在工具箱上。", "检修楼二楼", "", 0, 0, "", false},
};
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };

static int64_t made[SAMPLES];

static void raise(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	struct req *r = year_as(y, s->author ? s->author : WORKER);
	struct appeal *a = record_new(y->arena, &appeal_record);
	bool nobody = s->mode == APPEAL_ANONYMOUS;
	if (nobody) {
		r->who = NULL;
		r->now = instant_of_day(y->now);
	}
	a->unit = PLANT;
	a->author = s->author;
	a->mode = s->mode;
	a->source = nobody ? APPEAL_POSTER : APPEAL_PHONE;
	a->kind = s->kind;
	a->level = 1;
	a->title = s->title;
	a->content = s->content;
	a->place = s->place;
	a->risk = s->level == APPEAL_PETITION;
	year_must(r, matter_create(r, &appeal_flow, a, nobody), "an appeal");
	made[i] = a->id;
}

/* One step by a person, its form given as name, value, name, value … NULL. */
static void step(struct year *y, size_t i, int64_t person, const char *verb, const char *const *form)
{
	year_step(y, &appeal_flow, made[i], person, verb, form);
}

static void handle(struct year *y, size_t i, int after)
{
	const struct sample *s = &samples[i];
	const char *const sort[] = {"kind", year_number(y, s->kind), "level", year_number(y, s->level), NULL};
	const char *const send[] = {"unit", year_number(y, s->lead), NULL}, *const reply[] = {"reply", s->reply, NULL};
	const char *const rate[] = {"rating", year_number(y, s->rating), "reason", s->word, NULL};
	const char *const talk[] = {"reason", "已到现场看过，正在联系材料。", NULL};
	if (after == 1 && s->lead) {
		step(y, i, CADRE, "sort", sort);
		step(y, i, CADRE, "dispatch", send);
	}
	if (after == 2 && s->lead) {
		step(y, i, s->handler, "accept", NULL);
		step(y, i, s->handler, "say", talk);
	}
	if (s->replied && after == s->replied) {
		step(y, i, s->handler, "reply", reply);
		step(y, i, CHAIR, "sign", NULL);
	}
	if (s->replied && s->level == APPEAL_PETITION && after == 3) {
		struct req *r = year_as(y, CADRE);
		year_must(r, flow_move(r, &appeal_flow, made[i], 0, "notice", "书面告知受理。", NULL), "a notice");
	}
	if (s->replied && s->level == APPEAL_PETITION && after == s->replied + 6)
		step(y, i, s->author, "ask_review", (const char *const[]){"reason", s->word, NULL});
	if (s->rating && after == s->replied + 1)
		step(y, i, s->author, "rate", rate);
	if (s->closed && after == s->replied + 2)
		step(y, i, CADRE, "close", NULL);
}

/* ---- public answers ---- */

static const struct {
	int back, kind;
	const char *question, *text, *source;
} answers[] = {
	{90, 1, "高温津贴什么时候发，发多少？", "每年六月至九月随工资发放，标准按省里的最新通知；室外露天作业按日计发。", "《防暑降温措施管理办法》第十七条"},
	{60, 6, "劳动合同到期不续签有补偿吗？", "单位不续签，或者降低条件续签而职工不同意的，按工作年限每满一年支付一个月工资的经济补偿。", "《劳动合同法》第四十六、四十七条"},
	{40, 4, "怀孕和哺乳期可以不上夜班吗？", "怀孕七个月以上和哺乳未满一周岁婴儿的，不得安排夜班和延长工作时间。", "《女职工劳动保护特别规定》第六、九条"},
};

static void answer(struct year *y, size_t i)
{
	struct req *r = year_as(y, CADRE);
	struct answer *a = record_new(y->arena, &answer_record);
	a->unit = PLANT;
	a->question = answers[i].question;
	a->text = answers[i].text;
	a->source = answers[i].source;
	a->kind = answers[i].kind;
	year_must(r, flow_create(r, &answer_flow, a, "") && flow_move(r, &answer_flow, a->id, 0, "publish", "", NULL), "a public answer");
}

void demo_appeals_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	for (size_t i = 0; i < SAMPLES; i++) {
		if (samples[i].back == back)
			raise(y, i);
		else if (samples[i].back > back)
			handle(y, i, samples[i].back - back);
	}
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (answers[i].back == back)
			answer(y, i);
}
