/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/figure_files.h"

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

leda_status leda_figure_files_write(const leda_figure *figure, const char *const *paths, size_t n,
                                    int threads, leda_error *err) {
  leda_render_options options = {.threads = threads};
  leda_figure_job *jobs = leda_calloc(n + 1, sizeof *jobs);
  if (!jobs) return leda_fail_memory(err);
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < n && !status; i++) {
    jobs[i] = (leda_figure_job){.figure = figure, .path = paths[i]};
    if (leda_figure_format_of(paths[i], &jobs[i].format)) continue;
    status = leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not the name of a figure"), paths[i]);
    leda_error_hint(err, "%s", _("end the name with .svg, .pdf or .png"));
  }
  if (!status) status = leda_figures_render(jobs, n, &options, err);
  leda_free(jobs);
  return status;
}
