/* From what a cell stores to the text a person sees. */
#ifndef LX_XLSX_VALUE_H
#define LX_XLSX_VALUE_H

#include <stdbool.h>

#include "base/str.h"
#include "doc/xlsx_in.h"

enum xlsx_format { XLSX_AS_NUMBER, XLSX_AS_DATE, XLSX_AS_PERCENT };

/* What a number format shows: by its built-in id, and by its code. */
enum xlsx_format xlsx_format_of_id(int id);
enum xlsx_format xlsx_format_of_code(struct str code);
/* `raw` as stored in <v>. `since_1904`: the workbook counts days from 1904. */
struct xlsx_cell xlsx_number_cell(struct arena *a, struct str raw, enum xlsx_format format,
				  bool since_1904);

#endif
