/* Stage 5: plan tables. A row becomes a point, a column of categories sections. */
#include "outline/work.h"

void work_tables(struct work *w)
{
	(void)w;
}
