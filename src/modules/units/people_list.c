/* People as a list: filters, order, saved views, export. Numbers stand masked in it. */
#include "modules/units/units.h"

static const struct list_view views[] = {
	{"在册", "state=1"},
	{"已离开", "state=2"},
	{0},
};

const struct list people_list = {
	.name = "people", .base = "/people/list", .flow = &person_flow, .read_right = "person.read", .views = views,
	.noun = "人", .personal = true, .arrives = true, .add = "/people/new", .add_label = "登记人员",
	.empty = "还没有人员。登记后，就能任命职务、发放激活码。",
	.help = "按条件查看和导出；手机号和身份证号只显示几位。",
};

void get_people_list(struct req *r)
{
	list_page(r, &people_list);
}
