/* A write of the background: a job of the writer that somebody outside of it waits for. Inside the module. */
#ifndef LX_MEMBERS_ERRAND_H
#define LX_MEMBERS_ERRAND_H

#include <pthread.h>

#include "kernel/request.h"
#include "kernel/writer.h"

struct errand {
	struct job job;
	struct app *app;
	struct db *inside; /* already in the writer (tests): run there at once; NULL: through it */
	struct arena *arena; /* of the write; reset by the next start */
	int64_t person; /* on whose behalf */
	bool (*write)(struct req *r, void *context); /* false: refused, undone */
	void *context;
	bool good, running, over;
	pthread_mutex_t lock;
	pthread_cond_t ended;
};

void errand_open(struct errand *e, struct app *app, struct db *inside, int64_t person);
void errand_start(struct errand *e, bool (*write)(struct req *r, void *context), void *context);
bool errand_wait(struct errand *e); /* true: written; also when nothing was started */
bool errand_run(struct errand *e, bool (*write)(struct req *r, void *context), void *context);
void errand_close(struct errand *e);

#endif
