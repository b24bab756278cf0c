/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/summary_output.h"

static void write_decimal(leda_csv *csv, leda_decimal value) {
  leda_text text = {0};
  leda_decimal_format(value, &text);
  leda_csv_text(csv, leda_text_str(&text));
  leda_text_clear(&text);
}

static void write_n(leda_csv *csv, long long n) {
  if (n > 0)
    leda_csv_integer(csv, n);
  else
    leda_csv_text(csv, "");
}

static void write_delta(const leda_summary_view *view, const leda_summary_row *row,
                        const leda_summary_delta *delta, leda_csv *csv) {
  const leda_statement_change *change = &delta->change;
  const double numbers[] = {change->lower,
                            change->upper,
                            change->sd_from,
                            change->sd_to,
                            delta->se,
                            delta->df,
                            delta->lower,
                            delta->upper,
                            delta->p,
                            delta->p_adjusted,
                            delta->design_effect,
                            delta->sd_flip,
                            delta->with_p,
                            delta->with_p_adjusted,
                            delta->with_design_effect,
                            delta->vote.n_pooled,
                            delta->vote.n_lowest,
                            delta->vote.n_highest,
                            delta->vote.n_exact,
                            delta->vote.n_paired};
  const char *const key[] = {row->statement.label,
                             leda_summary_label(view, row->statement, LEDA_EN),
                             row->role,
                             row->cohort,
                             change->from->wave,
                             change->to->wave};
  for (size_t i = 0; i < sizeof key / sizeof *key; i++) leda_csv_text(csv, key[i]);
  write_n(csv, change->from->n);
  write_n(csv, change->to->n);
  write_decimal(csv, change->from->mean);
  write_decimal(csv, change->to->mean);
  write_decimal(csv, change->difference);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) leda_csv_number(csv, numbers[i]);
  leda_csv_text(csv, leda_summary_verdict_token(view->summary, delta->verdict));
  leda_csv_end_row(csv);
}

void leda_summary_csv(const leda_summary_view *view, leda_csv *csv) {
  static const char *const HEADER[] = {"statement",
                                       "text",
                                       "role",
                                       "cohort",
                                       "from",
                                       "to",
                                       "n_from",
                                       "n_to",
                                       "mean_from",
                                       "mean_to",
                                       "estimate",
                                       "rounding_lower",
                                       "rounding_upper",
                                       "sd_most_from",
                                       "sd_most_to",
                                       "se",
                                       "df",
                                       "lower",
                                       "upper",
                                       "p",
                                       "p_adjusted",
                                       "design_effect",
                                       "sd_flip",
                                       "with_sd_p",
                                       "with_sd_p_adjusted",
                                       "with_sd_design",
                                       "needed_n",
                                       "needed_n_lowest",
                                       "needed_n_highest",
                                       "needed_n_exact",
                                       "needed_n_paired",
                                       "verdict"};
  const leda_summary *summary = view->summary;
  for (size_t i = 0; i < sizeof HEADER / sizeof *HEADER; i++) leda_csv_text(csv, HEADER[i]);
  leda_csv_end_row(csv);
  for (size_t i = 0; i < summary->n_rows; i++)
    for (size_t k = 0; k < summary->n_pairs; k++)
      if (summary->rows[i].deltas[k].change.from)
        write_delta(view, &summary->rows[i], &summary->rows[i].deltas[k], csv);
}
