/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_ASSESS_CHOICES_H
#define LEDA_CLI_ASSESS_CHOICES_H

#include "engine/analysis/assess.h"
#include "engine/cli/common.h"

typedef enum {
  LEDA_ASSESS_FAIL_NEVER,
  LEDA_ASSESS_FAIL_WORSE,
  LEDA_ASSESS_FAIL_CHANGE
} leda_assess_fail;

/* What the options of `leda assess` say. */
typedef struct {
  leda_assess_options options;
  const char *instrument; /* NULL: not given; answers are then those to lfr */
  const char *waves_text; /* --waves as given */
  const char **waves;     /* its parts */
  size_t n_waves;
  const char *cohort_column;
  const char *cohort_value;
  leda_survey_choice *columns; /* --column */
  size_t n_columns;
  bool by_role;
  bool by_management;
  bool details;
  bool summary;
  bool each;           /* --each municipality */
  const char *dir;     /* --dir */
  const char *figures; /* --figures */
  const char *invited; /* --invited */
  double sd;           /* --sd; 0: not given */
  leda_assess_fail fail;
  char **owned;
  size_t n_owned;
} leda_assess_choices;

leda_assess_choices leda_assess_choices_default(void);
void leda_assess_choices_clear(leda_assess_choices *choices);

leda_option_table leda_assess_option_table(void);

/* A leda_option_handler over leda_assess_choices. */
leda_status leda_assess_choose(int id, const char *value, void *data, leda_error *err);

/* Options that do not go together. */
leda_status leda_assess_choices_check(const leda_assess_choices *choices, leda_error *err);

#endif
