/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected marks follow the rules' wording (Nelson 1984; NHS England, Making data count); each was
   worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/pattern_rules.h"

static void assert_marks(const bool *fires, const char *expected) {
  for (size_t i = 0; expected[i]; i++) assert_int_equal(fires[i], expected[i] == 'x');
}

static void test_trend(void **state) {
  (void)state;
  const double y[] = {5, 1, 2, 3, 4, 4, 5, 6, 7, 8, 7, 6, 5};
  bool fires[13];
  leda_rule_trend(y, 13, 4, fires);
  assert_marks(fires, "....x...xx..x"); /* equal neighbours end the first trend */
  leda_rule_trend(y, 13, 5, fires);
  assert_marks(fires, ".........x...");
}

static void test_alternating(void **state) {
  (void)state;
  const double y[] = {1, 3, 2, 4, 1, 1, 2, 1, 2, 3};
  bool fires[10];
  leda_rule_alternating(y, 10, 4, fires);
  assert_marks(fires, "...xx...x.");
}

static void test_inside(void **state) {
  (void)state;
  const double z[] = {0.5, -0.5, 0.99, 1.0, 0.1, 0.2, 0.0, 0.3};
  bool fires[8];
  leda_rule_inside(z, 8, 3, 1.0, fires);
  assert_marks(fires, "..x...xx"); /* exactly 1 sigma is not inside */
}

static void test_outside_needs_both_sides(void **state) {
  (void)state;
  const double z[] = {2, 2, 2, -2, 2, 2, 2, 1, -2, 2, 2};
  bool fires[11];
  leda_rule_outside(z, 11, 3, 1.0, fires);
  assert_marks(fires, "...xxx....x"); /* the third 2 after -2 has one side alone behind it */
}

static void test_near_limit(void **state) {
  (void)state;
  const double z[] = {2.5, 2.5, -0.1, 2.5, 0.5, 3.0, -2.5, 3.1, 2.5, 2.6, 0.1};
  bool fires[11];
  leda_rule_near_limit(z, 11, fires);
  assert_marks(fires, "...x.x..xx."); /* 2.5, 0.5, 3.0; and 2.5, 2.6 beside 3.1, not 3.1 itself */
}

static void test_whole(void **state) {
  (void)state;
  bool fires[] = {0, 0, 0, 1, 1, 0, 0, 0, 1};
  leda_rule_whole(fires, 9, 3);
  assert_marks(fires, ".xxxx.xxx");
  bool early[] = {0, 1, 0};
  leda_rule_whole(early, 3, 5);
  assert_marks(early, "xx.");
}

static void test_nothing_without_sigma(void **state) {
  (void)state;
  const double z[] = {NAN, NAN, NAN, NAN};
  bool fires[4];
  leda_rule_inside(z, 4, 2, 1.0, fires);
  assert_marks(fires, "....");
  leda_rule_outside(z, 4, 2, 1.0, fires);
  assert_marks(fires, "....");
  leda_rule_near_limit(z, 4, fires);
  assert_marks(fires, "....");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_trend),
      cmocka_unit_test(test_alternating),
      cmocka_unit_test(test_inside),
      cmocka_unit_test(test_outside_needs_both_sides),
      cmocka_unit_test(test_near_limit),
      cmocka_unit_test(test_whole),
      cmocka_unit_test(test_nothing_without_sigma),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
