/* The server as a client sees it: raw bytes over a socket. */
#include "base/test.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

#include "http/wire.h"

#define HOST "Host: a.example\r\n"

static struct wire *wire;

static int start(void **state)
{
	wire = wire_start();
	return wire ? 0 : -1;
}

static int stop(void **state)
{
	return wire_stop(wire);
}

static int ask_status(struct str bytes)
{
	return wire_status(wire_ask(wire->port, bytes));
}

static void answers_a_request(void **state)
{
	const char *answer = wire_ask(wire->port, STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(wire_status(answer), 200);
	assert_string_equal(wire_body(answer), "你好");
	assert_non_null(strstr(answer, "\r\nContent-Security-Policy: default-src 'none';"));
	assert_non_null(strstr(answer, "\r\nX-Content-Type-Options: nosniff\r\n"));
	assert_non_null(strstr(answer, "\r\nCache-Control: no-store\r\n"));
	assert_null(strstr(answer, "Strict-Transport-Security"));
}

/* Each of these two readers may understand in two ways. */
static const struct {
	const char *what;
	struct str bytes;
	int status;
} ambiguous[] = {
#define GET "GET /hello HTTP/1.1\r\n"
#define POST "POST /echo HTTP/1.1\r\n" HOST
	{"plain", STR(GET HOST "\r\n"), 200},
	{"HTTP/1.0", STR("GET /hello HTTP/1.0\r\n\r\n"), 200},
	{"HTTP/2.0", STR("GET /hello HTTP/2.0\r\n" HOST "\r\n"), 505},
	{"no host", STR(GET "\r\n"), 400},
	{"two hosts", STR(GET HOST HOST "\r\n"), 400},
	{"empty host", STR(GET "Host:\r\n\r\n"), 400},
	{"host with a path", STR(GET "Host: a/b\r\n\r\n"), 400},
	{"two lengths", STR(POST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
	 400},
	{"two equal lengths", STR(POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
	 400},
	{"list of lengths", STR(POST "Content-Length: 3, 3\r\n\r\nabc"), 400},
	{"signed length", STR(POST "Content-Length: +3\r\n\r\nabc"), 400},
	{"negative length", STR(POST "Content-Length: -3\r\n\r\nabc"), 400},
	{"hexadecimal length", STR(POST "Content-Length: 0x3\r\n\r\nabc"), 400},
	{"length and coding",
	 STR(POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
	{"coding and length",
	 STR(POST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"), 400},
	{"odd coding", STR(POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400},
	{"coding with a tab", STR(POST "Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n"),
	 400},
	{"two codings",
	 STR(POST
	     "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	 400},
	{"gzip, chunked", STR(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
	 400},
	{"coding in HTTP/1.0",
	 STR("POST /echo HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	 400},
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
	{"absolute target", STR("GET http://a.example/hello HTTP/1.1\r\n" HOST "\r\n"),
	 400},
	{"two spaces", STR("GET  /hello HTTP/1.1\r\n" HOST "\r\n"), 400},
	{"space in the target", STR("GET /a b HTTP/1.1\r\n" HOST "\r\n"),
	 0}, /* the library ends it */
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

static void refuses_what_is_ambiguous(void **state)
{
	for (size_t i = 0; i < sizeof(ambiguous) / sizeof(ambiguous[0]); i++) {
		int status = ask_status(ambiguous[i].bytes);
		if (status != ambiguous[i].status)
			fail_msg("%s: %d, not %d", ambiguous[i].what, status, ambiguous[i].status);
	}
}

static void answers_head_without_a_body(void **state)
{
	int fd = wire_connect(wire->port);
	wire_send(fd,
		  STR("HEAD /hello HTTP/1.1\r\n" HOST "\r\nGET /hello HTTP/1.1\r\n" HOST "\r\n"));
	const char *head = wire_head(fd);
	assert_int_equal(wire_status(head), 200);
	assert_non_null(strstr(head, "Content-Length: 6\r\n"));
	assert_string_equal(wire_body(wire_answer(fd)), "你好");
	close(fd);
}

static void understands_a_form(void **state)
{
	const char *answer = wire_ask(
		wire->port,
		STR("POST /echo/%E5%B7%A5?q=a+b%26c&q=2&%E5%90%8D= HTTP/1.1\r\n" HOST
		    "Cookie: sid=abc; theme=\"dark\"; bad\r\nCookie: more=1\r\n"
		    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 37\r\n\r\n"
		    "name=%E5%BC%A0&text=a%0D%0Ab&x=1&x=2%"));
	assert_int_equal(wire_status(answer), 400); /* the body ends inside a %XX */
	answer = wire_ask(
		wire->port,
		STR("POST /echo/%E5%B7%A5?q=a+b%26c&q=2&%E5%90%8D= HTTP/1.1\r\n" HOST
		    "Cookie: sid=abc; theme=\"dark\"; bad\r\nCookie: more=1\r\n"
		    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 36\r\n\r\n"
		    "name=%E5%BC%A0&text=a%0D%0Ab&x=1&x=2"));
	assert_string_equal(wire_body(answer), "POST /echo/工\n"
					       "peer 127.0.0.1 secure 0\n"
					       "query q=a b&c\nquery q=2\nquery 名=\n"
					       "form name=张\nform text=a\nb\nform x=1\nform x=2\n"
					       "cookie sid=abc\ncookie theme=dark\ncookie more=1\n"
					       "body 0 \n");
}

static void keeps_other_bodies_whole(void **state)
{
	const char *answer = wire_ask(
		wire->port, STR("POST /echo HTTP/1.1\r\n" HOST "Content-Type: application/json\r\n"
				"Transfer-Encoding: chunked\r\n\r\n"
				"3\r\n{\"a\r\n5;x=y\r\n\": 1}\r\n0\r\nT: v\r\n\r\n"));
	assert_non_null(strstr(answer, "body 8 {\"a\": 1}\n"));
}

/* Only the proxy's own word counts: the last address, and not a text that is no address. */
static void believes_the_trusted_proxy(void **state)
{
	const char *answer = wire_ask(wire->port, STR("GET /echo HTTP/1.1\r\n" HOST
						      "X-Forwarded-For: 6.6.6.6, 10.1.2.3\r\n"
						      "X-Forwarded-Proto: https\r\n\r\n"));
	assert_non_null(strstr(answer, "peer 10.1.2.3 secure 1\n"));
	assert_non_null(strstr(answer, "Strict-Transport-Security: max-age="));
	answer = wire_ask(wire->port,
			  STR("GET /echo HTTP/1.1\r\n" HOST "X-Forwarded-For: <b>\r\n\r\n"));
	assert_non_null(strstr(answer, "peer 127.0.0.1 secure 0\n"));
}

static void refuses_early_what_is_too_large(void **state)
{
	int fd = wire_connect(wire->port);
	wire_send(fd, STR("POST /up HTTP/1.1\r\n" HOST "Content-Length: 999999999\r\n\r\n"));
	const char *answer = wire_answer(fd); /* although no byte of the body was sent */
	assert_int_equal(wire_status(answer), 413);
	assert_non_null(strstr(wire_body(answer), "大小限制"));
	assert_true(wire_closed(fd, 500));
	close(fd);
	assert_int_equal(
		ask_status(STR("POST /none HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\nx")), 413);
	assert_int_equal(
		ask_status(STR("POST /none HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n")), 200);
}

/* Sent whole before anything is read, as a browser does. */
static void says_so_after_a_body_a_little_too_large(void **state)
{
	struct buf b = buf_in(wire->arena);
	buf_puts(&b, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 8000000\r\n\r\n");
	for (int i = 0; i < 8000000; i++)
		buf_char(&b, 'a');
	int fd = wire_connect(wire->port); /* only now: a head has a second to come */
	wire_send(fd, buf_slice(&b));
	assert_int_equal(wire_status(wire_answer(fd)), 413);
	wire_send(fd, STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	assert_string_equal(wire_body(wire_answer(fd)), "你好");
	close(fd);
}

static struct str long_request(const char *head, size_t n, const char *tail)
{
	struct buf b = buf_in(wire->arena);
	buf_puts(&b, head);
	for (size_t i = 0; i < n; i++)
		buf_char(&b, 'a');
	buf_puts(&b, tail);
	return buf_slice(&b);
}

static void refuses_long_heads(void **state)
{
	static const char tail[] = " HTTP/1.1\r\n" HOST "\r\n";
	assert_int_equal(ask_status(long_request("GET /echo?q=", 4000, tail)), 200);
	assert_int_equal(ask_status(long_request("GET /echo?q=", 5000, tail)), 414);
	assert_int_equal(ask_status(long_request("GET /echo?q=", 50000, tail)), 414);
	assert_int_equal(
		ask_status(long_request("GET /echo HTTP/1.1\r\n" HOST "X: ", 9000, "\r\n\r\n")),
		200);
	assert_int_equal(
		ask_status(long_request("GET /echo HTTP/1.1\r\n" HOST "X: ", 11000, "\r\n\r\n")),
		431);
	assert_int_equal(
		ask_status(long_request("GET /echo HTTP/1.1\r\n" HOST "X: ", 50000, "\r\n\r\n")),
		431);
}

/* What was wrong in a form does not cost the connection, and nothing of it leaks into the next request. */
static void goes_on_after_an_error(void **state)
{
	int fd = wire_connect(wire->port);
	for (int i = 0; i < 3; i++) {
		wire_send(fd, STR("POST /echo HTTP/1.1\r\n" HOST
				  "Content-Type: application/x-www-form-urlencoded\r\n"
				  "Content-Length: 10\r\n\r\nname=%FF%2"));
		assert_int_equal(wire_status(wire_answer(fd)), 400);
		wire_send(fd,
			  STR("POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"));
		wire_send(fd, long_request("800\r\n", 2048, "\r\n0\r\n\r\n"));
		assert_int_equal(wire_status(wire_answer(fd)), 413);
		wire_send(fd, STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
		assert_string_equal(wire_body(wire_answer(fd)), "你好");
	}
	close(fd);
}

/* After a refused head the rest of the bytes is not read as a request. */
static void ends_after_a_refused_head(void **state)
{
	int fd = wire_connect(wire->port);
	wire_send(fd, STR("POST /echo HTTP/1.1\r\n" HOST
			  "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
			  "0\r\n\r\nGET /hello HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(wire_status(wire_answer(fd)), 400);
	assert_string_equal(wire_answer(fd), "");
	close(fd);
	fd = wire_connect(wire->port);
	wire_send(fd, STR("GET /none HTTP/1.1\r\n" HOST "Content-Length: 40\r\n\r\n"
			  "GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(wire_status(wire_answer(fd)), 413);
	assert_string_equal(wire_answer(fd), "");
	close(fd);
}

static void gives_up_on_an_endless_body(void **state)
{
	int fd = wire_connect(wire->port);
	struct str piece = long_request("10000\r\n", 65536, "\r\n");
	wire_send(fd, STR("POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"));
	for (int i = 0; i < 64; i++)
		wire_send(fd, piece);
	assert_true(wire_closed(fd, 1000));
	close(fd);
}

/* Answers without a body keep the connection, and the next answer is in its place. */
static void bodiless_answers_keep_the_connection(void **state)
{
	static const int statuses[] = {303, 304, 204};
	int fd = wire_connect(wire->port);
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		const char *ask = arena_printf(
			wire->arena, "GET /status?%d HTTP/1.1\r\n" HOST "\r\n", statuses[i]);
		wire_send(fd, str_of(ask));
		assert_int_equal(wire_status(wire_head(fd)), statuses[i]);
		wire_send(fd, STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
		assert_string_equal(wire_body(wire_answer(fd)), "你好");
	}
	close(fd);
}

static void asks_for_a_body_that_waits(void **state)
{
	static const char head[] = "POST /echo HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\n"
				   "Expect: 100-continue\r\nContent-Length: ";
	int fd = wire_connect(wire->port);
	wire_send(fd, str_of(arena_printf(wire->arena, "%s3\r\n\r\n", head)));
	assert_int_equal(wire_status(wire_head(fd)), 100);
	wire_send(fd, STR("abc"));
	assert_non_null(strstr(wire_answer(fd), "body 3 abc\n"));
	wire_send(fd, str_of(arena_printf(wire->arena, "%s3000\r\n\r\n", head)));
	assert_int_equal(wire_status(wire_answer(fd)), 413);
	close(fd);
}

static int files_in(const char *dir)
{
	DIR *d = opendir(dir);
	int n = -2; /* . and .. */
	while (d && readdir(d))
		n++;
	closedir(d);
	return n;
}

static bool no_files_soon(void)
{
	for (int i = 0; i < 200 && files_in(wire->uploads); i++)
		usleep(5000);
	return files_in(wire->uploads) == 0;
}

#define UP "POST /up HTTP/1.1\r\n" HOST "Content-Type: multipart/form-data; boundary=xYz\r\n"
#define FILE_PART                                                                                  \
	"--xYz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\\\计划.docx\"\r\n"  \
	"Content-Type: application/octet-stream\r\n\r\n"

/* 20 MB with 2 MB of memory for the request. */
static void streams_an_upload(void **state)
{
	int fd = wire_connect(wire->port);
	struct str piece = long_request("", 1 << 20, "");
	static const char head[] =
		"--xYz\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n名\r\n" FILE_PART;
	static const char tail[] = "\r\n--xYz--\r\n";
	const char *lines = arena_printf(wire->arena, UP "Content-Length: %zu\r\n\r\n%s",
					 sizeof(head) - 1 + 20 * piece.n + sizeof(tail) - 1, head);
	wire_send(fd, str_of(lines));
	for (int i = 0; i < 20; i++)
		wire_send(fd, piece);
	wire_send(fd, str_of(tail));
	const char *answer = wire_answer(fd);
	assert_non_null(strstr(answer, "form n=名\nupload f 计划.docx 20971520 there 1\n"));
	assert_true(no_files_soon());
	close(fd);
}

static void removes_files_of_cut_uploads(void **state)
{
	int fd = wire_connect(wire->port);
	wire_send(fd,
		  STR(UP "Content-Length: 5000\r\n\r\n" FILE_PART "abcdefghijklmnopqrstuvwxyz"));
	for (int i = 0; i < 200 && files_in(wire->uploads) != 1; i++)
		usleep(5000);
	assert_int_equal(files_in(wire->uploads), 1);
	close(fd);
	assert_true(no_files_soon());
}

static void sends_files_and_fixed_bytes(void **state)
{
	int fd = wire_connect(wire->port);
	wire_send(fd, STR("GET /file HTTP/1.1\r\n" HOST "\r\n"));
	const char *answer = wire_answer(fd);
	assert_int_equal(strlen(wire_body(answer)), 10000);
	assert_string_equal(wire_body(answer) + 9990, "000000999\n");
	const char *path = strstr(answer, "X-Path: ") + 8;
	path = arena_strndup(wire->arena, path, strcspn(path, "\r"));
	assert_int_not_equal(access(path, F_OK), 0); /* the temporary file is gone */
	wire_send(fd, STR("GET /fixed HTTP/1.1\r\n" HOST "\r\n"));
	answer = wire_answer(fd);
	assert_string_equal(wire_body(answer), "body{color:#111}");
	assert_non_null(strstr(answer, "\r\nContent-Type: text/css\r\n"));
	assert_non_null(strstr(answer, "\r\ncache-control: public, immutable\r\n"));
	assert_null(strstr(answer, "no-store"));
	wire_send(fd, STR("GET /missing-file HTTP/1.1\r\n" HOST "\r\n"));
	answer = wire_answer(fd);
	assert_int_equal(wire_status(answer), 500);
	assert_non_null(strstr(wire_body(answer), "文件暂时无法读取"));
	wire_send(fd, STR("GET /big HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(strlen(wire_body(wire_answer(fd))), 20000 * 12);
	close(fd);
}

static void a_fault_is_an_answer(void **state)
{
	const char *answer = wire_ask(wire->port, STR("GET /fault HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(wire_status(answer), 500);
	assert_non_null(strstr(wire_body(answer), "出错"));
	assert_int_equal(ask_status(STR("GET /fault-after HTTP/1.1\r\n" HOST "\r\n")), 200);
	/* A body that needs more memory than the request may have. */
	assert_int_equal(ask_status(STR("GET /huge HTTP/1.1\r\n" HOST "\r\n")), 500);
	assert_int_equal(ask_status(STR("GET /hello HTTP/1.1\r\n" HOST "\r\n")), 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_a_request),
		cmocka_unit_test(refuses_what_is_ambiguous),
		cmocka_unit_test(answers_head_without_a_body),
		cmocka_unit_test(understands_a_form),
		cmocka_unit_test(keeps_other_bodies_whole),
		cmocka_unit_test(believes_the_trusted_proxy),
		cmocka_unit_test(refuses_early_what_is_too_large),
		cmocka_unit_test(says_so_after_a_body_a_little_too_large),
		cmocka_unit_test(refuses_long_heads),
		cmocka_unit_test(goes_on_after_an_error),
		cmocka_unit_test(ends_after_a_refused_head),
		cmocka_unit_test(gives_up_on_an_endless_body),
		cmocka_unit_test(bodiless_answers_keep_the_connection),
		cmocka_unit_test(asks_for_a_body_that_waits),
		cmocka_unit_test(streams_an_upload),
		cmocka_unit_test(removes_files_of_cut_uploads),
		cmocka_unit_test(sends_files_and_fixed_bytes),
		cmocka_unit_test(a_fault_is_an_answer),
	};
	return cmocka_run_group_tests_name("http_server", tests, start, stop);
}
