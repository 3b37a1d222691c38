/*
 * Pictures: their size from the header, and a copy without what the camera
 * wrote beside the picture (place, time, device, thumbnail, trailing video).
 * The picture itself is copied byte for byte, never decoded.
 */
#ifndef LX_IMAGE_HEAD_H
#define LX_IMAGE_HEAD_H

#include <stdbool.h>
#include <stdio.h>

#include "doc/file_kind.h"

/*
 * Width and height as shown: a photo that its camera marked as lying on its
 * side is counted upright. False (and 0 × 0) when the header is broken.
 */
bool image_size(FILE *f, enum file_kind kind, int *width, int *height);

/*
 * Writes `in` to `out` without EXIF (but its orientation), GPS, XMP, comments,
 * text chunks, maker notes and anything after the end of the picture. Colour
 * profiles stay. JPEG, PNG and WebP; GIF is copied as it is. False with a message
 * for the user when the picture is broken or `out` cannot be written.
 */
bool image_strip(FILE *in, enum file_kind kind, FILE *out, const char **why);

#endif
