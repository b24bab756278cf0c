/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/assess_words.h"

#include <math.h>

#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/survey_output.h"

void leda_assess_subject_name(const leda_assess *assess, const leda_assess_subject *subject,
                              leda_language language, leda_text *text) {
  const leda_instrument *instrument = assess->survey->instrument;
  switch (subject->item.kind) {
  case LEDA_ITEM_STATEMENT: {
    const leda_statement *statement = &instrument->statements[subject->item.index];
    leda_text_addf(text, "%d %s", statement->number, statement->label[language]);
    break;
  }
  case LEDA_ITEM_AREA:
    leda_text_add(text, instrument->areas[subject->item.index].name[language]);
    break;
  default:
    leda_text_add(text, _("All statements together"));
    break;
  }
}

void leda_assess_verdict_words(leda_assess_verdict verdict, double margin, leda_language language,
                               leda_text *text) {
  leda_text size = {0};
  switch (verdict) {
  case LEDA_ASSESS_IMPROVED:
    leda_text_add(text, _("improved"));
    break;
  case LEDA_ASSESS_WORSE:
    leda_text_add(text, _("worse"));
    break;
  case LEDA_ASSESS_NO_CHANGE:
    leda_number_label(margin, leda_number_decimals(&margin, 1, 1), language, &size);
    leda_text_addf(text, _("no change larger than %s"), leda_text_str(&size));
    break;
  default:
    leda_text_add(text, _("cannot tell"));
    break;
  }
  leda_text_clear(&size);
}

const char *leda_fade_verdict_words(leda_fade_verdict verdict) {
  switch (verdict) {
  case LEDA_FADE_KEPT:
    return _("kept");
  case LEDA_FADE_GROWN:
    return _("rose further");
  case LEDA_FADE_FADED:
    return _("fell back");
  case LEDA_FADE_NO_GAIN:
    return _("nothing to keep");
  default:
    return _("cannot tell");
  }
}

void leda_assess_signed(double value, leda_language language, leda_text *text) {
  if (value >= 0.005) leda_text_add(text, "+");
  leda_number_label(value, 2, language, text);
}

void leda_assess_range(double lower, double upper, leda_language language, leda_text *text) {
  leda_text a = {0}, b = {0};
  if (isnan(lower) || isnan(upper)) return;
  leda_number_label(lower, 2, language, &a);
  leda_number_label(upper, 2, language, &b);
  leda_text_addf(text, _("%s to %s"), leda_text_str(&a), leda_text_str(&b));
  leda_text_clear(&a);
  leda_text_clear(&b);
}

void leda_assess_level(const leda_assess *assess, leda_language language, leda_text *text) {
  leda_check_share(1.0 - assess->options.alpha, language, text);
}

void leda_assess_wave_name(const leda_assess *assess, size_t wave, leda_language language,
                           leda_text *text) {
  leda_survey_wave(assess->survey->waves[wave], language, text);
}

leda_response leda_assess_response(const leda_assess *assess, const leda_assess_view *view,
                                   size_t wave) {
  leda_people people = leda_people_all();
  people.wave = (long)wave;
  if (!view->invited) return (leda_response){.answered = assess->wave_n[wave], .rate = NAN};
  return leda_describe_response(assess->survey, view->invited, &people);
}

/* ---- cells ---- */

void leda_assess_cell_subject(leda_scan_table *table, const leda_assess *assess, size_t subject,
                              leda_language language) {
  leda_text cell = {0};
  leda_assess_subject_name(assess, &assess->subjects[subject], language, &cell);
  leda_scan_table_add(table, &cell);
}

void leda_assess_cell_signed(leda_scan_table *table, double value, leda_language language) {
  leda_text cell = {0};
  if (!isnan(value)) leda_assess_signed(value, language, &cell);
  leda_scan_table_add(table, &cell);
}

void leda_assess_cell_range(leda_scan_table *table, double lower, double upper,
                            leda_language language) {
  leda_text cell = {0};
  leda_assess_range(lower, upper, language, &cell);
  leda_scan_table_add(table, &cell);
}

void leda_assess_cell_p(leda_scan_table *table, double p, leda_language language) {
  leda_text cell = {0};
  if (!isnan(p)) leda_number_label_p(p, language, &cell);
  leda_scan_table_add(table, &cell);
}

void leda_assess_cell_percent(leda_scan_table *table, double share, leda_language language) {
  leda_text cell = {0};
  if (!isnan(share)) leda_number_label_percent(share, 0, language, &cell);
  leda_scan_table_add(table, &cell);
}

void leda_assess_cell_wave(leda_scan_table *table, const leda_assess *assess, size_t wave,
                           leda_language language) {
  leda_text cell = {0};
  leda_assess_wave_name(assess, wave, language, &cell);
  leda_scan_table_add(table, &cell);
}

void leda_assess_cell_interval(leda_scan_table *table, const leda_assess *assess,
                               leda_language language) {
  leda_text cell = {0}, level = {0};
  leda_assess_level(assess, language, &level);
  leda_text_addf(&cell, _("%s interval"), leda_text_str(&level));
  leda_scan_table_add(table, &cell);
  leda_text_clear(&level);
}

void leda_assess_cell_verdict(leda_scan_table *table, leda_assess_verdict verdict, double margin,
                              leda_language language) {
  leda_text cell = {0};
  leda_assess_verdict_words(verdict, margin, language, &cell);
  leda_scan_table_add(table, &cell);
}
