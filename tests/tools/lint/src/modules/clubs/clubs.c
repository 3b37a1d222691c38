#include "modules/plans/plans.h"
#include "modules/plans/inside.h"
#include "modules/members/members.h"

const struct module mod_clubs = {.needs = (const char *const[]){"plans", NULL}};

static void bad(char *s)
{
	strcpy(s, "strtok( in a text is fine"); /* sprintf( in a comment too */
	char *copy = malloc(3);
	db_use_text(d, "update club set name = $1, state = 3 where id = $2");
	db_use_text(d, "update club set name = $1 where state = 3");
	buf_puts(b, "<p style=\"color:red\">");
    int four_blanks;
	int tail; 
	open("/home/me/data");
	bool soft = v.policy->confidence != 'A';
}
