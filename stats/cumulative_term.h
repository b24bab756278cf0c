/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CUMULATIVE_TERM_H
#define LEDA_STATS_CUMULATIVE_TERM_H

#include "stats/cumulative_logit.h"

/* log(F(high) - F(low)) and its derivatives. */
typedef struct {
  double log_p; /* -INFINITY unless low < high */
  double high;  /* first derivatives */
  double low;
  double high_high; /* second */
  double low_low;
  double high_low;
} leda_cumulative_term;

/* high may be INFINITY and low -INFINITY (the ends of the scale). Accurate in both tails: the logistic
 * difference is F(high) (1 - F(low)) (1 - exp(low - high)), without cancellation. */
leda_cumulative_term leda_cumulative_term_at(leda_cumulative_link link, double high, double low);

#endif
