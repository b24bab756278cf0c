/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_LABELS_H
#define LEDA_OUTPUT_LABELS_H

#include <jansson.h>

#include "engine/core/messages.h"
#include "engine/core/period.h"
#include "engine/data/panel.h"
#include "engine/output/csv_write.h"

/* Small pieces that every output of a series shares. */

/* "Hemtjänstens kvalitet, Huddinge (K)": indicator, unit's name (else its code) and group, as far as
   there are any; nothing when the series has no name at all. */
void leda_series_title(const leda_series *series, leda_text *text);

/* What one step of the calendar is called after a slope: "per year", "per month"... in the language
   set. */
const char *leda_calendar_per(leda_calendar calendar);

/* Adds "unit", "indicator", "group" (and "unit_name" where there is one) to a JSON object; the cells
   unit, indicator, group to a CSV row. */
int leda_series_json(const leda_series *series, json_t *object);
void leda_series_csv(const leda_series *series, leda_csv *csv);

/* The messages as an array of strings. NULL: no memory. */
json_t *leda_messages_json(const leda_messages *messages);

/* Each warning on a line of its own, with a word before it. */
void leda_messages_text(const leda_messages *messages, leda_text *text);

/* A period as a JSON string in its one machine form. */
json_t *leda_period_json(leda_period period);
void leda_period_csv(leda_period period, leda_csv *csv);

/* Adds a table for people: `cells` row by row, the first row is the header; `alignment` has a letter for
   each column, l (left) or r (right). No spaces are left at the end of a line. */
void leda_table_text(char *const *cells, size_t rows, const char *alignment, leda_text *text);

#endif
