/* lianxin demo: fills an empty database with sample data. */
#include <stdio.h>

#include "app/command.h"
#include "app/data.h"
#include "app/demo.h"

int cmd_demo(int argc, char **argv)
{
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, NULL, NULL);
	int code = bad ? 2 : 1;
	if (!bad)
		bad = app_open(app, 1);
	if (!bad && !demo_wanted(app))
		bad = "数据库里已有单位，没有装入样例。样例只装进空的数据目录。";
	if (bad) {
		fprintf(stderr, "%s\n", bad);
	} else {
		demo_fill(app);
		demo_year(app);
		puts("已装入样例单位、人员和一年的工作。");
		demo_accounts();
		code = 0;
	}
	app_end(app);
	return code;
}
