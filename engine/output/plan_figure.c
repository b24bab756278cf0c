/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/plan_figure.h"
#include "engine/output/figure_files.h"

#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"

/* A figure and all that it points into. */
typedef struct {
  double x[LEDA_PLAN_CURVE], y[LEDA_PLAN_CURVE];
  leda_figure_line line;
  leda_figure_mark mark;
  leda_text title, subtitle, caption, mark_text, level_word;
  leda_figure figure;
} picture;

static void picture_clear(picture *p) {
  leda_text *all[] = {&p->title, &p->subtitle, &p->caption, &p->mark_text, &p->level_word};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) leda_text_clear(all[i]);
}

static const char *axis_title(const leda_plan *plan) {
  if (plan->given.baseline) {
    switch (plan->given.every) {
    case LEDA_PERIOD_MONTH:
      return _("Months after the change began");
    case LEDA_PERIOD_QUARTER:
      return _("Quarters after the change began");
    case LEDA_PERIOD_YEAR:
      return _("Years after the change began");
    default:
      return _("Measurements after the change began");
    }
  }
  return _("Measurements in all");
}

static void fill_texts(picture *p, const leda_plan *plan, leda_plan_look look) {
  leda_figure_texts *texts = &p->figure.texts;
  leda_text_add(&p->title, _("When will it show?"));
  leda_plan_sentence(plan, look, &p->subtitle);
  leda_plan_assumptions(plan, look, &p->caption);
  leda_text_add(&p->caption, "\n");
  leda_text_addf(&p->caption, _("Processing: leda %s."), LEDA_VERSION);
  *texts = (leda_figure_texts){.language = look.language,
                               .title = leda_text_str(&p->title),
                               .subtitle = leda_text_str(&p->subtitle),
                               .x_title = axis_title(plan),
                               .y_title = _("Found in per cent of cases"),
                               .caption = leda_text_str(&p->caption),
                               .alt = leda_text_str(&p->subtitle)};
}

/* The answer as a line up through the plot, where it is one of the numbers on the axis. */
static void fill_mark(picture *p, const leda_plan *plan, leda_plan_look look) {
  double at = (double)(plan->given.baseline ? plan->after : plan->points);
  if (!plan->found) return;
  leda_number_label(at, 0, look.language, &p->mark_text);
  p->mark = (leda_figure_mark){at, leda_text_str(&p->mark_text)};
  p->figure.as.line_plot.marks = (leda_figure_marks){&p->mark, 1};
}

static leda_status picture_make(picture *p, const leda_plan *plan, leda_plan_look look,
                                leda_error *err) {
  *p = (picture){.figure = {.kind = LEDA_FIGURE_LINES}};
  leda_figure_line_plot *plot = &p->figure.as.line_plot;
  for (size_t i = 0; i < plan->n_curve; i++) {
    const leda_plan_step *step = &plan->curve[i];
    p->x[i] = (double)(plan->given.baseline ? step->after : step->points);
    p->y[i] = 100.0 * step->power;
  }
  p->line = (leda_figure_line){.name = "", .x = p->x, .y = p->y, .n = plan->n_curve};
  *plot = (leda_figure_line_plot){.lines = &p->line,
                                  .n_lines = 1,
                                  .points = true,
                                  .y_from = 0.0,
                                  .y_to = 100.0,
                                  .level = 100.0 * plan->given.power};
  if (isfinite(plan->given.power)) {
    leda_number_label_percent(plan->given.power, 0, look.language, &p->level_word);
    plot->level_word = leda_text_str(&p->level_word);
  }
  fill_texts(p, plan, look);
  fill_mark(p, plan, look);
  const leda_text *all[] = {&p->title, &p->subtitle, &p->caption, &p->mark_text, &p->level_word};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (leda_text_status(all[i], err)) return err->status;
  return LEDA_OK;
}

leda_status leda_plan_figure_write(const leda_plan *plan, leda_plan_look look,
                                   const char *const *paths, size_t n, leda_error *err) {
  if (n == 0) return LEDA_OK;
  picture p;
  leda_status status = picture_make(&p, plan, look, err);
  if (!status) status = leda_figure_files_write(&p.figure, paths, n, plan->given.threads, err);
  picture_clear(&p);
  return status;
}
