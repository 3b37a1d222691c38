#include "base/format.h"

#include <string.h>

bool format_is_plain(const char *format)
{
	for (const char *at = strchr(format, '%'); at; at = strchr(at + 1, '%')) {
		at += strncmp(at, "%lld", 4) == 0 ? 3 : 1;
		if (*at != 's' && *at != 'd' && *at != '%')
			return false;
	}
	return true;
}

size_t format_digits(char *room, int64_t value)
{
	char *end = room + DIGITS_ROOM, *p = end;
	uint64_t v = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do {
		*--p = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	if (value < 0)
		*--p = '-';
	return (size_t)(end - p);
}

static size_t put(char *to, size_t at, const char *from, size_t n)
{
	if (to && n)
		memcpy(to + at, from, n);
	return at + n;
}

static size_t put_number(char *to, size_t at, int64_t value)
{
	char room[DIGITS_ROOM];
	size_t n = format_digits(room, value);
	return put(to, at, room + DIGITS_ROOM - n, n);
}

size_t format_plain(char *to, const char *format, va_list args)
{
	size_t n = 0;
	for (const char *at; (at = strchr(format, '%')); format = at + 1) {
		n = put(to, n, format, (size_t)(at - format));
		if (*++at == 's') {
			const char *text = va_arg(args, const char *);
			n = put(to, n, text, text ? strlen(text) : 0);
		} else if (*at == 'd') {
			n = put_number(to, n, va_arg(args, int));
		} else if (*at == 'l') {
			n = put_number(to, n, va_arg(args, long long));
			at += 2;
		} else {
			n = put(to, n, "%", 1);
		}
	}
	return put(to, n, format, strlen(format));
}
