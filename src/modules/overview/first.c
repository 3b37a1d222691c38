#include "modules/overview/first.h"

#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/admin/seats.h"
#include "overview.sql.h"

enum { STEPS_MOST = 6 };

static struct first_step *add(struct first_steps *s, struct first_step x)
{
	s->items[s->n] = x;
	s->done += x.done;
	return &s->items[s->n++];
}

static void add_unions(struct req *r, const struct desk *d, struct first_steps *s)
{
	const char *end = path_end(r->arena, d->path);
	bool below = q_overview_first_below(r->db, d->unit) > 0;
	add(s, (struct first_step){
		.label = "建立下级工会", .help = "早已成立的工会用表格补登，写明建会日期和批准文号；新成立的在工会卡片上申请、批复。", .action = "补登工会",
		.href = link_to(r, "/units/%lld/several", (long long)d->unit), .done = below});
	struct first_step *x = add(s, (struct first_step){
		.label = "登记各工会的主席和干部", .help = "先登记人员，再在本人的页面登记任职；权限随任职走。",
		.done = below && q_overview_first_officers(r->db, d->path, end)});
	if (below) {
		x->href = "/people/new";
		x->action = "登记人员";
		x->many = "/lists/people/import";
	}
}

static void add_codes(struct req *r, const struct desk *d, struct first_steps *s, bool people)
{
	bool some = people && q_overview_first_accounts(r->db, d->path, path_end(r->arena, d->path), r->who->person);
	struct first_step *x = add(s, (struct first_step){
		.label = "发放激活码", .help = "在人员列表里勾选，打印激活单，当面交给本人；本人凭码设定密码，不用短信。", .done = some});
	if (people) {
		x->href = "/people";
		x->action = "选人发码";
	}
}

static void add_plan(struct req *r, const struct desk *d, struct first_steps *s)
{
	int64_t plan = q_overview_first_plan(r->db, d->unit);
	bool received = !plan && q_overview_first_received(r->db, d->unit);
	add(s, (struct first_step){
		.label = "导入年度工作要点", .help = "上传文件或粘贴全文，认出条目，核对后补全任务。", .href = "/plans/import", .action = "导入要点",
		.done = plan || received});
	struct first_step *x = add(s, (struct first_step){
		.label = d->federation ? "审批签发，下达到下级工会" : "审批签发", .help = "核稿、会签、党组织意见、委员会审议，然后签发；小工会可以省略部分环节。",
		.done = received || q_overview_first_issued(r->db, d->unit)});
	if (plan) {
		x->href = link_to(r, "/plans/%lld", (long long)plan);
		x->action = "打开要点";
	}
}

static void add_seats(struct req *r, const struct desk *d, struct first_steps *s)
{
	if (d->unit != seats_root(r) || !may(r, "admin.confirm", d->unit))
		return;
	const char *empty = seats_empty(r);
	add(s, (struct first_step){
		.label = "配齐三员", .action = "管理员任免", .href = "/admin/seats", .done = !empty,
		.help = empty ? arena_printf(r->arena, "还缺%s。登记人选并发激活码，由系统管理员提出任命，你来确认。", empty) : "系统、安全、审计管理员都已到位。"});
}

struct first_steps first_steps_of(struct req *r, const struct desk *d)
{
	struct first_steps s = {.items = NEW_N(r->arena, struct first_step, STEPS_MOST)};
	if (!d->staff || !may(r, "person.edit", d->unit) || !may(r, "plan.edit", d->unit))
		return s;
	bool people = q_overview_first_people(r->db, d->path, path_end(r->arena, d->path), r->who->person);
	if (d->federation && may(r, "unit.edit", d->unit))
		add_unions(r, d, &s);
	else
		add(&s, (struct first_step){
			.label = "登记职工和工会干部", .help = "一个一个登记，或用花名册一次导入；干部再在本人的页面登记任职。", .action = "登记人员",
			.href = "/people/new", .many = "/lists/people/import", .done = people});
	add_codes(r, d, &s, people);
	add_plan(r, d, &s);
	add_seats(r, d, &s);
	if (s.done == s.n)
		s.n = 0;
	return s;
}
