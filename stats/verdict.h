/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_VERDICT_H
#define LEDA_STATS_VERDICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/noise.h"
#include "stats/null_store.h"
#include "stats/verdict_setting.h"

/* The calibrated verdict: does a short series hold a sustained change (a shift or a drift), or is it
 * noise? For independent noise of any continuous distribution; docs/verdict.md says what was measured.
 *
 * What: van der Waerden scores of the values; S, the largest standardised step contrast over the
 * first period k = 2..n-2 of a new level; D, the standardised drift contrast; p of min(p_S, p_D)
 * under permutation of the scores (exact enumeration for n <= LEDA_NULL_EXACT_MAX, seeded draws
 * above). Sources: van der Waerden (1952); Hajek, Sidak & Sen (1999) ch. 3-4; James, James &
 * Siegmund (1987) for the max contrast; North et al. (2002) for (1 + count) / (1 + draws). */

#define LEDA_VERDICT_MIN_N 8

typedef enum {
  LEDA_VERDICT_TOO_SHORT,  /* n < LEDA_VERDICT_MIN_N: nothing but n is computed, p is NaN */
  LEDA_VERDICT_NOISE,      /* p > alpha */
  LEDA_VERDICT_SHIFT,      /* p <= alpha and the step fits clearly better than the line */
  LEDA_VERDICT_DRIFT,      /* p <= alpha and the line fits clearly better than the step */
  LEDA_VERDICT_CHANGE,     /* p <= alpha, shift and drift cannot be told apart */
  LEDA_VERDICT_CANNOT_TELL /* never set here yet: the noise is too persistent to judge */
} leda_verdict_name;

typedef enum {
  LEDA_VERDICT_REASON_NONE,
  LEDA_VERDICT_REASON_CONSTANT,  /* all values are equal: p = 1, verdict noise, estimates and
                                      residual_sd 0, no period set, nothing said on what could be seen */
  LEDA_VERDICT_REASON_TOO_SHORT, /* fewer than LEDA_VERDICT_MIN_N values */
  LEDA_VERDICT_REASON_TOO_PERSISTENT
} leda_verdict_reason;

/* An estimate with its interval. lower <= estimate <= upper; an end is -INFINITY or INFINITY where the
 * data exclude no value however large (a change that rests on two points of a short series). */
typedef struct {
  double estimate;
  double lower;
  double upper;
} leda_verdict_interval;

typedef struct {
  double alpha;       /* level of the verdict, in (0, 1); default 0.05 */
  size_t draws;       /* permutations; 0 = LEDA_NULL_DRAWS, fewer for long series (null.h) */
  uint64_t seed;      /* default 1 */
  int threads;        /* for replicates only, never changes a result; default 1 */
  int season_length;  /* 12, 4, 3...: periods in a season's cycle; below 2 = not tested */
  leda_noise noise;   /* default independent */
  bool remove_season; /* take season_length's means out (GLS); default false: only tested */
  const leda_null_store
      *store; /* prepared for this n, noise and season; NULL: made for this series */
  const leda_verdict_setting *setting; /* shared, for these positions and this alpha; NULL: made for
                                          this series */
} leda_verdict_options;

typedef struct {
  size_t n;
  leda_verdict_name verdict;
  leda_verdict_reason reason;
  int direction;    /* of the named change: +1 up, -1 down, 0 where the verdict is noise */
  double alpha;     /* as asked */
  double p;         /* of the whole procedure, never 0 */
  double p_floor;   /* the smallest p that can come out of this null distribution */
  double p_step;    /* of S alone, not corrected for looking at D too */
  double p_drift;   /* of D alone */
  double s;         /* largest absolute standardised step contrast */
  double d;         /* standardised drift contrast, signed */
  double log_ratio; /* which fits better, > 0: the step (verdict_naming.h) */
  bool exact;       /* p from full enumeration */
  bool conditional; /* p from the actual tied scores, not from the table without ties */
  size_t tied;      /* values that share their value with another */

  /* Always computed for n >= 8, whatever the verdict. Indexes are 0-based into y and t. Intervals
     * are at level 1 - alpha, so that they agree with the verdict. */
  size_t change_index; /* first period of the new level: argmax of the step contrast */
  double before;       /* plain mean of y[0..change_index-1] */
  double after;        /* plain mean of y[change_index..n-1] */
  size_t *period_set;  /* candidates for change_index not rejected at alpha, ascending; owned by
                              the result (leda_verdict_result_clear); holds change_index */
  size_t period_set_size;
  bool one_shift_fits; /* false: no single shift accounts for the scan at level alpha; the set and
                            the interval are then those of change_index alone */
  leda_verdict_interval shift; /* after - before */
  leda_verdict_interval slope; /* per period */
  leda_verdict_interval total; /* slope * (t[n-1] - t[0]) */
  /* What goes under the verdict's name: shift for noise and shift; total for drift; for change the
     * total with the union of both intervals. */
  leda_verdict_interval change;

  double residual_sd;       /* about the named fit, outliers left out */
  double detectable_sigmas; /* smallest mid-series shift found with 80 % power, in sd of noise */
  double detectable_shift;  /* the same in the unit of y: detectable_sigmas * residual_sd; INFINITY
                                where no mid-series shift, however large, reaches that power */
  double detectable_power;  /* 0.8 */

  size_t *outliers; /* indexes, ascending; owned by the result; NULL when there are none */
  size_t outlier_count;

  leda_noise noise; /* as used: noise.phi is the value that whitened the series */
  bool season_removed;
  double phi;          /* lag-1 autocorrelation, from differences; NaN where not computable */
  double phi_limit;    /* the upper 5 % limit of phi at this n under independence */
  bool phi_warning;    /* phi > phi_limit: autocorrelation is present and not reckoned with */
  double season_p;     /* F test of season means; NaN where not tested */
  bool season_warning; /* season_p <= 0.01: a season is present and not reckoned with */
} leda_verdict_result;

/* Options filled with the defaults named above. */
leda_verdict_options leda_verdict_options_default(void);

/* Judges y[0..n-1] at integer positions t[0..n-1], strictly increasing (gaps: larger differences).
 * opt NULL = defaults. Fills *out, which need not be initialised; free its arrays with
 * leda_verdict_result_clear. Without a shared setting one is made for this series, and its p is always
 * conditional on its ties. With one, tied values are judged by its table with scores rescaled to the
 * variance without ties, and conditionally where that could matter (leda_judge_ties).
 * Returns GSL_SUCCESS; GSL_EINVAL (NaN or infinite y, t not increasing, bad option, setting for
 * other positions or another alpha); GSL_ENOMEM. On an error *out is cleared. n < 8 is no error: verdict too-short. */
int leda_verdict_run(const double *y, const int *t, size_t n, const leda_verdict_options *opt,
                     leda_verdict_result *out);

/* Frees what the result owns and zeroes it. NULL is accepted. */
void leda_verdict_result_clear(leda_verdict_result *r);

/* "noise", "shift", "drift", "change", "cannot-tell", "too-short"; "constant", "too-short",
 * "too-persistent" or "" for a reason: tokens, not text for people. */
const char *leda_verdict_token(leda_verdict_name verdict);
const char *leda_verdict_reason_token(leda_verdict_reason reason);

#endif
