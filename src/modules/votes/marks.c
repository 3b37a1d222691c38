/* Radio buttons of the desk's form: their value, and which was typed. */
#include "modules/votes/votes_view.h"

const char *vote_mark_text(int mark)
{
	static const char *const texts[] = {"+", "-", "0", "?"};
	for (int i = 0; i < 4; i++)
		if (*texts[i] == mark)
			return texts[i];
	return "";
}

bool vote_mark_typed(struct req *r, size_t no, int mark)
{
	return *form_get(r, arena_printf(r->arena, "o%zu", no)) == mark;
}
