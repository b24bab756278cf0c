/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_INI_SCAN_H
#define LEDA_DATA_INI_SCAN_H

#include <stddef.h>

#include "engine/data/complaints.h"

typedef enum {
  LEDA_INI_BLANK, /* empty or a comment */
  LEDA_INI_SECTION,
  LEDA_INI_KEY,
  LEDA_INI_GOES_ON, /* indented: belongs to the key above */
} leda_ini_line_kind;

/* One physical line without its line end, inside the bytes of the file. */
typedef struct {
  const char *text;
  size_t length;
  size_t number;
  leda_ini_line_kind kind;
} leda_ini_line;

/* Walks over the lines of bytes[0..length-1]; start from position = {0}. */
typedef struct {
  const char *bytes;
  size_t length;
  size_t at;
  size_t number;
} leda_ini_walk;

/* The next line, or false at the end. A byte order mark and a carriage return are passed over. */
bool leda_ini_next(leda_ini_walk *walk, leda_ini_line *line);

/* Complains about every line that inih would misread (ini.h). */
void leda_ini_scan(leda_ini_walk walk, leda_complaints *complaints);

#endif
