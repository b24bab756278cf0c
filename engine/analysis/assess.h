/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Did the self-assessment change from wave to wave? Repeated cross-sections of anonymous respondents
 * inside municipalities (docs/assess.md).
 */
#ifndef LEDA_ANALYSIS_ASSESS_H
#define LEDA_ANALYSIS_ASSESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/analysis/describe.h"
#include "engine/core/messages.h"
#include "engine/core/progress.h"
#include "engine/core/status.h"
#include "engine/data/survey.h"
#include "stats/fieller.h"
#include "stats/reliability.h"

typedef struct {
  double alpha;  /* of the family of statements */
  double margin; /* changes no larger than this do not matter, on the scale of the answers */
  size_t
      replicates; /* of swaps, and at most LEDA_WILD_DRAWS of the wild bootstrap, where not all can
                        be tried */
  bool models;    /* also the sensitivity lines: fixed effects, ordinal and mixed models */
  bool reliability; /* also alpha and omega */
  int threads;      /* 0: one a core; never changes a result */
  uint64_t seed;
  leda_progress progress;
} leda_assess_options;

/* Fewer municipalities than this are few: all patterns of the wild bootstrap are gone through. */
#define LEDA_ASSESS_FEW 12

/* alpha 0.05, margin 0.3, 99,999 replicates, models and reliability on. */
leda_assess_options leda_assess_options_default(void);

typedef enum {
  LEDA_ASSESS_CANNOT_TELL = 0,
  LEDA_ASSESS_IMPROVED,
  LEDA_ASSESS_WORSE,
  LEDA_ASSESS_NO_CHANGE, /* no change larger than the margin */
} leda_assess_verdict;

/* An estimate in steps of the scale with its 1 - alpha interval. `p` two-sided against 0. All NaN where
   the data do not allow it (fewer than two municipalities on a side, nobody answered, no variation). */
typedef struct {
  double estimate;
  double se;
  double df;
  double lower;
  double upper;
  double p;
} leda_assess_estimate;

/* Sensitivity lines: the same question asked with other models. Logits for the ordinal ones (positive:
   higher answers in the later wave). NaN where a model did not converge or was not asked for. */
typedef struct {
  leda_assess_estimate fixed; /* municipality fixed effects, CR2 */
  leda_assess_estimate logit; /* cumulative logit, cluster-robust; df municipalities - 1 */
  /* With effects of municipalities and of municipalities at a wave: without the second, what moves a whole
     municipality passes for the change (docs/assess-models.md). */
  leda_assess_estimate ordinal; /* cumulative-link mixed model; df NaN */
  leda_assess_estimate mixed;   /* linear mixed model by REML, Satterthwaite */
} leda_assess_models;

/* From one wave to another. */
typedef struct {
  size_t from; /* wave */
  size_t to;
  size_t n_from; /* answers with a stated role, which is what the regression uses */
  size_t n_to;
  size_t municipalities; /* with such answers */
  leda_assess_estimate change;
  double p_wild;          /* restricted wild cluster bootstrap, Rademacher weights */
  double p_wild_smallest; /* the smallest p that it could have given */
  double p_webb;          /* the same with Webb's weights where municipalities are few, else NaN */
  double
      swap_statistic; /* standardised difference whose sign the swaps turn; NaN: nothing to swap */
  double p_adjusted;  /* step-down maxT over the statements, or the areas */
  double p_holm;      /* Holm and Benjamini-Hochberg over the same family, from change.p */
  double q_bh;
  double cliffs_delta; /* later over earlier; with its interval */
  double cliffs_lower;
  double cliffs_upper;
  double superiority; /* P(later > earlier) + P(equal)/2 */
  double hedges_g;
  double hedges_lower;
  double hedges_upper;
  double p_equivalence; /* larger of the two one-sided p against +-margin */
  leda_assess_models models;
  leda_assess_verdict verdict;
  bool out_of_reach; /* cannot-tell because no p that the swaps allow is as small as alpha */
} leda_assess_delta;

/* Alpha, omega and the rest of one wave, over the respondents who answered all statements. */
typedef struct {
  leda_reliability measures;            /* items in the order of the statements */
  leda_reliability_intervals intervals; /* each municipality left out once (jackknife) */
} leda_assess_reliability;

/* A statement, an area, or all statements together. */
typedef struct {
  leda_item item;
  leda_description *waves;   /* n_waves; all respondents, also those without a stated role */
  leda_assess_delta *deltas; /* n_pairs, those of leda_assess.pairs */
} leda_assess_subject;

/* What two waves have in common. */
typedef struct {
  size_t from;
  size_t to;
  size_t municipalities_both; /* with respondents with a stated role in both waves: these swap */
  size_t municipalities_from; /* in that wave only */
  size_t municipalities_to;
  bool enumerated;            /* all swaps were tried */
  uint64_t swaps;             /* how many */
  double smallest_p;          /* the smallest adjusted p that the swaps allow; NaN without swaps */
  leda_order_stability order; /* of the statements' means */
  /* Fewer than two municipalities: answers are taken as independent, and persons change places instead
     of municipalities. */
  bool persons;
} leda_assess_pair;

/* Leadership against support in one wave: gap = leadership - support. */
typedef struct {
  size_t subject; /* into leda_assess.subjects */
  size_t wave;
  size_t n_leadership;
  size_t n_support;
  double leadership;
  double support;
  leda_assess_estimate gap;
} leda_assess_role;

/* How the gap changed. */
typedef struct {
  size_t subject;
  size_t from;
  size_t to;
  leda_assess_estimate change;
  double p_holm; /* over the statements of the pair; NaN for areas and overall */
} leda_assess_role_change;

/* Chosen against the others: difference-in-differences, adjusted for role. */
typedef struct {
  size_t subject;
  size_t from;
  size_t to;
  double chosen_from; /* means */
  double chosen_to;
  double others_from;
  double others_to;
  leda_assess_estimate baseline; /* chosen - others in the earlier wave */
  leda_assess_estimate did;
  double p_holm;               /* over the statements of the pair */
  leda_assess_verdict verdict; /* "improved": more than the others, by p_holm */
} leda_assess_cohort;

typedef enum {
  LEDA_FADE_CANNOT_TELL = 0,
  LEDA_FADE_KEPT,    /* the gain was there, and the third wave is not below the second by more than
                        the margin */
  LEDA_FADE_GROWN,   /* the third wave is above the second */
  LEDA_FADE_FADED,   /* the third wave is below the second */
  LEDA_FADE_NO_GAIN, /* nothing to keep: no gain was shown */
} leda_fade_verdict;

/* The third wave, over the municipalities that answered in it (the same in all waves): y = wave2 + wave3
   + role, CR2. kept = (third - first) / (second - first), with Fieller's set. */
typedef struct {
  size_t subject;
  size_t n_second; /* in these municipalities */
  size_t n_third;
  leda_assess_estimate gain;  /* second - first */
  leda_assess_estimate later; /* third - second */
  leda_assess_estimate total; /* third - first */
  leda_fieller_set kept;      /* lower..upper, or its shape */
  double p_holm;              /* of `later`, over the statements */
  /* Third - second had as many answered in the third wave as in the second, those who did not all at the
     lowest step, or all at the highest. */
  double bound_lower;
  double bound_upper;
  double post_stratified; /* third - second, the third weighted to the second's roles */
  leda_fade_verdict verdict;
} leda_assess_fade;

typedef struct {
  const leda_survey *survey;
  leda_assess_options options;
  bool *highest; /* n_waves rows of survey->n_statements: the highest mean of the wave? */
  bool *lowest;
  size_t *wave_n; /* respondents in each wave of the survey */
  /* Estimates are adjusted for role, and leave out who did not state one: not where the file has no such
     column or all have the same. */
  bool role_adjusted;
  leda_assess_pair *pairs;
  size_t n_pairs;
  leda_assess_subject *subjects; /* statements in order, then areas, then overall (last) */
  size_t n_statements;           /* that the file has; the first subjects */
  size_t n_areas;                /* with any of them */
  size_t n_subjects;
  leda_assess_role *roles;
  size_t n_roles;
  leda_assess_role_change *role_changes;
  size_t n_role_changes;
  leda_assess_cohort *cohort;
  size_t n_cohort;
  leda_assess_fade *fade;
  size_t n_fade;
  size_t fade_municipalities;
  leda_assess_reliability *reliability; /* one for each wave; NULL: not asked for */
  leda_messages warnings;
} leda_assess;

/* Assesses the answers of a survey. The pairs of waves are each with its next, and the first with the
   last; with one wave there is none, and the answers are described. Results do not depend on threads or
   on the order of rows. Errors: LEDA_ERR_MEMORY; LEDA_ERR_CANCELLED. Too few municipalities is no error but "cannot
   tell" with a warning. `survey` must outlive *assess, which need not be initialised; free with
   leda_assess_clear. */
leda_status leda_assess_run(leda_assess *assess, const leda_survey *survey,
                            const leda_assess_options *options, leda_error *err);

void leda_assess_clear(leda_assess *assess);

/* How many municipalities have respondents in a wave; 0 where the file does not say. */
size_t leda_assess_municipalities(const leda_assess *assess, size_t wave);

/* "improved", "worse", "no-change", "cannot-tell". */
const char *leda_assess_verdict_token(leda_assess_verdict verdict);
/* "kept", "grown", "faded", "no-gain", "cannot-tell". */
const char *leda_fade_verdict_token(leda_fade_verdict verdict);

#endif
