/*
 * A phone that lost the answer sends its form again. For a few minutes the server knows which form it took, so that it
 * gives the same answer: in memory alone, as a digest under a number of this process, and without what was voted. No
 * stored byte says which code is whose.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/app.h"
#include "modules/votes/inside.h"
#include "secret/secret.h"
#include "secret/token.h"

enum { TAKEN = 8192, DIGEST = 33, FOR = 10 * 60 * 1000 /* milliseconds */ };

/* In order of time: the oldest stands at .oldest, the next one comes to .next; when all places are taken, the oldest goes. */
static struct {
	pthread_mutex_t lock;
	int oldest, next;
	struct {
		char digest[DIGEST], voter[DIGEST];
		instant at;
	} taken[TAKEN];
} again = {.lock = PTHREAD_MUTEX_INITIALIZER};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char process[33]; /* 128 bits as text */

static void draw_process(void)
{
	unsigned char drawn[16];
	random_fill(drawn, sizeof(drawn));
	for (size_t i = 0; i < sizeof(drawn); i++)
		snprintf(process + 2 * i, 3, "%02x", drawn[i]);
}

/*
 * Of the voter and his code ("": of the voter alone), not of his choice: the proof beside it says that this code was checked with it.
 * Without the lock: it allocates, and a fault would leave it locked for ever.
 */
static const char *digest(struct req *r, const struct vote *v, const char *receipt)
{
	pthread_once(&once, draw_process);
	return secret_sign(r->arena, &r->app->keys, "ballot.again",
			   arena_printf(r->arena, "%s %lld %lld %s", process, (long long)v->id, (long long)r->who->person, receipt));
}

static void drop_oldest(void)
{
	memset(&again.taken[again.oldest], 0, sizeof(again.taken[0]));
	again.oldest = (again.oldest + 1) % TAKEN;
}

/* With the lock. A clock that was set back makes nothing stay. */
static void forget_old(instant now)
{
	while (again.taken[again.oldest].at && llabs((long long)(now - again.taken[again.oldest].at)) > FOR)
		drop_oldest();
}

/*
 * Its commit failed: another ballot of this voter counts now, and the first form must not be told that it was taken. One
 * entry, since the same form sent twice at once has two. The place keeps its time, so that the order stays.
 */
static void cast_not_taken(void *digest)
{
	bool found = false;
	pthread_mutex_lock(&again.lock);
	for (int i = 0; i < TAKEN && !found; i++) {
		found = again.taken[i].at && secret_same(again.taken[i].digest, digest);
		if (found)
			memset(again.taken[i].digest, 0, DIGEST);
	}
	pthread_mutex_unlock(&again.lock);
}

/* With the lock. Another form of his, whose commit nobody knew of: it was not made, since the roll takes him now. Of a file it is always known. */
static void forget_others(const char *voter, const char *of)
{
	for (int i = 0; i < TAKEN; i++)
		if (strcmp(again.taken[i].voter, voter) == 0 && !secret_same(again.taken[i].digest, of))
			memset(again.taken[i].digest, 0, DIGEST);
}

void cast_taken(struct req *r, const struct vote *v, const char *receipt)
{
	const char *voter = db_is_postgres(r->db) ? digest(r, v, "") : "";
	char *of = arena_strdup(r->x->arena, digest(r, v, receipt));
	if_taken_back(r, cast_not_taken, of);
	pthread_mutex_lock(&again.lock);
	forget_old(r->now);
	if (*voter)
		forget_others(voter, of);
	if (again.taken[again.next].at)
		drop_oldest();
	strncpy(again.taken[again.next].digest, of, DIGEST - 1);
	strncpy(again.taken[again.next].voter, voter, DIGEST - 1);
	again.taken[again.next].at = r->now;
	again.next = (again.next + 1) % TAKEN;
	pthread_mutex_unlock(&again.lock);
}

bool cast_was_taken(struct req *r, const struct vote *v, const char *receipt)
{
	bool found = false;
	const char *of = digest(r, v, receipt);
	pthread_mutex_lock(&again.lock);
	forget_old(r->now);
	for (int i = 0; i < TAKEN; i++)
		found |= again.taken[i].at && secret_same(again.taken[i].digest, of);
	pthread_mutex_unlock(&again.lock);
	return found;
}

void casts_forget(struct req *r)
{
	pthread_mutex_lock(&again.lock);
	forget_old(r->now);
	pthread_mutex_unlock(&again.lock);
}
