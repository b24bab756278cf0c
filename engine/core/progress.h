/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_PROGRESS_H
#define LEDA_CORE_PROGRESS_H

#include <stdint.h>

/* Called now and then during long work with how much is done of how much (total 0: not known). A
   non-zero return cancels: the work stops with LEDA_ERR_CANCELLED and leaves nothing behind.
   `function` may be NULL. In parallel work it is called from the first thread only. */
typedef struct {
  int (*function)(uint64_t done, uint64_t total, void *data);
  void *data;
} leda_progress;

/* Reports; returns non-zero when the work should stop. */
int leda_progress_report(const leda_progress *progress, uint64_t done, uint64_t total);

#endif
