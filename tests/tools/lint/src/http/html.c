#include "db/db.h"
#include "http/html.h"
