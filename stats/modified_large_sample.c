/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/modified_large_sample.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>

/* 1 / F at this tail, denominator without end: F(df, infinity) is chi-square over df. `above`: 1 - 1/F at the
   upper tail (G); else 1/F - 1 at the lower (H). */
static double reach(double df, double tail, bool above) {
  double inverse = df / (above ? gsl_cdf_chisq_Qinv(tail, df) : gsl_cdf_chisq_Pinv(tail, df));

  return above ? 1.0 - inverse : inverse - 1.0;
}

/* Terms of the same sign as the side looked at move the end by G (or H), the others by H (or G). */
typedef struct {
  double tail;
  bool lower; /* which end */
  size_t positive;
  size_t negative;
} side;

static bool uses_g(const side *s, const leda_mean_square_term *t) {
  return (t->coefficient > 0.0) == s->lower;
}

static double size_of(const leda_mean_square_term *t) {
  return fabs(t->coefficient) * t->mean_square;
}

/* a has the positive coefficient, b the negative one. */
static double across(const side *s, const leda_mean_square_term *a,
                     const leda_mean_square_term *b) {
  double f = s->lower ? gsl_cdf_fdist_Qinv(s->tail, a->df, b->df)
                      : gsl_cdf_fdist_Pinv(s->tail, a->df, b->df);
  double own = reach(a->df, s->tail, s->lower), other = reach(b->df, s->tail, !s->lower);

  return ((f - 1.0) * (f - 1.0) - own * own * f * f - other * other) / f;
}

/* Two terms of one sign: makes the interval exact where both estimate one variance. Only those that move the
   end by G have it. */
static double along(const side *s, const leda_mean_square_term *a, const leda_mean_square_term *b) {
  double n = a->df + b->df, pooled = reach(n, s->tail, true);
  double ga = reach(a->df, s->tail, true), gb = reach(b->df, s->tail, true);
  double others = (double)(a->coefficient > 0.0 ? s->positive : s->negative) - 1.0;

  return (pooled * pooled * n * n / (a->df * b->df) - ga * ga * a->df / b->df -
          gb * gb * b->df / a->df) /
         others;
}

static double cross(const side *s, const leda_mean_square_term *a, const leda_mean_square_term *b) {
  double both = size_of(a) * size_of(b);

  if (a->coefficient * b->coefficient == 0.0 || s->positive == 0 || s->negative == 0) return 0.0;
  if (a->coefficient * b->coefficient < 0.0)
    return both * (a->coefficient > 0.0 ? across(s, a, b) : across(s, b, a));
  return uses_g(s, a) ? both * along(s, a, b) : 0.0;
}

/* Cross terms may take the variance a little below 0; the estimate itself is then the end. */
static double distance(const side *s, const leda_mean_square_term *terms, size_t count) {
  double v = 0.0;

  for (size_t i = 0; i < count; i++) {
    double own;

    if (terms[i].coefficient == 0.0) continue;
    own = reach(terms[i].df, s->tail, uses_g(s, &terms[i])) * size_of(&terms[i]);
    v += own * own;
    for (size_t j = 0; j < i; j++) v += cross(s, &terms[j], &terms[i]);
  }
  return sqrt(fmax(v, 0.0));
}

leda_mean_square_interval leda_modified_large_sample(const leda_mean_square_term *terms,
                                                     size_t count, double level) {
  leda_mean_square_interval out = {0.0, 0.0, 0.0};
  const leda_mean_square_interval none = {GSL_NAN, GSL_NAN, GSL_NAN};
  side s = {0.5 - 0.5 * level, true, 0, 0};

  if (!(level > 0.0 && level < 1.0)) return none;
  for (size_t i = 0; i < count; i++) {
    if (!(terms[i].mean_square >= 0.0) || !(terms[i].df > 0.0) || isnan(terms[i].coefficient))
      return none;
    out.value += terms[i].coefficient * terms[i].mean_square;
    s.positive += terms[i].coefficient > 0.0;
    s.negative += terms[i].coefficient < 0.0;
  }
  out.lower = out.value - distance(&s, terms, count);
  s.lower = false;
  out.upper = out.value + distance(&s, terms, count);
  return out;
}
