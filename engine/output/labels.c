/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/labels.h"

#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

void leda_series_title(const leda_series *series, leda_text *text) {
  const char *unit = series->unit_name[0] ? series->unit_name : series->unit;
  leda_text_add(text, series->indicator);
  if (series->indicator[0] && unit[0]) leda_text_add(text, ", ");
  leda_text_add(text, unit);
  if (!series->group[0]) return;
  if (series->indicator[0] || unit[0])
    leda_text_addf(text, " (%s)", series->group);
  else
    leda_text_add(text, series->group);
}

const char *leda_calendar_per(leda_calendar calendar) {
  switch (calendar.spacing) {
  case LEDA_SPACING_WEEK:
    return _("per week");
  case LEDA_SPACING_MONTH:
    return _("per month");
  case LEDA_SPACING_QUARTER:
    return _("per quarter");
  case LEDA_SPACING_YEAR:
    return _("per year");
  case LEDA_SPACING_ORDER:
    return _("per measurement");
  default:
    break;
  }
  switch (calendar.kind) {
  case LEDA_PERIOD_YEAR:
    return _("per year");
  case LEDA_PERIOD_SCHOOL_YEAR:
    return _("per school year");
  case LEDA_PERIOD_TERTIAL:
    return _("per four months");
  case LEDA_PERIOD_QUARTER:
    return _("per quarter");
  case LEDA_PERIOD_MONTH:
    return _("per month");
  case LEDA_PERIOD_WEEK:
    return _("per week");
  default:
    return _("per measurement");
  }
}

int leda_series_json(const leda_series *series, json_t *object) {
  int failed = json_object_set_new(object, "unit", json_string(series->unit));
  if (series->unit_name[0])
    failed |= json_object_set_new(object, "unit_name", json_string(series->unit_name));
  failed |= json_object_set_new(object, "indicator", json_string(series->indicator));
  failed |= json_object_set_new(object, "group", json_string(series->group));
  return failed;
}

void leda_series_csv(const leda_series *series, leda_csv *csv) {
  leda_csv_text(csv, series->unit);
  leda_csv_text(csv, series->indicator);
  leda_csv_text(csv, series->group);
}

json_t *leda_messages_json(const leda_messages *messages) {
  json_t *array = json_array();
  for (size_t i = 0; array && i < messages->n; i++) {
    if (json_array_append_new(array, json_string(messages->items[i].what.message)) == 0) continue;
    json_decref(array);
    return NULL;
  }
  return array;
}

void leda_messages_text(const leda_messages *messages, leda_text *text) {
  for (size_t i = 0; i < messages->n; i++)
    leda_text_addf(text, "%s %s.\n", _("Note:"), messages->items[i].what.message);
}

json_t *leda_period_json(leda_period period) {
  char written[LEDA_PERIOD_SIZE];
  leda_period_format(period, written);
  return json_string(written);
}

void leda_period_csv(leda_period period, leda_csv *csv) {
  char written[LEDA_PERIOD_SIZE];
  leda_period_format(period, written);
  leda_csv_text(csv, written);
}

static size_t column_width(char *const *cells, size_t rows, size_t columns, size_t column) {
  size_t width = 0;
  for (size_t row = 0; row < rows; row++) {
    size_t length = leda_utf8_length(cells[row * columns + column]);
    if (length > width) width = length;
  }
  return width;
}

static void trim_line(leda_text *text) {
  while (text->length && text->data[text->length - 1] == ' ') text->data[--text->length] = '\0';
}

void leda_table_text(char *const *cells, size_t rows, const char *alignment, leda_text *text) {
  size_t columns = strlen(alignment);
  size_t *width = leda_calloc(columns, sizeof *width);
  if (!width) {
    text->failed = true;
    return;
  }
  for (size_t c = 0; c < columns; c++) width[c] = column_width(cells, rows, columns, c);
  for (size_t row = 0; row < rows; row++) {
    for (size_t c = 0; c < columns; c++) {
      if (c) leda_text_add(text, "  ");
      leda_text_add_padded(text, cells[row * columns + c], width[c], alignment[c] == 'r');
    }
    trim_line(text);
    leda_text_add(text, "\n");
  }
  leda_free(width);
}
