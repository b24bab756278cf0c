/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/zone_rules.h"

/* Values among z[0..n-1] beyond the limit on the side of `sign`. */
static size_t count_beyond(const double *z, size_t n, double limit, int sign) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++) count += sign * z[i] > limit;
  return count;
}

void leda_rule_beyond(const double *z, size_t n, leda_zone_rule rule, bool *fires) {
  for (size_t i = 0; i < n; i++) {
    size_t length = i + 1 < rule.window ? i + 1 : rule.window;
    int sign = z[i] > rule.limit ? 1 : z[i] < -rule.limit ? -1 : 0;
    const double *last = z + i + 1 - length;
    fires[i] = sign != 0 && count_beyond(last, length, rule.limit, sign) >= rule.needed;
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
