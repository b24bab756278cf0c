/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gauge_rr.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "stats/gauge_cells.h"

/* AIAG prints 1.41, not the square root of 2. */
static const double CATEGORY = 1.41;

static leda_gauge_estimate unknown(void) {
  return (leda_gauge_estimate){GSL_NAN, GSL_NAN, GSL_NAN};
}

static leda_gauge_line line_of(double sum_of_squares, double df) {
  return (leda_gauge_line){sum_of_squares, df, sum_of_squares / df, GSL_NAN, GSL_NAN};
}

static void test_line(leda_gauge_line *line, const leda_gauge_line *against) {
  if (!(against->mean_square > 0.0)) {
    line->f = line->mean_square > 0.0 ? INFINITY : GSL_NAN;
    line->p = line->mean_square > 0.0 ? 0.0 : GSL_NAN;
    return;
  }
  line->f = line->mean_square / against->mean_square;
  line->p = gsl_cdf_fdist_Q(line->f, line->df, against->df);
}

static double square(double x) { return x * x; }

/* Sums of squares by deviations from the means, which loses no digits to a large mean. */
static void fill_table(const leda_gauge_cells *c, leda_gauge_result *out) {
  double p = (double)c->parts, o = (double)c->operators, r = (double)c->repeats;
  double parts = 0.0, operators = 0.0, both = 0.0, within = 0.0;

  for (size_t i = 0; i < c->parts; i++) parts += square(c->part_mean[i] - c->mean);
  for (size_t j = 0; j < c->operators; j++) operators += square(c->operator_mean[j] - c->mean);
  for (size_t k = 0; k < c->parts * c->operators; k++) {
    both += square((c->cell[k] - c->part_mean[k / c->operators]) -
                   (c->operator_mean[k % c->operators] - c->mean));
    for (size_t m = 0; m < c->repeats; m++)
      within += square(c->value[k * c->repeats + m] - c->cell[k]);
  }
  out->parts_line = line_of(o * r * parts, p - 1.0);
  out->operators_line = line_of(p * r * operators, o - 1.0);
  out->interaction_line = line_of(r * both, (p - 1.0) * (o - 1.0));
  out->repeat_line = line_of(within, p * o * (r - 1.0));
  out->pooled_line = line_of(r * both + within, out->interaction_line.df + out->repeat_line.df);
}

/* Where nothing repeats badly (E = 0) an interaction that exists is kept. */
static void choose_model(double pool_above, leda_gauge_result *out) {
  const leda_gauge_line *error;

  test_line(&out->interaction_line, &out->repeat_line);
  out->pooled = pool_above < 0.0 || out->interaction_line.p > pool_above;
  error = out->pooled ? &out->pooled_line : &out->interaction_line;
  test_line(&out->parts_line, error);
  test_line(&out->operators_line, error);
}

/* The four mean squares by which every variance is said; when pooled, PO is the pooled error with weight 0. */
typedef struct {
  double p;
  double o;
  double r;
  double level;
  const leda_gauge_line *parts;
  const leda_gauge_line *operators;
  const leda_gauge_line *both;
  const leda_gauge_line *error;
} squares;

static leda_gauge_estimate combine(const squares *s, const double coefficient[4]) {
  const leda_gauge_line *lines[4] = {s->parts, s->operators, s->both, s->error};
  leda_mean_square_term terms[4];
  leda_gauge_estimate out;

  for (int i = 0; i < 4; i++)
    terms[i] = (leda_mean_square_term){coefficient[i], lines[i]->mean_square, lines[i]->df};
  out = leda_modified_large_sample(terms, 4, s->level);
  return (leda_gauge_estimate){fmax(out.value, 0.0), fmax(out.lower, 0.0), fmax(out.upper, 0.0)};
}

static void variances(const squares *s, bool pooled, leda_gauge_result *out) {
  double p = s->p, o = s->o, r = s->r, k = pooled ? 0.0 : 1.0, e = 1.0 - k;
  double total_both = (p - 1.0) / (p * r) - 1.0 / (o * r);

  out->repeatability.variance = combine(s, (double[]){0, 0, 0, 1});
  out->interaction.variance = combine(s, (double[]){0, 0, k / r, -k / r});
  out->operators.variance = combine(s, (double[]){0, 1 / (p * r), -k / (p * r), -e / (p * r)});
  out->reproducibility.variance =
      pooled ? out->operators.variance
             : combine(s, (double[]){0, 1 / (p * r), (p - 1) / (p * r), -1 / r});
  out->gauge.variance = combine(s, (double[]){0, 1 / (p * r), k * (p - 1) / (p * r),
                                              k * (r - 1) / r + e * (p * r - 1) / (p * r)});
  out->parts.variance = combine(s, (double[]){1 / (o * r), 0, -k / (o * r), -e / (o * r)});
  out->total.variance =
      combine(s, (double[]){1 / (o * r), 1 / (p * r), k * total_both,
                            k * (r - 1) / r + e * (1 - 1 / (p * r) - 1 / (o * r))});
  /* The manual's sums, each part at least 0. */
  out->reproducibility.variance.value =
      out->operators.variance.value + out->interaction.variance.value;
  out->gauge.variance.value =
      out->reproducibility.variance.value + out->repeatability.variance.value;
  out->total.variance.value = out->gauge.variance.value + out->parts.variance.value;
}

/* Components that became 0 add to a sum what its mean squares do not hold: the interval then gives way, so that
   the value always stands inside it. */
static void hold_value(leda_gauge_estimate *e) {
  e->lower = fmin(e->lower, e->value);
  e->upper = fmax(e->upper, e->value);
}

/* Parts / gauge: exact F quantiles of the part that dominates (Burdick, Borror & Montgomery 2003, table 6). */
static leda_gauge_estimate ratio_of(const squares *s, bool pooled, const leda_gauge_result *out) {
  double tail = 0.5 - 0.5 * s->level, end[2];
  double value = out->parts.variance.value / out->gauge.variance.value;

  for (int upper = 0; upper < 2; upper++) {
    double (*quantile)(double, double, double) = upper ? gsl_cdf_fdist_Pinv : gsl_cdf_fdist_Qinv;
    double one = s->parts->df / (upper ? gsl_cdf_chisq_Pinv(tail, s->parts->df)
                                       : gsl_cdf_chisq_Qinv(tail, s->parts->df));
    double against = quantile(tail, s->parts->df, s->both->df);
    double operators = quantile(tail, s->parts->df, s->operators->df);
    double above = s->p * one * (s->parts->mean_square - against * s->both->mean_square);
    double rest = pooled ? s->o * (s->p * s->r - 1.0) * s->error->mean_square
                         : s->o * (s->p - 1.0) * s->both->mean_square +
                               s->p * s->o * (s->r - 1.0) * s->error->mean_square;

    end[upper] = fmax(above, 0.0) / (s->o * one * operators * s->operators->mean_square + rest);
  }
  return (leda_gauge_estimate){value, fmin(end[0], value), fmax(end[1], value)};
}

static leda_gauge_estimate roots(leda_gauge_estimate e, double scale) {
  return (leda_gauge_estimate){scale * sqrt(e.value), scale * sqrt(e.lower), scale * sqrt(e.upper)};
}

static void finish_component(leda_gauge_component *c, double total, double tolerance) {
  hold_value(&c->variance);
  c->sd = roots(c->variance, 1.0);
  c->study = 6.0 * c->sd.value;
  c->contribution = (leda_gauge_estimate){c->variance.value / total, GSL_NAN, GSL_NAN};
  c->of_study = roots(c->contribution, 1.0);
  c->of_tolerance = roots(c->variance, 6.0 / tolerance);
}

/* Of the two that the ratio of parts to gauge settles. x / (1 + x), and 1 / (1 + x) with the ends exchanged; where
   the gauge is 0 the ratio has no end. */
static void finish_shares(leda_gauge_estimate ratio, leda_gauge_result *out) {
  leda_gauge_estimate gauge = {1.0 / (1.0 + ratio.value), 1.0 / (1.0 + ratio.upper),
                               1.0 / (1.0 + ratio.lower)};

  out->gauge.contribution = gauge;
  out->parts.contribution =
      (leda_gauge_estimate){1.0 - gauge.value, 1.0 - gauge.upper, 1.0 - gauge.lower};
  out->gauge.of_study = roots(out->gauge.contribution, 1.0);
  out->parts.of_study = roots(out->parts.contribution, 1.0);
  out->discrimination = roots(ratio, CATEGORY);
  out->categories = fmax(1.0, floor(out->discrimination.value));
}

static void fill_components(const leda_gauge_plan *plan, leda_gauge_result *out) {
  const leda_gauge_line *error = out->pooled ? &out->pooled_line : &out->repeat_line;
  squares s = {(double)plan->parts,
               (double)plan->operators,
               (double)out->repeats,
               plan->level,
               &out->parts_line,
               &out->operators_line,
               out->pooled ? error : &out->interaction_line,
               error};
  leda_gauge_component *each[] = {&out->repeatability, &out->reproducibility, &out->operators,
                                  &out->interaction,   &out->gauge,           &out->parts,
                                  &out->total};

  variances(&s, out->pooled, out);
  for (size_t i = 0; i < sizeof each / sizeof *each; i++)
    finish_component(each[i], out->total.variance.value, plan->tolerance);
  if (out->total.variance.value > 0.0) finish_shares(ratio_of(&s, out->pooled, out), out);
}

static void nothing(leda_gauge_result *out) {
  leda_gauge_line line = {GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  leda_gauge_component component = {unknown(), unknown(), GSL_NAN, unknown(), unknown(), unknown()};

  *out = (leda_gauge_result){0,         GSL_NAN,   line,      line,      line,      line,
                             line,      false,     component, component, component, component,
                             component, component, component, unknown(), GSL_NAN,   0};
}

int leda_gauge_rr(const leda_gauge_plan *plan, leda_gauge_result *out) {
  leda_gauge_cells cells;
  int status;

  nothing(out);
  status = leda_gauge_cells_make(plan, &cells, &out->first_short);
  if (status == GSL_SUCCESS) {
    out->repeats = cells.repeats;
    out->mean = cells.mean;
    fill_table(&cells, out);
    choose_model(plan->pool_above, out);
    fill_components(plan, out);
  }
  leda_gauge_cells_clear(&cells);
  return status;
}
