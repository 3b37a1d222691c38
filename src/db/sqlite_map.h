/*
 * Readers see the database through one mapping of its file that all of the process share and keep. SQLite's own mapping
 * ends at 2 GB and is given up at each commit of another connection; what it maps anew is then met page by page by the
 * system once more, the dearer the farther apart the pages lie: so lists cost more in a large database than in a small
 * one though they read no more. What is behind the mapping, or what the disk cannot give, is read by calls as usual.
 */
#ifndef LX_SQLITE_MAP_H
#define LX_SQLITE_MAP_H

/* The name of the VFS that does so, in front of the one that is usual now; NULL: as usual. "pragma mmap_size" turns it on (above 0) and off. */
const char *map_vfs(void);

#endif
