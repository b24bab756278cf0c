/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_CAPABILITY_H
#define LEDA_ANALYSIS_CHART_CAPABILITY_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/capability.h"

/* How the single values of one phase of an i or xbar chart compare with what is asked for. */

typedef struct {
  double lower;  /* specification limits; both NaN: not asked for */
  double upper;  /* in the chart's unit, rates after --per */
  double target; /* NaN: none */
  size_t phase;  /* counted from 1; 0: the last */
} leda_capability_choice;

typedef struct {
  leda_capability_choice asked; /* with the phase filled in */
  double level;                 /* of the intervals: 0.95 */
  size_t points;                /* of the phase, neither missing nor excluded */
  size_t signals;               /* how many of them signal */
  leda_capability result;
} leda_chart_capability;

bool leda_capability_asked(const leda_capability_choice *choice);

/* No test called the values anything but normal at 0.05; false also where none could be made. */
bool leda_capability_looks_normal(const leda_capability *result);

#endif
