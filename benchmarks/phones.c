/*
 * Many phones on keep-alive connections, each with a session of its own.
 *
 *   phones PORT SESSIONS N SECONDS WRITES PAGE POST FORM [PID]
 *
 * SESSIONS is what "sessions" printed: a cookie and a form key a line. N of them connect and are
 * answered one page first. With SECONDS 0 all post FORM to POST at once, one time each; otherwise
 * each asks again and again for so long, WRITES percent of the requests are posts, the rest PAGE.
 * "%d" in FORM becomes a number that no other request has, of this run or another; with FORM "@" each phone posts what stands behind its form
 * key in SESSIONS. With PAGE "@/path" each phone asks for the page that its own last post led to, for /path before it
 * has posted. Prints one line:
 *
 *   answered N refused N seconds S rate R p50 MS p99 MS most MS write-p99 MS cpu US own US
 *
 * cpu and own are the processor time of the server PID and of the phones themselves, for each answer: without what
 * connecting and the page before cost.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 20000, REQUEST = 4096, ANSWER = 65536 };

struct phone {
	int fd, writes_left;
	char cookie[80], csrf[80], led_to[128]; /* where its last post led to */
	size_t got, want; /* of the answer; want 0: its head is not there yet */
	bool writing, busy;
	double began;
	char head[2048];
	char *own; /* its form, with "@" */
};

static struct phone *phones;
static const char *page, *post, *form;
static int port, n, percent, serial;
static struct {
	double *all, *writes;
	int n, n_writes, room, refused;
} took;

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double used(clockid_t clock)
{
	struct timespec t = {0};
	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void die(const char *what)
{
	fprintf(stderr, "phones: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void send_all(struct phone *p, const char *text, size_t size)
{
	if (send(p->fd, text, size, MSG_NOSIGNAL) != (ssize_t)size)
		die("send");
	p->got = p->want = 0;
	p->busy = true;
	p->began = now();
}

static void ask_page(struct phone *p)
{
	char text[REQUEST];
	const char *at = *page != '@' ? page : *p->led_to ? p->led_to : page + 1;
	int size = snprintf(text, sizeof(text), "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: lx=%s\r\n\r\n", at, p->cookie);
	p->writing = false;
	send_all(p, text, (size_t)size);
}

static void ask_write(struct phone *p)
{
	char body[REQUEST / 2], text[REQUEST];
	const char *mark = p->own ? NULL : strstr(form, "%d");
	int id = ++serial;
	int size = p->own ? snprintf(body, sizeof(body), "%s", p->own) : mark ? snprintf(body, sizeof(body), "%.*s%d%s", (int)(mark - form), form, id, mark + 2) : snprintf(body, sizeof(body), "%s", form);
	size += snprintf(body + size, sizeof(body) - (size_t)size, "&_csrf=%s&_once=phones-%d-%d", p->csrf, (int)getpid(), id);
	int all = snprintf(text, sizeof(text), "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: lx=%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
			   post, p->cookie, size, body);
	p->writing = true;
	send_all(p, text, (size_t)all);
}

static void follow(struct phone *p)
{
	const char *at = p->writing && atoi(p->head + 9) == 303 ? strcasestr(p->head, "\r\nlocation: ") : NULL;
	size_t size = at ? strcspn(at += strlen("\r\nlocation: "), "?\r") : 0;
	if (size && size < sizeof(p->led_to)) {
		memcpy(p->led_to, at, size);
		p->led_to[size] = '\0';
	}
}

static void note(struct phone *p, int status)
{
	double t = now() - p->began;
	if (took.n == took.room) {
		took.room = took.room ? took.room * 2 : 1 << 16;
		took.all = realloc(took.all, sizeof(double) * (size_t)took.room);
		took.writes = realloc(took.writes, sizeof(double) * (size_t)took.room);
		if (!took.all || !took.writes)
			die("memory");
	}
	took.all[took.n++] = t;
	if (p->writing)
		took.writes[took.n_writes++] = t;
	took.refused += status != 200 && !(p->writing && status == 303);
}

/* Reads what is there; true when the answer is whole. */
static bool read_answer(struct phone *p)
{
	static char block[ANSWER];
	ssize_t size = recv(p->fd, block, sizeof(block), MSG_DONTWAIT);
	if (size <= 0) {
		if (size < 0 && errno == EAGAIN)
			return false;
		die("a connection was closed");
	}
	if (!p->want) {
		size_t room = sizeof(p->head) - 1 - (p->got < sizeof(p->head) - 1 ? p->got : sizeof(p->head) - 1);
		size_t part = (size_t)size < room ? (size_t)size : room;
		memcpy(p->head + p->got, block, part);
		p->head[p->got + part] = '\0';
		const char *end = strstr(p->head, "\r\n\r\n"), *length = strcasestr(p->head, "\r\ncontent-length:");
		if (end)
			p->want = (size_t)(end + 4 - p->head) + (length && length < end ? (size_t)strtoul(length + 17, NULL, 10) : 0);
	}
	p->got += (size_t)size;
	if (!p->want || p->got < p->want)
		return false;
	p->busy = false;
	return true;
}

/* What a lost answer belonged to tells where to look for it. */
static void give_up(void)
{
	int posts = 0, pages = 0, begun = 0;
	for (int i = 0; i < n; i++) {
		posts += phones[i].busy && phones[i].writing;
		pages += phones[i].busy && !phones[i].writing;
		begun += phones[i].busy && phones[i].got;
	}
	fprintf(stderr, "phones: no answer for a minute: %d posts and %d pages wait, %d answers had begun\n", posts, pages, begun);
	exit(2);
}

/* Serves events until nobody waits, or the time is over and nobody waits. */
static void run(int events, double until, bool measured)
{
	static struct epoll_event list[1024];
	int open = n;
	while (open > 0) {
		int k = epoll_wait(events, list, 1024, 60000);
		if (k <= 0)
			give_up();
		for (int i = 0; i < k; i++) {
			struct phone *p = list[i].data.ptr;
			if (!p->busy || !read_answer(p))
				continue;
			follow(p);
			if (measured)
				note(p, atoi(p->head + 9));
			if (until == 0 || now() > until)
				open--;
			else if (rand() % 100 < percent)
				ask_write(p);
			else
				ask_page(p);
		}
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double at(double *list, int count, double part)
{
	return count ? list[(int)((count - 1) * part)] * 1000 : 0;
}

static void connect_all(int events, FILE *sessions)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int one = 1;
	for (int i = 0; i < n; i++) {
		struct phone *p = &phones[i];
		struct epoll_event e = {.events = EPOLLIN, .data.ptr = p};
		if (fscanf(sessions, "%79s %79s", p->cookie, p->csrf) != 2)
			die("too few sessions");
		if (strcmp(form, "@") == 0 && fscanf(sessions, "%1023ms", &p->own) != 1)
			die("a session without its form");
		p->fd = socket(AF_INET, SOCK_STREAM, 0);
		if (p->fd < 0 || connect(p->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
			die("connect");
		setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		epoll_ctl(events, EPOLL_CTL_ADD, p->fd, &e);
	}
}

int main(int argc, char **argv)
{
	if (argc != 9 && argc != 10)
		return fprintf(stderr, "phones PORT SESSIONS N SECONDS WRITES PAGE POST FORM [PID]\n"), 2;
	FILE *sessions = fopen(argv[2], "r");
	clockid_t server = CLOCK_REALTIME;
	if (argc == 10 && clock_getcpuclockid(atoi(argv[9]), &server) != 0)
		die("no such process");
	double seconds = atof(argv[4]);
	port = atoi(argv[1]);
	n = atoi(argv[3]);
	percent = atoi(argv[5]);
	page = argv[6];
	post = argv[7];
	form = argv[8];
	phones = n > 0 && n <= MOST ? calloc((size_t)n, sizeof(*phones)) : NULL;
	if (!sessions || !phones)
		die(argv[2]);
	serial = (int)(time(NULL) % 100000) * 20000; /* 20,000 posts a second at most */
	int events = epoll_create1(0);
	connect_all(events, sessions);
	for (int i = 0; i < n; i++)
		ask_page(&phones[i]);
	run(events, 0, false);
	usleep(500000);
	double began = now(), server_used = used(server), own_used = used(CLOCK_PROCESS_CPUTIME_ID);
	for (int i = 0; i < n; i++)
		if (seconds == 0 || rand() % 100 < percent)
			ask_write(&phones[i]);
		else
			ask_page(&phones[i]);
	run(events, seconds == 0 ? 0 : began + seconds, true);
	double all = now() - began;
	server_used = argc == 10 ? used(server) - server_used : 0;
	own_used = used(CLOCK_PROCESS_CPUTIME_ID) - own_used;
	qsort(took.all, (size_t)took.n, sizeof(double), by_size);
	qsort(took.writes, (size_t)took.n_writes, sizeof(double), by_size);
	printf("answered %d refused %d seconds %.3f rate %.0f p50 %.1f p99 %.1f most %.1f write-p99 %.1f cpu %.1f own %.1f\n", took.n, took.refused, all, took.n / all,
	       at(took.all, took.n, 0.5), at(took.all, took.n, 0.99), at(took.all, took.n, 1), at(took.writes, took.n_writes, 0.99),
	       server_used / took.n, own_used / took.n);
	return 0;
}
