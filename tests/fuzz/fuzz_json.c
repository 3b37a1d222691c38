/* Any bytes as the answer of a group robot: its error code is a number, whatever stands there. */
#include <stdint.h>
#include <stdlib.h>

#include "kernel/outbox.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	volatile int64_t code = outbox_errcode((const char *)data, size);
	(void)code;
	return 0;
}
