/* Ballot paper, tally sheet and report of the count, as Word and PDF. */
#include <string.h>

#include "doc/paper.h"
#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "modules/votes/inside.h"

static struct paper *plain(struct req *r, const struct vote *v, const char *what)
{
	struct paper *p = paper_report(r->arena, arena_printf(r->arena, "%s\n%s", v->title, what), unit_name(r->db, r->arena, v->unit));
	return p;
}

enum { AIRY = 8 /* candidates: more of them stay on one sheet in low rows */ };

static struct paper *ballot_paper(struct req *r, const struct vote *v)
{
	static const struct paper_col of_people[] = {{"姓名", 10, PAPER_LEFT}, {"同意（○）", 7, PAPER_CENTER}, {"反对（×）", 7, PAPER_CENTER}, {"另选他人", 10, PAPER_LEFT}};
	static const struct paper_col of_question[] = {{"表决事项", 14, PAPER_LEFT}, {"同意", 6, PAPER_CENTER}, {"反对", 6, PAPER_CENTER}, {"弃权", 6, PAPER_CENTER}};
	const struct paper_col *cols = v->kind == VOTE_ELECTION ? of_people : of_question;
	struct paper *p = plain(r, v, v->kind == VOTE_ELECTION ? "选票" : "表决票");
	size_t n;
	const char **names = vote_names(r->db, r->arena, v, &n);
	int n_cols = v->kind == VOTE_ELECTION && !v->written ? 3 : 4;
	if (*v->topic)
		paper_para(p, v->topic);
	paper_table_begin(p, v->kind == VOTE_ELECTION ? "候选人按姓氏笔画为序" : NULL, cols, n_cols);
	paper_table_tall(p, n > AIRY ? 1 : 2);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		paper_cell(p, names[i]);
		for (int k = 1; k < n_cols; k++)
			paper_cell(p, "");
	}
	if (v->kind == VOTE_ELECTION)
		paper_para(p, arena_printf(r->arena, "说明：1. 应选 %lld 人，所选人数等于或少于应选名额的有效，多于的无效。"
			"2. 同意的在“同意”栏画“○”，反对的在“反对”栏画“×”，弃权的不画。%s不能辨认的部分无效。", (long long)v->seats,
			v->written ? "3. 反对或弃权的，可以在同一行另写一人。" : ""));
	else
		paper_para(p, "说明：只能在一栏里画“○”，画两栏以上或不能辨认的无效；不画的按弃权计。");
	paper_figures(p, arena_printf(r->arena, "（%s盖章）　　%s", unit_name(r->db, r->arena, v->unit), day_cn(r->arena, v->held_on)));
	return p;
}

struct fingerprint {
	const char *label, *hash;
};

/* Sixty-four digits in groups of eight, as they are compared by eye. */
static void fingerprint_table(struct req *r, struct paper *p, const struct fingerprint *x, size_t n)
{
	static const struct paper_col cols[] = {{"核对用的指纹", 7, PAPER_LEFT}, {"SHA-256", 20, PAPER_LEFT}};
	paper_table_begin(p, NULL, cols, 2);
	for (size_t i = 0; i < n; i++) {
		const char *text = "";
		for (const char *at = x[i].hash; *at; at += strnlen(at, 8))
			text = arena_printf(r->arena, "%s%s%.8s", text, *text ? " " : "", at);
		paper_row(p);
		paper_cell(p, x[i].label);
		paper_cell(p, text);
	}
}

/* Who may vote, to be signed at the door. */
static struct paper *sign_in_sheet(struct req *r, const struct vote *v)
{
	static const struct paper_col cols[] = {{"序号", 4, PAPER_CENTER}, {"姓名", 8, PAPER_LEFT}, {"单位", 16, PAPER_LEFT}, {"签名", 10, PAPER_LEFT}, {"备注", 6, PAPER_LEFT}};
	struct paper *p = plain(r, v, "签到册");
	size_t n;
	struct vote_roll_rows *t = q_vote_roll_rows(r->db, r->arena, v->id, 0, ROLL_MOST, &n);
	paper_para(p, arena_printf(r->arena, "%s　应到会%lld人　实到会____人", day_cn(r->arena, v->held_on), (long long)v->entitled));
	paper_table_begin(p, NULL, cols, 5);
	paper_table_tall(p, 2);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		paper_cell_int(p, t[i].no);
		paper_cell(p, t[i].name);
		paper_cell(p, t[i].unit_name);
		paper_cell(p, "");
		paper_cell(p, "");
	}
	fingerprint_table(r, p, (const struct fingerprint[]){{"投票人名册的指纹", v->roll_hash}}, 1);
	return p;
}

static struct paper *tally_sheet(struct req *r, const struct vote *v)
{
	static const struct paper_col cols[] = {{"姓名", 8, PAPER_LEFT}, {"同意（画“正”字）", 22, PAPER_LEFT}, {"合计", 5, PAPER_RIGHT},
						{"反对", 5, PAPER_RIGHT}, {"弃权", 5, PAPER_RIGHT}};
	struct paper *p = plain(r, v, "计票单");
	size_t n;
	const char **names = vote_names(r->db, r->arena, v, &n);
	paper_para(p, arena_printf(r->arena, "%s　应到会 %lld 人　实到会____人　发出选票____张　收回选票____张　有效票____张　无效票____张", day_cn(r->arena, v->held_on), (long long)v->entitled));
	paper_table_begin(p, NULL, cols, 5);
	paper_table_tall(p, 2);
	for (size_t i = 0; i < n + (v->written ? 3 : 0); i++) {
		paper_row(p);
		paper_cell(p, i < n ? names[i] : "（另选）");
		for (int k = 1; k < 5; k++)
			paper_cell(p, "");
	}
	paper_para(p, "监票人（签名）：　　　　　　　　计票人（签名）：");
	return p;
}

static void result_table(struct req *r, const struct vote *v, struct paper *p)
{
	static const struct paper_col cols[] = {{"姓名", 9, PAPER_LEFT}, {"同意", 5, PAPER_RIGHT}, {"反对", 5, PAPER_RIGHT},
						{"弃权", 5, PAPER_RIGHT}, {"结果", 7, PAPER_CENTER}};
	size_t n;
	struct vote_seat *s = vote_seats(r->db, r->arena, v->id, &n);
	paper_table_begin(p, NULL, cols, 5);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		paper_cell(p, s[i].written ? arena_printf(r->arena, "%s（另选）", s[i].name) : s[i].name);
		paper_cell_int(p, s[i].yes);
		paper_cell_int(p, s[i].no);
		paper_cell_int(p, s[i].abstained);
		paper_cell(p, s[i].place == VOTE_IN ? "当选" : s[i].place == VOTE_TIED ? "再次投票" : "");
	}
}

/* Each sentence with the rule it follows; then the fingerprints that a recount is held against. */
static struct paper *result_report(struct req *r, const struct vote *v)
{
	struct paper *p = plain(r, v, "计票结果报告");
	struct str rest = str_of(v->protocol);
	const char *fingerprint;
	bundle_text(r, v, &fingerprint);
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		const char *text = str_dup(r->arena, str_cut(&line, '\t')), *source = str_dup(r->arena, str_cut(&line, '\t'));
		paper_para(p, arena_printf(r->arena, "%s（依据：%s%s）", text, source, line.n && source_unchecked(*line.p) ? "，未核实" : ""));
	}
	result_table(r, v, p);
	fingerprint_table(r, p, (const struct fingerprint[]){{"选票封存文件", fingerprint}, {"投票人名册", v->roll_hash}, {"手机选票", v->ballots_hash}, {"核验码", v->receipts_hash}},
			  *v->ballots_hash ? 4 : 2);
	paper_para(p, "监票人（签名）：　　　　　　　　计票人（签名）：");
	paper_sign(p, unit_name(r->db, r->arena, v->unit), v->held_on);
	return p;
}

static const struct print {
	const char *word, *label;
	struct paper *(*make)(struct req *r, const struct vote *v);
	int64_t least; /* state from which on it exists */
} prints[] = {
	{"ballot", "选票", ballot_paper, VOTE_DRAFT},
	{"roll", "签到册", sign_in_sheet, VOTE_READY},
	{"tally", "计票单", tally_sheet, VOTE_READY},
	{"result", "计票结果报告", result_report, VOTE_COUNTED},
};

void get_print_vote(struct req *r)
{
	const struct vote *v = r->row;
	for (size_t i = 0; i < sizeof(prints) / sizeof(prints[0]); i++) {
		const char *format = paper_format(r->word, prints[i].word);
		if (!format)
			continue;
		if (v->state < prints[i].least || v->state == VOTE_ENDED)
			refuse(r, 409, "现在还没有%s。", prints[i].label);
		else
			answer_paper(r, prints[i].make(r, v), format, arena_printf(r->arena, "%s %s", v->title, prints[i].label));
		return;
	}
	refuse(r, 404, "没有这种文书。");
}
