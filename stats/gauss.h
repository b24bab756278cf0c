/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_GAUSS_H
#define LEDA_STATS_GAUSS_H

#include <stddef.h>

#include "stats/stream.h"

/* Fills out[0..n-1] with independent standard normals by the polar method (Marsaglia & Bray 1964): a
 * third of the time of leda_stream_normal, for large simulations. */
void leda_gauss_fill(leda_stream *stream, double *out, size_t n);

#endif
