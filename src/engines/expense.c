/* What a union may spend money on: the table, and how an expense is held against it. */
#include <string.h>

#include "engines/expense.h"

#include "expense.html.h"
#include "engines/expense_view.h"
#include "kernel/unit.h"
#include "text/money.h"

#define FUNDS "《基层工会经费收支管理办法》（2017年）"
#define BANS FUNDS "“八不准”"
#define EIGHT "中央八项规定及其实施细则精神"
enum { BOTH = EXPENSE_AT_VISIT | EXPENSE_AT_ACTIVITY };

const struct expense_rule expense_rules[] = {
	{1, "慰问品、纪念品（实物）", EXPENSE_CAPPED, BOTH, "expense.gift", FUNDS "和本省实施办法", 'B'},
	{2, "慰问金（住院、去世、困难）", EXPENSE_CAPPED, BOTH, "expense.condolence", FUNDS "和本省实施办法：住院、去世发慰问金，其他发实物", 'B'},
	{3, "活动用品、资料、宣传", EXPENSE_FREE, BOTH, NULL, FUNDS "职工活动支出", 'M'},
	{4, "竞赛和文体活动奖品", EXPENSE_CAPPED, EXPENSE_AT_ACTIVITY, "expense.prize", FUNDS "和本省实施办法", 'B'},
	{5, "文体活动服装", EXPENSE_CAPPED, EXPENSE_AT_ACTIVITY, "expense.clothing", "本省实施办法", 'B'},
	{6, "交通", EXPENSE_FREE, BOTH, NULL, EIGHT "：轻车简从", 'M'},
	{7, "工作餐", EXPENSE_CAPPED, BOTH, "expense.meal", EIGHT "：不安排宴请；标准按本地规定", 'M'},
	{8, "场地、水电", EXPENSE_EMPLOYERS, EXPENSE_AT_ACTIVITY, NULL, "《工会法》关于单位为工会办公和活动提供必要设施的规定；工会经费使用问答", 'B'},
	{9, "春秋游", EXPENSE_CAPPED, EXPENSE_AT_ACTIVITY, "expense.outing", FUNDS "和本省实施办法", 'B'},
	{10, "其他", EXPENSE_FREE, BOTH, NULL, "写明用途", 'C'},
	{21, "宴请、请客送礼（不得列支）", EXPENSE_FORBIDDEN, BOTH, NULL, BANS "；" EIGHT, 'B'},
	{22, "现金、购物卡、代金券（不得列支）", EXPENSE_FORBIDDEN, BOTH, NULL, FUNDS "：节日慰问不得发放现金、购物卡、代金券", 'B'},
	{23, "高消费娱乐、健身（不得列支）", EXPENSE_FORBIDDEN, BOTH, NULL, BANS, 'B'},
	{24, "与工会活动无关（不得列支）", EXPENSE_FORBIDDEN, BOTH, NULL, BANS, 'B'},
	{0},
};
const struct choice expense_kinds[] = {
	{1, "慰问品、纪念品（实物）", NULL}, {2, "慰问金（住院、去世、困难）", NULL}, {3, "活动用品、资料、宣传", NULL}, {4, "竞赛和文体活动奖品", NULL},
	{5, "文体活动服装", NULL}, {6, "交通", NULL}, {7, "工作餐", NULL}, {8, "场地、水电", NULL}, {9, "春秋游", NULL}, {10, "其他", NULL},
	{21, "宴请、请客送礼（不得列支）", NULL}, {22, "现金、购物卡、代金券（不得列支）", NULL}, {23, "高消费娱乐、健身（不得列支）", NULL},
	{24, "与工会活动无关（不得列支）", NULL}, {0}};
const struct choice expense_marks[] = {{1, "写了理由列支", "warn"}, {0}};

/* Caps have no value of ours: each province has its own. */
#define CAP(name, text) {"expense." name, text, "元/人", 0, POLICY_BY_UNIT | POLICY_NO_DEFAULT, "各省标准不同，按本省、本市文件设定", 'C'}
const struct policy expense_policies[] = {
	CAP("gift", "慰问品、纪念品每人标准"), CAP("condolence", "慰问金每人标准"), CAP("prize", "竞赛和文体活动奖品每人标准"),
	CAP("clothing", "文体活动服装每人标准"), CAP("meal", "工作餐每人标准"), CAP("outing", "春秋游每人标准"),
	/* two thirds, said so that it is exact */
	{"expense.prize_rest", "参加人数里至少不获奖的", "分之一", 3, POLICY_BY_UNIT, "各省实施办法：获奖人数不超过参加人数的三分之二", 'M'},
	{0},
};

/* Words that say what was bought, whatever class it was given. */
static const struct {
	const char *word;
	int64_t kind;
} betraying[] = {
	{"宴", 21}, {"茅台", 21}, {"香烟", 21}, {"土特产", 21}, {"购物卡", 22}, {"代金券", 22}, {"加油卡", 22}, {"红包", 22}, {"现金", 22},
	{"高尔夫", 23}, {"会所", 23}, {"KTV", 23}, {"温泉", 23}, {"洗浴", 23},
};

const struct expense_rule *expense_rule(int64_t kind)
{
	for (const struct expense_rule *x = expense_rules; x->kind; x++)
		if (x->kind == kind)
			return x;
	return NULL;
}

static const char *quoted(struct req *r, const struct expense_rule *x)
{
	return arena_printf(r->arena, "依据：%s%s", x->source, source_unchecked(x->confidence) ? "（未核实）" : "");
}

/* Money for those in need is money: that word betrays nothing there. */
static bool betrays(const struct expense *e, const char *text, size_t i)
{
	return text && strstr(text, betraying[i].word) && !(e->kind == 2 && strcmp(betraying[i].word, "现金") == 0);
}

static void judge_words(struct req *r, const struct expense *e)
{
	const char *texts[] = {e->reason, e->texts[0], e->texts[1], e->texts[2]};
	for (size_t i = 0; i < sizeof(betraying) / sizeof(betraying[0]); i++)
		for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++) {
			const struct expense_rule *x = expense_rule(betraying[i].kind);
			if (!betrays(e, texts[k], i) || e->kind == x->kind)
				continue;
			problem_add(&r->problems, "cost_kind", "写的内容里有“%s”，属于“%s”。%s。不是的请改写清楚。", betraying[i].word, x->label, quoted(r, x));
			return;
		}
}

/* Beyond what is usual: named; with a written reason it is let through. */
static int64_t beyond(struct req *r, const struct expense *e, const char *field, const char *what)
{
	if (text_empty(e->reason))
		problem_add(&r->problems, field, "%s确需列支的，在“支出说明”里写明理由。", what);
	return 1;
}

static int64_t judge_cap(struct req *r, const struct expense *e, const struct expense_rule *x)
{
	struct policy_value cap = policy_get(r, x->policy, e->unit, e->on);
	if (!cap.loaded) {
		problem_add(&r->problems, "cost_kind", "“%s”没有设定标准，不能登记。请先在“规则数值”里按本省、本市文件设定“%s”。%s。", x->label, cap.policy->label, quoted(r, x));
		return 0;
	}
	if (e->heads < 1) {
		problem_add(&r->problems, "cost_heads", "“%s”有每人标准，请填人数。", x->label);
		return 0;
	}
	if (e->cost <= cap.value * 100 * e->heads) /* by multiplication: nothing is rounded away */
		return 0;
	return beyond(r, e, "cost", arena_printf(r->arena, "%lld 人 %s 元，超过标准 %lld 元/人（%s设定，依据：%s）。", (long long)e->heads, money_text(r->arena, e->cost),
						 (long long)cap.value, cap.set_by, cap.source));
}

static int64_t judge_share(struct req *r, const struct expense *e)
{
	struct policy_value rest = policy_get(r, "expense.prize_rest", e->unit, e->on);
	if (e->kind != 4 || !e->present || (e->present - e->heads) * rest.value >= e->present)
		return 0;
	return beyond(r, e, "cost_heads", arena_printf(r->arena, "参加 %lld 人，获奖 %lld 人，不获奖的不到%lld分之一（%s%s）。", (long long)e->present, (long long)e->heads, (long long)rest.value,
						      rest.source, policy_unchecked(&rest) ? "，未核实" : ""));
}

int64_t expense_judge(struct req *r, const struct expense *e)
{
	const struct expense_rule *x = expense_rule(e->kind);
	if (e->cost <= 0) {
		if (e->kind)
			problem_add(&r->problems, "cost", "选了支出类别，请填支出金额；没有支出的不选类别。");
		return 0;
	}
	if (!x) {
		problem_add(&r->problems, "cost_kind", "有支出的，请选支出类别。");
		return 0;
	}
	judge_words(r, e);
	if (x->standing == EXPENSE_FORBIDDEN) {
		problem_add(&r->problems, "cost_kind", "“%s”。%s。", x->label, quoted(r, x));
		return 0;
	}
	if (!(x->at & e->at)) {
		problem_add(&r->problems, "cost_kind", "%s不列“%s”，请另选。%s。", e->at == EXPENSE_AT_VISIT ? "走访" : "活动", x->label, quoted(r, x));
		return 0;
	}
	if (x->standing == EXPENSE_EMPLOYERS)
		return beyond(r, e, "cost_kind", arena_printf(r->arena, "“%s”应由单位承担，不用工会经费（%s）。", x->label, quoted(r, x)));
	if (x->standing == EXPENSE_CAPPED) {
		int64_t over = judge_cap(r, e, x), share = judge_share(r, e);
		return over || share;
	}
	if (x->kind == 10 && text_empty(e->reason))
		problem_add(&r->problems, "cost_reason", "“其他”要写明用途。");
	return 0;
}

void expense_standards(struct buf *o, struct req *r, int64_t unit, unsigned at)
{
	struct expense_line lines[sizeof(expense_rules) / sizeof(expense_rules[0])];
	size_t n = 0;
	for (const struct expense_rule *x = expense_rules; x->kind; x++) {
		if (!(x->at & at))
			continue;
		struct policy_value cap = x->policy ? policy_get(r, x->policy, unit, r->today) : (struct policy_value){0};
		lines[n++] = (struct expense_line){x->label, quoted(r, x),
			x->standing == EXPENSE_FORBIDDEN ? "不得列支" : x->standing == EXPENSE_EMPLOYERS ? "由单位承担" : !x->policy ? "据实" :
			cap.loaded ? arena_printf(r->arena, "%lld 元/人（%s，%s）", (long long)cap.value, cap.set_by, cap.source) : "没有设定标准，不能登记"};
	}
	tpl_expense_standards(o, lines, n);
}
