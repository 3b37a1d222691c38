/* The employer: fields, checks, what follows from union cards. */
#include <string.h>

#include "employers.sql.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/employers/inside.h"
#include "text/idcheck.h"

static const struct choice states[] = {{EMPLOYER_OPEN, "在营", "ok"}, {EMPLOYER_GONE, "已注销或迁出", "mute"}, {0}};
static const struct choice covers[] = {
	{COVER_NONE, "没有工会", NULL}, {COVER_OWN, "单独建会", NULL}, {COVER_JOINT, "加入联合工会", NULL}, {COVER_ORGANISER, "选举组织员", NULL}, {0}};
static const struct choice standings[] = {
	{STANDING_DUE, "应建未建", "bad"}, {STANDING_SMALL, "不足 25 人，未覆盖", "warn"}, {STANDING_COVERED, "已覆盖", "ok"},
	{STANDING_ORGANISER, "只有组织员，应建委员会", "warn"}, {0}};

#define T struct employer
static const struct field fields[] = {
	HEAD_FIELDS(T, states),
	TEXT(T, name, .label = "用人单位", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	TEXT(T, uscc, .label = "统一社会信用代码", .max = 18, .use = F_LIST | F_FORM | F_FIND | F_JSON, .hint = "18 位，按 GB 32100 核对校验码；据它与工会卡片相连。"),
	TEXT(T, area, .label = "所在区域", .max = 30, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON, .hint = "街道、乡镇或园区，例如“城东街道”；覆盖表按它分。"),
	TEXT(T, address, .label = "地址", .max = 100, .use = F_FORM),
	TEXT(T, contact, .label = "联系电话", .max = 30, .use = F_FORM),
	CHOICE(T, nature, union_natures, .label = "单位性质", .use = F_LIST | F_FORM | F_FILTER | F_JSON),
	CHOICE(T, industry, union_industries, .label = "行业", .use = F_FORM | F_FILTER | F_JSON),
	INT(T, staff, .label = "职工人数", .most = 1000000, .use = F_LIST | F_FORM | F_SORT | F_JSON),
	INT(T, staff_women, .label = "其中女职工", .most = 1000000, .use = F_FORM | F_JSON),
	INT(T, gig, .label = "新就业形态劳动者", .most = 1000000, .use = F_FORM | F_JSON),
	CHOICE(T, cover, covers, .label = "工会覆盖", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON, .hint = "有工会卡片的随卡片变动，不用改。"),
	REF(T, card, &union_card_record, .label = "工会卡片", .use = F_HISTORY),
	CHOICE(T, standing, standings, .label = "情况", .use = F_LIST | F_FILTER | F_JSON),
	INT(T, reached, .label = "已覆盖"),
};
#undef T
const struct record employer_record = RECORD("employer", "用人单位", struct employer, fields, "name",
	.indexes = "create index employer_of_area on employer(unit, area, id);\n"
		   "create index employer_by_uscc on employer(uscc) where uscc <> '';\n"
		   "create index employer_by_card on employer(card) where card <> 0;\n");

/* ---- what follows ---- */

static void settle(struct req *r, struct employer *e)
{
	struct policy_value least = policy_get(r, "employer.staff", e->unit, r->today);
	bool large = e->staff >= least.value;
	e->reached = e->cover != COVER_NONE;
	e->standing = e->cover == COVER_NONE ? (large ? STANDING_DUE : STANDING_SMALL) :
		      e->cover == COVER_ORGANISER && large ? STANDING_ORGANISER : STANDING_COVERED;
}

static bool stands(int64_t state)
{
	return CARD_STANDS & 1u << state;
}

/* The card of the same credit code: a union that stands covers the employer. */
static void tie(struct req *r, struct employer *e)
{
	struct employer_card_of c;
	if (!*e->uscc || !q_employer_card_of(r->db, r->arena, e->uscc, &c))
		return;
	e->card = c.id;
	if (stands(c.state))
		e->cover = COVER_OWN;
}

void employer_check(struct req *r, void *row, const void *before)
{
	struct employer *e = row;
	struct credit_code code;
	(void)before;
	const char *why = text_empty(e->uscc) ? NULL : credit_code_read(r->arena, e->uscc, &code);
	if (why)
		problem_add(&r->problems, "uscc", "%s", why);
	else if (!text_empty(e->uscc))
		e->uscc = arena_strdup(r->arena, code.text);
	if (!why && q_employer_uscc_used(r->db, e->uscc, e->id))
		problem_add(&r->problems, "uscc", "这个代码已登记在另一家用人单位上，请核对。");
	if (e->staff_women > e->staff)
		problem_add(&r->problems, "staff_women", "女职工不能多于职工人数。");
	if (e->gig > e->staff)
		problem_add(&r->problems, "gig", "新就业形态劳动者不能多于职工人数。");
	if (!r->problems.n)
		tie(r, e);
	settle(r, e);
}

bool employer_fits(struct req *r, void *row)
{
	employer_check(r, row, NULL);
	return !r->problems.n;
}

/* A card was founded, ended or got another code: the employer stands as it does. */
static void follow(struct req *r, struct employer *e, const struct union_card *c)
{
	int64_t cover = e->cover, card = e->card;
	if (stands(c->state)) {
		e->cover = COVER_OWN;
		e->card = c->id;
	} else if (c->state == CARD_DUE || c->state == CARD_ASKED) {
		e->card = c->id;
		e->cover = e->cover == COVER_OWN ? COVER_NONE : e->cover;
	} else if (e->card == c->id) {
		e->cover = c->state == CARD_MERGED ? COVER_JOINT : e->cover == COVER_OWN ? COVER_NONE : e->cover;
		e->card = c->state == CARD_MERGED ? c->source : 0;
	}
	settle(r, e);
	if (cover != e->cover || card != e->card)
		flow_follow(r, &employer_flow, e, "follow", "");
}

void employer_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct union_card *c = row, *was = before;
	size_t n;
	if (record != &union_card_record || (was && was->state == c->state && strcmp(was->employer_uscc, c->employer_uscc) == 0))
		return;
	struct employers_of_card *x = q_employers_of_card(r->db, r->arena, c->id, c->employer_uscc, &n);
	for (size_t i = 0; i < n; i++) {
		struct employer *e = record_load(r->db, r->arena, &employer_record, x[i].id);
		if (e->state == EMPLOYER_OPEN)
			follow(r, e, c);
	}
}

/* ---- flow ---- */

static const char *code_free(struct req *r, const void *row)
{
	const struct employer *e = row;
	return q_employer_uscc_used(r->db, e->uscc, e->id) ? "同一代码已登记为另一家用人单位。" : NULL;
}

static const struct move moves[] = {
	{EMPLOYER_OPEN, "gone", EMPLOYER_GONE, "employer.edit", "已注销或迁出", MOVE_REASON | MOVE_PLAIN, .help = "不再计入应建会和覆盖"},
	{EMPLOYER_GONE, "back", EMPLOYER_OPEN, "employer.edit", "恢复在营", MOVE_REASON | MOVE_PLAIN, .needs = code_free, .help = "登记有误或迁回"},
	{EMPLOYER_OPEN, "follow", SAME_STATE, NULL, "随工会卡片更新", MOVE_HIDDEN, .help = "工会卡片建会、终止、合并，覆盖情况随之变动"},
	{0},
};

const struct flow employer_flow = {
	.record = &employer_record, .moves = moves, .home = "/employers/%lld", .edit_right = "employer.edit", .edit_states = 1u << EMPLOYER_OPEN,
	.first = EMPLOYER_OPEN, .find_right = "employer.read",
};
