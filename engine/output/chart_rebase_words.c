/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"

static const char *outcome_token(leda_rebasing_outcome outcome) {
  static const char *const words[] = {"off",  "rebased", "no-change",   "drift",
                                      "edge", "season",  "cannot-tell", "too-short"};
  return words[outcome];
}

static void write_p(double p, leda_language language, leda_text *text) {
  leda_text number = {0};
  leda_number_label_p(p, language, &number);
  leda_text_addf(text, leda_text_str(&number)[0] == '<' ? "p %s" : "p = %s",
                 leda_text_str(&number));
  leda_text_clear(&number);
}

/* "1899 (p < 0.001; it came between 1896 and 1905)" */
static void say_item(const leda_rebase *item, leda_language language, leda_text *text) {
  leda_text p = {0}, first = {0}, last = {0};
  leda_period_label(item->period, language, text);
  write_p(item->p, language, &p);
  leda_text_addf(text, " (%s", leda_text_str(&p));
  if (item->period_set_size > 1) {
    leda_period_label(item->period_set[0], language, &first);
    leda_period_label(item->period_set[item->period_set_size - 1], language, &last);
    leda_text_addf(text, _("; it came between %s and %s"), leda_text_str(&first),
                   leda_text_str(&last));
  }
  if (item->verdict == LEDA_VERDICT_CHANGE)
    leda_text_add(text, _("; a drift cannot be told from a shift here"));
  leda_text_add(text, ")");
  leda_text_clear(&p);
  leda_text_clear(&first);
  leda_text_clear(&last);
}

static void say_done(const leda_rebasing *r, leda_language language, leda_text *text) {
  leda_text share = {0};
  leda_check_share(r->alpha, language, &share);
  leda_text_addf(text,
                 _("New limits were set automatically where the verdict finds a lasting shift, as "
                   "happens in at most about %s of unchanged series: from "),
                 leda_text_str(&share));
  for (size_t k = 0; k < r->n; k++) {
    if (k) leda_text_add(text, ", ");
    say_item(&r->items[k], language, text);
  }
  leda_text_add(text, ".");
  leda_text_clear(&share);
}

static void say_why_not(const leda_rebasing *r, leda_language language, leda_text *text) {
  leda_text p = {0}, period = {0};
  write_p(r->p, language, &p);
  switch (r->outcome) {
  case LEDA_REBASING_NO_CHANGE:
    leda_text_addf(text, _("No new limits: the verdict finds no lasting shift (%s)."),
                   leda_text_str(&p));
    break;
  case LEDA_REBASING_DRIFT:
    leda_text_addf(text,
                   _("No new limits: the verdict finds a drift (%s), which has no new level to "
                     "put limits about."),
                   leda_text_str(&p));
    break;
  case LEDA_REBASING_EDGE:
    leda_period_label(r->period, language, &period);
    leda_text_addf(
        text,
        _("No new limits: the verdict finds a shift in %s (%s), but fewer than %d points "
          "lie on one side of it."),
        leda_text_str(&period), leda_text_str(&p), LEDA_REBASE_MIN_POINTS);
    break;
  case LEDA_REBASING_SEASON:
    leda_text_add(text, _("No new limits: the series has a season that could not be taken out and "
                          "may pass for a shift."));
    break;
  case LEDA_REBASING_CANNOT_TELL:
    leda_text_add(text, _("No new limits: neighbouring values are so alike that the verdict cannot "
                          "tell a shift from noise."));
    break;
  default:
    leda_text_addf(text, _("No new limits: the verdict needs at least %d values."),
                   LEDA_VERDICT_MIN_N);
    break;
  }
  leda_text_clear(&p);
  leda_text_clear(&period);
}

void leda_chart_rebase_sentence(const leda_chart *chart, leda_language language, leda_text *text) {
  const leda_rebasing *r = &chart->rebasing;
  if (r->outcome == LEDA_REBASING_DONE)
    say_done(r, language, text);
  else if (r->outcome != LEDA_REBASING_OFF)
    say_why_not(r, language, text);
}

void leda_chart_rebase_note(const leda_chart *chart, leda_language language, leda_text *text) {
  const leda_rebasing *r = &chart->rebasing;
  if (r->outcome != LEDA_REBASING_DONE) return;
  leda_text list = {0};
  for (size_t k = 0; k < r->n; k++) {
    leda_text_add(&list, k ? ", " : "");
    leda_period_label(r->items[k].period, language, &list);
    leda_text_add(&list, " (");
    write_p(r->items[k].p, language, &list);
    leda_text_add(&list, ")");
  }
  leda_text_addf(
      text, _("New limits were set automatically where the verdict finds a lasting shift: %s."),
      leda_text_str(&list));
  leda_text_clear(&list);
}

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static json_t *item_json(const leda_rebase *item) {
  json_t *object = json_object(), *periods = json_array();
  int failed = set(object, "period", leda_period_json(item->period));
  failed |= set(object, "p", leda_json_number(item->p));
  failed |= set(object, "alpha", leda_json_number(item->alpha));
  failed |= set(object, "verdict", json_string(leda_verdict_token(item->verdict)));
  for (size_t i = 0; i < item->period_set_size; i++)
    failed |= json_array_append_new(periods, leda_period_json(item->period_set[i]));
  failed |= set(object, "period_set", periods);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

int leda_chart_rebase_json(const leda_chart *chart, json_t *object) {
  const leda_rebasing *r = &chart->rebasing;
  if (r->outcome == LEDA_REBASING_OFF) return 0;
  leda_text sentence = {0};
  json_t *rebase = json_object(), *rebased = json_array();
  leda_chart_rebase_sentence(chart, LEDA_EN, &sentence);
  int failed = set(rebase, "alpha", leda_json_number(r->alpha));
  failed |= set(rebase, "outcome", json_string(outcome_token(r->outcome)));
  failed |= set(rebase, "p", leda_json_number(r->p));
  failed |= set(rebase, "sentence", json_string(leda_text_str(&sentence)));
  for (size_t k = 0; k < r->n; k++)
    failed |= json_array_append_new(rebased, item_json(&r->items[k]));
  failed |= set(object, "rebase", rebase);
  failed |= set(object, "rebased", rebased);
  leda_text_clear(&sentence);
  return failed;
}
