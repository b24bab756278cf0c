/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_INPUTS_H
#define LEDA_CLI_INPUTS_H

#include "engine/data/panel.h"

/* The operands of a command as files: a folder stands for all *.csv and *.csv.gz in it (any case, not
   in folders below it, no hidden ones), sorted by name in bytes. */
typedef struct {
  char **items; /* owned */
  size_t n;
  size_t capacity;
} leda_inputs;

/* Errors: LEDA_ERR_DATA for a folder without such a file, LEDA_ERR_IO, LEDA_ERR_MEMORY. *inputs need
   not be initialised; free with leda_inputs_clear. */
leda_status leda_inputs_expand(leda_inputs *inputs, leda_paths operands, leda_error *err);
void leda_inputs_clear(leda_inputs *inputs);
leda_paths leda_inputs_paths(const leda_inputs *inputs);

#endif
