/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_MARKDOWN_H
#define LEDA_OUTPUT_REPORT_MARKDOWN_H

#include "engine/output/report.h"

/* The report as Markdown (CommonMark with tables), for those who paste it somewhere else: the same texts, tables, and
   figures as links to figures/. Same report, same bytes. */
leda_status leda_report_markdown(const leda_report *report, leda_text *text, leda_error *err);

/* Adds a text in which no character means anything but itself; line breaks become spaces. The one place where text
   becomes Markdown. */
void leda_markdown_escape(leda_text *text, const char *string);

#endif
