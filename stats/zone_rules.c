/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/zone_rules.h"

static size_t count_beyond(const double *z, size_t from, size_t to, double limit, int sign) {
  size_t count = 0;
  for (size_t i = from; i <= to; i++) count += sign * z[i] > limit;
  return count;
}

void leda_rule_beyond(const double *z, size_t n, double limit, size_t needed, size_t window,
                      bool *fires) {
  for (size_t i = 0; i < n; i++) {
    size_t from = i + 1 >= window ? i + 1 - window : 0;
    int sign = z[i] > limit ? 1 : z[i] < -limit ? -1 : 0;
    fires[i] = sign != 0 && count_beyond(z, from, i, limit, sign) >= needed;
  }
}

void leda_rule_run(const double *z, size_t n, size_t length, bool *fires) {
  size_t run = 0;
  int last = 0;
  for (size_t i = 0; i < n; i++) {
    int side = (z[i] > 0.0) - (z[i] < 0.0);
    run = side == 0 ? 0 : side == last ? run + 1 : 1;
    last = side;
    fires[i] = run >= length;
  }
}
