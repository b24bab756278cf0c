/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/words.h"

#include <math.h>
#include <string.h>

#include "engine/core/number.h"
#include "plots/axis.h"

leda_plot_box leda_words_room(const leda_canvas *canvas) {
  leda_text scratch = {0};
  leda_canvas trial = *canvas;
  trial.out = &scratch;
  leda_canvas_frame(&trial);
  leda_text_clear(&scratch);
  return trial.box;
}

double leda_words_line(leda_canvas *canvas, leda_plot_place place, const char *text, double width) {
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, place.font, width, 1);
  leda_canvas_lines(canvas, place, &line);
  double taken = leda_plot_lines_width(&line, place.font);
  leda_plot_lines_clear(&line);
  return taken;
}

double leda_words_block(leda_canvas *canvas, leda_plot_place place, const char *text, double width,
                        size_t most) {
  leda_plot_lines lines = {0};
  leda_plot_wrap(&lines, text, place.font, width, most);
  double leading = leda_canvas_leading(place.font), height = leading * (double)lines.n;
  place.y -= (height - leading) / 2;
  leda_canvas_lines(canvas, place, &lines);
  leda_plot_lines_clear(&lines);
  return height;
}

static void write_label(leda_canvas *canvas, leda_plot_place place, leda_text *label) {
  leda_canvas_text(canvas, place, leda_text_str(label));
  canvas->out->failed = canvas->out->failed || label->failed;
  leda_text_clear(label);
}

void leda_words_number(leda_canvas *canvas, leda_plot_place place, double value, int decimals) {
  leda_text label = {0};
  leda_number_label(value, decimals, canvas->texts->language, &label);
  write_label(canvas, place, &label);
}

void leda_words_percent(leda_canvas *canvas, leda_plot_place place, double share) {
  leda_text label = {0};
  leda_number_label_percent(share, 0, canvas->texts->language, &label);
  write_label(canvas, place, &label);
}

/* The widest piece of a line that wrapping would not break. */
static double widest_word(const char *text, leda_plot_font font) {
  double widest = 0;
  leda_text word = {0};
  for (const char *p = text; *p;) {
    size_t length = strcspn(p, " -/");
    length += p[length] == '-' || p[length] == '/';
    leda_text_clear(&word);
    leda_text_add_n(&word, p, length);
    widest = fmax(widest, leda_plot_text_width(leda_text_str(&word), font));
    p += length + (p[length] == ' ');
  }
  leda_text_clear(&word);
  return widest;
}

static void measure_lines(const leda_plot_lines *lines, leda_plot_font font, leda_words_fit *fit) {
  static const char ellipsis[] = "\xE2\x80\xA6";
  fit->lines = lines->n;
  fit->width = leda_plot_lines_width(lines, font);
  if (lines->n == 0) return;
  const char *last = leda_plot_line(lines, lines->n - 1);
  size_t length = strlen(last);
  fit->cut = length >= 3 && strcmp(last + length - 3, ellipsis) == 0;
}

leda_words_fit leda_words_measure(const char *text, leda_plot_font font, double width,
                                  size_t most) {
  leda_words_fit fit = {0};
  leda_plot_lines lines = {0}, whole = {0};
  leda_plot_wrap(&lines, text, font, width, most);
  leda_plot_wrap(&whole, text, font, INFINITY, 1);
  measure_lines(&lines, font, &fit);
  fit.breaks = widest_word(leda_plot_line(&whole, 0), font) > width;
  leda_plot_lines_clear(&whole);
  leda_plot_lines_clear(&lines);
  return fit;
}

/* ---- keys ---- */

static void draw_sign(leda_shapes *shapes, const leda_words_key_entry *entry, double x, double y,
                      double size) {
  if (entry->type == LEDA_KEY_LINE) {
    leda_shapes_segment(shapes, (leda_shape_point){x - size * 0.9, y},
                        (leda_shape_point){x + size * 0.9, y}, entry->look);
  } else if (entry->type == LEDA_KEY_BOX) {
    double half = size * 0.45;
    leda_shapes_box(shapes, (leda_plot_box){x - half, x + half, y - half, y + half}, entry->look);
  } else {
    leda_shapes_mark(shapes, (leda_shape_point){x, y}, entry->type, size * 0.42, entry->look);
  }
}

/* The largest letters with which all words stand whole; below seven tenths they are cut to `part`. */
static leda_plot_font key_font(const leda_canvas *canvas, const leda_words_key_entry *entries,
                               size_t n, double width, double *part) {
  leda_plot_font font = {0, false};
  for (int percent = 80; percent >= 64; percent -= 4) {
    double needed = 0;
    size_t shown = 0;
    font.size = canvas->style->label * percent / 100;
    for (size_t i = 0; i < n; i++) {
      if (!entries[i].word || !*entries[i].word) continue;
      needed += leda_words_measure(entries[i].word, font, INFINITY, 1).width + font.size * 3.3;
      shown++;
    }
    *part = INFINITY;
    if (needed <= width) return font;
    *part = fmax(width / (double)shown - font.size * 3.3, font.size);
  }
  return font;
}

void leda_words_key(leda_shapes *shapes, const leda_words_key_entry *entries, size_t n,
                    leda_words_key_room room) {
  double part, right = room.right, y = room.y, width = room.width;
  leda_plot_font font = key_font(shapes->canvas, entries, n, width, &part);
  for (size_t i = n; i-- > 0;) {
    const leda_words_key_entry *entry = &entries[i];
    if (!entry->word || !*entry->word) continue;
    leda_words_fit fit = leda_words_measure(entry->word, font, part, 1);
    leda_plot_place place = {right - fit.width, y, LEDA_ALIGN_LEFT, font, entry->colour};
    leda_words_line(shapes->canvas, place, entry->word, part);
    draw_sign(shapes, entry, right - fit.width - font.size * 1.21, y, font.size);
    right -= fit.width + font.size * 3.3;
  }
}

/* ---- axes ---- */

void leda_words_widen(double *low, double *high, double value) {
  if (!leda_plot_drawable(value)) return;
  if (!(value >= *low)) *low = value;
  if (!(value <= *high)) *high = value;
}

void leda_words_axes(leda_canvas *canvas, double above, double right) {
  double size = canvas->style->label, width = canvas->width - 2 * canvas->style->margin;
  leda_plot_font font = {size * 0.9, false}, label = {size, false};
  leda_plot_place place = {canvas->style->margin, canvas->box.top + font.size * 0.7,
                           LEDA_ALIGN_LEFT, font, LEDA_INK_SOFT};
  bool titled = leda_words_line(canvas, place, canvas->texts->y_title, width * 0.38) > 0;
  canvas->box.top += titled ? font.size * 2 : font.size * 0.5;
  canvas->box.top += above;
  place.x = canvas->width / 2;
  place.y = canvas->box.bottom - font.size * 0.64;
  place.align = LEDA_ALIGN_CENTRE;
  if (leda_words_line(canvas, place, canvas->texts->x_title, width) > 0)
    canvas->box.bottom -= font.size * 1.28;
  canvas->box.bottom -= size * 1.8;
  leda_plot_ticks up = leda_plot_ticks_choose(
      canvas->y_from, canvas->y_to, (int)((canvas->box.bottom - canvas->box.top) / size / 3));
  canvas->box.left += leda_plot_ticks_width(canvas, &up, label) + size * 0.5;
  canvas->box.right -= right;
  leda_plot_ticks along = leda_plot_ticks_choose(
      canvas->x_from, canvas->x_to, (int)((canvas->box.right - canvas->box.left) / size / 4));
  leda_plot_ticks_up(canvas, &up);
  leda_plot_ticks_along(canvas, &along);
}
