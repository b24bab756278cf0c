/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHECK_H
#define LEDA_ANALYSIS_CHECK_H

#include <stdint.h>

#include "engine/analysis/chart.h"
#include "engine/analysis/check_values.h"
#include "stats/verdict.h"

typedef enum {
  LEDA_DIRECTION_NONE = 0,
  LEDA_DIRECTION_CHANGE, /* a change where nobody said which way is better */
  LEDA_DIRECTION_IMPROVEMENT,
  LEDA_DIRECTION_DETERIORATION,
} leda_direction;

/* --noise. AUTO: in a scan from all units of the indicator where there are enough, otherwise from the
   series itself. */
typedef enum {
  LEDA_NOISE_CHOICE_AUTO = 0,
  LEDA_NOISE_CHOICE_INDEPENDENT,
  LEDA_NOISE_CHOICE_SERIES, /* ar1: phi from the series itself */
  LEDA_NOISE_CHOICE_PHI,    /* ar1=PHI */
} leda_noise_choice;

/* --change and --baseline: the period of the change is known beforehand. */
typedef enum { LEDA_KNOWN_NONE = 0, LEDA_KNOWN_CHANGE, LEDA_KNOWN_BASELINE } leda_known_kind;

typedef struct {
  leda_known_kind kind;
  leda_period first; /* of the new level, or of the baseline */
  leda_period last;  /* of the baseline */
} leda_known_choice;

typedef struct {
  double alpha;
  leda_better better;
  leda_noise_choice noise;
  double phi; /* of LEDA_NOISE_CHOICE_PHI */
  leda_known_choice known;
  bool keep_season; /* do not remove the season */
  int threads;
  uint64_t seed;
  double per; /* what rates are multiplied by */
} leda_check_options;

/* A season is removed where this many of its cycles are there. With fewer a drift, whose part within the
   cycle goes with the season, looks like a step. */
#define LEDA_CHECK_CYCLES 4

/* The verdict on one series: `verdict` holds indexes into `periods` and `values`, which leave out
   missing values. Estimates are on the scale of `values`, also where residuals were judged. */
typedef struct {
  const leda_series *series;
  leda_calendar calendar;
  leda_better better;
  size_t n;
  size_t n_missing;
  double *values;       /* value, or per * value / denominator */
  leda_period *periods; /* of each value */
  bool rates;           /* judged as counts out of their denominators */
  leda_verdict_result verdict;
  leda_direction direction;
  leda_known_kind
      known;         /* not NONE: change_index was chosen by the user, and verdict.shift alone is
                            estimated */
  int season_length; /* of the season that was removed; 0: none was */
  bool common_removed;
  double q;   /* NaN outside a scan */
  double fdr; /* of the scan; NaN outside */
  leda_messages warnings;
} leda_check;

/* Where a known change stands in ordinals: values before `from` are left out, and the new level begins
   with the first value at or after `change`. Without a known change both are INT32_MIN. */
typedef struct {
  int32_t from;
  int32_t change;
} leda_known_place;

/* What the series of a scan share. */
typedef struct {
  const leda_panel *panel;
  const leda_check_options *options;
  const leda_known_place *place;
  const leda_null_store *store;        /* prepared; NULL: made for each series */
  const leda_verdict_setting *setting; /* NULL: made for each series */
  const leda_noise *noise;             /* in place of what the options say; NULL: as they say */
  const leda_common_effect *common;    /* removed; NULL: nothing is */
} leda_check_shared;

leda_check_options leda_check_options_default(void);
const char *leda_direction_token(leda_direction direction);

/* Judges one series (docs/verdict.md). Errors: LEDA_ERR_DATA for a zero or missing denominator beside
   a value, located, or a chosen period outside the data; LEDA_ERR_MEMORY. Too short, constant or too
   persistent is no error but a verdict. *check need not be initialised; free with leda_check_clear. */
leda_status leda_check_run(leda_check *check, const leda_panel *panel, const leda_series *series,
                           const leda_check_options *options, leda_error *err);

/* The same within a scan; may be called by several threads at once. */
leda_status leda_check_run_shared(leda_check *check, const leda_series *series,
                                  const leda_check_shared *shared, leda_error *err);

void leda_check_clear(leda_check *check);

/* ---- pieces that a scan shares with it ---- */

/* Which way a change of this sign is. */
leda_direction leda_check_direction(int sign, leda_better better);

/* Length of the season to be removed from n values, 0 where none is: the calendar has one, at least
   LEDA_CHECK_CYCLES of its cycles are there, and the options let it. */
int leda_check_season(leda_calendar calendar, size_t n, const leda_check_options *options);

/* The noise that the options ask for of a single series. */
leda_noise leda_check_noise(const leda_check_options *options);

/* Error LEDA_ERR_DATA when the period is of another kind or has no values before or after it. */
leda_status leda_check_known_place(const leda_panel *panel, const leda_known_choice *known,
                                   leda_known_place *out, leda_error *err);

/* Index of the first value at or after `change`. */
size_t leda_check_known_index(const leda_check_values *values, int32_t change);

#endif
