/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole sums behind published means. What is not published is drawn so that it agrees with what the report
   says in words: the chosen rise more than the others in all statements but 19, most in 8, 12 and 4; support
   answers a little lower than leadership; a year later the chosen have lost some, most in 1-10. */
#include <math.h>
#include <stdlib.h>

#include "engine/analysis/simulate_published_internal.h"
#include "stats/stream.h"

#define STREAM_TARGETS (UINT64_C(1) << 60)

enum { OCTOBER, MAY, FOLLOW_UP };

/* Without a mean on the border of rounding: half up and half to even print the same. */
static bool prints_as(long sum, long n, int mean, int scale) {
  return 2 * labs(sum * scale - n * mean) < n;
}

bool leda_lfr_sum(long n, int mean, int scale, long *sum) {
  *sum = lround((double)n * mean / scale);
  return n > 0 && prints_as(*sum, n, mean, scale);
}

static long total(const long *cells) {
  return cells[LEDA_SURVEY_NOT_STATED] + cells[LEDA_SURVEY_LEADERSHIP] + cells[LEDA_SURVEY_SUPPORT];
}

/* ---- all municipalities ---- */

static bool difference_prints_as(const long *sum, const long *n, int wanted) {
  double difference = (double)sum[1] / (double)n[1] - (double)sum[0] / (double)n[0];
  return fabs(100.0 * difference - wanted) < 0.5 - 1e-9;
}

/* Sums of October and May with which the two means and their difference come out, nearest the means. */
static bool choose_all(const long *n, const int *printed, long *best) {
  double least = INFINITY;
  long middle[2];
  for (size_t w = 0; w < 2; w++) middle[w] = lround((double)n[w] * printed[w] / 100.0);
  for (long a = middle[0] - 2; a <= middle[0] + 2; a++)
    for (long b = middle[1] - 2; b <= middle[1] + 2; b++) {
      long sum[2] = {a, b};
      double off = fabs((double)a - (double)n[0] * printed[0] / 100.0) +
                   fabs((double)b - (double)n[1] * printed[1] / 100.0);
      if (!prints_as(a, n[0], printed[0], 100) || !prints_as(b, n[1], printed[1], 100) ||
          !difference_prints_as(sum, n, printed[2]) || off >= least)
        continue;
      least = off;
      best[0] = a;
      best[1] = b;
    }
  return isfinite(least);
}

/* ---- what is not published ---- */

typedef struct {
  double start;                     /* the chosen against all, October */
  double more;                      /* how much more than the others the chosen rise */
  double lost;                      /* by the chosen from May to the follow-up */
  double gap[LEDA_SYNTHETIC_WAVES]; /* leadership above support */
} targets;

static targets draw_targets(size_t statement, uint64_t seed) {
  leda_stream stream = leda_stream_start(seed, STREAM_TARGETS + statement);
  int number = (int)statement + 1;
  targets t;
  t.start = -0.2 + 0.2 * leda_stream_uniform(&stream);
  t.more = 0.1 + 0.2 * leda_stream_uniform(&stream);
  if (number == 12) t.more = 0.5;
  if (number == 4) t.more = 0.45;
  if (number == 19) t.more = -0.1;
  t.lost = number <= 10 ? 0.15 : -0.05;
  t.lost += 0.2 * leda_stream_uniform(&stream);
  for (size_t w = 0; w < LEDA_SYNTHETIC_WAVES; w++)
    t.gap[w] = 0.25 + 0.3 * leda_stream_uniform(&stream);
  return t;
}

/* ---- the chosen ---- */

/* Both roles published: the sum of all is theirs and what fits between for those without a role. */
static bool sum_of_roles(const leda_lfr_cells *cells, size_t statement, size_t wave, long *sum) {
  const long *n = cells->n[wave][LEDA_COHORT_CHOSEN];
  long part[LEDA_SURVEY_ROLES] = {0};
  for (int role = LEDA_SURVEY_LEADERSHIP; role <= LEDA_SURVEY_SUPPORT; role++) {
    const leda_lfr_mean *mean = leda_lfr_find(statement, wave, true, role);
    if (!mean || !leda_lfr_sum(n[role], mean->mean, mean->scale, &part[role])) return false;
  }
  long stated = n[LEDA_SURVEY_LEADERSHIP] + n[LEDA_SURVEY_SUPPORT], both = total(part);
  *sum = both + lround((double)(n[LEDA_SURVEY_NOT_STATED] * both) / (double)stated);
  return true;
}

/* The mean of the chosen in May with which they rise by `more` more than the others. */
static double may_target(const leda_lfr_cells *cells, const long *all, const targets *t,
                         double start) {
  double share[2], mean[2];
  for (size_t w = 0; w < 2; w++) {
    double chosen = (double)total(cells->n[w][LEDA_COHORT_CHOSEN]);
    double n = chosen + (double)total(cells->n[w][LEDA_COHORT_OTHERS]);
    share[w] = chosen / n;
    mean[w] = (double)all[w] / n;
  }
  double others = (mean[0] - share[0] * start) / (1.0 - share[0]);
  return mean[1] + (1.0 - share[1]) * (t->more + start - others);
}

static bool choose_chosen(const leda_lfr_cells *cells, size_t statement, const targets *t,
                          const long *all, long *chosen) {
  double target = 0.0;
  for (size_t w = 0; w < LEDA_SYNTHETIC_WAVES; w++) {
    long n = total(cells->n[w][LEDA_COHORT_CHOSEN]);
    const leda_lfr_mean *mean = leda_lfr_find(statement, w, true, -1);
    if (w == OCTOBER) target = (double)leda_lfr_table2[statement][0] / 100.0 + t->start;
    if (w == MAY)
      target = may_target(cells, all, t,
                          (double)chosen[OCTOBER] / (double)total(cells->n[0][LEDA_COHORT_CHOSEN]));
    if (w == FOLLOW_UP)
      target = (double)chosen[MAY] / (double)total(cells->n[1][LEDA_COHORT_CHOSEN]) - t->lost;
    if (mean && !leda_lfr_sum(n, mean->mean, mean->scale, &chosen[w])) return false;
    if (!mean && !sum_of_roles(cells, statement, w, &chosen[w]))
      chosen[w] = lround((double)n * target);
  }
  return true;
}

/* ---- roles ---- */

/* A sum that is given already; -1: not given. */
typedef struct {
  long leadership, support;
} given_sums;

/* Splits a sum so that leadership answers `gap` higher than support and the others between the two. */
static bool split(long sum, const long *n, double gap, given_sums given, long *out) {
  double leadership = (double)n[LEDA_SURVEY_LEADERSHIP], support = (double)n[LEDA_SURVEY_SUPPORT];
  double people = (double)total(n);
  double rest = (double)sum - (given.support >= 0 ? (double)given.support : 0.0);
  double middle = given.support >= 0 ? rest / (people - support)
                                     : (rest - gap / 2.0 * (leadership - support)) / people;
  double up = given.support >= 0 ? 0.0 : gap / 2.0;
  out[LEDA_SURVEY_LEADERSHIP] =
      given.leadership >= 0 ? given.leadership : lround(leadership * (middle + up));
  out[LEDA_SURVEY_SUPPORT] = given.support >= 0 ? given.support : lround(support * (middle - up));
  out[LEDA_SURVEY_NOT_STATED] = sum - out[LEDA_SURVEY_LEADERSHIP] - out[LEDA_SURVEY_SUPPORT];
  for (size_t role = 0; role < LEDA_SURVEY_ROLES; role++)
    if (out[role] < n[role] || out[role] > 7 * n[role]) return false;
  return true;
}

static long published_sum(const leda_lfr_mean *mean, long n) {
  long sum = -1;
  return mean && leda_lfr_sum(n, mean->mean, mean->scale, &sum) ? sum : -1;
}

/* sums: of the chosen and of the others. */
static bool split_wave(leda_lfr_cells *cells, size_t statement, size_t w, double gap,
                       const long *sums) {
  const long *n = cells->n[w][LEDA_COHORT_CHOSEN], *m = cells->n[w][LEDA_COHORT_OTHERS];
  long *first = cells->sum[w][LEDA_COHORT_CHOSEN], *second = cells->sum[w][LEDA_COHORT_OTHERS];
  given_sums given = {published_sum(leda_lfr_find(statement, w, true, LEDA_SURVEY_LEADERSHIP),
                                    n[LEDA_SURVEY_LEADERSHIP]),
                      published_sum(leda_lfr_find(statement, w, true, LEDA_SURVEY_SUPPORT),
                                    n[LEDA_SURVEY_SUPPORT])};
  if (!split(sums[0], n, gap, given, first)) return false;
  if (w == FOLLOW_UP) return true;
  long both = published_sum(leda_lfr_find(statement, w, false, LEDA_SURVEY_SUPPORT),
                            n[LEDA_SURVEY_SUPPORT] + m[LEDA_SURVEY_SUPPORT]);
  given_sums rest = {-1, both >= 0 ? both - first[LEDA_SURVEY_SUPPORT] : -1};
  return split(sums[1], m, gap, rest, second);
}

bool leda_lfr_choose_sums(leda_lfr_cells *cells, size_t statement, uint64_t seed) {
  targets t = draw_targets(statement, seed);
  long n[2], all[LEDA_SYNTHETIC_WAVES] = {0}, chosen[LEDA_SYNTHETIC_WAVES];
  for (size_t w = 0; w < 2; w++)
    n[w] = total(cells->n[w][LEDA_COHORT_CHOSEN]) + total(cells->n[w][LEDA_COHORT_OTHERS]);
  if (!choose_all(n, leda_lfr_table2[statement], all) ||
      !choose_chosen(cells, statement, &t, all, chosen))
    return false;
  for (size_t w = 0; w < LEDA_SYNTHETIC_WAVES; w++) {
    long sums[2] = {chosen[w], all[w] - chosen[w]};
    if (!split_wave(cells, statement, w, t.gap[w], sums)) return false;
  }
  return true;
}
