/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_ASSESS_WORDS_H
#define LEDA_OUTPUT_ASSESS_WORDS_H

#include "engine/output/assess_output.h"
#include "engine/output/scan_table.h"

/* Small pieces that the tables and sentences of an assessment share. Each adds to *text. */

/* "+0.45", "−0.10": a change never stands without its sign. NaN: a dash. */
void leda_assess_signed(double value, leda_language language, leda_text *text);

/* "0.30 to 0.60"; nothing for NaN. */
void leda_assess_range(double lower, double upper, leda_language language, leda_text *text);

/* "95%": of intervals. */
void leda_assess_level(const leda_assess *assess, leda_language language, leda_text *text);

/* A wave for people. */
void leda_assess_wave_name(const leda_assess *assess, size_t wave, leda_language language,
                           leda_text *text);

/* Cells of a table. NaN: an empty cell. */
void leda_assess_cell_subject(leda_scan_table *table, const leda_assess *assess, size_t subject,
                              leda_language language);
void leda_assess_cell_signed(leda_scan_table *table, double value, leda_language language);
void leda_assess_cell_range(leda_scan_table *table, double lower, double upper,
                            leda_language language);
void leda_assess_cell_p(leda_scan_table *table, double p, leda_language language);
void leda_assess_cell_percent(leda_scan_table *table, double share, leda_language language);
void leda_assess_cell_wave(leda_scan_table *table, const leda_assess *assess, size_t wave,
                           leda_language language);
/* The heading of a column of intervals. */
void leda_assess_cell_interval(leda_scan_table *table, const leda_assess *assess,
                               leda_language language);
void leda_assess_cell_verdict(leda_scan_table *table, leda_assess_verdict verdict, double margin,
                              leda_language language);

#endif
