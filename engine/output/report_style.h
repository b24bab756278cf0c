/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_STYLE_H
#define LEDA_OUTPUT_REPORT_STYLE_H

#include "engine/core/text.h"

/* Adds the style sheet of a report, for screen (from 320 pixels up) and paper. `theme` is a word of
   project.h; every colour of text has a contrast of at least 4.5:1 to what it stands on. */
void leda_report_style(leda_text *html, const char *theme);

#endif
