#include "kernel/rate.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

enum { PROBES = 8 };

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
static struct rate_slot *slot_of(struct rate *t, uint64_t key)
{
	struct rate_slot *best = &t->slots[key % RATE_SLOTS];
	for (size_t i = 0; i < PROBES; i++) {
		struct rate_slot *s = &t->slots[(key + i) % RATE_SLOTS];
		if (s->peer == key)
			return s;
		if (s->since < best->since)
			best = s;
	}
	*best = (struct rate_slot){.peer = key};
	return best;
}

static bool over(const struct rate *t, const struct rate_slot *s, instant now)
{
	return now - s->since >= t->window_ms || now < s->since;
}

bool rate_left(struct rate *t, const char *peer, instant now)
{
	pthread_mutex_lock(&t->lock);
	struct rate_slot *s = slot_of(t, key_of(peer ? peer : ""));
	bool left = s->n < t->most || over(t, s, now);
	pthread_mutex_unlock(&t->lock);
	return left;
}

void rate_hit(struct rate *t, const char *peer, instant now)
{
	pthread_mutex_lock(&t->lock);
	struct rate_slot *s = slot_of(t, key_of(peer ? peer : ""));
	if (over(t, s, now)) {
		s->since = now;
		s->n = 0;
	}
	s->n++;
	pthread_mutex_unlock(&t->lock);
}

void rate_forget(struct rate *t)
{
	pthread_mutex_lock(&t->lock);
	memset(t->slots, 0, sizeof(t->slots));
	pthread_mutex_unlock(&t->lock);
}
