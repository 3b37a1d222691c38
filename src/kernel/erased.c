#include "kernel/erased.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kernel.sql.h"

const char *erased_text(struct db *d, struct arena *a, instant until)
{
	struct buf b = buf_in(a);
	size_t n;
	struct erasures *all = q_erasures(d, a, &n);
	for (size_t i = 0; i < n; i++)
		if (!until || all[i].erased_at < until)
			buf_printf(&b, "%lld %lld\n", (long long)all[i].event, (long long)all[i].erased_at);
	return buf_text(&b);
}

int64_t erased_replay(struct db *d, struct arena *a, const char *text)
{
	int64_t erased = 0, event, at;
	for (struct str rest = str_of(text); rest.n;) {
		struct str second = str_trim(str_cut(&rest, '\n')), first = str_cut(&second, ' ');
		if (!str_int(first, &event) || !str_int(second, &at))
			continue;
		q_erasure_add(d, event, at);
		erased += q_event_personal_drop(d, event);
	}
	return erased;
}

const char *erased_read(struct arena *a, const char *path)
{
	struct buf b = buf_in(a);
	char block[4096];
	FILE *f = fopen(path, "r");
	for (size_t n; f && (n = fread(block, 1, sizeof(block), f)) > 0;)
		buf_put(&b, block, n);
	if (f)
		fclose(f);
	return buf_text(&b);
}

bool erased_keep(struct arena *a, const char *path, const char *text)
{
	const char *there = arena_printf(a, "\n%s", erased_read(a, path));
	struct buf b = buf_in(a);
	for (struct str rest = str_of(text); rest.n;) {
		const char *line = str_dup(a, str_cut(&rest, '\n'));
		if (*line && !strstr(there, arena_printf(a, "\n%s\n", line)))
			buf_printf(&b, "%s\n", line);
	}
	if (!b.n)
		return true;
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	bool good = fd >= 0 && write(fd, b.p, b.n) == (ssize_t)b.n && fsync(fd) == 0;
	if (fd >= 0 && close(fd) != 0)
		good = false;
	return good;
}
