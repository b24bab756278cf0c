/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_files.h"

#include "engine/core/file.h"
#include "engine/core/memory.h"

/* The figures and jobs under way; paths made here are owned. */
typedef struct {
  leda_chart_figure **figures;
  size_t n_figures;
  leda_figure_job *jobs;
  size_t n_jobs;
  char **paths;
  size_t n_paths;
} batch;

static void batch_clear(batch *b) {
  for (size_t i = 0; i < b->n_figures; i++) leda_chart_figure_free(b->figures[i]);
  for (size_t i = 0; i < b->n_paths; i++) leda_free(b->paths[i]);
  leda_free(b->figures);
  leda_free(b->jobs);
  leda_free(b->paths);
}

static leda_status batch_alloc(batch *b, size_t charts, size_t jobs, leda_error *err) {
  b->figures = leda_calloc(charts, sizeof(leda_chart_figure *));
  b->jobs = leda_calloc(jobs, sizeof *b->jobs);
  b->paths = leda_calloc(jobs, sizeof(char *));
  return b->figures && b->jobs && b->paths ? LEDA_OK : leda_fail_memory(err);
}

static leda_status add_job(batch *b, const leda_figure *figure, const char *path, leda_error *err) {
  leda_figure_job job = {.figure = figure, .path = path};
  if (!leda_figure_format_of(path, &job.format)) {
    leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not the name of a figure"), path);
    leda_error_hint(err, "%s", _("end the name with .svg, .pdf or .png"));
    return LEDA_ERR_USAGE;
  }
  b->jobs[b->n_jobs++] = job;
  return LEDA_OK;
}

/* folder/slug.svg of a series, kept in the batch. */
static leda_status add_in_folder(batch *b, const leda_chart *chart, const char *folder,
                                 const leda_figure *figure, leda_error *err) {
  const char *const parts[] = {chart->series->indicator, chart->series->unit, chart->series->group};
  char *slug = leda_file_slug(parts, 3);
  leda_text path = {0};
  leda_text_addf(&path, "%s/%s.svg", folder, slug ? slug : "");
  char *whole = slug ? leda_text_take(&path) : NULL;
  leda_free(slug);
  leda_text_clear(&path);
  if (!whole) return leda_fail_memory(err);
  b->paths[b->n_paths++] = whole;
  return add_job(b, figure, whole, err);
}

static leda_status add_chart(batch *b, const leda_chart *chart, const leda_chart_files *files,
                             bool first, leda_error *err) {
  leda_chart_figure *figure;
  leda_status status = leda_chart_figure_make(chart, &files->look, &figure, err);
  if (status) return status;
  b->figures[b->n_figures++] = figure;
  const leda_figure *drawn = leda_chart_figure_get(figure);
  for (size_t i = 0; first && i < files->n_paths && !status; i++)
    status = add_job(b, drawn, files->paths[i], err);
  if (!status && files->folder) status = add_in_folder(b, chart, files->folder, drawn, err);
  return status;
}

leda_status leda_chart_files_write(const leda_chart *charts, size_t n,
                                   const leda_chart_files *files, leda_error *err) {
  if (n == 0 || (files->n_paths == 0 && !files->folder)) return LEDA_OK;
  batch b = {0};
  size_t figures = files->folder ? n : 1;
  leda_status status = batch_alloc(&b, figures, figures + files->n_paths, err);
  for (size_t i = 0; i < figures && !status; i++)
    status = add_chart(&b, &charts[i], files, i == 0, err);
  if (!status && files->folder) status = leda_file_make_folder(files->folder, err);
  if (!status) status = leda_figures_render(b.jobs, b.n_jobs, &files->render, err);
  batch_clear(&b);
  return status;
}
