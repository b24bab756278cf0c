/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/labels.h"
#include "engine/output/scan_blocks.h"
#include "engine/output/scan_rankings.h"
#include "engine/output/scan_table.h"

/* ---- the answer ---- */

/* "about 2", "about 0.4". */
static void write_about(double value, leda_language language, leda_text *text) {
  leda_number_label(value, value < 1.0 ? 1 : 0, language, text);
}

static void say_changed(const leda_scan_summary *sum, leda_language language, leda_text *text) {
  leda_text about = {0};
  write_about(sum->expected_false, language, &about);
  if (sum->tested == 0)
    leda_text_addf(text,
                   P_("The only series could not be judged.", "None of %zu series could be judged.",
                      sum->series),
                   sum->series);
  else if (sum->changed == 0)
    leda_text_addf(text,
                   P_("The one series that could be judged did not change by more than noise "
                      "explains.",
                      "Of the %zu series that could be judged none changed by more than noise "
                      "explains.",
                      sum->tested),
                   sum->tested);
  else
    leda_text_addf(text,
                   P_("Of %zu series %zu changed; at most about %s of these are false, on average.",
                      "Of %zu series %zu changed; at most about %s of these are false, on average.",
                      sum->series),
                   sum->series, sum->changed, leda_text_str(&about));
  leda_text_clear(&about);
}

static void say_not_judged(const leda_scan_summary *sum, leda_text *text) {
  if (sum->too_short)
    leda_text_addf(text,
                   P_(" %zu is too short to tell.", " %zu are too short to tell.", sum->too_short),
                   sum->too_short);
  if (sum->cannot_tell)
    leda_text_addf(text,
                   P_(" %zu varies too persistently to tell.",
                      " %zu vary too persistently to tell.", sum->cannot_tell),
                   sum->cannot_tell);
}

void leda_scan_sentence(const leda_scan *scan, leda_language language, leda_text *text) {
  const leda_scan_summary *sum = leda_scan_summary_of(scan);
  say_changed(sum, language, text);
  say_not_judged(sum, text);
}

/* ---- what it means and rests on ---- */

static void say_joint(const leda_scan_summary *sum, leda_language language, leda_text *text) {
  leda_text mean = {0}, lower = {0}, upper = {0};
  if (sum->joint_series == 0) return;
  if (sum->joint.upper < 0.5) {
    leda_text_add(text,
                  _("Were nothing changed, series that move together as these do would hardly "
                    "ever show a change at this limit.\n"));
    return;
  }
  write_about(sum->joint.mean, language, &mean);
  leda_number_label(sum->joint.lower, 0, language, &lower);
  leda_number_label(sum->joint.upper, 0, language, &upper);
  leda_text_addf(
      text,
      _("Were nothing changed, series that move together as these do would at this limit "
        "still show between %s and %s changes in 9 cases of 10 (%s on average).\n"),
      leda_text_str(&lower), leda_text_str(&upper), leda_text_str(&mean));
  leda_text_clear(&mean);
  leda_text_clear(&lower);
  leda_text_clear(&upper);
}

static void say_common(const leda_scan *scan, leda_text *text) {
  if (!leda_scan_options_of(scan)->remove_common) return;
  leda_text_add(text,
                _("What the units of an indicator have in common in each period was taken out "
                  "first: a change that all went through is no finding, and the answer is who "
                  "went another way than the rest.\n"));
}

static void say_persistent(const leda_scan *scan, leda_text *text) {
  if (leda_scan_summary_of(scan)->cannot_tell == 0) return;
  leda_text_add(text, _("Where values follow each other this closely (autocorrelation above 0.8), "
                        "series without any change look like trends; longer series, or the "
                        "differences from period to period, could tell.\n"));
}

/* ---- by indicator ---- */

#define COLUMNS 10
#define INDICATORS_SHOWN 20

static void add_header(leda_scan_table *table) {
  const char *const names[COLUMNS] = {
      _("Indicator"), _("Series"),          _("Changed"),  _("Cannot tell"), _("Too short"),
      _("Noise"),     _("Autocorrelation"), _("0.2 less"), _("As it is"),    _("0.2 more")};
  for (size_t i = 0; i < COLUMNS; i++) leda_scan_table_word(table, names[i]);
}

static const char *noise_words(const leda_scan_indicator *it) {
  switch (it->model) {
  case LEDA_NOISE_AR1_PANEL:
    return _("from all units");
  case LEDA_NOISE_AR1_SERIES:
    return _("from each series");
  case LEDA_NOISE_AR1_GIVEN:
    return _("given");
  default:
    return _("independent");
  }
}

static void add_count_if_any(leda_scan_table *table, size_t count) {
  if (count)
    leda_scan_table_count(table, count);
  else
    leda_scan_table_word(table, "");
}

static void add_at_phi(leda_scan_table *table, const leda_scan_indicator *it, size_t slot) {
  bool apart = fabs(it->at_phi[slot].phi - it->at_phi[1].phi) > 0.0;
  if (it->at_phi_series == 0 || !apart)
    leda_scan_table_word(table, "");
  else
    leda_scan_table_count(table, it->at_phi[slot].changed);
}

static void add_indicator(leda_scan_table *table, const leda_scan_indicator *it,
                          leda_language language) {
  leda_scan_table_word(table, it->indicator[0] ? it->indicator : "–");
  leda_scan_table_count(table, it->n);
  leda_scan_table_count(table, it->changed);
  add_count_if_any(table, it->cannot_tell);
  add_count_if_any(table, it->too_short);
  leda_scan_table_word(table, noise_words(it));
  leda_scan_table_number(table, it->model == LEDA_NOISE_INDEPENDENT ? NAN : it->phi, 2, language);
  add_at_phi(table, it, 0);
  if (it->cannot_tell && it->at_phi_series)
    leda_scan_table_count(table, it->at_phi[1].changed);
  else
    leda_scan_table_word(table, "");
  add_at_phi(table, it, 2);
}

static bool any_sampled(leda_scan_indicators all) {
  for (size_t i = 0; i < all.n; i++)
    if (all.items[i].at_phi_series < all.items[i].tested + all.items[i].cannot_tell &&
        all.items[i].at_phi_series > 0)
      return true;
  return false;
}

static bool any_varied(leda_scan_indicators all) {
  for (size_t i = 0; i < all.n; i++)
    if (all.items[i].at_phi_series) return true;
  return false;
}

static void add_indicators(const leda_scan *scan, const leda_scan_look *look, leda_text *text) {
  leda_scan_indicators all = leda_scan_indicators_of(scan);
  leda_scan_table table = {.columns = COLUMNS};
  size_t shown = look->all || all.n < INDICATORS_SHOWN ? all.n : INDICATORS_SHOWN;
  add_header(&table);
  for (size_t i = 0; i < shown; i++) add_indicator(&table, &all.items[i], look->language);
  leda_text_add(text, "\n");
  leda_scan_table_write(&table, "lrrrrlrrrr", text);
  if (shown < all.n)
    leda_text_addf(text, _("%zu more indicators are not shown; --all shows them.\n"),
                   all.n - shown);
  if (!any_varied(all)) return;
  leda_text_add(text,
                _("The last columns: how many would count as changed, those that cannot be told "
                  "among them, were neighbouring values that much less or more alike.\n"));
  if (any_sampled(all)) leda_text_add(text, _("They were counted in a sample of the series.\n"));
}

leda_status leda_scan_write_text(leda_scan *scan, const leda_scan_look *look,
                                 const leda_scan_sink *sink, leda_error *err) {
  leda_text text = {0};
  leda_scan_sentence(scan, look->language, &text);
  leda_text_add(&text, "\n");
  say_joint(leda_scan_summary_of(scan), look->language, &text);
  say_common(scan, &text);
  say_persistent(scan, &text);
  leda_messages_text(leda_scan_warnings(scan), &text);
  add_indicators(scan, look, &text);
  leda_status status = leda_scan_rankings(scan, look, &text, err);
  if (!status) status = leda_scan_send(sink, &text, err);
  leda_text_clear(&text);
  if (!status && look->all) status = leda_scan_all_series(scan, look, sink, err);
  return status;
}
