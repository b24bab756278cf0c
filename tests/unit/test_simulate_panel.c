/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/simulate.h"
#include "engine/core/memory.h"
#include "engine/output/simulate_csv.h"
#include "tests/support/assert_near.h"

static leda_simulation made(const leda_simulate_options *options) {
  leda_simulation simulation;
  leda_error err = leda_error_none();
  if (leda_simulation_init(&simulation, options, &err)) fail_msg("%s", err.message);
  return simulation;
}

static leda_status append(const leda_text *text, void *data, leda_error *err) {
  leda_text *all = data;
  (void)err;
  leda_text_add_n(all, leda_text_str(text), text->length);
  return LEDA_OK;
}

static leda_text whole_panel(leda_simulate_options options, int threads) {
  leda_text all = {0};
  leda_simulation_sink sink = {.render = leda_simulate_csv_series, .write = append, .data = &all};
  leda_error err = leda_error_none();
  options.threads = threads;
  leda_simulation simulation = made(&options);
  assert_int_equal(leda_simulation_run(&simulation, &sink, &err), LEDA_OK);
  return all;
}

static leda_simulate_options rich_options(void) {
  leda_simulate_options o = leda_simulate_options_default();
  o.units = 700;
  o.indicators = 2;
  o.periods = 9;
  o.phi = 0.4;
  o.phi_sd = 0.1;
  o.common = 0.3;
  o.missing = 0.1;
  o.share = 0.4;
  o.shift = (leda_simulate_size){1.5, true};
  o.truth = true;
  return o;
}

static void threads_change_nothing(void **state) {
  leda_text one = whole_panel(rich_options(), 1), two = whole_panel(rich_options(), 2),
            seven = whole_panel(rich_options(), 7);
  (void)state;
  assert_string_equal(leda_text_str(&one), leda_text_str(&two));
  assert_string_equal(leda_text_str(&one), leda_text_str(&seven));
  leda_text_clear(&one);
  leda_text_clear(&two);
  leda_text_clear(&seven);
}

/* More units and more indicators continue the panel: what was there stays. */
static void more_units_continue_the_panel(void **state) {
  leda_simulate_options few = rich_options(), many = rich_options();
  (void)state;
  few.units = 3;
  leda_text short_panel = whole_panel(few, 1), long_panel = whole_panel(many, 1);
  assert_true(long_panel.length > short_panel.length);
  assert_memory_equal(short_panel.data, long_panel.data, short_panel.length);
  leda_text_clear(&short_panel);
  leda_text_clear(&long_panel);
}

static void seeds_differ(void **state) {
  leda_simulate_options a = rich_options(), b = rich_options();
  (void)state;
  b.seed = 2;
  leda_text first = whole_panel(a, 1), second = whole_panel(b, 1);
  assert_string_not_equal(leda_text_str(&first), leda_text_str(&second));
  leda_text_clear(&first);
  leda_text_clear(&second);
}

/* 1.5 sd of a share of 0.2 in units of 100: 1.5 sqrt(0.2 0.8 / 100) = 0.06; of counts with mean 9: 4.5. */
static void sizes_in_sd_follow_the_law(void **state) {
  leda_simulate_options o = leda_simulate_options_default();
  (void)state;
  o.shift = (leda_simulate_size){1.5, true};
  o.denominator_low = o.denominator_high = 100.0;
  o.level = 0.2;
  leda_simulation s = made(&o);
  assert_int_equal(s.model.noise, LEDA_SIMULATE_BINOMIAL);
  assert_near(s.model.shift, 0.06, 1e-12);
  o.denominator_low = o.denominator_high = 0.0;
  o.noise = LEDA_SIMULATE_POISSON;
  o.noise_given = true;
  o.level = 9.0;
  s = made(&o);
  assert_near(s.model.shift, 4.5, 1e-12);
  o.noise = LEDA_SIMULATE_NORMAL;
  o.sd = 4.0;
  s = made(&o);
  assert_near(s.model.shift, 6.0, 1e-12);
  o.shift.in_sd = false;
  s = made(&o);
  assert_near(s.model.shift, 1.5, 1e-12);
}

static void a_shift_begins_where_asked(void **state) {
  leda_simulate_options o = leda_simulate_options_default();
  (void)state;
  o.shift.amount = 1.0;
  o.periods = 25;
  assert_int_equal(made(&o).model.shift_index, 12);
  o.fraction = 0.76;
  assert_int_equal(made(&o).model.shift_index, 19);
  o.where = LEDA_SIMULATE_AT_PERIOD;
  assert_true(leda_period_parse("2016-01", &o.shift_period));
  assert_int_equal(made(&o).model.shift_index, 12); /* January 2015 is 0 */
}

/* Each refusal names the option. */
static void refuses_what_cannot_be(void **state) {
  const leda_simulate_options plain = leda_simulate_options_default();
  leda_simulate_options cases[8];
  static const char *const words[] = {"--phi",    "--share",   "--missing",  "--season",
                                      "--sd out", "--phi 1, ", "below zero", "at least 4"};
  (void)state;
  for (size_t i = 0; i < 8; i++) cases[i] = plain;
  cases[0].phi = 1.01;
  cases[1].share = -0.1;
  cases[2].missing = 1.0;
  cases[3].every = LEDA_PERIOD_YEAR;
  cases[3].season.amount = 1.0;
  cases[4].noise = LEDA_SIMULATE_POISSON;
  cases[4].sd = 2.0;
  cases[5].noise = LEDA_SIMULATE_POISSON;
  cases[5].phi = 1.0;
  cases[6].noise = LEDA_SIMULATE_POISSON;
  cases[6].level = 2.0;
  cases[6].drift.amount = -2.5;
  cases[7].periods = 3;
  cases[7].shift.amount = 1.0;
  cases[7].where = LEDA_SIMULATE_ANYWHERE;
  for (size_t i = 0; i < 8; i++) {
    leda_simulation simulation;
    leda_error err = leda_error_none();
    cases[i].noise_given = true;
    assert_int_equal(leda_simulation_init(&simulation, &cases[i], &err), LEDA_ERR_USAGE);
    if (!strstr(err.message, words[i])) fail_msg("'%s': not '%s'", err.message, words[i]);
  }
}

static leda_status refuse(const leda_text *text, void *data, leda_error *err) {
  (void)text;
  (void)data;
  return leda_fail(err, LEDA_ERR_IO, "full");
}

static int cancel(uint64_t done, uint64_t total, void *data) {
  (void)done;
  (void)total;
  (void)data;
  return 1;
}

static void failures_come_back(void **state) {
  leda_text all = {0};
  leda_simulation_sink sink = {.render = leda_simulate_csv_series, .write = refuse};
  leda_simulate_options options = rich_options();
  leda_error err = leda_error_none();
  (void)state;
  options.threads = 1;
  leda_simulation simulation = made(&options);
  assert_int_equal(leda_simulation_run(&simulation, &sink, &err), LEDA_ERR_IO);
  err = leda_error_none();
  sink.write = append;
  sink.data = &all;
  sink.progress.function = cancel;
  assert_int_equal(leda_simulation_run(&simulation, &sink, &err), LEDA_ERR_CANCELLED);
  leda_text_clear(&all);
  sink.progress.function = NULL;
  for (long successes = 0; successes < 8; successes++) {
    err = leda_error_none();
    leda_memory_fail_after(successes);
    leda_status status = leda_simulation_run(&simulation, &sink, &err);
    leda_memory_fail_after(-1);
    assert_int_equal(status, LEDA_ERR_MEMORY);
  }
  leda_text_clear(&all);
}

/* Rounding is to the decimals asked for: sprintf agrees but for halves. */
static void values_have_the_decimals_asked_for(void **state) {
  leda_simulate_truth truth = {0};
  const double y[] = {-0.004, 0.05, 123.456, -7.0, NAN, 1e17, 0.996};
  static const char *const expected[] = {
      "0.00", "0.05", "123.46", "-7.00", "", "100000000000000000.00", "1.00"};
  leda_simulate_options o = leda_simulate_options_default();
  (void)state;
  o.periods = 7;
  o.decimals = 2;
  leda_simulation simulation = made(&o);
  leda_simulated_series series = {0, 0, y, &truth};
  leda_text text = {0};
  leda_simulate_csv_series(&simulation, &series, &text);
  const char *line = leda_text_str(&text);
  for (size_t i = 0; i < 7; i++) {
    const char *end = strchr(line, '\n'), *cell = end;
    while (cell[-1] != ',') cell--;
    assert_int_equal((size_t)(end - cell), strlen(expected[i]));
    assert_memory_equal(cell, expected[i], strlen(expected[i]));
    line = end + 1;
  }
  leda_text_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_change_nothing),
      cmocka_unit_test(more_units_continue_the_panel),
      cmocka_unit_test(seeds_differ),
      cmocka_unit_test(sizes_in_sd_follow_the_law),
      cmocka_unit_test(a_shift_begins_where_asked),
      cmocka_unit_test(refuses_what_cannot_be),
      cmocka_unit_test(failures_come_back),
      cmocka_unit_test(values_have_the_decimals_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
