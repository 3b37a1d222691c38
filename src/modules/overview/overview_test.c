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
	{"a task that has not begun does not", .as = CHAIR, .get = "/", .sees_not = "：走访高温岗位"},
	{"points of the plan stand with their share", .as = CHAIR, .get = "/", .sees = "开展职工读书活动"},
	{"the union's tasks are one click away", .as = CHAIR, .get = "/?of=union", .sees = "组织宣讲</a>"},
	{"the federation sees who has not signed", .as = FEDERATION, .get = "/", .sees = "有 2 家工会没有签收"},
	{"its own late task is its own", .as = FEDERATION, .get = "/", .sees = "组织宣讲</a>"},
	{"and its links lead somewhere", .as = FEDERATION, .get = "/", .check = links_lead},
	{"a handler has a workbench", .as = HANDLER, .get = "/", .want = 200, .sees = "今天要办"},
	{"but nothing to sign", .as = HANDLER, .get = "/", .sees_not = "签收<span"},
	{"an auditor too", .as = AUDITOR, .get = "/", .want = 200, .sees = "全年完成"},

	{"an activity is held", .as = CADRE, .post = "/activities",
	 .form = "title=车间宣讲&kind=1&held_on=2024-03-01&people=40&summary=四十人听讲", .want = 303, .keep = "a"},
	{"waits for the chair", .as = CADRE, .post = "/activity/{a}/do/hold", .want = 303},
	{"who finds it on his bench", .as = CHAIR, .get = "/", .sees = "核实<span class=\"vh\">：车间宣讲"},
	{"the cadre does not, he may not confirm", .as = CADRE, .get = "/", .sees_not = "核实<span class=\"vh\">：车间宣讲"},
	{"nor the federation, it is not its house", .as = FEDERATION, .get = "/", .sees_not = "车间宣讲"},
	{"nor another union", .as = OTHER_CHAIR, .get = "/", .sees_not = "车间宣讲"},
	{"confirmed it is gone from the list", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 303},
	{"and stands in the news", .as = CHAIR, .get = "/", .sees = "核实：<a href=\"/activities/"},

	{"the phone home tells a worker of the plan", .as = WORKER, .get = "/m", .want = 200, .sees = "今年要做 4 件事"},
	{"in plain words: with one of twelve readings (8.3 %) only the congresses are slow", .as = WORKER, .get = "/m", .sees = "落后 1 件，要加紧 1 件"},
	{"its links lead somewhere", .as = WORKER, .get = "/m", .check = links_lead},
	{"a worker is not asked to sign plans", .as = WORKER, .get = "/m", .sees_not = "去办理"},
	{"the chair is", .as = CHAIR, .get = "/m", .sees = "签收：临江市总工会2024年工作要点"},
	{"large print on demand", .as = WORKER, .get = "/m?size=elder", .sees = "data-size=\"elder\""},

	{"the inbox opens", .as = CHAIR, .get = "/inbox", .want = 200, .sees = "消息"},
	{"its links lead somewhere", .as = CHAIR, .get = "/inbox", .check = links_lead},
	{"nobody opens another's message", .as = WORKER, .post = "/inbox/999/read", .want = 404},
	{"deliveries are for the system administrator", .as = CHAIR, .get = "/admin/deliveries", .want = 403},
};

int main(void)
{
	return scenario_with("overview", sample_federation_plan, steps, sizeof(steps) / sizeof(steps[0]));
}
