/* Sample employers of the city, one person registered twice, a family: on the last day. */
#include "app/demo_year.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "modules/employers/employers.h"
#include "modules/families/families.h"
#include "modules/units/units.h"
#include "secret/id.h"
#include "text/pinyin.h"

enum { CITY = 1, FEDERATION_CADRE = 1001, PLANT_WORKER = 1007, PLANT_TEAM = 105, PORT = 11 };
/* Invented after GB 11643: nobody's. */
#define TWICE_IDNO "320602198805120015"

static void add_employer(struct year *y, const struct employer *s)
{
	struct req *r = year_as(y, FEDERATION_CADRE);
	struct employer *e = record_new(r->arena, &employer_record);
	e->unit = CITY;
	e->name = s->name;
	e->uscc = s->uscc ? s->uscc : "";
	e->area = s->area;
	e->nature = s->nature;
	e->industry = s->industry;
	e->staff = s->staff;
	e->cover = s->cover;
	employer_list.check(r, e, NULL);
	year_must(r, !r->problems.n && flow_create(r, &employer_flow, e, ""), "an employer");
}

static void employers(struct year *y)
{
	static const struct employer all[] = {
		{.name = "临江发电有限公司", .uscc = "91320600MA0000015J", .area = "样例开发区", .nature = 3, .industry = 4, .staff = 420, .cover = COVER_OWN},
		{.name = "临江港务集团有限公司", .uscc = "91320600MA0000023D", .area = "样例港区", .nature = 3, .industry = 7, .staff = 1800, .cover = COVER_OWN},
		{.name = "临江纺织股份有限公司", .uscc = "91320600MA00000318", .area = "样例开发区", .nature = 7, .industry = 3, .staff = 960, .cover = COVER_OWN},
		{.name = "样例新材料有限公司", .uscc = "91320600MA0000066T", .area = "样例开发区", .nature = 8, .industry = 3, .staff = 86, .cover = COVER_NONE},
		{.name = "样例冷链物流有限公司", .uscc = "91320600MA0000074M", .area = "样例港区", .nature = 8, .industry = 7, .staff = 140, .cover = COVER_NONE},
		{.name = "样例船舶配件厂", .area = "样例港区", .nature = 8, .industry = 3, .staff = 38, .cover = COVER_ORGANISER},
		{.name = "样例家具店", .area = "样例城东街道", .nature = 11, .industry = 6, .staff = 9, .cover = COVER_JOINT},
		{.name = "样例快餐店", .area = "样例城东街道", .nature = 11, .industry = 8, .staff = 14, .cover = COVER_NONE},
	};
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		add_employer(y, &all[i]);
}

static void register_person(struct year *y, int64_t unit, const char *title, bool leaves)
{
	struct req *r = year_as(y, FEDERATION_CADRE);
	struct person_row *p = record_new(r->arena, &person_record);
	p->id = id_new();
	p->unit = unit;
	p->name = "样例钱双";
	p->title = title;
	p->sex = 1;
	p->pinyin = pinyin_of(r->arena, p->name);
	person_put_idno(r->arena, &y->app->keys, p, TWICE_IDNO);
	year_must(r, flow_create(r, &person_flow, p, "样例"), "a person");
	if (leaves)
		year_must(r, flow_follow(r, &person_flow, p, "leave", "调出"), "a person who left");
}

static void family(struct year *y)
{
	static const struct family_member all[] = {
		{.name = "样例家人甲", .relation = 1, .birth_year = 1993, .together = true}, {.name = "样例家人乙", .relation = 2, .birth_year = 2019, .together = true},
		{.name = "样例家人丙", .relation = 3, .birth_year = 1962}};
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct req *r = year_as(y, PLANT_WORKER);
		struct family_member *m = record_new(r->arena, &family_record);
		m->unit = PLANT_TEAM;
		m->person = PLANT_WORKER;
		m->name = all[i].name;
		m->relation = all[i].relation;
		m->birth_year = all[i].birth_year;
		m->together = all[i].together;
		year_must(r, flow_create(r, &family_flow, m, "本人登记"), "a family");
	}
}

void demo_register_day(struct year *y)
{
	employers(y);
	register_person(y, PLANT_TEAM, "值班员", true);
	register_person(y, PORT, "调度员", false);
	family(y);
}
