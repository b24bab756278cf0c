/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/alarm_rules.h"

#include <float.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stats/alarm_words.h"
#include "stats/control_constants.h"
#include "stats/moving_range.h"
#include "stats/runs.h"

enum { MOST_SETS = 32, SMALL_SORT = 64 };

struct leda_alarm_judge {
  size_t n;
  leda_alarm_chart chart;
  leda_alarm_phase *phases;
  size_t n_sets;
  leda_alarm_rules sets[MOST_SETS];
  double screen;       /* times the mean range */
  bool steps;          /* some set asks for rises and falls */
  bool runs;           /* some set has Anhoej's rules */
  size_t *longest_max; /* by useful points */
  size_t *crossings_min;
};

leda_alarm_rules leda_alarm_rules_sigma3(void) { return (leda_alarm_rules){.beyond = 3.0}; }

leda_alarm_rules leda_alarm_rules_western_electric(void) {
  return (leda_alarm_rules){.beyond = 3.0, .zone = {{2.0, 2, 3}, {1.0, 4, 5}}, .run = 8};
}

leda_alarm_rules leda_alarm_rules_nelson(void) {
  return (leda_alarm_rules){.beyond = 3.0,
                            .zone = {{2.0, 2, 3}, {1.0, 4, 5}},
                            .run = 9,
                            .trend = 6,
                            .alternating = 14,
                            .inside = 15,
                            .outside = 8};
}

leda_alarm_rules leda_alarm_rules_nhs(void) {
  return (leda_alarm_rules){.beyond = 3.0, .run = 7, .trend = 7, .near_limit = true};
}

leda_alarm_rules leda_alarm_rules_wheeler(void) {
  return (leda_alarm_rules){.beyond = 3.0, .zone = {{1.5, 3, 4}}, .run = 8};
}

leda_alarm_rules leda_alarm_rules_anhoej(void) { return (leda_alarm_rules){.anhoej = true}; }

/* ---- making a judge ---- */

static bool set_valid(const leda_alarm_rules *set) {
  size_t most = set->run;
  if (set->trend == 1 || set->alternating == 1 || set->alternating == 2) return false;
  if (set->trend > most) most = set->trend;
  if (set->alternating > most) most = set->alternating;
  if (set->inside > most) most = set->inside;
  if (set->outside > most) most = set->outside;
  for (size_t k = 0; k < LEDA_ALARM_ZONES; k++)
    if (set->zone[k].window > most) most = set->zone[k].window;
  return most <= LEDA_ALARM_LONGEST;
}

static bool phases_valid(const leda_alarm_chart *chart, size_t n) {
  size_t last = 0;
  for (size_t k = 0; k < chart->n_phases; k++) {
    const leda_alarm_phase *p = &chart->phases[k];
    if (p->from < last || p->to <= p->from || p->to > n || p->baseline > p->to - p->from)
      return false;
    last = p->to;
  }
  return true;
}

static bool copy_phases(leda_alarm_judge *judge, const leda_alarm_chart *chart) {
  size_t count = chart->n_phases ? chart->n_phases : 1;
  judge->phases = calloc(count, sizeof *judge->phases);
  if (judge->phases == NULL) return false;
  if (chart->n_phases)
    memcpy(judge->phases, chart->phases, count * sizeof *judge->phases);
  else
    judge->phases[0].to = judge->n;
  judge->chart.phases = judge->phases;
  judge->chart.n_phases = count;
  return true;
}

/* Anhoej's limits for every possible number of useful points: ties with the centre change it. */
static bool fill_runs_limits(leda_alarm_judge *judge) {
  judge->longest_max = calloc(judge->n + 1, sizeof *judge->longest_max);
  judge->crossings_min = calloc(judge->n + 1, sizeof *judge->crossings_min);
  if (judge->longest_max == NULL || judge->crossings_min == NULL) return false;
  for (size_t u = 0; u <= judge->n; u++)
    leda_runs_limits(u, &judge->longest_max[u], &judge->crossings_min[u]);
  return true;
}

static bool copy_sets(leda_alarm_judge *judge, const leda_alarm_rules *sets) {
  for (size_t k = 0; k < judge->n_sets; k++) {
    judge->sets[k] = sets[k];
    judge->steps = judge->steps || sets[k].trend || sets[k].alternating;
    judge->runs = judge->runs || sets[k].anhoej;
  }
  return !judge->runs || fill_runs_limits(judge);
}

leda_alarm_judge *leda_alarm_judge_alloc(const leda_alarm_chart *chart, size_t n,
                                         const leda_alarm_rules *sets, size_t n_sets, int *status) {
  bool valid = n > 0 && n_sets > 0 && n_sets <= MOST_SETS && phases_valid(chart, n);
  for (size_t k = 0; valid && k < n_sets; k++) valid = set_valid(&sets[k]);
  *status = valid ? GSL_SUCCESS : GSL_EINVAL;
  if (!valid) return NULL;

  leda_alarm_judge *judge = calloc(1, sizeof *judge);
  if (judge == NULL) goto failed;
  judge->n = n;
  judge->chart = *chart;
  judge->n_sets = n_sets;
  if (judge->chart.d2 <= 0.0) judge->chart.d2 = leda_d2_two();
  judge->screen = chart->screen ? 1.0 + 3.0 * leda_d3_two() / leda_d2_two() : INFINITY;
  if (!copy_phases(judge, chart) || !copy_sets(judge, sets)) goto failed;
  return judge;
failed:
  leda_alarm_judge_free(judge);
  *status = GSL_ENOMEM;
  return NULL;
}

void leda_alarm_judge_free(leda_alarm_judge *judge) {
  if (judge == NULL) return;
  free(judge->phases);
  free(judge->longest_max);
  free(judge->crossings_min);
  free(judge);
}

size_t leda_alarm_judge_n(const leda_alarm_judge *judge) { return judge->n; }

size_t leda_alarm_judge_sets(const leda_alarm_judge *judge) { return judge->n_sets; }

size_t leda_alarm_judge_work(const leda_alarm_judge *judge) { return 2 * judge->n; }

/* ---- centre and sigma ---- */

static double mean_of(const double *y, size_t n) {
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) sum += y[i];
  return sum / (double)n;
}

static double median_in_place(double *y, size_t n) {
  if (n == 0) return NAN;
  if (n > SMALL_SORT) {
    gsl_sort(y, 1, n);
  } else {
    for (size_t i = 1; i < n; i++) {
      double kept = y[i];
      size_t j = i;
      for (; j > 0 && y[j - 1] > kept; j--) y[j] = y[j - 1];
      y[j] = kept;
    }
  }
  return n % 2 ? y[n / 2] : 0.5 * (y[n / 2 - 1] + y[n / 2]);
}

/* screen: ranges of this many means are left out; INFINITY: none. */
static double range_mean(const double *y, size_t n, double screen) {
  double sum = 0.0, kept = 0.0, limit;
  size_t count = 0;
  for (size_t i = 1; i < n; i++) sum += fabs(y[i] - y[i - 1]);
  sum /= (double)(n - 1);
  if (isinf(screen)) return sum;
  limit = screen * sum;
  for (size_t i = 1; i < n; i++) {
    double range = fabs(y[i] - y[i - 1]);
    if (range >= limit) continue;
    kept += range;
    count++;
  }
  return count ? kept / (double)count : sum;
}

static double median_range(const double *y, size_t n, double *work) {
  for (size_t i = 1; i < n; i++) work[i - 1] = fabs(y[i] - y[i - 1]);
  return median_in_place(work, n - 1);
}

static double sd_of(const double *y, size_t n) {
  double mean = mean_of(y, n), squares = 0.0;
  for (size_t i = 0; i < n; i++) squares += (y[i] - mean) * (y[i] - mean);
  return sqrt(squares / (double)(n - 1));
}

static double centre_of(const leda_alarm_chart *chart, const double *y, size_t n, double *work) {
  if (chart->centre == LEDA_ALARM_CENTRE_ZERO) return 0.0;
  if (chart->centre == LEDA_ALARM_MEAN) return mean_of(y, n);
  memcpy(work, y, n * sizeof *y);
  return median_in_place(work, n);
}

/* INFINITY where there is none: nothing stands beyond it. */
static double sigma_of(const leda_alarm_judge *judge, const double *y, size_t n, double *work) {
  const leda_alarm_chart *chart = &judge->chart;
  double sigma = 0.0;
  if (chart->sigma == LEDA_ALARM_SIGMA_ONE) return 1.0;
  if (chart->sigma == LEDA_ALARM_NO_SIGMA || n < 2) return INFINITY;
  if (chart->sigma == LEDA_ALARM_MOVING_RANGE) sigma = range_mean(y, n, judge->screen) / chart->d2;
  if (chart->sigma == LEDA_ALARM_MEDIAN_RANGE)
    sigma = median_range(y, n, work) / leda_control_median_range_two();
  if (chart->sigma == LEDA_ALARM_SD) sigma = sd_of(y, n);
  return sigma > 0.0 ? sigma : INFINITY;
}

/* Deviations from the centre. One that rounding of the mean alone can explain is none: values tied with the
 * centre must stay there in whatever order they were added. */
static void deviate(const double *y, size_t n, double centre, double *d) {
  double tiny = 0.0;
  for (size_t i = 0; i < n; i++) {
    d[i] = y[i] - centre;
    if (fabs(y[i]) > tiny) tiny = fabs(y[i]);
  }
  tiny *= (double)n * DBL_EPSILON;
  for (size_t i = 0; i < n; i++)
    if (fabs(d[i]) <= tiny) d[i] = 0.0;
}

typedef struct {
  const double *y;
  const double *d;
  size_t n;
  double sigma;
} phase_view;

static phase_view look(const leda_alarm_judge *judge, const leda_alarm_phase *phase,
                       const double *y, double *work) {
  phase_view view = {y + phase->from, work, phase->to - phase->from, 0.0};
  size_t base = phase->baseline ? phase->baseline : view.n;
  double centre = centre_of(&judge->chart, view.y, base, work + judge->n);
  view.sigma = sigma_of(judge, view.y, base, work + judge->n);
  deviate(view.y, view.n, centre, work);
  return view;
}

/* ---- judging ---- */

static bool anhoej_signals(const leda_alarm_judge *judge, const double *d, size_t n) {
  size_t useful = 0, crossings = 0, length = 0, longest = 0;
  int last = 0;
  for (size_t i = 0; i < n; i++) {
    int now = (d[i] > 0.0) - (d[i] < 0.0);
    if (now == 0) continue;
    length = now == last ? length + 1 : 1;
    crossings += now == -last;
    longest = length > longest ? length : longest;
    useful++;
    last = now;
  }
  if (useful < 2) return false;
  return longest > judge->longest_max[useful] || crossings < judge->crossings_min[useful];
}

static double widest_of(const phase_view *view) {
  double most = 0.0;
  for (size_t i = 0; i < view->n; i++)
    if (fabs(view->d[i]) > most) most = fabs(view->d[i]);
  return most / view->sigma;
}

static unsigned judge_phase(const leda_alarm_judge *judge, const phase_view *view) {
  double widest = widest_of(view);
  unsigned signals = 0;
  for (size_t k = 0; k < judge->n_sets; k++)
    if (judge->sets[k].beyond > 0.0 && widest > judge->sets[k].beyond) signals |= 1U << k;
  if (judge->runs && anhoej_signals(judge, view->d, view->n))
    for (size_t k = 0; k < judge->n_sets; k++)
      if (judge->sets[k].anhoej) signals |= 1U << k;
  for (size_t from = 0; from < view->n; from += LEDA_ALARM_LONGEST) {
    size_t left = view->n - from;
    leda_alarm_window window = {view->y + from, view->d + from, left < 64 ? left : 64, view->sigma};
    leda_alarm_words words = leda_alarm_words_make(&window, judge->steps);
    for (size_t k = 0; k < judge->n_sets; k++)
      if (!(signals >> k & 1U) && leda_alarm_words_signal(&words, &window, &judge->sets[k]))
        signals |= 1U << k;
    if (left <= 64) break;
  }
  return signals;
}

unsigned leda_alarm_judge_run(const leda_alarm_judge *judge, const double *y, double *work) {
  unsigned signals = 0;
  for (size_t k = 0; k < judge->chart.n_phases; k++) {
    phase_view view = look(judge, &judge->phases[k], y, work);
    signals |= judge_phase(judge, &view);
  }
  return signals;
}

unsigned leda_alarm_judge_run_given(const leda_alarm_judge *judge, const double *y,
                                    const double *z) {
  unsigned signals = 0;
  for (size_t k = 0; k < judge->chart.n_phases; k++) {
    const leda_alarm_phase *phase = &judge->phases[k];
    phase_view view = {y + phase->from, z + phase->from, phase->to - phase->from, 1.0};
    signals |= judge_phase(judge, &view);
  }
  return signals;
}

double leda_alarm_judge_widest(const leda_alarm_judge *judge, const double *y, double *work) {
  double most = 0.0;
  for (size_t k = 0; k < judge->chart.n_phases; k++) {
    phase_view view = look(judge, &judge->phases[k], y, work);
    most = fmax(most, widest_of(&view));
  }
  return most;
}
