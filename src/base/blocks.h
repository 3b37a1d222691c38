/*
 * Memory in pieces of one size, for the first block of an arena: each request that waits has one. The system is asked for
 * them by the hundred and gets them back when thousands are over; some stay for the next ones, since a page that was given
 * back is cleared before it comes again. A piece begins at the begin of a page, so that the few kilobytes that most
 * requests need lie in as few pages as can be. From any thread.
 */
#ifndef LX_BLOCKS_H
#define LX_BLOCKS_H

#include <stddef.h>

enum { BLOCK_BYTES = 16 * 1024 };

void *blocks_take(void); /* BLOCK_BYTES with anything in it; NULL: there is no memory */
void blocks_give(void *block);
size_t blocks_held(void); /* bytes of address space, for the test */

#endif
