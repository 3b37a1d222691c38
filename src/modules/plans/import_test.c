#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/plans/import.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define FEDERATION "13800000001"
#define AUDITOR "13800000008"

/* A plan of an enterprise union, pasted: three sections, six points, a glossary. */
#define ENTERPRISE \
	"关于印发《样例热电有限公司工会2024年工作要点》的通知\n" \
	"各分工会：\n" \
	"现将《样例热电有限公司工会2024年工作要点》印发给你们，请结合实际贯彻执行。\n" \
	"样例热电有限公司工会2024年工作要点\n" \
	"2024年工会工作的总体要求是：围绕安全生产，服务职工，建好小家。\n" \
	"一、建功立业\n" \
	"1．深化劳动竞赛。4月至11月开展“安康杯”竞赛，举办技能比武不少于3场。加强班组建设。\n" \
	"2．推进岗位创新。评选“五小”成果20项；9月召开成果发布会。\n" \
	"二、民主管理\n" \
	"3．开好职代会。一季度召开职工代表大会，征集职工提案。\n" \
	"- 3 -\n" \
	"4．推进厂务公开。按季公开业务支出，修订厂务公开实施办法。\n" \
	"三、服务职工\n" \
	"5．送温暖送清凉。开展“夏送清凉”慰问，走访慰问困难职工。\n" \
	"6．丰富文体活动。举办登山、羽毛球两项赛事，不断提升职工获得感。\n" \
	"注：“五小”：一是小发明；二是小革新；三是小改造；四是小设计；五是小建议。\n"

/* One of a federation: groups and points in brackets, two in one line. */
#define COUNCIL \
	"样例市总工会2024年工作要点\n" \
	"（一）思想引领\n" \
	"1.举办“劳动者之声”宣讲20场。2.开展职工读书月活动。\n" \
	"（二）组织建设\n" \
	"1.新建基层工会15家。2.按期完成六家工会换届，年底前报结果。\n"

static const char *two_thousand_points(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16u << 20), *text_memory = arena_new(16u << 20);
	struct req *r = system_request(app, d, a);
	struct buf b = buf_in(text_memory);
	int64_t plan = 0;
	buf_puts(&b, "样例大要点2024年\n");
	for (int i = 1; i <= 2000; i++)
		buf_printf(&b, "%d．第%d项工作要做好。办好第%d件实事，举办活动%d场，并把办理结果告诉职工，听取大家的意见。\n", i, i, i, i);
	db_begin(d);
	bool good = plan_import_text(r, 10, 2024, "", buf_slice(&b), &plan);
	db_commit(d);
	arena_free(a);
	arena_free(text_memory);
	return good && plan ? NULL : "2,000 points are not imported";
}

static const struct step steps[] = {
	{"a worker may not import", .as = WORKER, .get = "/plans/import", .want = 403},
	{"nor an auditor", .as = AUDITOR, .post = "/plans/import", .form = "text=一、做事", .want = 403},
	{"a cadre sees his own union chosen", .as = CADRE, .get = "/plans/import", .want = 200, .sees = "<option value=\"10\" selected>"},
	{"and none of another union", .as = CADRE, .get = "/plans/import", .want = 200, .sees_not = "临江港务集团工会"},
	{"nothing given is named", .as = CADRE, .post = "/plans/import", .form = "unit=10&text=", .want = 422, .sees = "请选择要点文件，或把全文粘贴"},
	{"a wrong year is named and the text kept", .as = CADRE, .post = "/plans/import", .form = "unit=10&year=24&text=一、留住这段文字", .want = 422, .sees = "一、留住这段文字"},
	{"with how to mend it", .as = CADRE, .post = "/plans/import", .form = "unit=10&year=24&text=一、事", .want = 422, .sees = "年度请填四位数字"},
	{"an old .doc is refused with how to convert it", .as = CADRE, .post = "/plans/import", .form = "unit=10",
	 .file = "file=要点.doc=\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", .want = 422, .sees = "另存"},
	{"a PDF too", .as = CADRE, .post = "/plans/import", .form = "unit=10", .file = "file=要点.pdf=%PDF-1.4\n1 0 obj", .want = 422, .sees = "PDF"},
	{"another union is not one's own", .as = CADRE, .post = "/plans/import", .form = "unit=11&text=一、事", .want = 403},
	{"a department drafts no plan", .as = CADRE, .post = "/plans/import", .form = "unit=104&text=一、事", .want = 422, .sees = "请选择由哪个工会起草"},
	{"nothing was written so far", .sql = "select count(*) from plan", .is = "0"},
	{"a pasted plan is imported", .as = CADRE, .post = "/plans/import", .form = "unit=10&text=" ENTERPRISE, .want = 303, .to = "/plans/", .keep = "p"},
	{"its title is the plan's own", .sql = "select title from plan where id = {p}", .is = "样例热电有限公司工会2024年工作要点"},
	{"its year too", .sql = "select year from plan where id = {p}", .is = "2024"},
	{"three sections", .sql = "select count(*) from plan_node where plan = {p} and level = 1", .is = "3"},
	{"six points", .sql = "select count(*) from plan_node where plan = {p} and level = 3", .is = "6"},
	{"points hang on their section", .sql = "select s.title from plan_node n join plan_node s on s.id = n.parent where n.plan = {p} and n.number = '4'", .is = "民主管理"},
	{"positions leave room", .sql = "select position from plan_node where plan = {p} and number = '1'", .is = "2048"},
	{"the glossary has its members", .sql = "select members from plan_term where plan = {p}", .is = "小发明\n小革新\n小改造\n小设计\n小建议"},
	{"the page number was left out", .sql = "select count(*) from plan_dropped where plan = {p} and piece like '%3%'", .is = "1"},
	{"the text is kept", .sql = "select source like '%岗位创新%' from plan where id = {p}", .is = "1"},
	{"a file is imported by the federation for itself", .as = FEDERATION, .post = "/plans/import", .form = "unit=1&year=2025",
	 .file = "file=样例市总要点.txt=" COUNCIL, .want = 303, .keep = "f"},
	{"the typed year wins", .sql = "select year from plan where id = {f}", .is = "2025"},
	{"its file is named", .sql = "select source_name from plan where id = {f}", .is = "样例市总要点.txt"},
	{"four points in two lines", .sql = "select count(*) from plan_node where plan = {f} and level = 3", .is = "4"},
	{"2,000 points go in at once", .check = two_thousand_points},
	{"all of them", .sql = "select count(*) from plan_node where plan = (select id from plan where title like '样例大要点%') and level = 3", .is = "2000"},
	{"each with its event", .sql = "select count(*) from event where record = 'plan_node' and verb = 'create'", .is = "2015"},
};

int main(void)
{
	return scenario("import", steps, sizeof(steps) / sizeof(steps[0]));
}
