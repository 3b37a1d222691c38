/* 和谐劳动关系创建: a firm enters with what the register has of it, is named, and its name is put in question by what happens. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define ITEM(no, name) {"item " #no, .sql = "select id from criterion where sheet = {s} and no = " #no, .keep = name}
#define MARKS(p) p "{c1}=15&" p "{c2}=15&" p "{c6}=7&" p "{c7}=12&" p "{c8}=8&" p "{c9}=6&" p "{c11}=5&" p "{c15}=0&" p "{c16}=0&" p "{c17}=0"

static const struct step steps[] = {
	{"the sheet from the sample", .as = FEDERATION, .post = "/sheets/samples/harmony", .form = "unit=1", .want = 303, .keep = "s"},
	{"a hundred points", .as = FEDERATION, .get = "/sheets/{s}", .want = 200, .sees = "满分 100 分"},
	{"each item with its source, and that nobody has read it", .as = FEDERATION, .get = "/sheets/{s}", .want = 200, .sees = "中发〔2015〕10号）（转引，未核实）"},
	{"what is only usual is said once", .as = FEDERATION, .get = "/sheets/{s}", .want = 200, .sees = "依据：通行做法（未核实）", .sees_not = "通行做法（通行做法"},
	{"no item without a source, none said to be read", .sql = "select sum(case when source = '' or trust not in (2, 3) then 1 else 0 end) from criterion where sheet = {s}", .is = "0"},
	{"an own item with a source says how far it is known", .as = FEDERATION, .post = "/sheets/{s}/items", .form = "title=样例加分&type=1&weight=5&source=样例文件第一条", .want = 422, .sees = "请选核对到哪一步"},
	{"what was typed stays", .as = FEDERATION, .post = "/sheets/{s}/items", .form = "title=样例加分&type=1&weight=5&source=样例文件第一条", .want = 422, .sees = "样例文件第一条"},
	{"added", .as = FEDERATION, .post = "/sheets/{s}/items", .form = "title=样例加分&type=1&weight=5&source=样例文件第一条&trust=1", .want = 303},
	{"its id", .sql = "select id from criterion where sheet = {s} and no = 18", .keep = "c18"},
	{"shown as read", .as = FEDERATION, .get = "/sheets/{s}", .want = 200, .sees = "样例文件第一条（已核对原文）"},
	{"dropped", .as = FEDERATION, .post = "/sheets/{s}/items/{c18}/drop", .want = 303},
	{"used", .as = FEDERATION, .post = "/criteria_sheet/{s}/do/use", .want = 303},
	{"the park's too", .as = FEDERATION, .post = "/sheets/samples/harmony-park", .form = "unit=1", .want = 303, .keep = "ps"},
	{"with a hundred", .as = FEDERATION, .get = "/sheets/{ps}", .want = 200, .sees = "满分 100 分"},
	{"a campaign", .as = FEDERATION, .post = "/appraisals", .form = "title=样例和谐创建&sheet={s}&opens=2024-03-01&closes=2024-03-20&contact=0513-85000000", .want = 303, .keep = "p"},
	{"of its kind", .sql = "select kind from appraisal where id = {p}", .is = "13"},
	{"under its own tab", .as = FEDERATION, .get = "/appraisals?kind=13", .want = 200, .sees = "样例和谐创建"},
	{"open", .as = FEDERATION, .post = "/appraisal/{p}/do/open", .want = 303},

	/* which firm */
	{"no firm without a card of its union", .as = OTHER_CHAIR, .get = "/appraisals/{p}/entries/new", .want = 200, .sees = "还没有登记"},
	{"the union's card: its wage contract has run out", .sql = "insert into union_card(id, unit, version, state, org, name, employer, contract_until, wage_until, congress_on) values (700, 11, 1, 4, 11, '样例港工会', '样例港务公司', 20500, 19700, 19600)"},
	{"another's card", .sql = "insert into union_card(id, unit, version, state, org, name, employer) values (701, 10, 1, 4, 10, '样例电厂工会', '样例发电公司')"},
	{"the form offers the own firm", .as = OTHER_CHAIR, .get = "/appraisals/{p}/entries/new", .want = 200, .sees = "样例港务公司", .sees_not = "样例发电公司"},
	{"not somebody else's", .as = OTHER_CHAIR, .post = "/appraisals/{p}/entries", .form = "subject_id=701", .want = 422, .sees = "请选择申报的企业"},
	{"entered", .as = OTHER_CHAIR, .post = "/appraisals/{p}/entries", .form = "subject_id=700&statement=样例做法", .want = 303, .keep = "e"},
	{"by the firm's name, for its union", .sql = "select name || ' ' || unit from appraisal_entry where id = {e}", .is = "样例港务公司 11"},
	{"once", .as = OTHER_CHAIR, .post = "/appraisals/{p}/entries", .form = "subject_id=700", .want = 422, .sees = "已经申报过"},
	{"a worker enters none", .as = WORKER, .get = "/appraisals/{p}/entries/new", .want = 403},
	ITEM(1, "c1"), ITEM(2, "c2"), ITEM(6, "c6"), ITEM(7, "c7"), ITEM(8, "c8"), ITEM(9, "c9"), ITEM(11, "c11"), ITEM(15, "c15"), ITEM(16, "c16"), ITEM(17, "c17"),
	{"assessed", .as = OTHER_CHAIR, .post = "/entries/{e}/answers", .form = "statement=样例做法&" MARKS("c"), .want = 303},
	{"a committee in term", .sql = "insert into committee(id, unit, version, state, name, kind, since, until, chair) values (801, 11, 1, 1, '第一届工会委员会', 1, 19000, 21000, 1012)"},
	{"submitted", .as = OTHER_CHAIR, .post = "/appraisal_entry/{e}/do/submit", .want = 303},
	{"contract 1, wages 0, congress 1, supervisors 0, check-ups 0, term 1, no major risk 1",
	 .sql = "select l.value from appraisal_live l join criterion c on c.id = l.criterion where l.entry = {e} order by c.no", .is = "1 0 1 0 0 1 1"},
	{"the page leads to the card and says the day", .as = OTHER_CHAIR, .get = "/entries/{e}", .want = 200, .sees = "工资专项集体合同到期："},
	{"and gives the source of each item", .as = OTHER_CHAIR, .get = "/entries/{e}", .want = 200, .sees = "据新华社报道）（转引，未核实）"},
	{"verified and marked", .as = FEDERATION, .post = "/entries/{e}/verify", .form = "site=到企业看了合同和工资表。&" MARKS("m"), .want = 303},
	{"concluded", .as = FEDERATION, .post = "/appraisal_entry/{e}/do/conclude", .want = 303},
	{"15+15+8+0+8+7+12+8+6+0+5+0 = 84", .sql = "select share || level from appraisal_entry where id = {e}", .is = "8400达标企业"},
	{"shown", .as = FEDERATION, .post = "/appraisals/{p}/publish", .form = "e{e}=1", .want = 303},
	{"after five working days", .now = "2024-03-25", .settle = 1, .as = FEDERATION, .post = "/appraisal_entry/{e}/do/grant", .form = "reason=", .want = 303},
	{"its title", .sql = "select id from honour_title where entry = {e}", .keep = "h"},
	{"looked at again in three years: 25 March 2027", .sql = "select title || ' ' || holder || ' ' || recheck_by from honour_title where id = {h}", .is = "和谐劳动关系企业（达标企业） 样例港务公司 20902"},
	{"it counts for the union and the federation", .settle = 1, .sql = "select sum(n) from counter where measure = 'title.harmony' and grain = 2 and at = 2024 and unit in (1, 11)", .is = "2"},
	{"the list has its firms under a tab", .as = FEDERATION, .get = "/titles?kind=13&state=1", .want = 200, .sees = "样例港务公司"},

	/* what puts it in question */
	{"nothing to keep yet", .as = FEDERATION, .post = "/honour_title/{h}/do/keep", .form = "reason=x", .want = 409, .sees = "没有待研究"},
	{"a worker reports no event of a title", .as = WORKER, .post = "/honour_title/{h}/do/event", .form = "event_kind=2&reason=x", .want = 403},
	{"nor a union of elsewhere", .as = CADRE, .post = "/honour_title/{h}/do/event", .form = "event_kind=2&reason=x", .want = 403},
	{"of a kind that there is", .as = OTHER_CHAIR, .post = "/honour_title/{h}/do/event", .form = "event_kind=9&reason=机械伤害", .want = 422, .sees = "请选择是什么情形"},
	{"with words", .as = OTHER_CHAIR, .post = "/honour_title/{h}/do/event", .form = "event_kind=2", .want = 422},
	{"an accident", .now = "2024-04-01", .as = OTHER_CHAIR, .post = "/honour_title/{h}/do/event", .form = "event_kind=2&reason=码头机械伤害事故", .want = 303},
	{"ten working days over Qingming, with 7 April made up: 16 April", .sql = "select event || ' ' || event_by from honour_title where id = {h}", .is = "1 19829"},
	{"the granter hears", .sql = "select count(*) from message where title like '称号有严重事件%' and person = 1001", .is = "1"},
	{"the page says what and until when", .as = FEDERATION, .get = "/titles/{h}", .want = 200, .sees = "发生责任性生产安全事故"},
	{"it is not simply rechecked", .as = FEDERATION, .post = "/honour_title/{h}/do/recheck", .form = "reason=合格", .want = 409, .sees = "先决定撤销还是保留"},
	{"nor kept by the firm's own union", .as = OTHER_CHAIR, .post = "/honour_title/{h}/do/keep", .form = "reason=已处理", .want = 409, .sees = "由授予单位"},
	{"counted as in question", .settle = 1, .sql = "select sum(n) from counter where measure = 'title.in_question' and unit = 1 and grain = 2", .is = "1"},
	{"late by itself", .now = "2024-04-18", .settle = 1, .sql = "select count(*) from message where title like '过了研究期限%' and person = 1002", .is = "1"},
	{"kept, with a reason", .as = FEDERATION, .post = "/honour_title/{h}/do/keep", .form = "reason=经认定不属责任事故", .want = 303},
	{"then it can be rechecked", .as = FEDERATION, .post = "/honour_title/{h}/do/recheck", .form = "reason=合格", .want = 303},
	{"a risk is reported in its house", .as = OTHER_CHAIR, .post = "/labour/risks", .form = "title=样例欠薪&place=样例港务公司&kind=1&people=60&content=两个月没有发工资", .want = 303, .keep = "r"},
	{"of the gravest level", .as = OTHER_CHAIR, .post = "/labour/risks/{r}/grade", .form = "level=3", .want = 303},
	{"puts it in question by itself", .sql = "select event || ' ' || event_kind from honour_title where id = {h}", .is = "1 4"},
	{"without what the risk is about", .sql = "select count(*) from event where record = 'honour_title' and (note like '%欠薪%' or note like '%工资%')", .is = "0"},
	{"withdrawn", .as = FEDERATION, .post = "/honour_title/{h}/do/withdraw", .form = "reason=拖欠工资属实", .want = 303},
	{"it counts no more", .settle = 1, .sql = "select sum(n) from counter where measure in ('title.harmony', 'title.in_question') and unit = 1 and grain = 2", .is = "0"},
	{"a national label is entered by hand", .as = OTHER_CHAIR, .post = "/titles", .form = "title=全国和谐劳动关系创建示范企业&holder=样例港务公司&kind=13&subject=6&level=全国&granter_name=国家协调劳动关系三方&since=2023-01-10", .want = 303, .keep = "n"},
	{"rechecked, by default in three years", .as = OTHER_CHAIR, .post = "/honour_title/{n}/do/recheck", .form = "reason=保持", .want = 303},
	{"18 April 2027", .sql = "select recheck_by from honour_title where id = {n}", .is = "20926"},
};

int main(void)
{
	return scenario("harmony", steps, sizeof(steps) / sizeof(steps[0]));
}
