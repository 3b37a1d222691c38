#include "kernel/rate.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

enum { PROBES = 8 };

static uint64_t mixed(uint64_t h, const void *p, size_t n)
{
	for (const unsigned char *b = p; n--; b++)
		h = (h ^ *b) * 1099511628211u;
	return h;
}

static uint64_t key_of(const char *peer, const char *subject)
{
	unsigned char b[16] = {0};
	size_t n = 8;
	peer = peer ? peer : "";
	if (inet_pton(AF_INET6, peer, b) != 1 && inet_pton(AF_INET, peer, b) == 1)
		n = 4;
	return mixed(mixed(1469598103934665603u, b, n), subject, strlen(subject)) | 1;
}

/* The key's slot, begun anew after its window; of those it may have, the oldest is given up. */
static struct rate_slot *slot_of(struct rate *t, uint64_t key, instant now)
{
	struct rate_slot *best = &t->slots[key % RATE_SLOTS];
	for (size_t i = 0; i < PROBES && best->key != key; i++) {
		struct rate_slot *s = &t->slots[(key + i) % RATE_SLOTS];
		if (s->key == key || s->since < best->since)
			best = s;
	}
	if (best->key != key || now - best->since >= t->window_ms || now < best->since)
		*best = (struct rate_slot){.key = key, .since = now};
	return best;
}

struct rate_count rate_of(struct rate *t, const char *peer, const char *subject, instant now)
{
	pthread_mutex_lock(&t->lock);
	struct rate_slot *s = slot_of(t, key_of(peer, subject), now);
	struct rate_count c = {s->n, s->last};
	pthread_mutex_unlock(&t->lock);
	return c;
}

int rate_hit(struct rate *t, const char *peer, const char *subject, instant now)
{
	pthread_mutex_lock(&t->lock);
	struct rate_slot *s = slot_of(t, key_of(peer, subject), now);
	int n = ++s->n;
	s->last = now;
	pthread_mutex_unlock(&t->lock);
	return n;
}

bool rate_left(struct rate *t, const char *peer, instant now)
{
	return rate_of(t, peer, "", now).n < t->most;
}

void rate_forget(struct rate *t)
{
	pthread_mutex_lock(&t->lock);
	memset(t->slots, 0, sizeof(t->slots));
	pthread_mutex_unlock(&t->lock);
}
