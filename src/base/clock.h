/*
 * Time. An instant is milliseconds since 1970-01-01 UTC. A day is the number of
 * days since 1970-01-01 as lived in Asia/Shanghai (UTC+8, no summer time since
 * 1991). Both are what the database stores. 0 means "not set".
 * The program reads the clock once a request; tests set it.
 */
#ifndef LX_CLOCK_H
#define LX_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

typedef int64_t instant;
typedef int32_t day;

struct civil {
	int year, month, day; /* month and day from 1 */
};

instant clock_now(void); /* the real time, or the time set by a test */
/* 0: real time again. Returns what was set before, so that it can be put back. */
instant clock_set(instant now);

day day_of(int year, int month, int mday); /* no check: see day_valid */
bool day_valid(int year, int month, int mday);
struct civil day_civil(day d);
int day_weekday(day d); /* 0 Sunday … 6 Saturday */
day day_of_instant(instant t);
instant instant_of_day(day d); /* its first moment in Shanghai */
/* "2024-06-05", and also 2024/6/5, 2024.6.5, 2024年6月5日; false if no such day. */
bool day_parse(struct str s, day *d);
bool day_parse_month(struct str s, day *first); /* "2024-06" */

const char *day_iso(struct arena *a, day d); /* 2024-06-05; 0 gives "" */
const char *day_cn(struct arena *a, day d); /* 2024年6月5日; 0 gives "" */
const char *day_short(struct arena *a, day d, day today); /* 6月5日 周三; another year: 2025年6月5日 */
const char *instant_text(struct arena *a, instant t); /* 2024-06-05 14:03 */
const char *instant_cn(struct arena *a, instant t); /* 2024年6月5日 14:03 */
/* For people to read: the text with each 2024-06-05 in it as 2024年6月5日. */
const char *dates_cn(struct arena *a, const char *text);

#endif
