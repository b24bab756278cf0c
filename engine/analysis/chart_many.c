/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_many.h"

#include <stdint.h>

#include "engine/analysis/chart_variables.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"

/* Charts between two looks at the progress, and handed to a thread at a time: a chart of 24 points is
   made in microseconds. */
#define CHUNK 16

/* What the threads share. */
typedef struct {
  const leda_panel *panel;
  const leda_chart_options *options;
  const leda_progress *progress;
  leda_variable_sets sets; /* T2 only */
  leda_charts *charts;
  size_t done;
  int stopped;
  leda_error first; /* the failure that stands first, and where */
  size_t first_at;
} crew;

static void note_failure(crew *c, const leda_error *what, size_t at) {
#pragma omp critical(leda_charts_failure)
  if (at < c->first_at) {
    c->first = *what;
    c->first_at = at;
  }
}

/* A chart behind a failed one is not needed; one before it may hold the failure to report. */
static bool is_needed(crew *c, size_t at) {
  int stopped;
  size_t first_at;
#pragma omp atomic read
  stopped = c->stopped;
#pragma omp critical(leda_charts_failure)
  first_at = c->first_at;
  return !stopped && at < first_at;
}

static void tell(crew *c, bool head) {
  size_t done;
#pragma omp atomic capture
  done = ++c->done;
  if (!head || done % CHUNK) return;
  if (leda_progress_report(c->progress, done, c->charts->n)) {
#pragma omp atomic write
    c->stopped = 1;
  }
}

static void make_one(crew *c, size_t k) {
  leda_error what = leda_error_none();
  leda_chart *chart = &c->charts->items[k];
  if (c->sets.items) {
    size_t from = c->sets.from[k], to = c->sets.from[k + 1];
    leda_chart_run_variables(chart, c->panel,
                             (leda_chart_variables){c->sets.items + from, to - from}, c->options,
                             &what);
  } else {
    leda_chart_run(chart, c->panel, &c->panel->series[k], c->options, &what);
  }
  if (what.status) note_failure(c, &what, k);
}

static void make_all(crew *c, int threads) {
  size_t n = c->charts->n;
#pragma omp parallel num_threads(threads)
  {
    bool head = false;
#pragma omp master
    head = true;
#pragma omp for schedule(dynamic, CHUNK)
    for (size_t k = 0; k < n; k++) {
      if (!is_needed(c, k)) continue;
      make_one(c, k);
      tell(c, head);
    }
  }
}

leda_status leda_charts_make(leda_charts *charts, const leda_panel *panel,
                             const leda_chart_options *options, const leda_charts_run *how,
                             leda_error *err) {
  crew c = {.panel = panel,
            .options = options,
            .progress = &how->progress,
            .charts = charts,
            .first = leda_error_none(),
            .first_at = SIZE_MAX};
  *charts = (leda_charts){0};
  if (options->type == LEDA_CHART_T2 && leda_variable_sets_make(&c.sets, panel, err))
    return LEDA_ERR_MEMORY;
  charts->n = c.sets.items ? c.sets.n : panel->n_series;
  charts->items = leda_calloc(charts->n, sizeof *charts->items);
  leda_status status = charts->items ? LEDA_OK : leda_fail_memory(err);
  if (!status) make_all(&c, leda_threads(how->threads));
  if (!status && c.stopped) status = leda_fail(err, LEDA_ERR_CANCELLED, _("stopped"));
  if (!status && c.first.status) {
    status = c.first.status;
    if (err) *err = c.first;
  }
  leda_variable_sets_clear(&c.sets);
  if (status) leda_charts_clear(charts);
  return status;
}

void leda_charts_clear(leda_charts *charts) {
  for (size_t k = 0; charts->items && k < charts->n; k++) leda_chart_clear(&charts->items[k]);
  leda_free(charts->items);
  *charts = (leda_charts){0};
}
