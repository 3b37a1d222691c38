/*
 * A file system under SQLite that can be made to fail: a VFS in front of the usual one. Tests link
 * it; any build of the program takes it as a preloaded library (faults from LX_FAULTS):
 *
 *   LX_FAULTS="sync-delay-us=2000" LD_PRELOAD=build/tests/libfaulty.so build/lianxin serve …
 */
#ifndef LX_FAULTY_H
#define LX_FAULTY_H

#include <stdatomic.h>
#include <stdbool.h>

enum faulty_call { FAULTY_READ, FAULTY_WRITE, FAULTY_SYNC, FAULTY_CALLS };

struct faulty {
	/* How the next calls answer: after `spare` good ones, `fails` times (-1: until put back) with `code`. */
	struct {
		atomic_int code, spare, fails;
		atomic_int seen; /* calls so far, failed ones too */
	} call[FAULTY_CALLS];
	const char *marked; /* only writes whose bytes contain this text fail; NULL: all */
	atomic_int sync_delay_us;
	atomic_bool mapped; /* files opened now may be mapped (db/sqlite_map.h): mapped pages pass by a failing read */
};

extern struct faulty faulty;

void faulty_install(void); /* every database opened from now on uses it */
void faulty_arm(enum faulty_call call, int code, int spare, int fails);
void faulty_calm(void); /* the cause is gone */

#endif
