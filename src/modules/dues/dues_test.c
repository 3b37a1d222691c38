/* Dues of a month: a sheet, payments by desk and workbook, what follows in the register, in the measures, on the phone. */
#include "app/demo_year.h"
#include "kernel/flow.h"
#include "kernel/measure.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/dues/dues.h"
#include "modules/dues/inside.h"
#include "modules/members/test_members.h"
#include "modules/units/units.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define OTHER_CHAIR "13800000021"

/* Six members of the plant, one of the port. */
static void members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008, 1012};
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
}

enum { CROWD = 510, CROWD_FIRST = 40001, UNION_BELOW = 31 };

/* A union of its own below the plant with more members than a page of debtors passes over, and a last member of the plant. */
static const char *crowd(struct app *app)
{
	static const struct demo_unit below[] = {{UNION_BELOW, 10, 3, "样例检修公司工会", "检修", ""}};
	struct demo_person *p = NEW_N(app->arena, struct demo_person, CROWD + 1);
	int64_t *ids = NEW_N(app->arena, int64_t, CROWD + 1);
	struct db *d = writer_db(app->writer);
	for (int i = 0; i <= CROWD; i++) {
		bool last = i == CROWD;
		p[i] = (struct demo_person){last ? "样例末位" : arena_printf(app->arena, "样例众%d", i), arena_printf(app->arena, "1390007%04d", i), last ? 10 : UNION_BELOW, ROLE_WORKER,
					    last ? 10 : UNION_BELOW, "职工"};
		ids[i] = CROWD_FIRST + i;
	}
	db_begin(d);
	demo_units_add(app, d, below, 1);
	demo_people_add(app, d, CROWD_FIRST, p, CROWD + 1);
	db_commit(d);
	test_members(app, ids, CROWD + 1);
	return NULL;
}

/* 0.5 % without what is below ten yuan, by hand: 3,456.78 yuan are 3,450, half a per cent is 17.25. */
static const char *by_hand(struct app *app)
{
	static const int64_t cases[][2] = {{345678, 1725}, {1000, 5}, {999, 0}, {500000, 2500}, {509999, 2545}, {1234567, 6170}};
	(void)app;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (dues_of_wage(cases[i][0], 50) != cases[i][1])
			return "another amount than by hand";
	return NULL;
}

enum { MANY = 250 };

/* So many unions below the federation that a call for all of them takes several rounds. */
static const char *many_unions(struct app *app)
{
	struct demo_unit *u = NEW_N(app->arena, struct demo_unit, MANY);
	struct db *d = writer_db(app->writer);
	for (int i = 0; i < MANY; i++)
		u[i] = (struct demo_unit){5000 + i, 1, 3, arena_printf(app->arena, "样例第%d工会", i), "样例", ""};
	db_begin(d);
	demo_units_add(app, d, u, MANY);
	db_commit(d);
	return NULL;
}

/* Two federations: EARLY's union MOVED goes to LATER on 8 May, GONE is dissolved, LATE is entered that day. */
enum { EARLY = 7001, LATER, MOVED, GONE, LATE, STAYS };

static void put_sheet(struct req *r, int64_t unit, day month, int64_t due, int64_t paid)
{
	struct dues_sheet *s = record_new(r->arena, &dues_sheet_record);
	s->unit = unit;
	s->month = month;
	s->title = arena_printf(r->arena, "%d月会费", day_civil(month).month);
	s->due = due;
	s->paid = paid;
	s->money = paid * 100;
	if (!flow_create(r, &dues_sheet_flow, s, ""))
		fault("no sheet");
	for (int64_t i = 0; i < paid; i++) {
		struct dues *d = record_new(r->arena, &dues_record);
		d->unit = unit;
		d->sheet = s->id;
		d->month = month;
		d->title = s->title;
		d->who = d->note = "";
		d->person = unit * 100 + i;
		d->amount = 100;
		if (!flow_create(r, &dues_flow, d, ""))
			fault("no payment");
	}
}

static const char *elsewhere_then(struct app *app)
{
	static const struct demo_unit u[] = {{EARLY, 1, 1, "样例一区总工会", "一区", ""}, {LATER, 1, 1, "样例二区总工会", "二区", ""},
		{MOVED, EARLY, 3, "样例划转工会", "划转", ""}, {GONE, EARLY, 3, "样例撤销工会", "撤销", ""}, {STAYS, LATER, 3, "样例留守工会", "留守", ""}};
	const day april = day_of(2024, 4, 1), may = day_of(2024, 5, 1);
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	demo_units_add(app, d, u, sizeof(u) / sizeof(u[0]));
	put_sheet(r, MOVED, april, 9, 4);
	put_sheet(r, GONE, april, 2, 1);
	unit_insert(d, r->arena, LATE, EARLY, 3, "样例补登工会", "补登", "", r->today, r->now);
	put_sheet(r, LATE, april, 5, 2);
	put_sheet(r, LATE, may, 7, 3);
	struct unit_row *moved = record_load(d, r->arena, &unit_record, MOVED), *gone = record_load(d, r->arena, &unit_record, GONE);
	if (!unit_put_under(r, moved, LATER, "划转"))
		fault("not moved");
	put_sheet(r, MOVED, may, 11, 6); /* on 1 May it was EARLY's */
	put_sheet(r, STAYS, may, 20, 0);
	if (!flow_follow(r, &unit_flow, gone, "dissolve", "撤销"))
		fault("not dissolved");
	event_seal(d, app->arena);
	db_commit(d);
	return NULL;
}

static int at_once;

static const char *few_summed(struct app *app)
{
	(void)app;
	at_once = dues_summed_at_once;
	dues_summed_at_once = 0;
	return NULL;
}

static const char *as_before(struct app *app)
{
	(void)app;
	dues_summed_at_once = at_once;
	return NULL;
}

static const char *recount_agrees(struct app *app)
{
	const char *report;
	return counter_recount(writer_db(app->writer), app->arena, &report, false) ? report : NULL;
}

#define BELOW(unit, month) "/dues/below?unit=" unit "&month=" month
#define ADDED(due, paid, rate) "<dt>应缴</dt><dd><b>" due "</b> 人</dd></div><div class=\"stat\"><dt>已缴</dt><dd><b>" paid "</b> 人</dd></div><div class=\"stat\"><dt>缴纳率</dt><dd><b>" rate "</b>"
#define RATE(n) "select sum(n) from counter_delta where measure = 'dues." n "' and unit = "

static const struct step steps[] = {
	{"the amounts", .check = by_hand},
	{"the empty list says what to do", .as = CADRE, .now = "2024-03-01", .get = "/dues", .want = 200, .sees = "还没有会费台账"},
	{"a worker sees none", .as = WORKER, .get = "/dues", .want = 403},
	{"his own page is empty", .as = WORKER, .get = "/m/dues", .want = 200, .sees = "还没有缴费记录"},
	{"the form", .as = CADRE, .get = "/dues/new", .want = 200, .sees = "打开会费台账"},
	{"no month", .as = CADRE, .post = "/dues", .form = "month=", .want = 422, .sees = "请填写月份"},
	{"not a month to come", .as = CADRE, .post = "/dues", .form = "month=2024-04-01", .want = 422, .sees = "本月或以前月份"},
	{"what was typed stays", .as = CADRE, .post = "/dues", .form = "month=2024-04-01", .want = 422, .sees = "value=\"2024-04-01\""},
	{"an auditor opens none", .as = AUDITOR, .post = "/dues", .form = "month=2024-03-01", .want = 403},
	{"a cadre opens March", .as = CADRE, .post = "/dues", .form = "month=2024-03-15", .want = 303, .keep = "s"},
	{"six ought to pay", .sql = "select due || title || month from dues_sheet", .is = "62024年3月会费19783"},
	{"twice is once", .as = CADRE, .post = "/dues", .form = "month=2024-03-01", .want = 303, .to = "/dues/{s}"},
	{"all are listed", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees = "样例赵工"},
	{"with the rule, unverified", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees = "不足 10 元的部分不计（未核实）"},
	{"an auditor looks without the form", .as = AUDITOR, .get = "/dues/{s}", .want = 200, .sees = "样例赵工", .sees_not = "登记缴费</button>"},
	{"the federation sees sums, no names", .as = FEDERATION, .get = "/dues/{s}", .want = 200, .sees = "应缴", .sees_not = "样例赵工"},
	{"and no payments", .as = FEDERATION, .get = "/dues/payments?unit=10", .want = 200, .sees_not = "样例赵工"},
	{"another union sees nothing", .as = OTHER_CHAIR, .get = "/dues/{s}", .want = 403},
	/* entering */
	{"nobody", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=", .want = 422, .sees = "请至少填写一个人"},
	{"no money", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=十", .want = 422, .sees = "样例赵工："},
	{"what was typed stays", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=十", .want = 422, .sees = "value=\"十\""},
	{"with the mistake beside it", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=十", .want = 422, .sees = "aria-describedby=\"h-a1007\"><p class=\"err\" id=\"h-a1007\">"},
	{"not tomorrow", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-02&a1007=10", .want = 422, .sees = "不晚于今天"},
	{"another amount than the rule's needs a word", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&w1007=3456.78&a1007=10", .want = 422, .sees = "按比例是 17.25 元"},
	{"one of another union", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1012=10", .want = 422, .sees = "已不是本工会的在籍会员"},
	{"somebody of elsewhere", .sql = "select name from member where id = 1012", .is = "样例吴港"},
	{"his name is not told to who asks by number", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1012=x", .want = 422, .sees_not = "样例吴港"},
	{"nothing of it is written", .sql = "select count(*) from dues", .is = "0"},
	{"not by another union", .as = OTHER_CHAIR, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=10", .want = 403},
	{"nor by the auditor", .as = AUDITOR, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=10", .want = 403},
	{"two pay, one by his wage", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&way=3&w1007=3456.78&a1007=&a1006=12.5&w1006=", .want = 303},
	{"seventeen and a quarter, twelve and a half", .sql = "select sum(amount) || ' ' || count(*) from dues where state = 1", .is = "2975 2"},
	{"one step of the sheet for both", .sql = "select count(*) from event where record = 'dues_sheet' and verb = 'book'", .is = "1"},
	{"the wage is nowhere", .sql = "select count(*) from event where changes like '%3456%'", .is = "0"},
	{"the sheet says so", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees = "29.75", .sees_not = "样例赵工"},
	{"a third of them", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees = "33.3 %"},
	{"not twice", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=10", .want = 422, .sees = "已经登记过"},
	{"two of six count", .sql = RATE("paid") "1", .is = "2"},
	{"of six", .sql = RATE("due") "1", .is = "6"},
	{"the register knows until when", .sql = "select dues_until from member where id = 1007", .is = "19813"},
	{"he sees his own", .as = WORKER, .get = "/m/dues", .want = 200, .sees = "17.25 元"},
	{"of its month", .as = WORKER, .get = "/m/dues", .want = 200, .sees = "<b>2024年3月会费</b>"},
	{"and not another's", .as = WORKER, .get = "/m/dues", .want = 200, .sees_not = "12.50"},
	{"no step of the sheet's history is one payment", .sql = "select count(*) from event where record = 'dues_sheet' and (changes like '%17.25%' or changes like '%29.75%' or changes like '%12.50%')", .is = "0"},
	{"and who sees sums sees no history", .as = FEDERATION, .get = "/dues/{s}", .want = 200, .sees_not = "登记缴费"},
	{"a federation keeps no sheet", .as = FEDERATION, .get = "/dues/new", .want = 403},
	{"nor by sending it", .as = FEDERATION, .post = "/dues", .form = "month=2024-03-01", .want = 403},
	{"the payments", .as = CADRE, .get = "/dues/payments", .want = 200, .sees = "样例赵工"},
	{"not for a worker", .as = WORKER, .get = "/dues/payments", .want = 403},
	{"one payment", .sql = "select id from dues where person = 1007", .keep = "p"},
	{"has a page", .as = CADRE, .get = "/dues/payments/{p}", .want = 200, .sees = "17.25"},
	{"closed to the federation", .as = FEDERATION, .get = "/dues/payments/{p}", .want = 403},
	/* taking back, closing */
	{"without a reason nothing is void", .as = CADRE, .post = "/dues/{p}/do/void", .want = 422},
	{"void", .as = CADRE, .post = "/dues/{p}/do/void", .form = "reason=登错人", .want = 303},
	{"the sums follow", .sql = "select paid || ' ' || money from dues_sheet where id = {s}", .is = "1 1250"},
	{"so do the measure", .sql = RATE("paid") "10", .is = "1"},
	{"and the register", .sql = "select dues_until from member where id = 1007", .is = "0"},
	{"closed", .as = CADRE, .post = "/dues_sheet/{s}/do/close", .want = 303},
	{"nothing goes in", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=10", .want = 409, .sees = "已结账"},
	{"nothing comes out", .sql = "select id from dues where person = 1006", .keep = "q"},
	{"of it", .as = CADRE, .post = "/dues/{q}/do/void", .form = "reason=退款", .want = 409, .sees = "已结账"},
	{"opened again", .as = CADRE, .post = "/dues_sheet/{s}/do/reopen", .form = "reason=补登", .want = 303},
	{"counted anew", .as = CADRE, .post = "/dues_sheet/{s}/do/recount", .want = 303},
	/* a workbook */
	{"a workbook of five", .as = CADRE, .post = "/lists/dues-payments/import", .file = "file=会费.csv=会员证号或姓名,缴纳月份,会费（元）,缴纳日期,方式\n样例赵工,2024-03-01,17.25,2024-03-01,现金\n"
	 "样例孟庆,2024-03-01,12.5,2024-03-01,现金\n样例无人,2024-03-01,10,2024-03-01,现金\n样例吴港,2024-03-01,10,2024-03-01,现金\n样例李卫,2024-02-10,20,2024-02-10,转账\n", .want = 303, .keep = "b"},
	{"says what is wrong", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees = "本工会没有在籍会员“样例无人”"},
	{"and who has paid", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees = "样例孟庆的2024年3月会费已经登记过"},
	{"it is written", .as = CADRE, .post = "/imports/{b}/apply", .want = 303, .settle = 1},
	{"two rows", .sql = "select count(*) from dues where state = 1", .is = "3"},
	{"February has a sheet of its own", .sql = "select paid || ' ' || money from dues_sheet where month = 19754", .is = "1 2000"},
	{"a month that is over is not counted anew", .sql = "select id from dues_sheet where month = 19754", .keep = "f"},
	{"as the button says", .as = CADRE, .post = "/dues_sheet/{f}/do/recount", .want = 409, .sees = "过了当月"},
	{"the import is taken back", .as = CADRE, .post = "/imports/{b}/undo", .form = "reason=导错", .want = 303, .settle = 1},
	{"its rows are void", .sql = "select count(*) from dues where state = 1", .is = "1"},
	{"the sheets follow", .sql = "select sum(paid) || ' ' || sum(money) from dues_sheet", .is = "1 1250"},
	/* a branch that becomes a union of its own pays into sheets of its own */
	{"who owes, with all branches", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees = "样例赵工"},
	{"where he belongs", .sql = "select unit from member where id = 1007", .keep = "his"},
	{"stands by itself now", .sql = "update unit set kind = 3 where id = (select case when kind = 4 then id else parent end from unit where id = {his})"},
	{"he owes nothing here", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees_not = "样例赵工"},
	{"and is not booked here", .as = CADRE, .post = "/dues/{s}/pay", .form = "on=2024-03-01&a1007=10", .want = 422, .sees = "已不是本工会的在籍会员"},
	{"an export needs a reason", .as = CADRE, .post = "/lists/dues-payments/export", .form = "format=xlsx", .want = 422},
	{"the list has both months", .as = FEDERATION, .get = "/dues", .want = 200, .sees = "2024年2月会费"},
	/* those of unions below are passed over, however many */
	{"a union with a crowd below", .check = crowd},
	{"the last one whom the first page looks at", .sql = "select max(id) from (select m.id from member m join unit u on u.id = m.unit where u.path >= '/1/10/' and u.path < '/1/100' and m.state = 2 "
	 "and not exists (select 1 from dues d where d.person = m.id and d.month = 19783 and d.state = 1) order by m.id limit 400) x", .keep = "mark"},
	{"is where the next page begins", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees = "/dues/{s}?after={mark}\""},
	{"nobody of the crowd is on this one", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees_not = "样例众"},
	{"nor on that one", .as = CADRE, .get = "/dues/{s}?after={mark}", .want = 200, .sees_not = "样例众"},
	{"but the last of the plant", .as = CADRE, .get = "/dues/{s}?after={mark}", .want = 200, .sees = "样例末位"},
	{"a workbook with a beginning that all of them have", .as = CADRE, .post = "/lists/dues-payments/import", .file = "file=会费.csv=会员证号或姓名,缴纳月份,会费（元）,缴纳日期,方式\n样例众,2024-03-01,10,2024-03-01,现金\n", .want = 303, .keep = "b"},
	{"is told that they were not all looked at, not that two have that name", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees = "名字里有“样例众”的人太多，没有查完", .sees_not = "有两位以上"},
	{"and no further page", .as = CADRE, .get = "/dues/{s}?after={mark}", .want = 200, .sees_not = "下一页"},
	/* months without a sheet */
	{"a federation sees every union below", .as = FEDERATION, .get = "/dues/below", .want = 200, .sees = "样例检修公司工会"},
	{"very many unions", .check = few_summed},
	{"of them only what is counted as it comes is shown at once", .as = FEDERATION, .get = "/dues/below", .want = 200, .sees = "逐家合计", .sees_not = "sm\">会费合计 "},
	{"and everything on demand", .as = FEDERATION, .get = "/dues/below?all=1", .want = 200, .sees = "sm\">会费合计 ", .sees_not = "逐家合计"},
	{"so it was", .check = as_before},
	{"a chair those of his own", .as = OTHER_CHAIR, .get = "/dues/below", .want = 200, .sees_not = "样例检修公司工会"},
	{"not by asking for another's", .as = OTHER_CHAIR, .get = "/dues/below?unit=1", .want = 403},
	{"a worker none", .as = WORKER, .get = "/dues/below", .want = 403},
	{"months that nobody opened are named", .as = FEDERATION, .now = "2024-05-06", .get = "/dues/below?month=2024-05", .want = 200, .sees = "data-l=\"没有台账的月份\">3月、4月<"},
	{"a month to come is this one", .as = FEDERATION, .get = "/dues/below?month=2024-06", .want = 200, .sees = "2024年5月会费"},
	{"beside the rate of a sheet too", .as = CADRE, .get = "/dues/{s}", .want = 200, .sees = "4月没有台账"},
	{"a chair opens none for others", .as = CHAIR, .post = "/dues/below", .form = "unit=1&month=2024-04-01", .want = 403},
	{"nor a federation a month to come", .as = FEDERATION, .post = "/dues/below", .form = "unit=1&month=2024-06-01", .want = 422, .sees = "本月或以前月份"},
	{"nor nowhere", .as = FEDERATION, .post = "/dues/below", .form = "month=2024-04-01", .want = 422},
	{"April for all", .as = FEDERATION, .post = "/dues/below", .form = "unit=1&month=2024-04-01", .want = 303, .to = "/dues/below?unit=1&month=2024-04-01"},
	{"the crowd ought to pay, and of the plant five: two moved with their branch, one came", .sql = "select unit || ' ' || due from dues_sheet where month = 19814 and unit in (10, 31) order by unit", .is = "10 5 31 510"},
	{"it stands in the history of the federation", .sql = "select note from event where record = 'unit' and row_id = 1 and verb = 'set'", .is = "为下级工会统一打开2024年4月会费台账"},
	{"somebody has left since", .sql = "insert into counter_delta(id, measure, unit, at, n) select 990001, 'member.entitled', 31, 19845, -50"},
	{"March of that union has the members of March", .as = FEDERATION, .post = "/dues/below", .form = "unit=1&month=2024-03-01", .want = 303},
	{"as it was", .sql = "select due from dues_sheet where month = 19783 and unit = 31", .is = "510"},
	{"they are back", .sql = "delete from counter_delta where id = 990001"},
	{"once more opens none", .as = FEDERATION, .post = "/dues/below", .form = "unit=1&month=2024-04-01", .want = 303},
	{"there is one of each", .sql = "select count(*) from dues_sheet where month = 19814 and unit = 31", .is = "1"},
	{"who asked says its history", .as = CADRE, .get = "/dues", .want = 200, .sees = "2024年4月会费"},
	/* a call for very many unions goes on by itself, also after the server was killed */
	{"a call that was cut short", .sql = "insert into dues_call(id, unit, month, reached, opened, ended) values (5, 1, 19723, '', 0, 0)"},
	{"is told of", .as = FEDERATION, .get = "/dues/below?month=2024-01", .want = 200, .sees = "正在为各工会打开"},
	{"asking again begins no second", .as = FEDERATION, .post = "/dues/below", .form = "unit=1&month=2024-01-01", .want = 303},
	{"there is none", .sql = "select count(*) from dues_call where month = 19723", .is = "1"},
	{"it goes on", .settle = 1, .sql = "select due from dues_sheet where month = 19723 and unit = 31", .is = "510"},
	{"to its end", .sql = "select ended from dues_call where id = 5", .is = "1"},
	/* where dues are kept the months go on by themselves */
	{"May opens by itself where April is", .settle = 1, .sql = "select unit || ' ' || due from dues_sheet where month = 19844 and unit in (10, 31) order by unit", .is = "10 5 31 510"},
	{"by nobody", .sql = "select actor || note from event where record = 'dues_sheet' and verb = 'create' and row_id = (select id from dues_sheet where month = 19844 and unit = 31)", .is = "0每月自动打开"},
	{"no month is left out then", .settle = 1, .as = FEDERATION, .get = "/dues/below?month=2024-05", .want = 200, .sees = "data-l=\"没有台账的月份\">无<"},
	/* calls beside each other: none waits until one with very many unions is through */
	{"very many unions", .check = many_unions},
	{"a call for all of them, and behind it one for the few of the plant", .now = "2024-05-07",
	 .sql = "insert into dues_call(id, unit, month, reached, opened, ended) values (6, 1, 19692, '', 0, 0), (7, 10, 19692, '', 0, 0)"},
	{"the few are through first", .settle = 1, .sql = "select id || ' ' || ended from dues_call where id in (6, 7) order by id", .is = "6 0 7 1"},
	{"with their sheets", .sql = "select count(*) from dues_sheet where month = 19692 and unit = 31", .is = "1"},
	{"and the many in the next round", .now = "2024-05-08", .settle = 1, .sql = "select ended from dues_call where id = 6", .is = "1"},
	/* a month is counted by where a union stood then, however many there are */
	{"one union moves, one is dissolved, one is entered late, all on 8 May", .check = elsewhere_then},
	{"few are summed", .check = few_summed},
	{"April of the old federation, as counted: 9 moved, 2 dissolved, 5 of one entered in May", .as = FEDERATION, .get = BELOW("7001", "2024-04"), .want = 200, .sees = "&amp;all=1\"><b>16</b></a>"},
	{"paid by 4, 1 and 2", .as = FEDERATION, .get = BELOW("7001", "2024-04"), .want = 200, .sees = "&amp;all=1\"><b>7</b></a>"},
	{"the same added up", .as = FEDERATION, .get = BELOW("7001", "2024-04&all=1"), .want = 200, .sees = ADDED("16", "7", "43.7 %")},
	{"with the money", .as = FEDERATION, .get = BELOW("7001", "2024-04&all=1"), .want = 200, .sees = "会费合计 7.00 元"},
	{"of the one that moved", .as = FEDERATION, .get = BELOW("7001", "2024-04&all=1"), .want = 200, .sees = "样例划转工会</a></td><td data-l=\"现在\">已划出</td><td data-l=\"应缴\" class=\"r num\">9<"},
	{"and of the one that is dissolved", .as = FEDERATION, .get = BELOW("7001", "2024-04&all=1"), .want = 200, .sees = "样例撤销工会</a></td><td data-l=\"现在\">已撤销</td><td data-l=\"应缴\" class=\"r num\">2<"},
	{"also where trees are wide", .check = scenario_many_units},
	{"the same", .as = FEDERATION, .get = BELOW("7001", "2024-04&all=1"), .want = 200, .sees = ADDED("16", "7", "43.7 %")},
	{"and not any more", .check = scenario_few_units},
	{"by the rule that is told", .as = FEDERATION, .get = BELOW("7001", "2024-04"), .want = 200, .sees = "按当月 1 日的隶属关系计"},
	{"May: 11 that stood there on the first, 7 of the one entered in mid-month", .as = FEDERATION, .get = BELOW("7001", "2024-05"), .want = 200, .sees = "&amp;all=1\"><b>18</b></a>"},
	{"the same added up", .as = FEDERATION, .get = BELOW("7001", "2024-05&all=1"), .want = 200, .sees = ADDED("18", "9", "50.0 %")},
	{"the new federation has its own 20", .as = FEDERATION, .get = BELOW("7002", "2024-05"), .want = 200, .sees = "&amp;all=1\"><b>20</b></a>"},
	{"the same added up", .as = FEDERATION, .get = BELOW("7002", "2024-05&all=1"), .want = 200, .sees = ADDED("20", "0", "0.0 %")},
	{"and says which it does not count", .as = FEDERATION, .get = BELOW("7002", "2024-05&all=1"), .want = 200, .sees = "当月不在此，不计入合计"},
	{"many are summed again", .check = as_before},
	{"figures counted anew from the events are the same", .check = recount_agrees},
};

int main(void)
{
	return scenario_with("dues", members, steps, sizeof(steps) / sizeof(steps[0]));
}
