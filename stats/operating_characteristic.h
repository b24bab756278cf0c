/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_OPERATING_CHARACTERISTIC_H
#define LEDA_STATS_OPERATING_CHARACTERISTIC_H

/* Operating characteristic of charts of counts (Montgomery, Introduction to Statistical Quality Control,
 * sections 7.2.4 and 7.3.4): the chance that a point stays within its limits when the process has moved,
 * exactly by the binomial or Poisson distribution. That of means is leda_shewhart_inside.
 *
 * Limits are counts, and a count on a limit lies within. A limit that differs from a whole number by less
 * than 1e-9 of its size, as rounding makes it, is that number. A NaN or infinite limit, or a lower one at or
 * below 0, is none. */
typedef struct {
  double lower;
  double upper;
} leda_count_limits;

/* X of a p or np chart: size cases with share p. P(lower <= X <= upper), and its complement with full
 * precision where it is small: 1 / the complement is the average run length. NaN unless 0 <= p <= 1 and size is a
 * whole number from 1 to 2e9. */
double leda_binomial_inside(double size, double p, leda_count_limits limits);
double leda_binomial_outside(double size, double p, leda_count_limits limits);

/* X of a c or u chart: Poisson with this mean, 0 <= mean < 1e9, else NaN. */
double leda_poisson_inside(double mean, leda_count_limits limits);
double leda_poisson_outside(double mean, leda_count_limits limits);

#endif
