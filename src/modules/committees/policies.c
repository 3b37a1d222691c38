/* Numbers of the law about committees. Only articles that were read are hard. */
#include "kernel/module.h"
#include "modules/committees/inside.h"

#define ELECTION_RULES "《工会基层组织选举工作条例》（总工发〔2016〕27号）第八条"
#define SEATS(name, text, least, most)                                                             \
	{"committee.least_" name, "委员席位下限：" text, "席", least, 0, ELECTION_RULES, 'A'},     \
	{"committee.most_" name, "委员席位上限：" text, "席", most, 0, ELECTION_RULES, 'A'}

const struct policy committee_policies[] = {
	{"committee.members", "应当建立工会委员会的会员人数", "人", 25, POLICY_HARD, "《工会法》第十一条", 'A'},
	SEATS("25", "会员不足 25 人", 3, 5),
	SEATS("200", "会员 25 至 200 人", 3, 7),
	SEATS("1000", "会员 201 至 1000 人", 7, 15),
	SEATS("5000", "会员 1001 至 5000 人", 15, 21),
	SEATS("10000", "会员 5001 至 10000 人", 21, 29),
	SEATS("50000", "会员 10001 至 50000 人", 29, 37),
	SEATS("over", "会员 50001 人以上", 37, 45),
	{"committee.audit_least", "经审委员会席位下限", "席", 3, 0, "《工会基层组织选举工作条例》", 'M'},
	{"committee.audit_most", "经审委员会席位上限", "席", 11, 0, "《工会基层组织选举工作条例》", 'M'},
	{"committee.standing_least", "常务委员会席位下限", "席", 9, 0, "《工会基层组织选举工作条例》", 'M'},
	{"committee.standing_most", "常务委员会席位上限", "席", 11, 0, "《工会基层组织选举工作条例》", 'M'},
	{"committee.women", "应当建立女职工委员会的女会员人数", "人", 10, POLICY_BY_UNIT, "《中国工会章程》", 'B'},
	{"committee.full_time", "可以设专职工会主席的职工人数", "人", 200, 0, "《工会法》第十四条", 'A'},
	{"committee.paid_days", "非专职委员每月占用工作时间、工资照发的", "个工作日", 3, POLICY_HARD, "《工会法》第四十一条", 'A'},
	{"committee.chair_months", "主席空缺应补选的期限", "个月", 3, POLICY_HARD, "《企业工会主席产生办法（试行）》第十八条", 'A'},
	{"committee.extend_months", "换届最多延期", "个月", 6, 0, "《工会基层组织选举工作条例》", 'M'},
	{"committee.warn_first", "届期提醒：第一次提前", "天", 180, POLICY_BY_UNIT, "系统默认", 'C'},
	{"committee.warn_second", "届期提醒：第二次提前", "天", 90, POLICY_BY_UNIT, "系统默认", 'C'},
	{"committee.warn_third", "届期提醒：第三次提前", "天", 30, POLICY_BY_UNIT, "系统默认", 'C'},
	{0},
};
