/* The ranking of a campaign on paper: points of each part, total, place; who has as many points has the same place. */
#include <string.h>

#include "doc/paper.h"
#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "modules/appraisals/inside.h"

enum { RANKED_MOST = 500, PARTS_MOST = 6 };

/* Parts of the sheet that have points, in its order. */
static size_t parts_of(const struct criterion *c, size_t n, const char *parts[PARTS_MOST + 1])
{
	size_t found = 0;
	for (size_t i = 0; i < n && found <= PARTS_MOST; i++) {
		bool known = !c[i].weight || !*c[i].part;
		for (size_t k = 0; k < found && !known; k++)
			known = strcmp(parts[k], c[i].part) == 0;
		if (!known)
			parts[found++] = c[i].part;
	}
	return found > 1 && found <= PARTS_MOST ? found : 0;
}

static const char *part_points(struct req *r, const struct result *x, const char *part)
{
	int64_t sum = 0;
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->criteria[i].part, part) == 0)
			sum += x->score.lines[i].value;
	return score_text(r->arena, sum);
}

static void rows(struct req *r, struct paper *p, const struct appraisal *a, const struct entries_to_rank *e, size_t n, const char *const *parts, size_t n_parts)
{
	size_t place = 0;
	for (size_t i = 0; i < n; i++) {
		place = i && e[i].total == e[i - 1].total ? place : i + 1;
		paper_row(p);
		paper_cell(p, arena_printf(r->arena, "%zu", place));
		paper_cell(p, e[i].name);
		paper_cell(p, e[i].unit_name);
		if (n_parts) {
			struct result x = result_of(r, record_load(r->db, r->arena, &entry_record, e[i].id), a);
			for (size_t k = 0; k < n_parts; k++)
				paper_cell(p, part_points(r, &x, parts[k]));
		}
		paper_cell(p, score_text(r->arena, e[i].total));
		paper_cell(p, e[i].level);
	}
}

void get_appraisal_paper(struct req *r)
{
	const struct appraisal *a = r->row;
	const char *format = paper_format(r->word, "ranking"), *parts[PARTS_MOST + 1];
	size_t n, n_criteria, n_cols = 0;
	if (!format || !may_or_refuse(r, "appraisal.run", a->unit)) {
		if (!r->answered)
			refuse(r, 404, "没有这种文件。有排名表的 Word 和 PDF。");
		return;
	}
	struct entries_to_rank *e = q_entries_to_rank(r->db, r->arena, a->id, RANKED_MOST, &n);
	struct criterion *c = q_criteria_of(r->db, r->arena, a->sheet, &n_criteria);
	size_t n_parts = parts_of(c, n_criteria, parts);
	struct paper_col cols[PARTS_MOST + 5] = {{"名次", 4, PAPER_CENTER}, {"申报对象", 10, PAPER_LEFT}, {"申报工会", 12, PAPER_LEFT}};
	if (!n) {
		refuse(r, 409, "还没有评定的申报，没有排名表。");
		return;
	}
	for (n_cols = 3; n_cols < 3 + n_parts; n_cols++)
		cols[n_cols] = (struct paper_col){parts[n_cols - 3], 5, PAPER_RIGHT};
	cols[n_cols++] = (struct paper_col){"总分", 5, PAPER_RIGHT};
	cols[n_cols++] = (struct paper_col){"等次", 8, PAPER_LEFT};
	struct paper *p = paper_report(r->arena, arena_printf(r->arena, "%s\n排名表", a->title), record_title(r->db, r->arena, &sheet_record, a->sheet));
	paper_para(p, arena_printf(r->arena, "满分 %s 分，按总分从高到低，总分相同的名次并列。%s", score_text(r->arena, sheet_full(c, n_criteria)),
				   n == RANKED_MOST ? "只列前 500 名。" : ""));
	paper_table_begin(p, NULL, cols, (int)n_cols);
	rows(r, p, a, e, n, parts, n_parts);
	paper_sign(p, unit_name(r->db, r->arena, a->unit), r->today);
	answer_paper(r, p, format, arena_printf(r->arena, "排名表（%s）", a->title));
}
