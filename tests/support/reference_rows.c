/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/reference_rows.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LINE = 4096, FIELDS = 4 };

typedef struct {
  char *line;
  char *field[FIELDS];
} entry;

struct leda_test_rows {
  entry *entries;
  size_t count;
};

static FILE *open_below(const char *path) {
  char full[512];
  const char *shared = getenv("LEDA_SHARED");

  snprintf(full, sizeof full, "%s/reference/%s", shared ? shared : "../shared", path);
  return fopen(full, "r");
}

/* Cuts a line at its commas, in place; quotes fall away. Returns the number of fields. */
static size_t cut_line(char *line, char **field, size_t most) {
  size_t count = 0;
  char *write = line, *read = line;
  bool quoted = false;

  if (most > 0) field[count++] = write;
  for (; *read && *read != '\n' && *read != '\r'; read++) {
    if (*read == '"') {
      quoted = !quoted;
    } else if (*read == ',' && !quoted) {
      *write++ = '\0';
      if (count < most) field[count] = write;
      count++;
    } else {
      *write++ = *read;
    }
  }
  *write = '\0';
  return count;
}

static double number_of(const char *text) {
  return *text == '\0' || strcmp(text, "NA") == 0 ? (double)NAN : strtod(text, NULL);
}

leda_test_rows *leda_test_rows_open(const char *path) {
  FILE *file = open_below(path);
  leda_test_rows *rows;
  char line[LINE];
  size_t room = 0;

  if (file == NULL) return NULL;
  rows = calloc(1, sizeof *rows);
  while (rows && fgets(line, sizeof line, file)) {
    if (rows->count == room) {
      room = room ? 2 * room : 1024;
      entry *more = realloc(rows->entries, room * sizeof *more);
      if (more == NULL) break;
      rows->entries = more;
    }
    entry *e = &rows->entries[rows->count];
    size_t length = strlen(line) + 1;
    e->line = malloc(length);
    if (e->line == NULL) break;
    memcpy(e->line, line, length);
    if (cut_line(e->line, e->field, FIELDS) >= FIELDS)
      rows->count++;
    else
      free(e->line);
  }
  fclose(file);
  return rows;
}

void leda_test_rows_close(leda_test_rows *rows) {
  if (rows == NULL) return;
  for (size_t i = 0; i < rows->count; i++) free(rows->entries[i].line);
  free(rows->entries);
  free(rows);
}

static const entry *find(const leda_test_rows *rows, const char *dataset, const char *method,
                         const char *quantity) {
  for (size_t i = 0; i < rows->count; i++) {
    const entry *e = &rows->entries[i];

    if ((quantity == NULL || strcmp(e->field[2], quantity) == 0) &&
        strcmp(e->field[0], dataset) == 0 && strcmp(e->field[1], method) == 0)
      return e;
  }
  return NULL;
}

bool leda_test_rows_has(const leda_test_rows *rows, const char *dataset, const char *method,
                        const char *quantity) {
  return find(rows, dataset, method, quantity) != NULL;
}

double leda_test_rows_value(const leda_test_rows *rows, const char *dataset, const char *method,
                            const char *quantity) {
  const entry *e = find(rows, dataset, method, quantity);

  if (e == NULL) {
    fail_msg("no row %s / %s / %s", dataset, method, quantity ? quantity : "");
    return (double)NAN;
  }
  return number_of(e->field[3]);
}

bool leda_test_table_open(const char *path, leda_test_table *table) {
  FILE *file = open_below(path);
  char line[LINE], *field[LINE / 2];
  size_t room = 0, used = 0;

  *table = (leda_test_table){0, 0, NULL};
  if (file == NULL) return false;
  if (fgets(line, sizeof line, file)) table->columns = cut_line(line, NULL, 0) + 1;
  while (fgets(line, sizeof line, file)) {
    if (cut_line(line, field, LINE / 2) != table->columns) continue;
    if (used + table->columns > room) {
      room = 2 * room + 64 * table->columns;
      double *more = realloc(table->cell, room * sizeof *more);
      if (more == NULL) break;
      table->cell = more;
    }
    for (size_t c = 0; c < table->columns; c++) table->cell[used++] = number_of(field[c]);
    table->rows++;
  }
  fclose(file);
  return true;
}

void leda_test_table_clear(leda_test_table *table) {
  free(table->cell);
  *table = (leda_test_table){0, 0, NULL};
}
