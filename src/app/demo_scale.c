/*
 * A sample city, for measuring: as many people as asked for, all of them members, and to
 * every 3,000 of them 10 units, 100 tasks, 100 activities and 1,000 events. Each unit has the same
 * share at every size, so that what a page of one unit costs can be compared.
 *
 * Rows go in by large groups and in the order of their keys; indexes that are not
 * needed meanwhile are made at the end. All of it is the SQL that both databases speak.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/demo.h"
#include "base/fault.h"
#include "demo_scale.sql.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/schema.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "modules/activities/activities.h"
#include "modules/members/members.h"
#include "modules/plans/plans.h"
#include "modules/units/units.h"
#include "secret/id.h"
#include "text/idcheck.h"
#include "text/pinyin.h"

enum {
	FIRST_UNIT = 100000,
	FIRST_PERSON = 10000000,
	UNITS_A_UNION = 50, /* one union right below the federation, with its sub-unions and teams */
	TEAMS = 7, /* and the sub-union above them */
	POINTS = 50, /* of the plan of a union: ten tasks each */
	PEOPLE_A_NAME = 8,
	ALIKE = 12, /* three states, complete or not, in new kinds of work or not */
	GROUP_UNITS = 50, /* written in one transaction */
	MANAGER = 1002,
	ARENA = 256 << 20
};

/* Characters of 3 bytes. */
static const char surnames[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武";
static const char givens[] = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海峰春雪晨宇浩然嘉欣怡佳琪雨泽思远立新永安学林成功德才";
static const char *const whats[] = {"职工羽毛球比赛", "安全生产知识讲座", "困难职工走访慰问", "技能比武", "女职工健康讲座", "读书分享会", "民主管理培训", "劳模事迹报告会"};

#define OF(list, i) ((list)[(size_t)(i) % (sizeof(list) / sizeof((list)[0]))])

struct city {
	struct app *app;
	struct db *db;
	struct arena *arena; /* of one unit */
	struct demo_share share;
	int64_t units, done;
	int shown; /* per cent */
};

/* ---- progress ---- */

static void show(struct city *c, const char *what)
{
	static const char full[] = "##############################", empty[] = "..............................";
	int percent = (int)(c->done * 100 / (c->units * 2)), n = percent * 30 / 100;
	if (percent == c->shown && !*what)
		return;
	c->shown = percent;
	fprintf(stderr, "%s[%.*s%.*s] %3d %% %s%s", isatty(STDERR_FILENO) ? "\r" : "", n, full, 30 - n, empty, percent, what,
		isatty(STDERR_FILENO) ? "      " : "\n");
	fflush(stderr);
}

/* ---- indexes ---- */

/* Those of the large tables that no statement of the filling reads. */
static bool is_put_off(struct str line)
{
	static const char *const tables[] = {" on person(", " on event(record", " on event(unit", " on event(actor", " on task(", " on activity(", " on member(",
		" on search_doc(", " on search_text ", " on counter_delta("};
	const char *text = line.p;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		const char *at = memmem(text, line.n, tables[i], strlen(tables[i]));
		if (at && (str_starts(line, "create index ") || str_starts(line, "create unique index ")))
			return true;
	}
	return false;
}

static void each_index(struct city *c, bool make)
{
	struct arena *a = arena_new(16 << 20);
	struct buf b = buf_in(a);
	schema_text(c->app, &b);
	schema_search_text(c->db, &b);
	if (make && db_is_postgres(c->db))
		db_script(c->db, "set maintenance_work_mem = '256MB'");
	for (struct str rest = buf_slice(&b); rest.n;) {
		struct str line = str_cut(&rest, '\n');
		if (!is_put_off(line))
			continue;
		struct str name = str_skip(line, str_starts(line, "create unique") ? 20 : 13);
		name = str_cut(&name, ' ');
		db_begin(c->db);
		db_script(c->db, make ? str_dup(a, line) : arena_printf(a, "drop index %.*s", (int)name.n, name.p));
		db_commit(c->db);
		if (make)
			show(c, arena_printf(a, "索引 %.*s", (int)name.n, name.p));
	}
	arena_free(a);
}

/* ---- units ---- */

static int64_t unit_at(int64_t i)
{
	return FIRST_UNIT + i;
}

static int64_t union_of(int64_t i)
{
	return unit_at(i - i % UNITS_A_UNION);
}

static void add_unit(struct city *c, int64_t i)
{
	struct arena *a = c->arena;
	int64_t k = i % UNITS_A_UNION;
	bool head = k == 0, sub = !head && (k - 1) % TEAMS == 0;
	int64_t parent = head ? 1 : sub ? union_of(i) : unit_at(i - (k - 1) % TEAMS);
	const char *name = arena_printf(a, head ? "样例第%lld企业工会" : sub ? "样例%lld分工会" : "样例%lld班", (long long)(i + 1));
	const char *code = arena_printf(a, "SC%05lld", (long long)i);
	unit_insert(c->db, a, unit_at(i), parent, head ? UNIT_DIRECT_UNION : sub ? UNIT_SUB_UNION : UNIT_TEAM, name, name, code,
		    day_of(2020, 1, 1), clock_now());
	find_put(c->db, a, "unit", unit_at(i), NULL, &(struct find_name){name, code});
}

/* ---- people ---- */

static const char *name_of(struct arena *a, int64_t i)
{
	enum { WIDE = 3 };
	size_t surname = (size_t)i % (sizeof(surnames) / WIDE), rest = (size_t)i / (sizeof(surnames) / WIDE);
	size_t n = sizeof(givens) / WIDE;
	return arena_printf(a, "样例%.3s%.3s%.3s", surnames + surname * WIDE, givens + rest % n * WIDE, givens + rest / n % n * WIDE);
}

/* What he is found by. */
static const struct search_entry *add_person(struct city *c, int64_t unit, int64_t i)
{
	struct arena *a = c->arena;
	int64_t id = FIRST_PERSON + i;
	instant now = clock_now();
	const char *mobile = arena_printf(a, "139%08lld", (long long)i), *name = name_of(a, i / PEOPLE_A_NAME);
	const char *staff_no = arena_printf(a, "S%06lld", (long long)i);
	struct seal_place place = {"person", "mobile", id};
	struct keyring *k = &c->app->keys;
	q_scale_person_add(c->db, id, unit, name, staff_no, "", 1 + i % 2, i % 5 != 0,
			   mask_mobile(a, mobile), secret_seal(a, k, place, mobile),
			   secret_number_hash(a, k, "person.mobile", mobile), secret_tail_hash(a, k, "person.mobile", mobile),
			   pinyin_of_name(a, name), now);
	struct search_entry *e = NEW(a, struct search_entry);
	*e = person_entry(a, &(struct person_row){.id = id, .unit = unit, .name = name, .staff_no = staff_no, .title = ""});
	return e;
}

/* Members alike to the measures. */
struct alike {
	struct member m;
	int64_t n;
};

static void count_member(struct alike *kinds, const struct member *m)
{
	struct alike *k = &kinds[(m->state == MEMBER_ACTIVE ? 0 : m->state == MEMBER_RETIRED ? 1 : 2) * 4 + m->complete * 2 + (m->gig ? 1 : 0)];
	k->m = *m;
	k->n++;
}

/* His membership: most run, some wait for approval, some are retired. */
static void add_member(struct city *c, struct req *r, int64_t unit, int64_t i, struct alike *kinds)
{
	struct arena *a = c->arena;
	const char *name = name_of(a, i / PEOPLE_A_NAME);
	struct member *m = record_new(a, &member_record);
	m->id = FIRST_PERSON + i;
	m->version = 1;
	m->state = i % 50 == 0 ? MEMBER_APPLIED : i % 20 == 1 ? MEMBER_RETIRED : MEMBER_ACTIVE;
	m->unit = unit;
	m->created_by = MANAGER;
	m->created_at = r->now;
	m->name = name;
	m->pinyin = pinyin_of_name(a, name);
	m->mobile_mask = mask_mobile(a, arena_printf(a, "139%08lld", (long long)i));
	m->member_no = arena_printf(a, "YL%08lld", (long long)i);
	m->sex = 1 + i % 2;
	m->joined_on = r->today - 400 - (day)((uint64_t)i * 2654435761u % 4294967296u / 65536 % 3000); /* in no relation to the rest: the low bits repeat those of i */
	m->change = CHANGE_JOIN;
	m->changed_on = m->joined_on;
	m->politics = i % 4 ? 13 : 1;
	m->skill = i % 6;
	m->gig = i % 10 == 0;
	m->job = JOB_AT_WORK;
	m->complete = i % 3 == 0;
	record_insert(c->db, a, &member_record, m);
	count_member(kinds, m);
}

/* One event with the counts of a whole unit, as an import writes it. */
static void fill_unit(struct city *c, int64_t unit, int64_t first)
{
	struct req *r = system_request(c->app, c->db, c->arena);
	struct alike kinds[ALIKE] = {0};
	struct person_row p = {.unit = unit, .state = PERSON_ACTIVE};
	struct buf counts = buf_in(c->arena);
	size_t n = (size_t)c->share.people;
	const struct search_entry **entries = NEW_N(c->arena, const struct search_entry *, n);
	const struct search_made **made = NEW_N(c->arena, const struct search_made *, n);
	const char *path = unit_path(c->db, c->arena, unit);
	for (size_t x = 0; x < n; x++) {
		entries[x] = add_person(c, unit, first + (int64_t)x);
		struct search_made m = search_make(c->db, c->arena, path, entries[x]);
		made[x] = arena_memdup(c->arena, &m, sizeof(m));
		add_member(c, r, unit, first + (int64_t)x, kinds);
	}
	search_add(c->db, c->arena, r->now, entries, made, n, true);
	buf_puts(&counts, measure_apply_some(r, &person_record, &p, c->share.people));
	for (int i = 0; i < ALIKE; i++)
		if (kinds[i].n)
			buf_puts(&counts, measure_apply_some(r, &member_record, &kinds[i].m, kinds[i].n));
	event_append(c->db, c->arena, r->now, &(struct event){.actor = MANAGER, .unit = unit, .record = "member", .verb = "import",
							      .happened_on = r->today, .counts = buf_text(&counts)});
}

/* ---- work ---- */

/* A new row as a flow writes it: row, event with its counts, counters, search index. */
static void put(struct city *c, struct req *r, const struct flow *f, struct head *h, int64_t unit, int64_t state, day on)
{
	h->id = id_new();
	h->unit = unit;
	h->version = 1;
	h->state = state;
	h->created_by = MANAGER;
	h->created_at = r->now;
	record_insert(r->db, r->arena, f->record, h);
	struct event e = {.actor = MANAGER, .unit = unit, .record = f->record->name, .row_id = h->id, .verb = "create", .to_state = state,
			  .happened_on = on, .counts = measure_apply(r, f->record, NULL, h)};
	event_append(r->db, r->arena, r->now, &e);
	search_put_new(r, f, h);
}

static int64_t put_node(struct city *c, struct req *r, const struct plan *p, int64_t parent, int64_t at)
{
	struct plan_node *n = record_new(r->arena, &plan_node_record);
	n->plan = p->id;
	n->parent = parent;
	n->position = (at + 1) * 1024;
	n->level = parent ? NODE_POINT : NODE_SECTION;
	n->number = arena_printf(r->arena, "%lld", (long long)at + 1);
	n->title = arena_printf(r->arena, "%s，%s", OF(whats, at), parent ? "每季度至少一次" : "一体推进");
	n->body = parent ? "由工会办公室牵头，各分工会配合。" : "";
	n->weight = 1;
	put(c, r, &plan_node_flow, (struct head *)n, p->unit, NODE_ACTIVE, r->today);
	return n->id;
}

/* The plan of a union; the nodes of its points into `points`. */
static int64_t put_plan(struct city *c, struct req *r, int64_t unit, int64_t *points)
{
	enum { SECTIONS = 5 };
	struct plan *p = record_new(r->arena, &plan_record);
	p->title = "样例年度工会工作要点";
	p->year = day_civil(r->today).year;
	p->organ = "样例企业工会";
	p->issued_on = p->starts = day_of((int)p->year, 1, 1);
	p->ends = day_of((int)p->year, 12, 31);
	put(c, r, &plan_flow, (struct head *)p, unit, PLAN_ISSUED, p->starts);
	for (int64_t i = 0, section = 0; i < POINTS; i++) {
		if (i % (POINTS / SECTIONS) == 0)
			section = put_node(c, r, p, 0, i / (POINTS / SECTIONS));
		points[i] = put_node(c, r, p, section, i);
	}
	return p->id;
}

static void put_task(struct city *c, struct req *r, int64_t plan, int64_t node, int64_t unit, int64_t i)
{
	struct task *t = record_new(r->arena, &task_record);
	t->title = arena_printf(r->arena, "办好%s", OF(whats, i));
	t->plan = plan;
	t->node = node;
	t->position = (i + 1) * 1024;
	t->department = unit;
	t->owner = MANAGER;
	t->starts = r->today - 100 + (day)(i % 100);
	t->due = t->first_due = t->starts + 90;
	t->weight = 1;
	t->done_on = i % 3 ? 0 : t->due;
	put(c, r, &task_flow, (struct head *)t, unit, i % 3 ? TASK_OPEN : TASK_DONE, t->starts);
}

static void put_activity(struct city *c, struct req *r, int64_t unit, int64_t i)
{
	struct activity *y = record_new(r->arena, &activity_record);
	y->title = arena_printf(r->arena, "第%lld期%s", (long long)i, OF(whats, i / 5));
	y->kind = 1 + i % 8;
	y->held_on = r->today - (day)(i % 366);
	y->place = "职工之家";
	y->people = 10 + i * 7 % 90;
	y->cost = i % 50 * 10000;
	y->summary = "职工反映良好。";
	put(c, r, &activity_flow, (struct head *)y, unit, i % 9 ? ACTIVITY_CONFIRMED : ACTIVITY_HELD, y->held_on);
}

static void fill_work(struct city *c, int64_t i, int64_t plan, const int64_t *points)
{
	struct req *r = system_request(c->app, c->db, c->arena);
	int64_t unit = unit_at(i), k = i % UNITS_A_UNION;
	for (int64_t x = 0; x < c->share.tasks; x++)
		put_task(c, r, plan, points[(k * c->share.tasks + x) % POINTS], unit, i * c->share.tasks + x);
	for (int64_t x = 0; x < c->share.activities; x++)
		put_activity(c, r, unit, i * c->share.activities + x);
	for (int64_t x = 0; x < c->share.events - c->share.tasks - c->share.activities; x++) {
		struct event e = {.actor = MANAGER, .unit = unit, .record = "person", .row_id = FIRST_PERSON + i * c->share.people + x,
				  .verb = "create", .to_state = 1};
		event_append(c->db, c->arena, r->now, &e);
	}
}

/* ---- all of it ---- */

static void begin_group(struct city *c)
{
	db_begin(c->db);
	db_bulk(c->db);
	db_hasten(c->db, true); /* a round trip for each row would be most of the work */
}

static void end_group(struct city *c)
{
	arena_reset(c->arena);
	event_seal(c->db, c->arena); /* of what was there before */
	arena_reset(c->arena);
	while (counter_fold(c->db, c->arena, 10000) > 0)
		arena_reset(c->arena);
	db_hasten(c->db, false);
	db_commit(c->db);
	show(c, "");
}

static void fill_people(struct city *c)
{
	for (int64_t i = 0; i < c->units; i++) {
		if (i % GROUP_UNITS == 0)
			begin_group(c);
		add_unit(c, i);
		fill_unit(c, unit_at(i), i * c->share.people);
		arena_reset(c->arena);
		c->done++;
		if (i % GROUP_UNITS == GROUP_UNITS - 1 || i + 1 == c->units)
			end_group(c);
	}
}

static void fill_plans(struct city *c)
{
	int64_t plan = 0, points[POINTS];
	for (int64_t i = 0; i < c->units; i++) {
		if (i % GROUP_UNITS == 0)
			begin_group(c);
		if (i % UNITS_A_UNION == 0)
			plan = put_plan(c, system_request(c->app, c->db, c->arena), unit_at(i), points);
		fill_work(c, i, plan, points);
		arena_reset(c->arena);
		c->done++;
		if (i % GROUP_UNITS == GROUP_UNITS - 1 || i + 1 == c->units)
			end_group(c);
	}
}

void demo_scale_of(struct app *app, int64_t units, struct demo_share share)
{
	struct city c = {.app = app, .db = writer_db(app->writer), .arena = arena_new(ARENA), .units = units, .share = share};
	each_index(&c, false);
	fill_people(&c);
	fill_plans(&c);
	each_index(&c, true);
	db_begin(c.db);
	db_script(c.db, "insert into setting(name, value) select 'search.person', cast(max(id) as text) from person where true "
			"on conflict(name) do update set value = excluded.value"); /* they are in the index */
	search_tidy(c.db);
	db_commit(c.db);
	if (isatty(STDERR_FILENO))
		fputc('\n', stderr);
	arena_free(c.arena);
}

void demo_scale(struct app *app, int64_t people)
{
	static const struct demo_share usual = {.people = 300, .tasks = 10, .activities = 10, .events = 100};
	demo_scale_of(app, people / usual.people ? people / usual.people : 1, usual);
}
