#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define SYSTEM_ADMIN "13800000011"
#define OTHER_CHAIR "13800000021"

static const struct step steps[] = {
	{"a stranger signs in first", .get = "/search?q=x", .want = 303},
	{"without words it says what to do", .as = CADRE, .get = "/search", .want = 200, .sees = "输入要找的内容"},
	{"a cadre registers an activity", .as = CADRE, .post = "/activities",
	 .form = "title=焊接技能竞赛&kind=3&held_on=2024-02-20&people=36&summary=一共三十六人参加，决出前六名。", .want = 303, .keep = "a"},
	{"the neighbour union one too", .as = OTHER_CHAIR, .post = "/activities",
	 .form = "title=装卸技能竞赛&kind=3&held_on=2024-02-21&people=20", .want = 303, .keep = "b"},
	{"one character is enough", .settle = 1, .as = CADRE, .get = "/search?q=焊", .want = 200, .sees = "/activities/{a}"},
	{"the words are marked", .as = CADRE, .get = "/search?q=技能竞赛", .want = 200, .sees = "焊接<mark>技能竞赛</mark>"},
	{"the neighbour's is not shown", .as = CADRE, .get = "/search?q=技能竞赛", .want = 200, .sees_not = "/activities/{b}"},
	{"the federation sees both", .as = FEDERATION, .get = "/search?q=技能竞赛", .want = 200, .sees = "/activities/{b}"},
	{"within one union only its own", .as = FEDERATION, .get = "/search?q=技能竞赛&unit=10", .want = 200, .sees_not = "/activities/{b}"},
	{"its own is there", .as = FEDERATION, .get = "/search?q=技能竞赛&unit=10", .want = 200, .sees = "/activities/{a}"},
	{"by pinyin initials", .as = CADRE, .get = "/search?q=hjjn", .want = 200, .sees = "/activities/{a}"},
	{"by whole pinyin", .as = CADRE, .get = "/search?q=hanjie", .want = 200, .sees = "/activities/{a}"},
	{"a word of the summary shows its place", .as = CADRE, .get = "/search?q=前六名", .want = 200, .sees = "决出<mark>前六名</mark>"},
	{"words apart are both needed", .as = CADRE, .get = "/search?q=焊接 前六名", .want = 200, .sees = "/activities/{a}"},
	{"a word that is nowhere", .as = CADRE, .get = "/search?q=焊接 象棋", .want = 200, .sees = "没有找到"},
	{"signs are no words", .as = CADRE, .get = "/search?q=\"*--", .want = 200, .sees = "没有找到"},
	{"of one kind only", .as = CADRE, .get = "/search?q=焊&kind=unit", .want = 200, .sees = "没有找到"},
	{"a person by initials", .as = CHAIR, .get = "/search?q=ylsj&kind=person", .want = 200, .sees = "样例沈洁"},
	{"a unit by initials", .as = CADRE, .get = "/search?q=jxbfgh", .want = 200, .sees = "检修部分工会"},
	{"a neighbour's people are not found", .as = CHAIR, .get = "/search?q=吴港", .want = 200, .sees = "没有找到"},
	{"a worker finds no people", .as = WORKER, .get = "/search?q=沈洁", .want = 200, .sees = "没有找到"},
	{"but what his union does", .as = WORKER, .get = "/search?q=焊接", .want = 200, .sees = "/activities/{a}"},
	{"an administrator of the system finds no business", .as = SYSTEM_ADMIN, .get = "/search?q=焊接", .want = 200, .sees = "没有找到"},
	{"a cancelled one is still found, with its state", .as = CADRE, .post = "/activity/{a}/do/cancel", .form = "reason=下雨", .want = 303},
	{"as cancelled", .as = CADRE, .get = "/search?q=焊接", .want = 200, .sees = "已取消"},
	{"a broken place begins anew", .as = CADRE, .get = "/search?q=焊接&before=x&unit=y", .want = 200, .sees = "/activities/{a}"},
};

int main(void)
{
	return scenario("search", steps, sizeof(steps) / sizeof(steps[0]));
}
