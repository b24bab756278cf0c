/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_GAUGE_RR_H
#define LEDA_STATS_GAUGE_RR_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/modified_large_sample.h"

/* Crossed gauge R&R study: every operator measures every part the same number of times; how much of the
 * spread comes from the measuring? Random effects by ANOVA. Sources: AIAG, Measurement Systems Analysis, 4th ed.
 * (2010), III.B; Montgomery, Introduction to Statistical Quality Control, 8.7; intervals by Burdick, Borror &
 * Montgomery (2003), Journal of Quality Technology 35(4), and their Design and Analysis of Gauge R&R Studies
 * (2005).
 *
 * p parts, o operators, r repeats, mean squares P, O, PO, E:
 *     repeatability  E
 *     interaction    (PO - E) / r
 *     operator       (O - PO) / (p r)
 *     parts          (P - PO) / (o r)
 * Interaction left out (p above pool_above; AIAG: 0.25): PO and E are pooled, and E stands for PO above.
 * Negative components become 0. Reproducibility = operator + interaction, gauge = reproducibility +
 * repeatability, total = gauge + parts, summed after that, as the manual does.
 *
 * Intervals, which use no component that was set to 0 but the mean squares: repeatability exact (chi-square); the
 * other variances modified large-sample (modified_large_sample.h), ends below 0 set to 0. Shares of the gauge
 * and of the parts, and the number of categories, follow from one interval of parts / gauge (same sources), so
 * they agree with one another. The components of few operators (2 or 3) are hardly known, and the intervals
 * show it. Coverage measured in tests/oracle/gauge.R. */
#define LEDA_GAUGE_POOL_ABOVE 0.25

typedef struct {
  const double *value;       /* n */
  const size_t *part_of;     /* n numbers 0 .. parts - 1 */
  const size_t *operator_of; /* n numbers 0 .. operators - 1 */
  size_t n;
  size_t parts;
  size_t operators;
  double tolerance;  /* upper - lower specification limit; NaN: none */
  double pool_above; /* 0.25 by AIAG; 1: interaction always kept; below 0: always left out */
  double level;      /* of the intervals */
} leda_gauge_plan;

/* A line of the ANOVA table. f and p: parts and operators against the interaction where it is kept, else against the
 * pooled error; the interaction against E. NaN in the line of E. */
typedef struct {
  double sum_of_squares;
  double df;
  double mean_square;
  double f;
  double p;
} leda_gauge_line;

typedef leda_mean_square_interval leda_gauge_estimate;

/* Shares are of 1. sd, study and the shares of sd and tolerance are not additive. */
typedef struct {
  leda_gauge_estimate variance;
  leda_gauge_estimate sd;           /* its square root */
  double study;                     /* study variation: 6 sd */
  leda_gauge_estimate contribution; /* variance / total variance (%contribution) */
  leda_gauge_estimate of_study;     /* sd / total sd (%study variation) */
  leda_gauge_estimate of_tolerance; /* 6 sd / tolerance; NaN without tolerance */
} leda_gauge_component;

typedef struct {
  size_t repeats;
  double mean;
  leda_gauge_line parts_line;
  leda_gauge_line operators_line;
  leda_gauge_line interaction_line; /* as tested, also where it was then left out */
  leda_gauge_line repeat_line;      /* within the cells */
  leda_gauge_line pooled_line;      /* interaction and repeat together; used when `pooled` */
  bool pooled;
  leda_gauge_component repeatability;
  leda_gauge_component reproducibility;
  leda_gauge_component operators;
  leda_gauge_component interaction; /* 0 when pooled */
  leda_gauge_component gauge;       /* total gauge R&R */
  leda_gauge_component parts;
  leda_gauge_component total;
  leda_gauge_estimate
      discrimination; /* 1.41 sd of parts / sd of gauge; INFINITY where gauge is 0 */
  double
      categories; /* ndc: the same cut to a whole number, at least 1, as AIAG and others report */
  size_t first_short; /* cell part * operators + operator that broke the balance; see below */
} leda_gauge_result;

/* contribution, of_study: with an interval for gauge and parts only (lower, upper NaN for the others).
 * No variation at all: components 0, shares and discrimination NaN.
 * GSL_SUCCESS; GSL_EBADLEN when the cells do not all hold the same number (2 or more) of values - a NaN is a
 * missing value, so the cell is short -, with first_short telling the first that holds fewer than the fullest
 * one, or than 2; GSL_EINVAL for fewer than 2 parts or operators, an index out of range, an infinite value,
 * tolerance not above 0, or a level not between 0 and 1; GSL_ENOMEM. *out is NaN on failure. */
int leda_gauge_rr(const leda_gauge_plan *plan, leda_gauge_result *out);

/* The manual's average and range method, with exact constants where the manual's tables print four digits:
 *     EV  = mean range / d2(r)
 *     AV  = sqrt((range of operators' means / d2*(o))^2 - EV^2 / (p r)), 0 where that is negative
 *     PV  = range of parts' means / d2*(p);  d2*(k) = sqrt(d2(k)^2 + d3(k)^2)
 *     GRR = sqrt(EV^2 + AV^2), TV = sqrt(GRR^2 + PV^2), categories 1.41 PV / GRR
 * It sees no interaction, and ranges waste information: it stands here because people know it. */
typedef struct {
  double equipment; /* EV */
  double appraiser; /* AV */
  double gauge;     /* GRR */
  double parts;     /* PV */
  double total;     /* TV */
  double mean_range;
  double discrimination; /* as above */
  double categories;
} leda_gauge_ranges;

/* Errors as leda_gauge_rr; parts, operators and repeats at most 1,000. first_short may be NULL. */
int leda_gauge_rr_ranges(const leda_gauge_plan *plan, leda_gauge_ranges *out, size_t *first_short);

#endif
