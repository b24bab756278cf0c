/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes stats/calibrated_limits.inc: for n points and a rate of false alarms the limit L of an individuals
 * chart, as a ratio to the L of known limits. Options: --draws N (20000; the kept table: 2000000),
 * --seed S (1), --threads T (1).
 */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/calibrated_limits.h"

static const size_t lengths[] = {4,  5,  6,  7,  8,  9,   10,  12,  14,  16,  20,  24,
                                 30, 36, 48, 60, 90, 120, 180, 240, 360, 500, 1000};
static const double rates[] = {0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001};
enum { N_LENGTHS = sizeof lengths / sizeof *lengths, N_RATES = sizeof rates / sizeof *rates };

static int print_row(size_t n, const leda_false_alarm_plan *plan) {
  leda_alarm_chart chart = {.centre = LEDA_ALARM_MEAN, .sigma = LEDA_ALARM_MOVING_RANGE};
  leda_alarm_rules set = leda_alarm_rules_sigma3();
  int status;
  double limit[N_RATES] = {0.0};
  leda_alarm_judge *judge = leda_alarm_judge_alloc(&chart, n, &set, 1, &status);
  if (judge != NULL) status = leda_calibrated_limits_simulate(plan, judge, rates, N_RATES, limit);
  leda_alarm_judge_free(judge);
  if (status != GSL_SUCCESS) return 1;
  printf("    {");
  for (size_t k = 0; k < N_RATES; k++)
    printf("%s%.5f", k ? ", " : "", limit[k] / leda_calibrated_limit_known(n, rates[k]));
  printf("},\n");
  return fflush(stdout);
}

int main(int argc, char **argv) {
  leda_false_alarm_plan plan = {
      .draw = leda_false_alarm_normal, .draws = 20000, .seed = 1, .threads = 1};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--draws") == 0) plan.draws = (size_t)strtoull(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--seed") == 0) plan.seed = strtoull(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--threads") == 0) plan.threads = atoi(argv[i + 1]);
  }
  printf("/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
         "/* Made by benchmarks/make_calibrated_limits.c, %zu series a row. */\n"
         "static const double table_n[] = {",
         plan.draws);
  for (size_t i = 0; i < N_LENGTHS; i++) printf("%s%zu", i ? ", " : "", lengths[i]);
  printf("};\nstatic const double table_rate[] = {");
  for (size_t k = 0; k < N_RATES; k++) printf("%s%g", k ? ", " : "", rates[k]);
  printf("};\nstatic const double table_ratio[][%d] = {\n", (int)N_RATES);
  for (size_t i = 0; i < N_LENGTHS; i++)
    if (print_row(lengths[i], &plan)) return 1;
  printf("};\n");
  return 0;
}
