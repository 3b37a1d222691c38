/* Failures by address: a small table in memory, never written down. */
#include <arpa/inet.h>
#include <pthread.h>
#include <string.h>

#include "kernel/app.h"
#include "modules/accounts/accounts.h"

enum { WINDOW_MS = 10 * 60000, SLOTS = 4096, PROBES = 8 };
enum { NAME_BITS = 2048, CODES_MOST = 30, CALM_NAMES = 30, CALM_TRIES = 10, DELAY_MS = 5000, DOUBLED_MOST = 6 };

/* What failed at an address: how many different names (or codes), about; a filter tells which were counted. */
struct address {
	uint64_t key;
	instant since;
	int names;
	uint64_t seen[NAME_BITS / 64];
};

/* One name at one address: how often it failed, and when it may be tried again. */
struct attempt {
	uint64_t key;
	instant since, next;
	int n;
};

static struct {
	pthread_mutex_t lock;
	struct address addresses[SLOTS];
	struct attempt attempts[SLOTS];
} table = {.lock = PTHREAD_MUTEX_INITIALIZER};

static uint64_t mixed(uint64_t h, const void *p, size_t n)
{
	for (const unsigned char *b = p; n--; b++)
		h = (h ^ *b) * 1099511628211u;
	return h;
}

/* One IPv6 customer holds a whole /64, so only that half counts. */
static uint64_t key_of(const struct req *r, enum tries_of what)
{
	const char *peer = r->x->peer ? r->x->peer : "";
	unsigned char b[16] = {0}, kind = (unsigned char)what;
	size_t n = 8;
	if (inet_pton(AF_INET6, peer, b) != 1 && inet_pton(AF_INET, peer, b) == 1)
		n = 4;
	return mixed(mixed(1469598103934665603u, &kind, 1), b, n) | 1;
}

static bool over(instant since, instant now)
{
	return now - since >= WINDOW_MS || now < since;
}

/* The place of this key, begun anew after its ten minutes; of those it may have, the oldest is given up. */
#define PLACE(list, wanted, now)                                                                   \
	({                                                                                         \
		__typeof__(&(list)[0]) best = &(list)[(wanted) % SLOTS];                           \
		for (size_t i = 0; i < PROBES && best->key != (wanted); i++) {                     \
			__typeof__(best) s = &(list)[((wanted) + i) % SLOTS];                      \
			if (s->key == (wanted) || s->since < best->since)                          \
				best = s;                                                          \
		}                                                                                  \
		if (best->key != (wanted) || over(best->since, now)) {                             \
			memset(best, 0, sizeof(*best));                                            \
			best->key = (wanted);                                                      \
			best->since = (now);                                                       \
		}                                                                                  \
		best;                                                                              \
	})

static uint64_t name_of(uint64_t address, const char *subject)
{
	return mixed(address, subject, strlen(subject)) | 1;
}

/* Seconds to wait, 0 none; -1: the whole address waits. */
static int64_t wait_of(const struct req *r, enum tries_of what, const char *subject, int64_t most)
{
	uint64_t key = key_of(r, what);
	pthread_mutex_lock(&table.lock);
	struct address *a = PLACE(table.addresses, key, r->now);
	struct attempt *p = PLACE(table.attempts, name_of(key, subject), r->now);
	int64_t wait = (p->next - r->now + 999) / 1000;
	bool strict = a->names > CALM_NAMES || p->n >= CALM_TRIES;
	bool shut = a->names >= most;
	pthread_mutex_unlock(&table.lock);
	return shut ? -1 : strict && wait > 0 ? wait : 0;
}

bool tries_left_or_refuse(struct req *r, enum tries_of what, const char *subject)
{
	int64_t most = what == TRIES_CODE ? CODES_MOST : policy_get(r, "account.address_failures", 0, r->today).value;
	int64_t wait = wait_of(r, what, subject, most);
	if (!wait)
		return true;
	if (wait < 0) {
		refuse(r, 429, "这个网络地址有太多不同的账号或激活码不符。请 10 分钟后再试，或到本单位工会当面重置密码。");
		wait = WINDOW_MS / 1000;
	} else {
		refuse(r, 429, "这个账号在这个网络地址多次不符，请 %lld 秒后再试；别的账号不受影响。", (long long)wait);
	}
	answer_header(r->x, "Retry-After", arena_printf(r->arena, "%lld", (long long)wait));
	return false;
}

void tries_failed(const struct req *r, enum tries_of what, const char *subject)
{
	uint64_t key = key_of(r, what), name = name_of(key, subject), bit = (name * 0x9e3779b97f4a7c15u >> 32) % NAME_BITS;
	pthread_mutex_lock(&table.lock);
	struct address *a = PLACE(table.addresses, key, r->now);
	if (!(a->seen[bit / 64] >> bit % 64 & 1)) {
		a->seen[bit / 64] |= 1ull << bit % 64;
		a->names++;
	}
	struct attempt *p = PLACE(table.attempts, name, r->now);
	p->next = r->now + ((instant)DELAY_MS << (p->n < DOUBLED_MOST ? p->n : DOUBLED_MOST));
	p->n++;
	pthread_mutex_unlock(&table.lock);
}

void tries_forget(void)
{
	pthread_mutex_lock(&table.lock);
	memset(table.addresses, 0, sizeof(table.addresses));
	memset(table.attempts, 0, sizeof(table.attempts));
	pthread_mutex_unlock(&table.lock);
}
