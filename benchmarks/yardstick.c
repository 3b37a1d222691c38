/*
 * The yardstick that the product's speed is compared with: the smallest program
 * on the same HTTP library. It answers every request with one recorded answer,
 * head and body, and first runs recorded SELECTs on the database, one read
 * transaction a request, each row fetched and thrown away. It parses, checks,
 * logs and decides nothing, so what the product takes beyond it is the product's
 * own work.
 *
 *   yardstick PORT ANSWER DATABASE STATEMENTS
 *   yardstick alone ANSWER DATABASE STATEMENTS
 *
 * ANSWER is what "curl -i" prints; STATEMENTS has one SELECT a line, with its
 * values. Port 0 takes any free one. It prints the port, serves on 127.0.0.1 with one
 * daemon a core, each with its own socket, and ends at SIGTERM or SIGINT. "alone" reads
 * without serving, in one thread for two seconds, and prints read transactions a second and microseconds of CPU for one.
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
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CORES = 64, QUERIES = 1024, CONNECTIONS = 12000 };

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

static void read_all(struct core *c)
{
	run(c->begin);
	for (int i = 0; i < n_queries; i++)
		run(c->queries[i]);
	run(c->commit);
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
	read_all(c);
	return MHD_queue_response(connection, 200, answer);
}

/* The whole file, NUL at its end, never freed. */
static char *load(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	if (!f || fseek(f, 0, SEEK_END) != 0)
		die("a file cannot be read");
	*n = (size_t)ftell(f);
	char *bytes = calloc(1, *n + 1);
	rewind(f);
	if (!bytes || fread(bytes, 1, *n, f) != *n)
		die("a file cannot be read");
	fclose(f);
	return bytes;
}

/* The library writes these itself. */
static int own_header(const char *name)
{
	return strcasecmp(name, "Date") == 0 || strcasecmp(name, "Connection") == 0 ||
	       strcasecmp(name, "Content-Length") == 0;
}

static void load_answer(const char *path)
{
	size_t n;
	char *head = load(path, &n), *body = strstr(head, "\r\n\r\n");
	if (!body)
		die("the answer has no head");
	*body = '\0';
	body += 4;
	answer = MHD_create_response_from_buffer(n - (size_t)(body - head), body, MHD_RESPMEM_PERSISTENT);
	strtok(head, "\r\n");
	for (char *line; (line = strtok(NULL, "\r\n")) != NULL;) {
		char *value = strstr(line, ": ");
		if (!value)
			continue;
		*value = '\0';
		if (!own_header(line))
			MHD_add_response_header(answer, line, value + 2);
	}
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK || !s)
		die(sqlite3_errmsg(db));
	return s;
}

/* With the settings of the product's readers. */
static void open_database(struct core *c, const char *path, const char *statements)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
	size_t n;
	if (sqlite3_open_v2(path, &c->db, flags, NULL) != SQLITE_OK ||
	    sqlite3_exec(c->db, "pragma query_only=on; pragma cache_size=-8000; pragma mmap_size=268435456;"
			 "pragma temp_store=memory", NULL, NULL, NULL) != SQLITE_OK)
		die("the database cannot be opened");
	c->begin = prepare(c->db, "BEGIN");
	c->commit = prepare(c->db, "COMMIT");
	n_queries = 0;
	for (char *line = strtok(load(statements, &n), "\n"); line; line = strtok(NULL, "\n")) {
		if (n_queries == QUERIES)
			die("too many SELECTs");
		c->queries[n_queries++] = prepare(c->db, line);
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

static double seconds(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int read_alone(struct core *c, const char *path, const char *statements)
{
	enum { SECONDS = 2 };
	open_database(c, path, statements);
	read_all(c); /* what is read once from the disk */
	double began = seconds(CLOCK_MONOTONIC), work = seconds(CLOCK_PROCESS_CPUTIME_ID), spent = 0;
	long n = 0;
	for (; spent < SECONDS; spent = seconds(CLOCK_MONOTONIC) - began, n++)
		read_all(c);
	work = seconds(CLOCK_PROCESS_CPUTIME_ID) - work;
	printf("%.0f %.1f\n", (double)n / spent, work / (double)n * 1e6);
	return 0;
}

int main(int argc, char **argv)
{
	static struct core cores[CORES];
	if (argc == 5 && strcmp(argv[1], "alone") == 0)
		return read_alone(&cores[0], argv[3], argv[4]);
	int port = argc == 5 ? (int)strtol(argv[1], NULL, 10) : -1,
	    n = (int)sysconf(_SC_NPROCESSORS_ONLN), signal;
	sigset_t stops;
	if (port < 0)
		die("PORT ANSWER DATABASE STATEMENTS");
	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigaddset(&stops, SIGINT);
	pthread_sigmask(SIG_BLOCK, &stops, NULL);
	load_answer(argv[2]);
	n = n < 1 ? 1 : n > CORES ? CORES : n;
	for (int i = 0; i < n; i++) {
		open_database(&cores[i], argv[3], argv[4]);
		start(&cores[i], &port);
	}
	printf("%d\n", port);
	fflush(stdout);
	sigwait(&stops, &signal);
	for (int i = 0; i < n; i++)
		MHD_stop_daemon(cores[i].daemon);
	return 0;
}
