/* The phone: log a visit with what was heard and promised; one's own promises. */
#include "kernel/unit.h"
#include "modules/visits/view.h"
#include "visits.html.h"

/* ---- reading ---- */

static const char *named(struct req *r, const char *name, int no)
{
	return arena_printf(r->arena, "%s%d", name, no);
}

void fill_line(struct req *r, struct promise_line *l, int no)
{
	*l = (struct promise_line){.no = no, .text = form_get(r, named(r, "text", no)), .due = form_get(r, named(r, "due", no)),
				   .owner = form_int(r, named(r, "owner", no))};
	l->open = no == 1 || *l->text || *l->due || l->owner;
}

void visit_problem_text(struct buf *o, const struct req *r, const char *name, int no)
{
	field_says(o, r, no ? arena_printf(r->arena, "%s%d", name, no) : name, NULL);
}

bool visit_is_wrong(const struct req *r, const char *name, int no)
{
	return problem_of(&r->problems, arena_printf(r->arena, "%s%d", name, no)) != NULL;
}

bool promise_owner_fits(struct req *r, const struct visit_promise *p, const char *field)
{
	size_t n;
	struct option *o = options_owners(r, p->unit ? p->unit : visit_unit(r), &n);
	for (size_t i = 0; i < n; i++)
		if (o[i].value == p->owner)
			return true;
	problem_add(&r->problems, field, "请选择谁负责。");
	return false;
}

/* A line with nothing in it is none. */
bool promise_read(struct req *r, struct visit_promise *p, int no)
{
	const char *due = named(r, "due", no);
	struct field text = *record_field(&visit_promise_record, "text"), day_of_it = *record_field(&visit_promise_record, "due");
	day_of_it.label = "什么时候兑现";
	if (text_empty(form_get(r, named(r, "text", no)))) {
		if (*form_get(r, due) || form_int(r, named(r, "owner", no)))
			problem_add(&r->problems, named(r, "text", no), "请填写承诺了什么；没有这项承诺的，把后面两项清空。");
		return false;
	}
	text.name = named(r, "text", no);
	day_of_it.name = due;
	p->owner = form_int(r, named(r, "owner", no));
	bool good = field_read(&r->problems, &text, form_get(r, text.name), p);
	good &= promise_owner_fits(r, p, named(r, "owner", no));
	good &= field_read(&r->problems, &day_of_it, form_get(r, due), p);
	if (good && p->due < r->today) {
		problem_add(&r->problems, due, "承诺的期限不能早于今天。");
		good = false;
	}
	return good;
}

bool visit_add_problem(struct req *r, const struct visit *v, const char *text)
{
	struct visit_problem *p = record_new(r->arena, &visit_problem_record);
	p->unit = v->unit;
	p->visit = v->id;
	return field_read(&r->problems, record_field(&visit_problem_record, "text"), text, p) && flow_create(r, &visit_problem_flow, p, "");
}

bool visit_add_promise(struct req *r, const struct visit *v, struct visit_promise *p)
{
	p->unit = v->unit;
	p->visit = v->id;
	return flow_create(r, &visit_promise_flow, p, "");
}

/* ---- a new visit ---- */

static void show_new(struct req *r)
{
	struct visit *row = record_new(r->arena, &visit_record);
	struct new_view v = {.r = r, .form = {r, &visit_record, row, NULL}, .problems = form_get(r, "heard")};
	row->held_on = r->today;
	row->people = r->who->name;
	row->kind = 1;
	v.unit = visit_unit(r);
	for (int i = 0; i < PROMISE_LINES; i++)
		fill_line(r, &v.lines[i], i + 1);
	v.owners = options_owners(r, visit_unit(r), &v.n_owners);
	page_begin(r, &(struct page){.title = "记一次走访", .phone = true, .back = "/m/visits"});
	tpl_visit_new(r->out, &v);
	page_end(r);
}

void get_visit_new(struct req *r)
{
	show_new(r);
}

enum { HEARD_MOST = 20 };

static bool add_problems(struct req *r, const struct visit *v)
{
	struct str rest = str_of(form_get(r, "heard"));
	for (int n = 0; rest.n && n < HEARD_MOST; n++) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (line.n && !visit_add_problem(r, v, str_dup(r->arena, line)))
			return false;
	}
	return true;
}

static int64_t count_heard(struct req *r)
{
	struct str rest = str_of(form_get(r, "heard"));
	int64_t n = 0;
	while (rest.n)
		n += str_trim(str_cut(&rest, '\n')).n > 0;
	if (n > HEARD_MOST)
		problem_add(&r->problems, "heard", "一次最多记 %d 个问题，其余的保存后再添加。", HEARD_MOST);
	return n;
}

/* Counted before the row is written, so that it is written once. */
static void count_all(struct req *r, struct visit *v, struct visit_promise **made, int *n)
{
	*n = 0;
	for (int i = 1; i <= PROMISE_LINES; i++) {
		struct visit_promise *p = record_new(r->arena, &visit_promise_record);
		if (promise_read(r, p, i))
			made[(*n)++] = p;
	}
	v->problems = count_heard(r);
	v->promises = *n;
}

/* Before the rest is read, so that the summary of what is wrong follows the form. */
static void check_day(struct req *r)
{
	day on;
	if (day_parse(str_of(form_get(r, "held_on")), &on) && on > r->today)
		problem_add(&r->problems, "held_on", "走访日期不能晚于今天。");
}

void post_visit_new(struct req *r)
{
	struct visit *v = record_new(r->arena, &visit_record);
	struct visit_promise *made[PROMISE_LINES];
	int n;
	check_day(r);
	form_read(r, &visit_record, v);
	visit_judge_cost(r, v);
	count_all(r, v, made, &n);
	v->unit = visit_unit(r);
	if (r->problems.n) {
		show_new(r);
		answer_status(r, 422);
		return;
	}
	if (!may_or_refuse(r, "visit.write", v->unit) || !flow_create(r, &visit_flow, v, "") || !files_attach(r, &visit_record, v->id, v->unit))
		return;
	bool good = add_problems(r, v);
	for (int i = 0; i < n && good; i++)
		good = visit_add_promise(r, v, made[i]);
	if (good)
		see_other_saying(r, link_to(r, "/visits/%lld", (long long)v->id), "走访已记下。");
	else if (!r->answered) {
		show_new(r);
		answer_status(r, 422);
	}
}

/* ---- mine ---- */

void get_my_visits(struct req *r)
{
	size_t n;
	int64_t unit = visit_unit(r);
	struct mine_view v = {.r = r, .may_write = may(r, "visit.write", unit)};
	struct visit_promises_mine *p = q_visit_promises_mine(r->db, r->arena, r->who->person, &n);
	v.promises = NEW_N(r->arena, struct promise_row, n);
	for (size_t i = 0; i < n; i++)
		v.promises[v.n_promises++] = (struct promise_row){
			.id = p[i].id, .text = p[i].text, .due = day_short(r->arena, p[i].due, r->today), .late = p[i].due < r->today,
			.visit = record_title(r->db, r->arena, &visit_record, p[i].visit), .owner = "", .done = ""};
	struct visits_lately *x = v.may_write ? q_visits_lately(r->db, r->arena, unit, &n) : NULL;
	v.visits = NEW_N(r->arena, struct recent_visit, n + 1);
	for (size_t i = 0; x && i < n; i++)
		v.visits[v.n_visits++] = (struct recent_visit){x[i].place,
			arena_printf(r->arena, "%s · %lld 个问题 · %lld 项承诺", day_short(r->arena, x[i].held_on, r->today), (long long)x[i].problems, (long long)x[i].promises),
			link_to(r, "/visits/%lld", (long long)x[i].id)};
	page_begin(r, &(struct page){.title = "走访和承诺", .phone = true, .back = "/m"});
	tpl_visit_mine(r->out, &v);
	page_end(r);
}
