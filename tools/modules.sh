#!/bin/sh
# modules.sh NAME …: the C table of all modules.
echo '#include "kernel/app.h"'
for m; do echo "extern const struct module mod_$m;"; done
echo 'const struct module *const all_modules[] = {'
for m; do echo "	&mod_$m,"; done
echo '	0,'
echo '};'
