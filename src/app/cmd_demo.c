/* lianxin demo: fills an empty database with sample data. */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/data.h"
#include "app/demo.h"

static int other(void *context, const char *name, const char *value)
{
	int64_t *people = context;
	if (strcmp(name, "scale") != 0)
		return 0;
	if (!str_int(str_of(value), people) || *people < 1 || *people > 10000000)
		*people = -1;
	return 2;
}

int cmd_demo(int argc, char **argv)
{
	struct app *app = app_new();
	int64_t people = 0;
	const char *bad = options_read(app, argc, argv, other, &people);
	if (!bad && people < 0)
		bad = "--scale 要填 1 到 10000000 之间的人数";
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
		if (people)
			demo_scale(app, people);
		puts("已装入样例单位、人员和一年的工作。");
		demo_accounts();
		code = 0;
	}
	app_end(app);
	return code;
}
