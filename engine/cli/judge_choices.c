/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/judge_choices.h"

#include <string.h>

static const leda_option shared[] = {
    {"alpha", 0, "P", N_("share of unchanged series that may be called changed (default: 0.05)"),
     LEDA_JUDGE_ALPHA},
    {"better", 0, "higher|lower|none", N_("which way is better"), LEDA_JUDGE_BETTER},
    {"noise", 0, "auto|independent|ar1[=PHI]",
     N_("what the noise is taken for: auto and ar1 reckon with neighbouring values that are alike, "
        "by as much as the data show, or by PHI (0 to 0.96)"),
     LEDA_JUDGE_NOISE},
    {"change", 0, "PERIOD",
     N_("the change is known to have come here: what was before against what follows"),
     LEDA_JUDGE_CHANGE},
    {"baseline", 0, "FIRST..LAST",
     N_("these periods against all that follow; earlier ones are left out"), LEDA_JUDGE_BASELINE},
    {"season", 0, "auto|keep",
     N_("auto takes the season out where four whole cycles of it are there; keep does not"),
     LEDA_JUDGE_SEASON},
    {"per", 0, "N", N_("multiply rates, e.g. 100 or 1000"), LEDA_JUDGE_PER},
    {"fail-on", 0, "deterioration|change", N_("exit code 4 when the verdict says so"),
     LEDA_JUDGE_FAIL_ON},
};

leda_option_table leda_judge_options(leda_judge_table *table, const leda_option *own,
                                     size_t n_own) {
  size_t n = 0;
  for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) table->items[n++] = shared[i];
  for (size_t i = 0; i < n_own && i < LEDA_JUDGE_OWN; i++) table->items[n++] = own[i];
  return (leda_option_table){table->items, n};
}

static leda_status set_alpha(leda_judge_choices *choices, const char *value, leda_error *err) {
  if (leda_option_number("alpha", value, &choices->options.alpha, err)) return LEDA_ERR_USAGE;
  if (choices->options.alpha >= 0.0001 && choices->options.alpha <= 0.5) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--alpha must lie between 0.0001 and 0.5"));
}

static leda_status set_phi(leda_check_options *options, const char *value, leda_error *err) {
  options->noise = LEDA_NOISE_CHOICE_PHI;
  if (leda_option_number("noise", value, &options->phi, err)) return LEDA_ERR_USAGE;
  if (options->phi >= 0.0 && options->phi <= LEDA_NOISE_MOST) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("the PHI of --noise ar1=PHI must lie between 0 and %g"),
                   LEDA_NOISE_MOST);
}

static leda_status set_noise(leda_check_options *options, const char *value, leda_error *err) {
  static const char *const words[] = {"auto", "independent", "ar1"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(value, words[i]) != 0) continue;
    options->noise = (leda_noise_choice)i;
    return LEDA_OK;
  }
  if (strncmp(value, "ar1=", 4) == 0) return set_phi(options, value + 4, err);
  return leda_option_bad_word("noise", value, "auto, independent, ar1, ar1=PHI", err);
}

static leda_status twice(leda_error *err) {
  leda_fail(err, LEDA_ERR_USAGE, "%s", _("--change and --baseline: only one can be given, once"));
  leda_error_hint(err, "%s", _("both say where the new level begins"));
  return LEDA_ERR_USAGE;
}

static leda_status set_change(leda_known_choice *known, const char *value, leda_error *err) {
  if (known->kind != LEDA_KNOWN_NONE) return twice(err);
  known->kind = LEDA_KNOWN_CHANGE;
  return leda_option_period("change", value, strlen(value), &known->first, err);
}

static leda_status set_baseline(leda_known_choice *known, const char *value, leda_error *err) {
  const char *dots = strstr(value, "..");
  if (known->kind != LEDA_KNOWN_NONE) return twice(err);
  if (!dots) return leda_option_bad_word("baseline", value, "FIRST..LAST", err);
  known->kind = LEDA_KNOWN_BASELINE;
  if (leda_option_period("baseline", value, (size_t)(dots - value), &known->first, err))
    return LEDA_ERR_USAGE;
  return leda_option_period("baseline", dots + 2, strlen(dots + 2), &known->last, err);
}

static leda_status set_season(leda_check_options *options, const char *value, leda_error *err) {
  options->keep_season = strcmp(value, "keep") == 0;
  if (options->keep_season || strcmp(value, "auto") == 0) return LEDA_OK;
  return leda_option_bad_word("season", value, "auto, keep", err);
}

leda_status leda_judge_fail_on(const char *value, leda_fail_on *fail, leda_error *err) {
  if (strcmp(value, "deterioration") == 0)
    *fail = LEDA_FAIL_ON_DETERIORATION;
  else if (strcmp(value, "change") == 0)
    *fail = LEDA_FAIL_ON_CHANGE;
  else
    return leda_option_bad_word("fail-on", value, "deterioration, change", err);
  return LEDA_OK;
}

leda_status leda_judge_choose(int id, const char *value, leda_judge_choices *choices,
                              leda_error *err) {
  leda_check_options *options = &choices->options;
  switch (id) {
  case LEDA_JUDGE_ALPHA:
    return set_alpha(choices, value, err);
  case LEDA_JUDGE_NOISE:
    return set_noise(options, value, err);
  case LEDA_JUDGE_CHANGE:
    return set_change(&options->known, value, err);
  case LEDA_JUDGE_BASELINE:
    return set_baseline(&options->known, value, err);
  case LEDA_JUDGE_SEASON:
    return set_season(options, value, err);
  case LEDA_JUDGE_PER:
    return leda_option_positive("per", value, &options->per, err);
  case LEDA_JUDGE_FAIL_ON:
    return leda_judge_fail_on(value, &choices->fail, err);
  default:
    break;
  }
  if (leda_better_parse(value, &options->better)) return LEDA_OK;
  return leda_option_bad_word("better", value, "higher, lower, none", err);
}

bool leda_judge_fails(leda_fail_on fail, leda_direction direction) {
  bool worse = direction == LEDA_DIRECTION_DETERIORATION;
  bool changed = direction != LEDA_DIRECTION_NONE;
  return (fail == LEDA_FAIL_ON_CHANGE && changed) || (fail == LEDA_FAIL_ON_DETERIORATION && worse);
}
