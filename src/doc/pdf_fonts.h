/* Typefaces for the PDF writer. */
#ifndef LX_PDF_FONTS_H
#define LX_PDF_FONTS_H

#include <pango/pangocairo.h>
#include <pthread.h>

#include "doc/pdf_out.h"

enum typeface { FACE_TITLE, FACE_BODY, FACE_HEI, FACE_KAI, FACES };

struct pdf_fonts {
	PangoFontMap *map;
	pthread_mutex_t lock; /* over everything that uses the map */
	struct {
		char family[64];
		bool bold;
	} face[FACES];
};

/* A description to be freed by the caller. */
PangoFontDescription *pdf_font(const struct pdf_fonts *f, enum typeface face, double size);

#endif
