/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of an assessment for people: the change from wave to wave, and how large it is. */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/assess_words.h"

/* Statements, then what stands apart from them: areas and all together. */
static bool begins_group(const leda_assess *assess, size_t subject) {
  return subject == assess->n_statements || subject + 1 == assess->n_subjects;
}

static void blank_row(leda_scan_table *table) {
  for (size_t i = 0; i < table->columns; i++) leda_scan_table_word(table, "");
}

/* The two waves by name; cleared by the caller. */
typedef struct {
  leda_text from, to;
} wave_names;

static wave_names names_of(const leda_assess *assess, size_t pair, leda_language language) {
  wave_names names = {{0}, {0}};
  leda_assess_wave_name(assess, assess->pairs[pair].from, language, &names.from);
  leda_assess_wave_name(assess, assess->pairs[pair].to, language, &names.to);
  return names;
}

static void names_clear(wave_names *names) {
  leda_text_clear(&names->from);
  leda_text_clear(&names->to);
}

/* ---- description ---- */

static void description_header(leda_scan_table *table) {
  const char *const words[] = {
      _("Statement"), _("Answers"),       _("Missing"),        _("Mean"),           _("SD"),
      _("Median"),    _("Lowest answer"), _("Highest answer"), _("Margin of error")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) leda_scan_table_word(table, words[i]);
}

static void description_row(leda_scan_table *table, const leda_assess *assess, size_t s,
                            size_t wave, const leda_assess_view *view) {
  const leda_description *d = &assess->subjects[s].waves[wave];
  leda_response response = leda_assess_response(assess, view, wave);
  leda_assess_cell_subject(table, assess, s, view->language);
  leda_scan_table_count(table, d->n);
  leda_scan_table_count(table, d->missing);
  leda_scan_table_number(table, d->mean, 2, view->language);
  leda_scan_table_number(table, d->sd, 2, view->language);
  leda_scan_table_number(table, d->median, 1, view->language);
  leda_assess_cell_percent(table, d->bottom_share, view->language);
  leda_assess_cell_percent(table, d->top_share, view->language);
  double margin = response.invited ? leda_describe_margin(d->sd, d->n, response.invited) : NAN;
  leda_scan_table_number(table, margin, 2, view->language);
}

void leda_assess_description_table(const leda_assess *assess, size_t wave,
                                   const leda_assess_view *view, leda_text *text) {
  leda_scan_table table = {.columns = 9};
  leda_text name = {0};
  leda_assess_wave_name(assess, wave, view->language, &name);
  leda_text_addf(text, _("The answers, %s\n\n"), leda_text_str(&name));
  leda_text_clear(&name);
  description_header(&table);
  for (size_t s = 0; s < assess->n_subjects; s++) {
    if (begins_group(assess, s)) blank_row(&table);
    description_row(&table, assess, s, wave, view);
  }
  leda_scan_table_write(&table, "lrrrrrrrr", text);
  leda_text_add(text, "\n");
}

/* ---- change ---- */

static void change_header(leda_scan_table *table, const leda_assess *assess, size_t pair,
                          leda_language language) {
  leda_scan_table_word(table, _("Statement"));
  leda_assess_cell_wave(table, assess, assess->pairs[pair].from, language);
  leda_assess_cell_wave(table, assess, assess->pairs[pair].to, language);
  leda_scan_table_word(table, _("Change"));
  leda_assess_cell_interval(table, assess, language);
  leda_scan_table_word(table, _("p alone"));
  leda_scan_table_word(table, _("p together"));
  leda_scan_table_word(table, _("Verdict"));
}

static void change_row(leda_scan_table *table, const leda_assess *assess, size_t s, size_t pair,
                       leda_language language) {
  const leda_assess_subject *subject = &assess->subjects[s];
  const leda_assess_delta *delta = &subject->deltas[pair];
  leda_assess_cell_subject(table, assess, s, language);
  leda_scan_table_number(table, subject->waves[delta->from].mean, 2, language);
  leda_scan_table_number(table, subject->waves[delta->to].mean, 2, language);
  leda_assess_cell_signed(table, delta->change.estimate, language);
  leda_assess_cell_range(table, delta->change.lower, delta->change.upper, language);
  leda_assess_cell_p(table, delta->change.p, language);
  leda_assess_cell_p(table, delta->p_adjusted, language);
  leda_assess_cell_verdict(table, delta->verdict, assess->options.margin, language);
}

void leda_assess_change_table(const leda_assess *assess, size_t pair, leda_language language,
                              leda_text *text) {
  leda_scan_table table = {.columns = 8};
  wave_names names = names_of(assess, pair, language);
  leda_text_addf(text,
                 assess->role_adjusted ? _("Change from %s to %s, adjusted for role\n\n")
                                       : _("Change from %s to %s\n\n"),
                 leda_text_str(&names.from), leda_text_str(&names.to));
  names_clear(&names);
  change_header(&table, assess, pair, language);
  for (size_t s = 0; s < assess->n_subjects; s++) {
    if (begins_group(assess, s)) blank_row(&table);
    change_row(&table, assess, s, pair, language);
  }
  leda_scan_table_write(&table, "lrrrlrrl", text);
}

/* ---- how large, and by other models ---- */

static void effect_header(leda_scan_table *table) {
  const char *const words[] = {_("Statement"),     _("Cliff's delta"), _("interval"),
                               _("Higher later"),  _("Hedges' g"),     _("Lowest answer"),
                               _("Highest answer")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) leda_scan_table_word(table, words[i]);
}

/* "12% to 5%" */
static void shares_cell(leda_scan_table *table, double from, double to, leda_language language) {
  leda_text cell = {0}, a = {0}, b = {0};
  if (!isnan(from) && !isnan(to)) {
    leda_number_label_percent(from, 0, language, &a);
    leda_number_label_percent(to, 0, language, &b);
    leda_text_addf(&cell, _("%s to %s"), leda_text_str(&a), leda_text_str(&b));
  }
  leda_scan_table_add(table, &cell);
  leda_text_clear(&a);
  leda_text_clear(&b);
}

static void effect_row(leda_scan_table *table, const leda_assess *assess, size_t s, size_t pair,
                       leda_language language) {
  const leda_assess_subject *subject = &assess->subjects[s];
  const leda_assess_delta *delta = &subject->deltas[pair];
  const leda_description *from = &subject->waves[delta->from], *to = &subject->waves[delta->to];
  leda_assess_cell_subject(table, assess, s, language);
  leda_assess_cell_signed(table, delta->cliffs_delta, language);
  leda_assess_cell_range(table, delta->cliffs_lower, delta->cliffs_upper, language);
  leda_assess_cell_percent(table, delta->superiority, language);
  leda_assess_cell_signed(table, delta->hedges_g, language);
  shares_cell(table, from->bottom_share, to->bottom_share, language);
  shares_cell(table, from->top_share, to->top_share, language);
}

static void model_header(leda_scan_table *table) {
  const char *const words[] = {_("Statement"),       _("Change"), _("Municipalities fixed"),
                               _("Mixed model"),     _("p wild"), _("p ordinal"),
                               _("p ordinal, mixed")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) leda_scan_table_word(table, words[i]);
}

static void model_row(leda_scan_table *table, const leda_assess *assess, size_t s, size_t pair,
                      leda_language language) {
  const leda_assess_delta *delta = &assess->subjects[s].deltas[pair];
  leda_assess_cell_subject(table, assess, s, language);
  leda_assess_cell_signed(table, delta->change.estimate, language);
  leda_assess_cell_signed(table, delta->models.fixed.estimate, language);
  leda_assess_cell_signed(table, delta->models.mixed.estimate, language);
  leda_assess_cell_p(table, delta->p_wild, language);
  leda_assess_cell_p(table, delta->models.logit.p, language);
  leda_assess_cell_p(table, delta->models.ordinal.p, language);
}

void leda_assess_effect_table(const leda_assess *assess, size_t pair, leda_language language,
                              leda_text *text) {
  leda_scan_table sizes = {.columns = 7}, models = {.columns = 7};
  wave_names names = names_of(assess, pair, language);
  const char *from = leda_text_str(&names.from), *to = leda_text_str(&names.to);
  leda_text_addf(text, _("How large the change from %s to %s is\n\n"), from, to);
  effect_header(&sizes);
  model_header(&models);
  for (size_t s = 0; s < assess->n_subjects; s++) {
    if (begins_group(assess, s)) {
      blank_row(&sizes);
      blank_row(&models);
    }
    effect_row(&sizes, assess, s, pair, language);
    model_row(&models, assess, s, pair, language);
  }
  leda_scan_table_write(&sizes, "lrlrrrr", text);
  leda_text_add(text, "\n");
  leda_text_addf(text, _("The change from %s to %s by other models\n\n"), from, to);
  names_clear(&names);
  leda_scan_table_write(&models, "lrrrrrr", text);
}
