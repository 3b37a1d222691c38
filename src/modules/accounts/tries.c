/* Failures by address: a small table in memory, never written down. */
#include <arpa/inet.h>
#include <pthread.h>
#include <string.h>

#include "kernel/app.h"
#include "modules/accounts/accounts.h"

enum { MOST = 30, WINDOW_MS = 10 * 60000, SLOTS = 4096, PROBES = 8 };

static struct {
	pthread_mutex_t lock;
	struct slot {
		uint64_t peer;
		instant since;
		int n;
	} slots[SLOTS];
} table = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* One IPv6 customer holds a whole /64, so only that half counts. */
static uint64_t key_of(const char *peer)
{
	unsigned char b[16] = {0};
	uint64_t h = 1469598103934665603u;
	size_t n = 8;
	if (inet_pton(AF_INET6, peer, b) != 1 && inet_pton(AF_INET, peer, b) == 1)
		n = 4;
	for (size_t i = 0; i < n; i++)
		h = (h ^ b[i]) * 1099511628211u;
	return h | 1;
}

/* The address's slot, or the one among its places that may be given up first. */
static struct slot *slot_of(uint64_t key)
{
	struct slot *best = &table.slots[key % SLOTS];
	for (size_t i = 0; i < PROBES; i++) {
		struct slot *s = &table.slots[(key + i) % SLOTS];
		if (s->peer == key)
			return s;
		if (s->since < best->since)
			best = s;
	}
	*best = (struct slot){.peer = key};
	return best;
}

static bool over(struct slot *s, instant now)
{
	return now - s->since >= WINDOW_MS || now < s->since;
}

bool tries_left_or_refuse(struct req *r)
{
	pthread_mutex_lock(&table.lock);
	struct slot *s = slot_of(key_of(r->x->peer ? r->x->peer : ""));
	bool left = s->n < MOST || over(s, r->now);
	pthread_mutex_unlock(&table.lock);
	if (!left) {
		refuse(r, 429, "这个网络地址的登录失败次数过多。请 10 分钟后再试，或到本单位工会当面重置密码。");
		answer_header(r->x, "Retry-After", "600");
	}
	return left;
}

void tries_failed(const struct req *r)
{
	pthread_mutex_lock(&table.lock);
	struct slot *s = slot_of(key_of(r->x->peer ? r->x->peer : ""));
	if (over(s, r->now)) {
		s->since = r->now;
		s->n = 0;
	}
	s->n++;
	pthread_mutex_unlock(&table.lock);
}

void tries_forget(void)
{
	pthread_mutex_lock(&table.lock);
	memset(table.slots, 0, sizeof(table.slots));
	pthread_mutex_unlock(&table.lock);
}
