#include <string.h>

#include "kernel/derived.h"
#include "kernel/module.h"
#include "kernel/route.h"
#include "kernel/unit.h"
#include "modules/teams/teams_view.h"
#include "teams.html.h"
#include "teams.sql.h"

const struct choice team_states[] = {{TEAM_ACTIVE, "在册", "ok"}, {TEAM_DISSOLVED, "已撤销", "mute"}, {0}};
const struct choice team_kinds[] = {
	{1, "生产运行", NULL}, {2, "检修维护", NULL}, {3, "营销服务", NULL}, {4, "科研技术", NULL}, {5, "后勤保障", NULL}, {6, "窗口", NULL}, {7, "其他", NULL}, {0},
};

#define T struct team
static const struct field fields[] = {
	HEAD_FIELDS(T, team_states),
	TEXT(T, name, .label = "班组名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	CHOICE(T, kind, team_kinds, .label = "类型", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	REF(T, leader, &person_record, .label = "班组长", .use = F_LIST | F_FORM | F_JSON),
	INT(T, members, .label = "人数", .most = 10000, .use = F_LIST | F_FORM | F_JSON),
	REF(T, place, &unit_record, .label = "组织里的班组", .use = F_FORM, .hint = "组织登记里有这个班组的，选上。"),
	DAY(T, founded, .label = "组建日期", .use = F_LIST | F_FORM | F_SORT | F_JSON),
	LONG(T, note, .label = "简介", .max = 1000, .use = F_FORM | F_FIND),
};
#undef T
const struct record team_record = RECORD("team", "班组", struct team, fields, "name", .indexes = "create index team_by_name on team(unit, name, id);\n");

static const struct move moves[] = {
	{TEAM_ACTIVE, "dissolve", TEAM_DISSOLVED, "team.edit", "撤销班组", MOVE_REASON | MOVE_PLAIN, NULL, NULL, "班组合并或取消；称号和经过保留"},
	{TEAM_DISSOLVED, "restore", TEAM_ACTIVE, "team.edit", "恢复班组", MOVE_REASON | MOVE_PLAIN, NULL, NULL, "撤销有误时恢复"},
	{0},
};

const struct flow team_flow = {
	.record = &team_record, .moves = moves, .home = "/teams/%lld", .edit_right = "team.edit", .edit_states = 1u << TEAM_ACTIVE, .first = TEAM_ACTIVE,
	.find_right = "team.read",
};

/* The union whose teams the asker registers; of who only reads them, the one where he does. A team that is there has its own. */
static int64_t home(struct req *r)
{
	const struct team *t = r->route && r->route->of == &team_record ? r->row : NULL;
	int64_t unit = t ? t->unit : union_of_right(r, "team.edit");
	return unit ? unit : union_of_right(r, "team.read");
}

static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, home(r)), *end = path_end(r->arena, path);
	struct option *out;
	if (strcmp(f->name, "leader") == 0) {
		struct team_people *p = q_team_people(r->db, r->arena, path, end, n);
		out = NEW_N(r->arena, struct option, *n);
		for (size_t i = 0; i < *n; i++)
			out[i] = (struct option){p[i].id, p[i].name};
		return out;
	}
	struct team_places *u = q_team_places(r->db, r->arena, path, end, n);
	out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){u[i].id, u[i].name};
	return out;
}

/* What is picked has to lie within the team's union; a name stands once in a union. */
static bool fits(struct req *r, void *row)
{
	struct team *t = row;
	if (!t->unit)
		t->unit = home(r);
	const char *path = unit_path(r->db, r->arena, t->unit);
	const struct person_row *p = t->leader ? record_load(r->db, r->arena, &person_record, t->leader) : NULL;
	if (t->leader && (!p || !path_covers(path, unit_path(r->db, r->arena, p->unit))))
		problem_add(&r->problems, "leader", "班组长要在本工会的人员里选。");
	if (t->place && !path_covers(path, unit_path(r->db, r->arena, t->place)))
		problem_add(&r->problems, "place", "组织里的班组要在本工会里选。");
	if (q_team_twice(r->db, t->unit, t->name, t->id))
		problem_add(&r->problems, "name", "本工会已有同名的班组。");
	return !r->problems.n;
}

static const struct list_view views[] = {{"在册", "state=1"}, {"已撤销", "state=2"}, {0}};
static const struct list list = {
	.name = "teams", .base = "/teams", .flow = &team_flow, .read_right = "team.read", .views = views, .noun = "个", .options = options, .fill = fits,
	.empty = "还没有登记班组。登记后可以参加六型班组、工人先锋号和班组展示。", .help = "班组的类型、班组长、人数和荣誉。", .imports = true, .undo = "dissolve",
};
static const struct list *const lists[] = {&list, NULL};

static const struct derived pages = {
	.flow = &team_flow, .base = "/teams", .read_right = "team.read", .options = options, .fill = fits, .files = true, .list = &list,
};

static void get_list(struct req *r) { derived_list(r, &pages); }
static void get_new(struct req *r) { derived_new(r, &pages); }
static void post_new(struct req *r) { derived_create(r, &pages); }
static void get_edit(struct req *r) { derived_edit(r, &pages, r->row); }
static void post_edit(struct req *r) { derived_save(r, &pages, r->row); }

static void get_one(struct req *r)
{
	const struct team *t = r->row;
	struct team_page v = {.r = r, .t = t, .here = link_to(r, "/teams/%lld", (long long)t->id), .unit = unit_name(r->db, r->arena, t->unit),
		.kind = choice_label(team_kinds, t->kind), .leader = t->leader ? record_title(r->db, r->arena, &person_record, t->leader) : "",
		.place = t->place ? unit_name(r->db, r->arena, t->place) : "", .founded = day_cn(r->arena, t->founded), .editable = flow_editable(r, &team_flow, t)};
	struct team_honours *h = q_team_honours(r->db, r->arena, t->id, &v.n);
	v.honours = NEW_N(r->arena, struct honour_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.honours[i] = (struct honour_line){h[i].id, h[i].title, h[i].granter, day_cn(r->arena, h[i].since), h[i].state == 1};
	v.may_people = may(r, "person.read", t->place ? t->place : t->unit);
	if (t->place && v.may_people)
		v.members = q_team_members(r->db, r->arena, t->place, &v.n_members);
	page_begin(r, &(struct page){.title = t->name, .nav = "/teams", .crumbs = {{"班组", "/teams"}}});
	tpl_team_one(r->out, &v);
	page_end(r);
}

static void post_files(struct req *r)
{
	const struct team *t = r->row;
	if (files_attach(r, &team_record, t->id, t->unit))
		see_other_saying(r, link_to(r, "/teams/%lld", (long long)t->id), "附件已保存。");
}

static const struct route routes[] = {
	{METHOD_GET, "/teams", "team.read", get_list, "班组列表"},
	{METHOD_GET, "/teams/new", "team.edit", get_new, "登记班组的表单"},
	{METHOD_POST, "/teams", "team.edit", post_new, "登记一个班组"},
	{METHOD_GET, "/teams/{id}", "team.read", get_one, "一个班组", .of = &team_record},
	{METHOD_GET, "/teams/{id}/edit", "team.edit", get_edit, "修改班组的表单", .of = &team_record},
	{METHOD_POST, "/teams/{id}", "team.edit", post_edit, "保存修改", .of = &team_record},
	{METHOD_POST, "/teams/{id}/files", "team.edit", post_files, "添加照片与附件", .of = &team_record, .prepare = files_prepare, .body = FILES_BODY},
	{0},
};

static const struct right rights[] = {
	{"team.read", "查看班组", .here = MEMBERS, .below = STAFF, .above = MEMBERS},
	{"team.edit", "登记班组", .below = STAFF},
	{0},
};

static const struct measure measures[] = {
	{.key = "team.active", .label = "在册班组", .unit_label = "个", .kind = MEASURE_STATE, .record = &team_record, .states = 1u << TEAM_ACTIVE, .list = "/teams?state=1",
	 .help = "现在在册的班组"},
	{0},
};
static const struct nav nav[] = {{"组织与保障", "班组", ICON("users-group"), "/teams", "team.read", 806}, {0}};
static const struct flow *const flows[] = {&team_flow, NULL};

const struct module mod_teams = {
	.name = "teams", .label = "班组", .flows = flows, .lists = lists, .routes = routes, .rights = rights, .measures = measures, .nav = nav,
};
