/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/analysis/chart.h"

static const char *const better_words[] = {"none", "higher", "lower"};
static const char *const centre_words[] = {"mean", "mean", "median", "known"};
static const char *const sigma_words[] = {"none",  "moving-range",        "model",
                                          "known", "median-moving-range", "sd",
                                          "range", "pooled-sd",           "mssd"};
static const char *const signal_words[LEDA_SIGNAL_KINDS] = {
    "beyond-limits",  "run",           "two-of-three", "four-of-five",
    "long-run",       "few-crossings", "trend",        "alternating",
    "fifteen-inside", "eight-outside", "three-of-four"};
static const char *const rule_words[LEDA_RULE_SETS] = {"anhoej", "western-electric", "nelson",
                                                       "nhs", "wheeler"};

static bool find_word(const char *word, const char *const *words, size_t n, size_t *index) {
  for (*index = 0; *index < n; ++*index)
    if (strcmp(word, words[*index]) == 0) return true;
  return false;
}

leda_chart_options leda_chart_options_default(void) {
  return (leda_chart_options){
      .rules = LEDA_RULES_ANHOEJ,
      .target = NAN,
      .known_centre = NAN,
      .known_sigma = NAN,
      .per = 1.0,
      .spec = {.lower = NAN, .upper = NAN, .target = NAN},
      .memory = {.lambda = 0.2, .width = 3.0, .k = 0.5, .h = 5.0, .ma_points = 3}};
}

bool leda_better_parse(const char *word, leda_better *out) {
  size_t index;
  if (!find_word(word, better_words, sizeof better_words / sizeof *better_words, &index))
    return false;
  *out = (leda_better)index;
  return true;
}

bool leda_sigma_parse(const char *word, leda_sigma_method *out) {
  static const leda_sigma_method choices[] = {
      LEDA_SIGMA_MOVING_RANGE, LEDA_SIGMA_MEDIAN_MOVING_RANGE, LEDA_SIGMA_SD,
      LEDA_SIGMA_RANGE,        LEDA_SIGMA_POOLED_SD,           LEDA_SIGMA_MSSD};
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
    if (strcmp(word, sigma_words[choices[i]]) != 0) continue;
    *out = choices[i];
    return true;
  }
  return false;
}

static const char *const limits_words[] = {"sigma", "probability", "exact", "calibrated"};

bool leda_limits_parse(const char *word, leda_limits_kind *out) {
  size_t index;
  if (!find_word(word, limits_words, sizeof limits_words / sizeof *limits_words, &index))
    return false;
  *out = (leda_limits_kind)index;
  return true;
}

const char *leda_limits_token(leda_limits_kind limits) { return limits_words[limits]; }

static const char *const runs_words[] = {"standard", "best-box", "cut-box"};

bool leda_runs_rule_parse(const char *word, leda_runs_rule *out) {
  size_t index;
  if (!find_word(word, runs_words, sizeof runs_words / sizeof *runs_words, &index)) return false;
  *out = (leda_runs_rule)index;
  return true;
}

const char *leda_runs_rule_token(leda_runs_rule rule) { return runs_words[rule]; }

static bool is_word(const char *text, size_t length, const char *word) {
  return strlen(word) == length && strncmp(text, word, length) == 0;
}

static bool rule_parse(const char *word, size_t length, unsigned *rules) {
  if (is_word(word, length, "none")) return true;
  if (is_word(word, length, "all")) {
    *rules |= LEDA_RULES_ALL;
    return true;
  }
  for (unsigned k = 0; k < LEDA_RULE_SETS; k++) {
    if (!is_word(word, length, rule_words[k])) continue;
    *rules |= 1u << k;
    return true;
  }
  return false;
}

bool leda_chart_rules_parse(const char *words, unsigned *out) {
  unsigned rules = LEDA_RULES_NONE;
  for (const char *word = words;;) {
    size_t length = strcspn(word, ",");
    if (!rule_parse(word, length, &rules)) return false;
    if (word[length] == '\0') break;
    word += length + 1;
  }
  *out = rules;
  return true;
}

const char *leda_centre_kind_token(leda_centre_kind kind) { return centre_words[kind]; }

const char *leda_sigma_method_token(leda_sigma_method method) { return sigma_words[method]; }

const char *leda_signal_token(unsigned bit) {
  for (size_t i = 0; i < LEDA_SIGNAL_KINDS; i++)
    if (bit == 1u << i) return signal_words[i];
  return "";
}

const char *leda_rules_token(unsigned set) {
  for (size_t k = 0; k < LEDA_RULE_SETS; k++)
    if (set == 1u << k) return rule_words[k];
  return "";
}
