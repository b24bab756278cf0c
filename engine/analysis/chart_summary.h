/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_SUMMARY_H
#define LEDA_ANALYSIS_CHART_SUMMARY_H

#include "engine/analysis/chart.h"

/* What the summary icons of NHS England's Making data count say of a chart: how it varies now, and whether it
   will meet its target. */

typedef enum {
  LEDA_VARIATION_NONE = 0,    /* the chart could not have shown a signal */
  LEDA_VARIATION_COMMON,      /* common cause: no signal at the last point */
  LEDA_VARIATION_IMPROVEMENT, /* special cause towards the better side */
  LEDA_VARIATION_CONCERN,     /* special cause towards the worse side */
  LEDA_VARIATION_HIGH,        /* special cause upwards, where neither side is better */
  LEDA_VARIATION_LOW,
  LEDA_VARIATION_UNDIRECTED /* special cause that has no direction */
} leda_variation;

typedef enum {
  LEDA_ASSURANCE_NONE = 0, /* no target, no limits, no better side */
  LEDA_ASSURANCE_MET,
  LEDA_ASSURANCE_MISSED,
  LEDA_ASSURANCE_HIT_AND_MISS
} leda_assurance;

typedef struct {
  leda_variation variation;
  int direction; /* of the special cause: 1 upwards, -1 downwards, 0 none */
  size_t point;  /* that decides; meaningless where the chart has no value */
  leda_assurance assurance;
} leda_chart_summary;

/* The last point that has a value and is not excluded decides, as in Making data count (and in
   NHSRplotthedots' point_type of the last row).

   Variation: special cause where that point is beyond its limits or carries a signal of any of the chart's rule
   sets, which for runs and trends means that the pattern holds it. Direction: of the first of these that it
   carries: beyond a limit (that limit's side), a trend (rising or falling, on whichever side of the centre line),
   a run, a long run, two of three, four of five, three of four (the side of the centre line). few-crossings,
   alternating, fifteen-inside and eight-outside have none. Improvement and concern by the chart's `better`; charts
   of spread (mr, r, s) and T2 have no better side. NONE: no value; or no signal where there is no limit
   and no rule, or fewer points in the phase than the shortest pattern needs (6).

   Assurance: where lower is the limit on the worse side and upper that on the better one (turned round where
   lower is better): MET where the target does not lie beyond `lower` (a value at the target meets it), MISSED where it
   lies beyond `upper`, HIT_AND_MISS between. A limit that does not exist decides nothing. Only for charts whose
   limits are those of their values: none for those with a memory and those of spread.
   Sources: NHS England, Making data count: strengthening your decisions (2019); NHSRplotthedots 0.2.2. */
leda_chart_summary leda_chart_summarise(const leda_chart *chart);

/* Somebody said which way is better or what the target is: the summary is asked for. */
bool leda_chart_is_judged(const leda_chart *chart);

/* English tokens for JSON; NULL for NONE. */
const char *leda_variation_token(leda_variation variation);
const char *leda_assurance_token(leda_assurance assurance);

#endif
