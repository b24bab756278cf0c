/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/threads.h"

#include <omp.h>

int leda_threads(int wanted) {
  int threads = wanted > 0 ? wanted : omp_get_max_threads();
  return threads > 0 ? threads : 1;
}
