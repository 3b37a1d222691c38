#include "base/clock.h"

#include <ctype.h>
#include <stdatomic.h>
#include <time.h>

static _Atomic instant fixed;
enum { MS_PER_DAY = 86400000, SHANGHAI = 8 * 3600000 };

instant clock_now(void)
{
	instant f = atomic_load(&fixed);
	if (f)
		return f;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (instant)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

instant clock_set(instant now)
{
	return atomic_exchange(&fixed, now);
}

/* Days from civil and back: counted in 400-year eras that begin on 1 March. */
day day_of(int y, int m, int d)
{
	y -= m <= 2;
	int era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

struct civil day_civil(day z)
{
	z += 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	int m = mp < 10 ? mp + 3 : mp - 9;
	return (struct civil){yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1};
}

bool day_valid(int y, int m, int d)
{
	if (y < 1900 || y > 2999 || m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	struct civil c = day_civil(day_of(y, m, d));
	return c.month == m && c.day == d;
}

int day_weekday(day d)
{
	return (int)(((d + 4) % 7 + 7) % 7);
}

day day_of_instant(instant t)
{
	t += SHANGHAI;
	return (day)(t >= 0 ? t / MS_PER_DAY : -((-t + MS_PER_DAY - 1) / MS_PER_DAY));
}

instant instant_of_day(day d)
{
	return (instant)d * MS_PER_DAY - SHANGHAI;
}

/* Reads up to `most` digits off the front of s; -1 when there is none. */
static int take_number(struct str *s, size_t most)
{
	int v = 0;
	size_t n = 0;
	while (n < most && n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		v = v * 10 + (s->p[n++] - '0');
	*s = str_skip(*s, n);
	return n ? v : -1;
}

static bool take_mark(struct str *s, const char *cn)
{
	if (str_starts(*s, cn)) {
		*s = str_skip(*s, str_of(cn).n);
		return true;
	}
	if (s->n && (s->p[0] == '-' || s->p[0] == '/' || s->p[0] == '.')) {
		*s = str_skip(*s, 1);
		return true;
	}
	return false;
}

bool day_parse(struct str s, day *out)
{
	s = str_trim(s);
	int y = take_number(&s, 4);
	if (y < 0 || !take_mark(&s, "年"))
		return false;
	int m = take_number(&s, 2);
	if (m < 0 || !take_mark(&s, "月"))
		return false;
	int d = take_number(&s, 2);
	if (str_starts(s, "日"))
		s = str_skip(s, 3);
	if (d < 0 || s.n || !day_valid(y, m, d))
		return false;
	*out = day_of(y, m, d);
	return true;
}

bool day_parse_month(struct str s, day *out)
{
	s = str_trim(s);
	int y = take_number(&s, 4);
	if (y < 0 || !take_mark(&s, "年"))
		return false;
	int m = take_number(&s, 2);
	if (str_starts(s, "月"))
		s = str_skip(s, 3);
	if (s.n || !day_valid(y, m, 1))
		return false;
	*out = day_of(y, m, 1);
	return true;
}

const char *day_iso(struct arena *a, day d)
{
	struct civil c = day_civil(d);
	return d ? arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day) : "";
}

const char *day_cn(struct arena *a, day d)
{
	struct civil c = day_civil(d);
	return d ? arena_printf(a, "%d年%d月%d日", c.year, c.month, c.day) : "";
}

const char *day_short(struct arena *a, day d, day today)
{
	static const char *const week[] = {"日", "一", "二", "三", "四", "五", "六"};
	struct civil c = day_civil(d);
	if (!d)
		return "";
	if (c.year != day_civil(today).year)
		return day_cn(a, d);
	return arena_printf(a, "%d月%d日 周%s", c.month, c.day, week[day_weekday(d)]);
}

static const char *with_time(struct arena *a, instant t, const char *(*date)(struct arena *, day))
{
	day d = day_of_instant(t);
	int minute = (int)((t - instant_of_day(d)) / 60000);
	return t ? arena_printf(a, "%s %02d:%02d", date(a, d), minute / 60, minute % 60) : "";
}

const char *instant_text(struct arena *a, instant t)
{
	return with_time(a, t, day_iso);
}

const char *instant_cn(struct arena *a, instant t)
{
	return with_time(a, t, day_cn);
}

/* Is there 2024-06-05 at s, and no longer number? */
static bool date_at(const char *s, const char *start, day *d)
{
	static const char form[] = "0000-00-00";
	if (s > start && (isdigit((unsigned char)s[-1]) || s[-1] == '-'))
		return false;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == '0' ? !isdigit((unsigned char)s[i]) : s[i] != '-')
			return false;
	return !isdigit((unsigned char)s[10]) && s[10] != '-' && day_parse((struct str){s, 10}, d);
}

const char *dates_cn(struct arena *a, const char *text)
{
	struct buf b = buf_in(a);
	day d;
	for (const char *s = text; *s;) {
		if (date_at(s, text, &d)) {
			buf_puts(&b, day_cn(a, d));
			s += 10;
		} else {
			buf_char(&b, *s++);
		}
	}
	return buf_text(&b);
}
