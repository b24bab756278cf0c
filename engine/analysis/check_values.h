/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHECK_VALUES_H
#define LEDA_ANALYSIS_CHECK_VALUES_H

#include "engine/data/panel.h"

/* What all units of an indicator and group have in common, period by period (`--remove common`), on the
   scale of the levels and on the scale of the test. The arrays belong to whoever made them. */
typedef struct {
  const int32_t *ordinals; /* the periods, ascending */
  size_t n;
  const double *values;
  const double *judged;
} leda_common_effect;

/* Place of a period in ordinals[0..n-1], ascending; n where it is not there. */
size_t leda_common_find(const int32_t *ordinals, size_t n, int32_t ordinal);

/* One series as the verdict reads it, missing values left out. Reusable: start with
   leda_check_values_init, fill by leda_check_values_take as often as wanted. */
typedef struct {
  size_t capacity;
  size_t n;
  size_t n_missing;
  double *values; /* levels: the value, or per * numerator / denominator */
  double *judged; /* what is tested: the values, or standardised residuals of counts */
  double *counts; /* numerators, where `rates` */
  double *sizes;  /* denominators, where `rates` */
  int *positions; /* on the calendar's scale, so that missing periods leave gaps */
  int32_t *ordinals;
  bool rates;   /* counts out of denominators */
  double scale; /* a difference of `judged` times this is one of `values`: 1 unless `rates` */
} leda_check_values;

typedef struct {
  double per;                       /* what rates are multiplied by */
  int32_t from;                     /* earlier periods are left out; INT32_MIN: none */
  const leda_common_effect *common; /* subtracted; NULL: nothing */
} leda_check_reading;

/* Room for series of up to `capacity` observations. */
leda_status leda_check_values_init(leda_check_values *values, size_t capacity, leda_error *err);
void leda_check_values_clear(leda_check_values *values);

/* Counts with denominators are put on a residual scale (leda_standardise: binomial where no numerator
   is above its denominator, else Poisson). Errors: LEDA_ERR_DATA for a denominator that is missing or
   not above zero beside a value, and for a negative count with a denominator, located. */
leda_status leda_check_values_take(leda_check_values *values, const leda_panel *panel,
                                   const leda_series *series, const leda_check_reading *reading,
                                   leda_error *err);

/* Rate of the values from..to-1 taken together, or their mean where there are no denominators. */
double leda_check_values_level(const leda_check_values *values, size_t from, size_t to);

#endif
