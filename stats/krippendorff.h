/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_KRIPPENDORFF_H
#define LEDA_STATS_KRIPPENDORFF_H

#include <stddef.h>
#include <stdint.h>

#include "stats/rating_levels.h"

/* Krippendorff's alpha: agreement of any number of raters on any scale, ratings may be missing.
 *     alpha = 1 - observed / expected disagreement
 * over all pairs of ratings of the same subject and over all pairs at all, among subjects rated twice or more.
 * Disagreement of c and k: nominal 1; interval (c - k)^2; ordinal the squared difference of their mid-ranks among
 * all those ratings, which is the sum of the frequencies between them and half of their own. Source: Krippendorff,
 * Computing Krippendorff's Alpha-Reliability (2011); Content Analysis, 3rd ed. (2013), chapter 12.
 *
 * Interval: percentiles of a bootstrap over subjects (Zapf, Castell, Morawietz & Karch 2016, BMC Medical Research
 * Methodology 16), quantiles of type 7; the same for any number of threads,
 * not for any order of the subjects: sort them. No subject with a disagreement: 1
 * above, and below leda_agreement_full_lower of nominal disagreement. */
typedef enum { LEDA_ALPHA_NOMINAL, LEDA_ALPHA_ORDINAL, LEDA_ALPHA_INTERVAL } leda_alpha_scale;

typedef struct {
  leda_alpha_scale scale;
  size_t replicates; /* 0: no interval (NaN) */
  uint64_t seed;
  int threads;
} leda_alpha_options;

typedef struct {
  size_t subjects; /* rated twice or more */
  size_t ratings;  /* of these */
  double observed; /* mean disagreement inside subjects (mid-ranks or values squared as above) */
  double expected;
  leda_agreement alpha;
  size_t replicates; /* that gave a number: a draw where all ratings are equal does not */
} leda_krippendorff_result;

/* All ratings equal, or no subject rated twice: alpha NaN. GSL_SUCCESS; GSL_EINVAL (scale, level, an infinite
 * rating with LEDA_ALPHA_INTERVAL); GSL_ENOMEM. */
int leda_krippendorff(const leda_ratings *ratings, const leda_alpha_options *options,
                      leda_krippendorff_result *out);

#endif
