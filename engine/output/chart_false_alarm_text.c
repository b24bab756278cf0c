/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a chart like this one signals when nothing changes, in words, as a table and in JSON. */
#include <math.h>

#include "engine/analysis/chart_false_alarm.h"
#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"

/* "28", "0.3", "less than 0.1": in 100 cases. */
static void add_of_100(double rate, leda_language language, leda_text *text) {
  double cases = 100.0 * rate;
  if (cases > 0.0 && cases < 0.1) {
    leda_text_addf(text, "%s ", _("less than"));
    cases = 0.1;
  }
  leda_number_label(cases, cases > 0.0 && cases < 1.0 ? 1 : 0, language, text);
}

static const char *noise_words(leda_false_alarm_noise noise) {
  switch (noise) {
  case LEDA_FALSE_ALARM_PERMUTED:
    return _("its own values in random order");
  case LEDA_FALSE_ALARM_AR1:
    return _("where each value leans on the one before, as here");
  default:
    return _("independent values");
  }
}

void leda_chart_false_alarm_sentence(const leda_chart *chart, leda_language language,
                                     leda_text *text) {
  leda_false_alarm_largest largest;
  if (!leda_chart_false_alarm_largest(chart, &largest) || largest.rate == 0.0) return;
  leda_text share = {0};
  add_of_100(largest.rate, language, &share);
  leda_text_addf(text,
                 _(" If nothing had changed, a chart like this one would still signal in about %s "
                   "of 100 cases (%s)."),
                 leda_text_str(&share), noise_words(largest.noise));
  leda_text_clear(&share);
}

void leda_chart_false_alarm_caption(const leda_chart *chart, leda_language language,
                                    leda_text *text) {
  leda_false_alarm_largest largest;
  if (!leda_chart_false_alarm_largest(chart, &largest)) return;
  leda_text share = {0};
  add_of_100(largest.rate, language, &share);
  leda_text_addf(text, _("False alarm in about %s of 100 such charts where nothing changes."),
                 leda_text_str(&share));
  leda_text_clear(&share);
}

/* ---- table ---- */

static const char *set_words(unsigned rules) {
  switch (rules) {
  case 0:
    return _("beyond limits");
  case LEDA_RULES_ANHOEJ:
    return _("Anhøj");
  case LEDA_RULES_WESTERN_ELECTRIC:
    return _("Western Electric");
  case LEDA_RULES_NELSON:
    return _("Nelson");
  case LEDA_RULES_NHS:
    return _("NHS");
  case LEDA_RULES_WHEELER:
    return _("Wheeler");
  default:
    return _("together");
  }
}

static char *rate_cell(double rate, leda_language language) {
  leda_text cell = {0};
  if (isnan(rate))
    leda_text_add(&cell, "–");
  else
    leda_number_label(100.0 * rate, 1, language, &cell);
  return leda_text_take(&cell);
}

void leda_chart_false_alarm_table(const leda_chart *chart, leda_language language,
                                  leda_text *text) {
  enum { COLUMNS = 4 };
  leda_false_alarm_largest largest;
  if (chart->n_false_alarms < 2 || !leda_chart_false_alarm_largest(chart, &largest)) return;
  if (largest.rate == 0.0) return;
  leda_text_add(text, "\n");
  size_t rows = chart->n_false_alarms + 1;
  char **cells = leda_calloc(rows * COLUMNS, sizeof *cells);
  bool whole = cells != NULL;
  const char *const header[COLUMNS] = {_("False alarms in 100 charts"), _("Independent"),
                                       _("Own values, any order"), _("Leaning on the last")};
  for (size_t c = 0; whole && c < COLUMNS; c++) cells[c] = leda_strdup(header[c]);
  for (size_t i = 0; whole && i < chart->n_false_alarms; i++) {
    const leda_chart_false_alarm *entry = &chart->false_alarms[i];
    char **row = cells + (i + 1) * COLUMNS;
    row[0] = leda_strdup(set_words(entry->rules));
    row[1] = rate_cell(entry->normal, language);
    row[2] = rate_cell(entry->permuted, language);
    row[3] = rate_cell(entry->ar1, language);
  }
  for (size_t k = 0; whole && k < rows * COLUMNS; k++) whole = cells[k] != NULL;
  if (whole)
    leda_table_text(cells, rows, "lrrr", text);
  else
    text->failed = true;
  for (size_t k = 0; cells && k < rows * COLUMNS; k++) leda_free(cells[k]);
  leda_free(cells);
  leda_text_add(text, "\n");
}

/* ---- JSON ---- */

static json_t *entry_json(const leda_chart_false_alarm *entry) {
  json_t *object = json_object();
  int failed =
      json_object_set_new(object, "rules", json_string(leda_false_alarm_token(entry->rules)));
  failed |= json_object_set_new(object, "normal", leda_json_number(entry->normal));
  failed |= json_object_set_new(object, "permuted", leda_json_number(entry->permuted));
  failed |= json_object_set_new(object, "ar1", leda_json_number(entry->ar1));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

int leda_chart_false_alarm_json(const leda_chart *chart, json_t *series) {
  json_t *list = json_array();
  int failed = 0;
  for (size_t i = 0; i < chart->n_false_alarms; i++)
    failed |= json_array_append_new(list, entry_json(&chart->false_alarms[i]));
  failed |= json_object_set_new(series, "false_alarm", list);
  if (chart->n_false_alarms == 0) return failed;
  static const char *const names[] = {"normal", "permuted", "ar1"};
  json_t *noise = json_object(), *draws = json_object();
  for (size_t k = 0; k < sizeof names / sizeof *names; k++)
    failed |=
        json_object_set_new(draws, names[k], json_integer((json_int_t)chart->false_alarm_draws[k]));
  failed |= json_object_set_new(noise, "phi", leda_json_number(chart->false_alarm_phi));
  failed |= json_object_set_new(noise, "draws", draws);
  return failed | json_object_set_new(series, "false_alarm_noise", noise);
}
