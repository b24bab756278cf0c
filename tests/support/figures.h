/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures for tests, with one text in every place that holds text. */
#ifndef TESTS_SUPPORT_FIGURES_H
#define TESTS_SUPPORT_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

#include "plots/figure.h"

/* Kinds of figure, full of `text`; the arrays behind them are static and hold the last one made. */
leda_figure leda_test_control_chart(const char *text);
leda_figure leda_test_dot_plot(const char *text);
leda_figure leda_test_line_plot(const char *text);
leda_figure leda_test_overview(const char *text);
leda_figure leda_test_bars(const char *text);

/* Texts that try to break out. The last is 10,000 letters. */
extern const char *const leda_test_hostile[];
extern const size_t leda_test_hostile_count;
const char *leda_test_long_text(void);

/* Well-formed XML: one root, tags that match, quoted attributes, known entities, allowed
   characters. Prints what is wrong. */
bool leda_test_is_xml(const char *text);

#endif
