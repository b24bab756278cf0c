/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Comparing doubles in tests. cmocka 1.1.5 has no assert_double_equal, and its assert_float_equal
 * lets NaN pass for any number. Include after <cmocka.h>.
 */
#ifndef TESTS_SUPPORT_ASSERT_NEAR_H
#define TESTS_SUPPORT_ASSERT_NEAR_H

#include <stdbool.h>

/*
 * Fails the test unless `actual` is `expected` within a relative tolerance. The rules are those of
 * GSL's gsl_test_rel: NaN equals only NaN, an infinity only the same infinity, and where
 * `expected` is 0 the tolerance is absolute. A tolerance of 0 asks for equal values.
 */
#define assert_near(actual, expected, tolerance)                                                   \
  do {                                                                                             \
    if (!leda_test_check_near((actual), (expected), (tolerance), #actual))                         \
      _fail(__FILE__, __LINE__);                                                                   \
  } while (0)

/* The same with an absolute tolerance: |actual - expected| <= tolerance. */
#define assert_within(actual, expected, tolerance)                                                 \
  do {                                                                                             \
    if (!leda_test_check_within((actual), (expected), (tolerance), #actual))                       \
      _fail(__FILE__, __LINE__);                                                                   \
  } while (0)

/* What the macros call: false, with both numbers printed beside `text`, when they differ. */
bool leda_test_check_near(double actual, double expected, double tolerance, const char *text);
bool leda_test_check_within(double actual, double expected, double tolerance, const char *text);

#endif
