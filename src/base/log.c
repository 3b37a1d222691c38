#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static enum log_level limit = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
	limit = level;
}

void log_write(enum log_level level, const char *format, ...)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	if (level > limit)
		return;
	char line[1024];
	struct timespec now;
	struct tm utc;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	size_t n = strftime(line, sizeof(line), "time=%Y-%m-%dT%H:%M:%SZ ", &utc);
	n += (size_t)snprintf(line + n, sizeof(line) - n, "level=%s event=", names[level]);
	va_list args;
	va_start(args, format);
	vsnprintf(line + n, sizeof(line) - n - 1, format, args);
	va_end(args);
	for (char *p = line; *p; p++) /* one entry stays one line */
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	size_t end = strlen(line);
	line[end] = '\n';
	fwrite(line, 1, end + 1, stderr); /* one write: threads do not interleave */
}
