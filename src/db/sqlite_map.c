#include "db/sqlite_map.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Addresses that are kept for one file, most of them behind its end: as it grows, it is seen there by itself. */
static const size_t room = (size_t)1 << (sizeof(size_t) > 4 ? 38 : 28);

/* A file of the process. Its descriptor stays open: to close one lets go the locks that SQLite holds on the file by others. */
struct mapped {
	struct mapped *next;
	struct stat known; /* which file it is */
	int fd, users;
	const unsigned char *_Atomic at; /* NULL: nobody uses it, or it cannot be mapped */
	_Atomic int64_t size;
	atomic_bool bad; /* a page could not be read: from then on none is given */
};

struct map_file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this struct */
	struct mapped *map;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct mapped *_Atomic all;
static sqlite3_vfs front, *usual;

/* ---- what the disk cannot give ---- */

static atomic_int losses;
static struct sigaction others;

/* NULL: none of ours. */
static struct mapped *mapped_at(const unsigned char *address)
{
	struct mapped *m = atomic_load(&all);
	for (const unsigned char *at; m; m = m->next)
		if ((at = atomic_load(&m->at)) != NULL && address >= at && address < at + room)
			break;
	return m;
}

/*
 * The system tells of a page that it cannot read, or that is gone, by a signal to whoever touches it. He finds zeros there
 * then, and so does everybody else who has the page already: map_losses tells all of them, before there are any.
 */
static bool is_filled(const siginfo_t *info)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char *at = (unsigned char *)((uintptr_t)info->si_addr & ~(uintptr_t)(page - 1));
	struct mapped *m = mapped_at(info->si_addr);
	if (!m)
		return false;
	atomic_store(&m->bad, true);
	atomic_fetch_add(&losses, 1);
	return mmap(at, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
}

static void on_bus(int n, siginfo_t *info, void *context)
{
	int error = errno;
	if (is_filled(info))
		errno = error;
	else if (others.sa_flags & SA_SIGINFO)
		others.sa_sigaction(n, info, context);
	else if (others.sa_handler != SIG_DFL && others.sa_handler != SIG_IGN)
		others.sa_handler(n);
	else
		signal(n, SIG_DFL); /* returns to what failed, and ends there */
}

int map_losses(void)
{
	return atomic_load_explicit(&losses, memory_order_relaxed);
}

/* Also behind whoever has put himself there since. */
static void watch(void)
{
	struct sigaction x = {.sa_sigaction = on_bus, .sa_flags = SA_SIGINFO | SA_NODEFER}, now;
	sigemptyset(&x.sa_mask);
	pthread_mutex_lock(&lock);
	if (sigaction(SIGBUS, NULL, &now) == 0 && now.sa_sigaction != on_bus) {
		others = now;
		sigaction(SIGBUS, &x, NULL);
	}
	pthread_mutex_unlock(&lock);
}

/* The first byte is touched, so that most of what the disk cannot give is known before anybody reads there. */
static bool is_readable(struct mapped *m, const volatile unsigned char *page)
{
	(void)*page;
	return !atomic_load(&m->bad);
}

/* ---- mappings ---- */

static bool is_same(const struct stat *x, const struct stat *y)
{
	return x->st_dev == y->st_dev && x->st_ino == y->st_ino;
}

static struct mapped *mapped_new(const char *path, const struct stat *s)
{
	struct mapped *m = calloc(1, sizeof(*m));
	int fd = m ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0) {
		free(m);
		return NULL;
	}
	m->next = all;
	m->known = *s;
	m->fd = fd;
	if (fstat(fd, &m->known) != 0 || !is_same(&m->known, s))
		m->known.st_ino = 0; /* another file by now: nobody will ask for it, and it must stay open */
	all = m;
	return m->known.st_ino ? m : NULL;
}

/* The mapping of a file, with one user more; NULL: there is none. */
static struct mapped *take(const char *path, const struct stat *s)
{
	struct mapped *m;
	pthread_mutex_lock(&lock);
	for (m = all; m && !is_same(&m->known, s);)
		m = m->next;
	if (!m)
		m = mapped_new(path, s);
	if (m && !m->users++) {
		void *at = mmap(NULL, room, PROT_READ, MAP_SHARED, m->fd, 0);
		m->at = at == MAP_FAILED ? NULL : at;
		atomic_store(&m->size, 0);
		atomic_store(&m->bad, false);
	}
	pthread_mutex_unlock(&lock);
	return m;
}

static void give_back(struct mapped *m)
{
	if (!m)
		return;
	pthread_mutex_lock(&lock);
	if (!--m->users && m->at) {
		munmap((void *)(uintptr_t)m->at, room);
		m->at = NULL;
	}
	pthread_mutex_unlock(&lock);
}

/* Does the file reach so far? It is asked again when it did not when it was asked last. */
static bool reaches(struct mapped *m, int64_t end)
{
	struct stat s;
	if (end <= atomic_load_explicit(&m->size, memory_order_relaxed))
		return true;
	if (end > (int64_t)room || fstat(m->fd, &s) != 0)
		return false;
	atomic_store_explicit(&m->size, s.st_size, memory_order_relaxed);
	return end <= s.st_size;
}

/* ---- the file ---- */

static struct map_file *map_of(sqlite3_file *f)
{
	return (struct map_file *)(void *)f;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
	return map_of(f)->real;
}

static int map_close(sqlite3_file *f)
{
	give_back(map_of(f)->map);
	return real_of(f)->pMethods->xClose(real_of(f));
}

static int map_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int map_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int map_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int map_sync(sqlite3_file *f, int flags)
{
	return real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int map_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int map_lock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int map_unlock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int map_is_reserved(sqlite3_file *f, int *out)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

/* How much SQLite may map is our matter; it asks for pages only while that is above 0. */
static int map_control(sqlite3_file *f, int op, void *arg)
{
	return op == SQLITE_FCNTL_MMAP_SIZE ? SQLITE_OK : real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int map_sector(sqlite3_file *f)
{
	return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int map_traits(sqlite3_file *f)
{
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int map_shm_map(sqlite3_file *f, int region, int n, int extend, void volatile **out)
{
	return real_of(f)->pMethods->xShmMap(real_of(f), region, n, extend, out);
}

static int map_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void map_shm_barrier(sqlite3_file *f)
{
	real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int map_shm_unmap(sqlite3_file *f, int forget)
{
	return real_of(f)->pMethods->xShmUnmap(real_of(f), forget);
}

/* A page that is not given here is read by a call, which tells what is wrong with it. The first that the disk cannot give is the last that is asked for so. */
static int map_fetch(sqlite3_file *f, sqlite3_int64 at, int n, void **out)
{
	struct mapped *m = map_of(f)->map;
	const unsigned char *page = m && m->at && !atomic_load_explicit(&m->bad, memory_order_relaxed) && reaches(m, at + n) ? m->at + at : NULL;
	if (page && !is_readable(m, page))
		page = NULL;
	*out = (void *)(uintptr_t)page;
	return SQLITE_OK;
}

/* Nothing is ever unmapped while it is used. */
static int map_unfetch(sqlite3_file *f, sqlite3_int64 at, void *page)
{
	(void)f, (void)at, (void)page;
	return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
	.iVersion = 3, .xClose = map_close, .xRead = map_read, .xWrite = map_write, .xTruncate = map_truncate, .xSync = map_sync, .xFileSize = map_size,
	.xLock = map_lock, .xUnlock = map_unlock, .xCheckReservedLock = map_is_reserved, .xFileControl = map_control, .xSectorSize = map_sector,
	.xDeviceCharacteristics = map_traits, .xShmMap = map_shm_map, .xShmLock = map_shm_lock, .xShmBarrier = map_shm_barrier,
	.xShmUnmap = map_shm_unmap, .xFetch = map_fetch, .xUnfetch = map_unfetch,
};

/* The mapping belongs to the very file that SQLite opens: the path leads to it before and after. */
static int open_file(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *got)
{
	struct map_file *x = map_of(f);
	struct stat before, after;
	(void)v;
	if (!(flags & SQLITE_OPEN_MAIN_DB) || !name || stat(name, &before) != 0)
		return usual->xOpen(usual, name, f, flags, got);
	*x = (struct map_file){.real = (sqlite3_file *)(void *)(x + 1)};
	int rc = usual->xOpen(usual, name, x->real, flags, got);
	x->base.pMethods = x->real->pMethods ? &methods : NULL; /* SQLite closes what has some, also when opening failed */
	if (rc != SQLITE_OK)
		return rc;
	x->map = x->real->pMethods->iVersion >= 3 ? take(name, &before) : NULL;
	if (x->map && (stat(name, &after) != 0 || !is_same(&before, &after))) {
		give_back(x->map);
		x->map = NULL;
	}
	return SQLITE_OK;
}

const char *map_vfs(void)
{
	sqlite3_vfs *now = sqlite3_vfs_find(NULL);
	if (!now || now == &front)
		return NULL;
	watch();
	if (now != usual) {
		if (usual)
			sqlite3_vfs_unregister(&front);
		usual = now;
		front = *usual; /* everything but opening is the usual one's; it keeps its state in pAppData */
		front.zName = "lianxin-mapped";
		front.szOsFile = (int)sizeof(struct map_file) + usual->szOsFile;
		front.xOpen = open_file;
		front.pNext = NULL;
		if (sqlite3_vfs_register(&front, 0) != SQLITE_OK)
			return NULL;
	}
	return front.zName;
}
