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

static const char *outcome_token(leda_claim_outcome outcome) {
  if (outcome == LEDA_CLAIM_HOLDS) return "yes";
  return outcome == LEDA_CLAIM_FAILS ? "no" : "unknown";
}

static void write_verdict(leda_grid_pen *pen, const char *word, const char *token, bool flag) {
  leda_grid_cell *cell = leda_grid_write(pen, word);
  if (cell) cell->token = token;
  if (flag) leda_grid_mark(cell, LEDA_CELL_FLAG);
}

static void write_kept(leda_grid_pen *pen, leda_text *text) {
  leda_grid_write(pen, leda_text_str(text));
  leda_text_clear(text);
}

/* "3" or, shared, "3-4". */
static void add_rank(leda_rank rank, leda_text *text) {
  leda_text_addf(text, "%zu", rank.best);
  if (rank.worst > rank.best) leda_text_addf(text, "–%zu", rank.worst);
}

static void write_claim(leda_grid_pen *pen, const leda_survey_view *view,
                        const leda_published_claim *claim) {
  leda_claim_check check = leda_published_check_claim(view->change, claim);
  leda_text said = {0}, found = {0};
  if (claim->kind == LEDA_CLAIM_ALL_RISE) {
    leda_text_addf(&said, "%zu", view->change->n);
    leda_text_addf(&found, "%zu", view->change->rises);
  } else {
    leda_text place = {0};
    add_rank((leda_rank){claim->rank_from, claim->rank_to}, &place);
    leda_text_addf(&said, _("place %s"), leda_text_str(&place));
    leda_text_clear(&place);
    add_rank(check.found, &place);
    leda_text_addf(&found, _("place %s"), leda_text_str(&place));
    leda_text_clear(&place);
  }
  leda_grid_write(pen, claim->text[view->language]);
  leda_grid_write(pen, _("text"));
  write_kept(pen, &said);
  write_kept(pen, &found);
  write_verdict(pen, outcome_word(check.outcome), outcome_token(check.outcome),
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
  leda_text what = {0}, statement = {0}, said = {0}, found = {0};
  leda_survey_statement(view, printed->statement, &statement);
  leda_text_addf(&what, _("Change of %s"), leda_text_str(&statement));
  leda_decimal_label(printed->difference, view->language, &said);
  if (check.consistent != LEDA_CONSISTENT_UNKNOWN)
    leda_decimal_label(check.computed, view->language, &found);
  write_kept(pen, &what);
  leda_grid_write(pen, source_word(printed->source));
  write_kept(pen, &said);
  write_kept(pen, &found);
  write_verdict(pen, consistency_word(check.consistent), leda_consistency_token(check.consistent),
                check.consistent != LEDA_CONSISTENT_YES);
  leda_text_clear(&statement);
}

leda_grid leda_survey_claims_grid(const leda_survey_view *view, leda_keeper *keeper) {
  const leda_published *published = view->published;
  const leda_grid_column columns[] = {
      {_("What was published"), "published", false, true},
      {_("Where"), "source", false, false},
      {_("Said"), "said", true, false},
      {_("Computed from the means"), "computed", true, false},
      {_("Agrees"), "agrees", false, false},
  };
  size_t n_claims = view->change ? published->n_claims : 0;
  leda_grid grid = leda_grid_make(keeper, columns, 5, n_claims + published->n_differences);
  leda_grid_pen pen = {keeper, &grid, 0};
  if (grid.n_rows == 0) return grid;
  for (size_t i = 0; i < n_claims; i++) write_claim(&pen, view, &published->claims[i]);
  for (size_t i = 0; i < published->n_differences; i++)
    write_difference(&pen, view, &published->differences[i]);
  return grid;
}
