/*
 * What a union may spend money on, as the rules on frugality say: the eight-point rules (八项规定), what union funds
 * must not pay for (八不准), and standards for each person. One table, for whoever records a cost: visits, activities,
 * later the books.
 *
 *   allowed         no standard
 *   a standard      so much for each person, set by the unit from its province's document; none set: refused, never guessed
 *   not ours        the employer pays it; a written reason lets it through, marked
 *   forbidden       refused
 *
 * Sources nobody has read say 未核实. A standard that is exceeded, an expense in the wrong class and a word that
 * betrays what was bought are named beside the field, with the source; what may be let through is so with a reason.
 */
#ifndef LX_EXPENSE_H
#define LX_EXPENSE_H

#include "kernel/policy.h"
#include "record/record.h"

/* Where money was spent. */
enum { EXPENSE_AT_VISIT = 1, EXPENSE_AT_ACTIVITY = 2 };
enum expense_standing { EXPENSE_FREE = 1, EXPENSE_CAPPED, EXPENSE_EMPLOYERS, EXPENSE_FORBIDDEN };

struct expense_rule {
	int64_t kind; /* stored: never change it; ends with 0 */
	const char *label;
	enum expense_standing standing;
	unsigned at; /* places where it may be, a bit each */
	const char *policy; /* yuan for each person; NULL: none */
	const char *source;
	char confidence; /* as in kernel/policy.h */
};
extern const struct expense_rule expense_rules[];
extern const struct choice expense_kinds[], expense_marks[]; /* the classes; 1: let through with a reason */
extern const struct policy expense_policies[];
const struct expense_rule *expense_rule(int64_t kind); /* NULL: none */

/* The fields of a record that carries a cost, in the order of its form. */
#define EXPENSE int64_t cost, cost_kind, cost_heads, cost_mark; const char *cost_reason
#define EXPENSE_FIELDS(T, label_of_heads)                                                            \
	CHOICE(T, cost_kind, expense_kinds, .label = "支出类别", .use = F_FORM | F_HISTORY | F_JSON, .hint = "有支出的要选。标准由本单位按当地文件设定，没有设定的不能登记。"), \
	INT(T, cost_heads, .label = label_of_heads, .most = 1000000, .use = F_FORM | F_JSON, .hint = "算每人多少用；没有的不填。"), \
	TEXT(T, cost_reason, .label = "支出说明", .max = 200, .use = F_FORM | F_HISTORY | F_JSON, .hint = "买了什么、给谁；超过标准、应由单位承担的写明理由。"), \
	CHOICE(T, cost_mark, expense_marks, .label = "支出提示", .use = F_LIST | F_FILTER | F_HISTORY | F_JSON)

struct expense {
	int64_t unit, cost /* fen */, kind, heads, present; /* present: people who took part, 0: not known */
	day on;
	unsigned at; /* one place */
	const char *reason;
	const char *texts[3]; /* what else was written about it */
};
/* Problems name the fields cost, cost_kind, cost_heads and cost_reason. The mark to be kept: 1 let through with a reason. */
int64_t expense_judge(struct req *r, const struct expense *e);

/* The standards of a unit today, with their sources; what has none says so. */
void expense_standards(struct buf *o, struct req *r, int64_t unit, unsigned at);

#endif
