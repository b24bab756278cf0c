/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/runs.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/runs_box.h"

/* +1 above the centre, -1 below, 0 on it or missing: not useful. */
static int side(double y, double centre) { return (y > centre) - (y < centre); }

/* Sought from the normal approximation, so that long series do not pay for every k below it. */
static size_t crossings_min_of(size_t useful) {
  unsigned trials = (unsigned)(useful - 1);
  double guess = floor(0.5 * (double)trials - 0.8225 * sqrt((double)trials));
  unsigned k = guess > 0.0 ? (unsigned)guess : 0;
  while (k > 0 && gsl_cdf_binomial_P(k - 1, 0.5, trials) >= 0.05) k--;
  while (gsl_cdf_binomial_P(k, 0.5, trials) < 0.05) k++;
  return k;
}

void leda_runs_limits(size_t useful, size_t *longest_run_max, size_t *crossings_min) {
  *longest_run_max = *crossings_min = 0;
  if (useful < 2) return;
  *longest_run_max = (size_t)lround(log2((double)useful) + 3.0);
  *crossings_min = crossings_min_of(useful);
}

bool leda_runs_judge(leda_runs *runs, leda_runs_rule rule) {
  leda_runs_box box;
  if (rule == LEDA_RUNS_STANDARD) {
    leda_runs_limits(runs->useful, &runs->longest_run_max, &runs->crossings_min);
  } else {
    if (!leda_runs_box_of(runs->useful, &box)) return false;
    bool cut = rule == LEDA_RUNS_CUT_BOX && box.cut_crossings > 0;
    runs->longest_run_max = box.run - (cut && runs->crossings < box.cut_crossings);
    runs->crossings_min = box.crossings + (cut && runs->longest_run > box.cut_run);
  }
  runs->signal = runs->useful >= 2 && (runs->longest_run > runs->longest_run_max ||
                                       runs->crossings < runs->crossings_min);
  return true;
}

leda_runs leda_runs_analyse(const double *y, const double *centre, size_t n) {
  leda_runs runs = {0};
  int last = 0;
  size_t length = 0;
  for (size_t i = 0; i < n; i++) {
    int now = side(y[i], centre[i]);
    if (now == 0) continue;
    runs.useful++;
    if (last != 0 && now != last) runs.crossings++;
    length = now == last ? length + 1 : 1;
    if (length > runs.longest_run) runs.longest_run = length;
    last = now;
  }
  leda_runs_judge(&runs, LEDA_RUNS_STANDARD);
  return runs;
}

/* End (exclusive) and useful length of the run that begins at i, a useful value. */
static size_t run_end(const double *y, const double *centre, size_t n, size_t i, size_t *length) {
  int first = side(y[i], centre[i]);
  size_t end = i;
  *length = 0;
  for (; i < n && side(y[i], centre[i]) != -first; i++) {
    if (side(y[i], centre[i]) == 0) continue;
    ++*length;
    end = i + 1;
  }
  return end;
}

void leda_runs_mark_long(const double *y, const double *centre, size_t n, size_t limit,
                         bool *in_run) {
  for (size_t i = 0; i < n; i++) in_run[i] = false;
  for (size_t i = 0; i < n;) {
    if (side(y[i], centre[i]) == 0) {
      i++;
      continue;
    }
    size_t length;
    size_t end = run_end(y, centre, n, i, &length);
    for (; i < end; i++) in_run[i] = length > limit && side(y[i], centre[i]) != 0;
  }
}
