/* Failures by address: counted in memory, never written down. */
#include "kernel/rate.h"
#include "modules/accounts/accounts.h"

static struct rate failures = RATE_OF(30, 10 * 60000);

bool tries_left_or_refuse(struct req *r)
{
	bool left = rate_left(&failures, r->x->peer, r->now);
	if (!left) {
		refuse(r, 429, "这个网络地址的登录失败次数过多。请 10 分钟后再试，或到本单位工会当面重置密码。");
		answer_header(r->x, "Retry-After", "600");
	}
	return left;
}

void tries_failed(const struct req *r)
{
	rate_hit(&failures, r->x->peer, r->now);
}

void tries_forget(void)
{
	rate_forget(&failures);
}
