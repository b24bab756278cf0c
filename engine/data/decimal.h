/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_DECIMAL_H
#define LEDA_DATA_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/core/i18n.h"
#include "engine/core/text.h"

/* A published number exactly as printed: units / 10^decimals. 4,60 is {460, 2} and not {46, 1}: the
   decimals tell how finely it was rounded. */
typedef struct {
  int64_t units;
  int decimals;
} leda_decimal;

#define LEDA_DECIMALS_MOST 6

/* Reads a sign (- or U+2212), digits, and a point or comma with 1 to 6 digits behind; at most 9 digits
   before. Nothing else: false. */
bool leda_decimal_parse(const char *text, leda_decimal *out);

/* The same number with more decimals (never fewer). */
leda_decimal leda_decimal_rescale(leda_decimal value, int decimals);

/* a - b with the decimals of the finer one. Exact. */
leda_decimal leda_decimal_subtract(leda_decimal a, leda_decimal b);

/* -1, 0, 1 by size: 4.6 and 4.60 are equal. */
int leda_decimal_compare(leda_decimal a, leda_decimal b);

/* The nearest double. */
double leda_decimal_value(leda_decimal value);

/* Half a step of the last decimal: how far a rounded number can lie from what it was rounded from. */
double leda_decimal_half_step(leda_decimal value);

/* For people: decimal mark and minus of the language, all printed decimals. */
void leda_decimal_label(leda_decimal value, leda_language language, leda_text *text);

/* For machines: decimal point. */
void leda_decimal_format(leda_decimal value, leda_text *text);

#endif
