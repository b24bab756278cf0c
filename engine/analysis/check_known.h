/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHECK_KNOWN_H
#define LEDA_ANALYSIS_CHECK_KNOWN_H

#include "engine/analysis/check.h"
#include "stats/known_change.h"

/* The options of the test of a known change as the user's options say; `threads` of them stay 1. */
leda_known_options leda_check_known_options(const leda_check_options *options,
                                            const leda_noise *noise, int season_length);

/* Judges `values` with the new level from `index` on into check->verdict: shift, noise, cannot-tell, or
   too-short with fewer than LEDA_KNOWN_SIDE values on a side or 6 in all. Slope, the scan's statistics and
   what could have been detected stay NaN: the interval of the shift says what is possible. */
leda_status leda_check_known(leda_check *check, const leda_check_values *values, size_t index,
                             const leda_known_options *options, leda_error *err);

#endif
