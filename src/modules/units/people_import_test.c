/* People from a workbook: their numbers lie sealed from the first moment, each row's fate is shown before anything is written. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"

#define HEADS "姓名,工号,性别,岗位,手机号,身份证号,所在单位\n"

/* No column of the batch has a number in the clear. */
static const char *sealed(struct app *app)
{
	static const char *const numbers[] = {"13900001111", "13900002222", "11010519491231002X"};
	struct stmt *s = db_use_text(writer_db(app->writer), "select r.cells || r.title || r.problem || r.before || b.file || b.heads from import_row r join import_batch b on b.id = r.batch");
	const char *why = "there is no row";
	while (db_step(s)) {
		const char *text = col_text(s, 0, app->arena);
		why = why && strcmp(why, "there is no row") == 0 ? NULL : why;
		for (size_t i = 0; i < 3; i++)
			if (strstr(text, numbers[i]))
				why = "a number lies in the clear";
	}
	db_done(s);
	return why;
}

static const struct step steps[] = {
	{"the list of people leads there", .as = CADRE, .get = "/people", .want = 200, .sees = "/lists/people/import"},
	{"not for a worker", .as = WORKER, .get = "/lists/people/import", .want = 403},
	{"the template has the numbers", .as = CADRE, .get = "/lists/people/template", .want = 200, .sees = "PK"},
	{"nine rows are read", .as = CADRE, .post = "/lists/people/import",
	 .file = "file=花名册.csv=" HEADS
		 "样例甲,A01,男,巡检,13900001111,11010519491231002X,\n"
		 "样例乙,A02,女,化验,,,临江发电有限公司工会运行部分工会\n"
		 "样例丙,A03,男,巡检,13900001111,,\n"
		 "样例丁,,男,巡检,,,\n"
		 "样例戊,A05,男,巡检,1390000,,\n"
		 "样例己,A06,男,巡检,13800000007,,\n"
		 "样例庚,A07,男,巡检,,110105194912310021,\n"
		 "样例辛,A08,男,巡检,,,临江港务集团工会\n"
		 "样例壬,A09,男,巡检,13900002222,,\n",
	 .want = 303, .to = "/imports/", .keep = "b"},
	{"their numbers are sealed in the batch", .check = sealed},
	{"nobody is registered yet", .sql = "select count(*) from person where name in ('样例甲', '样例壬')", .is = "0"},
	{"what would happen is counted", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees = "新增 <span class=\"n\">2</span>"},
	{"every column is known, 岗位 too", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees_not = "列不认识"},
	{"a mobile twice in the file", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "手机号与第 2 行相同"},
	{"nothing to sign in with", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "请填手机号或工号，登录时用。"},
	{"somebody else's mobile", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "这个手机号已登记在另一个人名下"},
	{"a unit of others", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees = "“临江港务集团工会”不存在，或你不能在那里登记"},
	{"the page shows no number", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees_not = "13900001111"},
	{"nor one that is wrong", .as = CADRE, .get = "/imports/{b}?fate=5", .want = 200, .sees_not = "13800000007"},
	{"the rows with errors come back", .as = CADRE, .get = "/imports/{b}/errors", .want = 200, .sees = "PK"},
	{"read again, the numbers are not in them", .as = CADRE, .post = "/lists/people/import", .file = "file=错.xlsx=@download", .want = 303, .keep = "x"},
	{"but named as left out", .as = CADRE, .get = "/imports/{x}?fate=5", .want = 200, .sees_not = "1390000"},
	{"the batch is its owner's alone", .as = CHAIR, .get = "/imports/{b}", .want = 404},
	{"applied", .as = CADRE, .post = "/imports/{b}/apply", .want = 303},
	{"registered, masked", .sql = "select mobile_mask || ' ' || staff_no || ' ' || unit from person where name = '样例甲'", .is = "139****1111 A01 10"},
	{"found by pinyin", .as = CADRE, .get = "/people?q=ylj", .want = 200, .sees = "样例甲"},
	{"and by the whole number", .as = CADRE, .get = "/people?q=13900001111", .want = 200, .sees = "样例甲"},
	{"an event each, without numbers", .sql = "select count(*) from event where record = 'person' and verb = 'create' and note = '由文件导入' and changes not like '%139%'", .is = "2"},
	{"the result offers their activation sheet", .as = CADRE, .get = "/imports/{b}", .want = 200, .sees = "给本页新增的人印发激活单"},
	{"the first new person", .sql = "select id from person where name = '样例甲'", .keep = "p"},
	{"the second", .sql = "select id from person where name = '样例壬'", .keep = "q"},
	{"printed", .as = CADRE, .post = "/accounts/codes", .form = "person={p}&person={q}", .want = 200, .sees = "code-k"},
	{"whose account exists is not taken back, the other is", .as = CADRE, .post = "/imports/{b}/undo", .want = 303},
	{"exported with numbers masked", .as = CADRE, .post = "/lists/people/export", .form = "query=&format=xlsx&all=1&reason=核对名册", .want = 200},
	{"and read back without a change of them", .as = CADRE, .post = "/lists/people/import", .file = "file=回.xlsx=@download", .want = 303, .keep = "r"},
	{"no row is wrong", .as = CADRE, .get = "/imports/{r}", .want = 200, .sees = "错误 <span class=\"n\">0</span>"},
	{"a number of somebody registered is not changed from a file", .as = CADRE, .post = "/lists/people/import",
	 .file = "file=改.csv=编号（勿改）,姓名,手机号\n{p},样例甲,13900003333\n", .want = 303, .keep = "c"},
	{"but on his page", .as = CADRE, .get = "/imports/{c}", .want = 200, .sees = "已登记的手机号不从文件修改"},
	/* taking back */
	{"one more by mistake", .as = CADRE, .post = "/lists/people/import", .file = "file=误.csv=姓名,手机号\n样例误,13900004444\n", .want = 303, .keep = "d"},
	{"applied", .as = CADRE, .post = "/imports/{d}/apply", .want = 303},
	{"taken back", .as = CADRE, .post = "/imports/{d}/undo", .want = 303, .to = "/imports/{d}"},
	{"his number is free again", .sql = "select state || mobile_hash || mobile_seal from person where name = '样例误'", .is = "2"},
	{"for the right file", .as = CADRE, .post = "/lists/people/import", .file = "file=正.csv=姓名,手机号\n样例正,13900004444\n", .want = 303, .keep = "e"},
	{"new", .as = CADRE, .get = "/imports/{e}", .want = 200, .sees = "导入 1 行"},
};

int main(void)
{
	return scenario("people-import", steps, sizeof(steps) / sizeof(steps[0]));
}
