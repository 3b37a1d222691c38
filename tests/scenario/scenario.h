/*
 * Scenarios: what users do, step by step, through the real dispatcher with a
 * fresh database of sample data. Each step is one test point.
 *
 *   static const struct step steps[] = {
 *     {"a worker may not import", .as = "13800000007", .post = "/plans", .want = 403},
 *     {"the chair registers an activity", .as = "13800000003", .post = "/activities",
 *      .form = "title=春游&kind=2&held_on=2024-04-01&people=30", .want = 303, .keep = "a"},
 *     {"and finds it", .as = "13800000003", .get = "/activities/{a}", .want = 200, .sees = "春游"},
 *   };
 *   int main(void) { return scenario("activities", steps, sizeof(steps) / sizeof(steps[0])); }
 */
#ifndef LX_SCENARIO_H
#define LX_SCENARIO_H

#include <stddef.h>

struct app;

struct step {
	const char *say; /* what is true when this passes */
	const char *as; /* mobile of a sample person; NULL: not signed in */
	const char *get, *post; /* address; {name} is a number kept before */
	const char *form; /* "a=1&b=2": values as typed, '&' written as "%26" */
	const char *file; /* "field=name.txt=content": one upload; content "@download": the last download */
	int want; /* status; 0: not asked */
	const char *sees, *sees_not; /* in the page */
	const char *to; /* start of the Location header; "/x$": all of it */
	const char *sql, *is; /* one column of the database afterwards, as text, rows parted by blanks */
	const char *keep; /* remembers the last number of the Location, or of .sql, under this name */
	const char *now; /* sets the clock first: "2024-03-05" (at 9:00) */
	int settle; /* runs the regular jobs first */
	/* Anything else, with the app; NULL: fine, else what is wrong. */
	const char *(*check)(struct app *app);
};

/* Runs all steps on fresh sample data with the clock at 2024-03-01; prints TAP; 0 when all passed. */
int scenario(const char *name, const struct step *steps, size_t n);
/* The same with preparation: `before` fills the database further. */
int scenario_with(const char *name, void (*before)(struct app *app), const struct step *steps, size_t n);
/* A number kept by a step, for .check; 0: unknown. */
long long scenario_kept(const char *name);
/* Where the last temporary file that was sent is kept. */
const char *scenario_download(void);
/* Is this program there? If not, the step says in its line that it was skipped, and why. For .check. */
int scenario_has(const char *tool);
/* The first of these words (NULL-terminated, without blanks) that the last PDF does not say, as pdftotext reads it; NULL: all are there. */
const char *scenario_pdf_lacks(const char *const *words);
/* A check for .check: the PDF of this step says all of that. */
#define PDF_SAYS(name, ...)                                                                                        \
	static const char *name(struct app *app)                                                                   \
	{                                                                                                          \
		static const char *const words[] = {__VA_ARGS__, NULL};                                            \
		(void)app;                                                                                         \
		return scenario_pdf_lacks(words);                                                                  \
	}
/* Notes a visit for the list of routes that no scenario visits (tests/visited.mjs). */
void scenario_visited(int post, const char *path, int status);
/* The page of the last step, for .check. */
const char *scenario_page(void);
/* For .check: from here on trees of any size are read as those of many units are (kernel/unit.h), or as they are. */
const char *scenario_many_units(struct app *app);
const char *scenario_few_units(struct app *app);

#endif
