/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/assert_near.h"
#include "tests/support/near.h"

void leda_test_assert_near(double actual, double expected, double tolerance, const char *text,
                           const char *file, int line) {
  if (leda_test_is_near(actual, expected, tolerance)) {
    return;
  }
  print_error("%s is %.17g, expected %.17g (relative difference %.3g, allowed %.3g)\n", text,
              actual, expected, leda_test_relative_difference(actual, expected), tolerance);
  _fail(file, line);
}

void leda_test_assert_within(double actual, double expected, double tolerance, const char *text,
                             const char *file, int line) {
  if (leda_test_is_within(actual, expected, tolerance)) {
    return;
  }
  print_error("%s is %.17g, expected %.17g (difference %.3g, allowed %.3g)\n", text, actual,
              expected, fabs(actual - expected), tolerance);
  _fail(file, line);
}
