/* The callbacks of the HTTP library: one request from its first line to its end. */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "base/fault.h"
#include "base/log.h"
#include "http/answer.h"
#include "http/request.h"

enum {
	TAKEN_A_MS = 20, /* the least of an answer that a client must take: 20 kB/s */
	SENT_A_MS = 1, /* the least of a body that must come at first: 1 kB/s */
	STRETCH = 16 << 10, /* of a body; each further one has PATIENCE times body_seconds, for a phone in a tunnel */
	PATIENCE = 3,
	LINES_MOST = 100, /* of a head */
	OVERRUN = 1 << 20, /* of a chunked body past its limit: read and dropped */
	LINGER = 64 << 20, /* the same of a body whose length was said */
	TEXT_SHARE =
		8, /* a body in memory has at most this part of the arena: a growing buffer takes
			 * four times its content, and then it is decoded */
};

static const struct verdict unclear = {400,
				       "浏览器发来的请求不规范，服务器没有处理。请刷新页面再试。"};
static const struct verdict too_large = {413, "提交的内容超过了大小限制，请压缩或分几次提交。"};

static const struct verdict busy = {503, "服务器正忙，请稍后重新提交。"};

static const struct verdict stopping = {503, "系统正在重新启动，请过一分钟再试。"};

static void set_deadline(struct link *link, int64_t deadline)
{
	if (link)
		atomic_store_explicit(&link->deadline, deadline, memory_order_relaxed);
}

static int64_t seconds(int n)
{
	return (int64_t)n * 1000;
}

static struct arena *take_arena(struct loop *l)
{
	if (l->n_spare)
		return l->spare[--l->n_spare];
	return arena_new(l->http->o.arena_limit);
}

static void give_back(struct loop *l, struct arena *a)
{
	if (l->n_spare == SPARE_ARENAS) {
		arena_free(a);
		return;
	}
	arena_reset(a);
	l->spare[l->n_spare++] = a;
}

void connection_notify(void *context, struct MHD_Connection *connection, void **link,
		       enum MHD_ConnectionNotificationCode what)
{
	struct loop *l = context;
	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		if (*link)
			links_remove(&l->links, *link);
		*link = NULL;
		l->heard = true;
		atomic_fetch_sub(&l->open, 1);
		return;
	}
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct link *new = info ? links_add(&l->links, info->connect_fd) : NULL;
	set_deadline(new, monotonic_now() + seconds(l->http->o.header_seconds));
	*link = new;
}

static struct request *make_request(struct loop *l, struct arena *a, const char *target)
{
	struct request *r = NEW(a, struct request);
	r->x.arena = a;
	r->x.adapter = r;
	r->x.status = 200;
	r->x.out = buf_in(a);
	r->x.thread = l->index;
	r->loop = l;
	r->wire_target = target;
	r->target = str_of(arena_strdup(a, target));
	return r;
}

/* The request line has come. NULL (out of memory) ends the connection at the next callback. */
void *request_begin(void *context, const char *target, struct MHD_Connection *connection)
{
	struct loop *l = context;
	struct guard g;
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct arena *volatile a = NULL;
	if (GUARD(&g)) {
		a = take_arena(l);
		struct request *r = make_request(l, a, target);
		guard_end(&g);
		r->connection = connection;
		r->link = info ? info->socket_context : NULL;
		if (r->link)
			atomic_store(&r->link->waiting, false);
		set_deadline(r->link, monotonic_now() + seconds(l->http->o.header_seconds));
		return r;
	}
	arena_free(a);
	return NULL;
}

void request_completed(void *context, struct MHD_Connection *connection, void **request,
		       enum MHD_RequestTerminationCode why)
{
	struct loop *l = context;
	struct request *r = *request;
	*request = NULL;
	if (!r)
		return;
	if (r->begun)
		atomic_fetch_sub(&l->http->begun, 1);
	form_clean(r->body);
	l->body_memory -= r->body_memory;
	if (r->response)
		MHD_destroy_response(r->response);
	/* The next head may come any time while the connection is kept, but then whole. */
	set_deadline(r->link, monotonic_now() +
				      seconds(l->http->o.idle_seconds + l->http->o.header_seconds));
	if (r->link) {
		atomic_store(&r->link->reading, true);
		atomic_store(&r->link->served, true);
		atomic_store(&r->link->waiting, true);
	}
	give_back(l, r->x.arena);
}

/* When nothing else can be answered; needs no memory of the request. */
static void build_apology(struct request *r)
{
	static const char sorry[] = "服务器处理这个请求时出错，请稍后再试或联系系统管理员。\n";
	r->x.status = 500;
	r->answer_size = sizeof(sorry) - 1;
	r->response = MHD_create_response_from_buffer(sizeof(sorry) - 1, (void *)(uintptr_t)sorry,
						      MHD_RESPMEM_PERSISTENT);
	if (!r->response)
		return;
	MHD_add_response_header(r->response, "Content-Type", "text/plain; charset=utf-8");
	MHD_add_response_header(r->response, "X-Content-Type-Options", "nosniff");
	MHD_add_response_header(r->response, "Cache-Control", "no-store");
	MHD_add_response_header(r->response, "Connection", "close");
}

/* Builds r->response; NULL is left only without memory, and then the connection ends. */
static void build_response(struct request *r)
{
	struct http *h = r->loop->http;
	const struct answer_options o = {h->compress, r->close || atomic_load(&h->stopping)};
	struct guard g;
	if (GUARD(&g)) {
		r->response = answer_make(&r->x, &o, &r->answer_size);
		guard_end(&g);
	} else {
		build_apology(r);
	}
}

enum { HELD_MOST = 512 };

/* Answers that wait for http_let_go. */
static _Thread_local struct {
	bool on;
	int n;
	struct {
		struct loop *loop;
		struct MHD_Connection *connection;
	} list[HELD_MOST];
} held;

/* Its event thread goes on with it. */
static void go_on(struct loop *l, struct MHD_Connection *connection)
{
	MHD_resume_connection(connection);
	events_wake(l->events);
}

void http_send(struct exchange *x)
{
	struct request *r = x->adapter;
	struct loop *l = r->loop;
	struct http *h = l->http;
	struct MHD_Connection *connection = r->connection;
	atomic_fetch_add(&h->sending, 1);
	if (!held.on)
		build_response(r);
	/* From here on the event thread may already be sending: x is gone. */
	bool sleeps = atomic_exchange(&r->holder, HELD_BY_NOBODY) == HELD_BY_OTHERS;
	if (sleeps && held.on && held.n < HELD_MOST) {
		held.list[held.n].loop = l;
		held.list[held.n++].connection = connection;
		return;
	}
	if (sleeps)
		go_on(l, connection);
	atomic_fetch_sub(&h->sending, 1);
}

void http_hold(void)
{
	held.on = true;
}

void http_let_go(void)
{
	for (int i = 0; i < held.n; i++) {
		go_on(held.list[i].loop, held.list[i].connection);
		atomic_fetch_sub(&held.list[i].loop->http->sending, 1);
	}
	held.n = 0;
	held.on = false;
}

int http_waited(const struct exchange *x)
{
	const struct request *r = x->adapter;
	struct tcp_info info = {0};
	socklen_t size = sizeof(info);
	if (!r || !r->link || getsockopt(r->link->fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
		return 0;
	return (int)info.tcpi_last_data_recv;
}

/* Hands the finished answer to the library. MHD_NO ends the connection. */
static enum MHD_Result queue_answer(struct request *r)
{
	const struct http_options *o = &r->loop->http->o;
	if (!r->response)
		build_response(r);
	if (!r->response)
		return MHD_NO;
	if (r->link)
		atomic_store(&r->link->reading, false);
	set_deadline(r->link,
		     monotonic_now() + seconds(PATIENCE * o->body_seconds) + r->answer_size / TAKEN_A_MS);
	r->queued = true;
	return MHD_queue_response(r->connection, (unsigned)r->x.status, r->response);
}

static enum MHD_Result refuse(struct request *r, struct verdict v, bool close)
{
	r->close = close;
	atomic_fetch_add_explicit(&r->loop->http->refused, 1, memory_order_relaxed);
	answer_refusal(&r->x, v);
	if (v.status == 503)
		answer_header(&r->x, "Retry-After", "5");
	build_response(r);
	atomic_store(&r->holder, HELD_BY_NOBODY);
	return queue_answer(r);
}

static void begin_body(struct request *r, const struct head_facts *facts)
{
	const struct http_options *o = &r->loop->http->o;
	const struct form_limits limits = {
		.body = r->body_limit,
		.text = o->arena_limit / TEXT_SHARE,
		.field = o->field_limit,
		.fields = o->fields,
		.upload_dir = o->upload_dir,
	};
	r->body = form_begin(&r->x, &limits, facts->length);
	r->body_began = monotonic_now();
	r->reading = READING_BODY;
	set_deadline(r->link, r->body_began + seconds(o->body_seconds));
}

/*
 * Browsers show an answer only after they could send their body. So one that is
 * a little too large is read and dropped, if there is nobody who waits for a
 * word before sending it, and if any body is taken here at all.
 */
static bool worth_reading(const struct request *r, int64_t length)
{
	if (!r->body_limit)
		return false;
	if (length < 0 || (uint64_t)length <= r->body_limit)
		return true;
	return (uint64_t)length <= r->body_limit + LINGER && !pairs_get(&r->x.headers, "expect");
}

/* The whole head is there. */
static enum MHD_Result read_head(struct request *r, const char *method, const char *version)
{
	const struct http_options *o = &r->loop->http->o;
	struct pair lines[LINES_MOST]; /* not in the arena: a request that waits keeps what it has taken there */
	struct head head;
	struct head_facts facts = {0};
	struct verdict v = unclear;
	if (head_read(r, method, version, (struct pairs){lines, 0, LINES_MOST}, &head))
		v = guard_head(&head, &facts);
	if (!v.status)
		v = head_fill(r, &head);
	if (!v.status && atomic_load(&r->loop->http->stopping))
		v = stopping;
	/* After a head that two readers may read differently nothing more is read from it. */
	if (v.status)
		return refuse(r, v, true);
	r->begun = true;
	atomic_fetch_add(&r->loop->http->begun, 1);
	r->x.method = facts.method;
	r->chunked = facts.chunked;
	r->reading = READING_DONE;
	set_deadline(r->link, 0);
	if (!facts.chunked && facts.length <= 0)
		return MHD_YES;
	r->body_limit = o->body_limit ? o->body_limit(o->context, &r->x) : 0;
	if (!worth_reading(r, facts.length))
		return refuse(r, too_large, true);
	begin_body(r, &facts);
	if (facts.length > 0 && (uint64_t)facts.length > r->body_limit)
		form_refuse(r->body, too_large);
	return MHD_YES;
}

/* Nothing is saved up: who sent much at once and then drips is ended as well. */
static int64_t body_deadline(struct request *r, int64_t received)
{
	int64_t allowed = seconds(r->loop->http->o.body_seconds), now = monotonic_now();
	if (received - r->body_mark >= STRETCH) {
		r->body_mark = received;
		r->body_began = now;
	}
	if (r->body_mark)
		return r->body_began + allowed * PATIENCE;
	return r->body_began + allowed + received / SENT_A_MS;
}

static enum MHD_Result read_body(struct request *r, const char *data, size_t *size)
{
	const struct http_options *o = &r->loop->http->o;
	struct loop *l = r->loop;
	if (l->body_memory > o->body_memory)
		form_refuse(r->body, busy);
	form_feed(r->body, (struct str){data, *size});
	*size = 0;
	l->body_memory += arena_used(r->x.arena) - r->body_memory;
	r->body_memory = arena_used(r->x.arena);
	int64_t received = form_received(r->body);
	set_deadline(r->link, body_deadline(r, received));
	if (r->chunked && (uint64_t)received > r->body_limit + OVERRUN)
		return MHD_NO;
	return MHD_YES;
}

/* The request is complete: the handler answers now, or others will. */
static enum MHD_Result serve(struct request *r)
{
	const struct http_options *o = &r->loop->http->o;
	set_deadline(r->link, 0);
	if (r->body) {
		struct verdict v = form_end(r->body);
		if (v.status)
			return refuse(r, v, false);
	}
	o->handle(o->context, &r->x);
	return MHD_YES;
}

/* After the handler: either the answer is there, or the connection sleeps until it is. */
static enum MHD_Result settle(struct request *r)
{
	int expected = HELD_BY_EVENT_THREAD;
	if (atomic_load(&r->holder) == HELD_BY_NOBODY)
		return queue_answer(r);
	MHD_suspend_connection(r->connection);
	/* Another thread may have answered in between; then it has not resumed. */
	if (!atomic_compare_exchange_strong(&r->holder, &expected, HELD_BY_OTHERS))
		go_on(r->loop, r->connection);
	return MHD_YES;
}

static enum MHD_Result access_step(struct request *r, const char *method, const char *version,
				   const char *data, size_t *size)
{
	if (r->reading == READING_HEAD)
		return read_head(r, method, version);
	if (*size)
		return r->body ? read_body(r, data, size) : MHD_NO;
	if (atomic_load(&r->holder) == HELD_BY_NOBODY)
		return queue_answer(r);
	enum MHD_Result result = serve(r);
	if (result != MHD_YES || r->queued)
		return result;
	return settle(r);
}

enum MHD_Result request_access(void *context, struct MHD_Connection *connection, const char *url,
			       const char *method, const char *version, const char *data,
			       size_t *size, void **request)
{
	struct request *r = *request;
	struct guard g;
	if (!r)
		return MHD_NO;
	if (GUARD(&g)) {
		enum MHD_Result result = access_step(r, method, version, data, size);
		guard_end(&g);
		return result;
	}
	/* A fault, of the handler or at the arena's limit. Amid a body nothing can be answered. */
	if (r->reading == READING_BODY && *size)
		return MHD_NO;
	if (r->queued)
		return MHD_YES;
	if (!r->response) /* else the handler had answered before its fault */
		build_apology(r);
	atomic_store(&r->holder, HELD_BY_NOBODY);
	return queue_answer(r);
}

/* The library must not decode anything: it would do so leniently. */
size_t keep_escaped(void *context, struct MHD_Connection *connection, char *text)
{
	return strlen(text);
}
