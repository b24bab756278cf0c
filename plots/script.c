/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/script.h"

#include <string.h>

#include "plots/bars.h"
#include "plots/before_after.h"
#include "plots/box_plots.h"
#include "plots/canvas.h"
#include "plots/control_chart.h"
#include "plots/dot_plot.h"
#include "plots/fishbone.h"
#include "plots/gauge_components.h"
#include "plots/histogram.h"
#include "plots/icon_table.h"
#include "plots/line_plot.h"
#include "plots/multiples.h"
#include "plots/overview.h"
#include "plots/pareto.h"
#include "plots/scatter.h"
#include "plots/sheet.h"
#include "plots/timeline.h"
#include "plots/whys.h"

leda_status leda_plot_draw(leda_canvas *canvas, const leda_figure *figure, leda_error *err) {
  switch (figure->kind) {
  case LEDA_FIGURE_MULTIPLES:
    return leda_multiples_draw(canvas, &figure->as.multiples, err);
  case LEDA_FIGURE_DOT_PLOT:
    return leda_dot_plot_draw(canvas, &figure->as.dot_plot, err);
  case LEDA_FIGURE_ICON_TABLE:
    return leda_icon_table_draw(canvas, &figure->as.icon_table, err);
  case LEDA_FIGURE_OVERVIEW:
    return leda_overview_draw(canvas, &figure->as.overview, err);
  case LEDA_FIGURE_LINES:
    return leda_line_plot_draw(canvas, &figure->as.line_plot, err);
  case LEDA_FIGURE_BARS:
    return leda_bars_draw(canvas, &figure->as.bars, err);
  case LEDA_FIGURE_PARETO:
    return leda_pareto_draw(canvas, &figure->as.pareto, err);
  case LEDA_FIGURE_FISHBONE:
    return leda_fishbone_draw(canvas, &figure->as.fishbone, err);
  case LEDA_FIGURE_WHYS:
    return leda_whys_draw(canvas, &figure->as.whys, err);
  case LEDA_FIGURE_TIMELINE:
    return leda_timeline_draw(canvas, &figure->as.timeline, err);
  case LEDA_FIGURE_HISTOGRAM:
    return leda_histogram_draw(canvas, &figure->as.histogram, err);
  case LEDA_FIGURE_GAUGE:
    return leda_gauge_components_draw(canvas, &figure->as.gauge, err);
  case LEDA_FIGURE_BOX_PLOTS:
    return leda_box_plots_draw(canvas, &figure->as.box_plots, err);
  case LEDA_FIGURE_SCATTER:
    return leda_scatter_draw(canvas, &figure->as.scatter, err);
  case LEDA_FIGURE_BEFORE_AFTER:
    return leda_before_after_draw(canvas, &figure->as.before_after, err);
  case LEDA_FIGURE_SHEET:
    return leda_sheet_draw(canvas, &figure->as.sheet, err);
  default:
    return leda_control_chart_draw(canvas, &figure->as.control_chart, err);
  }
}

static leda_canvas canvas_for(const leda_figure *figure, leda_figure_size size, leda_text *script) {
  const leda_plot_style *style = leda_plot_style_of(size);
  return (leda_canvas){.out = script,
                       .style = style,
                       .texts = &figure->texts,
                       .width = style->width,
                       .height = style->height};
}

size_t leda_figure_pages(const leda_figure *figure, leda_figure_size size) {
  leda_text nothing = {0};
  leda_canvas canvas = canvas_for(figure, size, &nothing);
  if (figure->kind != LEDA_FIGURE_MULTIPLES) return 1;
  size_t pages = leda_multiples_pages(&canvas, &figure->as.multiples);
  leda_text_clear(&nothing);
  return pages;
}

leda_status leda_plot_script(const leda_figure *figure, leda_figure_size size, leda_text *script,
                             double *height, leda_error *err) {
  leda_canvas canvas = canvas_for(figure, size, script);
  leda_status status = leda_plot_draw(&canvas, figure, err);
  *height = canvas.height;
  return status;
}

leda_status leda_figure_script(const leda_figure *figure, leda_figure_size size, leda_text *script,
                               leda_error *err) {
  double height;
  return leda_plot_script(figure, size, script, &height, err);
}

static bool ends_with(const char *path, const char *ending) {
  size_t length = strlen(path), want = strlen(ending);
  return length > want && leda_text_same_word(path + length - want, ending);
}

bool leda_figure_format_of(const char *path, leda_figure_format *out) {
  static const char *const endings[] = {
      [LEDA_FORMAT_SVG] = ".svg", [LEDA_FORMAT_PDF] = ".pdf", [LEDA_FORMAT_PNG] = ".png"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (!ends_with(path, endings[i])) continue;
    *out = (leda_figure_format)i;
    return true;
  }
  return false;
}
