/*
 * Activation codes: printed or shown as a QR code, typed once at first entry.
 * Ten characters without look-alikes (no 0 O 1 I L), the last one a check
 * character that finds every wrong and every swapped pair of characters.
 * Stored is only the keyed hash.
 */
#ifndef LX_ACTIVATION_H
#define LX_ACTIVATION_H

#include "base/arena.h"
#include "secret/secret.h"

enum { ACTIVATION_CHARS = 10 };

const char *activation_new(struct arena *a);			/* "7KQ4MWXR3P" */
const char *activation_show(struct arena *a, const char *code); /* "7KQ4M-WXR3P", for print */
/*
 * What a person typed (blanks, hyphens, small or full-width letters allowed)
 * as the ten characters. NULL when it can't be a code; *problem then says why.
 */
const char *activation_read(struct arena *a, const char *typed, const char **problem);
const char *activation_hash(struct arena *a, const struct keyring *k, const char *code);

#endif
