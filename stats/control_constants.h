/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CONTROL_CONSTANTS_H
#define LEDA_STATS_CONTROL_CONSTANTS_H

/* Constants of control charts for samples of n independent normal values with sigma 1, exact to about 12
 * digits; tables print three. Sources: Montgomery, Introduction to Statistical Quality Control,
 * appendix VI; Tippett (1925) for the range. NaN for n < 2, and above 1,000 for d2 and d3. */

/* Mean of the range: int 1 - Phi(x)^n - (1 - Phi(x))^n dx. */
double leda_control_d2(unsigned n);

/* Standard deviation of the range: E[R^2] = 2 int int over x < y of
 * 1 - Phi(y)^n - (1 - Phi(x))^n + (Phi(y) - Phi(x))^n. */
double leda_control_d3(unsigned n);

/* Mean of the sample's standard deviation, divisor n - 1:
 * sqrt(2 / (n - 1)) Gamma(n / 2) / Gamma((n - 1) / 2). */
double leda_control_c4(unsigned n);

/* Median of |y_i - y_(i-1)|: sqrt(2) Phi^-1(3/4) = 0.9538726. */
double leda_control_median_range_two(void);

#endif
