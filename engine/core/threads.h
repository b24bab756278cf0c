/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_THREADS_H
#define LEDA_CORE_THREADS_H

/* How many threads to use: `wanted` when it is positive, else one for each core (OMP_NUM_THREADS is
   respected). Never less than 1. The number never changes a result. */
int leda_threads(int wanted);

#endif
