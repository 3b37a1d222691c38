#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "app/cmd_plan.h"

/* One row a command; it gets the arguments behind its own name. */
static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *help;
} commands[] = {
	{"plan", cmd_plan, "plan parse 文件      把工作要点解析成提纲（JSON）"},
};

static void print_help(FILE *to)
{
	fputs("连心 " LX_VERSION "：工会工作软件\n\n用法：lianxin 命令 [参数]\n\n", to);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		fprintf(to, "  %s\n", commands[i].help);
	fputs("\n每个命令加 --help 看它的用法。\n", to);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		print_help(stderr);
		return 2;
	}
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 2, argv + 2);
	}
	bool help = strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0;
	if (!help && strcmp(argv[1], "--version") == 0) {
		puts("lianxin " LX_VERSION);
		return 0;
	}
	if (!help)
		fprintf(stderr, "没有“%s”这个命令。\n\n", argv[1]);
	print_help(help ? stdout : stderr);
	return help ? 0 : 2;
}
