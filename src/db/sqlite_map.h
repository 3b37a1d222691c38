/*
 * Readers see the database through one mapping of its file that all of the process share and keep. SQLite's own mapping
 * ends at 2 GB and is given up at each commit of another connection; what it maps anew is then met page by page by the
 * system once more, the dearer the farther apart the pages lie: so lists cost more in a large database than in a small
 * one though they read no more. What is behind the mapping is read by calls as usual.
 *
 * What the disk cannot give is told by a signal (SIGBUS) to whoever touches it. From then on all pages are read by calls,
 * until all readers of the file are closed. The page that was lost has zeros in its place, also for those who have had it
 * for a while: what was read beside it is not to be used, which each reader knows by map_losses.
 *
 * A file that was mapped once keeps a descriptor and an entry of a list (some 200 bytes) until the process ends, also when
 * nobody has it open: POSIX lets go all locks that a process holds on a file when it closes any descriptor of it, so to
 * close ours could take away those under which SQLite writes. A server has one such file; only what opens one file after
 * the other (tests, a restore) has several.
 */
#ifndef LX_SQLITE_MAP_H
#define LX_SQLITE_MAP_H

/* The name of the VFS that does so, in front of the one that is usual now; NULL: as usual. "pragma mmap_size" turns it on (above 0) and off. */
const char *map_vfs(void);
/* How many pages were lost while somebody had them: whoever sees another number than before may have read zeros. */
int map_losses(void);

#endif
