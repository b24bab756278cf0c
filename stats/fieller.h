/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FIELLER_H
#define LEDA_STATS_FIELLER_H

/* The set of values a ratio of two estimates can have (Fieller 1954): all rho with
 *     (a - rho b)^2 <= q^2 (vaa - 2 rho vab + rho^2 vbb).
 * For the share of a gain that was kept, a = third wave - first, b = second wave - first. The set
 * keeps its level however small b is, because it is allowed to be unbounded. */
typedef struct {
  double a; /* numerator */
  double b; /* denominator */
  double vaa;
  double vab; /* covariance of a and b */
  double vbb;
} leda_ratio;

typedef enum {
  LEDA_FIELLER_INTERVAL,   /* lower <= rho <= upper */
  LEDA_FIELLER_COMPLEMENT, /* rho <= lower or rho >= upper: the denominator may be 0 */
  LEDA_FIELLER_LINE,       /* every value is possible: nothing can be said */
  LEDA_FIELLER_UNDEFINED   /* NaN, a negative variance, or a = b = 0 without variance */
} leda_fieller_shape;

typedef struct {
  leda_fieller_shape shape;
  double ratio; /* a / b; NaN when b is 0 */
  double lower; /* -INFINITY, or upper INFINITY, where a side is open; NaN: LINE, UNDEFINED */
  double upper;
} leda_fieller_set;

/* q: the two-sided critical value, for instance gsl_cdf_tdist_Pinv(0.975, df). */
leda_fieller_set leda_fieller(const leda_ratio *ratio, double q);

/* The same from the three waves' means, independent of one another: vab is the first mean's
 * variance. */
leda_ratio leda_fieller_kept(const double mean[3], const double se[3]);

#endif
