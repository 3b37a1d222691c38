/* GB/T 9704-2012, clauses 5 and 6: the sheet, in points (1 mm = 72 / 25.4). */
#ifndef LX_PAPER_SIZE_H
#define LX_PAPER_SIZE_H

#define MM (72 / 25.4)
#define SHEET_WIDTH (210 * MM)
#define SHEET_HEIGHT (297 * MM)
#define SHEET_TOP (37 * MM)
#define SHEET_LEFT (28 * MM)
#define BODY_WIDTH (156 * MM)
#define BODY_HEIGHT (225 * MM)
#define BODY_LINES 22
#define BODY_CHARS 28
#define LINE_PITCH (BODY_HEIGHT / BODY_LINES)
#define CHAR_PITCH (BODY_WIDTH / BODY_CHARS)
#define SIZE_2 22.0	    /* 二号, titles */
#define SIZE_3 16.0	    /* 三号, text */
#define SIZE_4 14.0	    /* 四号, page numbers, 版记 */
#define ORGAN_TOP (35 * MM) /* of the red name below the top of the body, 7.2.4 */
#define FOLIO_DROP (7 * MM) /* of the page number below the body, 7.5 */

#endif
