/* The register as its people use it: tree, units, moving, people, numbers, posts. */
#include "scenario/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "http/url.h"
#include "kernel/app.h"
#include "kernel/search.h"
#include "kernel/writer.h"
#include "modules/units/units.h"
#include "scenario/visitor.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define SYSTEM "13800000011"
#define OTHER_CHAIR "13800000021"

static struct arena *memory;

/* Ten thousand units: 100 direct unions of 99 teams each, below a second federation. */
static const char *many_units(struct app *app)
{
	struct db *d = writer_db(app->writer);
	memory = arena_new(256u << 20);
	db_begin(d);
	unit_insert(d, memory, 900000, 1, UNIT_FEDERATION, "临江新区总工会", "新区", "XQ", day_of(2022, 1, 1), clock_now());
	for (int64_t i = 0; i < 100; i++) {
		int64_t up = 900001 + i * 100;
		unit_insert(d, memory, up, 900000, UNIT_DIRECT_UNION, arena_printf(memory, "新区%lld厂工会", (long long)i), "", "", day_of(2022, 1, 1), clock_now());
		for (int64_t k = 1; k < 100; k++)
			unit_insert(d, memory, up + k, up, UNIT_TEAM, arena_printf(memory, "%lld班", (long long)k), "", "", day_of(2022, 1, 1), clock_now());
	}
	units_index(d, memory);
	db_commit(d);
	return NULL;
}

/* A unit of more people than its page counts, and without them again. */
static const char *thousand(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	db_script(d, "insert into person(id, unit, state, name) with recursive n(i) as (select 1 union all select i + 1 from n where i < 1001) "
		     "select 700000 + i, 102, 1, '样例' from n");
	db_commit(d);
	return NULL;
}

static const char *without_them(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	db_script(d, "delete from person where id > 700000 and id <= 701001");
	db_commit(d);
	return NULL;
}

static const char *small_page(struct app *app)
{
	size_t n = strlen(scenario_page()), items = 0;
	(void)app;
	for (const char *p = scenario_page(); (p = strstr(p, "class=\"ut-n\"")); p++)
		items++;
	return n < 100000 && items < 300 ? NULL : arena_printf(memory, "%zu bytes, %zu units", n, items);
}

static const char *fast_move(struct app *app)
{
	(void)app;
	arena_free(memory);
	return NULL;
}

/* Entries of so many who are there no more, with a staff number that begins like the last digits of a mobile. */
static const char *many_left(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16u << 20);
	db_begin(d);
	for (int64_t i = 0; i < 200; i++)
		search_index(d, a, clock_now(), &(struct search_entry){.record = "person", .row_id = 800000 + i, .unit = 10, .title = "样例离职",
									.text = arena_printf(a, "0007%lld", (long long)i), .need = "person.find"});
	db_commit(d);
	arena_free(a);
	return NULL;
}

static const char *none_left(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16u << 20);
	db_begin(d);
	for (int64_t i = 0; i < 200; i++)
		search_drop(d, a, "person", 800000 + i);
	db_commit(d);
	arena_free(a);
	return NULL;
}

/* Page after page: by name to the end first, then by mobile, each person once. */
static const char *found_once(struct app *app)
{
	struct arena *a = arena_new(16u << 20);
	struct visitor *v = visitor_new(app, a);
	static const char link[] = "href=\"/people?q=0007&amp;older=";
	const char *path = "/people?q=0007";
	int pages = 0, times = 0;
	visitor_enter(v, CADRE);
	for (; path && pages < 9; pages++) {
		visit(v, path);
		WANT(v, v->status == 200, "no page");
		const char *next = strstr(v->page, link);
		bool found = strstr(v->page, "样例赵工") != NULL;
		WANT(v, !found || !next, "found by mobile before the names are at their end");
		times += found;
		struct str older = next ? (struct str){next + strlen(link), strcspn(next + strlen(link), "\"")} : (struct str){0};
		path = url_decode(a, older, true, &older) && next ? arena_printf(a, "/people?q=0007&older=%s", older.p) : NULL;
	}
	const char *wrong = times == 1 && pages > 2 && !path ? NULL : arena_printf(app->arena, "%d times on %d pages", times, pages);
	arena_free(a);
	return wrong;
}

static const char *led(struct app *app)
{
	size_t n;
	struct arena *a = arena_new(1 << 20);
	struct unit_led *u = units_led(writer_db(app->writer), a, 17, day_of(2024, 3, 1), &n);
	bool good = n == 1 && u[0].unit == 10 && u[0].kind == LINK_INDUSTRY;
	u = units_leading(writer_db(app->writer), a, 10, day_of(2024, 2, 28), &n);
	good &= n == 0;
	arena_free(a);
	return good ? NULL : "units_led does not give the union, or gives it before its day";
}

static const struct step steps[] = {
	/* the tree */
	{"a chair sees his own union and below", .as = CHAIR, .get = "/units", .want = 200, .sees = "运行部分工会"},
	{"not the teams two levels down before opening", .as = CHAIR, .get = "/units", .want = 200, .sees_not = "运行一值"},
	{"opening shows them, without script", .as = CHAIR, .get = "/units?open=101", .want = 200, .sees = "运行一值"},
	{"not other unions", .as = CHAIR, .get = "/units", .want = 200, .sees_not = "临江港务"},
	{"a worker sees his own line only", .as = WORKER, .get = "/units", .want = 200, .sees = "临江发电", .sees_not = "检修部"},
	{"finding by a fragment of the name", .as = CHAIR, .get = "/units?q=行部", .want = 200, .sees = "运行部分工会"},
	{"by initials", .as = CHAIR, .get = "/units?q=yxb", .want = 200, .sees = "运行部分工会"},
	{"by code", .as = CHAIR, .get = "/units?q=lj0102", .want = 200, .sees = "检修部分工会"},
	{"not beyond one's union", .as = CHAIR, .get = "/units?q=港务", .want = 200, .sees = "没有找到"},
	{"an administrator sees nothing of it", .as = SYSTEM, .get = "/units", .want = 403},
	{"another union's page is closed", .as = OTHER_CHAIR, .get = "/units/10", .want = 403},
	{"the page of a unit", .as = CHAIR, .get = "/units/10", .want = 200, .sees = "2020年1月1日 起"},
	{"says who is in office", .as = CHAIR, .get = "/units/10", .want = 200, .sees = "样例李卫"},
	/* making and changing */
	{"a handler makes no units", .as = HANDLER, .post = "/units/104/new", .form = "name=安全组&kind=7", .want = 403},
	{"a team is not made without a name", .as = CADRE, .post = "/units/101/new", .form = "kind=7", .want = 422, .sees = "请填写“单位名称”。"},
	{"nor a federation under a branch", .as = CADRE, .post = "/units/101/new", .form = "name=x&kind=1", .want = 422, .sees = "请选择类别"},
	{"nor with somebody else's code", .as = CADRE, .post = "/units/101/new", .form = "name=运行三值&kind=7&code=LJ02", .want = 422, .sees = "已被别的单位使用"},
	{"what was typed stays", .as = CADRE, .post = "/units/101/new", .form = "name=运行三值&kind=7&code=LJ02", .want = 422, .sees = "value=\"运行三值\""},
	{"a team is made", .as = CADRE, .post = "/units/101/new", .form = "name=运行三值&kind=7&code=LJ010103", .want = 303, .keep = "t"},
	{"its path is below its parent's", .sql = "select path from unit where id = {t}", .is = "/1/10/101/{t}/"},
	{"its history begins today", .sql = "select since from unit_parent where unit = {t}", .is = "19783"},
	{"it is found at once", .as = CADRE, .get = "/units?q=yxsz", .want = 200, .sees = "运行三值"},
	{"and by the search of everything", .sql = "select count(*) from search_doc where record = 'unit' and row_id = {t}", .is = "1"},
	{"the forms are there: a unit below", .as = CADRE, .get = "/units/10/new", .want = 200, .sees = "name=\"name\""},
	{"changing one", .as = CADRE, .get = "/units/{t}/edit", .want = 200, .sees = "value=\"运行三值\""},
	{"moving one", .as = CHAIR, .get = "/units/{t}/move", .want = 200, .sees = "调整隶属"},
	{"the children of a unit, for the tree", .as = CADRE, .get = "/units/101/children", .want = 303, .to = "/units?open=101$"},
	{"a new person", .as = CADRE, .get = "/people/new?unit=10", .want = 200, .sees = "手机"},
	{"it is renamed", .as = CADRE, .post = "/units/{t}", .form = "name=运行值长组&code=LJ010103&_version=1", .want = 303},
	{"the history shows both names", .as = CADRE, .get = "/units/{t}", .want = 200, .sees = "单位名称：运行三值 → 运行值长组"},
	{"and the search knows the new one at once", .as = CADRE, .get = "/search?q=值长组&kind=unit", .want = 200, .sees = "/units/{t}"},
	{"not the old one any more", .as = CADRE, .get = "/search?q=运行三值&kind=unit", .want = 200, .sees_not = "/units/{t}"},
	{"an old version is refused", .as = CADRE, .post = "/units/{t}", .form = "name=别的&_version=1", .want = 409},
	/* moving */
	{"not below itself", .as = CHAIR, .post = "/units/101/move", .form = "to=105&reason=试", .want = 422, .sees = "不能移到自己"},
	{"not under a team", .as = CHAIR, .post = "/units/102/move", .form = "to=105&reason=试", .want = 422, .sees = "不能设在班组之下"},
	{"not without a reason", .as = CHAIR, .post = "/units/{t}/move", .form = "to=102", .want = 422, .sees = "理由"},
	{"not into another union", .as = CHAIR, .post = "/units/101/move", .form = "to=11&reason=试", .want = 403},
	{"not oneself away from above", .as = CHAIR, .post = "/units/10/move", .form = "to=11&reason=试", .want = 403},
	{"a branch moves with its teams", .as = FEDERATION, .now = "2024-03-10", .post = "/units/101/move", .form = "to=11&reason=划转批复〔2024〕1号", .want = 303},
	{"paths of the teams follow", .sql = "select path from unit where id = 105", .is = "/1/11/101/105/"},
	{"the old chair no longer sees it", .as = CHAIR, .get = "/units/105", .want = 403},
	{"the new one does", .as = OTHER_CHAIR, .get = "/units/105", .want = 200, .sees = "运行一值"},
	{"whose search finds it", .as = OTHER_CHAIR, .get = "/search?q=值长组", .want = 200, .sees = "/units/{t}"},
	{"as the old chair's no longer does", .as = CHAIR, .get = "/search?q=值长组", .want = 200, .sees = "没有找到"},
	{"within the new union too", .as = FEDERATION, .get = "/search?q=值长组&unit=11", .want = 200, .sees = "/units/{t}"},
	{"not within the old one", .as = FEDERATION, .get = "/search?q=值长组&unit=10", .want = 200, .sees = "没有找到"},
	{"the day before it was the old union's", .sql = "select parent from unit_parent where unit = 101 and since <= 19791 and (until = 0 or until > 19791)", .is = "10"},
	{"from the day on it is the new one's", .sql = "select parent from unit_parent where unit = 101 and since <= 19792 and (until = 0 or until > 19792)", .is = "11"},
	{"moving back the same day leaves one line", .as = FEDERATION, .post = "/units/101/move", .form = "to=10&reason=撤回", .want = 303},
	{"of that day", .sql = "select count(*) from unit_parent where unit = 101 and until = 0", .is = "1"},
	{"search follows too", .sql = "select path from search_doc where record = 'unit' and row_id = {t}", .is = "/1/10/101/{t}/"},
	{"for the chair as well", .as = CHAIR, .get = "/search?q=值长组", .want = 200, .sees = "/units/{t}"},
	/* dissolving */
	{"a unit with units below stays", .as = CHAIR, .post = "/unit/101/do/dissolve", .form = "reason=合并", .want = 409, .sees = "还有下级单位"},
	{"one with people stays", .as = CHAIR, .post = "/unit/105/do/dissolve", .form = "reason=合并", .want = 409, .sees = "还有在册人员"},
	{"nobody dissolves his own union", .as = OTHER_CHAIR, .post = "/unit/11/do/dissolve", .form = "reason=合并", .want = 409},
	{"an empty team is dissolved", .as = CHAIR, .post = "/unit/{t}/do/dissolve", .form = "reason=合并", .want = 303},
	{"and restored", .as = CHAIR, .post = "/unit/{t}/do/restore", .form = "reason=误撤", .want = 303},
	{"to be dissolved for good", .as = CHAIR, .post = "/unit/{t}/do/dissolve", .form = "reason=合并", .want = 303},
	{"it is gone from the tree", .as = CHAIR, .get = "/units?open=101", .want = 200, .sees_not = "运行值长组"},
	/* led from two sides */
	{"a leader that does not exist", .as = CHAIR, .post = "/units/10/links", .form = "code=ZZ&kind=1", .want = 422, .sees = "没有代码为“ZZ”的单位"},
	{"one that is above already", .as = CHAIR, .post = "/units/10/links", .form = "code=LJ&kind=1", .want = 422, .sees = "已有上下级关系"},
	{"an industry's union leads too", .as = CHAIR, .now = "2024-03-01", .post = "/units/10/links", .form = "code=LJ08&kind=1", .want = 303, .keep = "l"},
	{"the page says so", .as = CHAIR, .get = "/units/10", .want = 200, .sees = "临江快递行业联合工会", .check = led},
	{"and gives no right to look in", .as = OTHER_CHAIR, .get = "/units/10", .want = 403},
	{"the link", .sql = "select id from unit_link where unit = 10", .keep = "k"},
	{"it ends", .as = CHAIR, .post = "/units/10/links/{k}/end", .want = 303},
	/* people */
	{"the list masks numbers", .as = CADRE, .get = "/people", .want = 200, .sees = "138****0007", .sees_not = "13800000007"},
	{"a handler may not see it", .as = HANDLER, .get = "/people", .want = 403},
	{"nor look at one", .as = HANDLER, .get = "/people/1007", .want = 403},
	{"nor another union's chair", .as = OTHER_CHAIR, .get = "/people/1007", .want = 403},
	{"nor in his list", .as = OTHER_CHAIR, .get = "/people", .want = 200, .sees = "样例吴港", .sees_not = "样例赵工"},
	{"nor by asking for the unit", .as = OTHER_CHAIR, .get = "/people?unit=10", .want = 403},
	{"finding by initials", .as = CADRE, .get = "/people?q=ylzg", .want = 200, .sees = "样例赵工"},
	{"by a fragment", .as = CADRE, .get = "/people?q=赵工", .want = 200, .sees = "样例赵工"},
	{"by the last four digits", .as = CADRE, .get = "/people?q=0007", .want = 200, .sees = "样例赵工"},
	{"many who have left had such a staff number", .check = many_left},
	{"then by the digits when nobody there has it, once", .check = found_once},
	{"their entries go", .check = none_left},
	{"by the whole number", .as = CADRE, .get = "/people?q=13800000007", .want = 200, .sees = "样例赵工"},
	{"not by five digits of it", .as = CADRE, .get = "/people?q=00007", .want = 200, .sees = "没有找到"},
	{"not beyond one's scope", .as = OTHER_CHAIR, .get = "/people?q=13800000007", .want = 200, .sees = "没有找到"},
	{"a wrong mobile and number are named", .as = CADRE, .post = "/people", .form = "name=样例新人&unit=105&mobile=123&idno=110101199003078888", .want = 422, .sees = "身份证号"},
	{"a mobile is one person's", .as = CADRE, .post = "/people", .form = "name=样例新人&unit=105&mobile=13800000007", .want = 422, .sees = "已登记在另一个人名下"},
	{"not into another union", .as = CADRE, .post = "/people", .form = "name=样例新人&unit=11", .want = 403},
	{"somebody is registered", .as = CADRE, .post = "/people", .form = "name=样例新人&unit=105&staff_no=20240&mobile=13911112222&idno=11010119900307803X", .want = 303, .keep = "p"},
	{"the search finds them at once", .as = CADRE, .get = "/search?q=ylxr&kind=person", .want = 200, .sees = "/people/{p}"},
	{"by no number", .as = CADRE, .get = "/search?q=13911112222", .want = 200, .sees = "没有找到"},
	{"the numbers are masked", .as = CADRE, .get = "/people/{p}", .want = 200, .sees = "139****2222", .sees_not = "13911112222"},
	{"the form to change a person holds no whole number", .as = CADRE, .get = "/people/{p}/edit", .want = 200, .sees_not = "13911112222"},
	{"the identity number too", .as = CADRE, .get = "/people/{p}", .want = 200, .sees = "110***********803X", .sees_not = "19900307"},
	{"nothing plain is stored", .sql = "select count(*) from person where mobile_seal like '%1111%' or idno_seal like '%0307%' or mobile_mask like '%1111%'", .is = "0"},
	{"the chain holds no name", .sql = "select count(*) from event where record = 'person' and (changes like '%样例%' or note like '%样例%')", .is = "0"},
	{"the erasable side table does", .sql = "select count(*) from event_personal where value like '%样例新人%'", .is = "1"},
	{"a head may give an office with it", .as = CHAIR, .get = "/people/new?unit=10", .want = 200, .sees = "name=\"role\""},
	{"a cadre is not offered that", .as = CADRE, .get = "/people/new?unit=10", .want = 200, .sees_not = "name=\"role\""},
	{"nor may she", .as = CADRE, .post = "/people", .form = "name=样例新干部&unit=10&role=4", .want = 403},
	{"no chair of a department", .as = CHAIR, .post = "/people", .form = "name=样例新干部&unit=105&role=5", .want = 422, .sees = "不是工会，没有工会主席"},
	{"then the person is not registered either", .sql = "select count(*) from person where name = '样例新干部'", .is = "0"},
	{"no administrator by that way", .as = CHAIR, .post = "/people", .form = "name=样例新干部&unit=10&role=8", .want = 422, .sees = "请选择角色"},
	{"a cadre from today on", .as = CHAIR, .post = "/people", .form = "name=样例新干部&unit=10&role=4", .want = 303},
	{"in office", .sql = "select t.role || ' ' || t.unit || ' ' || t.state from post t join person p on p.id = t.person where p.name = '样例新干部'", .is = "4 10 1"},
	{"a staff number is used once in a unit", .as = CADRE, .post = "/people", .form = "name=样例另一&unit=105&staff_no=20240", .want = 422, .sees = "本单位已有工号"},
	/* the list, and taking it along */
	{"the list of people has filters", .as = CADRE, .get = "/people/list?state=1&sort=staff_no", .want = 200, .sees = "139****2222", .sees_not = "13911112222"},
	{"and finds by initials", .as = CADRE, .get = "/people/list?q=ylxr", .want = 200, .sees = "/people/{p}"},
	{"not another union's", .as = OTHER_CHAIR, .get = "/people/list?q=ylxr", .want = 200, .sees_not = "/people/{p}"},
	{"nobody of union 10", .as = OTHER_CHAIR, .get = "/people/list", .want = 200, .sees = "样例吴港", .sees_not = "样例赵工"},
	{"a handler may not see it", .as = HANDLER, .get = "/people/list", .want = 403},
	{"taking it along needs a purpose", .as = CADRE, .post = "/lists/people/export", .form = "query=&format=xlsx", .want = 422, .sees = "用途"},
	{"no handler takes it", .as = HANDLER, .post = "/lists/people/export", .form = "query=&format=xlsx&reason=核对", .want = 403},
	{"with a purpose it is a file", .as = CADRE, .post = "/lists/people/export", .form = "query=&format=xlsx&reason=核对会员名册", .want = 200},
	{"in it the numbers are masked", .as = CADRE, .post = "/lists/people/export", .form = "query=&format=csv&all=1&reason=核对会员名册", .want = 200, .sees = "139****2222", .sees_not = "13911112222"},
	{"the identity number too", .as = CADRE, .post = "/lists/people/export", .form = "query=&format=csv&all=1&reason=核对会员名册", .want = 200, .sees = "110***********803X", .sees_not = "19900307"},
	{"and nobody of another union stands in it", .as = OTHER_CHAIR, .post = "/lists/people/export", .form = "query=&format=csv&reason=核对会员名册", .want = 200, .sees = "样例吴港", .sees_not = "样例赵工"},
	{"by name", .as = CADRE, .post = "/lists/people/export", .form = "query=q%3D新人&format=csv&reason=核对会员名册", .want = 200, .sees = "样例新人", .sees_not = "样例赵工"},
	{"each left an event with its purpose", .sql = "select count(*) from event where record = 'person' and verb = 'export' and note = '核对会员名册'", .is = "5"},
	{"that names nobody in the chain", .sql = "select count(*) from event where verb = 'export' and changes like '%新人%'", .is = "0"},
	/* revealing */
	{"a cadre may not see the whole number", .as = CADRE, .post = "/people/{p}/reveal", .form = "field=mobile&reason=核对名单", .want = 403},
	{"the chair needs a reason", .as = CHAIR, .post = "/people/{p}/reveal", .form = "field=mobile", .want = 422, .sees = "请写明查看手机号的理由"},
	{"and sees it then", .as = CHAIR, .post = "/people/{p}/reveal", .form = "field=mobile&reason=核对疗休养名单", .want = 200, .sees = "13911112222"},
	{"once", .as = CHAIR, .get = "/people/{p}", .want = 200, .sees_not = "13911112222"},
	{"it left an event with the reason", .as = CHAIR, .get = "/people/{p}", .sees = "查看手机号：核对疗休养名单"},
	{"another union's chair may not", .as = OTHER_CHAIR, .post = "/people/{p}/reveal", .form = "field=idno&reason=核对名单", .want = 403},
	/* transfer and posts */
	{"somebody changes units", .as = CADRE, .post = "/people/{p}", .form = "name=样例新人&unit=107&staff_no=20240&_version=2", .want = 303},
	{"and keeps the numbers", .sql = "select mobile_mask from person where id = {p}", .is = "139****2222"},
	{"the history says from where", .as = CADRE, .get = "/people/{p}", .sees = "从“运行一值”到“汽机班”"},
	{"not into another union", .as = CADRE, .post = "/people/{p}", .form = "name=样例新人&unit=11&_version=4", .want = 403},
	{"a new name", .as = CADRE, .post = "/people/{p}", .form = "name=样例改名&unit=107&staff_no=20240&_version=4", .want = 303},
	{"is found by the search", .as = CADRE, .get = "/search?q=改名&kind=person", .want = 200, .sees = "/people/{p}"},
	{"and by the list", .as = CADRE, .get = "/people?q=ylgm", .want = 200, .sees = "/people/{p}"},
	{"the old one is not", .as = CADRE, .get = "/search?q=新人&kind=person", .want = 200, .sees = "没有找到"},
	{"the name is set right again", .as = CADRE, .post = "/people/{p}", .form = "name=样例新人&unit=107&staff_no=20240&_version=5", .want = 303},
	{"a cadre appoints nobody", .as = CADRE, .post = "/people/{p}/posts", .form = "unit=10&role=5&since=2024-03-01", .want = 403},
	{"a chair appoints no administrator", .as = CHAIR, .post = "/people/{p}/posts", .form = "unit=10&role=8&since=2024-03-01", .want = 422, .sees = "请选择角色"},
	{"nor federation staff in a company", .as = CHAIR, .post = "/people/{p}/posts", .form = "unit=10&role=7&since=2024-03-01", .want = 422, .sees = "只能任职于总工会"},
	{"nor anybody at the federation", .as = CHAIR, .post = "/people/{p}/posts", .form = "unit=1&role=7&since=2024-03-01", .want = 403},
	{"but a handler from next week on", .as = CHAIR, .post = "/people/{p}/posts", .form = "unit=104&role=3&since=2024-03-08&until=2024-03-31", .want = 303},
	{"twice is once", .as = CHAIR, .post = "/people/{p}/posts", .form = "unit=104&role=3&since=2024-03-08", .want = 422, .sees = "已经登记过"},
	{"the page of the unit names him on the day", .now = "2024-03-08", .as = CHAIR, .get = "/units/104", .want = 200, .sees = "样例新人"},
	{"not after the last day", .now = "2024-04-01", .as = CHAIR, .get = "/units/104", .want = 200, .sees_not = "样例新人"},
	{"a post", .now = "2024-03-09", .sql = "select id from post where person = {p}", .keep = "o"},
	{"without a reason it is asked for", .as = CHAIR, .post = "/posts/{o}/end", .form = "reason=", .want = 422, .sees = "<p class=\"err\" id=\"h-reason\">请写明“免去职务”的理由。</p></div><div class=\"acts\"><button class=\"btn btn-p\" type=\"submit\">再次提交"},
	{"the chair does not end his own post", .as = CHAIR, .sql = "select id from post where person = 1003 and state = 1", .keep = "w"},
	{"he is told who may", .as = CHAIR, .post = "/posts/{w}/end", .form = "reason=样例", .want = 409, .sees = "不能免去自己的职务，请由上级工会"},
	{"it is ended, with a reason", .as = CHAIR, .post = "/posts/{o}/end", .form = "reason=调岗", .want = 303},
	{"at once", .as = CHAIR, .get = "/units/104", .want = 200, .sees_not = "样例新人"},
	/* leaving */
	{"the cadre may not let the chair leave", .as = CADRE, .post = "/person/1003/do/leave", .form = "reason=退休", .want = 403},
	{"who was let go by mistake comes back", .as = CHAIR, .post = "/person/1008/do/leave", .form = "reason=登记有误", .want = 303},
	{"with a reason", .as = CHAIR, .post = "/person/1008/do/return", .form = "reason=登记有误", .want = 303},
	{"who leaves loses his posts", .as = CHAIR, .post = "/person/1006/do/leave", .form = "reason=退休", .want = 303},
	{"all of them", .sql = "select count(*) from post where person = 1006 and state = 1", .is = "0"},
	{"and the way in", .as = "13800000006", .get = "/account", .want = 303},
	/* size */
	{"a thousand people and one", .check = thousand},
	{"are not said to be a thousand", .as = FEDERATION, .get = "/units/102", .want = 200, .sees = "<dd>1000 人以上"},
	{"they go", .check = without_them},
	{"a few are counted", .as = FEDERATION, .get = "/units/102", .want = 200, .sees = "<dt>本级人员</dt>", .sees_not = "人以上"},
	{"ten thousand units", .check = many_units},
	{"the tree stays small", .as = FEDERATION, .get = "/units", .want = 200, .sees = "临江新区总工会", .check = small_page},
	{"opened too, the first of them", .as = FEDERATION, .get = "/units?open=900000", .want = 200, .sees = "新区39厂工会", .sees_not = "新区41厂工会", .check = small_page},
	{"and where the others are", .as = FEDERATION, .get = "/units?open=900000", .want = 200, .sees = "还有更多，到单位页看全部"},
	{"finding one of them", .as = FEDERATION, .get = "/units?q=新区57", .want = 200, .sees = "新区57厂工会"},
	{"all move below another", .as = FEDERATION, .post = "/units/900000/move", .form = "to=1&reason=不变", .want = 422, .sees = "现在就隶属", .check = fast_move},
};

int main(void)
{
	return scenario("units", steps, sizeof(steps) / sizeof(steps[0]));
}
