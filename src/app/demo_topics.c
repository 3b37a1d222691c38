/* Sample topics: one answered, one that waits. */
#include "app/demo_year.h"
#include "modules/topics/topics.h"

enum { PLANT = 10, CADRE = 1004, STAFF_OFFICE = 111, SAFETY = 104 };

static const struct sample {
	int back, answered; /* days before today; 0: not yet */
	int kind, source, spread;
	int64_t lead;
	const char *title, *summary, *answer;
} samples[] = {
	{58, 41, 2, 2, 3, STAFF_OFFICE, "夜班津贴怎么算", "几个班组都在问夜班津贴的算法，说每月数目不一样，没有公布过。", "每月五日在班组公开栏公布天数和算法，工资条上单列一行。"},
	{13, 0, 4, 1, 4, SAFETY, "大修期间休息室不够", "大修人多，集控楼休息室坐不下，夜班没有地方歇。", ""},
};
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };
static int64_t made[SAMPLES];

void demo_topics_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	for (size_t i = 0; i < SAMPLES; i++) {
		const struct sample *s = &samples[i];
		if (s->back == back) {
			struct req *r = year_as(y, CADRE);
			struct topic *t = record_new(y->arena, &topic_record);
			t->unit = PLANT;
			t->title = s->title;
			t->summary = s->summary;
			t->kind = s->kind;
			t->source = s->source;
			t->spread = s->spread;
			t->lead = s->lead;
			t->heard_on = y->now;
			t->due = y->now + 20;
			year_must(r, flow_create(r, &topic_flow, t, ""), "a topic");
			made[i] = t->id;
		} else if (s->answered && s->answered == back) {
			struct req *r = year_as(y, CADRE);
			year_form(r, "reason", s->answer);
			year_must(r, flow_move(r, &topic_flow, made[i], 0, "answer", s->answer, NULL), "a topic answered");
		}
	}
}
