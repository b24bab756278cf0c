/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/survey_output.h"

/* Pieces that several sentences use; cleared by the one who made them. */
typedef struct {
  leda_text from, to, a, b, c;
} pieces;

static void pieces_clear(pieces *p) {
  leda_text_clear(&p->from);
  leda_text_clear(&p->to);
  leda_text_clear(&p->a);
  leda_text_clear(&p->b);
  leda_text_clear(&p->c);
}

static void waves(const leda_survey_view *view, pieces *p) {
  leda_survey_wave(view->change->options.from, view->language, &p->from);
  leda_survey_wave(view->change->options.to, view->language, &p->to);
}

static const leda_statement_change *extreme(const leda_published_change *change, bool largest) {
  const leda_statement_change *found = &change->items[0];
  for (size_t i = 0; i < change->n; i++) {
    const leda_statement_change *item = &change->items[i];
    if (largest ? item->highest[LEDA_COLUMN_DIFFERENCE] : item->lowest[LEDA_COLUMN_DIFFERENCE])
      return item;
  }
  return found;
}

/* "statement 8 (Facts to build on)": how a sentence names one. */
static void named(const leda_survey_view *view, leda_published_statement statement,
                  leda_text *text) {
  const leda_statement *found = leda_instrument_find(view->instrument, statement.number);
  if (found)
    leda_text_addf(text, _("statement %s (%s)"), statement.label, found->label[view->language]);
  else
    leda_text_addf(text, _("statement %s"), statement.label);
}

/* The same with its change: "statement 8 (Facts to build on), +0.88". */
static void named_change(const leda_survey_view *view, const leda_statement_change *item,
                         leda_text *text) {
  named(view, item->statement, text);
  leda_text_add(text, item->difference.units > 0 ? ", +" : ", ");
  leda_decimal_label(item->difference, view->language, text);
}

void leda_survey_sentence_change(const leda_survey_view *view, leda_text *text) {
  const leda_published_change *change = view->change;
  if (!change) return;
  pieces p = {0};
  waves(view, &p);
  leda_number_label(change->mean[LEDA_COLUMN_DIFFERENCE], 2, view->language, &p.a);
  named_change(view, extreme(change, true), &p.b);
  named_change(view, extreme(change, false), &p.c);
  if (change->rises == change->n && change->n > 1)
    leda_text_addf(text,
                   _("All %zu statements were rated higher in %s than in %s, by %s on average; "
                     "most %s, least %s."),
                   change->n, leda_text_str(&p.to), leda_text_str(&p.from), leda_text_str(&p.a),
                   leda_text_str(&p.b), leda_text_str(&p.c));
  else
    leda_text_addf(text,
                   _("%zu of %zu statements were rated higher in %s than in %s and %zu lower, the "
                     "change %s on average; at the top %s, at the bottom %s."),
                   change->rises, change->n, leda_text_str(&p.to), leda_text_str(&p.from),
                   change->falls, leda_text_str(&p.a), leda_text_str(&p.b), leda_text_str(&p.c));
  pieces_clear(&p);
}

static bool has_counts(const leda_published_change *change) {
  for (size_t i = 0; i < change->n; i++)
    if (isnan(change->items[i].p)) return false;
  return true;
}

void leda_survey_sentence_noise(const leda_survey_view *view, leda_text *text) {
  const leda_published_change *change = view->change;
  if (!change) return;
  if (!has_counts(change)) {
    leda_text_add(text,
                  _("How many answers lie behind each mean is not given, so what is more than "
                    "noise cannot be told."));
    return;
  }
  pieces p = {0};
  leda_number_label_percent(change->options.alpha, 0, view->language, &p.a);
  leda_text_addf(text,
                 _("For %zu of the %zu statements the change is more than noise even in the worst "
                   "case, with answers as spread out as the scale allows (%s level for each, "
                   "persons taken as independent)."),
                 change->more_than_noise, change->n, leda_text_str(&p.a));
  if (change->more_than_noise < change->n) {
    leda_text_add(text, " ");
    leda_text_add(text, _("About the others only the answers themselves could tell."));
  }
  pieces_clear(&p);
}

void leda_survey_sentence_together(const leda_survey_view *view, leda_text *text) {
  const leda_published_change *change = view->change;
  if (!change || change->n < 2 || change->more_than_noise == 0 || !has_counts(change)) return;
  leda_text_addf(text,
                 _("With %zu statements looked at together (Holm's correction), %zu of these "
                   "remain."),
                 change->n, change->more_than_noise_holm);
}

void leda_survey_sentence_order(const leda_survey_view *view, leda_text *text) {
  const leda_published_change *change = view->change;
  if (!change || change->n < 3) return;
  pieces p = {0};
  waves(view, &p);
  leda_number_label(change->mean[LEDA_COLUMN_FROM], 2, view->language, &p.a);
  leda_number_label(change->mean[LEDA_COLUMN_TO], 2, view->language, &p.b);
  leda_text_addf(text, _("The mean of the %zu statements goes from %s in %s to %s in %s."),
                 change->n, leda_text_str(&p.a), leda_text_str(&p.from), leda_text_str(&p.b),
                 leda_text_str(&p.to));
  if (!isnan(change->spearman)) {
    leda_number_label(change->spearman, 2, view->language, &p.c);
    leda_text_add(text, " ");
    leda_text_addf(
        text,
        _("The rank correlation between the two is %s, where 1 is the same order both times."),
        leda_text_str(&p.c));
  }
  pieces_clear(&p);
}

/* ---- text against table ---- */

static void begin_finding(leda_text *text, size_t *found) {
  if ((*found)++ > 0) leda_text_add(text, "; ");
}

static void say_difference(const leda_survey_view *view, const leda_difference_check *check,
                           leda_text *text) {
  leda_text printed = {0}, computed = {0}, statement = {0};
  leda_decimal_label(check->printed->difference, view->language, &printed);
  leda_decimal_label(check->computed, view->language, &computed);
  named(view, check->printed->statement, &statement);
  leda_text_addf(text, _("%s is said to change by %s, where the means give %s"),
                 leda_text_str(&statement), leda_text_str(&printed), leda_text_str(&computed));
  if (check->consistent == LEDA_CONSISTENT_ROUNDING)
    leda_text_add(text, _(" (rounding can explain it)"));
  leda_text_clear(&printed);
  leda_text_clear(&computed);
  leda_text_clear(&statement);
}

static void say_claim(const leda_survey_view *view, const leda_claim_check *check,
                      leda_text *text) {
  const char *claim = check->claim->text[view->language];
  if (check->claim->kind == LEDA_CLAIM_ALL_RISE)
    leda_text_addf(text, _("\"%s\", which does not hold"), claim);
  else
    leda_text_addf(text, _("\"%s\", but in the table it is in place %zu"), claim,
                   check->found.best);
}

void leda_survey_sentence_claims(const leda_survey_view *view, leda_text *text) {
  const leda_published *published = view->published;
  if (published->n_claims + published->n_differences == 0) return;
  leda_text findings = {0};
  size_t found = 0;
  for (size_t i = 0; i < published->n_differences; i++) {
    leda_difference_check check =
        leda_published_check_difference(published, &published->differences[i]);
    if (check.consistent != LEDA_CONSISTENT_NO && check.consistent != LEDA_CONSISTENT_ROUNDING)
      continue;
    begin_finding(&findings, &found);
    say_difference(view, &check, &findings);
  }
  for (size_t i = 0; view->change && i < published->n_claims; i++) {
    leda_claim_check check = leda_published_check_claim(view->change, &published->claims[i]);
    if (check.outcome != LEDA_CLAIM_FAILS) continue;
    begin_finding(&findings, &found);
    say_claim(view, &check, &findings);
  }
  if (found == 0)
    leda_text_add(text, _("Everything published that could be checked agrees with the means."));
  else
    leda_text_addf(text,
                   P_("What was published differs from its own table in %zu place: %s.",
                      "What was published differs from its own table in %zu places: %s.", found),
                   found, leda_text_str(&findings));
  leda_text_clear(&findings);
}
