/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/labels.h"

/* The numbers of the sentence, written once in the language asked for. */
typedef struct {
  leda_text period, before, after, change, lower, upper, slope, p, detectable, first, last, alpha;
  leda_text level, fdr, phi;
} words;

static void words_clear(words *w) {
  leda_text *all[] = {&w->period, &w->before, &w->after, &w->change,     &w->lower,
                      &w->upper,  &w->slope,  &w->p,     &w->detectable, &w->first,
                      &w->last,   &w->alpha,  &w->level, &w->fdr,        &w->phi};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) leda_text_clear(all[i]);
}

static void bound(double value, int decimals, leda_language language, leda_text *text) {
  if (isinf(value))
    leda_text_add(text, value > 0 ? "∞" : "−∞");
  else
    leda_number_label(value, decimals, language, text);
}

/* One number of decimals for levels and differences, so that they can be compared by eye. */
static int decimals_of(const leda_check *check) {
  const leda_verdict_result *v = &check->verdict;
  double scale = fmax(fabs(v->before), fabs(v->after));
  double step = isfinite(v->change.estimate) ? fabs(v->change.estimate) : 0.0;
  int by_level = leda_number_decimals(&scale, 1, 3);
  int by_step = step > 0.0 ? leda_number_decimals(&step, 1, 2) : 0;
  return by_level > by_step ? by_level : by_step;
}

/* "p = 0.03" or "p < 0.001". */
static void write_p(double p, leda_language language, leda_text *text) {
  leda_text number = {0};
  leda_number_label_p(p, language, &number);
  bool below = leda_text_str(&number)[0] == '<';
  leda_text_addf(text, below ? "p %s" : "p = %s", leda_text_str(&number));
  leda_text_clear(&number);
}

void leda_check_share(double share, leda_language language, leda_text *text) {
  int decimals = 0;
  double percent = 100.0 * share;
  while (decimals < 2 && fabs(percent - round(percent)) > 1e-9) {
    percent *= 10.0;
    decimals++;
  }
  leda_number_label_percent(share, decimals, language, text);
}

static void write_words(const leda_check *check, leda_language language, words *w) {
  const leda_verdict_result *v = &check->verdict;
  int decimals = decimals_of(check);
  double slope = fabs(v->slope.estimate);
  leda_period_label(check->periods[v->change_index], language, &w->period);
  leda_period_label(check->periods[0], language, &w->first);
  leda_period_label(check->periods[check->n - 1], language, &w->last);
  leda_number_label(v->before, decimals, language, &w->before);
  leda_number_label(v->after, decimals, language, &w->after);
  bound(v->change.estimate, decimals, language, &w->change);
  bound(v->change.lower, decimals, language, &w->lower);
  bound(v->change.upper, decimals, language, &w->upper);
  leda_number_label(v->slope.estimate, leda_number_decimals(&slope, 1, 2), language, &w->slope);
  write_p(v->p, language, &w->p);
  leda_number_label(v->detectable_shift, decimals, language, &w->detectable);
  leda_check_share(v->alpha, language, &w->alpha);
  leda_check_share(1.0 - v->alpha, language, &w->level);
  if (!isnan(check->fdr)) leda_check_share(check->fdr, language, &w->fdr);
  leda_number_label(v->noise.phi, 2, language, &w->phi);
}

static const char *direction_word(const leda_check *check) {
  if (check->direction == LEDA_DIRECTION_IMPROVEMENT) return _("An improvement: ");
  if (check->direction == LEDA_DIRECTION_DETERIORATION) return _("A deterioration: ");
  return "";
}

static void say_shift(const leda_check *check, const words *w, leda_text *text) {
  leda_text_add(text, direction_word(check));
  leda_text_addf(
      text,
      check->known
          ? _("the level is another from %s on, about %s before and about %s after (change %s, "
              "%s interval %s to %s; %s).")
          : _("the level shifted at %s, from about %s before to about %s from then on (change %s, "
              "%s interval %s to %s; %s)."),
      leda_text_str(&w->period), leda_text_str(&w->before), leda_text_str(&w->after),
      leda_text_str(&w->change), leda_text_str(&w->level), leda_text_str(&w->lower),
      leda_text_str(&w->upper), leda_text_str(&w->p));
}

static void say_drift(const leda_check *check, const words *w, leda_text *text) {
  leda_text_add(text, direction_word(check));
  leda_text_addf(text,
                 _("the values drift by about %s %s, in all %s from %s to %s (%s interval %s to "
                   "%s; %s)."),
                 leda_text_str(&w->slope), leda_calendar_per(check->calendar),
                 leda_text_str(&w->change), leda_text_str(&w->first), leda_text_str(&w->last),
                 leda_text_str(&w->level), leda_text_str(&w->lower), leda_text_str(&w->upper),
                 leda_text_str(&w->p));
}

static void say_change(const leda_check *check, const words *w, leda_text *text) {
  leda_text_add(text, direction_word(check));
  leda_text_addf(text,
                 _("something changed between %s and %s, by about %s in all (%s interval %s to %s; "
                   "%s), but whether at once or gradually cannot be told."),
                 leda_text_str(&w->first), leda_text_str(&w->last), leda_text_str(&w->change),
                 leda_text_str(&w->level), leda_text_str(&w->lower), leda_text_str(&w->upper),
                 leda_text_str(&w->p));
}

/* A change whose time is known is not looked for: its interval says what may still be there. */
static void say_known_noise(const words *w, leda_text *text) {
  leda_text_addf(
      text,
      _("Noise: the values before and after %s differ no more than chance explains (%s). "
        "The change lies between %s and %s (%s confidence)."),
      leda_text_str(&w->period), leda_text_str(&w->p), leda_text_str(&w->lower),
      leda_text_str(&w->upper), leda_text_str(&w->level));
}

static void say_what_could_be_seen(const leda_check *check, const words *w, leda_text *text) {
  if (!isfinite(check->verdict.detectable_shift)) {
    leda_text_add(text, _("With so few points no shift would be seen for sure, however large."));
    return;
  }
  leda_text_addf(
      text,
      isnan(check->fdr)
          ? _("A lasting shift of about %s in the middle would have been seen 8 times in "
              "10; a smaller one may be there unseen.")
          : _("Looked at alone, a lasting shift of about %s in the middle would have been "
              "seen 8 times in 10; among many series it takes more."),
      leda_text_str(&w->detectable));
}

/* What p would say is not printed as a finding: with noise like this nobody knows its size. */
static void say_cannot_tell(const words *w, leda_text *text) {
  leda_text_addf(text,
                 _("Cannot tell: neighbouring values are so alike (autocorrelation about %s) that "
                   "a series where nothing changed can look like this too."),
                 leda_text_str(&w->phi));
}

static void say_noise(const leda_check *check, const words *w, leda_text *text) {
  if (check->verdict.reason == LEDA_VERDICT_REASON_CONSTANT) {
    leda_text_addf(text, _("Nothing changed: all %zu values are the same."), check->n);
    return;
  }
  if (check->known) {
    say_known_noise(w, text);
    return;
  }
  leda_text_addf(text, _("Noise: the %zu values vary no more than chance explains (%s)."), check->n,
                 leda_text_str(&w->p));
  leda_text_add(text, " ");
  say_what_could_be_seen(check, w, text);
}

/* The rate holds where season and autocorrelation are reckoned with; and a change that was found by
   looking, and only just, is on average smaller than it looks. */
static bool rate_holds(const leda_check *check) {
  const leda_verdict_result *v = &check->verdict;
  bool alike = v->phi_warning && v->noise.model == LEDA_NOISE_INDEPENDENT;
  return !alike && (check->season_length > 0 || !v->season_warning);
}

static void say_found(const leda_check *check, const words *w, leda_text *text) {
  leda_text_add(text, " ");
  if (!rate_holds(check)) {
    leda_text_addf(
        text,
        _("If the values were independent, %s of unchanged series would be called changed; "
          "these are not, so it is more."),
        leda_text_str(&w->alpha));
    return;
  }
  if (isnan(check->fdr))
    leda_text_addf(text, _("Of unchanged series, %s would be called changed."),
                   leda_text_str(&w->alpha));
  else
    leda_text_addf(text,
                   _("Of the series that this scan calls changed, at most %s are not, on "
                     "average."),
                   leda_text_str(&w->fdr));
  if (check->verdict.p < 0.005 || check->known) return;
  leda_text_add(text, " ");
  leda_text_add(text,
                _("The size is uncertain: changes that are only just seen tend to look larger "
                  "than they are."));
}

static void say_too_short(const leda_check *check, leda_text *text) {
  if (check->known && check->n >= 6) {
    leda_text_addf(text,
                   _("Too few values to tell: at least %d are needed on each side of the "
                     "change."),
                   2);
    return;
  }
  int needed = check->known ? 6 : LEDA_VERDICT_MIN_N;
  leda_text_addf(text,
                 P_("Too few values to tell: %zu, and at least %d are needed.",
                    "Too few values to tell: %zu, and at least %d are needed.", check->n),
                 check->n, needed);
}

/* Sentences begin small where a direction word stands before them. */
static void capitalise(leda_text *text, size_t at) {
  if (text->failed || at >= text->length) return;
  char *c = &text->data[at];
  if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 32);
}

static void say_verdict(const leda_check *check, const words *w, leda_text *text) {
  switch (check->verdict.verdict) {
  case LEDA_VERDICT_SHIFT:
    say_shift(check, w, text);
    break;
  case LEDA_VERDICT_DRIFT:
    say_drift(check, w, text);
    break;
  case LEDA_VERDICT_CHANGE:
    say_change(check, w, text);
    break;
  case LEDA_VERDICT_CANNOT_TELL:
    say_cannot_tell(w, text);
    break;
  default:
    say_noise(check, w, text);
    break;
  }
}

static void say(const leda_check *check, leda_language language, bool whole, leda_text *text) {
  if (check->verdict.verdict == LEDA_VERDICT_TOO_SHORT) {
    say_too_short(check, text);
    return;
  }
  words w = {0};
  size_t start = text->length;
  write_words(check, language, &w);
  say_verdict(check, &w, text);
  capitalise(text, start);
  if (whole && check->verdict.direction != 0) say_found(check, &w, text);
  words_clear(&w);
}

void leda_check_sentence(const leda_check *check, leda_language language, leda_text *text) {
  say(check, language, true, text);
}

void leda_check_headline(const leda_check *check, leda_language language, leda_text *text) {
  say(check, language, false, text);
}
