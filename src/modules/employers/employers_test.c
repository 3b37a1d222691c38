/* Employers of an area: who has no union, what the law asks, tied to union cards, from and to workbooks, coverage by area. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define VICE "13800000002"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define FIRM "name=样例建材公司&area=城东街道&nature=8&industry=3&cover=1"
#define REPLY "doc_no=样临工组〔2024〕22号&on=2024-03-01&kind=3"

static const struct step steps[] = {
	{"an empty list says what to do", .as = FEDERATION, .get = "/employers", .want = 200, .sees = "还没有用人单位"},
	{"so does the coverage", .as = FEDERATION, .get = "/employers/coverage", .want = 200, .sees = "还没有用人单位"},
	{"a worker sees none", .as = WORKER, .get = "/employers", .want = 403},
	{"the form", .as = FEDERATION, .get = "/employers/new", .want = 200, .sees = "所在区域"},
	{"a wrong check digit is named", .as = FEDERATION, .post = "/employers", .form = FIRM "&staff=40&uscc=91320600MA0000015K", .want = 422, .sees = "校验码"},
	{"what was typed stays", .as = FEDERATION, .post = "/employers", .form = FIRM "&staff=40&uscc=91320600MA0000015K", .want = 422, .sees = "城东街道"},
	{"women are no more than all", .as = FEDERATION, .post = "/employers", .form = FIRM "&staff=4&staff_women=5", .want = 422, .sees = "女职工不能多于"},
	{"an area is needed", .as = FEDERATION, .post = "/employers", .form = "name=x&cover=1&staff=3", .want = 422, .sees = "所在区域"},
	/* 24 and 25 */
	{"with 24 people", .as = FEDERATION, .post = "/employers", .form = FIRM "&staff=24&uscc=91320600ma0000015j", .want = 303, .keep = "e"},
	{"there are three ways", .as = FEDERATION, .get = "/employers/{e}", .want = 200, .sees = "选举组织员一人"},
	{"the code in capitals", .sql = "select uscc from employer where id = {e}", .is = "91320600MA0000015J"},
	{"none is due", .sql = "select count(*) from counter_delta where measure = 'employer.due'", .is = "0"},
	{"the form again", .as = FEDERATION, .get = "/employers/{e}/edit", .want = 200, .sees = "样例建材公司"},
	{"with 25", .as = FEDERATION, .post = "/employers/{e}", .form = FIRM "&staff=25&uscc=91320600MA0000015J&_version=1", .want = 303},
	{"a union is due", .as = FEDERATION, .get = "/employers/{e}", .want = 200, .sees = "应建未建"},
	{"with its article, and that it is an estimate", .as = FEDERATION, .get = "/employers/{e}", .want = 200, .sees = "《工会法》第十一条以会员二十五人为准；未建会的按职工人数估计（未核实）"},
	{"one is due", .sql = "select sum(n) from counter_delta where measure = 'employer.due' and unit = 1", .is = "1"},
	{"an organiser does not do for 25", .as = FEDERATION, .post = "/employers", .form = "name=样例快修店&area=城东街道&staff=30&cover=4", .want = 303, .keep = "o"},
	{"as the page says", .as = FEDERATION, .get = "/employers/{o}", .want = 200, .sees = "只有组织员，应建委员会"},
	{"nobody twice", .as = FEDERATION, .post = "/employers", .form = FIRM "&staff=40&uscc=91320600MA0000015J", .want = 422, .sees = "另一家用人单位"},
	{"another union's chair sees none of the federation's", .as = OTHER_CHAIR, .get = "/employers/{e}", .want = 403},
	/* the card */
	{"it becomes a card", .as = FEDERATION, .post = "/employers/{e}/due", .want = 303, .to = "/unions/", .keep = "c"},
	{"in the state of a union that should be there", .sql = "select state || name || staff from union_card where id = {c}", .is = "1样例建材公司工会25"},
	{"tied to it", .sql = "select card - {c} from employer where id = {e}", .is = "0"},
	{"once", .as = FEDERATION, .post = "/employers/{e}/due", .want = 409, .sees = "已有工会卡片"},
	{"still due", .sql = "select standing from employer where id = {e}", .is = "1"},
	{"a group", .as = FEDERATION, .post = "/unions/{c}", .form = "name=样例建材公司工会&employer=样例建材公司&employer_uscc=91320600MA0000015J&staff=25&prep=样例甲&_version=1", .want = 303},
	{"papers", .as = FEDERATION, .post = "/unions/{c}/files", .file = "file=申请.txt=申请", .want = 303},
	{"asked", .as = FEDERATION, .post = "/union_card/{c}/do/ask", .want = 303},
	{"founded", .as = VICE, .post = "/unions/{c}/found", .form = REPLY, .file = "file=批复.txt=同意", .want = 303},
	{"the employer is covered", .sql = "select cover * 10 + standing from employer where id = {e}", .is = "23"},
	{"none is due any more", .sql = "select sum(n) from counter_delta where measure = 'employer.due' and unit = 1", .is = "0"},
	{"one of two and the organiser's", .sql = "select sum(n) from counter_delta where measure = 'employer.reached' and unit = 1", .is = "2"},
	{"its page leads to the card", .as = FEDERATION, .get = "/employers/{e}", .want = 200, .sees = "/unions/{c}"},
	{"and says what that union lacks", .as = FEDERATION, .get = "/employers/{e}", .want = 200, .sees = "没有登记工会委员会或负责人"},
	/* from a workbook */
	{"a list from the market office", .as = FEDERATION, .post = "/lists/employers/import",
	 .file = "file=名单.csv=用人单位,统一社会信用代码,所在区域,职工人数,工会覆盖\n"
		 "样例食品公司,91320600MA0000023D,城西街道,80,没有工会\n"
		 "样例五金店,,城西街道,6,没有工会\n"
		 "样例坏码公司,91320600MA0000023X,城西街道,8,没有工会\n", .want = 303, .keep = "b"},
	{"two are good", .as = FEDERATION, .get = "/imports/{b}", .want = 200, .sees = "导入 2 行"},
	{"one has a wrong code", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "样例坏码公司"},
	{"imported", .as = FEDERATION, .post = "/imports/{b}/apply", .want = 303},
	{"with what follows", .sql = "select standing from employer where area = '城西街道' order by staff", .is = "2 1"},
	/* coverage */
	{"by area", .as = FEDERATION, .get = "/employers/coverage", .want = 200, .sees = "城西街道"},
	{"the east: both reached", .as = FEDERATION, .get = "/employers/coverage", .want = 200, .sees = "100 %"},
	{"two of four in all", .as = FEDERATION, .get = "/employers/coverage", .want = 200, .sees = "<b>50 %</b>"},
	{"each figure opens to its records", .settle = 1, .as = FEDERATION, .get = "/employers?state=1&standing=1,4&q=城西街道", .want = 200, .sees = "样例食品公司", .sees_not = "样例五金店"},
	{"the plant's chair has none", .as = CHAIR, .get = "/employers/coverage", .want = 200, .sees = "还没有用人单位"},
	{"in a tree of many units", .check = scenario_many_units},
	{"the same areas", .as = FEDERATION, .get = "/employers/coverage", .want = 200, .sees = "城西街道"},
	{"the same share", .as = FEDERATION, .get = "/employers/coverage", .want = 200, .sees = "<b>50 %</b>"},
	{"still none for the plant's chair", .as = CHAIR, .get = "/employers/coverage", .want = 200, .sees = "还没有用人单位"},
	{"in a tree of few", .check = scenario_few_units},
	{"the list goes out", .as = FEDERATION, .post = "/lists/employers/export", .form = "query=&format=csv&all=1", .want = 200, .sees = "样例五金店"},
	/* ends */
	{"the union is dissolved", .sql = "select org from union_card where id = {c}", .keep = "u"},
	{"with documents", .as = FEDERATION, .post = "/unions/{c}/changes", .form = "kind=4&reason=公司注销", .want = 303, .keep = "z"},
	{"its papers", .as = FEDERATION, .post = "/union-changes/{z}/files", .file = "file=证明.txt=注销", .want = 303},
	{"asked for", .as = FEDERATION, .post = "/union_change/{z}/do/ask", .want = 303},
	{"approved", .as = VICE, .post = "/union-changes/{z}/decide", .form = "doc_no=样临工组〔2024〕23号&on=2024-03-01", .file = "file=批复.txt=同意", .want = 303},
	{"then the employer has none again", .sql = "select cover * 10 + standing from employer where id = {e}", .is = "11"},
	{"it is gone itself", .as = FEDERATION, .post = "/employer/{e}/do/gone", .form = "reason=已注销", .want = 303},
	{"and counts no more", .sql = "select sum(n) from counter_delta where measure = 'employer.all' and unit = 1", .is = "-1"},
	{"brought back", .as = FEDERATION, .post = "/employer/{e}/do/back", .form = "reason=误点", .want = 303},
	{"the import is taken back", .as = FEDERATION, .post = "/imports/{b}/undo", .want = 303},
	{"whole", .sql = "select count(*) from employer where area = '城西街道' and state = 1", .is = "0"},
	/* a changed row is taken back only as the list would take it now */
	{"one with a code", .as = FEDERATION, .post = "/employers", .form = "name=样例饮品公司&area=城北街道&cover=1&staff=80&uscc=91320600MA0000066T", .want = 303, .keep = "f"},
	{"one with few people", .as = FEDERATION, .post = "/employers", .form = "name=样例茶行&area=城北街道&cover=1&staff=6", .want = 303, .keep = "s"},
	{"a workbook gives it another code, and the other one thirty people", .as = FEDERATION, .post = "/lists/employers/import",
	 .file = "file=改码.csv=编号（勿改）,统一社会信用代码,职工人数\n{f},91320600MA00000318,80\n{s},,30\n", .want = 303, .keep = "r"},
	{"two changes", .as = FEDERATION, .get = "/imports/{r}", .want = 200, .sees = "导入 2 行"},
	{"written", .as = FEDERATION, .post = "/imports/{r}/apply", .want = 303},
	{"a union is due where thirty work", .sql = "select staff || ' ' || standing from employer where id = {s}", .is = "30 1"},
	{"the code that was given up is another's", .as = FEDERATION, .post = "/employers", .form = "name=样例粮油公司&area=城北街道&cover=1&staff=9&uscc=91320600MA0000066T", .want = 303, .keep = "g"},
	{"the workbook is taken back", .as = FEDERATION, .post = "/imports/{r}/undo", .want = 303},
	{"no code stands at two", .sql = "select count(*) from employer where uscc = '91320600MA0000066T'", .is = "1"},
	{"it keeps the one it got", .sql = "select uscc from employer where id = {f}", .is = "91320600MA00000318"},
	{"the page says how many stayed", .as = FEDERATION, .get = "/imports/{r}", .want = 200, .sees = "其中 1 行没有撤销，保持原样"},
	{"and why", .as = FEDERATION, .get = "/imports/{r}", .want = 200, .sees = "改不回去：这个代码已登记在另一家用人单位上，请核对。保持原样。"},
	{"the other is as it was, with what follows from it", .sql = "select staff || ' ' || standing from employer where id = {s}", .is = "6 2"},
	{"one", .as = FEDERATION, .post = "/employers", .form = "name=样例老厂&area=城北街道&cover=1&staff=8", .want = 303, .keep = "h"},
	{"with more people than would be taken today", .sql = "update employer set staff = 2000000 where id = {h}"},
	{"gets another number from a workbook", .as = FEDERATION, .post = "/lists/employers/import",
	 .file = "file=人数.csv=编号（勿改）,职工人数\n{h},9\n", .want = 303, .keep = "i"},
	{"which is written", .as = FEDERATION, .post = "/imports/{i}/apply", .want = 303},
	{"as it says", .sql = "select staff from employer where id = {h}", .is = "9"},
	{"taken back", .as = FEDERATION, .post = "/imports/{i}/undo", .want = 303},
	{"it stays", .sql = "select staff from employer where id = {h}", .is = "9"},
	{"and is said to", .as = FEDERATION, .get = "/imports/{i}", .want = 200, .sees = "改不回去：“职工人数”"},
};

int main(void)
{
	return scenario("employers", steps, sizeof(steps) / sizeof(steps[0]));
}
