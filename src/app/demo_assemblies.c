/* Sample general meetings of the unions, and working time of the plant's committee: on the last day. */
#include "app/demo_year.h"
#include "kernel/unit.h"
#include "modules/assemblies/assemblies.h"
#include "modules/committees/inside.h"
#include "secret/id.h"
#include "text/calendar.h"

enum { HEAD_OF_FEDERATION = 1001, PLANT = 10, PLANT_CADRE = 1004, PLANT_HANDLER = 1005 };

/* Months ago; the plant's next one is called. */
static const struct sample_assembly {
	int64_t unit, entitled, present;
	int months, no;
} assemblies[] = {{10, 62, 58, 11, 4}, {11, 85, 79, 7, 3}, {12, 88, 80, 9, 4}, {14, 60, 51, 14, 2}};

static int64_t enter(struct year *y, const struct sample_assembly *s, day on, bool held)
{
	struct req *r = year_as(y, HEAD_OF_FEDERATION);
	struct assembly *a = record_new(r->arena, &assembly_record);
	r->system = true;
	a->unit = s->unit;
	a->id = id_new();
	a->title = arena_printf(r->arena, "样例：第%d次会员代表大会", s->no);
	a->form = 2;
	a->cause = ASSEMBLY_YEARLY;
	a->held_on = on;
	a->place = "会议厅";
	a->items = "审议工会委员会工作报告、经费收支情况报告和经审工作报告。";
	if (held) {
		a->entitled = s->entitled;
		a->present = s->present;
		a->decisions = "到会代表举手表决，通过三项报告。";
	}
	year_must(r, flow_create(r, &assembly_flow, a, ""), "a general meeting");
	if (held)
		year_must(r, flow_move_row(r, &assembly_flow, a, "hold", ""), "a general meeting that was held");
	return a->id;
}

static void worked(struct year *y, int64_t person, day on, int64_t halves, const char *what)
{
	struct req *r = year_as(y, PLANT_CADRE);
	struct worktime *w = record_new(r->arena, &worktime_record);
	w->unit = PLANT;
	w->person = person;
	w->name = record_title(y->db, r->arena, &person_record, person);
	w->worked_on = calendar_next_workday(on);
	w->halves = halves;
	w->what = what;
	year_must(r, flow_create(r, &worktime_flow, w, ""), "working time");
}

void demo_assemblies(struct year *y)
{
	for (size_t i = 0; i < sizeof(assemblies) / sizeof(assemblies[0]); i++)
		enter(y, &assemblies[i], day_add_months(y->today, -assemblies[i].months), true);
	enter(y, &(struct sample_assembly){.unit = PLANT, .no = 5}, y->today + 20, false);
	worked(y, PLANT_CADRE, y->today - 12, 1, "样例：委员会会议");
	worked(y, PLANT_HANDLER, y->today - 12, 1, "样例：委员会会议");
	worked(y, PLANT_HANDLER, y->today - 9, 2, "样例：走访检修班组");
}
