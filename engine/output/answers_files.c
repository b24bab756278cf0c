/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/answers_files.h"

#include "engine/core/file.h"

typedef struct {
  leda_keeper keeper;
  const char *folder;
  leda_figure_job *jobs;
  size_t n;
} batch;

/* "FOLDER/NAME.svg", or "FOLDER/NAME-NUMBER.svg" for a number above 0. A figure that has nothing to show
   is left out. */
static void add(batch *b, const leda_figure *figure, const char *name, size_t number) {
  leda_text path = {0};
  if (!figure) return;
  leda_text_addf(&path, "%s/%s", b->folder, name);
  if (number > 0) leda_text_addf(&path, "-%zu", number);
  leda_text_add(&path, ".svg");
  b->jobs[b->n++] = (leda_figure_job){
      .figure = figure, .path = leda_keep_text(&b->keeper, &path), .format = LEDA_FORMAT_SVG};
}

static void add_statements(batch *b, const leda_answers_view *view) {
  size_t n = 0;
  const size_t *rows = leda_answers_rows(view, &b->keeper, &n);
  leda_answers_view own = *view;
  own.title = ""; /* that of the statement */
  add(b, leda_answers_means_figure(view, &b->keeper), "statements", 0);
  for (size_t i = 0; rows && i < n; i++)
    add(b, leda_answers_bars_figure(&own, rows[i], &b->keeper), "answers",
        (size_t)view->survey->instrument->statements[rows[i]].number);
}

static void add_assessed(batch *b, const leda_answers_view *view) {
  for (size_t pair = 0; pair < view->assess->n_pairs; pair++)
    add(b, leda_answers_changes_figure(view, pair, &b->keeper), "changes", pair ? pair + 1 : 0);
  add(b, leda_answers_fade_figure(view, &b->keeper), "fade-out", 0);
}

static void add_cohort(batch *b, const leda_answers_view *view) {
  leda_answers_view own = *view;
  for (own.wave = 0; own.wave < view->survey->n_waves; own.wave++)
    add(b, leda_answers_cohorts_figure(&own, &b->keeper), "cohorts", own.wave + 1);
  add(b, leda_answers_cohort_changes_figure(view, &b->keeper), "cohort-changes", 0);
}

static size_t most_figures(const leda_answers_view *view) {
  size_t pairs = view->assess ? view->assess->n_pairs : 0;
  return 3 + view->survey->n_statements + pairs + view->survey->n_waves;
}

leda_status leda_answers_files_write(const leda_answers_view *view, const char *folder,
                                     const leda_render_options *render, leda_error *err) {
  batch b = {.folder = folder};
  b.jobs = leda_keep_array(&b.keeper, most_figures(view), sizeof *b.jobs);
  if (b.jobs) add_statements(&b, view);
  if (b.jobs && view->assess) add_assessed(&b, view);
  if (b.jobs && view->survey->has_cohort) add_cohort(&b, view);
  leda_status status = leda_keeper_status(&b.keeper, err);
  if (!status) status = leda_file_make_folder(folder, err);
  if (!status) status = leda_figures_render(b.jobs, b.n, render, err);
  leda_keeper_clear(&b.keeper);
  return status;
}
