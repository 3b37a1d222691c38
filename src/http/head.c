#include <arpa/inet.h>
#include <string.h>

#include "base/utf8.h"
#include "http/request.h"
#include "http/url.h"

enum {
	QUERY_FIELDS = 500,
	/* Releases before 1.0 read leniently and need the check of their buffer below. */
	LENIENT_LIBRARY = MHD_VERSION < 0x01000000,
};

struct collecting {
	struct pairs *lines;
	const char *expected; /* where the next line must begin */
	bool intact;
};

/*
 * The library ends strings with NUL inside the buffer it received, so a NUL
 * byte sent by a client, a folded line or a bare LF would go unseen. In a clean
 * head each line begins two bytes (CR LF) after the end of the one before it, and
 * the empty line at the end has become two more NULs.
 */
static enum MHD_Result collect(void *context, enum MHD_ValueKind kind, const char *name,
			       size_t name_size, const char *value, size_t value_size)
{
	struct collecting *c = context;
	if (!value || (LENIENT_LIBRARY && c->expected != name) || c->lines->n >= c->lines->room) {
		c->intact = false;
		return MHD_NO;
	}
	c->expected = value + value_size + 2;
	/* The guard wants the name as sent; the exchange gets it in lower case. */
	c->lines->items[c->lines->n++] = (struct pair){name, value};
	return MHD_YES;
}

/* The request line, "method target version", as above. */
static bool line_intact(const struct request *r, const char *method, const char *version)
{
	return r->wire_target == method + strlen(method) + 1 &&
	       version == r->wire_target + r->target.n + 1;
}

bool head_read(struct request *r, const char *method, const char *version, struct pairs lines, struct head *head)
{
	*head = (struct head){.method = method, .target = r->target, .version = version, .lines = lines};
	if (LENIENT_LIBRARY && !line_intact(r, method, version))
		return false;
	struct collecting c = {&head->lines, version + strlen(version) + 2, true};
	MHD_get_connection_values_n(r->connection, MHD_HEADER_KIND, collect, &c);
	return c.intact && (!LENIENT_LIBRARY || memcmp(c.expected - 2, "\0\0\0", 4) == 0);
}

static const char *lower(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);
	for (char *p = copy; *p; p++) {
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	}
	return copy;
}

/* Headers that are not UTF-8 are left out: some browsers send such referrers. */
static void fill_headers(struct exchange *x, const struct pairs *lines)
{
	x->headers.items = NEW_N(x->arena, struct pair, lines->n + 1);
	x->headers.room = lines->n + 1;
	for (size_t i = 0; i < lines->n; i++) {
		struct str value = str_trim(str_of(lines->items[i].value));
		if (utf8_valid(value))
			pairs_add(x->arena, &x->headers, lower(x->arena, lines->items[i].name),
				  str_dup(x->arena, value));
	}
}

static void fill_cookies(struct exchange *x)
{
	const char *line;
	for (size_t k = 0; (line = pairs_nth(&x->headers, "cookie", k)); k++)
		cookies_read(x->arena, line, &x->cookies);
}

static const char *address_text(struct arena *a, const struct sockaddr *address)
{
	char text[INET6_ADDRSTRLEN] = "";
	if (address && address->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, text,
			  sizeof(text));
	if (address && address->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)address)->sin6_addr, text,
			  sizeof(text));
	return arena_strdup(a, strncmp(text, "::ffff:", 7) == 0 ? text + 7 : text);
}

static bool is_address(const char *s)
{
	unsigned char raw[sizeof(struct in6_addr)];
	return inet_pton(AF_INET, s, raw) == 1 || inet_pton(AF_INET6, s, raw) == 1;
}

/* The last address of X-Forwarded-For is the one the trusted proxy itself saw. */
static void fill_forwarded(struct exchange *x)
{
	const char *line, *last = NULL;
	for (size_t k = 0; (line = pairs_nth(&x->headers, "x-forwarded-for", k)); k++)
		last = line;
	if (last) {
		const char *comma = strrchr(last, ',');
		const char *peer = str_dup(x->arena, str_trim(str_of(comma ? comma + 1 : last)));
		if (is_address(peer))
			x->peer = peer;
	}
	const char *proto = pairs_get(&x->headers, "x-forwarded-proto");
	x->secure = proto && strcmp(proto, "https") == 0;
}

static void fill_peer(struct request *r)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const char *trusted = r->loop->http->o.trusted_proxy;
	r->x.peer = address_text(r->x.arena, info ? info->client_addr : NULL);
	if (trusted && strcmp(trusted, r->x.peer) == 0)
		fill_forwarded(&r->x);
}

struct verdict head_fill(struct request *r, const struct head *head)
{
	struct exchange *x = &r->x;
	struct str query = r->target, path = str_cut(&query, '?');
	fill_headers(x, &head->lines);
	fill_cookies(x);
	fill_peer(r);
	const char *type = pairs_get(&x->headers, "content-type");
	x->content_type = type ? type : "";
	x->raw_query = str_dup(x->arena, query);
	struct verdict v = guard_path(x->arena, path, &x->path);
	if (!v.status)
		v = url_pairs(x->arena, query, QUERY_FIELDS, query.n, &x->query);
	return v;
}
