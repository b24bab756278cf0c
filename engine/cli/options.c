/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/cli/user_words.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/period.h"

enum { FIRST_LONG_ID = 256 };

static const leda_option *option_at(const leda_option_parser *parser, size_t index) {
  if (index < parser->own.n) return &parser->own.items[index];
  return &parser->common.items[index - parser->own.n];
}

/* getopt_long answers with FIRST_LONG_ID + index, or with the letter. */
static const leda_option *find_answer(const leda_option_parser *parser, size_t n, int answer) {
  for (size_t i = 0; i < n; i++) {
    const leda_option *option = option_at(parser, i);
    if (answer == FIRST_LONG_ID + (int)i || (option->letter && answer == option->letter))
      return option;
  }
  return NULL;
}

static struct option *long_options(const leda_option_parser *parser, size_t n, leda_text *letters) {
  struct option *table = leda_calloc(n + 1, sizeof *table);
  leda_text_add(letters, ":");
  for (size_t i = 0; table && i < n; i++) {
    const leda_option *option = option_at(parser, i);
    table[i].name = option->name;
    table[i].has_arg = option->argument ? required_argument : no_argument;
    table[i].val = FIRST_LONG_ID + (int)i;
    if (!option->letter) continue;
    leda_text_add_char(letters, option->letter);
    if (option->argument) leda_text_add_char(letters, ':');
  }
  return table;
}

static leda_status bad_option(int answer, const char *word, leda_error *err) {
  if (answer == ':')
    leda_fail(err, LEDA_ERR_USAGE, _("the option %s needs a value"), word);
  else
    leda_fail(err, LEDA_ERR_USAGE, _("unknown option %s"), word);
  leda_error_hint(err, "%s", _("--help lists the options"));
  return LEDA_ERR_USAGE;
}

leda_status leda_options_parse(const leda_option_parser *parser, int argc, char **argv,
                               int *first_operand, leda_error *err) {
  size_t n = parser->own.n + parser->common.n;
  leda_text letters = {0};
  struct option *table = long_options(parser, n, &letters);
  leda_status status = table ? leda_text_status(&letters, err) : leda_fail_memory(err);
  opterr = 0;
  optind = 0; /* GNU: start anew and permute operands to the end */
  while (!status) {
    int answer = getopt_long(argc, argv, leda_text_str(&letters), table, NULL);
    if (answer == -1) break;
    const leda_option *option = find_answer(parser, n, answer);
    status = option ? parser->handler(option->id, optarg, parser->data, err)
                    : bad_option(answer, argv[optind - 1], err);
  }
  *first_operand = optind;
  leda_free(table);
  leda_text_clear(&letters);
  return status;
}

void leda_options_add_wrapped(leda_text *text, const char *help, size_t indent) {
  const size_t width = 96;
  size_t column = indent;
  while (*help) {
    size_t length = strcspn(help, " ");
    char *word = leda_strndup(help, length);
    size_t letters = word ? leda_utf8_length(word) : 0;
    if (column > indent && column + 1 + letters > width) {
      leda_text_add(text, "\n");
      leda_text_add_repeated(text, " ", indent);
      column = indent;
    }
    if (column > indent) leda_text_add(text, " ");
    if (word) leda_text_add(text, word);
    column += letters + (column > indent);
    leda_free(word);
    help += length;
    help += strspn(help, " ");
  }
  leda_text_add(text, "\n");
}

void leda_options_help(leda_option_table table, leda_text *text) {
  for (size_t i = 0; i < table.n; i++) {
    const leda_option *option = &table.items[i];
    leda_text left = {0};
    if (option->letter)
      leda_text_addf(&left, "  -%c, --%s", option->letter, option->name);
    else
      leda_text_addf(&left, "  --%s", option->name);
    if (option->argument) {
      leda_text_add(&left, " ");
      leda_user_words_add(&left, option->argument);
    }
    if (leda_utf8_length(leda_text_str(&left)) > 30)
      leda_text_addf(text, "%s\n%32s", leda_text_str(&left), "");
    else
      leda_text_add_padded(text, leda_text_str(&left), 32, false);
    leda_options_add_wrapped(text, _(option->help), 32);
    leda_text_clear(&left);
  }
}

/* The place of a decimal comma. "1,000" may be a thousand to one reader and one to another: none. */
static const char *decimal_comma(const char *value) {
  const char *comma = strchr(value, ',');
  if (!comma || strchr(value, '.')) return NULL;
  size_t before = strspn(value, "+-0"), decimals = strspn(comma + 1, "0123456789");
  bool thousands = decimals == 3 && value + before != comma;
  return decimals == 0 || thousands || comma[1 + decimals] ? NULL : comma;
}

leda_status leda_option_number(const char *option, const char *value, double *out,
                               leda_error *err) {
  char written[64], *end;
  const char *comma = decimal_comma(value), *text = value;
  if (comma && strlen(value) < sizeof written) {
    memcpy(written, value, strlen(value) + 1);
    written[comma - value] = '.';
    text = written;
  }
  *out = strtod(text, &end);
  if (end != text && *end == '\0' && isfinite(*out)) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("--%s needs a number, not '%s'"), option, value);
  leda_error_hint(err, "%s", _("write decimals with a point: 2.5"));
  return LEDA_ERR_USAGE;
}

leda_status leda_option_whole(const char *option, const char *value, long long *out,
                              leda_error *err) {
  char *end;
  errno = 0;
  *out = strtoll(value, &end, 10);
  if (end != value && *end == '\0' && errno == 0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s needs a whole number, not '%s'"), option, value);
}

leda_status leda_option_positive(const char *option, const char *value, double *out,
                                 leda_error *err) {
  if (leda_option_number(option, value, out, err)) return LEDA_ERR_USAGE;
  if (*out > 0.0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be above zero"), option);
}

leda_status leda_option_bad_word(const char *option, const char *value, const char *words,
                                 leda_error *err) {
  leda_text shown = {0};
  leda_user_words_add(&shown, words);
  leda_fail(err, LEDA_ERR_USAGE, _("--%s cannot be '%s'"), option, value);
  leda_error_hint(err, _("it is one of: %s"), leda_text_str(&shown));
  leda_text_clear(&shown);
  return LEDA_ERR_USAGE;
}

leda_status leda_option_period(const char *option, const char *text, size_t length,
                               leda_period *out, leda_error *err) {
  char written[64];
  if (length < sizeof written) {
    memcpy(written, text, length);
    written[length] = '\0';
    if (leda_period_parse(written, out)) return LEDA_OK;
  }
  leda_fail(err, LEDA_ERR_USAGE, _("--%s: '%.*s' is not a period"), option, (int)length, text);
  leda_error_hint(err, "%s", _("write periods as 2014, 2014-05, 2014-Q2 or 2014-05-13"));
  return LEDA_ERR_USAGE;
}
