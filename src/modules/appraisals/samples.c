/* Sample sheets: the usual kinds, worded here, to be copied and changed by each organisation. */
#include "modules/appraisals/inside.h"
#include "secret/id.h"

enum { S = ITEM_SCORE, Y = ITEM_YES, V = ITEM_VETO, L = ITEM_LIVE, A = ITEM_AUDIENCE };

/* Until there is a register of funds: said where it is asked for. */
#define NO_FUNDS "系统里还没有经费登记，这一项由人填写：自评附银行或上级的收缴凭据，核实时查账"

/* Parts and names as the glossary of a city's plan has them; points are ours. */
#define GLOSSARY "市总工会年度工作要点名词解释"
#define HOME15 "全国模范职工之家2015年申报要求（河南转引）"
#define HOME25 "模范职工之家一票否决情形（宁德2025年通知转引）"
#define PIONEER "工人先锋号评选的通行条件（百科转引）"

static const struct sample_item six_haves[] = {
	{"有依法选举的工会主席", "工会主席依法选举产生并在任", "现任工会委员会的主席没有空缺", L, 15, LIVE_CHAIR, 1, GLOSSARY, TRUST_QUOTED},
	{"有独立健全的组织机构", "工会、经审、女职工组织健全", "三个委员会都有", L, 10, LIVE_ORGANS, 3, GLOSSARY, TRUST_QUOTED},
	{"有独立健全的组织机构", "委员会在届期内", "逾期未换届的不能评", L, 0, LIVE_TERM_VALID, 1, HOME25, TRUST_QUOTED},
	{"有独立健全的组织机构", "有固定的办公场所和标牌", "", Y, 5, 0, 0},
	{"有服务职工的活动载体", "有经常开展的服务职工活动", "今年已核实的活动不少于 1 场", L, 10, LIVE_ACTIVITIES, 1, GLOSSARY, TRUST_QUOTED},
	{"有服务职工的活动载体", "至少有一个活动阵地", "职工之家、书屋、活动室等", Y, 10, 0, 0},
	{"健全完善的制度机制", "职代会、厂务公开、集体协商等制度正常运行", "看制度文本和当年的会议记录", S, 20, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"有自主管理的工会经费", "会员按月缴纳会费", "今年各月的缴纳率不低于 90%，没有台账的月份按欠缴计", L, 5, LIVE_DUES, 90},
	{"有自主管理的工会经费", "工会有独立账户，经费按时足额拨缴", "拨缴按工资总额的 2%。" NO_FUNDS, Y, 10, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"有会员满意的工作绩效", "会员对工会工作满意", "看会员评家和职工诉求办理情况", S, 15, 0, 0, GLOSSARY, TRUST_QUOTED},
	{0},
};
static const struct sample_item model_home[] = {
	{"组织建设", "委员会在届期内", "逾期未换届的一票否决", L, 0, LIVE_TERM_VALID, 1, HOME25, TRUST_QUOTED},
	{"组织建设", "工会、经审、女职工组织健全", "", L, 10, LIVE_ORGANS, 3, HOME25, TRUST_QUOTED},
	{"组织建设", "职工入会率不低于 90%", "", L, 10, LIVE_COVERAGE, 90, HOME15, TRUST_QUOTED},
	{"维权服务", "集体协商、劳动保护、帮扶救助有效开展", "", S, 25, 0, 0},
	{"民主管理", "职代会规范召开，厂务公开到位", "", S, 20, 0, 0},
	{"建功立业", "劳动竞赛、技能提升、创新创效有成果", "", S, 20, 0, 0},
	{"文化阵地", "职工活动阵地常用常新", "", S, 15, 0, 0},
	{"一票否决", "没有亮牌子、亮身份", "", V, 0, 0, 0, HOME25, TRUST_QUOTED},
	{"一票否决", "没有独立账户，或者没有按规定上缴工会经费", NO_FUNDS, V, 0, 0, 0, HOME25, TRUST_QUOTED},
	{"一票否决", "没有建立职代会制度", "", V, 0, 0, 0, HOME25, TRUST_QUOTED},
	{"一票否决", "三年内发生拖欠工资、生产安全责任事故或者群体性劳动争议", "", V, 0, 0, 0, HOME25, TRUST_QUOTED},
	{0},
};
static const struct sample_item small_home[] = {
	{"小家建设", "分工会（工会小组）组织健全，会员清楚", "", S, 25, 0, 0},
	{"小家建设", "困难职工有人访、有人帮", "", S, 20, 0, 0},
	{"民主管理", "班组（部门）事务公开，意见有回应", "", S, 20, 0, 0},
	{"建功立业", "围绕生产工作开展竞赛和建议活动", "", S, 20, 0, 0},
	{"环境文化", "小家环境整洁，活动经常", "", S, 15, 0, 0},
	{0},
};
static const struct sample_item pioneer[] = {
	{"一流工作", "主要工作指标在同行业或本单位领先", "", S, 30, 0, 0},
	{"一流服务", "服务对象满意", "", S, 20, 0, 0},
	{"一流业绩", "有可核实的业绩和创新成果", "", S, 30, 0, 0},
	{"一流团队", "团队和谐，骨干成长", "", S, 20, 0, 0},
	{"一票否决", "当年欠薪、污染环境，或者没有建会、没有职代会、没有集体合同", "当年不评", V, 0, 0, 0, PIONEER, TRUST_QUOTED},
	{"一票否决", "三年内发生生产安全责任事故、职业危害或者群体性事件", "三年内不评", V, 0, 0, 0, PIONEER, TRUST_QUOTED},
	{0},
};
static const struct sample_item six_type[] = {
	{"学习型", "学习有计划、有记录、有应用", "", S, 100, 0, 0, GLOSSARY, TRUST_QUOTED}, {"技能型", "岗位练兵，技能等级提升", "", S, 100, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"创新型", "有合理化建议和小改小革", "", S, 100, 0, 0, GLOSSARY, TRUST_QUOTED}, {"环保型", "节能减排，现场整洁", "", S, 100, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"效益型", "指标先进，降本增效", "", S, 100, 0, 0, GLOSSARY, TRUST_QUOTED}, {"和谐型", "互帮互助，民主管理，没有责任事故", "", S, 100, 0, 0, GLOSSARY, TRUST_QUOTED},
	{0},
};
static const struct sample_item five_three[] = {
	{"五全", "全域覆盖", "本单位和所属企业、车间都建立职代会、厂务公开、民主协商制度", S, 12, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"五全", "全员参与", "一线职工、女职工、劳务派遣职工都有代表，职工知晓、参与", S, 12, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"五全", "全面落实", "知情、参与、表达、监督的各项职权落实", S, 12, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"五全", "全链畅通", "征集、审议、表决、公布、督办的环节不缺", S, 12, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"五全", "全程贯穿", "决策以前、执行当中、完成以后都有民主管理", S, 12, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"三化", "规范化", "按规定的程序办，记录归档", S, 14, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"三化", "体系化", "职代会、厂务公开、集体协商、职工董事监事互相衔接", S, 13, 0, 0, GLOSSARY, TRUST_QUOTED},
	{"三化", "实效化", "职工提出的问题得到解决，职工满意", S, 13, 0, 0, GLOSSARY, TRUST_QUOTED},
	{0},
};
static const struct sample_item studio[] = {
	{"基本条件", "领衔人在岗，团队不少于 3 人", "", Y, 20, 0, 0}, {"基本条件", "有场所、标牌、制度和经费", "", S, 20, 0, 0},
	{"创新成果", "当年至少完成一个课题、一项成果", "", S, 35, 0, 0}, {"带徒传技", "当年带徒不少于 2 人", "", S, 25, 0, 0}, {0},
};
static const struct sample_item brand[] = {
	{"品牌定位", "名称、标识清楚，服务对象明确", "", S, 25, 0, 0}, {"服务成效", "活动经常，职工知晓、参与、满意", "", S, 45, 0, 0},
	{"推广价值", "做法可复制，有宣传报道", "", S, 30, 0, 0}, {0},
};
static const struct sample_item exhibition[] = {
	{"现场", "现场环境和安全管理", "实地看", S, 20, 0, 0}, {"现场", "班组台账和民主管理", "实地看", S, 20, 0, 0}, {"现场", "技能演示", "实地看", S, 20, 0, 0},
	{"展示", "内容", "台上讲", S, 20, 0, 0}, {"展示", "表现形式", "台上讲", S, 10, 0, 0}, {"展示", "问答", "台上讲", S, 10, 0, 0}, {0},
};

static const struct sample_item achievement[] = {
	{"评委", "创新性", "做法、技术或者机制有新意", S, 30, 0, 0}, {"评委", "实效", "职工受益，有数据可以核实", S, 30, 0, 0},
	{"评委", "推广价值", "别的单位用得上", S, 20, 0, 0}, {"观众", "观众投票", "得票最多的得满分，其余按票数折算", A, 20, 0, 0}, {0},
};

/* Six parts of a session, from its papers to what came of it. */
static const struct sample_item congress[] = {
	{"会前准备", "代表结构合规，议题经双方商定", "一线代表过半，女代表比例不低于女职工比例", S, 15, 0, 0},
	{"会议材料", "材料提前送达代表，经分组讨论", "一般提前 7 日（参照）", S, 15, 0, 0},
	{"会议程序", "到会代表达到三分之二，逐项表决", "应当审议通过的事项用无记名投票，全体代表过半数通过", S, 20, 0, 0},
	{"审议讨论", "代表充分发言，意见有记录有回应", "", S, 15, 0, 0},
	{"会议结果", "决议、决定公布，报上一级工会", "", S, 10, 0, 0},
	{"会后落实", "提案按期答复率不低于 90%", "从职工提案取数，最近一年", L, 10, LIVE_PROPOSALS_IN_TIME, 90},
	{"会后落实", "提案满意率不低于 80%", "从职工提案取数，最近一年", L, 5, LIVE_PROPOSALS_PLEASED, 80},
	{"会后落实", "决议、集体合同执行情况向下次会议报告", "", S, 10, 0, 0},
	{"一票否决", "超过十二个月没有召开职代会", "", V, 0, 0, 0},
	{"一票否决", "应当审议通过的事项没有提交审议", "", V, 0, 0, 0},
	{0},
};
static const struct sample_item rep_duty[] = {
	{"履职学习", "参加代表培训，熟悉职代会制度", "", S, 15, 0, 0}, {"联系职工", "经常听取本选区职工意见并反映", "看联系记录", S, 25, 0, 0},
	{"提案建议", "提出或附议提案，跟踪办理", "", S, 25, 0, 0}, {"参加活动", "按时参加会议、巡察和联席会议", "看签到", S, 20, 0, 0},
	{"回报选区", "向选区职工传达会议精神和办理结果", "", S, 15, 0, 0}, {0},
};
static const struct sample_item leader_duty[] = {
	{"履行职责", "完成年度任务，重大事项集体研究", "", S, 30, 0, 0}, {"民主管理", "支持职代会，落实职工知情、参与、监督", "", S, 25, 0, 0},
	{"维护权益", "工资、工时、安全、培训等权益落实", "", S, 25, 0, 0}, {"廉洁作风", "廉洁自律，作风民主", "", S, 20, 0, 0}, {0},
};

/*
 * The national campaign as the press tells it (nine heads for a firm, seven for a park); nobody has read the documents
 * themselves, so every item says so. 全国和谐劳动关系创建示范企业 and 示范工业园区 are named by four national bodies
 * (last reported in 2022); here they are entered as titles.
 */
#define H15 "《中共中央 国务院关于构建和谐劳动关系的意见》（中发〔2015〕10号）"
#define H23 "《关于推进新时代和谐劳动关系创建活动的意见》（人力资源社会保障部等，2023年1月，据新华社报道）"
static const struct sample_item harmony[] = {
	{"劳动用工", "依法订立、履行劳动合同，劳务派遣规范", "看花名册和劳动合同，抽查续订、变更、解除", S, 15, 0, 0, H15, TRUST_QUOTED},
	{"工资支付", "工资按时足额支付，没有拖欠", "看最近十二个月的工资支付记录", S, 15, 0, 0, H15, TRUST_QUOTED},
	{"集体协商", "集体合同在有效期内", "从工会卡片取数", L, 8, LIVE_CONTRACT, 1, H15, TRUST_QUOTED},
	{"集体协商", "工资专项集体合同在有效期内", "从工会卡片取数", L, 7, LIVE_WAGE_CONTRACT, 1, H23, TRUST_QUOTED},
	{"民主管理", "近十二个月开过职代会", "从工会卡片取数", L, 8, LIVE_CONGRESS, 1, H15, TRUST_QUOTED},
	{"民主管理", "厂务公开经常，规章制度经过民主程序", "", S, 7, 0, 0, H15, TRUST_QUOTED},
	{"劳动条件", "工时休假、劳动安全卫生、女职工保护符合规定", "", S, 12, 0, 0, H15, TRUST_QUOTED},
	{"社会保险", "依法参加社会保险、足额缴费", "看缴费凭证", S, 8, 0, 0, H15, TRUST_QUOTED},
	{"争议预防", "有劳动争议调解组织，争议多数在内部化解", "看调解登记", S, 6, 0, 0, H23, TRUST_QUOTED},
	{"争议预防", "在任劳动法律监督员不少于 1 人", "从劳动关系人员名册取数", L, 4, LIVE_SUPERVISORS, 1, "通行做法", TRUST_USUAL},
	{"技能培训", "职业技能培训有计划、有经费、有记录", "", S, 5, 0, 0, H23, TRUST_QUOTED},
	{"法治体检", "近一年完成过一次用工法治体检", "从法治体检登记取数", L, 5, LIVE_CHECKUP, 1, "通行做法", TRUST_USUAL},
	{"必备条件", "工会委员会在届期内", "从委员会登记取数，不符合不能评定等次", L, 0, LIVE_TERM_VALID, 1, "通行做法", TRUST_USUAL},
	{"必备条件", "没有未销号的重大劳动关系风险", "从风险登记取数，不符合不能评定等次", L, 0, LIVE_NO_MAJOR_RISK, 1, "通行做法", TRUST_USUAL},
	{"一票否决", "三年内被公布重大劳动保障违法，或者列入拖欠农民工工资失信名单", "", V, 0, 0, 0, "通行做法", TRUST_USUAL},
	{"一票否决", "三年内发生责任性生产安全事故", "", V, 0, 0, 0, "通行做法", TRUST_USUAL},
	{"一票否决", "三年内因企业原因发生停工、群体性事件", "", V, 0, 0, 0, "通行做法", TRUST_USUAL},
	{0},
};
static const struct sample_item harmony_park[] = {
	{"组织领导", "有政府、工会、企业代表组织参加的三方协调机制", "看会议记录", S, 20, 0, 0, H15, TRUST_QUOTED},
	{"企业创建", "园区企业参加创建的比例不低于 60%", "附名单；比例为样例", S, 20, 0, 0, "通行做法", TRUST_USUAL},
	{"建会协商", "园区工会覆盖、集体合同覆盖达到本地要求", "附名单", S, 20, 0, 0, H15, TRUST_QUOTED},
	{"公共服务", "有劳动关系公共服务和争议调解站点", "实地看", S, 20, 0, 0, H23, TRUST_QUOTED},
	{"风险防范", "劳动关系风险有排查、有处置，信息员到企业", "看风险登记", S, 20, 0, 0, H15, TRUST_QUOTED},
	{"一票否决", "一年内园区内发生重大群体性事件", "", V, 0, 0, 0, "通行做法", TRUST_USUAL},
	{0},
};

#define OWN "样例，请按本单位文件核对后修改"
const struct sample_sheet sample_sheets[] = {
	{"six-haves", "六有工会", KIND_SIX_HAVES, SUBJECT_UNION, "六有达标 100", GLOSSARY "：“六有”工会标准；分值为" OWN, 12, six_haves},
	{"model-home", "模范职工之家", KIND_MODEL_HOME, SUBJECT_UNION, "模范 90\n先进 80\n合格 60", "全国模范职工之家等评选表彰管理办法（2020年8月10日）；入会率、会员满意率各 90% 以上，逐级申报（" HOME15 "，未核实）；分值为" OWN, 12, model_home},
	{"small-home", "职工小家", KIND_SMALL_HOME, SUBJECT_UNION, "模范 90\n先进 80\n合格 60", "全国模范职工之家等评选表彰管理办法（2020年8月10日）：小家指分工会或工会小组；项目和分值为" OWN, 12, small_home},
	{"pioneer", "工人先锋号", KIND_PIONEER_TEAM, SUBJECT_TEAM, "工人先锋号 90", "一流工作、一流服务、一流业绩、一流团队；" OWN, 12, pioneer},
	{"six-type", "六型班组", KIND_SIX_TYPE_TEAM, SUBJECT_TEAM, "六型班组 90\n达标班组 75", GLOSSARY "：“六型”班组，每型 100 分；分值和等次为" OWN, 12, six_type},
	{"five-three", "民主管理五全三化", KIND_FIVE_THREE, SUBJECT_UNION, "优秀 90\n达标 75", GLOSSARY "：“推五全促三化”行动；各项的说明和分值为" OWN, 12, five_three},
	{"studio", "劳模和工匠人才创新工作室", KIND_SHEET_STUDIO, SUBJECT_STUDIO, "示范 90\n合格 70", OWN, 12, studio},
	{"brand", "职工阵地品牌", KIND_BRAND, SUBJECT_BRAND, "优秀品牌 90\n品牌 75", OWN, 12, brand},
	{"exhibition", "班组展示", KIND_EXHIBITION, SUBJECT_TEAM, "一等 90\n二等 80\n三等 70", "现场 60 分、展示 40 分；" OWN, 0, exhibition},
	{"achievement", "创新成果展示", KIND_EXHIBITION, SUBJECT_RESULT, "一等 90\n二等 80\n三等 70", "评委 80 分、观众投票 20 分；" OWN, 0, achievement},
	{"congress", "职代会质量评估", KIND_CONGRESS, SUBJECT_UNION, "好 90\n较好 75\n一般 60", "职代会质量评估的通行做法（参照）：准备、材料、程序、审议、结果、落实；项目和分值为" OWN, 0, congress},
	{"rep-duty", "职工代表述职评议", KIND_DUTY, SUBJECT_PERSON, "优秀 90\n称职 60", "述职评议的通行做法（参照）：评委由本选区职工担任；项目和分值为" OWN, 0, rep_duty},
	{"leader-duty", "领导人员民主评议", KIND_DUTY, SUBJECT_PERSON, "优秀 90\n称职 75\n基本称职 60",
	 "民主评议的通行做法（参照）：述职后由职工代表测评。评委打分组织单位看得到；要无记名测评的，用“投票”表决，结果作为佐证。项目和分值为" OWN, 0, leader_duty},
	{"harmony", "和谐劳动关系企业", KIND_HARMONY, SUBJECT_FIRM, "示范企业 90\n达标企业 75",
	 "和谐劳动关系创建：" H15 "、" H23 "，均未核对原文；项目和分值为" OWN, 36, harmony},
	{"harmony-park", "和谐劳动关系园区", KIND_HARMONY, SUBJECT_PARK, "示范园区 90\n达标园区 75",
	 "和谐劳动关系创建：" H15 "、" H23 "，均未核对原文；项目和分值为" OWN, 36, harmony_park},
	{0},
};

int64_t sheet_from_sample(struct req *r, int64_t unit, const struct sample_sheet *x)
{
	struct criteria_sheet *s = record_new(r->arena, &sheet_record);
	int64_t no = 0;
	s->unit = unit;
	s->title = x->title;
	s->kind = x->kind;
	s->subject = x->subject;
	s->levels = x->levels;
	s->source = x->source;
	s->recheck = x->recheck;
	s->version_no = 1;
	if (!flow_create(r, &sheet_flow, s, "取自样例"))
		return 0;
	for (const struct sample_item *i = x->items; i->title; i++)
		q_criterion_add(r->db, id_new(), s->id, ++no, i->part, i->title, i->detail, i->type, i->weight, i->live, i->least, i->source ? i->source : "", i->trust);
	return s->id;
}
