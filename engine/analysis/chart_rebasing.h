/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_REBASING_H
#define LEDA_ANALYSIS_CHART_REBASING_H

#include <stddef.h>

#include "engine/core/period.h"
#include "stats/verdict.h"

/* What the verdict on the whole series let be done. */
typedef enum {
  LEDA_REBASING_OFF = 0,   /* not asked for */
  LEDA_REBASING_DONE,      /* new limits at one period at least */
  LEDA_REBASING_NO_CHANGE, /* the verdict is noise */
  LEDA_REBASING_DRIFT,     /* a drift, which has no new level */
  LEDA_REBASING_EDGE,      /* a shift, with too few points on one side of it for limits */
  LEDA_REBASING_SEASON,    /* a season could not be removed, and may pass for a shift */
  LEDA_REBASING_CANNOT_TELL,
  LEDA_REBASING_TOO_SHORT
} leda_rebasing_outcome;

/* New limits from `period` on. */
typedef struct {
  leda_period period;
  double p;                  /* of the verdict on the part that was parted here */
  double alpha;              /* its level */
  leda_verdict_name verdict; /* shift, or change: shift and drift cannot be told apart */
  leda_period *period_set;   /* where the shift may have come, at level 1 - alpha; NULL: no single
                                shift fits */
  size_t period_set_size;
} leda_rebase;

/* Proposed phases of a series, in order of period. */
typedef struct {
  leda_rebasing_outcome outcome;
  double alpha;       /* of the whole series */
  double p;           /* its verdict's; NaN: too short */
  leda_period period; /* EDGE: of the shift */
  leda_rebase *items;
  size_t n;
} leda_rebasing;

/* A new level needs so many points, and so does what stays before it. */
#define LEDA_REBASE_MIN_POINTS 4

#endif
