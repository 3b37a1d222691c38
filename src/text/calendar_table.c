/*
 * Holidays and make-up working days as published by the State Council's
 * general office (国务院办公厅关于部分节假日安排的通知):
 *   2024  国办发明电〔2023〕7号
 *   2025  国办发明电〔2024〕12号
 *   2026  国办发明电〔2025〕7号
 * A later year is loaded at run time from rows; see calendar.h.
 */
#include "text/calendar_table.h"

#define OFF(y, m, d, n) {y, m, d, n, DAY_HOLIDAY}
#define MAKEUP(y, m, d) {y, m, d, 1, DAY_MAKEUP}

const struct calendar_row calendar_rows[] = {
	OFF(2024, 1, 1, 1), OFF(2024, 2, 10, 8), OFF(2024, 4, 4, 3), OFF(2024, 5, 1, 5),
	OFF(2024, 6, 10, 1), OFF(2024, 9, 15, 3), OFF(2024, 10, 1, 7),
	MAKEUP(2024, 2, 4), MAKEUP(2024, 2, 18), MAKEUP(2024, 4, 7), MAKEUP(2024, 4, 28),
	MAKEUP(2024, 5, 11), MAKEUP(2024, 9, 14), MAKEUP(2024, 9, 29), MAKEUP(2024, 10, 12),

	OFF(2025, 1, 1, 1), OFF(2025, 1, 28, 8), OFF(2025, 4, 4, 3), OFF(2025, 5, 1, 5),
	OFF(2025, 5, 31, 3), OFF(2025, 10, 1, 8),
	MAKEUP(2025, 1, 26), MAKEUP(2025, 2, 8), MAKEUP(2025, 4, 27), MAKEUP(2025, 9, 28),
	MAKEUP(2025, 10, 11),

	OFF(2026, 1, 1, 3), OFF(2026, 2, 15, 9), OFF(2026, 4, 4, 3), OFF(2026, 5, 1, 5),
	OFF(2026, 6, 19, 3), OFF(2026, 9, 25, 3), OFF(2026, 10, 1, 7),
	MAKEUP(2026, 1, 4), MAKEUP(2026, 2, 14), MAKEUP(2026, 2, 28), MAKEUP(2026, 5, 9),
	MAKEUP(2026, 9, 20), MAKEUP(2026, 10, 10),
};
const size_t calendar_row_count = sizeof(calendar_rows) / sizeof(calendar_rows[0]);
