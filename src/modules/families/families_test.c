/* A family: kept by the person on the phone, opened at the desk with a reason, sealed, erased. */
#include "kernel/app.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define WORKER_2 "13800000006"
#define OTHER_CHAIR "13800000021"
#define SYSTEM "13800000011"

/* The second is a resident's number after GB 11643 of somebody born in 1965, the third of 1992. */
#define WIFE "name=样例家人&relation=1&birth_year=1993&together=1&health=6&income=1200&note=样例透析"
#define FATHER "name=样例父亲&relation=3&idno=320602196503150033"

static const char *chain_holds(struct app *app)
{
	struct event_check c = event_verify(app->readers[0], app->arena, NULL, clock_now());
	return c.ok ? NULL : "the chain of events does not verify";
}

static const struct step steps[] = {
	/* on the phone */
	{"nobody yet", .as = WORKER, .get = "/m/family", .want = 200, .sees = "还没有登记家庭成员"},
	{"the way from the card", .as = WORKER, .get = "/m/member", .want = 200, .sees = "/m/family"},
	{"the form", .as = WORKER, .get = "/m/family/new", .want = 200, .sees = "我已告知这名家人"},
	{"not without consent", .as = WORKER, .post = "/m/family", .form = WIFE, .want = 422, .sees = "得到同意"},
	{"what was typed stays", .as = WORKER, .post = "/m/family", .form = WIFE, .want = 422, .sees = "value=\"样例透析\""},
	{"nor without a name", .as = WORKER, .post = "/m/family", .form = "relation=1&birth_year=1993&agree=1", .want = 422, .sees = "姓名"},
	{"nor without a year", .as = WORKER, .post = "/m/family", .form = "name=样例家人&relation=1&agree=1", .want = 422, .sees = "请填写出生年份或身份证号"},
	{"nor one to come", .as = WORKER, .post = "/m/family", .form = "name=样例家人&relation=1&birth_year=2031&agree=1", .want = 422, .sees = "1900 到 2024"},
	{"an income is a number", .as = WORKER, .post = "/m/family", .form = "name=样例家人&relation=1&birth_year=1993&income=很少&agree=1", .want = 422, .sees = "月收入请填数字"},
	{"a number with a wrong check digit", .as = WORKER, .post = "/m/family", .form = "name=样例父亲&relation=3&idno=320602196503150034&agree=1", .want = 422, .sees = "身份证号"},
	{"a year that the number contradicts", .as = WORKER, .post = "/m/family", .form = FATHER "&birth_year=1966&agree=1", .want = 422, .sees = "号码里是 1965 年"},
	{"the wife", .as = WORKER, .post = "/m/family", .form = WIFE "&agree=1", .want = 303, .to = "/m/family$"},
	{"her number in the table", .sql = "select id from family_member where name = '样例家人'", .keep = "w"},
	{"the father, as head", .as = WORKER, .post = "/m/family", .form = FATHER "&head=1&agree=1", .want = 303},
	{"his", .sql = "select id from family_member where name = '样例父亲'", .keep = "f"},
	{"the year follows from the number, the head lives there", .sql = "select birth_year * 10 + together from family_member where id = {f}", .is = "19651"},
	{"nobody twice", .as = WORKER, .post = "/m/family", .form = FATHER "&agree=1", .want = 422, .sees = "已登记为另一名家庭成员"},
	{"one sees one's own, numbers masked", .as = WORKER, .get = "/m/family", .want = 200, .sees = "320***********0033", .sees_not = "320602196503150033"},
	{"with health and income", .as = WORKER, .get = "/m/family", .want = 200, .sees = "每月 1,200.00 元"},
	{"three in the household", .as = WORKER, .get = "/m/family", .want = 200, .sees = "共同生活 3 人"},
	{"another worker sees none", .as = WORKER_2, .get = "/m/family", .want = 200, .sees_not = "样例家人"},
	{"nor by address", .as = WORKER_2, .get = "/m/family/{w}", .want = 404},
	{"nor changes her", .as = WORKER_2, .post = "/m/family/{w}", .form = WIFE "&_version=1", .want = 404},
	{"nor removes her", .as = WORKER_2, .post = "/m/family/{w}/remove", .want = 404},
	{"one corrects one's own", .as = WORKER, .get = "/m/family/{w}", .want = 200, .sees = "样例透析"},
	{"over an old version not", .as = WORKER, .post = "/m/family/{w}", .form = WIFE "&_version=9", .want = 409},
	{"the wife becomes the head", .as = WORKER, .post = "/m/family/{w}", .form = WIFE "&head=1&_version=1", .want = 303},
	{"then the father is none", .sql = "select head from family_member where id = {f}", .is = "0"},
	/* sealed */
	{"health and income stand nowhere in plain", .sql = "select count(*) from family_member where care_seal like '%透析%' or care_seal like '%120000%'", .is = "0"},
	{"no event tells them", .sql = "select count(*) from event e left join event_personal p on p.event = e.id where e.changes || e.note || coalesce(p.value, '') like '%透析%' or coalesce(p.value, '') like '%1,200%'", .is = "0"},
	{"nor a name in the chain", .sql = "select count(*) from event where changes || note like '%样例家人%'", .is = "0"},
	{"nobody finds her by searching", .settle = 1, .as = CHAIR, .get = "/search?q=样例家人", .want = 200, .sees = "没有找到"},
	/* at the desk */
	{"the cadre sees how many, names masked", .as = CADRE, .get = "/people/1007/family", .want = 200, .sees = "样*", .sees_not = "样例家人"},
	{"not without a reason", .as = CADRE, .post = "/people/1007/family/open", .form = "reason=看", .want = 422, .sees = "理由", .sees_not = "样例家人"},
	{"with a reason names and years", .as = CADRE, .post = "/people/1007/family/open", .form = "reason=走访慰问前核对", .want = 200, .sees = "样例家人"},
	{"the form does not go on paper", .as = CADRE, .post = "/people/1007/family/open", .form = "reason=走访慰问前核对", .want = 200, .sees = "acc-form no-print"},
	{"but no health", .as = CADRE, .post = "/people/1007/family/open", .form = "reason=走访慰问前核对", .want = 200, .sees_not = "透析"},
	{"nor income", .as = CADRE, .post = "/people/1007/family/open", .form = "reason=走访慰问前核对&row={w}", .want = 200, .sees_not = "1,200"},
	{"who keeps hardship files does", .as = CHAIR, .post = "/people/1007/family/open", .form = "reason=核定帮扶档案", .want = 200, .sees = "样例透析"},
	{"never a whole number", .as = CHAIR, .post = "/people/1007/family/open", .form = "reason=核定帮扶档案", .want = 200, .sees_not = "320602196503150033"},
	{"not the chair of another union", .as = OTHER_CHAIR, .post = "/people/1007/family/open", .form = "reason=核定帮扶档案", .want = 403},
	{"nor a worker", .as = WORKER_2, .get = "/people/1007/family", .want = 403},
	{"nor the system administrator", .as = SYSTEM, .get = "/people/1007/family", .want = 403},
	{"the worker sees who looked, and why", .as = WORKER, .get = "/m/family", .want = 200, .sees = "查看家庭成员：核定帮扶档案"},
	{"by name", .as = WORKER, .get = "/m/family", .want = 200, .sees = "样例李卫"},
	{"a cadre corrects without touching what he may not see", .as = CADRE, .post = "/people/1007/family/{w}", .form = "name=样例家人&relation=1&birth_year=1994&together=1&head=1&health=1&income=9&_version=2", .want = 303},
	{"it is still there", .as = CHAIR, .post = "/people/1007/family/open", .form = "reason=核定帮扶档案&row={w}", .want = 200, .sees = "value=\"1,200.00\""},
	{"over an old version not", .as = CADRE, .post = "/people/1007/family/{w}", .form = "name=样例家人&relation=1&birth_year=1994&_version=2", .want = 409},
	{"not through somebody else's page", .as = CADRE, .post = "/people/1006/family/{w}", .form = "name=样例家人&relation=1&birth_year=1994&_version=3", .want = 404},
	{"nor wrongly", .as = CADRE, .post = "/people/1007/family/{w}", .form = "name=&relation=1&birth_year=1994&_version=3", .want = 422, .sees = "姓名"},
	{"a paper form is entered at the desk", .as = CHAIR, .post = "/people/1006/family", .form = "name=样例公公&relation=4&idno=320602196503150033&agree=1", .want = 303},
	{"one person in two households is said to who keeps the files", .as = CHAIR, .post = "/people/1006/family/open", .form = "reason=核定帮扶档案", .want = 200, .sees = "还登记在别处（1）"},
	{"not to others", .as = CADRE, .post = "/people/1006/family/open", .form = "reason=走访慰问前核对", .want = 200, .sees_not = "登记在别处"},
	{"not in another union's unit", .as = OTHER_CHAIR, .post = "/people/1006/family", .form = "name=样例公公&relation=4&birth_year=1960&agree=1", .want = 403},
	{"removed at the desk", .as = CADRE, .post = "/people/1007/family/{f}/remove", .want = 303},
	{"nothing stays of him", .sql = "select name || idno_mask || idno_seal || idno_hash || birth_year from family_member where id = {f}", .is = "0"},
	{"not twice", .as = CADRE, .post = "/people/1007/family/{f}/remove", .want = 404},
	{"nor behind the events", .sql = "select count(*) from event_personal where value like '%样例父亲%' or value like '%0033%' and value like '%320***%' and event in (select id from event where row_id = {f})", .is = "0"},
	/* follows the person */
	{"a membership", .as = CADRE, .post = "/members", .form = "person=1007&name=样例赵工&unit=105&id_type=1&idno=320602199203150019&transferred=1&joined_on=2019-05-01", .want = 303},
	{"its page leads to the family", .as = CADRE, .get = "/members/1007", .want = 200, .sees = "/people/1007/family"},
	{"one's own number is no family", .as = WORKER, .post = "/m/family", .form = "name=样例自己&relation=2&idno=320602199203150019&agree=1", .want = 422, .sees = "这是本人的身份证号"},
	{"the looks stand beside the others", .as = WORKER, .get = "/m/member/data", .want = 200, .sees = "查看家庭成员：走访慰问前核对"},
	{"he moves to another unit", .sql = "select version from person where id = 1007", .keep = "pv"},
	{"through the form", .as = CADRE, .post = "/people/1007", .form = "name=样例赵工&unit=106&_version={pv}", .want = 303},
	{"the family goes with him", .sql = "select unit from family_member where id = {w}", .is = "106"},
	{"consent is taken back", .as = WORKER, .post = "/m/member/consent", .form = "answer=no", .want = 303},
	{"then the family is erased", .sql = "select state || name || care_seal from family_member where id = {w}", .is = "2"},
	{"no list and no export has them", .as = CHAIR, .post = "/lists/family_member/export", .form = "format=csv&reason=核对", .want = 404},
	{"registered anew by himself", .as = WORKER, .post = "/m/family", .form = WIFE "&agree=1", .want = 303},
	{"under a new number", .sql = "select id from family_member where name = '样例家人'", .keep = "w2"},
	{"and removed by himself", .as = WORKER, .post = "/m/family/{w2}/remove", .want = 303},
	{"nothing stays", .sql = "select count(*) from event_personal where value like '%样例家人%'", .is = "0"},
	/* erased with the membership's data */
	{"somebody of the plant", .as = CADRE, .post = "/people", .form = "name=样例离者&unit=105&staff_no=L1", .want = 303},
	{"with a number", .sql = "select id from person where staff_no = 'L1'", .keep = "p"},
	{"a membership", .as = CADRE, .post = "/members", .form = "person={p}&name=样例离者&unit=105&staff_no=L1&id_type=1&idno=440524198805120015&transferred=1&joined_on=2019-05-01", .want = 303},
	{"and a family", .as = CHAIR, .post = "/people/{p}/family", .form = "name=样例离家&relation=1&birth_year=1988&health=4&agree=1", .want = 303},
	{"leaves the union", .as = CADRE, .post = "/members/{p}/change", .form = "verb=leave&reason=本人申请", .want = 303},
	{"and the plant", .as = CADRE, .post = "/person/{p}/do/leave", .form = "reason=离职", .want = 303},
	{"then nothing is entered for him any more", .as = CHAIR, .post = "/people/{p}/family", .form = "name=样例又&relation=1&birth_year=1988&agree=1", .want = 409},
	{"his data are erased", .as = CHAIR, .post = "/members/{p}/erase", .form = "reason=保存期满", .want = 303},
	{"his family's with them", .sql = "select state || name || care_seal || birth_year from family_member where person = {p}", .is = "20"},
	{"also behind the events", .sql = "select count(*) from event_personal where value like '%样例离家%'", .is = "0"},
	{"somebody without a membership", .as = CADRE, .post = "/people", .form = "name=样例无籍&unit=105&staff_no=L2", .want = 303},
	{"by number", .sql = "select id from person where staff_no = 'L2'", .keep = "q"},
	{"has a family", .as = CHAIR, .post = "/people/{q}/family", .form = "name=样例无籍家&relation=1&birth_year=1988&agree=1", .want = 303},
	{"until he leaves", .as = CADRE, .post = "/person/{q}/do/leave", .form = "reason=离职", .want = 303},
	{"then it is erased", .sql = "select state || name from family_member where person = {q}", .is = "2"},
	{"and the chain verifies", .settle = 1, .check = chain_holds},
};

int main(void)
{
	return scenario("families", steps, sizeof(steps) / sizeof(steps[0]));
}
