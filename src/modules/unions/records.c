/* The card: its fields, what it has to have, what may happen to it. */
#include <string.h>

#include "modules/committees/terms.h"
#include "modules/unions/inside.h"
#include "modules/units/units.h"
#include "text/calendar.h"
#include "text/idcheck.h"

static const struct choice states[] = {
	{CARD_DUE, "应建未建", "warn"}, {CARD_ASKED, "已申请建会", "info"}, {CARD_FOUNDED, "已建会", "ok"}, {CARD_LEGAL, "已取得法人资格", "ok"},
	{CARD_DISSOLVED, "已撤销", "mute"}, {CARD_MERGED, "已合并", "mute"}, {CARD_CLOSED, "不再应建", "mute"}, {0}};
const struct choice union_natures[] = {
	{1, "机关", NULL}, {2, "事业单位", NULL}, {3, "国有企业", NULL}, {4, "集体企业", NULL}, {5, "股份合作企业", NULL}, {6, "有限责任公司", NULL},
	{7, "股份有限公司", NULL}, {8, "私营企业", NULL}, {9, "港澳台商投资企业", NULL}, {10, "外商投资企业", NULL}, {11, "个体经济组织", NULL},
	{12, "社会组织", NULL}, {13, "其他", NULL}, {0}};
/* GB/T 4754-2017, the twenty sections A to T. */
const struct choice union_industries[] = {
	{1, "农、林、牧、渔业", NULL}, {2, "采矿业", NULL}, {3, "制造业", NULL}, {4, "电力、热力、燃气及水生产和供应业", NULL}, {5, "建筑业", NULL},
	{6, "批发和零售业", NULL}, {7, "交通运输、仓储和邮政业", NULL}, {8, "住宿和餐饮业", NULL}, {9, "信息传输、软件和信息技术服务业", NULL},
	{10, "金融业", NULL}, {11, "房地产业", NULL}, {12, "租赁和商务服务业", NULL}, {13, "科学研究和技术服务业", NULL},
	{14, "水利、环境和公共设施管理业", NULL}, {15, "居民服务、修理和其他服务业", NULL}, {16, "教育", NULL}, {17, "卫生和社会工作", NULL},
	{18, "文化、体育和娱乐业", NULL}, {19, "公共管理、社会保障和社会组织", NULL}, {20, "国际组织", NULL}, {0}};
static const struct choice elections[] = {{1, "会员大会", NULL}, {2, "会员代表大会", NULL}, {0}};
static const struct choice congress_forms[] = {{1, "职工代表大会", NULL}, {2, "职工大会", NULL}, {3, "区域（行业）职代会", NULL}, {0}};
const struct choice union_homes[] = {
	{1, "未评", NULL}, {2, "合格职工之家", NULL}, {3, "先进职工之家", NULL}, {4, "市级模范职工之家", NULL}, {5, "省级模范职工之家", NULL},
	{6, "全国模范职工之家", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct union_card, states),
	TEXT(struct union_card, name, .label = "工会全称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	REF(struct union_card, org, &unit_record, .label = "台账里的单位", .use = F_JSON),
	TEXT(struct union_card, employer, .label = "所在用人单位", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	TEXT(struct union_card, employer_uscc, .label = "用人单位统一社会信用代码", .max = 18, .use = F_FORM | F_JSON, .hint = "18 位，按 GB 32100 核对校验码。"),
	CHOICE(struct union_card, nature, union_natures, .label = "单位性质", .use = F_LIST | F_FORM | F_FILTER | F_JSON),
	CHOICE(struct union_card, industry, union_industries, .label = "行业", .use = F_LIST | F_FORM | F_FILTER | F_JSON, .hint = "国民经济行业分类（GB/T 4754-2017）门类。"),
	TEXT(struct union_card, address, .label = "地址", .max = 100, .use = F_FORM | F_JSON),
	TEXT(struct union_card, contact, .label = "办公电话", .max = 30, .use = F_FORM),
	INT(struct union_card, staff, .label = "职工人数", .most = 1000000, .use = F_LIST | F_FORM | F_SORT | F_JSON),
	INT(struct union_card, staff_women, .label = "其中女职工", .most = 1000000, .use = F_FORM | F_JSON),
	INT(struct union_card, gig, .label = "新就业形态劳动者", .most = 1000000, .use = F_FORM | F_JSON, .hint = "货车司机、网约车司机、快递员、外卖配送员等，没有填 0。"),
	LONG(struct union_card, prep, .label = "筹备组", .max = 300, .use = F_FORM, .hint = "筹备组组长和成员，申请建会前填写。"),
	DAY(struct union_card, founded_on, .label = "建会日期", .use = F_LIST | F_FORM | F_SORT | F_JSON),
	TEXT(struct union_card, approval, .label = "批准文号", .max = 60, .use = F_FORM | F_JSON, .hint = "上级工会批准建会的文号。"),
	DAY(struct union_card, approved_on, .label = "批准日期", .use = F_FORM),
	CHOICE(struct union_card, election, elections, .label = "选举方式", .use = F_FORM),
	TEXT(struct union_card, uscc, .label = "工会法人统一社会信用代码", .max = 18, .use = F_LIST | F_FORM | F_FIND | F_JSON,
	     .hint = "18 位，81 开头，按 GB 32100 核对校验码。"),
	TEXT(struct union_card, cert_no, .label = "法人资格证书编号", .max = 40, .use = F_FORM),
	DAY(struct union_card, cert_on, .label = "发证日期", .use = F_FORM),
	FLAG(struct union_card, seal, .label = "已刻制印章", .use = F_FORM),
	FLAG(struct union_card, account, .label = "已开设独立账户", .use = F_FORM),
	MONEY(struct union_card, funds, .label = "上年工会经费收入（元）", .use = F_FORM),
	INT(struct union_card, groups, .label = "工会小组数", .most = 10000, .use = F_FORM),
	DAY(struct union_card, contract_on, .label = "集体合同签订日期", .use = F_FORM),
	DAY(struct union_card, contract_until, .label = "集体合同到期", .use = F_FORM),
	FLAG(struct union_card, contract_filed, .label = "集体合同已报送审查", .use = F_FORM, .hint = "签订后十日内报送人力资源社会保障部门（劳动合同法第五十四条）。"),
	DAY(struct union_card, wage_until, .label = "工资专项集体合同到期", .use = F_FORM),
	CHOICE(struct union_card, congress_form, congress_forms, .label = "职代会形式", .use = F_FORM),
	INT(struct union_card, congress_no, .label = "职代会届次", .most = 99, .use = F_FORM),
	DAY(struct union_card, congress_on, .label = "最近一次职代会", .use = F_FORM),
	FLAG(struct union_card, open_affairs, .label = "实行厂务公开", .use = F_FORM),
	CHOICE(struct union_card, home, union_homes, .label = "职工之家", .use = F_FORM | F_FILTER),
	FLAG(struct union_card, plate, .label = "亮牌子", .use = F_FORM),
	FLAG(struct union_card, badge, .label = "会员亮身份", .use = F_FORM),
	INT(struct union_card, asked_by, .label = "申请人"),
	REF(struct union_card, source, &union_card_record, .label = "来自或并入"),
	INT(struct union_card, complete, .label = "完整度（%）", .use = F_LIST | F_SORT | F_JSON),
	INT(struct union_card, whole, .label = "填写完整"),
};
const struct record union_card_record = RECORD("union_card", "工会卡片", struct union_card, fields, "name",
	.indexes = "create unique index union_card_of_org on union_card(org) where org <> 0;\n"
		   "create unique index union_card_one_uscc on union_card(uscc) where uscc <> '';\n"
		   "create index union_card_of_employer on union_card(employer_uscc) where employer_uscc <> '';\n");

/* ---- what a card has to have ---- */

static const char *const wanted[] = {
	"employer", "employer_uscc", "nature", "industry", "address", "contact", "staff", "founded_on", "approval", "approved_on", "election", "uscc",
	"cert_no", "cert_on", "seal", "account", "funds", "groups", "contract_until", "congress_on", "open_affairs", "home", "plate", "badge"};
enum { WANTED = sizeof(wanted) / sizeof(wanted[0]) };

static bool filled(const struct union_card *c, const char *name)
{
	const struct field *f = record_field(&union_card_record, name);
	return f->kind == KIND_TEXT || f->kind == KIND_LONG ? *field_text(f, c) != 0 : field_int(f, c) != 0;
}

void card_settle(struct union_card *c)
{
	int n = 0;
	for (size_t i = 0; i < WANTED; i++)
		n += filled(c, wanted[i]);
	c->complete = n * 100 / WANTED;
	c->whole = n == WANTED;
}

const char **card_missing(struct req *r, const struct union_card *c, size_t *n)
{
	const char **out = NEW_N(r->arena, const char *, WANTED);
	*n = 0;
	for (size_t i = 0; i < WANTED; i++)
		if (!filled(c, wanted[i]))
			out[(*n)++] = record_field(&union_card_record, wanted[i])->label;
	return out;
}

/* ---- checks ---- */

static void check_code(struct req *r, const char *name, const char **value, bool of_union)
{
	struct credit_code code;
	if (text_empty(*value))
		return;
	const char *why = credit_code_read(r->arena, *value, &code);
	if (why)
		problem_add(&r->problems, name, "%s", why);
	else if (of_union && strncmp(code.text, "81", 2) != 0)
		problem_add(&r->problems, name, "工会法人的代码以 81 开头（GB 32100：登记管理部门 8 工会，机构类别 1），现在是 %.2s。", code.text);
	else
		*value = arena_strdup(r->arena, code.text);
}

static void check_day(struct req *r, const char *name, day d)
{
	if (d > r->today)
		problem_add(&r->problems, name, "%s不能晚于今天。", record_field(&union_card_record, name)->label);
}

void card_check(struct req *r, struct union_card *c)
{
	check_code(r, "employer_uscc", &c->employer_uscc, false);
	check_code(r, "uscc", &c->uscc, true);
	check_day(r, "founded_on", c->founded_on);
	check_day(r, "approved_on", c->approved_on);
	check_day(r, "cert_on", c->cert_on);
	check_day(r, "contract_on", c->contract_on);
	if (c->contract_until && c->contract_on > c->contract_until)
		problem_add(&r->problems, "contract_until", "集体合同的到期日要晚于签订日期。");
	check_day(r, "congress_on", c->congress_on);
	if (*c->uscc && q_union_card_uscc_used(r->db, c->uscc, c->id))
		problem_add(&r->problems, "uscc", "这个代码已登记在另一张工会卡片上，请核对。");
	if (*c->uscc && strcmp(c->uscc, c->employer_uscc) == 0)
		problem_add(&r->problems, "uscc", "工会法人的代码不是用人单位的代码。");
	if (c->staff_women > c->staff)
		problem_add(&r->problems, "staff_women", "女职工不能多于职工人数。");
	if (c->gig > c->staff)
		problem_add(&r->problems, "gig", "新就业形态劳动者不能多于职工人数。");
	card_settle(c);
}

/* ---- moves ---- */

int64_t union_superior(struct req *r, int64_t unit)
{
	struct unit u;
	return unit_load(r->db, r->arena, unit, &u) ? u.parent : 0;
}

/* Who has to found a union approves it; once it stands, the union above it. */
const char *card_by_superior(struct req *r, const struct union_card *c)
{
	int64_t up = c->org ? union_superior(r, c->org) : c->unit;
	return up && may(r, "union.approve", up) ? NULL : "由上一级工会办理。";
}

bool asked_oneself(struct req *r, int64_t asked_by)
{
	return asked_by && r->who && asked_by == r->who->person;
}

bool has_files(struct req *r, const struct record *record, int64_t id)
{
	size_t n;
	files_of(r->db, r->arena, record->name, id, &n);
	return n > 0;
}

static const char *can_ask(struct req *r, const void *row)
{
	const struct union_card *c = row;
	if (text_empty(c->prep))
		return "请先填写筹备组的组长和成员。";
	if (c->staff < 1)
		return "请先填写职工人数。";
	return has_files(r, &union_card_record, c->id) ? NULL : "请先上传建会申请书（工会法第12条：须报上一级工会批准）。";
}

static bool asked(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct union_card *)row)->asked_by = r->who ? r->who->person : 0;
	return true;
}

static const char *superior_may(struct req *r, const void *row)
{
	return card_by_superior(r, row);
}

static const char *is_legal(struct req *r, const void *row)
{
	const struct union_card *c = row;
	(void)r;
	if (text_empty(c->uscc))
		return "请先填写工会法人统一社会信用代码。";
	return text_empty(c->cert_no) || !c->cert_on ? "请先填写法人资格证书编号和发证日期。" : NULL;
}

/* The unit comes back, and its committees with it. */
static bool restored(struct req *r, void *row, const void *before)
{
	const struct union_card *c = row;
	(void)before;
	return flow_follow(r, &unit_flow, record_load(r->db, r->arena, &unit_record, c->org), "restore", form_get(r, "reason"));
}

/* An import taken back: the union may get another card, its number another row. */
static bool voided(struct req *r, void *row, const void *before)
{
	struct union_card *c = row;
	(void)r;
	(void)before;
	c->org = 0;
	c->uscc = "";
	return true;
}

/* What was entered by mistake; the unit is then dissolved like one without a card. */
static const char *just_entered(struct req *r, const void *row)
{
	const struct union_card *c = row;
	if (c->asked_by)
		return "经申请、批复成立的工会，撤销要在卡片上申请变更（工会法第十二条、第十三条）。";
	if (r->now - c->created_at > 24 * (instant)3600000)
		return "补登满一天不能再收回，撤销要在卡片上申请变更（工会法第十二条、第十三条）。";
	return card_by_superior(r, c);
}

static const struct move moves[] = {
	{CARD_DUE, "ask", CARD_ASKED, "union.edit", "申请建会", .needs = can_ask, .done = asked, .help = "筹备组填好、建会申请书上传后，报上一级工会批准"},
	{CARD_ASKED, "withdraw", CARD_DUE, "union.edit", "撤回申请", MOVE_REASON | MOVE_PLAIN, .help = "上级批准之前撤回，改后再报"},
	{CARD_ASKED, "return", CARD_DUE, "union.approve", "退回申请", MOVE_REASON | MOVE_PLAIN, .needs = superior_may, .help = "申请不合规定，退回补充"},
	{CARD_ASKED, "found", CARD_FOUNDED, "union.approve", "批准建会", MOVE_HIDDEN, .needs = superior_may, .help = "上一级工会批复，写明文号、附批复；工会进入组织树"},
	{CARD_DUE, "enter", CARD_FOUNDED, NULL, "补登", MOVE_HIDDEN, .help = "早已成立的工会补登卡片"},
	{CARD_FOUNDED, "take_back", CARD_CLOSED, "union.approve", "收回补登", MOVE_REASON | MOVE_PLAIN, .needs = just_entered, .done = voided,
	 .help = "一天之内收回误补登的卡片，单位随后可在组织里撤销"},
	{CARD_FOUNDED, "register", CARD_LEGAL, "union.edit", "登记法人资格", .needs = is_legal, .help = "取得工会法人资格证书，主席是法定代表人"},
	{CARD_LEGAL, "unregister", CARD_FOUNDED, "union.edit", "撤回法人登记", MOVE_REASON | MOVE_PLAIN, .help = "登记有误，或证书已注销"},
	{CARD_DUE, "close", CARD_CLOSED, "union.edit", "不再应建", MOVE_REASON | MOVE_PLAIN, .help = "用人单位注销、迁出，或已加入联合工会"},
	{CARD_CLOSED, "reopen", CARD_DUE, "union.edit", "恢复应建", MOVE_REASON | MOVE_PLAIN, .help = "撤回“不再应建”"},
	{CARD_DUE, "void", CARD_CLOSED, "union.edit", "撤销导入", MOVE_HIDDEN, .done = voided, .help = "误导入的卡片收回，代码和单位随之让出"},
	{CARD_FOUNDED, "void", CARD_CLOSED, "union.edit", "撤销导入", MOVE_HIDDEN, .done = voided, .help = "误导入的卡片收回，代码和单位随之让出"},
	{ANY_STATE, "change", SAME_STATE, NULL, "变更", MOVE_HIDDEN, .help = "合并、分立、调整隶属办结，卡片随之更新"},
	{ANY_STATE, "merge", CARD_MERGED, NULL, "并入", MOVE_HIDDEN, .help = "并入另一工会，本会终止"},
	{ANY_STATE, "dissolve", CARD_DISSOLVED, NULL, "撤销", MOVE_HIDDEN, .help = "撤销办结，本会终止"},
	{CARD_DISSOLVED, "restore", CARD_FOUNDED, "union.approve", "恢复工会", MOVE_REASON | MOVE_PLAIN, .needs = superior_may, .done = restored,
	 .help = "撤销有误，恢复单位、卡片和委员会"},
	{0},
};

static void keep_term(struct req *r, const struct union_card *c, int64_t row_id, const char *label, day since, day until)
{
	if (until && c->org)
		term_put(r, &(struct term){.record = union_card_record.name, .row_id = row_id, .unit = c->org, .kind = TERM_CONTRACT, .label = label, .holder = "",
			 .since = since, .until = until, .ended_on = CARD_STANDS & 1u << c->state ? 0 : r->today});
	else
		term_drop(r, union_card_record.name, row_id);
}

/* Contracts end as terms do, and are warned of beside them. */
static void card_written(struct req *r, const void *before, const void *row)
{
	const struct union_card *c = row;
	(void)before;
	keep_term(r, c, c->id, "集体合同", c->contract_on, c->contract_until);
	keep_term(r, c, -c->id, "工资专项集体合同", 0, c->wage_until);
}

const struct flow union_card_flow = {
	.record = &union_card_record, .moves = moves, .home = "/unions/%lld", .edit_right = "union.edit",
	.edit_states = CARD_WANTED, .first = CARD_DUE, .find_right = "union.read", .read_right = "union.read", .after = card_written,
};

int64_t union_card_of(struct db *d, int64_t org)
{
	return q_union_card_of_org(d, org);
}

bool union_card_enter(struct req *r, struct union_card *c)
{
	struct unit u = {0};
	if (!unit_load(r->db, r->arena, c->org, &u) || !unit_is_union(u.kind) || u.state != UNIT_ACTIVE)
		problem_add(&r->problems, "name", "只有台账里的工会才能补登卡片。");
	else if (union_card_of(r->db, c->org))
		problem_add(&r->problems, "name", "%s已有工会卡片。", u.name);
	c->unit = c->org;
	card_check(r, c);
	return !r->problems.n && flow_create(r, &union_card_flow, c, "") && flow_follow(r, &union_card_flow, c, "enter", "");
}
