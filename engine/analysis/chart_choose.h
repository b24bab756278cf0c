/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_CHOOSE_H
#define LEDA_ANALYSIS_CHART_CHOOSE_H

#include "engine/analysis/chart_internal.h"

bool leda_chart_has_denominators(const leda_series *series);

/* Whether a point at this period is among the excluded ones. */
bool leda_chart_is_excluded(const leda_chart_work *work, int32_t ordinal);

/* AUTO becomes a type. By the columns alone: p where there are denominators, u where one is below its
   numerator, xbar-s where periods have several rows, i otherwise and for numerators that are no counts. With
   options.advise by the values that are neither missing nor excluded, and choice says why:
   - several rows a period: xbar-s;
   - whole numbers without denominators: c where the dispersion between neighbours (overdispersion.h) speaks
     neither of more nor of less than Poisson's at 10 % on either side and there are 12 or more, else i;
   - counts with denominators: p, or u where one is above its denominator; pp and up where that dispersion is above
     the model's at 1 % and denominators are large (LEDA_CHOICE_LARGE), on 12 values or more;
   - other numerators: ip, or i where all denominators are equal; other values: i. */
leda_status leda_chart_choose(leda_chart_work *work, leda_error *err);

/* With options.advise: a warning where the baseline of a phase of a p, np, u or c chart varies more than its
   model between neighbours, at 1 % over all phases. */
leda_status leda_chart_warn_wide(leda_chart_work *work, leda_error *err);

#endif
