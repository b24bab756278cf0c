/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gauss.h"

#include <math.h>

static void pair(leda_stream *stream, double *a, double *b) {
  double u, v, square;

  do {
    u = 2.0 * leda_stream_uniform(stream) - 1.0;
    v = 2.0 * leda_stream_uniform(stream) - 1.0;
    square = u * u + v * v;
  } while (!(square > 0.0 && square < 1.0));
  square = sqrt(-2.0 * log(square) / square);
  *a = u * square;
  *b = v * square;
}

void leda_gauss_fill(leda_stream *stream, double *out, size_t n) {
  double spare;

  for (size_t i = 0; i + 1 < n; i += 2) pair(stream, &out[i], &out[i + 1]);
  if (n % 2 == 1) pair(stream, &out[n - 1], &spare);
}
