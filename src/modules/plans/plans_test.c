/* From a draft to an issued plan: steps, number, handing down, versions, alignment. */
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "modules/plans/plans.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define VICE_CHAIR "13800000002"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define REP "13800000006"
#define PORT_CHAIR "13800000021"

static int64_t add_node(struct req *r, int64_t unit, int64_t plan, int level, const char *number, const char *title, int at)
{
	struct plan_node n = {.unit = unit, .plan = plan, .level = level, .number = number, .title = title,
			      .body = "组织职工参加，做到有计划、有总结。", .position = at * 1024, .weight = 1};
	flow_create(r, &plan_node_flow, &n, "");
	return n.id;
}

static void add_task(struct req *r, int64_t unit, int64_t plan, int64_t node, const char *title, const char *measure)
{
	struct task t = {.unit = unit, .plan = plan, .node = node, .title = title, .measure = measure, .target = 2,
			 .owner = 1002, .starts = day_of(2024, 3, 1), .due = day_of(2024, 11, 30), .weight = 1,
			 .detail = "", .waiver = "", .quote = "", .vague = ""};
	flow_create(r, &task_flow, &t, "");
}

/* Plan 501 of the federation: two points, each with a task; the second one lacks its measure. */
static void sample(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16u << 20);
	struct req *r = system_request(app, d, a);
	struct plan p = {.id = 501, .unit = 1, .title = "临江市2024年工会工作要点", .year = 2024, .organ = "临江市总工会",
			 .preamble = "团结动员全市职工。", .source = "", .source_name = "", .doc_number = "", .skip_reason = "",
			 .minutes = "", .starts = day_of(2024, 1, 1), .ends = day_of(2024, 12, 31)};
	struct plan q = p;
	db_begin(d);
	flow_create(r, &plan_flow, &p, "");
	add_node(r, 1, 501, NODE_SECTION, "一", "服务大局", 1);
	add_task(r, 1, 501, add_node(r, 1, 501, NODE_POINT, "1", "开展劳动竞赛", 2), "举办劳动竞赛", "activity.held");
	add_task(r, 1, 501, add_node(r, 1, 501, NODE_POINT, "2", "办好职工书屋", 3), "建成职工书屋", "");
	q.id = 502;
	q.unit = 10;
	q.title = "临江发电2024年工会工作要点";
	flow_create(r, &plan_flow, &q, "");
	add_node(r, 10, 502, NODE_POINT, "1", "抓实竞赛", 1);
	/* Plan 503 of the power plant's union, ready to be issued; the port's union is led by it from its industry. */
	struct plan j = q;
	j.id = 503;
	j.title = "能源行业2024年竞赛安排";
	flow_create(r, &plan_flow, &j, "");
	add_task(r, 10, 503, add_node(r, 10, 503, NODE_POINT, "1", "行业竞赛", 1), "举办行业竞赛", "activity.held");
	/* A task whose responsible person is a plain worker. */
	struct task own = {.id = 650, .unit = 10, .plan = 503, .title = "办班组读书角", .measure = "activity.held", .target = 1, .owner = 1007,
			   .starts = day_of(2024, 1, 1), .due = day_of(2024, 12, 31), .weight = 1, .detail = "", .waiver = "", .quote = "", .vague = ""};
	flow_create(r, &task_flow, &own, "");
	flow_move(r, &task_flow, 650, 0, "open", "", NULL);
	db_run(db_use_text(d, "update plan set state = 5 where id = 503"));
	db_run(db_use_text(d, "insert into unit_link(id, unit, leader, kind, since, until) values (1, 11, 10, 1, 19000, 0)"));
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
}

static const struct step steps[] = {
	{"a worker does not see the federation's draft", .as = WORKER, .get = "/plans/501", .want = 404},
	{"nor its text", .as = WORKER, .get = "/plans/501/text", .want = 404},
	{"drafts are found by nobody, only the one open task is", .sql = "select count(*) from search_doc where need <> '' and record <> 'person'", .is = "1"},
	{"the plan shows what is missing", .as = FEDERATION, .get = "/plans/501", .want = 200, .sees = "还有 1 项不完整"},
	{"an incomplete plan is not submitted", .as = FEDERATION, .post = "/plan/501/do/submit", .want = 409, .sees = "任务“建成职工书屋”还缺衡量指标"},
	{"leaving out a step needs a reason", .as = FEDERATION, .post = "/plans/501/settings", .form = "title=临江市2024年工会工作要点&year=2024&starts=2024-01-01&ends=2024-12-31&skip_2=1", .want = 422, .sees = "请写明“省略的理由”"},
	{"the end comes after the start", .as = FEDERATION, .post = "/plans/501/settings", .form = "title=a&year=2024&starts=2024-12-01&ends=2024-01-31", .want = 422, .sees = "“结束日期”要晚于“起始日期”"},
	{"with a reason a step is left out", .as = FEDERATION, .post = "/plans/501/settings", .form = "title=临江市2024年工会工作要点&year=2024&starts=2024-01-01&ends=2024-12-31&skip_2=1&skip_reason=没有需要会签的部门", .want = 303},
	{"the waived task is complete", .sql = "update task set waiver = '书屋由市里统一建设' where title = '建成职工书屋' returning 1", .is = "1"},
	{"the plan is submitted", .as = FEDERATION, .post = "/plan/501/do/submit", .want = 303},
	{"a button offers it", .as = VICE_CHAIR, .get = "/plans/501", .want = 200, .sees = "<summary class=\"btn\">核稿通过"},
	{"checking wants an opinion", .as = VICE_CHAIR, .post = "/plan/501/do/checked", .want = 422, .sees = "请写明“核稿通过”的意见。"},
	{"it is checked, and the left-out step is passed", .as = VICE_CHAIR, .post = "/plan/501/do/checked", .form = "reason=文字无误。", .want = 303, .sql = "select state from plan where id = 501", .is = "3"},
	{"the Party body agrees", .as = VICE_CHAIR, .post = "/plan/501/do/agreed", .form = "reason=党组会议同意。", .want = 303},
	{"without minutes the committee has not passed it", .as = VICE_CHAIR, .post = "/plan/501/do/passed", .want = 409, .sees = "请先填写委员会会议纪要"},
	{"empty minutes are named", .as = VICE_CHAIR, .post = "/plans/501/minutes", .want = 422, .sees = "请填写纪要"},
	{"minutes are kept", .as = VICE_CHAIR, .post = "/plans/501/minutes", .form = "minutes=3月1日召开，应到 9 人，实到 8 人，审议通过。", .want = 303},
	{"the committee passes it", .as = VICE_CHAIR, .post = "/plan/501/do/passed", .want = 303},
	{"the issue page offers the first number", .as = VICE_CHAIR, .get = "/plans/501/issue", .want = 200, .sees = "市总工发〔2024〕"},
	{"a union's chair may not issue the federation's plan", .as = CHAIR, .post = "/plans/501/issue", .form = "to=10&number=1", .want = 403},
	{"a unit that is not below is refused, nothing is issued", .as = VICE_CHAIR, .post = "/plans/501/issue", .form = "to=1&number=1", .want = 422, .sql = "select count(*) from doc_number", .is = "0"},
	{"it is issued to two unions", .as = VICE_CHAIR, .post = "/plans/501/issue", .form = "to=10&to=11&number=1", .want = 303},
	{"with its number", .as = FEDERATION, .get = "/plans/501", .want = 200, .sees = "市总工发〔2024〕1号"},
	{"plan, section, points and tasks of three unions are found now too", .sql = "select count(*) from search_doc where need <> '' and record <> 'person'", .is = "11"},
	{"both received it", .sql = "select count(*) from receipt where plan = 501", .is = "2"},
	{"each union has its own copy of both tasks", .sql = "select count(*) from task where plan = 501 and unit = 10 and source <> 0 and state = 1", .is = "2"},
	{"the copies name no foreign owner", .sql = "select count(*) from task where plan = 501 and unit <> 1 and owner <> 0", .is = "0"},
	{"the owner's tasks are open", .sql = "select count(*) from task where plan = 501 and unit = 1 and state = 1", .is = "2"},
	{"the number is used once only", .sql = "select number from doc_number where unit = 1 and year = 2024", .is = "1"},
	{"a first version is there", .as = FEDERATION, .get = "/plans/501/versions", .want = 200, .sees = "第 1 版"},
	{"a fixed task changes", .sql = "update task set due = due + 10 where unit = 1 and title = '举办劳动竞赛' returning 1", .is = "1"},
	{"amending needs a reason", .as = VICE_CHAIR, .post = "/plans/501/issue", .form = "to=10", .want = 422, .sees = "value=\"10\" checked"},
	{"amended, a second version appears", .as = VICE_CHAIR, .post = "/plans/501/issue", .form = "to=12&reason=竞赛延期", .want = 303, .sql = "select count(*) from plan_baseline where plan = 501", .is = "2"},
	{"and a third union has joined", .sql = "select count(*) from receipt where plan = 501", .is = "3"},
	{"the difference names the task and both dates", .as = FEDERATION, .get = "/plans/501/diff?from=1&to=2", .want = 200, .sees = "2024年12月10日"},
	{"a version that is not there is refused", .as = FEDERATION, .get = "/plans/501/diff?from=1&to=9", .want = 404},
	{"one tick is for all directly below", .as = VICE_CHAIR, .get = "/plans/501/issue", .want = 200, .sees = "全部直接下级工会"},
	{"they all get it, nobody twice", .as = VICE_CHAIR, .post = "/plans/501/issue", .form = "children=1&to=10&reason=全部下达", .want = 303},
	{"each directly below and no other", .sql = "select count(*) || ' ' || count(distinct unit) from receipt where plan = 501 and unit in (select id from unit where parent = 1 and kind <= 4 and state = 1)", .is = "8 8"},
	{"nor any task twice", .sql = "select count(*) from task where plan = 501 and unit = 10 and source <> 0", .is = "2"},
	{"an assigned task cannot be cancelled below", .sql = "select id from task where plan = 501 and unit = 10 and title = '举办劳动竞赛'", .keep = "copy"},
	{"as its chair is told", .as = CHAIR, .post = "/task/{copy}/do/cancel", .form = "reason=不适用", .want = 409, .sees = "上级下达的任务"},
	{"nor waived without the superior", .as = CHAIR, .post = "/task/{copy}/do/waive", .form = "reason=无此条件", .want = 409, .sees = "由上级工会批准"},
	{"without evidence nothing is reported done", .as = CHAIR, .post = "/task/{copy}/do/submit", .want = 409, .sees = "还没有佐证"},
	{"the union sees the superior plan to align with", .as = CHAIR, .get = "/plans/502/align", .want = 200, .sees = "临江市2024年工会工作要点"},
	{"a plan that is not offered is refused", .as = CHAIR, .post = "/plans/502/superior", .form = "superior=502", .want = 422},
	{"it is chosen", .as = CHAIR, .post = "/plans/502/superior", .form = "superior=501", .want = 303},
	{"both points are gaps", .as = CADRE, .get = "/plans/502/align", .want = 200, .sees = "本级没有对应的要点"},
	{"the first point of the federation", .sql = "select id from plan_node where plan = 501 and number = '1'", .keep = "above"},
	{"the union's point", .sql = "select id from plan_node where plan = 502", .keep = "own"},
	{"they are aligned", .as = CADRE, .post = "/plans/502/align", .form = "point={own}&superior={above}", .want = 303},
	{"and the requirement is covered", .as = CADRE, .get = "/plans/502/align", .want = 200, .sees = "本级 1 条要点对应"},
	{"a foreign point is refused", .as = CADRE, .post = "/plans/502/align", .form = "point={above}&superior={above}", .want = 422},
	{"a step of a running task is finished", .sql = "insert into milestone(id, unit, version, state, created_by, created_at, task, title, due, done_on) values (660, 10, 1, 0, 0, 0, 650, '选址', 19800, 0) returning id", .is = "660"},
	{"by who is responsible", .as = WORKER, .post = "/milestone/660/do/finish", .want = 303},
	{"on a draft it rests", .sql = "update milestone set task = (select id from task where plan = 503 and id <> 650), version = 5, state = 0 where id = 660 returning 1", .is = "1"},
	{"as the chair is told", .as = CHAIR, .post = "/milestone/660/do/finish", .want = 409, .sees = "还没有签发"},
	{"the draft task that names no first day", .sql = "update task set starts = 0 where plan = 503 and id <> 650 returning 1", .is = "1"},
	{"who is named as responsible works on the task, whatever his post", .as = WORKER, .get = "/tasks/650/evidence/new", .want = 200},
	{"a colleague who is not named does not", .as = REP, .get = "/tasks/650/evidence/new", .want = 403},
	{"he adds evidence", .as = WORKER, .post = "/tasks/650/evidence", .form = "title=读书角照片&happened_on=2024-02-28&text=二十人参加", .want = 303, .sql = "select id from evidence", .keep = "proof"},
	{"may mend it", .as = WORKER, .post = "/evidence/{proof}/do/withdraw", .form = "reason=日期有误", .want = 303},
	{"which the colleague may not", .as = REP, .post = "/evidence/{proof}/do/restore", .want = 403},
	{"and bring it back", .as = WORKER, .post = "/evidence/{proof}/do/restore", .want = 303},
	{"he reports the task done", .as = WORKER, .post = "/task/650/do/submit", .want = 303},
	{"but does not confirm it himself", .as = WORKER, .post = "/task/650/do/confirm", .want = 403},
	{"the chair hands it to somebody else", .as = CHAIR, .post = "/task/650/do/return", .form = "reason=换人", .want = 303},
	{"who is named then", .as = CHAIR, .post = "/tasks/650", .form = "title=办班组读书角&owner=1006&starts=2024-01-01&due=2024-12-31&measure=activity.held&target=1&weight=1", .want = 303, .sql = "select owner from task where id = 650", .is = "1006"},
	{"has the right", .as = REP, .get = "/tasks/650/evidence/new", .want = 200},
	{"and the first no longer", .as = WORKER, .get = "/tasks/650/evidence/new", .want = 403},
	{"before the issue the port's chair knows nothing of the industry's plan", .as = PORT_CHAIR, .get = "/plans/503", .want = 403},
	{"the issue page offers the union that is led from the industry", .as = CHAIR, .get = "/plans/503/issue", .want = 200, .sees = "临江港务集团工会"},
	{"a union that is neither below nor led is refused", .as = CHAIR, .post = "/plans/503/issue", .form = "to=12&number=7", .want = 422, .sees = "也不由本级共同领导"},
	{"the led union gets the plan", .as = CHAIR, .post = "/plans/503/issue", .form = "to=11&number=7", .want = 303},
	{"a task without a first day begins with the issue, 1 March 2024", .sql = "select starts from task where plan = 503 and unit = 10 and id <> 650", .is = "19783"},
	{"its chair reads it now", .as = PORT_CHAIR, .get = "/plans/503", .want = 200, .sees = "能源行业"},
	{"but may not change it", .as = PORT_CHAIR, .post = "/plans/503/superior", .form = "superior=0", .want = 403},
	{"the copy of the task", .sql = "select id from task where plan = 503 and unit = 11", .keep = "led"},
	{"is read by the one that handed it over", .as = CHAIR, .get = "/tasks/{led}", .want = 200},
	{"who may not confirm it: rights stay with its own tree", .as = CHAIR, .post = "/task/{led}/do/waive", .form = "reason=x", .want = 403},
	{"and sees the whole tree of its work", .as = CHAIR, .get = "/plans/503/tree?unit=11", .want = 200},
	{"nobody of a third union does", .as = WORKER, .get = "/plans/503/tree?unit=11", .want = 403},
	{"the plan's text can be read", .as = WORKER, .get = "/plans/501/text", .want = 200, .sees = "办好职工书屋"},
	{"the forms are there: settings", .as = CADRE, .get = "/plans/502/settings", .want = 200, .sees = "省略的环节"},
	{"and minutes", .as = CADRE, .get = "/plans/502/minutes", .want = 200, .sees = "应到人数"},
	{"a draft is dropped with a reason", .as = CADRE, .post = "/plan/502/do/drop", .form = "reason=与上级合并制定", .want = 303},
	{"and can be brought back", .as = CADRE, .post = "/plan/502/do/restore", .want = 303, .sql = "select state from plan where id = 502", .is = "0"},
	{"a plan under check", .sql = "update plan set state = 1 where id = 502 returning 1", .is = "1"},
	{"is returned with what to mend", .as = CHAIR, .post = "/plan/502/do/return", .form = "reason=要点太少", .want = 303, .sql = "select state from plan where id = 502", .is = "0"},
	{"the year's plan is closed in the end", .as = CHAIR, .post = "/plan/503/do/close", .form = "reason=年终总结完毕", .want = 303},
	{"and still read", .as = WORKER, .get = "/plans/503", .want = 200, .sees = "已结项"},
	{"counters know the open tasks: 2 of the federation, 2 × 8 of its unions, 2 of the industry plan and 2 handed on", .settle = 1, .sql = "select sum(n) from counter where measure = 'task.open' and unit = 1 and grain = 2", .is = "22"},
	{"the chain verifies to the last event", .sql = "select count(*) from event where seal is null", .is = "0"},
};

int main(void)
{
	return scenario_with("plans", sample, steps, sizeof(steps) / sizeof(steps[0]));
}
