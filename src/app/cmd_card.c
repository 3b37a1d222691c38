/* lianxin card: what a member's code says, checked with the public key alone, on a machine that knows nothing else. */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "base/clock.h"
#include "modules/members/my_view.h"

static const char usage[] = "用法：lianxin card 公钥 二维码里的网址 [--on 日期]\n公钥在“会员卡查验公钥”（/cards/key）页上。\n";

static int say(const struct card_check *c)
{
	if (!c->ours) {
		puts("不是这把公钥对应的系统签发的会员卡，或者内容被改动过。");
		return 1;
	}
	printf("%s\n姓名：%s\n工会：%s\n", c->holds ? "签名正确，在有效期内。" : "签名正确，但已过有效期。", c->name, c->house);
	if (*c->number)
		printf("会员证号：%s\n", c->number);
	printf("签发：%s\n有效期：%s\n", c->since, c->until);
	return c->holds ? 0 : 1;
}

int cmd_card(int argc, char **argv)
{
	day today = day_of_instant(clock_now());
	if (argc == 4 && strcmp(argv[2], "--on") == 0 && day_parse(str_of(argv[3]), &today))
		argc = 2;
	if (argc != 2) {
		fputs(usage, stderr);
		return 2;
	}
	const char *token = strrchr(argv[1], '/');
	struct arena *a = arena_new(1024 * 1024);
	struct card_check c = card_read(a, argv[0], token ? token + 1 : argv[1], today);
	int rc = say(&c);
	arena_free(a);
	return rc;
}
