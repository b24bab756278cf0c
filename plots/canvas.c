/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/canvas.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "engine/core/i18n.h"
#include "plots/escape.h"

double leda_canvas_leading(leda_plot_font font) { return font.size * 1.28; }

/* gnuplot's own arithmetic on ranges overflows near the largest double. */
bool leda_plot_drawable(double value) { return isfinite(value) && fabs(value) < 1e100; }

double leda_canvas_x(const leda_canvas *canvas, double x) {
  double share = (x - canvas->x_from) / (canvas->x_to - canvas->x_from);
  return canvas->box.left + share * (canvas->box.right - canvas->box.left);
}

double leda_canvas_y(const leda_canvas *canvas, double y) {
  double share = (y - canvas->y_from) / (canvas->y_to - canvas->y_from);
  return canvas->box.bottom - share * (canvas->box.bottom - canvas->box.top);
}

void leda_canvas_begin(leda_canvas *canvas) {
  leda_text_add(canvas->out, "set encoding utf8\n"
                             "set decimalsign '.'\n"
                             "set datafile missing 'NaN'\n"
                             "unset key\n"
                             "unset border\n"
                             "unset tics\n");
}

/* Shares of the page, from its lower left corner. */
static double screen_x(const leda_canvas *canvas, double x) {
  const leda_canvas *page = canvas->page ? canvas->page : canvas;
  return (canvas->origin_x + x) / page->width;
}

static double screen_y(const leda_canvas *canvas, double y) {
  const leda_canvas *page = canvas->page ? canvas->page : canvas;
  return 1 - (canvas->origin_y + y) / page->height;
}

static void add_screen(leda_canvas *canvas, double x, double y) {
  leda_text_addf(canvas->out, "screen %.5f, screen %.5f", screen_x(canvas, x), screen_y(canvas, y));
}

void leda_canvas_text(leda_canvas *canvas, leda_plot_place place, const char *text) {
  static const char *const aligned[] = {"left", "center", "right"};
  if (!text || !*text) return;
  leda_text_add(canvas->out, "set label ");
  leda_plot_quote(canvas->out, text);
  leda_text_add(canvas->out, " at ");
  add_screen(canvas, place.x, place.y);
  leda_text_addf(canvas->out, " %s noenhanced front font '%s%s,%.4g' textcolor rgb '%s'\n",
                 aligned[place.align], LEDA_PLOT_FONT, place.font.bold ? ":Bold" : "",
                 place.font.size, place.colour);
}

double leda_canvas_lines(leda_canvas *canvas, leda_plot_place place, const leda_plot_lines *lines) {
  for (size_t i = 0; i < lines->n; i++) {
    leda_canvas_text(canvas, place, leda_plot_line(lines, i));
    place.y += leda_canvas_leading(place.font);
  }
  canvas->out->failed = canvas->out->failed || lines->text.failed;
  return place.y;
}

void leda_canvas_line(leda_canvas *canvas, leda_plot_box from_to, const char *look) {
  leda_text_add(canvas->out, "set arrow from ");
  add_screen(canvas, from_to.left, from_to.top);
  leda_text_add(canvas->out, " to ");
  add_screen(canvas, from_to.right, from_to.bottom);
  leda_text_addf(canvas->out, " nohead %s\n", look);
}

void leda_canvas_mark(leda_canvas *canvas, leda_plot_place place, int type, double radius) {
  leda_text_add(canvas->out, "set label '' at ");
  add_screen(canvas, place.x, place.y);
  leda_text_addf(canvas->out, " front point pt %d ps %.4g lc rgb '%s' lw 2\n", type,
                 radius / LEDA_MARK_UNIT, place.colour);
}

static double head(leda_canvas *canvas) {
  const leda_plot_style *style = canvas->style;
  double width = canvas->width - 2 * style->margin - canvas->head_right;
  leda_plot_place title = {style->margin, 0, LEDA_ALIGN_LEFT, {style->title, true}, LEDA_INK};
  leda_plot_place subtitle = {
      style->margin, 0, LEDA_ALIGN_LEFT, {style->subtitle, false}, LEDA_INK_SOFT};
  leda_plot_lines lines = {0};
  leda_plot_wrap(&lines, canvas->texts->title, title.font, width, 2);
  title.y = style->margin * 0.6 + leda_canvas_leading(title.font) / 2;
  double y = leda_canvas_lines(canvas, title, &lines) - leda_canvas_leading(title.font) / 2;
  leda_plot_lines_clear(&lines);
  leda_plot_wrap(&lines, canvas->texts->subtitle, subtitle.font, width, 3);
  subtitle.y = y + leda_canvas_leading(subtitle.font) / 2;
  y = leda_canvas_lines(canvas, subtitle, &lines) - leda_canvas_leading(subtitle.font) / 2;
  leda_plot_lines_clear(&lines);
  return y + style->label * 0.5;
}

static double foot(leda_canvas *canvas) {
  const leda_plot_style *style = canvas->style;
  leda_plot_place place = {
      style->margin, 0, LEDA_ALIGN_LEFT, {style->small, false}, LEDA_INK_CAPTION};
  leda_plot_lines lines = {0};
  leda_plot_wrap_paragraphs(&lines, canvas->texts->caption, place.font,
                            canvas->width - 2 * style->margin, 5);
  double leading = leda_canvas_leading(place.font);
  double top = canvas->height - style->margin * 0.5 - leading * (double)lines.n;
  place.y = top + leading / 2;
  leda_canvas_lines(canvas, place, &lines);
  bool any = lines.n > 0;
  leda_plot_lines_clear(&lines);
  return any ? top - style->small * 0.6 : top;
}

void leda_canvas_frame(leda_canvas *canvas) {
  canvas->box.left = canvas->style->margin;
  canvas->box.right = canvas->width - canvas->style->margin;
  canvas->box.top = head(canvas);
  canvas->box.bottom = foot(canvas);
}

void leda_canvas_axes(leda_canvas *canvas) {
  const leda_plot_box *box = &canvas->box;
  leda_text_addf(canvas->out, "set lmargin at screen %.5f\nset rmargin at screen %.5f\n",
                 screen_x(canvas, box->left), screen_x(canvas, box->right));
  leda_text_addf(canvas->out, "set tmargin at screen %.5f\nset bmargin at screen %.5f\n",
                 screen_y(canvas, box->top), screen_y(canvas, box->bottom));
  leda_text_addf(canvas->out, "set xrange [%.10g:%.10g]\nset yrange [%.10g:%.10g]\n",
                 canvas->x_from, canvas->x_to, canvas->y_from, canvas->y_to);
}

void leda_canvas_page_axes(const leda_canvas *canvas) {
  leda_canvas page = *canvas;
  page.box = (leda_plot_box){0, canvas->width, 0, canvas->height};
  page.x_from = 0;
  page.x_to = canvas->width;
  page.y_from = canvas->height;
  page.y_to = 0;
  leda_canvas_axes(&page);
}

void leda_canvas_number(leda_canvas *canvas, double value) {
  if (leda_plot_drawable(value))
    leda_text_addf(canvas->out, "%.10g", value);
  else
    leda_text_add(canvas->out, "NaN");
}

void leda_plot_clause(leda_text *clauses, const char *format, ...) {
  char piece[256];
  va_list args;
  va_start(args, format);
  vsnprintf(piece, sizeof piece, format, args);
  va_end(args);
  leda_text_add(clauses, clauses->length ? ", \\\n  " : "plot ");
  leda_text_add(clauses, piece);
}

void leda_canvas_plot(leda_canvas *canvas, leda_text *clauses) {
  leda_text_add(canvas->out, leda_text_str(clauses));
  leda_text_add_char(canvas->out, '\n');
  canvas->out->failed = canvas->out->failed || clauses->failed;
  leda_text_clear(clauses);
}

leda_status leda_canvas_no_value(const leda_canvas *canvas, leda_error *err) {
  leda_text title = {0};
  leda_plot_clean(&title, canvas->texts->title, 200);
  leda_status status =
      leda_fail(err, LEDA_ERR_DATA, _("figure \"%s\" has no value to show"), leda_text_str(&title));
  leda_text_clear(&title);
  return status;
}
