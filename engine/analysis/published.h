/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PUBLISHED_H
#define LEDA_ANALYSIS_PUBLISHED_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/status.h"
#include "engine/data/published.h"

/* What published means of two waves can tell when the answers themselves are not there. */

/* Places from the top, 1 = largest; equal values share the places best..worst. */
typedef struct {
  size_t best;
  size_t worst;
} leda_rank;

enum { LEDA_COLUMN_FROM, LEDA_COLUMN_TO, LEDA_COLUMN_DIFFERENCE, LEDA_COLUMN_COUNT };

/* One statement from one wave to another.

   difference = to - from, exact in the printed decimals. Each mean was rounded, so the difference of the
   means behind them lies in lower..upper = difference -+ (half a step of each).
   Worst case: on a scale a..b no set of answers with mean m has a larger variance than (m-a)(b-m) (all
   answers at the ends; Popoviciu's bound in its Bhatia-Davis form, 2000). sd_* is that bound's root with
   n/(n-1), at the mean inside the rounding that makes it largest. se = sqrt(sd_from^2/n_from +
   sd_to^2/n_to), z = the smallest |difference| that rounding allows / se, p two-sided normal: answers
   taken as independent, which persons of one municipality are not. NaN where n is not given. */
typedef struct {
  leda_published_statement statement;
  const leda_published_mean *from;
  const leda_published_mean *to;
  leda_decimal difference;
  double lower;
  double upper;
  leda_rank rank[LEDA_COLUMN_COUNT];
  bool highest[LEDA_COLUMN_COUNT]; /* of its column, shared where equal */
  bool lowest[LEDA_COLUMN_COUNT];
  double sd_from;
  double sd_to;
  double z;
  double p;
  bool more_than_noise; /* p <= alpha */
} leda_statement_change;

typedef struct {
  const char *from;
  const char *to;
  const char *role; /* "" or NULL: rows without one */
  const char *cohort;
  int scale_low;
  int scale_high;
  double alpha;
} leda_published_options;

/* All statements that have both means, in the order of the file. Means over statements are unweighted;
   NaN with no statement, sd and Spearman's coefficient (mid-ranks) also with one. */
typedef struct {
  leda_published_options options;
  leda_statement_change *items;
  size_t n;
  size_t rises;
  size_t falls;
  size_t more_than_noise;
  size_t more_than_noise_holm; /* with Holm's correction for n statements looked at */
  double mean[LEDA_COLUMN_COUNT];
  double sd_difference; /* n - 1 */
  double median_difference;
  double spearman; /* of the two waves' order */
} leda_published_change;

/* Errors: LEDA_ERR_DATA when no statement has both means; LEDA_ERR_MEMORY. Texts and rows belong to
 *published, which must outlive *change. Free with leda_published_change_clear. */
leda_status leda_published_change_run(leda_published_change *change,
                                      const leda_published *published,
                                      const leda_published_options *options, leda_error *err);

void leda_published_change_clear(leda_published_change *change);

/* Fills what one statement tells by itself (all but its ranks) from item->from and item->to; of the options
   the scale and alpha are used. */
void leda_published_compare(leda_statement_change *item, const leda_published_options *options);

typedef enum {
  LEDA_CONSISTENT_YES,      /* printed = computed from the printed means */
  LEDA_CONSISTENT_ROUNDING, /* not equal, but possible from means before they were rounded */
  LEDA_CONSISTENT_NO,
  LEDA_CONSISTENT_UNKNOWN, /* one of the means is not published */
} leda_consistency;

typedef struct {
  const leda_published_difference *printed;
  leda_decimal computed;
  leda_consistency consistent;
} leda_difference_check;

/* Compares a printed difference with the means of its two waves. Rounding half up and half to even both
   count as possible. */
leda_difference_check leda_published_check_difference(const leda_published *published,
                                                      const leda_published_difference *printed);

typedef enum { LEDA_CLAIM_HOLDS, LEDA_CLAIM_FAILS, LEDA_CLAIM_UNKNOWN } leda_claim_outcome;

typedef struct {
  const leda_published_claim *claim;
  leda_claim_outcome outcome; /* unknown: another wave, or a statement that is not there */
  leda_rank found;            /* the place in the table; of an all-rise claim 0 */
} leda_claim_check;

/* Holds a claim against the table. Of equal values each may claim any of the places they share. */
leda_claim_check leda_published_check_claim(const leda_published_change *change,
                                            const leda_published_claim *claim);

/* "yes", "rounding", "no", "unknown". */
const char *leda_consistency_token(leda_consistency consistent);

/* "yes", "no", "unknown". */
const char *leda_claim_outcome_token(leda_claim_outcome outcome);

/* The word that a file has for a kind: "all-rise", "rank", "change-rank". */
const char *leda_claim_kind_token(leda_claim_kind kind);

#endif
