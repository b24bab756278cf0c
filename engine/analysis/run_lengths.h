/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_RUN_LENGTHS_H
#define LEDA_ANALYSIS_RUN_LENGTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/core/messages.h"
#include "engine/core/status.h"

/* How long a control chart of a given design takes to signal, by size of the shift (stats/run_length.h,
   stats/operating_characteristic.h). */

typedef enum {
  LEDA_ARL_NONE = 0,
  LEDA_ARL_SHEWHART, /* single values or means, limits alone */
  LEDA_ARL_EWMA,
  LEDA_ARL_CUSUM, /* two-sided */
  LEDA_ARL_P,     /* shares of `denominator` cases about `level` */
  LEDA_ARL_C      /* counts about `level` */
} leda_arl_chart;

/* NaN or 0: not given. */
typedef struct {
  leda_arl_chart chart;
  double width;         /* limits at so many sigmas: 3; not CUSUM */
  double lambda;        /* EWMA: 0.2 */
  bool fixed_limits;    /* EWMA: limits that do not widen with the first points */
  double k;             /* CUSUM: 0.5 */
  double h;             /* CUSUM: 5 */
  double head_start;    /* CUSUM: 0 */
  size_t subgroup_size; /* values behind a point: 1; not p and c */
  double level;         /* p, c: share or mean count when nothing changes */
  double denominator;   /* p */
  double to;            /* p, c: the shift as a level */
  double shift;         /* in sigmas of single values (p, c: of points): 1 */
  double arl0;          /* finds width or h for this ARL without a shift */
  size_t points;        /* the chance of a signal within so many: 10 */
  uint64_t seed;
} leda_run_lengths_options;

typedef struct {
  double shift;
  double level;   /* p, c; NaN: others */
  double arl;     /* infinite: no point can lie outside */
  double at_once; /* chance that the first point signals */
  double within;  /* that one of the first `points` does */
} leda_run_length_row;

enum { LEDA_RUN_LENGTH_ROWS = 16 };

typedef struct {
  leda_run_lengths_options
      given;    /* all that the chart has filled in; what was found for arl0 too */
  bool found;   /* width or h was found for arl0 */
  double lower; /* p, c: counts within the limits, as numbers of cases; lower NaN: none */
  double upper;
  leda_run_length_row unchanged; /* shift 0 */
  leda_run_length_row asked;
  leda_run_length_row
      rows[LEDA_RUN_LENGTH_ROWS]; /* by growing shift, the one asked for among them */
  size_t n_rows;
  leda_messages warnings;
} leda_run_lengths;

leda_run_lengths_options leda_run_lengths_default(void);

/* "shewhart", "ewma", "cusum", "p", "c". */
bool leda_arl_chart_parse(const char *word, leda_arl_chart *out);
const char *leda_arl_chart_token(leda_arl_chart chart);

/* Standard deviation of a point of a p chart as a share, of a c chart as a count; NaN: others. */
double leda_run_lengths_sigma(const leda_run_lengths_options *options);

/* Shifts 0, 0.25, ... 3 (p and c: -3, -2.5, ... 3 as far as there are such levels), and the one asked for. Errors:
   LEDA_ERR_USAGE naming the option that is missing, does not go with the chart or is out of range, or where no width
   or h gives arl0; LEDA_ERR_MEMORY. *out need not be initialised; free with leda_run_lengths_clear. */
leda_status leda_run_lengths_make(leda_run_lengths *out, const leda_run_lengths_options *options,
                                  leda_error *err);

void leda_run_lengths_clear(leda_run_lengths *lengths);

#endif
