/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_HTML_ESCAPE_H
#define LEDA_OUTPUT_HTML_ESCAPE_H

#include "engine/core/text.h"

/* The one place where text becomes HTML, between tags and inside a quoted attribute alike. & < > " '
   become references; control characters (line break and tab apart), the marks that turn the reading
   direction (U+202A-202E, U+2066-2069) and bytes that are not UTF-8 become U+FFFD. NULL counts
   as "". */
void leda_html_escape(leda_text *html, const char *text);

#endif
