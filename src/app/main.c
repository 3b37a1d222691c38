#include <stdio.h>
#include <string.h>

#include "app/cmd_plan.h"
#include "app/command.h"

static const struct command commands[] = {
	{"audit", cmd_audit, "verify [--head HASH] | recount [--repair]  [--data DIR]",
	 "核对事件链，指出被改动、删除、调换或截去的一条；按事件重算全部计数"},
	{"backup", cmd_backup, "[--to DIR] [--backup-keep N] [--data DIR]", "备份数据库和上传的文件，服务运行时也可以；不含密钥文件；只留最近 N 份（默认 14）"},
	{"card", cmd_card, "PUBLIC-KEY ADDRESS [--on DAY]", "不联网查验会员卡：只凭公钥核对二维码的签名和有效期"},
	{"copy", cmd_copy, "--from DB --to DB [--data DIR] [--to-data DIR] | --undo --from DB",
	 "把全部数据搬到另一个数据库（文件或 postgresql://…），并证明两边一致；原来的库从此只读，--undo 改回来"},
	{"demo", cmd_demo, "[--scale PEOPLE] [--data DIR] [--db FILE-or-URL]",
	 "给空的数据库装入样例单位和人员；--scale 再按人数装入一座城市的单位、任务、活动和事件，用于测速"},
	{"docs", cmd_docs, "rights|routes|flows|measures|policies", "按程序内的表输出文档（Markdown）"},
	{"drill", cmd_drill, "[--from DIR] [--data DIR]", "演练：把最近一份备份恢复到一旁，核对行数、事件链、计数和每个文件，不动现有数据"},
	{"plan", cmd_plan, "parse FILE", "把工作要点解析成提纲（JSON）；FILE 为 - 时读标准输入"},
	{"restore", cmd_restore, "FROM [--data DIR]", "从备份恢复；先核对完整性、事件链和密钥指纹，再替换数据"},
	{"serve", cmd_serve, "[--data DIR] [--db FILE-or-URL] [--listen ADDRESS:PORT] [--demo-if-empty] [--config FILE]",
	 "启动服务，在前台运行；收到 SIGTERM 后办完手头的事再停"},
	{"user", cmd_user, "list | add --name N --unit CODE [--mobile N] [--staff-no N] [--role R] | reset|lock|unlock LOGIN  [--data DIR]",
	 "列出、登记账号；重置时打印新的激活码，旧密码和登录随之失效"},
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static int help(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (!name || strncmp(commands[i].name, name, strlen(name)) == 0)
			printf("lianxin %s %s\n    %s\n", commands[i].name, commands[i].usage, commands[i].help);
	if (!name)
		puts("lianxin help [COMMAND]\n    说明；退出码：0 成功，1 被拒绝，2 用法或输入有误");
	return 0;
}

/* How many words of argv make up the command's name; 0: another command. */
static int words_matching(const char *name, int argc, char **argv)
{
	const char *blank = strchr(name, ' ');
	if (!blank)
		return strcmp(name, argv[0]) == 0;
	size_t n = (size_t)(blank - name);
	return argc > 1 && strlen(argv[0]) == n && strncmp(name, argv[0], n) == 0 && strcmp(blank + 1, argv[1]) == 0 ? 2 : 0;
}

int main(int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)
		return argc < 2 ? (help(NULL), 2) : help(argc > 2 ? argv[2] : NULL);
	if (strcmp(argv[1], "--version") == 0)
		return puts("lianxin " LX_VERSION) < 0;
	for (int i = 0; i < COMMANDS; i++) {
		int words = words_matching(commands[i].name, argc - 1, argv + 1);
		if (!words)
			continue;
		if (argc > 1 + words && strcmp(argv[1 + words], "--help") == 0)
			return help(commands[i].name);
		return commands[i].run(argc - 1 - words, argv + 1 + words);
	}
	fprintf(stderr, "没有“%s”这个命令。lianxin help 列出全部命令。\n", argv[1]);
	return 2;
}
