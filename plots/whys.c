/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/whys.h"

#include <math.h>

#include "plots/words.h"

enum { TEXT_LINES = 4, NOTE_LINES = 2 };

typedef struct {
  const leda_figure_whys *whys;
  leda_shapes shapes;
  size_t n; /* boxes, the problem's first */
  leda_plot_font font;
  leda_plot_font small;
  double tag;    /* width of the word at a box' left end */
  double indent; /* from box to box */
  double width;  /* of a box */
  double gap;    /* from box to box, downwards */
} layout;

static const leda_figure_why *why_of(const layout *it, size_t i) {
  return i == 0 ? &it->whys->problem : &it->whys->answers[i - 1];
}

static bool is_root(const layout *it, size_t i) {
  return i + 1 == it->n && it->whys->root_word && *it->whys->root_word;
}

/* ---- the word at the left end ---- */

static void add_word(const layout *it, size_t i, leda_text *out) {
  if (i == 0) {
    leda_text_add(out, it->whys->problem_word ? it->whys->problem_word : "");
  } else if (is_root(it, i)) {
    leda_text_add(out, it->whys->root_word);
  } else {
    if (it->whys->why_word && *it->whys->why_word) leda_text_addf(out, "%s ", it->whys->why_word);
    leda_text_addf(out, "%zu", i);
  }
}

static leda_plot_font tag_font(const layout *it) {
  return (leda_plot_font){it->font.size * 0.9, true};
}

static double tag_width(const layout *it) {
  double widest = 0, most = it->shapes.canvas->width * 0.18;
  for (size_t i = 0; i < it->n; i++) {
    leda_text word = {0};
    add_word(it, i, &word);
    widest = fmax(widest, leda_words_measure(leda_text_str(&word), tag_font(it), most, 1).width);
    leda_text_clear(&word);
  }
  return widest + it->font.size * 1.2;
}

/* ---- sizes ---- */

static double text_width(const layout *it) { return it->width - it->tag - it->font.size * 1.4; }

static leda_plot_font text_font(const layout *it, size_t i) {
  return (leda_plot_font){it->font.size, is_root(it, i)};
}

static double text_height(const layout *it, size_t i, bool *whole) {
  leda_words_fit fit =
      leda_words_measure(why_of(it, i)->text, text_font(it, i), text_width(it), TEXT_LINES);
  *whole = *whole && !fit.cut && !fit.breaks;
  return (double)fit.lines * leda_canvas_leading(it->font);
}

static double note_height(const layout *it, size_t i, bool *whole) {
  leda_words_fit fit =
      leda_words_measure(why_of(it, i)->evidence, it->small, text_width(it), NOTE_LINES);
  *whole = *whole && !fit.cut;
  return (double)fit.lines * leda_canvas_leading(it->small);
}

static double box_height(const layout *it, size_t i, bool *whole) {
  double height = text_height(it, i, whole) + note_height(it, i, whole);
  return fmax(height, leda_canvas_leading(it->font)) + it->font.size * 0.8;
}

static double try_size(layout *it, double size, bool *whole) {
  const leda_canvas *canvas = it->shapes.canvas;
  double page = canvas->width - 2 * canvas->style->margin, sum = 0;
  it->font = (leda_plot_font){size, false};
  it->small = (leda_plot_font){size * 0.8, false};
  it->indent = fmin(size * 2.4, page * 0.3 / (double)it->n);
  it->width = page - it->indent * (double)(it->n - 1);
  it->gap = size * 0.75;
  it->tag = tag_width(it);
  *whole = true;
  for (size_t i = 0; i < it->n; i++) sum += box_height(it, i, whole);
  return sum + it->gap * (double)(it->n - 1);
}

/* Returns what may be added between the boxes. */
static double choose_size(layout *it, double room) {
  leda_canvas *canvas = it->shapes.canvas;
  bool whole = true;
  for (int percent = 115; percent >= 75; percent -= 5) {
    double needed = try_size(it, canvas->style->label * percent / 100, &whole);
    if (needed <= room && whole) return room - needed;
  }
  double needed = try_size(it, canvas->style->label * 0.85, &whole);
  if (needed <= room) return room - needed;
  canvas->height = ceil(canvas->height + needed - room);
  return 0;
}

/* ---- drawing ---- */

static void draw_box(layout *it, size_t i, leda_plot_box box) {
  leda_canvas *canvas = it->shapes.canvas;
  bool whole = true, root = is_root(it, i);
  const char *colour = root ? LEDA_VERMILLION_TEXT : i == 0 ? LEDA_INK : LEDA_BLUE_TEXT;
  leda_plot_box tag = {box.left, box.left + it->tag, box.top, box.bottom};
  leda_shapes_box(&it->shapes, box, (leda_shape_look){LEDA_SHADE, colour, root ? 3 : 1.6, NULL});
  leda_shapes_box(&it->shapes, tag, (leda_shape_look){colour, colour, root ? 3 : 1.6, NULL});
  leda_text word = {0};
  add_word(it, i, &word);
  double y = (box.top + box.bottom) / 2;
  leda_words_line(
      canvas,
      (leda_plot_place){box.left + it->tag / 2, y, LEDA_ALIGN_CENTRE, tag_font(it), "#FFFFFF"},
      leda_text_str(&word), it->tag - it->font.size);
  canvas->out->failed = canvas->out->failed || word.failed;
  leda_text_clear(&word);
  double text = text_height(it, i, &whole), note = note_height(it, i, &whole);
  leda_plot_place place = {tag.right + it->font.size * 0.7, y - note / 2, LEDA_ALIGN_LEFT,
                           text_font(it, i), LEDA_INK};
  leda_words_block(canvas, place, why_of(it, i)->text, text_width(it), TEXT_LINES);
  place.font = it->small;
  place.colour = LEDA_INK_SOFT;
  place.y = y + text / 2;
  leda_words_block(canvas, place, why_of(it, i)->evidence, text_width(it), NOTE_LINES);
}

/* Down from the box before and right into this one. */
static void draw_step(layout *it, leda_plot_box before, leda_plot_box box) {
  leda_shape_look look = {NULL, LEDA_INK_SOFT, 2.2, NULL};
  double x = before.left + it->indent / 2, y = (box.top + box.bottom) / 2;
  leda_shapes_segment(&it->shapes, (leda_shape_point){x, before.bottom}, (leda_shape_point){x, y},
                      look);
  leda_shapes_arrow(&it->shapes, (leda_shape_point){x, y}, (leda_shape_point){box.left, y},
                    fmin(it->font.size * 0.6, it->indent * 0.4), look);
}

leda_status leda_whys_draw(leda_canvas *canvas, const leda_figure_whys *whys, leda_error *err) {
  layout it = {.whys = whys, .shapes = {.canvas = canvas}, .n = whys->n_answers + 1};
  bool whole = true;
  leda_canvas_begin(canvas);
  if (whys->n_answers == 0) return leda_canvas_no_value(canvas, err);
  leda_plot_box room = leda_words_room(canvas), before = {0};
  double spare = choose_size(&it, room.bottom - room.top - canvas->style->label * 0.6);
  leda_canvas_frame(canvas);
  it.gap += fmin(spare / (double)it.n, it.font.size * 1.6);
  double y = canvas->box.top + canvas->style->label * 0.3;
  for (size_t i = 0; i < it.n; i++) {
    double left = canvas->style->margin + it.indent * (double)i,
           height = box_height(&it, i, &whole);
    leda_plot_box box = {left, left + it.width, y, y + height};
    if (i > 0) draw_step(&it, before, box);
    draw_box(&it, i, box);
    before = box;
    y += height + it.gap;
  }
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
