#include "http/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/fault.h"

enum { ANSWER_ROOM = 1 << 20, WAIT_MS = 8000, JOBS = 4096, WORKERS = 8 };

static size_t body_limit(void *context, struct exchange *x)
{
	if (strcmp(x->path, "/none") == 0)
		return 0;
	return strcmp(x->path, "/up") == 0 ? 64 << 20 : 1024;
}

struct http_options wire_options(void)
{
	return (struct http_options){
		.threads = 2,
		.connections = 3000,
		.header_seconds = 1,
		.body_seconds = 1,
		.idle_seconds = 3,
		.trusted_proxy = "127.0.0.1",
		.arena_limit = 2 << 20,
		.compress = -1,
		.handle = wire_handle,
		.body_limit = body_limit,
	};
}

/* Work for other threads. */
static struct {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct exchange *jobs[JOBS];
	unsigned first, last;
	bool stop;
	pthread_t threads[WORKERS];
	int n;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER};

static void *work(void *context)
{
	pthread_mutex_lock(&pool.lock);
	for (;;) {
		while (pool.first == pool.last && !pool.stop)
			pthread_cond_wait(&pool.more, &pool.lock);
		if (pool.first == pool.last)
			break;
		struct exchange *x = pool.jobs[pool.first++ % JOBS];
		pthread_mutex_unlock(&pool.lock);
		if (strcmp(x->path, "/slow") == 0)
			usleep(300 * 1000);
		buf_printf(&x->out, "later %s", x->raw_query);
		http_send(x);
		pthread_mutex_lock(&pool.lock);
	}
	pthread_mutex_unlock(&pool.lock);
	return NULL;
}

void wire_workers_start(int n)
{
	pool.stop = false;
	for (pool.n = 0; pool.n < n && pool.n < WORKERS; pool.n++)
		pthread_create(&pool.threads[pool.n], NULL, work, NULL);
}

void wire_workers_stop(void)
{
	pthread_mutex_lock(&pool.lock);
	pool.stop = true;
	pthread_cond_broadcast(&pool.more);
	pthread_mutex_unlock(&pool.lock);
	for (int i = 0; i < pool.n; i++)
		pthread_join(pool.threads[i], NULL);
}

static void pass_on(struct exchange *x)
{
	pthread_mutex_lock(&pool.lock);
	pool.jobs[pool.last++ % JOBS] = x;
	pthread_cond_signal(&pool.more);
	pthread_mutex_unlock(&pool.lock);
}

static void echo_pairs(struct buf *b, const char *what, const struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++)
		buf_printf(b, "%s %s=%s\n", what, p->items[i].name, p->items[i].value);
}

static void echo(struct exchange *x)
{
	static const char *const names[] = {"GET", "HEAD", "POST"};
	x->type = "text/plain; charset=utf-8";
	buf_printf(&x->out, "%s %s\n", names[x->method], x->path);
	buf_printf(&x->out, "peer %s secure %d\n", x->peer, x->secure);
	echo_pairs(&x->out, "query", &x->query);
	echo_pairs(&x->out, "form", &x->form);
	echo_pairs(&x->out, "cookie", &x->cookies);
	for (size_t i = 0; i < x->n_uploads; i++)
		buf_printf(&x->out, "upload %s %s %lld there %d\n", x->uploads[i].name,
			   x->uploads[i].filename, (long long)x->uploads[i].size,
			   access(x->uploads[i].path, R_OK) == 0);
	buf_printf(&x->out, "body %zu %.*s\n", x->body.n, (int)x->body.n,
		   x->body.n ? x->body.p : "");
}

static void temporary_file(struct exchange *x)
{
	char *path = arena_printf(x->arena, "%s/wire-XXXXXX", P_tmpdir);
	int fd = mkstemp(path);
	for (int i = 0; i < 1000; i++)
		dprintf(fd, "%09d\n", i);
	close(fd);
	x->type = "application/octet-stream";
	x->file = path;
	x->file_temporary = true;
	answer_header(x, "X-Path", path);
}

static void static_bytes(struct exchange *x)
{
	x->type = "text/css";
	x->fixed = STR("body{color:#111}");
	answer_header(x, "cache-control", "public, immutable");
}

void wire_handle(void *context, struct exchange *x)
{
	if (strcmp(x->path, "/later") == 0 || strcmp(x->path, "/slow") == 0) {
		pass_on(x);
		return;
	}
	if (strcmp(x->path, "/fault") == 0)
		fault("asked for");
	if (strcmp(x->path, "/busy") == 0)
		usleep(500 * 1000); /* on the event thread, as no real page does */
	if (strcmp(x->path, "/hello") == 0)
		buf_puts(&x->out, "你好");
	else if (strcmp(x->path, "/big") == 0)
		for (int i = 0; i < 20000; i++)
			buf_puts(&x->out, "连心 2024\n");
	else if (strcmp(x->path, "/file") == 0)
		temporary_file(x);
	else if (strcmp(x->path, "/missing-file") == 0)
		x->file = "/no/such/file";
	else if (strcmp(x->path, "/status") == 0)
		x->status = (int)strtol(x->raw_query, NULL, 10);
	else if (strcmp(x->path, "/huge") == 0)
		arena_alloc(x->arena, 1 << 30);
	else if (strcmp(x->path, "/fixed") == 0)
		static_bytes(x);
	else
		echo(x);
	http_send(x);
	if (strcmp(x->path, "/fault-after") == 0)
		fault("asked for after the answer");
}

struct wire *wire_start(void)
{
	static struct wire w;
	struct http_options o = wire_options();
	const char *why = NULL;
	w.arena = arena_new(64 << 20);
	snprintf(w.uploads, sizeof(w.uploads), "%s/http-test-XXXXXX", P_tmpdir);
	o.upload_dir = mkdtemp(w.uploads);
	wire_workers_start(2);
	w.server = http_start(&o, w.arena, &why);
	if (w.server && o.upload_dir) {
		w.port = http_port(w.server);
		return &w;
	}
	fprintf(stderr, "not started: %s\n", why);
	return NULL;
}

int wire_stop(struct wire *w)
{
	http_stop(w->server, 5);
	wire_workers_stop();
	arena_free(w->arena);
	return rmdir(w->uploads);
}

int wire_connect(int port)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0)
		return fd;
	close(fd);
	return -1;
}

void wire_send(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
		if (n <= 0)
			return;
		bytes = str_skip(bytes, (size_t)n);
	}
}

static ssize_t receive(int fd, char *to, size_t room)
{
	struct pollfd p = {fd, POLLIN, 0};
	if (poll(&p, 1, WAIT_MS) != 1)
		return 0;
	ssize_t n = recv(fd, to, room, 0);
	return n > 0 ? n : 0;
}

/* Bytes of the whole answer as far as its head tells; SIZE_MAX: to the end of the connection. */
static size_t answer_size(const char *answer)
{
	const char *end = strstr(answer, "\r\n\r\n");
	const char *length = strcasestr(answer, "\r\nContent-Length:");
	if (!end || !length || length > end)
		return SIZE_MAX;
	return (size_t)(end + 4 - answer) + strtoul(length + 17, NULL, 10);
}

/* Reads to `size` bytes in all, or to the end of the connection. */
static size_t receive_to(int fd, char *answer, size_t n, size_t size)
{
	while (n < size && n < ANSWER_ROOM - 1) {
		size_t most = ANSWER_ROOM - 1 - n;
		ssize_t got = receive(fd, answer + n, size - n < most ? size - n : most);
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	answer[n] = '\0';
	return n;
}

const char *wire_head(int fd)
{
	static _Thread_local char answer[ANSWER_ROOM];
	size_t n = 0;
	answer[0] = '\0';
	/* Byte by byte, so that nothing of a next answer is taken. */
	while (!strstr(answer, "\r\n\r\n") && receive_to(fd, answer, n, n + 1) > n)
		n++;
	return answer;
}

const char *wire_answer(int fd)
{
	char *answer = (char *)(uintptr_t)wire_head(fd);
	if (strstr(answer, "\r\n\r\n"))
		receive_to(fd, answer, strlen(answer), answer_size(answer));
	return answer;
}

const char *wire_ask(int port, struct str bytes)
{
	int fd = wire_connect(port);
	wire_send(fd, bytes);
	const char *answer = wire_answer(fd);
	close(fd);
	return answer;
}

int wire_status(const char *answer)
{
	return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(answer + 9, NULL, 10) : 0;
}

const char *wire_body(const char *answer)
{
	const char *end = strstr(answer, "\r\n\r\n");
	return end ? end + 4 : "";
}

bool wire_closed(int fd, int ms)
{
	struct pollfd p = {fd, POLLIN, 0};
	char c;
	while (poll(&p, 1, ms) == 1) {
		if (recv(fd, &c, 1, 0) <= 0)
			return true;
	}
	return false;
}
