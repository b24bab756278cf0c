/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "plots/control_chart.h"

typedef double value_of(const leda_figure_point *point);

static double centre_of(const leda_figure_point *point) { return point->centre; }
static double upper_of(const leda_figure_point *point) { return point->upper; }
static double lower_of(const leda_figure_point *point) { return point->lower; }
static double warning_upper_of(const leda_figure_point *point) { return point->warning_upper; }
static double warning_lower_of(const leda_figure_point *point) { return point->warning_lower; }

/* ---- labels at the right end ---- */

static double last_value(const leda_figure_control_chart *chart, value_of *get) {
  for (size_t i = chart->n; i > 0; i--) {
    if (chart->points[i - 1].phase != chart->points[chart->n - 1].phase) break;
    if (leda_plot_drawable(get(&chart->points[i - 1]))) return get(&chart->points[i - 1]);
  }
  return NAN;
}

typedef struct {
  double value;
  const char *word;
  const char *colour;
} end_source;

/* Keeps the list sorted from the highest value down, as heights in pixels grow. */
static void add_end(leda_control_ends *ends, const leda_canvas *canvas, int decimals,
                    end_source source) {
  if (!leda_plot_drawable(source.value)) return;
  leda_control_end end = {source.value, 0, source.colour, {0}};
  leda_plot_lines word = {0};
  leda_plot_font font = {canvas->style->label, false};
  leda_plot_wrap(&word, source.word, font, canvas->width * 0.2, 1);
  if (word.n > 0) leda_text_addf(&end.text, "%s ", leda_plot_line(&word, 0));
  leda_number_label(source.value, decimals, canvas->texts->language, &end.text);
  canvas->out->failed = canvas->out->failed || word.text.failed || end.text.failed;
  leda_plot_lines_clear(&word);
  size_t at = ends->n++;
  for (; at > 0 && ends->items[at - 1].value < source.value; at--)
    ends->items[at] = ends->items[at - 1];
  ends->items[at] = end;
}

void leda_control_ends_make(leda_control_ends *ends, const leda_canvas *canvas,
                            const leda_figure_control_chart *chart) {
  *ends = (leda_control_ends){0};
  int decimals = chart->decimals;
  add_end(ends, canvas, decimals,
          (end_source){last_value(chart, centre_of), chart->centre_word, LEDA_INK});
  if (!chart->signals_by_median_only) {
    add_end(ends, canvas, decimals,
            (end_source){last_value(chart, upper_of), chart->upper_word, LEDA_LIMIT});
    add_end(ends, canvas, decimals,
            (end_source){last_value(chart, lower_of), chart->lower_word, LEDA_LIMIT});
  }
  if (chart->warning) {
    add_end(ends, canvas, decimals,
            (end_source){last_value(chart, warning_upper_of), chart->warning_word, LEDA_LIMIT});
    add_end(ends, canvas, decimals,
            (end_source){last_value(chart, warning_lower_of), chart->warning_word, LEDA_LIMIT});
  }
  double target = leda_control_target(chart, chart->n - 1);
  decimals = leda_number_exact_decimals(target, decimals, decimals + 2);
  add_end(ends, canvas, decimals, (end_source){target, chart->target_word, LEDA_GREEN_TEXT});
  for (size_t side = 0; side < 2; side++) {
    double spec = leda_control_spec(chart, side);
    int shown = leda_number_exact_decimals(spec, chart->decimals, chart->decimals + 2);
    add_end(ends, canvas, shown, (end_source){spec, chart->spec_words[side], LEDA_INK});
  }
}

void leda_control_ends_clear(leda_control_ends *ends) {
  for (size_t i = 0; i < ends->n; i++) leda_text_clear(&ends->items[i].text);
  ends->n = 0;
}

double leda_control_ends_width(const leda_control_ends *ends, leda_plot_font font) {
  double widest = 0;
  for (size_t i = 0; i < ends->n; i++)
    widest = fmax(widest, leda_plot_text_width(leda_text_str(&ends->items[i].text), font));
  return widest;
}

void leda_control_ends_draw(leda_canvas *canvas, leda_control_ends *ends) {
  leda_plot_font font = {canvas->style->label, false};
  double heights[LEDA_CONTROL_ENDS];
  for (size_t i = 0; i < ends->n; i++) heights[i] = leda_canvas_y(canvas, ends->items[i].value);
  leda_plot_spread(heights, ends->n, leda_canvas_leading(font) * 0.94, canvas->box.top,
                   canvas->box.bottom);
  double x = canvas->box.right;
  for (size_t i = 0; i < ends->n; i++) {
    double level = leda_canvas_y(canvas, ends->items[i].value);
    if (fabs(level - heights[i]) > font.size * 0.3)
      leda_canvas_line(canvas, (leda_plot_box){x, x + font.size * 0.5, level, heights[i]},
                       "lc rgb '" LEDA_LIMIT "' lw 1");
    leda_canvas_text(canvas,
                     (leda_plot_place){x + font.size * 0.6, heights[i], LEDA_ALIGN_LEFT, font,
                                       ends->items[i].colour},
                     leda_text_str(&ends->items[i].text));
  }
}

/* ---- steps ---- */

double leda_control_edge(const leda_canvas *canvas, const leda_figure_control_chart *chart,
                         size_t i, int side) {
  const leda_figure_point *points = chart->points;
  if (side < 0) return i == 0 ? canvas->x_from : (points[i - 1].x + points[i].x) / 2;
  return i + 1 == chart->n ? canvas->x_to : (points[i].x + points[i + 1].x) / 2;
}

static void add_xy(leda_canvas *canvas, double x, double y) {
  leda_canvas_number(canvas, x);
  leda_text_add_char(canvas->out, ' ');
  leda_canvas_number(canvas, y);
  leda_text_add_char(canvas->out, '\n');
}

/* Equal neighbours are drawn as one piece; phases and missing limits break the line. Returns false
   and writes nothing where no limit can be drawn: gnuplot fails on an empty block. */
static bool add_steps(leda_canvas *canvas, const leda_control_layout *layout, const char *name,
                      value_of *get) {
  const leda_figure_point *points = layout->chart->points;
  size_t n = layout->chart->n;
  bool any = false, open = false;
  for (size_t i = 0, last; i < n; i = last + 1) {
    double level = get(&points[i]);
    for (last = i; last + 1 < n && points[last + 1].phase == points[i].phase &&
                   fabs(get(&points[last + 1]) - level) <= 1e-12 * fabs(level);)
      last++;
    if (leda_plot_drawable(level)) {
      if (!any) leda_text_addf(canvas->out, "$%s << END\n", name);
      add_xy(canvas, leda_control_edge(canvas, layout->chart, i, -1), level);
      add_xy(canvas, leda_control_edge(canvas, layout->chart, last, 1), level);
      any = open = true;
    }
    if (open && last + 1 < n &&
        (points[last + 1].phase != points[i].phase || !leda_plot_drawable(level))) {
      leda_text_add_char(canvas->out, '\n');
      open = false;
    }
  }
  if (any) leda_text_add(canvas->out, "END\n");
  return any;
}

static void add_warning(leda_canvas *canvas, const leda_control_layout *layout,
                        leda_text *clauses) {
  static const char faint[] = "lc rgb '" LEDA_LIMIT "' dashtype (4,8)";
  double wide = canvas->style->line;
  if (add_steps(canvas, layout, "warning_upper", warning_upper_of))
    leda_plot_clause(clauses, "$warning_upper with lines %s lw %.3g", faint, wide * 0.4);
  if (add_steps(canvas, layout, "warning_lower", warning_lower_of))
    leda_plot_clause(clauses, "$warning_lower with lines %s lw %.3g", faint, wide * 0.4);
}

void leda_control_limits_data(leda_canvas *canvas, const leda_control_layout *layout,
                              leda_text *clauses) {
  static const char dashed[] = "lc rgb '" LEDA_LIMIT "' dashtype (12,6)";
  double wide = canvas->style->line;
  if (add_steps(canvas, layout, "centre", centre_of))
    leda_plot_clause(clauses, "$centre with lines lc rgb '" LEDA_INK "' lw %.3g", wide * 0.7);
  if (!layout->chart->signals_by_median_only) {
    if (add_steps(canvas, layout, "upper", upper_of))
      leda_plot_clause(clauses, "$upper with lines %s lw %.3g", dashed, wide * 0.6);
    if (add_steps(canvas, layout, "lower", lower_of))
      leda_plot_clause(clauses, "$lower with lines %s lw %.3g", dashed, wide * 0.6);
  }
  if (layout->chart->warning) add_warning(canvas, layout, clauses);
}

void leda_control_baseline(leda_canvas *canvas, const leda_control_layout *layout) {
  const leda_figure_point *points = layout->chart->points;
  for (size_t i = 0; i < layout->chart->n; i++) {
    if (!(points[i].flags & LEDA_POINT_BASELINE)) continue;
    size_t last = i;
    while (last + 1 < layout->chart->n && points[last + 1].flags & LEDA_POINT_BASELINE &&
           points[last + 1].phase == points[i].phase)
      last++;
    leda_text_addf(canvas->out,
                   "set object rectangle from %.10g, graph 0 to %.10g, graph 1 behind "
                   "fillcolor rgb '%s' fillstyle solid noborder\n",
                   leda_control_edge(canvas, layout->chart, i, -1),
                   leda_control_edge(canvas, layout->chart, last, 1), LEDA_SHADE);
    i = last;
  }
}
