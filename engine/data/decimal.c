/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/decimal.h"

#include <inttypes.h>
#include <string.h>

#include "engine/core/number.h"

static const int64_t POWERS[LEDA_DECIMALS_MOST + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};

static const char *read_sign(const char *text, bool *negative) {
  static const char MINUS[] = "\xE2\x88\x92";
  *negative = true;
  if (*text == '-') return text + 1;
  if (strncmp(text, MINUS, 3) == 0) return text + 3;
  *negative = false;
  return *text == '+' ? text + 1 : text;
}

bool leda_decimal_parse(const char *text, leda_decimal *out) {
  bool negative = false;
  const char *at = read_sign(text, &negative);
  size_t whole = strspn(at, "0123456789");
  if (whole == 0 || whole > 9) return false;
  leda_decimal value = {0};
  for (size_t i = 0; i < whole; i++) value.units = 10 * value.units + (at[i] - '0');
  at += whole;
  if (*at == '.' || *at == ',') {
    at++;
    size_t fraction = strspn(at, "0123456789");
    if (fraction == 0 || fraction > LEDA_DECIMALS_MOST) return false;
    for (size_t i = 0; i < fraction; i++) value.units = 10 * value.units + (at[i] - '0');
    value.decimals = (int)fraction;
    at += fraction;
  }
  if (*at != '\0') return false;
  if (negative) value.units = -value.units;
  *out = value;
  return true;
}

leda_decimal leda_decimal_rescale(leda_decimal value, int decimals) {
  if (decimals > LEDA_DECIMALS_MOST) decimals = LEDA_DECIMALS_MOST;
  if (decimals <= value.decimals) return value;
  return (leda_decimal){value.units * POWERS[decimals - value.decimals], decimals};
}

leda_decimal leda_decimal_subtract(leda_decimal a, leda_decimal b) {
  int decimals = a.decimals > b.decimals ? a.decimals : b.decimals;
  return (leda_decimal){
      leda_decimal_rescale(a, decimals).units - leda_decimal_rescale(b, decimals).units, decimals};
}

int leda_decimal_compare(leda_decimal a, leda_decimal b) {
  int64_t units = leda_decimal_subtract(a, b).units;
  return (units > 0) - (units < 0);
}

double leda_decimal_value(leda_decimal value) {
  return (double)value.units / (double)POWERS[value.decimals];
}

double leda_decimal_half_step(leda_decimal value) { return 0.5 / (double)POWERS[value.decimals]; }

void leda_decimal_label(leda_decimal value, leda_language language, leda_text *text) {
  leda_number_label(leda_decimal_value(value), value.decimals, language, text);
}

void leda_decimal_format(leda_decimal value, leda_text *text) {
  int64_t size = value.units < 0 ? -value.units : value.units;
  int64_t power = POWERS[value.decimals];
  if (value.units < 0) leda_text_add_char(text, '-');
  leda_text_addf(text, "%" PRId64, size / power);
  if (value.decimals > 0) leda_text_addf(text, ".%0*" PRId64, value.decimals, size % power);
}
