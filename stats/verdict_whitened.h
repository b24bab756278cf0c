/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_VERDICT_WHITENED_H
#define LEDA_STATS_VERDICT_WHITENED_H

#include "stats/ar1.h"
#include "stats/verdict_fit.h"

/* What verdict_fit.h and verdict_naming.h do, on whitened residuals: for AR(1) noise and seasons. */

/* Mean of the two log ratios as leda_verdict_log_ratio, the one of values from whitened residuals. */
double leda_whitened_log_ratio(const leda_ar1 *frame, const double *residuals,
                               const leda_contrasts_scan *scan);

/* Least-squares size of a step at `index`: GLS on the whitened residuals. */
double leda_whitened_step(const leda_ar1 *frame, const double *residuals, size_t index);

/* As leda_fit_outliers, on whitened residuals about the shape. A single odd value leaves a trace of the
 * other sign in the next one, so that a mark right after a mark counts only with the same sign. work
 * holds 2 n values. */
size_t leda_whitened_outliers(const leda_ar1 *frame, const double *residuals, leda_fit_shape shape,
                              double *work, bool *outliers);

/* Standard deviation of the noise (not of its innovations): sqrt(RSS / df / (1 - phi^2)) of whitened
 * residuals about the shape, marked ones left out; NaN where no degree of freedom is left. work
 * holds 2 n values. */
double leda_whitened_sd(const leda_ar1 *frame, const double *residuals, leda_fit_shape shape,
                        const bool *skip, double *work);

#endif
