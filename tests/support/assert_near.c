/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/assert_near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/near.h"

bool leda_test_check_near(double actual, double expected, double tolerance, const char *text) {
  if (leda_test_is_near(actual, expected, tolerance)) return true;
  print_error("%s is %.17g, expected %.17g (relative difference %.3g, allowed %.3g)\n", text,
              actual, expected, leda_test_relative_difference(actual, expected), tolerance);
  return false;
}

bool leda_test_check_within(double actual, double expected, double tolerance, const char *text) {
  if (leda_test_is_within(actual, expected, tolerance)) return true;
  print_error("%s is %.17g, expected %.17g (difference %.3g, allowed %.3g)\n", text, actual,
              expected, fabs(actual - expected), tolerance);
  return false;
}
