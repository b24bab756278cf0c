/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/icon.h"

#include <math.h>

#define WAVE_PIECES 18

typedef enum { INSIDE_WAVE, INSIDE_LETTER, INSIDE_ARROW } inside;

typedef struct {
  const char *colour;
  bool filled;
  inside what;
  int heads; /* arrow: 1 up, 2 down, 3 both; letter: a target line 1 above, 2 below, 3 at both sides */
} icon_look;

static const icon_look looks[] = {
    [LEDA_ICON_COMMON] = {LEDA_LIMIT, false, INSIDE_WAVE, 0},
    [LEDA_ICON_IMPROVEMENT] = {LEDA_BLUE_TEXT, false, INSIDE_LETTER, 0},
    [LEDA_ICON_CONCERN] = {LEDA_VERMILLION_TEXT, true, INSIDE_LETTER, 0},
    [LEDA_ICON_HIGH] = {LEDA_PURPLE_TEXT, false, INSIDE_ARROW, 1},
    [LEDA_ICON_LOW] = {LEDA_PURPLE_TEXT, false, INSIDE_ARROW, 2},
    [LEDA_ICON_UNDIRECTED] = {LEDA_PURPLE_TEXT, false, INSIDE_ARROW, 3},
    [LEDA_ICON_MET] = {LEDA_BLUE_TEXT, false, INSIDE_LETTER, 2},
    [LEDA_ICON_MISSED] = {LEDA_VERMILLION_TEXT, true, INSIDE_LETTER, 1},
    [LEDA_ICON_HIT_AND_MISS] = {LEDA_LIMIT, false, INSIDE_LETTER, 3},
};

static void add_screen(leda_canvas *canvas, double x, double y) {
  leda_text_addf(canvas->out, "screen %.5f, screen %.5f", x / canvas->width,
                 1 - y / canvas->height);
}

static void circle(leda_canvas *canvas, leda_plot_place at, double radius, const icon_look *look) {
  double line = radius * 0.14;
  leda_text_add(canvas->out, "set object circle at ");
  add_screen(canvas, at.x, at.y);
  leda_text_addf(canvas->out,
                 " size screen %.5f front fillcolor rgb '%s' fillstyle solid border lc rgb '%s' "
                 "lw %.3g\n",
                 (radius - line / 2) / canvas->width, look->filled ? look->colour : "#FFFFFF",
                 look->colour, line);
}

static void stroke(leda_canvas *canvas, leda_plot_box line, const char *colour, double width) {
  leda_text_add(canvas->out, "set arrow from ");
  add_screen(canvas, line.left, line.top);
  leda_text_add(canvas->out, " to ");
  add_screen(canvas, line.right, line.bottom);
  leda_text_addf(canvas->out, " nohead front lc rgb '%s' lw %.3g\n", colour, width);
}

static void wave(leda_canvas *canvas, leda_plot_place at, double radius, const char *colour) {
  double reach = radius * 0.62, high = radius * 0.3;
  for (int i = 0; i < WAVE_PIECES; i++) {
    double from = (double)i / WAVE_PIECES, to = (double)(i + 1) / WAVE_PIECES;
    leda_plot_box piece = {at.x + (2 * from - 1) * reach, at.x + (2 * to - 1) * reach,
                           at.y - high * sin(4 * 3.14159265358979 * from),
                           at.y - high * sin(4 * 3.14159265358979 * to)};
    stroke(canvas, piece, colour, radius * 0.11);
  }
}

/* A head of two strokes at the end of a shaft; `way` -1 points up, 1 down. */
static void head(leda_canvas *canvas, leda_plot_place at, double radius, double way) {
  double tip = at.y + way * radius * 0.56, back = tip - way * radius * 0.36, wide = radius * 0.34;
  stroke(canvas, (leda_plot_box){at.x - wide, at.x, back, tip}, at.colour, radius * 0.13);
  stroke(canvas, (leda_plot_box){at.x + wide, at.x, back, tip}, at.colour, radius * 0.13);
}

static void arrow(leda_canvas *canvas, leda_plot_place at, double radius, int heads) {
  stroke(canvas, (leda_plot_box){at.x, at.x, at.y - radius * 0.54, at.y + radius * 0.54}, at.colour,
         radius * 0.13);
  if (heads & 1) head(canvas, at, radius, -1);
  if (heads & 2) head(canvas, at, radius, 1);
}

/* The target: three dashes over or under the letter, or one at each side of it. */
static void target(leda_canvas *canvas, leda_plot_place at, double radius, int where) {
  double wide = radius * 0.13, dash = radius * 0.24;
  for (int i = -1; i <= 1; i++) {
    double x = at.x + i * radius * (where == 3 ? 0.58 : 0.36);
    double y = where == 3 ? at.y : at.y + radius * (where == 1 ? -0.54 : 0.54);
    if (where == 3 && i == 0) continue;
    stroke(canvas, (leda_plot_box){x - dash / 2, x + dash / 2, y, y}, at.colour, wide);
  }
}

static void letter(leda_canvas *canvas, leda_plot_place at, double radius, const icon_look *look,
                   const char *text) {
  leda_plot_place where = at;
  double size = look->heads ? 1.0 : 1.2;
  where.y += radius * (look->heads == 1 ? 0.14 : look->heads == 2 ? -0.12 : 0.0);
  where.align = LEDA_ALIGN_CENTRE;
  where.font = (leda_plot_font){radius * size, true};
  if (look->heads) target(canvas, at, radius, look->heads);
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, where.font, radius * 1.7, 1);
  leda_canvas_lines(canvas, where, &line);
  leda_plot_lines_clear(&line);
}

void leda_icon_draw(leda_canvas *canvas, const leda_figure_icon *icon, leda_plot_place at,
                    double radius) {
  if (icon->kind == LEDA_ICON_NONE) return;
  const icon_look *look = &looks[icon->kind];
  circle(canvas, at, radius, look);
  at.colour = look->filled ? "#FFFFFF" : look->colour;
  if (look->what == INSIDE_WAVE) wave(canvas, at, radius, at.colour);
  if (look->what == INSIDE_ARROW) arrow(canvas, at, radius, look->heads);
  if (look->what == INSIDE_LETTER) letter(canvas, at, radius, look, icon->letter);
}
