/* Starting and stopping: the socket and its door, an event thread for each daemon of the library, the watchdog. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "http/door.h"
#include "http/request.h"

enum {
	CONNECTIONS = 12000,
	ARENA = 16 << 20,
	FIELD = 2 << 20,
	FIELDS = 2000,
	BODY_MEMORY = 192 << 20,
	HEADER_SECONDS = 10,
	BODY_SECONDS = 10,
	IDLE_SECONDS = 75,
	CONNECTION_MEMORY = 16 * 1024, /* also the most a head may take */
	BACKLOG = 1024,
	OTHER_FILES = 256, /* descriptors for the database, assets, uploads … */
	POLL_MS = 5,
};

static int or_default(int value, int normal)
{
	return value > 0 ? value : normal;
}

static void fill_defaults(struct http_options *o)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	o->address = o->address ? o->address : "127.0.0.1";
	o->threads = or_default(o->threads, cores > 0 ? (int)cores : 1);
	o->connections = or_default(o->connections, CONNECTIONS);
	o->header_seconds = or_default(o->header_seconds, HEADER_SECONDS);
	o->body_seconds = or_default(o->body_seconds, BODY_SECONDS);
	o->idle_seconds = or_default(o->idle_seconds, IDLE_SECONDS);
	o->arena_limit = o->arena_limit ? o->arena_limit : ARENA;
	o->field_limit = o->field_limit ? o->field_limit : FIELD;
	o->fields = o->fields ? o->fields : FIELDS;
	o->body_memory = o->body_memory ? o->body_memory : BODY_MEMORY;
}

/* One descriptor a connection; if the hard limit is lower, fewer connections are all there can be. */
static void raise_file_limit(int connections)
{
	struct rlimit limit;
	rlim_t want = (rlim_t)connections * 2 + OTHER_FILES; /* an upload or a file each */
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= want)
		return;
	limit.rlim_cur = limit.rlim_max < want ? limit.rlim_max : want;
	if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < (rlim_t)connections)
		log_warn("few_descriptors limit=%llu", (unsigned long long)limit.rlim_cur);
}

static bool resolve(const char *address, int port, struct sockaddr_storage *to, socklen_t *size)
{
	char service[16], host[64];
	const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
				       .ai_socktype = SOCK_STREAM};
	struct addrinfo *found = NULL;
	snprintf(service, sizeof(service), "%d", port);
	snprintf(host, sizeof(host), "%s", address);
	size_t n = strlen(host);
	bool bracketed = n > 2 && host[0] == '[' && host[n - 1] == ']'; /* as in "[::1]:8080" */
	if (bracketed)
		host[n - 1] = '\0';
	if (getaddrinfo(host + bracketed, service, &hints, &found) != 0)
		return false;
	memcpy(to, found->ai_addr, found->ai_addrlen);
	*size = found->ai_addrlen;
	freeaddrinfo(found);
	return true;
}

/* A listening socket, or -1 with errno. */
static int listen_at(const struct sockaddr_storage *to, socklen_t size)
{
	const int on = 1, both = 0;
	int fd = socket(to->ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (to->ss_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &both, sizeof(both));
	if (bind(fd, (const struct sockaddr *)to, size) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	int error = errno;
	close(fd);
	errno = error;
	return -1;
}

static int port_of(int fd)
{
	struct sockaddr_storage at = {0};
	socklen_t size = sizeof(at);
	if (getsockname(fd, (struct sockaddr *)&at, &size) != 0)
		return 0;
	if (at.ss_family == AF_INET6)
		return ntohs(((struct sockaddr_in6 *)&at)->sin6_port);
	return ntohs(((struct sockaddr_in *)&at)->sin_port);
}

static const char *port_refusal(struct arena *a, int port)
{
	if (errno == EADDRINUSE)
		return arena_printf(a, "端口 %d 已被其他程序占用，请换一个端口", port);
	if (errno == EACCES)
		return arena_printf(a, "没有权限使用端口 %d，请换一个 1024 以上的端口", port);
	if (errno == EADDRNOTAVAIL)
		return "这台机器没有这个监听地址";
	return arena_printf(a, "端口 %d 不能使用：%s", port, strerror(errno));
}

static const char *open_socket(struct http *h, struct arena *a, int *socket)
{
	struct sockaddr_storage to = {0};
	socklen_t size = 0;
	if (h->o.port < 0 || h->o.port > 65535 || !resolve(h->o.address, h->o.port, &to, &size))
		return "监听地址应是 IP 地址加端口，例如 127.0.0.1:8080";
	*socket = listen_at(&to, size);
	if (*socket < 0)
		return port_refusal(a, h->o.port);
	h->port = port_of(*socket);
	return NULL;
}

static void library_log(void *context, const char *format, va_list args)
{
	char message[256];
	vsnprintf(message, sizeof(message), format, args);
	message[strcspn(message, "\r\n")] = '\0';
	log_debug("http_library text=\"%s\"", message);
}

static bool start_daemon(struct loop *l)
{
	const struct http_options *o = &l->http->o;
	unsigned flags = MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
	unsigned most = (unsigned)((o->connections + o->threads - 1) / o->threads);
	l->daemon = MHD_start_daemon(
		flags, 0, NULL, NULL, request_access, l,
		MHD_OPTION_EXTERNAL_LOGGER, library_log, NULL,
		MHD_OPTION_CONNECTION_LIMIT, most,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)o->idle_seconds,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
		MHD_OPTION_NOTIFY_CONNECTION, connection_notify, l,
		MHD_OPTION_NOTIFY_COMPLETED, request_completed, l,
		MHD_OPTION_URI_LOG_CALLBACK, request_begin, l,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escaped, l,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
		MHD_OPTION_END);
	l->events = l->daemon ? events_start(l) : NULL;
	return l->events;
}

static const char *start_all(struct http *h, struct arena *a)
{
	int socket = -1;
	const char *why = open_socket(h, a, &socket);
	if (why)
		return why;
	for (int i = 0; i < h->n_loops; i++) {
		if (!start_daemon(&h->loops[i])) {
			close(socket);
			return "HTTP 服务没有启动，请查看日志";
		}
	}
	h->watchdog = watchdog_start(h->lists, h->n_loops);
	h->door = door_start(h, socket);
	return h->watchdog && h->door ? NULL : "系统线程数已到上限";
}

/* Stops what runs and gives everything back; no connection may be suspended. */
static void free_all(struct http *h)
{
	if (h->door)
		door_stop(h->door);
	if (h->watchdog)
		watchdog_stop(h->watchdog);
	for (int i = 0; i < h->n_loops; i++) {
		struct loop *l = &h->loops[i];
		events_stop(l->events);
		if (l->daemon)
			MHD_stop_daemon(l->daemon);
		while (l->n_spare)
			arena_free(l->spare[--l->n_spare]);
		links_destroy(&l->links);
	}
	free(h->loops);
	free(h->lists);
	free(h);
}

struct http *http_start(const struct http_options *options, struct arena *a, const char **why)
{
	struct http *h = calloc(1, sizeof(*h));
	*why = "内存不足";
	if (!h)
		return NULL;
	h->o = *options;
	fill_defaults(&h->o);
	h->compress = h->o.compress > 0 || (h->o.compress == 0 && !h->o.trusted_proxy);
	raise_file_limit(h->o.connections);
	if (h->o.upload_dir)
		form_sweep(h->o.upload_dir);
	h->loops = calloc((size_t)h->o.threads, sizeof(*h->loops));
	h->lists = calloc((size_t)h->o.threads, sizeof(*h->lists));
	for (int i = 0; h->loops && h->lists && i < h->o.threads; i++) {
		struct loop *l = &h->loops[i];
		l->http = h;
		l->index = i;
		links_init(&l->links);
		h->lists[i] = &l->links;
		h->n_loops++;
	}
	if (h->n_loops)
		*why = start_all(h, a);
	if (!*why)
		return h;
	free_all(h);
	return NULL;
}

int http_port(const struct http *h)
{
	return h->port;
}

static int open_connections(const struct http *h)
{
	int n = 0;
	for (int i = 0; i < h->n_loops; i++)
		n += atomic_load(&h->loops[i].open);
	return n;
}

struct http_state http_state(struct http *h)
{
	struct http_state s = {open_connections(h), atomic_load(&h->refused), 0, atomic_load(&h->stopping)};
	for (int i = 0; i < h->n_loops; i++)
		s.cut += links_cut(&h->loops[i].links);
	return s;
}

static void for_all_links(struct http *h, void (*act)(struct links *))
{
	for (int i = 0; i < h->n_loops; i++)
		act(&h->loops[i].links);
}

/* Waits until no connection is open and no thread is inside http_send. */
static bool drained(struct http *h, int64_t until)
{
	const struct timespec pause = {0, POLL_MS * 1000000L};
	while (open_connections(h) || atomic_load(&h->sending)) {
		if (monotonic_now() > until)
			return false;
		for_all_links(h, links_end_waiting);
		nanosleep(&pause, NULL);
	}
	return true;
}

void http_stop(struct http *h, int seconds)
{
	enum { LAST_MS = 1000 };
	int64_t until = monotonic_now() + (int64_t)seconds * 1000;
	const struct timespec pause = {0, POLL_MS * 1000000L};
	atomic_store(&h->stopping, true);
	while ((atomic_load(&h->begun) || atomic_load(&h->sending)) && monotonic_now() < until) {
		for_all_links(h, links_end_idle);
		nanosleep(&pause, NULL);
	}
	/* What is left are answers on their last bytes and requests whose head never came whole. */
	door_stop(h->door);
	h->door = NULL;
	if (!drained(h, monotonic_now() + (atomic_load(&h->begun) ? 0 : LAST_MS))) {
		for_all_links(h, links_end_all);
		/* A connection that another thread still answers must not be stopped under it. */
		if (!drained(h, monotonic_now() + LAST_MS)) {
			log_error("stop_with_open_requests n=%d", open_connections(h));
			return;
		}
	}
	free_all(h);
}
