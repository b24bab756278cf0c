#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each rule of tests/lint must find what it is for: bad samples in a folder of their own.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 3
dir=$(mktemp -d) || exit 3
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 3
mkdir -p engine/core engine/data engine/output engine/cli stats plots
failed=0
spdx='/* SPDX-License-Identifier: GPL-3.0-or-later */'

# finds SCRIPT FILE TEXT: the script must speak of FILE:2; passes SCRIPT FILE TEXT: must be silent.
finds() {
  printf '%s\n%s\n' "$spdx" "$3" >"$2"
  awk -f "$here/$1" "$2" | grep -q "^$2:" || {
    failed=1
    echo "$1 does not find, in $2: $3"
  }
}
passes() {
  printf '%s\n%s\n' "$spdx" "$3" >"$2"
  awk -f "$here/$1" "$2" >out && [ ! -s out ] || {
    failed=1
    echo "$1 finds in $2, wrongly: $3"
    cat out
  }
}

finds layers.awk stats/a.c '#include "engine/core/status.h"'
finds layers.awk plots/a.c '#include "engine/data/panel.h"'
finds layers.awk plots/a.c '#include "stats/scores.h"'
finds layers.awk engine/core/a.c '#include "engine/data/panel.h"'
finds layers.awk engine/data/a.c '#include "stats/scores.h"'
finds layers.awk engine/output/a.c '#include "stats/scores.h"'
finds layers.awk engine/cli/a.c '#include "plots/figure.h"'
finds layers.awk engine/core/a.c '#include "status.h"'
finds layers.awk engine/core/a.c '#include "../../stats/scores.h"'
passes layers.awk engine/output/a.c '#include "plots/figure.h"'
passes layers.awk stats/a.c '#include "stats/scores.h"'

finds text.awk engine/core/a.c '  system(command);'
finds text.awk engine/cli/a.c '  FILE *p = popen(command, "r");'
finds text.awk engine/data/a.c '  exit(1);'
finds text.awk engine/output/a.c '  printf("x");'
finds text.awk plots/a.c '  fputs(text, stderr);'
finds text.awk stats/a.c '  FILE *f = fopen(name, "r");'
finds text.awk engine/data/a.c '  char *p = malloc(3);'
finds text.awk engine/core/a.c '  setlocale(LC_ALL, "");'
finds text.awk stats/a.c '#pragma omp parallel for reduction(+ : sum)'
passes text.awk engine/data/a.c '  /* exit(1) */ note("system(\"x\") printf(");'
passes text.awk engine/cli/a.c '  printf("x"); exit(2);'
passes text.awk engine/core/memory.c '  return malloc(n);'
passes text.awk engine/core/a.c '  snprintf(text, sizeof text, "x"); leda_exit(3); row.system(4);'
echo 'int x;' >stats/b.c
awk -f "$here/text.awk" stats/b.c | grep -q SPDX || { failed=1; echo "a missing licence line passes"; }

printf '#include "engine/core/b.h"\n' >engine/core/a.h
printf '#include "engine/core/c.h"\n' >engine/core/b.h
printf '#include "engine/core/a.h"\n' >engine/core/c.h
awk -f "$here/cycles.awk" engine/core/[abc].h >out && { failed=1; echo "a circle of headers passes"; }
: >engine/core/c.h
awk -f "$here/cycles.awk" engine/core/[abc].h >out || { failed=1; echo "no circle fails"; cat out; }

long() { awk -v n="$1" 'BEGIN { print "int f(void) {"; for (i = 2; i < n; i++) print "  x++;"; print "}" }'; }
long 101 >stats/a.c
awk -f "$here/sizes.awk" stats/a.c >out && { failed=1; echo "a function of 101 lines passes"; }
long 100 >stats/a.c
awk -f "$here/sizes.awk" stats/a.c >out || { failed=1; echo "a function of 100 lines fails"; cat out; }
awk 'BEGIN { for (i = 0; i < 501; i++) print "/* */" }' >stats/a.c
awk -f "$here/sizes.awk" stats/a.c >out && { failed=1; echo "a file of 501 lines passes"; }
for _ in $(seq 28); do long 16; done >stats/a.c
cp stats/a.c stats/b.c
awk -f "$here/sizes.awk" stats/a.c stats/b.c >out && { failed=1; echo "a median of 16 lines passes"; }
exit $failed
