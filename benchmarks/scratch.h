/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCHMARKS_SCRATCH_H
#define BENCHMARKS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>

enum { SCRATCH_SIZE = 512 };

/* A template for mkstemp and mkdtemp where temporary files go: TMPDIR, else where POSIX has them. */
static inline void scratch_template(char out[SCRATCH_SIZE], const char *what) {
  const char *folder = getenv("TMPDIR");
  snprintf(out, SCRATCH_SIZE, "%s/leda-%s-XXXXXX", folder && *folder ? folder : "/tmp", what);
}

#endif
