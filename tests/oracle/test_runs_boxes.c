/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number of crossings and longest run of 10 to 40 points, judged by qicharts2 0.8.1's three methods (crsignal). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/runs.h"

static FILE *open_cases(void) {
  char path[512];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/reference/spc/qicharts2/crsignal_n10_40.csv",
           shared ? shared : "../shared");
  return fopen(path, "r");
}

static void test_boxes(void **state) {
  (void)state;
  FILE *file = open_cases();
  if (!file) skip();
  size_t cases = 0, n, c, l;
  int signal[3];
  char header[64];
  assert_non_null(fgets(header, sizeof header, file));
  assert_string_equal(header, "n,c,l,anhoej,bestbox,cutbox\n");
  while (fscanf(file, "%zu,%zu,%zu,%d,%d,%d", &n, &c, &l, &signal[0], &signal[1], &signal[2]) ==
         6) {
    for (int rule = LEDA_RUNS_STANDARD; rule <= LEDA_RUNS_CUT_BOX; rule++) {
      leda_runs runs = {.useful = n, .crossings = c, .longest_run = l};
      assert_true(leda_runs_judge(&runs, (leda_runs_rule)rule));
      assert_int_equal(runs.signal, signal[rule]);
    }
    cases++;
  }
  fclose(file);
  assert_int_equal(cases, 11315);
  print_message("qicharts2 0.8.1, crsignal: %zu cases agree by each of the three methods\n", cases);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_boxes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
