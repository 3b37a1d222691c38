#include "http/compress.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

/* One compressor a thread, reset for each answer: its 256 KB are not cleared and given back each time. */
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void end_stream(void *p)
{
	deflateEnd(p);
	free(p);
}

static void make_key(void)
{
	if (pthread_key_create(&key, end_stream) != 0)
		abort();
}

static z_stream *thread_stream(void)
{
	pthread_once(&once, make_key);
	z_stream *z = pthread_getspecific(key);
	if (z)
		return deflateReset(z) == Z_OK ? z : NULL;
	z = calloc(1, sizeof(*z));
	/* 15 + 16: the largest window, in the gzip format. */
	if (!z || deflateInit2(z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
		free(z);
		return NULL;
	}
	if (pthread_setspecific(key, z) != 0) {
		end_stream(z);
		return NULL;
	}
	return z;
}

bool gzip_fast(struct arena *a, struct str in, struct str *out)
{
	z_stream *z = thread_stream();
	if (!z || in.n > UINT32_MAX / 2)
		return false;
	struct arena_mark mark = arena_mark(a);
	unsigned char *p = arena_alloc(a, in.n);
	z->next_in = (unsigned char *)(uintptr_t)in.p;
	z->avail_in = (uInt)in.n;
	z->next_out = p;
	z->avail_out = (uInt)in.n;
	if (deflate(z, Z_FINISH) != Z_STREAM_END) {
		arena_release(a, mark);
		return false;
	}
	*out = (struct str){(char *)p, z->total_out};
	return true;
}

bool accepts_gzip(const char *accept)
{
	struct str rest = str_of(accept);
	while (rest.n) {
		struct str item = str_cut(&rest, ',');
		struct str coding = str_trim(str_cut(&item, ';'));
		struct str weight = str_trim(item);
		if (coding.n != 4 || strncasecmp(coding.p, "gzip", 4) != 0)
			continue;
		/* "q=0", "q=0.0" …: not wanted */
		return !str_starts(weight, "q=0") || strspn(weight.p, "q=0. ") < weight.n;
	}
	return false;
}
