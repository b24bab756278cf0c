/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/progress.h"

#include <stddef.h>

int leda_progress_report(const leda_progress *progress, uint64_t done, uint64_t total) {
  if (!progress || !progress->function) return 0;
  return progress->function(done, total, progress->data);
}
