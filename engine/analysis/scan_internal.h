/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the scan share; not for others. */
#ifndef LEDA_ANALYSIS_SCAN_INTERNAL_H
#define LEDA_ANALYSIS_SCAN_INTERNAL_H

#include "engine/analysis/scan.h"
#include "engine/analysis/scan_common.h"
#include "stats/screen.h"

/* Panels of more series are looked at in samples where all would take long. */
enum { LEDA_SCAN_LARGE = 12000 };

struct leda_scan {
  const leda_panel *panel;
  leda_scan_options options;
  leda_known_place place;
  int threads;
  size_t longest;           /* observations of a series, at most */
  leda_scan_common *common; /* NULL: nothing is removed */
  leda_null_store *store;
  leda_scan_row *rows;
  leda_phi_estimate *phi; /* of each series; NULL where none is pooled */
  uint32_t *indicator_of; /* of each series */
  leda_scan_indicator *indicators;
  size_t n_indicators;
  leda_scan_summary summary;
  leda_messages warnings;
};

/* What a thread has of its own. */
typedef struct {
  leda_check_values values;
  double *unseasoned;      /* work space: the series without its season */
  leda_screen_work *plain; /* for series whose season stays */
  leda_screen_work
      *seasonal; /* for those whose season is removed; NULL where the calendar has none */
} leda_scan_worker;

/* One series of a pass; `data` is the pass's own. */
typedef leda_status (*leda_scan_task)(leda_scan *scan, leda_scan_worker *worker, size_t series,
                                      void *data, leda_error *err);

/* `task` for series 0, stride, 2 stride... in parallel. A failure is that of the series that stands
   first, whatever the threads. */
typedef struct {
  leda_scan_task task;
  void *data;
  size_t stride;
} leda_scan_pass;

leda_status leda_scan_each(leda_scan *scan, const leda_scan_pass *pass, leda_error *err);

/* Reads a series into worker->values. */
leda_status leda_scan_take(const leda_scan *scan, leda_scan_worker *worker, size_t series,
                           leda_error *err);

/* Season to be removed from n values; 0: none. */
int leda_scan_season(const leda_scan *scan, size_t n);

/* Finds the indicators of the panel and which series belongs to which. */
leda_status leda_scan_find_indicators(leda_scan *scan, leda_error *err);

/* Counts the values of each series, chooses the noise of each indicator, pooling phi where there are
   units enough, and makes the null distributions of all series. */
leda_status leda_scan_choose_noise(leda_scan *scan, leda_error *err);

/* The noise of a series, after leda_scan_choose_noise. */
leda_noise leda_scan_noise(const leda_scan *scan, size_t series);

/* The same with `shift` added to phi. */
leda_noise leda_scan_noise_shifted(const leda_scan *scan, size_t series, double shift);

/* Asks for the null distribution of n values under `noise`; nothing for too few values. What was asked
   for is made by leda_scan_fill, by several threads, and must be before anything is judged. */
leda_status leda_scan_reserve(leda_scan *scan, size_t n, const leda_noise *noise, leda_error *err);
leda_status leda_scan_fill(leda_scan *scan, leda_error *err);

/* p of worker->values under `noise`. */
leda_status leda_scan_judge(const leda_scan *scan, const leda_scan_worker *worker,
                            const leda_noise *noise, leda_screen_result *out, leda_error *err);

/* Screens every series, tests for false discoveries and counts. */
leda_status leda_scan_screen(leda_scan *scan, leda_error *err);

/* Fills at_phi of the indicators, and the joint permutation of the summary. */
leda_status leda_scan_vary_phi(leda_scan *scan, leda_error *err);
leda_status leda_scan_permute_jointly(leda_scan *scan, leda_error *err);

#endif
