/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/core/memory.h"
#include "engine/output/chart_indicators.h"
#include "engine/output/chart_summary_output.h"

typedef struct {
  const leda_chart_indicators_file *file;
  leda_figure_icon_row *rows;
  size_t n;
  size_t pages;
  leda_figure *figures;
  leda_figure_job *jobs;
  leda_keeper keeper;
} table_work;

/* NAME.svg, NAME-2.svg... */
static const char *path_of(table_work *w, size_t page) {
  const char *path = w->file->path, *dot = strrchr(path, '.');
  leda_text text = {0};
  if (page == 0 || !dot) return path;
  leda_text_add_n(&text, path, (size_t)(dot - path));
  leda_text_addf(&text, "-%zu%s", page + 1, dot);
  return leda_keep_text(&w->keeper, &text);
}

/* In words what the page shows: how many rows carry each icon. */
static const char *counts(table_work *w, const leda_figure_icon_row *rows, size_t n) {
  leda_text text = {0};
  for (int kind = LEDA_ICON_COMMON; kind <= LEDA_ICON_HIT_AND_MISS; kind++) {
    size_t found = 0;
    const char *words = "";
    for (size_t i = 0; i < n; i++) {
      const leda_figure_icon *icon = kind < LEDA_ICON_MET ? &rows[i].variation : &rows[i].assurance;
      if ((int)icon->kind != kind) continue;
      words = icon->words;
      found++;
    }
    if (found) leda_text_addf(&text, "%s%s: %zu", text.length ? ". " : "", words, found);
  }
  if (text.length) leda_text_add_char(&text, '.');
  return leda_keep_text(&w->keeper, &text);
}

static const char *title_of(table_work *w, size_t page) {
  leda_text text = {0};
  leda_text_add(&text, _("Indicators at their latest value"));
  if (w->pages > 1) {
    leda_text_add(&text, ", ");
    leda_text_addf(&text, _("page %zu of %zu"), page + 1, w->pages);
  }
  return leda_keep_text(&w->keeper, &text);
}

static const char *caption_of(table_work *w) {
  leda_text text = {0};
  if (w->file->source) leda_text_addf(&text, "%s %s\n", _("Source:"), w->file->source);
  leda_text_addf(&text, _("Processing: leda %s. Icons as in NHS England's Making data count."),
                 LEDA_VERSION);
  return leda_keep_text(&w->keeper, &text);
}

static void fill_page(table_work *w, size_t page) {
  size_t from = page * LEDA_INDICATOR_ROWS, left = w->n - from;
  size_t n = left < LEDA_INDICATOR_ROWS ? left : LEDA_INDICATOR_ROWS;
  leda_figure *figure = &w->figures[page];
  figure->kind = LEDA_FIGURE_ICON_TABLE;
  leda_figure_icon_table *table = &figure->as.icon_table;
  leda_chart_indicator_heads(w->rows, w->n, table->heads);
  table->rows = w->rows + from;
  table->n_rows = n;
  figure->texts.language = w->file->language;
  figure->texts.title = title_of(w, page);
  figure->texts.subtitle = counts(w, w->rows, w->n);
  figure->texts.alt = counts(w, w->rows + from, n);
  figure->texts.caption = caption_of(w);
  w->jobs[page] =
      (leda_figure_job){.figure = figure, .size = w->file->size, .path = path_of(w, page)};
}

leda_status leda_chart_indicators_draw(const leda_chart *charts, size_t n,
                                       const leda_chart_indicators_file *file, leda_error *err) {
  table_work w = {.file = file, .n = n};
  leda_figure_format format;
  if (!leda_figure_format_of(file->path, &format)) {
    leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not the name of a figure"), file->path);
    leda_error_hint(err, "%s", _("end the name with .svg, .pdf or .png"));
    return LEDA_ERR_USAGE;
  }
  w.pages = n ? (n + LEDA_INDICATOR_ROWS - 1) / LEDA_INDICATOR_ROWS : 1;
  w.rows = leda_keep_array(&w.keeper, n + 1, sizeof *w.rows);
  w.figures = leda_keep_array(&w.keeper, w.pages, sizeof *w.figures);
  w.jobs = leda_keep_array(&w.keeper, w.pages, sizeof *w.jobs);
  bool room = w.rows && w.figures && w.jobs;
  for (size_t i = 0; i < n && room; i++)
    w.rows[i] = leda_chart_indicator_row(&charts[i], file->language, &w.keeper);
  for (size_t page = 0; page < w.pages && room; page++) {
    fill_page(&w, page);
    w.jobs[page].format = format;
  }
  leda_status status = leda_keeper_status(&w.keeper, err);
  if (!status) status = leda_figures_render(w.jobs, w.pages, &file->render, err);
  leda_keeper_clear(&w.keeper);
  return status;
}
