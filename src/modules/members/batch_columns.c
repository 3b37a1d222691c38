/* What the columns of a workbook mean. Heads of other systems are data: a new system is a new word here. */
#include <string.h>

#include "list_import.sql.h"
#include "modules/members/batch.h"

/* Heads as they stand in collection forms and exports of real-name systems in use (domain-rules MEM-04, confidence B). */
const struct target batch_targets[] = {
	[T_NAME] = {"name", "姓名", "会员姓名|职工姓名|名字", &person_record},
	[T_ID_TYPE] = {"id_type", "证件种类", "证件类型|证件类别|有效证件类型", &member_record},
	[T_IDNO] = {"idno", "证件号码", "身份证号|身份证号码|公民身份号码|证件号|身份证|居民身份证号码|有效证件号码", NULL},
	[T_MOBILE] = {"mobile", "手机号", "手机号码|移动电话|联系电话|手机|联系方式|电话", NULL},
	[T_UNIT] = {"unit", "所属单位", "所属工会|所在工会|基层工会|工会名称|所在单位|部门|单位|分工会|工会组织名称", NULL},
	[T_STATE] = {"state", "会籍状态", "会员状态|会籍情况", NULL},
	[T_STAFF_NO] = {"staff_no", "工号", "职工编号|员工号|人员编号", &person_record},
	[T_TITLE] = {"title", "岗位或职务", "岗位|职务|工种|工作岗位|职业", &person_record},
	[T_SEX] = {"sex", "性别", "", &person_record},
	[T_BIRTH] = {"birth", "出生日期", "出生年月日|生日|出生年月", &member_record},
	[T_ETHNIC] = {"ethnic", "民族", "民族名称", &member_record},
	[T_POLITICS] = {"politics", "政治面貌", "政治面目", &member_record},
	[T_EDUCATION] = {"education", "学历", "文化程度|最高学历", &member_record},
	[T_DEGREE] = {"degree", "学位", "最高学位", &member_record},
	[T_HOUSEHOLD] = {"household", "户籍类型", "户口类型|户籍性质|户口性质|户籍类别", &member_record},
	[T_PLACE] = {"household_place", "户籍所在地", "户籍地|户籍地址|籍贯", &member_record},
	[T_ADDRESS] = {"address", "住址", "家庭住址|现住址|居住地址|通讯地址|联系地址", NULL},
	[T_EMPLOYER] = {"employer", "用人单位", "工作单位|单位名称|用工单位", &member_record},
	[T_SKILL] = {"skill", "技能等级", "技术等级|职业技能等级|职业资格等级", &member_record},
	[T_JOB] = {"job", "就业状况", "就业状态|在职状态|从业状况", &member_record},
	[T_FARMER] = {"farmer", "农民工", "是否农民工|是否为农民工", &member_record},
	[T_GIG] = {"gig", "新就业形态群体", "新就业形态|新就业形态类型|就业群体|八大群体", &member_record},
	[T_MODEL] = {"model", "劳模（荣誉）", "劳模|劳模类型|劳模级别|是否劳模", &member_record},
	[T_RETIRE] = {"retire_base", "退休年龄类别", "退休类别", &member_record},
	[T_JOINED] = {"joined_on", "入会日期", "入会时间|加入工会日期|入会年月", &member_record},
	[T_NUMBER] = {"member_no", "会员证号", "会员卡号|会员编号|工会会员证号", &member_record},
	[T_DUES] = {"dues_until", "会费缴至", "会费缴纳至", &member_record},
};

int target_named(const char *name)
{
	for (int i = 0; i < T_COUNT; i++)
		if (strcmp(batch_targets[i].name, name) == 0)
			return i;
	return -1;
}

/* Without blanks, stars and what stands in brackets: "*身份证号码（必填）" is 身份证号码. */
static const char *bare(struct arena *a, const char *head)
{
	struct buf b = buf_in(a);
	for (const char *p = head; *p; p++) {
		if (strncmp(p, "（", 3) == 0 && p > head)
			break;
		if ((unsigned char)*p > ' ' && *p != '*' && *p != '(' && *p != ')')
			buf_char(&b, *p);
		else if (*p == '(' && p > head)
			break;
	}
	return buf_text(&b);
}

static bool among(const char *heads, const char *text)
{
	for (struct str rest = str_of(heads); rest.n;)
		if (str_is(str_cut(&rest, '|'), text))
			return true;
	return false;
}

static int meant(struct req *r, const char *head)
{
	const char *text = bare(r->arena, head), *before;
	for (int i = 0; *text && i < T_COUNT; i++)
		if (strcmp(batch_targets[i].label, head) == 0 || strcmp(batch_targets[i].label, text) == 0)
			return i;
	before = q_import_map_get(r->db, r->arena, r->who->person, "members", head);
	if (*before)
		return target_named(before);
	for (int i = 0; *text && i < T_COUNT; i++)
		if (among(batch_targets[i].heads, text))
			return i;
	return -1;
}

void columns_index(struct columns *c)
{
	for (int t = 0; t < T_COUNT; t++)
		c->at[t] = -1;
	for (int i = c->n; i-- > 0;)
		if (c->map[i] >= 0)
			c->at[c->map[i]] = i; /* the first of two columns counts */
	for (int i = 0; i < c->n; i++)
		if (c->map[i] >= 0 && c->at[c->map[i]] != i)
			c->map[i] = -1;
}

void columns_match(struct req *r, struct columns *c)
{
	for (int i = 0; i < c->n; i++)
		c->map[i] = meant(r, c->heads[i]);
	columns_index(c);
}

const char *columns_names(struct arena *a, const struct columns *c)
{
	const char *names[BATCH_COLUMNS];
	for (int i = 0; i < c->n; i++)
		names[i] = c->map[i] < 0 ? "" : batch_targets[c->map[i]].name;
	return import_pack(a, names, c->n);
}

void columns_read(struct arena *a, struct columns *c, const char *heads, const char *map)
{
	const char *names[BATCH_COLUMNS];
	c->n = import_unpack(a, heads, c->heads, BATCH_COLUMNS);
	while (c->n && !*c->heads[c->n - 1])
		c->n--;
	import_unpack(a, map, names, BATCH_COLUMNS);
	for (int i = 0; i < c->n; i++)
		c->map[i] = *names[i] ? target_named(names[i]) : -1;
	columns_index(c);
}

void batch_remember(struct req *r, const char *head, const char *target)
{
	q_import_map_put(r->db, r->who->person, "members", head, target);
}
