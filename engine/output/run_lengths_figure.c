/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/figure_files.h"
#include "engine/output/run_lengths_output.h"
#include "plots/render.h"

/* A figure and all that it points into. */
typedef struct {
  double x[LEDA_RUN_LENGTH_ROWS], once[LEDA_RUN_LENGTH_ROWS], within[LEDA_RUN_LENGTH_ROWS];
  leda_figure_line lines[2];
  leda_text title, subtitle, caption, within_name;
  leda_figure figure;
} picture;

static void picture_clear(picture *p) {
  leda_text_clear(&p->title);
  leda_text_clear(&p->subtitle);
  leda_text_clear(&p->caption);
  leda_text_clear(&p->within_name);
}

static const char *axis_title(const leda_run_lengths *l) {
  switch (l->given.chart) {
  case LEDA_ARL_P:
    return _("Share, in per cent");
  case LEDA_ARL_C:
    return _("Mean count");
  default:
    return _("Shift, in standard deviations");
  }
}

static double place(const leda_run_lengths *l, const leda_run_length_row *row) {
  if (l->given.chart == LEDA_ARL_P) return 100.0 * row->level;
  return l->given.chart == LEDA_ARL_C ? row->level : row->shift;
}

static void fill_texts(picture *p, const leda_run_lengths *l, leda_language language) {
  leda_run_lengths_design(l, language, &p->title);
  leda_run_lengths_sentence(l, language, &p->subtitle);
  leda_run_lengths_assumptions(l, &p->caption);
  leda_text_add(&p->caption, "\n");
  leda_text_addf(&p->caption, _("Processing: leda %s."), LEDA_VERSION);
  leda_text_addf(&p->within_name, P_("within %zu point", "within %zu points", l->given.points),
                 l->given.points);
  p->figure.texts = (leda_figure_texts){.language = language,
                                        .title = leda_text_str(&p->title),
                                        .subtitle = leda_text_str(&p->subtitle),
                                        .x_title = axis_title(l),
                                        .y_title = _("Signals in per cent of cases"),
                                        .caption = leda_text_str(&p->caption),
                                        .alt = leda_text_str(&p->subtitle)};
}

static leda_status picture_make(picture *p, const leda_run_lengths *l, leda_language language,
                                leda_error *err) {
  *p = (picture){.figure = {.kind = LEDA_FIGURE_LINES}};
  for (size_t i = 0; i < l->n_rows; i++) {
    p->x[i] = place(l, &l->rows[i]);
    p->once[i] = 100.0 * l->rows[i].at_once;
    p->within[i] = 100.0 * l->rows[i].within;
  }
  fill_texts(p, l, language);
  p->lines[0] = (leda_figure_line){leda_text_str(&p->within_name), p->x, p->within, l->n_rows};
  p->lines[1] = (leda_figure_line){_("at once"), p->x, p->once, l->n_rows};
  p->figure.as.line_plot = (leda_figure_line_plot){.lines = p->lines,
                                                   .n_lines = l->given.points > 1 ? 2 : 1,
                                                   .points = true,
                                                   .y_from = 0.0,
                                                   .y_to = 100.0,
                                                   .level = NAN};
  const leda_text *all[] = {&p->title, &p->subtitle, &p->caption, &p->within_name};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (leda_text_status(all[i], err)) return err->status;
  return LEDA_OK;
}

leda_status leda_run_lengths_figure_write(const leda_run_lengths *l, leda_language language,
                                          const char *const *paths, size_t n, leda_error *err) {
  if (n == 0) return LEDA_OK;
  picture p;
  leda_status status = picture_make(&p, l, language, err);
  if (!status) status = leda_figure_files_write(&p.figure, paths, n, 1, err);
  picture_clear(&p);
  return status;
}
