/* The board as a page and as a paper. */
#include "kernel/event.h"
#include "kernel/page.h"
#include "kernel/paper_answer.h"
#include "modules/ratings/board_view.h"
#include "rating_board.html.h"

static const char *span(struct req *r, day since, day until)
{
	return arena_printf(r->arena, "%s 至 %s", day_cn(r->arena, since), day_cn(r->arena, until));
}

static const char *months(struct board *b)
{
	return b->months_until >= b->months_since ? span(b->r, b->months_since, b->months_until) : "不足一个整月";
}

void get_rating_board(struct req *r)
{
	struct board b = {0};
	if (!board_load_ratings(r, &b))
		return;
	struct board_view v = {.b = &b, .since = day_iso(r->arena, b.since), .until = day_iso(r->arena, b.until), .months = months(&b)};
	v.span = arena_printf(r->arena, "?unit=%lld&since=%s&until=%s", (long long)b.unit, v.since, v.until);
	v.docx = arena_printf(r->arena, "/ratings/board/report.docx%s&kind=%s", v.span, b.record);
	v.pdf = arena_printf(r->arena, "/ratings/board/report.pdf%s&kind=%s", v.span, b.record);
	page_begin(r, &(struct page){.title = "好差评", .nav = "/ratings/board"});
	tpl_rating_board(r->out, &v);
	page_end(r);
}

static void put_row(struct req *r, struct paper *p, const struct board_row *x)
{
	const int64_t numbers[] = {x->rated, x->rated - x->bad, x->bad, x->called};
	paper_row(p);
	paper_cell(p, x->name);
	paper_cell(p, arena_printf(r->arena, "%lld", (long long)x->answered));
	paper_cell(p, x->in_time_rate);
	paper_cell(p, arena_printf(r->arena, "%lld", (long long)x->closed));
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		paper_cell(p, x->hidden ? "—" : arena_printf(r->arena, "%lld", (long long)numbers[i]));
	paper_cell(p, x->hidden ? "不显示" : x->good_rate);
}

static void put_table(struct req *r, struct paper *p, const struct board_row *x, size_t n, const struct board_row *sum, const char *what)
{
	const struct paper_col cols[] = {{what, 9, PAPER_LEFT}, {"答复", 3, PAPER_RIGHT}, {"按期率", 4, PAPER_RIGHT}, {"办结", 3, PAPER_RIGHT}, {"收到评价", 4, PAPER_RIGHT},
		{"好评", 3, PAPER_RIGHT}, {"不满意", 3, PAPER_RIGHT}, {"已回访", 3, PAPER_RIGHT}, {"好评率", 4, PAPER_RIGHT}};
	struct paper_col *kept = arena_memdup(r->arena, cols, sizeof(cols));
	paper_table_begin(p, NULL, kept, 9);
	for (size_t i = 0; i < n; i++)
		put_row(r, p, &x[i]);
	put_row(r, p, sum);
}

void get_rating_paper(struct req *r)
{
	struct board b = {0};
	const char *format = paper_format(r->word, "report");
	if (!format) {
		refuse(r, 404, "没有这种文件。可以选择 report.docx 或 report.pdf。");
		return;
	}
	if (!board_load_ratings(r, &b))
		return;
	struct event_head head = event_head(r->db, r->arena);
	struct paper *p = paper_report(r->arena, arena_printf(r->arena, "%s\n好差评情况", b.unit_name), span(r, b.since, b.until));
	paper_para(p, "答复按签发日期计，评价按评价日期计；好评率＝（满意＋基本满意）÷收到评价。再办后的答复和评价另计一次。");
	for (size_t i = 0; i < b.n_kinds; i++)
		if (b.kinds[i].chosen)
			paper_para(p, arena_printf(r->arena, "只计%s。", b.kinds[i].noun));
	if (b.ours || !b.n_unions)
		put_table(r, p, b.offices, b.n_offices, &b.sum, "办理单位");
	if (b.n_unions) {
		paper_heading(p, 1, arena_printf(r->arena, "各工会（%s）", months(&b)));
		put_table(r, p, b.unions, b.n_unions, &b.all, "工会");
		paper_para(p, arena_printf(r->arena, "按整月计；评价少于 %lld 件的不单列。", (long long)b.least));
	}
	paper_foot(p, r->today, head.seal, head.hash);
	answer_paper(r, p, format, arena_printf(r->arena, "%s好差评情况", b.unit_name));
}
