/* What the functions made from templates (tools/tplc.c) need. */
#ifndef LX_TEMPLATE_H
#define LX_TEMPLATE_H

#include "base/clock.h"
#include "base/str.h"
#include "http/html.h"
#include "http/icon.h"

/* A value inside an address behind its fixed start: percent-encoded. */
#define html_address_part(b, x)                                                                        \
	_Generic((x), char *: url_encode, const char *: url_encode, int: html_int, unsigned: html_int, \
		 int64_t: html_int, size_t: html_int, bool: html_int)((b), (x))

#endif
