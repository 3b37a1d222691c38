/*
 * The yardstick that the product's speed is compared with: the smallest program
 * on the same HTTP library. It answers every request with the bytes of one file
 * and, if asked, first runs SELECTs on a database, one read transaction a
 * request, each row fetched and thrown away. It parses, checks, logs and decides
 * nothing, so what the product takes beyond it is the product's own work.
 *
 *   yardstick PORT FILE [DATABASE SELECT…]
 *
 * PORT 0 takes any free one. It prints the port, serves on 127.0.0.1 with one
 * daemon a core, each with its own socket, and ends at SIGTERM or SIGINT.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CORES = 64, QUERIES = 32, CONNECTIONS = 12000 };

/* What one daemon's thread owns. */
struct core {
	struct MHD_Daemon *daemon;
	sqlite3 *db;
	sqlite3_stmt *begin, *commit, *queries[QUERIES];
};

static struct MHD_Response *answer;
static int n_queries;

static void die(const char *what)
{
	fprintf(stderr, "yardstick: %s\n", what);
	exit(2);
}

static void run(sqlite3_stmt *query)
{
	const void *volatile sink;
	while (sqlite3_step(query) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(query); i++)
			sink = sqlite3_column_text(query, i);
	}
	(void)sink;
	sqlite3_reset(query);
}

static enum MHD_Result serve(void *context, struct MHD_Connection *connection, const char *url,
			     const char *method, const char *version, const char *data,
			     size_t *size, void **state)
{
	struct core *c = context;
	if (!*state) {
		*state = c;
		return MHD_YES;
	}
	if (*size) {
		*size = 0;
		return MHD_YES;
	}
	if (c->db) {
		run(c->begin);
		for (int i = 0; i < n_queries; i++)
			run(c->queries[i]);
		run(c->commit);
	}
	return MHD_queue_response(connection, 200, answer);
}

static void load_answer(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f || fseek(f, 0, SEEK_END) != 0)
		die("the file cannot be read");
	size_t n = (size_t)ftell(f);
	char *bytes = malloc(n + 1);
	rewind(f);
	if (!bytes || fread(bytes, 1, n, f) != n)
		die("the file cannot be read");
	fclose(f);
	answer = MHD_create_response_from_buffer(n, bytes, MHD_RESPMEM_MUST_FREE);
	MHD_add_response_header(answer, "Content-Type", "text/html; charset=utf-8");
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK || !s)
		die(sqlite3_errmsg(db));
	return s;
}

static void open_database(struct core *c, char **args)
{
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
	if (sqlite3_open_v2(args[0], &c->db, flags, NULL) != SQLITE_OK)
		die("the database cannot be opened");
	c->begin = prepare(c->db, "BEGIN");
	c->commit = prepare(c->db, "COMMIT");
	for (n_queries = 0; args[1 + n_queries]; n_queries++) {
		if (n_queries == QUERIES)
			die("too many SELECTs");
		c->queries[n_queries] = prepare(c->db, args[1 + n_queries]);
	}
}

static int listen_on(int *port)
{
	const int on = 1;
	struct sockaddr_in at = {.sin_family = AF_INET,
				 .sin_port = htons((uint16_t)*port),
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) != 0 || listen(fd, 1024) != 0)
		die("the port cannot be used");
	getsockname(fd, (struct sockaddr *)&at, &size);
	*port = ntohs(at.sin_port);
	return fd;
}

static void start(struct core *c, int *port)
{
	c->daemon = MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, serve, c, MHD_OPTION_LISTEN_SOCKET,
		listen_on(port), MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384, MHD_OPTION_END);
	if (!c->daemon)
		die("the HTTP library did not start");
}

int main(int argc, char **argv)
{
	static struct core cores[CORES];
	int port = argc > 2 ? (int)strtol(argv[1], NULL, 10) : -1,
	    n = (int)sysconf(_SC_NPROCESSORS_ONLN), signal;
	sigset_t stops;
	if (port < 0)
		die("PORT FILE [DATABASE SELECT…]");
	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigaddset(&stops, SIGINT);
	pthread_sigmask(SIG_BLOCK, &stops, NULL);
	load_answer(argv[2]);
	n = n < 1 ? 1 : n > CORES ? CORES : n;
	for (int i = 0; i < n; i++) {
		if (argc > 3)
			open_database(&cores[i], argv + 3);
		start(&cores[i], &port);
	}
	printf("%d\n", port);
	fflush(stdout);
	sigwait(&stops, &signal);
	for (int i = 0; i < n; i++)
		MHD_stop_daemon(cores[i].daemon);
	return 0;
}
