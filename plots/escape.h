/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_ESCAPE_H
#define LEDA_PLOTS_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/text.h"

/* The one place where a text from data becomes text of a figure. gnuplot runs shell commands in
   backticks inside double quotes, so a figure's texts stand in single quotes only, on one line. */

/* Adds at most `limit` bytes of `text`, made fit to be shown: control characters, line breaks and
   runs of blanks become one space (none at the ends), marks that turn the direction of writing or
   join invisibly are dropped, bytes that are not UTF-8 become U+FFFD. A longer text is cut and ends
   in "…". NULL is "". The result is valid in UTF-8 and in XML once its markup is escaped. */
void leda_plot_clean(leda_text *out, const char *text, size_t limit);

/* The longest text leda_plot_quote passes on, in bytes. */
#define LEDA_PLOT_TEXT_LIMIT 2000

/* Adds `text` as a gnuplot string: cleaned, in single quotes, every ' inside doubled. Where gnuplot
   does not take a doubled one (at the beginning, and beside another), all in that text become U+2019
   instead. */
void leda_plot_quote(leda_text *out, const char *text);

/* Adds a file's name as a gnuplot string, every byte kept. Returns false and adds nothing when it
   holds what no script can carry: a line break or another control character, an apostrophe at its
   beginning or two in a row. */
bool leda_plot_quote_path(leda_text *out, const char *path);

/* Adds a cleaned text with & < > and quotes as XML entities. */
void leda_plot_xml(leda_text *out, const char *text);

#endif
