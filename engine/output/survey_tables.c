/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/core/number.h"
#include "engine/output/survey_output.h"

/* A text made for one cell or heading. */
static const char *wave_title(const leda_survey_view *view, leda_keeper *keeper, const char *wave) {
  leda_text text = {0};
  leda_survey_wave(wave, view->language, &text);
  return leda_keep_text(keeper, &text);
}

static leda_grid_cell *write_decimal(leda_grid_pen *pen, leda_decimal value,
                                     leda_language language) {
  leda_text label = {0}, token = {0};
  leda_decimal_label(value, language, &label);
  leda_decimal_format(value, &token);
  leda_grid_cell *cell = leda_grid_write(pen, leda_text_str(&label));
  if (cell) cell->token = leda_keep_text(pen->keeper, &token);
  leda_text_clear(&label);
  leda_text_clear(&token);
  return cell;
}

static void write_statement(leda_grid_pen *pen, const leda_survey_view *view,
                            leda_published_statement statement) {
  const leda_statement *found = leda_instrument_find(view->instrument, statement.number);
  leda_grid_write(pen, statement.label);
  leda_grid_write(pen, found ? found->label[view->language] : "");
}

static void write_with_token(leda_grid_pen *pen, const char *text, const char *token,
                             unsigned style) {
  leda_grid_cell *cell = leda_grid_write(pen, text);
  if (cell) cell->token = token;
  leda_grid_mark(cell, style);
}

/* ---- means and differences ---- */

static void write_column(leda_grid_pen *pen, const leda_statement_change *item, size_t column,
                         leda_language language) {
  leda_decimal value = column == LEDA_COLUMN_FROM ? item->from->mean
                       : column == LEDA_COLUMN_TO ? item->to->mean
                                                  : item->difference;
  leda_grid_cell *cell = write_decimal(pen, value, language);
  if (item->highest[column]) leda_grid_mark(cell, LEDA_CELL_STRONG);
  if (item->lowest[column]) leda_grid_mark(cell, LEDA_CELL_EMPHASIS);
}

leda_grid leda_survey_statements_grid(const leda_survey_view *view, leda_keeper *keeper) {
  size_t n = 0;
  const leda_statement_change **rows = leda_survey_rows(view, keeper, false, &n);
  const leda_published_options *options = &view->change->options;
  const leda_grid_column columns[] = {
      {_("No."), "statement", true, false},
      {_("Statement"), "label", false, true},
      {wave_title(view, keeper, options->from), "mean_from", true, false},
      {wave_title(view, keeper, options->to), "mean_to", true, false},
      {_("Difference"), "difference", true, false},
      {_("Area"), "area", false, false},
  };
  leda_grid grid = leda_grid_make(keeper, columns, 6, n);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t i = 0; i < grid.n_rows; i++) {
    const leda_statement *found = leda_instrument_find(view->instrument, rows[i]->statement.number);
    write_statement(&pen, view, rows[i]->statement);
    for (size_t column = 0; column < LEDA_COLUMN_COUNT; column++)
      write_column(&pen, rows[i], column, view->language);
    leda_grid_write(&pen, found ? found->area[view->language] : "");
  }
  return grid;
}

static void write_difference(leda_grid_pen *pen, const leda_survey_view *view,
                             const leda_statement_change *item) {
  leda_text p = {0};
  leda_language language = view->language;
  write_statement(pen, view, item->statement);
  write_decimal(pen, item->difference, language);
  leda_grid_write_number(pen, item->lower, 2, language);
  leda_grid_write_number(pen, item->upper, 2, language);
  leda_grid_write_number(pen, item->sd_from, 2, language);
  leda_grid_write_number(pen, item->sd_to, 2, language);
  if (!isnan(item->p)) leda_number_label_p(item->p, language, &p);
  char machine[LEDA_NUMBER_SIZE];
  leda_number_format(item->p, machine);
  leda_grid_cell *cell = leda_grid_write(pen, leda_text_str(&p));
  if (cell) cell->token = leda_keep_copy(pen->keeper, machine);
  write_with_token(pen, item->more_than_noise ? _("yes") : _("cannot tell"),
                   item->more_than_noise ? "yes" : "cannot-tell", 0);
  leda_text_clear(&p);
}

leda_grid leda_survey_differences_grid(const leda_survey_view *view, leda_keeper *keeper) {
  size_t n = 0;
  const leda_statement_change **rows = leda_survey_rows(view, keeper, true, &n);
  const leda_grid_column columns[] = {
      {_("No."), "statement", true, false},
      {_("Statement"), "label", false, true},
      {_("Difference"), "difference", true, false},
      {_("At least, by rounding"), "lower", true, false},
      {_("At most, by rounding"), "upper", true, false},
      {_("Largest sd, first"), "sd_from", true, false},
      {_("Largest sd, second"), "sd_to", true, false},
      {_("p in the worst case"), "p", true, false},
      {_("More than noise even then"), "more_than_noise", false, false},
  };
  leda_grid grid = leda_grid_make(keeper, columns, 9, n);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t i = 0; i < grid.n_rows; i++) write_difference(&pen, view, rows[i]);
  return grid;
}

/* ---- cohorts ---- */

/* The first mean of each statement and cohort stands for its row. */
static bool is_first(const leda_published *published, size_t at) {
  const leda_published_mean *mean = &published->means[at];
  for (size_t i = 0; i < at; i++) {
    const leda_published_mean *other = &published->means[i];
    if (strcmp(other->statement.label, mean->statement.label) == 0 &&
        strcmp(other->cohort, mean->cohort) == 0 && strcmp(other->role, mean->role) == 0)
      return false;
  }
  return true;
}

static const char *cohort_word(const char *cohort) {
  if (strcmp(cohort, "all") == 0) return _("All");
  if (strcmp(cohort, "chosen") == 0) return _("Chosen");
  return cohort;
}

static void write_cohort(leda_grid_pen *pen, const leda_survey_view *view,
                         const leda_published_mean *row) {
  leda_published_key key = {row->statement.label, view->waves.items[0], row->role, row->cohort};
  const leda_published_mean *first = leda_published_find(view->published, key);
  write_with_token(pen, cohort_word(row->cohort), row->cohort, 0);
  write_statement(pen, view, row->statement);
  for (size_t i = 0; i < view->waves.n; i++) {
    key.wave = view->waves.items[i];
    const leda_published_mean *mean = leda_published_find(view->published, key);
    if (mean)
      write_decimal(pen, mean->mean, view->language);
    else
      write_with_token(pen, "–", "", 0);
    if (i == 0) continue;
    if (mean && first)
      write_decimal(pen, leda_decimal_subtract(mean->mean, first->mean), view->language);
    else
      write_with_token(pen, "–", "", 0);
  }
}

leda_grid leda_survey_cohort_grid(const leda_survey_view *view, leda_keeper *keeper) {
  size_t n_columns = 3 + 2 * view->waves.n - 1, n_rows = 0;
  leda_grid_column *columns = leda_keep_array(keeper, n_columns, sizeof *columns);
  if (!columns) return (leda_grid){0};
  columns[0] = (leda_grid_column){_("Group"), "cohort", false, true};
  columns[1] = (leda_grid_column){_("No."), "statement", true, false};
  columns[2] = (leda_grid_column){_("Statement"), "label", false, false};
  for (size_t i = 0, at = 3; i < view->waves.n; i++) {
    leda_text token = {0};
    leda_text_addf(&token, "mean_%s", view->waves.items[i]);
    const char *title = wave_title(view, keeper, view->waves.items[i]);
    columns[at++] = (leda_grid_column){title, leda_keep_text(keeper, &token), true, false};
    if (i == 0) continue;
    leda_text heading = {0};
    leda_text_addf(&heading, _("difference since %s"), columns[3].title);
    leda_text_addf(&token, "difference_%s", view->waves.items[i]);
    const char *kept = leda_keep_text(keeper, &heading);
    columns[at++] = (leda_grid_column){kept, leda_keep_text(keeper, &token), true, false};
  }
  for (size_t i = 0; i < view->published->n_means; i++) n_rows += is_first(view->published, i);
  leda_grid grid = leda_grid_make(keeper, columns, n_columns, n_rows);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t i = 0; i < view->published->n_means && grid.n_rows > 0; i++)
    if (is_first(view->published, i)) write_cohort(&pen, view, &view->published->means[i]);
  return grid;
}
