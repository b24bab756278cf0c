/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/scan_rankings.h"

#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/scan_blocks.h"
#include "engine/output/scan_table.h"

#define COLUMNS 12
static const char alignment[COLUMNS + 1] = "lllllrrrrrrr";

/* ---- rows ---- */

static void add_header(leda_scan_table *table) {
  const char *const names[COLUMNS] = {_("Unit"),  _("Indicator"), _("Group"), _("Verdict"),
                                      _("From"),  _("Before"),    _("After"), _("Change"),
                                      _("Lower"), _("Upper"),     "p",        "q"};
  for (size_t i = 0; i < COLUMNS; i++) leda_scan_table_word(table, names[i]);
}

static void add_p(leda_scan_table *table, double p, leda_language language) {
  leda_text cell = {0};
  if (!isnan(p)) leda_number_label_p(p, language, &cell);
  leda_scan_table_add(table, &cell);
}

/* As many decimals as the level needs for three digits and the change for two. */
static int decimals_of(const leda_verdict_result *v) {
  double scale = fmax(fabs(v->before), fabs(v->after));
  double step = isfinite(v->change.estimate) ? fabs(v->change.estimate) : 0.0;
  int by_level = leda_number_decimals(&scale, 1, 3);
  int by_step = step > 0.0 ? leda_number_decimals(&step, 1, 2) : 0;
  return by_level > by_step ? by_level : by_step;
}

static void add_verdict(leda_scan_table *table, const leda_check *check) {
  leda_text cell = {0};
  leda_text_add(&cell, leda_verdict_words(check->verdict.verdict));
  if (check->direction == LEDA_DIRECTION_IMPROVEMENT) leda_text_addf(&cell, ", %s", _("better"));
  if (check->direction == LEDA_DIRECTION_DETERIORATION) leda_text_addf(&cell, ", %s", _("worse"));
  leda_scan_table_add(table, &cell);
}

static void add_row(leda_scan_table *table, const leda_check *check, leda_language language) {
  const leda_series *s = check->series;
  const leda_verdict_result *v = &check->verdict;
  bool known = v->verdict != LEDA_VERDICT_TOO_SHORT;
  int decimals = known ? decimals_of(v) : 0;
  leda_text period = {0};
  leda_scan_table_word(table, s->unit_name[0] ? s->unit_name : s->unit);
  leda_scan_table_word(table, s->indicator);
  leda_scan_table_word(table, s->group);
  add_verdict(table, check);
  if (known && v->direction != 0 && v->verdict != LEDA_VERDICT_DRIFT)
    leda_period_label(check->periods[v->change_index], language, &period);
  leda_scan_table_add(table, &period);
  leda_scan_table_number(table, v->before, decimals, language);
  leda_scan_table_number(table, v->after, decimals, language);
  leda_scan_table_number(table, v->change.estimate, decimals, language);
  leda_scan_table_number(table, v->change.lower, decimals, language);
  leda_scan_table_number(table, v->change.upper, decimals, language);
  add_p(table, v->p, language);
  add_p(table, check->q, language);
}

/* ---- rankings ---- */

static leda_status add_ranking(leda_scan *scan, const leda_scan_look *look, leda_scan_order order,
                               leda_text *text, leda_error *err) {
  size_t changed = leda_scan_summary_of(scan)->changed;
  size_t room = look->top < changed ? look->top : changed;
  size_t *which = leda_calloc(room, sizeof *which);
  leda_check *checks = leda_calloc(room, sizeof *checks);
  leda_scan_table table = {.columns = COLUMNS};
  leda_status status = which && checks ? LEDA_OK : leda_fail_memory(err);
  size_t n = status ? 0 : leda_scan_rank(scan, order, which, room);
  if (!status) status = leda_scan_checks(scan, which, n, checks, err);
  if (!status) {
    add_header(&table);
    for (size_t k = 0; k < n; k++) {
      add_row(&table, &checks[k], look->language);
      leda_check_clear(&checks[k]);
    }
    leda_scan_table_write(&table, alignment, text);
  }
  leda_free(which);
  leda_free(checks);
  return status;
}

leda_status leda_scan_rankings(leda_scan *scan, const leda_scan_look *look, leda_text *text,
                               leda_error *err) {
  size_t changed = leda_scan_summary_of(scan)->changed;
  bool several = leda_scan_indicators_of(scan).n > 1;
  if (changed == 0 || look->top == 0) return LEDA_OK;
  leda_text_addf(text, "\n%s\n", _("The changed, strongest evidence first:"));
  leda_status status = add_ranking(scan, look, LEDA_SCAN_BY_EVIDENCE, text, err);
  if (!status && changed > 1) {
    leda_text_addf(text, "\n%s\n",
                   several ? _("The changed, largest change first (against the scatter of each):")
                           : _("The changed, largest change first:"));
    status = add_ranking(scan, look, LEDA_SCAN_BY_SIZE, text, err);
  }
  if (!status && changed > look->top)
    leda_text_addf(text, _("%zu more are not shown; --top N or --all shows them.\n"),
                   changed - look->top);
  return status;
}

/* ---- every series ---- */

typedef struct {
  const leda_scan_look *look;
  const leda_scan_sink *sink;
  leda_scan_table table;
  leda_text piece;
} listing;

static leda_status send_table(listing *l, leda_error *err) {
  leda_scan_table_write(&l->table, alignment, &l->piece);
  return leda_scan_send(l->sink, &l->piece, err);
}

/* Widths are those of a stretch of the list, so that a long one need not be held in memory. */
static leda_status list_series(const leda_check *check, size_t series, void *data,
                               leda_error *err) {
  enum { STRETCH = 1000 };
  listing *l = data;
  (void)series;
  if (l->table.n == 0) add_header(&l->table);
  add_row(&l->table, check, l->look->language);
  return l->table.n > COLUMNS * STRETCH ? send_table(l, err) : LEDA_OK;
}

leda_status leda_scan_all_series(leda_scan *scan, const leda_scan_look *look,
                                 const leda_scan_sink *sink, leda_error *err) {
  listing l = {.look = look, .sink = sink, .table = {.columns = COLUMNS}};
  leda_text_addf(&l.piece, "\n%s\n", _("All series:"));
  leda_status status = leda_scan_visit_checks(scan, look, list_series, &l, err);
  if (!status) status = send_table(&l, err);
  leda_text ignored = {0};
  if (status) leda_scan_table_write(&l.table, alignment, &ignored);
  leda_text_clear(&ignored);
  leda_text_clear(&l.piece);
  return status;
}
