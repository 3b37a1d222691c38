#include "modules/proposals/inside.h"

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/module.h"

extern const char proposals_schema[]; /* schema.sql */

/* ---- lists ---- */

static const struct list_view public_views[] = {{"在办", "state=3,4,5,6,7"}, {"已答复", "state=8,9"}, {"跟踪落实", "state=14"}, {"已办结", "state=10"}, {"优秀", "excellent=1"}, {0}};
const struct list proposal_list = {
	.name = "proposals", .base = "/proposals", .flow = &proposal_flow, .read_right = "proposal.find", .views = public_views, .noun = "件", .options = proposal_options,
	.cols = "title,state,number,kind,lead,seconders,received_on,outcome",
	.drafts = PROPOSAL_DRAFTS | PROPOSAL_INNER, .draft_right = "proposal.author",
	.empty = "还没有立案的提案。立案后，办到哪一步都在这里公开。",
	.help = "立案的提案和办理进展，本单位职工都能看。", .add = "/proposals/new", .add_label = "写提案",
};
static const struct list_view office_views[] = {{"待审查", "state=2"}, {"待交办", "state=3"}, {"在办", "state=4,5,6,7"}, {"待评价", "state=8"}, {"待复核", "state=9"},
	{"跟踪落实", "state=14"}, {"不立案", "state=11,15"}, {0}};
const struct list proposal_office_list = {
	.name = "proposal-office", .base = "/proposals/office", .flow = &proposal_flow, .read_right = "proposal.sort", .sort = "-received_on",
	.views = office_views, .cols = "title,state,number,kind,lead,seconders,received_on,due", .noun = "件", .options = proposal_options, .drafts = PROPOSAL_DRAFTS, .draft_right = "proposal.author", .personal = true,
	.empty = "还没有收到提案。发布征集通知后，职工代表提交的都列在这里。",
	.help = "提案委员会的桌面：审查、立案、交办、复核。起草和征集附议中的只有代表自己看得到。",
};
static const struct list *const lists[] = {&proposal_list, &proposal_office_list, &session_list, &pick_list, NULL};

/* ---- what the module declares ---- */

static const struct route routes[] = {
	{METHOD_GET, "/m/proposals", "proposal.find", get_hub, "手机：我的提案、等我附议的、进展公开"},
	{METHOD_GET, "/m/proposals/new", "proposal.write", get_new, "手机：写提案的表单"},
	{METHOD_POST, "/m/proposals", "proposal.write", post_new, "手机：保存提案", .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/m/proposals/{id}", "proposal.find", get_narrow, "手机：一件提案", .of = &proposal_record},
	{METHOD_GET, "/m/proposals/{id}/edit", "proposal.author", get_edit, "手机：修改提案的表单", .of = &proposal_record},
	{METHOD_POST, "/m/proposals/{id}/text", "proposal.author", post_edit, "手机：修改提案", .of = &proposal_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/m/proposals/{id}/reps", "proposal.author", get_reps, "手机：选附议人", .of = &proposal_record},
	{METHOD_POST, "/m/proposals/{id}/invite", "proposal.author", post_invite, "手机：邀请附议", .of = &proposal_record},
	{METHOD_POST, "/m/proposals/{id}/{word}", "proposal.find", post_narrow, "手机：附议、提交、评价、补充", .of = &proposal_record},
	{METHOD_GET, "/proposals/office", "proposal.sort", get_office, "提案审查和交办列表"},
	{METHOD_GET, "/proposals/supervise", "proposal.watch", get_proposal_watch, "提案督办：期限和逾期"},
	{METHOD_GET, "/proposals/similar", "proposal.write", get_similar, "边写边看相近的提案"},
	{METHOD_GET, "/proposals/new", "proposal.write", get_new, "写提案的表单"},
	{METHOD_POST, "/proposals", "proposal.write", post_new, "保存提案", .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/proposals/{id}/edit", "proposal.author", get_edit, "修改提案的表单", .of = &proposal_record},
	{METHOD_POST, "/proposals/{id}/text", "proposal.author", post_edit, "修改提案", .of = &proposal_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/proposals/{id}/reps", "proposal.author", get_reps, "选附议人", .of = &proposal_record},
	{METHOD_POST, "/proposals/{id}/invite", "proposal.author", post_invite, "邀请附议", .of = &proposal_record},
	{METHOD_POST, "/proposals/{id}/forward", "proposal.close", post_forward, "报送上级的优秀提案征集", .of = &proposal_record},
	{METHOD_GET, "/proposals/{id}/paper/{word}", "proposal.find", get_proposal_paper, "一件提案的提案表 docx、pdf", ROUTE_SLOW, .of = &proposal_record},
	{METHOD_POST, "/proposals/{id}/unforward", "proposal.close", post_unforward, "撤回报送的优秀提案", .of = &proposal_record},
	MATTER_ROUTES("/proposals", "proposal.find", "proposal.find", proposal_record, "提案", get_proposals, get_proposal, post_step),
	{METHOD_GET, "/proposal-sessions", "session.read", get_sessions, "会议和提案征集列表"},
	{METHOD_GET, "/proposal-sessions/new", "session.edit", get_session_new, "新建会议的表单"},
	{METHOD_POST, "/proposal-sessions", "session.edit", post_session_new, "新建会议"},
	{METHOD_GET, "/proposal-sessions/{id}", "session.read", get_session, "一次会议的提案数字", .of = &congress_session_record},
	{METHOD_GET, "/proposal-sessions/{id}/edit", "session.edit", get_session_edit, "修改会议的表单", .of = &congress_session_record},
	{METHOD_POST, "/proposal-sessions/{id}", "session.edit", post_session_edit, "修改会议", .of = &congress_session_record},
	{METHOD_GET, "/proposal-sessions/{id}/paper/{word}", "proposal.sort", get_session_paper, "提案工作报告 docx、pdf", ROUTE_SLOW, .of = &congress_session_record},
	{METHOD_GET, "/proposal-picks", "pick.read", get_picks, "下级报送的优秀提案"},
	{METHOD_GET, "/proposal-picks/{id}", "pick.read", get_pick, "一件报送的优秀提案", .of = &proposal_pick_record},
	{0},
};

static const struct right rights[] = {
	{"proposal.write", "写提案和附议", .here = BIT(ROLE_REP)},
	{"proposal.find", "查看提案进展", .here = MEMBERS, .above = MEMBERS, .below = STAFF, .party = BIT(PARTY_AUTHOR) | BIT(PARTY_INVITED)},
	MATTER_READ("proposal", "查看提案全文和办理", BIT(PARTY_INVITED) | BIT(PARTY_RECEIVER)),
	{"proposal.second", "回复附议邀请", .party = BIT(PARTY_INVITED)},
	MATTER_HANDLED_RIGHTS("proposal", "提案", "修改、提交和评价自己的提案", "审查和交办提案", "承办提案", "复核和办结提案", "会签提案答复", "签发提案答复"),
	{"proposal.watch", "督办提案", .here = STAFF, .below = STAFF},
	{"session.read", "查看会议和提案征集", .here = MEMBERS, .above = MEMBERS, .below = STAFF},
	{"session.edit", "组织会议和提案征集", .here = STAFF},
	{"pick.read", "查看报送的优秀提案", .here = STAFF},
	{"pick.decide", "评选优秀提案", .here = HEADS},
	{0},
};

static const struct policy policies[] = {
	{"proposal.call_days", "提案征集提前的天数", "天", 30, POLICY_BY_UNIT, "职代会提案征集通行做法：会前 30 日（有的 1 至 2 个月）", 'B'},
	{"proposal.seconders", "提案附议的最少人数", "人", 2, POLICY_BY_UNIT, "职代会提案通行做法：2 名以上代表附议（有的 1 名或 3 名）", 'B'},
	{"proposal.days", "一般提案答复期限", "天", 30, POLICY_BY_UNIT, "通行做法：交办后 30 日内答复（有的 20 日）", 'B'},
	{"proposal.complex_days", "复杂提案答复期限", "天", 90, POLICY_BY_UNIT, "通行做法：复杂的 90 日内答复", 'B'},
	{"proposal.again_days", "提案再办期限", "天", 30, POLICY_BY_UNIT, "通行做法：不满意的 30 日内再办一次", 'C'},
	{"proposal.extension", "提案最多延长", "天", 30, POLICY_BY_UNIT, "通行做法：经同意延长一次", 'C'},
	{0},
};

enum {
	ANSWERED = MATTER_ANSWERED,
	FILED = 1u << MATTER_SORTED | 1u << MATTER_SENT | 1u << MATTER_WORKING | 1u << MATTER_PAUSED | 1u << MATTER_SIGNING | MATTER_ANSWERED | 1u << MATTER_MERGED,
	RATED = 1u << MATTER_CHECK | 1u << MATTER_CLOSED | 1u << MATTER_KEPT,
};
#define SUM(name, text, dated, in, ...)                                                            \
	{.key = "proposal." name, .label = text, .unit_label = "件", .kind = MEASURE_SUM, .record = &proposal_record, .on = dated, .states = in, __VA_ARGS__}
#define RATE(name, text, top, bottom, how)                                                         \
	{.key = "proposal." name, .label = text, .unit_label = "%", .kind = MEASURE_RATIO, .num = "proposal." top, .den = "proposal." bottom, .help = how}
static const struct measure measures[] = {
	SUM("submitted", "提交提案", "received_on", FILED | 1u << MATTER_RECEIVED | 1u << MATTER_REFUSED | 1u << MATTER_IDEA, .where = "carried", .is = 0,
	    .list = "/proposals/office", .help = "按提交日期计，撤回的和结转的不计"),
	SUM("filed", "立案提案", "filed_on", FILED, .where = "carried", .is = 0, .list = "/proposals", .help = "按立案日期计，含并案，结转的不计"),
	SUM("taken", "应答复提案", "filed_on", FILED & ~(1u << MATTER_MERGED), .list = "/proposals?state=3,4,5,6,7,8,9,10,14",
	    .help = "立案的和结转的，并案的计入主案；按立案日期计"),
	SUM("replied", "答复提案", "replied_on", ANSWERED, .list = "/proposals?state=8,9,10,14", .help = "按签发答复的日期计，退回再办的不计"),
	SUM("in_time", "按期答复提案", "replied_on", ANSWERED, .where = "in_time", .is = 1, .list = "/proposals?state=8,9,10,14",
	    .help = "在期限内签发答复的，暂停和批准的延期已算入期限"),
	SUM("class_a", "A 类答复", "replied_on", ANSWERED, .where = "outcome", .is = CLASS_DONE, .list = "/proposals?outcome=1&state=8,9,10,14", .help = "已解决或采纳的答复"),
	SUM("rated", "收到评价的提案", "replied_on", RATED, .where = "rated", .is = 1, .list = "/proposals?rating=1,2,3", .help = "提案人和附议人评价过的，按答复日期计"),
	SUM("pleased", "满意和基本满意的提案", "replied_on", RATED, .where = "pleased", .is = 1, .list = "/proposals?rating=1,2", .help = "评为满意或基本满意的，几个人评价的按最低的计"),
	SUM("closed", "办结提案", "closed_on", 1u << MATTER_CLOSED, .list = "/proposals?state=10", .help = "各步齐全、复核通过的，按办结日期计"),
	{.key = "proposal.open", .label = "在办提案", .unit_label = "件", .kind = MEASURE_STATE, .record = &proposal_record, .list = "/proposals?state=3,4,5,6,7",
	 .states = MATTER_OPEN & ~(1u << MATTER_RECEIVED), .help = "立案后还没有答复的"},
	{.key = "proposal.overdue", .label = "逾期提案", .unit_label = "件", .kind = MEASURE_STATE, .record = &proposal_record, .list = "/proposals?state=4,5,7&sort=due",
	 .states = MATTER_OPEN & ~(1u << MATTER_PAUSED), .past = "due", .help = "过了期限还没有答复的，到期次日自动计入"},
	RATE("filing_rate", "提案立案率", "filed", "submitted", "立案 ÷ 提交"),
	RATE("reply_rate", "提案答复率", "replied", "taken", "答复 ÷（立案＋结转－并案）"),
	RATE("in_time_rate", "提案按期答复率", "in_time", "replied", "按期答复 ÷ 答复"),
	RATE("class_a_rate", "提案 A 类率", "class_a", "taken", "A 类 ÷（立案＋结转－并案）"),
	RATE("pleased_rate", "提案满意率", "pleased", "rated", "（满意＋基本满意）÷ 收到评价"),
	{0},
};

static const struct nav nav[] = {
	{"民主管理", "职工提案", ICON("pencil"), "/m/proposals", "proposal.find", 229},
	{"民主管理", "提案进展", ICON("file-text"), "/proposals", "proposal.find", 230},
	{"民主管理", "提案审查", ICON("checklist"), "/proposals/office", "proposal.close", 231},
	{"民主管理", "提案督办", ICON("clock"), "/proposals/supervise", "proposal.watch", 232},
	{"民主管理", "提案征集", ICON("calendar-event"), "/proposal-sessions", "session.edit", 233},
	{"民主管理", "优秀提案", ICON("award"), "/proposal-picks", "pick.decide", 234},
	{0},
};

static const struct flow *const flows[] = {&proposal_flow, &congress_session_flow, &proposal_pick_flow, NULL};
static const char *const needs[] = {"matters", "appeals", NULL};

const struct module mod_proposals = {
	.name = "proposals", .label = "职工提案", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = policies,
	.nav = nav, .lists = lists, .schema = proposals_schema, .needs = needs,
};
