/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/target_choice.h"

#include <string.h>

#include "engine/cli/options.h"
#include "engine/core/memory.h"

static leda_status bad_form(const char *value, leda_error *err) {
  return leda_option_bad_word("target", value, "V, PERIOD=V, PERIOD=V..PERIOD=V", err);
}

/* PERIOD=V in text[0..length-1]. */
static leda_status dated(const char *text, size_t length, leda_period *period, double *value,
                         leda_error *err) {
  char number[64];
  const char *sign = memchr(text, '=', length);
  size_t head = (size_t)(sign - text), tail = length - head - 1;
  if (tail >= sizeof number) return bad_form(text, err);
  if (leda_option_period("target", text, head, period, err)) return LEDA_ERR_USAGE;
  memcpy(number, sign + 1, tail);
  number[tail] = '\0';
  return leda_option_number("target", number, value, err);
}

leda_status leda_target_choice_parse(const char *value, leda_target_choice *out, leda_error *err) {
  *out = (leda_target_choice){0};
  const char *dots = strstr(value, ".."), *sign = strchr(value, '=');
  if (!sign && !dots) return leda_option_number("target", value, &out->value, err);
  size_t first = dots ? (size_t)(dots - value) : strlen(value);
  if (!sign || sign >= value + first || (dots && !strchr(dots, '='))) return bad_form(value, err);
  if (dated(value, first, &out->from, &out->value, err)) return LEDA_ERR_USAGE;
  return dots ? dated(dots + 2, strlen(dots + 2), &out->to, &out->end, err) : LEDA_OK;
}
