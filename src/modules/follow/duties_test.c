/*
 * Duties: dates by hand from the State Council tables.
 * First quarter 2024 ends on 31 March; five working days after it: 1, 2, 3, 7 (make-up Sunday), 8 April.
 * The year 2024 ends on 31 December; ten working days after it: 2, 3, 6–10, 13–15 January 2025.
 */
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "modules/follow/follow.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define VICE_CHAIR "13800000002"

static void sample(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16u << 20);
	struct req *r = system_request(app, d, a);
	struct plan p = {.id = 801, .unit = 1, .title = "年度要点", .year = 2024, .organ = "", .preamble = "", .source = "", .source_name = "",
			 .doc_number = "", .skip_reason = "", .minutes = "", .starts = day_of(2024, 1, 1), .ends = day_of(2024, 12, 31)};
	struct receipt c = {.unit = 10, .plan = 801, .sent_on = day_of(2024, 2, 1), .contact = ""};
	struct report q = {.id = 901, .unit = 10, .plan = 801, .period = REPORT_QUARTER, .starts = day_of(2024, 1, 1),
			   .ends = day_of(2024, 3, 31), .title = "一季度报告", .summary = "各项任务按期推进。", .problems = "",
			   .plans_ahead = "", .figures = "", .seal_hash = ""};
	db_begin(d);
	flow_create(r, &plan_flow, &p, "");
	db_run(db_use_text(d, "update plan set state = 6"));
	flow_create(r, &receipt_flow, &c, "");
	flow_create(r, &report_flow, &q, "");
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
}

static const struct step steps[] = {
	{"the union owes a report on the quarter and one on the year", .settle = 1, .sql = "select count(*) from duty where unit = 10", .is = "2"},
	{"the quarter's is due on 8 April 2024", .sql = "select due from duty where name = 'report.quarter'", .is = "19821"},
	{"the year's on 15 January 2025", .sql = "select due from duty where name = 'report.year'", .is = "20103"},
	{"a union without the plan owes nothing", .sql = "select count(*) from duty where unit <> 10", .is = "0"},
	{"asked again, nothing is doubled", .now = "2024-03-02", .settle = 1, .sql = "select count(*) from duty", .is = "2"},
	{"in the second quarter the next one is there", .now = "2024-04-01", .settle = 1, .sql = "select count(*) from duty where name = 'report.quarter'", .is = "2"},
	{"a submitted report meets the first", .as = CHAIR, .post = "/report/901/do/submit", .want = 303, .sql = "select row_id from duty where name = 'report.quarter' and done_on = 19814", .is = "901"},
	{"returned, it is owed again", .as = VICE_CHAIR, .post = "/report/901/do/return", .form = "reason=数字不全", .want = 303, .sql = "select count(*) from duty where done_on <> 0", .is = "0"},
	{"resubmitted, it is met", .as = CHAIR, .post = "/report/901/do/submit", .want = 303, .sql = "select count(*) from duty where done_on <> 0", .is = "1"},
};

int main(void)
{
	return scenario_with("duties", sample, steps, sizeof(steps) / sizeof(steps[0]));
}
