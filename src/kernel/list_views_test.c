/* Saved views, and moves of several rows. */
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"

#define ADD(name, rest) .as = CADRE, .post = "/activities", .form = "title=" name "&kind=2&held_on=2024-02-20" rest, .want = 303

static const struct step steps[] = {
	{"three activities: one ready to be confirmed", ADD("登山", "&people=36&summary=三十六人登顶"), .keep = "a"},
	{"one without a summary", ADD("棋赛", "&people=12"), .keep = "b"},
	{"one without people", ADD("读书", ""), .keep = "c"},
	{"the bar offers what may be done", .as = CADRE, .get = "/activities", .want = 200, .sees = "name=\"verb\" value=\"hold\">登记举办"},
	{"a worker has no boxes to tick", .as = WORKER, .get = "/activities", .want = 200, .sees_not = "name=\"verb\""},
	{"nothing ticked is said", .as = CADRE, .post = "/lists/activities/batch", .form = "verb=hold", .want = 422, .sees = "还没有选择记录"},
	{"no step chosen is said", .as = CADRE, .post = "/lists/activities/batch", .form = "id={a}", .want = 422, .sees = "请选择要办理的一步"},
	{"two of three are held, and it says why not the third", .as = CADRE, .post = "/lists/activities/batch",
	 .form = "verb=hold&id={a}&id={b}&id={c}", .want = 200, .sees = "选了 3 项，办理了 2 项"},
	{"the third is named with its reason", .as = CADRE, .post = "/lists/activities/batch",
	 .form = "verb=hold&id={c}", .want = 200, .sees = "还不能“登记举办”：请先填写参加人数。"},
	{"two events were written", .sql = "select count(*) from event where verb = 'hold'", .is = "2"},
	{"a cadre confirms none", .as = CADRE, .post = "/lists/activities/batch", .form = "verb=confirm&id={a}&id={b}", .want = 200, .sees = "办理了 0 项"},
	{"nothing moved", .sql = "select count(*) from activity where state = 1", .is = "2"},
	{"a neighbour's chair confirms none", .as = OTHER_CHAIR, .post = "/lists/activities/batch", .form = "verb=confirm&id={a}", .want = 200, .sees = "权限"},
	{"a step with a reason needs it", .as = CHAIR, .post = "/lists/activities/batch", .form = "verb=return&id={a}", .want = 200, .sees = "请写明“退回补充”的理由"},
	{"with it, all is done and the list comes back", .as = CHAIR, .post = "/lists/activities/batch",
	 .form = "verb=return&id={a}&id={b}&reason=人数要核&back=/activities?kind=2", .want = 303, .to = "/activities?kind=2"},
	{"both are back", .sql = "select count(*) from activity where state = 0", .is = "3"},
	{"a foreign way back is not taken", .as = CADRE, .post = "/lists/activities/batch", .form = "verb=hold&id={a}&back=//evil.example", .want = 303, .to = "/activities"},
	{"an unknown row is said", .as = CADRE, .post = "/lists/activities/batch", .form = "verb=hold&id=77", .want = 200, .sees = "不存在或已删除"},

	{"conditions are kept under a name", .as = CADRE, .post = "/lists/activities/views",
	 .form = "name=文体筹备&query=kind%3D2%26state%3D0%26colour%3Dred", .want = 303, .to = "/activities?kind=2&state=0"},
	{"what is no condition is not kept", .sql = "select query from saved_view", .is = "kind=2&state=0"},
	{"it stands as a tab", .as = CADRE, .get = "/activities", .want = 200, .sees = "<a href=\"/activities?kind=2&amp;state=0\">文体筹备</a>"},
	{"and is current when shown", .as = CADRE, .get = "/activities?kind=2&state=0", .want = 200, .sees = "aria-current=\"page\">文体筹备"},
	{"others do not see it", .as = CHAIR, .get = "/activities", .want = 200, .sees_not = "文体筹备"},
	{"without a name it is asked for, the conditions go along", .as = CADRE, .post = "/lists/activities/views", .form = "query=kind%3D2&name=", .want = 422, .sees = "<input type=\"hidden\" name=\"query\" value=\"kind=2\">"},
	{"without a name it is refused", .as = CADRE, .post = "/lists/activities/views", .form = "query=kind%3D2", .want = 422, .sees = "请给视图起个名字"},
	{"a long name too", .as = CADRE, .post = "/lists/activities/views", .form = "name=一二三四五六七八九十一二三四五六七&query=", .want = 422, .sees = "最多 16 个字"},
	{"the same name changes it", .as = CADRE, .post = "/lists/activities/views", .form = "name=文体筹备&query=kind%3D2", .want = 303},
	{"there is still one", .sql = "select id from saved_view where query = 'kind=2'", .keep = "v"},
	{"the page of views says what each has", .as = CADRE, .get = "/lists/activities/views", .want = 200, .sees = "类别：文体活动"},
	{"it can be the first to open", .as = CADRE, .post = "/lists/activities/views/change", .form = "id={v}&do=standard", .want = 303},
	{"then the list opens with it", .as = CADRE, .get = "/activities", .want = 303, .to = "/activities?kind=2"},
	{"all is one step away", .as = CADRE, .get = "/activities?kind=2", .want = 200, .sees = "href=\"/activities?view=all\""},
	{"and shows all", .as = CADRE, .get = "/activities?view=all", .want = 200, .sees = "aria-current=\"page\">全部"},
	{"another person cannot rename it", .as = CHAIR, .post = "/lists/activities/views/change", .form = "id={v}&do=rename&name=我的", .want = 303},
	{"it keeps its name", .sql = "select name from saved_view", .is = "文体筹备"},
	{"its owner can", .as = CADRE, .post = "/lists/activities/views/change", .form = "id={v}&do=rename&name=文体", .want = 303},
	{"now it has the new one", .sql = "select name from saved_view", .is = "文体"},
	{"it can be dropped", .as = CADRE, .post = "/lists/activities/views/change", .form = "id={v}&do=drop", .want = 303},
	{"nothing is left", .sql = "select count(*) from saved_view", .is = "0"},
	{"the empty page says how to begin", .as = CADRE, .get = "/lists/activities/views", .want = 200, .sees = "还没有存过视图"},
	{"an unknown list has no views", .as = CADRE, .get = "/lists/nothing/views", .want = 404},
};

int main(void)
{
	return scenario("list-views", steps, sizeof(steps) / sizeof(steps[0]));
}
