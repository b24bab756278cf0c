/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PUBLISHED_DELTA_H
#define LEDA_ANALYSIS_PUBLISHED_DELTA_H

#include "engine/analysis/published_summary.h"

/* Parts of published_summary.c: one statement, all but p_adjusted, with_p_adjusted and verdict.
   from or to NULL: all NaN. */
leda_summary_delta leda_summary_compare(const leda_published_mean *from,
                                        const leda_published_mean *to, bool shares,
                                        const leda_summary_options *options);

/* kept, kept_lower and kept_upper of a row, from its first three means. */
void leda_summary_keep(leda_summary_row *row, size_t n_waves);

#endif
