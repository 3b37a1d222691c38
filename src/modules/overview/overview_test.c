#include "modules/follow/sample_test.h"

#include <stdio.h>
#include <string.h>

#include "kernel/request.h"
#include "kernel/route.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define VICE "13800000002"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define SYSTEM_ADMIN "13800000011"
#define OTHER_CHAIR "13800000021"

/* Every link and every form of the last page leads to a route of the program. */
static const char *links_lead(struct app *app)
{
	static char bad[300];
	struct arena *a = arena_new(8u << 20);
	const char *const marks[] = {"href=\"", "action=\""};
	bad[0] = '\0';
	for (int m = 0; m < 2; m++) {
		for (const char *p = scenario_page(); (p = strstr(p, marks[m]));) {
			p += strlen(marks[m]);
			size_t n = strcspn(p, "\"?#");
			char *path = arena_strndup(a, p, n);
			struct req r = {.app = app, .arena = a};
			bool other;
			if (path[0] != '/' || strncmp(path, "/static/", 8) == 0)
				continue;
			if (!route_find(app, m ? METHOD_POST : METHOD_GET, path, &r, &other) && !other)
				snprintf(bad, sizeof(bad), "nothing at %s", path);
		}
	}
	arena_free(a);
	return *bad ? bad : NULL;
}

/*
 * 2024-03-01, sixty days of the year gone. Each of the two unions has four tasks:
 * readings 0/12 by the year's end (60/366 = 16.4 %: slow), talks 0/400 by 9 April
 * (60/100 = 60 %: late), visits from June (not begun), congresses (16.4 %: slow).
 */
static const struct step steps[] = {
	{"the help names what the asker may do", .as = "13800000003", .get = "/help", .want = 200, .sees = "导入"},
	{"a stranger is sent to the sign-in page", .get = "/", .want = 303, .to = "/sign-in"},
	{"a worker is led to the phone home", .as = WORKER, .get = "/", .want = 303, .to = "/m"},
	{"an administrator to his pages", .as = SYSTEM_ADMIN, .get = "/", .want = 303, .to = "/admin"},
	{"from the phone home too", .as = SYSTEM_ADMIN, .get = "/m", .want = 303, .to = "/admin"},
	{"a chair sees the workbench", .as = CHAIR, .get = "/", .want = 200, .sees = "今天要办"},
	{"and all its links lead somewhere", .as = CHAIR, .get = "/", .check = links_lead},
	{"with the receipt to sign", .as = CHAIR, .get = "/", .sees = "签收<span class=\"vh\">：临江市总工会2024年工作要点"},
	{"the time gone by is sixty days of 366", .as = CHAIR, .get = "/", .sees = "时间已过"},
	{"the late task warns with its reason", .as = CHAIR, .get = "/", .sees = "滞后：组织宣讲"},
	{"before it, two are slow", .as = WORKER, .get = "/m", .sees = "落后 1 件，要加紧 2 件"},
	{"slow ones too", .as = CHAIR, .get = "/", .sees = "偏慢：举办职工读书活动"},
	{"a task that has not begun does not", .as = CHAIR, .get = "/", .want = 200, .sees_not = "：走访高温岗位"},
	{"points of the plan stand with their share", .as = CHAIR, .get = "/", .sees = "开展职工读书活动"},
	{"the union's tasks are one click away", .as = CHAIR, .get = "/?of=union", .sees = "组织宣讲</a>"},
	{"the federation sees who has not signed", .as = FEDERATION, .get = "/", .sees = "有 2 家工会没有签收"},
	{"its own late task is its own", .as = FEDERATION, .get = "/", .sees = "组织宣讲</a>"},
	{"and its links lead somewhere", .as = FEDERATION, .get = "/", .check = links_lead},
	{"a handler has a workbench", .as = HANDLER, .get = "/", .want = 200, .sees = "今天要办"},
	{"but nothing to sign", .as = HANDLER, .get = "/", .want = 200, .sees_not = "签收<span"},
	{"an auditor too", .as = AUDITOR, .get = "/", .want = 200, .sees = "全年完成"},

	{"an activity is held", .as = CADRE, .post = "/activities",
	 .form = "title=车间宣讲&kind=1&held_on=2024-03-01&people=40&summary=四十人听讲", .want = 303, .keep = "a"},
	{"waits for the chair", .as = CADRE, .post = "/activity/{a}/do/hold", .want = 303},
	{"who finds it on his bench", .as = CHAIR, .get = "/", .sees = "核实<span class=\"vh\">：车间宣讲"},
	{"the cadre does not, he may not confirm", .as = CADRE, .get = "/", .want = 200, .sees_not = "核实<span class=\"vh\">：车间宣讲"},
	{"nor the federation, it is not its house", .as = FEDERATION, .get = "/", .want = 200, .sees_not = "车间宣讲"},
	{"nor another union", .as = OTHER_CHAIR, .get = "/", .want = 200, .sees_not = "车间宣讲"},
	{"confirmed it is gone from the list", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 303},
	{"and stands in the news", .as = CHAIR, .get = "/", .sees = "核实：<a href=\"/activities/"},

	{"the phone home tells a worker of the plan", .as = WORKER, .get = "/m", .want = 200, .sees = "今年要做 4 件事"},
	{"in plain words: with one of twelve readings (8.3 %) only the congresses are slow", .as = WORKER, .get = "/m", .sees = "落后 1 件，要加紧 1 件"},
	{"its links lead somewhere", .as = WORKER, .get = "/m", .check = links_lead},
	{"a worker is not asked to sign plans", .as = WORKER, .get = "/m", .want = 200, .sees_not = "去办理"},
	{"the chair is", .as = CHAIR, .get = "/m", .sees = "签收：临江市总工会2024年工作要点"},
	{"large print on demand", .as = WORKER, .get = "/m?size=elder", .sees = "data-size=\"elder\""},

	/* The other union: 0 everywhere. This one: readings 1/12 = 8 %, talks 40/400 = 10 %, so its first
	 * section has 9.17 %, its second 0, together 4.58 %; both unions 2.29 %. */
	{"the federation opens the board", .as = FEDERATION, .get = "/dashboard", .want = 200, .sees = "<dt>要点完成</dt><dd><b>2%</b>"},
	{"the row of the union says 4", .as = FEDERATION, .get = "/dashboard", .sees = "临江发电</a></th><td class=\"mx-all\"><b>4</b>"},
	{"the other one 0", .as = FEDERATION, .get = "/dashboard", .sees = "临江港务</a></th><td class=\"mx-all\"><b>0</b>"},
	{"readings are in time", .as = FEDERATION, .get = "/dashboard", .sees = ">8</a></td>"},
	{"talks are late at ten", .as = FEDERATION, .get = "/dashboard", .sees = ">■10</a></td>"},
	{"congresses slow at zero", .as = FEDERATION, .get = "/dashboard", .sees = ">▲0</a></td>"},
	{"visits have not begun", .as = FEDERATION, .get = "/dashboard", .sees = ">·</a></td>"},
	{"one activity", .as = FEDERATION, .get = "/dashboard", .sees = ">1 场</a>"},
	{"forty people", .as = FEDERATION, .get = "/dashboard", .sees = ">40 人次</a>"},
	{"none of twelve tasks is done", .as = FEDERATION, .get = "/dashboard", .sees = ">0.0 %</a>"},
	{"the figure is the counter's", .sql = "select sum(n) from counter_delta where measure = 'activity.people' and unit = 1", .is = "40"},
	{"its link shows the row", .as = FEDERATION, .get = "/activities?unit=1&state=2&held_on_from=2024-01-01&held_on_to=2024-03-01", .sees = "车间宣讲"},
	{"and is the one on the page", .as = FEDERATION, .get = "/dashboard", .sees = "/activities?unit=1&amp;held_on_from=2024-01-01&amp;held_on_to=2024-03-01&amp;state=2\">1 场"},
	{"the list of tasks opens", .as = FEDERATION, .get = "/dashboard/tasks?unit=10&state=1,2", .want = 200, .sees = "走访高温岗位"},
	{"a month before nothing had happened", .as = FEDERATION, .get = "/dashboard?on=2024-02-01", .sees = ">0 场</a>"},
	{"and nothing was done", .as = FEDERATION, .get = "/dashboard?on=2024-02-01", .sees = "<dt>要点完成</dt><dd><b>0%</b>"},
	{"the second quarter is empty", .as = FEDERATION, .get = "/dashboard?p=q2", .sees = ">0 人次</a>"},
	{"who has not signed needs asking", .as = FEDERATION, .get = "/dashboard", .sees = "还没有签收下达的要点"},
	{"a year without plan says so", .as = FEDERATION, .get = "/dashboard?year=2023", .want = 200, .sees = "2023 年还没有签发的工作要点"},
	{"all links of the board lead somewhere", .as = FEDERATION, .get = "/dashboard", .check = links_lead},
	{"the big screen shows the same", .as = FEDERATION, .get = "/screen", .want = 200, .sees = "<b>2<small>%</small></b>"},
	{"and renews itself", .as = FEDERATION, .get = "/screen", .sees = "http-equiv=\"refresh\" content=\"60\""},
	{"without the names of drafts", .as = FEDERATION, .get = "/screen", .want = 200, .sees_not = "提交核稿"},
	{"not for other unions", .as = OTHER_CHAIR, .get = "/screen?unit=10", .want = 403},
	{"a chair opens his own", .as = CHAIR, .get = "/dashboard", .want = 200, .sees = "<dt>要点完成</dt><dd><b>4%</b>"},
	{"by department", .as = CHAIR, .get = "/dashboard", .sees = "各部门完成"},
	{"not another union's", .as = OTHER_CHAIR, .get = "/dashboard?unit=10", .want = 403},
	{"nor the federation's", .as = CHAIR, .get = "/dashboard?unit=1", .want = 403},
	{"the federation looks into one", .as = FEDERATION, .get = "/dashboard?unit=10", .want = 200, .sees = ">40 人次</a>"},
	{"workers have no board", .as = WORKER, .get = "/dashboard", .want = 403},

	{"the inbox opens", .as = CHAIR, .get = "/inbox", .want = 200, .sees = "消息"},
	{"its links lead somewhere", .as = CHAIR, .get = "/inbox", .check = links_lead},
	{"nobody opens another's message", .as = WORKER, .post = "/inbox/999/read", .want = 404},
	{"deliveries are for the system administrator", .as = CHAIR, .get = "/admin/deliveries", .want = 403},
};

int main(void)
{
	return scenario_with("overview", sample_federation_plan, steps, sizeof(steps) / sizeof(steps[0]));
}
