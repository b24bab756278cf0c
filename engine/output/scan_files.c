/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/chart_output.h"
#include "engine/output/keeper.h"
#include "engine/output/scan_blocks.h"
#include "engine/output/scan_overview.h"

leda_status leda_scan_check_figure(const char *path, leda_error *err) {
  leda_figure_format format;
  if (leda_figure_format_of(path, &format)) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not the name of a figure"), path);
  leda_error_hint(err, "%s", _("end the name with .svg, .pdf or .png"));
  return LEDA_ERR_USAGE;
}

static leda_status draw_overview(const leda_scan *scan, const leda_scan_files *files,
                                 leda_error *err) {
  leda_scan_overview *overview;
  leda_figure_job job = {.path = files->overview};
  if (leda_scan_check_figure(files->overview, err)) return LEDA_ERR_USAGE;
  leda_figure_format_of(files->overview, &job.format);
  leda_status status = leda_scan_overview_make(scan, files, &overview, err);
  if (status) return status;
  job.figure = leda_scan_overview_get(overview);
  status = leda_figures_render(&job, 1, &files->render, err);
  leda_scan_overview_free(overview);
  return status;
}

/* ---- a chart of each changed series ---- */

/* As many at once as gnuplot draws in one go. */
enum { CHARTS = 128 };

typedef struct {
  const leda_scan *scan;
  const leda_scan_files *files;
  leda_chart charts[CHARTS];
  leda_chart_figure *figures[CHARTS];
  leda_figure_job jobs[CHARTS];
  size_t n;
  leda_keeper keeper;
} album;

static void album_clear(album *a) {
  for (size_t i = 0; i < a->n; i++) {
    leda_chart_figure_free(a->figures[i]);
    leda_chart_clear(&a->charts[i]);
  }
  leda_keeper_clear(&a->keeper);
  a->n = 0;
}

static leda_status flush(album *a, leda_error *err) {
  leda_status status = leda_keeper_status(&a->keeper, err);
  if (!status) status = leda_figures_render(a->jobs, a->n, &a->files->render, err);
  album_clear(a);
  return status;
}

static leda_status make_chart(album *a, const leda_check *check, leda_error *err) {
  leda_chart_options options = leda_chart_options_default();
  const leda_check_options *choices = &leda_scan_options_of(a->scan)->check;
  leda_phase_choice phase = {.label = ""};
  options.per = choices->per;
  options.better = choices->better;
  if (check->verdict.verdict != LEDA_VERDICT_DRIFT) {
    phase.period = check->periods[check->verdict.change_index];
    options.phases = &phase;
    options.n_phases = 1;
  }
  return leda_chart_run(&a->charts[a->n], leda_scan_panel(a->scan), check->series, &options, err);
}

static const char *path_of(album *a, const leda_series *s) {
  const char *const parts[] = {s->indicator, s->unit, s->group};
  char *slug = leda_file_slug(parts, 3);
  leda_text path = {0};
  leda_text_addf(&path, "%s/%s.svg", a->files->folder, slug ? slug : "");
  a->keeper.failed = a->keeper.failed || !slug;
  leda_free(slug);
  return leda_keep_text(&a->keeper, &path);
}

static leda_status add_chart(const leda_check *check, size_t series, void *data, leda_error *err) {
  album *a = data;
  leda_text headline = {0};
  (void)series;
  if (check->direction == LEDA_DIRECTION_NONE) return LEDA_OK;
  leda_status status = make_chart(a, check, err);
  if (status) return status;
  leda_check_headline(check, a->files->language, &headline);
  leda_chart_figure_options look = {.language = a->files->language, .source = a->files->source};
  look.subtitle = leda_keep_text(&a->keeper, &headline);
  status = leda_chart_figure_make(&a->charts[a->n], &look, &a->figures[a->n], err);
  if (status) {
    leda_chart_clear(&a->charts[a->n]);
    return status;
  }
  a->jobs[a->n] = (leda_figure_job){.figure = leda_chart_figure_get(a->figures[a->n]),
                                    .format = LEDA_FORMAT_SVG,
                                    .path = path_of(a, check->series)};
  a->n++;
  return a->n == CHARTS ? flush(a, err) : LEDA_OK;
}

static leda_status draw_charts(leda_scan *scan, const leda_scan_files *files, leda_error *err) {
  album *a = leda_calloc(1, sizeof *a);
  leda_scan_look look = {.language = files->language};
  if (!a) return leda_fail_memory(err);
  a->scan = scan;
  a->files = files;
  leda_status status = leda_file_make_folder(files->folder, err);
  if (!status) status = leda_scan_visit_checks(scan, &look, add_chart, a, err);
  if (!status) status = flush(a, err);
  album_clear(a);
  leda_free(a);
  return status;
}

leda_status leda_scan_draw(leda_scan *scan, const leda_scan_files *files, leda_error *err) {
  leda_status status = files->overview ? draw_overview(scan, files, err) : LEDA_OK;
  if (!status && files->folder) status = draw_charts(scan, files, err);
  return status;
}
