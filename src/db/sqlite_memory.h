/*
 * Memory of SQLite. Each run of a statement takes a piece for every table, index and register that it uses and gives them
 * back at its end, some eighty in a post; the library of Debian is built without its own store for that. Here each thread
 * keeps some pieces of each small size. Threads that use the database live as long as the process.
 */
#ifndef LX_SQLITE_MEMORY_H
#define LX_SQLITE_MEMORY_H

void sqlite_memory(void); /* once, before the first database is opened; without counts, which want a lock of all threads */

#endif
