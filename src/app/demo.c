#include "app/demo.h"
#include "app/demo_year.h"

#include <stdio.h>

#include "base/fault.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "modules/units/units.h"
#include "secret/id.h"
#include "secret/password.h"
#include "text/idcheck.h"
#include "text/pinyin.h"

#define DEMO_PASSWORD "Lianxin-2024"

static const struct demo_unit units[] = {
	{1, 0, UNIT_FEDERATION, "临江市总工会", "市总", "LJ"},
	{10, 1, UNIT_DIRECT_UNION, "临江发电有限公司工会", "临江发电", "LJ01"},
	{11, 1, UNIT_DIRECT_UNION, "临江港务集团工会", "临江港务", "LJ02"},
	{12, 1, UNIT_DIRECT_UNION, "临江市第一人民医院工会", "一院", "LJ03"},
	{13, 1, UNIT_DIRECT_UNION, "临江公交集团工会", "临江公交", "LJ04"},
	{14, 1, UNIT_DIRECT_UNION, "临江纺织股份有限公司工会", "临江纺织", "LJ05"},
	{15, 1, UNIT_DIRECT_UNION, "临江市供水公司工会", "临江供水", "LJ06"},
	{16, 1, UNIT_DIRECT_UNION, "临江职业技术学院工会", "职院", "LJ07"},
	{17, 1, UNIT_DIRECT_UNION, "临江快递行业联合工会", "快递联合", "LJ08"},
	{101, 10, UNIT_SUB_UNION, "运行部分工会", "运行", "LJ0101"},
	{102, 10, UNIT_SUB_UNION, "检修部分工会", "检修", "LJ0102"},
	{103, 10, UNIT_DEPARTMENT, "工会办公室", "工办", "LJ0103"},
	{104, 10, UNIT_DEPARTMENT, "安全生产部", "安生部", "LJ0104"},
	{105, 101, UNIT_TEAM, "运行一值", "一值", "LJ010101"},
	{106, 101, UNIT_TEAM, "运行二值", "二值", "LJ010102"},
	{107, 102, UNIT_TEAM, "汽机班", "汽机班", "LJ010201"},
};

static const struct demo_person people[] = {
	{"样例周敏", "13800000001", 1, ROLE_FEDERATION, 1, "市总基层工作部部长"},
	{"样例郑远", "13800000002", 1, ROLE_CHAIR, 1, "市总副主席"},
	{"样例李卫", "13800000003", 10, ROLE_CHAIR, 10, "工会主席"},
	{"样例沈洁", "13800000004", 103, ROLE_CADRE, 10, "工会干事"},
	{"样例罗成", "13800000005", 104, ROLE_HANDLER, 104, "安全生产部主管"},
	{"样例孟庆", "13800000006", 105, ROLE_REP, 10, "职工代表"},
	{"样例赵工", "13800000007", 105, 0, 0, ""},
	{"样例钱理", "13800000008", 103, ROLE_AUDITOR, 10, "经审委员"},
	{"样例系管", "13800000011", 1, ROLE_SYSTEM, 1, "系统管理员"},
	{"样例安管", "13800000012", 1, ROLE_SECURITY, 1, "安全管理员"},
	{"样例审管", "13800000013", 1, ROLE_AUDIT_ADMIN, 1, "审计管理员"},
	{"样例吴港", "13800000021", 11, ROLE_CHAIR, 11, "工会主席"},
};

static const struct sql any_unit = {.name = "any_unit", .text = "select id from unit limit 1", .scan = "one row"};

bool demo_wanted(struct app *app)
{
	struct stmt *s = db_use(app->readers[0], &any_unit);
	bool none = !db_step(s);
	db_done(s);
	return none;
}

static void add_person(struct app *app, struct db *d, int64_t id, const struct demo_person *p, const char *hash)
{
	struct arena *a = app->arena;
	instant now = clock_now();
	struct seal_place place = {"person", "mobile", id};
	q_person_add(d, id, p->unit, p->name, "", "", mask_mobile(a, p->mobile),
		     secret_seal(a, &app->keys, place, p->mobile),
		     secret_number_hash(a, &app->keys, "person.mobile", p->mobile),
		     secret_tail_hash(a, &app->keys, "person.mobile", p->mobile), pinyin_of_name(a, p->name), now);
	person_index(d, a, now, NULL, &(struct person_row){.id = id, .unit = p->unit, .name = p->name, .staff_no = "", .title = ""});
	q_account_add(d, id, hash, 0, now);
	if (p->role)
		q_post_add(d, id_new(), id, p->at, p->role, p->post, day_of(2023, 1, 1), 0, 0, now);
}

void demo_units_add(struct app *app, struct db *d, const struct demo_unit *u, size_t n)
{
	struct arena *a = app->arena;
	for (size_t i = 0; i < n; i++) {
		unit_insert(d, a, u[i].id, u[i].parent, u[i].kind, u[i].name, u[i].short_name, u[i].code,
			    day_of(2020, 1, 1), clock_now());
		find_put(d, a, "unit", u[i].id, NULL, &(struct find_name){u[i].name, arena_printf(a, "%s %s", u[i].short_name, u[i].code)});
	}
}

void demo_people_add(struct app *app, struct db *d, int64_t first, const struct demo_person *p, size_t n)
{
	const char *hash = password_hash(app->arena, DEMO_PASSWORD);
	for (size_t i = 0; i < n; i++)
		add_person(app, d, first + (int64_t)i, &p[i], hash);
}

void demo_fill(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	demo_units_add(app, d, units, sizeof(units) / sizeof(units[0]));
	demo_people_add(app, d, 1001, people, sizeof(people) / sizeof(people[0]));
	db_commit(d);
}

void demo_accounts(void)
{
	puts("样例账号（密码均为 " DEMO_PASSWORD "）：");
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		printf("  %s  %s %s\n", people[i].mobile, people[i].name, *people[i].post ? people[i].post : "职工");
}
