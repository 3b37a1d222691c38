/* People as a list: filters, order, saved views, export. Numbers stand masked in it. */
#include "modules/units/units.h"
#include "secret/id.h"
#include "text/pinyin.h"

static const struct list_view views[] = {
	{"在册", "state=1"},
	{"已离开", "state=2"},
	{0},
};

/* Numbers stand sealed in the batch of an import, and only their masks leave it. */
static const struct field numbers[] = {
	{.name = "mobile", .label = "手机号", .kind = KIND_TEXT, .use = F_FORM},
	{.name = "idno", .label = "身份证号", .kind = KIND_TEXT, .use = F_FORM},
	{0},
};

static void take(struct req *r, void *row, const char *const *texts, struct problems *found)
{
	struct person_row *p = row;
	struct problems outer = r->problems;
	r->problems = (struct problems){.arena = r->arena};
	if (!p->id)
		p->id = id_new();
	p->pinyin = pinyin_of_name(r->arena, p->name);
	person_numbers(r, p, texts[0], texts[1]);
	if (!*texts[0] && text_empty(p->staff_no))
		problem_add(&r->problems, "mobile", "请填手机号或工号，登录时用。");
	if (!text_empty(p->staff_no) && person_staff_no_taken(r, p->unit, p->staff_no, p->id))
		problem_add(&r->problems, "staff_no", "该单位已有这个工号，请核对。");
	*found = r->problems;
	r->problems = outer;
}

const struct list people_list = {
	.name = "people", .base = "/people/list", .flow = &person_flow, .read_right = "person.read", .views = views,
	.noun = "人", .personal = true, .arrives = true, .add = "/people/new", .add_label = "登记人员",
	.empty = "还没有人员。登记后，就能任命职务、发放激活码。",
	.imports = true, .extras = numbers, .take = take, .undo = "void",
	.next_act = "/accounts/codes", .next_label = "给本页新增的人印发激活单", .next_right = "account.issue",
	.help = "按条件查看和导出；手机号和身份证号只显示几位。",
};

void get_people_list(struct req *r)
{
	list_page(r, &people_list);
}
