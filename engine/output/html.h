/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_HTML_H
#define LEDA_OUTPUT_HTML_H

#include "engine/core/text.h"
#include "engine/output/grid.h"

/* Small pieces of HTML. `tag` and `attributes` are written as they are and never come from data;
   `text` goes through leda_html_escape. */

/* <tag attributes>text</tag> and a line break; attributes NULL or "" for none. */
void leda_html_element(leda_text *html, const char *tag, const char *attributes, const char *text);

/* A table in a box of its own that scrolls sideways where it is too wide. `caption` NULL: none. */
void leda_html_table(leda_text *html, const leda_grid *grid, const char *caption);

/* The <svg> element of a whole SVG file, without what stands before it; NULL: not an SVG file. */
const char *leda_html_svg(const char *file);

#endif
