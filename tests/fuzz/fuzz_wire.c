/*
 * Any bytes as what a client sends over one connection, through sockets and the
 * HTTP library: the server goes on, every answer is one, and there are never more
 * of them than request lines were sent (a smuggled request would be one more).
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/utf8.h"
#include "http/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static atomic_int handled;
static struct http *server;
static struct arena *memory;

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check(const struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++)
		must(utf8_valid(str_of(p->items[i].name)) && utf8_valid(str_of(p->items[i].value)));
}

static void handle(void *context, struct exchange *x)
{
	atomic_fetch_add(&handled, 1);
	check(&x->query);
	check(&x->form);
	check(&x->cookies);
	check(&x->headers);
	must(x->path[0] == '/' && !strstr(x->path, "//"));
	for (size_t i = 0; i < x->n_uploads; i++)
		must(access(x->uploads[i].path, R_OK) == 0);
	buf_printf(&x->out, "%s %zu", x->path, x->form.n + x->body.n);
	http_send(x);
}

static size_t body_limit(void *context, struct exchange *x)
{
	return strcmp(x->path, "/none") == 0 ? 0 : 4096;
}

static void end(void)
{
	http_stop(server, 1);
	arena_free(memory);
}

static int port(void)
{
	struct http_options o = {.threads = 1, .connections = 64, .arena_limit = 2 << 20, .header_seconds = 5,
				 .body_seconds = 5, .idle_seconds = 5, .upload_dir = "/dev/shm", .fields = 50,
				 .compress = -1, .handle = handle, .body_limit = body_limit};
	const char *why = NULL;
	if (!server) {
		log_set_level(LOG_LEVEL_ERROR);
		memory = arena_new(1 << 20);
		server = http_start(&o, memory, &why);
		atexit(end);
	}
	must(server);
	return http_port(server);
}

static int connected(void)
{
	const struct linger at_once = {1, 0}; /* no port stays taken for a minute */
	const struct timeval silence = {0, 3000}; /* then nothing more is answered */
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port())};
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	must(fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0);
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof(silence));
	return fd;
}

static int request_lines(struct str s)
{
	int n = 0;
	for (; s.n >= 7; s = str_skip(s, 1))
		n += memcmp(s.p, "HTTP/1.", 7) == 0;
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int recent[8], at_recent; /* lines of the inputs before: on a busy machine some are still answered */
	char answer[16384];
	size_t n = 0;
	ssize_t got;
	int fd = connected(), lines = request_lines((struct str){(const char *)data, size});
	atomic_store(&handled, 0);
	for (size_t at = 0; at < size && (got = send(fd, data + at, size - at, MSG_NOSIGNAL)) > 0;)
		at += (size_t)got;
	while ((got = recv(fd, answer + n, sizeof(answer) - 1 - n, 0)) > 0 && n < sizeof(answer) - 2)
		n += (size_t)got;
	close(fd);
	must(n < 9 || memcmp(answer, "HTTP/1.1 ", 9) == 0);
	recent[at_recent++ % 8] = lines;
	for (int i = lines = 0; i < 8; i++)
		lines += recent[i];
	must(atomic_load(&handled) <= lines);
	return 0;
}
