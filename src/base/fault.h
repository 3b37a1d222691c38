/*
 * Faults: what must not happen (database gone, limit hit, broken invariant).
 *
 * A fault is logged and unwinds to the innermost guard of the same thread.
 * A refusal, something a user did wrong, is never a fault: see kernel/request.h.
 * Between GUARD and the fault no foreign library frame may lie (no fault from
 * inside a callback of SQLite, libxml2 or the HTTP library).
 */
#ifndef LX_FAULT_H
#define LX_FAULT_H

#include <setjmp.h>

struct guard {
	jmp_buf env;
	struct guard *outer;
	char message[512]; /* of the fault, set before the second return */
};

/*
 * if (GUARD(&g)) { ...work...; guard_end(&g); } else { ...g.message... }
 * The else branch has the guard removed already. Locals that the work changes
 * and the else branch reads must be volatile.
 */
#define GUARD(g) (guard_begin(g), setjmp((g)->env) == 0)
void guard_begin(struct guard *g);
void guard_end(struct guard *g);

/* Logs, then unwinds to the innermost guard; without one the program aborts. */
_Noreturn void fault(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same for what is expected and will be tried again: not an error in the log. */
_Noreturn void unwind(const char *message);

#endif
