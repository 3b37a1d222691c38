#include "kernel/flow.h"
#include "base/str.h"
