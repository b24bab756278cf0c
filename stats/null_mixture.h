/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_MIXTURE_H
#define LEDA_STATS_NULL_MIXTURE_H

#include "stats/null_cell.h"

/* The tails of S and |D| when the true phi' varies about the phi that whitens, normal with standard
 * deviation sd and kept within 0..LEDA_NOISE_MOST: a mean over phi' of the built-in tail, with Student's
 * t of the contrast shrunk by
 *     lambda(phi') = sd of the contrast under phi' / mean sd of a residual under phi',
 * exact second moments of the whitened line (D) and the whitened mid-series step (S). Right in shape, not
 * in size: leda_null_cell_set joins it to draws. Replaces the columns of S and D of *cell. */
void leda_null_mixture_tail(size_t n, double phi, double sd, leda_null_cell *cell);

#endif
