/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/peer_sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool peer_sheet_load(const char *folder, const char *name, peer_sheet *s) {
  char path[512], line[4096];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/reference/spc/%s/%s.csv", shared ? shared : "../shared", folder,
           name);
  FILE *file = fopen(path, "r");
  if (!file) return false;
  memset(s, 0, sizeof *s);
  while (s->rows < PEER_ROWS && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = '\0';
    size_t column = 0;
    for (char *p = line; column < PEER_COLUMNS; column++) {
      size_t length = strcspn(p, ",");
      snprintf(s->cell[s->rows][column], PEER_CELL, "%.*s", (int)length, p);
      if (p[length] == '\0') break;
      p += length + 1;
    }
    if (s->rows == 0) s->columns = column + 1;
    s->rows++;
  }
  fclose(file);
  return true;
}

const char *peer_sheet_text(const peer_sheet *s, size_t row, const char *column) {
  for (size_t c = 0; c < s->columns; c++)
    if (strcmp(s->cell[0][c], column) == 0) return s->cell[row][c];
  fprintf(stderr, "no column %s\n", column);
  abort();
}

double peer_sheet_number(const peer_sheet *s, size_t row, const char *column) {
  const char *text = peer_sheet_text(s, row, column);
  return *text && strcmp(text, "NA") != 0 ? strtod(text, NULL) : (double)NAN;
}
