/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_JUDGE_CHOICES_H
#define LEDA_CLI_JUDGE_CHOICES_H

#include "engine/analysis/check.h"
#include "engine/cli/common.h"

/* What the options that `check` and `scan` share say. */
typedef enum {
  LEDA_FAIL_NEVER = 0,
  LEDA_FAIL_ON_DETERIORATION,
  LEDA_FAIL_ON_CHANGE,
} leda_fail_on;

typedef struct {
  leda_check_options options;
  leda_fail_on fail;
} leda_judge_choices;

/* Their ids in an option table; a command's own follow. */
enum {
  LEDA_JUDGE_ALPHA = 1,
  LEDA_JUDGE_BETTER,
  LEDA_JUDGE_NOISE,
  LEDA_JUDGE_CHANGE,
  LEDA_JUDGE_BASELINE,
  LEDA_JUDGE_SEASON,
  LEDA_JUDGE_PER,
  LEDA_JUDGE_FAIL_ON,
  LEDA_JUDGE_IDS
};

/* A command's whole table: the shared options and then its own, at most LEDA_JUDGE_OWN of them. */
enum { LEDA_JUDGE_OWN = 8 };

typedef struct {
  leda_option items[LEDA_JUDGE_IDS + LEDA_JUDGE_OWN];
} leda_judge_table;

/* The result points into *table. */
leda_option_table leda_judge_options(leda_judge_table *table, const leda_option *own, size_t n_own);

/* Takes one of these options; usage errors as leda_option_handler. */
leda_status leda_judge_choose(int id, const char *value, leda_judge_choices *choices,
                              leda_error *err);

/* What --fail-on says. */
leda_status leda_judge_fail_on(const char *value, leda_fail_on *fail, leda_error *err);

/* Whether a finding in this direction asks for exit code 4. */
bool leda_judge_fails(leda_fail_on fail, leda_direction direction);

#endif
