/* Reads a workbook just written to see whether it is whole. */
#ifndef LX_XLSX_CHECK_H
#define LX_XLSX_CHECK_H

#include <stdbool.h>
#include <stdint.h>

/* Sheet i (from 0) has rows[i] rows and a proper end. */
bool xlsx_check(const char *path, const uint32_t *rows, int n_sheets);

#endif
