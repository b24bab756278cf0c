/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/scan_table.h"
#include "engine/output/survey_output.h"
#include "engine/output/verify_output.h"

static const char *verdict_word(leda_grim_verdict verdict) {
  switch (verdict) {
  case LEDA_GRIM_IMPOSSIBLE:
    return _("impossible");
  case LEDA_GRIM_POSSIBLE:
    return _("possible");
  case LEDA_GRIM_UNINFORMATIVE:
    return _("says nothing");
  default:
    return "";
  }
}

/* ---- who a row is about ---- */

static const char *statement_text(const leda_verify_view *view, const leda_published_mean *mean) {
  const leda_statement *found =
      view->instrument ? leda_instrument_find(view->instrument, mean->statement.number) : NULL;
  return found ? found->label[view->language] : "";
}

static void add_who(const leda_verify_view *view, const leda_published_mean *mean,
                    leda_scan_table *table) {
  leda_text wave = {0};
  leda_survey_wave(mean->wave, view->language, &wave);
  leda_scan_table_word(table, mean->statement.label);
  leda_scan_table_word(table, statement_text(view, mean));
  leda_scan_table_add(table, &wave);
  leda_scan_table_word(table, mean->role);
  leda_scan_table_word(table, mean->cohort);
}

static void add_who_titles(leda_scan_table *table) {
  const char *const titles[] = {_("Statement"), "", _("Wave"), _("Role"), _("Group")};
  for (size_t i = 0; i < 5; i++) leda_scan_table_word(table, titles[i]);
}

/* ---- means ---- */

static void add_mean(const leda_verify_view *view, const leda_verified_mean *found,
                     leda_scan_table *table) {
  const leda_published_mean *mean = found->mean;
  leda_text label = {0}, sd = {0}, n = {0};
  add_who(view, mean, table);
  if (mean->n > 0) leda_text_addf(&n, "%lld", mean->n);
  leda_scan_table_add(table, &n);
  leda_verify_label(view, mean->mean, false, &label);
  leda_scan_table_add(table, &label);
  leda_scan_table_word(table, verdict_word(found->grim));
  if (mean->has_sd) leda_decimal_label(mean->sd, view->language, &sd);
  leda_scan_table_add(table, &sd);
  leda_scan_table_word(table, mean->has_sd ? verdict_word(found->grimmer) : "");
  leda_scan_table_number(table, found->sd_min, 2, view->language);
  leda_scan_table_number(table, found->sd_max, 2, view->language);
}

static void add_means(const leda_verify_view *view, leda_text *text) {
  leda_scan_table table = {.columns = 12};
  const char *const titles[] = {
      _("Answers"),          view->published->shares ? _("Share") : _("Mean"),
      _("Possible"),         _("SD"),
      _("Possible with it"), _("SD at least"),
      _("SD at most")};
  add_who_titles(&table);
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
    leda_scan_table_word(&table, titles[i]);
  for (size_t i = 0; i < view->verify->n_means; i++)
    add_mean(view, &view->verify->means[i], &table);
  leda_scan_table_write(&table, "lllllrrlrlrr", text);
}

/* ---- examples ---- */

static double sd_of(const long long *counts, size_t width) {
  double n = 0, sum = 0, squares = 0;
  for (size_t i = 0; i < width; i++) {
    n += (double)counts[i];
    sum += (double)i * (double)counts[i];
  }
  for (size_t i = 0; i < width; i++)
    squares += (double)counts[i] * ((double)i - sum / n) * ((double)i - sum / n);
  return n > 1 ? sqrt(squares / (n - 1)) : NAN;
}

static void add_example(const leda_verify_view *view, const leda_published_mean *mean,
                        const long long *counts, leda_scan_table *table) {
  size_t width = table->columns - 6;
  add_who(view, mean, table);
  for (size_t i = 0; i < width; i++) leda_scan_table_count(table, (size_t)counts[i]);
  leda_scan_table_number(table, sd_of(counts, width), 2, view->language);
}

static void add_examples(const leda_verify_view *view, leda_text *text) {
  const leda_verify *verify = view->verify;
  size_t width = (size_t)(verify->options.scale.high - verify->options.scale.low) + 1, n = 0;
  leda_scan_table table = {.columns = width + 6};
  leda_text alignment = {0};
  add_who_titles(&table);
  for (size_t i = 0; i < width; i++) {
    leda_text step = {0};
    leda_text_addf(&step, "%d", verify->options.scale.low + (int)i);
    leda_scan_table_add(&table, &step);
  }
  leda_scan_table_word(&table, _("SD"));
  for (size_t i = 0; i < verify->n_means; i++)
    for (size_t k = 0; k < verify->means[i].n_examples; k++, n++)
      add_example(view, verify->means[i].mean, &verify->means[i].examples[k * width], &table);
  leda_text_add(&alignment, "lllll");
  leda_text_add_repeated(&alignment, "r", width + 1);
  if (n > 0) {
    leda_text_add(text, "\n");
    leda_text_add(text, _("Examples of answers that would be printed like this (how many gave each "
                          "answer; made, not measured):"));
    leda_text_add(text, "\n\n");
  }
  leda_text ignored = {0};
  leda_scan_table_write(&table, leda_text_str(&alignment), n > 0 ? text : &ignored);
  leda_text_clear(&ignored);
  leda_text_clear(&alignment);
}

void leda_verify_text(const leda_verify_view *view, leda_text *text) {
  leda_verify_sentence_means(view, text);
  leda_verify_sentence_differences(view, text);
  leda_verify_sentence_claims(view, text);
  leda_text_add(text, "\n");
  add_means(view, text);
  if (view->verify->options.examples > 0) add_examples(view, text);
}
