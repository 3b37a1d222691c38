/* A batch in its tables: what is kept of it, sealed cells. */
#include <string.h>

#include "batch.sql.h"
#include "kernel/app.h"
#include "modules/members/batch.h"

enum { BETWEEN = 0x1f }; /* a sign that no cell has */

bool batch_load(struct db *d, struct arena *a, int64_t id, struct batch *out)
{
	struct batch_get b;
	if (!q_batch_get(d, a, id, &b))
		return false;
	*out = (struct batch){.id = b.id, .person = b.person, .unit = b.unit, .path = b.path, .stage = b.stage, .rows = b.rows,
			      .at_no = b.at_no, .file = b.file, .note = b.note, .created_at = b.created_at, .done_at = b.done_at,
			      .counts = {[FATE_NEW] = b.fresh, [FATE_CHANGE] = b.change, [FATE_SAME] = b.same, [FATE_TWICE] = b.twice,
					 [FATE_BAD] = b.bad}};
	columns_read(a, &out->columns, b.heads, b.map);
	return true;
}

static struct seal_place place_of(struct arena *a, int64_t batch, int64_t no)
{
	return (struct seal_place){"member_row", arena_printf(a, "%lld", (long long)no), batch};
}

const char *cells_seal(struct arena *a, const struct app *app, int64_t batch, int64_t no, const char *const *cells, int n)
{
	struct buf b = buf_in(a);
	for (int i = 0; i < n; i++) {
		if (i)
			buf_char(&b, BETWEEN);
		for (const char *p = cells[i] ? cells[i] : ""; *p; p++)
			buf_char(&b, *p == BETWEEN ? ' ' : *p);
	}
	buf_char(&b, BETWEEN); /* never empty: an empty text is not sealed */
	return secret_seal(a, &app->keys, place_of(a, batch, no), buf_text(&b));
}

bool cells_unseal(struct arena *a, const struct app *app, int64_t batch, int64_t no, const char *sealed, const char **cells, int n)
{
	const char *plain;
	bool good = secret_unseal(a, &app->keys, place_of(a, batch, no), sealed, &plain);
	struct str rest = str_of(plain);
	for (int i = 0; i < n; i++)
		cells[i] = str_dup(a, str_cut(&rest, BETWEEN));
	return good;
}
