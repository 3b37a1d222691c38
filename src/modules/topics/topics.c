#include "modules/topics/topics_view.h"

#include <string.h>

#include "base/utf8.h"
#include "engines/matter.h"
#include "http/icon.h"
#include "kernel/derived.h"
#include "kernel/module.h"
#include "kernel/unit.h"
#include "topics.html.h"
#include "topics.sql.h"

static const struct choice states[] = {{TOPIC_RAISED, "待回应", "warn"}, {TOPIC_ANSWERED, "已回应", "ok"}, {TOPIC_DROPPED, "已撤销", "mute"}, {0}};
static const struct choice kinds[] = {
	{1, "改革发展", NULL}, {2, "收入分配", NULL}, {3, "用工和岗位", NULL}, {4, "劳动安全", NULL}, {5, "生活后勤", NULL},
	{6, "民主管理", NULL}, {7, "教育培训", NULL}, {8, "其他", NULL}, {0}};
static const struct choice sources[] = {{1, "谈心谈话", NULL}, {2, "座谈会", NULL}, {3, "走访", NULL}, {4, "班组会", NULL}, {5, "问卷", NULL}, {6, "其他", NULL}, {0}};
static const struct choice spreads[] = {{1, "个别提到", NULL}, {2, "一个班组关心", NULL}, {3, "几个班组关心", NULL}, {4, "普遍关心", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct topic, states),
	TEXT(struct topic, title, .label = "议题", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	CHOICE(struct topic, kind, kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	CHOICE(struct topic, source, sources, .label = "从哪里听到", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	CHOICE(struct topic, spread, spreads, .label = "关心的范围", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON, .hint = "不记人数，也不记是谁。"),
	DAY(struct topic, heard_on, .label = "听到日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	LONG(struct topic, summary, .label = "说的是什么事", .max = 1000, .use = F_FORM | F_NEED | F_FIND | F_JSON,
	     .hint = "只写事，不写人：不写姓名、手机号、证件号，不评论谁的想法。"),
	REF(struct topic, lead, &unit_record, .label = "由谁回应", .use = F_LIST | F_FORM | F_JSON, .hint = "单位超过五百个时，只列本工会和直属下级。"),
	DAY(struct topic, due, .label = "回应期限", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	DAY(struct topic, answered_on, .label = "回应日期", .use = F_LIST | F_HISTORY | F_JSON),
	LONG(struct topic, answer, .label = "做了什么", .max = 1000, .use = F_LIST | F_HISTORY | F_JSON),
};
const struct record topic_record = RECORD("topic", "职工议题", struct topic, fields, "title",
	.indexes = "create index topic_answered on topic(unit, answered_on, id) where answered_on <> 0;\n"
		   "create index topic_raised on topic(unit, id) where state = 0;\n");

/* ---- no person stands in it ---- */

static bool has_number(const char *text)
{
	int digits = 0;
	for (; *text; text++) {
		digits = *text >= '0' && *text <= '9' ? digits + 1 : 0;
		if (digits >= 11) /* a mobile, a paper's number */
			return true;
	}
	return false;
}

/* The name of one of the union's people that a text holds; NULL: none. */
static const char *named(struct req *r, int64_t unit, const char *text)
{
	size_t n;
	const char *path = unit_path(r->db, r->arena, unit);
	struct topic_names *p = q_topic_names(r->db, r->arena, path, path_end(r->arena, path), &n);
	for (size_t i = 0; i < n; i++)
		if (utf8_count(p[i].name) > 1 && strstr(text, p[i].name))
			return p[i].name;
	return NULL;
}

static void check_text(struct req *r, int64_t unit, const char *field, const char *text)
{
	const char *name = named(r, unit, text);
	if (name)
		problem_add(&r->problems, field, "议题只写事，不写人：请去掉“%s”（收集个人信息限于最小范围：《个人信息保护法》第六条）。个人的事请走诉求。", name);
	else if (has_number(text))
		problem_add(&r->problems, field, "不写手机号、证件号（收集个人信息限于最小范围：《个人信息保护法》第六条）。");
}

/* Of the topic that is open; else where the asker writes or, if nowhere, reads topics. */
static int64_t house(struct req *r)
{
	const struct topic *t = r->row;
	int64_t unit = t ? t->unit : union_of_right(r, "topic.write");
	return unit ? unit : union_of_right(r, "topic.read");
}

static bool fits(struct req *r, void *row)
{
	struct topic *t = row;
	check_text(r, t->unit, "title", t->title);
	check_text(r, t->unit, "summary", t->summary);
	if (t->heard_on > r->today)
		problem_add(&r->problems, "heard_on", "听到日期不能晚于今天。");
	if (t->due < t->heard_on)
		problem_add(&r->problems, "due", "回应期限要晚于听到日期。");
	if (t->lead && !path_covers(unit_path(r->db, r->arena, t->unit), unit_path(r->db, r->arena, t->lead)))
		problem_add(&r->problems, "lead", "请在本工会的单位里选。");
	return r->problems.n == 0;
}

static const char *may_answer(struct req *r, const void *row)
{
	const struct topic *t = row;
	const char *text = form_get(r, "reason"), *name = *text ? named(r, t->unit, text) : NULL;
	if (name)
		return arena_printf(r->arena, "回应会给职工看，只写事：请去掉“%s”。", name);
	return has_number(text) ? "回应会给职工看，不写手机号、证件号。" : NULL;
}

static bool answered(struct req *r, void *row, const void *before)
{
	struct topic *t = row;
	(void)before;
	t->answer = form_get(r, "reason");
	t->answered_on = r->today;
	return true;
}

static bool reopened(struct req *r, void *row, const void *before)
{
	struct topic *t = row;
	(void)r;
	(void)before;
	t->answer = "";
	t->answered_on = 0;
	return true;
}

static const struct move moves[] = {
	{TOPIC_RAISED, "answer", TOPIC_ANSWERED, "topic.write", "记录回应", MOVE_OPINION, may_answer, answered, "写明做了什么；写好以后本单位职工都能看"},
	{TOPIC_RAISED, "drop", TOPIC_DROPPED, "topic.write", "撤销", MOVE_REASON | MOVE_PLAIN, .help = "登记错了"},
	{TOPIC_ANSWERED, "reopen", TOPIC_RAISED, "topic.write", "撤回回应", MOVE_REASON, .done = reopened, .help = "写错了，或其实没有做到"},
	{TOPIC_DROPPED, "restore", TOPIC_RAISED, "topic.write", "恢复", 0, .help = "撤销错了"},
	{0},
};
const struct flow topic_flow = {
	.record = &topic_record, .moves = moves, .home = "/topics/%lld", .edit_right = "topic.write", .edit_states = 1u << TOPIC_RAISED,
	.first = TOPIC_RAISED, .find_right = "topic.read",
};

/* ---- pages ---- */

static struct option *units(struct req *r, const struct field *f, size_t *n)
{
	const struct topic *t = r->row;
	int64_t typed = form_int(r, f->name);
	bool few;
	*n = 0;
	return f->ref == &unit_record ? options_units_or_near(r, house(r), typed || !t ? typed : t->lead, n, &few) : NULL;
}

static const struct list_view views[] = {{"待回应", "state=0&sort=due"}, {"已回应", "state=1"}, {"普遍关心", "spread=4&state=0,1"}, {0}};
static const struct list list = {
	.name = "topics", .base = "/topics", .flow = &topic_flow, .read_right = "topic.read", .sort = "-heard_on", .views = views, .noun = "个", .options = units, .fill = fits,
	.cols = "title,state,kind,spread,heard_on,lead,due,answered_on",
	.empty = "还没有议题。谈心、座谈、走访时听到职工关心的事，记成一个议题，写明由谁回应。",
	.help = "职工在谈什么事，做了什么。只记事，不记人，不留个人的思想情况。",
};
static const struct list *const lists[] = {&list, NULL};
static const struct derived pages = {.flow = &topic_flow, .base = "/topics", .read_right = "topic.read", .options = units, .fill = fits, .list = &list,
				     .help = "只写事，不写人。个人要办的事请走诉求。"};

static void get_topic_list(struct req *r) { list_page(r, &list); }
static void get_topic(struct req *r) { derived_show(r, &pages, r->row); }
static void get_topic_new(struct req *r) { derived_new(r, &pages); }
static void post_topic_new(struct req *r) { derived_create(r, &pages); }
static void get_topic_edit(struct req *r) { derived_edit(r, &pages, r->row); }
static void post_topic_edit(struct req *r) { derived_save(r, &pages, r->row); }

static void get_topics_public(struct req *r)
{
	size_t n;
	int64_t unit = matter_house(r, r->who->unit);
	struct topics_view v = {.unit = unit ? unit_name(r->db, r->arena, unit) : ""};
	struct topics_answered *x = q_topics_answered(r->db, r->arena, unit, &n);
	v.lines = NEW_N(r->arena, struct topic_line, n);
	for (size_t i = 0; i < n; i++)
		v.lines[v.n++] = (struct topic_line){x[i].title, x[i].summary, x[i].answer, day_short(r->arena, x[i].answered_on, r->today)};
	page_begin(r, &(struct page){.title = "大家关心的事", .phone = true, .back = "/m"});
	tpl_topics_public(r->out, &v);
	page_end(r);
}

/* ---- what the module declares ---- */

static const struct route routes[] = {
	{METHOD_GET, "/m/topics", "topic.public", get_topics_public, "手机：大家关心的事和回应"},
	{METHOD_GET, "/topics", "topic.read", get_topic_list, "职工议题列表"},
	{METHOD_GET, "/topics/new", "topic.write", get_topic_new, "登记议题的表单"},
	{METHOD_POST, "/topics", "topic.write", post_topic_new, "登记一个议题"},
	{METHOD_GET, "/topics/{id}", "topic.read", get_topic, "一个议题", .of = &topic_record},
	{METHOD_GET, "/topics/{id}/edit", "topic.write", get_topic_edit, "修改议题的表单", .of = &topic_record},
	{METHOD_POST, "/topics/{id}", "topic.write", post_topic_edit, "修改议题", .of = &topic_record},
	{0},
};

static const struct right rights[] = {
	{"topic.public", "查看回应过的议题", .here = MEMBERS},
	{"topic.read", "查看职工议题", .here = STAFF, .below = STAFF},
	{"topic.write", "登记和回应职工议题", .here = STAFF},
	{0},
};

enum { KEPT = 1u << TOPIC_RAISED | 1u << TOPIC_ANSWERED };
static const struct measure measures[] = {
	{.key = "topic.raised", .label = "职工议题", .unit_label = "个", .kind = MEASURE_SUM, .record = &topic_record, .states = KEPT, .on = "heard_on",
	 .list = "/topics?state=0,1", .help = "登记的议题，按听到日期计，撤销的不计"},
	{.key = "topic.answered", .label = "回应的议题", .unit_label = "个", .kind = MEASURE_SUM, .record = &topic_record, .states = 1u << TOPIC_ANSWERED, .on = "heard_on",
	 .list = "/topics?state=1", .help = "已经回应的，按听到日期计"},
	{.key = "topic.overdue", .label = "逾期未回应的议题", .unit_label = "个", .kind = MEASURE_STATE, .record = &topic_record, .states = 1u << TOPIC_RAISED, .past = "due",
	 .list = "/topics?state=0&sort=due", .help = "过了回应期限还没有回应的，到期次日自动计入"},
	{.key = "topic.answer_rate", .label = "议题回应率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "topic.answered", .den = "topic.raised", .help = "回应 ÷ 议题"},
	{0},
};

static const struct nav nav[] = {
	{"服务职工", "大家关心的事", ICON("message-2"), "/m/topics", "topic.public", 287},
	{"服务职工", "职工议题", ICON("message-2"), "/topics", "topic.read", 299},
	{0},
};

static const struct flow *const flows[] = {&topic_flow, NULL};

const struct module mod_topics = {
	.name = "topics", .label = "职工议题", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .nav = nav, .lists = lists,
};
