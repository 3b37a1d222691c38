#include "modules/printing/printing.h"

#include <string.h>
#include <unistd.h>

#include "doc/docx_out.h"
#include "kernel/app.h"
#include "kernel/module.h"
#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "secret/token.h"

/* ---- kinds of print, by the last word of the address ---- */

static bool write_docx(const struct print_job *j, const struct paper *p, const char *path, const char **why)
{
	(void)j;
	return docx_write(p, path, why);
}

static bool write_pdf(const struct print_job *j, const struct paper *p, const char *path, const char **why)
{
	return paper_pdf(j->r->app, p, path, why);
}

static bool write_xlsx(const struct print_job *j, const struct paper *p, const char *path, const char **why)
{
	(void)p;
	return print_workbook(j, path, why);
}

static const char docx_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
static const char xlsx_type[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static const struct print_kind {
	const char *word; /* "report.pdf" */
	const char *label; /* of the file */
	const char *type;
	struct paper *(*paper)(const struct print_job *j); /* NULL: none needed */
	bool (*write)(const struct print_job *j, const struct paper *p, const char *path, const char **why);
} kinds[] = {
	{"plan.docx", "工作要点", docx_type, print_plan, write_docx},
	{"plan.pdf", "工作要点", "application/pdf", print_plan, write_pdf},
	{"tasks.docx", "任务分解表", docx_type, print_tasks, write_docx},
	{"tasks.pdf", "任务分解表", "application/pdf", print_tasks, write_pdf},
	{"tasks.xlsx", "任务分解表", xlsx_type, NULL, write_xlsx},
	{"report.docx", "完成情况报告", docx_type, print_report, write_docx},
	{"report.pdf", "完成情况报告", "application/pdf", print_report, write_pdf},
	{"report.xlsx", "完成情况报告", xlsx_type, NULL, write_xlsx},
};

static const struct print_kind *kind_of(const char *word)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].word, word) == 0)
			return &kinds[i];
	return NULL;
}

/* Whose tasks: ?unit=, else the plan's own union; both must be readable. */
static bool fill(struct req *r, struct print_job *j)
{
	const struct plan *p = r->row;
	int64_t unit = query_int(r, "unit");
	*j = (struct print_job){.r = r, .plan = p, .unit = unit ? unit : p->unit, .on = r->today};
	if (!plan_readable_or_refuse(r, p))
		return false;
	if (!plan_is_of(r->db, p->id, p->unit, j->unit)) {
		refuse(r, 404, "这家工会没有收到这份工作要点。");
		return false;
	}
	if (!plan_work_readable_or_refuse(r, p, j->unit))
		return false;
	if (*query_get(r, "on") && !day_parse(str_of(query_get(r, "on")), &j->on)) {
		refuse(r, 422, "“截至日期”要写成 2024-06-30 这样。");
		return false;
	}
	j->unit_name = unit_name(r->db, r->arena, j->unit);
	j->work = work_load(r, p, j->unit, j->on);
	return true;
}

static void get_print(struct req *r)
{
	const struct print_kind *k = kind_of(r->word);
	struct print_job j;
	const char *why = NULL;
	if (!k) {
		refuse(r, 404, "没有这种打印格式。可以选择 docx、pdf 或 xlsx。");
		return;
	}
	if (!fill(r, &j))
		return;
	const char *path = arena_printf(r->arena, "%s/tmp/print-%s", r->app->data, token_new(r->arena, 12));
	if (!k->write(&j, k->paper ? k->paper(&j) : NULL, path, &why)) {
		unlink(path);
		refuse(r, 503, "%s", why ? why : "没有写成文件，请稍后再试。");
		return;
	}
	const char *name = arena_printf(r->arena, "%s%lld年%s%s", j.unit_name, (long long)j.plan->year, k->label, strrchr(k->word, '.'));
	answer_download(r, path, true, k->type, name);
}

static const struct route routes[] = {
	{METHOD_GET, "/plans/{id}/print/{word}", "plan.read", get_print, "要点、任务分解表、完成情况报告的 docx、pdf、xlsx", ROUTE_SLOW,
	 .of = &plan_record},
	{0},
};

static const char *const needs[] = {"plans", "follow", NULL};

const struct module mod_printing = {.name = "printing", .label = "打印", .routes = routes, .needs = needs};
