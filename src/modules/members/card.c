/* The member's card on the phone: a code that anybody can check without asking this server. */
#include <string.h>

#include "doc/qr.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "my.html.h"
#include "modules/members/my_view.h"
#include "modules/members/pages.h"
#include "secret/sign.h"

enum { CARD_DAYS = 30, CARD_PARTS = 6 };
#define CARD "member.card"

/* A bar that was typed into it shall part nothing: whoever chose his name would choose the days behind it. */
static const char *part(struct arena *a, const char *typed)
{
	struct buf b = buf_in(a);
	for (; *typed; typed++)
		if (*typed == '|')
			buf_puts(&b, "｜");
		else
			buf_char(&b, *typed);
	return buf_text(&b);
}

/* No number of a paper, no mobile: name, union, member number, days of issue and end. */
const char *card_text(struct arena *a, const struct member *m, const char *house, day today)
{
	return arena_printf(a, "1|%s|%s|%s|%s|%s", part(a, m->name), part(a, house), part(a, m->member_no), day_iso(a, today),
			    day_iso(a, today + CARD_DAYS));
}

const char *card_url(struct req *r, const struct member *m, const char *house)
{
	const char *text = card_text(r->arena, m, house, r->today);
	return arena_printf(r->arena, "%s/cards/%s", base_address(r), sign_token(r->arena, &r->app->keys, CARD, text));
}

void card_qr(struct buf *o, const char *url)
{
	qr_svg(o, url, "出示给查验的人扫描，核对会员身份");
}

void get_card_key(struct req *r)
{
	page_begin(r, &(struct page){.title = "会员卡查验公钥", .bare = true, .body_class = "solo"});
	tpl_card_key(r->out, sign_public_key(r->arena, &r->app->keys, CARD));
	page_end(r);
}

static bool has_all_parts(const char *text)
{
	int bars = 0;
	for (; *text; text++)
		bars += *text == '|';
	return bars == CARD_PARTS - 1;
}

struct card_check card_read(struct arena *a, const char *public_key, const char *token, day today)
{
	const char *text = sign_check(a, public_key, token);
	const char *parts[CARD_PARTS] = {0};
	struct str rest = str_of(text);
	day since = 0, until = 0;
	for (int i = 0; text && i < CARD_PARTS; i++)
		parts[i] = str_dup(a, str_cut(&rest, '|'));
	if (!text || !has_all_parts(text) || strcmp(parts[0], "1") != 0 || !day_parse(str_of(parts[4]), &since) || !day_parse(str_of(parts[5]), &until))
		return (struct card_check){0};
	return (struct card_check){true, until >= today, parts[1], parts[2], parts[3], day_cn(a, since), day_cn(a, until)};
}

/* What the code says, whether we signed it and whether it still holds; nothing is looked up. */
void get_card_check(struct req *r)
{
	struct card_check v = card_read(r->arena, sign_public_key(r->arena, &r->app->keys, CARD), r->word, r->today);
	page_begin(r, &(struct page){.title = "查验会员卡", .bare = true, .body_class = "solo"});
	tpl_card_check(r->out, &v);
	page_end(r);
	if (!v.ours)
		answer_status(r, 404);
}
