/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PUBLISHED_SUMMARY_H
#define LEDA_ANALYSIS_PUBLISHED_SUMMARY_H

#include "engine/analysis/published.h"
#include "engine/data/published_waves.h"
#include "stats/grim.h"

/* What published means, or shares of a vote, say about change when the answers themselves are not there:
   which changes are more than noise whatever the answers were. docs/verify.md, "Published means only". */

typedef enum {
  LEDA_SUMMARY_CANNOT_TELL = 0,
  LEDA_SUMMARY_IMPROVED, /* p_adjusted <= alpha; the later mean is the higher one */
  LEDA_SUMMARY_WORSE,
  LEDA_SUMMARY_NO_CHANGE, /* none larger than the margin, by two one-sided tests at alpha: the larger
                             rounding bound of |difference| + z(alpha) se <= margin. Not of votes */
} leda_summary_verdict;

/* Shares with n: whole counts of yes nearest to the share, two unpaired groups. Without n: how many must
   have voted each time for the change to be more than noise at alpha, two-sided. */
typedef struct {
  double n_pooled; /* normal approximation, unpaired (stats/proportions.h) */
  double n_lowest; /* the same over all shares that are printed so */
  double n_highest;
  double n_exact; /* Fisher's exact test: the n from which every larger one rejects */
  /* Had the same persons voted both times and all who changed their mind changed it one way, so few:
     2 / 2^k <= alpha for k changes (sign test), k / |difference|. */
  double n_paired;
} leda_summary_vote;

/* One statement from one wave to another. Without both means `change.from` is NULL and all is NaN; without
   both n the difference and its rounding bounds only (and of a vote the n that it takes).

   Headline sd: the printed sds where both are printed (at their upper rounding bound), else the largest
   that the scale allows (leda_statement_change). se, lower, upper, p, p_adjusted and design_effect are with
   it: the interval is the difference with its rounding bounds -+ z se, p that of the smallest difference
   that rounding allows. A vote has no worst case: its sd follows from the share; p is Fisher's, the
   interval Newcombe's. With printed sds p and interval are Welch's (df by Satterthwaite); else normal, df NaN.
   design_effect: (z / z_alpha)^2, the factor by which grouping of answers (persons of one municipality
   answer alike) may enlarge the variance before p rises above alpha; below 1: it is noise as it is.
   sd_flip: the sd, the same both times, at which p = alpha: |difference| / (z_alpha sqrt(1/n1 + 1/n2)).
   with_*: the same with the sd that the user assumes; NaN without one. */
typedef struct {
  leda_statement_change change;
  bool printed_sd;
  double se;
  double df;
  double lower;
  double upper;
  double p;
  double p_adjusted; /* Holm over the statements of the same waves, role and cohort */
  double design_effect;
  double sd_flip;
  double sd_least; /* the smaller of what whole answers with these means must have at least */
  double with_p;
  double with_p_adjusted;
  double with_design_effect;
  leda_summary_verdict verdict;
  leda_summary_vote vote;
} leda_summary_delta;

/* A statement of a role and cohort ("" where none). */
typedef struct {
  leda_published_statement statement;
  const char *role;
  const char *cohort;
  const leda_published_mean **means; /* n_waves; NULL where not published */
  leda_summary_delta *deltas;        /* n_pairs */
  /* Share of the gain from the first to the second wave that is left in the third, (m3 - m1) / (m2 - m1),
     and what rounding allows; NaN with other than three or more waves, or where rounding allows no gain or
     none at all. */
  double kept;
  double kept_lower;
  double kept_upper;
} leda_summary_row;

/* All statements of a role and cohort over one pair of waves. */
typedef struct {
  const char *role;
  const char *cohort;
  size_t pair;
  size_t first_row; /* into rows */
  size_t n_rows;
  size_t n; /* with both means */
  size_t rises;
  size_t falls;
  /* Sign test over the statements, two-sided, equal means left out: 2 P(X >= max(rises, falls)), X
     binomial(rises + falls, 1/2). As if the statements were independent, which they are not. */
  double p_sign;
  double mean_difference;
  size_t tested; /* with a p */
  size_t more_than_noise;
  size_t more_than_noise_holm;
  size_t with_more; /* with the sd assumed */
  size_t with_more_holm;
  size_t no_change;
  /* Noise even with the smallest sd that the means allow: sd_flip below sd_least. */
  size_t noise_anyway;
} leda_summary_block;

typedef struct {
  leda_answer_scale scale;
  double alpha;
  double sd;     /* assumed; NaN: none */
  double margin; /* changes no larger do not matter; 0: "no change" is never said */
  leda_published_waves waves;
} leda_summary_options;

typedef struct {
  size_t from; /* waves */
  size_t to;
} leda_summary_pair;

/* Rows sorted by role and cohort (bytes), then statement; blocks by role, cohort and pair. Pairs: each wave
   with its next, and with three or more the first with the last. */
typedef struct {
  const leda_published *published;
  leda_summary_options options;
  leda_summary_pair *pairs;
  size_t n_pairs;
  leda_summary_row *rows;
  size_t n_rows;
  leda_summary_block *blocks;
  size_t n_blocks;
  size_t
      impossible;  /* means that so many whole answers cannot have (stats/grim.h): fewer answered */
  void *memory[3]; /* behind the rows */
} leda_summary;

/* Errors: LEDA_ERR_DATA with fewer than two waves, or where no statement has means in two of them;
   LEDA_ERR_MEMORY. *published and the waves must outlive *summary, which need not be initialised; free
   with leda_summary_clear. */
leda_status leda_summary_run(leda_summary *summary, const leda_published *published,
                             const leda_summary_options *options, leda_error *err);

void leda_summary_clear(leda_summary *summary);

/* "improved", "worse", "no-change", "cannot-tell"; of votes, where up is not better, "risen" and "fallen". */
const char *leda_summary_verdict_token(const leda_summary *summary, leda_summary_verdict verdict);

#endif
