/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control charts against results of qcc 3.0, qicharts2 0.8.1 and NHSRplotthedots 0.2.2 (R), read from the reference
   folder: every result in a peer's index has a check, and what comes out is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "stats/runs.h"
#include "tests/support/peer_case.h"
#include "tests/support/peer_sheet.h"

typedef peer_outcome (*peer_check)(const char *name);

static json_t *index_of(const char *folder) {
  char path[512];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/reference/spc/%s/index.json", shared ? shared : "../shared",
           folder);
  return json_load_file(path, 0, NULL);
}

static void check_peer(const char *peer, const char *folder, peer_check check) {
  json_t *index = index_of(folder), *entry;
  if (!index) skip();
  size_t counts[PEER_EXPLAINED + 1] = {0}, cases = 0;
  const char *name;
  json_object_foreach(index, name, entry) {
    peer_outcome out = check(name);
    if (out.agreement == PEER_UNKNOWN) print_error("%s: %s has no check\n", peer, name);
    if (out.reason) print_message("  %s, %s: %s\n", peer, name, out.reason);
    counts[out.agreement]++;
    cases++;
  }
  json_decref(index);
  print_message(
      "%s: %zu cases; %zu agree to 1e-9, %zu more with the peer's rounded d2 (and to its "
      "rounding with the exact one), %zu to the peer's rounding, %zu differ for a reason\n",
      peer, cases, counts[PEER_EXACT], counts[PEER_CONSTANTS], counts[PEER_ROUNDED],
      counts[PEER_EXPLAINED]);
  assert_int_equal(counts[PEER_UNKNOWN], 0);
  assert_true(cases > 0);
}

static void test_qcc(void **state) {
  (void)state;
  check_peer("qcc 3.0", "qcc", peer_check_qcc);
}

static void test_qicharts2(void **state) {
  (void)state;
  check_peer("qicharts2 0.8.1", "qicharts2", peer_check_qicharts2);
}

static void test_nhs(void **state) {
  (void)state;
  check_peer("NHSRplotthedots 0.2.2", "nhsr", peer_check_nhsr);
}

/* Anhoej's limits by the number of useful points, against qicharts2's own table. */
static void test_runs_limits(void **state) {
  (void)state;
  static peer_sheet s;
  if (!peer_sheet_load("qicharts2", "anhoej_limits_by_n", &s)) skip();
  for (size_t row = 1; row < s.rows; row++) {
    size_t n = (size_t)peer_sheet_number(&s, row, "n");
    double y[PEER_ROWS], centre[PEER_ROWS];
    for (size_t i = 0; i < n && i < PEER_ROWS; i++) {
      y[i] = i % 2 ? 1.0 : -1.0;
      centre[i] = 0.0;
    }
    leda_runs runs = leda_runs_analyse(y, centre, n);
    double fewest = peer_sheet_number(&s, row, "crossings_min");
    assert_int_equal(runs.longest_run_max, peer_sheet_number(&s, row, "longest_max"));
    assert_int_equal(runs.crossings_min, fewest < 0 ? -fewest : fewest);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_qcc),
      cmocka_unit_test(test_qicharts2),
      cmocka_unit_test(test_nhs),
      cmocka_unit_test(test_runs_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
