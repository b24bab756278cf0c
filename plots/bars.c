/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/bars.h"

#include <math.h>

#include "plots/axis.h"

enum { GROUPS = 3, PANELS = 4, NOTE_LINES = 3 };

/* Dark and filled, light and edged, white and edged: told apart in grey print too. */
static const struct {
  const char *fill;
  const char *edge;
  const char *text;
} looks[GROUPS] = {
    {LEDA_BLUE, LEDA_BLUE, LEDA_BLUE_TEXT},
    {"#F7D99A", LEDA_ORANGE_EDGE, LEDA_ORANGE_EDGE},
    {"#FFFFFF", LEDA_GREEN_TEXT, LEDA_GREEN_TEXT},
};

typedef struct {
  const leda_figure_bars *bars;
  size_t n_panels;
  size_t n_groups;
  leda_plot_font font;
  size_t category_lines; /* of the longest name */
  double notes_height;
  double left; /* of the first panel's bars */
  double panel_width;
  double panel_gap;
  double step; /* from category to category */
  double bar;  /* width of one */
  leda_plot_ticks ticks;
} layout;

static bool has(const layout *it, size_t panel, size_t group, size_t category) {
  return leda_plot_drawable(it->bars->panels[panel].groups[group].shares[category]);
}

static double share(const layout *it, size_t panel, size_t group, size_t category) {
  return 100.0 * it->bars->panels[panel].groups[group].shares[category];
}

/* The largest per cent; below zero where there is none. */
static double largest(const layout *it) {
  double most = -1.0;
  for (size_t p = 0; p < it->n_panels; p++)
    for (size_t g = 0; g < it->n_groups; g++)
      for (size_t c = 0; c < it->bars->n_categories; c++)
        if (has(it, p, g, c)) most = fmax(most, share(it, p, g, c));
  return most;
}

/* ---- where things stand ---- */

static double panel_left(const layout *it, size_t panel) {
  return it->left + (double)panel * (it->panel_width + it->panel_gap);
}

static double bar_left(const layout *it, size_t panel, size_t group, size_t category) {
  double used = it->bar * (double)it->n_groups;
  return panel_left(it, panel) + it->step * (double)category + (it->step - used) / 2 +
         it->bar * (double)group;
}

static void wrap_note(const layout *it, size_t panel, size_t group, leda_plot_lines *lines) {
  leda_plot_wrap(lines, it->bars->panels[panel].groups[group].note, it->font, it->panel_width,
                 NOTE_LINES);
}

static size_t note_lines(const layout *it, size_t panel) {
  size_t n = 0;
  for (size_t g = 0; g < it->n_groups; g++) {
    leda_plot_lines lines = {0};
    wrap_note(it, panel, g, &lines);
    n += lines.n;
    leda_plot_lines_clear(&lines);
  }
  return n;
}

static leda_plot_font category_font(const leda_canvas *canvas) {
  return (leda_plot_font){canvas->style->label * 0.85, false};
}

static void wrap_category(const layout *it, const leda_canvas *canvas, size_t category,
                          leda_plot_lines *lines) {
  leda_plot_wrap(lines, it->bars->categories[category], category_font(canvas), it->step * 1.05, 2);
}

/* Middle of the first line beneath the categories. */
static double notes_top(const layout *it, const leda_canvas *canvas) {
  double names = leda_canvas_leading(category_font(canvas)) * (double)it->category_lines;
  return canvas->box.bottom + names + canvas->style->label * 1.3;
}

static void plan(layout *it, leda_canvas *canvas) {
  const leda_plot_style *style = canvas->style;
  double leading = leda_canvas_leading(it->font), size = style->label;
  it->left = canvas->box.left +
             leda_plot_ticks_width(canvas, &it->ticks, (leda_plot_font){size, false}) + size * 0.8;
  it->panel_gap = size * 1.5;
  double gaps = it->panel_gap * (double)(it->n_panels - 1);
  it->panel_width = (canvas->box.right - it->left - gaps) / (double)it->n_panels;
  it->step = it->panel_width / (double)it->bars->n_categories;
  it->bar = it->step * 0.84 / (double)it->n_groups;
  size_t most = 0;
  for (size_t p = 0; p < it->n_panels; p++)
    if (note_lines(it, p) > most) most = note_lines(it, p);
  it->notes_height = leading * (double)most + (most ? size * 0.4 : 0);
  for (size_t c = 0; c < it->bars->n_categories; c++) {
    leda_plot_lines lines = {0};
    wrap_category(it, canvas, c, &lines);
    if (lines.n > it->category_lines) it->category_lines = lines.n;
    leda_plot_lines_clear(&lines);
  }
  canvas->box.left = it->left;
  canvas->box.top += size * 3.6;
  canvas->box.bottom -= it->notes_height;
  canvas->box.bottom -= notes_top(it, canvas) - canvas->box.bottom - size * 0.3;
}

/* ---- texts ---- */

static void draw_line(leda_canvas *canvas, leda_plot_place place, const char *text, double width) {
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, place.font, width, 1);
  leda_canvas_lines(canvas, place, &line);
  leda_plot_lines_clear(&line);
}

static void draw_swatch(leda_canvas *canvas, size_t group, double x, double y) {
  leda_plot_place place = {x, y, LEDA_ALIGN_LEFT, {canvas->style->small, false}, looks[group].fill};
  double radius = canvas->style->small * 0.45;
  leda_canvas_mark(canvas, place, LEDA_MARK_SQUARE, radius);
  place.colour = looks[group].edge;
  leda_canvas_mark(canvas, place, LEDA_MARK_SQUARE_HOLLOW, radius);
}

/* The axis title and the key of the groups, on one line above the panels. */
static void draw_key(leda_canvas *canvas, const layout *it, double y) {
  leda_plot_font font = {canvas->style->label * 0.9, false};
  leda_plot_place place = {canvas->style->margin, y, LEDA_ALIGN_LEFT, font, LEDA_INK_SOFT};
  draw_line(canvas, place, canvas->texts->y_title, canvas->width * 0.4);
  font.bold = true;
  double x = canvas->box.right;
  for (size_t g = it->n_groups; it->n_groups > 1 && g-- > 0;) {
    double width = fmin(leda_plot_text_width(it->bars->names[g], font), canvas->width * 0.2);
    x -= width;
    place = (leda_plot_place){x, y, LEDA_ALIGN_LEFT, font, looks[g].text};
    draw_line(canvas, place, it->bars->names[g], canvas->width * 0.2);
    x -= font.size * 0.8;
    draw_swatch(canvas, g, x, y);
    x -= font.size * 1.6;
  }
}

static void draw_categories(leda_canvas *canvas, const layout *it, size_t panel) {
  leda_plot_place place = {0, canvas->box.bottom + canvas->style->label * 0.9, LEDA_ALIGN_CENTRE,
                           category_font(canvas), LEDA_INK};
  for (size_t c = 0; c < it->bars->n_categories; c++) {
    leda_plot_lines lines = {0};
    wrap_category(it, canvas, c, &lines);
    place.x = panel_left(it, panel) + it->step * ((double)c + 0.5);
    leda_canvas_lines(canvas, place, &lines);
    leda_plot_lines_clear(&lines);
  }
}

static void draw_notes(leda_canvas *canvas, const layout *it, size_t panel) {
  leda_plot_place place = {panel_left(it, panel), notes_top(it, canvas), LEDA_ALIGN_LEFT, it->font,
                           LEDA_INK};
  for (size_t g = 0; g < it->n_groups; g++) {
    leda_plot_lines lines = {0};
    wrap_note(it, panel, g, &lines);
    place.colour = looks[g].text;
    place.y = leda_canvas_lines(canvas, place, &lines);
    leda_plot_lines_clear(&lines);
  }
}

static void draw_values(leda_canvas *canvas, const layout *it, size_t panel) {
  leda_plot_font font = {fmin(it->bar * 0.6, canvas->style->small), false};
  if (!it->bars->print_values || font.size < canvas->style->small * 0.65) return;
  for (size_t g = 0; g < it->n_groups; g++)
    for (size_t c = 0; c < it->bars->n_categories; c++) {
      if (!has(it, panel, g, c)) continue;
      leda_text label = {0};
      leda_text_addf(&label, "%.0f", share(it, panel, g, c));
      leda_plot_place place = {bar_left(it, panel, g, c) + it->bar / 2,
                               leda_canvas_y(canvas, share(it, panel, g, c)) - font.size * 0.65,
                               LEDA_ALIGN_CENTRE, font, looks[g].text};
      leda_canvas_text(canvas, place, leda_text_str(&label));
      canvas->out->failed = canvas->out->failed || label.failed;
      leda_text_clear(&label);
    }
}

static void draw_panel(leda_canvas *canvas, const layout *it, size_t panel) {
  leda_plot_font font = {canvas->style->label, true};
  leda_plot_place title = {panel_left(it, panel), canvas->box.top - font.size * 0.9,
                           LEDA_ALIGN_LEFT, font, LEDA_INK};
  leda_plot_box axis = {panel_left(it, panel), panel_left(it, panel) + it->panel_width,
                        canvas->box.bottom, canvas->box.bottom};
  draw_line(canvas, title, it->bars->panels[panel].title, it->panel_width);
  leda_canvas_line(canvas, axis, "front lc rgb '" LEDA_INK_SOFT "' lw 1.5");
  draw_categories(canvas, it, panel);
  draw_notes(canvas, it, panel);
  draw_values(canvas, it, panel);
}

/* ---- the bars: gnuplot's boxxyerror in pixels of the page ---- */

static void write_block(leda_canvas *canvas, const layout *it, size_t group) {
  leda_text_addf(canvas->out, "$group%zu << END\n", group + 1);
  for (size_t p = 0; p < it->n_panels; p++)
    for (size_t c = 0; c < it->bars->n_categories; c++) {
      if (!has(it, p, group, c)) continue;
      double x = bar_left(it, p, group, c), y = leda_canvas_y(canvas, share(it, p, group, c));
      leda_text_addf(canvas->out, "%.2f %.2f %.2f %.2f %.2f %.2f\n", x + it->bar / 2, y, x,
                     x + it->bar, y, canvas->box.bottom);
    }
  leda_text_add(canvas->out, "END\n");
}

static bool group_shows(const layout *it, size_t group) {
  for (size_t p = 0; p < it->n_panels; p++)
    for (size_t c = 0; c < it->bars->n_categories; c++)
      if (has(it, p, group, c)) return true;
  return false;
}

static void draw_bars(leda_canvas *canvas, const layout *it) {
  leda_text clauses = {0};
  for (size_t g = 0; g < it->n_groups; g++) {
    if (!group_shows(it, g)) continue;
    write_block(canvas, it, g);
    leda_plot_clause(
        &clauses, "$group%zu with boxxyerror fillstyle solid border lc rgb '%s' fc rgb '%s' lw 1.5",
        g + 1, looks[g].edge, looks[g].fill);
  }
  leda_canvas_plot(canvas, &clauses);
}

leda_status leda_bars_draw(leda_canvas *canvas, const leda_figure_bars *bars, leda_error *err) {
  layout it = {.bars = bars,
               .n_panels = bars->n_panels < PANELS ? bars->n_panels : PANELS,
               .n_groups = bars->n_groups < GROUPS ? bars->n_groups : GROUPS};
  leda_canvas_begin(canvas);
  double most = largest(&it);
  if (most < 0) return leda_canvas_no_value(canvas, err);
  it.font = (leda_plot_font){canvas->style->small, false};
  leda_canvas_frame(canvas);
  canvas->y_from = 0;
  canvas->y_to = fmin(fmax(most * 1.12, 5), 112);
  it.ticks = leda_plot_ticks_choose(0, fmin(canvas->y_to, 100), 6);
  double key = canvas->box.top + canvas->style->label * 0.9;
  plan(&it, canvas);
  leda_plot_ticks_up(canvas, &it.ticks);
  draw_key(canvas, &it, key);
  for (size_t p = 0; p < it.n_panels; p++) draw_panel(canvas, &it, p);
  leda_canvas_page_axes(canvas);
  draw_bars(canvas, &it);
  return leda_text_status(canvas->out, err);
}
