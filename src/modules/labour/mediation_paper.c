/* Papers of a mediation: the record of the talk, the agreement, and the two notices that lead on to arbitration. */
#include <string.h>

#include "kernel/paper_answer.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/labour/inside.h"

#define ARBITRATION "《劳动争议调解仲裁法》第五条（条号未核实）"

static const char *committee(struct req *r, const char *organ)
{
	return arena_printf(r->arena, "%s劳动争议调解委员会", organ);
}

static const char *person(struct req *r, int64_t id)
{
	return id ? record_title(r->db, r->arena, &person_record, id) : "";
}

static const char *kind(const struct mediation *m)
{
	return choice_label(mediation_kinds, m->kind);
}

/* ---- the record ---- */

/* Where they sign: one row, which no end of a page divides. */
static void signatures(struct paper *p, const char *one, const char *two, const char *three)
{
	const struct paper_col cols[] = {{one, 9, PAPER_CENTER}, {two, 10, PAPER_CENTER}, {three, 9, PAPER_CENTER}};
	paper_table_begin(p, NULL, cols, 3);
	paper_row(p);
	for (int i = 0; i < 3; i++)
		paper_cell(p, "　\n　\n　");
}

static struct paper *record(struct req *r, const struct mediation *m, const char *organ)
{
	static const struct paper_col cols[] = {{"项目", 6, PAPER_LEFT}, {"内容", 22, PAPER_LEFT}};
	const char *one = person(r, m->mediator1), *two = person(r, m->mediator2);
	struct paper *p = paper_report(r->arena, "劳动争议调解笔录", m->number);
	paper_table_begin(p, NULL, cols, 2);
	paper_line(p, "调解组织", committee(r, organ));
	paper_line(p, "时间", day_cn(r->arena, m->heard_on));
	paper_line(p, "地点", m->place);
	paper_line(p, "调解员", *two ? arena_printf(r->arena, "%s（主持）、%s", one, two) : one);
	paper_line(p, "申请人", person(r, m->author));
	paper_line(p, "对方当事人", m->opponent);
	paper_line(p, "对方代表", m->respondent ? person(r, m->respondent) : "");
	paper_line(p, "争议类别", kind(m));
	paper_line(p, "请求", m->claims);
	paper_line(p, "回避", m->no_conflict ? "已逐人询问，调解员与双方没有利害关系，双方没有要求回避。" : "");
	paper_heading(p, 1, "调解经过");
	paper_para(p, m->record);
	if (m->result == MEDIATION_AGREED)
		paper_point(p, 1, "结果。", arena_printf(r->arena, "双方达成协议，见调解协议书（%s）。", m->paper_no));
	if (m->result == MEDIATION_FAILED)
		paper_point(p, 1, "结果。", arena_printf(r->arena, "没有达成协议，终止调解，见告知书（%s）。原因：%s", m->paper_no, m->failure));
	paper_para(p, "以上笔录已由双方核对，没有异议的签名；认为有误的，写明后签名。");
	signatures(p, "申请人（签名）", "对方当事人或者代表（签名）", "调解员、记录人（签名）");
	paper_sign(p, committee(r, organ), m->heard_on);
	return p;
}

/* ---- the agreement ---- */

static struct paper *agreement(struct req *r, const struct mediation *m, const char *organ)
{
	struct paper *p = paper_report(r->arena, "劳动争议调解协议书", m->paper_no);
	paper_para(p, arena_printf(r->arena, "申请人：%s", person(r, m->author)));
	paper_para(p, arena_printf(r->arena, "对方当事人：%s", m->opponent));
	paper_para(p, arena_printf(r->arena, "申请人于%s就%s争议申请调解，请求：%s", day_cn(r->arena, m->received_on), kind(m), m->claims));
	paper_para(p, arena_printf(r->arena, "%s受理后进行调解，双方自愿达成如下协议：", committee(r, organ)));
	paper_para(p, m->terms);
	paper_para(p, arena_printf(r->arena, "履行期限：%s前。", day_cn(r->arena, m->perform_by)));
	paper_para(p, "本协议由双方当事人签名或者盖章，经调解员签名并加盖调解组织印章后生效，对双方具有约束力，当事人应当履行（《劳动争议调解仲裁法》第十四条）。一方不履行的，另一方可以依法申请仲裁（第十五条）；因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金达成协议，用人单位不履行的，劳动者可以凭本协议书依法向人民法院申请支付令（第十六条）。");
	signatures(p, "申请人（签名）", "对方当事人（签名或者盖章）", "调解员（签名）");
	paper_sign(p, committee(r, organ), m->agreed_on);
	return p;
}

/* ---- notices ---- */

/* The way on: arbitration, and until when. */
static void way_on(struct req *r, struct paper *p, const struct mediation *m, const char *article)
{
	struct policy_value years = policy_get(r, "mediation.limit_years", m->unit, m->ended_on ? m->ended_on : r->today);
	const char *soft = policy_unchecked(&years) ? "，条款未核实，以法律原文为准" : "";
	paper_para(p, arena_printf(r->arena, "依据%s，你可以依法向有管辖权的劳动争议仲裁委员会申请仲裁。", article));
	paper_para(p, arena_printf(r->arena, "申请仲裁的时效期间为%lld年，从当事人知道或者应当知道其权利被侵害之日起计算；劳动关系存续期间因拖欠劳动报酬发生争议的，不受此限，但是劳动关系终止的，应当自终止之日起%lld年内提出（%s%s）。",
		(long long)years.value, (long long)years.value, years.source, soft));
	paper_para(p, "申请法律援助，可以向本单位工会提出，也可以拨打 12348。");
}

/* Filled in by hand when it is handed over; who refuses to sign is noted by two who saw it. */
void labour_delivery(struct paper *p, const char *what, const char *number, const char *const *whom)
{
	static const struct paper_col cols[] = {{"项目", 8, PAPER_LEFT}, {"内容", 20, PAPER_LEFT}};
	paper_annex(p, "附件", "送达回证");
	paper_table_begin(p, NULL, cols, 2);
	paper_line(p, "送达的文书", what);
	paper_line(p, "文号", number);
	for (; *whom; whom++)
		paper_line(p, *whom, "");
	paper_line(p, "送达方式", "□当面　□邮寄　□留置　□其他：");
	paper_line(p, "送达日期", "　　　　年　　月　　日");
	paper_line(p, "拒收的理由、见证人", "");
	paper_line(p, "送达人（签名）", "");
}

static struct paper *failed(struct req *r, const struct mediation *m, const char *organ)
{
	static const char *const both[] = {"申请人（签名、日期）", "对方当事人（签名或者盖章、日期）", NULL};
	struct paper *p = paper_report(r->arena, "终止调解暨仲裁权利告知书", m->paper_no);
	p->receiver = arena_printf(r->arena, "%s、%s", person(r, m->author), m->opponent);
	paper_para(p, arena_printf(r->arena, "你们之间的%s争议（%s），%s收到调解申请，%s受理，经调解没有达成协议，现终止调解。", kind(m), m->number,
				   day_cn(r->arena, m->received_on), day_cn(r->arena, m->accepted_on)));
	paper_para(p, arena_printf(r->arena, "没有达成协议的原因：%s", m->failure));
	way_on(r, p, m, ARBITRATION "、第十四条");
	paper_sign(p, committee(r, organ), m->ended_on ? m->ended_on : m->told_on ? m->told_on : r->today);
	labour_delivery(p, "终止调解暨仲裁权利告知书", m->paper_no, both);
	return p;
}

static const struct {
	int64_t ground;
	const char *text, *source;
} articles[] = {
	{GROUND_NO_DISPUTE, "不属于劳动争议的受理范围", "《劳动争议调解仲裁法》第二条（条号未核实）"},
	{GROUND_UNWILLING, "对方当事人不同意调解，调解应当双方自愿", "《企业劳动争议协商调解规定》（人力资源和社会保障部令第17号，条号未核实）"},
	{GROUND_ELSEWHERE, "已经申请仲裁或者提起诉讼", "通行做法（未核实）"},
	{GROUND_OTHER, "有下面的理由", "《企业劳动争议协商调解规定》（人力资源和社会保障部令第17号，条号未核实）"},
};

static struct paper *refused(struct req *r, const struct mediation *m, const char *organ)
{
	static const char *const applicant[] = {"申请人（签名、日期）", NULL};
	struct paper *p = paper_report(r->arena, "劳动争议调解申请不予受理告知书", m->paper_no);
	size_t i = 0;
	while (i + 1 < sizeof(articles) / sizeof(articles[0]) && articles[i].ground != m->ground)
		i++;
	p->receiver = person(r, m->author);
	paper_para(p, arena_printf(r->arena, "你与%s之间的%s争议的调解申请（%s），%s收到。经审查，%s，依据%s，决定不予受理。", m->opponent, kind(m), m->number,
				   day_cn(r->arena, m->received_on), articles[i].text, articles[i].source));
	paper_para(p, arena_printf(r->arena, "理由：%s", m->refusal));
	way_on(r, p, m, ARBITRATION);
	paper_sign(p, committee(r, organ), m->ended_on);
	labour_delivery(p, "劳动争议调解申请不予受理告知书", m->paper_no, applicant);
	return p;
}

/* ---- which ---- */

static bool is_heard(const struct mediation *m) { return m->heard_on && *m->record; }
static bool is_agreed(const struct mediation *m) { return m->result == MEDIATION_AGREED; }
static bool is_failed(const struct mediation *m) { return m->result == MEDIATION_FAILED; }
static bool is_refused(const struct mediation *m) { return m->state == MATTER_REFUSED && *m->paper_no; }

static const struct mediation_paper papers[] = {
	{"record", "调解笔录", is_heard, record},
	{"agreement", "调解协议书", is_agreed, agreement},
	{"notice", "调解不成告知书", is_failed, failed},
	{"refusal", "不予受理告知书", is_refused, refused},
};
enum { PAPERS = sizeof(papers) / sizeof(papers[0]) };

const struct mediation_paper *const *mediation_papers_of(struct req *r, const struct mediation *m, size_t *n)
{
	const struct mediation_paper **out = NEW_N(r->arena, const struct mediation_paper *, PAPERS);
	*n = 0;
	for (size_t i = 0; i < PAPERS; i++)
		if (papers[i].ready(m))
			out[(*n)++] = &papers[i];
	return out;
}

void get_mediation_print(struct req *r)
{
	const struct mediation *m = r->row;
	size_t n;
	const struct mediation_paper *const *ready = mediation_papers_of(r, m, &n);
	for (size_t i = 0; i < n; i++) {
		const char *format = paper_format(r->word, ready[i]->word);
		if (!format)
			continue;
		answer_paper(r, ready[i]->make(r, m, unit_name(r->db, r->arena, m->unit)), format, arena_printf(r->arena, "%s %s", ready[i]->label, m->number));
		return;
	}
	refuse(r, 404, "还没有这种文书：记录调解后有笔录，达成协议后有协议书，终止调解后有告知书，不予受理的有不予受理告知书。");
}
