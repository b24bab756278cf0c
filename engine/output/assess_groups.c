/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of an assessment for people: roles, cohort, third wave, reliability. */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/assess_words.h"

/* ---- roles ---- */

static void role_wave(const leda_assess *assess, size_t wave, leda_language language,
                      leda_text *text) {
  leda_scan_table table = {.columns = 5};
  leda_text name = {0};
  leda_assess_wave_name(assess, wave, language, &name);
  leda_text_addf(text, _("Leadership and support, %s\n\n"), leda_text_str(&name));
  leda_text_clear(&name);
  const char *const words[] = {_("Statement"), _("Leadership"), _("Support"), _("Gap")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) leda_scan_table_word(&table, words[i]);
  leda_assess_cell_interval(&table, assess, language);
  for (size_t i = 0; i < assess->n_roles; i++) {
    const leda_assess_role *role = &assess->roles[i];
    if (role->wave != wave) continue;
    leda_assess_cell_subject(&table, assess, role->subject, language);
    leda_scan_table_number(&table, role->leadership, 2, language);
    leda_scan_table_number(&table, role->support, 2, language);
    leda_assess_cell_signed(&table, role->gap.estimate, language);
    leda_assess_cell_range(&table, role->gap.lower, role->gap.upper, language);
  }
  leda_scan_table_write(&table, "lrrrl", text);
  leda_text_add(text, "\n");
}

static void role_pair(const leda_assess *assess, const leda_assess_pair *pair,
                      leda_language language, leda_text *text) {
  leda_scan_table table = {.columns = 5};
  leda_text from = {0}, to = {0};
  leda_assess_wave_name(assess, pair->from, language, &from);
  leda_assess_wave_name(assess, pair->to, language, &to);
  leda_text_addf(text, _("How the gap between leadership and support changed from %s to %s\n\n"),
                 leda_text_str(&from), leda_text_str(&to));
  leda_text_clear(&from);
  leda_text_clear(&to);
  leda_scan_table_word(&table, _("Statement"));
  leda_scan_table_word(&table, _("Change of gap"));
  leda_assess_cell_interval(&table, assess, language);
  leda_scan_table_word(&table, _("p alone"));
  leda_scan_table_word(&table, _("p together"));
  for (size_t i = 0; i < assess->n_role_changes; i++) {
    const leda_assess_role_change *change = &assess->role_changes[i];
    if (change->from != pair->from || change->to != pair->to) continue;
    leda_assess_cell_subject(&table, assess, change->subject, language);
    leda_assess_cell_signed(&table, change->change.estimate, language);
    leda_assess_cell_range(&table, change->change.lower, change->change.upper, language);
    leda_assess_cell_p(&table, change->change.p, language);
    leda_assess_cell_p(&table, change->p_holm, language);
  }
  leda_scan_table_write(&table, "lrlrr", text);
  leda_text_add(text, "\n");
}

void leda_assess_role_table(const leda_assess *assess, leda_language language, leda_text *text) {
  if (assess->n_roles == 0) return;
  for (size_t k = 0; k < assess->survey->n_waves; k++) role_wave(assess, k, language, text);
  for (size_t k = 0; k < assess->n_pairs; k++) role_pair(assess, &assess->pairs[k], language, text);
}

/* ---- cohort ---- */

static void cohort_header(leda_scan_table *table, const leda_assess *assess,
                          leda_language language) {
  leda_scan_table_word(table, _("Statement"));
  leda_scan_table_word(table, _("Chosen"));
  leda_scan_table_word(table, _("Others"));
  leda_scan_table_word(table, _("Difference"));
  leda_assess_cell_interval(table, assess, language);
  leda_scan_table_word(table, _("p together"));
  leda_scan_table_word(table, _("At the start"));
}

static void cohort_row(leda_scan_table *table, const leda_assess *assess,
                       const leda_assess_cohort *row, leda_language language) {
  leda_assess_cell_subject(table, assess, row->subject, language);
  leda_assess_cell_signed(table, row->chosen_to - row->chosen_from, language);
  leda_assess_cell_signed(table, row->others_to - row->others_from, language);
  leda_assess_cell_signed(table, row->did.estimate, language);
  leda_assess_cell_range(table, row->did.lower, row->did.upper, language);
  leda_assess_cell_p(table, row->p_holm, language);
  leda_assess_cell_signed(table, row->baseline.estimate, language);
}

void leda_assess_cohort_table(const leda_assess *assess, leda_language language, leda_text *text) {
  for (size_t i = 0; i < assess->n_cohort; i += assess->n_subjects) {
    leda_scan_table table = {.columns = 7};
    leda_text from = {0}, to = {0};
    leda_assess_wave_name(assess, assess->cohort[i].from, language, &from);
    leda_assess_wave_name(assess, assess->cohort[i].to, language, &to);
    leda_text_addf(text, _("Change of the chosen and of the others from %s to %s\n\n"),
                   leda_text_str(&from), leda_text_str(&to));
    leda_text_clear(&from);
    leda_text_clear(&to);
    cohort_header(&table, assess, language);
    for (size_t s = 0; s < assess->n_subjects; s++)
      cohort_row(&table, assess, &assess->cohort[i + s], language);
    leda_scan_table_write(&table, "lrrrlrr", text);
    leda_text_add(text, "\n");
  }
}

/* ---- third wave ---- */

static void kept_cell(leda_scan_table *table, const leda_fieller_set *kept,
                      leda_language language) {
  leda_text cell = {0};
  if (!isnan(kept->ratio)) leda_number_label_percent(kept->ratio, 0, language, &cell);
  leda_scan_table_add(table, &cell);
}

/* An unbounded set, of either shape, says no more to people than that the gain may have been nothing. */
static void set_cell(leda_scan_table *table, const leda_fieller_set *kept, leda_language language) {
  leda_text cell = {0}, lower = {0}, upper = {0};
  if (kept->shape == LEDA_FIELLER_INTERVAL && isfinite(kept->lower) && isfinite(kept->upper)) {
    leda_number_label_percent(kept->lower, 0, language, &lower);
    leda_number_label_percent(kept->upper, 0, language, &upper);
    leda_text_addf(&cell, _("%s to %s"), leda_text_str(&lower), leda_text_str(&upper));
  } else if (kept->shape != LEDA_FIELLER_UNDEFINED) {
    leda_text_add(&cell, _("without limits"));
  }
  leda_scan_table_add(table, &cell);
  leda_text_clear(&lower);
  leda_text_clear(&upper);
}

static void fade_header(leda_scan_table *table, const leda_assess *assess, leda_language language) {
  leda_scan_table_word(table, _("Statement"));
  leda_scan_table_word(table, _("Gain"));
  leda_scan_table_word(table, _("Since then"));
  leda_assess_cell_interval(table, assess, language);
  leda_scan_table_word(table, _("p together"));
  leda_scan_table_word(table, _("Share kept"));
  leda_scan_table_word(table, _("may be"));
  leda_scan_table_word(table, _("if all had answered"));
  leda_scan_table_word(table, _("Verdict"));
}

static void fade_row(leda_scan_table *table, const leda_assess *assess,
                     const leda_assess_fade *fade, leda_language language) {
  leda_assess_cell_subject(table, assess, fade->subject, language);
  leda_assess_cell_signed(table, fade->gain.estimate, language);
  leda_assess_cell_signed(table, fade->later.estimate, language);
  leda_assess_cell_range(table, fade->later.lower, fade->later.upper, language);
  leda_assess_cell_p(table, fade->p_holm, language);
  kept_cell(table, &fade->kept, language);
  set_cell(table, &fade->kept, language);
  bool fewer = 10 * fade->n_third < 9 * fade->n_second;
  leda_assess_cell_range(table, fewer ? fade->bound_lower : NAN, fade->bound_upper, language);
  leda_scan_table_word(table, leda_fade_verdict_words(fade->verdict));
}

void leda_assess_fade_table(const leda_assess *assess, leda_language language, leda_text *text) {
  if (assess->n_fade == 0) return;
  leda_scan_table table = {.columns = 9};
  leda_text first = {0}, second = {0}, third = {0};
  leda_assess_wave_name(assess, 0, language, &first);
  leda_assess_wave_name(assess, 1, language, &second);
  leda_assess_wave_name(assess, assess->survey->n_waves - 1, language, &third);
  leda_text_addf(text,
                 _("What is left in %s of the gain from %s to %s, in the %zu municipalities that "
                   "answered then\n\n"),
                 leda_text_str(&third), leda_text_str(&first), leda_text_str(&second),
                 assess->fade_municipalities);
  leda_text_clear(&first);
  leda_text_clear(&second);
  leda_text_clear(&third);
  fade_header(&table, assess, language);
  for (size_t i = 0; i < assess->n_fade; i++) fade_row(&table, assess, &assess->fade[i], language);
  leda_scan_table_write(&table, "lrrlrrlll", text);
  leda_text_add(text, "\n");
}

/* ---- reliability ---- */

void leda_assess_reliability_table(const leda_assess *assess, leda_language language,
                                   leda_text *text) {
  if (!assess->reliability) return;
  leda_scan_table table = {.columns = 7};
  const char *const words[] = {
      _("Wave"),     _("Complete answers"),   _("Alpha"), _("interval"), _("Omega"),
      _("interval"), _("One person's change")};
  leda_text_add(text, _("How well the statements measure one thing\n\n"));
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) leda_scan_table_word(&table, words[i]);
  for (size_t k = 0; k < assess->survey->n_waves; k++) {
    const leda_reliability *m = &assess->reliability[k].measures;
    const leda_reliability_intervals *intervals = &assess->reliability[k].intervals;
    leda_assess_cell_wave(&table, assess, k, language);
    leda_scan_table_count(&table, m->n);
    leda_scan_table_number(&table, m->alpha, 2, language);
    bool drawn =
        !isnan(intervals->alpha_lower); /* else Feldt's, which takes answers as independent */
    leda_assess_cell_range(&table, drawn ? intervals->alpha_lower : m->alpha_lower,
                           drawn ? intervals->alpha_upper : m->alpha_upper, language);
    leda_scan_table_number(&table, m->omega, 2, language);
    leda_assess_cell_range(&table, intervals->omega_lower, intervals->omega_upper, language);
    leda_scan_table_number(&table, m->sdc, 2, language);
  }
  leda_scan_table_write(&table, "lrrlrlr", text);
  leda_text_add(text, "\n");
}
