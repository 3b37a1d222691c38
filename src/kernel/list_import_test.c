/* From a workbook into a list and back out again. */
#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define REP "13800000006" /* person 1006 */
#define WORKER "13800000007"

#define HEADS "活动名称,类别,举办日期,地点,参加人数,支出（元）,活动小结,所属工会\n"

static const char *run_sql(struct app *app, const char *text)
{
	struct db *d = writer_db(app->writer);
	for (struct str rest = str_of(text); rest.n;)
		db_run(db_use_text(d, str_dup(app->arena, str_cut(&rest, ';'))));
	return NULL;
}

/* As a server leaves it that was killed when the first of three rows was written (here: as if it had been). */
static const char *half_way(struct app *app)
{
	return run_sql(app, "update import_batch set stage = 3, running = 1, at_no = 2 where file = '断电.csv'");
}

static const char *begun_again(struct app *app)
{
	return run_sql(app, "update import_batch set stage = 3, running = 1, at_no = 3 where file = '断电.csv'");
}

static const char *dismissed(struct app *app)
{
	return run_sql(app, "update post set until = since where person = (select id from person where mobile_mask = '138****0004');"
			    "update import_batch set stage = 3, running = 1 where file = '离任.csv'");
}

static const struct step steps[] = {
	{"the list leads to the import", .as = CADRE, .get = "/activities", .want = 200, .sees = "/lists/activities/import"},
	{"a worker is not led there", .as = WORKER, .get = "/activities", .want = 200, .sees_not = "/lists/activities/import"},
	{"nor may he go", .as = WORKER, .get = "/lists/activities/import", .want = 403},
	{"plans are not imported this way", .as = CADRE, .get = "/lists/plans/import", .want = 404},
	{"the page says how", .as = CADRE, .get = "/lists/activities/import", .want = 200, .sees = "下载模板"},
	{"the template is a workbook", .as = CADRE, .get = "/lists/activities/template", .want = 200, .sees = "PK"},
	{"no file is said on the form", .as = CADRE, .post = "/lists/activities/import", .want = 422, .sees = "<p class=\"err\" id=\"h-file\">请选择要导入的文件"},
	{"a text without rows is said", .as = CADRE, .post = "/lists/activities/import", .file = "file=a.csv=" HEADS, .want = 422, .sees = "文件里没有数据"},
	{"six rows are read", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=一季度.csv=" HEADS
		 "迎春登山,文体活动,2024-02-20,俱乐部,36,\"1,280.50\",三十六人登顶,\n"
		 "技能竞赛,劳动和技能竞赛,2024年3月1日,车间,20,,,运行部分工会\n"
		 "迎春登山,文体活动,2024-02-20,俱乐部,36,\"1,280.50\",三十六人登顶,\n"
		 "读书会,读书,2024-02-30,书屋,x,,,\n"
		 ",文体活动,2024-03-02,,5,,,\n"
		 "慰问,慰问走访,2024-03-03,,5,,,临江港务集团工会\n",
	 .want = 303, .to = "/imports/", .keep = "b"},
	{"nothing is written yet", .sql = "select count(*) from activity", .is = "0"},
	{"two would be new", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees = "导入 2 行"},
	{"one is twice, with where", .as = CADRE, .get = "/imports/{b}?fate=4", .want = 200, .sees = "与第 2 行相同"},
	{"a wrong choice is named with what may stand", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "“类别”不能填“读书”，可以填：学习宣讲、"},
	{"in the same row the wrong day too", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "“举办日期”要填日期"},
	{"a missing name is named", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "请填写“活动名称”。"},
	{"a neighbour's union is not one's own", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "“所属工会”里的“临江港务集团工会”不存在，或你不能在那里登记"},
	{"the batch is its owner's alone", .as = CHAIR, .get = "/imports/{b}", .want = 404},
	{"rows with errors come back as a workbook", .as = CADRE, .get = "/imports/{b}/errors", .want = 200, .sees = "PK"},
	{"it is applied", .as = CADRE, .post = "/imports/{b}/apply", .want = 303, .to = "/imports/{b}"},
	{"two rows are there", .sql = "select count(*) from activity", .is = "2"},
	{"money in fen", .sql = "select cost from activity where title = '迎春登山'", .is = "128050"},
	{"a day written in Chinese", .sql = "select held_on from activity where title = '技能竞赛'", .is = "19783"},
	{"at the unit that was named", .sql = "select unit from activity where title = '技能竞赛'", .is = "101"},
	{"each with its event", .sql = "select count(*) from event where verb = 'create' and record = 'activity' and note = '由文件导入'", .is = "2"},
	{"twice is refused", .as = CADRE, .post = "/imports/{b}/apply", .want = 409, .sees = "已经办过了"},
	{"the same file again finds them known", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=一季度.csv=" HEADS "迎春登山,文体活动,2024-02-20,俱乐部,36,\"1,280.50\",三十六人登顶,\n", .want = 303, .keep = "c"},
	{"as there already", .as = CADRE, .get = "/imports/{c}", .want = 200, .sees = "已有一条内容相同的记录"},

	{"the list goes out with all that can be filled", .as = CADRE, .post = "/lists/activities/export", .form = "query=&format=xlsx&all=1", .want = 200},
	{"and comes back unchanged", .as = CADRE, .post = "/lists/activities/import", .file = "file=改.xlsx=@download", .want = 303, .keep = "d"},
	{"no row would be written", .as = CADRE, .get = "/imports/{d}", .want = 200, .sees = "无变化 <span class=\"n\">2</span>"},
	{"after a change elsewhere", .sql = "select id from activity where title = '迎春登山'", .keep = "a"},
	{"somebody edits the row", .as = CHAIR, .post = "/activities/{a}",
	 .form = "title=迎春登山&kind=2&held_on=2024-02-20&place=北山&people=40&cost=1280.50&cost_kind=3&summary=三十六人登顶&_version=1", .want = 303},
	{"the exported file is now old", .as = CADRE, .post = "/lists/activities/import", .file = "file=改.xlsx=@download", .want = 303, .keep = "e"},
	{"and says so", .as = CADRE, .get = "/imports/{e}?fate=5", .want = 200, .sees = "导出以后这条记录改动过"},
	{"columns of another name are shown", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=补.csv=编号（勿改）,活动名称,人头\n{a},迎春登山,41\n", .want = 303, .keep = "f"},
	{"as not known", .as = CADRE, .get = "/imports/{f}", .want = 200, .sees = "有 1 列不认识"},
	{"the meaning is chosen", .as = CADRE, .post = "/imports/{f}/map", .form = "c2=people", .want = 303},
	{"then it is a change, old and new", .as = CADRE, .get = "/imports/{f}", .want = 200, .sees = "参加人数：40 → 41"},
	{"applied", .as = CADRE, .post = "/imports/{f}/apply", .want = 303},
	{"the row has it", .sql = "select people from activity where title = '迎春登山'", .is = "41"},
	{"the choice is remembered", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=补.csv=编号（勿改）,活动名称,人头\n{a},迎春登山,42\n", .want = 303, .keep = "g"},
	{"for the next file", .as = CADRE, .get = "/imports/{g}", .want = 200, .sees = "参加人数：41 → 42"},
	{"the change is taken back", .as = CADRE, .post = "/imports/{f}/undo", .want = 303},
	{"to what it was", .sql = "select people from activity where title = '迎春登山'", .is = "40"},
	{"the new rows are taken back as far as nobody touched them", .as = CADRE, .post = "/imports/{b}/undo", .want = 303, .to = "/imports/{b}"},
	{"and the page says of each", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees = "1 行没有撤销，保持原样"},
	{"one is cancelled", .sql = "select count(*) from activity where state = 3", .is = "1"},
	{"twice is refused too", .as = CADRE, .post = "/imports/{b}/undo", .want = 409},
	{"an unknown number is an error of its row", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=补.csv=编号（勿改）,活动名称\n77,登山\nabc,登山\n", .want = 303, .keep = "h"},
	{"said with what to do", .as = CADRE, .get = "/imports/{h}", .want = 200, .sees = "编号 77 的记录不存在"},
	{"a number that is none too", .as = CADRE, .get = "/imports/{h}", .want = 200, .sees = "编号“abc”不对"},
	/* killed */
	{"three rows more", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=断电.csv=" HEADS "断电甲,文体活动,2024-02-21,,5,,,\n断电乙,文体活动,2024-02-22,,5,,,\n断电丙,文体活动,2024-02-23,,5,,,\n", .want = 303, .keep = "k"},
	{"a server is killed that had written the first", .check = half_way},
	{"the page says that it is under way", .as = CADRE, .get = "/imports/{k}", .want = 200, .sees = "正在写入"},
	{"and nobody begins it twice", .as = CADRE, .post = "/imports/{k}/apply", .want = 409},
	{"it goes on by itself", .now = "2024-03-01", .settle = 1, .sql = "select stage from import_batch where id = {k}", .is = "1"},
	{"behind the row that was there", .sql = "select count(*) from activity where title like '断电%'", .is = "2"},
	{"with the rights of who asked for it", .sql = "select count(*) from event e join person p on p.id = e.actor where e.note = '由文件导入' and e.row_id in (select id from activity where title like '断电%') and p.mobile_mask = '138****0004'", .is = "2"},
	{"killed again, this time taken back half way", .check = begun_again},
	{"while it is under way", .as = CADRE, .post = "/imports/{k}/undo", .want = 303},
	{"all of it is taken back", .sql = "select count(*) from activity where title like '断电%' and state <> 3", .is = "0"},
	{"for good", .as = CADRE, .post = "/imports/{k}/undo", .want = 409},
	{"one row of another", .as = CADRE, .post = "/lists/activities/import", .file = "file=离任.csv=" HEADS "离任活动,文体活动,2024-02-21,,5,,,\n", .want = 303, .keep = "l"},
	{"whose post ends before the server comes back", .check = dismissed},
	{"nothing is written any more", .now = "2024-03-03", .settle = 1, .sql = "select stage || ' ' || fate from import_batch b join import_row r on r.batch = b.id where b.id = {l}", .is = "1 5"},
	{"a representative here becomes a cadre of another union", .sql = "insert into post(id, person, unit, role, title, since, until) values (77023, 1006, 11, 4, '', 19000, 0)"},
	{"a row of his that names no union", .as = REP, .post = "/lists/activities/import", .file = "file=泊位.csv=" HEADS "泊位登山,文体活动,2024-02-21,,5,,,\n", .want = 303, .keep = "z"},
	{"is written", .as = REP, .post = "/imports/{z}/apply", .want = 303},
	{"where his post gives the right", .settle = 1, .sql = "select unit from activity where title = '泊位登山'", .is = "11"},
};

int main(void)
{
	return scenario("list-import", steps, sizeof(steps) / sizeof(steps[0]));
}
