/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pattern_rules.h"

#include <math.h>

static int direction(double from, double to) { return (to > from) - (to < from); }

void leda_rule_trend(const double *y, size_t n, size_t length, bool *fires) {
  size_t run = 0;
  int last = 0;
  for (size_t i = 0; i < n; i++) {
    int now = i > 0 ? direction(y[i - 1], y[i]) : 0;
    run = now == 0 ? 1 : now == last ? run + 1 : 2;
    last = now;
    fires[i] = run >= length;
  }
}

void leda_rule_alternating(const double *y, size_t n, size_t length, bool *fires) {
  size_t run = 0;
  int last = 0;
  for (size_t i = 0; i < n; i++) {
    int now = i > 0 ? direction(y[i - 1], y[i]) : 0;
    run = now == 0 ? 1 : now == -last ? run + 1 : 2;
    last = now;
    fires[i] = run >= length;
  }
}

void leda_rule_inside(const double *z, size_t n, size_t length, double limit, bool *fires) {
  size_t run = 0;
  for (size_t i = 0; i < n; i++) {
    run = fabs(z[i]) < limit ? run + 1 : 0;
    fires[i] = run >= length;
  }
}

/* A stretch outside has both sides among its last `length` when the newest value on either side is
   recent enough. */
void leda_rule_outside(const double *z, size_t n, size_t length, double limit, bool *fires) {
  size_t run = 0, since_above = n, since_below = n;
  for (size_t i = 0; i < n; i++) {
    since_above = z[i] > 0.0 ? 0 : since_above + 1;
    since_below = z[i] < 0.0 ? 0 : since_below + 1;
    run = fabs(z[i]) > limit ? run + 1 : 0;
    fires[i] = run >= length && since_above < length && since_below < length;
  }
}

static bool is_near(double z) { return fabs(z) > 2.0 && fabs(z) <= 3.0; }

void leda_rule_near_limit(const double *z, size_t n, bool *fires) {
  for (size_t i = 0; i < n; i++) fires[i] = false;
  for (size_t i = 2; i < n; i++) {
    const double *w = z + i - 2;
    bool above = w[0] > 0.0 && w[1] > 0.0 && w[2] > 0.0;
    bool below = w[0] < 0.0 && w[1] < 0.0 && w[2] < 0.0;
    if (!above && !below) continue;
    if (is_near(w[0]) + is_near(w[1]) + is_near(w[2]) < 2) continue;
    for (size_t k = 0; k < 3; k++)
      if (is_near(w[k])) fires[i - 2 + k] = true;
  }
}

/* From the end backwards, so that a mark just made is not taken for an end. */
void leda_rule_whole(bool *fires, size_t n, size_t length) {
  size_t left = 0;
  for (size_t i = n; i > 0; i--) {
    if (fires[i - 1]) left = length;
    fires[i - 1] = left > 0;
    if (left > 0) left--;
  }
}
