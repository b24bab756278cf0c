/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/labels.h"

enum { COLUMNS = 5, ROWS_MOST = 6 };

/* ---- pieces ---- */

/* Two digits, but no more decimals than a share of so few values can mean. */
static void add_percent(double share, leda_language language, leda_text *text) {
  double shown = 100.0 * share;
  int decimals = leda_number_decimals(&shown, 1, 2);
  bool tiny = share > 0.0 && share < 0.0001;
  if (tiny) leda_text_add(text, "< ");
  leda_number_label_percent(tiny ? 0.0001 : share, decimals > 2 || tiny ? 2 : decimals, language,
                            text);
}

/* As it was typed, up to six decimals. */
static void add_plain(double value, leda_language language, leda_text *text) {
  int decimals = 0;
  for (double scale = 1.0; decimals < 6; decimals++, scale *= 10.0)
    if (fabs(value * scale - round(value * scale)) <= 1e-9 * fabs(value * scale)) break;
  leda_number_label(value, decimals, language, text);
}

/* "8.3% (95% interval: 1.0% to 27%)"; without an interval the share alone. */
static void add_share(double share, double lower, double upper, leda_language language,
                      leda_text *text) {
  leda_text from = {0}, to = {0};
  add_percent(share, language, text);
  if (!isnan(lower) && !isnan(upper)) {
    add_percent(lower, language, &from);
    add_percent(upper, language, &to);
    leda_text_addf(text, _(" (95%% interval: %s to %s)"), leda_text_str(&from), leda_text_str(&to));
  }
  leda_text_clear(&from);
  leda_text_clear(&to);
}

/* ---- the table ---- */

typedef struct {
  char *cells[COLUMNS * ROWS_MOST];
  size_t n;
  leda_language language;
} table;

static void put(table *t, leda_text *cell) { t->cells[t->n++] = leda_text_take(cell); }

static void put_word(table *t, const char *word) { t->cells[t->n++] = leda_strdup(word); }

static void put_index(table *t, leda_capability_index index) {
  leda_text cell = {0};
  leda_number_label(index.value, 2, t->language, &cell);
  put(t, &cell);
  if (!isnan(index.lower) && !isnan(index.upper)) {
    leda_text from = {0}, to = {0};
    leda_number_label(index.lower, 2, t->language, &from);
    leda_number_label(index.upper, 2, t->language, &to);
    leda_text_addf(&cell, _("%s to %s"), leda_text_str(&from), leda_text_str(&to));
    leda_text_clear(&from);
    leda_text_clear(&to);
  } else {
    leda_text_add(&cell, "–");
  }
  put(t, &cell);
}

static void put_row(table *t, const char *name, leda_capability_index within,
                    leda_capability_index overall) {
  put_word(t, name);
  put_index(t, within);
  put_index(t, overall);
}

static void put_sigmas(table *t, double within, double overall) {
  const double sigmas[] = {within, overall};
  leda_text cell = {0};
  put_word(t, _("Standard deviation"));
  for (int i = 0; i < 2; i++) {
    leda_number_label(sigmas[i], leda_number_decimals(&sigmas[i], 1, 3), t->language, &cell);
    put(t, &cell);
    put_word(t, "");
  }
}

static void add_table(const leda_chart_capability *c, leda_language language, leda_text *text) {
  const leda_capability *r = &c->result;
  table t = {.language = language};
  bool whole = true;
  put_word(&t, _("Capability"));
  put_word(&t, _("Short term"));
  put_word(&t, _("95% interval"));
  put_word(&t, _("Long term"));
  put_word(&t, _("95% interval"));
  if (!isnan(c->asked.lower) && !isnan(c->asked.upper)) {
    put_row(&t, _("Width between the limits (Cp, Pp)"), r->within.two_sided, r->overall.two_sided);
    put_row(&t, _("To the lower limit (CpL, PpL)"), r->within.low, r->overall.low);
    put_row(&t, _("To the upper limit (CpU, PpU)"), r->within.high, r->overall.high);
    put_row(&t, _("To the nearer limit (Cpk, Ppk)"), r->within.worst, r->overall.worst);
  } else if (isnan(c->asked.upper)) {
    put_row(&t, _("To the lower limit (Cpk, Ppk)"), r->within.low, r->overall.low);
  } else {
    put_row(&t, _("To the upper limit (Cpk, Ppk)"), r->within.high, r->overall.high);
  }
  put_sigmas(&t, r->within.sigma, r->overall.sigma);
  for (size_t i = 0; i < t.n; i++) whole = whole && t.cells[i];
  if (whole)
    leda_table_text(t.cells, t.n / COLUMNS, "lrlrl", text);
  else
    text->failed = true;
  for (size_t i = 0; i < t.n; i++) leda_free(t.cells[i]);
}

/* ---- the sentences ---- */

static void say_limits(const leda_chart *chart, leda_language language, leda_text *text) {
  const leda_chart_capability *c = chart->capability;
  const leda_chart_phase *phase = &chart->phases[c->asked.phase - 1];
  leda_text low = {0}, high = {0}, first = {0}, last = {0};
  if (!isnan(c->asked.lower)) add_plain(c->asked.lower, language, &low);
  if (!isnan(c->asked.upper)) add_plain(c->asked.upper, language, &high);
  leda_period_label(phase->first, language, &first);
  leda_period_label(phase->last, language, &last);
  if (low.length && high.length)
    leda_text_addf(text, _("Asked for: from %s to %s."), leda_text_str(&low), leda_text_str(&high));
  else if (low.length)
    leda_text_addf(text, _("Asked for: at least %s."), leda_text_str(&low));
  else
    leda_text_addf(text, _("Asked for: at most %s."), leda_text_str(&high));
  leda_text_add(text, " ");
  leda_text_addf(
      text, P_("There is %zu value, %s to %s.", "There are %zu values, %s to %s.", c->result.n),
      c->result.n, leda_text_str(&first), leda_text_str(&last));
  leda_text_add(text, "\n\n");
  leda_text_clear(&low);
  leda_text_clear(&high);
  leda_text_clear(&first);
  leda_text_clear(&last);
}

/* What the interval of Ppk settles. */
static void say_verdict(const leda_chart_capability *c, leda_text *text) {
  const leda_capability_term *term = &c->result.overall;
  leda_capability_index worst = isnan(c->asked.lower)   ? term->high
                                : isnan(c->asked.upper) ? term->low
                                                        : term->worst;
  if (isnan(worst.lower)) return;
  if (c->signals > 0)
    leda_text_add(text,
                  _("While the chart signals nobody can say what the process is capable of. "));
  else if (worst.lower >= 4.0 / 3.0)
    leda_text_add(text, _("The process keeps what is asked for with a margin. "));
  else if (worst.lower >= 1.0)
    leda_text_add(text, _("The process keeps what is asked for, but with little margin: Ppk of at "
                          "least 1.33 is commonly wanted. "));
  else if (worst.upper < 1.0)
    leda_text_add(text, _("The process does not keep what is asked for. "));
  else
    leda_text_add(text, _("These values do not settle whether the process keeps what is asked "
                          "for: the interval of Ppk holds 1. "));
}

static void say_observed(const leda_capability *r, leda_language language, leda_text *text) {
  leda_text share = {0};
  size_t outside = r->n_below + r->n_above;
  add_share(r->share_outside, r->share_outside_lower, r->share_outside_upper, language, &share);
  leda_text_addf(
      text,
      P_("%zu of %zu values lies outside: %s.", "%zu of %zu values lie outside: %s.", outside),
      outside, r->n, leda_text_str(&share));
  leda_text_clear(&share);
}

static void say_expected(const leda_capability *r, leda_language language, leda_text *text) {
  const leda_capability_term *term = &r->overall;
  leda_text share = {0}, dpmo = {0};
  if (isnan(term->dpmo)) return;
  add_share(term->share_below + term->share_above, term->share_lower, term->share_upper, language,
            &share);
  leda_number_label(term->dpmo, term->dpmo < 10.0 ? 2 : 0, language, &dpmo);
  leda_text_addf(text,
                 _(" In the long run a normal distribution leaves %s outside, which is %s in a "
                   "million."),
                 leda_text_str(&share), leda_text_str(&dpmo));
  leda_text_clear(&share);
  leda_text_clear(&dpmo);
}

static void say_cpm(const leda_chart_capability *c, leda_language language, leda_text *text) {
  leda_text target = {0}, cpm = {0};
  if (isnan(c->result.cpm)) return;
  add_plain(c->asked.target, language, &target);
  leda_number_label(c->result.cpm, 2, language, &cpm);
  leda_text_addf(text, _(" About the best value %s: Cpm %s."), leda_text_str(&target),
                 leda_text_str(&cpm));
  leda_text_clear(&target);
  leda_text_clear(&cpm);
}

static void say_normal(const leda_capability *r, leda_language language, leda_text *text) {
  bool anderson = !isnan(r->anderson_darling.p);
  double p = anderson ? r->anderson_darling.p : r->shapiro_wilk.p;
  leda_text label = {0};
  if (isnan(p)) return;
  leda_number_label_p(p, language, &label);
  leda_text_addf(text,
                 leda_capability_looks_normal(r) ? _(" The values look normal (%s, p %s).")
                                                 : _(" The values do not look normal (%s, p %s)."),
                 anderson ? "Anderson-Darling" : "Shapiro-Wilk", leda_text_str(&label));
  leda_text_clear(&label);
}

void leda_chart_capability_text(const leda_chart *chart, leda_language language, leda_text *text) {
  const leda_chart_capability *c = chart->capability;
  if (!c) return;
  leda_text_add(text, "\n");
  say_limits(chart, language, text);
  if (c->result.overall.sigma > 0.0) {
    add_table(c, language, text);
    leda_text_add(text, "\n");
  }
  if (c->result.n == 0) return;
  say_verdict(c, text);
  say_observed(&c->result, language, text);
  say_expected(&c->result, language, text);
  say_cpm(c, language, text);
  say_normal(&c->result, language, text);
  leda_text_add(text, "\n");
}
