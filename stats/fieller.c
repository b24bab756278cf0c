/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fieller.h"

#include <gsl/gsl_math.h>
#include <math.h>

/* The set is quadratic rho^2 - 2 linear rho + constant <= 0. */
typedef struct {
  double quadratic;
  double linear;
  double constant;
} inequality;

/* b stands exactly at the edge of being 0: one side is open. */
static void half_line(const inequality *f, leda_fieller_set *out) {
  double end = 0.5 * f->constant / f->linear;

  if (f->linear == 0.0) {
    out->shape = f->constant <= 0.0 ? LEDA_FIELLER_LINE : LEDA_FIELLER_UNDEFINED;
    return;
  }
  out->shape = LEDA_FIELLER_INTERVAL;
  out->lower = f->linear > 0.0 ? end : -INFINITY;
  out->upper = f->linear > 0.0 ? INFINITY : end;
}

/* Both roots without cancellation: the larger in size first, the other from their product. */
static void roots(const inequality *f, double discriminant, leda_fieller_set *out) {
  double far = f->linear + copysign(sqrt(discriminant), f->linear);
  double one = far / f->quadratic, other = far == 0.0 ? 0.0 : f->constant / far;

  out->shape = f->quadratic > 0.0 ? LEDA_FIELLER_INTERVAL : LEDA_FIELLER_COMPLEMENT;
  out->lower = fmin(one, other);
  out->upper = fmax(one, other);
}

leda_fieller_set leda_fieller(const leda_ratio *ratio, double q) {
  leda_fieller_set out = {LEDA_FIELLER_UNDEFINED, GSL_NAN, GSL_NAN, GSL_NAN};
  const leda_ratio *r = ratio;
  inequality f = {r->b * r->b - q * q * r->vbb, r->a * r->b - q * q * r->vab,
                  r->a * r->a - q * q * r->vaa};
  double discriminant = f.linear * f.linear - f.quadratic * f.constant;

  if (r->b != 0.0) out.ratio = r->a / r->b;
  if (!(r->vaa >= 0.0) || !(r->vbb >= 0.0) || isnan(discriminant)) return out;
  if (r->a == 0.0 && r->b == 0.0 && r->vaa == 0.0 && r->vbb == 0.0) return out;
  if (f.quadratic == 0.0)
    half_line(&f, &out);
  else if (f.quadratic < 0.0 && discriminant <= 0.0)
    out.shape = LEDA_FIELLER_LINE;
  else /* a / b lies inside when quadratic > 0: what is below 0 there is rounding */
    roots(&f, fmax(discriminant, 0.0), &out);
  return out;
}

leda_ratio leda_fieller_kept(const double mean[3], const double se[3]) {
  double first = se[0] * se[0];

  return (leda_ratio){mean[2] - mean[0], mean[1] - mean[0], se[2] * se[2] + first, first,
                      se[1] * se[1] + first};
}
