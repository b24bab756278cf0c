/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/verify_output.h"

/* kind, statement, wave, to, role, cohort, source: what a row is about. */
static void write_key(leda_csv *csv, const char *const *cells) {
  for (size_t i = 0; i < 7; i++) leda_csv_text(csv, cells[i]);
}

static void write_decimal(leda_csv *csv, bool given, leda_decimal value) {
  leda_text text = {0};
  if (given) leda_decimal_format(value, &text);
  leda_csv_text(csv, leda_text_str(&text));
  leda_text_clear(&text);
}

static void write_empty(leda_csv *csv, size_t n) {
  for (size_t i = 0; i < n; i++) leda_csv_text(csv, "");
}

static const char *text_of(const char *token) { return token ? token : ""; }

static void write_mean(leda_csv *csv, const leda_verified_mean *found) {
  const leda_published_mean *mean = found->mean;
  write_key(csv, (const char *const[]){"mean", mean->statement.label, mean->wave, "", mean->role,
                                       mean->cohort, ""});
  if (mean->n > 0)
    leda_csv_integer(csv, mean->n);
  else
    write_empty(csv, 1);
  write_decimal(csv, true, mean->mean);
  leda_csv_text(csv, text_of(leda_verify_token(found->grim)));
  write_decimal(csv, mean->has_sd, mean->sd);
  leda_csv_text(csv, text_of(leda_verify_token(found->grimmer)));
  leda_csv_number(csv, found->sd_min);
  leda_csv_number(csv, found->sd_max);
  write_empty(csv, 2);
  leda_csv_end_row(csv);
}

static void write_difference(leda_csv *csv, const leda_difference_check *check) {
  const leda_published_difference *printed = check->printed;
  bool known = check->consistent != LEDA_CONSISTENT_UNKNOWN;
  write_key(csv,
            (const char *const[]){"difference", printed->statement.label, printed->from,
                                  printed->to, printed->role, printed->cohort, printed->source});
  write_empty(csv, 1);
  write_decimal(csv, true, printed->difference);
  write_empty(csv, 5);
  write_decimal(csv, known, check->computed);
  leda_csv_text(csv, known ? leda_consistency_token(check->consistent) : "");
  leda_csv_end_row(csv);
}

/* "1-3" of places is what the report says, one place where both ends are the same. */
static void write_places(leda_csv *csv, size_t from, size_t to) {
  leda_text text = {0};
  if (from > 0) leda_text_addf(&text, "%zu", from);
  if (to > from) leda_text_addf(&text, "-%zu", to);
  leda_csv_text(csv, leda_text_str(&text));
  leda_text_clear(&text);
}

static void write_claim(leda_csv *csv, const leda_claim_check *check) {
  const leda_published_claim *claim = check->claim;
  bool known = check->outcome != LEDA_CLAIM_UNKNOWN;
  write_key(csv, (const char *const[]){leda_claim_kind_token(claim->kind), claim->statement.label,
                                       claim->wave, "", "", "", ""});
  write_empty(csv, 1);
  write_places(csv, claim->rank_from, claim->rank_to);
  write_empty(csv, 5);
  write_places(csv, known ? check->found.best : 0, known ? check->found.worst : 0);
  leda_csv_text(csv, known ? leda_claim_outcome_token(check->outcome) : "");
  leda_csv_end_row(csv);
}

void leda_verify_csv(const leda_verify_view *view, leda_csv *csv) {
  static const char *const HEADER[] = {
      "kind",    "statement", "wave", "to",      "role",   "cohort", "source",   "n",
      "printed", "grim",      "sd",   "grimmer", "sd_min", "sd_max", "computed", "consistent"};
  const leda_verify *verify = view->verify;
  for (size_t i = 0; i < sizeof HEADER / sizeof *HEADER; i++) leda_csv_text(csv, HEADER[i]);
  leda_csv_end_row(csv);
  for (size_t i = 0; i < verify->n_means; i++) write_mean(csv, &verify->means[i]);
  for (size_t i = 0; i < verify->n_differences; i++) write_difference(csv, &verify->differences[i]);
  for (size_t i = 0; i < verify->n_claims; i++) write_claim(csv, &verify->claims[i]);
}
