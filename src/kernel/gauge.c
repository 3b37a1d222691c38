#include "kernel/gauge.h"

#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

enum { STATUS_FIRST = 200, STATUSES = 400 };

static const char *const class_names[GAUGE_CLASSES] = {"machine", "asset", "page", "dear", "write", "unknown"};

/* Upper ends of the buckets; the last bucket has none. */
static const int64_t latency_ends[] = {1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000};
static const int64_t group_ends[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
enum {
	LATENCIES = sizeof(latency_ends) / sizeof(latency_ends[0]),
	GROUPS = sizeof(group_ends) / sizeof(group_ends[0]),
	MOST = LATENCIES + 1
};

struct scale {
	const int64_t *ends;
	int n;
	bool seconds; /* counted in microseconds, printed in seconds */
};
static const struct scale latencies = {latency_ends, LATENCIES, true}, groups = {group_ends, GROUPS, false};

struct histogram {
	atomic_llong buckets[MOST], sum;
};

static struct {
	atomic_llong requests[GAUGE_CLASSES][STATUSES], shed[GAUGE_CLASSES];
	struct histogram latency[GAUGE_CLASSES], group, commit;
	atomic_llong pages;
} all;

int64_t gauge_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void add(atomic_llong *to, int64_t n)
{
	atomic_fetch_add_explicit(to, n, memory_order_relaxed);
}

static int64_t get(atomic_llong *from)
{
	return atomic_load_explicit(from, memory_order_relaxed);
}

static void observe(struct histogram *h, const struct scale *s, int64_t value)
{
	int i = 0;
	while (i < s->n && value > s->ends[i])
		i++;
	add(&h->buckets[i], 1);
	add(&h->sum, value);
}

void gauge_request(enum gauge_class class, int status, int64_t us)
{
	if (status >= STATUS_FIRST && status < STATUS_FIRST + STATUSES)
		add(&all.requests[class][status - STATUS_FIRST], 1);
	observe(&all.latency[class], &latencies, us);
	if (class == GAUGE_PAGE || class == GAUGE_DEAR)
		add(&all.pages, 1);
}

int64_t gauge_pages(void)
{
	return get(&all.pages);
}

void gauge_shed(enum gauge_class class)
{
	add(&all.shed[class], 1);
}

void gauge_commit(int jobs, int64_t us)
{
	observe(&all.group, &groups, jobs);
	observe(&all.commit, &latencies, us);
}

/* ---- printing ---- */

static void head(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void amount(struct buf *out, int64_t n, bool seconds)
{
	if (seconds)
		buf_printf(out, "%.6f", (double)n / 1e6);
	else
		buf_int(out, n);
}

static void print_histogram(struct buf *out, const char *name, const char *labels, struct histogram *h, const struct scale *s)
{
	const char *open = *labels ? "{" : "", *close = *labels ? "}" : "";
	int64_t so_far = 0;
	for (int i = 0; i <= s->n; i++) {
		so_far += get(&h->buckets[i]);
		buf_printf(out, "%s_bucket{%s%sle=\"", name, labels, *labels ? "," : "");
		if (i == s->n)
			buf_puts(out, "+Inf");
		else if (s->seconds)
			buf_printf(out, "%g", (double)s->ends[i] / 1e6);
		else
			buf_int(out, s->ends[i]);
		buf_printf(out, "\"} %lld\n", (long long)so_far);
	}
	buf_printf(out, "%s_sum%s%s%s ", name, open, labels, close);
	amount(out, get(&h->sum), s->seconds);
	buf_printf(out, "\n%s_count%s%s%s %lld\n", name, open, labels, close, (long long)so_far);
}

static void print_requests(struct buf *out)
{
	head(out, "lianxin_requests_total", "counter", "Requests answered, by class of route and status.");
	for (int c = 0; c < GAUGE_CLASSES; c++)
		for (int s = 0; s < STATUSES; s++)
			if (get(&all.requests[c][s]))
				buf_printf(out, "lianxin_requests_total{class=\"%s\",status=\"%d\"} %lld\n", class_names[c],
					   s + STATUS_FIRST, (long long)get(&all.requests[c][s]));
	head(out, "lianxin_shed_total", "counter", "Requests refused with 503 because there was too much to do.");
	for (int c = 0; c < GAUGE_CLASSES; c++)
		buf_printf(out, "lianxin_shed_total{class=\"%s\"} %lld\n", class_names[c], (long long)get(&all.shed[c]));
}

void gauge_print(struct buf *out)
{
	char label[32];
	print_requests(out);
	head(out, "lianxin_request_seconds", "histogram", "From the whole request to its answer.");
	for (int c = 0; c < GAUGE_CLASSES; c++) {
		snprintf(label, sizeof(label), "class=\"%s\"", class_names[c]);
		print_histogram(out, "lianxin_request_seconds", label, &all.latency[c], &latencies);
	}
	head(out, "lianxin_group_jobs", "histogram", "Writes committed together.");
	print_histogram(out, "lianxin_group_jobs", "", &all.group, &groups);
	head(out, "lianxin_commit_seconds", "histogram", "One group of writes, until it is durable.");
	print_histogram(out, "lianxin_commit_seconds", "", &all.commit, &latencies);
}

void gauge_line(struct buf *out, const char *name, const char *help, int64_t value)
{
	head(out, name, "gauge", help);
	buf_printf(out, "%s %lld\n", name, (long long)value);
}
