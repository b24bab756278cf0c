/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/scan_table.h"
#include "engine/output/summary_output.h"

static void add_decimal(leda_scan_table *table, leda_decimal value, bool with_sign,
                        leda_language language) {
  leda_text cell = {0};
  if (with_sign && value.units > 0) leda_text_add(&cell, "+");
  leda_decimal_label(value, language, &cell);
  leda_scan_table_add(table, &cell);
}

static void add_p(leda_scan_table *table, double p, leda_language language) {
  leda_text cell = {0};
  if (!isnan(p)) leda_number_label_p(p, language, &cell);
  leda_scan_table_add(table, &cell);
}

/* A design effect below 1 undoes nothing: it is noise as it is. */
static void add_design(leda_scan_table *table, double effect, leda_language language) {
  if (effect < 1)
    leda_scan_table_word(table, "–");
  else
    leda_scan_table_number(table, effect, 1, language);
}

static const char *verdict_word(leda_summary_verdict verdict) {
  if (verdict == LEDA_SUMMARY_IMPROVED) return _("improved");
  if (verdict == LEDA_SUMMARY_NO_CHANGE) return _("no change");
  return verdict == LEDA_SUMMARY_WORSE ? _("worse") : _("cannot tell");
}

static void add_row(const leda_summary_view *view, const leda_summary_row *row,
                    const leda_summary_delta *delta, leda_scan_table *table) {
  const leda_statement_change *change = &delta->change;
  leda_language language = view->language;
  leda_scan_table_word(table, row->statement.label);
  leda_scan_table_word(table, leda_summary_label(view, row->statement, language));
  add_decimal(table, change->from->mean, false, language);
  add_decimal(table, change->to->mean, false, language);
  add_decimal(table, change->difference, true, language);
  leda_scan_table_number(table, delta->lower, 2, language);
  leda_scan_table_number(table, delta->upper, 2, language);
  add_p(table, delta->p, language);
  add_p(table, delta->p_adjusted, language);
  leda_scan_table_number(table, delta->sd_flip, 2, language);
  add_design(table, delta->design_effect, language);
  add_p(table, delta->with_p, language);
  add_p(table, delta->with_p_adjusted, language);
  add_design(table, delta->with_design_effect, language);
  leda_scan_table_word(table, isnan(delta->p) ? "" : verdict_word(delta->verdict));
}

static void add_table(const leda_summary_view *view, const leda_summary_block *block,
                      leda_text *text) {
  leda_scan_table table = {.columns = 15};
  leda_text with[3] = {{0}, {0}, {0}}, sd = {0};
  leda_number_label(view->summary->options.sd, 2, view->language, &sd);
  leda_text_addf(&with[0], _("p, SD %s"), leda_text_str(&sd));
  leda_text_addf(&with[1], _("together, SD %s"), leda_text_str(&sd));
  leda_text_addf(&with[2], _("undone by, SD %s"), leda_text_str(&sd));
  const char *const titles[] = {_("Statement"),
                                "",
                                _("First"),
                                _("Then"),
                                _("Change"),
                                _("At least"),
                                _("At most"),
                                "p",
                                _("p together"),
                                _("Noise from SD"),
                                _("Undone by"),
                                leda_text_str(&with[0]),
                                leda_text_str(&with[1]),
                                leda_text_str(&with[2]),
                                _("Verdict")};
  for (size_t i = 0; i < table.columns; i++) leda_scan_table_word(&table, titles[i]);
  for (size_t i = 0; i < block->n_rows; i++) {
    const leda_summary_row *row = &view->summary->rows[block->first_row + i];
    const leda_summary_delta *delta = &row->deltas[block->pair];
    if (delta->change.from) add_row(view, row, delta, &table);
  }
  leda_scan_table_write(&table, "llrrrrrrrrrrrrl", text);
  for (size_t i = 0; i < 3; i++) leda_text_clear(&with[i]);
  leda_text_clear(&sd);
}

static void add_votes(const leda_summary_view *view, const leda_summary_block *block,
                      leda_text *text) {
  for (size_t i = 0; i < block->n_rows; i++) {
    const leda_summary_row *row = &view->summary->rows[block->first_row + i];
    if (row->deltas[block->pair].change.from)
      leda_summary_sentence_vote(view, row, &row->deltas[block->pair], text);
  }
}

static void add_block(const leda_summary_view *view, const leda_summary_block *block,
                      leda_text *text) {
  const leda_summary *summary = view->summary;
  if (summary->published->shares) {
    add_votes(view, block, text);
    return;
  }
  leda_summary_title(view, block, text);
  leda_text_add(text, "\n");
  leda_summary_sentence_block(view, block, text);
  /* The last pair is that from the first wave to the last. */
  if (block->pair + 1 == summary->n_pairs) leda_summary_sentence_kept(view, block, text);
  leda_text_add(text, "\n");
  add_table(view, block, text);
  leda_text_add(text, "\n");
}

static bool has_tests(const leda_summary *summary) {
  for (size_t i = 0; i < summary->n_blocks; i++)
    if (summary->blocks[i].tested > 0) return true;
  return false;
}

static void add_notes(const leda_summary *summary, leda_text *text) {
  bool explain = has_tests(summary) && !summary->published->shares;
  const char *const notes[] = {
      _("\"At least\" and \"at most\" hold at the level stated, with answers as spread out as the "
        "scale allows (or as printed) and the rounding of the means."),
      _("\"Noise from SD\": with answers at least so spread out the change is noise."),
      _("\"Undone by\": answers are taken as independent, but persons of one municipality answer "
        "alike; a design effect of this size turns the change into noise. With m answers in each "
        "municipality it is about 1 + (m - 1) x their intraclass correlation."),
      _("\"Cannot tell\" does not mean no change: only the answers themselves could tell."),
  };
  for (size_t i = 0; i < sizeof notes / sizeof *notes && explain; i++)
    leda_text_addf(text, "%s %s\n", _("Note:"), notes[i]);
  if (summary->impossible == 0) return;
  leda_text_addf(text, "%s ", _("Note:"));
  leda_text_addf(text,
                 P_("%zu mean is impossible with the number of answers stated: fewer answered, and "
                    "p and intervals are a little too small. leda verify tells which.",
                    "%zu means are impossible with the number of answers stated: fewer answered, "
                    "and p and intervals are a little too small. leda verify tells which.",
                    summary->impossible),
                 summary->impossible);
  leda_text_add(text, "\n");
}

static void add_cohorts(const leda_summary_view *view, leda_text *text) {
  if (view->cohorts->n == 0) return;
  leda_text_add(text, _("Against the others (all less the group, computed from both means)"));
  leda_text_add(text, "\n");
  for (size_t i = 0; i < view->cohorts->n; i++)
    leda_summary_sentence_cohort(view, &view->cohorts->items[i], text);
  leda_text_add(text, _("A group that was chosen because it stood low or high moves towards the "
                        "others by itself (regression to the mean)."));
  leda_text_add(text, "\n\n");
}

void leda_summary_text(const leda_summary_view *view, leda_text *text) {
  for (size_t i = 0; i < view->summary->n_blocks; i++)
    add_block(view, &view->summary->blocks[i], text);
  add_cohorts(view, text);
  add_notes(view->summary, text);
}
