#include <dlfcn.h>

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/enter.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define FEDERATION "13800000001"

enum { CADRE_ID = 1004, LONG = 100000 /* days */ };

static bool shift_posts(struct db *d, struct job *j)
{
	(void)j;
	struct stmt *s = db_use_text(d, "update post set since = since + $1 where person = $2");
	bind_int(s, 1, LONG);
	bind_int(s, 2, CADRE_ID);
	return db_run(s) > 0;
}

static void nothing(struct job *j)
{
	(void)j;
}

static void not_shifted(struct job *j, enum db_trouble trouble)
{
	(void)j;
	(void)trouble;
	fault("the posts could not be ended");
}

/* As another request does it. */
static void end_posts(struct app *app)
{
	struct job j = {.run = shift_posts, .again = nothing, .failed = not_shifted, .done = nothing};
	writer_add(app->writer, &j);
}

static bool posts_end;

/* In front of the program's own: her posts end when her form was looked at, before the writer has it. */
bool request_enter(struct req *r, const struct entered *known)
{
	static bool (*real)(struct req *r, const struct entered *known);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "request_enter");
	bool entered = real(r, known);
	if (posts_end && !r->writing) {
		posts_end = false;
		db_rollback(r->db); /* it has read what it needs */
		end_posts(r->app);
		db_begin(r->db);
	}
	return entered;
}

/* Of a server nothing is read before the writer's own transaction. */
static const char *her_posts_end(struct app *app)
{
	if (db_is_postgres(writer_db(app->writer)))
		end_posts(app);
	else
		posts_end = true;
	return NULL;
}

static const char *her_posts_begin(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct stmt *s = db_use_text(d, "update post set since = since - $1 where person = $2");
	bind_int(s, 1, LONG);
	bind_int(s, 2, CADRE_ID);
	db_run(s);
	db_commit(d);
	return posts_end ? "her form was not looked at" : NULL;
}

static const struct step steps[] = {
	{"a stranger is sent to the sign-in page", .get = "/activities", .want = 303, .to = "/sign-in?next="},
	{"the empty list says what to do", .as = CADRE, .get = "/activities", .want = 200, .sees = "还没有登记过活动"},
	{"a worker may not register one", .as = WORKER, .post = "/activities", .form = "title=x", .want = 403, .sees = "没有"},
	{"a missing name is named", .as = CADRE, .post = "/activities", .form = "kind=2&held_on=2024-02-20&place=俱乐部",
	 .want = 422, .sees = "请填写“活动名称”。"},
	{"and what was typed stays", .as = CADRE, .post = "/activities", .form = "kind=2&held_on=2024-02-20&place=俱乐部",
	 .want = 422, .sees = "value=\"俱乐部\""},
	{"a cadre registers one", .as = CADRE, .post = "/activities",
	 .form = "title=迎春登山&kind=2&held_on=2024-02-20&people=36&cost=1,280.50&cost_kind=3", .want = 303, .keep = "a"},
	{"money is stored in fen", .sql = "select cost from activity", .is = "128050"},
	{"the page shows it", .as = CADRE, .get = "/activities/{a}", .want = 200, .sees = "迎春登山"},
	{"it is held", .as = CADRE, .post = "/activity/{a}/do/hold", .want = 303, .to = "/activities/{a}"},
	{"a cadre may not confirm it", .as = CADRE, .post = "/activity/{a}/do/confirm", .want = 403},
	{"without a summary it is not confirmed", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 409, .sees = "请先填写活动小结"},
	{"the summary is added", .as = CADRE, .post = "/activities/{a}",
	 .form = "title=迎春登山&kind=2&held_on=2024-02-20&people=36&cost=1280.50&cost_kind=3&summary=三十六人登顶&_version=2", .want = 303},
	{"an old version is refused with what changed", .as = CHAIR, .post = "/activities/{a}",
	 .form = "title=迎春登山赛&kind=2&held_on=2024-02-20&people=36&_version=2", .want = 409, .sees = "三十六人登顶"},
	{"another union's chair may not confirm it", .as = OTHER_CHAIR, .post = "/activity/{a}/do/confirm", .want = 403},
	{"nor see it", .as = OTHER_CHAIR, .get = "/activities/{a}", .want = 403},
	{"the chair confirms it", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 303},
	{"twice does nothing", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 409},
	{"the union's counter says one", .sql = "select sum(n) from counter_delta where measure = 'activity.held' and unit = 10", .is = "1"},
	{"the federation's too", .sql = "select sum(n) from counter_delta where measure = 'activity.people' and unit = 1", .is = "36"},
	{"it counts as sport", .sql = "select sum(n) from counter_delta where measure = 'activity.sport' and unit = 10", .is = "1"},
	{"and as nothing else", .sql = "select count(*) from counter_delta where measure in ('activity.study', 'activity.contest')", .is = "0"},
	{"folding keeps the sums", .settle = 1, .sql = "select n from counter where measure = 'activity.people' and unit = 1 and grain = 2 and at = 2024", .is = "36"},
	{"withdrawing needs a reason", .as = CHAIR, .post = "/activity/{a}/do/reopen", .want = 422, .sees = "理由"},
	{"withdrawn, it no longer counts", .as = CHAIR, .post = "/activity/{a}/do/reopen", .form = "reason=人数有误", .want = 303},
	{"the sum is back at zero", .settle = 1, .sql = "select n from counter where measure = 'activity.people' and unit = 1 and grain = 2 and at = 2024", .is = "0"},
	{"every move left its event", .sql = "select count(*) from event where record = 'activity'", .is = "5"},
	{"all are sealed", .sql = "select count(*) from event where seal is null", .is = "0"},
	{"the history shows the reason", .as = CHAIR, .get = "/activities/{a}", .want = 200, .sees = "人数有误"},
	{"a text is kept as a file", .as = CADRE, .post = "/activities/{a}/files", .file = "file=名单.txt=第一名：一值", .want = 303},
	{"its bytes are stored once, by their hash", .sql = "select size from file", .is = "18"},
	{"and named", .sql = "select id from file", .keep = "file"},
	{"the page lists it", .as = WORKER, .get = "/activities/{a}", .want = 200, .sees = "名单.txt"},
	{"a web page is not taken", .as = CADRE, .post = "/activities/{a}/files", .file = "file=a.txt=<html><script>x</script></html>", .want = 422, .sees = "不能上传文件"},
	{"nobody of another union gets the file", .as = OTHER_CHAIR, .get = "/files/{file}", .want = 403},
	{"a worker may not remove it", .as = WORKER, .post = "/files/{file}/remove", .want = 403},
	{"the cadre may", .as = CADRE, .post = "/files/{file}/remove", .form = "_back=/activities/{a}", .want = 303, .to = "/activities/{a}"},
	{"then it is gone", .as = CADRE, .get = "/files/{file}", .want = 404},
	{"and can be brought back", .as = CADRE, .post = "/files/{file}/restore", .want = 303},
	{"the form for a new one", .as = CADRE, .get = "/activities/new", .want = 200, .sees = "name=\"held_on\""},
	{"the form to change one carries its version", .as = CADRE, .get = "/activities/{a}/edit", .want = 200, .sees = "_version"},
	{"a form sent twice is carried out once", .as = CADRE, .post = "/activities", .form = "_once=the-same-key-1&title=读书会&kind=1&held_on=2024-02-22&people=9", .want = 303, .keep = "b"},
	{"the second time gives the first answer", .as = CADRE, .post = "/activities", .form = "_once=the-same-key-1&title=读书会&kind=1&held_on=2024-02-22&people=9", .want = 303, .to = "/activities/{b}"},
	{"and made no second row", .sql = "select count(*) from activity where title = '读书会'", .is = "1"},
	{"another person cannot use the key", .as = CHAIR, .post = "/activities", .form = "_once=the-same-key-1&title=读书会&kind=1&held_on=2024-02-22", .want = 400},
	{"a refused form frees its key", .as = CADRE, .post = "/activities", .form = "_once=another-key-2&kind=1&held_on=2024-02-22", .want = 422},
	{"so that it can be mended", .as = CADRE, .post = "/activities", .form = "_once=another-key-2&title=读书会二&kind=1&held_on=2024-02-22", .want = 303},
	{"a form from elsewhere is refused", .as = CADRE, .post = "/activities", .form = "_csrf=wrong&title=外来&kind=1&held_on=2024-02-22", .want = 403, .sees = "校验已失效"},
	{"preferences lead back inside only", .post = "/preferences", .form = "size=elder&back=/\\evil.example", .want = 303, .to = "/$"},
	{"also against a second slash", .post = "/preferences", .form = "size=elder&back=//evil.example", .want = 303, .to = "/$"},
	{"and to a page of ours", .post = "/preferences", .form = "size=elder&back=/plans?x=1", .want = 303, .to = "/plans?x=1$"},
	{"an open group of the menu is remembered, whatever else is said", .post = "/preferences", .form = "nav=3;x%26\n2&back=/plans", .want = 303, .to = "/plans$"},
	{"the unknown verb is refused", .as = CADRE, .post = "/activity/{b}/do/explode", .want = 409},
	{"an unknown record is refused", .as = CADRE, .post = "/nothing/{b}/do/hold", .want = 404},
	{"a page of another record is not there", .as = CHAIR, .get = "/activities/99999", .want = 404},
	{"her posts end while her form is on its way", .check = her_posts_end},
	{"so it is refused", .as = CADRE, .post = "/activities", .form = "title=迟到一步&kind=1&held_on=2024-02-22&people=3", .want = 403, .sees = "登记工会活动"},
	{"and nothing of it is there", .sql = "select count(*) from activity where title = '迟到一步'", .is = "0", .check = her_posts_begin},
	{"with her posts she may again", .as = CADRE, .post = "/activities", .form = "title=迟到一步&kind=1&held_on=2024-02-22&people=3", .want = 303},
	{"the federation sees it in its list", .as = FEDERATION, .get = "/activities", .want = 200, .sees = "迎春登山"},
};

int main(void)
{
	return scenario("activities", steps, sizeof(steps) / sizeof(steps[0]));
}
