/* A petition: notice, answer, review (复查) and last review (复核), each asked for and answered within 30 days. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define KEYS "code=ABCDEFGHJKMN&pin=135790"
#define TOLD(what) "select count(*) from message where person = 1004 and title like '信访事项%" what "'"
/* From the table to the signed answer. */
#define ANSWERED(x) \
	{"it is one", .as = CADRE, .post = "/appeals/{" x "}/sort", .form = "kind=1&level=4", .want = 303}, \
	{"sent", .as = CADRE, .post = "/appeals/{" x "}/dispatch", .form = "unit=104", .want = 303}, \
	{"signed for", .as = HANDLER, .post = "/appeals/{" x "}/accept", .want = 303}, \
	{"told that it is taken", .as = CADRE, .post = "/appeal/{" x "}/do/notice", .form = "reason=书面告知受理&_back=/appeals/{" x "}", .want = 303}, \
	{"answered", .as = HANDLER, .post = "/appeals/{" x "}/reply", .form = "reply=加班费按记录补发。", .want = 303}, \
	{"signed", .as = CHAIR, .post = "/appeals/{" x "}/sign", .want = 303}

static const struct step steps[] = {
	{"a worker asks", .as = WORKER, .post = "/m/ask", .form = "mode=2&kind=1&content=加班费三个月没有算对，要书面答复。", .want = 303, .keep = "a"},
	{"an ordinary one has no such steps", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees_not = "信访程序"},
	{"nor may a review be recorded of it", .as = CADRE, .post = "/appeals/{a}/review", .form = "on=2024-03-01&reason=不服", .want = 409, .sees = "不是信访事项"},
	ANSWERED("a"),
	{"each step with its day and article", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees = "<dt>请求复查</dt><dd>4月1日 周一前，剩 31 天 <span class=\"sm ink3\">第三十五条，30 日"},
	{"thirty days from Friday 1 March end on Sunday, so on Monday 1 April; he reads it on his phone", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "不服的，可以在4月1日 周一前请求复查"},
	/* he asks, on his phone */
	{"without a word", .as = WORKER, .post = "/m/appeals/{a}/ask_review", .form = "_back=/m/appeals/{a}", .want = 422, .sees = "请填写请求什么"},
	{"nobody else", .as = CADRE, .post = "/appeals/{a}/ask_review", .form = "reason=替他", .want = 403},
	{"he asks on 20 March", .now = "2024-03-20", .as = WORKER, .post = "/m/appeals/{a}/ask_review", .form = "reason=二月的没有算&_back=/m/appeals/{a}", .want = 303},
	{"the union is told", .sql = TOLD("请求复查"), .is = "1"},
	{"his words stand in the conversation, not in the chain of events", .sql = "select (select count(*) from matter_word where text = '二月的没有算') || ',' || (select count(*) from event where note like '%二月的没有算%')", .is = "1,0"},
	{"the clock of the answer runs: 19 April", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "<b>4月19日 周五前，剩 30 天</b>"},
	{"what he asked for himself is not the union's to take back", .as = CADRE, .post = "/appeals/{a}/unreview", .form = "reason=登记有误", .want = 409, .sees = "复查是信访人自己请求的，不能撤回",
	 .sql = "select review_asked || ',' || petition_due from appeal where id = {a}", .is = "19802,19832"},
	{"and has no button", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees_not = "/unreview"},
	{"asked once", .as = WORKER, .post = "/m/appeals/{a}/ask_review", .form = "reason=再请求&_back=/m/appeals/{a}", .want = 409, .sees = "已经请求复查"},
	{"what he typed is kept", .as = WORKER, .post = "/m/appeals/{a}/ask_review", .form = "reason=再请求一次的理由&_back=/m/appeals/{a}", .want = 409, .sees = "第三十五条"},
	{"he rates", .as = WORKER, .post = "/m/appeals/{a}/rate", .form = "rating=2&_back=/m/appeals/{a}", .want = 303},
	{"not closed while a review is owed", .as = CADRE, .post = "/appeals/{a}/close", .want = 409, .sees = "还没有复查答复（《信访工作条例》第三十五条）"},
	{"three working days before nobody is told", .now = "2024-04-16", .settle = 1, .sql = TOLD("的复查答复即将到期"), .is = "0"},
	{"two before, the union is", .now = "2024-04-17", .settle = 1, .sql = TOLD("的复查答复即将到期"), .is = "1"},
	{"on its last day it is not overdue", .now = "2024-04-19", .settle = 1, .sql = "select coalesce(sum(n), 0) from counter where measure = 'appeal.review_overdue' and unit = 10 and grain = 0 and at <= 19832", .is = "0"},
	{"the Monday after union and the federation above it hear, without a page they may not open", .now = "2024-04-22", .settle = 1,
	 .sql = "select (" TOLD("的复查答复逾期") ") || ',' || (select count(*) from message where person = 1001 and title like '%有信访事项复查答复逾期' and link = '')", .is = "1,1"},
	{"the figure of a day that is over opens what stood then", .as = CADRE, .get = "/figures/appeal.open?unit=10&on=2024-02-29", .want = 200, .sees = "那一天没有"},
	{"on 22 April one is overdue; on the 19th it was not", .as = CADRE, .get = "/figures/appeal.review_overdue?unit=10&on=2024-04-19", .want = 200, .sees = "那一天没有"},
	{"on the 21st it was", .as = CADRE, .get = "/figures/appeal.review_overdue?unit=10&on=2024-04-21", .want = 200, .sees = "加班费三个月没有算对"},
	{"in a tree of many units", .check = scenario_many_units},
	{"it is found among the newest of all", .as = CADRE, .get = "/figures/appeal.review_overdue?unit=10&on=2024-04-21", .want = 200, .sees = "加班费三个月没有算对"},
	{"as before", .check = scenario_few_units},
	{"members may be listed", .as = CADRE, .get = "/members/list?unit=10", .want = 200},
	{"but an import says of all its rows at once that they count: no list of a day that is over", .as = CADRE, .get = "/figures/member.entitled?unit=10&on=2024-03-31", .want = 404, .sees = "没有这个数字的清单"},
	{"no day", .as = CADRE, .get = "/figures/appeal.open?unit=10&on=", .want = 404, .sees = "要写明哪一天"},
	{"today is the list's", .as = CADRE, .get = "/figures/appeal.open?unit=10&on=2024-04-22", .want = 404},
	{"no such figure", .as = CADRE, .get = "/figures/appeal.none?unit=10&on=2024-04-01", .want = 404},
	{"who may not open the rows is shown none", .as = WORKER, .get = "/figures/appeal.open?unit=10&on=2024-04-01", .want = 404, .sees_not = "加班费三个月没有算对"},
	{"nor another union", .as = OTHER_CHAIR, .get = "/figures/appeal.open?unit=10&on=2024-04-01", .want = 404, .sees_not = "加班费三个月没有算对"},
	/* the answer */
	{"without its day", .as = CADRE, .post = "/appeals/{a}/reviewed", .form = "on=&reason=市总复查意见：补发二月。", .want = 422, .sees = "补发二月。</textarea>"},
	{"not of tomorrow", .as = CADRE, .post = "/appeals/{a}/reviewed", .form = "on=2024-04-23&reason=补发", .want = 422, .sees = "日期不能晚于今天"},
	{"nor before it was asked for", .as = CADRE, .post = "/appeals/{a}/reviewed", .form = "on=2024-03-19&reason=补发", .want = 422, .sees = "日期不能早于3月20日 周三"},
	{"the department does not", .as = HANDLER, .post = "/appeals/{a}/reviewed", .form = "on=2024-04-22&reason=补发", .want = 403},
	{"nor another union", .as = OTHER_CHAIR, .post = "/appeals/{a}/reviewed", .form = "on=2024-04-22&reason=补发", .want = 403},
	{"nor he himself", .as = WORKER, .post = "/appeals/{a}/reviewed", .form = "on=2024-04-22&reason=补发", .want = 403},
	{"recorded", .as = CADRE, .post = "/appeals/{a}/reviewed", .form = "on=2024-04-18&reason=市总复查〔2024〕3号：补发二月。", .want = 303},
	{"he reads it", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "市总复查〔2024〕3号"},
	{"and may ask for the last one until Monday 20 May", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "可以在5月20日 周一前请求复核（《信访工作条例》第三十六条）"},
	{"nothing is owed", .sql = "select petition_due from appeal where id = {a}", .is = "0"},
	{"a mistake is taken back with a reason", .as = CADRE, .post = "/appeals/{a}/unreview", .want = 422, .sees = "请填写理由"},
	{"so", .as = CADRE, .post = "/appeals/{a}/unreview", .form = "reason=文号写错", .want = 303, .sql = "select petition_due || ',' || review_given || review_reply from appeal where id = {a}", .is = "19832,0"},
	{"he hears that it was and why", .sql = "select count(*) from message where person = 1007 and title like '诉求 % 登记的复查答复已撤回' and body = '文号写错'", .is = "1"},
	{"recorded right", .as = CADRE, .post = "/appeals/{a}/reviewed", .form = "on=2024-04-18&reason=市总复查〔2024〕4号：补发二月。", .want = 303},
	{"closed", .as = CADRE, .post = "/appeals/{a}/close", .form = "reason=已补发", .want = 303},
	/* the last one, recorded by the union, also when it is closed */
	{"too late by its day", .now = "2024-05-21", .as = CADRE, .post = "/appeals/{a}/final", .form = "on=2024-05-21&reason=来信请求", .want = 422, .sees = "到5月20日 周一为止"},
	{"he is offered it no more", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees_not = "id=\"ask_review\""},
	{"nor may he", .as = WORKER, .post = "/m/appeals/{a}/ask_review", .form = "reason=不服&_back=/m/appeals/{a}", .want = 409, .sees = "已经过了"},
	{"a letter that came on the last day is recorded the day after", .as = CADRE, .post = "/appeals/{a}/final", .form = "on=2024-05-20&reason=来信请求", .want = 303},
	{"30 days from 20 May: 19 June", .sql = "select petition_due from appeal where id = {a}", .is = "19893"},
	{"the list of petitions finds it by that day", .as = CADRE, .get = "/appeals?level=4&petition_due_to=2024-06-19&cols=title,petition_due", .want = 200, .sees = "加班费三个月没有算对"},
	{"the last word", .now = "2024-06-10", .as = CADRE, .post = "/appeals/{a}/finaled", .form = "on=2024-06-10&reason=省总复核〔2024〕1号：维持。", .want = 303},
	{"the end is said", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "6月10日 周一，已作出，程序终结"},
	{"no further request", .as = WORKER, .post = "/m/appeals/{a}/ask_review", .form = "reason=还是不服&_back=/m/appeals/{a}", .want = 409, .sees = "同一事实和理由不再受理"},
	{"nor from the union", .as = CADRE, .post = "/appeals/{a}/final", .form = "on=2024-06-10&reason=再来", .want = 409, .sees = "不再受理"},
	{"its old timers find nothing to say", .now = "2024-06-30", .settle = 1, .sql = TOLD("的复核意见%"), .is = "0"},
	{"on 23 April it was overdue no more, on the 22nd it was until it was answered that day", .as = CADRE, .get = "/figures/appeal.review_overdue?unit=10&on=2024-04-23", .want = 200, .sees = "那一天没有"},
	/* by nobody known */
	{"anonymous", .post = "/anon", .form = KEYS "&unit=10&kind=1&content=加班费没有算。", .want = 200},
	{"its id", .sql = "select id from appeal where mode = 3", .keep = "n"},
	ANSWERED("n"),
	{"code and PIN ask too", .post = "/anon/step/ask_review", .form = KEYS "&reason=没有算清", .want = 200, .sees = "请求复查"},
	{"nobody is told the moment", .sql = "select count(*) from message where title like '%请求复查' and link like '%{n}'", .is = "0"},
	{"the union is in the morning", .now = "2024-07-01", .settle = 1, .sql = "select count(*) from message where person = 1004 and title like '%请求复查' and link like '%{n}'", .is = "1"},
	{"recorded by the union on behalf of another one", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=1&content=夜班津贴少了一档。", .want = 303, .keep = "b"},
	{"not before it is answered", .as = CADRE, .post = "/appeals/{b}/sort", .form = "kind=1&level=4", .want = 303},
	{"so", .as = CADRE, .post = "/appeals/{b}/review", .form = "on=2024-07-01&reason=来访请求", .want = 409, .sees = "收到书面答复以后"},
	ANSWERED("b"),
	{"now", .as = CADRE, .post = "/appeals/{b}/review", .form = "on=2024-07-01&reason=来访请求", .want = 303},
	{"and it runs", .as = CADRE, .get = "/appeals/{b}", .want = 200, .sees = "<dt>复查答复</dt><dd><b>7月31日 周三前"},
	{"what the union recorded it may take back", .as = CADRE, .post = "/appeals/{b}/unreview", .form = "reason=记到了别人的名下", .want = 303, .sql = "select review_asked || ',' || petition_due from appeal where id = {b}", .is = "0,0"},
	{"he is told", .sql = "select count(*) from message where person = 1007 and title like '诉求 % 登记的复查请求已撤回'", .is = "1"},
	{"he asks himself", .as = WORKER, .post = "/m/appeals/{b}/ask_review", .form = "reason=少了一档&_back=/m/appeals/{b}", .want = 303},
	{"and is not content, so that it is handled again", .as = WORKER, .post = "/m/appeals/{b}/rate", .form = "rating=3&reason=没有补&_back=/m/appeals/{b}", .want = 303},
	{"back to the table", .as = HANDLER, .post = "/appeals/{b}/bounce", .form = "reason=归办公室", .want = 303},
	{"with a review owed it stays a petition", .as = CADRE, .post = "/appeals/{b}/sort", .form = "kind=1&level=1", .want = 422, .sees = "已经请求复查，要继续按信访事项办理"},
	{"so the review is owed still", .sql = "select level || ',' || petition_due from appeal where id = {b}", .is = "4,19935"},
	{"its kind may change", .as = CADRE, .post = "/appeals/{b}/sort", .form = "kind=2&level=4", .want = 303},
	/* back on the table, with the review still owed: no way of ending it */
	{"it may not be refused", .as = CADRE, .post = "/appeals/{b}/refuse", .form = "reason=不归工会", .want = 409, .sees = "还没有复查答复（《信访工作条例》第三十五条）",
	 .sql = "select state from appeal where id = {b}", .is = "3"},
	{"nor joined to another", .as = CADRE, .post = "/appeals/{b}/merge", .form = "same=SQ-2024-0001&reason=同一件", .want = 409, .sees = "还没有复查答复"},
	{"once the review is answered it may", .as = CADRE, .post = "/appeals/{b}/reviewed", .form = "on=2024-07-01&reason=市总复查〔2024〕9号：补发。", .want = 303},
	{"another one has no notice yet", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=1&content=中班津贴少了一档。", .want = 303, .keep = "c"},
	{"which became a petition", .as = CADRE, .post = "/appeals/{c}/sort", .form = "kind=1&level=4", .want = 303},
	{"so it is not joined either", .as = CADRE, .post = "/appeals/{c}/merge", .form = "same=SQ-2024-0001&reason=同一件", .want = 409, .sees = "还没有书面告知是否受理"},
	{"to refuse it with a reason is to tell", .as = CADRE, .post = "/appeals/{c}/refuse", .form = "reason=属于仲裁，请向仲裁委员会提出", .want = 303},
	{"and its page says so", .as = CADRE, .get = "/appeals/{c}", .want = 200, .sees = "不予受理，已告知理由"},
	{"the first is joined to one that is numbered", .sql = "select number from appeal where id = {a}", .is = "SQ-2024-0001"},
	{"now", .as = CADRE, .post = "/appeals/{b}/merge", .form = "same=SQ-2024-0001&reason=同一件事", .want = 303, .sql = "select state from appeal where id = {b}", .is = "12"},
};

int main(void)
{
	return scenario("petitions", steps, sizeof(steps) / sizeof(steps[0]));
}
