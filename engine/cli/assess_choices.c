/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/assess_choices.h"

#include <string.h>

#include "engine/core/memory.h"

enum {
  ID_INSTRUMENT = 1,
  ID_WAVES,
  ID_MARGIN,
  ID_ALPHA,
  ID_BY,
  ID_COHORT,
  ID_DETAILS,
  ID_REPLICATES,
  ID_EACH,
  ID_DIR,
  ID_FIGURES,
  ID_SUMMARY,
  ID_SD,
  ID_FAIL_ON,
  ID_COLUMN,
  ID_INVITED,
};

static const leda_option options[] = {
    {"instrument", 0, "lfr|FILE",
     N_("the questionnaire: lfr (Leading for results, 19 statements, built in), or a file "
        "(default: lfr)"),
     ID_INSTRUMENT},
    {"waves", 0, "A,B[,C]",
     N_("only these waves, in this order; needed where the waves are not periods"), ID_WAVES},
    {"cohort", 0, "COLUMN=VALUE", N_("compare the respondents with this value with the others"),
     ID_COHORT},
    {"by", 0, "role|management",
     N_("also leadership against support, and how their gap changed; or members of the management "
        "group and others; may be repeated"),
     ID_BY},
    {"details", 0, NULL, N_("also effect sizes, and the same change by other models"), ID_DETAILS},
    {"invited", 0, "FILE",
     N_("how many were invited: columns wave, invited and perhaps municipality, role"), ID_INVITED},
    {"margin", 0, "SIZE",
     N_("changes up to this size do not matter: \"no change\" means none larger (default: 0.3)"),
     ID_MARGIN},
    {"alpha", 0, "P", N_("risk of calling any statement changed where none did (default: 0.05)"),
     ID_ALPHA},
    {"replicates", 0, "N", N_("how many exchanges are tried at random (default: 99999)"),
     ID_REPLICATES},
    {"each", 0, "municipality", N_("a page for each municipality, into --dir"), ID_EACH},
    {"dir", 0, "DIR", N_("where the pages of --each go"), ID_DIR},
    {"figures", 0, "DIR", N_("figures, into this folder"), ID_FIGURES},
    {"summary", 0, NULL, N_("the file holds published means, not answers"), ID_SUMMARY},
    {"sd", 0, "SD", N_("with --summary: the standard deviation to reckon with"), ID_SD},
    {"fail-on", 0, "deterioration|change", N_("exit code 4 when a statement's verdict says so"),
     ID_FAIL_ON},
    {"column", 0, "ROLE=NAME",
     N_("the column NAME plays ROLE: wave, municipality, municipality_name, role, in_management, "
        "respondent, statement, answer, source, q1, q2...; may be repeated"),
     ID_COLUMN},
};

leda_assess_choices leda_assess_choices_default(void) {
  return (leda_assess_choices){.options = leda_assess_options_default()};
}

void leda_assess_choices_clear(leda_assess_choices *choices) {
  for (size_t i = 0; i < choices->n_owned; i++) leda_free(choices->owned[i]);
  leda_free(choices->owned);
  leda_free(choices->waves);
  leda_free(choices->columns);
  *choices = (leda_assess_choices){0};
}

leda_option_table leda_assess_option_table(void) {
  return (leda_option_table){options, sizeof options / sizeof *options};
}

/* A copy that lives as long as the choices; NULL: no memory. */
static char *keep(leda_assess_choices *choices, const char *value) {
  char **owned = leda_realloc_array(choices->owned, choices->n_owned + 1, sizeof *owned);
  if (!owned) return NULL;
  choices->owned = owned;
  char *copy = leda_strdup(value);
  if (copy) choices->owned[choices->n_owned++] = copy;
  return copy;
}

/* "LEFT=RIGHT" */
static leda_status split(leda_assess_choices *choices, const char *option, const char *value,
                         const char *parts[2], leda_error *err) {
  const char *sign = strchr(value, '=');
  if (!sign || sign == value || !sign[1])
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s needs NAME=VALUE, not '%s'"), option, value);
  char *copy = keep(choices, value);
  if (!copy) return leda_fail_memory(err);
  copy[sign - value] = '\0';
  parts[0] = copy;
  parts[1] = copy + (sign - value) + 1;
  return LEDA_OK;
}

static leda_status set_cohort(leda_assess_choices *choices, const char *value, leda_error *err) {
  const char *parts[2] = {NULL, NULL};
  if (choices->cohort_column)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s can be given once"), "cohort");
  leda_status status = split(choices, "cohort", value, parts, err);
  if (status) return status;
  choices->cohort_column = parts[0];
  choices->cohort_value = parts[1];
  return LEDA_OK;
}

static leda_status add_column(leda_assess_choices *choices, const char *value, leda_error *err) {
  const char *parts[2] = {NULL, NULL};
  leda_survey_column column;
  int statement;
  leda_status status = split(choices, "column", value, parts, err);
  if (status || !parts[0]) return status;
  if (!leda_survey_column_parse(parts[0], &column, &statement)) {
    leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not a role of a column"), parts[0]);
    leda_error_hint(err, "%s",
                    _("roles: wave, municipality, municipality_name, role, in_management, "
                      "respondent, statement, answer, source, q1, q2..."));
    return LEDA_ERR_USAGE;
  }
  leda_survey_choice *columns =
      leda_realloc_array(choices->columns, choices->n_columns + 1, sizeof *columns);
  if (!columns) return leda_fail_memory(err);
  choices->columns = columns;
  choices->columns[choices->n_columns++] = (leda_survey_choice){parts[0], parts[1]};
  return LEDA_OK;
}

static leda_status set_waves(leda_assess_choices *choices, const char *value, leda_error *err) {
  char *copy = keep(choices, value);
  size_t n = 1;
  for (const char *c = value; *c; c++) n += *c == ',';
  leda_free(choices->waves);
  choices->waves = leda_calloc(n, sizeof *choices->waves);
  if (!copy || !choices->waves) return leda_fail_memory(err);
  choices->waves_text = value;
  choices->n_waves = 0;
  for (char *part = copy; part;) {
    char *comma = strchr(part, ',');
    if (comma) *comma = '\0';
    if (!*part)
      return leda_fail(err, LEDA_ERR_USAGE,
                       _("--waves needs the names of waves with commas between, not '%s'"), value);
    choices->waves[choices->n_waves++] = part;
    part = comma ? comma + 1 : NULL;
  }
  return LEDA_OK;
}

static leda_status set_alpha(double *alpha, const char *value, leda_error *err) {
  if (leda_option_number("alpha", value, alpha, err)) return LEDA_ERR_USAGE;
  if (*alpha >= 0.0001 && *alpha <= 0.5) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--alpha must lie between 0.0001 and 0.5"));
}

enum { REPLICATES_LEAST = 99, REPLICATES_MOST = 100000000 };

static leda_status set_replicates(size_t *replicates, const char *value, leda_error *err) {
  long long whole;
  if (leda_option_whole("replicates", value, &whole, err)) return LEDA_ERR_USAGE;
  if (whole < REPLICATES_LEAST)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "replicates",
                     REPLICATES_LEAST);
  if (whole > REPLICATES_MOST)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at most %d"), "replicates",
                     REPLICATES_MOST);
  *replicates = (size_t)whole;
  return LEDA_OK;
}

/* An option that has one word only. */
static leda_status set_word(bool *chosen, const char *option, const char *word, const char *value,
                            leda_error *err) {
  *chosen = strcmp(value, word) == 0;
  return *chosen ? LEDA_OK : leda_option_bad_word(option, value, word, err);
}

static leda_status set_by(leda_assess_choices *choices, const char *value, leda_error *err) {
  if (strcmp(value, "role") == 0)
    choices->by_role = true;
  else if (strcmp(value, "management") == 0)
    choices->by_management = true;
  else
    return leda_option_bad_word("by", value, "role, management", err);
  return LEDA_OK;
}

static leda_status set_fail_on(leda_assess_fail *fail, const char *value, leda_error *err) {
  if (strcmp(value, "deterioration") == 0)
    *fail = LEDA_ASSESS_FAIL_WORSE;
  else if (strcmp(value, "change") == 0)
    *fail = LEDA_ASSESS_FAIL_CHANGE;
  else
    return leda_option_bad_word("fail-on", value, "deterioration, change", err);
  return LEDA_OK;
}

/* Options whose value is a text, kept as it is; false: another option. */
static bool set_text(leda_assess_choices *choices, int id, const char *value) {
  const char **texts[] = {&choices->instrument, &choices->dir, &choices->figures,
                          &choices->invited};
  const int ids[] = {ID_INSTRUMENT, ID_DIR, ID_FIGURES, ID_INVITED};
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
    if (ids[i] != id) continue;
    *texts[i] = value;
    return true;
  }
  return false;
}

leda_status leda_assess_choose(int id, const char *value, void *data, leda_error *err) {
  leda_assess_choices *choices = data;
  if (set_text(choices, id, value)) return LEDA_OK;
  switch (id) {
  case ID_WAVES:
    return set_waves(choices, value, err);
  case ID_MARGIN:
    return leda_option_positive("margin", value, &choices->options.margin, err);
  case ID_ALPHA:
    return set_alpha(&choices->options.alpha, value, err);
  case ID_BY:
    return set_by(choices, value, err);
  case ID_EACH:
    return set_word(&choices->each, "each", "municipality", value, err);
  case ID_COHORT:
    return set_cohort(choices, value, err);
  case ID_REPLICATES:
    return set_replicates(&choices->options.replicates, value, err);
  case ID_SD:
    return leda_option_positive("sd", value, &choices->sd, err);
  case ID_FAIL_ON:
    return set_fail_on(&choices->fail, value, err);
  case ID_COLUMN:
    return add_column(choices, value, err);
  case ID_DETAILS:
    choices->details = true;
    return LEDA_OK;
  default:
    choices->summary = true;
    return LEDA_OK;
  }
}

/* What means cannot do. */
static leda_status check_summary(const leda_assess_choices *choices, leda_error *err) {
  const struct {
    bool given;
    const char *option;
  } needs_answers[] = {{choices->by_role, "by"},
                       {choices->details, "details"},
                       {choices->invited != NULL, "invited"},
                       {choices->n_columns > 0, "column"}};
  if (choices->figures) {
    leda_fail(err, LEDA_ERR_USAGE, _("--%s needs answers, and --summary has means only"),
              "figures");
    leda_error_hint(err, "%s", _("leda report draws published means"));
    return LEDA_ERR_USAGE;
  }
  for (size_t i = 0; i < sizeof needs_answers / sizeof *needs_answers; i++)
    if (needs_answers[i].given)
      return leda_fail(err, LEDA_ERR_USAGE, _("--%s needs answers, and --summary has means only"),
                       needs_answers[i].option);
  return LEDA_OK;
}

leda_status leda_assess_choices_check(const leda_assess_choices *choices, leda_error *err) {
  if (choices->summary && choices->each) {
    leda_fail(err, LEDA_ERR_USAGE, "%s", _("--each needs answers, and --summary has means only"));
    return LEDA_ERR_USAGE;
  }
  if (choices->summary && choices->cohort_column)
    return leda_fail(err, LEDA_ERR_USAGE, "%s",
                     _("--cohort needs answers, and --summary has means only; cohorts of "
                       "published means stand in their own column"));
  if (choices->summary && check_summary(choices, err)) return LEDA_ERR_USAGE;
  if (choices->sd > 0.0 && !choices->summary)
    return leda_fail(err, LEDA_ERR_USAGE, "%s", _("--sd goes with --summary only"));
  if (choices->dir && !choices->each)
    return leda_fail(err, LEDA_ERR_USAGE, "%s", _("--dir goes with --each only"));
  if (choices->each && !choices->dir) {
    leda_fail(err, LEDA_ERR_USAGE, "%s", _("--each needs a folder for its pages"));
    leda_error_hint(err, "%s", _("name one with --dir DIR"));
    return LEDA_ERR_USAGE;
  }
  return LEDA_OK;
}
