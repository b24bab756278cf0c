/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ALARM_RULES_H
#define LEDA_STATS_ALARM_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/zone_rules.h"

/* Does a chart signal at all? The same patterns as in zone_rules.h, pattern_rules.h and runs.h, without
 * marking points: a phase is turned into words of 64 bits, one for each question about a point, and a
 * pattern is a few shifts of them. Made for simulation; its tests hold it against the marking rules. */

enum { LEDA_ALARM_ZONES = 3, LEDA_ALARM_LONGEST = 32 };

/* What a rule set asks. 0 everywhere: never signals. No length or window may be above LEDA_ALARM_LONGEST. */
typedef struct {
  double beyond;                         /* |z| above this; 0: no such rule */
  leda_zone_rule zone[LEDA_ALARM_ZONES]; /* window 0: unused */
  size_t run;                            /* this many on one side; 0: no such rule, as below */
  size_t trend;                          /* this many rising or falling, 2 at least */
  size_t alternating;                    /* this many up and down by turns, 3 at least */
  size_t inside;                         /* this many with |z| < 1 */
  size_t outside;                        /* this many with |z| > 1, on both sides */
  bool near_limit;                       /* NHS England's two of three */
  bool anhoej;                           /* unusually long run or few crossings */
} leda_alarm_rules;

/* The sets of methods.md: beyond 3 alone, and those with names; each with "beyond 3", Anhoej's excepted.
 * NHS England's limits come from screened moving ranges: see leda_alarm_chart. */
leda_alarm_rules leda_alarm_rules_sigma3(void);
leda_alarm_rules leda_alarm_rules_western_electric(void);
leda_alarm_rules leda_alarm_rules_nelson(void);
leda_alarm_rules leda_alarm_rules_nhs(void);
leda_alarm_rules leda_alarm_rules_wheeler(void);
leda_alarm_rules leda_alarm_rules_anhoej(void);

typedef enum { LEDA_ALARM_MEAN, LEDA_ALARM_MEDIAN, LEDA_ALARM_CENTRE_ZERO } leda_alarm_centre;
typedef enum {
  LEDA_ALARM_MOVING_RANGE, /* mean moving range / d2 */
  LEDA_ALARM_MEDIAN_RANGE, /* median moving range / 0.9539 */
  LEDA_ALARM_SD,           /* sample sd */
  LEDA_ALARM_SIGMA_ONE,    /* known, or by the model: values are in sigmas already */
  LEDA_ALARM_NO_SIGMA      /* run charts: only rules about sides and steps */
} leda_alarm_sigma;

/* Points from..to-1 judged against centre and sigma of their first `baseline` (0: all). */
typedef struct {
  size_t from;
  size_t to;
  size_t baseline;
} leda_alarm_phase;

/* How the chart is made. phases: in order, not overlapping. */
typedef struct {
  leda_alarm_centre centre;
  leda_alarm_sigma sigma;
  bool screen; /* moving ranges of 1 + 3 d3 / d2 = 3.267 means or more are left out, once */
  double d2;   /* 0: exact; the peers' 1.128 for comparisons */
  const leda_alarm_phase *phases;
  size_t n_phases;
} leda_alarm_chart;

/* A chart and the sets to judge it by, ready for use. Owns nothing of what it was made from but copies. */
typedef struct leda_alarm_judge leda_alarm_judge;

/* NULL with *status GSL_ENOMEM; GSL_EINVAL for a length above LEDA_ALARM_LONGEST, a trend of 1, alternating
 * below 3, no set or more than 32, phases that are empty, out of order or beyond n, n = 0. n_phases 0: one
 * phase of all points. Free with leda_alarm_judge_free. */
leda_alarm_judge *leda_alarm_judge_alloc(const leda_alarm_chart *chart, size_t n,
                                         const leda_alarm_rules *sets, size_t n_sets, int *status);
void leda_alarm_judge_free(leda_alarm_judge *judge);

/* The n and n_sets it was made for. */
size_t leda_alarm_judge_n(const leda_alarm_judge *judge);
size_t leda_alarm_judge_sets(const leda_alarm_judge *judge);

/* Doubles of work space that leda_alarm_judge_run wants. */
size_t leda_alarm_judge_work(const leda_alarm_judge *judge);

/* Bit k is set where set k signals at least once in y[0..n-1], n as given when it was made. Runs restart at
 * each phase. Without a sigma above 0 (constant values, one value) only sides and steps can signal. y must
 * not hold NaN. Reentrant with a work space for each thread. */
unsigned leda_alarm_judge_run(const leda_alarm_judge *judge, const double *y, double *work);

/* The same for values whose deviations from the centre in sigmas, z, are made already, as on charts whose sigma differs
 * from point to point: steps are told by y, everything else by z. The judge's centre and sigma are not read. */
unsigned leda_alarm_judge_run_given(const leda_alarm_judge *judge, const double *y,
                                    const double *z);

/* The largest |value - centre| / sigma of the chart's points: what its limits would have to be for nothing to
 * stand beyond. 0 without a sigma above 0. */
double leda_alarm_judge_widest(const leda_alarm_judge *judge, const double *y, double *work);

#endif
