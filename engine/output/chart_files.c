/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_files.h"

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/chart_page.h"

/* The figures and jobs under way; paths made here are owned. */
typedef struct {
  leda_chart_figure **figures;
  size_t n_figures;
  leda_chart_page *page;
  leda_figure_job *jobs;
  size_t n_jobs;
  char **paths;
  size_t n_paths;
} batch;

static void batch_clear(batch *b) {
  for (size_t i = 0; i < b->n_figures; i++) leda_chart_figure_free(b->figures[i]);
  for (size_t i = 0; i < b->n_paths; i++) leda_free(b->paths[i]);
  leda_chart_page_free(b->page);
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

static leda_status add_job(batch *b, const leda_figure *figure, leda_figure_size size,
                           const char *path, leda_error *err) {
  leda_figure_job job = {.figure = figure, .size = size, .path = path};
  if (!leda_figure_format_of(path, &job.format)) {
    leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not the name of a figure"), path);
    leda_error_hint(err, "%s", _("end the name with .svg, .pdf or .png"));
    return LEDA_ERR_USAGE;
  }
  b->jobs[b->n_jobs++] = job;
  return LEDA_OK;
}

/* folder/slug.svg of a series, kept in the batch. */
static leda_status add_in_folder(batch *b, const leda_chart *chart, const leda_chart_files *files,
                                 const leda_figure *figure, leda_error *err) {
  static const char *const endings[] = {
      [LEDA_FORMAT_SVG] = "svg", [LEDA_FORMAT_PDF] = "pdf", [LEDA_FORMAT_PNG] = "png"};
  const char *const parts[] = {chart->series->indicator, chart->series->unit, chart->series->group};
  char *slug = leda_file_slug(parts, 3);
  leda_text path = {0};
  leda_text_addf(&path, "%s/%s.%s", files->folder, slug ? slug : "", endings[files->format]);
  char *whole = slug ? leda_text_take(&path) : NULL;
  leda_free(slug);
  leda_text_clear(&path);
  if (!whole) return leda_fail_memory(err);
  b->paths[b->n_paths++] = whole;
  return add_job(b, figure, files->size, whole, err);
}

static leda_status add_page(batch *b, const leda_chart *charts, size_t n,
                            const leda_chart_files *files, leda_error *err) {
  leda_chart_page_content content = {charts, n, files->shared_scale};
  leda_status status = leda_chart_page_make(content, &files->look, &b->page, err);
  if (status) return status;
  const leda_figure *figure = leda_chart_page_get(b->page);
  status = add_job(b, figure, files->size, files->page, err);
  if (status || b->jobs[b->n_jobs - 1].format == LEDA_FORMAT_PDF) return status;
  if (leda_figure_pages(figure, files->size) == 1) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("%zu charts have no room on one page"), n);
  leda_error_hint(err, "%s",
                  _("choose --page FILE.pdf, which takes several pages, or fewer series with "
                    "--where COLUMN=VALUE"));
  return LEDA_ERR_USAGE;
}

static leda_status add_chart(batch *b, const leda_chart *chart, const leda_chart_files *files,
                             bool first, leda_error *err) {
  leda_chart_figure *figure;
  leda_status status = leda_chart_figure_make(chart, &files->look, &figure, err);
  if (status) return status;
  b->figures[b->n_figures++] = figure;
  const leda_figure *drawn = leda_chart_figure_get(figure);
  for (size_t i = 0; first && i < files->n_paths && !status; i++)
    status = add_job(b, drawn, files->size, files->paths[i], err);
  if (!status && files->folder) status = add_in_folder(b, chart, files, drawn, err);
  return status;
}

/* The numbers behind a figure, as PATH.csv. */
static leda_status keep_data(const leda_chart *charts, size_t n, const char *path,
                             leda_error *err) {
  leda_text rows = {0}, name = {0};
  leda_csv csv = {.text = &rows};
  leda_chart_csv_header(charts[0].type, charts[0].warning_sigmas > 0.0, &csv);
  for (size_t k = 0; k < n; k++) leda_chart_csv_rows(&charts[k], &csv);
  leda_text_addf(&name, "%s.csv", path);
  leda_status status = leda_text_status(&rows, err);
  if (!status) status = leda_text_status(&name, err);
  if (!status) status = leda_file_write_quick(leda_text_str(&name), rows.data, rows.length, err);
  leda_text_clear(&rows);
  leda_text_clear(&name);
  return status;
}

static leda_status keep_all(const batch *b, const leda_chart *charts, size_t n,
                            const leda_chart_files *files, leda_error *err) {
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < files->n_paths && !status; i++)
    status = keep_data(charts, 1, files->paths[i], err);
  for (size_t i = 0; i < b->n_paths && !status; i++)
    status = keep_data(&charts[i], 1, b->paths[i], err);
  if (!status && files->page) status = keep_data(charts, n, files->page, err);
  return status;
}

leda_status leda_chart_files_write(const leda_chart *charts, size_t n,
                                   const leda_chart_files *files, leda_error *err) {
  if (n == 0 || (files->n_paths == 0 && !files->folder && !files->page)) return LEDA_OK;
  batch b = {0};
  size_t figures = files->folder ? n : files->n_paths ? 1 : 0;
  leda_status status = batch_alloc(&b, figures, figures + files->n_paths + 1, err);
  for (size_t i = 0; i < figures && !status; i++)
    status = add_chart(&b, &charts[i], files, i == 0, err);
  if (!status && files->page) status = add_page(&b, charts, n, files, err);
  if (!status && files->folder) status = leda_file_make_folder(files->folder, err);
  if (!status) status = leda_figures_render(b.jobs, b.n_jobs, &files->render, err);
  if (!status && files->render.keep) status = keep_all(&b, charts, n, files, err);
  batch_clear(&b);
  return status;
}
