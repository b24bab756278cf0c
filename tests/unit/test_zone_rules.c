/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected marks follow the rules' wording (methods.md's table); each was worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/zone_rules.h"

static void assert_marks(const bool *fires, const char *expected) {
  for (size_t i = 0; expected[i]; i++) assert_int_equal(fires[i], expected[i] == 'x');
}

static void test_two_of_three(void **state) {
  (void)state;
  const double z[] = {2.1, 0.0, 2.2, 0.0, 0.0, -2.5, 2.5, -2.5, 2.5};
  bool fires[9];
  leda_rule_beyond(z, 9, (leda_zone_rule){2.0, 2, 3}, fires);
  assert_marks(fires, "..x....xx");
}

static void test_two_of_three_at_the_first_pair(void **state) {
  (void)state;
  const double z[] = {2.1, 2.2, 0.0, 2.0};
  bool fires[4];
  leda_rule_beyond(z, 4, (leda_zone_rule){2.0, 2, 3}, fires);
  assert_marks(fires, ".x.."); /* exactly 2 sigma is not beyond */
}

static void test_four_of_five(void **state) {
  (void)state;
  const double z[] = {1.1, 1.2, 0.5, 1.3, 1.4, 0.0, 1.5, 1.6};
  bool fires[8];
  leda_rule_beyond(z, 8, (leda_zone_rule){1.0, 4, 5}, fires);
  assert_marks(fires, "....x..x"); /* points 4, 5, 7 and 8 of 4..8 make the second */
}

static void test_run(void **state) {
  (void)state;
  const double z[] = {1, 1, 1, 0, 1, 1, 1, 1, -1};
  bool fires[9];
  leda_rule_run(z, 9, 4, fires);
  assert_marks(fires, ".......x."); /* the value on the centre ends the first run */
}

static void test_nothing_on_a_flat_line(void **state) {
  (void)state;
  const double z[12] = {0};
  bool fires[12];
  leda_rule_run(z, 12, 8, fires);
  assert_marks(fires, "............");
  leda_rule_beyond(z, 12, (leda_zone_rule){0.0, 1, 1}, fires);
  assert_marks(fires, "............");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_of_three),
      cmocka_unit_test(test_two_of_three_at_the_first_pair),
      cmocka_unit_test(test_four_of_five),
      cmocka_unit_test(test_run),
      cmocka_unit_test(test_nothing_on_a_flat_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
