/* The server over time: slow and idle clients, answers from other threads, stopping. */
#include "base/test.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>
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

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Sends `start`, then one byte of `drip` each 100 ms; how long until the server ended it. */
static int64_t drip(struct str start, const char *drip)
{
	int fd = wire_connect(wire->port);
	int64_t began = now_ms();
	wire_send(fd, start);
	while (now_ms() - began < 8000 && !wire_closed(fd, 100))
		wire_send(fd, (struct str){drip, 1});
	close(fd);
	return now_ms() - began;
}

static void *drip_head(void *context)
{
	*(int64_t *)context = drip(STR("GET /hello HTTP/1.1\r\n" HOST "X: "), "a");
	return NULL;
}

static void *drip_line(void *context)
{
	*(int64_t *)context = drip(STR("GET /"), "a");
	return NULL;
}

static void *drip_body(void *context)
{
	*(int64_t *)context =
		drip(STR("POST /up HTTP/1.1\r\n" HOST "Content-Length: 50000\r\n\r\n"), "a");
	return NULL;
}

static void *drip_second(void *context)
{
	*(int64_t *)context = drip(STR("GET /hello HTTP/1.1\r\n" HOST "\r\nGET /"), "a");
	return NULL;
}

/* Sends much at once, then drips: what came fast gives no time on credit. */
static void *drip_later(void *context)
{
	struct buf b = buf_in(wire->arena);
	buf_puts(&b, "POST /up HTTP/1.1\r\n" HOST "Content-Length: 5000000\r\n\r\n");
	for (int i = 0; i < 1 << 20; i++)
		buf_char(&b, 'a');
	*(int64_t *)context = drip(buf_slice(&b), "a");
	return NULL;
}

/* A phone on a bad line: 3 kB/s at first, far longer than a body may be silent; later without a word for 1.5 s. */
static void waits_for_a_slow_phone(void **state)
{
	enum { SLOW = 40, FAST = 40 };
	char piece[600];
	int fd = wire_connect(wire->port);
	int64_t began = now_ms();
	memset(piece, 'a', sizeof(piece));
	wire_send(fd, STR("POST /up HTTP/1.1\r\n" HOST "Content-Length: 36000\r\n\r\n"));
	for (int i = 0; i < SLOW; i++) {
		wire_send(fd, (struct str){piece, 300});
		usleep(100 * 1000);
	}
	for (int i = 0; i < FAST; i++) {
		wire_send(fd, (struct str){piece, 600});
		usleep(i == FAST / 2 ? 1500 * 1000 : 30 * 1000);
	}
	assert_int_equal(wire_status(wire_answer(fd)), 200);
	assert_true(now_ms() - began > 5000);
	close(fd);
}

/* Limits here: head 1 s, body 1 s and then 3 s a stretch, idle 3 s; a head that drips after an answer has both. */
static void ends_slow_clients(void **state)
{
	static const struct {
		void *(*drip)(void *);
		int64_t least, most;
	} cases[] = {{drip_head, 800, 2500},
		     {drip_line, 800, 2500},
		     {drip_body, 800, 2500},
		     {drip_later, 2700, 5500},
		     {drip_second, 3000, 6000}};
	enum { N = sizeof(cases) / sizeof(cases[0]) };
	pthread_t threads[N];
	int64_t took[N];
	for (int i = 0; i < N; i++)
		pthread_create(&threads[i], NULL, cases[i].drip, &took[i]);
	for (int i = 0; i < N; i++) {
		pthread_join(threads[i], NULL);
		if (took[i] < cases[i].least || took[i] > cases[i].most)
			fail_msg("case %d took %lld ms", i, (long long)took[i]);
	}
}

/* Requests that came in time wait while the event thread is behind, here for longer than a head may take: none is ended. */
static void nobody_pays_for_a_slow_server(void **state)
{
	enum { N = 50, BUSY = 5 };
	int fds[N];
	struct http_options o = wire_options();
	const char *why;
	o.threads = 1;
	struct http *h = http_start(&o, wire->arena, &why);
	assert_non_null(h);
	for (int i = 0; i < N; i++)
		fds[i] = wire_connect(http_port(h));
	usleep(100 * 1000); /* all are inside, and their time runs */
	for (int i = 0; i < N; i++)
		wire_send(fds[i], i < BUSY ? STR("GET /busy HTTP/1.1\r\n" HOST "\r\n") : STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	for (int i = 0; i < N; i++) {
		assert_int_equal(wire_status(wire_answer(fds[i])), 200);
		close(fds[i]);
	}
	http_stop(h, 1);
}

/*
 * Requests that came while the event thread was busy are answered when it is free, however many they are: the library
 * looks for them in pieces of 128, and once waited for more with whole pieces in its hands.
 */
static void whole_pieces_are_not_kept_waiting(void **state)
{
	enum { PIECE = 128, MOST = 3 * PIECE };
	static int fds[MOST];
	struct http_options o = wire_options();
	const char *why = NULL;
	o.threads = 1;
	o.idle_seconds = 30;
	for (int n = PIECE; n <= MOST; n += PIECE) {
		struct http *h = http_start(&o, wire->arena, &why);
		int busy = wire_connect(http_port(h));
		for (int i = 0; i < n; i++) {
			fds[i] = wire_connect(http_port(h));
			wire_send(fds[i], STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
			assert_int_equal(wire_status(wire_answer(fds[i])), 200);
		}
		wire_send(busy, STR("GET /busy HTTP/1.1\r\n" HOST "\r\n"));
		usleep(100 * 1000);
		for (int i = 0; i < n; i++)
			wire_send(fds[i], STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
		for (int i = 0; i < n; i++) {
			assert_int_equal(wire_status(wire_answer(fds[i])), 200);
			close(fds[i]);
		}
		close(busy);
		http_stop(h, 5);
	}
}

static void holds_a_thousand_idle_connections(void **state)
{
	enum { N = 1000 };
	static int fds[N];
	int held = 0;
	for (int i = 0; i < N; i++) {
		fds[i] = wire_connect(wire->port);
		held += fds[i] >= 0;
	}
	int64_t began = now_ms();
	assert_int_equal(ask_status(STR("GET /hello HTTP/1.1\r\n" HOST "\r\n")), 200);
	assert_true(now_ms() - began < 500);
	assert_int_equal(held, N);
	/* They never sent a request: past the limit of a head they are ended. */
	for (int i = 0; i < N; i++) {
		assert_true(wire_closed(fds[i], 3000));
		close(fds[i]);
	}
}

static void *ask_later(void *context)
{
	static const char request[] = "GET /later?%d-%d HTTP/1.1\r\n" HOST "\r\n";
	char bytes[128], expected[64];
	int me = *(int *)context, fd = wire_connect(wire->port), good = 0;
	for (int i = 0; i < 500; i++) {
		int n = snprintf(bytes, sizeof(bytes), request, me, i);
		snprintf(expected, sizeof(expected), "later %d-%d", me, i);
		wire_send(fd, (struct str){bytes, (size_t)n});
		good += strcmp(wire_body(wire_answer(fd)), expected) == 0;
	}
	close(fd);
	*(int *)context = good;
	return NULL;
}

static void other_threads_may_answer(void **state)
{
	enum { N = 6 };
	pthread_t threads[N];
	int numbers[N];
	for (int i = 0; i < N; i++) {
		numbers[i] = i;
		pthread_create(&threads[i], NULL, ask_later, &numbers[i]);
	}
	for (int i = 0; i < N; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(numbers[i], 500);
	}
	/* A client that went away while others answered. */
	for (int i = 0; i < 5; i++) {
		int fd = wire_connect(wire->port);
		wire_send(fd, STR("GET /slow HTTP/1.1\r\n" HOST "\r\n"));
		close(fd);
	}
}

static void answers_come_in_the_order_of_requests(void **state)
{
	static const char *const bodies[] = {"later 1", "你好", "later 2", "later 3", "你好"};
	int fd = wire_connect(wire->port);
	wire_send(fd, STR("GET /later?1 HTTP/1.1\r\n" HOST "\r\nGET /hello HTTP/1.1\r\n" HOST
			  "\r\nGET /later?2 HTTP/1.1\r\n" HOST "\r\nGET /later?3 HTTP/1.1\r\n" HOST
			  "\r\nGET /hello HTTP/1.1\r\n" HOST "\r\n"));
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		assert_string_equal(wire_body(wire_answer(fd)), bodies[i]);
	close(fd);
}

/* A crowd comes while the only event thread works on a page: all are let in meanwhile, and then answered. */
static void nobody_waits_outside(void **state)
{
	enum { N = 100 };
	struct http_options o = wire_options();
	const char *why = NULL;
	int fds[N];
	o.threads = 1;
	struct http *h = http_start(&o, wire->arena, &why);
	int busy = wire_connect(http_port(h));
	wire_send(busy, STR("GET /busy HTTP/1.1\r\n" HOST "\r\n"));
	usleep(100 * 1000);
	int64_t began = now_ms();
	for (int i = 0; i < N; i++) {
		fds[i] = wire_connect(http_port(h));
		wire_send(fds[i], STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	}
	int64_t came = now_ms() - began;
	while (http_state(h).connections <= N && now_ms() - began < 350)
		usleep(1000);
	if (came < 250) /* else this machine was too slow to tell */
		assert_int_equal(http_state(h).connections, N + 1);
	for (int i = 0; i < N; i++) {
		assert_int_equal(wire_status(wire_answer(fds[i])), 200);
		close(fds[i]);
	}
	close(busy);
	http_stop(h, 5);
}

/* More clients than connections: the late ones wait, and are served when places are free again. */
static void recovers_from_a_full_house(void **state)
{
	enum { N = 15 };
	struct http_options o = wire_options();
	const char *why = NULL;
	int fds[N];
	o.threads = 1;
	o.connections = 10;
	struct http *h = http_start(&o, wire->arena, &why);
	for (int i = 0; i < N; i++)
		fds[i] = wire_connect(http_port(h));
	/* The idle ones are ended after a second each round of ten. */
	assert_int_equal(wire_status(wire_ask(http_port(h), STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"))),
			 200);
	for (int i = 0; i < N; i++)
		close(fds[i]);
	http_stop(h, 5);
}

static void bodies_share_a_bounded_memory(void **state)
{
	static const char head[] = "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 600\r\n\r\n";
	struct http_options o = wire_options();
	const char *why = NULL;
	o.threads = 1;
	o.body_memory = 1;
	struct http *h = http_start(&o, wire->arena, &why);
	int holding = wire_connect(http_port(h)), late = wire_connect(http_port(h));
	char bytes[600];
	memset(bytes, 'a', sizeof(bytes));
	wire_send(holding, str_of(head));
	wire_send(holding, (struct str){bytes, 300});
	usleep(50 * 1000);
	wire_send(late, str_of(head));
	wire_send(late, (struct str){bytes, 600});
	assert_int_equal(wire_status(wire_answer(late)), 503);
	close(holding);
	usleep(50 * 1000);
	wire_send(late, str_of(head));
	wire_send(late, (struct str){bytes, 600});
	assert_int_equal(wire_status(wire_answer(late)), 200);
	close(late);
	http_stop(h, 5);
}

static void a_stop_does_not_wait_for_a_stuck_client(void **state)
{
	struct http_options o = wire_options();
	const char *why = NULL;
	o.body_seconds = 30;
	struct http *h = http_start(&o, wire->arena, &why);
	int stuck = wire_connect(http_port(h));
	wire_send(stuck, STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 600\r\n\r\nabc"));
	usleep(50 * 1000);
	int64_t began = now_ms();
	http_stop(h, 1);
	assert_true(now_ms() - began < 2000);
	assert_true(wire_closed(stuck, 0));
	close(stuck);
}

static void a_second_server_cannot_take_the_port(void **state)
{
	struct http_options o = wire_options();
	const char *why = NULL;
	o.port = wire->port;
	assert_null(http_start(&o, wire->arena, &why));
	assert_non_null(strstr(why, "已被其他程序占用"));
	o.port = 0;
	o.address = "localhost";
	assert_null(http_start(&o, wire->arena, &why));
	assert_non_null(strstr(why, "IP 地址"));
}

static void a_stop_lets_requests_finish(void **state)
{
	struct http_options o = wire_options();
	const char *why = NULL;
	o.idle_seconds = 30;
	struct http *h = http_start(&o, wire->arena, &why);
	int idle = wire_connect(http_port(h)), busy = wire_connect(http_port(h));
	wire_send(idle, STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(wire_status(wire_answer(idle)), 200);
	wire_send(busy, STR("GET /slow?x HTTP/1.1\r\n" HOST "\r\n"));
	usleep(100 * 1000);
	int64_t began = now_ms();
	http_stop(h, 5);
	assert_true(now_ms() - began < 2000); /* the idle connection did not hold it up */
	const char *answer = wire_answer(busy);
	assert_string_equal(wire_body(answer), "later x");
	assert_non_null(strstr(answer, "\r\nConnection: close\r\n"));
	assert_true(wire_closed(idle, 0));
	close(idle);
	close(busy);
}

static void *stop_it(void *context)
{
	http_stop(context, 5);
	return NULL;
}

/* While the stop waits for what was begun, whoever comes is told so at once. */
static void a_stop_refuses_what_comes_late(void **state)
{
	struct http_options o = wire_options();
	const char *why = NULL;
	pthread_t stopper;
	o.idle_seconds = 30;
	struct http *h = http_start(&o, wire->arena, &why);
	int busy = wire_connect(http_port(h)), half = wire_connect(http_port(h)), port = http_port(h);
	wire_send(half, STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 6\r\n\r\nabc"));
	wire_send(busy, STR("GET /slow?x HTTP/1.1\r\n" HOST "\r\n"));
	usleep(100 * 1000);
	pthread_create(&stopper, NULL, stop_it, h);
	usleep(50 * 1000);
	assert_true(http_state(h).stopping);
	const char *late = wire_ask(port, STR("GET /hello HTTP/1.1\r\n" HOST "\r\n"));
	assert_int_equal(wire_status(late), 503);
	assert_non_null(strstr(late, "\r\nConnection: close\r\n"));
	assert_non_null(strstr(late, "\r\nRetry-After: "));
	wire_send(half, STR("def"));
	assert_int_equal(wire_status(wire_answer(half)), 200);
	assert_string_equal(wire_body(wire_answer(busy)), "later x");
	pthread_join(stopper, NULL);
	assert_int_equal(wire_connect(port), -1);
	close(busy);
	close(half);
}

/* With the normal limits a text field may have 2 MiB, and a byte more is refused, not a fault. */
static void takes_a_long_text(void **state)
{
	static const char head[] =
		"POST /up HTTP/1.1\r\n" HOST
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
	struct http_options o = wire_options();
	const char *why = NULL;
	o.arena_limit = 0;
	struct http *h = http_start(&o, wire->arena, &why);
	for (int over = 0; over <= 1; over++) {
		struct buf b = buf_in(wire->arena);
		buf_printf(&b, "%s%d\r\n\r\na=", head, (2 << 20) + over);
		for (int i = 0; i < (2 << 20) - 2 + over; i++)
			buf_char(&b, 'x');
		int fd = wire_connect(http_port(h));
		wire_send(fd, buf_slice(&b));
		assert_int_equal(wire_status(wire_head(fd)), over ? 413 : 200);
		close(fd);
	}
	http_stop(h, 5);
}

static void compresses_pages(void **state)
{
	struct http_options o = wire_options();
	const char *why = NULL;
	o.compress = 1;
	struct http *h = http_start(&o, wire->arena, &why);
	const char *answer = wire_ask(http_port(h), STR("GET /big HTTP/1.1\r\n" HOST
							"Accept-Encoding: br, gzip;q=0.5\r\n\r\n"));
	assert_non_null(strstr(answer, "\r\nContent-Encoding: gzip\r\n"));
	assert_non_null(strstr(answer, "\r\nVary: Accept-Encoding\r\n"));
	answer = wire_ask(http_port(h),
			  STR("GET /big HTTP/1.1\r\n" HOST "Accept-Encoding: gzip;q=0\r\n\r\n"));
	assert_null(strstr(answer, "Content-Encoding"));
	assert_int_equal(strlen(wire_body(answer)), 20000 * 12);
	http_stop(h, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_slow_clients),
		cmocka_unit_test(waits_for_a_slow_phone),
		cmocka_unit_test(nobody_pays_for_a_slow_server),
		cmocka_unit_test(whole_pieces_are_not_kept_waiting),
		cmocka_unit_test(holds_a_thousand_idle_connections),
		cmocka_unit_test(other_threads_may_answer),
		cmocka_unit_test(answers_come_in_the_order_of_requests),
		cmocka_unit_test(nobody_waits_outside),
		cmocka_unit_test(recovers_from_a_full_house),
		cmocka_unit_test(bodies_share_a_bounded_memory),
		cmocka_unit_test(a_stop_does_not_wait_for_a_stuck_client),
		cmocka_unit_test(a_second_server_cannot_take_the_port),
		cmocka_unit_test(a_stop_lets_requests_finish),
		cmocka_unit_test(a_stop_refuses_what_comes_late),
		cmocka_unit_test(takes_a_long_text),
		cmocka_unit_test(compresses_pages),
	};
	return cmocka_run_group_tests_name("http_load", tests, start, stop);
}
