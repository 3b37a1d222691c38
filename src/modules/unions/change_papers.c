/* Letters of a change and of a founding: the request to the union above, and its reply for it to finish. */
#include <string.h>

#include "doc/paper.h"
#include "kernel/paper_answer.h"
#include "modules/unions/inside.h"

#define LAW "根据《中华人民共和国工会法》《中国工会章程》的有关规定"

struct letter_about {
	struct req *r;
	const char *ours, *above; /* who asks, who decides */
	const char *title, *number;
	day asked_on, decided_on; /* 0: not yet */
};

static struct paper *request(const struct letter_about *x)
{
	struct paper *p = paper_new(x->r->arena);
	p->organ = arena_printf(x->r->arena, "%s文件", x->ours);
	p->author = x->ours;
	p->title = x->title;
	p->receiver = x->above;
	return p;
}

static void request_end(const struct letter_about *x, struct paper *p)
{
	paper_para(p, "妥否，请批示。");
	paper_sign(p, x->ours, x->asked_on ? x->asked_on : x->r->today);
}

/* A draft until it is decided: the union above writes its number and keeps the signed one as the document. */
static struct paper *reply(const struct letter_about *x, const char *title)
{
	struct arena *a = x->r->arena;
	struct paper *p = paper_new(a);
	p->organ = arena_printf(a, "%s文件", x->above);
	p->author = x->above;
	p->title = title;
	p->subtitle = x->decided_on ? NULL : "（代拟稿）";
	p->number = *x->number ? x->number : NULL;
	p->receiver = x->ours;
	paper_para(p, arena_printf(a, "你会《%s》收悉。%s，经研究，批复如下：", x->title, LAW));
	paper_sign(p, x->above, x->decided_on ? x->decided_on : x->r->today);
	return p;
}

/* ---- a change ---- */

struct change_words {
	const char *title, *what, *after; /* 关于…的请示; what is asked; what follows from it */
	const char *answer; /* 关于同意…的批复 */
};

static struct change_words words_of(struct req *r, const struct union_change *c, const char *name)
{
	struct arena *a = r->arena;
	const char *other = c->target ? unit_name(r->db, a, c->target) : "";
	switch (c->kind) {
	case CHANGE_MERGE:
		return (struct change_words){arena_printf(a, "关于%s并入%s的请示", name, other), arena_printf(a, "%s并入%s", name, other),
			arena_printf(a, "合并后%s终止，会员的会籍转入%s，经费、财产和档案清点后移交。", name, other),
			arena_printf(a, "关于同意%s\n并入%s的批复", name, other)};
	case CHANGE_SPLIT:
		return (struct change_words){arena_printf(a, "关于分立设立%s的请示", c->new_name), arena_printf(a, "从%s分立设立%s", name, c->new_name),
			arena_printf(a, "%s依法选举工会委员会，会员的会籍随劳动关系转入，经费、财产和档案按决议划分。", c->new_name),
			arena_printf(a, "关于同意%s\n分立设立%s的批复", name, c->new_name)};
	case CHANGE_MOVE:
		return (struct change_words){arena_printf(a, "关于%s调整隶属关系的请示", name), arena_printf(a, "%s改为隶属%s", name, other),
			arena_printf(a, "从接收之日起，工作关系、经费拨缴关系转到%s。", other),
			arena_printf(a, "关于同意%s\n调整隶属关系的批复", name)};
	default:
		return (struct change_words){arena_printf(a, "关于撤销%s的请示", name), arena_printf(a, "撤销%s", name),
			"撤销后会员的会籍按规定转接，经费、财产由上级工会处置，档案移交上级工会。", arena_printf(a, "关于同意撤销%s的批复", name)};
	}
}

/* "…的决议、合并请示": all but the request, which is this letter. */
static void attach(struct paper *p, const char *papers)
{
	for (const char *at = papers; *at;) {
		const char *end = strstr(at, "、"), *name = end ? arena_printf(p->arena, "%.*s", (int)(end - at), at) : at;
		if (!strstr(name, "请示"))
			paper_attachment(p, name);
		at = end ? end + strlen("、") : "";
	}
}

static struct paper *change_request(const struct letter_about *x, const struct union_change *c, const struct change_words *w)
{
	struct paper *p = request(x);
	struct arena *a = x->r->arena;
	const struct change_rule *rule = change_rule(c->kind);
	paper_para(p, c->reason);
	paper_para(p, arena_printf(a, "%s，%s拟%s%s。", LAW, *c->meeting ? "经工会委员会会议研究，" : "", c->kind == CHANGE_MERGE || c->kind == CHANGE_MOVE ? "将" : "", w->what));
	if (*c->meeting)
		paper_para(p, arena_printf(a, "委员会的决定：%s", c->meeting));
	paper_para(p, w->after);
	request_end(x, p);
	attach(p, rule->papers);
	return p;
}

static struct paper *change_reply(const struct letter_about *x, const struct union_change *c, const struct change_words *w)
{
	struct arena *a = x->r->arena;
	struct paper *p = reply(x, w->answer);
	paper_para(p, arena_printf(a, "一、同意%s。", w->what));
	paper_para(p, arena_printf(a, "二、%s", w->after));
	paper_para(p, c->kind == CHANGE_MOVE ? "三、本批复自新的上级工会接收之日起执行。" : "三、请做好会员的思想工作和各项衔接，办结后报告我会。");
	return p;
}

bool change_has_reply(const struct union_change *c)
{
	return c->state == UNION_CHANGE_ASKED || c->state == UNION_CHANGE_AGREED || c->state == UNION_CHANGE_CARRYING || c->state == UNION_CHANGE_DONE;
}

void get_change_print(struct req *r)
{
	const struct union_change *c = r->row;
	int64_t up = change_superior(r, c);
	const char *ask = paper_format(r->word, "request"), *answer = paper_format(r->word, "reply");
	const char *name = record_title(r->db, r->arena, &union_card_record, c->card);
	struct change_words w = words_of(r, c, name);
	instant asked = q_union_change_asked(r->db, c->id);
	struct letter_about x = {r, name, up ? unit_name(r->db, r->arena, up) : "上一级工会", w.title, c->doc_no, asked ? day_of_instant(asked) : 0, c->decided_on};
	if (ask)
		answer_paper(r, change_request(&x, c, &w), ask, arena_printf(r->arena, "%s 请示", name));
	else if (answer && change_has_reply(c))
		answer_paper(r, change_reply(&x, c, &w), answer, arena_printf(r->arena, "%s 批复", name));
	else
		refuse(r, answer ? 409 : 404, answer ? "报上级批准之后才有批复。" : "没有这种文书。");
}

/* ---- a founding ---- */

static struct letter_about founding(struct req *r, const struct union_card *c)
{
	int64_t up = c->org ? union_superior(r, c->org) : c->unit;
	/* before it is founded there is no union that writes */
	return (struct letter_about){r, arena_printf(r->arena, "%s筹备组", c->name), up ? unit_name(r->db, r->arena, up) : "上一级工会", arena_printf(r->arena, "关于成立%s的请示", c->name), c->approval,
				     0, c->approved_on};
}

struct paper *founding_request(struct req *r, const struct union_card *c)
{
	struct letter_about x = founding(r, c);
	struct arena *a = r->arena;
	struct paper *p = request(&x);
	paper_para(p, arena_printf(a, "%s现有职工%lld人%s。%s，职工自愿申请加入工会，拟成立%s，隶属%s。", c->employer, (long long)c->staff,
		c->staff_women ? arena_printf(a, "，其中女职工%lld人", (long long)c->staff_women) : "", LAW, c->name, x.above));
	if (*c->prep)
		paper_para(p, arena_printf(a, "已成立筹备组：%s", c->prep));
	paper_para(p, "成立后召开会员（代表）大会，选举工会委员会和经费审查委员会，选举结果报批。");
	request_end(&x, p);
	paper_attachment(p, "职工入会申请书和名册");
	return p;
}

struct paper *founding_reply(struct req *r, const struct union_card *c)
{
	struct letter_about x = founding(r, c);
	struct arena *a = r->arena;
	struct paper *p = reply(&x, arena_printf(a, "关于同意成立%s的批复", c->name));
	paper_para(p, arena_printf(a, "一、同意成立%s，隶属我会。", c->name));
	paper_para(p, "二、请按照《工会基层组织选举工作条例》召开会员（代表）大会，选举工会委员会、经费审查委员会，选举结果报我会批准。");
	paper_para(p, "三、请及时办理会员登记，刻制印章，开设独立账户；具备条件的，申请工会法人资格登记。");
	return p;
}
