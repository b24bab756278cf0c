/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define DASH "\xE2\x80\x93"
#define INFINITE "\xE2\x88\x9E"

void leda_number_format(double value, char out[LEDA_NUMBER_SIZE]) {
  if (isnan(value)) {
    out[0] = '\0';
    return;
  }
  if (value == 0) value = 0; /* -0.0 */
  /* "%.15g" drops trailing zeros and 15 digits always survive a round trip, so the first that
     reads back is the shortest; below DBL_MIN doubles have fewer digits. */
  int digits = fabs(value) < DBL_MIN ? 1 : 15;
  for (; digits <= 17; digits++) {
    snprintf(out, LEDA_NUMBER_SIZE, "%.*g", digits, value);
    if (!isfinite(value) || strtod(out, NULL) == value) return;
  }
}

/* Whole part with a mark between groups of three, from 10 000 up. */
static void add_whole(leda_text *text, const char *digits, size_t n, leda_language language) {
  bool grouped = n >= 5;
  for (size_t i = 0; i < n; i++) {
    if (grouped && i > 0 && (n - i) % 3 == 0)
      leda_text_add(text, language == LEDA_SV ? NO_BREAK_SPACE : ",");
    leda_text_add_char(text, digits[i]);
  }
}

static bool all_zero(const char *digits) { return digits[strspn(digits, "0.")] == '\0'; }

void leda_number_label(double value, int decimals, leda_language language, leda_text *text) {
  if (isnan(value)) {
    leda_text_add(text, DASH);
    return;
  }
  if (isinf(value)) {
    leda_text_add(text, value < 0 ? MINUS INFINITE : INFINITE);
    return;
  }
  char digits[DBL_MAX_10_EXP + 16];
  if (decimals < 0) decimals = 0;
  if (decimals > 9) decimals = 9;
  snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
  if (value < 0 && !all_zero(digits)) leda_text_add(text, MINUS);
  size_t whole = strcspn(digits, ".");
  add_whole(text, digits, whole, language);
  if (digits[whole] == '\0') return;
  leda_text_add_char(text, language == LEDA_SV ? ',' : '.');
  leda_text_add(text, digits + whole + 1);
}

int leda_number_decimals(const double *values, size_t n, int digits) {
  double largest = 0;
  for (size_t i = 0; i < n; i++)
    if (isfinite(values[i]) && fabs(values[i]) > largest) largest = fabs(values[i]);
  if (digits < 1) digits = 1;
  if (digits > 17) digits = 17;
  if (largest == 0) return 0;
  /* The exponent after rounding: 9.996 at three digits is 10.0, not 10.00. */
  char text[LEDA_NUMBER_SIZE];
  snprintf(text, sizeof text, "%.*e", digits - 1, largest);
  int decimals = digits - 1 - (int)strtol(strchr(text, 'e') + 1, NULL, 10);
  return decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
}

int leda_number_exact_decimals(double value, int least, int most) {
  double scale = pow(10.0, least);
  for (int decimals = least; decimals <= most; decimals++, scale *= 10.0)
    if (fabs(round(value * scale) - value * scale) <= 1e-9 * fmax(1.0, fabs(value * scale)))
      return decimals;
  return least;
}

void leda_number_label_p(double p, leda_language language, leda_text *text) {
  if (p < 0.001) {
    leda_text_add(text, "< ");
    leda_number_label(0.001, 3, language, text);
  } else if (p < 1 && p >= 0.995) {
    leda_text_add(text, "> ");
    leda_number_label(0.99, 2, language, text);
  } else {
    /* Three decimals where two would hide on which side of 0.05 the value lies. */
    bool close = p < 0.0095 || (p >= 0.045 && p < 0.055 && p != 0.05);
    leda_number_label(p, close ? 3 : 2, language, text);
  }
}

void leda_number_label_percent(double share, int decimals, leda_language language,
                               leda_text *text) {
  leda_number_label(100 * share, decimals, language, text);
  if (isnan(share)) return;
  leda_text_add(text, language == LEDA_SV ? NO_BREAK_SPACE "%" : "%");
}
