/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_WILD_CLUSTER_H
#define LEDA_STATS_WILD_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/cluster_ols.h"

/* Restricted wild cluster bootstrap (WCR; Cameron, Gelbach & Miller 2008; MacKinnon & Webb 2018) of
 * c'b = null: the model is fitted with the null imposed, each cluster's residuals are multiplied by one
 * weight, the model is fitted to the outcome so made, and |t*| is compared with |t|.
 *
 * Weights. Rademacher: -1 or 1. With G clusters there are 2^G patterns, and a pattern and its opposite
 * have the same |t|, so 2^(G-1) that differ: all are gone through when they are no more than `draws`,
 * and the smallest p there is, is 1 / 2^(G-1) (0.016 with 7 clusters). Webb: six values
 * -+sqrt(1/2), -+1, -+sqrt(3/2) (Webb 2023), which give few clusters more patterns; always drawn.
 * p = share of patterns with |t*| >= |t| when all are gone through, (1 + b) / (1 + B) when drawn.
 *
 * Errors of t: LEDA_CR1 unless chosen otherwise, since that is what the papers examined and boottest and
 * fwildclusterboot compute (its factor cancels, so CR0, CR1, CR1S and CR1P give one p). LEDA_CR2 and
 * LEDA_CR3 cost the same and are there to compare. */

typedef enum { LEDA_WILD_RADEMACHER, LEDA_WILD_WEBB } leda_wild_weights;

#define LEDA_WILD_DRAWS 9999

typedef struct {
  leda_cluster_kind kind; /* of the errors in t */
  leda_wild_weights weights;
  double null;     /* c'b under the null: 0 */
  size_t draws;    /* 0: LEDA_WILD_DRAWS */
  uint64_t seed;   /* with `stream` the only source of chance */
  uint64_t stream; /* number of the statement, so that statements draw apart */
  int threads;     /* never changes a result */
} leda_wild_options;

typedef struct {
  leda_cluster_state state; /* not LEDA_CLUSTER_OK: t and p NaN */
  double t;                 /* of the data, against `null` */
  double p;                 /* two-sided, by |t| */
  double p_smallest;        /* the smallest p that could have come out */
  size_t patterns;          /* gone through or drawn */
  bool enumerated;
  size_t clusters;
} leda_wild_result;

/* kind CR1, Rademacher, null 0, LEDA_WILD_DRAWS, seed 1, stream 0, one thread. */
leda_wild_options leda_wild_options_default(void);

/* opt NULL: defaults. A pattern whose error is 0 counts as |t*| >= |t|. GSL_SUCCESS or GSL_ENOMEM. */
int leda_wild_cluster_run(const leda_cluster_ols *fit, const double *contrast,
                          const leda_wild_options *opt, leda_wild_result *out);

#endif
