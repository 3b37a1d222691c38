/*
 * Numbers that people carry: identity number (GB 11643), unified social credit
 * code (GB 32100), mobile number, bank card; how to check and how to mask them.
 *
 * Every check takes what a person typed or a workbook held: blanks, hyphens,
 * full-width forms and small letters are put right. It returns NULL and the
 * clean number, or a Chinese message that says what to mend; the output is then
 * empty. A number that passes is well-formed, which does not say that it exists.
 */
#ifndef LX_IDCHECK_H
#define LX_IDCHECK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"

enum { ID_CHARS = 18, CREDIT_CHARS = 18, MOBILE_CHARS = 11, CARD_MAX = 19 };

struct id_number {
	char text[ID_CHARS + 1];
	char region[7]; /* code of the place of first registration, also of abolished counties */
	day birth;
	bool female;
};

/*
 * Checks province, date of birth (not after `today`, nor 150 years before) and
 * check character. Numbers of 15 digits are refused: such cards ended on
 * 2013-01-01. Residence permits of people from Hong Kong, Macao, Taiwan
 * (81–83) and of foreigners (9) have the same form and pass.
 */
const char *id_number_read(struct arena *a, const char *typed, day today, struct id_number *out);
int id_age(const struct id_number *id, day on); /* full years on that day */

struct credit_code {
	char text[CREDIT_CHARS + 1];
	char authority; /* who registered it: '8' trade unions, '9' market, '1' offices, '5' civil
			   affairs */
	char region[7];
	char organisation[10]; /* the nine characters of GB 11714 */
};

/* Checks the characters, the organisation code within, and the check character. */
const char *credit_code_read(struct arena *a, const char *typed, struct credit_code *out);

/* Mainland mobile number, 11 digits from 13 on; +86 and 86 in front are taken off. */
const char *mobile_read(struct arena *a, const char *typed, char out[MOBILE_CHARS + 1]);
/* Card of 16 to 19 digits with a right check digit (Luhn). */
const char *bank_card_read(struct arena *a, const char *typed, char out[CARD_MAX + 1]);

/*
 * Masks. They never show more than the pattern says, whatever stands in the
 * text; what is shorter than expected becomes stars altogether. "" stays "".
 */
const char *mask_id_number(struct arena *a, const char *number); /* 320***********0014 */
const char *mask_mobile(struct arena *a, const char *number);	 /* 138****5678 */
const char *mask_name(struct arena *a, const char *name); /* 张*, however long the name is */
const char *mask_bank_card(struct arena *a, const char *number); /* ****1234 */

#endif
