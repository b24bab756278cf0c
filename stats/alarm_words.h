/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ALARM_WORDS_H
#define LEDA_STATS_ALARM_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/alarm_rules.h"

/* Up to 64 points in a row as bits, bit i for point i; patterns are shifts of these words. A chart of more
 * points is cut into windows that overlap by 32: every pattern of at most 32 points lies whole in one of them,
 * and a window on its own never signals what the whole does not. Part of alarm_rules. */

/* n <= 64 points: values, deviations from the centre, and sigma, INFINITY where there is none. */
typedef struct {
  const double *y;
  const double *d;
  size_t n;
  double sigma;
} leda_alarm_window;

typedef struct {
  uint64_t above; /* than the centre */
  uint64_t below;
  uint64_t up; /* than the point before */
  uint64_t down;
} leda_alarm_words;

/* `steps`: fill up and down too; else they are 0. */
leda_alarm_words leda_alarm_words_make(const leda_alarm_window *window, bool steps);

/* Whether the set's patterns occur: all but `beyond` and `anhoej`, which look at the whole phase. */
bool leda_alarm_words_signal(const leda_alarm_words *words, const leda_alarm_window *window,
                             const leda_alarm_rules *set);

#endif
