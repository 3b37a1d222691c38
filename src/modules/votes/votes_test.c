/* A vote from its roll to its result: paper, phones, hands, run-off, correction by two. */
#include <dlfcn.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/fault.h"
#include "engines/vote/urn.h"
#include "kernel/app.h"
#include "kernel/writer.h"
#include "modules/members/test_members.h"
#include "modules/votes/inside.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define OTHER_CHAIR "13800000021"
#define PASS1 "春江潮水连海平海上明月共潮生"
#define PASS2 "滟滟随波千万里何处春江无月明"

/* Six members of the power plant's union; tellers are 1006 and 1008. */
static void members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008, 1012};
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
}

/* The check page's hidden inputs, as the form that follows sends them. */
static const char *hidden(const char *name, char *out, size_t room)
{
	char mark[80];
	snprintf(mark, sizeof(mark), "name=\"%s\" value=\"", name);
	const char *at = strstr(scenario_page(), mark);
	out[0] = 0;
	if (at) {
		at += strlen(mark);
		snprintf(out, room, "%.*s", (int)strcspn(at, "\""), at);
	}
	return out;
}

static char cast_form[6][600]; /* of the voters, in turn */
static int n_cast;

static const char *keep_form(struct app *app)
{
	static char ballot[200], receipt[40], proof[80];
	(void)app;
	hidden("ballot", ballot, sizeof(ballot));
	hidden("receipt", receipt, sizeof(receipt));
	hidden("proof", proof, sizeof(proof));
	if (!receipt_formed(receipt) || !*proof)
		return "the page carries no receipt or proof";
	/* "+" in a form's text stands for itself here */
	snprintf(cast_form[n_cast++], sizeof(cast_form[0]), "ballot=%s&receipt=%s&proof=%s", ballot, receipt, proof);
	return NULL;
}

static char lost_form[600]; /* a ballot whose commit fails */

static const char *keep_lost(struct app *app)
{
	const char *why = keep_form(app);
	if (!why)
		memcpy(lost_form, cast_form[--n_cast], sizeof(lost_form));
	return why;
}

/* From now on the commit of every ballot fails, after all its statements went well. */
static const char *commits_fail(struct app *app)
{
	static const char tables[] = "create table t_of(id bigint primary key); create table t_to(id bigint references t_of(id) deferrable initially deferred);";
	struct db *d = writer_db(app->writer);
	if (!db_is_postgres(d))
		db_script(d, "pragma foreign_keys=on");
	db_script(d, tables);
	db_script(d, db_is_postgres(d) ?
		"create function t_fail() returns trigger language plpgsql as $$ begin insert into t_to values (1); return null; end $$;"
		"create trigger t_fails after insert on vote_urn for each row execute function t_fail()" :
		"create trigger t_fails after insert on vote_urn begin insert into t_to values (1); end");
	return NULL;
}

static const char *commits_good(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_script(d, db_is_postgres(d) ? "drop trigger t_fails on vote_urn" : "drop trigger t_fails; pragma foreign_keys=off");
	return NULL;
}

static bool loses_a_commit;

/* In front of libpq's own, for this program: once, the commit is made and the connection breaks before its answer is here. */
PGresult *PQexec(PGconn *c, const char *text)
{
	static PGresult *(*real)(PGconn *c, const char *text);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "PQexec");
	PGresult *r = real(c, text);
	if (!loses_a_commit || !strstr(text, "commit"))
		return r;
	loses_a_commit = false;
	PQclear(r);
	return real(c, "select pg_terminate_backend(pg_backend_pid())");
}

/* A file has no connection that could break. */
static const char *lose_a_commit(struct app *app)
{
	loses_a_commit = db_is_postgres(writer_db(app->writer));
	return NULL;
}

static const char *one_was_lost(struct app *app)
{
	(void)app;
	return loses_a_commit ? "no commit was lost" : NULL;
}

static int64_t signs_out; /* who does, while his ballot is being sealed */
static struct app *signs_out_of;

static bool sign_out(struct db *d, struct job *j)
{
	(void)j;
	struct stmt *s = db_use_text(d, "delete from session where person = $1");
	bind_int(s, 1, signs_out);
	return db_run(s) > 0;
}

static void nothing(struct job *j)
{
	(void)j;
}

static void not_signed_out(struct job *j, enum db_trouble trouble)
{
	(void)j;
	(void)trouble;
	fault("the session could not be ended");
}

/* In front of the program's own: between the prepare stage and the writer's another request of the voter ends his session. */
const char *ballot_seal(struct arena *a, const struct teller_key keys[2], int64_t vote, size_t room, const char *receipt, const char *ballot)
{
	static const char *(*real)(struct arena *a, const struct teller_key keys[2], int64_t vote, size_t room, const char *receipt, const char *ballot);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "ballot_seal");
	if (signs_out) {
		struct job j = {.run = sign_out, .again = nothing, .failed = not_signed_out, .done = nothing};
		writer_add(signs_out_of->writer, &j);
		signs_out = 0;
	}
	return real(a, keys, vote, room, receipt, ballot);
}

static const char *worker_signs_out(struct app *app)
{
	signs_out_of = app;
	signs_out = 1007;
	return NULL;
}

static const char *signed_out(struct app *app)
{
	(void)app;
	return signs_out ? "no ballot was sealed" : NULL;
}

#define CODE1 "7K4M-Q2RT-X9BD"
#define CODE2 "3H8N-W5CV-J6FP"

/* What is remembered of a voter is his last ballot that the roll took; where memory ends in between, nothing. */
static const char *one_is_remembered(struct app *app)
{
	struct arena *a = app->arena;
	struct exchange x = {.arena = a};
	struct who who = {.person = 990001}, other = {.person = 990002};
	struct req r = {.app = app, .db = writer_db(app->writer), .arena = a, .x = &x, .who = &other, .now = clock_now()};
	const struct vote v = {.id = 990003};
	cast_taken(&r, &v, CODE1);
	r.who = &who;
	cast_taken(&r, &v, CODE1); /* nobody knew whether its commit was made */
	if (!cast_was_taken(&r, &v, CODE1))
		return "a form that was taken is not known";
	cast_taken(&r, &v, CODE2); /* it was not, since this one counts */
	if ((db_is_postgres(r.db) && cast_was_taken(&r, &v, CODE1)) || !cast_was_taken(&r, &v, CODE2)) /* of a file it is always known */
		return "a form that was not taken is said to be, or the one that was is not";
	r.who = &other;
	if (!cast_was_taken(&r, &v, CODE1))
		return "another voter's is forgotten";
	for (size_t room = 1; room < 200; room++) {
		struct guard g;
		volatile bool remembered = false;
		x.arena = arena_new(room);
		if (GUARD(&g)) {
			cast_taken(&r, &v, CODE2);
			remembered = true;
			guard_end(&g);
		}
		if (!remembered && cast_was_taken(&r, &v, CODE2))
			return "it is remembered, and nobody would forget it";
		arena_free(x.arena);
		if (remembered)
			return NULL;
	}
	return "it is never remembered";
}

static const char *no_trace_of_the_choice(struct app *app)
{
	static char why[200];
	struct stmt *s = db_use_text(writer_db(app->writer),
		"select count(*) from once where location <> '' and at > 0 and person = 1007");
	db_step(s);
	long long n = col_int(s, 0);
	db_done(s);
	snprintf(why, sizeof(why), "%lld one-time keys of the voter lead somewhere", n);
	return n ? why : NULL;
}

static const char *receipt_is_listed(struct app *app)
{
	char code[40];
	(void)app;
	snprintf(code, sizeof(code), "%.14s", strstr(cast_form[0], "receipt=") + 8);
	return strstr(scenario_page(), code) ? NULL : "the voter's code is not in the list";
}

static const struct step steps[] = {
	{"the empty list says what to do", .as = CHAIR, .get = "/votes", .want = 200, .sees = "还没有投票"},
	{"the form", .as = CHAIR, .get = "/votes/new", .want = 200, .sees = "监票人一"},
	{"a worker may not hold one", .as = WORKER, .get = "/votes/new", .want = 403},
	{"nor see the list", .as = WORKER, .get = "/votes", .want = 403},
	{"an election without seats is refused", .as = CHAIR, .post = "/votes",
	 .form = "title=样例选举&kind=2&manner=1&voters=1&pass=1&held_on=2024-03-05&teller1=1006&teller2=1008", .want = 422, .sees = "请填写应选名额"},
	{"an election by hands too", .as = CHAIR, .post = "/votes",
	 .form = "title=样例选举&kind=2&manner=2&voters=1&pass=1&seats=2&held_on=2024-03-05", .want = 422, .sees = "选举要用无记名投票"},
	{"one person is not two tellers", .as = CHAIR, .post = "/votes",
	 .form = "title=样例选举&kind=2&manner=1&voters=1&pass=1&seats=2&held_on=2024-03-05&teller1=1006&teller2=1006", .want = 422, .sees = "不能是同一人"},
	{"the chair makes an election", .as = CHAIR, .post = "/votes",
	 .form = "title=样例选举委员&kind=2&manner=1&voters=1&pass=1&seats=2&written=1&online=1&held_on=2024-03-05&place=二楼会议厅&teller1=1006&teller2=1008",
	 .want = 303, .keep = "v"},
	{"another union's chair does not see it", .as = OTHER_CHAIR, .get = "/votes/{v}", .want = 403},
	{"the federation does", .as = FEDERATION, .get = "/votes/{v}", .want = 200, .sees = "样例选举委员"},
	{"but may not change it", .as = FEDERATION, .post = "/votes/{v}/roll", .want = 403},
	{"a teller does, without any post", .as = AUDITOR, .get = "/votes/{v}", .want = 200},
	{"it is changed", .as = CHAIR, .get = "/votes/{v}/edit", .want = 200, .sees = "二楼会议厅"},
	{"and saved", .as = CHAIR, .post = "/votes/{v}",
	 .form = "title=样例选举委员&kind=2&manner=1&voters=1&pass=1&seats=2&written=1&online=1&held_on=2024-03-05&place=三楼会议厅&teller1=1006&teller2=1008&topic=应选两人&_version=1",
	 .want = 303},
	{"candidates stand by strokes", .as = CHAIR, .post = "/votes/{v}/options", .form = "names=薛样\n丁样\n李样\n丁样\n", .want = 303},
	{"丁 two, 李 seven, 薛 sixteen", .sql = "select name from vote_option where no = 2", .is = "李样"},
	{"a name with a slash is refused", .as = CHAIR, .post = "/votes/{v}/options", .form = "names=薛/样", .want = 422, .sees = "每行一个姓名，不超过 30 个字，不含斜线"},
	{"and stays to be mended", .as = CHAIR, .post = "/votes/{v}/options", .form = "names=薛/样", .want = 422, .sees = "薛/样</textarea>"},
	{"an empty roll freezes not", .as = CHAIR, .post = "/vote/{v}/do/freeze", .want = 409, .sees = "手机投票要先有上级批准"},
	{"no unit grants it to itself", .as = CHAIR, .post = "/units/10/policies",
	 .form = "name=vote.online&value=1&since=2024-03-01&source=样例临工发〔2024〕9号", .want = 422},
	{"the list of permissions is empty", .as = CHAIR, .get = "/vote-permits", .want = 200, .sees = "还没有申请过手机投票"},
	{"the form", .as = CHAIR, .get = "/vote-permits/new", .want = 200, .sees = "怎样核对身份"},
	/* whoever stands above the topmost union is not here: what he wrote is entered */
	{"the topmost union asks", .as = FEDERATION, .post = "/vote-permits", .form = "purpose=样例市总换届&method=凭账号登录", .want = 303, .keep = "top"},
	{"its page says whose reply is entered", .as = FEDERATION, .get = "/vote-permits/{top}", .want = 200, .sees = "登记上级的批复"},
	{"a chair below does not enter it", .as = CHAIR, .post = "/vote-permits/{top}/grant", .form = "doc_no=x", .file = "file=批复.txt=同意", .want = 403},
	{"not without who replied", .as = FEDERATION, .post = "/vote-permits/{top}/grant", .form = "doc_no=样省工复〔2024〕7号&granted_on=2024-02-28&since=2024-03-01&until=2024-12-31",
	 .file = "file=批复.txt=同意", .want = 422, .sees = "请填写批准机关"},
	{"nor with a day to come; what was typed stays", .as = FEDERATION, .post = "/vote-permits/{top}/grant",
	 .form = "granted_by=样例省总工会&doc_no=样省工复〔2024〕7号&granted_on=2024-03-02&since=2024-03-01&until=2024-12-31", .file = "file=批复.txt=同意", .want = 422, .sees = "value=\"样例省总工会\""},
	{"nor without the paper", .as = FEDERATION, .post = "/vote-permits/{top}/grant",
	 .form = "granted_by=样例省总工会&doc_no=样省工复〔2024〕7号&granted_on=2024-02-28&since=2024-03-01&until=2024-12-31", .want = 422, .sees = "请上传批准文件"},
	{"with all of it", .as = FEDERATION, .post = "/vote-permits/{top}/grant",
	 .form = "granted_by=样例省总工会&doc_no=样省工复〔2024〕7号&granted_on=2024-02-28&since=2024-03-01&until=2024-12-31", .file = "file=批复.txt=同意", .want = 303},
	{"the value names its source", .sql = "select source from policy where name = 'vote.online' and unit = 1", .is = "样例省总工会 样省工复〔2024〕7号"},
	{"and the page who replied, and when", .as = FEDERATION, .get = "/vote-permits/{top}", .want = 200, .sees = "样例省总工会，2024年2月28日"},
	{"it is ended", .as = FEDERATION, .post = "/vote_permit/{top}/do/end", .form = "reason=改用纸质票", .want = 303},
	{"a worker does not ask", .as = WORKER, .post = "/vote-permits", .form = "purpose=样例&method=样例", .want = 403},
	{"without a method it is not asked", .as = CHAIR, .post = "/vote-permits", .form = "purpose=换届选举", .want = 422, .sees = "换届选举"},
	{"the union asks", .as = CHAIR, .post = "/vote-permits", .form = "purpose=换届选举&method=凭账号登录", .want = 303, .keep = "p"},
	{"the federation is told", .sql = "select count(*) from message where title = '临江发电有限公司工会申请用手机投票' and person in (1001, 1002)", .is = "2"},
	{"its request hangs on it", .as = CHAIR, .post = "/vote-permits/{p}/files", .file = "file=请示.txt=关于手机投票的请示", .want = 303},
	{"another union sees nothing of it", .as = OTHER_CHAIR, .get = "/vote-permits/{p}", .want = 403},
	{"the union does not grant it itself", .as = CHAIR, .post = "/vote-permits/{p}/grant",
	 .form = "doc_no=样临工组〔2024〕9号&since=2024-03-01&until=2024-12-31", .file = "file=批复.txt=同意", .want = 409, .sees = "由上一级工会办理"},
	{"without the document it is not granted", .as = FEDERATION, .post = "/vote-permits/{p}/grant",
	 .form = "doc_no=样临工组〔2024〕9号&since=2024-03-01&until=2024-12-31", .want = 422, .sees = "请上传批准文件"},
	{"nor without number and time", .as = FEDERATION, .post = "/vote-permits/{p}/grant", .form = "until=2024-02-01", .file = "file=批复.txt=同意", .want = 422,
	 .sees = "请填写批复文号"},
	{"another one is refused", .as = CHAIR, .post = "/vote-permits", .form = "purpose=评议&method=凭账号登录", .want = 303, .keep = "q"},
	{"with a reason", .as = FEDERATION, .post = "/vote_permit/{q}/do/refuse", .form = "reason=用纸质票", .want = 303},
	{"a third is withdrawn", .as = CHAIR, .post = "/vote-permits", .form = "purpose=表决&method=凭账号登录", .want = 303, .keep = "q"},
	{"by the union", .as = CHAIR, .post = "/vote_permit/{q}/do/withdraw", .form = "reason=不用了", .want = 303},
	{"the federation grants it with its document", .as = FEDERATION, .post = "/vote-permits/{p}/grant",
	 .form = "doc_no=样临工组〔2024〕9号&since=2024-03-01&until=2024-12-31", .file = "file=批复.txt=同意用手机投票", .want = 303},
	{"its page shows number and time", .as = CHAIR, .get = "/vote-permits/{p}", .want = 200, .sees = "样临工组〔2024〕9号"},
	{"not twice", .as = FEDERATION, .post = "/vote-permits/{p}/grant", .form = "doc_no=x", .file = "file=批复.txt=同意", .want = 409},
	{"the request is closed", .as = CHAIR, .post = "/vote-permits/{p}/files", .file = "file=请示.txt=改", .want = 409},
	{"it is ended", .as = FEDERATION, .post = "/vote_permit/{p}/do/end", .form = "reason=换届推迟", .want = 303},
	{"then phones do not vote", .as = CHAIR, .post = "/vote/{v}/do/freeze", .want = 409, .sees = "手机投票要先有上级批准"},
	{"it is asked anew", .as = CHAIR, .post = "/vote-permits", .form = "purpose=换届选举&method=凭账号登录", .want = 303, .keep = "p"},
	{"and granted", .as = FEDERATION, .post = "/vote-permits/{p}/grant", .form = "doc_no=样临工组〔2024〕12号&since=2024-03-01&until=2024-12-31",
	 .file = "file=批复.txt=同意用手机投票", .want = 303},
	{"still an empty roll", .as = CHAIR, .post = "/vote/{v}/do/freeze", .want = 409, .sees = "名册里还没有人"},
	{"an empty roll is the work of its page", .as = CHAIR, .get = "/votes/{v}/roll", .want = 200, .sees = "<button class=\"btn btn-p\" type=\"submit\">生成名册"},
	{"the roll is made of members", .as = CHAIR, .post = "/votes/{v}/roll", .want = 303},
	{"six of the plant, none of the port", .sql = "select count(*) from vote_roll", .is = "6"},
	{"it can be read", .as = CHAIR, .get = "/votes/{v}/roll", .want = 200, .sees = "样例赵工"},
	{"by name", .as = CHAIR, .get = "/votes/{v}/roll?q=样例赵", .want = 200, .sees = "样例赵工", .sees_not = "样例沈洁"},
	{"making it anew is asked about first, and is not the page's work", .as = CHAIR, .get = "/votes/{v}/roll", .want = 200, .sees = "<summary class=\"btn\">重新生成名册</summary>", .sees_not = "btn-p"},
	{"there is no sheet to sign before it is frozen", .as = CHAIR, .get = "/votes/{v}/print/roll.docx", .want = 409, .sees = "现在还没有签到册"},
	{"the roll is frozen", .as = CHAIR, .post = "/vote/{v}/do/freeze", .want = 303},
	{"then it is not made anew", .as = CHAIR, .get = "/votes/{v}/roll", .want = 200, .sees_not = "重新生成"},
	{"but signed at the door", .as = CHAIR, .get = "/votes/{v}/print/roll.pdf", .want = 200},
	{"with a fingerprint", .sql = "select length(roll_hash) from vote", .is = "64"},
	{"it cannot be made again", .as = CHAIR, .post = "/votes/{v}/roll", .want = 409, .sees = "撤回冻结"},
	{"nor candidates changed", .as = CHAIR, .post = "/votes/{v}/options", .form = "names=甲", .want = 409},
	{"voting needs the tellers' passphrases", .as = CHAIR, .post = "/vote/{v}/do/open", .want = 409, .sees = "先各自设定口令"},
	{"the chair is no teller", .as = CHAIR, .get = "/votes/{v}/key", .want = 403},
	{"a teller sets his", .as = REP, .get = "/votes/{v}/key", .want = 200, .sees = "再输一遍"},
	{"a short one is refused", .as = REP, .post = "/votes/{v}/key", .form = "passphrase=短&again=短", .want = 422, .sees = "至少 10 个字"},
	{"two different ones too", .as = REP, .post = "/votes/{v}/key", .form = "passphrase=" PASS1 "&again=" PASS2, .want = 422, .sees = "不一样"},
	{"a good one is taken", .as = REP, .post = "/votes/{v}/key", .form = "passphrase=" PASS1 "&again=" PASS1, .want = 303},
	{"the other's too", .as = AUDITOR, .post = "/votes/{v}/key", .form = "passphrase=" PASS2 "&again=" PASS2, .want = 303},
	{"a changed roll is noticed", .sql = "update vote_roll set name = '冒名' where person = 1007"},
	{"before voting begins", .as = CHAIR, .post = "/vote/{v}/do/open", .want = 409, .sees = "与冻结时的指纹不符"},
	{"set right again", .sql = "update vote_roll set name = '样例赵工' where person = 1007"},
	{"the voter waits", .as = WORKER, .get = "/ballots/{v}", .want = 200, .sees = "还没有开始"},
	{"and cannot vote yet", .as = WORKER, .post = "/ballots/{v}/check", .form = "o1=+", .want = 409},
	{"voting begins", .as = CHAIR, .post = "/vote/{v}/do/open", .want = 303},
	{"who may vote is told", .sql = "select count(*) from message where title = '请投票：样例选举委员'", .is = "6"},
	{"the phone's home asks him to vote", .as = WORKER, .get = "/m", .want = 200, .sees = "请投票：样例选举委员"},
	{"whoever is not on the roll has no ballot", .as = OTHER_CHAIR, .get = "/ballots/{v}", .want = 403},
	{"the ballot, nothing chosen", .as = WORKER, .get = "/ballots/{v}", .want = 200, .sees = "应选 2 人", .sees_not = "checked"},
	{"three are too many for two seats", .as = WORKER, .post = "/ballots/{v}/check", .form = "o1=+&o2=+&o3=+", .want = 422, .sees = "多于应选的 2 人"},
	{"and stay chosen", .as = WORKER, .post = "/ballots/{v}/check", .form = "o1=+&o2=+&o3=+", .want = 422, .sees = "name=\"o3\" value=\"+\" checked"},
	{"two are fine", .as = WORKER, .post = "/ballots/{v}/check", .form = "o1=+&o2=+&o3=-", .want = 200, .sees = "同意 丁样、李样；反对 薛样", .check = keep_form},
	{"back with what was chosen", .as = WORKER, .post = "/ballots/{v}/check", .form = "back=1&ballot=++-", .want = 200, .sees = "name=\"o2\" value=\"+\" checked"},
	{"an unchecked ballot is not taken", .as = WORKER, .post = "/ballots/{v}/cast", .form = "ballot=+++&receipt=7K4M-Q2RT-X9BD&proof=x", .want = 400, .sees = "没有核对过"},
	{"nobody has voted", .sql = "select count(*) from vote_urn", .is = "0"},
};

/* Casting needs what the check page said; so these steps are made at run time. */
static struct step later[300];
static size_t n_later;

static void add(struct step s)
{
	later[n_later++] = s;
}

#define ADD(...) add((struct step){__VA_ARGS__})

static void voting(void)
{
	ADD("another choice first", .as = WORKER, .post = "/ballots/{v}/check", .form = "o1=-&o2=+", .want = 200, .check = keep_lost);
	ADD("commits fail", .check = commits_fail);
	ADD("so it is not taken, and he is told so", .as = WORKER, .post = "/ballots/{v}/cast", .form = lost_form, .want = 500, .sees = "没有保存");
	ADD("nor is anything of it there", .sql = "select count(*) from vote_urn where vote = {v}", .is = "0");
	ADD("commits are made again", .check = commits_good);
	ADD("his session ends while the ballot is being sealed", .check = worker_signs_out);
	ADD("so it is not taken", .as = WORKER, .post = "/ballots/{v}/cast", .form = cast_form[0], .want = 401, .check = signed_out);
	ADD("and the urn is empty", .sql = "select count(*) from vote_urn where vote = {v}", .is = "0");
	ADD("it is cast", .as = WORKER, .post = "/ballots/{v}/cast", .form = cast_form[0], .want = 200, .sees = "已投票");
	ADD("the first form, sent again, is not said to be taken", .as = WORKER, .post = "/ballots/{v}/cast", .form = lost_form, .want = 409, .sees = "名册上已经记下");
	ADD("the urn holds it sealed", .sql = "select count(*) from vote_urn where sealed not like '%++-%'", .is = "1");
	ADD("the home asks no more", .as = WORKER, .get = "/m", .want = 200, .sees_not = "去投票");
	ADD("the answer was lost: the same form gets the same answer", .as = WORKER, .post = "/ballots/{v}/cast", .form = cast_form[0], .want = 200, .sees = "已投票");
	ADD("with another code he has none", .as = WORKER, .post = "/ballots/{v}/cast", .form = "ballot=+++&receipt=7K4M-Q2RT-X9BD&proof=x", .want = 409, .sees = "名册上已经记下");
	ADD("and is not taken a second time", .sql = "select count(*) from vote_urn where vote = {v}", .is = "1");
	ADD("there is one", .sql = "select count(*) from vote_urn", .is = "1");
	ADD("nothing of it is kept with the person", .check = no_trace_of_the_choice);
	ADD("no event names the voter", .sql = "select count(*) from event where actor = 1007", .is = "0");
	ADD("nor can another cast it", .as = CADRE, .post = "/ballots/{v}/cast", .form = cast_form[0], .want = 400);
	ADD("the voter's page says so", .as = WORKER, .get = "/ballots/{v}", .want = 200, .sees = "你已经投过票");
	ADD("the handler writes somebody in", .as = HANDLER, .post = "/ballots/{v}/check", .form = "o1=-&o2=0&o3=+&w1=样例罗成", .want = 200, .sees = "另选 样例罗成", .check = keep_form);
	ADD("the commit of his ballot is made, but the connection breaks before that is known", .check = lose_a_commit);
	ADD("he is told that it was taken, with his code", .as = HANDLER, .post = "/ballots/{v}/cast", .form = cast_form[1], .want = 200, .sees = "已投票", .check = one_was_lost);
	ADD("which it was, once", .sql = "select count(*) from vote_urn where vote = {v}", .is = "2");
	ADD("and as often as he sends it", .as = HANDLER, .post = "/ballots/{v}/cast", .form = cast_form[1], .want = 200, .sees = "已投票");
	ADD("of each voter one ballot is remembered", .check = one_is_remembered);
	ADD("the cadre too", .as = CADRE, .post = "/ballots/{v}/check", .form = "o1=+&o2=+", .want = 200, .check = keep_form);
	ADD("she casts", .as = CADRE, .post = "/ballots/{v}/cast", .form = cast_form[2], .want = 200);
	ADD("the desk sees who has voted", .as = CHAIR, .get = "/votes/{v}/roll", .want = 200, .sees = "已投（手机）");
	ADD("the federation does not yet", .as = FEDERATION, .get = "/votes/{v}/roll", .want = 200, .sees = "投票结束后公布", .sees_not = "已投（手机）");
	ADD("no paper for one who has voted", .as = CHAIR, .post = "/votes/{v}/roll/mark", .form = "person=1007&what=paper", .want = 409, .sees = "不能再领");
	ADD("a teller hands out paper", .as = REP, .post = "/votes/{v}/roll/mark", .form = "person=1003&what=paper", .want = 303);
	ADD("to the wrong one", .as = REP, .post = "/votes/{v}/roll/mark", .form = "person=1008&what=paper", .want = 303);
	ADD("taking it back needs a reason", .as = REP, .post = "/votes/{v}/roll/mark", .form = "person=1008&what=back", .want = 422);
	ADD("and has one", .as = REP, .post = "/votes/{v}/roll/mark", .form = "person=1008&what=back&reason=叫错人", .want = 303);
	ADD("which the history shows", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "收回发给样例钱理的纸质选票：叫错人");
	ADD("one who has paper cannot vote on the phone", .as = CHAIR, .post = "/ballots/{v}/check", .form = "o1=+", .want = 409);
	ADD("everybody is here", .as = CADRE, .post = "/votes/{v}/roll/mark", .form = "what=all", .want = 303);
	ADD("the screen shows how many, not what", .as = CHAIR, .get = "/votes/{v}/screen", .want = 200, .sees = "/ 6 人已投", .sees_not = "<th scope=\"col\" class=\"r\">同意");
	ADD("opening before the end is refused", .as = CHAIR, .get = "/votes/{v}/unseal", .want = 409);
	ADD("voting ends", .as = CHAIR, .post = "/vote/{v}/do/close", .want = 303);
	ADD("nobody votes any more", .as = AUDITOR, .post = "/ballots/{v}/check", .form = "o1=+", .want = 409, .sees = "已经结束");
	ADD("who voted is published", .as = FEDERATION, .get = "/votes/{v}/roll", .want = 200, .sees = "已投（手机）");
}

static void counting(void)
{
	ADD("sealed ballots are not counted", .as = CHAIR, .post = "/vote/{v}/do/count", .want = 409, .sees = "还没有开箱");
	ADD("both passphrases are asked", .as = CHAIR, .get = "/votes/{v}/unseal", .want = 200, .sees = "样例钱理的口令");
	ADD("one is not enough", .as = CHAIR, .post = "/votes/{v}/unseal", .form = "first=" PASS1 "&second=" PASS1, .want = 422, .sees = "监票人二的口令不对");
	ADD("the urn stays closed", .sql = "select count(*) from vote_ballots", .is = "0");
	ADD("both open it", .as = CHAIR, .post = "/votes/{v}/unseal", .form = "first=" PASS1 "&second=" PASS2, .want = 303);
	ADD("two ballots are equal: one row", .sql = "select times from vote_ballots where ballot = '++0'", .is = "1");
	ADD("three receipts", .sql = "select count(*) from vote_receipt", .is = "3");
	ADD("no sealed ballot is left", .sql = "select count(*) from vote_urn", .is = "0");
	ADD("nor a key", .sql = "select count(*) from vote_key", .is = "0");
	ADD("a second opening is refused", .as = CHAIR, .get = "/votes/{v}/unseal", .want = 409, .sees = "已经开过箱");
	ADD("a stack without a number is refused", .as = REP, .post = "/votes/{v}/stacks", .form = "o1=+&o2=-&o3=0", .want = 422, .sees = "请填写这一叠有几张");
	ADD("a teller enters the paper", .as = REP, .post = "/votes/{v}/stacks", .form = "o1=+&o2=-&o3=0&times=2", .want = 303);
	ADD("its number", .sql = "select id from vote_stack", .keep = "s");
	ADD("he cannot check it himself", .as = REP, .post = "/vote_stack/{s}/do/check", .want = 409, .sees = "要由另一人复核");
	ADD("it holds up the count", .as = CHAIR, .post = "/vote/{v}/do/count", .want = 409, .sees = "等待另一人复核");
	ADD("the other checks", .as = AUDITOR, .post = "/vote_stack/{s}/do/check", .want = 303);
	ADD("a voided stack needs a reason", .as = CADRE, .post = "/votes/{v}/stacks", .form = "spoiled=1&times=1", .want = 303);
	ADD("its number", .sql = "select id from vote_stack where ballot = '!'", .keep = "bad");
	ADD("it was a mistake", .as = CADRE, .post = "/vote_stack/{bad}/do/strike", .form = "reason=没有这张", .want = 303);
	ADD("more returned than issued", .as = REP, .post = "/vote/{v}/do/count", .want = 303);
	ADD("makes the vote void", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "收回的选票多于发出的选票，本次投票无效");
	ADD("two sheets stuck together: back", .as = CHAIR, .post = "/vote/{v}/do/recount", .form = "reason=重数纸质票", .want = 303);
	ADD("a correction needs a reason", .as = REP, .post = "/vote-stacks/{s}/amend", .form = "times=1", .want = 422);
	ADD("and another number", .as = REP, .post = "/vote-stacks/{s}/amend", .form = "times=2&reason=x", .want = 422);
	ADD("is proposed by one", .as = REP, .post = "/vote-stacks/{s}/amend", .form = "times=3&reason=粘连", .want = 303);
	ADD("turned down by the other", .as = AUDITOR, .post = "/vote_stack/{s}/do/keep", .form = "reason=不是三张", .want = 303);
	ADD("not to the number it has: the number is asked for, the reason stays", .as = REP, .post = "/vote-stacks/{s}/amend", .form = "times=&reason=两张粘连误作两票", .want = 422, .sees = "name=\"reason\" value=\"两张粘连误作两票\"");
	ADD("proposed again", .as = REP, .post = "/vote-stacks/{s}/amend", .form = "times=1&reason=两张粘连误作两票", .want = 303);
	ADD("not agreed by himself", .as = REP, .post = "/vote_stack/{s}/do/agree", .want = 409);
	ADD("but by the other", .as = AUDITOR, .post = "/vote_stack/{s}/do/agree", .want = 303);
	ADD("then it counts", .sql = "select times from vote_stack where state = 2", .is = "1");
	ADD("from how many to how many, by whom, stands beside it", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "张数：2 → 1", .sees_not = "张数：2 → 0");
	ADD("with who agreed", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "<b>样例钱理</b> 同意更正");
	ADD("counted", .as = REP, .post = "/vote/{v}/do/count", .want = 303);
	/* entitled 6, need 4: 丁 ++- ++0 paper = 3, 李 2, 薛 1, 罗成 1 */
	ADD("丁 has three of the four needed", .sql = "select yes from vote_option where name = '丁样'", .is = "3");
	ADD("nobody is elected", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "空缺 2 名");
	ADD("each line names its rule", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "依据：企业工会主席产生办法（试行）第16条");
	ADD("what was not verified says so", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "未核实");
	ADD("the written one is there", .sql = "select written from vote_option where name = '样例罗成'", .is = "1");
	ADD("a voter sees nothing before it is announced", .as = WORKER, .get = "/ballots/{v}", .want = 200, .sees_not = "丁样");
	ADD("it is announced", .as = CHAIR, .post = "/vote/{v}/do/announce", .want = 303);
	ADD("the voter sees the result", .as = WORKER, .get = "/ballots/{v}", .want = 200, .sees = "名额未满");
	ADD("and finds his code", .as = WORKER, .get = "/ballots/{v}/receipts", .want = 200, .check = receipt_is_listed);
	ADD("a stranger does not get the list", .as = OTHER_CHAIR, .get = "/ballots/{v}/receipts", .want = 403);
	ADD("the screen shows the result now", .as = CHAIR, .get = "/votes/{v}/screen", .want = 200, .sees = "名额未满");
	ADD("the bundle", .as = CHAIR, .get = "/votes/{v}/bundle", .want = 200, .sees = "lianxin-vote-bundle");
	ADD("a ballot paper", .as = CHAIR, .get = "/votes/{v}/print/ballot.docx", .want = 200);
	ADD("a tally sheet", .as = CHAIR, .get = "/votes/{v}/print/tally.docx", .want = 200);
	ADD("a report", .as = CHAIR, .get = "/votes/{v}/print/result.docx", .want = 200);
	ADD("nothing else", .as = CHAIR, .get = "/votes/{v}/print/other.docx", .want = 404);
	ADD("no tie, no run-off", .as = CHAIR, .post = "/votes/{v}/runoff", .want = 409);
	ADD("the vote counts in the measures", .sql = "select sum(n) from counter_delta where measure = 'vote.announced' and unit = 10", .is = "1");
}

/* By paper only, with a tie and a second vote. */
static void paper_and_runoff(void)
{
	ADD("another election, on paper", .as = CHAIR, .post = "/votes",
	    .form = "title=样例选举主席&kind=2&manner=1&voters=1&pass=1&seats=1&held_on=2024-03-06&teller1=1006&teller2=1008", .want = 303, .keep = "p");
	ADD("a teller is no candidate", .as = CHAIR, .post = "/votes/{p}/roll", .want = 303);
	ADD("but he is put up", .as = CHAIR, .post = "/votes/{p}/options", .form = "names=样例孟庆\n丁样", .want = 303);
	ADD("which holds up the roll", .as = CHAIR, .post = "/vote/{p}/do/freeze", .want = 409, .sees = "监票人不能是候选人：样例孟庆");
	ADD("two others", .as = CHAIR, .post = "/votes/{p}/options", .form = "names=薛样\n丁样", .want = 303);
	ADD("frozen", .as = CHAIR, .post = "/vote/{p}/do/freeze", .want = 303);
	ADD("thawed", .as = CHAIR, .post = "/vote/{p}/do/thaw", .form = "reason=名册漏人", .want = 303);
	ADD("frozen again", .as = CHAIR, .post = "/vote/{p}/do/freeze", .want = 303);
	ADD("nobody is here", .as = CHAIR, .post = "/vote/{p}/do/open", .want = 409, .sees = "还差 4 人");
	ADD("one comes", .as = CADRE, .post = "/votes/{p}/roll/mark", .form = "person=1003&what=here", .want = 303);
	ADD("and goes", .as = CADRE, .post = "/votes/{p}/roll/mark", .form = "person=1003&what=away", .want = 303);
	ADD("no paper before it begins", .as = CADRE, .post = "/votes/{p}/roll/mark", .form = "person=1003&what=paper", .want = 409);
	ADD("all come", .as = CADRE, .post = "/votes/{p}/roll/mark", .form = "what=all", .want = 303);
	ADD("it begins without passphrases", .as = CHAIR, .post = "/vote/{p}/do/open", .want = 303);
	ADD("phones do not vote in it", .as = WORKER, .get = "/ballots/{p}", .want = 200, .sees = "纸质选票");
	ADD("six get paper", .sql = "update vote_roll set way = 2 where vote = {p}");
	ADD("it ends", .as = CHAIR, .post = "/vote/{p}/do/close", .want = 303);
	ADD("both have four and two of six marked both: void marks", .as = REP, .post = "/votes/{p}/stacks", .form = "o1=+&o2=-&times=3", .want = 303);
	ADD("checked", .sql = "select max(id) from vote_stack", .keep = "s1");
	ADD("by the other", .as = AUDITOR, .post = "/vote_stack/{s1}/do/check", .want = 303);
	ADD("three for the other", .as = REP, .post = "/votes/{p}/stacks", .form = "o1=-&o2=+&times=3", .want = 303);
	ADD("its number", .sql = "select max(id) from vote_stack", .keep = "s2");
	ADD("checked too", .as = AUDITOR, .post = "/vote_stack/{s2}/do/check", .want = 303);
	ADD("counted", .as = AUDITOR, .post = "/vote/{p}/do/count", .want = 303);
	ADD("three of six is no majority: short, no run-off", .as = CHAIR, .post = "/votes/{p}/runoff", .want = 409);
	ADD("a void vote keeps its reason", .as = CHAIR, .post = "/vote/{v}/do/end", .form = "reason=x", .want = 409);
}

static void tie(void)
{
	ADD("a third with a tie", .as = CHAIR, .post = "/votes",
	    .form = "title=样例选举三&kind=2&manner=1&voters=1&pass=1&seats=2&held_on=2024-03-06&teller1=1006&teller2=1008", .want = 303, .keep = "t");
	ADD("three candidates", .as = CHAIR, .post = "/votes/{t}/options", .form = "names=薛样\n丁样\n李样", .want = 303);
	ADD("roll", .as = CHAIR, .post = "/votes/{t}/roll", .want = 303);
	ADD("frozen", .as = CHAIR, .post = "/vote/{t}/do/freeze", .want = 303);
	ADD("all here", .as = CADRE, .post = "/votes/{t}/roll/mark", .form = "what=all", .want = 303);
	ADD("begun", .as = CHAIR, .post = "/vote/{t}/do/open", .want = 303);
	ADD("paper for all", .sql = "update vote_roll set way = 2 where vote = {t}");
	ADD("ended", .as = CHAIR, .post = "/vote/{t}/do/close", .want = 303);
	ADD("two of one kind", .as = REP, .post = "/votes/{t}/stacks", .form = "o1=+&o2=+&o3=-&times=2", .want = 303);
	ADD("", .sql = "select max(id) from vote_stack", .keep = "t1");
	ADD("checked", .as = AUDITOR, .post = "/vote_stack/{t1}/do/check", .want = 303);
	ADD("two of another", .as = REP, .post = "/votes/{t}/stacks", .form = "o1=+&o2=-&o3=+&times=2", .want = 303);
	ADD("", .sql = "select max(id) from vote_stack", .keep = "t2");
	ADD("checked", .as = AUDITOR, .post = "/vote_stack/{t2}/do/check", .want = 303);
	ADD("two of a third", .as = REP, .post = "/votes/{t}/stacks", .form = "o1=0&o2=+&o3=+&times=2", .want = 303);
	ADD("", .sql = "select max(id) from vote_stack", .keep = "t3");
	ADD("checked", .as = AUDITOR, .post = "/vote_stack/{t3}/do/check", .want = 303);
	ADD("each has four of six", .as = REP, .post = "/vote/{t}/do/count", .want = 303);
	ADD("so a second vote between them", .as = CHAIR, .get = "/votes/{t}", .want = 200, .sees = "对票数相等的被选举人再次投票");
	ADD("is begun", .as = CHAIR, .post = "/votes/{t}/runoff", .want = 303, .keep = "again");
	ADD("for two seats among three", .sql = "select seats from vote where id = {again}", .is = "2");
	ADD("with the same roll, fresh", .sql = "select count(*) from vote_roll where vote = {again} and way = 0 and present = 0", .is = "6");
	ADD("only once", .as = CHAIR, .post = "/votes/{t}/runoff", .want = 409);
	ADD("and may be ended", .as = CHAIR, .post = "/vote/{again}/do/end", .form = "reason=改期", .want = 303);
}

static void hands(void)
{
	ADD("a question by hands", .as = CHAIR, .post = "/votes",
	    .form = "title=样例通过选举办法&kind=1&manner=2&voters=1&pass=1&held_on=2024-03-06&teller1=1006&teller2=1008", .want = 303, .keep = "h");
	ADD("roll", .as = CHAIR, .post = "/votes/{h}/roll", .want = 303);
	ADD("frozen", .as = CHAIR, .post = "/vote/{h}/do/freeze", .want = 303);
	ADD("all here", .as = CADRE, .post = "/votes/{h}/roll/mark", .form = "what=all", .want = 303);
	ADD("begun", .as = CHAIR, .post = "/vote/{h}/do/open", .want = 303);
	ADD("ended", .as = CHAIR, .post = "/vote/{h}/do/close", .want = 303);
	ADD("five for it", .as = CADRE, .post = "/votes/{h}/stacks", .form = "o1=+&times=5", .want = 303);
	ADD("", .sql = "select max(id) from vote_stack", .keep = "h1");
	ADD("checked", .as = CHAIR, .post = "/vote_stack/{h1}/do/check", .want = 303);
	ADD("counted", .as = CHAIR, .post = "/vote/{h}/do/count", .want = 303);
	ADD("passed", .as = CHAIR, .get = "/votes/{h}", .want = 200, .sees = "同意 5 票，反对 0 票，弃权 0 票，通过");
}

int main(void)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		add(steps[i]);
	voting();
	counting();
	paper_and_runoff();
	tie();
	hands();
	return scenario_with("votes", members, later, n_later);
}
