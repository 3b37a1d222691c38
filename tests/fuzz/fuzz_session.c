/*
 * Any bytes as what names a visitor, through the real dispatcher: "cookies LF
 * Authorization LF X-Forwarded-For". Who does not show a session's very token sees
 * no page of a person, who does not show the very token of monitoring sees no
 * figures, and no token is ever written into an answer.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/url.h"
#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char monitoring[] = "fuzz-token-of-monitoring";

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* Headers come through the adapter as valid text only. */
static void add_header(struct exchange *x, const char *name, struct str value)
{
	if (value.n && utf8_valid(value) && !memchr(value.p, '\0', value.n))
		pairs_add(x->arena, &x->headers, name, str_dup(x->arena, value));
}

static struct exchange asked(struct arena *a, const char *path, struct str cookies, struct str key, struct str from)
{
	struct exchange x = {.arena = a, .method = METHOD_GET, .path = path, .raw_query = "", .peer = "10.0.0.9", .content_type = "", .status = 200};
	x.out = buf_in(a);
	pairs_add(a, &x.headers, "host", "fuzz");
	cookies_read(a, str_dup(a, cookies), &x.cookies);
	add_header(&x, "authorization", key);
	add_header(&x, "x-forwarded-for", from);
	return x;
}

static bool is_a_session(const char *token)
{
	for (int i = 0; token && i < SAMPLE_PEOPLE; i++)
		if (strcmp(token, sample_tokens[i]) == 0)
			return true;
	return false;
}

static void tells_no_token(struct exchange *x)
{
	must(!strstr(buf_text(&x->out), monitoring));
	for (int i = 0; i < SAMPLE_PEOPLE; i++)
		must(!strstr(buf_text(&x->out), sample_tokens[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct app *app = sample_app();
	struct arena *a = arena_new(16 << 20);
	struct str s = {(const char *)data, size}, cookies = str_cut(&s, '\n'), key = str_cut(&s, '\n'), from = str_cut(&s, '\n');
	app->metrics_token = monitoring;
	struct exchange page = asked(a, "/account", cookies, key, from), figures = asked(a, "/metrics", cookies, key, from);
	const char *shown = pairs_get(&figures.headers, "authorization");
	dispatch_now(app, &page);
	must((page.status == 200) == is_a_session(pairs_get(&page.cookies, "lx")));
	must(page.status == 200 || page.status == 303);
	tells_no_token(&page);
	dispatch_now(app, &figures);
	must((figures.status == 200) == (shown && strncmp(shown, "Bearer ", 7) == 0 && strcmp(shown + 7, monitoring) == 0));
	tells_no_token(&figures);
	arena_free(a);
	return 0;
}
