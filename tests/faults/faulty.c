#include "faults/faulty.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct faulty faulty;

struct file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this struct */
};

static sqlite3_vfs shim, *usual;

static sqlite3_file *real_of(sqlite3_file *f)
{
	return ((struct file *)f)->real;
}

/* SQLITE_OK, or how this call is to fail. */
static int fate(enum faulty_call c)
{
	atomic_fetch_add(&faulty.call[c].seen, 1);
	if (!atomic_load(&faulty.call[c].fails) || atomic_fetch_sub(&faulty.call[c].spare, 1) > 0)
		return SQLITE_OK;
	if (atomic_load(&faulty.call[c].fails) > 0)
		atomic_fetch_sub(&faulty.call[c].fails, 1);
	return atomic_load(&faulty.call[c].code);
}

static int close_file(sqlite3_file *f)
{
	return real_of(f)->pMethods->xClose(real_of(f));
}

static int read_file(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	int rc = fate(FAULTY_READ);
	if (rc == SQLITE_CORRUPT) { /* the disk gives other bytes than it was given */
		memset(to, 0x5a, (size_t)n);
		return SQLITE_OK;
	}
	return rc ? rc : real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int write_file(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	bool meant = !faulty.marked || memmem(from, (size_t)n, faulty.marked, strlen(faulty.marked));
	int rc = meant ? fate(FAULTY_WRITE) : SQLITE_OK;
	return rc ? rc : real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int truncate_file(sqlite3_file *f, sqlite3_int64 size)
{
	return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int sync_file(sqlite3_file *f, int flags)
{
	int delay = atomic_load(&faulty.sync_delay_us), rc = fate(FAULTY_SYNC);
	if (delay)
		usleep((unsigned)delay);
	return rc ? rc : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int size_of_file(sqlite3_file *f, sqlite3_int64 *size)
{
	return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int lock_file(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int unlock_file(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int is_reserved(sqlite3_file *f, int *out)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int control(sqlite3_file *f, int op, void *arg)
{
	return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int sector(sqlite3_file *f)
{
	return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int traits(sqlite3_file *f)
{
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **out)
{
	return real_of(f)->pMethods->xShmMap(real_of(f), region, size, extend, out);
}

static int shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return real_of(f)->pMethods->xShmLock(real_of(f), at, n, flags);
}

static void shm_barrier(sqlite3_file *f)
{
	real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int shm_unmap(sqlite3_file *f, int drop)
{
	return real_of(f)->pMethods->xShmUnmap(real_of(f), drop);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2 /* without mapped pages, which would pass by a failing read */, .xClose = close_file, .xRead = read_file, .xWrite = write_file, .xTruncate = truncate_file,
	.xSync = sync_file, .xFileSize = size_of_file, .xLock = lock_file, .xUnlock = unlock_file,
	.xCheckReservedLock = is_reserved, .xFileControl = control, .xSectorSize = sector,
	.xDeviceCharacteristics = traits, .xShmMap = shm_map, .xShmLock = shm_lock, .xShmBarrier = shm_barrier,
	.xShmUnmap = shm_unmap,
};
static sqlite3_io_methods mapped_methods; /* the same with mapped pages */

static int no_page(sqlite3_file *f, sqlite3_int64 at, int n, void **out)
{
	(void)f, (void)at, (void)n;
	*out = NULL;
	return SQLITE_OK;
}

static int unfetch(sqlite3_file *f, sqlite3_int64 at, void *page)
{
	(void)f, (void)at, (void)page;
	return SQLITE_OK;
}

static int open_file(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *got)
{
	struct file *x = (struct file *)f;
	(void)v;
	x->real = (sqlite3_file *)(x + 1);
	int rc = usual->xOpen(usual, name, x->real, flags, got);
	x->base.pMethods = !x->real->pMethods ? NULL : atomic_load(&faulty.mapped) ? &mapped_methods : &methods;
	return rc;
}

void faulty_install(void)
{
	usual = sqlite3_vfs_find(NULL);
	if (!usual || usual == &shim)
		return;
	mapped_methods = methods;
	mapped_methods.iVersion = 3;
	mapped_methods.xFetch = no_page;
	mapped_methods.xUnfetch = unfetch;
	shim = *usual; /* everything but opening is the usual one's; it keeps its state in pAppData */
	shim.zName = "faulty";
	shim.szOsFile = (int)sizeof(struct file) + usual->szOsFile;
	shim.xOpen = open_file;
	shim.pNext = NULL;
	sqlite3_vfs_register(&shim, 1);
}

void faulty_arm(enum faulty_call c, int code, int spare, int fails)
{
	atomic_store(&faulty.call[c].code, code);
	atomic_store(&faulty.call[c].spare, spare);
	atomic_store(&faulty.call[c].fails, fails);
}

void faulty_calm(void)
{
	for (int c = 0; c < FAULTY_CALLS; c++)
		atomic_store(&faulty.call[c].fails, 0);
	faulty.marked = NULL;
}

/* As a preloaded library. */
__attribute__((constructor)) static void from_environment(void)
{
	const char *text = getenv("LX_FAULTS"), *delay = text ? strstr(text, "sync-delay-us=") : NULL;
	if (!text)
		return;
	if (delay)
		atomic_store(&faulty.sync_delay_us, atoi(delay + strlen("sync-delay-us=")));
	faulty_install();
}
