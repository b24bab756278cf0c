/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_BETA_TAIL_H
#define LEDA_STATS_BETA_TAIL_H

#include <stddef.h>

/* The tail of one standardised contrast T of n permuted normal scores, nearly: T^2 / (n - 1) is
 * Beta(1/2, (n - 2)/2), as for n normal values (the correlation of scores and regressor has Student's
 * distribution with n - 2 degrees of freedom; Hajek, Sidak & Sen 1999, 3.3). The tables of null_law.h hold
 * the slowly varying ratio of the true tail to this one. */

/* -ln P(|T| >= x) for x >= 0; INFINITY from sqrt(n - 1) on. n >= 4. */
double leda_beta_tail(double x, size_t n);

/* The x that has this -ln P; 0 for values not above 0. */
double leda_beta_tail_inverse(double minus_log_p, size_t n);

#endif
