/*
 * Log: one line an entry on standard error, all of it key=value: "time=… level=… event=…",
 * then what belongs to the event. A message begins with the event's name: log_warn("disk_full free=%d", n).
 * Never personal data: no names, numbers, texts of records, no query strings.
 */
#ifndef LX_LOG_H
#define LX_LOG_H

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARN, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

void log_set_level(enum log_level level); /* entries above it are dropped; default INFO */
void log_write(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define log_error(...) log_write(LOG_LEVEL_ERROR, __VA_ARGS__)
#define log_warn(...) log_write(LOG_LEVEL_WARN, __VA_ARGS__)
#define log_info(...) log_write(LOG_LEVEL_INFO, __VA_ARGS__)
#define log_debug(...) log_write(LOG_LEVEL_DEBUG, __VA_ARGS__)

#endif
