/*
 * A phone that lost the answer sends its form again. For a few minutes the server knows which form it took, so that it
 * gives the same answer: in memory alone, as a digest under a number of this process, and without what was voted. No
 * stored byte says which code is whose.
 */
#include <pthread.h>
#include <string.h>

#include "kernel/app.h"
#include "modules/votes/inside.h"
#include "secret/secret.h"
#include "secret/token.h"

enum { TAKEN = 8192, DIGEST = 33, FOR = 10 * 60 * 1000 /* milliseconds */ };

static struct {
	pthread_mutex_t lock;
	unsigned char process[16]; /* all zero: not drawn yet */
	bool drawn;
	int next;
	struct {
		char digest[DIGEST];
		instant at;
	} taken[TAKEN];
} again = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* Of the voter and his code, not of his choice: the proof beside it says that this code was checked with it. */
static const char *digest(struct req *r, const struct vote *v, const char *receipt)
{
	struct buf b = buf_in(r->arena);
	if (!again.drawn) {
		random_fill(again.process, sizeof(again.process));
		again.drawn = true;
	}
	for (size_t i = 0; i < sizeof(again.process); i++)
		buf_printf(&b, "%02x", again.process[i]);
	buf_printf(&b, " %lld %lld %s", (long long)v->id, (long long)r->who->person, receipt);
	return secret_sign(r->arena, &r->app->keys, "ballot.again", buf_text(&b));
}

/* What is too old is wiped by whoever comes next. */
static void forget_old(instant now)
{
	for (int i = 0; i < TAKEN; i++)
		if (again.taken[i].at && now - again.taken[i].at > FOR)
			memset(&again.taken[i], 0, sizeof(again.taken[i]));
}

void cast_taken(struct req *r, const struct vote *v, const char *receipt)
{
	pthread_mutex_lock(&again.lock);
	const char *of = digest(r, v, receipt);
	if (again.next % 64 == 0)
		forget_old(r->now);
	strncpy(again.taken[again.next].digest, of, DIGEST - 1);
	again.taken[again.next].at = r->now;
	again.next = (again.next + 1) % TAKEN;
	pthread_mutex_unlock(&again.lock);
}

bool cast_was_taken(struct req *r, const struct vote *v, const char *receipt)
{
	bool found = false;
	pthread_mutex_lock(&again.lock);
	const char *of = digest(r, v, receipt);
	forget_old(r->now);
	for (int i = 0; i < TAKEN; i++)
		found |= again.taken[i].at && secret_same(again.taken[i].digest, of);
	pthread_mutex_unlock(&again.lock);
	return found;
}
