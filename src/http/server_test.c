/* The server as a client sees it: raw bytes over a socket. */
#include "base/test.h"

#include <stdio.h>
#include <unistd.h>

#include "http/wire.h"

static struct http *server;
static int port;
static struct arena *arena;

#define HOST "Host: a.example\r\n"

static int ask_status(struct str bytes)
{
	return wire_status(wire_ask(port, bytes));
}

static int start(void **state)
{
	struct http_options o = wire_options();
	const char *why = NULL;
	arena = arena_new(64 << 20);
	wire_workers_start(2);
	server = http_start(&o, arena, &why);
	if (!server) {
		fprintf(stderr, "not started: %s\n", why);
		return -1;
	}
	port = http_port(server);
	return 0;
}

static int stop(void **state)
{
	http_stop(server, 5);
	wire_workers_stop();
	arena_free(arena);
	return 0;
}

static void answers_a_request(void **state)
{
	const char *answer = wire_ask(port, STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(wire_status(answer), 200);
	assert_string_equal(wire_body(answer), "你好");
	assert_non_null(strstr(answer, "\r\nContent-Security-Policy: default-src 'none';"));
	assert_non_null(strstr(answer, "\r\nX-Content-Type-Options: nosniff\r\n"));
	assert_non_null(strstr(answer, "\r\nCache-Control: no-store\r\n"));
	assert_null(strstr(answer, "Strict-Transport-Security"));
}

/* Each of these two readers may understand in two ways. */
static void refuses_what_is_ambiguous(void **state)
{
	static const struct {
		const char *what;
		struct str bytes;
		int status;
	} cases[] = {
#define GET "GET /hello HTTP/1.1\r\n"
#define POST "POST /echo HTTP/1.1\r\n" HOST
		{"plain", STR(GET HOST "\r\n"), 200},
		{"HTTP/1.0", STR("GET /hello HTTP/1.0\r\n\r\n"), 200},
		{"HTTP/2.0", STR("GET /hello HTTP/2.0\r\n" HOST "\r\n"), 505},
		{"no host", STR(GET "\r\n"), 400},
		{"two hosts", STR(GET HOST HOST "\r\n"), 400},
		{"empty host", STR(GET "Host:\r\n\r\n"), 400},
		{"host with a path", STR(GET "Host: a/b\r\n\r\n"), 400},
		{"two lengths", STR(POST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), 400},
		{"two equal lengths", STR(POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"), 400},
		{"list of lengths", STR(POST "Content-Length: 3, 3\r\n\r\nabc"), 400},
		{"signed length", STR(POST "Content-Length: +3\r\n\r\nabc"), 400},
		{"negative length", STR(POST "Content-Length: -3\r\n\r\nabc"), 400},
		{"hexadecimal length", STR(POST "Content-Length: 0x3\r\n\r\nabc"), 400},
		{"length and coding", STR(POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
		{"coding and length", STR(POST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"), 400},
		{"odd coding", STR(POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400},
		{"coding with a tab", STR(POST "Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n"), 400},
		{"two codings", STR(POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
		{"gzip, chunked", STR(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400},
		{"coding in HTTP/1.0", STR("POST /echo HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
		{"space before the colon", STR(POST "Content-Length : 3\r\n\r\nabc"), 400},
		{"NUL in a value", STR(GET HOST "X-A: a\0b\r\nX-B: c\r\n\r\n"), 400},
		{"NUL in a name", STR(GET HOST "X\0A: a\r\n\r\n"), 400},
		{"NUL in the last value", STR(GET HOST "X-A: a\0b\r\n\r\n"), 400},
		{"NUL in the target", STR("GET /hello\0/x HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"control character", STR(GET HOST "X-A: a\x01\x62\r\n\r\n"), 400},
		{"CR in a value", STR(GET HOST "X-A: a\rb\r\n\r\n"), 400},
		{"folded line", STR(GET HOST "X-A: a\r\n b\r\n\r\n"), 400},
		{"bare LF", STR(GET HOST "X-A: a\nX-B: b\r\n\r\n"), 400},
		{"line without colon", STR(GET HOST "X-A\r\n\r\n"), 400},
		{"no name", STR(GET HOST ": a\r\n\r\n"), 400},
		{"bad method", STR("G@T /hello HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"unknown method", STR("BREW /hello HTTP/1.1\r\n" HOST "\r\n"), 501},
		{"PUT", STR("PUT /hello HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"), 405},
		{"OPTIONS", STR("OPTIONS /hello HTTP/1.1\r\n" HOST "\r\n"), 405},
		{"TRACE", STR("TRACE /hello HTTP/1.1\r\n" HOST "\r\n"), 405},
		{"CONNECT", STR("CONNECT a:80 HTTP/1.1\r\n" HOST "\r\n"), 405},
		{"absolute target", STR("GET http://a.example/hello HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"two spaces", STR("GET  /hello HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"space in the target", STR("GET /a b HTTP/1.1\r\n" HOST "\r\n"), 0}, /* the library ends it */
		{"dot segments", STR("GET /a/../hello HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"encoded dots", STR("GET /a/%2e%2e/hello HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"encoded slash", STR("GET /a%2fb HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"empty segment", STR("GET //hello HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"backslash", STR("GET /a\\b HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"encoded NUL", STR("GET /hello%00 HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"overlong", STR("GET /%c0%af HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"cut percent", STR("GET /hello%4 HTTP/1.1\r\n" HOST "\r\n"), 400},
		{"broken query", STR("GET /hello?a=%zz HTTP/1.1\r\n" HOST "\r\n"), 400},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int status = ask_status(cases[i].bytes);
		if (status != cases[i].status)
			fail_msg("%s: %d, not %d", cases[i].what, status, cases[i].status);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_a_request),
		cmocka_unit_test(refuses_what_is_ambiguous),
	};
	return cmocka_run_group_tests_name("http_server", tests, start, stop);
}
