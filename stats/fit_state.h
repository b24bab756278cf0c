/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FIT_STATE_H
#define LEDA_STATS_FIT_STATE_H

#include <stdbool.h>

/* How the fit of a model ended. Functions that fit return GSL_SUCCESS, GSL_EINVAL or GSL_ENOMEM; what the
 * data made impossible stands here, with every estimate NaN unless leda_fit_usable. */
typedef enum {
  LEDA_FIT_OK,
  LEDA_FIT_BOUNDARY,     /* fitted; a variance between groups is estimated as 0 */
  LEDA_FIT_EMPTY,        /* no rows, or fewer rows than coefficients */
  LEDA_FIT_ONE_CATEGORY, /* all answers are the same: nothing to explain */
  LEDA_FIT_SEPARATED, /* an estimate is infinite: a group has only answers at one end of the scale */
  LEDA_FIT_COLLINEAR, /* a column of x is constant, or a combination of others */
  LEDA_FIT_FEW_GROUPS, /* fewer than two groups, or as many groups as rows: no variance between them */
  LEDA_FIT_NO_NOISE,      /* the model explains everything: residual variance 0 */
  LEDA_FIT_NOT_CONVERGED, /* the numbers could not be found within the iterations allowed */
} leda_fit_state;

/* True where estimates and errors can be used. */
bool leda_fit_usable(leda_fit_state state);

/* Two-sided p of estimate / se on Student's t with df degrees of freedom; df INFINITY: normal. NaN where
 * se is not above 0 or an argument is NaN. */
double leda_wald_p(double estimate, double se, double df);

/* p of a likelihood ratio: 2 (larger - smaller) against chi-square with df; a ratio below 0 counts as 0. */
double leda_likelihood_ratio_p(double larger, double smaller, double df);

#endif
