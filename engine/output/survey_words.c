/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "engine/core/period.h"
#include "engine/output/survey_output.h"

void leda_survey_wave(const char *wave, leda_language language, leda_text *text) {
  leda_period period;
  if (leda_period_parse(wave, &period))
    leda_period_label(period, language, text);
  else
    leda_text_add(text, wave);
}

void leda_survey_statement(const leda_survey_view *view, leda_published_statement statement,
                           leda_text *text) {
  const leda_statement *found = leda_instrument_find(view->instrument, statement.number);
  leda_text_add(text, statement.label);
  if (found) leda_text_addf(text, " %s", found->label[view->language]);
}

static bool wanted(const leda_survey_view *view, const char *label) {
  if (view->statements.n == 0) return true;
  for (size_t i = 0; i < view->statements.n; i++)
    if (strcmp(view->statements.items[i], label) == 0) return true;
  return false;
}

/* Equal differences keep the order of the file: qsort alone would not promise that. */
static int by_size(const void *a, const void *b) {
  const leda_statement_change *left = *(const leda_statement_change *const *)a;
  const leda_statement_change *right = *(const leda_statement_change *const *)b;
  int order = leda_decimal_compare(right->difference, left->difference);
  return order != 0 ? order : (left > right) - (left < right);
}

const leda_statement_change **leda_survey_rows(const leda_survey_view *view, leda_keeper *keeper,
                                               bool by_difference, size_t *n) {
  const leda_published_change *change = view->change;
  const leda_statement_change **rows = leda_keep_array(keeper, change->n, sizeof *rows);
  *n = 0;
  if (!rows) return NULL;
  for (size_t i = 0; i < change->n; i++)
    if (wanted(view, change->items[i].statement.label)) rows[(*n)++] = &change->items[i];
  if (by_difference) qsort(rows, *n, sizeof *rows, by_size);
  return rows;
}
