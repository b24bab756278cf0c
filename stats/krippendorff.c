/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/krippendorff.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/bootstrap.h"

/* Subjects rated twice or more, their ratings one after another. */
typedef struct {
  leda_alpha_scale scale;
  size_t subjects;
  size_t *start;   /* subjects + 1 */
  size_t *code;    /* category of each rating */
  double *centred; /* value less the mean of all: interval scale */
  size_t k;
} units;

typedef struct {
  double n; /* ratings */
  double observed;
  double expected;
} disagreement;

/* With squared distances the pairs of m scores sum to 2 (m sum s^2 - (sum s)^2); nominal disagreement is that of
   indicators, m^2 - sum of squared counts. Either divided by m - 1. */
static double pairs_of_scores(const double *score, const size_t *code, size_t m) {
  double sum = 0.0, squares = 0.0, mean;

  for (size_t i = 0; i < m; i++) sum += score[code ? code[i] : i];
  mean = sum / (double)m;
  for (size_t i = 0; i < m; i++) squares += gsl_pow_2(score[code ? code[i] : i] - mean);
  return 2.0 * (double)m * squares / ((double)m - 1.0);
}

static double pairs_of_codes(const size_t *code, size_t m) {
  double equal = 0.0;

  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m; j++) equal += code[i] == code[j];
  return ((double)(m * m) - equal) / ((double)m - 1.0);
}

static double inside(const units *u, const double *rank, size_t i) {
  const size_t *code = u->code + u->start[i];
  size_t m = u->start[i + 1] - u->start[i];

  if (u->scale == LEDA_ALPHA_NOMINAL) return pairs_of_codes(code, m);
  if (u->scale == LEDA_ALPHA_ORDINAL) return pairs_of_scores(rank, code, m);
  return pairs_of_scores(u->centred + u->start[i], NULL, m);
}

/* Sum of squared deviations of the ordinal or interval scores of the subjects drawn. */
static double spread(const units *u, const size_t *index, size_t n, const double *rank) {
  double sum = 0.0, squares = 0.0, m = 0.0;

  for (int round = 0; round < 2; round++)
    for (size_t d = 0; d < n; d++)
      for (size_t i = u->start[index[d]]; i < u->start[index[d] + 1]; i++) {
        double s = u->scale == LEDA_ALPHA_ORDINAL ? rank[u->code[i]] : u->centred[i];

        if (round == 0) {
          sum += s;
          m += 1.0;
        } else {
          squares += gsl_pow_2(s - sum / m);
        }
      }
  return squares;
}

static void count_codes(const units *u, const size_t *index, size_t n, double *count) {
  for (size_t k = 0; k < u->k; k++) count[k] = 0.0;
  for (size_t d = 0; d < n; d++)
    for (size_t i = u->start[index[d]]; i < u->start[index[d] + 1]; i++) count[u->code[i]] += 1.0;
}

/* count and rank: room for k each. */
static disagreement disagreement_of(const units *u, const size_t *index, size_t n, double *count,
                                    double *rank) {
  disagreement d = {0.0, 0.0, 0.0};
  double equal = 0.0;

  count_codes(u, index, n, count);
  for (size_t k = 0; k < u->k; k++) {
    rank[k] = d.n + 0.5 * count[k];
    d.n += count[k];
    equal += count[k] * count[k];
  }
  for (size_t i = 0; i < n; i++) d.observed += inside(u, rank, index[i]) / d.n;
  if (u->scale == LEDA_ALPHA_NOMINAL)
    d.expected = (d.n * d.n - equal) / (d.n * (d.n - 1.0));
  else
    d.expected = 2.0 * spread(u, index, n, rank) / (d.n - 1.0);
  if (equal == d.n * d.n) d.expected = 0.0; /* one category: whatever rounding says */
  return d;
}

static double alpha_of(disagreement d) {
  return d.expected > 0.0 ? 1.0 - d.observed / d.expected : GSL_NAN;
}

static double statistic(const size_t *index, size_t n, const void *data) {
  const units *u = data;
  double *room = malloc((2 * u->k + 1) * sizeof(double)), alpha;

  if (room == NULL) return GSL_NAN;
  alpha = alpha_of(disagreement_of(u, index, n, room, room + u->k));
  free(room);
  return alpha;
}

static void centre(units *u) {
  size_t n = u->start[u->subjects];
  double mean = 0.0;

  for (size_t i = 0; i < n; i++) mean += u->centred[i] / (double)n;
  for (size_t i = 0; i < n; i++) u->centred[i] -= mean;
}

static void fill_units(const leda_ratings *r, const double *value, units *u) {
  size_t at = 0;

  for (size_t i = 0; i < r->subjects; i++) {
    size_t first = at;

    for (size_t j = 0; j < r->raters; j++) {
      double x = r->rating[i * r->raters + j];

      if (isnan(x)) continue;
      u->code[at] = leda_rating_level(value, u->k, x);
      u->centred[at++] = x;
    }
    if (at - first < 2)
      at = first;
    else
      u->start[++u->subjects] = at;
  }
}

static int make_units(const leda_ratings *r, leda_alpha_scale scale, units *u) {
  size_t all = r->subjects * r->raters;
  double *value = NULL;
  int status = leda_rating_levels(r->rating, all, &value, &u->k);

  if (status != GSL_SUCCESS) return status;
  u->scale = scale;
  u->start = calloc(r->subjects + 1, sizeof(size_t));
  u->code = calloc(all + 1, sizeof(size_t));
  u->centred = calloc(all + 1, sizeof(double));
  if (u->start == NULL || u->code == NULL || u->centred == NULL) {
    status = GSL_ENOMEM;
  } else if (scale == LEDA_ALPHA_INTERVAL && u->k > 0 &&
             (isinf(value[0]) || isinf(value[u->k - 1]))) {
    status = GSL_EINVAL;
  } else {
    fill_units(r, value, u);
    centre(u);
  }
  free(value);
  return status;
}

/* Chance of two ratings of all being equal. */
static double chance_equal(const units *u, const size_t *all, double *count) {
  double equal = 0.0, n = (double)u->start[u->subjects];

  count_codes(u, all, u->subjects, count);
  for (size_t k = 0; k < u->k; k++) equal += count[k] * (count[k] - 1.0);
  return equal / (n * (n - 1.0));
}

static int interval(const units *u, const leda_ratings *r, const leda_alpha_options *o,
                    leda_krippendorff_result *out) {
  leda_bootstrap_plan plan = {.n = u->subjects,
                              .replicates = o->replicates,
                              .seed = o->seed,
                              .threads = o->threads,
                              .statistic = statistic,
                              .data = u};
  leda_bootstrap b;
  leda_bootstrap_interval i = {GSL_NAN, GSL_NAN, GSL_NAN, {GSL_NAN, GSL_NAN}};
  int status = leda_bootstrap_run(&plan, &b);

  if (status == GSL_SUCCESS)
    status = leda_bootstrap_interval_get(&b, LEDA_BOOTSTRAP_PERCENTILE, 7, r->level, &i);
  if (status == GSL_SUCCESS) {
    out->replicates = b.usable;
    out->alpha.lower = i.lower;
    out->alpha.upper = i.upper;
  }
  leda_bootstrap_clear(&b);
  return status;
}

static int fill(const units *u, const leda_ratings *r, const leda_alpha_options *o,
                leda_krippendorff_result *out) {
  size_t *all = malloc((u->subjects + 1) * sizeof(size_t));
  double *room = malloc((2 * u->k + 1) * sizeof(double));
  int status = all && room ? GSL_SUCCESS : GSL_ENOMEM;
  disagreement d;

  if (status != GSL_SUCCESS || u->subjects == 0) goto done;
  for (size_t i = 0; i < u->subjects; i++) all[i] = i;
  d = disagreement_of(u, all, u->subjects, room, room + u->k);
  out->subjects = u->subjects;
  out->ratings = u->start[u->subjects];
  out->observed = d.observed;
  out->expected = d.expected;
  out->alpha.value = alpha_of(d);
  if (isnan(out->alpha.value)) goto done;
  if (d.observed == 0.0) {
    double chance = chance_equal(u, all, room);

    out->alpha.lower = leda_agreement_full_lower((double)u->subjects, chance, r->level);
    out->alpha.upper = 1.0;
  } else if (o->replicates > 0) {
    status = interval(u, r, o, out);
  }
done:
  free(all);
  free(room);
  return status;
}

int leda_krippendorff(const leda_ratings *ratings, const leda_alpha_options *options,
                      leda_krippendorff_result *out) {
  units u = {0};
  int status;

  *out = (leda_krippendorff_result){0, 0, GSL_NAN, GSL_NAN, {GSL_NAN, GSL_NAN, GSL_NAN}, 0};
  if (options->scale > LEDA_ALPHA_INTERVAL || !(ratings->level > 0.0 && ratings->level < 1.0))
    return GSL_EINVAL;
  status = make_units(ratings, options->scale, &u);
  if (status == GSL_SUCCESS) status = fill(&u, ratings, options, out);
  free(u.start);
  free(u.code);
  free(u.centred);
  return status;
}
