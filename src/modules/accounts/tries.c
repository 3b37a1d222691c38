/* Failures by address, and the device from which somebody has signed in before. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/rate.h"
#include "modules/accounts/accounts.h"
#include "secret/secret.h"
#include "secret/token.h"

enum { WINDOW_MS = 10 * 60000, CODES_MOST = 30, CALM_NAMES = 30, CALM_TRIES = 10, DELAY_MS = 5000, DOUBLED_MOST = 6 };
enum { DEVICE_DAYS = 180 };

/* Passwords and codes apart: each name (or code) at its address, and how many different ones failed there. */
static struct rate attempts[] = {[TRIES_PASSWORD] = RATE_OF(0, WINDOW_MS), [TRIES_CODE] = RATE_OF(0, WINDOW_MS)};
static struct rate addresses[] = {[TRIES_PASSWORD] = RATE_OF(0, WINDOW_MS), [TRIES_CODE] = RATE_OF(0, WINDOW_MS)};
static struct rate devices = RATE_OF(0, WINDOW_MS);

static int64_t seconds_to_wait(const struct req *r, struct rate_count c)
{
	int doubled = c.n - 1 < DOUBLED_MOST ? c.n - 1 : DOUBLED_MOST;
	instant next = c.n ? c.last + ((instant)DELAY_MS << doubled) : 0;
	return next > r->now ? (next - r->now + 999) / 1000 : 0;
}

bool tries_left_or_refuse(struct req *r, enum tries_of what, const char *subject)
{
	int64_t most = what == TRIES_CODE ? CODES_MOST : policy_get(r, "account.address_failures", 0, r->today).value;
	int names = rate_of(&addresses[what], r->x->peer, "", r->now).n;
	struct rate_count one = rate_of(&attempts[what], r->x->peer, subject, r->now);
	int64_t wait = names > CALM_NAMES || one.n >= CALM_TRIES ? seconds_to_wait(r, one) : 0;
	if (names >= most) {
		refuse(r, 429, "这个网络地址有太多不同的账号或激活码不符。请 10 分钟后再试，或到本单位工会当面重置密码。");
		wait = WINDOW_MS / 1000;
	} else if (wait) {
		refuse(r, 429, "这个账号在这个网络地址多次不符，请 %lld 秒后再试；别的账号不受影响。", (long long)wait);
	} else {
		return true;
	}
	answer_header(r->x, "Retry-After", arena_printf(r->arena, "%lld", (long long)wait));
	return false;
}

void tries_failed(const struct req *r, enum tries_of what, const char *subject)
{
	if (!r->rerun && rate_hit(&attempts[what], r->x->peer, subject, r->now) == 1)
		rate_hit(&addresses[what], r->x->peer, "", r->now);
}

void tries_forget(void)
{
	for (int i = TRIES_PASSWORD; i <= TRIES_CODE; i++) {
		rate_forget(&attempts[i]);
		rate_forget(&addresses[i]);
	}
	rate_forget(&devices);
}

/* ---- locks ---- */

int64_t account_lock_minutes(int64_t failed, int64_t most)
{
	int64_t minutes = 1;
	for (int64_t n = ACCOUNT_TRIES; n < failed && minutes < most; n += ACCOUNT_TRIES)
		minutes *= 2;
	return minutes < most ? minutes : most;
}

static int64_t most_minutes(struct req *r)
{
	int64_t most = policy_get(r, "account.lock_minutes", 0, r->today).value;
	return most < 1 ? 1 : most;
}

const char *account_locked(struct req *r, const struct account_lock *a)
{
	int64_t left = (a->until - r->now + 59999) / 60000;
	if (a->until <= r->now)
		return NULL;
	if (left <= most_minutes(r) && device_known(r, a->person, a->changed_at)) /* longer: locked by hand, for everybody */
		return NULL;
	if (left > most_minutes(r))
		return "账号已被锁定。请到本单位工会当面办理。";
	return arena_printf(r->arena, "密码或验证码多次不符，账号已锁定。请 %lld 分钟后再试，或到本单位工会当面重置。", (long long)left);
}

/* ---- devices ---- */

/* "ID.SIGNATURE"; a new password makes all of them strangers. */
static const char *signature(struct req *r, const char *id, int64_t person, instant changed_at)
{
	return secret_sign(r->arena, &r->app->keys, "device", arena_printf(r->arena, "%s:%lld:%lld", id, (long long)person, (long long)changed_at));
}

static const char *device_id(struct req *r, int64_t person, instant changed_at)
{
	const char *cookie = pairs_get(&r->x->cookies, "lx_device");
	struct str rest = str_of(cookie ? cookie : ""), id = str_cut(&rest, '.');
	const char *text = str_dup(r->arena, id);
	return rest.n && secret_same(str_dup(r->arena, rest), signature(r, text, person, changed_at)) ? text : NULL;
}

bool device_known(struct req *r, int64_t person, instant changed_at)
{
	const char *id = device_id(r, person, changed_at);
	return id && rate_of(&devices, "", id, r->now).n < ACCOUNT_TRIES;
}

void device_failed(struct req *r, int64_t person, instant changed_at)
{
	const char *id = device_id(r, person, changed_at);
	if (id && !r->rerun)
		rate_hit(&devices, "", id, r->now);
}

void device_remember(struct req *r, int64_t person, instant changed_at)
{
	const char *id = device_id(r, person, changed_at); /* keeps its count */
	id = id ? id : token_new(r->arena, 12);
	answer_cookie(r->x, "lx_device", arena_printf(r->arena, "%s.%s", id, signature(r, id, person, changed_at)), DEVICE_DAYS * 86400LL);
}
