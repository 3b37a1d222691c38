/*
 * Tables of characters, generated from ICU by tools/gen_chars.c at build time.
 * Used through tokens.h and pinyin.h.
 */
#ifndef LX_CHARS_H
#define LX_CHARS_H

#include <stdint.h>

/* Characters with readings and strokes: CJK extension A and the main block. */
enum { HAN_FIRST = 0x3400, HAN_LAST = 0x9fff, HAN_COUNT = HAN_LAST - HAN_FIRST + 1 };

extern const char char_syllables[][8]; /* without tone, ü as v; [0] is "", a second "" ends it */
extern const uint16_t char_reading[HAN_COUNT]; /* syllable, 0: none known */
extern const uint16_t char_surname[HAN_COUNT]; /* the same, read as a surname */
extern const uint16_t char_strokes[HAN_COUNT]; /* place in the order by strokes, from 1 */
extern const uint16_t char_stroke_count[HAN_COUNT]; /* by the same order; 0 or 60: unknown */
/*
 * A character folded for search: traditional to simplified, full width to half,
 * capitals to small, compatibility forms to plain ones. 0: parts words.
 */
extern const uint16_t char_fold[0x10000];

#endif
