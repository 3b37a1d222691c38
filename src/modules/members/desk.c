/* The desk of membership: what waits, and finding a member. */
#include <string.h>

#include "http/html.h"
#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/page.h"
#include "kernel/place.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "members.html.h"
#include "members.sql.h"
#include "modules/members/members_view.h"
#include "modules/members/pages.h"
#include "modules/units/units.h"
#include "secret/secret.h"
#include "text/idcheck.h"

enum { HITS = 60, ROUNDS = 3, WAITING = 20, COUNTED = 1000 };

static void add_hits(struct members_page *v, const struct members_found *p, size_t n)
{
	for (size_t i = 0; i < n && v->n < HITS; i++)
		v->rows[v->n++] = (struct member_line){p[i].id, p[i].state, p[i].name, p[i].unit_name, p[i].idno_mask,
						       p[i].mobile_mask, p[i].member_no, ""};
}

/* Eleven digits, eighteen characters, or four: whole numbers and tails; everything else is a name. */
static bool is_number(const char *q)
{
	size_t n = strlen(q), digits = strspn(q, "0123456789");
	if (n == 4)
		return digits == 4 || (digits == 3 && (q[3] == 'X' || q[3] == 'x'));
	return n >= 8 && digits >= n - 1;
}

static const char *older(struct req *r, const char *q, const char *place)
{
	struct buf b = buf_in(r->arena);
	buf_puts(&b, "/members?q=");
	url_encode(&b, q);
	buf_puts(&b, "&older=");
	url_encode(&b, place);
	return buf_text(&b);
}

static void find_number(struct req *r, struct members_page *v, const char *tree)
{
	const struct keyring *k = &r->app->keys;
	const char *end = path_end(r->arena, tree);
	size_t n;
	struct members_found *p;
	if (strlen(v->q) == 4)
		p = q_members_by_tail(r->db, r->arena, secret_tail_hash(r->arena, k, "person.mobile", v->q),
				      secret_tail_hash(r->arena, k, "person.idno", v->q), tree, end, &n);
	else
		p = q_members_by_number(r->db, r->arena, secret_number_hash(r->arena, k, "person.mobile", v->q),
					secret_number_hash(r->arena, k, "person.idno", v->q), tree, end, &n);
	add_hits(v, p, n);
}

/* By a fragment of the name, pinyin, staff number or post; older registrations from where the page before ended. */
static void find_name(struct req *r, struct members_page *v, const char *right)
{
	static const char what[] = "members.named";
	struct members_found one;
	struct scope s = scope_of(r, right);
	int64_t from = place_open_number(r, what, query_get(r, "older"));
	for (int round = 0; s.n_trees && round < ROUNDS; round++) {
		size_t wanted = HITS + 1 - v->n;
		struct search_answer x = people_search(r, v->q, &(struct scope){.trees = s.trees, .n_trees = s.n_trees}, from, wanted);
		for (size_t i = 0; i < x.n; from = x.rows[i++].id) {
			if (!q_members_named(r->db, r->arena, x.rows[i].row_id, "/", path_end(r->arena, "/"), &one) ||
			    !may_path(r->who, right_of(r->app, right), one.path))
				continue;
			if (v->n == HITS) {
				v->next = older(r, v->q, place_seal_number(r, what, from));
				return;
			}
			add_hits(v, &one, 1);
		}
		from = x.further;
		if (x.n < wanted)
			break;
	}
	v->next = from ? older(r, v->q, place_seal_number(r, what, from)) : NULL;
}

static bool wide(struct req *r, const struct scope *s)
{
	for (size_t t = 0; t < s->n_trees; t++)
		if (unit_tree_is_wide(r->db, r->arena, s->trees[t]))
			return true;
	return false;
}

/*
 * In a wide tree the first that wait anywhere are looked through: few at first, which is enough
 * for whom everybody belongs to.
 */
enum { FIRST = 3 * WAITING, FIRST_MOST = 1000 };

static struct members_waiting *waiting(struct req *r, const char *tree, bool far, size_t *n)
{
	const char *end = path_end(r->arena, tree);
	if (!far)
		return q_members_waiting(r->db, r->arena, tree, end, WAITING, n);
	struct members_waiting *w = q_members_waiting_wide(r->db, r->arena, tree, end, FIRST, WAITING, n);
	return *n == WAITING ? w : q_members_waiting_wide(r->db, r->arena, tree, end, FIRST_MOST, WAITING, n);
}

static struct members_coming *coming(struct req *r, const char *tree, bool far, size_t *n)
{
	const char *end = path_end(r->arena, tree);
	if (!far)
		return q_members_coming(r->db, r->arena, tree, end, WAITING, n);
	struct members_coming *c = q_members_coming_wide(r->db, r->arena, tree, end, FIRST, WAITING, n);
	return *n == WAITING ? c : q_members_coming_wide(r->db, r->arena, tree, end, FIRST_MOST, WAITING, n);
}

static void fill_waiting(struct req *r, struct members_page *v)
{
	struct scope s = scope_of(r, "member.read");
	bool far = wide(r, &s);
	v->waiting = NEW_N(r->arena, struct member_line, WAITING);
	v->coming = NEW_N(r->arena, struct member_line, WAITING);
	for (size_t t = 0; t < s.n_trees; t++) {
		size_t n;
		struct members_waiting *w = waiting(r, s.trees[t], far, &n);
		for (size_t i = 0; i < n && v->n_waiting < WAITING; i++)
			v->waiting[v->n_waiting++] = (struct member_line){.id = w[i].id, .name = w[i].name, .unit = w[i].unit_name,
									  .note = instant_cn(r->arena, w[i].at)};
		struct members_coming *c = coming(r, s.trees[t], far, &n);
		for (size_t i = 0; i < n && v->n_coming < WAITING; i++)
			v->coming[v->n_coming++] = (struct member_line){.id = c[i].id, .name = c[i].name, .unit = c[i].unit_name,
									.note = c[i].target};
	}
}

static void tile(struct members_page *v, const char *label, const char *href, int64_t n, bool more)
{
	v->tiles[v->n_tiles++] = (struct member_tile){label, href, n, more};
}

/* Figures of all units in which the asker looks after members. */
static void fill_tiles(struct req *r, struct members_page *v)
{
	static const char *const keys[] = {"member.total", "member.entitled", "member.kept", "member.retired"};
	static const char *const labels[] = {"会员", "在籍（计入应到）", "保留会籍", "退休保留"};
	static const char *const links[] = {"/members/list?state=2,3,4", "/members/list?state=2", "/members/list?state=3",
					    "/members/list?state=4"};
	struct scope s = scope_of(r, "member.read");
	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		int64_t n = 0;
		for (size_t t = 0; t < s.n_trees; t++)
			n += measure_value(r->db, keys[k], path_last(s.trees[t]), 0, 0);
		tile(v, labels[k], links[k], n, false);
	}
	int64_t rest = v->tiles[1].n;
	for (size_t t = 0; t < s.n_trees; t++)
		rest -= measure_value(r->db, "member.complete", path_last(s.trees[t]), 0, 0);
	tile(v, "实名信息不全", "/members/incomplete", rest, false);
	if (wide(r, &s)) { /* a federation looks at the lists; counting thousands of unions is dear */
		v->lists = true;
		return;
	}
	int64_t behind = 0, soon = 0;
	for (size_t t = 0; t < s.n_trees; t++) {
		behind += q_members_behind(r->db, s.trees[t], path_end(r->arena, s.trees[t]), r->today, COUNTED);
		soon += members_retiring_count(r, s.trees[t], COUNTED);
	}
	tile(v, "会费到期未缴", "/members/behind", behind, behind >= COUNTED);
	tile(v, "三个月内到退休年龄", "/members/retiring", soon, soon >= COUNTED);
}

static void show(struct req *r, struct members_page *v)
{
	v->may_edit = may_anywhere(r->who, right_of(r->app, "member.edit"));
	v->may_approve = may_anywhere(r->who, right_of(r->app, "member.approve"));
	page_begin(r, &(struct page){.title = "会员", .nav = "/members"});
	tpl_members(r->out, r, v);
	page_end(r);
}

void get_members(struct req *r)
{
	struct members_page v = {.q = query_get(r, "q"), .rows = NEW_N(r->arena, struct member_line, HITS)};
	if (is_number(v.q)) { /* numbers do not travel in addresses: they would stand in logs */
		v.refused = "按号码查找请在下面的框里填写后点“查找”，不要写在网址里。";
		v.q = "";
	}
	if (*v.q)
		find_name(r, &v, "member.read");
	if (!*v.q) {
		fill_tiles(r, &v);
		fill_waiting(r, &v);
	}
	show(r, &v);
}

/* Searches by number in the last hour: four digits are soon tried out. */
static bool lookups_left_or_refuse(struct req *r)
{
	struct policy_value most = policy_get(r, "member.lookups", r->who->unit, r->today);
	if (q_members_lookups(r->db, r->who->person, r->now - 3600000) < most.value)
		return true;
	refuse(r, 429, "一小时内按号码查找已满 %lld 次，请过一会儿再查。每次查找都有记录。", (long long)most.value);
	return false;
}

/* What was looked for is not kept, only that somebody looked. */
static void looked_up(struct req *r, bool tail, size_t hits)
{
	struct event e = {.unit = r->who->unit, .record = "member", .verb = "lookup",
			  .changes = arena_printf(r->arena, "按%s查找会员，%zu 条结果", tail ? "号码后四位" : "完整号码", hits)};
	event_add(r, &e);
}

/* Names and numbers alike; a search by number is counted, limited and recorded. */
void post_members_find(struct req *r)
{
	struct members_page v = {.q = form_get(r, "q"), .rows = NEW_N(r->arena, struct member_line, HITS)};
	struct scope s = scope_of(r, "member.lookup");
	bool number = is_number(v.q);
	if (number && !lookups_left_or_refuse(r))
		return;
	for (size_t i = 0; number && i < s.n_trees; i++)
		find_number(r, &v, s.trees[i]);
	if (*v.q && !number)
		find_name(r, &v, "member.lookup");
	if (number)
		looked_up(r, strlen(v.q) == 4, v.n);
	show(r, &v);
}
