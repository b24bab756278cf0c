/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/html.h"

#include <string.h>

#include "engine/output/html_escape.h"

void leda_html_element(leda_text *html, const char *tag, const char *attributes, const char *text) {
  leda_text_addf(html, "<%s%s%s>", tag, attributes && *attributes ? " " : "",
                 attributes ? attributes : "");
  leda_html_escape(html, text);
  leda_text_addf(html, "</%s>\n", tag);
}

static void add_head(leda_text *html, const leda_grid *grid) {
  leda_text_add(html, "<thead><tr>");
  for (size_t column = 0; column < grid->n_columns; column++) {
    leda_text_addf(html, "<th scope=\"col\"%s>",
                   grid->columns[column].numeric ? " class=\"number\"" : "");
    leda_html_escape(html, grid->columns[column].title);
    leda_text_add(html, "</th>");
  }
  leda_text_add(html, "</tr></thead>\n");
}

static void add_cell(leda_text *html, const leda_grid *grid, size_t row, size_t column) {
  const leda_grid_cell *cell = leda_grid_at(grid, row, column);
  const char *tag = grid->columns[column].heads_row ? "th" : "td";
  leda_text_addf(html, "<%s%s%s>", tag, grid->columns[column].heads_row ? " scope=\"row\"" : "",
                 cell->style & LEDA_CELL_FLAG    ? " class=\"flag\""
                 : grid->columns[column].numeric ? " class=\"number\""
                                                 : "");
  if (cell->style & LEDA_CELL_STRONG) leda_text_add(html, "<strong>");
  if (cell->style & LEDA_CELL_EMPHASIS) leda_text_add(html, "<em>");
  leda_html_escape(html, cell->text);
  if (cell->style & LEDA_CELL_EMPHASIS) leda_text_add(html, "</em>");
  if (cell->style & LEDA_CELL_STRONG) leda_text_add(html, "</strong>");
  leda_text_addf(html, "</%s>", tag);
}

void leda_html_table(leda_text *html, const leda_grid *grid, const char *caption) {
  leda_text_add(html, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
  leda_html_escape(html, caption);
  leda_text_add(html, "\">\n<table>\n");
  if (caption) leda_html_element(html, "caption", NULL, caption);
  add_head(html, grid);
  leda_text_add(html, "<tbody>\n");
  for (size_t row = 0; row < grid->n_rows; row++) {
    leda_text_add(html, "<tr>");
    for (size_t column = 0; column < grid->n_columns; column++) add_cell(html, grid, row, column);
    leda_text_add(html, "</tr>\n");
  }
  leda_text_add(html, "</tbody>\n</table>\n</div>\n");
}

const char *leda_html_svg(const char *file) { return strstr(file, "<svg"); }
