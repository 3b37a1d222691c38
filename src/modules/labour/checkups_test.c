/* A check-up of a firm: every question answered, findings with their days, corrected, checked by others. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define PORT "13800000021"
#define REST "a2=1&a3=1&a4=1&a5=1&a6=1&a8=1&a9=1&a10=1&a11=1&a12=1&a14=1&a15=1&a16=1&a17=1&a18=1&a19=1&a20=1"

#define TEN(x) x x x x x x x x x x
#define LONG301 TEN(TEN("补补补")) "补"

static const struct step steps[] = {
	{"none yet", .as = CADRE, .get = "/labour/checkups", .want = 200, .sees = "还没有法治体检"},
	{"not for workers", .as = WORKER, .get = "/labour/checkups", .want = 403},
	{"its form", .as = CADRE, .get = "/labour/checkups/new", .want = 200, .sees = "参加人员"},
	{"not in the future, and what was typed stays", .as = CADRE, .post = "/labour/checkups", .form = "title=样例机械厂&checked_on=2024-03-02&team=沈洁", .want = 422, .sees = "value=\"样例机械厂\""},
	{"one", .as = CADRE, .post = "/labour/checkups", .form = "title=样例机械厂&checked_on=2024-03-01&team=沈洁、律师&workers=86", .want = 303, .keep = "c"},
	{"every question with its article", .as = CADRE, .get = "/labour/checkups/{c}", .want = 200, .sees = "《劳动合同法》第六十六条（未核实）"},
	{"what was read is not called unread", .as = CADRE, .get = "/labour/checkups/{c}", .want = 200, .sees = "第一至三条<"},
	{"another union does not see it", .as = PORT, .get = "/labour/checkups/{c}", .want = 403},
	{"the federation does", .as = FEDERATION, .get = "/labour/checkups/{c}", .want = 200},
	{"no paper yet", .as = CADRE, .get = "/labour/checkups/{c}/print/report.pdf", .want = 409},
	{"a breach says what", .as = CADRE, .post = "/labour/checkups/{c}/items", .form = "a1=2&a2=1&n2=看过合同", .want = 422, .sees = "第 1 项不符合，请写明发现了什么"},
	{"what was typed beside it stays", .as = CADRE, .post = "/labour/checkups/{c}/items", .form = "a1=2&n1=3 人没有合同&n2=看过合同", .want = 422, .sees = "value=\"看过合同\""},
	{"and until when", .as = CADRE, .post = "/labour/checkups/{c}/items", .form = "a1=2&n1=3 人没有合同&d1=2024-02-01", .want = 422, .sees = "不早于体检日期"},
	{"some", .as = CADRE, .post = "/labour/checkups/{c}/items", .form = "a1=2&n1=3 人没有合同&d1=2024-03-15", .want = 303},
	{"no report while a question is open", .as = CADRE, .post = "/labour_checkup/{c}/do/report", .want = 409, .sees = "还有没检查的"},
	{"the rest: one more breach, one that does not apply", .as = CADRE, .post = "/labour/checkups/{c}/items",
	 .form = "a1=2&n1=3 人没有合同&d1=2024-03-15&a7=2&n7=加班按底薪计&d7=2024-03-29&a13=3&" REST, .want = 303},
	{"the report", .as = CADRE, .post = "/labour_checkup/{c}/do/report", .want = 303},
	{"17 of 19 that apply are 89 percent; the first day is 15 March", .sql = "select score || ' ' || findings || ' ' || due || ' ' || number from labour_checkup", .is = "89 2 19797 临江发电法检〔2024〕1号"},
	{"answers stand", .as = CADRE, .post = "/labour/checkups/{c}/items", .form = "a1=1", .want = 409, .sees = "不能再改"},
	{"as Word", .as = CADRE, .get = "/labour/checkups/{c}/print/report.docx", .want = 200},
	{"as PDF", .as = CADRE, .get = "/labour/checkups/{c}/print/report.pdf", .want = 200},
	{"no other paper", .as = CADRE, .get = "/labour/checkups/{c}/print/x.pdf", .want = 404},
	{"not done before corrections", .as = CHAIR, .post = "/labour_checkup/{c}/do/close", .want = 409, .sees = "没有整改"},
	{"not confirmed before it is corrected", .as = CHAIR, .post = "/labour/checkups/{c}/confirm", .form = "item=1&good=1", .want = 409, .sees = "还没有记录整改"},
	{"no finding of what was kept", .as = CADRE, .post = "/labour/checkups/{c}/fix", .form = "item=2&note=x", .want = 404},
	{"a grave one becomes a case, which begins with what was found", .as = CADRE, .get = "/labour/cases/new?checkup={c}&item=1", .want = 200, .sees = "3 人没有合同（法治体检报告临江发电法检〔2024〕1号）"},
	{"not of another union's check-up", .as = PORT, .get = "/labour/cases/new?checkup={c}&item=1", .want = 200, .sees_not = "3 人没有合同"},
	{"too long a correction stays to be cut", .as = CADRE, .post = "/labour/checkups/{c}/fix", .form = "item=1&note=" LONG301, .want = 422, .sees = "补补补</textarea>"},
	{"a correction says how", .as = CADRE, .post = "/labour/checkups/{c}/fix", .form = "item=1", .want = 422, .sees = "怎样整改"},
	{"corrected", .now = "2024-03-12", .as = CADRE, .post = "/labour/checkups/{c}/fix", .form = "item=1&note=3 人补签", .want = 303},
	{"who wrote the report does not confirm it", .as = CADRE, .post = "/labour/checkups/{c}/confirm", .form = "item=1&good=1", .want = 409, .sees = "由别人复查"},
	{"not good enough", .as = CHAIR, .post = "/labour/checkups/{c}/confirm", .form = "item=1&good=2", .want = 303},
	{"corrected again", .as = CADRE, .post = "/labour/checkups/{c}/fix", .form = "item=1&note=3 人补签并各执一份", .want = 303},
	{"confirmed", .as = CHAIR, .post = "/labour/checkups/{c}/confirm", .form = "item=1&good=1", .want = 303},
	{"the next day that counts", .sql = "select due from labour_checkup", .is = "19811"},
	{"the day before the union is reminded", .now = "2024-03-28", .settle = 1, .sql = "select count(*) from message where title = '法治体检整改即将到期：样例机械厂'", .is = "2"},
	{"late by itself", .now = "2024-03-30", .settle = 1, .sql = "select sum(n) from counter where measure = 'checkup.overdue' and unit = 10 and grain = 2", .is = "1"},
	{"and the union hears it", .sql = "select count(*) from message where title = '法治体检整改逾期：样例机械厂'", .is = "2"},
	{"its page says so", .as = CHAIR, .get = "/labour/checkups/{c}", .want = 200, .sees = "逾期"},
	{"corrected late", .as = CADRE, .post = "/labour/checkups/{c}/fix", .form = "item=7&note=补发差额", .want = 303},
	{"confirmed", .as = CHAIR, .post = "/labour/checkups/{c}/confirm", .form = "item=7&good=1", .want = 303},
	{"who wrote the report does not end it", .as = CADRE, .post = "/labour_checkup/{c}/do/close", .want = 409, .sees = "由别人确认"},
	{"done", .as = CHAIR, .post = "/labour_checkup/{c}/do/close", .want = 303},
	{"done, two findings, not in time", .settle = 1, .sql = "select measure || ' ' || n from counter where measure in ('checkup.done', 'checkup.findings', 'checkup.in_time') and unit = 10 and grain = 2 order by measure", .is = "checkup.done 1 checkup.findings 2"},
	{"taken back", .as = CHAIR, .post = "/labour_checkup/{c}/do/reopen", .form = "reason=补材料", .want = 303},
	{"a second one", .as = CADRE, .post = "/labour/checkups", .form = "title=样例食品厂&checked_on=2024-03-30&team=沈洁", .want = 303, .keep = "d"},
	{"cancelled", .as = CADRE, .post = "/labour_checkup/{d}/do/cancel", .form = "reason=改期", .want = 303},
	{"found", .as = CADRE, .get = "/labour/checkups?q=机械厂", .want = 200, .sees = "样例机械厂"},
};

int main(void)
{
	return scenario("labour checkups", steps, sizeof(steps) / sizeof(steps[0]));
}
