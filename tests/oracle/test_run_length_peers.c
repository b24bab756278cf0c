/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Average run lengths against the R package spc (reference folder, arl/). Its own quadrature is good to
   about 2e-8 in the last cells: a CUSUM with k = 1, h = 8 has 43271577.02 by 40-digit arithmetic
   (mpmath, 48 nodes) where spc prints 43271576.65. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stats/run_length.h"
#include "tests/support/assert_near.h"

enum { LINE = 256 };

/* How many values were compared and the largest relative difference. */
typedef struct {
  size_t n;
  double largest;
} tally;

static void compare(tally *t, double actual, double expected, double tolerance) {
  assert_near(actual, expected, tolerance);
  t->n++;
  t->largest = fmax(t->largest, fabs(actual - expected) / fabs(expected));
}

static void report(const tally *t, const char *what) {
  print_message("%s: %zu values of spc, largest relative difference %.2g (1e-6 asked for)\n", what,
                t->n, t->largest);
}

/* The file after its header line; skips the test where it is absent. */
static FILE *rows_of(const char *name) {
  char path[512], header[LINE];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/reference/spc/arl/%s.csv", shared ? shared : "../shared", name);
  FILE *file = fopen(path, "r");
  if (!file || !fgets(header, sizeof header, file)) skip();
  return file;
}

static void cusum_rows(void **state) {
  (void)state;
  char line[LINE], sided[8];
  double k, h, shift, expected, arl;
  tally t = {0};
  FILE *file = rows_of("cusum_arl");
  while (fgets(line, sizeof line, file)) {
    assert_int_equal(sscanf(line, "%lf,%lf,%lf,%7[^,],%lf", &k, &h, &shift, sided, &expected), 5);
    leda_cusum_design design = {.k = k, .h = h, .two_sided = strcmp(sided, "two") == 0};
    assert_int_equal(leda_cusum_arl(design, shift, &arl), 0);
    compare(&t, arl, expected, 1e-8);
  }
  fclose(file);
  assert_int_equal(t.n, 120);
  report(&t, "CUSUM, average run lengths");
}

static void ewma_rows(void **state) {
  (void)state;
  char line[LINE], limits[8];
  double lambda, width, shift, expected, arl;
  tally t = {0};
  FILE *file = rows_of("ewma_arl");
  while (fgets(line, sizeof line, file)) {
    assert_int_equal(
        sscanf(line, "%lf,%lf,%lf,%7[^,],%lf", &lambda, &width, &shift, limits, &expected), 5);
    leda_ewma_design design = {lambda, width, strcmp(limits, "vacl") == 0};
    assert_int_equal(leda_ewma_arl(design, shift, &arl), 0);
    compare(&t, arl, expected, 3e-8);
  }
  fclose(file);
  assert_int_equal(t.n, 150);
  report(&t, "EWMA, average run lengths");
}

/* The files' names say 370; their limits have an ARL of 370.4. */
static void limits_for_an_arl(void **state) {
  (void)state;
  char line[LINE];
  double at, expected, limit;
  tally t = {0};
  FILE *file = rows_of("cusum_h_for_arl370");
  while (fgets(line, sizeof line, file)) {
    assert_int_equal(sscanf(line, "%lf,%lf", &at, &expected), 2);
    assert_int_equal(leda_cusum_h((leda_cusum_design){.k = at, .two_sided = true}, 370.4, &limit),
                     0);
    compare(&t, limit, expected, 1e-8);
  }
  fclose(file);
  file = rows_of("ewma_c_for_arl370");
  while (fgets(line, sizeof line, file)) {
    assert_int_equal(sscanf(line, "%lf,%lf", &at, &expected), 2);
    assert_int_equal(leda_ewma_width((leda_ewma_design){.lambda = at}, 370.4, &limit), 0);
    compare(&t, limit, expected, 1e-8);
  }
  fclose(file);
  assert_int_equal(t.n, 7);
  report(&t, "Limits for an average run length");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cusum_rows),
      cmocka_unit_test(ewma_rows),
      cmocka_unit_test(limits_for_an_arl),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
