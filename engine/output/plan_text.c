/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/labels.h"
#include "engine/output/plan_output.h"

/* ---- pieces of the sentence ---- */

/* "12 months": what one value is called by how often it is measured. */
static void add_count(const leda_plan *plan, size_t n, leda_text *text) {
  unsigned long count = (unsigned long)n;
  switch (plan->given.every) {
  case LEDA_PERIOD_MONTH:
    leda_text_addf(text, P_("%lu month", "%lu months", count), count);
    break;
  case LEDA_PERIOD_QUARTER:
    leda_text_addf(text, P_("%lu quarter", "%lu quarters", count), count);
    break;
  case LEDA_PERIOD_YEAR:
    leda_text_addf(text, P_("%lu year", "%lu years", count), count);
    break;
  default:
    leda_text_addf(text, P_("%lu measurement", "%lu measurements", count), count);
    break;
  }
}

static const char *per_word(leda_period_kind every) {
  leda_calendar calendar = {every, LEDA_SPACING_UNIT};
  return leda_calendar_per(calendar);
}

/* Three digits at most, fewer where they say the same: 1.5, not 1.50. */
static int decimals_of(double shown) {
  int decimals = leda_number_decimals(&shown, 1, 3);
  while (decimals > 0) {
    double scale = pow(10.0, decimals - 1);
    if (fabs(shown * scale - round(shown * scale)) > 1e-6 * scale * fabs(shown)) break;
    decimals--;
  }
  return decimals;
}

static void add_level(leda_plan_look look, double value, leda_text *text) {
  if (look.percent)
    leda_number_label_percent(value, decimals_of(100.0 * value), look.language, text);
  else
    leda_number_label(value, decimals_of(value), look.language, text);
}

/* A difference of levels: of shares it is so many percentage points, not per cent. */
static void add_size(const leda_plan *plan, leda_plan_look look, double value, leda_text *text) {
  double shown = look.percent ? 100.0 * value : value;
  leda_number_label(shown, decimals_of(shown), look.language, text);
  if (look.percent)
    leda_text_add(text, _(" percentage points"));
  else if (!plan->sd_known)
    leda_text_add(text, _(" standard deviations"));
}

/* A share of cases. What was not seen in some thousand cases can still happen. */
static void add_share(double share, leda_language language, leda_text *text) {
  bool nearly = share > 0.995;
  if (nearly) leda_text_add(text, "> ");
  leda_number_label_percent(nearly ? 0.99 : share, 0, language, text);
}

/* "a lasting shift of 1.5", "a lasting change from 45% to 60%", "a slope of 0.1 per month". */
static void add_change(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  const leda_plan_options *o = &plan->given;
  leda_text first = {0}, second = {0};
  if (isnan(plan->shift)) {
    add_size(plan, look, plan->slope, &first);
    leda_text_addf(text, _("a drift of %s %s"), leda_text_str(&first), per_word(o->every));
  } else if (!isnan(o->from) && !isnan(o->to)) {
    add_level(look, o->from, &first);
    add_level(look, o->to, &second);
    leda_text_addf(text, _("a lasting change from %s to %s"), leda_text_str(&first),
                   leda_text_str(&second));
  } else {
    add_size(plan, look, plan->shift, &first);
    leda_text_addf(text, _("a lasting shift of %s"), leda_text_str(&first));
  }
  if (o->by.kind) {
    leda_text by = {0};
    leda_period_label(o->by, look.language, &by);
    leda_text_addf(text, _(" that grows step by step and is complete in %s"), leda_text_str(&by));
    leda_text_clear(&by);
  }
  leda_text_clear(&first);
  leda_text_clear(&second);
}

/* The words of a sentence, each in the language set. */
typedef struct {
  leda_text change, points, baseline, after, power, known, slope;
} words;

static void words_init(words *w, const leda_plan *plan, leda_plan_look look) {
  *w = (words){0};
  add_change(plan, look, &w->change);
  add_count(plan, plan->points, &w->points);
  add_count(plan, plan->given.baseline, &w->baseline);
  add_count(plan, plan->after, &w->after);
  add_share(plan->found ? plan->power : plan->given.power, look.language, &w->power);
  if (plan->known.kind) leda_period_label(plan->known, look.language, &w->known);
  add_size(plan, look, plan->slope, &w->slope);
}

static void words_clear(words *w) {
  leda_text *all[] = {&w->change, &w->points, &w->baseline, &w->after,
                      &w->power,  &w->known,  &w->slope};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) leda_text_clear(all[i]);
}

/* ---- the three answers ---- */

static void say_points(const leda_plan *plan, const words *w, leda_text *text) {
  const char *change = leda_text_str(&w->change), *power = leda_text_str(&w->power);
  const char *after = leda_text_str(&w->after), *baseline = leda_text_str(&w->baseline);
  if (!plan->given.baseline)
    leda_text_addf(text, _("To find %s in %s of cases you need %s in all."), change, power,
                   leda_text_str(&w->points));
  else if (plan->known.kind)
    leda_text_addf(
        text,
        _("With a baseline of %s you will know after about %s, with the value for %s: by "
          "then %s is found in %s of cases."),
        baseline, after, leda_text_str(&w->known), change, power);
  else
    leda_text_addf(
        text,
        _("With a baseline of %s you will know after about %s: by then %s is found in %s "
          "of cases."),
        baseline, after, change, power);
}

static void say_power(const leda_plan *plan, const words *w, leda_text *text) {
  const char *change = leda_text_str(&w->change), *power = leda_text_str(&w->power);
  if (!plan->given.baseline)
    leda_text_addf(text, _("With %s, %s is found in %s of cases."), leda_text_str(&w->points),
                   change, power);
  else
    leda_text_addf(text, _("With a baseline of %s and %s after it, %s is found in %s of cases."),
                   leda_text_str(&w->baseline), leda_text_str(&w->after), change, power);
}

static void say_size(const leda_plan *plan, const words *w, leda_text *text) {
  leda_text length = {0};
  if (plan->given.baseline)
    leda_text_addf(&length, _("a baseline of %s and %s after it"), leda_text_str(&w->baseline),
                   leda_text_str(&w->after));
  else
    leda_text_add(&length, leda_text_str(&w->points));
  leda_text_addf(text, _("With %s, the smallest change found in %s of cases is %s"),
                 leda_text_str(&length), leda_text_str(&w->power), leda_text_str(&w->change));
  if (isfinite(plan->slope))
    leda_text_addf(text, _(" or a drift of %s %s"), leda_text_str(&w->slope),
                   per_word(plan->given.every));
  leda_text_add(text, ".");
  leda_text_clear(&length);
}

static void say_never(const leda_plan *plan, const words *w, leda_text *text) {
  if (plan->question == LEDA_PLAN_POINTS)
    leda_text_addf(text, _("Not even %s show %s in %s of cases."), leda_text_str(&w->points),
                   leda_text_str(&w->change), leda_text_str(&w->power));
  else
    leda_text_addf(text, _("With %s no change, however large, is found in %s of cases."),
                   leda_text_str(&w->points), leda_text_str(&w->power));
}

void leda_plan_sentence(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  words w;
  words_init(&w, plan, look);
  if (!plan->found)
    say_never(plan, &w, text);
  else if (plan->question == LEDA_PLAN_POINTS)
    say_points(plan, &w, text);
  else if (plan->question == LEDA_PLAN_POWER)
    say_power(plan, &w, text);
  else
    say_size(plan, &w, text);
  words_clear(&w);
}

/* ---- what it takes for granted, and the table ---- */

static void say_noise(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  const leda_plan_options *o = &plan->given;
  leda_text phi = {0};
  leda_number_label(o->phi, 2, look.language, &phi);
  if (o->phi > 0.0)
    leda_text_addf(text, _(" Neighbouring values are alike (autocorrelation %s)"),
                   leda_text_str(&phi));
  else
    leda_text_add(text, _(" Values vary independently of each other"));
  if (o->phi_unknown)
    leda_text_add(text, _(", which leda check is not told but learns from the series."));
  else if (o->phi > 0.0)
    leda_text_addf(text, _(", and leda check is told so: --noise ar1=%g."), o->phi);
  else
    leda_text_add(text, _(", and leda check is told so: --noise independent."));
  if (o->known)
    leda_text_add(text, _(" It is also told when the change began: --baseline or --change."));
  leda_text_clear(&phi);
}

static void say_false_alarms(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  const leda_plan_options *o = &plan->given;
  leda_text share = {0};
  leda_number_label_percent(o->alpha, o->alpha < 0.01 ? 2 : 0, look.language, &share);
  leda_text_addf(
      text,
      o->phi_unknown
          ? _(" Where nothing changes it speaks of a change in at most about %s of cases.")
          : _(" Where nothing changes it speaks of a change in about %s of cases."),
      leda_text_str(&share));
  leda_text_clear(&share);
  if (o->baseline || isnan(plan->shift)) return;
  leda_number_label_percent(o->at, 0, look.language, &share);
  leda_text_addf(text, _(" The shift comes when %s of the values are in."), leda_text_str(&share));
  leda_text_clear(&share);
}

void leda_plan_assumptions(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  leda_text sd = {0};
  add_size(plan, look, plan->given.sd, &sd);
  if (plan->sd_known)
    leda_text_addf(text,
                   _("Taken for granted: without change, values vary about their level with a "
                     "standard deviation of %s."),
                   leda_text_str(&sd));
  else
    leda_text_add(text, _("Standard deviations are those of values without change."));
  leda_text_clear(&sd);
  say_noise(plan, look, text);
  say_false_alarms(plan, look, text);
}

/* What leda check finds when nobody says how alike neighbours are. */
static void say_unknown(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  leda_text share = {0};
  if (!isfinite(plan->power_unknown_phi)) return;
  add_share(plan->power_unknown_phi, look.language, &share);
  leda_text_addf(text,
                 _("Without --noise, leda check has to learn from the series how alike neighbours "
                   "are, and finds the change in %s of cases instead.\n"),
                 leda_text_str(&share));
  leda_text_clear(&share);
}

static char *number_cell(size_t number) {
  leda_text text = {0};
  leda_text_addf(&text, "%zu", number);
  return leda_text_take(&text);
}

/* A drift over the whole series has no values before it. */
static bool has_before(const leda_plan *plan) {
  return plan->given.baseline || !isnan(plan->shift);
}

enum { COLUMNS_MOST = 3 };

static void fill_row(const leda_plan *plan, leda_plan_look look, size_t row, char **cells) {
  const leda_plan_step *step = &plan->curve[row];
  leda_text power = {0};
  add_share(step->power, look.language, &power);
  *cells++ = number_cell(step->points);
  if (has_before(plan)) *cells++ = number_cell(step->after);
  *cells = leda_text_take(&power);
}

static void add_table(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  char *cells[COLUMNS_MOST * (LEDA_PLAN_CURVE + 1)] = {0};
  size_t columns = has_before(plan) ? COLUMNS_MOST : COLUMNS_MOST - 1;
  size_t n = columns * (plan->n_curve + 1);
  bool whole = true;
  cells[0] = leda_strdup(_("Values"));
  if (has_before(plan)) cells[1] = leda_strdup(_("after the change"));
  cells[columns - 1] = leda_strdup(_("found in"));
  for (size_t i = 0; i < plan->n_curve; i++) fill_row(plan, look, i, cells + columns * (i + 1));
  for (size_t i = 0; i < n; i++) whole = whole && cells[i];
  text->failed = text->failed || !whole;
  if (whole)
    leda_table_text(cells, plan->n_curve + 1, columns == COLUMNS_MOST ? "rrr" : "rr", text);
  for (size_t i = 0; i < n; i++) leda_free(cells[i]);
}

void leda_plan_text(const leda_plan *plan, leda_plan_look look, leda_text *text) {
  leda_plan_sentence(plan, look, text);
  leda_text_add(text, "\n");
  leda_plan_assumptions(plan, look, text);
  leda_text_add(text, "\n");
  say_unknown(plan, look, text);
  if (plan->n_curve == 0) return;
  leda_text_add(text, "\n");
  add_table(plan, look, text);
}
