#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#include <stdio.h>
#include <string.h>

#include "modules/members/my_view.h"
#include "my.html.h"
#include "secret/sign.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define WORKER_2 "13800000006"
#define OTHER_CHAIR "13800000021"

/* 11010519491231002X and 440524188001010014 are the standard's own vectors; the third is made after it. */
#define NEW_MEMBER "name=样例新员&unit=105&id_type=1&idno=11010519491231002x&mobile=13911112222&ethnic=1&politics=13&education=20&household=1&job=1"

static const char *chain_holds(struct app *app)
{
	struct arena *a = arena_new(8u << 20);
	struct event_check c = event_verify(app->readers[0], a, NULL, clock_now());
	arena_free(a);
	return c.ok ? NULL : "the chain of events does not verify";
}

static const char *four_an_hour(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	db_script(d, "insert into policy(id, name, unit, value, since) values (1, 'member.lookups', 10, 4, 1)");
	db_commit(d);
	return NULL;
}

static const char *marked(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	db_script(d, "update member set skill = 6, model = 4, gig = 3 where id = 1006");
	db_commit(d);
	return NULL;
}

/* The token of the card as the page before gave it. */
static const char *token_of(struct app *app)
{
	const char *at = strstr(scenario_page(), "/cards/M");
	return at ? arena_strndup(app->arena, at + 7, strcspn(at + 7, "\"")) : "";
}

static char card[600]; /* of the last page that showed one */

/* With the public key alone: no table is read. */
static const char *card_checks(struct app *app)
{
	struct arena *a = app->arena;
	const char *text = sign_check(a, sign_public_key(a, &app->keys, "member.card"), card);
	if (!text || strncmp(text, "1|样例孟庆|临江发电有限公司工会|", strlen("1|样例孟庆|临江发电有限公司工会|")) != 0)
		return "the key does not open the card";
	return strstr(text, "3206") || strstr(text, "138") ? "there is a number in it" : NULL;
}

static const char *changed_card_fails(struct app *app)
{
	struct arena *a = app->arena;
	char *other = arena_strdup(a, card);
	other[9] = other[9] == 'A' ? 'B' : 'A';
	if (sign_check(a, sign_public_key(a, &app->keys, "member.card"), other))
		return "a changed card passes";
	return sign_check(a, sign_public_key(a, &app->keys, "vote.bundle"), card) ? "a key for something else opens it" : NULL;
}

/* Offline, with the public key and a calendar: on its last day it holds, a day later the page says what to do. */
static const char *card_expires(struct app *app)
{
	struct arena *a = app->arena;
	const char *key = sign_public_key(a, &app->keys, "member.card");
	struct card_check last = card_read(a, key, card, day_of_instant(clock_now()) + 30), after = card_read(a, key, card, day_of_instant(clock_now()) + 31);
	struct buf page = buf_in(a);
	if (!last.ours || !last.holds)
		return "it does not hold on its thirtieth day";
	if (!after.ours || after.holds)
		return "it holds for longer";
	tpl_card_check(&page, &after);
	return strstr(buf_text(&page), "已过有效期。请对方重新打开会员卡") && strstr(buf_text(&page), "样例孟庆") ? NULL : "the page does not say so";
}

/* Nobody chooses the days of his card by what he is called; and what an older release signed with such a name is none. */
static const char *bars_part_nothing(struct app *app)
{
	struct arena *a = app->arena;
	const char *key = sign_public_key(a, &app->keys, "member.card");
	const struct member m = {.name = "张|总|1|2024-01-01|2099-12-31", .member_no = "7"};
	struct card_check c = card_read(a, key, sign_token(a, &app->keys, "member.card", card_text(a, &m, "样例|工会", 19783)), 19784);
	if (!c.ours || strcmp(c.name, "张｜总｜1｜2024-01-01｜2099-12-31") != 0 || strcmp(c.house, "样例｜工会") != 0 || strcmp(c.number, "7") != 0)
		return "the card of who has bars in his name is not read as it was signed";
	if (strcmp(c.until, "2024年3月31日") != 0)
		return c.until;
	c = card_read(a, key, sign_token(a, &app->keys, "member.card", "1|张|总|1|2024-01-01|2099-12-31|样例工会|7|2024-03-01|2024-03-31"), 19784);
	if (c.ours)
		return "a card of more than six parts passes";
	c = card_read(a, key, sign_token(a, &app->keys, "member.card", "1|样例张工|样例工会||2024-03-01|2024-03-31"), 19784);
	return c.ours && c.holds ? NULL : "a card of six parts does not pass, as those that are in people's phones";
}

static const char *keep_card(struct app *app)
{
	snprintf(card, sizeof(card), "%s", token_of(app));
	return *card ? NULL : "the page has no card";
}

static const struct step steps[] = {
	{"the desk of a union without members says what to do", .as = CADRE, .get = "/members", .want = 200, .sees = "没有待审批的申请"},
	{"so does the list", .as = CADRE, .get = "/members/list", .want = 200, .sees = "还没有会员"},
	{"a worker may not look, and is told whom to ask", .as = WORKER, .get = "/members", .want = 403, .sees = "你没有“查看会员”的权限。如确需办理，请联系本单位工会主席"},
	{"the form", .as = CADRE, .get = "/members/new", .want = 200, .sees = "所在单位"},
	/* registering */
	{"a number with a wrong check digit is named", .as = CADRE, .post = "/members", .form = "name=样例新员&unit=105&id_type=1&idno=110105194912310021", .want = 422, .sees = "身份证号"},
	{"what was typed stays", .as = CADRE, .post = "/members", .form = "name=样例新员&unit=105&id_type=1&idno=110105194912310021", .want = 422, .sees = "value=\"样例新员\""},
	{"without a number nobody is entered", .as = CADRE, .post = "/members", .form = "name=样例新员&unit=105&id_type=1", .want = 422, .sees = "请填写证件号码"},
	{"a sex that the number contradicts is named", .as = CADRE, .post = "/members", .form = NEW_MEMBER "&sex=1", .want = 422, .sees = "性别与证件号码不一致"},
	{"so is another birthday", .as = CADRE, .post = "/members", .form = NEW_MEMBER "&birth=1950-01-01", .want = 422, .sees = "号码里是 1949年12月31日"},
	{"not into another union", .as = CADRE, .post = "/members", .form = "name=样例新员&unit=11&id_type=1&idno=11010519491231002x", .want = 403},
	{"a cadre registers an application", .as = CADRE, .post = "/members", .form = NEW_MEMBER, .want = 303, .keep = "m"},
	{"birth and sex follow from the number", .sql = "select birth * 10 + sex from member", .is = "-73058"},
	{"the page shows the number masked", .as = CADRE, .get = "/members/{m}", .want = 200, .sees = "110***********002X", .sees_not = "11010519491231002X"},
	{"it waits", .as = CHAIR, .get = "/members", .want = 200, .sees = "样例新员"},
	{"and counts for nothing yet", .sql = "select count(*) from counter_delta where measure = 'member.entitled'", .is = "0"},
	{"not by address with words of one's own", .as = CHAIR, .post = "/member/{m}/do/approve", .form = "reason=2024年第2次委员会会议", .want = 404},
	{"a cadre does not approve", .as = CADRE, .post = "/members/{m}/admission", .form = "on=2024-03-01&basis=委员会会议同意", .want = 403},
	{"nor another union's chair, who is told that it is not for his own to help", .as = OTHER_CHAIR, .get = "/members/{m}/admission", .want = 403, .sees = "你的“审批会籍”的权限不包括这个单位"},
	{"the chair's page leads to it", .as = CHAIR, .get = "/members/{m}", .want = 200, .sees = "/members/{m}/admission"},
	{"without a committee all members decide", .as = CHAIR, .get = "/members/{m}/admission", .want = 200, .sees = "由全体会员大会表决"},
	{"the article is shown", .as = CHAIR, .get = "/members/{m}/admission", .want = 200, .sees = "《工会会员会籍管理办法》第三条"},
	{"nothing without the vote", .as = CHAIR, .post = "/members/{m}/admission", .form = "on=2024-03-01&basis=同意", .want = 422, .sees = "请写明会议和表决"},
	{"what was typed stays", .as = CHAIR, .post = "/members/{m}/admission", .form = "on=2030-01-01&basis=全体会员大会一致同意", .want = 422, .sees = "全体会员大会一致同意</textarea>"},
	{"nor a meeting before he applied", .as = CHAIR, .post = "/members/{m}/admission", .form = "on=2024-02-29&basis=全体会员大会一致同意", .want = 422, .sees = "不早于入会申请的日期（2024年3月1日）"},
	{"and approves", .as = CHAIR, .post = "/members/{m}/admission", .form = "on=2024-03-01&basis=全体会员大会，应到 5 人，实到 5 人，赞成 5 票", .want = 303},
	{"not twice", .as = CHAIR, .post = "/members/{m}/admission", .form = "on=2024-03-01&basis=全体会员大会一致同意", .want = 409, .sees = "已经办理过"},
	{"the meeting stands in the register", .as = CADRE, .get = "/members/{m}", .want = 200, .sees = "2024年3月1日全体会员大会，应到 5 人，实到 5 人，赞成 5 票"},
	{"the day of joining is that of the approval", .sql = "select joined_on from member", .is = "19783"},
	{"now the union counts one more", .sql = "select sum(n) from counter_delta where measure = 'member.entitled' and unit = 10", .is = "1"},
	{"all that the register asks for is there", .sql = "select sum(n) from counter_delta where measure = 'member.complete' and unit = 1", .is = "1"},
	{"the person is shown as a member", .sql = "select p.union_kind from person p join member m on m.id = p.id", .is = "1"},
	/* once only */
	{"nobody joins twice", .as = CADRE, .post = "/members", .form = "name=样例重名&unit=106&id_type=1&idno=11010519491231002X", .want = 422, .sees = "会籍只有一份"},
	{"another union learns that he is somewhere, not where", .as = OTHER_CHAIR, .post = "/members", .form = "name=样例重名&unit=11&id_type=1&idno=11010519491231002X", .want = 422, .sees = "已在另一工会登记会籍", .sees_not = "运行一值"},
	{"nor his name", .as = OTHER_CHAIR, .post = "/members", .form = "name=样例重名&unit=11&id_type=1&idno=11010519491231002X", .want = 422, .sees_not = "样例新员"},
	{"a passport is another paper", .as = CADRE, .post = "/members", .form = "name=样例外籍&unit=106&id_type=5&idno=E1234567&sex=1&birth=1990-05-06", .want = 303, .keep = "x"},
	{"too short a one is refused", .as = CADRE, .post = "/members", .form = "name=样例外籍二&unit=106&id_type=5&idno=E12", .want = 422, .sees = "太短"},
	/* finding */
	{"by initials", .as = CADRE, .post = "/members/find", .form = "q=ylxy", .want = 200, .sees = "样例新员"},
	{"by a part of the name", .as = CADRE, .get = "/members?q=新员", .want = 200, .sees = "/members/{m}"},
	{"by the whole mobile", .as = CADRE, .post = "/members/find", .form = "q=13911112222", .want = 200, .sees = "样例新员"},
	{"by the whole identity number", .as = CADRE, .post = "/members/find", .form = "q=11010519491231002x", .want = 200, .sees = "样例新员"},
	{"by its last four", .as = CADRE, .post = "/members/find", .form = "q=002X", .want = 200, .sees = "样例新员"},
	{"not with other digits", .as = CADRE, .post = "/members/find", .form = "q=4444", .want = 200, .sees = "没有找到"},
	{"not from another union", .as = OTHER_CHAIR, .post = "/members/find", .form = "q=13911112222", .want = 200, .sees = "没有找到"},
	{"a number in the address is not looked up", .as = CADRE, .get = "/members?q=13911112222", .want = 200, .sees = "不要写在网址里", .sees_not = "/members/{m}"},
	{"each search by number left a trace", .sql = "select count(*) from event where record = 'member' and verb = 'lookup'", .is = "5"},
	{"that does not hold the number", .sql = "select count(*) from event where changes || note like '%1391111%'", .is = "0"},
	{"the union allows four an hour", .check = four_an_hour},
	{"so trying out digits ends", .as = CADRE, .post = "/members/find", .form = "q=0001", .want = 429, .sees = "一小时内"},
	{"for this person only", .as = CHAIR, .post = "/members/find", .form = "q=0002", .want = 200},
	{"names are still looked up", .as = CADRE, .post = "/members/find", .form = "q=新员", .want = 200, .sees = "样例新员"},
	/* a look at a number */
	{"the cadre may not see the whole number", .as = CADRE, .post = "/members/{m}/reveal", .form = "field=idno&reason=核对名单", .want = 403},
	{"the chair not without a reason", .as = CHAIR, .post = "/members/{m}/reveal", .form = "field=idno&reason=看", .want = 422, .sees = "理由"},
	{"the chair with a reason", .as = CHAIR, .post = "/members/{m}/reveal", .form = "field=idno&reason=核对疗养名单", .want = 200, .sees = "11010519491231002X"},
	{"the other chair not at all", .as = OTHER_CHAIR, .post = "/members/{m}/reveal", .form = "field=idno&reason=核对疗养名单", .want = 403},
	{"it stands in the history", .as = CADRE, .get = "/members/{m}", .want = 200, .sees = "核对疗养名单"},
	/* changing */
	{"the form to change", .as = CADRE, .get = "/members/{m}/edit", .want = 200, .sees = "139****2222"},
	{"name, unit and address change", .as = CADRE, .post = "/members/{m}", .form = "name=样例改名&unit=107&id_type=1&ethnic=3&politics=13&education=20&household=1&job=1&joined_on=2024-03-01&address=临江市样例路一号&member_no=A001&dues_until=2023-08-31&_version=3", .want = 303},
	{"the membership follows the unit", .sql = "select unit from member where name = '样例改名'", .is = "107"},
	{"the address is not readable in the database", .sql = "select count(*) from member where address_seal like '%样例路%'", .is = "0"},
	{"the numbers stayed", .sql = "select mobile_mask from member where name = '样例改名'", .is = "139****2222"},
	{"an old version is refused", .as = CADRE, .post = "/members/{m}", .form = "name=样例旧&unit=107&id_type=1&_version=3", .want = 409},
	{"another union's unit is a transfer", .as = FEDERATION, .post = "/members/{m}", .form = "name=样例改名&unit=11&id_type=1&_version=5", .want = 422, .sees = "请办理转会"},
	{"a changed name of the person changes the member", .as = CADRE, .post = "/people/{m}", .form = "name=样例再改&unit=107&_version=3", .want = 303},
	{"at once", .as = CADRE, .get = "/members?q=再改", .want = 200, .sees = "/members/{m}"},
	/* dues */
	{"who is behind with dues is listed", .as = CADRE, .get = "/members/behind", .want = 200, .sees = "缴至 2023年8月31日"},
	{"without a reminder nobody is taken to have left", .as = CHAIR, .post = "/members/{m}/change", .form = "verb=lapse&reason=会议", .want = 409, .sees = "要先催缴"},
	{"the reminder", .as = CADRE, .post = "/members/{m}/change", .form = "verb=remind", .want = 303},
	{"reaches the person", .sql = "select count(*) from message where title = '会费到期提醒'", .is = "1"},
	{"the same day is too early", .as = CHAIR, .post = "/members/{m}/change", .form = "verb=lapse&reason=会议", .want = 409, .sees = "今天刚催缴"},
	/* suspension */
	{"no change without a reason", .as = CADRE, .post = "/members/{m}/change", .form = "verb=keep", .want = 422, .sees = "理由"},
	{"beside its input", .as = CADRE, .post = "/members/{m}/change", .form = "verb=keep", .want = 422, .sees = "id=\"h-reason\">请写明“保留会籍”的理由"},
	{"what was typed stays, with what was chosen", .as = CADRE, .post = "/members/{m}/change", .form = "verb=keep&reason=离岗&on=2024-03-09", .want = 422, .sees = "value=\"keep\" checked"},
	{"nor on a day to come", .as = CADRE, .post = "/members/{m}/change", .form = "verb=keep&reason=离岗&on=2024-03-09", .want = 422, .sees = "今天或以前"},
	{"nor an unknown one", .as = CADRE, .post = "/members/{m}/change", .form = "verb=explode&reason=x", .want = 422, .sees = "请选择要办理的变动"},
	{"kept without a vote", .as = CADRE, .post = "/members/{m}/change", .form = "verb=keep&reason=待岗&on=2024-02-20", .want = 303},
	{"counts as a member", .sql = "select sum(n) from counter_delta where measure = 'member.total' and unit = 10", .is = "1"},
	{"not for a quorum", .sql = "select sum(n) from counter_delta where measure = 'member.entitled' and unit = 10", .is = "0"},
	{"and takes up work again", .as = CADRE, .post = "/members/{m}/change", .form = "verb=resume&reason=重新上岗", .want = 303},
	/* transfer */
	{"to a union that does not exist", .as = CADRE, .post = "/members/{m}/out", .form = "to=没有这个工会", .want = 422, .sees = "没有叫"},
	{"within the union there is no transfer", .as = CADRE, .post = "/members/{m}/out", .form = "to=LJ010101", .want = 422, .sees = "同属一个工会"},
	{"to the port", .as = CADRE, .post = "/members/{m}/out", .form = "to=LJ02&reason=调动", .want = 303},
	{"under way nothing else happens", .as = CADRE, .post = "/members/{m}/change", .form = "verb=leave&reason=x", .want = 409, .sees = "正在转会"},
	{"it can be called back", .as = CADRE, .post = "/members/{m}/out", .form = "recall=1", .want = 303},
	{"and sent again by name", .as = CADRE, .post = "/members/{m}/out", .form = "to=临江港务集团工会", .want = 303},
	{"the giving side cannot take for the other", .as = CADRE, .post = "/members/{m}/receive", .want = 403},
	{"the port sees who comes", .as = OTHER_CHAIR, .get = "/members", .want = 200, .sees = "样例再改"},
	{"but not his page yet", .as = OTHER_CHAIR, .get = "/members/{m}", .want = 403},
	{"it may refuse, with a reason", .as = OTHER_CHAIR, .post = "/members/{m}/receive", .form = "answer=no", .want = 422, .sees = "理由"},
	{"then he stays", .as = OTHER_CHAIR, .post = "/members/{m}/receive", .form = "answer=no&reason=尚未报到", .want = 303},
	{"asked again", .as = CADRE, .post = "/members/{m}/out", .form = "to=LJ02", .want = 303},
	{"it takes him", .as = OTHER_CHAIR, .post = "/members/{m}/receive", .want = 303},
	{"nobody takes twice", .as = OTHER_CHAIR, .post = "/members/{m}/receive", .want = 404},
	{"membership and person have moved", .sql = "select m.unit * 100 + p.unit from member m join person p on p.id = m.id where m.name = '样例再改'", .is = "1111"},
	{"joined when he joined first", .sql = "select joined_on from member where name = '样例再改'", .is = "19783"},
	{"the power plant counts none", .sql = "select sum(n) from counter_delta where measure = 'member.total' and unit = 10", .is = "0"},
	{"the port one", .sql = "select sum(n) from counter_delta where measure = 'member.total' and unit = 11", .is = "1"},
	{"the federation still one", .sql = "select sum(n) from counter_delta where measure = 'member.total' and unit = 1", .is = "1"},
	{"the old union no longer sees him", .as = CADRE, .get = "/members/{m}", .want = 403},
	/* the end of membership */
	{"six months after the dues and after a reminder", .now = "2024-03-02", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=lapse&reason=委员会第3次会议确认", .want = 303},
	{"he has left", .sql = "select state * 100 + change from member where name = '样例再改'", .is = "508"},
	{"entered by mistake", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=correct&reason=会费已缴", .want = 303},
	{"expelling wants the decision", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=expel&reason=刑事处罚", .want = 422, .sees = "报上一级工会备案"},
	{"beside its input, and the reason stays", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=expel&reason=刑事处罚", .want = 422, .sees = "value=\"刑事处罚\""},
	{"asked of the plant to take him back", .as = OTHER_CHAIR, .post = "/members/{m}/out", .form = "to=LJ01", .want = 303},
	{"which sees him", .as = CADRE, .get = "/members", .want = 200, .sees = "样例再改"},
	{"expelled", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=expel&reason=刑事处罚&decision=委员会第4次会议", .want = 303},
	{"nobody is asked to take him any more", .as = CADRE, .get = "/members", .want = 200, .sees_not = "样例再改"},
	{"nor may", .as = CADRE, .post = "/members/{m}/receive", .want = 404},
	{"set right again", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=correct&reason=登记错人", .want = 303},
	{"retired", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=retire&reason=到龄", .want = 303},
	{"keeps membership", .sql = "select sum(n) from counter_delta where measure = 'member.retired' and unit = 11", .is = "1"},
	{"left by his own wish is not for the retired", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=leave&reason=x", .want = 422},
	{"at work again, and on his way once more", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=correct&reason=登记有误", .want = 303},
	{"no longer as one who is retired: what he does is asked for", .sql = "select job || ' ' || complete from member where name = '样例再改'", .is = "0 0"},
	{"asked again of the plant", .as = OTHER_CHAIR, .post = "/members/{m}/out", .form = "to=LJ01", .want = 303},
	{"died", .as = OTHER_CHAIR, .post = "/members/{m}/change", .form = "verb=die&reason=病故", .want = 303},
	{"so nobody is asked to take him", .sql = "select to_unit from member where name = '样例再改'", .is = "0"},
	{"the person has left too", .sql = "select p.state from person p join member m on m.id = p.id where m.name = '样例再改'", .is = "2"},
	{"nobody counts", .sql = "select sum(n) from counter_delta where measure = 'member.total' and unit = 1", .is = "0"},
	/* other ways */
	{"who comes from outside is a member at once", .as = CADRE, .post = "/members", .form = "name=样例转入&unit=105&transferred=1&id_type=1&idno=440524188001010014&joined_on=2001-05-01&birth=1880-01-01", .want = 422, .sees = "身份证号"},
	{"with a number of a living person", .as = CADRE, .post = "/members", .form = "name=样例转入&unit=105&transferred=1&id_type=1&idno=320602196503150033&joined_on=2001-05-01", .want = 303, .keep = "t"},
	{"in the state of a member", .sql = "select state * 100 + change from member where name = '样例转入'", .is = "202"},
	{"near the age of retirement", .as = CADRE, .get = "/members/{t}", .want = 200, .sees = "2025年4月（60 岁 1 个月）"},
	{"not yet listed", .as = CADRE, .get = "/members/retiring", .want = 200, .sees = "没有到龄的会员"},
	{"later listed", .now = "2025-02-01", .as = CADRE, .get = "/members/retiring", .want = 200, .sees = "样例转入"},
	{"incomplete entries are listed", .as = CADRE, .get = "/members/incomplete", .want = 200, .sees = "样例转入"},
	{"away to a union outside", .as = CADRE, .post = "/members/{t}/change", .form = "verb=away&reason=调往外省", .want = 303},
	{"and back", .as = CADRE, .post = "/members/{t}/change", .form = "verb=back&reason=调回", .want = 303},
	{"who leaves the unit keeps his membership", .as = CADRE, .post = "/person/{t}/do/leave", .form = "reason=离职", .want = 303},
	{"without a vote", .sql = "select state from member where name = '样例转入'", .is = "3"},
	{"left by own wish", .as = CADRE, .post = "/members/{t}/change", .form = "verb=leave&reason=本人申请", .want = 303},
	{"an application is refused with a reason", .as = CHAIR, .post = "/member/{x}/do/refuse", .form = "reason=材料不全", .want = 303},
	{"from the person to the form", .as = CADRE, .get = "/people/1007/membership", .want = 303, .to = "/members/new?person=1007"},
	{"which knows him", .as = CADRE, .get = "/members/new?person=1007", .want = 200, .sees = "样例赵工"},
	{"he becomes a member without a second person", .as = CADRE, .post = "/members", .form = "person=1007&name=样例赵工&unit=105&id_type=1&idno=320602199203150019", .want = 303, .to = "/members/1007"},
	{"not twice", .as = CADRE, .post = "/members", .form = "person=1007&name=样例赵工&unit=105", .want = 409, .sees = "已有会籍"},
	{"nor for a person of another union", .as = OTHER_CHAIR, .get = "/members/new?person=1007", .want = 403},
	{"from the person to the membership", .as = CADRE, .get = "/people/1007/membership", .want = 303, .to = "/members/1007"},
	{"nobody is kept too long yet", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees = "没有到期待删除"},
	{"a cadre does not decide on that", .as = CADRE, .get = "/members/erasable", .want = 403},
	{"the union keeps data no longer than needed", .as = CHAIR, .post = "/units/10/policies", .form = "name=member.erase_months&value=0&since=2025-02-01&source=委员会决定", .want = 303},
	{"who left is due", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees = "样例转入"},
	{"so is the refused application", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees = "样例外籍"},
	{"a lower unit keeps its data longer", .as = CHAIR, .post = "/units/105/policies", .form = "name=member.erase_months&value=24&since=2025-02-01&source=委员会决定", .want = 303},
	{"whose people are not due then", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees_not = "样例转入"},
	{"those of the next unit still are", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees = "样例外籍"},
	{"nor can they be chosen", .as = CHAIR, .post = "/members/erasable", .form = "m{t}=1&reason=保存期满", .want = 422, .sees = "请先勾选"},
	{"the value of the lower unit", .sql = "select max(id) from policy where unit = 105", .keep = "p"},
	{"ends", .as = CHAIR, .post = "/units/105/policies/{p}/end", .form = "reason=与上级一致", .want = 303},
	{"and they are due again", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees = "样例转入"},
	{"nobody of another union", .as = OTHER_CHAIR, .get = "/members/erasable", .want = 200, .sees_not = "样例转入"},
	{"somebody has to be chosen", .as = CHAIR, .post = "/members/erasable", .form = "reason=保存期满", .want = 422, .sees = "请先勾选"},
	{"with a reason", .as = CHAIR, .post = "/members/erasable", .form = "m{x}=1", .want = 422, .sees = "请写明删除的理由"},
	{"who was chosen stays so", .as = CHAIR, .post = "/members/erasable", .form = "m{x}=1", .want = 422, .sees = "name=\"m{x}\" value=\"1\" aria-label=\"选择样例外籍\" checked"},
	{"not by another union", .as = OTHER_CHAIR, .post = "/members/erasable", .form = "m{x}=1&reason=保存期满", .want = 422, .sees = "请先勾选"},
	{"the chosen one is erased", .as = CHAIR, .post = "/members/erasable", .form = "m{x}=1&reason=保存期满", .want = 303},
	{"and due no longer", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees_not = "样例外籍"},
	{"a membership that runs is not erased", .as = CHAIR, .post = "/members/1007/erase", .form = "reason=误点", .want = 409},
	{"a cadre erases nobody", .as = CADRE, .post = "/members/{t}/erase", .form = "reason=保存期满", .want = 403},
	{"beside it stands what is kept, and by which law", .as = CHAIR, .get = "/members/{t}", .want = 200, .sees = "《档案法》第十三条；《个人信息保护法》第四十七条第二款"},
	{"somebody once wrote of him", .as = CADRE, .post = "/activities", .form = "title=迎新座谈&kind=2&held_on=2024-02-20&people=9&summary=样例转入同志发言", .want = 303, .to = "/activities/", .keep = "w"},
	{"the list of who is due leads to what was written", .as = CHAIR, .get = "/members/erasable", .want = 200, .sees = "/search?q=%E6%A0%B7%E4%BE%8B%E8%BD%AC%E5%85%A5\">查文字里写到的"},
	{"so does his page, and says how far that reaches", .as = CHAIR, .get = "/members/{t}", .want = 200, .sees = "/search?q=%E6%A0%B7%E4%BE%8B%E8%BD%AC%E5%85%A5\">查找文字里写到“样例转入”的记录</a>，由人决定哪些要改"},
	{"and for whom", .as = CHAIR, .get = "/members/{t}", .want = 200, .sees = "只查得到你有权查看的，上级和其他工会写到的请它们查"},
	{"there it stands", .as = CHAIR, .get = "/search?q=样例转入", .want = 200, .sees = "/activities/{w}"},
	{"for who may read it", .as = OTHER_CHAIR, .get = "/search?q=样例转入", .want = 200, .sees_not = "/activities/{w}"},
	{"nor the chair without a reason", .as = CHAIR, .post = "/members/{t}/erase", .want = 422, .sees = "理由"},
	{"who once held a post", .sql = "insert into post(id, unit, version, state, person, role, title, since, until) select 99001, unit, 1, 2, id, 4, '样例干事', 18000, 19000 from person where id = {t}"},
	{"stands in the list of terms", .sql = "insert into term(record, row_id, unit, kind, label, holder, since, until, ended_on) select 'post', 99001, unit, 4, '样例干事', name, 18000, 19000, 19000 from person where id = {t}"},
	{"of an ended one the data are erased", .as = CHAIR, .post = "/members/{t}/erase", .form = "reason=保存期满", .want = 303},
	{"and there without a name", .sql = "select holder from term where row_id = 99001", .is = "（已删除）"},
	{"from the membership", .sql = "select name || idno_mask || mobile_mask || idkey || birth from member where id = {t}", .is = "（已删除）0"},
	{"from the person", .sql = "select name || idno_mask || idno_seal || idno_hash || idno_tail from person where id = {t}", .is = "（已删除）"},
	{"from behind the events", .sql = "select count(*) from event_personal where value like '%样例转入%' or value like '%0033%'", .is = "0"},
	{"from the search", .as = CHAIR, .get = "/search?q=转入&kind=person", .want = 200, .sees = "没有找到"},
	{"and from its entries", .sql = "select count(*) from search_doc where record = 'person' and row_id = {t} and title <> '（已删除）'", .is = "0"},
	{"from the history", .as = CHAIR, .get = "/members/{t}", .want = 200, .sees_not = "样例转入"},
	{"what was written is left to a person", .sql = "select summary from activity where id = {w}", .is = "样例转入同志发言"},
	{"there is nobody to bring back", .as = CHAIR, .get = "/members/{t}", .want = 200, .sees_not = "更正为在籍"},
	{"nor does a form", .as = CHAIR, .post = "/members/{t}/change", .form = "verb=correct&reason=登记有误", .want = 409, .sees = "不能恢复"},
	{"and the chain still verifies", .settle = 1, .check = chain_holds},
	/* on the phone */
	{"a worker sees that he is none", .as = WORKER_2, .get = "/m/member", .want = 200, .sees = "申请入会"},
	{"the form", .as = WORKER_2, .get = "/m/member/join", .want = 200, .sees = "临江发电有限公司工会"},
	{"nothing without consent", .as = WORKER_2, .post = "/m/member/join", .form = "id_type=1&idno=320602199203150019&ethnic=1", .want = 422, .sees = "请先阅读并同意"},
	{"nor without a number", .as = WORKER_2, .post = "/m/member/join", .form = "id_type=1&agree=1", .want = 422, .sees = "请填写证件号码"},
	{"nor with that of a member", .as = WORKER_2, .post = "/m/member/join", .form = "id_type=1&idno=320602199203150019&agree=1", .want = 422, .sees = "已有会籍"},
	{"an application", .as = WORKER_2, .post = "/m/member/join", .form = "id_type=1&idno=320602199203150027&ethnic=1&politics=13&education=20&household=1&job=1&joined_on=1999-01-01&agree=1", .want = 303},
	{"the day of joining is not his to say", .sql = "select joined_on from member where id = 1006", .is = "0"},
	{"waits", .as = WORKER_2, .get = "/m/member", .want = 200, .sees = "待审批"},
	{"the cadres are told", .sql = "select count(*) from message where title = '有新的入会申请'", .is = "2"},
	{"is taken back", .as = WORKER_2, .post = "/m/member/withdraw", .want = 303},
	{"once", .as = WORKER_2, .post = "/m/member/withdraw", .want = 409},
	{"and made again, of the same row", .as = WORKER_2, .post = "/m/member/join", .form = "id_type=1&idno=320602199203150027&agree=1", .want = 303},
	{"whose row is older", .sql = "update member set created_at = 1577836800000 where id = 1006"},
	{"not by a meeting before he applied again", .as = CHAIR, .post = "/members/1006/admission", .form = "on=2025-01-31&basis=全体会员大会一致同意", .want = 422, .sees = "不早于入会申请的日期（2025年2月1日）"},
	{"approved", .as = CHAIR, .post = "/members/1006/admission", .form = "on=2025-02-01&basis=全体会员大会一致同意", .want = 303},
	{"he is told", .sql = "select count(*) from message where person = 1006 and title = '入会申请已批准'", .is = "1"},
	{"the card has a code", .as = WORKER_2, .get = "/m/member", .want = 200, .sees = "class=\"qr\""},
	{"and no number", .as = WORKER_2, .get = "/m/member", .want = 200, .sees_not = "3206021992"},
	{"it shows skill, group and honour", .check = marked},
	{"as marks", .as = WORKER_2, .get = "/m/member", .want = 200, .sees = "<span class=\"tag\">市级劳动模范</span> <span class=\"tag\">高级技师</span> <span class=\"tag\">快递员</span>", .check = keep_card},
	{"who checks it sees that we signed it", .check = card_checks},
	{"a changed one does not pass, nor one that was signed for something else", .check = changed_card_fails},
	{"one after its days is known as ours, and as over", .check = card_expires},
	{"a bar in a name makes no other days", .check = bars_part_nothing},
	{"the honour is on the member's page", .as = CADRE, .get = "/members/1006", .want = 200, .sees = "市级劳动模范"},
	{"and in the list of model workers", .settle = 1, .as = CADRE, .get = "/members/list?state=2,3,4&model=1,2,3,4,5,6,7,8", .want = 200, .sees = "样例孟庆"},
	{"whose tab shows which honour", .as = CADRE, .get = "/members/list?state=2,3,4&model=1,2,3,4,5,6,7,8&cols=name,state,model,sex,skill,idno_mask,mobile_mask,joined_on", .want = 200,
	 .sees = "data-l=\"劳模（荣誉）\">市级劳动模范"},
	{"and is the one that is open", .as = CADRE, .get = "/members/list?state=2,3,4&model=1,2,3,4,5,6,7,8&cols=name,state,model,sex,skill,idno_mask,mobile_mask,joined_on", .want = 200,
	 .sees = "aria-current=\"page\">劳模</a>"},
	{"the list as it opens stays narrow", .as = CADRE, .get = "/members/list", .want = 200, .sees_not = "data-l=\"技能等级\""},
	{"the key is public", .get = "/cards/key", .want = 200, .sees = "Ed25519"},
	{"a card that we did not sign", .get = "/cards/MXzmoLfkvos.AAAA", .want = 404, .sees = "不是本系统签发"},
	{"printed, the phone page says who printed it", .as = WORKER_2, .get = "/m/member/data", .want = 200, .sees = "<p class=\"print-only\">连心 · 样例孟庆打印于 "},
	{"one's own data say what for and how long, by the rule of his union", .as = WORKER_2, .get = "/m/member/data", .want = 200, .sees = "会籍终止后即删除"},
	{"a look by the chair", .as = CHAIR, .post = "/members/1006/reveal", .form = "field=idno&reason=核对体检名单", .want = 200},
	{"is seen by the person", .as = WORKER_2, .get = "/m/member/data", .want = 200, .sees = "核对体检名单"},
	{"an export too", .as = CHAIR, .post = "/lists/members/export", .form = "format=csv&reason=秋季疗养", .want = 200},
	{"with its purpose", .as = WORKER_2, .get = "/m/member/data", .want = 200, .sees = "用途：秋季疗养"},
	{"a correction needs words", .as = WORKER_2, .post = "/m/member/correction", .form = "text=x", .want = 422, .sees = "4 到 200 个字"},
	{"and reaches the cadres", .as = WORKER_2, .post = "/m/member/correction", .form = "text=学历改为大学专科", .want = 303},
	{"in the history", .as = CADRE, .get = "/members/1006", .want = 200, .sees = "学历改为大学专科"},
	{"he sees that it waits", .as = WORKER_2, .get = "/m/member/data", .want = 200, .sees = "资料还没有改动"},
	{"the version", .sql = "select version from member where id = 1006", .keep = "mv"},
	{"the cadre corrects it", .as = CADRE, .post = "/members/1006", .form = "name=样例孟庆&unit=105&id_type=1&ethnic=1&education=30&_version={mv}", .want = 303},
	{"he sees that it was changed", .as = WORKER_2, .get = "/m/member/data", .want = 200, .sees = "资料改过，请核对"},
	{"consent is taken back", .as = WORKER_2, .post = "/m/member/consent", .form = "answer=no", .want = 303},
	{"then only what membership needs is kept", .sql = "select education + household + politics from member where id = 1006", .is = "0"},
	{"membership stays", .sql = "select state from member where id = 1006", .is = "2"},
	{"consent is given again", .as = WORKER_2, .post = "/m/member/consent", .form = "answer=yes", .want = 303},
	{"who has no membership has no data", .as = FEDERATION, .get = "/m/member/data", .want = 303, .to = "/m/member"},
	{"the list finds by words", .settle = 1, .as = CADRE, .get = "/members/list?q=赵工", .want = 200, .sees = "样例赵工"},
	{"and by initials", .as = CADRE, .get = "/members/list?q=ylzg", .want = 200, .sees = "样例赵工"},
	{"an export needs a reason", .as = CADRE, .post = "/lists/members/export", .form = "format=xlsx", .want = 422, .sees = "用途"},
	{"and leaves an event", .as = CADRE, .post = "/lists/members/export", .form = "format=csv&reason=疗养名单", .want = 200},
	{"with the reason", .sql = "select count(*) from event where record = 'member' and verb = 'export' and note = '疗养名单'", .is = "1"},
	{"who was born on the first day of 1970, the day 0, has a birthday too", .as = CADRE, .post = "/members",
	 .form = "name=样例元旦&unit=105&transferred=1&idno=320602197001010000&mobile=13911113333&ethnic=1&politics=13&education=20&household=1&job=1&joined_on=2001-05-01", .want = 303},
	{"and all that the register asks for", .sql = "select complete from member where name = '样例元旦'", .is = "1"},
	{"four hundred unions without members", .sql = "insert into unit(id, unit, version, state, parent, kind, path, name) "
		"with recursive n(i) as (select 1000001 union all select i + 1 from n where i < 1000400) select i, i, 1, 1, 1, 3, '/1/' || i || '/', '样例空工会' || i from n"},
	{"where none is found the page says how many it looked through", .as = FEDERATION, .get = "/members/behind?after=/1/1000001/-1", .want = 200,
	 .sees = "已查找 150 个单位，没有找到。后面还有单位。"},
	{"as many as it did", .as = FEDERATION, .get = "/members/behind?after=/1/1000001/-1", .want = 200, .sees = "after=/1/1000150/-"},
	{"all events are sealed", .settle = 1, .sql = "select count(*) from event where seal is null", .is = "0"},
};

int main(void)
{
	return scenario("members", steps, sizeof(steps) / sizeof(steps[0]));
}
