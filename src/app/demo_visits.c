/* Sample visits: what was heard, what became of it, promises kept, running and overdue. */
#include "app/demo_year.h"
#include "modules/visits/inside.h"

enum { PLANT = 10, CHAIR = 1003, CADRE = 1004, HANDLER = 1005 };

static const struct sample {
	int back; /* days before today */
	int64_t by;
	int kind;
	const char *place, *people, *met, *summary, *problem, *promise;
	int64_t owner;
	int days, kept; /* to its day; days after the visit when it was kept, 0: not yet */
	const char *done;
} samples[] = {
	{64, CHAIR, 2, "检修一班", "样例李卫、样例沈洁", "早班十二人", "看了工具间和更衣室，班组长介绍了大修排班。", "工具间没有排风，焊接时烟出不去。",
	 "工具间装两台排风扇", HANDLER, 14, 11, "两台排风扇已装好，班组试过，烟能排出去。"},
	{27, CADRE, 4, "燃料部运行班", "样例沈洁", "交接班九人", "座谈四十分钟，主要说夜班用餐。", "夜班食堂只有方便面。", "与后勤商定夜班热餐", CADRE, 20, 0, ""},
	{9, CHAIR, 5, "运行甲值", "样例李卫", "值班七人", "高温后回访，送了防暑用品。", "休息室空调不制冷。", "报修休息室空调", HANDLER, 20, 0, ""},
};
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };
static int64_t promised[SAMPLES];

static void log_visit(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	struct req *r = year_as(y, s->by);
	struct visit *v = record_new(y->arena, &visit_record);
	struct visit_promise *p = record_new(y->arena, &visit_promise_record);
	v->unit = PLANT;
	v->place = s->place;
	v->kind = s->kind;
	v->held_on = y->now;
	v->people = s->people;
	v->met = s->met;
	v->summary = s->summary;
	v->problems = v->promises = 1;
	if (s->kind == 5) { /* a class that needs no standard: none is set in the samples */
		v->cost = 32000;
		v->cost_kind = 3;
		v->cost_reason = "防暑用品宣传页和急救药箱";
		visit_judge_cost(r, v);
	}
	p->text = s->promise;
	p->owner = s->owner;
	p->due = y->now + s->days;
	year_must(r, flow_create(r, &visit_flow, v, "") && visit_add_problem(r, v, s->problem) && visit_add_promise(r, v, p), "a visit");
	promised[i] = p->id;
}

static void keep(struct year *y, size_t i)
{
	struct req *r = year_as(y, samples[i].owner);
	year_form(r, "reason", samples[i].done);
	year_must(r, flow_move(r, &visit_promise_flow, promised[i], 0, "keep", samples[i].done, NULL), "a promise kept");
}

void demo_visits_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	for (size_t i = 0; i < SAMPLES; i++) {
		if (samples[i].back == back)
			log_visit(y, i);
		else if (samples[i].kept && samples[i].back - samples[i].kept == back)
			keep(y, i);
	}
}
