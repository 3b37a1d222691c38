/* A workbook of members: judged, applied, taken back. */
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define FEDERATION "13800000001"

/* Numbers made after GB 11643, people invented. */
#define HEAD_ROW "序号,姓名,性别,身份证号,联系电话,所在单位,工号,民族,政治面貌,文化程度,户籍类型,就业状况,入会时间,家庭住址\n"
#define ROW1 "1,样例甲,,320602198501151007,13800010001,运行一值,G001,汉,党员,本科,城镇,在职,2010-05-01,样例市甲路一号\n"
#define ROW2 "2,样例乙,,320602198502151017,13800010002,LJ010102,G002,回族,群众,大专,农村,在岗,2011.6.1,\n"
#define ROW3 "3,样例丙,,320602198503151027,13800010003,,G003,汉,13,20,1,1,2012年7月1日,\n"
#define ROW4 "4,样例丁,,320602198501151001,13800010004,,G004,汉,群众,本科,城镇,在岗,2012-07-01,\n"
#define ROW5 "5,样例戊,,320602198501151007,13800010005,,G005,汉,群众,本科,城镇,在岗,2012-07-01,\n"
#define ROW6 "6,样例己,,320602198504151037,13800010001,,G006,汉,群众,本科,城镇,在岗,2012-07-01,\n"
#define ROW7 "7,样例庚,,320602198505151047,13800010007,临江港务集团工会,G007,汉,群众,本科,城镇,在岗,2012-07-01,\n"
#define ROW8 "8,样例辛,女,320602198506151057,13800010008,,G008,火星族,群众,本科,城镇,在岗,2012-07-01,\n"
#define RACE_ROWS "姓名,身份证号,手机号\n样例子,32060219850915101X,13800010021\n样例丑,32060219850915101X,13800010022\n样例寅,320602198510151017,13800010021\n"
#define TITLE "会员信息采集表\n"
#define CHANGED_ROW "姓名,身份证号,手机号,政治面貌\n样例甲,320602198501151007,13800019999,群众\n样例乙,320602198502151017,13800010002,群众\n"

static const char *run_sql(struct app *app, const char *text)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	db_script(d, text);
	db_commit(d);
	return NULL;
}

/* As a server leaves it that was killed right after "导入" was acknowledged, then half way through; sixty others of the month are done. */
static const char *killed(struct app *app)
{
	for (int i = 0; i < 60; i++)
		run_sql(app, arena_printf(app->arena, "insert into member_batch(id, person, unit, file, heads, map, stage, open_, created_at) "
					  "select %d, person, unit, '旧.csv', '', '', 6, 2, created_at from member_batch where file = '壬.csv' and id = (select max(id) from member_batch)", 100 + i));
	return run_sql(app, "insert into arriving(batch) select id from member_batch where file = '壬.csv' and stage = 2 and id = (select max(id) from member_batch where file = '壬.csv');"
			    "update member_batch set stage = 3, open_ = 1 where id = (select max(id) from member_batch where file = '壬.csv')");
}

static const char *raced(struct app *app)
{
	return run_sql(app, "update member_row set fate = 1, row_id = 70 + no where fate in (4, 5) and batch = (select max(id) from member_batch)");
}

static const char *hidden(struct app *app)
{
	return run_sql(app, "insert into arriving(batch) select max(batch) from member where name = '样例丙'");
}

static const char *there(struct app *app)
{
	return run_sql(app, "delete from arriving");
}

/* As a node of the release before leaves them: done but marked as under way; taken back and closed with all its cells. */
static const char *left_by_an_older_node(struct app *app)
{
	static const struct {
		int id, stage, open_;
	} left[] = {{900, 6, 1}, {901, 2, 1}, {902, 9, 0}};
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		run_sql(app, arena_printf(app->arena, "insert into member_batch(id, person, unit, file, heads, map, stage, open_, created_at) "
					  "select %d, person, unit, '旧版.csv', '', '', %d, %d, min(created_at) from member_batch group by person, unit limit 1;"
					  "insert into member_row(batch, no, cells, fate, row_id, problem) values (%d, 1, 'x', 1, 0, '')",
					  left[i].id, left[i].stage, left[i].open_, left[i].id));
	return NULL;
}

/* Of a day ago, with a row that asks for nothing to be written: what is looked at still, and what is under way in each stage. */
static const char *left_yesterday(struct app *app)
{
	static const struct {
		int id, stage;
	} left[] = {{910, 2}, {911, 6}, {912, 3}, {913, 4}, {914, 5}, {915, 7}, {916, 8}};
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		run_sql(app, arena_printf(app->arena, "insert into member_batch(id, person, unit, file, heads, map, stage, open_, created_at) "
					  "select %d, person, unit, '昨天.csv', '', '', %d, 1, 1713571200000 from member_batch group by person, unit limit 1;"
					  "insert into member_row(batch, no, cells, fate, row_id, problem) values (%d, 1, 'x', 3, 0, '')",
					  left[i].id, left[i].stage, left[i].id));
	return NULL;
}

/* ---- a server that goes away right behind a commit (PostgreSQL) ---- */

static pthread_t killer_thread;
static const char *killer_url;
static atomic_int killed_commits, enough_killed;

/* Ends the connections whose commit waits for a standby that is not there: it is made, but not answered. */
static void *killer(void *context)
{
	const char *why = "";
	struct timespec rest = {0, 20000000};
	struct arena *a = arena_new(1 << 20);
	struct db *d = db_open(killer_url, DB_READ, a, &why);
	(void)context;
	while (d && !atomic_load(&enough_killed)) {
		struct stmt *s = db_use_text(d, "select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep' and application_name = 'batch_test'");
		if (db_step(s))
			atomic_fetch_add(&killed_commits, (int)col_int(s, 0));
		db_done(s);
		nanosleep(&rest, NULL);
	}
	db_close(d);
	arena_free(a);
	return NULL;
}

/* From now on the first commit of a batch, and the first of its rows, are made so. */
#define WAITS_FIRST(table, of, id)                                                                                                                              \
	"create function " table "_waits() returns trigger language plpgsql as $$ begin if not exists (select 1 from " table " where " of " = new." id ") then " \
	"perform set_config('application_name', 'batch_test', true), set_config('synchronous_commit', 'on', true); end if; return new; end $$;"                  \
	"create trigger " table "_waits before insert on " table " for each row execute function " table "_waits();"

static const char *answers_get_lost(struct app *app)
{
	if (!db_is_postgres(writer_db(app->writer)))
		return NULL;
	run_sql(app, WAITS_FIRST("member_batch", "id", "id") WAITS_FIRST("member_row", "batch", "batch"));
	killer_url = app->db_url;
	return pthread_create(&killer_thread, NULL, killer, NULL) == 0 ? NULL : "no thread";
}

static const char *two_got_lost(struct app *app)
{
	if (!db_is_postgres(writer_db(app->writer)))
		return NULL;
	atomic_store(&enough_killed, 1);
	pthread_join(killer_thread, NULL);
	run_sql(app, "drop trigger member_batch_waits on member_batch; drop trigger member_row_waits on member_row;"
		     "drop function member_batch_waits(); drop function member_row_waits()");
	return atomic_load(&killed_commits) == 2 ? NULL : "not the commits of batch and rows, once each";
}

static const struct step steps[] = {
	{"the page of imports", .as = CADRE, .get = "/members/imports", .want = 200, .sees = "还没有导入过"},
	{"a worker uploads nothing", .as = WORKER, .post = "/members/imports", .form = "unit=10", .file = "file=a.csv=" HEAD_ROW ROW1, .want = 403},
	{"nor anybody for another union", .as = CADRE, .post = "/members/imports", .form = "unit=11", .file = "file=a.csv=" HEAD_ROW ROW1, .want = 403},
	{"without a file", .as = CADRE, .post = "/members/imports", .form = "unit=10", .want = 422, .sees = "<p class=\"err\" id=\"h-file\">请选择要导入的文件"},
	{"with an empty one", .as = CADRE, .post = "/members/imports", .form = "unit=10", .file = "file=a.xlsx=", .want = 422, .sees = "这个文件是空的"},
	{"a file without heads", .as = CADRE, .post = "/members/imports", .form = "unit=10", .file = "file=a.csv=1,2,3\n4,5,6\n", .want = 422, .sees = "没有找到列名"},
	{"heads without rows", .as = CADRE, .post = "/members/imports", .form = "unit=10", .file = "file=a.csv=" HEAD_ROW, .want = 422, .sees = "没有数据"},
	{"the server goes away behind commits", .check = answers_get_lost},
	{"a good one, with a title above the heads", .as = CADRE, .post = "/members/imports", .form = "unit=10",
	 .file = "file=名单.csv=" TITLE HEAD_ROW ROW1 ROW2 ROW3 ROW4 ROW5 ROW6 ROW7 ROW8, .want = 303, .keep = "b"},
	{"though two answers of the database were lost", .check = two_got_lost},
	{"all its rows are there", .sql = "select b.stage || ' ' || count(*) from member_batch b join member_row r on r.batch = b.id where b.id = {b} group by b.stage", .is = "2 8"},
	{"nothing is in the register", .sql = "select count(*) from member", .is = "0"},
	{"three are new", .sql = "select fresh from member_batch where id = {b}", .is = "3"},
	{"one is twice", .sql = "select twice from member_batch where id = {b}", .is = "1"},
	{"four are wrong", .sql = "select bad from member_batch where id = {b}", .is = "4"},
	{"each says why: the number", .as = CADRE, .get = "/members/imports/{b}?fate=5", .want = 200, .sees = "“证件号码”：身份证号"},
	{"the mobile of an earlier row", .as = CADRE, .get = "/members/imports/{b}?fate=5", .want = 200, .sees = "“手机号”：与第 3 行相同"},
	{"a unit outside", .as = CADRE, .get = "/members/imports/{b}?fate=5", .want = 200, .sees = "不在所选工会之内"},
	{"a word that is in no dictionary", .as = CADRE, .get = "/members/imports/{b}?fate=5", .want = 200, .sees = "不认识“火星族”"},
	{"the cells are sealed", .sql = "select count(*) from member_row where cells like '%样例%' or cells like '%1380001%' or cells like '%32060%'", .is = "0"},
	{"and the texts beside them name nobody", .sql = "select count(*) from member_row where problem like '%样例甲%' or problem like '%1380001%'", .is = "0"},
	{"the rows that are left out, as a workbook", .as = CADRE, .get = "/members/imports/{b}/errors", .want = 200},
	{"not for who did not send it", .as = CHAIR, .get = "/members/imports/{b}/errors", .want = 403, .sees = "只有上传的人"},
	{"another union does not see it", .as = OTHER_CHAIR, .get = "/members/imports/{b}", .want = 403},
	{"a cadre does not apply it", .as = CADRE, .post = "/members/imports/{b}/apply", .want = 403},
	{"and reads who does", .as = CADRE, .get = "/members/imports/{b}", .want = 200, .sees = "请工会主席"},
	{"the chair does", .as = CHAIR, .post = "/members/imports/{b}/apply", .want = 303},
	{"once", .as = CHAIR, .post = "/members/imports/{b}/apply", .want = 409},
	{"three members are there", .sql = "select count(*) from member where state = 2 and batch = {b}", .is = "3"},
	{"visible", .sql = "select count(*) from arriving", .is = "0"},
	{"by every kind of date", .sql = "select min(joined_on) * 100000 + max(joined_on) from member", .is = "1473015522"},
	{"the counters know them", .sql = "select sum(n) from counter_delta where measure = 'member.total' and unit = 1", .is = "3"},
	{"unit by unit", .sql = "select sum(n) from counter_delta where measure = 'member.entitled' and unit = 105", .is = "1"},
	{"as workers too", .sql = "select sum(n) from counter_delta where measure = 'member.workers' and unit = 10", .is = "3"},
	{"one event carries them", .sql = "select count(*) from event where record = 'member' and verb = 'import'", .is = "1"},
	{"in the list", .as = CADRE, .get = "/members/list", .want = 200, .sees = "样例丙"},
	{"found by initials", .as = CADRE, .get = "/members?q=ylj", .want = 200, .sees = "样例甲"},
	{"by the number", .as = CADRE, .post = "/members/find", .form = "q=320602198502151017", .want = 200, .sees = "样例乙"},
	{"by the search of everything", .as = CADRE, .get = "/search?q=样例丙&kind=person", .want = 200, .sees = "样例丙"},
	{"a batch is being written", .check = hidden},
	{"while it is", .as = CADRE, .get = "/members/list", .want = 200, .sees_not = "样例丙"},
	{"nobody of it shows", .as = CADRE, .get = "/people/list", .want = 200, .sees_not = "样例丙"},
	{"by no number", .as = CADRE, .post = "/members/find", .form = "q=13800010003", .want = 200, .sees_not = "样例丙"},
	{"nor by name", .as = CADRE, .get = "/people?q=样例丙", .want = 200, .sees = "没有找到"},
	{"it is written", .check = there},
	{"afterwards all do", .as = CADRE, .get = "/people/list", .want = 200, .sees = "样例丙"},
	{"the same file again", .as = CHAIR, .post = "/members/imports", .form = "unit=10", .file = "file=名单.csv=" HEAD_ROW ROW1 ROW2 ROW3, .want = 303, .keep = "c"},
	{"changes nothing", .sql = "select same from member_batch where id = {c}", .is = "3"},
	{"another mobile and another word", .as = CHAIR, .post = "/members/imports", .form = "unit=10", .file = "file=改.csv=" CHANGED_ROW, .want = 303, .keep = "d"},
	{"are named, without values", .as = CHAIR, .get = "/members/imports/{d}?fate=2", .want = 200, .sees = "修改：政治面貌、手机号", .sees_not = "13800019999"},
	{"applied", .as = CHAIR, .post = "/members/imports/{d}/apply", .want = 303},
	{"the mobile is another", .sql = "select mobile_mask from member where name = '样例甲'", .is = "138****9999"},
	{"so is the word", .sql = "select politics from member where name = '样例甲'", .is = "13"},
	{"the address stayed", .sql = "select count(*) from member where name = '样例甲' and address_seal <> ''", .is = "1"},
	{"taken back", .as = CHAIR, .post = "/members/imports/{d}/undo", .want = 303},
	{"all is as it was", .sql = "select mobile_mask from member where name = '样例甲' and politics = 1", .is = "138****0001"},
	{"found by the old mobile", .as = CHAIR, .post = "/members/find", .form = "q=13800010001", .want = 200, .sees = "样例甲"},
	/* columns nobody knows */
	{"heads of the house's own", .as = CHAIR, .post = "/members/imports", .form = "unit=10", .file = "file=壬.csv=职工大名,手机号,身份证号\n样例壬,13800010012,320602198507151067\n", .want = 303, .keep = "e"},
	{"the column is shown", .as = CHAIR, .get = "/members/imports/{e}", .want = 200, .sees = "职工大名"},
	{"choosing none is said beside the choices", .as = CHAIR, .post = "/members/imports/{e}/map", .form = "c0=", .want = 422, .sees = "id=\"f-columns\" open"},
	{"its meaning is chosen", .as = CHAIR, .post = "/members/imports/{e}/map", .form = "c0=name", .want = 303},
	{"then the row is good", .sql = "select fresh from member_batch where id = {e}", .is = "1"},
	{"not by another", .as = CADRE, .post = "/members/imports/{e}/map", .form = "c0=name", .want = 404},
	{"the next file needs no choice", .as = CHAIR, .post = "/members/imports", .form = "unit=10", .file = "file=壬.csv=职工大名,手机号,身份证号\n样例壬,13800010012,320602198507151067\n", .want = 303, .keep = "f"},
	{"it knows", .sql = "select fresh from member_batch where id = {f}", .is = "1"},
	{"a server is killed after the answer", .check = killed},
	{"before it wrote anything", .sql = "select count(*) from member where name = '样例壬'", .is = "0"},
	{"goes on by itself", .now = "2024-03-01", .settle = 1, .sql = "select stage from member_batch where id = {f}", .is = "6"},
	{"to the end", .as = CADRE, .get = "/members?q=样例壬", .want = 200, .sees = "在籍"},
	/* a worker who is registered already */
	{"a worker is registered", .as = CADRE, .post = "/people", .form = "name=样例癸&unit=106&idno=320602198508151077", .want = 303, .keep = "p"},
	{"in the file he gets a membership", .as = CHAIR, .post = "/members/imports", .form = "unit=10", .file = "file=癸.csv=姓名,身份证号,手机号,所属单位\n样例癸,320602198508151077,13800010013,运行二值\n", .want = 303, .keep = "g"},
	{"applied too", .as = CHAIR, .post = "/members/imports/{g}/apply", .want = 303},
	{"beside his person", .sql = "select count(*) from member m join person p on p.id = m.id where p.id = {p} and m.state = 2 and p.mobile_mask = '138****0013'", .is = "1"},
	/* somebody is faster between the last look at the register and the insert */
	{"three rows of two numbers", .as = CHAIR, .post = "/members/imports", .form = "unit=10", .file = "file=子.csv=" RACE_ROWS, .want = 303, .keep = "r"},
	{"one of them is good", .sql = "select fresh from member_batch where id = {r}", .is = "1"},
	{"no row has a link before it is applied", .as = CHAIR, .get = "/members/imports/{r}", .want = 200, .sees = "样例子", .sees_not = "样例子</a>"},
	{"all are taken for good", .check = raced},
	{"applied", .as = CHAIR, .post = "/members/imports/{r}/apply", .want = 303},
	{"the first is registered, with his person", .sql = "select count(*) from member m join person p on p.id = m.id where m.batch = {r}", .is = "1"},
	{"nobody else is", .sql = "select count(*) from person where batch = {r}", .is = "1"},
	{"no half of anybody either", .sql = "select count(*) from member where batch = {r}", .is = "1"},
	{"now his row leads to him", .as = CHAIR, .get = "/members/imports/{r}?fate=1", .want = 200, .sees = "样例子</a>"},
	{"the others say why: the paper", .as = CHAIR, .get = "/members/imports/{r}?fate=5", .want = 200, .sees = "核对之后已有人登记了这个证件号码"},
	{"and the mobile", .as = CHAIR, .get = "/members/imports/{r}?fate=5", .want = 200, .sees = "核对之后已登记在另一个人名下"},
	{"taken back", .as = CHAIR, .post = "/members/imports/{r}/undo", .want = 303},
	{"he is gone", .sql = "select count(*) from person where batch = {r}", .is = "0"},
	/* taking back what is new */
	{"one of the three is changed", .as = CADRE, .sql = "select id from member where name = '样例乙'", .keep = "y"},
	{"by hand", .as = CADRE, .post = "/members/{y}/change", .form = "verb=keep&reason=待岗", .want = 303},
	{"the cadre does not take it back", .as = CADRE, .post = "/members/imports/{b}/undo", .want = 403},
	{"the chair does", .as = CHAIR, .post = "/members/imports/{b}/undo", .want = 303},
	{"who was changed since stays", .sql = "select count(*) from member where batch = {b}", .is = "2"},
	{"the third is gone, with his person", .sql = "select count(*) from person where name = '样例丙'", .is = "0"},
	{"and not found", .as = CADRE, .get = "/search?q=样例丙&kind=person", .want = 200, .sees = "没有找到"},
	{"the counters are right", .settle = 1, .sql = "select sum(n) from counter where measure = 'member.total' and unit = 1 and grain = 2", .is = "4"},
	{"not twice", .as = CHAIR, .post = "/members/imports/{b}/undo", .want = 409},
	{"nor after a day", .now = "2024-03-03", .as = CHAIR, .post = "/members/imports/{g}/undo", .want = 409, .sees = "一天以内"},
	{"what a file held that was taken back is kept no longer", .settle = 1, .sql = "select count(*) from member_row where batch = {d}", .is = "0"},
	{"the template", .as = CADRE, .get = "/members/template", .want = 200},
	{"cells are cleared away in time", .now = "2024-04-20", .settle = 1, .sql = "select count(*) from member_row where batch = {g}", .is = "0"},
	{"an older node left its own", .check = left_by_an_older_node},
	{"those go too", .now = "2024-04-21", .settle = 1, .sql = "select count(*) from member_row where batch in (900, 901, 902)", .is = "0"},
	{"and are closed", .now = "2024-04-22", .settle = 1, .sql = "select count(*) from member_batch where id in (900, 901, 902) and open_ = 0", .is = "3"},
	{"one left what is of use still", .check = left_yesterday},
	{"what can be looked at keeps its rows and is no longer under way", .now = "2024-04-23", .settle = 1, .sql = "select count(*) from member_batch b join member_row r on r.batch = b.id where b.id in (910, 911) and b.open_ = 2", .is = "2"},
	{"what was being written is written to its end, with its rows to take it back by", .sql = "select count(*) from member_batch b join member_row r on r.batch = b.id where b.id in (912, 913, 914) and b.stage = 6 and b.open_ = 2", .is = "3"},
	{"what was being taken back is taken back", .sql = "select count(*) from member_batch where id in (915, 916) and stage = 9", .is = "2"},
	{"a week later the one nobody wrote is gone", .now = "2024-04-29", .settle = 1, .sql = "select count(*) from member_row where batch in (910, 915, 916)", .is = "0"},
	{"those that were written stay a month", .sql = "select count(*) from member_row where batch in (911, 912, 913, 914)", .is = "4"},
	{"and no longer", .now = "2024-05-25", .settle = 1, .sql = "select count(*) from member_row where batch in (911, 912, 913, 914)", .is = "0"},
	{"all events are sealed", .settle = 1, .sql = "select count(*) from event where seal is null", .is = "0"},
};

int main(void)
{
	return scenario("members import", steps, sizeof(steps) / sizeof(steps[0]));
}
