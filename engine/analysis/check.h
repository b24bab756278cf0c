/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHECK_H
#define LEDA_ANALYSIS_CHECK_H

#include <stdint.h>

#include "engine/analysis/chart.h"
#include "stats/verdict.h"

typedef enum {
  LEDA_DIRECTION_NONE = 0,
  LEDA_DIRECTION_CHANGE, /* a change where nobody said which way is better */
  LEDA_DIRECTION_IMPROVEMENT,
  LEDA_DIRECTION_DETERIORATION,
} leda_direction;

typedef struct {
  double alpha;
  leda_better better;
  int threads;
  uint64_t seed;
  double per; /* what rates are multiplied by */
} leda_check_options;

/* The verdict on one series: `verdict` holds indexes into `periods` and `values`, which leave out
   missing values. */
typedef struct {
  const leda_series *series;
  leda_calendar calendar;
  leda_better better;
  size_t n;
  size_t n_missing;
  double *values;       /* value, or per * value / denominator */
  leda_period *periods; /* of each value */
  leda_verdict_result verdict;
  leda_direction direction;
  leda_messages warnings; /* season, autocorrelation, denominators not yet reckoned with */
} leda_check;

leda_check_options leda_check_options_default(void);
const char *leda_direction_token(leda_direction direction);

/* Judges one series (docs/verdict.md). Errors: LEDA_ERR_DATA for a zero or missing denominator beside
   a value, located; LEDA_ERR_MEMORY. Too short or constant is no error but a verdict. *check need not
   be initialised; free with leda_check_clear. */
leda_status leda_check_run(leda_check *check, const leda_panel *panel, const leda_series *series,
                           const leda_check_options *options, leda_error *err);

void leda_check_clear(leda_check *check);

#endif
