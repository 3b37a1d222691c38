/* Memberships of the sample people: most are members, some wait for approval, some have not joined. */
#include "app/demo_year.h"
#include "demo.sql.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/measure.h"
#include "modules/members/members.h"

enum { CANDIDATE = 1005 /* stands in the sample election */, KEEPS_MEMBERSHIP = 1048 };

/* Entered past the flows, so counted here, as an import does. */
static void count_worker(struct req *r, int64_t unit)
{
	struct person_row p = {.unit = unit, .state = PERSON_ACTIVE};
	event_add(r, &(struct event){.unit = unit, .record = "person", .verb = "import", .changes = "登记样例职工",
				     .counts = measure_apply_some(r, &person_record, &p, 1)});
}

static void give_membership(struct req *r, const struct demo_people *p, size_t i)
{
	static const int64_t politics[] = {13, 1, 13, 3}, education[] = {30, 20, 40, 60}, skill[] = {3, 4, 9, 5};
	struct member *m = record_new(r->arena, &member_record);
	*m = (struct member){.id = p->id, .unit = p->unit, .name = p->name, .pinyin = p->pinyin, .mobile_mask = p->mobile_mask,
			     .idno_mask = "", .idkey = "", .address_seal = "", .household_place = "", .employer = "", .decision = "",
			     .change_reason = "", .member_no = arena_printf(r->arena, "YL%06zu", i + 1), .ethnic = 1, .job = JOB_AT_WORK,
			     .id_type = ID_RESIDENT, .politics = politics[i % 4], .education = education[i % 4], .skill = skill[i % 4],
			     .joined_on = r->today - 400 - (day)i * 90, .household = 1, .sex = 1 + (int64_t)(i % 2)};
	q_demo_person_sex(r->db, p->id, m->sex);
	if (!flow_create(r, &member_flow, m, "样例") || (i % 9 == 4 && p->id != CANDIDATE))
		return;
	flow_move_row(r, &member_flow, m, "admit", "样例");
	if (p->id == KEEPS_MEMBERSHIP)
		flow_move_row(r, &member_flow, m, "keep", "停薪留职");
}

void demo_members(struct app *app, struct db *d, struct arena *a)
{
	size_t n;
	struct req *r = system_request(app, d, a);
	struct demo_people *p = q_demo_people(d, a, &n);
	for (size_t i = 0; i < n; i++) {
		count_worker(r, p[i].unit);
		if (i % 7 != 6)
			give_membership(r, &p[i], i);
	}
}
