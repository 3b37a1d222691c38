/* Sample hazards at every stage, the net of inspectors, and a patrol that was drawn and done. */
#include <cairo.h>
#include <string.h>
#include <unistd.h>

#include "app/demo_year.h"
#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/files.h"
#include "modules/hazards/inside.h"

enum { PLANT = 10, CHAIR = 1003, CADRE = 1004, HANDLER = 1005, SHIFT_REP = 1006, WORKER = 1007, REPAIR_CHAIR = 1038, ELECTRIC = 1041, FITTER = 1042, LOADER = 1043 };
enum { SAFETY = 104, REPAIR = 102 };
enum { WIDE = 320, HIGH = 240 };

struct sample {
	int back; /* reported so many days before today */
	int64_t author, lead, handler; /* lead 0: nobody has it yet */
	int kind, level;
	bool danger;
	const char *title, *place, *content, *measure, *plan, *result;
	int64_t cost; /* fen */
	int corrected; /* days after it was reported; 0: not yet */
	bool closed;
};
static const struct sample samples[] = {
	{88, WORKER, SAFETY, HANDLER, 3, HAZARD_SOON, true, "二号炉平台护栏松动", "二号炉零米平台", "平台北侧护栏两处焊点开裂，靠上去会晃。",
	 "更换两段护栏，重新焊接并试压", "拉警戒带，停用北侧通道", "护栏已更换，拉力试验合格。", 286000, 2, true},
	{52, LOADER, REPAIR, REPAIR_CHAIR, 1, HAZARD_TERM, false, "输煤皮带拉绳开关失灵", "输煤栈桥 3 段", "拉绳开关拉了没有反应，要走到尽头才能停。",
	 "更换拉绳开关和信号线，全线联动试验", "有人巡检时专人在控制室看护", "开关更换 4 只，全线试验动作正常。", 412000, 9, true},
	{23, SHIFT_REP, SAFETY, HANDLER, 4, HAZARD_SOON, false, "集控楼二层灭火器过期", "集控楼二层东侧", "四具灭火器过了检验日期。",
	 "更换四具灭火器，补贴检验标签", "临时调配备用灭火器", "四具已更换，台账已更新。", 68000, 3, false},
	{17, FITTER, REPAIR, REPAIR_CHAIR, 5, HAZARD_MAJOR, false, "循环水井作业没有气体检测", "循环水泵房井口", "进井前没有检测氧气和硫化氢，井口没有监护人。",
	 "配齐检测仪和三脚架，修订有限空间作业票", "全部有限空间作业停止，待验收后恢复", "", 1250000, 0, false},
	{5, ELECTRIC, SAFETY, HANDLER, 2, HAZARD_SOON, false, "检修电源箱门锁坏", "汽机房 6 米", "电源箱关不上，里面有裸露的接线端子。", "", "", "", 0, 0, false},
	{1, WORKER, 0, 0, 6, HAZARD_SOON, false, "厂区转弯处看不见来车", "东门内弯道", "灌木太高，转弯看不见对面的车。", "", "", "", 0, 0, false},
};
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };
static int64_t made[SAMPLES];

/* ---- pictures: plain boards that say they are samples ---- */

static void draw_board(const char *path, bool after)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDE, HIGH);
	cairo_t *c = cairo_create(s);
	cairo_set_source_rgb(c, after ? 0.86 : 0.96, after ? 0.94 : 0.88, 0.84);
	cairo_paint(c);
	cairo_set_source_rgb(c, after ? 0.18 : 0.71, after ? 0.55 : 0.13, after ? 0.34 : 0.12);
	cairo_set_line_width(c, 10);
	for (int i = 0; i < 5; i++) { /* a railing: one bar hangs before, all stand after */
		double x = 50 + i * 55;
		cairo_move_to(c, x, 60);
		cairo_line_to(c, i == 2 && !after ? x + 28 : x, i == 2 && !after ? 170 : 190);
	}
	cairo_move_to(c, 30, 65);
	cairo_line_to(c, 290, 65);
	cairo_stroke(c);
	if (cairo_surface_write_to_png(s, path) != CAIRO_STATUS_SUCCESS)
		fault("no sample picture at %s", path);
	cairo_destroy(c);
	cairo_surface_destroy(s);
}

static void attach(struct year *y, struct req *r, int64_t id, bool after)
{
	const char *path = arena_printf(y->arena, "%s/tmp/sample.png", y->app->data);
	struct upload u = {.name = "file", .filename = after ? "整改后.png" : "整改前.png", .path = path, .size = 1};
	draw_board(path, after);
	r->x->uploads = &u;
	r->x->n_uploads = 1;
	files_prepare(r);
	year_must(r, r->prepared && files_attach(r, &hazard_record, id, PLANT), "a picture");
	r->x->n_uploads = 0;
	unlink(path);
}

/* ---- steps ---- */

static struct hazard *loaded(struct year *y, size_t i)
{
	return record_load(y->db, y->arena, &hazard_record, made[i]);
}

static void step(struct year *y, size_t i, int64_t person, const char *verb, const char *const *form)
{
	year_step(y, &hazard_flow, made[i], person, verb, form);
}

static void report(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	struct req *r = year_as(y, s->author);
	struct hazard *h = record_new(y->arena, &hazard_record);
	h->unit = PLANT;
	h->author = s->author;
	h->kind = s->kind;
	h->level = HAZARD_SOON;
	h->danger = s->danger;
	h->title = s->title;
	h->place = s->place;
	h->content = s->content;
	year_must(r, matter_create(r, &hazard_flow, h, false), "a hazard");
	made[i] = h->id;
	attach(y, r, h->id, false);
}

static void settle(struct year *y, size_t i)
{
	const struct sample *s = &samples[i];
	struct req *r = year_as(y, s->handler);
	struct hazard *h = loaded(y, i);
	h->measure = s->measure;
	h->plan = s->plan;
	h->cost = s->cost;
	h->owner = s->handler;
	h->fix_by = h->due;
	h->settled_on = y->now;
	year_must(r, flow_move_row(r, &hazard_flow, h, "five", ""), "five things settled");
}

static void correct(struct year *y, size_t i)
{
	const char *const reply[] = {"reply", samples[i].result, NULL};
	struct req *r = year_as(y, samples[i].handler);
	struct hazard *h = loaded(y, i);
	h->after_at = r->now;
	year_must(r, flow_move_row(r, &hazard_flow, h, "after", ""), "a picture of the correction");
	attach(y, r, h->id, true);
	step(y, i, samples[i].handler, "reply", reply);
	step(y, i, CHAIR, "sign", NULL);
}

static void handle(struct year *y, size_t i, int after)
{
	static const char *const seen[] = {"reason", "到现场看过，整改到位。", NULL};
	const struct sample *s = &samples[i];
	const char *const sort[] = {"kind", year_number(y, s->kind), "level", year_number(y, s->level), NULL};
	const char *const send[] = {"unit", year_number(y, s->lead), NULL};
	if (!s->lead)
		return;
	if (after == 1) {
		step(y, i, CADRE, "sort", sort);
		step(y, i, CADRE, "dispatch", send);
		step(y, i, s->handler, "accept", NULL);
	}
	if (after == (s->corrected == 2 ? 1 : 2) && *s->measure)
		settle(y, i);
	if (s->corrected && after == s->corrected)
		correct(y, i);
	if (s->closed && after == s->corrected + 1) {
		step(y, i, CADRE, "callback", seen);
		step(y, i, CADRE, "close", seen);
	}
}

/* ---- the net, and a patrol ---- */

static const struct {
	int64_t person;
	int net;
	const char *certificate;
	int expires; /* days from today */
} net[] = {{HANDLER, 1, "LJ-JC-001", 420}, {REPAIR_CHAIR, 2, "LJ-JC-014", 260}, {SHIFT_REP, 3, "LJ-JC-032", 25}, {ELECTRIC, 3, "LJ-JC-033", 190}, {FITTER, 3, "LJ-JC-035", 610}};
enum { NET_BACK = 120, PATROL_BACK = 30, PATROL_DONE_BACK = 26 };
static int64_t patrol;

static void enlist(struct year *y)
{
	for (size_t i = 0; i < sizeof(net) / sizeof(net[0]); i++) {
		struct req *r = year_as(y, CADRE);
		struct inspector *x = record_new(y->arena, &inspector_record);
		x->unit = PLANT;
		x->person = net[i].person;
		x->net = net[i].net;
		x->certificate = net[i].certificate;
		x->issued_on = y->now - 30;
		x->expires_on = y->today + net[i].expires;
		year_must(r, flow_create(r, &inspector_flow, x, ""), "an inspector");
	}
}

static void plan_patrol(struct year *y)
{
	struct req *r = year_as(y, CADRE);
	struct patrol *p = record_new(y->arena, &patrol_record);
	p->unit = PLANT;
	p->title = "季度安全巡查";
	p->items = "临时用电有漏电保护\n安全通道没有堵塞\n灭火器在检验期内\n班前会有安全交底";
	p->held_on = y->now + 2;
	p->places = 3;
	p->people = 1;
	year_must(r, flow_create(r, &patrol_flow, p, ""), "a patrol");
	patrol = p->id;
	year_must(r, flow_move(r, &patrol_flow, patrol, 0, "draw", "", NULL), "a patrol drawn");
}

static void finish_patrol(struct year *y)
{
	size_t n = 0;
	int64_t places[8];
	struct stmt *s = db_use_text(y->db, "select unit from patrol_place where patrol = $1 order by rank");
	bind_int(s, 1, patrol);
	while (n < 8 && db_step(s))
		places[n++] = col_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++) {
		struct req *r = year_as(y, CADRE);
		year_form(r, "place", year_number(y, places[i]));
		for (int k = 1; k <= 4; k++)
			year_form(r, arena_printf(y->arena, "m%d", k), i == 1 && k == 2 ? "2" : "1");
		year_form(r, "result", i == 1 ? "通道堆放了两箱备件，当场移走；其余合格。" : "四项都合格。");
		r->row = record_load(y->db, y->arena, &patrol_record, patrol);
		post_patrol_result(r);
		year_made(r, "a result");
	}
	struct req *r = year_as(y, CADRE);
	year_must(r, flow_move(r, &patrol_flow, patrol, 0, "finish", "", NULL), "a patrol finished");
}

void demo_hazards_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	if (back == NET_BACK)
		enlist(y);
	if (back == PATROL_BACK)
		plan_patrol(y);
	if (back == PATROL_DONE_BACK)
		finish_patrol(y);
	for (size_t i = 0; i < SAMPLES; i++) {
		if (samples[i].back == back)
			report(y, i);
		else if (samples[i].back > back)
			handle(y, i, samples[i].back - back);
	}
}
