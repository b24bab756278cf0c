/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/overview.h"

#include <math.h>

#include "engine/core/memory.h"

#define MARK_TRIANGLE_DOWN 11
#define NOISE_GREY "#8C8C8C"

/* ---- looks: shape says the direction, a frame says worse, colour repeats it ---- */

typedef enum { UP_BETTER, UP_WORSE, UP, DOWN_BETTER, DOWN_WORSE, DOWN, NOISE, UNTOLD, LOOKS } look;

typedef struct {
  int mark;
  const char *colour;
  bool framed;
} look_style;

static const look_style styles[LOOKS] = {
    [UP_BETTER] = {LEDA_MARK_TRIANGLE, LEDA_BLUE, false},
    [UP_WORSE] = {LEDA_MARK_TRIANGLE, LEDA_VERMILLION, true},
    [UP] = {LEDA_MARK_TRIANGLE, LEDA_INK_SOFT, false},
    [DOWN_BETTER] = {MARK_TRIANGLE_DOWN, LEDA_BLUE, false},
    [DOWN_WORSE] = {MARK_TRIANGLE_DOWN, LEDA_VERMILLION, true},
    [DOWN] = {MARK_TRIANGLE_DOWN, LEDA_INK_SOFT, false},
    [NOISE] = {LEDA_MARK_CIRCLE, NOISE_GREY, false},
    [UNTOLD] = {LEDA_MARK_CIRCLE_HOLLOW, LEDA_LIMIT, false},
};

static look look_of(const leda_figure_cell *cell) {
  if (cell->found == LEDA_FOUND_NOISE) return NOISE;
  if (cell->found == LEDA_FOUND_UNTOLD) return UNTOLD;
  look first = cell->direction >= 0 ? UP_BETTER : DOWN_BETTER;
  return (look)((int)first + (cell->good > 0 ? 0 : cell->good < 0 ? 1 : 2));
}

/* ---- where things stand ---- */

typedef struct {
  const leda_figure_overview *overview;
  leda_plot_font font;
  double pitch;       /* from row to row */
  double label_width; /* of rows */
  double head;        /* height of the columns' names */
  size_t stacks;      /* of a grid: the rows stand in so many columns beside each other */
  size_t depth;       /* rows in each */
} layout;

static bool is_grid(const layout *it) { return it->overview->n_columns == 1; }

static double widest_label(const layout *it) {
  double width = 0;
  for (size_t i = 0; i < it->overview->n_rows; i++)
    width = fmax(width, leda_plot_text_width(it->overview->rows[i], it->font));
  return width;
}

static double column_width(const layout *it, const leda_canvas *canvas) {
  double width = canvas->width - 2 * canvas->style->margin;
  if (is_grid(it)) return width / (double)it->stacks;
  return (width - it->label_width) / (double)it->overview->n_columns;
}

static size_t head_lines(const layout *it, const leda_canvas *canvas) {
  size_t most = 0;
  for (size_t c = 0; c < it->overview->n_columns; c++) {
    leda_plot_lines lines = {0};
    leda_plot_wrap(&lines, it->overview->columns[c], it->font, column_width(it, canvas) - 8, 4);
    if (lines.n > most) most = lines.n;
    leda_plot_lines_clear(&lines);
  }
  return most;
}

/* Stacks as wide as the longest name wants, and no more of them than keep ten rows each. */
static void plan_grid(layout *it, const leda_canvas *canvas) {
  double width = canvas->width - 2 * canvas->style->margin;
  double wanted = fmin(widest_label(it), canvas->width * 0.3) + 3.5 * it->font.size;
  size_t fit = (size_t)fmax(1, floor(width / wanted)), rows = it->overview->n_rows;
  size_t wished = (rows + 9) / 10;
  it->stacks = wished < fit ? wished : fit;
  if (it->stacks == 0) it->stacks = 1;
  it->depth = (rows + it->stacks - 1) / it->stacks;
}

static void plan(layout *it, const leda_canvas *canvas) {
  it->font = (leda_plot_font){canvas->style->small, false};
  it->pitch = it->font.size * 1.6;
  if (is_grid(it)) {
    plan_grid(it, canvas);
    return;
  }
  it->label_width = fmin(widest_label(it) + it->font.size, canvas->width * 0.3);
  it->head = leda_canvas_leading(it->font) * (double)head_lines(it, canvas) + it->font.size * 0.5;
  it->stacks = 1;
  it->depth = it->overview->n_rows;
}

static double key_height(const leda_canvas *canvas) { return canvas->style->small * 2.0; }

/* What title and caption take, found by writing them on a page that is thrown away. */
static double room_left(const leda_canvas *canvas) {
  leda_text scratch = {0};
  leda_canvas trial = *canvas;
  trial.out = &scratch;
  leda_canvas_frame(&trial);
  leda_text_clear(&scratch);
  return trial.box.bottom - trial.box.top;
}

/* Centre of the mark of a row and column. */
static void place(const layout *it, const leda_canvas *canvas, size_t cell, double *x, double *y) {
  size_t row = cell / it->overview->n_columns, column = cell % it->overview->n_columns;
  size_t stack = row / it->depth;
  double width = column_width(it, canvas), left = canvas->style->margin;
  *y = canvas->box.top + it->head + it->pitch * ((double)(row % it->depth) + 0.5);
  *x = is_grid(it) ? left + width * (double)stack + it->font.size
                   : left + it->label_width + width * ((double)column + 0.5);
}

/* ---- drawing ---- */

static void draw_line(leda_canvas *canvas, leda_plot_place where, const char *text, double width) {
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, where.font, width, 1);
  leda_canvas_lines(canvas, where, &line);
  leda_plot_lines_clear(&line);
}

static void draw_rows(leda_canvas *canvas, const layout *it) {
  double x, y, left = canvas->style->margin;
  for (size_t r = 0; r < it->overview->n_rows; r++) {
    place(it, canvas, r * it->overview->n_columns, &x, &y);
    leda_plot_place where = {left, y, LEDA_ALIGN_LEFT, it->font, LEDA_INK};
    double width = it->label_width - it->font.size * 0.5;
    if (is_grid(it)) {
      where.x = x + it->font.size;
      width = column_width(it, canvas) - 2.5 * it->font.size;
    } else {
      leda_canvas_line(canvas, (leda_plot_box){left + it->label_width, canvas->box.right, y, y},
                       "back lc rgb '" LEDA_GRID "' lw 1");
    }
    draw_line(canvas, where, it->overview->rows[r], width);
  }
}

static void draw_columns(leda_canvas *canvas, const layout *it) {
  double x, y, width = column_width(it, canvas), leading = leda_canvas_leading(it->font);
  if (is_grid(it)) return;
  for (size_t c = 0; c < it->overview->n_columns; c++) {
    leda_plot_lines lines = {0};
    place(it, canvas, c, &x, &y);
    leda_plot_wrap(&lines, it->overview->columns[c], it->font, width - 8, 4);
    leda_plot_place where = {x, canvas->box.top + it->head - leading * ((double)lines.n - 0.3),
                             LEDA_ALIGN_CENTRE, it->font, LEDA_INK};
    leda_canvas_lines(canvas, where, &lines);
    leda_plot_lines_clear(&lines);
  }
}

static double radius_of(const layout *it, const leda_figure_cell *cell) {
  double strength = fmin(fmax(cell->strength, 0.0), 1.0);
  if (cell->found == LEDA_FOUND_CHANGE) return it->font.size * (0.3 + 0.25 * strength);
  return it->font.size * (cell->found == LEDA_FOUND_NOISE ? 0.12 : 0.28);
}

/* One block of data for each look: x, y and size in pixels of the page. */
static bool write_block(leda_canvas *canvas, const layout *it, look which) {
  bool any = false;
  size_t n = it->overview->n_rows * it->overview->n_columns;
  for (size_t k = 0; k < n; k++) {
    const leda_figure_cell *cell = &it->overview->cells[k];
    double x, y;
    if (cell->found == LEDA_FOUND_NOTHING || look_of(cell) != which) continue;
    if (!any) leda_text_addf(canvas->out, "$look%d << END\n", (int)which);
    any = true;
    place(it, canvas, k, &x, &y);
    leda_text_addf(canvas->out, "%.2f %.2f %.4g\n", x, y, radius_of(it, cell) / LEDA_MARK_UNIT);
  }
  if (any) leda_text_add(canvas->out, "END\n");
  return any;
}

static void draw_marks(leda_canvas *canvas, const layout *it) {
  leda_text clauses = {0};
  for (look which = UP_BETTER; which < LOOKS; which++) {
    const look_style *style = &styles[which];
    if (!write_block(canvas, it, which)) continue;
    leda_plot_clause(&clauses, "$look%d using 1:2:3 with points pt %d ps variable lw 2 lc rgb '%s'",
                     (int)which, style->mark, style->colour);
    if (style->framed)
      leda_plot_clause(
          &clauses, "$look%d using 1:2:(%.4g) with points pt %d ps variable lw 1.5 lc rgb '%s'",
          (int)which, it->font.size * 0.68 / LEDA_MARK_UNIT, LEDA_MARK_SQUARE_HOLLOW, LEDA_INK);
  }
  leda_canvas_plot(canvas, &clauses);
}

/* ---- the key ---- */

static bool has_look(const layout *it, look which) {
  size_t n = it->overview->n_rows * it->overview->n_columns;
  for (size_t k = 0; k < n; k++)
    if (it->overview->cells[k].found != LEDA_FOUND_NOTHING &&
        look_of(&it->overview->cells[k]) == which)
      return true;
  return false;
}

static void key_text(const leda_figure_overview *o, look which, leda_text *text) {
  const char *words[LOOKS] = {o->up_word,   o->up_word,   o->up_word,    o->down_word,
                              o->down_word, o->down_word, o->noise_word, o->untold_word};
  leda_text_add(text, words[which] ? words[which] : "");
  const char *good = which == UP_BETTER || which == DOWN_BETTER ? o->better_word
                     : which == UP_WORSE || which == DOWN_WORSE ? o->worse_word
                                                                : NULL;
  if (good) leda_text_addf(text, ", %s", good);
}

static void draw_key(leda_canvas *canvas, const layout *it, double y) {
  double x = canvas->style->margin, radius = it->font.size * 0.5;
  for (look which = UP_BETTER; which < LOOKS; which++) {
    leda_text words = {0};
    if (!has_look(it, which)) continue;
    leda_plot_place where = {x + radius, y, LEDA_ALIGN_LEFT, it->font, styles[which].colour};
    double size = which == NOISE ? radius * 0.3 : radius * 0.8;
    leda_canvas_mark(canvas, where, styles[which].mark, size);
    where.colour = LEDA_INK;
    if (styles[which].framed)
      leda_canvas_mark(canvas, where, LEDA_MARK_SQUARE_HOLLOW, it->font.size * 0.68);
    key_text(it->overview, which, &words);
    where.x += 2 * radius;
    double width = leda_plot_text_width(leda_text_str(&words), it->font);
    draw_line(canvas, where, leda_text_str(&words), canvas->box.right - where.x);
    x = where.x + width + it->font.size * 1.5;
    canvas->out->failed = canvas->out->failed || words.failed;
    leda_text_clear(&words);
  }
}

/* ---- all of it ---- */

static bool is_empty(const leda_figure_overview *overview) {
  for (size_t k = 0; k < overview->n_rows * overview->n_columns; k++)
    if (overview->cells[k].found != LEDA_FOUND_NOTHING) return false;
  return true;
}

static void set_page(leda_canvas *canvas, const layout *it) {
  double needed = key_height(canvas) + it->head + it->pitch * (double)it->depth;
  double room = room_left(canvas);
  if (needed > room) canvas->height = ceil(canvas->height + needed - room);
  leda_canvas_frame(canvas);
}

leda_status leda_overview_draw(leda_canvas *canvas, const leda_figure_overview *overview,
                               leda_error *err) {
  layout it = {.overview = overview};
  leda_canvas_begin(canvas);
  if (is_empty(overview)) return leda_canvas_no_value(canvas, err);
  plan(&it, canvas);
  set_page(canvas, &it);
  draw_key(canvas, &it, canvas->box.top + key_height(canvas) * 0.4);
  canvas->box.top += key_height(canvas);
  leda_canvas_page_axes(canvas);
  draw_columns(canvas, &it);
  draw_rows(canvas, &it);
  draw_marks(canvas, &it);
  return leda_text_status(canvas->out, err);
}
