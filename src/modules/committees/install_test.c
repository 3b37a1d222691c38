/* What an election installs: a whole committee, a by-election, the next term; and what is refused. */
#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/committees/committees.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"

static const struct elected three[] = {{1003, SEAT_CHAIR, true}, {1004, SEAT_VICE, false}, {1006, SEAT_MEMBER, false}};
static const struct elected one[] = {{1005, SEAT_MEMBER, false}}, twice[] = {{1005, SEAT_MEMBER, false}, {1005, SEAT_VICE, false}};
static const struct elected up[] = {{1006, SEAT_VICE, false}}, down[] = {{1006, SEAT_MEMBER, false}};
static const struct elected chairs[] = {{1003, SEAT_CHAIR, false}, {1004, SEAT_CHAIR, false}}, stranger[] = {{1012, SEAT_CHAIR, false}};
static const struct elected audit[] = {{1008, SEAT_CHAIR, false}, {1004, SEAT_MEMBER, false}, {1007, SEAT_MEMBER, false}};
static const struct elected next[] = {{1004, SEAT_CHAIR, false}, {1005, SEAT_MEMBER, false}, {1006, SEAT_MEMBER, false}};
static const struct elected four[] = {{1005, SEAT_MEMBER, false}, {1007, SEAT_MEMBER, false}, {1008, SEAT_MEMBER, false}};

#define OF(p) .people = (p), .n = sizeof(p) / sizeof((p)[0])

/* One election in a transaction of its own; the wanted end, or a fault. */
static void held(struct app *app, struct committee_result e, bool good)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	r->problems.arena = r->arena;
	e.elected_by = BODY_DELEGATES;
	if ((committee_install(r, &e) != 0) != good || r->answered || (r->problems.n == 0) != good)
		fault("an election: %s", r->problems.first ? r->problems.first->text : "nothing wrong was found");
	event_seal(d, app->arena);
	db_commit(d);
}

static void elections(struct app *app)
{
	day on = day_of(2021, 3, 11);
	struct committee_result e = {.unit = 10, .kind = COMMITTEE_UNION, .term_no = 3, .years = 3, .seats = 5, .on = on, OF(three)};
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .by_election = true, .on = on, OF(one)}, false);
	held(app, (struct committee_result){.unit = 105, .kind = COMMITTEE_UNION, .years = 3, .on = on, OF(one)}, false);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .years = 3, .on = on, OF(twice)}, false);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .years = 3, .on = on, OF(chairs)}, false);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .years = 3, .on = on, OF(stranger)}, false);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .years = 3, .seats = 2, .on = on, OF(three)}, false);
	held(app, e, true);
	e.kind = COMMITTEE_AUDIT;
	e.seats = 0;
	e.people = audit;
	held(app, e, true);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .by_election = true, .on = day_of(2022, 5, 1), OF(four)}, false);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .by_election = true, .on = day_of(2022, 5, 1), OF(one)}, true);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .by_election = true, .on = day_of(2022, 6, 1), OF(up)}, true);
	held(app, (struct committee_result){.unit = 10, .kind = COMMITTEE_UNION, .by_election = true, .on = day_of(2022, 7, 1), OF(down)}, false);
}

static void fourth(struct app *app)
{
	struct committee_result e = {.unit = 10, .kind = COMMITTEE_UNION, .years = 5, .on = day_of(2024, 2, 1), OF(next)};
	held(app, e, false); /* early, without a reply */
	e.approval = "临工复〔2024〕1号";
	held(app, e, true);
}

static const char *fourth_term(struct app *app)
{
	fourth(app);
	return NULL;
}

static const struct step steps[] = {
	{"what was refused left nothing", .sql = "select count(*) from committee", .is = "2"},
	{"four seats of the union's committee are held", .sql = "select count(*) from seat s join committee c on c.id = s.committee where c.kind = 1 and s.state = 1", .is = "4"},
	{"the by-election has its day", .sql = "select since from seat where how = 2 and person = 1005", .is = "19113"},
	{"who rises leaves his lower seat the day before", .sql = "select until from seat where why = '改任' and person = 1006 and post = 4", .is = "19143"},
	{"and holds one seat", .sql = "select post from seat where person = 1006 and state = 1", .is = "2"},
	{"as many seats as were elected", .sql = "select seats from committee where kind = 3", .is = "3"},
	{"the vice-chair among the auditors is named", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "样例沈洁是工会副主席，不能担任经审委员"},
	{"the fourth term is elected", .check = fourth_term},
	{"it counts on", .sql = "select term_no from committee where kind = 1 and state = 1", .is = "4"},
	{"the third ended the day before", .sql = "select count(*) from seat where state = 2 and until = 19753 and why = '换届'", .is = "4"},
	{"five years", .sql = "select until from committee where term_no = 4", .is = "21580"},
	{"the new chair stands", .sql = "select chair from committee where term_no = 4", .is = "1004"},
	{"the old one stays written with the third", .sql = "select chair from committee where term_no = 3 and kind = 1", .is = "1003"},
	{"auditors are of another term now", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "与工会委员会不同届"},
};

int main(void)
{
	return scenario_with("installing", elections, steps, sizeof(steps) / sizeof(steps[0]));
}
