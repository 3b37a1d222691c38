#include "doc/xlsx_value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

/* ECMA-376 part 1, 18.8.30, with the ids that Chinese Excel uses (27–36, 50–58). */
enum xlsx_format xlsx_format_of_id(int id)
{
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
	    (id >= 50 && id <= 58))
		return XLSX_AS_DATE;
	return id == 9 || id == 10 ? XLSX_AS_PERCENT : XLSX_AS_NUMBER;
}

/* Looks only at what stands outside quotes, brackets and escapes, in the first section. */
enum xlsx_format xlsx_format_of_code(struct str code)
{
	bool quoted = false, bracket = false;
	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];
		if (quoted || bracket) {
			quoted = quoted && c != '"';
			bracket = bracket && c != ']';
		} else if (c == '"') {
			quoted = true;
		} else if (c == '[') {
			bracket = true;
		} else if (c == '\\' || c == '_' || c == '*') {
			i++;
		} else if (c == ';') {
			break;
		} else if (c == '%') {
			return XLSX_AS_PERCENT;
		} else if (strchr("yYdDhHsS", c) || ((c == 'm' || c == 'M') && code.n > 0)) {
			return XLSX_AS_DATE;
		}
	}
	return XLSX_AS_NUMBER;
}

/* Excel believes that 1900 had a 29 February (its day 60). */
static int64_t excel_day(int64_t serial, bool since_1904)
{
	if (since_1904)
		return serial - 24107;
	return serial - 25569 + (serial < 60 ? 1 : 0);
}

static const char *date_text(struct arena *a, double value, bool since_1904)
{
	int64_t minutes = llround((value - floor(value)) * 1440);
	int64_t serial = (int64_t)floor(value) + minutes / 1440;
	minutes %= 1440;
	if (value < 1 && !since_1904)
		return arena_printf(a, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
	struct civil c = day_civil((day)excel_day(serial, since_1904));
	if (minutes == 0)
		return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
	return arena_printf(a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day,
			    (int)(minutes / 60), (int)(minutes % 60));
}

/* As Excel shows it: 15 digits, then zeros. */
static const char *long_number(struct arena *a, double value)
{
	char text[40];
	struct buf b = buf_in(a);
	snprintf(text, sizeof(text), "%.14e", value);
	char *e = strchr(text, 'e');
	for (char *p = text; p < e; p++) {
		if (*p != '.')
			buf_char(&b, *p);
	}
	for (int zeros = (int)strtol(e + 1, NULL, 10) - 14; zeros > 0; zeros--)
		buf_char(&b, '0');
	return buf_text(&b);
}

/* The shortest text with at most 15 digits, never with an exponent. */
static const char *number_text(struct arena *a, double value, const char *unit)
{
	char text[400];
	double size = fabs(value);
	if (size >= 1e15 && size < 1e300)
		return long_number(a, value);
	if (value == floor(value)) {
		snprintf(text, sizeof(text), "%.0f", value);
		return arena_printf(a, "%s%s", strcmp(text, "-0") ? text : "0", unit);
	}
	int whole = size >= 1 ? (int)floor(log10(size)) + 1 : 0;
	int decimals = whole >= 15 ? 0 : 15 - whole;
	snprintf(text, sizeof(text), "%.*f", decimals, value);
	if (strchr(text, '.')) {
		char *end = text + strlen(text);
		while (end[-1] == '0')
			*--end = 0;
		if (end[-1] == '.')
			end[-1] = 0;
	}
	return arena_printf(a, "%s%s", text, unit);
}

struct xlsx_cell xlsx_number_cell(struct arena *a, struct str raw, enum xlsx_format format,
				  bool since_1904)
{
	const char *text = str_dup(a, str_trim(raw));
	char *end;
	double value = strtod(text, &end);
	if (end == text || *end || !isfinite(value) || strchr(text, 'x') || strchr(text, 'X'))
		return (struct xlsx_cell){.text = str_dup(a, raw), .kind = XLSX_CELL_TEXT};
	if (format == XLSX_AS_DATE && value >= 0 && value < 2958466) /* 9999-12-31 */
		return (struct xlsx_cell){.text = date_text(a, value, since_1904),
					  .kind = XLSX_CELL_DATE};
	bool percent = format == XLSX_AS_PERCENT;
	struct xlsx_cell cell = {.kind = XLSX_CELL_NUMBER};
	cell.lossy = !percent && value == floor(value) && fabs(value) >= 1e15;
	/* rounded, so that 0.07 * 100 is 7 and not 7.000000000000001 */
	cell.text =
		number_text(a, percent ? round(value * 1e12) / 1e10 : value, percent ? "%" : "");
	return cell;
}
