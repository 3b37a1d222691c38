/*
 * Writes the tables of Chinese characters that src/text needs, from ICU:
 * folding for search, readings, readings as surname, order by strokes.
 *
 *     gen_chars OUTPUT.c
 *
 * ICU is needed here only; the program itself does not link it. What the tables
 * mean is said in src/text/chars.h.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* As in src/text/chars.h. */
enum { HAN_FIRST = 0x3400, HAN_LAST = 0x9fff, HAN_COUNT = HAN_LAST - HAN_FIRST + 1 };
enum { BMP = 0x10000, SYLLABLE = 8, SYLLABLES = 1000, PER_LINE = 12, STROKES_MOST = 60 };

static void must(UErrorCode code, const char *what)
{
	if (U_SUCCESS(code))
		return;
	fprintf(stderr, "gen_chars: %s: %s\n", what, u_errorName(code));
	exit(1);
}

static UTransliterator *transliterator(const char *id)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar name[64];
	u_uastrcpy(name, id);
	UTransliterator *t = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
	must(code, id);
	return t;
}

/* Transliterates one character; returns the length. */
static int32_t transform(const UTransliterator *t, UChar c, UChar *out, int32_t room)
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = 1, limit = 1;
	out[0] = c;
	utrans_transUChars(t, out, &n, room, 0, &limit, &code);
	must(code, "transliteration");
	return n;
}

/* A reading without its tone, ü written v: "lǚ" gives "lv". False if it is no pinyin. */
static bool plain_syllable(const UChar *text, int32_t n, char out[SYLLABLE])
{
	UErrorCode code = U_ZERO_ERROR;
	UChar parts[64];
	int at = 0;
	int32_t m = unorm2_normalize(unorm2_getNFDInstance(&code), text, n, parts, 64, &code);
	must(code, "decomposition");
	for (int32_t i = 0; i < m; i++) {
		if (parts[i] == 0x308 && at > 0 && out[at - 1] == 'u')
			out[at - 1] = 'v';
		if (u_charType(parts[i]) == U_NON_SPACING_MARK)
			continue;
		if (parts[i] < 'a' || parts[i] > 'z' || at == SYLLABLE - 1)
			return false;
		out[at++] = (char)parts[i];
	}
	out[at] = '\0';
	return at > 0;
}

static char syllables[SYLLABLES][SYLLABLE]; /* [0] is "" */
static int syllable_count = 1;

static uint16_t syllable_number(const char *text)
{
	for (int i = 1; i < syllable_count; i++)
		if (strcmp(syllables[i], text) == 0)
			return (uint16_t)i;
	if (syllable_count == SYLLABLES) {
		fprintf(stderr, "gen_chars: more syllables than expected\n");
		exit(1);
	}
	memcpy(syllables[syllable_count], text, SYLLABLE);
	return (uint16_t)syllable_count++;
}

/* number of each character's syllable, 0 where there is none */
static void read_all(const char *id, uint16_t readings[HAN_COUNT])
{
	UTransliterator *t = transliterator(id);
	for (int i = 0; i < HAN_COUNT; i++) {
		UChar out[64];
		char plain[SYLLABLE] = "";
		int32_t n = transform(t, (UChar)(HAN_FIRST + i), out, 64);
		readings[i] = plain_syllable(out, n, plain) ? syllable_number(plain) : 0;
	}
	utrans_close(t);
}

/* One character folded: traditional to simplified, width, case. 0: not part of a word. */
static uint16_t fold_one(const UTransliterator *simple, const UNormalizer2 *nfkc, UChar c)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar out[64], folded[64];
	if (U16_IS_SURROGATE(c))
		return 0;
	int32_t n = unorm2_normalize(nfkc, &c, 1, folded, 64, &code);
	must(code, "folding");
	if (n != 1)
		return u_isalnum(c) ? c : 0;
	if (transform(simple, folded[0], out, 64) == 1)
		folded[0] = out[0];
	return u_isalnum(folded[0]) || folded[0] == 0x3007 ? folded[0] : 0;
}

static void fold_all(uint16_t fold[BMP])
{
	UErrorCode code = U_ZERO_ERROR;
	UTransliterator *simple = transliterator("Traditional-Simplified");
	const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&code);
	must(code, "NFKC_Casefold");
	for (int c = 0; c < BMP; c++)
		fold[c] = fold_one(simple, nfkc, (UChar)c);
	utrans_close(simple);
}

static UCollator *by_strokes;

static int compare_strokes(const void *a, const void *b)
{
	UChar x = *(const uint16_t *)a, y = *(const uint16_t *)b;
	UCollationResult r = ucol_strcoll(by_strokes, &x, 1, &y, 1);
	return r == UCOL_LESS ? -1 : r == UCOL_GREATER;
}

static void rank_all(uint16_t rank[HAN_COUNT])
{
	static uint16_t order[HAN_COUNT];
	UErrorCode code = U_ZERO_ERROR;
	by_strokes = ucol_open("zh@collation=stroke", &code);
	must(code, "collation by strokes");
	if (code == U_USING_DEFAULT_WARNING) {
		fprintf(stderr, "gen_chars: this ICU has no collation by strokes\n");
		exit(1);
	}
	for (int i = 0; i < HAN_COUNT; i++)
		order[i] = (uint16_t)(HAN_FIRST + i);
	qsort(order, HAN_COUNT, sizeof(order[0]), compare_strokes);
	for (int i = 0; i < HAN_COUNT; i++)
		rank[order[i] - HAN_FIRST] = (uint16_t)(i + 1);
	ucol_close(by_strokes);
}

/* The collation marks where n strokes begin with U+FDD0 and U+2800 + n. */
static void count_all(uint16_t count[HAN_COUNT])
{
	UErrorCode code = U_ZERO_ERROR;
	UCollator *strokes = ucol_open("zh@collation=stroke", &code);
	must(code, "collation by strokes");
	for (int i = 0; i < HAN_COUNT; i++) {
		UChar c = (UChar)(HAN_FIRST + i), mark[2] = {0xfdd0, 0x2801};
		while (count[i] < STROKES_MOST &&
		       ucol_strcoll(strokes, mark, 2, &c, 1) != UCOL_GREATER)
			mark[1] = (UChar)(0x2801 + ++count[i]);
	}
	ucol_close(strokes);
}

static void write_numbers(FILE *f, const char *name, const uint16_t *values, int n)
{
	fprintf(f, "\nconst uint16_t %s[%d] = {", name, n);
	for (int i = 0; i < n; i++)
		fprintf(f, "%s%u,", i % PER_LINE ? " " : "\n\t", values[i]);
	fprintf(f, "\n};\n");
}

static void write_syllables(FILE *f)
{
	fprintf(f, "\nconst char char_syllables[][%d] = {", SYLLABLE);
	for (int i = 0; i < syllable_count; i++)
		fprintf(f, "%s\"%s\",", i % PER_LINE ? " " : "\n\t", syllables[i]);
	fprintf(f, " \"\",\n};\n");
}

int main(int argc, char **argv)
{
	static uint16_t reading[HAN_COUNT], surname[HAN_COUNT], rank[HAN_COUNT], count[HAN_COUNT],
		fold[BMP];
	FILE *f = argc == 2 ? fopen(argv[1], "w") : NULL;
	if (!f) {
		fprintf(stderr, "usage: gen_chars OUTPUT.c\n");
		return 2;
	}
	read_all("Han-Latin", reading);
	read_all("Han-Latin/Names", surname);
	fold_all(fold);
	rank_all(rank);
	count_all(count);
	fprintf(f, "/* Made by tools/gen_chars.c from ICU %s: do not edit. */\n", U_ICU_VERSION);
	fprintf(f, "#include \"text/chars.h\"\n");
	write_syllables(f);
	write_numbers(f, "char_reading", reading, HAN_COUNT);
	write_numbers(f, "char_surname", surname, HAN_COUNT);
	write_numbers(f, "char_strokes", rank, HAN_COUNT);
	write_numbers(f, "char_stroke_count", count, HAN_COUNT);
	write_numbers(f, "char_fold", fold, BMP);
	return fclose(f) == 0 ? 0 : 1;
}
