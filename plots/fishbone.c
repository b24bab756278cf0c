/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/fishbone.h"

#include <math.h>

#include "plots/words.h"

#define HEAD_SHARE 0.19 /* of the width */

enum { BONES = 12, NAME_LINES = 2, CAUSE_LINES = 4, HEAD_LINES = 7 };

static const leda_shape_look spine_look = {NULL, LEDA_INK, 4, NULL};
static const leda_shape_look bone_look = {NULL, LEDA_INK_SOFT, 2.4, NULL};
static const leda_shape_look twig_look = {NULL, LEDA_LIMIT, 1.4, NULL};
static const leda_shape_look head_look = {LEDA_SHADE, LEDA_VERMILLION, 3, NULL};
static const leda_shape_look name_look = {LEDA_SHADE, LEDA_BLUE, 1.6, NULL};
static const leda_shape_look confirmed_look = {NULL, LEDA_VERMILLION, 2, NULL};
static const leda_shape_look ruled_out_look = {NULL, LEDA_LIMIT, 2, NULL};

typedef struct {
  const leda_figure_fishbone *fishbone;
  leda_shapes shapes;
  size_t n;
  leda_plot_font font; /* of causes; names are bold */
  double slot;         /* from bone to bone along the spine */
  double slant;        /* how far a bone's outer end stands left of its foot */
  double half;         /* height from the spine to the outer edge of the names */
  double name_height;
  double spine_y;
  double left; /* of the first slot */
} layout;

static leda_plot_font bold(const layout *it) { return (leda_plot_font){it->font.size, true}; }

static size_t columns_of(const layout *it) { return (it->n + 1) / 2; }

/* ---- room: how much the texts need at a size of letters ---- */

static double twig(const layout *it) { return it->font.size * 1.5; }

/* What a cause's text may take between its own bone and the one before, both slanted. */
static double cause_width(const layout *it) {
  double lean = it->slant / it->half * leda_canvas_leading(it->font) * CAUSE_LINES;
  return it->slot - lean - twig(it) - it->font.size * 0.9;
}

/* Beside the last name there is the head's width up to the margin. */
static double name_width(const layout *it) {
  double head = it->shapes.canvas->width * HEAD_SHARE;
  return fmin(it->slot - it->font.size * 1.6, 1.8 * head);
}

static leda_words_fit fit_cause(const layout *it, const leda_figure_cause *cause) {
  leda_plot_font font = cause->state == LEDA_CAUSE_CONFIRMED ? bold(it) : it->font;
  return leda_words_measure(cause->text, font, cause_width(it), CAUSE_LINES);
}

static double cause_height(const layout *it, const leda_figure_cause *cause) {
  double lines = fmax((double)fit_cause(it, cause).lines, 1);
  return lines * leda_canvas_leading(it->font) + it->font.size * 0.4;
}

static double bone_height(const layout *it, const leda_figure_bone *bone) {
  double sum = 0;
  for (size_t i = 0; i < bone->n_causes; i++) sum += cause_height(it, &bone->causes[i]);
  return sum;
}

static double inner_gap(const layout *it) { return it->font.size * 0.8; }

/* Sets sizes for these letters; returns the height that half of the figure needs, and whether every
   text stands whole. */
static double try_size(layout *it, double size, double room, bool *whole) {
  leda_canvas *canvas = it->shapes.canvas;
  it->font = (leda_plot_font){size, false};
  it->half = room / 2;
  double area = (canvas->width - 2 * canvas->style->margin) * (1 - HEAD_SHARE) - size * 1.5;
  it->slant = fmin(area * 0.25 / (double)columns_of(it), it->half * 0.3);
  it->slot = (area - it->slant) / (double)columns_of(it);
  size_t lines = 1;
  double most = 0;
  *whole = true;
  for (size_t b = 0; b < it->n; b++) {
    const leda_figure_bone *bone = &it->fishbone->bones[b];
    leda_words_fit name = leda_words_measure(bone->name, bold(it), name_width(it), NAME_LINES);
    if (name.lines > lines) lines = name.lines;
    *whole = *whole && !name.breaks && !name.cut;
    for (size_t i = 0; i < bone->n_causes && *whole; i++) {
      leda_words_fit cause = fit_cause(it, &bone->causes[i]);
      *whole = !cause.breaks && !cause.cut;
    }
    most = fmax(most, bone_height(it, bone));
  }
  it->name_height = (double)lines * leda_canvas_leading(it->font) + size * 0.7;
  return it->name_height + most + inner_gap(it) + size * 0.3;
}

static void choose_size(layout *it, double room) {
  leda_canvas *canvas = it->shapes.canvas;
  double label = canvas->style->label;
  bool whole;
  for (int percent = 100; percent >= 70; percent -= 3)
    if (try_size(it, label * percent / 100, room, &whole) <= room / 2 && whole) return;
  for (int percent = 90; percent >= 70; percent -= 5) {
    try_size(it, label * percent / 100, room, &whole);
    if (whole) break;
  }
  double needed = 2 * try_size(it, it->font.size, room, &whole);
  if (needed <= room) return;
  canvas->height = ceil(canvas->height + needed - room);
  it->half = needed / 2; /* a larger half only makes bones steeper: texts have more room */
}

/* ---- where a bone stands ---- */

static double side_of(size_t bone) { return bone % 2 == 0 ? -1 : 1; }

static double foot_x(const layout *it, size_t bone) {
  size_t pair = bone / 2 + 1;
  return it->left + it->slant + it->slot * (double)pair;
}

/* Of the bone at a distance from the spine. */
static double bone_x(const layout *it, size_t bone, double distance) {
  return foot_x(it, bone) - it->slant * distance / it->half;
}

static double outer(const layout *it) { return it->half - it->name_height; }

static void draw_name(layout *it, size_t b) {
  const leda_figure_bone *bone = &it->fishbone->bones[b];
  leda_canvas *canvas = it->shapes.canvas;
  leda_words_fit fit = leda_words_measure(bone->name, bold(it), name_width(it), NAME_LINES);
  double x = bone_x(it, b, outer(it)), half = fit.width / 2 + it->font.size * 0.6;
  double y = it->spine_y + side_of(b) * (it->half - it->name_height / 2);
  leda_plot_box box = {x - half, x + half, y - it->name_height / 2, y + it->name_height / 2};
  leda_shapes_box(&it->shapes, box, name_look);
  leda_words_block(canvas, (leda_plot_place){x, y, LEDA_ALIGN_CENTRE, bold(it), LEDA_BLUE_TEXT},
                   bone->name, name_width(it), NAME_LINES);
}

static void draw_cause(layout *it, size_t b, const leda_figure_cause *cause, double distance) {
  leda_words_fit fit = fit_cause(it, cause);
  bool confirmed = cause->state == LEDA_CAUSE_CONFIRMED, out = cause->state == LEDA_CAUSE_RULED_OUT;
  double block = (double)fit.lines * leda_canvas_leading(it->font);
  double y = it->spine_y + side_of(b) * distance;
  double right = bone_x(it, b, distance + block / 2) - twig(it);
  leda_shape_point from = {right + it->font.size * 0.2, y}, to = {bone_x(it, b, distance), y};
  leda_shapes_segment(&it->shapes, from, to, twig_look);
  leda_plot_place place = {right, y, LEDA_ALIGN_RIGHT, confirmed ? bold(it) : it->font,
                           out ? LEDA_INK_CAPTION : LEDA_INK};
  leda_words_block(it->shapes.canvas, place, cause->text, cause_width(it), CAUSE_LINES);
  leda_shape_point mark = {right + twig(it) * 0.55, y};
  double radius = it->font.size * 0.36;
  if (out) {
    leda_shapes_mark(&it->shapes, mark, LEDA_MARK_CIRCLE, radius,
                     (leda_shape_look){NULL, "#FFFFFF", 2, NULL});
    leda_shapes_mark(&it->shapes, mark, LEDA_MARK_CIRCLE_HOLLOW, radius, ruled_out_look);
  }
  if (confirmed)
    leda_shapes_mark(&it->shapes, mark, LEDA_MARK_DIAMOND, radius * 1.2, confirmed_look);
}

/* Causes share the bone's length by their heights. */
static void draw_bone(layout *it, size_t b) {
  const leda_figure_bone *bone = &it->fishbone->bones[b];
  double side = side_of(b), room = outer(it) - inner_gap(it) - it->font.size * 0.3;
  double spare = fmax(0, room - bone_height(it, bone)) / fmax((double)bone->n_causes, 1);
  double distance = outer(it) - it->font.size * 0.3;
  leda_shape_point head = {bone_x(it, b, outer(it)), it->spine_y + side * outer(it)};
  leda_shapes_segment(&it->shapes, head, (leda_shape_point){foot_x(it, b), it->spine_y}, bone_look);
  for (size_t i = 0; i < bone->n_causes; i++) {
    double height = cause_height(it, &bone->causes[i]) + spare;
    draw_cause(it, b, &bone->causes[i], distance - height / 2);
    distance -= height;
  }
  draw_name(it, b);
}

/* ---- head, spine and key ---- */

static void draw_head(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  double width = (canvas->width - 2 * canvas->style->margin) * HEAD_SHARE;
  double right = canvas->width - canvas->style->margin, left = right - width;
  double inside = width - it->font.size * 1.2;
  leda_plot_font font = {canvas->style->label, true};
  leda_words_fit fit = leda_words_measure(it->fishbone->effect, font, inside, HEAD_LINES);
  while ((fit.breaks || fit.cut) && font.size > canvas->style->label * 0.7) {
    font.size *= 0.95;
    fit = leda_words_measure(it->fishbone->effect, font, inside, HEAD_LINES);
  }
  double half = fmax(leda_canvas_leading(font) * ((double)fit.lines + 1) / 2, font.size * 1.5);
  leda_plot_box box = {left, right, it->spine_y - half, it->spine_y + half};
  leda_shape_point tail = {canvas->style->margin, it->spine_y}, nose = {left, it->spine_y};
  leda_shapes_arrow(&it->shapes, tail, nose, it->font.size * 1.1, spine_look);
  leda_shapes_box(&it->shapes, box, head_look);
  leda_plot_place place = {(left + right) / 2, it->spine_y, LEDA_ALIGN_CENTRE, font, LEDA_INK};
  leda_words_block(canvas, place, it->fishbone->effect, inside, HEAD_LINES);
}

static bool any_in(const layout *it, leda_figure_cause_state state) {
  for (size_t b = 0; b < it->n; b++)
    for (size_t i = 0; i < it->fishbone->bones[b].n_causes; i++)
      if (it->fishbone->bones[b].causes[i].state == state) return true;
  return false;
}

static bool has_key(const layout *it) {
  return any_in(it, LEDA_CAUSE_CONFIRMED) || any_in(it, LEDA_CAUSE_RULED_OUT);
}

static void draw_key(layout *it, double y) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_words_key_entry entries[] = {
      {LEDA_MARK_DIAMOND, confirmed_look, LEDA_INK,
       any_in(it, LEDA_CAUSE_CONFIRMED) ? it->fishbone->confirmed_word : NULL},
      {LEDA_MARK_CIRCLE_HOLLOW, ruled_out_look, LEDA_INK_CAPTION,
       any_in(it, LEDA_CAUSE_RULED_OUT) ? it->fishbone->ruled_out_word : NULL}};
  leda_words_key(&it->shapes, entries, 2,
                 (leda_words_key_room){canvas->width - canvas->style->margin, y,
                                       canvas->width - 2 * canvas->style->margin});
}

leda_status leda_fishbone_draw(leda_canvas *canvas, const leda_figure_fishbone *fishbone,
                               leda_error *err) {
  layout it = {.fishbone = fishbone, .shapes = {.canvas = canvas}};
  it.n = fishbone->n_bones < BONES ? fishbone->n_bones : BONES;
  leda_canvas_begin(canvas);
  if (it.n == 0) return leda_canvas_no_value(canvas, err);
  leda_plot_box room = leda_words_room(canvas);
  double key = has_key(&it) ? canvas->style->label * 1.5 : canvas->style->label * 0.3;
  choose_size(&it, room.bottom - room.top - key);
  leda_canvas_frame(canvas);
  it.left = canvas->style->margin;
  it.spine_y = canvas->box.top + key + it.half;
  if (has_key(&it)) draw_key(&it, canvas->box.top + canvas->style->label * 0.6);
  draw_head(&it);
  for (size_t b = 0; b < it.n; b++) draw_bone(&it, b);
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
