/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/near.h"

#include <math.h>

double leda_test_relative_difference(double actual, double expected) {
  double difference = fabs(actual - expected);
  return fpclassify(expected) == FP_ZERO ? difference : difference / fabs(expected);
}

/* Where either side is not finite, only the same kind of value will do. */
static bool same_special(double actual, double expected) {
  if (isnan(actual) || isnan(expected)) {
    return isnan(actual) && isnan(expected);
  }
  return isinf(actual) && isinf(expected) && signbit(actual) == signbit(expected);
}

bool leda_test_is_near(double actual, double expected, double tolerance) {
  if (!isfinite(actual) || !isfinite(expected)) {
    return same_special(actual, expected);
  }
  return leda_test_relative_difference(actual, expected) <= tolerance;
}

bool leda_test_is_within(double actual, double expected, double tolerance) {
  if (!isfinite(actual) || !isfinite(expected)) {
    return same_special(actual, expected);
  }
  return fabs(actual - expected) <= tolerance;
}
