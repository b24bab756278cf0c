/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of an improvement project for tests and for looking at them. */
#ifndef TESTS_SUPPORT_DMAIC_FIGURES_H
#define TESTS_SUPPORT_DMAIC_FIGURES_H

#include "plots/figure.h"

/* As in figures.h: full of `text`; the arrays behind them are static and hold the last one made. */
leda_figure leda_test_pareto(const char *text);
leda_figure leda_test_fishbone(const char *text);
leda_figure leda_test_whys(const char *text);
leda_figure leda_test_timeline(const char *text);
leda_figure leda_test_histogram(const char *text);
leda_figure leda_test_gauge_components(const char *text);
leda_figure leda_test_box_plots(const char *text);
leda_figure leda_test_scatter(const char *text);
leda_figure leda_test_before_after(const char *text);
leda_figure leda_test_sheet(const char *text);

/* One figure of every kind there is. */
enum { LEDA_TEST_KINDS = 15 };
void leda_test_every_kind(leda_figure out[LEDA_TEST_KINDS], const char *text);

#endif
