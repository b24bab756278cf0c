/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison rules behind assert_near.h, as plain functions, so that they can be tested. */
#ifndef TESTS_SUPPORT_NEAR_H
#define TESTS_SUPPORT_NEAR_H

#include <stdbool.h>

/* |actual - expected| / |expected|; the absolute difference where expected is 0. NaN passes on. */
double leda_test_relative_difference(double actual, double expected);

/* See assert_near. A negative or NaN tolerance is never met, except by two NaNs or infinities. */
bool leda_test_is_near(double actual, double expected, double tolerance);

/* See assert_within; the same rules for NaN and infinities. */
bool leda_test_is_within(double actual, double expected, double tolerance);

#endif
