/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a panel from a text in a test, and the panel as a text that can be compared. */
#ifndef TESTS_SUPPORT_PANEL_TEXT_H
#define TESTS_SUPPORT_PANEL_TEXT_H

#include "engine/data/panel.h"

typedef struct {
  leda_panel panel;
  leda_messages log;
  leda_error err;
  leda_status status;
  char *text; /* see leda_test_panel_text */
} leda_test_panel;

/* Reads `csv` (`length` bytes, named "t.csv"). */
leda_test_panel leda_test_read_n(const char *csv, size_t length, const leda_read_options *options);
leda_test_panel leda_test_read(const char *csv, const leda_read_options *options);
void leda_test_panel_clear(leda_test_panel *read);

/* A line for each series: "indicator/unit/unit_name/group: PERIOD=VALUE ..."; missing values are
   ".", censored ones "~", and a denominator follows after "of". Caller leda_free. */
char *leda_test_panel_text(const leda_panel *panel);

/* True when a message of this severity holds `part`. */
int leda_test_said(const leda_messages *log, leda_severity severity, const char *part);

#endif
