/*
 * lianxin user list
 * lianxin user add --name NAME --unit CODE [--mobile N] [--staff-no N] [--role ROLE [--at CODE]] [--title T]
 * lianxin user reset|lock|unlock LOGIN
 *
 * LOGIN is a mobile, "CODE STAFFNO" or a person's number. Codes are printed once.
 */
#include <stdio.h>
#include <string.h>

#include "accounts.sql.h"
#include "app/command.h"
#include "app/data.h"
#include "kernel/unit.h"
#include "kernel.sql.h"
#include "modules/accounts/accounts.h"
#include "modules/units/units.h"
#include "secret/activation.h"
#include "units.sql.h"
#include "user.sql.h"

enum { CODE_DAYS = 7 };

struct user {
	const char *what, *login, *name, *unit, *mobile, *staff_no, *role, *at, *title;
	const char *problem; /* why it was refused */
};

static const struct {
	const char *word;
	int role;
} roles[] = {
	{"worker", 0},	       {"rep", ROLE_REP},		{"handler", ROLE_HANDLER}, {"cadre", ROLE_CADRE},
	{"chair", ROLE_CHAIR}, {"auditor", ROLE_AUDITOR},	{"federation", ROLE_FEDERATION},
	{"system", ROLE_SYSTEM}, {"security", ROLE_SECURITY}, {"audit", ROLE_AUDIT_ADMIN},
};

static int option(void *context, const char *name, const char *value)
{
	struct user *u = context;
	const struct {
		const char *name, **value;
	} rows[] = {{"name", &u->name},	  {"unit", &u->unit}, {"mobile", &u->mobile}, {"staff-no", &u->staff_no},
		    {"role", &u->role},	  {"at", &u->at},     {"title", &u->title}};
	if (!*name) {
		const char **place = u->what ? &u->login : &u->what;
		*place = value;
		return 1;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].name, name) == 0) {
			*rows[i].value = value;
			return 2;
		}
	return 0;
}

static void print_code(struct req *r, int64_t person)
{
	struct account_person p;
	q_account_person(r->db, r->arena, person, &p);
	const char *code = account_new_code(r->db, r->arena, &r->app->keys, person, r->now + (instant)CODE_DAYS * 86400000);
	account_event_in(r->db, r->arena, r->now, 0, person, p.unit, "code");
	printf("%s（%s）的激活码：%s，%d 天内有效，打开 /activate 使用\n", p.name, p.unit_name, activation_show(r->arena, code), CODE_DAYS);
}

static int64_t unit_of(struct req *r, struct user *u, const char *code)
{
	struct unit_by_code found;
	if (q_unit_by_code(r->db, r->arena, code ? code : "", &found))
		return found.id;
	u->problem = arena_printf(r->arena, "没有代码为“%s”的单位。", code ? code : "");
	return 0;
}

static void add(struct req *r, void *context)
{
	struct user *u = context;
	struct enlist n = {u->name ? u->name : "", u->mobile, u->staff_no, 0, 0, 0, u->title ? u->title : ""};
	n.unit = unit_of(r, u, u->unit);
	n.at = n.unit && u->at ? unit_of(r, u, u->at) : n.unit;
	size_t i = 0;
	while (u->role && i < sizeof(roles) / sizeof(roles[0]) && strcmp(roles[i].word, u->role) != 0)
		i++;
	if (i == sizeof(roles) / sizeof(roles[0]))
		u->problem = arena_printf(r->arena, "没有“%s”这个角色。可用：worker rep handler cadre chair auditor federation system security audit", u->role);
	if (u->problem)
		return;
	n.role = u->role ? roles[i].role : 0;
	int64_t id = person_enlist(r, &n);
	if (!id)
		u->problem = r->problems.first ? r->problems.first->text : "没有登记。";
	else
		print_code(r, id);
}

static int64_t person_of(struct req *r, struct user *u)
{
	struct account_by_mobile a;
	struct account_person p;
	struct str rest = str_of(u->login), first = str_cut(&rest, ' ');
	int64_t id;
	const char *one = str_dup(r->arena, first), *two = str_dup(r->arena, str_trim(rest));
	const char *hash = secret_number_hash(r->arena, &r->app->keys, "person.mobile", one);
	if (*two ? q_account_by_staff_no(r->db, r->arena, one, two, &a) : q_account_by_mobile(r->db, r->arena, hash, &a))
		return a.person;
	if (!*two && str_int(first, &id) && q_account_person(r->db, r->arena, id, &p))
		return id;
	u->problem = "没有这个账号。可写手机号、“单位代码 工号”，或 lianxin user list 里的编号。";
	return 0;
}

static void change(struct req *r, void *context)
{
	struct user *u = context;
	struct account_person p;
	int64_t id = person_of(r, u);
	if (!id)
		return;
	q_account_person(r->db, r->arena, id, &p);
	if (strcmp(u->what, "reset") == 0) {
		print_code(r, id);
	} else if (strcmp(u->what, "lock") == 0) {
		q_user_lock(r->db, id, r->now + (instant)100 * 365 * 86400000);
		q_sessions_drop_others(r->db, id, "");
		account_event_in(r->db, r->arena, r->now, 0, id, p.unit, "locked");
		printf("%s 的账号已锁定，登录都已结束。\n", p.name);
	} else {
		q_account_unlock(r->db, id);
		account_event_in(r->db, r->arena, r->now, 0, id, p.unit, "unlocked");
		printf("%s 的账号已解除锁定。\n", p.name);
	}
}

static void list(struct req *r, void *context)
{
	size_t n, m;
	struct user_list *u = q_user_list(r->db, r->arena, &n);
	(void)context;
	for (size_t i = 0; i < n; i++) {
		struct account_posts *p = q_account_posts(r->db, r->arena, u[i].person, &m);
		printf("%lld  %s  %s  %s  %s", (long long)u[i].person, u[i].name, u[i].unit_name,
		       account_login_hint(r->arena, u[i].mobile_mask, u[i].unit_code, u[i].staff_no),
		       u[i].state != 1 ? "已离开" : u[i].locked_until > r->now ? "已锁定" : u[i].active ? "已激活" : "待激活");
		for (size_t k = 0; k < m; k++)
			if (!p[k].until || p[k].until >= r->today)
				printf("  %s@%s", choice_label(role_choices, p[k].role), p[k].unit_name);
		putchar('\n');
	}
}

static int run(struct app *app, struct user *u)
{
	void (*work)(struct req *r, void *context) = strcmp(u->what, "list") == 0 ? list : strcmp(u->what, "add") == 0 ? add : change;
	const char *why = data_open(app);
	if (!why && !data_write(app, work, u))
		why = "没有办成，数据没有改动。";
	if (!why)
		why = u->problem;
	if (why)
		fprintf(stderr, "%s\n", why);
	return why ? 1 : 0;
}

int cmd_user(int argc, char **argv)
{
	static const char *const words[] = {"list", "add", "reset", "lock", "unlock"};
	struct user u = {0};
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, option, &u);
	bool known = false;
	for (size_t i = 0; u.what && i < sizeof(words) / sizeof(words[0]); i++)
		known |= strcmp(words[i], u.what) == 0;
	if (!bad && (!known || (strchr("rlu", u.what[0]) && strcmp(u.what, "list") != 0 && !u.login)))
		bad = "用法：lianxin user list | add --name 姓名 --unit 单位代码 [--mobile 手机号] [--role 角色] | reset|lock|unlock 登录名";
	int code = bad ? 2 : run(app, &u);
	if (bad)
		fprintf(stderr, "%s\n", bad);
	app_end(app);
	return code;
}
