/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/icon_table.h"

#include <math.h>

#include "plots/icon.h"

enum { TEXTS = LEDA_ICON_TABLE_TEXTS, COLUMNS = TEXTS + 2 };

typedef struct {
  const leda_figure_icon_table *table;
  leda_plot_font font;
  double pitch;          /* from row to row */
  double radius;         /* of icons */
  double left[COLUMNS];  /* of each column */
  double width[COLUMNS]; /* 0: left out */
} layout;

static const leda_figure_icon *icon_of(const leda_figure_icon_row *row, size_t column) {
  return column == TEXTS ? &row->variation : &row->assurance;
}

static bool is_shown(const layout *it, size_t column) {
  const char *head = it->table->heads[column];
  return head && head[0];
}

static double icon_room(const layout *it) { return 2 * it->radius + it->font.size * 0.5; }

/* What a column's head and cells want. */
static double wanted(const layout *it, size_t column) {
  leda_plot_font bold = {it->font.size, true};
  double most = leda_plot_text_width(it->table->heads[column], bold);
  for (size_t r = 0; r < it->table->n_rows; r++) {
    const leda_figure_icon_row *row = &it->table->rows[r];
    double width = column < TEXTS ? leda_plot_text_width(row->texts[column], it->font)
                                  : icon_room(it) +
                                        leda_plot_text_width(icon_of(row, column)->words, it->font);
    most = fmax(most, width);
  }
  return most;
}

/* The first columns, names, give way where all together are too wide; what is left over goes between. */
static void plan(layout *it, const leda_canvas *canvas) {
  double gap = canvas->style->label * 1.1, room = canvas->width - 2 * canvas->style->margin;
  size_t n = 0;
  it->font = (leda_plot_font){canvas->style->label * 0.76, false};
  it->pitch = it->font.size * 2.3;
  it->radius = it->pitch * 0.42;
  double cap[COLUMNS] = {room * 0.34, room * 0.2,  room * 0.14, room * 0.12,
                         room * 0.12, room * 0.17, room * 0.17};
  double sum = 0;
  for (size_t c = 0; c < COLUMNS; c++) {
    it->width[c] = is_shown(it, c) ? fmin(wanted(it, c), cap[c]) : 0;
    n += is_shown(it, c);
    sum += it->width[c];
  }
  double between = n > 1 ? (room - sum) / (double)(n - 1) : 0;
  if (between < gap) it->width[0] = fmax(it->width[0] - (gap - between) * (double)(n - 1), gap * 3);
  between = fmin(fmax(between, gap), gap * 2.5);
  double x = canvas->style->margin;
  for (size_t c = 0; c < COLUMNS; c++) {
    it->left[c] = x;
    if (is_shown(it, c)) x += it->width[c] + between;
  }
}

static bool is_number(size_t column) { return column == 3 || column == 4; }

/* One cell's text on one line, cut where it is too long. */
static void draw_text(leda_canvas *canvas, const layout *it, size_t column, leda_plot_place at,
                      const char *text) {
  double before = at.x - it->left[column];
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, at.font, it->width[column] - before + 2, 1);
  if (is_number(column)) {
    at.align = LEDA_ALIGN_RIGHT;
    at.x = it->left[column] + it->width[column];
  }
  leda_canvas_lines(canvas, at, &line);
  leda_plot_lines_clear(&line);
}

static void draw_heads(leda_canvas *canvas, const layout *it, double y) {
  for (size_t c = 0; c < COLUMNS; c++) {
    if (!is_shown(it, c)) continue;
    leda_plot_font bold = {it->font.size, true};
    draw_text(canvas, it, c, (leda_plot_place){it->left[c], y, LEDA_ALIGN_LEFT, bold, LEDA_INK},
              it->table->heads[c]);
  }
}

static void draw_icon(leda_canvas *canvas, const layout *it, size_t column, double y,
                      const leda_figure_icon *icon) {
  if (icon->kind == LEDA_ICON_NONE) return;
  leda_plot_place at = {it->left[column] + it->radius, y, LEDA_ALIGN_LEFT, it->font, LEDA_INK};
  leda_icon_draw(canvas, icon, at, it->radius);
  at.x = it->left[column] + icon_room(it);
  draw_text(canvas, it, column, at, icon->words);
}

static void draw_row(leda_canvas *canvas, const layout *it, double y,
                     const leda_figure_icon_row *row) {
  double edge = y + it->pitch / 2;
  leda_canvas_line(
      canvas,
      (leda_plot_box){canvas->style->margin, canvas->width - canvas->style->margin, edge, edge},
      "back lc rgb '" LEDA_GRID "' lw 1");
  for (size_t c = 0; c < COLUMNS; c++) {
    if (!is_shown(it, c)) continue;
    leda_plot_place at = {it->left[c], y, LEDA_ALIGN_LEFT, it->font, LEDA_INK};
    if (c < TEXTS)
      draw_text(canvas, it, c, at, row->texts[c]);
    else
      draw_icon(canvas, it, c, y, icon_of(row, c));
  }
}

/* What title and caption take, found by writing them on a page that is thrown away. */
static double room_left(const leda_canvas *canvas) {
  leda_text scratch = {0};
  leda_canvas trial = *canvas;
  trial.out = &scratch;
  leda_canvas_frame(&trial);
  leda_text_clear(&scratch);
  return trial.box.bottom - trial.box.top;
}

/* Labels, arrows and objects alone draw nothing: gnuplot wants something to plot. */
static void plot_nothing(leda_canvas *canvas) {
  leda_canvas page = *canvas;
  page.box = (leda_plot_box){0, canvas->width, 0, canvas->height};
  page.x_from = page.y_from = 0;
  page.x_to = page.y_to = 1;
  leda_canvas_axes(&page);
  leda_text_add(canvas->out, "plot NaN notitle\n");
}

leda_status leda_icon_table_draw(leda_canvas *canvas, const leda_figure_icon_table *table,
                                 leda_error *err) {
  layout it = {.table = table};
  leda_canvas_begin(canvas);
  if (table->n_rows == 0) return leda_canvas_no_value(canvas, err);
  plan(&it, canvas);
  double needed = it.pitch * ((double)table->n_rows + 1.2), room = room_left(canvas);
  canvas->height = ceil(canvas->height + needed - room);
  leda_canvas_frame(canvas);
  double y = canvas->box.top + it.pitch / 2;
  draw_heads(canvas, &it, y);
  for (size_t r = 0; r < table->n_rows; r++)
    draw_row(canvas, &it, y + it.pitch * ((double)r + 1), &table->rows[r]);
  plot_nothing(canvas);
  return leda_text_status(canvas->out, err);
}
