/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/csv_write.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/number.h"

static void begin_cell(leda_csv *csv) {
  if (csv->cells++) leda_text_add_char(csv->text, ',');
}

static bool is_plain_number(const char *cell) {
  if (strspn(cell, "+-.0123456789eE") != strlen(cell)) return false;
  char *end;
  strtod(cell, &end);
  return end != cell && *end == '\0';
}

/* Excel, LibreOffice and Google Sheets run a cell that begins so. Spaces before it do not help, and
   full-width forms of the signs count in some of them. */
static bool is_formula(const char *cell) {
  static const char *const full_width[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                           "\xEF\xBC\xA0"};
  if (is_plain_number(cell)) return false;
  if (cell[0] == '\t' || cell[0] == '\r' || cell[0] == '\n') return true;
  const char *first = cell + strspn(cell, " \t\r\n\xC2\xA0");
  if (*first && strchr("=+-@", *first)) return true;
  for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++)
    if (strncmp(first, full_width[i], 3) == 0) return true;
  return false;
}

void leda_csv_text(leda_csv *csv, const char *cell) {
  begin_cell(csv);
  bool defuse = is_formula(cell);
  bool quote =
      strpbrk(cell, ",\"\r\n") || cell[0] == ' ' || (*cell && strchr(" ", cell[strlen(cell) - 1]));
  if (quote) leda_text_add_char(csv->text, '"');
  if (defuse) leda_text_add_char(csv->text, '\'');
  for (const char *p = cell; *p; p++) {
    if (*p == '"') leda_text_add_char(csv->text, '"');
    leda_text_add_char(csv->text, *p);
  }
  if (quote) leda_text_add_char(csv->text, '"');
}

void leda_csv_number(leda_csv *csv, double value) {
  begin_cell(csv);
  if (!isfinite(value)) return;
  char number[LEDA_NUMBER_SIZE];
  leda_number_format(value, number);
  leda_text_add(csv->text, number);
}

void leda_csv_integer(leda_csv *csv, long long value) {
  begin_cell(csv);
  leda_text_addf(csv->text, "%lld", value);
}

void leda_csv_end_row(leda_csv *csv) {
  leda_text_add_char(csv->text, '\n');
  csv->cells = 0;
}
