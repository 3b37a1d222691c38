#include <string.h>

#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/plans/review.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"

#define PLAN \
	"样例热电有限公司工会2024年工作要点\n" \
	"总体要求是：服务职工，建好小家。\n" \
	"一、建功立业\n" \
	"1．深化劳动竞赛。4月开展“安康杯”竞赛。8月举办技能比武3场。加强班组建设。\n" \
	"2．推进岗位创新。评选“五小”成果20项。\n" \
	"- 3 -\n" \
	"4．用好创新工作室。新建工作室2个。\n" \
	"二、民主管理\n" \
	"5．开好职代会。一季度召开职工代表大会。\n" \
	"注：“五小”：一是小发明；二是小革新。\n"

#define NODE(number) "select id from plan_node where plan = {p} and state = 0 and level = 3 and number = '" number "'"
#define ORDER "select title from plan_node where plan = {p} and state = 0 order by position, id"
#define ORDER_AT_FIRST "建功立业 深化劳动竞赛 推进岗位创新 用好创新工作室 民主管理 开好职代会"
#define UNDO "act=undo"

static struct arena *memory;
static const char *text_before;

static struct plan *the_plan(struct req *r)
{
	return record_load(r->db, r->arena, &plan_record, scenario_kept("p"));
}

static struct req *asking(struct app *app)
{
	return system_request(app, writer_db(app->writer), memory);
}

/* Everything but blanks, in order. */
static const char *characters(const char *s)
{
	struct buf b = buf_in(memory);
	for (; *s; s++)
		if (!strchr(" \n\t", *s))
			buf_char(&b, *s);
	return arena_strdup(memory, buf_text(&b));
}

static const char *remember(struct app *app)
{
	struct req *r = asking(app);
	text_before = characters(plan_text(r, the_plan(r)));
	return strstr(text_before, "技能比武3场") ? NULL : "the text is not there";
}

static const char *same_characters(struct app *app)
{
	struct req *r = asking(app);
	const char *now = characters(plan_text(r, the_plan(r)));
	return strcmp(now, text_before) == 0 ? NULL : arena_printf(memory, "was %s, is %s", text_before, now);
}

/* What goes out as text is read again as the same outline. */
static const char *reads_again(struct app *app)
{
	struct req *r = asking(app);
	struct outline o, *now = plan_outline(r, the_plan(r));
	outline_parse(memory, str_of(plan_text(r, the_plan(r))), &o);
	if (o.n_nodes != now->n_nodes)
		return arena_printf(memory, "%zu nodes become %zu", now->n_nodes, o.n_nodes);
	for (size_t i = 0; i < o.n_nodes; i++)
		if (o.nodes[i].level != now->nodes[i].level || !text_is(o.nodes[i].number, now->nodes[i].number) ||
		    !text_is(o.nodes[i].title, now->nodes[i].title) || !text_is(o.nodes[i].body, now->nodes[i].body))
			return arena_printf(memory, "node %zu is another: %s", i, o.nodes[i].title);
	return o.n_terms == now->n_terms ? NULL : "the glossary is lost";
}

static const struct step steps[] = {
	{"a plan is imported", .as = CADRE, .post = "/plans/import", .form = "unit=10&text=" PLAN, .want = 303, .keep = "p"},
	{"its text goes out as it came in", .check = reads_again},
	{"a worker may not review it", .as = WORKER, .get = "/plans/{p}/review", .want = 403},
	{"nor another union's chair", .as = OTHER_CHAIR, .get = "/plans/{p}/review", .want = 403},
	{"nor change it", .as = OTHER_CHAIR, .post = "/plans/{p}/review", .form = "act=add:0", .want = 403},
	{"the review shows the text with its marks", .as = CADRE, .get = "/plans/{p}/review", .want = 200, .sees = "class=\"hl hl-2\""},
	{"the left out page number is struck", .as = CADRE, .get = "/plans/{p}/review", .sees = "<s class=\"hl-x\">- 3 -</s>"},
	{"the missing number 3 is a question", .as = CADRE, .get = "/plans/{p}/review", .sees = "序号从“2”到“4”，不连续"},
	{"the glossary is there", .as = CADRE, .get = "/plans/{p}/review", .sees = "小发明\n小革新"},
	{"the first node", .sql = NODE("1"), .keep = "a"},
	{"the second", .sql = NODE("2"), .keep = "b"},
	{"the third", .sql = NODE("4"), .keep = "c"},
	{"the second section", .sql = "select id from plan_node where plan = {p} and title = '民主管理'", .keep = "s"},
	{"the last", .sql = NODE("5"), .keep = "d"},
	{"an answered question is not asked again", .as = CADRE, .post = "/plans/{p}/review", .form = "act=keep:{c}:4", .want = 303},
	{"it is gone", .as = CADRE, .get = "/plans/{p}/review", .want = 200, .sees_not = "不连续"},
	{"until the answer is taken back", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"it is asked again", .as = CADRE, .get = "/plans/{p}/review", .want = 200, .sees = "不连续"},

	{"a title is changed", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&v-{a}=1&t-{a}=办好劳动竞赛&k-{a}=1&l-{a}=3", .want = 303},
	{"it is kept", .sql = "select title from plan_node where id = {a}", .is = "办好劳动竞赛"},
	{"an old version is refused", .as = CHAIR, .post = "/plans/{p}/review", .form = "act=save&v-{a}=1&t-{a}=另一标题&k-{a}=1&l-{a}=3", .want = 409, .sees = "办好劳动竞赛"},
	{"an empty title is named", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&v-{a}=2&t-{a}=&k-{a}=1&l-{a}=3&p-organ=样例填写", .want = 422, .sees = "标题不能空着"},
	{"and what was typed stays", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&v-{a}=2&t-{a}=&k-{a}=1&l-{a}=3&p-organ=样例填写", .want = 422, .sees = "value=\"样例填写\""},
	{"nothing was written of it", .sql = "select organ <> '样例填写' from plan where id = {p}", .is = "1"},
	{"a node of another plan is left alone", .as = OTHER_CHAIR, .post = "/plans/import", .form = "unit=11&text=一、做事\n1．别家的事。好。", .want = 303, .keep = "q"},
	{"even with its own id in the form", .as = OTHER_CHAIR, .post = "/plans/{q}/review", .form = "act=merge:{a}&v-{a}=2&t-{a}=偷改&k-{a}=1&l-{a}=3", .want = 409},
	{"it still has its title", .sql = "select title from plan_node where id = {a}", .is = "办好劳动竞赛"},
	{"the change is undone", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"as it was", .sql = "select title from plan_node where id = {a}", .is = "深化劳动竞赛"},
	{"the undo is an event like any other", .sql = "select note from event where record = 'plan_node' and row_id = {a} order by id desc limit 1", .is = "撤销：修改文字"},

	{"the text as it is now", .check = remember},
	{"a node is parted at its second sentence", .as = CADRE, .post = "/plans/{p}/review", .form = "act=split:{a}:1", .want = 303, .to = "/plans/{p}/review?open="},
	{"the first half", .sql = "select body from plan_node where id = {a}", .is = "4月开展“安康杯”竞赛。"},
	{"the new one has its title", .sql = "select title || '|' || body from plan_node where plan = {p} and state = 0 and number = '' and level = 3", .is = "8月举办技能比武3场|加强班组建设。"},
	{"the new one", .sql = "select id from plan_node where plan = {p} and state = 0 and number = '' and level = 3", .keep = "n"},
	{"it follows the first", .sql = ORDER, .is = "建功立业 深化劳动竞赛 8月举办技能比武3场 推进岗位创新 用好创新工作室 民主管理 开好职代会"},
	{"no character is lost", .check = same_characters},
	{"it is merged again", .as = CADRE, .post = "/plans/{p}/review", .form = "act=merge:{n}", .want = 303},
	{"into the old body", .sql = "select body from plan_node where id = {a}", .is = "4月开展“安康杯”竞赛。8月举办技能比武3场。加强班组建设。"},
	{"no character is lost by that", .check = same_characters},
	{"a numbered node is merged with its number", .as = CADRE, .post = "/plans/{p}/review", .form = "act=merge:{b}", .want = 303},
	{"no character of it is lost", .check = same_characters},
	{"one step is undone", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"the second is back", .sql = "select state from plan_node where id = {b}", .is = "0"},
	{"the next step too", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"and the first one", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"all is as it was", .sql = ORDER, .is = ORDER_AT_FIRST},
	{"to the letter", .check = same_characters},
	{"nothing is left to undo", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},

	{"a sentence that is not there parts nothing", .as = CADRE, .post = "/plans/{p}/review", .form = "act=split:{b}:9", .want = 303},
	{"the first node moves down", .as = CADRE, .post = "/plans/{p}/review", .form = "act=down:{a}", .want = 303, .to = "/plans/{p}/review?at={a}#n-{a}"},
	{"by one", .sql = ORDER, .is = "建功立业 推进岗位创新 深化劳动竞赛 用好创新工作室 民主管理 开好职代会"},
	{"and up", .as = CADRE, .post = "/plans/{p}/review", .form = "act=up:{a}", .want = 303},
	{"to its old place", .sql = ORDER, .is = ORDER_AT_FIRST},
	{"the last point moves into the section before", .as = CADRE, .post = "/plans/{p}/review", .form = "act=up:{d}", .want = 303},
	{"and hangs there", .sql = "select s.title from plan_node n join plan_node s on s.id = n.parent where n.id = {d}", .is = "建功立业"},
	{"a section moves with all its points", .as = CADRE, .post = "/plans/{p}/review", .form = "act=up:{s}", .want = 303},
	{"before the other", .sql = ORDER, .is = "民主管理 建功立业 深化劳动竞赛 推进岗位创新 用好创新工作室 开好职代会"},
	{"undone", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"undone twice", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"the point hangs where it did", .sql = "select s.title from plan_node n join plan_node s on s.id = n.parent where n.id = {d}", .is = "民主管理"},

	{"a point becomes a section", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&v-{b}=0&l-{b}=1", .want = 409},
	{"with its version", .sql = "select version from plan_node where id = {b}", .keep = "vb"},
	{"it does", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&v-{b}={vb}&l-{b}=1", .want = 303},
	{"what follows hangs on it", .sql = "select parent = {b} from plan_node where id = {c}", .is = "1"},
	{"a background save gets the versions", .as = CADRE, .post = "/plans/{p}/review", .form = "act=undo", .want = 303},
	{"what follows hangs where it did", .sql = "select parent = {b} from plan_node where id = {c}", .is = "0"},
	{"a node is dropped by its level", .sql = "select version from plan_node where id = {c}", .keep = "vc"},
	{"choosing 略去", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&v-{c}={vc}&l-{c}=0", .want = 303},
	{"it is listed as left out", .as = CADRE, .get = "/plans/{p}/review", .want = 200, .sees = "value=\"back:{c}\""},
	{"and can be put back", .as = CADRE, .post = "/plans/{p}/review", .form = "act=back:{c}", .want = 303},
	{"to where it was", .sql = ORDER, .is = ORDER_AT_FIRST},
	{"left out text goes back to its node", .as = CADRE, .post = "/plans/{p}/review", .form = "act=piece:1", .want = 303},
	{"behind what it follows", .sql = "select body from plan_node where id = {b}", .is = "评选“五小”成果20项。\n- 3 -"},
	{"twice does nothing", .as = CADRE, .post = "/plans/{p}/review", .form = "act=piece:1", .want = 303},
	{"undone it is left out again", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"on both sides", .sql = "select n.body || d.restored from plan_node n, plan_dropped d where n.id = {b} and d.plan = {p} and d.no = 1", .is = "评选“五小”成果20项。0"},
	{"a node is added", .as = CADRE, .post = "/plans/{p}/review", .form = "act=add:{b}", .want = 303},
	{"behind", .sql = ORDER, .is = "建功立业 深化劳动竞赛 推进岗位创新 新要点 用好创新工作室 民主管理 开好职代会"},
	{"a term is added", .as = CADRE, .post = "/plans/{p}/review", .form = "act=term-add&nt=双送&nm=送岗位\n送技能", .want = 303},
	{"with its members", .sql = "select members from plan_term where plan = {p} and name = '双送'", .is = "送岗位\n送技能"},
	{"the term", .sql = "select id from plan_term where plan = {p} and name = '双送'", .keep = "t"},
	{"a term is changed", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&tv-{t}=1&tn-{t}=双送&tm-{t}=送岗位", .want = 303},
	{"and deleted", .as = CADRE, .post = "/plans/{p}/review", .form = "act=term-drop:{t}", .want = 303},
	{"and comes back", .as = CADRE, .post = "/plans/{p}/review", .form = UNDO, .want = 303},
	{"as it was changed", .sql = "select members || state from plan_term where id = {t}", .is = "送岗位0"},
	{"the year must be one", .as = CADRE, .post = "/plans/{p}/review", .form = "act=save&p-year=20244", .want = 422},
	{"the outline as JSON", .as = CADRE, .get = "/plans/{p}/review/outline.json", .want = 200, .sees = "\"campaigns\""},
	{"the text to download", .as = CADRE, .get = "/plans/{p}/review/outline.txt", .want = 200, .sees = "4．用好创新工作室。新建工作室2个。"},
	{"another union may not", .as = OTHER_CHAIR, .get = "/plans/{p}/review/outline.json", .want = 403},
	{"the same text again is allowed", .as = CADRE, .post = "/plans/import", .form = "unit=10&text=" PLAN, .want = 303, .keep = "p2"},
	{"with a warning", .as = CADRE, .get = "/plans/{p2}/review", .want = 200, .sees = "已有同名的要点"},
	{"only the open questions are shown when asked", .as = CADRE, .get = "/plans/{p2}/review?ask=1", .want = 200, .sees_not = "value=\"深化劳动竞赛\""},
	{"done leads to the tasks", .as = CADRE, .post = "/plans/{p}/review", .form = "act=next", .want = 303, .to = "/plans/{p}/complete"},
};

int main(void)
{
	memory = arena_new(256u << 20);
	int rc = scenario("review", steps, sizeof(steps) / sizeof(steps[0]));
	arena_free(memory);
	return rc;
}
