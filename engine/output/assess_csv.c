/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/assess_output.h"

static void write_header(leda_csv *csv) {
  static const char *const names[] = {"statement",    "text",         "area",       "from",
                                      "to",           "n_from",       "n_to",       "mean_from",
                                      "mean_to",      "estimate",     "se",         "df",
                                      "lower",        "upper",        "p",          "p_adjusted",
                                      "p_holm",       "q_bh",         "p_wild",     "p_equivalence",
                                      "cliffs_delta", "superiority",  "hedges_g",   "lowest_from",
                                      "lowest_to",    "highest_from", "highest_to", "verdict"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) leda_csv_text(csv, names[i]);
  leda_csv_end_row(csv);
}

static void write_estimate(const leda_assess_delta *delta, leda_csv *csv) {
  const double values[] = {delta->change.estimate, delta->change.se,     delta->change.df,
                           delta->change.lower,    delta->change.upper,  delta->change.p,
                           delta->p_adjusted,      delta->p_holm,        delta->q_bh,
                           delta->p_wild,          delta->p_equivalence, delta->cliffs_delta,
                           delta->superiority,     delta->hedges_g};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) leda_csv_number(csv, values[i]);
}

static void write_row(const leda_assess *assess, const leda_assess_subject *subject, size_t pair,
                      leda_csv *csv) {
  const leda_assess_delta *delta = &subject->deltas[pair];
  const leda_statement *statement = &assess->survey->instrument->statements[subject->item.index];
  const leda_description *from = &subject->waves[delta->from], *to = &subject->waves[delta->to];
  leda_csv_integer(csv, statement->number);
  leda_csv_text(csv, statement->label[LEDA_EN]);
  leda_csv_text(csv, statement->area[LEDA_EN]);
  leda_csv_text(csv, assess->survey->waves[delta->from]);
  leda_csv_text(csv, assess->survey->waves[delta->to]);
  leda_csv_integer(csv, (long long)delta->n_from);
  leda_csv_integer(csv, (long long)delta->n_to);
  leda_csv_number(csv, from->mean);
  leda_csv_number(csv, to->mean);
  write_estimate(delta, csv);
  leda_csv_number(csv, from->bottom_share);
  leda_csv_number(csv, to->bottom_share);
  leda_csv_number(csv, from->top_share);
  leda_csv_number(csv, to->top_share);
  leda_csv_text(csv, leda_assess_verdict_token(delta->verdict));
  leda_csv_end_row(csv);
}

void leda_assess_csv(const leda_assess *assess, leda_csv *csv) {
  write_header(csv);
  for (size_t s = 0; s < assess->n_statements; s++)
    for (size_t k = 0; k < assess->n_pairs; k++) write_row(assess, &assess->subjects[s], k, csv);
}
