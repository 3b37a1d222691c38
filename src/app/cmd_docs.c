/*
 * lianxin docs rights (or routes, flows, measures, policies): the lists that the tables
 * of the modules give, as Markdown; the files in docs are their committed output.
 */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/docs.h"

int cmd_docs(int argc, char **argv)
{
	struct app *app = app_new();
	struct buf b = buf_in(app->arena);
	bool known = argc == 1 && docs_write(app, argv[0], &b);
	if (known)
		fwrite(b.p, 1, b.n, stdout);
	else
		fputs("用法：lianxin docs rights|routes|flows|measures|policies\n", stderr);
	app_end(app);
	return known ? 0 : 2;
}
