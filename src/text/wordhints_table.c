/*
 * Words of union work plans. Verbs, nouns and vague words: gathered from the
 * usual wording of such plans. Seasons: 春送岗位, 夏送清凉, 金秋助学, 冬送温暖
 * after the yearly notices of the union federations; laws and fixed days where
 * the note names them; the others are custom (按惯例) and no more than that.
 */
#include "text/wordhints_table.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

const struct measure_hint measure_hints[] = {
	{"activity.held", "开展活动场次", "场"},
	{"meeting.held", "召开会议次数", "次"},
	{"contest.held", "举办竞赛场次", "场"},
	{"training.held", "举办培训期数", "期"},
	{"lecture.held", "宣讲讲座场次", "场"},
	{"award.granted", "评选表彰数", "个"},
	{"rule.issued", "出台制度文件数", "件"},
	{"document.issued", "编发材料数", "份"},
	{"visit.people", "走访慰问人数", "人"},
	{"aid.people", "帮扶救助人数", "人"},
	{"job.offered", "提供岗位数", "个"},
	{"check.done", "检查巡察次数", "次"},
	{"survey.done", "完成调研数", "项"},
	{"proposal.collected", "征集提案建议数", "件"},
	{"contract.signed", "签订集体合同数", "份"},
	{"election.done", "完成换届数", "家"},
	{"place.built", "建成阵地数", "个"},
	{"appraisal.done", "完成评议考核数", "次"},
	{"people.joined", "参加人数", "人"},
	{"recuperation.people", "疗休养人数", "人"},
	{"task.done", "完成项数", "项"},
};
const size_t measure_hint_count = COUNT(measure_hints);

const struct task_verb task_verbs[] = {
	{"举办", false, "activity.held"}, {"举行", false, "activity.held"},
	{"承办", false, "activity.held"}, {"召开", false, "meeting.held"},
	{"评选", false, "award.granted"}, {"评选表彰", false, "award.granted"},
	{"表彰", false, "award.granted"}, {"命名", false, "award.granted"},
	{"选树", false, "award.granted"}, {"推荐", false, "award.granted"},
	{"修订", false, "rule.issued"}, {"制定", false, "rule.issued"}, {"制订", false, "rule.issued"},
	{"出台", false, "rule.issued"}, {"印发", false, "rule.issued"},
	{"编制", false, "document.issued"}, {"编写", false, "document.issued"},
	{"编印", false, "document.issued"}, {"发布", false, "document.issued"},
	{"征集", false, "proposal.collected"}, {"签订", false, "contract.signed"},
	{"续签", false, "contract.signed"}, {"组建", false, "task.done"}, {"成立", false, "task.done"},
	{"新建", false, "place.built"}, {"建成", true, "place.built"}, {"创建", true, "place.built"},
	{"走访", false, "visit.people"}, {"慰问", false, "visit.people"},
	{"走访慰问", false, "visit.people"}, {"发放", false, "aid.people"},
	{"救助", false, "aid.people"}, {"帮扶", false, "aid.people"},
	{"参加", false, "people.joined"}, {"参与", true, "people.joined"},
	{"组织参加", false, "people.joined"}, {"申报", false, "award.granted"},
	{"验收", false, "check.done"}, {"审计", false, "check.done"}, {"清查", false, "check.done"},
	{"开展", true, "activity.held"}, {"组织开展", true, "activity.held"},
	{"组织", true, "activity.held"}, {"实施", true, "activity.held"},
	{"建立", true, "rule.issued"}, {"做好", true, "task.done"}, {"完成", true, "task.done"},
};
const size_t task_verb_count = COUNT(task_verbs);

const struct task_noun task_nouns[] = {
	{"活动", "activity.held"}, {"行动", "activity.held"}, {"服务月", "activity.held"},
	{"宣传月", "activity.held"}, {"宣传周", "activity.held"}, {"读书月", "activity.held"},
	{"体育节", "activity.held"}, {"文化节", "activity.held"}, {"艺术节", "activity.held"},
	{"运动会", "activity.held"}, {"联谊会", "activity.held"}, {"展演", "activity.held"},
	{"汇演", "activity.held"}, {"展示", "activity.held"}, {"演练", "activity.held"},
	{"招聘会", "job.offered"}, {"竞赛", "contest.held"}, {"比赛", "contest.held"},
	{"大赛", "contest.held"}, {"比武", "contest.held"}, {"技能赛", "contest.held"},
	{"会议", "meeting.held"}, {"大会", "meeting.held"}, {"座谈会", "meeting.held"},
	{"推进会", "meeting.held"}, {"现场会", "meeting.held"}, {"联席会议", "meeting.held"},
	{"交流会", "meeting.held"}, {"培训", "training.held"}, {"培训班", "training.held"},
	{"轮训", "training.held"}, {"讲座", "lecture.held"}, {"宣讲", "lecture.held"},
	{"论坛", "lecture.held"}, {"报告会", "lecture.held"}, {"交流", "activity.held"},
	{"评选", "award.granted"}, {"评选表彰", "award.granted"}, {"表彰", "award.granted"},
	{"调研", "survey.done"}, {"检查", "check.done"}, {"巡察", "check.done"},
	{"巡视", "check.done"}, {"排查", "check.done"}, {"督查", "check.done"}, {"审计", "check.done"},
	{"评议", "appraisal.done"}, {"考核", "appraisal.done"}, {"测评", "appraisal.done"},
	{"评估", "appraisal.done"}, {"体检", "activity.held"}, {"疗休养", "recuperation.people"},
	{"走访", "visit.people"}, {"慰问", "visit.people"}, {"征集", "proposal.collected"},
	{"换届", "election.done"}, {"换届选举", "election.done"}, {"换届工作", "election.done"},
	{"换届改选工作", "election.done"}, {"补选", "election.done"}, {"台账", "document.issued"},
	{"办法", "rule.issued"}, {"制度", "rule.issued"}, {"方案", "rule.issued"},
	{"细则", "rule.issued"}, {"工作室", "place.built"}, {"服务站", "place.built"},
	{"书屋", "place.built"}, {"档案", "document.issued"}, {"宣传教育", "lecture.held"},
};
const size_t task_noun_count = COUNT(task_nouns);

const char *const no_object[] = {
	"为", "的", "等", "中", "以", "后", "时", "工作", "活动", "结果", "标准", "条件", "过程", "力度",
	"机制", "制度", "办法", "和", "与", "及", "、", "）", ")", "给", "救助", "品牌",
};
const size_t no_object_count = COUNT(no_object);

const char *const no_tail[] = {
	"机制", "体系", "品牌", "全覆盖", "落实", "形式", "方式", "力度", "水平", "能力", "作用", "氛围",
	"阵地", "契机", "抓手", "意识", "之年",
};
const size_t no_tail_count = COUNT(no_tail);

#define HOW_MUCH "写明要做什么、做几次、覆盖多少人，才能检查是否完成。"
#define WHICH_RESULT "写明要形成什么成果（制度、场次、人数或比例）和完成时间。"
#define HOW_SHOWN "这是要求，不是任务。请补一项能检查的具体工作，或注明不设任务的原因。"

const struct vague_word vague_words[] = {
	{"进一步", HOW_MUCH}, {"加强", HOW_MUCH}, {"强化", HOW_MUCH}, {"加大", HOW_MUCH},
	{"不断", HOW_MUCH}, {"持续", HOW_MUCH}, {"广泛", HOW_MUCH}, {"大力", HOW_MUCH},
	{"着力", HOW_MUCH}, {"努力", HOW_MUCH}, {"切实", HOW_MUCH}, {"提高", HOW_MUCH},
	{"提升", HOW_MUCH}, {"推动", WHICH_RESULT}, {"推进", WHICH_RESULT},
	{"深化", WHICH_RESULT}, {"促进", WHICH_RESULT}, {"完善", WHICH_RESULT},
	{"健全", WHICH_RESULT}, {"优化", WHICH_RESULT}, {"夯实", WHICH_RESULT},
	{"巩固", WHICH_RESULT}, {"激发", WHICH_RESULT}, {"构建", WHICH_RESULT},
	{"打造", WHICH_RESULT}, {"探索", WHICH_RESULT}, {"拓展", WHICH_RESULT},
	{"贯彻", HOW_SHOWN}, {"落实", HOW_SHOWN}, {"弘扬", HOW_SHOWN}, {"引导", HOW_SHOWN},
	{"坚持", HOW_SHOWN}, {"注重", HOW_SHOWN}, {"突出", HOW_SHOWN}, {"牢固树立", HOW_SHOWN},
	{"充分发挥", HOW_SHOWN}, {"聚焦", HOW_SHOWN}, {"围绕", HOW_SHOWN}, {"增强", HOW_MUCH},
	{"鼓励", HOW_SHOWN}, {"支持", HOW_SHOWN}, {"营造", HOW_SHOWN}, {"关心", HOW_SHOWN},
};
const size_t vague_word_count = COUNT(vague_words);

#define YEARLY "各级工会每年的专项通知按此季节安排。"
#define CUSTOM "按惯例在这几个月进行，请按本单位安排调整。"

const struct season_hint season_hints[] = {
	{"春送岗位", "开展“春送岗位”就业服务", 1, 4, "job.offered", YEARLY},
	{"春风行动", "开展“春风行动”就业服务", 1, 4, "job.offered", YEARLY},
	{"夏送清凉", "开展“夏送清凉”慰问", 6, 9, "visit.people", YEARLY},
	{"送清凉", "开展“送清凉”慰问", 6, 9, "visit.people", YEARLY},
	{"金秋助学", "开展“金秋助学”资助", 6, 9, "aid.people", YEARLY},
	{"冬送温暖", "开展“冬送温暖”慰问", 12, 2, "visit.people", YEARLY},
	{"送温暖", "开展“送温暖”慰问", 12, 2, "visit.people", YEARLY},
	{"五一劳动奖", "推荐评选五一劳动奖", 4, 5, "award.granted", "“五一”国际劳动节前后表彰。"},
	{"工人先锋号", "推荐评选工人先锋号", 4, 5, "award.granted", "与五一劳动奖同批表彰。"},
	{"安康杯", "开展“安康杯”竞赛", 4, 11, "contest.held", CUSTOM},
	{"安全生产月", "开展安全生产月活动", 6, 6, "activity.held", "全国“安全生产月”为每年 6 月。"},
	{"职代会", "召开职工代表大会", 1, 3, "meeting.held", "多在年初召开；每年至少一次。"},
	{"职工代表大会", "召开职工代表大会", 1, 3, "meeting.held", "多在年初召开；每年至少一次。"},
	{"提案征集", "征集职工提案", 11, 1, "proposal.collected", "在年初的职代会之前完成。"},
	{"读书月", "开展职工读书月活动", 4, 4, "activity.held", "4 月 23 日为世界读书日。"},
	{"三八", "开展“三八”国际妇女节活动", 3, 3, "activity.held", "3 月 8 日。"},
	{"女职工维权", "开展女职工维权行动月活动", 3, 3, "activity.held", "3 月为女职工维权行动月。"},
	{"五四", "开展“五四”青年节活动", 5, 5, "activity.held", "5 月 4 日。"},
	{"劳动法治宣传", "开展劳动法治宣传服务", 5, 5, "lecture.held", CUSTOM},
	{"职业病防治", "开展职业病防治宣传", 4, 5, "lecture.held",
	 "职业病防治法宣传周从 4 月最后一周起。"},
	{"集体协商", "开展集体协商要约", 3, 5, "contract.signed", CUSTOM},
	{"集体合同", "签订集体合同", 3, 5, "contract.signed", CUSTOM},
	{"疗休养", "组织职工疗休养", 4, 10, "recuperation.people", CUSTOM},
	{"民主评议", "开展民主评议", 11, 12, "appraisal.done", CUSTOM},
	{"会员评家", "开展会员评家", 11, 12, "appraisal.done", CUSTOM},
	{"述职", "开展述职评议", 12, 1, "appraisal.done", CUSTOM},
	{"质量月", "开展“质量月”活动", 9, 9, "activity.held", "全国“质量月”为每年 9 月。"},
	{"宪法宣传周", "开展宪法宣传周活动", 12, 12, "lecture.held", "12 月 4 日为国家宪法日。"},
	{"消防宣传月", "开展消防宣传月活动", 11, 11, "lecture.held", "11 月为全国消防宣传月。"},
	{"换届", "完成到期工会换届", 0, 0, "election.done", "按各工会任期届满的时间安排。"},
};
const size_t season_hint_count = COUNT(season_hints);

const struct month_word month_words[] = {
	{"上半年", 1, 6}, {"下半年", 7, 12}, {"年初", 1, 2}, {"年底", 12, 12}, {"年末", 12, 12},
	{"年中", 6, 7}, {"第一季度", 1, 3}, {"一季度", 1, 3}, {"第二季度", 4, 6},
	{"二季度", 4, 6}, {"第三季度", 7, 9}, {"三季度", 7, 9}, {"第四季度", 10, 12},
	{"四季度", 10, 12},
};
const size_t month_word_count = COUNT(month_words);

const struct often_word often_words[] = {
	{"每月", 12}, {"每季度", 4}, {"每季", 4}, {"每半年", 2}, {"每周", 52}, {"每两个月", 6},
};
const size_t often_word_count = COUNT(often_words);

const char *const figure_units[] = {
	"人次", "人", "名", "场次", "场", "次", "期", "个", "家", "件", "项", "篇", "份", "户", "%", "条",
};
const size_t figure_unit_count = COUNT(figure_units);
