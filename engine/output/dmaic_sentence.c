/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/dmaic_output.h"

/* The numbers of a sentence, written once in the language asked for. */
typedef struct {
  leda_text value, lower, upper, target, p, period, last, share, low_share, high_share;
} words;

static void words_clear(words *w) {
  leda_text *all[] = {&w->value,  &w->lower, &w->upper, &w->target,    &w->p,
                      &w->period, &w->last,  &w->share, &w->low_share, &w->high_share};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) leda_text_clear(all[i]);
}

static void bound(double value, int decimals, leda_language language, leda_text *text) {
  if (isinf(value))
    leda_text_add(text, value > 0 ? "∞" : "−∞");
  else
    leda_number_label(value, decimals, language, text);
}

static void write_words(const leda_finding *f, leda_language language, words *w) {
  double scale[] = {f->value, isfinite(f->lower) ? f->lower : (double)NAN,
                    isfinite(f->upper) ? f->upper : (double)NAN, f->target};
  int decimals = leda_number_decimals(scale, 4, 3);
  leda_text p = {0};
  bound(f->value, decimals, language, &w->value);
  bound(f->lower, decimals, language, &w->lower);
  bound(f->upper, decimals, language, &w->upper);
  bound(f->target, decimals, language, &w->target);
  leda_number_label_p(f->p, language, &p);
  leda_text_addf(&w->p, leda_text_str(&p)[0] == '<' ? "p %s" : "p = %s", leda_text_str(&p));
  leda_text_clear(&p);
  leda_number_label_percent(f->value, 0, language, &w->share);
  leda_number_label_percent(f->lower, 0, language, &w->low_share);
  leda_number_label_percent(f->upper, 0, language, &w->high_share);
  if (f->period.kind != LEDA_PERIOD_NONE) leda_period_label(f->period, language, &w->period);
  if (f->last.kind != LEDA_PERIOD_NONE) leda_period_label(f->last, language, &w->last);
}

/* ---- Define ---- */

static void say_key(const leda_finding *f, leda_text *text) {
  leda_text_addf(text,
                 f->state == LEDA_STATE_NOT_PASSED
                     ? _("%s is not given: write %s = ... in [%s].")
                     : _("%s is not given; %s = ... in [%s] would help."),
                 f->text, f->text, f->subject);
}

static void say_goal_ahead(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(text,
                 f->state == LEDA_STATE_PASSED
                     ? _("The goal %s lies on the better side of the baseline's level %s.")
                     : _("The goal %s is no better than where the baseline already stands, %s."),
                 leda_text_str(&w->value), leda_text_str(&w->lower));
}

static void say_goal_noise(const leda_finding *f, const words *w, leda_text *text) {
  if (f->state == LEDA_STATE_CANNOT_TELL) {
    leda_text_addf(
        text,
        _("Whether the goal can be told from chance by %s cannot be said: that takes at least "
          "4 values before and 2 after, here %zu and %zu."),
        leda_text_str(&w->period), f->n, f->m);
    return;
  }
  if (isnan(f->lower)) {
    leda_text_addf(
        text,
        _("With %zu values before and %zu after by %s no change, however large, would be seen 8 "
          "times in 10."),
        f->n, f->m, leda_text_str(&w->period));
  } else {
    leda_text_addf(
        text,
        f->state == LEDA_STATE_PASSED
            ? _("The goal is a change of %s, larger than noise: with %zu values before and %zu after by "
                "%s a change of %s is seen 8 times in 10.")
            : _("The goal is a change of %s, and with %zu values before and %zu after by %s only one of "
                "%s is seen 8 times in 10."),
        leda_text_str(&w->value), f->n, f->m, leda_text_str(&w->period), leda_text_str(&w->lower));
  }
  if (f->state != LEDA_STATE_NOT_PASSED) return;
  leda_text_add(text, " ");
  leda_text_add(text, _("Measure more often, choose a later date or a larger goal."));
}

/* ---- Measure ---- */

static void say_length(const leda_finding *f, const words *w, leda_text *text) {
  if (f->n == 0) {
    leda_text_add(text, _("There is no value before the change: without a baseline nobody can tell "
                          "whether it got better."));
    return;
  }
  leda_text_addf(text, _("The baseline holds %zu values, %s to %s, with the level %s."), f->n,
                 leda_text_str(&w->period), leda_text_str(&w->last), leda_text_str(&w->value));
  if (f->state == LEDA_STATE_PASSED) return;
  leda_text_add(text, " ");
  leda_text_addf(text, _("It should hold at least %zu."), f->m);
}

static void say_stable(const leda_finding *f, const words *w, leda_text *text) {
  if (f->state == LEDA_STATE_NOT_PASSED) {
    leda_text_addf(text,
                   _("The baseline is not stable: something changed in it about %s (%s). Begin it "
                     "later, or find out what happened."),
                   leda_text_str(&w->period), leda_text_str(&w->p));
    return;
  }
  if (isnan(f->p)) {
    leda_text_add(text, _("Whether the baseline is stable cannot be told from so few values."));
    return;
  }
  leda_text_addf(text, _("The baseline shows no trend or shift (%s)."), leda_text_str(&w->p));
  if (f->n == 0) return;
  leda_text_add(text, " ");
  leda_text_addf(text,
                 P_("%zu value is beyond its limits: look for its cause.",
                    "%zu values are beyond their limits: look for their causes.", f->n),
                 f->n);
}

static void say_gauge(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(
      text,
      f->state == LEDA_STATE_PASSED
          ? _("The measurement system is good enough: %s per cent of the spread is its own (interval %s "
              "to %s; at most 30 is asked for).")
      : f->state == LEDA_STATE_NOT_PASSED
          ? _("The measurement system is not good enough: %s per cent of the spread is its own (interval "
              "%s to %s; at most 30 is asked for).")
          : _("Whether the measurement system is good enough cannot be told: %s per cent of the spread is "
              "its own, but the interval is %s to %s and at most 30 is asked for."),
      leda_text_str(&w->value), leda_text_str(&w->lower), leda_text_str(&w->upper));
}

static void say_raters(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(
      text,
      f->state == LEDA_STATE_PASSED
          ? _("%zu raters judge %zu cases alike: agreement beyond chance %s (Krippendorff's alpha, interval "
              "%s to %s; at least 0.67 is asked for).")
      : f->state == LEDA_STATE_NOT_PASSED
          ? _("%zu raters judge %zu cases too differently: agreement beyond chance %s (Krippendorff's alpha, "
              "interval %s to %s; at least 0.67 is asked for).")
          : _("Whether %zu raters judge alike cannot be told from %zu cases: agreement beyond chance %s "
              "(Krippendorff's alpha), but the interval is %s to %s and at least 0.67 is asked for."),
      f->m, f->n, leda_text_str(&w->value), leda_text_str(&w->lower), leda_text_str(&w->upper));
}

static void say_outside(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(
      text,
      _("%zu of %zu values of the baseline, %s, are outside what is asked for (interval %s to "
        "%s)."),
      f->n, f->m, leda_text_str(&w->share), leda_text_str(&w->low_share),
      leda_text_str(&w->high_share));
}

/* ---- Analyze ---- */

static void say_pareto(const leda_finding *f, leda_text *text) {
  leda_text_addf(text,
                 P_("%zu of %zu causes makes 80 per cent of the cases; the largest is %s.",
                    "%zu of %zu causes make 80 per cent of the cases; the largest is %s.", f->n),
                 f->n, f->m, f->text);
  leda_text_add(text, " ");
  if (f->state == LEDA_STATE_PASSED)
    leda_text_add(text, _("That order is more than chance."));
  else
    leda_text_add(text, _("But another count could well put another cause first, or the causes are "
                          "spread too evenly to choose one."));
}

static void say_strata(const leda_finding *f, const words *w, leda_text *text) {
  if (f->state == LEDA_STATE_PASSED)
    leda_text_addf(text,
                   _("The %zu groups differ more than chance (%s): %s lies highest and %s lowest."),
                   f->n, leda_text_str(&w->p), f->text, f->subject);
  else
    leda_text_addf(text, _("The %zu groups differ no more than chance explains (%s)."), f->n,
                   leda_text_str(&w->p));
}

static void say_scatter(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(
      text,
      f->state == LEDA_STATE_PASSED
          ? _("The two go together more than chance explains (correlation %s, interval %s to %s, %zu "
              "pairs). That is no proof that one causes the other.")
          : _("Whether the two go together cannot be told (correlation %s, interval %s to %s, %zu "
              "pairs)."),
      leda_text_str(&w->value), leda_text_str(&w->lower), leda_text_str(&w->upper), f->n);
}

/* ---- Improve ---- */

static void say_change(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(text, _("From %s: %s."), leda_text_str(&w->period), f->text);
}

static void say_effect(const leda_finding *f, const words *w, leda_text *text) {
  if (isnan(f->value)) {
    leda_text_add(text,
                  _("Whether the change made a difference cannot be told yet: there are too few "
                    "values after it."));
    return;
  }
  if (isnan(f->p)) {
    leda_text_addf(
        text,
        _("Whether the change made a difference cannot be told: neighbouring values are so alike "
          "that a series where nothing changed can look like this too (the level changed by %s)."),
        leda_text_str(&w->value));
    return;
  }
  leda_text_addf(
      text,
      f->m == 0 && f->state == LEDA_STATE_CANNOT_TELL
          ? _("Whether the change made a difference cannot be told: the level changed by %s, but the "
              "interval is %s to %s (%s; %zu values after).")
      : f->state == LEDA_STATE_PASSED
          ? _("The change is real: the level changed for the better by %s (interval %s to %s; %s; %zu values after).")
      : f->state == LEDA_STATE_NOT_PASSED && f->m == 0
          ? _("The change did not do what the goal asks for: the level changed by %s, and the interval %s "
              "to %s leaves the goal out (%s; %zu values after).")
      : f->state == LEDA_STATE_NOT_PASSED
          ? _("It got worse: the level changed by %s (interval %s to %s; %s; %zu values after).")
          : _("The level changed by %s (interval %s to %s; %s; %zu values after); say with better = which "
              "way is better."),
      leda_text_str(&w->value), leda_text_str(&w->lower), leda_text_str(&w->upper),
      leda_text_str(&w->p), f->n);
}

static void say_goal(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(
      text,
      f->state == LEDA_STATE_PASSED
          ? _("The goal %s is reached: the level is now %s (interval %s to %s).")
      : f->state == LEDA_STATE_NOT_PASSED
          ? _("The goal %s is not reached: the level is now %s (interval %s to %s).")
          : _("Whether the goal %s is reached cannot be told yet: the level is now %s (interval %s to %s)."),
      leda_text_str(&w->target), leda_text_str(&w->value), leda_text_str(&w->lower),
      leda_text_str(&w->upper));
}

static void say_comparison(const leda_finding *f, const words *w, leda_text *text) {
  leda_text_addf(
      text,
      f->state == LEDA_STATE_PASSED
          ? _("It improved by %s more than %zu units without the change (interval %s to %s; %s).")
      : f->state == LEDA_STATE_NOT_PASSED
          ? _("It did worse by %s than %zu units without the change (interval %s to %s; %s).")
          : _("Its change differs by %s from that of %zu units without it, which may be chance "
              "(interval %s to %s; %s)."),
      leda_text_str(&w->value), f->n, leda_text_str(&w->lower), leda_text_str(&w->upper),
      leda_text_str(&w->p));
}

/* ---- Control and spread ---- */

static void say_new_baseline(const leda_finding *f, const words *w, leda_text *text) {
  if (f->state == LEDA_STATE_PASSED)
    leda_text_addf(
        text,
        _("The new level stands: none of the %zu values after the change signals a fall back."),
        f->n);
  else if (f->state == LEDA_STATE_NOT_PASSED)
    leda_text_addf(
        text,
        P_("Fall back: %zu value after the change signals towards the worse, %s.",
           "Fall back: %zu values after the change signal towards the worse, the last %s.", f->m),
        f->m, leda_text_str(&w->period));
  else
    leda_text_addf(
        text,
        P_("Whether the new level stands cannot be told from %zu value; at least 8 are needed.",
           "Whether the new level stands cannot be told from %zu values; at least 8 are needed.",
           f->n),
        f->n);
}

static void say_kept(const leda_finding *f, const words *w, leda_text *text) {
  if (isnan(f->value)) {
    leda_text_addf(text, _("The gain is to hold for %zu periods, and %zu have passed."), f->m,
                   f->n);
    return;
  }
  leda_text_addf(
      text,
      f->state == LEDA_STATE_PASSED
          ? _("The gain is held: %s of it is left over the last %zu periods (interval %s to %s).")
      : f->state == LEDA_STATE_NOT_PASSED
          ? _("The gain is lost: %s of it is left over the last %zu periods (interval %s to %s).")
          : _("Whether the gain is held cannot be told: %s of it is left over the last %zu periods, but the "
              "interval is %s to %s."),
      leda_text_str(&w->share), f->n, leda_text_str(&w->low_share), leda_text_str(&w->high_share));
}

static void say_ready(const leda_finding *f, leda_text *text) {
  leda_text_add(
      text, f->state == LEDA_STATE_PASSED
                ? _("The gain is held: the solution can be made standard and spread.")
            : f->state == LEDA_STATE_NOT_PASSED
                ? _("The gain is not held: mend that before others are asked to do the same.")
                : _("Whether the gain is held is not known yet: wait before others are asked to do "
                    "the same."));
}

static void say_unit(const leda_finding *f, const words *w, leda_text *text) {
  if (isnan(f->p)) {
    leda_text_addf(text, _("%s: no data to judge yet."), f->text);
    return;
  }
  leda_text_addf(text,
                 f->state == LEDA_STATE_PASSED
                     ? _("%s: an improvement of %s (interval %s to %s; %s).")
                 : f->state == LEDA_STATE_NOT_PASSED
                     ? _("%s: a deterioration of %s (interval %s to %s; %s).")
                     : _("%s: no change that is more than chance (%s, interval %s to %s; %s)."),
                 f->text, leda_text_str(&w->value), leda_text_str(&w->lower),
                 leda_text_str(&w->upper), leda_text_str(&w->p));
}

static void say_ideas(const leda_finding *f, leda_text *text) {
  leda_text_addf(
      text,
      _("The fishbone holds %zu possible causes and the chain %zu whys: ideas, to be tested by "
        "counts (causes =), groups (strata =) or pairs (scatter =)."),
      f->n, f->m);
}

void leda_finding_sentence(const leda_finding *f, leda_language language, leda_text *text) {
  words w = {0};
  write_words(f, language, &w);
  switch (f->kind) {
  case LEDA_FINDING_KEY:
    say_key(f, text);
    break;
  case LEDA_FINDING_GOAL_AHEAD:
    say_goal_ahead(f, &w, text);
    break;
  case LEDA_FINDING_GOAL_NOISE:
    say_goal_noise(f, &w, text);
    break;
  case LEDA_FINDING_BASELINE_LENGTH:
    say_length(f, &w, text);
    break;
  case LEDA_FINDING_BASELINE_STABLE:
    say_stable(f, &w, text);
    break;
  case LEDA_FINDING_GAUGE:
    say_gauge(f, &w, text);
    break;
  case LEDA_FINDING_RATERS:
    say_raters(f, &w, text);
    break;
  case LEDA_FINDING_NO_STUDY:
    leda_text_add(
        text,
        _("How well it is measured has not been studied (study = or raters = in [measure])."));
    break;
  case LEDA_FINDING_OUTSIDE:
    say_outside(f, &w, text);
    break;
  case LEDA_FINDING_PARETO:
    say_pareto(f, text);
    break;
  case LEDA_FINDING_STRATA:
    say_strata(f, &w, text);
    break;
  case LEDA_FINDING_SCATTER:
    say_scatter(f, &w, text);
    break;
  case LEDA_FINDING_IDEAS:
    say_ideas(f, text);
    break;
  case LEDA_FINDING_CHANGE:
    say_change(f, &w, text);
    break;
  case LEDA_FINDING_PILOT:
    leda_text_addf(text, _("Tried on a small scale: %s."), f->text);
    break;
  case LEDA_FINDING_EFFECT:
    say_effect(f, &w, text);
    break;
  case LEDA_FINDING_GOAL:
    say_goal(f, &w, text);
    break;
  case LEDA_FINDING_COMPARISON:
    say_comparison(f, &w, text);
    break;
  case LEDA_FINDING_PLAN:
    leda_text_addf(text, _("Control plan: %s."), f->text);
    break;
  case LEDA_FINDING_NEW_BASELINE:
    say_new_baseline(f, &w, text);
    break;
  case LEDA_FINDING_KEPT:
    say_kept(f, &w, text);
    break;
  case LEDA_FINDING_SPREAD_READY:
    say_ready(f, text);
    break;
  case LEDA_FINDING_SPREAD_UNIT:
    say_unit(f, &w, text);
    break;
  }
  words_clear(&w);
}
