/* As of any day the radar equals a count by hand over a thousand unions with two terms each. */
#include <stdio.h>
#include <stdlib.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "modules/committees/terms.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"

enum { UNIONS = 1000 };
static struct sown {
	int64_t unit;
	day since, until, ended;
} sown[UNIONS * 2];
static int n_sown;

static const struct sql sow_unit = {.name = "sow_unit", .params = 4, .text =
	"insert into unit(id, unit, version, state, created_by, created_at, parent, kind, path, name, short, code, doc_mark, address, phone, note, pinyin) "
	"values ($1, $1, 1, 1, 0, 0, 1, 3, $2, $3, '', $4, '', '', '', '', '')"};
static const struct sql sow_term = {.name = "sow_term", .params = 6, .text =
	"insert into term(record, row_id, unit, kind, label, holder, since, until, ended_on) values ('committee', $1, $2, 1, $3, '', $4, $5, $6)"};

static void sow(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(1 << 24);
	unsigned seed = 20240301;
	db_begin(d);
	for (int i = 0; i < UNIONS; i++) {
		int64_t unit = 5000 + i;
		struct stmt *s = db_use(d, &sow_unit);
		bind_int(s, 1, unit);
		bind_text(s, 2, arena_printf(a, "/1/%lld/", (long long)unit));
		bind_text(s, 3, arena_printf(a, "样例基层工会%d", i));
		bind_text(s, 4, arena_printf(a, "S%d", i));
		db_run(s);
		day since = day_of(2016, 1, 1) + (day)(seed % 2500);
		for (int k = 0; k < 2; k++) {
			seed = seed * 1103515245u + 12345u;
			struct sown *w = &sown[n_sown];
			*w = (struct sown){unit, since, since + (seed >> 16 & 1 ? 1095 : 1825), 0};
			if (!k)
				w->ended = w->until - 100 + (day)(seed >> 8 & 255);
			s = db_use(d, &sow_term);
			bind_int(s, 1, 900000 + n_sown++);
			bind_int(s, 2, unit);
			bind_text(s, 3, "样例届次");
			bind_int(s, 4, w->since);
			bind_int(s, 5, w->until);
			bind_int(s, 6, w->ended);
			db_run(s);
			since = w->ended;
		}
	}
	db_commit(d);
	arena_free(a);
}

static int by_end(const void *a, const void *b)
{
	const struct sown *const *x = a, *const *y = b;
	if ((*x)->until != (*y)->until)
		return (*x)->until < (*y)->until ? -1 : 1;
	return *x < *y ? -1 : 1; /* ids rise with the place */
}

/* Walks the pages of one query and compares row by row; NULL: the same. */
static const char *compare(struct app *app, struct arena *a, day on, day first, day last, bool many)
{
	struct req r = {.app = app, .db = app->readers[0], .arena = a, .today = on};
	struct sown **want = NEW_N(a, struct sown *, UNIONS * 2);
	size_t n_want = 0, got = 0, n;
	for (int i = 0; i < n_sown; i++) {
		const struct sown *w = &sown[i];
		if (w->since <= on && (!w->ended || w->ended > on) && w->until >= first && w->until <= last)
			want[n_want++] = &sown[i];
	}
	qsort(want, n_want, sizeof(*want), by_end);
	struct term_query q = {.path = "/1/", .many = many, .on = on, .first = first, .last = last, .most = 101};
	do {
		struct term *t = terms_find(&r, &q, &n);
		for (size_t i = 0; i < n; i++, got++)
			if (got >= n_want || t[i].row_id != 900000 + (want[got] - sown) || t[i].unit != want[got]->unit)
				return arena_printf(a, "row %zu of %zu differs", got, n_want);
		if (n) {
			q.after_until = t[n - 1].until;
			q.after_id = t[n - 1].row_id;
		}
	} while (n == 101);
	return got == n_want ? NULL : arena_printf(a, "%zu of %zu rows", got, n_want);
}

static const char *equals_brute_force(struct app *app)
{
	static char why[200];
	struct arena *a = arena_new(1 << 26);
	const char *bad = NULL;
	size_t rows = 0;
	for (day on = day_of(2015, 1, 1); !bad && on < day_of(2032, 1, 1); on += 263) {
		arena_reset(a);
		for (int many = 0; !bad && many < 2; many++) {
			bad = compare(app, a, on, day_of(1925, 1, 1), on - 1, many);
			bad = bad ? bad : compare(app, a, on, on, on + 180, many);
			bad = bad ? bad : compare(app, a, on, day_of(1925, 1, 1), on + 40000, many);
		}
		rows++;
	}
	if (bad)
		snprintf(why, sizeof(why), "%s", bad);
	arena_free(a);
	return bad ? why : rows < 23 ? "too few days" : NULL;
}

static const struct step steps[] = {
	{"two thousand terms are there", .sql = "select count(*) from term", .is = "2000"},
	{"on twenty-four days three lists equal the count by hand", .check = equals_brute_force},
	{"the page of the federation shows the first fifty", .as = FEDERATION, .get = "/terms?within=all", .want = 200, .sees = "下一页"},
	{"the first unions right below it", .as = FEDERATION, .get = "/terms?within=all", .want = 200, .sees = "后面的工会", .sees_not = "样例基层工会501"},
	{"further ones, and the way back", .as = FEDERATION, .get = "/terms?within=all&below=5500", .want = 200, .sees = "样例基层工会501", .sees_not = "样例基层工会500<"},
	{"fifteen on a page", .as = FEDERATION, .get = "/terms?within=all&below=5500", .want = 200, .sees = "below=5515"},
	{"the last page ends", .as = FEDERATION, .get = "/terms?within=all&below=5990", .want = 200, .sees = "从头看", .sees_not = "后面的工会"},
	{"a smaller window less", .as = FEDERATION, .get = "/terms?within=30&kind=3", .want = 200, .sees = "这个范围里没有届期"},
};

int main(void)
{
	return scenario_with("terms", sow, steps, sizeof(steps) / sizeof(steps[0]));
}
