/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/survey_output.h"

static const char *consistency_word(leda_consistency consistent) {
  switch (consistent) {
  case LEDA_CONSISTENT_YES:
    return _("yes");
  case LEDA_CONSISTENT_ROUNDING:
    return _("by rounding only");
  case LEDA_CONSISTENT_NO:
    return _("no");
  default:
    return _("cannot be checked");
  }
}

static const char *outcome_word(leda_claim_outcome outcome) {
  if (outcome == LEDA_CLAIM_HOLDS) return _("yes");
  return outcome == LEDA_CLAIM_FAILS ? _("no") : _("cannot be checked");
}

static void write_verdict(leda_grid_pen *pen, const char *word, const char *token, bool flag) {
  leda_grid_cell *cell = leda_grid_write(pen, word);
  if (cell) cell->token = token;
  if (flag) leda_grid_mark(cell, LEDA_CELL_FLAG);
}

static void write_kept(leda_grid_pen *pen, leda_text *text, const char *token) {
  leda_grid_cell *cell = leda_grid_write(pen, leda_text_str(text));
  if (cell && token) cell->token = token;
  leda_text_clear(text);
}

/* "place 3" for people, "3" for programs; shared places "3-4". */
static void write_rank(leda_grid_pen *pen, leda_rank rank) {
  leda_text label = {0}, token = {0};
  leda_text_addf(&token, "%zu", rank.best);
  if (rank.worst > rank.best) leda_text_addf(&token, "-%zu", rank.worst);
  if (rank.worst > rank.best)
    leda_text_addf(&label, _("place %zu–%zu"), rank.best, rank.worst);
  else
    leda_text_addf(&label, _("place %zu"), rank.best);
  write_kept(pen, &label, leda_keep_text(pen->keeper, &token));
}

static void write_count(leda_grid_pen *pen, size_t count) {
  leda_text label = {0};
  leda_text_addf(&label, "%zu", count);
  write_kept(pen, &label, NULL);
}

static void write_claim(leda_grid_pen *pen, const leda_survey_view *view,
                        const leda_published_claim *claim) {
  leda_claim_check check = leda_published_check_claim(view->change, claim);
  leda_grid_write(pen, claim->text[view->language]);
  write_verdict(pen, _("text"), "text", false);
  if (claim->kind == LEDA_CLAIM_ALL_RISE) {
    write_count(pen, view->change->n);
    write_count(pen, view->change->rises);
  } else {
    write_rank(pen, (leda_rank){claim->rank_from, claim->rank_to});
    if (check.outcome == LEDA_CLAIM_UNKNOWN)
      leda_grid_write(pen, "");
    else
      write_rank(pen, check.found);
  }
  write_verdict(pen, outcome_word(check.outcome), leda_claim_outcome_token(check.outcome),
                check.outcome == LEDA_CLAIM_FAILS);
}

static const char *source_word(const char *source) {
  static const struct {
    const char *token, *word;
  } KNOWN[] = {{"table", N_("table")}, {"text", N_("text")}};
  for (size_t i = 0; i < 2; i++)
    if (leda_text_same_word(source, KNOWN[i].token)) return _(KNOWN[i].word);
  return source;
}

static void write_difference(leda_grid_pen *pen, const leda_survey_view *view,
                             const leda_published_difference *printed) {
  leda_difference_check check = leda_published_check_difference(view->published, printed);
  leda_text what = {0}, statement = {0}, said = {0}, found = {0}, tokens[3] = {{0}};
  leda_survey_statement(view, printed->statement, &statement);
  leda_text_addf(&what, _("Change of %s"), leda_text_str(&statement));
  leda_text_addf(&tokens[0], "change %s %s %s", printed->statement.label, printed->from,
                 printed->to);
  leda_decimal_label(printed->difference, view->language, &said);
  leda_decimal_format(printed->difference, &tokens[1]);
  if (check.consistent != LEDA_CONSISTENT_UNKNOWN) {
    leda_decimal_label(check.computed, view->language, &found);
    leda_decimal_format(check.computed, &tokens[2]);
  }
  write_kept(pen, &what, leda_keep_text(pen->keeper, &tokens[0]));
  write_verdict(pen, source_word(printed->source), printed->source, false);
  write_kept(pen, &said, leda_keep_text(pen->keeper, &tokens[1]));
  write_kept(pen, &found, leda_keep_text(pen->keeper, &tokens[2]));
  write_verdict(pen, consistency_word(check.consistent), leda_consistency_token(check.consistent),
                check.consistent != LEDA_CONSISTENT_YES);
  leda_text_clear(&statement);
}

static bool is_table(const leda_published_difference *printed) {
  return leda_text_same_word(printed->source, "table");
}

/* A table that agrees with itself is said in one sentence; a row is for what somebody should look at. */
static bool has_row(const leda_published *published, size_t at) {
  const leda_published_difference *printed = &published->differences[at];
  return !is_table(printed) ||
         leda_published_check_difference(published, printed).consistent != LEDA_CONSISTENT_YES;
}

leda_grid leda_survey_claims_grid(const leda_survey_view *view, leda_keeper *keeper) {
  const leda_published *published = view->published;
  const leda_grid_column columns[] = {
      {_("What was published"), "published", false, true},
      {_("Where"), "source", false, false},
      {_("Said"), "said", false, false},
      {_("Computed from the means"), "computed", false, false},
      {_("Agrees"), "agrees", false, false},
  };
  size_t n_claims = view->change ? published->n_claims : 0, n_differences = 0;
  for (size_t i = 0; i < published->n_differences; i++) n_differences += has_row(published, i);
  leda_grid grid = leda_grid_make(keeper, columns, 5, n_claims + n_differences);
  leda_grid_pen pen = {keeper, &grid, 0};
  if (grid.n_rows == 0) return grid;
  for (size_t i = 0; i < n_claims; i++) write_claim(&pen, view, &published->claims[i]);
  for (size_t i = 0; i < published->n_differences; i++)
    if (has_row(published, i)) write_difference(&pen, view, &published->differences[i]);
  return grid;
}

void leda_survey_sentence_table(const leda_survey_view *view, leda_text *text) {
  const leda_published *published = view->published;
  size_t n = 0, right = 0;
  for (size_t i = 0; i < published->n_differences; i++) {
    n += is_table(&published->differences[i]);
    right += is_table(&published->differences[i]) && !has_row(published, i);
  }
  if (n == 0) return;
  leda_text_addf(text,
                 _("Of the %zu differences printed in the table, %zu equal those computed from its "
                   "means."),
                 n, right);
}
