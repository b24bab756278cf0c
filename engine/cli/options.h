/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_OPTIONS_H
#define LEDA_CLI_OPTIONS_H

#include <stddef.h>

#include "engine/core/period.h"
#include "engine/core/status.h"
#include "engine/core/text.h"

/* One option. The same table parses the words and prints the help. */
typedef struct {
  const char *name;     /* without the dashes */
  char letter;          /* short form, or 0 */
  const char *argument; /* what stands for the value in the help ("FILE"); NULL: a switch */
  const char *help;     /* marked with N_() */
  int id;
} leda_option;

typedef struct {
  const leda_option *items;
  size_t n;
} leda_option_table;

/* Called for each option met; `value` is NULL for a switch. Returns LEDA_OK or, with *err filled, a
   usage error. */
typedef leda_status (*leda_option_handler)(int id, const char *value, void *data, leda_error *err);

/* Parses argv[1..] by two tables (the command's own and the common one; ids must not overlap).
   Operands are moved to the end of argv; *first_operand is the index of the first. An unknown option
   or a missing value is LEDA_ERR_USAGE with a hint. */
typedef struct {
  leda_option_table own;
  leda_option_table common;
  leda_option_handler handler;
  void *data;
} leda_option_parser;

leda_status leda_options_parse(const leda_option_parser *parser, int argc, char **argv,
                               int *first_operand, leda_error *err);

/* Adds the lines of a table to the help text, in the language set. */
void leda_options_help(leda_option_table table, leda_text *text);

/* Adds a paragraph broken at 96 columns, its later lines indented, ended by a line break. */
void leda_options_add_wrapped(leda_text *text, const char *help, size_t indent);

/* Values of options; each error names the option. A number may have a decimal comma, but "1,000", which
   some read as a thousand, is refused. */
leda_status leda_option_number(const char *option, const char *value, double *out, leda_error *err);
leda_status leda_option_whole(const char *option, const char *value, long long *out,
                              leda_error *err);
leda_status leda_option_positive(const char *option, const char *value, double *out,
                                 leda_error *err);

/* The period that text[0..length-1] names. */
leda_status leda_option_period(const char *option, const char *text, size_t length,
                               leda_period *out, leda_error *err);

/* "--type cannot be 'x'", with the words it can be as the hint. */
leda_status leda_option_bad_word(const char *option, const char *value, const char *words,
                                 leda_error *err);

#endif
