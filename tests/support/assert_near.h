/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Comparing doubles in tests. cmocka 1.1.5 has no assert_double_equal, and its assert_float_equal
 * lets NaN pass for any number.
 *
 * Include after <cmocka.h>.
 */
#ifndef TESTS_SUPPORT_ASSERT_NEAR_H
#define TESTS_SUPPORT_ASSERT_NEAR_H

/*
 * Fails the test unless `actual` is `expected` within a relative tolerance. The rules are those of
 * GSL's gsl_test_rel: NaN equals only NaN, an infinity only the same infinity, and where
 * `expected` is 0 the tolerance is absolute. A tolerance of 0 asks for equal values.
 */
#define assert_near(actual, expected, tolerance)                                                   \
  leda_test_assert_near((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

/* The same with an absolute tolerance: |actual - expected| <= tolerance. */
#define assert_within(actual, expected, tolerance)                                                 \
  leda_test_assert_within((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

void leda_test_assert_near(double actual, double expected, double tolerance, const char *text,
                           const char *file, int line);
void leda_test_assert_within(double actual, double expected, double tolerance, const char *text,
                             const char *file, int line);

#endif
