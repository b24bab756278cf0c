/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/number.h"
#include "engine/output/survey_output.h"
#include "engine/output/verify_output.h"

/* After so many the table below has to do. */
enum { MOST_NAMED = 20 };

static void add_statement(const leda_verify_view *view, leda_published_statement statement,
                          leda_text *text) {
  const leda_statement *found =
      view->instrument ? leda_instrument_find(view->instrument, statement.number) : NULL;
  if (found)
    leda_text_addf(text, _("Statement %s (%s)"), statement.label, found->label[view->language]);
  else if (statement.number > 0)
    leda_text_addf(text, _("Statement %s"), statement.label);
  else
    leda_text_add(text, statement.label);
}

static void add_more(const char *more, leda_text *text) {
  if (more[0]) leda_text_addf(text, ", %s", more);
}

void leda_verify_name(const leda_verify_view *view, const leda_published_mean *mean,
                      leda_text *text) {
  add_statement(view, mean->statement, text);
  leda_text_add(text, ", ");
  leda_survey_wave(mean->wave, view->language, text);
  add_more(mean->role, text);
  add_more(mean->cohort, text);
}

void leda_verify_label(const leda_verify_view *view, leda_decimal value, bool difference,
                       leda_text *text) {
  int decimals = value.decimals > 2 ? value.decimals - 2 : 0;
  if (!view->published->shares) {
    leda_decimal_label(value, view->language, text);
  } else if (difference) {
    leda_number_label(100 * leda_decimal_value(value), decimals, view->language, text);
    leda_text_add(text, _(" percentage points"));
  } else {
    leda_number_label_percent(leda_decimal_value(value), decimals, view->language, text);
  }
}

/* ---- means ---- */

/* "66, 65 or 60". */
static void add_choices(const long long *items, size_t n, leda_text *text) {
  leda_text head = {0};
  for (size_t i = 0; i + 1 < n; i++) leda_text_addf(&head, "%s%lld", i > 0 ? ", " : "", items[i]);
  if (n == 1)
    leda_text_addf(text, "%lld", items[0]);
  else if (n > 1)
    leda_text_addf(text, _("%s or %lld"), leda_text_str(&head), items[n - 1]);
  leda_text_clear(&head);
}

void leda_verify_sentence_impossible(const leda_verify_view *view, const leda_verified_mean *found,
                                     leda_text *text) {
  leda_text name = {0}, mean = {0}, others = {0};
  leda_answer_scale scale = view->verify->options.scale;
  leda_verify_name(view, found->mean, &name);
  leda_verify_label(view, found->mean->mean, false, &mean);
  if (view->published->shares)
    leda_text_addf(text, _("%s: %s of %lld answers is no whole number of them."),
                   leda_text_str(&name), leda_text_str(&mean), found->mean->n);
  else
    leda_text_addf(text, _("%s: %s cannot be the mean of %lld whole answers from %d to %d."),
                   leda_text_str(&name), leda_text_str(&mean), found->mean->n, scale.low,
                   scale.high);
  add_choices(found->other_n, found->n_other, &others);
  if (found->n_other > 0) {
    leda_text_add(text, " ");
    leda_text_addf(text, _("It is possible with %s: perhaps somebody left this one open."),
                   leda_text_str(&others));
  }
  leda_text_clear(&name);
  leda_text_clear(&mean);
  leda_text_clear(&others);
}

static void say_impossible_sd(const leda_verify_view *view, const leda_verified_mean *found,
                              leda_text *text) {
  leda_text name = {0}, mean = {0}, sd = {0};
  leda_verify_name(view, found->mean, &name);
  leda_verify_label(view, found->mean->mean, false, &mean);
  leda_decimal_label(found->mean->sd, view->language, &sd);
  leda_text_add(text, "  ");
  leda_text_addf(
      text, _("%s: no %lld whole answers have both the mean %s and the standard deviation %s."),
      leda_text_str(&name), found->mean->n, leda_text_str(&mean), leda_text_str(&sd));
  if (found->possible_by_n) {
    leda_text_add(text, " ");
    leda_text_add(text,
                  _("It is possible if the sum of squares was divided by n instead of n - 1."));
  }
  leda_text_add(text, "\n");
  leda_text_clear(&name);
  leda_text_clear(&mean);
  leda_text_clear(&sd);
}

typedef struct {
  size_t by_grim[4];    /* by leda_grim_verdict */
  size_t by_grimmer[4]; /* of those with an sd and a mean that is possible */
} counts;

static counts count(const leda_verify *verify) {
  counts c = {{0}, {0}};
  for (size_t i = 0; i < verify->n_means; i++) {
    const leda_verified_mean *found = &verify->means[i];
    c.by_grim[found->grim]++;
    if (found->mean->has_sd && found->grim > LEDA_GRIM_IMPOSSIBLE) c.by_grimmer[found->grimmer]++;
  }
  return c;
}

static void say_sds(const leda_verify_view *view, const counts *c, leda_text *text) {
  const leda_verify *verify = view->verify;
  size_t impossible = c->by_grimmer[LEDA_GRIM_IMPOSSIBLE], named = 0;
  size_t n =
      impossible + c->by_grimmer[LEDA_GRIM_POSSIBLE] + c->by_grimmer[LEDA_GRIM_UNINFORMATIVE];
  if (n == 0) return;
  leda_text_addf(text,
                 _("Standard deviations checked beside a mean that is possible: %zu. Impossible "
                   "beside it: %zu."),
                 n, impossible);
  leda_text_add(text, "\n");
  for (size_t i = 0; i < verify->n_means && named < MOST_NAMED; i++) {
    const leda_verified_mean *found = &verify->means[i];
    if (!found->mean->has_sd || found->grim <= LEDA_GRIM_IMPOSSIBLE ||
        found->grimmer != LEDA_GRIM_IMPOSSIBLE)
      continue;
    say_impossible_sd(view, found, text);
    named++;
  }
}

void leda_verify_sentence_means(const leda_verify_view *view, leda_text *text) {
  const leda_verify *verify = view->verify;
  counts c = count(verify);
  leda_text_addf(text, _("Means checked: %zu. Impossible with the number of answers stated: %zu."),
                 verify->n_means - c.by_grim[LEDA_GRIM_UNKNOWN], c.by_grim[LEDA_GRIM_IMPOSSIBLE]);
  leda_text_add(text, "\n");
  for (size_t i = 0, named = 0; i < verify->n_means && named < MOST_NAMED; i++) {
    if (verify->means[i].grim != LEDA_GRIM_IMPOSSIBLE) continue;
    leda_text_add(text, "  ");
    leda_verify_sentence_impossible(view, &verify->means[i], text);
    leda_text_add(text, "\n");
    named++;
  }
  if (c.by_grim[LEDA_GRIM_UNINFORMATIVE] > 0) {
    leda_text_addf(text,
                   _("The check says nothing about %zu of them: so many answers can have any mean "
                     "printed with so few decimals."),
                   c.by_grim[LEDA_GRIM_UNINFORMATIVE]);
    leda_text_add(text, "\n");
  }
  if (c.by_grim[LEDA_GRIM_UNKNOWN] > 0) {
    leda_text_addf(text, _("Means without a number of answers, which cannot be checked: %zu."),
                   c.by_grim[LEDA_GRIM_UNKNOWN]);
    leda_text_add(text, "\n");
  }
  say_sds(view, &c, text);
}

/* ---- differences ---- */

static void say_difference(const leda_verify_view *view, const leda_difference_check *check,
                           leda_text *text) {
  const leda_published_difference *printed = check->printed;
  leda_text name = {0}, said = {0}, found = {0};
  add_statement(view, printed->statement, &name);
  leda_text_add(&name, ", ");
  leda_survey_wave(printed->from, view->language, &name);
  leda_text_add(&name, " – ");
  leda_survey_wave(printed->to, view->language, &name);
  add_more(printed->role, &name);
  add_more(printed->cohort, &name);
  add_more(printed->source, &name);
  leda_verify_label(view, printed->difference, true, &said);
  leda_verify_label(view, check->computed, true, &found);
  leda_text_add(text, "  ");
  leda_text_addf(text,
                 check->consistent == LEDA_CONSISTENT_ROUNDING
                     ? _("%s: %s is printed where the means give %s. The means were rounded, which "
                         "can explain it.")
                     : _("%s: %s is printed where the means give %s. Rounding cannot explain it."),
                 leda_text_str(&name), leda_text_str(&said), leda_text_str(&found));
  leda_text_add(text, "\n");
  leda_text_clear(&name);
  leda_text_clear(&said);
  leda_text_clear(&found);
}

void leda_verify_sentence_differences(const leda_verify_view *view, leda_text *text) {
  const leda_verify *verify = view->verify;
  if (verify->n_differences == 0) return;
  size_t by[4] = {0};
  for (size_t i = 0; i < verify->n_differences; i++) by[verify->differences[i].consistent]++;
  leda_text_addf(text,
                 _("Differences checked: %zu. Equal to those of the printed means: %zu. Explained "
                   "by rounding: %zu. Wrong: %zu."),
                 verify->n_differences - by[LEDA_CONSISTENT_UNKNOWN], by[LEDA_CONSISTENT_YES],
                 by[LEDA_CONSISTENT_ROUNDING], by[LEDA_CONSISTENT_NO]);
  leda_text_add(text, "\n");
  for (size_t i = 0, named = 0; i < verify->n_differences && named < MOST_NAMED; i++) {
    leda_consistency consistent = verify->differences[i].consistent;
    if (consistent != LEDA_CONSISTENT_ROUNDING && consistent != LEDA_CONSISTENT_NO) continue;
    say_difference(view, &verify->differences[i], text);
    named++;
  }
  if (by[LEDA_CONSISTENT_UNKNOWN] == 0) return;
  leda_text_addf(text, _("Differences whose two means are not both given: %zu."),
                 by[LEDA_CONSISTENT_UNKNOWN]);
  leda_text_add(text, "\n");
}

/* ---- claims ---- */

static void say_claim(const leda_verify_view *view, const leda_claim_check *check,
                      leda_text *text) {
  const leda_published_claim *claim = check->claim;
  const char *said = claim->text[view->language];
  leda_text_add(text, "  ");
  if (claim->kind == LEDA_CLAIM_ALL_RISE)
    leda_text_addf(text, _("\"%s\": %zu of %zu rise."), said, view->verify->change.rises,
                   view->verify->change.n);
  else
    leda_text_addf(text, _("\"%s\": in the table it is in place %zu."), said, check->found.best);
  leda_text_add(text, "\n");
}

void leda_verify_sentence_claims(const leda_verify_view *view, leda_text *text) {
  const leda_verify *verify = view->verify;
  if (verify->n_claims == 0) return;
  size_t by[3] = {0};
  for (size_t i = 0; i < verify->n_claims; i++) by[verify->claims[i].outcome]++;
  leda_text_addf(
      text, _("Claims of the text checked: %zu. Borne out by the table: %zu. Not so: %zu."),
      verify->n_claims - by[LEDA_CLAIM_UNKNOWN], by[LEDA_CLAIM_HOLDS], by[LEDA_CLAIM_FAILS]);
  leda_text_add(text, "\n");
  for (size_t i = 0; i < verify->n_claims; i++)
    if (verify->claims[i].outcome == LEDA_CLAIM_FAILS) say_claim(view, &verify->claims[i], text);
  if (by[LEDA_CLAIM_UNKNOWN] == 0) return;
  leda_text_addf(text, _("Claims about a statement or wave that is not in the table: %zu."),
                 by[LEDA_CLAIM_UNKNOWN]);
  leda_text_add(text, "\n");
}
