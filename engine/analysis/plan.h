/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PLAN_H
#define LEDA_ANALYSIS_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/core/messages.h"
#include "engine/core/period.h"
#include "engine/core/progress.h"
#include "engine/core/status.h"

/* How many measurements are needed before `leda check` sees a change of a given size, or what it could
   have seen: by simulation of its own verdict (stats/power.h). */

/* NaN, 0 or LEDA_PERIOD_NONE: not given. Values, sizes and sd are in one unit. */
typedef struct {
  size_t points; /* in all */
  double power;
  double shift;
  double slope;    /* change for each period */
  double from, to; /* the shift as two levels */
  double sd;
  double denominator; /* of a share: sd = sqrt(p (1 - p) / denominator) at p = level, else from */
  double level;
  double phi;       /* autocorrelation of neighbouring values */
  bool phi_unknown; /* the verdict has to learn phi from the series; else it is told */
  double alpha;
  double at;       /* part of the series before the change */
  size_t baseline; /* points before the change, instead */
  bool known;      /* the verdict is told when the change came: leda check --baseline or --change */
  leda_period_kind every;
  leda_period start; /* first period after the baseline */
  leda_period by;    /* the change comes in equal steps from start and is complete here */
  int threads;
  uint64_t seed;
  leda_progress progress;
} leda_plan_options;

typedef enum { LEDA_PLAN_POINTS, LEDA_PLAN_POWER, LEDA_PLAN_SIZE } leda_plan_question;

typedef struct {
  size_t points;
  size_t after; /* points after the change began */
  double power;
} leda_plan_step;

enum { LEDA_PLAN_CURVE = 16 };

typedef struct {
  leda_plan_options given; /* with shift, sd, power and every filled in */
  leda_plan_question question;
  bool sd_known; /* false: sd is 1, and sizes are in sd of the noise */
  bool found;    /* false: no number of points, or no size, that was tried gets there */
  size_t points;
  size_t after;
  double power; /* of the answer */
  /* The same where the verdict has to learn phi; NaN: it had to anyway, or more than LEDA_PLAN_TABLES
     points. */
  double power_unknown_phi;
  double shift;      /* NaN where the question was about a slope */
  double slope;      /* NaN where it was about a shift */
  leda_period known; /* the period whose value brings certainty; NONE without start */
  leda_plan_step curve[LEDA_PLAN_CURVE]; /* power by number of points, for shift, else slope */
  size_t n_curve;
  leda_messages warnings;
} leda_plan;

/* The longest series that is tried, beyond the baseline; and in all where phi has to be learnt, for which
   the verdict has tables up to here. */
enum { LEDA_PLAN_MOST = 120, LEDA_PLAN_TABLES = 60 };

/* All not given; alpha 0.05, at 0.5. */
leda_plan_options leda_plan_options_default(void);

/* Two of points, power and size (shift, from and to, or slope) are given and the third is computed; where
   only points or only the size is given, power is 0.8. Errors: LEDA_ERR_USAGE naming the options that do
   not go together or are out of range; LEDA_ERR_MEMORY; LEDA_ERR_CANCELLED. *plan need not be
   initialised; free with leda_plan_clear. */
leda_status leda_plan_run(leda_plan *plan, const leda_plan_options *options, leda_error *err);

void leda_plan_clear(leda_plan *plan);

#endif
