/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/labels.h"
#include "engine/output/run_lengths_output.h"

/* ---- numbers ---- */

/* As many decimals as a typed number has, up to four. */
static void add_plain(double value, leda_language language, leda_text *text) {
  int decimals = 0;
  for (double scale = 1.0; decimals < 4; decimals++, scale *= 10.0)
    if (fabs(value * scale - round(value * scale)) <= 1e-7) break;
  leda_number_label(value, decimals, language, text);
}

/* Three digits: 8.38, 43.9, 370; no more than "> 1,000,000"; "never" where nothing can lie outside. */
static void add_length(double arl, leda_language language, leda_text *text) {
  bool huge = arl > 1e6 && !isinf(arl);
  if (huge) leda_text_add(text, "> ");
  if (isinf(arl))
    leda_text_add(text, _("never"));
  else if (huge)
    leda_number_label(1e6, 0, language, text);
  else
    leda_number_label(arl, arl < 9.995 ? 2 : arl < 99.95 ? 1 : 0, language, text);
}

static void add_chance(double chance, leda_language language, leda_text *text) {
  bool tiny = chance > 0.0 && chance<0.0001, nearly = chance> 0.995;
  double shown = tiny ? 0.0001 : nearly ? 0.99 : chance;
  if (tiny) leda_text_add(text, "< ");
  if (nearly) leda_text_add(text, "> ");
  leda_number_label_percent(shown, shown < 0.00995 ? 2 : shown < 0.0995 ? 1 : 0, language, text);
}

static void add_level(const leda_run_lengths *l, double level, leda_language language,
                      leda_text *text) {
  if (l->given.chart != LEDA_ARL_P) {
    leda_number_label(level, leda_number_decimals(&level, 1, 3), language, text);
    return;
  }
  double shown = 100.0 * level;
  int decimals = leda_number_decimals(&shown, 1, 2);
  if (fabs(shown - round(shown)) < 1e-9) decimals = 0;
  leda_number_label_percent(level, decimals, language, text);
}

static bool of_counts(const leda_run_lengths *l) {
  return l->given.chart == LEDA_ARL_P || l->given.chart == LEDA_ARL_C;
}

/* ---- the design ---- */

static void add_count_limits(const leda_run_lengths *l, leda_language language, leda_text *text) {
  leda_text low = {0}, high = {0};
  if (!isnan(l->lower)) leda_number_label(l->lower, 0, language, &low);
  leda_number_label(l->upper, 0, language, &high);
  if (low.length)
    leda_text_addf(text, _(": counts from %s to %s lie within"), leda_text_str(&low),
                   leda_text_str(&high));
  else
    leda_text_addf(text, _(": counts up to %s lie within"), leda_text_str(&high));
  leda_text_clear(&low);
  leda_text_clear(&high);
}

static void add_counts_design(const leda_run_lengths *l, const char *width, leda_language language,
                              leda_text *text) {
  leda_text level = {0}, cases = {0};
  add_level(l, l->given.level, language, &level);
  if (l->given.chart == LEDA_ARL_P) {
    leda_number_label(l->given.denominator, 0, language, &cases);
    leda_text_addf(text,
                   _("p chart of %s cases a point, limits at %s standard deviations about %s"),
                   leda_text_str(&cases), width, leda_text_str(&level));
  } else {
    leda_text_addf(text, _("c chart with limits at %s standard deviations about %s"), width,
                   leda_text_str(&level));
  }
  add_count_limits(l, language, text);
  leda_text_clear(&level);
  leda_text_clear(&cases);
}

static void add_cusum_design(const leda_run_lengths_options *o, leda_language language,
                             leda_text *text) {
  leda_text k = {0}, h = {0}, start = {0};
  add_plain(o->k, language, &k);
  add_plain(o->h, language, &h);
  leda_text_addf(text, _("CUSUM chart with k %s and h %s"), leda_text_str(&k), leda_text_str(&h));
  if (o->head_start > 0.0) {
    add_plain(o->head_start, language, &start);
    leda_text_addf(text, _(" and a head start of %s"), leda_text_str(&start));
  }
  leda_text_clear(&k);
  leda_text_clear(&h);
  leda_text_clear(&start);
}

void leda_run_lengths_design(const leda_run_lengths *l, leda_language language, leda_text *text) {
  const leda_run_lengths_options *o = &l->given;
  leda_text width = {0}, lambda = {0};
  if (o->chart != LEDA_ARL_CUSUM) add_plain(o->width, language, &width);
  if (o->chart == LEDA_ARL_EWMA) {
    add_plain(o->lambda, language, &lambda);
    leda_text_addf(text, _("EWMA chart with lambda %s and limits at %s standard deviations"),
                   leda_text_str(&lambda), leda_text_str(&width));
  } else if (o->chart == LEDA_ARL_CUSUM) {
    add_cusum_design(o, language, text);
  } else if (o->chart == LEDA_ARL_SHEWHART) {
    leda_text_addf(text, _("Control chart with limits at %s standard deviations"),
                   leda_text_str(&width));
  } else {
    add_counts_design(l, leda_text_str(&width), language, text);
  }
  if (o->subgroup_size > 1) leda_text_addf(text, _(", of means of %zu values"), o->subgroup_size);
  leda_text_clear(&width);
  leda_text_clear(&lambda);
}

/* ---- the sentences ---- */

/* "a shift of 1 standard deviation", "a change from 5% to 8%". */
static void add_shift(const leda_run_lengths *l, leda_language language, leda_text *text) {
  leda_text from = {0}, to = {0};
  if (of_counts(l)) {
    add_level(l, l->given.level, language, &from);
    add_level(l, l->asked.level, language, &to);
    leda_text_addf(text, _("A change from %s to %s"), leda_text_str(&from), leda_text_str(&to));
  } else {
    add_plain(l->asked.shift, language, &to);
    if (fabs(l->asked.shift) == 1.0)
      leda_text_addf(text, _("A shift of %s standard deviation"), leda_text_str(&to));
    else
      leda_text_addf(text, _("A shift of %s standard deviations"), leda_text_str(&to));
  }
  leda_text_clear(&from);
  leda_text_clear(&to);
}

static void say_unchanged(const leda_run_lengths *l, leda_language language, leda_text *text) {
  leda_text length = {0};
  add_length(l->unchanged.arl, language, &length);
  if (isinf(l->unchanged.arl))
    leda_text_add(text, _("When nothing changes there is never a false alarm."));
  else
    leda_text_addf(text,
                   _("When nothing changes there is a false alarm once in %s points on "
                     "average."),
                   leda_text_str(&length));
  leda_text_clear(&length);
}

static void say_asked(const leda_run_lengths *l, leda_language language, leda_text *text) {
  leda_text shift = {0}, length = {0}, once = {0}, within = {0};
  add_shift(l, language, &shift);
  add_length(l->asked.arl, language, &length);
  add_chance(l->asked.at_once, language, &once);
  add_chance(l->asked.within, language, &within);
  if (isinf(l->asked.arl))
    leda_text_addf(text, _(" %s is never found."), leda_text_str(&shift));
  else
    leda_text_addf(text,
                   P_(" %s is found after %s points on average: at once in %s of cases, within %zu "
                      "point in %s.",
                      " %s is found after %s points on average: at once in %s of cases, within %zu "
                      "points in %s.",
                      l->given.points),
                   leda_text_str(&shift), leda_text_str(&length), leda_text_str(&once),
                   l->given.points, leda_text_str(&within));
  leda_text_clear(&shift);
  leda_text_clear(&length);
  leda_text_clear(&once);
  leda_text_clear(&within);
}

void leda_run_lengths_sentence(const leda_run_lengths *l, leda_language language, leda_text *text) {
  say_unchanged(l, language, text);
  if (l->asked.shift != 0.0) say_asked(l, language, text);
}

void leda_run_lengths_assumptions(const leda_run_lengths *l, leda_text *text) {
  leda_text_add(text, l->given.chart == LEDA_ARL_P
                          ? _("Taken for granted: cases are independent, and all have one share.")
                      : l->given.chart == LEDA_ARL_C
                          ? _("Taken for granted: events are independent (Poisson).")
                          : _("Taken for granted: values are independent and normal."));
  leda_text_add(
      text, _(" Centre and standard deviation are known; limits from few points alarm falsely "
              "more often. A change is there from the first point on, and lasts. No rule but the "
              "limits is used."));
}

/* ---- the table ---- */

enum { COLUMNS = 5 };

static char *cell_of(const leda_run_lengths *l, size_t column, const leda_run_length_row *row,
                     leda_language language) {
  leda_text cell = {0};
  if (column == 0)
    leda_number_label(row->shift, 2, language, &cell);
  else if (column == 1)
    add_level(l, row->level, language, &cell);
  else if (column == 2)
    add_length(row->arl, language, &cell);
  else
    add_chance(column == 3 ? row->at_once : row->within, language, &cell);
  return leda_text_take(&cell);
}

static char *heading(const leda_run_lengths *l, size_t column) {
  leda_text within = {0};
  const char *const names[] = {_("Shift"), _("Level"), _("Points to a signal"), _("At once")};
  if (column < 4) return leda_strdup(names[column]);
  leda_text_addf(&within, P_("Within %zu point", "Within %zu points", l->given.points),
                 l->given.points);
  return leda_text_take(&within);
}

static void add_table(const leda_run_lengths *l, leda_language language, leda_text *text) {
  char *cells[COLUMNS * (LEDA_RUN_LENGTH_ROWS + 1)] = {0};
  size_t n = 0;
  bool whole = true;
  for (size_t i = 0; i <= l->n_rows; i++)
    for (size_t c = 0; c < COLUMNS; c++) {
      if (c == 1 && !of_counts(l)) continue;
      cells[n++] = i ? cell_of(l, c, &l->rows[i - 1], language) : heading(l, c);
      whole = whole && cells[n - 1];
    }
  text->failed = text->failed || !whole;
  if (whole) leda_table_text(cells, l->n_rows + 1, of_counts(l) ? "rrrrr" : "rrrr", text);
  for (size_t i = 0; i < n; i++) leda_free(cells[i]);
}

void leda_run_lengths_text(const leda_run_lengths *l, leda_language language, leda_text *text) {
  leda_run_lengths_design(l, language, text);
  leda_text_add(text, ".\n");
  leda_run_lengths_sentence(l, language, text);
  leda_text_add(text, "\n");
  leda_messages_text(&l->warnings, text);
  leda_run_lengths_assumptions(l, text);
  leda_text_add(text, "\n\n");
  add_table(l, language, text);
}
