/* One delivery over the network, by libcurl. Its callbacks use plain memory only: nothing faults through it. */
#include <curl/curl.h>
#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernel/outbox.h"
#include "secret/token.h"

enum { CONNECT_SECONDS = 5, ALL_SECONDS = 15, REPLY_MOST = 4096, LINE_BASE64 = 76 };

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void prepare(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

struct reply {
	char text[REPLY_MOST];
	size_t n;
};

/* Keeps the beginning, takes the rest without keeping it. */
static size_t keep(char *p, size_t size, size_t n, void *context)
{
	struct reply *r = context;
	size_t all = size * n, room = REPLY_MOST - r->n, part = all < room ? all : room;
	memcpy(r->text + r->n, p, part);
	r->n += part;
	return all;
}

static CURL *open_curl(const char *url, const char *protocols, struct reply *reply)
{
	pthread_once(&once, prepare);
	CURL *c = curl_easy_init();
	if (!c)
		return NULL;
	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, protocols);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)ALL_SECONDS);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, reply);
	return c;
}

static const char *full_link(struct app *app, struct arena *a, const struct parcel *p)
{
	return *app->base_url && p->link[0] == '/' ? arena_printf(a, "%s%s", app->base_url, p->link) : "";
}

/* ---- webhook ---- */

static const char *hook_body(struct app *app, struct arena *a, const struct parcel *p)
{
	const char *link = full_link(app, a, p);
	const char *content = arena_printf(a, "【连心】%s%s%s", p->title, *link ? "\n" : "", link);
	json_t *o = json_pack("{s:s, s:{s:s}}", "msgtype", "text", "text", "content", content);
	char *text = o ? json_dumps(o, JSON_COMPACT) : NULL;
	const char *kept = text ? arena_strdup(a, text) : NULL;
	free(text);
	json_decref(o);
	return kept;
}

int64_t outbox_errcode(const char *text, size_t n)
{
	json_t *o = json_loadb(text, n, 0, NULL);
	int64_t code = json_integer_value(json_object_get(o, "errcode"));
	json_decref(o);
	return code;
}

static const char *judge_hook(struct arena *a, CURL *c, CURLcode done, const struct reply *reply)
{
	long status = 0;
	if (done != CURLE_OK)
		return arena_printf(a, "连不上群机器人：%s", curl_easy_strerror(done));
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	if (status < 200 || status > 299)
		return arena_printf(a, "群机器人答复 %ld", status);
	int64_t code = outbox_errcode(reply->text, reply->n);
	return code ? arena_printf(a, "群机器人拒收，错误码 %lld", (long long)code) : NULL;
}

static const char *send_hook(struct app *app, struct arena *a, const struct parcel *p)
{
	struct reply reply = {.n = 0};
	const char *body = hook_body(app, a, p), *why;
	CURL *c = body ? open_curl(app->webhook_url, "http,https", &reply) : NULL;
	if (!c)
		return "内存不足";
	const char *stamp = arena_printf(a, "%lld", (long long)(p->now / 1000));
	struct curl_slist *h = curl_slist_append(NULL, "Content-Type: application/json; charset=utf-8");
	h = curl_slist_append(h, arena_printf(a, "X-Lianxin-Delivery: %lld", (long long)p->id));
	h = curl_slist_append(h, arena_printf(a, "X-Lianxin-Timestamp: %s", stamp));
	if (app->webhook_secret) {
		const char *signed_text = arena_printf(a, "%s\n%s", stamp, body);
		h = curl_slist_append(h, arena_printf(a, "X-Lianxin-Signature: %s",
						      hmac_hex(a, app->webhook_secret, signed_text, strlen(signed_text))));
	}
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, h);
	curl_easy_setopt(c, CURLOPT_POSTFIELDS, body);
	why = judge_hook(a, c, curl_easy_perform(c), &reply);
	curl_slist_free_all(h);
	curl_easy_cleanup(c);
	return why;
}

/* ---- e-mail ---- */

struct source {
	const char *p;
	size_t n;
};

static size_t give(char *to, size_t size, size_t n, void *context)
{
	struct source *s = context;
	size_t part = size * n < s->n ? size * n : s->n;
	memcpy(to, s->p, part);
	s->p += part;
	s->n -= part;
	return part;
}

static void put_base64(struct buf *b, const char *text)
{
	const char *coded = base64_text(b->arena, text, strlen(text));
	for (size_t n = strlen(coded), at = 0; at < n; at += LINE_BASE64)
		buf_printf(b, "%.*s\r\n", LINE_BASE64, coded + at);
}

/* Words of at most 45 bytes, cut between characters (RFC 2047). */
static void put_subject(struct buf *b, const char *title)
{
	buf_puts(b, "Subject:");
	for (struct str rest = str_of(title); rest.n;) {
		size_t n = rest.n < 45 ? rest.n : 45;
		while (n < rest.n && (rest.p[n] & 0xc0) == 0x80)
			n--;
		buf_printf(b, " =?UTF-8?B?%s?=\r\n", base64_text(b->arena, rest.p, n));
		rest = str_skip(rest, n);
	}
}

static const char *mail_text(struct app *app, struct arena *a, const struct parcel *p)
{
	struct buf b = buf_in(a);
	char date[64];
	time_t at = (time_t)(p->now / 1000);
	struct tm tm;
	gmtime_r(&at, &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &tm);
	const char *link = full_link(app, a, p);
	buf_printf(&b, "Date: %s\r\nFrom: %s\r\nTo: %s\r\n", date, app->smtp_from, p->address);
	buf_printf(&b, "Message-ID: <%lld@lianxin>\r\n", (long long)p->id);
	put_subject(&b, p->title);
	buf_puts(&b, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
	put_base64(&b, arena_printf(a, "%s\n\n%s%s\n\n不想收到这类邮件，可以在“消息”页的“接收方式”里关闭。\n", p->title,
				    *link ? "请登录连心查看：" : "请登录连心，在“消息”里查看。", link));
	return buf_text(&b);
}

static const char *send_mail(struct app *app, struct arena *a, const struct parcel *p)
{
	struct reply reply = {.n = 0};
	const char *text = mail_text(app, a, p);
	struct source source = {text, strlen(text)};
	CURL *c = open_curl(app->smtp_url, "smtp,smtps", &reply);
	if (!c)
		return "内存不足";
	struct curl_slist *to = curl_slist_append(NULL, p->address);
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, app->smtp_from);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(app->smtp_user ? CURLUSESSL_ALL : CURLUSESSL_TRY)); /* no password in the clear */
	if (app->smtp_ca)
		curl_easy_setopt(c, CURLOPT_CAINFO, app->smtp_ca);
	if (app->smtp_user) {
		curl_easy_setopt(c, CURLOPT_USERNAME, app->smtp_user);
		curl_easy_setopt(c, CURLOPT_PASSWORD, app->smtp_password ? app->smtp_password : "");
	}
	curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(c, CURLOPT_READDATA, &source);
	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	CURLcode done = curl_easy_perform(c);
	long status = 0;
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(to);
	curl_easy_cleanup(c);
	if (done == CURLE_OK)
		return NULL;
	return arena_printf(a, "邮件服务器没有收下（%ld）：%s", status, curl_easy_strerror(done));
}

const char *outbox_send(struct app *app, struct arena *a, const struct parcel *p)
{
	if (p->channel == OUTBOX_MAIL)
		return app->smtp_url && app->smtp_from ? send_mail(app, a, p) : "没有配置邮件服务器";
	return app->webhook_url ? send_hook(app, a, p) : "没有配置群机器人";
}
