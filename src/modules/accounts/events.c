/* What happened to accounts. */
#include <string.h>

#include "accounts.sql.h"
#include "kernel/event.h"
#include "kernel/policy.h"
#include "modules/accounts/accounts.h"

static const struct {
	const char *verb, *label;
} verbs[] = {
	{"failed", "登录失败"},	    {"locked", "账号锁定"},	  {"unlocked", "解除锁定"},
	{"code", "发放激活码"},	    {"activated", "激活账号"},	  {"password", "修改密码"},
	{"second_on", "启用两步验证"}, {"second_off", "停用两步验证"}, {"recovery", "使用备用码"},
	{"recovery_new", "更换备用码"}, {"signed_in", "登录"},
	{"ended", "结束登录"},
};

const char *account_verb(const char *verb)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].verb, verb) == 0)
			return verbs[i].label;
	return "办理";
}

void account_event_in(struct db *d, struct arena *a, instant now, int64_t actor, int64_t person, int64_t unit,
		      const char *verb)
{
	struct event e = {.record = "account", .row_id = person, .unit = unit, .verb = verb, .actor = actor};
	event_append(d, a, now, &e);
}

void account_event(struct req *r, int64_t person, int64_t unit, const char *verb)
{
	account_event_in(r->db, r->arena, r->now, r->who ? r->who->person : 0, person, unit, verb);
}

struct failure {
	int64_t person, unit, most;
	instant now;
};

static void count_failure(struct db *d, struct arena *a, void *context)
{
	struct failure *f = context;
	struct account_of was;
	if (!q_account_of(d, a, f->person, &was))
		return;
	int64_t failed = was.failed + 1;
	q_account_fail(d, f->person, ACCOUNT_TRIES, f->now + account_lock_minutes(failed, f->most) * 60000);
	account_event_in(d, a, f->now, 0, f->person, f->unit, "failed");
	if (failed % ACCOUNT_TRIES == 0)
		account_event_in(d, a, f->now, 0, f->person, f->unit, "locked");
}

void account_note_failure(struct req *r, int64_t person, int64_t unit)
{
	struct failure *f = NEW(r->arena, struct failure);
	*f = (struct failure){person, unit, policy_get(r, "account.lock_minutes", 0, r->today).value, r->now};
	note(r, count_failure, f);
}
