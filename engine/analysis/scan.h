/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_SCAN_H
#define LEDA_ANALYSIS_SCAN_H

#include "engine/analysis/check.h"
#include "engine/core/progress.h"
#include "stats/joint_permutation.h"
#include "stats/phi.h"

/* The verdict on every series of a panel, with false discoveries held down: `leda scan`. */

typedef struct {
  leda_check_options check; /* noise AUTO: pooled over the units of an indicator where there are
                               LEDA_PHI_POOL_LEAST of them */
  double fdr;               /* a series counts as changed where q <= fdr */
  bool remove_common;       /* take out what the units of an indicator have in common first */
  leda_progress progress;   /* in series */
} leda_scan_options;

typedef enum {
  LEDA_SCAN_TOO_SHORT = 0,
  LEDA_SCAN_CANNOT_TELL, /* too persistent: p is a number, q is not, and it counts as untested */
  LEDA_SCAN_NOISE,
  LEDA_SCAN_CHANGED,
} leda_scan_state;

/* What is kept of each series: 48 bytes. */
typedef struct {
  double p;       /* NaN: too short */
  double q;       /* NaN: not tested */
  double size;    /* level from `index` on less the level before */
  float spread;   /* sd about these two levels */
  float evidence; /* the larger standardised contrast, signed: its sign is the change's */
  float phi;      /* as used */
  uint32_t n;
  uint32_t index; /* first value of the new level */
  uint8_t state;  /* leda_scan_state */
  bool constant;
} leda_scan_row;

/* How many would count as changed were neighbouring values more or less alike than reckoned with. */
typedef struct {
  double phi; /* typical of the indicator's units */
  size_t changed;
} leda_scan_at_phi;

enum { LEDA_SCAN_PHIS = 3 };

typedef struct {
  const char *indicator;
  size_t first; /* its series are first..first+n-1 of the panel */
  size_t n;
  leda_noise_model model;
  leda_phi_pool pool; /* of model AR1_PANEL; else units is 0 and the rest NaN */
  double phi;         /* pooled or given; 0: independent; NaN: each series has its own */
  size_t tested;
  size_t changed;
  size_t cannot_tell;
  size_t too_short;
  size_t at_phi_series; /* looked at for at_phi: all that are long enough, or a sample; 0
                                         where there is nothing to vary */
  leda_scan_at_phi at_phi[LEDA_SCAN_PHIS]; /* phi - 0.2, phi, phi + 0.2; cannot-tell counted in */
} leda_scan_indicator;

typedef struct leda_scan leda_scan;

/* Counts of the whole scan. */
typedef struct {
  size_t series;
  size_t tested; /* long enough and not too persistent */
  size_t changed;
  size_t noise;
  size_t cannot_tell;
  size_t too_short;
  double fdr;
  double expected_false; /* at most, on average: fdr * changed */
  double p_limit;        /* the largest p among the changed; NaN: none changed */
  leda_joint_flags
      joint;           /* flags among unchanged series bound together as these are; at p_limit, of
                             `tested` series; NaN where not computed */
  size_t joint_series; /* permuted; fewer than `tested`: a sample */
} leda_scan_summary;

leda_scan_options leda_scan_options_default(void);

/* Scans the panel, which must outlive the result. The same for any number of threads. Memory: about 100
   bytes a series. Errors: as leda_check_run (of the series that stands first), LEDA_ERR_CANCELLED.
   Free with leda_scan_free. */
leda_status leda_scan_run(leda_scan **out, const leda_panel *panel,
                          const leda_scan_options *options, leda_error *err);

/* NULL is accepted. */
void leda_scan_free(leda_scan *scan);

const leda_panel *leda_scan_panel(const leda_scan *scan);
const leda_scan_options *leda_scan_options_of(const leda_scan *scan);
const leda_scan_summary *leda_scan_summary_of(const leda_scan *scan);
const leda_scan_row *leda_scan_rows(const leda_scan *scan); /* in the order of panel->series */

typedef struct {
  const leda_scan_indicator *items;
  size_t n;
} leda_scan_indicators;

leda_scan_indicators leda_scan_indicators_of(const leda_scan *scan);

/* What cannot be taken at face value, for people: few units behind a removed common effect. */
const leda_messages *leda_scan_warnings(const leda_scan *scan);

/* Direction of a changed series; NONE for others. */
leda_direction leda_scan_direction(const leda_scan *scan, size_t series);

/* ---- the full result, for the series that are printed ---- */

/* checks[k] becomes the full verdict on series which[k], k < n, by several threads at once; named a
   change where q <= fdr, else noise. The caller clears each with leda_check_clear; after an error none
   needs it. */
leda_status leda_scan_checks(leda_scan *scan, const size_t *which, size_t n, leda_check *checks,
                             leda_error *err);

/* ---- order ---- */

typedef enum { LEDA_SCAN_BY_EVIDENCE, LEDA_SCAN_BY_SIZE } leda_scan_order;

/* The first `room` changed series into which[]: by smallest p (ties: larger contrast), or by largest
   change, in the unit of measure where there is one indicator and in sd of noise where there are
   several. Returns how many were filled. */
size_t leda_scan_rank(const leda_scan *scan, leda_scan_order order, size_t *which, size_t room);

#endif
