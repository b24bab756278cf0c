/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_merge.h"

#include <string.h>

#include "engine/core/memory.h"

bool leda_fast_agrees(const leda_panel_reader *reader, const leda_fast_plan *plan) {
  leda_period_kind kind = reader->kind;
  char mark = 0;
  for (size_t i = 0; i < plan->layout.n; i++) {
    const leda_fast_output *out = &plan->outputs[i];
    if (!out->good) return false;
    if (kind == LEDA_PERIOD_NONE) kind = out->kind;
    if (mark == 0) mark = out->mark;
    if (out->kind != LEDA_PERIOD_NONE && out->kind != kind) return false;
    if (out->mark != 0 && out->mark != mark) return false;
  }
  return true;
}

/* ---- numbers of a thread into those of the panel ---- */

typedef struct {
  uint32_t *names;
  uint32_t *series;
} translation;

static bool translate_names(leda_panel_builder *to, const leda_names *from, uint32_t *names) {
  uint32_t n = leda_names_count(from);
  for (uint32_t id = 0; id < n; id++) {
    const char *text = leda_names_text(from, id);
    names[id] = leda_names_add(to->panel.names, text, strlen(text));
    if (names[id] == LEDA_NAMES_NONE) return false;
  }
  return true;
}

static bool translate_labels(leda_panel_builder *to, const leda_panel_builder *from,
                             const uint32_t *names) {
  leda_error ignored;
  uint32_t n = leda_names_count(from->panel.names);
  for (uint32_t unit = 0; unit < n && unit < from->n_labels; unit++) {
    uint32_t label = from->labels[unit];
    if (label != 0 && leda_panel_builder_label(to, names[unit], names[label], &ignored))
      return false;
  }
  return true;
}

/* Shelves serve the first file, when all series come by them; else each series is looked up. */
static uint32_t place_series(leda_panel_reader *reader, leda_fast_shelves *shelves,
                             leda_series_key key) {
  leda_series_set *set = &reader->builder.set;
  if (!shelves) return leda_series_set_add(set, key);
  uint32_t at = leda_fast_shelf_of(shelves, key);
  return at == LEDA_NAMES_NONE ? at : leda_fast_shelf_find(shelves, set, at, key);
}

static bool translate_series(leda_panel_reader *reader, const leda_series_set *from,
                             leda_fast_shelves *shelves, const translation *t) {
  size_t values = reader->file.columns.n_values;
  uint32_t n_values = values ? (uint32_t)values : 1;
  for (uint32_t id = 0; id < from->n; id++) {
    leda_series_key key = from->keys[id];
    uint32_t value = n_values > 1 ? key.indicator % n_values : 0;
    uint32_t indicator = t->names[n_values > 1 ? key.indicator / n_values : key.indicator];
    key.indicator = leda_panel_indicator(reader, indicator, value);
    if (key.indicator == LEDA_NAMES_NONE) return false;
    key.unit = t->names[key.unit];
    key.group = t->names[key.group];
    t->series[id] = place_series(reader, shelves, key);
    if (t->series[id] == LEDA_NAMES_NONE) return false;
  }
  return true;
}

/* Everything a thread knows is taken over before the next: its names are needed no more then. */
static bool translate(leda_panel_reader *reader, leda_fast_worker *worker,
                      leda_fast_shelves *shelves, uint32_t **series) {
  leda_panel_builder *from = &worker->builder;
  translation t = {.names = leda_malloc(leda_names_count(from->panel.names) * sizeof *t.names),
                   .series = leda_malloc((from->set.n + 1) * sizeof *t.series)};
  bool good = t.names && t.series &&
              translate_names(&reader->builder, from->panel.names, t.names) &&
              translate_labels(&reader->builder, from, t.names) &&
              translate_series(reader, &from->set, shelves, &t);
  leda_free(t.names);
  *series = t.series;
  leda_fast_worker_clear(worker);
  return good;
}

/* ---- observations ---- */

static void renumber(const leda_fast_output *out, const uint32_t *series) {
  for (size_t i = 0; i < out->n; i++)
    out->observations[i].series = series[out->observations[i].series];
}

/* Closes the gaps that lines without a row left. */
static void close_gaps(leda_panel *panel, const leda_fast_plan *plan) {
  for (size_t i = 0; i < plan->layout.n; i++) {
    const leda_fast_output *out = &plan->outputs[i];
    leda_observation *home = panel->observations + panel->n;
    if (out->observations != home && out->n > 0)
      memmove(home, out->observations, out->n * sizeof *home);
    panel->n += out->n;
    panel->n_missing += out->n_missing;
    panel->n_censored += out->n_censored_rows;
  }
}

static void note_facts(leda_panel_reader *reader, const leda_fast_plan *plan) {
  leda_panel_file *file = &reader->file;
  for (size_t i = 0; i < plan->layout.n; i++) {
    const leda_fast_output *out = &plan->outputs[i];
    file->n_empty += out->n_empty;
    if (file->n_censored == 0 && out->n_censored > 0) file->censored = out->censored;
    file->n_censored += out->n_censored;
    if (reader->kind != LEDA_PERIOD_NONE || out->kind == LEDA_PERIOD_NONE) continue;
    reader->kind = reader->kind_first = out->kind;
    reader->kind_seen = out->period;
  }
}

bool leda_fast_merge(leda_panel_reader *reader, leda_fast_plan *plan) {
  uint32_t **series = leda_calloc((size_t)plan->n_readers, sizeof *series);
  leda_fast_shelves shelves = {0};
  bool good = series != NULL, first = reader->builder.set.n == 0;
  for (int i = 0; i < plan->n_readers && good; i++)
    good = translate(reader, &plan->readers[i].worker, first ? &shelves : NULL, &series[i]);
  leda_fast_shelves_clear(&shelves);
  if (good) {
#pragma omp parallel for num_threads(plan->n_readers) schedule(dynamic, 1)
    for (size_t i = 0; i < plan->layout.n; i++)
      renumber(&plan->outputs[i], series[plan->outputs[i].worker]);
    close_gaps(&reader->builder.panel, plan);
    note_facts(reader, plan);
  }
  for (int i = 0; i < plan->n_readers && series; i++) leda_free(series[i]);
  leda_free(series);
  return good;
}
