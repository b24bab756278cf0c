/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/sheet.h"

#include <math.h>
#include <string.h>

#include "plots/script.h"
#include "plots/words.h"

enum { COLUMNS = 4, PARAGRAPH_LINES = 8 };

#define FIGURE_LEAST 0.2 /* of the page's height: what a figure gets at least */

static const leda_shape_look panel_look = {"#FFFFFF", "#9FB3C4", 1.4, NULL};

typedef struct {
  const leda_figure_sheet *sheet;
  leda_shapes shapes;
  size_t n_columns;
  leda_plot_font font;
  double width; /* of a column */
  double gap;
} layout;

static size_t column_of(const layout *it, size_t i) {
  size_t column = it->sheet->panels[i].column;
  return column < it->n_columns ? column : it->n_columns - 1;
}

static bool has_figure(const leda_figure_panel *panel) {
  return panel->figure && panel->figure->kind != LEDA_FIGURE_SHEET;
}

static leda_plot_font heading_font(const layout *it) {
  return (leda_plot_font){it->font.size * 1.15, true};
}

static double pad(const layout *it) { return it->font.size * 0.7; }

static double heading_height(const layout *it, const leda_figure_panel *panel) {
  return panel->heading && *panel->heading ? heading_font(it).size * 1.9 : pad(it);
}

/* ---- a panel's text: paragraphs, and items that begin with "- " ---- */

/* One paragraph from *text on, which is moved behind it; returns its height. Drawn where `draw`. */
static double paragraph(layout *it, const char **text, leda_plot_place place, double width,
                        bool draw) {
  leda_text one = {0};
  leda_plot_lines lines = {0};
  size_t length = strcspn(*text, "\n");
  bool item = strncmp(*text, "- ", 2) == 0;
  double indent = item ? it->font.size * 0.95 : 0;
  leda_text_add_n(&one, *text + (item ? 2 : 0), length - (item ? 2 : 0));
  *text += length + ((*text)[length] == '\n');
  leda_plot_wrap(&lines, leda_text_str(&one), place.font, width - indent, PARAGRAPH_LINES);
  if (draw && item) leda_canvas_text(it->shapes.canvas, place, "\xE2\x80\xA2");
  place.x += indent;
  if (draw) leda_canvas_lines(it->shapes.canvas, place, &lines);
  double height =
      fmax((double)lines.n, 0.5) * leda_canvas_leading(place.font) + place.font.size * 0.25;
  leda_text *out = it->shapes.canvas->out;
  out->failed = out->failed || one.failed || lines.text.failed;
  leda_plot_lines_clear(&lines);
  leda_text_clear(&one);
  return height;
}

/* Paragraphs that no longer fit above `bottom` are left out. */
typedef struct {
  double x, top, bottom;
} text_room;

static double text_block(layout *it, const leda_figure_panel *panel, text_room room, bool draw) {
  const char *text = panel->text ? panel->text : "";
  double y = room.top, width = it->width - 2 * pad(it), half = leda_canvas_leading(it->font) / 2;
  while (*text) {
    leda_plot_place place = {room.x, y + half, LEDA_ALIGN_LEFT, it->font, LEDA_INK};
    const char *rest = text;
    double height = paragraph(it, &rest, place, width, false);
    if (draw && y + height > room.bottom + half) break;
    if (draw) paragraph(it, &text, place, width, true);
    text = rest;
    y += height;
  }
  return y - room.top;
}

static double text_height(layout *it, const leda_figure_panel *panel) {
  double text = text_block(it, panel, (text_room){0, 0, INFINITY}, false);
  return heading_height(it, panel) + text + pad(it);
}

/* ---- heights ---- */

static double weight_of(const leda_figure_panel *panel) {
  if (!has_figure(panel)) return 0;
  return panel->weight > 0 && leda_plot_drawable(panel->weight) ? panel->weight : 1;
}

typedef struct {
  double texts; /* height of all texts and gaps of the column */
  double weights;
  size_t n;
} column_sum;

static column_sum sum_column(layout *it, size_t column) {
  column_sum sum = {0};
  for (size_t i = 0; i < it->sheet->n_panels; i++) {
    if (column_of(it, i) != column) continue;
    sum.texts += text_height(it, &it->sheet->panels[i]) + (sum.n > 0 ? it->gap : 0);
    sum.weights += weight_of(&it->sheet->panels[i]);
    sum.n++;
  }
  return sum;
}

/* The largest letters with which the texts stand beside figures of a fair size. */
static void choose_font(layout *it, double room) {
  const leda_canvas *canvas = it->shapes.canvas;
  for (int percent = 110; percent >= 60; percent -= 5) {
    bool fits = true;
    it->font = (leda_plot_font){canvas->style->label * percent / 100, false};
    for (size_t column = 0; column < it->n_columns && fits; column++) {
      column_sum sum = sum_column(it, column);
      fits = sum.texts + sum.weights * canvas->height * FIGURE_LEAST <= room;
    }
    if (fits) return;
  }
}

/* ---- figures ---- */

/* A copy of the style for half a page, `scale` times as large. */
static leda_plot_style scaled(double scale) {
  leda_plot_style style = *leda_plot_style_of(LEDA_SIZE_HALF_PAGE);
  style.title *= scale;
  style.subtitle *= scale;
  style.label *= scale;
  style.small *= scale;
  style.margin = 2 * scale;
  style.line *= scale;
  style.mark *= scale;
  return style;
}

/* The figure in its box. One that needs more height than it has gets smaller letters. */
static leda_status draw_figure(layout *it, const leda_figure *figure, leda_plot_box box,
                               leda_error *err) {
  leda_canvas *page = it->shapes.canvas;
  leda_status status = LEDA_OK;
  for (int percent = 100; percent >= 40; percent -= 10) {
    double label = leda_plot_style_of(LEDA_SIZE_HALF_PAGE)->label;
    leda_plot_style style = scaled(page->style->label / label * percent / 100 * 0.82);
    leda_text script = {0};
    leda_canvas canvas = {.out = &script,
                          .style = &style,
                          .texts = &figure->texts,
                          .width = box.right - box.left,
                          .height = box.bottom - box.top,
                          .page = page,
                          .origin_x = box.left,
                          .origin_y = box.top};
    status = leda_plot_draw(&canvas, figure, err);
    bool fits = canvas.height <= box.bottom - box.top + 0.5 || percent == 40;
    if (!status && fits) {
      leda_text_add(page->out, leda_text_str(&script));
      leda_text_add(page->out, "unset label\nunset arrow\nunset object\nundefine $*\n");
      page->out->failed = page->out->failed || script.failed;
    }
    leda_text_clear(&script);
    if (status || fits) return status;
  }
  return status;
}

/* ---- panels ---- */

static void draw_heading(layout *it, const leda_figure_panel *panel, leda_plot_box box) {
  leda_plot_font font = heading_font(it);
  if (!panel->heading || !*panel->heading) return;
  leda_plot_box band = {box.left, box.right, box.top, box.top + font.size * 1.5};
  leda_shapes_box(&it->shapes, band, (leda_shape_look){.fill = LEDA_BLUE_TEXT});
  leda_plot_place place = {box.left + pad(it), (band.top + band.bottom) / 2, LEDA_ALIGN_LEFT, font,
                           "#FFFFFF"};
  leda_words_line(it->shapes.canvas, place, panel->heading, it->width - 2 * pad(it));
}

static leda_status visit_frame(layout *it, const leda_figure_panel *panel, leda_plot_box box,
                               leda_error *err) {
  (void)err;
  leda_shapes_box(&it->shapes, box, panel_look);
  draw_heading(it, panel, box);
  text_block(
      it, panel,
      (text_room){box.left + pad(it), box.top + heading_height(it, panel), box.bottom - pad(it)},
      true);
  return LEDA_OK;
}

/* Texts take what they need, figures share the rest by weight; a column of texts alone is stretched
   evenly. */
static double panel_height(layout *it, const leda_figure_panel *panel, column_sum sum,
                           double room) {
  double spare = fmax(0, room - sum.texts);
  if (sum.weights > 0) return text_height(it, panel) + spare * weight_of(panel) / sum.weights;
  double fair = fmin(1, room / fmax(sum.texts, 1)); /* texts that do not fit are cut */
  return text_height(it, panel) * fair + spare / (double)sum.n;
}

typedef leda_status (*panel_visit)(layout *it, const leda_figure_panel *panel, leda_plot_box box,
                                   leda_error *err);

static leda_status visit_figure(layout *it, const leda_figure_panel *panel, leda_plot_box box,
                                leda_error *err) {
  if (!has_figure(panel)) return LEDA_OK;
  double top = box.top + text_height(it, panel) - pad(it) * 0.6;
  leda_plot_box inside = {box.left + pad(it), box.right - pad(it), top, box.bottom - pad(it) * 0.6};
  if (inside.bottom - inside.top < it->font.size * 6) return LEDA_OK; /* no room for any figure */
  return draw_figure(it, panel->figure, inside, err);
}

static leda_status visit_all(layout *it, leda_plot_box page, panel_visit visit, leda_error *err) {
  leda_status status = LEDA_OK;
  for (size_t column = 0; column < it->n_columns && !status; column++) {
    column_sum sum = sum_column(it, column);
    double y = page.top, left = page.left + (it->width + it->gap) * (double)column;
    for (size_t i = 0; i < it->sheet->n_panels && !status; i++) {
      if (column_of(it, i) != column) continue;
      double height = panel_height(it, &it->sheet->panels[i], sum, page.bottom - page.top);
      leda_plot_box box = {left, left + it->width, y, y + height};
      status = visit(it, &it->sheet->panels[i], box, err);
      y += height + it->gap;
    }
  }
  return status;
}

leda_status leda_sheet_draw(leda_canvas *canvas, const leda_figure_sheet *sheet, leda_error *err) {
  layout it = {.sheet = sheet, .shapes = {.canvas = canvas}, .n_columns = 1};
  leda_canvas_begin(canvas);
  if (sheet->n_panels == 0) return leda_canvas_no_value(canvas, err);
  for (size_t i = 0; i < sheet->n_panels; i++)
    if (sheet->panels[i].column + 1 > it.n_columns) it.n_columns = sheet->panels[i].column + 1;
  if (it.n_columns > COLUMNS) it.n_columns = COLUMNS;
  leda_text_add(canvas->out, "set multiplot\n");
  leda_canvas_frame(canvas);
  leda_plot_box page = canvas->box;
  it.gap = canvas->style->label * 0.8;
  it.width = (page.right - page.left - it.gap * (double)(it.n_columns - 1)) / (double)it.n_columns;
  page.top += canvas->style->label * 0.2;
  choose_font(&it, page.bottom - page.top);
  visit_all(&it, page, visit_frame, err);
  leda_shapes_draw(&it.shapes);
  leda_text_add(canvas->out, "unset label\nunset arrow\nunset object\nundefine $*\n");
  leda_status status = visit_all(&it, page, visit_figure, err);
  leda_text_add(canvas->out, "unset multiplot\n");
  return status ? status : leda_text_status(canvas->out, err);
}
