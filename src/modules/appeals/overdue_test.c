/* Overdue as time passes: nobody touches the row, the figure and the plan move; the ladder climbs. */
#include <stdio.h>
#include <stdlib.h>

#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"

static long long overdue(struct app *app, day on)
{
	return measure_value(writer_db(app->writer), "appeal.overdue", 1, 0, on);
}

static const char *as_days_pass(struct app *app)
{
	/* raised on Friday 1 March 2024: 4 to 8 March are its five working days */
	return overdue(app, day_of(2024, 3, 8)) != 0 ? "overdue on its last day" :
	       overdue(app, day_of(2024, 3, 9)) != 1 ? "not overdue on the day after" :
	       overdue(app, day_of(2024, 6, 1)) != 1 ? "not overdue later" : NULL;
}

static const char *ended(struct app *app)
{
	return overdue(app, day_of(2024, 3, 12)) != 1 ? "the past was changed" : overdue(app, day_of(2024, 3, 14)) != 0 ? "still overdue" : NULL;
}

/* Counted by the number of page objects; the third code leads to the third place. */
static const char *three_pages(struct app *app)
{
	char command[512];
	(void)app;
	snprintf(command, sizeof(command), "test \"$(pdfinfo '%s' | sed -n 's/^Pages: *//p')\" = 3 && pdftotext -f 3 -l 3 '%s' - | grep -q 集控室",
		 scenario_download(), scenario_download());
	return !scenario_has("pdfinfo") || system(command) == 0 ? NULL : "not three pages, the last of them for the third place";
}

static const struct step steps[] = {
	{"a worker asks", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=2&content=栈桥两盏灯不亮，夜里看不清踏步。", .want = 303, .keep = "a"},
	{"overdue the day after its last day, untouched", .check = as_days_pass},
	{"sorted", .as = CADRE, .post = "/appeals/{a}/sort", .form = "kind=2&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{a}/dispatch", .form = "unit=104", .want = 303},
	{"still so", .check = as_days_pass},
	{"nobody signs for it: told on the second working day", .now = "2024-03-05", .settle = 1,
	 .sql = "select count(*) from message where person = 1005 and title like '%没有签收%'", .is = "1"},
	{"signed for", .as = HANDLER, .post = "/appeals/{a}/accept", .want = 303},
	{"the day before its last the handler is reminded", .now = "2024-03-07", .settle = 1,
	 .sql = "select count(*) from message where person = 1005 and title like '%即将到期%'", .is = "1"},
	{"on Monday the union hears that it is late", .now = "2024-03-11", .settle = 1,
	 .sql = "select count(*) from message where person = 1004 and title like '%逾期%'", .is = "1"},
	{"the page says so", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees = "逾期 1 个工作日"},
	{"a pause is too late now", .as = HANDLER, .post = "/appeals/{a}/pause", .form = "reason=等", .want = 409, .sees = "已经逾期"},
	{"so is an extension", .as = CADRE, .post = "/appeals/{a}/extend", .form = "days=3&reason=等", .want = 409, .sees = "到期前"},
	{"replied", .now = "2024-03-13", .as = HANDLER, .post = "/appeals/{a}/reply", .form = "reply=灯已换好。", .want = 303},
	{"signed", .as = CHAIR, .post = "/appeals/{a}/sign", .want = 303},
	{"not in time", .sql = "select in_time from appeal", .is = "2"},
	{"from today it is overdue no more; the past stays", .check = ended},
	{"after seven working days without a rating it goes on: 14 to 22 March", .now = "2024-03-23", .settle = 1, .sql = "select state from appeal", .is = "9"},
	{"not closed without a call", .as = CADRE, .post = "/appeals/{a}/close", .want = 409, .sees = "还没有回访"},
	{"he is called", .as = CADRE, .post = "/appeals/{a}/callback", .form = "reason=电话里说好了&rating=1", .want = 303},
	{"and it is closed", .as = CADRE, .post = "/appeals/{a}/close", .want = 303},
	{"the picture of the month hides small cells", .as = CADRE, .get = "/appeals/topics?month=2024-03", .want = 200, .sees = "&lt;5"},
	{"a petition has sixty days and a notice", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=1&content=拖欠工资两个月，集体反映没有结果。", .want = 303, .keep = "p"},
	{"sorted so", .as = CADRE, .post = "/appeals/{p}/sort", .form = "kind=1&level=4", .want = 303},
	{"60 days from 23 March: 22 May", .sql = "select due from appeal where level = 4", .is = "19865"},
	{"15 days for the notice end on Sunday 7 April, a working day", .as = CADRE, .get = "/appeals/{p}", .want = 200, .sees = "4月7日"},
	{"the one concerned reads it on his phone", .as = WORKER, .get = "/m/appeals/{p}", .want = 200, .sees = "前书面告知是否受理"},
	{"with the limit and its article", .as = WORKER, .get = "/m/appeals/{p}", .want = 200, .sees = "《信访工作条例》第三十四条"},
	{"the notice is given", .as = CADRE, .post = "/appeal/{p}/do/notice", .form = "reason=书面告知受理&_back=/appeals/{p}", .want = 303},
	{"once", .as = CADRE, .post = "/appeal/{p}/do/notice", .form = "reason=再告知", .want = 409, .sees = "已经告知"},
	{"risk words reached the chair", .sql = "select count(*) from message where person = 1003 and title like '风险诉求%'", .is = "1"},
	{"who calls may have a landline only", .as = CADRE, .post = "/appeals/new", .form = "kind=6&content=咨询退休手续。&asker=样例来电&phone=(010) 8123-4567", .want = 303,
	 .sql = "select contact_mask from appeal where asker = '样例来电'", .is = "010*****67"},
	{"but no half of a number", .as = CADRE, .post = "/appeals/new", .form = "kind=6&content=咨询退休手续。&phone=81234567", .want = 422, .sees = "带区号的座机"},
	{"a desk entry", .as = CADRE, .post = "/appeals/new", .form = "kind=6&content=咨询劳动合同到期补偿怎么算。&asker=样例来访", .want = 303, .keep = "d"},
	{"names the caller", .as = CADRE, .get = "/appeals/{d}", .want = 200, .sees = "样例来访"},
	{"joined to another", .as = CADRE, .post = "/appeals/{d}/merge", .form = "same=SQ-2024-0002&reason=同一件", .want = 303},
	{"which shows", .as = CADRE, .get = "/appeals/{d}", .want = 200, .sees = "SQ-2024-0002</a>，一起办理"},
	{"a public answer", .as = CADRE, .post = "/answers", .form = "question=劳动合同到期补偿怎么算&text=按工作年限每满一年支付一个月工资。&kind=6", .want = 303, .keep = "q"},
	{"not public yet", .as = WORKER, .get = "/answers/{q}", .want = 403},
	{"published", .as = CADRE, .post = "/answer/{q}/do/publish", .want = 303},
	{"found before asking", .as = WORKER, .get = "/m/ask?q=合同到期有补偿吗", .want = 200, .sees = "劳动合同到期补偿怎么算"},
	{"one asks the like", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=6&content=劳动合同到期补偿是怎么算的？", .want = 303, .keep = "k"},
	{"sorted", .as = CADRE, .post = "/appeals/{k}/sort", .form = "kind=6&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{k}/dispatch", .form = "unit=104", .want = 303},
	{"who signs for it", .as = HANDLER, .post = "/appeals/{k}/accept", .want = 303},
	{"reads beside his reply what was answered in public", .as = HANDLER, .get = "/appeals/{k}", .want = 200, .sees = "相近的公开答复"},
	{"and read", .as = WORKER, .get = "/answers/{q}", .want = 200, .sees = "每满一年"},
	{"the list of answers", .as = WORKER, .get = "/m/answers", .want = 200, .sees = "劳动合同到期"},
	{"for the cadre", .as = CADRE, .get = "/answers", .want = 200, .sees = "劳动合同到期"},
	{"its forms", .as = CADRE, .get = "/answers/{q}/edit", .want = 200},
	{"a new one", .as = CADRE, .get = "/answers/new", .want = 200},
	{"changed", .as = CADRE, .post = "/answers/{q}", .form = "question=劳动合同到期补偿怎么算&text=按工作年限计算。&kind=6&_version=2", .want = 303},
	{"a poster for a place", .as = CADRE, .get = "/appeals/poster?places=食堂", .want = 200, .sees = "class=\"qr\""},
	{"one page for each place", .as = CADRE, .get = "/appeals/poster.pdf?places=食堂%0A3号楼%0A%0A集控室", .want = 200, .sees = "%PDF-", .check = three_pages},
	{"not for workers", .as = WORKER, .get = "/appeals/poster.pdf?places=食堂", .want = 403},
	{"the desk's form", .as = CADRE, .get = "/appeals/new", .want = 200},
};

int main(void)
{
	return scenario("overdue", steps, sizeof(steps) / sizeof(steps[0]));
}
