#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"

static _Thread_local struct guard *innermost;

void guard_begin(struct guard *g)
{
	g->message[0] = '\0';
	g->outer = innermost;
	innermost = g;
}

void guard_end(struct guard *g)
{
	innermost = g->outer;
}

_Noreturn static void unwind_with(const char *message)
{
	struct guard *g = innermost;
	if (!g)
		abort();
	innermost = g->outer;
	snprintf(g->message, sizeof(g->message), "%s", message);
	longjmp(g->env, 1);
}

void fault(const char *format, ...)
{
	char message[sizeof(((struct guard *)0)->message)];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	char quoted[sizeof(message)];
	snprintf(quoted, sizeof(quoted), "%s", message);
	for (char *p = quoted; *p; p++)
		if (*p == '"')
			*p = '\'';
	log_error("fault text=\"%s\"", quoted);
	unwind_with(message);
}

void unwind(const char *message)
{
	log_debug("unwinds");
	unwind_with(message);
}
