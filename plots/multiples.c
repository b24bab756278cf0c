/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/multiples.h"

#include <math.h>

#include "engine/core/i18n.h"
#include "engine/core/number.h"
#include "plots/escape.h"

/* ---- the grid ---- */

/* Where the charts of a page stand. Every page of a figure has the same grid. */
typedef struct {
  const leda_figure_multiples *multiples;
  leda_plot_font font;
  leda_small_range range; /* of all charts */
  double ticks;           /* width of the numbers left of a chart */
  double across;          /* from one chart to the next */
  double down;
  double head; /* height of a chart's name */
  double foot; /* height of the words of its time axis, where each has its own */
  size_t columns;
  size_t rows;
  size_t pages;
} grid;

static const leda_small_range no_range = {NAN, NAN, NAN, NAN};

static leda_small_range range_of(const grid *it, size_t k) {
  leda_small_range range = no_range;
  leda_small_range_add(&range, it->multiples->items[k].chart);
  if (!isnan(range.low)) leda_plot_range_pad(&range.low, &range.high);
  if (it->multiples->shared_scale) {
    range.low = it->range.low;
    range.high = it->range.high;
  }
  if (it->multiples->shared_time) {
    range.x_from = it->range.x_from;
    range.x_to = it->range.x_to;
  }
  return range;
}

static leda_plot_ticks ticks_of(const grid *it, leda_small_range range, double tall) {
  int most = (int)fmin(4, fmax(1, tall / (it->font.size * 2.2)));
  return leda_plot_ticks_choose(range.low, range.high, most);
}

/* The widest numbers of any chart, so that all charts stand in columns. */
static void find_ranges(grid *it, const leda_canvas *canvas) {
  it->range = no_range;
  for (size_t k = 0; k < it->multiples->n; k++)
    leda_small_range_add(&it->range, it->multiples->items[k].chart);
  if (isnan(it->range.low)) return;
  leda_plot_range_pad(&it->range.low, &it->range.high);
  for (size_t k = 0; k < it->multiples->n; k++) {
    leda_small_range range = range_of(it, k);
    if (isnan(range.low)) continue;
    leda_plot_ticks ticks = ticks_of(it, range, it->font.size * 7);
    it->ticks = fmax(it->ticks, leda_plot_ticks_width(canvas, &ticks, it->font));
  }
}

/* As few pages as can be read, then as large charts as they allow, near twice as wide as high. */
static void find_grid(grid *it, const leda_canvas *canvas) {
  double wide = canvas->box.right - canvas->box.left, tall = canvas->box.bottom - canvas->box.top;
  double least_wide = it->font.size * 7.5 + it->ticks, least_tall = it->font.size * 4.6 + it->foot;
  size_t most_columns = (size_t)fmax(1, wide / least_wide);
  size_t most_rows = (size_t)fmax(1, tall / least_tall), n = it->multiples->n;
  it->pages = (n + most_columns * most_rows - 1) / (most_columns * most_rows);
  size_t each = (n + it->pages - 1) / it->pages;
  double best = 0;
  for (size_t columns = 1; columns <= most_columns && columns <= each; columns++) {
    size_t rows = (each + columns - 1) / columns;
    double size = fmin(wide / (double)columns / 1.9, tall / (double)rows);
    if (rows > most_rows || size <= best) continue;
    best = size;
    it->columns = columns;
    it->rows = rows;
  }
  it->across = wide / (double)it->columns;
  it->down = fmin(tall / (double)it->rows, it->across);
}

/* Leaves the room of the charts in canvas->box. */
static void plan(grid *it, leda_canvas *canvas) {
  it->font = (leda_plot_font){canvas->style->small * 0.9, false};
  it->head = it->font.size * 1.45;
  it->foot = it->multiples->shared_time ? 0 : it->font.size * 1.4;
  find_ranges(it, canvas);
  canvas->box.top += it->font.size * 2.3; /* the key */
  canvas->box.bottom -= it->multiples->shared_time ? it->font.size * 1.4 : 0;
  find_grid(it, canvas);
}

size_t leda_multiples_pages(leda_canvas *canvas, const leda_figure_multiples *multiples) {
  grid it = {.multiples = multiples};
  if (multiples->n == 0) return 1;
  leda_canvas_frame(canvas);
  plan(&it, canvas);
  return it.pages;
}

/* ---- the key ---- */

static double key_word(leda_canvas *canvas, const grid *it, double x, const char *word) {
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, word, it->font, canvas->width / 4, 1);
  double y = canvas->box.top - it->font.size * 1.9;
  leda_canvas_lines(canvas, (leda_plot_place){x, y, LEDA_ALIGN_LEFT, it->font, LEDA_INK_SOFT},
                    &line);
  x += leda_plot_lines_width(&line, it->font) + it->font.size * 1.6;
  leda_plot_lines_clear(&line);
  return x;
}

static double key_line(leda_canvas *canvas, const grid *it, double x, const char *look,
                       const char *word) {
  double y = canvas->box.top - it->font.size * 1.9, length = it->font.size * 2.4;
  leda_canvas_line(canvas, (leda_plot_box){x, x + length, y, y}, look);
  return key_word(canvas, it, x + length + it->font.size * 0.5, word);
}

typedef struct {
  int type;
  const char *colour, *word;
} key_sign;

static double key_mark(leda_canvas *canvas, const grid *it, double x, key_sign sign) {
  leda_plot_place at = {x + it->font.size * 0.5, canvas->box.top - it->font.size * 1.9,
                        LEDA_ALIGN_LEFT, it->font, sign.colour};
  leda_canvas_mark(canvas, at, sign.type, it->font.size * 0.42);
  at.colour = LEDA_ORANGE_EDGE;
  if (sign.type == LEDA_MARK_TRIANGLE)
    leda_canvas_mark(canvas, at, LEDA_MARK_TRIANGLE_HOLLOW, it->font.size * 0.42);
  return key_word(canvas, it, x + it->font.size * 1.3, sign.word);
}

static bool any_has(const leda_figure_multiples *m, unsigned flags) {
  for (size_t k = 0; k < m->n; k++)
    if (leda_small_chart_has(m->items[k].chart, flags)) return true;
  return false;
}

static void draw_key(leda_canvas *canvas, const grid *it) {
  const leda_figure_multiples *m = it->multiples;
  bool limits = false, target = false;
  for (size_t k = 0; k < m->n; k++) {
    limits = limits || !m->items[k].chart->signals_by_median_only;
    target = target || leda_small_chart_targeted(m->items[k].chart);
  }
  double x = canvas->style->margin;
  x = key_line(canvas, it, x, "lc rgb '" LEDA_INK "' lw 1.2", m->centre_word);
  if (limits)
    x = key_line(canvas, it, x, "lc rgb '" LEDA_LIMIT "' dashtype (8,5) lw 1", m->limits_word);
  if (target)
    x = key_line(canvas, it, x, "lc rgb '" LEDA_GREEN "' dashtype (12,5,3,5) lw 1.5",
                 m->target_word);
  if (any_has(m, LEDA_POINT_BEYOND))
    x = key_mark(canvas, it, x,
                 (key_sign){LEDA_MARK_DIAMOND, LEDA_VERMILLION, _("Beyond the limits")});
  if (any_has(m, LEDA_POINT_RULE))
    x = key_mark(canvas, it, x, (key_sign){LEDA_MARK_TRIANGLE, LEDA_ORANGE, _("Part of a signal")});
  if (any_has(m, LEDA_POINT_EXCLUDED))
    key_mark(canvas, it, x, (key_sign){LEDA_MARK_CIRCLE_HOLLOW, LEDA_BLUE, _("Left out")});
}

/* ---- one chart ---- */

static void draw_name(leda_canvas *canvas, const grid *it, leda_plot_place place, double width,
                      const leda_figure_multiple *item) {
  place.font.bold =
      leda_small_chart_has(item->chart, LEDA_POINT_BEYOND | LEDA_POINT_RULE); /* has a signal */
  place.font.size = it->font.size * 1.05;
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, item->name, place.font, width, 1);
  leda_canvas_lines(canvas, place, &line);
  leda_plot_lines_clear(&line);
}

static void add_segment(leda_small_blocks *blocks, leda_plot_box from_to) {
  leda_text_addf(&blocks->text[LEDA_SMALL_GRID], "%.2f %.2f\n%.2f %.2f\n\n", from_to.left,
                 from_to.top, from_to.right, from_to.bottom);
}

static void draw_scale(leda_canvas *canvas, const grid *it, leda_small_blocks *blocks,
                       leda_plot_box box, leda_small_range range) {
  leda_canvas inside = *canvas;
  leda_plot_ticks ticks = ticks_of(it, range, box.bottom - box.top);
  inside.box = box;
  inside.y_from = range.low;
  inside.y_to = range.high;
  double pixels = (box.bottom - box.top) * ticks.step / (range.high - range.low);
  size_t step = (size_t)fmax(1, ceil(it->font.size * 1.2 / pixels)); /* none over another */
  for (size_t i = 0; i < leda_plot_ticks_count(&ticks); i += step) {
    double tick = leda_plot_tick(&ticks, i), y = leda_canvas_y(&inside, tick);
    leda_text label = {0};
    leda_number_label(tick, ticks.decimals, canvas->texts->language, &label);
    leda_canvas_text(canvas,
                     (leda_plot_place){box.left - it->font.size * 0.35, y, LEDA_ALIGN_RIGHT,
                                       it->font, LEDA_INK_SOFT},
                     leda_text_str(&label));
    leda_text_clear(&label);
    add_segment(blocks, (leda_plot_box){box.left, box.right, y, y});
  }
  add_segment(blocks, (leda_plot_box){box.left, box.right, box.bottom, box.bottom});
}

/* The first and the last time of all (or of one) chart below it. */
static void draw_times(leda_canvas *canvas, const grid *it, leda_plot_box box, size_t k) {
  const leda_figure_multiples *m = it->multiples;
  const leda_figure_mark *first = NULL, *last = NULL;
  for (size_t i = m->shared_time ? 0 : k; i < (m->shared_time ? m->n : k + 1); i++) {
    leda_figure_marks ticks = m->items[i].chart->ticks;
    if (ticks.n == 0) continue;
    if (!first || ticks.items[0].at < first->at) first = &ticks.items[0];
    if (!last || ticks.items[ticks.n - 1].at > last->at) last = &ticks.items[ticks.n - 1];
  }
  if (!first) return;
  leda_plot_place place = {box.left, box.bottom + it->font.size * 0.85, LEDA_ALIGN_LEFT, it->font,
                           LEDA_INK_SOFT};
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, first->text, it->font, (box.right - box.left) * 0.48, 1);
  leda_canvas_lines(canvas, place, &line);
  leda_plot_lines_clear(&line);
  if (first == last) return;
  leda_plot_wrap(&line, last->text, it->font, (box.right - box.left) * 0.48, 1);
  place.x = box.right;
  place.align = LEDA_ALIGN_RIGHT;
  leda_canvas_lines(canvas, place, &line);
  leda_plot_lines_clear(&line);
}

/* Chart k at a place of the page; the lowest of its column tells the times for those above. */
typedef struct {
  size_t k, place;
  bool lowest;
} grid_spot;

static void draw_chart(leda_canvas *canvas, const grid *it, leda_small_blocks *blocks,
                       grid_spot spot) {
  size_t k = spot.k, place = spot.place;
  const leda_figure_multiple *item = &it->multiples->items[k];
  double left = canvas->box.left + it->across * (double)(place % it->columns);
  size_t row = place / it->columns;
  double top = canvas->box.top + it->down * (double)row;
  leda_plot_box box = {left + it->ticks + it->font.size * 0.4, left + it->across - it->font.size,
                       top + it->head, top + it->down - it->foot - it->font.size * 0.7};
  leda_small_range range = range_of(it, k);
  draw_name(canvas, it,
            (leda_plot_place){box.left, top + it->head * 0.4, LEDA_ALIGN_LEFT, it->font, LEDA_INK},
            box.right - box.left, item);
  if (isnan(range.low)) return;
  draw_scale(canvas, it, blocks, box, range);
  if (spot.lowest || !it->multiples->shared_time) draw_times(canvas, it, box, k);
  leda_small_chart_add(canvas, blocks, box, range, item->chart);
}

/* ---- pages ---- */

static double mark_radius(const grid *it, size_t from, size_t to) {
  size_t longest = 1;
  for (size_t k = from; k < to; k++) {
    size_t n = it->multiples->items[k].chart->n;
    if (n > longest) longest = n;
  }
  double room = (it->across - it->ticks - it->font.size * 1.4) / (double)longest;
  return fmin(it->font.size * 0.24, room * 0.36);
}

static void draw_page(leda_canvas *canvas, const grid *it, size_t page) {
  size_t each = (it->multiples->n + it->pages - 1) / it->pages, from = page * each;
  size_t to = from + each < it->multiples->n ? from + each : it->multiples->n;
  leda_small_blocks blocks = {0};
  if (page > 0) leda_text_add(canvas->out, "unset label\nunset arrow\nunset object\n");
  leda_canvas head = *canvas; /* the box of the charts is known already */
  leda_canvas_frame(&head);
  draw_key(canvas, it);
  for (size_t k = from; k < to; k++)
    draw_chart(canvas, it, &blocks, (grid_spot){k, k - from, k + it->columns >= to});
  if (it->pages > 1) {
    leda_text number = {0};
    leda_text_addf(&number, "%zu/%zu", page + 1, it->pages);
    leda_plot_place place = {canvas->width - canvas->style->margin,
                             canvas->height - canvas->style->margin * 0.5 - it->font.size * 0.6,
                             LEDA_ALIGN_RIGHT, it->font, LEDA_INK_CAPTION};
    leda_canvas_text(canvas, place, leda_text_str(&number));
    leda_text_clear(&number);
  }
  leda_small_blocks_plot(canvas, &blocks, mark_radius(it, from, to));
}

leda_status leda_multiples_draw(leda_canvas *canvas, const leda_figure_multiples *multiples,
                                leda_error *err) {
  grid it = {.multiples = multiples};
  leda_text nothing = {0};
  leda_canvas dry = *canvas;
  dry.out = &nothing;
  leda_canvas_frame(&dry);
  if (multiples->n > 0) plan(&it, &dry);
  leda_text_clear(&nothing);
  canvas->box = dry.box;
  if (multiples->n == 0 || isnan(it.range.low)) return leda_canvas_no_value(canvas, err);
  leda_canvas_begin(canvas);
  leda_canvas_page_axes(canvas);
  for (size_t page = 0; page < it.pages; page++) draw_page(canvas, &it, page);
  return leda_text_status(canvas->out, err);
}
