/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_INI_H
#define LEDA_DATA_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/messages.h"
#include "engine/core/status.h"
#include "engine/data/complaints.h"
#include "engine/data/panel.h"

/* A key with its value; lines that go on are joined by a space. `line` is where the key stands. */
typedef struct {
  char *key;
  char *value;
  size_t line;
} leda_ini_entry;

/* A section `[kind label]`; label "" where there is none. */
typedef struct {
  char *kind;
  char *label;
  size_t line;
  leda_ini_entry *entries;
  size_t n;
} leda_ini_section;

typedef struct {
  leda_ini_section *sections;
  size_t n;
} leda_ini;

/* The longest line that Debian's inih reads whole. */
#define LEDA_INI_LINE 199

/* Parses an INI file held in memory (source.name stands for it in messages), UTF-8 with or without a
   byte order mark. Lines that inih would misread are errors with a remedy: longer than LEDA_INI_LINE
   bytes, " ;" inside a value, an indented line under a section heading, an indented comment, a
   section or key of 50 bytes or more, a line that is neither section, key nor comment, text that is
   not UTF-8. A key before the first section is an error too. Errors: LEDA_ERR_DATA (collected in
   *log), LEDA_ERR_MEMORY; then *ini is empty. *ini need not be initialised; free with
   leda_ini_clear. */
leda_status leda_ini_parse(leda_ini *ini, leda_bytes source, leda_messages *log, leda_error *err);

void leda_ini_clear(leda_ini *ini);

/* The value of a key, or NULL where the section has none. */
const leda_ini_entry *leda_ini_find(const leda_ini_section *section, const char *key);

/* ---- what a kind of file may hold ---- */

typedef enum { LEDA_LABEL_NONE, LEDA_LABEL_REQUIRED } leda_ini_label;

typedef struct {
  const char *kind;
  leda_ini_label label;
  bool required;             /* the file must hold one */
  const char *const *keys;   /* ended by NULL */
  const char *const *needed; /* keys that must be there; ended by NULL */
} leda_ini_rule;

/* Complains about unknown sections and keys (naming the nearest known one), sections and keys given
   twice, missing labels, missing and empty required keys, missing required sections. */
void leda_ini_check(const leda_ini *ini, const leda_ini_rule *rules, size_t n,
                    leda_complaints *complaints);

#endif
