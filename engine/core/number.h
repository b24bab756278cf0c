/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_NUMBER_H
#define LEDA_CORE_NUMBER_H

#include <stddef.h>

#include "engine/core/i18n.h"
#include "engine/core/text.h"

#define LEDA_NUMBER_SIZE 64

/* Machine form for CSV and JSON: the shortest decimal text that reads back as the same double,
   decimal point, no thousands marks, "" for NaN (CSV's missing), never "-0". Infinite: "inf",
   "-inf". */
void leda_number_format(double value, char out[LEDA_NUMBER_SIZE]);

/* Human form with a fixed number of decimals (0 to 9). Swedish: decimal comma, no-break space
   (U+00A0) between thousands from 10 000 up, U+2212 as minus. English: point, comma from 10,000 up,
   U+2212 as minus. NaN gives "–". A value that rounds to zero carries no minus. */
void leda_number_label(double value, int decimals, leda_language language, leda_text *text);

/* How many decimals show `digits` significant digits of the largest magnitude in values[0..n-1]
   (NaN skipped), between 0 and 6: one choice for a whole table or axis. */
int leda_number_decimals(const double *values, size_t n, int digits);

/* How many decimals, from `least` to `most`, show a value as it is, as of one that a user wrote; `least`
   where none of them does, and for NaN. */
int leda_number_exact_decimals(double value, int least, int most);

/* A p-value for people: "0.03", "0.004", "< 0.001" (Swedish comma). NaN: "–". */
void leda_number_label_p(double p, leda_language language, leda_text *text);

/* A share 0..1 as per cent with given decimals: "45 %" with a no-break space in Swedish, "45%" in
   English. */
void leda_number_label_percent(double share, int decimals, leda_language language, leda_text *text);

#endif
