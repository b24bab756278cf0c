/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_TYPES_H
#define LEDA_ANALYSIS_CHART_TYPES_H

#include "engine/analysis/chart.h"

typedef enum { LEDA_SUBGROUPS_NEVER, LEDA_SUBGROUPS_MAY, LEDA_SUBGROUPS_MUST } leda_subgroup_use;

/* What a chart type needs and shows, one row each in chart_types.c. */
typedef struct {
  const char *word;
  bool needs_denominator;
  bool shows_ratio; /* numerator over denominator where there are denominators */
  bool counted;     /* its values (numerators) are whole and not negative */
  bool share;       /* no numerator above its denominator */
  bool from_zero;   /* limits are cut at 0 */
  bool zones;       /* its points spread alike above and below, so that rules in sigmas hold */
  bool rules;       /* its points are independent when nothing changes, so that rules hold at all */
  bool memory;      /* a point holds earlier values too */
  leda_subgroup_use subgroups;
  leda_sigma_method sigma;
  leda_centre_kind centre; /* unless chosen */
} leda_chart_kind;

/* Never NULL. */
const leda_chart_kind *leda_chart_kind_of(leda_chart_type type);

#endif
