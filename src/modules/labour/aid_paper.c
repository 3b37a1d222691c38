/* Papers of legal aid: the application to be signed, the letter to the lawyer or the office, the notice of a refusal. */
#include <string.h>

#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "modules/labour/inside.h"

#define AID_LAW "《法律援助法》第四十三条（工会援助参照）"

static const char *applicant(struct req *r, const struct legal_aid *a)
{
	return a->author ? record_title(r->db, r->arena, &person_record, a->author) : a->walk_in;
}

static const char *shown(struct req *r, const struct legal_aid *a, const char *name)
{
	return field_show(r->arena, r->db, record_field(&legal_aid_record, name), a);
}

static const char *home(struct req *r, const struct legal_aid *a)
{
	const struct person_row *p = a->author ? record_load(r->db, r->arena, &person_record, a->author) : NULL;
	return p ? unit_name(r->db, r->arena, p->unit) : "";
}

/* Number of paper and telephone are written by hand: the register need not have them. */
static struct paper *application(struct req *r, const struct legal_aid *a, const char *organ)
{
	static const struct paper_col cols[] = {{"项目", 6, PAPER_LEFT}, {"内容", 22, PAPER_LEFT}};
	struct paper *p = paper_report(r->arena, "法律援助申请表", arena_printf(r->arena, "%s　%s", organ, a->number));
	paper_table_begin(p, NULL, cols, 2);
	paper_line(p, "申请人", applicant(r, a));
	paper_line(p, "证件号码", "");
	paper_line(p, "联系电话", "");
	paper_line(p, "所在单位", home(r, a));
	paper_line(p, "申请日期", day_cn(r->arena, a->received_on));
	paper_line(p, "对方", a->opponent);
	paper_line(p, "申请事项", choice_label(legal_aid_kinds, a->kind));
	paper_line(p, "经济情况", shown(r, a, "means"));
	paper_line(p, "事实和理由", a->content);
	paper_para(p, "申请人声明：以上情况属实，愿意接受核查；援助不收费。请求支付劳动报酬或者工伤赔偿的农民工，不核查经济困难状况（《法律援助法》第四十二条，条号未核实）。");
	paper_para(p, "申请人（签名、日期）：\n经办人（签名）：");
	if (a->decided_on) {
		paper_heading(p, 1, "审查意见");
		paper_para(p, arena_printf(r->arena, "%s%s：%s", day_cn(r->arena, a->decided_on), *a->refusal ? "决定不予援助" : "决定援助", *a->refusal ? a->refusal : a->opinion));
	} else {
		paper_para(p, arena_printf(r->arena, "工会审查意见（自收到申请之日起七日内决定，%s）：\n\n审查人（签名、日期）：", AID_LAW));
	}
	return p;
}

/* To a lawyer of the union's choice, or to the office of the state, which decides itself. */
static struct paper *letter(struct req *r, const struct legal_aid *a, const char *organ)
{
	bool office = a->by == AID_BY_OFFICE;
	const char *contact = record_title(r->db, r->arena, &person_record, a->handler);
	struct paper *p = paper_new(r->arena);
	p->organ = organ;
	p->number = a->letter_no;
	p->title = office ? "法律援助转介函" : "法律援助指派函";
	p->receiver = a->firm;
	paper_para(p, arena_printf(r->arena, "职工%s因与%s的%s争议，于%s向我会申请法律援助（%s）。经审查，我会于%s决定给予援助：%s", applicant(r, a), a->opponent,
				   choice_label(legal_aid_kinds, a->kind), day_cn(r->arena, a->received_on), a->number, day_cn(r->arena, a->decided_on), a->opinion));
	if (office)
		paper_para(p, arena_printf(r->arena, "现将该申请转请贵单位依法审查、指派%s承办。申请表和材料随函附上。审查决定请同时告知我会。", a->lawyer));
	else
		paper_para(p, arena_printf(r->arena, "现指派贵所%s律师承办，请与申请人办理委托手续，不得向申请人收取费用。仲裁、诉讼的进展和结果请及时告知我会。", a->lawyer));
	paper_para(p, arena_printf(r->arena, "我会由%s负责联系和陪同。依据：%s，自决定之日起三日内指派。", contact, AID_LAW));
	p->note = "案情涉及个人隐私，请注意保密";
	paper_attachment(p, "法律援助申请表");
	paper_sign(p, organ, a->appointed_on);
	return p;
}

static struct paper *refusal(struct req *r, const struct legal_aid *a, const char *organ)
{
	static const char *const whom[] = {"申请人（签名、日期）", NULL};
	struct paper *p = paper_report(r->arena, "不予法律援助告知书", a->letter_no);
	p->receiver = applicant(r, a);
	paper_para(p, arena_printf(r->arena, "你于%s就与%s的%s争议申请法律援助（%s）。经审查，我会决定不予援助。", day_cn(r->arena, a->received_on), a->opponent,
				   choice_label(legal_aid_kinds, a->kind), a->number));
	paper_para(p, arena_printf(r->arena, "理由：%s", a->refusal));
	paper_para(p, arena_printf(r->arena, "决定不给予法律援助的，应当书面告知申请人并说明理由。依据：%s。", AID_LAW));
	paper_para(p, "你可以直接向当地法律援助机构申请（电话 12348），也可以依法申请劳动争议仲裁；对本决定有意见的，可以向本会主席或者上一级工会提出。");
	paper_sign(p, organ, a->decided_on);
	labour_delivery(p, "不予法律援助告知书", a->letter_no, whom);
	return p;
}

static bool always(const struct legal_aid *a)
{
	(void)a;
	return true;
}

static bool is_appointed(const struct legal_aid *a)
{
	return a->appointed_on && *a->letter_no;
}

static bool is_refused(const struct legal_aid *a)
{
	return a->state == MATTER_REFUSED && *a->letter_no;
}

static const struct {
	const char *word, *label;
	bool (*ready)(const struct legal_aid *a);
	struct paper *(*make)(struct req *r, const struct legal_aid *a, const char *organ);
} papers[] = {{"application", "申请表", always, application}, {"letter", "指派函", is_appointed, letter}, {"refusal", "不予法律援助告知书", is_refused, refusal}};
enum { PAPERS = sizeof(papers) / sizeof(papers[0]) };

static const char *label_of(const struct legal_aid *a, size_t i)
{
	return papers[i].make == letter && a->by == AID_BY_OFFICE ? "转介函" : papers[i].label;
}

struct aid_paper *aid_papers_of(struct req *r, const struct legal_aid *a, size_t *n)
{
	struct aid_paper *out = NEW_N(r->arena, struct aid_paper, PAPERS);
	*n = 0;
	for (size_t i = 0; i < PAPERS; i++)
		if (papers[i].ready(a))
			out[(*n)++] = (struct aid_paper){papers[i].word, label_of(a, i)};
	return out;
}

void get_aid_print(struct req *r)
{
	const struct legal_aid *a = r->row;
	for (size_t i = 0; i < PAPERS; i++) {
		const char *format = papers[i].ready(a) ? paper_format(r->word, papers[i].word) : NULL;
		if (!format)
			continue;
		answer_paper(r, papers[i].make(r, a, unit_name(r->db, r->arena, a->unit)), format, arena_printf(r->arena, "%s%s %s", papers[i].make == refusal ? "" : "法律援助", label_of(a, i), a->number));
		return;
	}
	refuse(r, 404, "还没有这种文书：指派以后有指派函或转介函，不予援助的有告知书，申请表随时可以下载。");
}
