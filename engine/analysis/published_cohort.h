/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PUBLISHED_COHORT_H
#define LEDA_ANALYSIS_PUBLISHED_COHORT_H

#include "engine/analysis/published_summary.h"

/* A group against the rest, where a table has a row for it and one for all (cohort "all", "alla" or
   "samtliga") with n in both waves: the others' mean follows, m_o = (n_a m_a - n_c m_c) / (n_a - n_c), with
   half steps h of both tables' decimals its rounding (n_a h_a + n_c h_c) / n_o.
   did = (m_c2 - m_c1) - (m_o2 - m_o1), its rounding the sum over waves of h_c (1 + n_c / n_o) + h_a n_a / n_o.
   se from the largest variance (m - a)(b - m) n / (n - 1) that the scale allows each of the four means
   inside its rounding; interval and p normal, of the smallest |did| that rounding allows. NaN where an n is
   not below that of all, the others are fewer than 2 or their mean lies off the scale. */
typedef struct {
  const leda_summary_row *part;
  const leda_summary_row *all;
  size_t pair;
  double others_from;
  double others_to;
  double baseline; /* m_c1 - m_o1 */
  double did;
  double rounding_lower;
  double rounding_upper;
  double se;
  double lower;
  double upper;
  double p;
  double p_adjusted; /* Holm over the statements of the same role, cohort and waves */
} leda_summary_cohort;

typedef struct {
  leda_summary_cohort *items; /* by role, cohort, statement, pair, as the rows */
  size_t n;
} leda_summary_cohorts;

/* n 0 where the table does not allow it. Errors: LEDA_ERR_MEMORY. *cohorts need not be initialised; free
   with leda_summary_cohorts_clear. */
leda_status leda_summary_cohorts_run(leda_summary_cohorts *cohorts, const leda_summary *summary,
                                     leda_error *err);

void leda_summary_cohorts_clear(leda_summary_cohorts *cohorts);

#endif
