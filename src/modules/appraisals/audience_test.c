/* Votes of an audience at an exhibition of results: opened, given once on the phone, counted by hand's rule, voided, given anew. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "modules/appraisals/inside.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define ADMIN "13800000011"
#define OTHER_CHAIR "13800000021"

#define ITEM(no) {"item " #no, .sql = "select id from criterion where sheet = {s} and no = " #no, .keep = "i" #no}
#define ENTER(name, key) \
	{"entered", .as = CADRE, .post = "/appraisals/{p}/entries", .form = "name=" name "&statement=样例", .want = 303, .keep = key}, \
	{"assessed", .as = CADRE, .post = "/entries/{" key "}/answers", .form = "c{i1}=30&c{i2}=30&c{i3}=20", .want = 303}, \
	{"submitted", .as = CADRE, .post = "/appraisal_entry/{" key "}/do/submit", .want = 303}

/* As an upgrade does, which may find some counted already. */
static const char *count_older(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	titles_count_older(d);
	db_commit(d);
	return NULL;
}

static const char *figures_are(struct app *app, int64_t studios, int64_t brands)
{
	static const int64_t units[] = {10, 1};
	struct db *d = writer_db(app->writer);
	const char *report = "";
	for (int i = 0; i < 2; i++) {
		int64_t s = measure_value(d, "title.studio", units[i], 0, 0), b = measure_value(d, "title.brand", units[i], 0, 0);
		if (s != studios || b != brands)
			return arena_printf(app->arena, "unit %lld: %lld studios, %lld brands", (long long)units[i], (long long)s, (long long)b);
	}
	counter_recount(d, app->arena, &report, false);
	return strstr(report, "title.studio") || strstr(report, "title.brand") ? report : NULL;
}

static const char *one_studio(struct app *app) { return figures_are(app, 1, 0); }
static const char *one_gone(struct app *app) { return figures_are(app, 0, -1); }
static const char *none(struct app *app) { return figures_are(app, 0, 0); }

#define OLDER(number, kind) \
	{"a title of before its measure", .sql = "insert into honour_title(id, unit, version, state, title, holder, kind, subject, granter_name, since, created_at) values (" #number ", 10, 1, 1, '样例', '样例', " #kind ", 4, '样例', 19600, 1700000000000)"}

static const struct step steps[] = {
	{"the sheet", .as = CHAIR, .post = "/sheets/samples/achievement", .want = 303, .keep = "s"},
	{"adds up to a hundred", .as = CHAIR, .get = "/sheets/{s}", .want = 200, .sees = "满分 100 分"},
	{"the audience's item needs points", .as = CHAIR, .post = "/sheets/{s}/items", .form = "title=又一项&type=5&weight=0", .want = 422, .sees = "观众投票的项目要有分值"},
	{"a second one", .as = CHAIR, .post = "/sheets/{s}/items", .form = "title=又一项&type=5&weight=5", .want = 303},
	{"is one too many", .as = CHAIR, .post = "/criteria_sheet/{s}/do/use", .want = 409, .sees = "观众投票只能有一项"},
	{"it", .sql = "select id from criterion where sheet = {s} and title = '又一项'", .keep = "x"},
	{"goes", .as = CHAIR, .post = "/sheets/{s}/items/{x}/drop", .want = 303},
	{"used", .as = CHAIR, .post = "/criteria_sheet/{s}/do/use", .want = 303},
	ITEM(1), ITEM(2), ITEM(3), ITEM(4),
	{"a campaign", .as = CHAIR, .post = "/appraisals", .form = "title=样例成果展示&sheet={s}&opens=2024-03-01&closes=2024-03-20&contact=工会办公室", .want = 303, .keep = "p"},
	{"open", .as = CHAIR, .post = "/appraisal/{p}/do/open", .want = 303},
	ENTER("样例节能改造", "e"), ENTER("样例操作法", "f"), ENTER("样例工装", "g"),
	{"a name once", .as = CADRE, .post = "/appraisals/{p}/entries", .form = "name=样例工装&statement=样例", .want = 422, .sees = "id=\"h-name\">“样例工装”已经申报过"},
	{"no vote before the window is shut", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=2", .want = 409, .sees = "截止申报以后"},
	{"the phone says so", .as = WORKER, .get = "/appraisals/{p}/audience", .want = 200, .sees = "现在没有观众投票"},
	{"shut", .as = CHAIR, .post = "/appraisal/{p}/do/shut", .want = 303},
	{"a worker opens no vote", .as = WORKER, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=2", .want = 403},
	{"nor another union's chair", .as = OTHER_CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=2", .want = 403},
	{"two hundred more come in", .sql = "insert into appraisal_entry(id, unit, version, state, appraisal, name) select a.id * 100000000 + b.id * 10000 + c.id, 10, 1, 2, {p}, '样例' from person a cross join person b cross join person c where a.id < 9999 and b.id < 9999 and c.id < 9999 order by a.id, b.id, c.id limit 200"},
	{"one ballot holds two hundred", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=2", .want = 422, .sees = "id=\"h-picks\">一次投票最多 200 件"},
	{"they go", .sql = "delete from appraisal_entry where appraisal = {p} and name = '样例'"},
	{"how many is a number up to what there is", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=4", .want = 422, .sees = "id=\"h-picks\">请填 1 到 3 的整数"},
	{"what was typed stays", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=两个", .want = 422, .sees = "value=\"两个\""},
	{"not until yesterday", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-02-29&picks=2", .want = 422, .sees = "id=\"h-until\">请填今天起 60 天内"},
	{"opened", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=2", .want = 303},
	{"once", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-10&picks=2", .want = 409, .sees = "已经开始"},
	{"with a code for the hall", .as = CHAIR, .get = "/appraisals/{p}", .want = 200, .sees = "class=\"qr\""},
	{"who may not vote is not led there", .as = FEDERATION, .get = "/appraisals/{p}", .want = 200, .sees = "class=\"qr\"", .sees_not = "/audience\">投票页"},
	{"meanwhile the window is not opened again", .as = CHAIR, .post = "/appraisal/{p}/do/reopen", .form = "reason=x", .want = 409, .sees = "观众投票还没有结束"},
	{"it waits on the phone", .as = WORKER, .get = "/rating", .want = 200, .sees = "样例成果展示"},
	{"the page", .as = WORKER, .get = "/appraisals/{p}/audience", .want = 200, .sees = "选 1 至 2 个"},
	{"not for another union", .as = OTHER_CHAIR, .get = "/appraisals/{p}/audience", .want = 403},
	{"nor for an administrator", .as = ADMIN, .get = "/appraisals/{p}/audience", .want = 403},
	{"none", .as = WORKER, .post = "/appraisals/{p}/audience", .want = 422, .sees = "请至少选一个"},
	{"three are too many, and stay ticked", .as = WORKER, .post = "/appraisals/{p}/audience", .form = "e{e}=1&e{f}=1&e{g}=1", .want = 422, .sees = "name=\"e{g}\" value=\"1\" checked"},
	{"what is no entry of it is not counted", .as = WORKER, .post = "/appraisals/{p}/audience", .form = "e77=1", .want = 422},
	{"two", .as = WORKER, .post = "/appraisals/{p}/audience", .form = "e{e}=1&e{f}=1", .want = 303},
	{"once", .as = WORKER, .post = "/appraisals/{p}/audience", .form = "e{g}=1", .want = 409, .sees = "你已经投过了"},
	{"the vote of one is not counted by hand", .as = CHAIR, .post = "/appraisal/{p}/do/count", .want = 409, .sees = "满 5 人投票才能计票"},
	{"the page says so instead", .as = CHAIR, .get = "/appraisals/{p}", .want = 200, .sees = "满 5 人投票才能计票", .sees_not = "结束投票，计票"},
	{"three do here", .sql = "insert into policy(id, name, unit, value, since, until, source) values (990, 'appraisal.rating_least', 1, 3, 0, 0, '样例')"},
	{"he reads that he has", .as = WORKER, .get = "/appraisals/{p}/audience", .want = 200, .sees = "你已投票"},
	{"the second", .as = REP, .post = "/appraisals/{p}/audience", .form = "e{e}=1", .want = 303},
	{"the third", .as = HANDLER, .post = "/appraisals/{p}/audience", .form = "e{e}=1&e{g}=1", .want = 303},
	{"nobody sees figures yet", .as = CHAIR, .get = "/appraisals/{p}", .want = 200, .sees = "3 人已投", .sees_not = "得票"},
	{"no event tells of a vote", .sql = "select count(*) from event where record = 'appraisal' and row_id = {p} and actor in (1005, 1006, 1007)", .is = "0"},
	{"a slip has no person", .sql = "select count(*) || ' ' || count(distinct entry) from appraisal_slip where appraisal = {p}", .is = "5 3"},
	{"nor does its number tell the time", .sql = "select count(*) from appraisal_slip a where exists (select 1 from appraisal_voted v where v.person = a.id)", .is = "0"},
	{"not concluded before the count", .as = CHAIR, .post = "/entries/{e}/verify", .form = "site=看过&m{i1}=28&m{i2}=27&m{i3}=18", .want = 303},
	{"as the answer says", .as = CHAIR, .post = "/appraisal_entry/{e}/do/conclude", .want = 409, .sees = "“观众投票”还没有计票"},
	{"what is voted on does not go back", .as = CHAIR, .post = "/appraisal_entry/{f}/do/return", .form = "reason=x", .want = 409, .sees = "观众投票还没有结束"},
	{"nor does the union take it back", .as = CADRE, .post = "/appraisal_entry/{f}/do/retract", .want = 409},
	{"nor from marking", .as = CHAIR, .post = "/appraisal_entry/{e}/do/unverify", .form = "reason=x", .want = 409, .sees = "观众投票还没有结束"},
	{"a worker counts nothing", .as = WORKER, .post = "/appraisal/{p}/do/count", .want = 403},
	{"a vote for something else by mistake is voided with a reason", .as = CHAIR, .post = "/appraisal/{p}/do/revote", .want = 422},
	{"it ends by itself", .now = "2024-03-11", .settle = 1, .sql = "select audience from appraisal where id = {p}", .is = "2"},
	{"three votes are the most and all points, one of three is a third: 6.67", .sql = "select value from appraisal_live where criterion = {i4} order by entry", .is = "2000 667 667"},
	{"the slips are gone", .sql = "select count(*) from appraisal_slip", .is = "0"},
	{"too late", .as = AUDITOR, .post = "/appraisals/{p}/audience", .form = "e{g}=1", .want = 409, .sees = "现在不在观众投票"},
	{"the result is on the phone", .as = WORKER, .get = "/appraisals/{p}/audience", .want = 200, .sees = "3 人投票"},
	{"and with the entry, worked out", .as = CHAIR, .get = "/entries/{f}", .want = 200, .sees = "得票 1，最高得票 3：20 × 1 ÷ 3 = 6.67"},
	{"once counted nobody comes after", .as = CHAIR, .post = "/appraisal/{p}/do/reopen", .form = "reason=x", .want = 409, .sees = "请先作废计票重投"},
	{"counted, it may go back", .as = CHAIR, .post = "/appraisal_entry/{g}/do/return", .form = "reason=补材料", .want = 303},
	{"and comes again", .as = CADRE, .post = "/appraisal_entry/{g}/do/submit", .want = 303},
	{"with its points", .sql = "select value from appraisal_live where criterion = {i4} and entry = {g}", .is = "667"},
	{"concluded: 28+27+18+20", .as = CHAIR, .post = "/appraisal_entry/{e}/do/conclude", .want = 303},
	{"93: first", .sql = "select total || level from appraisal_entry where id = {e}", .is = "9300一等"},
	{"the ranking has both parts", .as = CHAIR, .get = "/appraisals/{p}/papers/ranking.pdf", .want = 200, .sees = "%PDF"},
	{"with something concluded the vote stands", .as = CHAIR, .post = "/appraisal/{p}/do/revote", .form = "reason=误投", .want = 409, .sees = "已有评定的申报"},
	{"back to marking", .as = CHAIR, .post = "/appraisal_entry/{e}/do/rescore", .form = "reason=重投", .want = 303},
	{"voided", .as = CHAIR, .post = "/appraisal/{p}/do/revote", .form = "reason=投票页有误", .want = 303},
	{"nothing of it is left", .sql = "select (select count(*) from appraisal_voted) + (select count(*) from appraisal_tally) + (select count(*) from appraisal_choice) + (select count(*) from appraisal_live where criterion = {i4})", .is = "0"},
	{"opened anew", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-12&picks=1", .want = 303},
	{"he votes anew", .as = WORKER, .post = "/appraisals/{p}/audience", .form = "e{f}=1", .want = 303},
	{"the second", .as = REP, .post = "/appraisals/{p}/audience", .form = "e{f}=1", .want = 303},
	{"two are too few", .as = CHAIR, .post = "/appraisal/{p}/do/count", .want = 409, .sees = "满 3 人投票才能计票"},
	{"the third", .as = HANDLER, .post = "/appraisals/{p}/audience", .form = "e{e}=1", .want = 303},
	{"ended early by hand", .as = CHAIR, .post = "/appraisal/{p}/do/count", .want = 303},
	{"two votes are all", .sql = "select value from appraisal_live where criterion = {i4} order by entry", .is = "1000 2000 0"},
	{"voided", .as = CHAIR, .post = "/appraisal/{p}/do/revote", .form = "reason=再投一次", .want = 303},
	{"one goes back before the next", .as = CHAIR, .post = "/appraisal_entry/{g}/do/return", .form = "reason=补材料", .want = 303},
	{"opened a third time", .as = CHAIR, .post = "/appraisals/{p}/audience/open", .form = "until=2024-03-12&picks=1", .want = 303},
	{"what was not in then is not in", .as = CADRE, .post = "/appraisal_entry/{g}/do/submit", .want = 409, .sees = "这件申报没有提交，不在里面"},
	{"nor is it voted for", .as = WORKER, .post = "/appraisals/{p}/audience", .form = "e{g}=1", .want = 422},
	{"one votes", .as = WORKER, .post = "/appraisals/{p}/audience", .form = "e{f}=1", .want = 303},
	{"it ends by itself", .now = "2024-03-13", .settle = 1, .sql = "select audience from appraisal where id = {p}", .is = "2"},
	{"his vote gives points", .sql = "select value from appraisal_live where criterion = {i4} order by entry", .is = "0 2000"},
	{"but is kept nowhere", .sql = "select votes from appraisal_tally where appraisal = {p} order by entry", .is = "-1 -1"},
	{"nor told on the phone", .as = REP, .get = "/appraisals/{p}/audience", .want = 200, .sees = "只列得分，不列得票", .sees_not = "<td class=\"r num\">1</td>"},
	{"nor to the organiser", .as = CHAIR, .get = "/appraisals/{p}", .want = 200, .sees = "不列</td><td class=\"r num\">20"},
	{"nor with the entry", .as = CHAIR, .get = "/entries/{f}", .want = 200, .sees = "投票的不满 3 人，按票数折算，不列票数", .sees_not = "得票 1"},
	{"nobody need count it", .as = CADRE, .post = "/appraisal_entry/{g}/do/withdraw", .form = "reason=不报了", .want = 303},
	{"not twice", .as = CHAIR, .post = "/appraisal/{p}/do/count", .want = 409, .sees = "没有正在进行"},
	/* who has no row in the register is known by name: the next title follows the last one */
	{"concluded", .as = CHAIR, .post = "/appraisal_entry/{e}/do/conclude", .want = 303},
	{"28+27+18 = 73: third", .sql = "select total || level from appraisal_entry where id = {e}", .is = "7300三等"},
	{"nothing ticked is said beside the days", .as = CHAIR, .post = "/appraisals/{p}/publish", .form = "days=9", .want = 422, .sees = "value=\"9\""},
	{"shown", .as = CHAIR, .post = "/appraisals/{p}/publish", .form = "e{e}=1", .want = 303},
	{"granted", .now = "2024-03-25", .settle = 1, .as = CHAIR, .post = "/appraisal_entry/{e}/do/grant", .want = 303},
	{"a title of last year by the same union", .sql = "insert into honour_title(id, unit, version, state, title, holder, kind, subject, granter, granter_name, since) select 88001, unit, 1, 1, title, '样例操作法', kind, subject, granter, granter_name, since - 365 from honour_title where holder = '样例节能改造'"},
	{"the second is seen and marked", .as = CHAIR, .post = "/entries/{f}/verify", .form = "site=看过&m{i1}=28&m{i2}=27&m{i3}=18", .want = 303},
	{"concluded", .as = CHAIR, .post = "/appraisal_entry/{f}/do/conclude", .want = 303},
	{"shown", .as = CHAIR, .post = "/appraisals/{p}/publish", .form = "e{f}=1", .want = 303},
	{"granted", .now = "2024-04-10", .settle = 1, .as = CHAIR, .post = "/appraisal_entry/{f}/do/grant", .want = 303},
	{"the old one of that name gave way, the other stays", .sql = "select state from honour_title where kind = 9 order by since, id", .is = "3 1 1"},
	/* called off while it is voted on */
	{"another campaign", .as = CHAIR, .post = "/appraisals", .form = "title=样例第二次展示&sheet={s}&opens=2024-04-01&closes=2024-04-20&contact=工会办公室", .want = 303, .keep = "q"},
	{"open", .as = CHAIR, .post = "/appraisal/{q}/do/open", .want = 303},
	{"two come in", .sql = "insert into appraisal_entry(id, unit, version, state, appraisal, organiser, sheet, name) select id + 1, unit, 1, 2, {q}, organiser, sheet, name from appraisal_entry where id in ({e}, {f})"},
	{"shut", .as = CHAIR, .post = "/appraisal/{q}/do/shut", .want = 303},
	{"opened", .as = CHAIR, .post = "/appraisals/{q}/audience/open", .form = "until=2024-04-20&picks=1", .want = 303},
	{"one of them", .sql = "select min(id) from appraisal_entry where appraisal = {q}", .keep = "k"},
	{"he votes", .as = WORKER, .post = "/appraisals/{q}/audience", .form = "e{k}=1", .want = 303},
	{"called off", .as = CHAIR, .post = "/appraisal/{q}/do/cancel", .form = "reason=不办了", .want = 303},
	{"no vote and no voter is left", .sql = "select (select count(*) from appraisal_voted where appraisal = {q}) + (select count(*) from appraisal_slip) + (select count(*) from appraisal_choice where appraisal = {q}) + audience from appraisal where id = {q}", .is = "0"},
	{"the phone says that there is none", .as = WORKER, .get = "/appraisals/{q}/audience", .want = 200, .sees = "现在没有观众投票"},
	/* studios and brands that were there before they were counted */
	OLDER(88011, 7), OLDER(88012, 8),
	{"withdrawn before the upgrade", .as = FEDERATION, .post = "/honour_title/88012/do/withdraw", .form = "reason=样例", .want = 303},
	{"what was never counted is taken away", .check = one_gone},
	{"the upgrade counts what is held", .check = count_older},
	{"so that the recount agrees", .check = one_studio},
	{"each once", .check = count_older},
	{"still", .check = one_studio},
	{"its history says so", .as = FEDERATION, .get = "/titles/88011", .want = 200, .sees = "补计指标"},
	{"withdrawn", .as = FEDERATION, .post = "/honour_title/88011/do/withdraw", .form = "reason=样例", .want = 303},
	{"none is left", .check = none},
};

int main(void)
{
	return scenario("appraisals audience", steps, sizeof(steps) / sizeof(steps[0]));
}
